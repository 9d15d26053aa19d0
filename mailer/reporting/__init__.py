"""Record and outbox in, reports out: what do treasurer and board need to know?"""

from mailer.reporting.answers import EventAnswers, event_answers, standings, why, why_as_json
from mailer.reporting.figures import TreasurerReport, treasurer_report
from mailer.reporting.notes import BookLine, book_lines
from mailer.reporting.reasons import reason_for
from mailer.reporting.status import Allowance, Status, overview
from mailer.reporting.treasurer import TREASURER, ReportOrder, compose_report, queue_report

__all__ = [
    "TREASURER",
    "Allowance",
    "BookLine",
    "EventAnswers",
    "ReportOrder",
    "Status",
    "TreasurerReport",
    "book_lines",
    "compose_report",
    "event_answers",
    "overview",
    "queue_report",
    "reason_for",
    "standings",
    "treasurer_report",
    "why",
    "why_as_json",
]
