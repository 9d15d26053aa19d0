"""How does the treasurer's report look at the terminal?"""

from datetime import datetime
from decimal import Decimal

from rich.console import Console

from mailer.cli.tables import column_table, line, show
from mailer.reporting.figures import TreasurerReport
from mailer.reporting.words import word
from mailer.texts import say

_COUNTS = ("accepted", "guests", "declined", "tentative", "silent", "with_person", "unreached")
_FATES = ("letters", "sent", "returned", "failed", "in_doubt")


def print_report(console: Console, report: TreasurerReport) -> None:
    """All parts of the report, times in the zone of its period."""
    line(console, "report.heading", style="bold", start=_day(report, report.period_start), end=_day(report, report.period_end))
    for waiting in report.waiting:
        line(console, "report.waiting", count=waiting.count, role=word("status_role", waiting.role))
    _print_dues(console, report)
    _print_bounces(console, report)
    _print_mailings(console, report)
    _print_answers(console, report)
    _print_left_out(console, report)
    console.print()
    for event in report.silent:
        line(console, "report.silent", title=event.title, count=len(event.names), names=", ".join(event.names))


def _print_dues(console: Console, report: TreasurerReport) -> None:
    table = column_table("report", ("name", "open", "reminded", "claim", "said"), right=("open",))
    for dues in report.dues:
        claim = word("report_claim", dues.claim or "none")
        shown = say("report.waits", claim=claim) if dues.waits else claim
        table.add_row(dues.name, _sum(dues.open), _day(report, dues.reminded_at), shown, _day(report, dues.said_at))
    show(console, "report.dues", table, "report.no_dues")


def _print_bounces(console: Console, report: TreasurerReport) -> None:
    table = column_table("report", ("name", "address", "reason", "since", "advice"))
    for bounce in report.bounces:
        reason = word("report_reason", bounce.reason)
        shown = f"{reason} ({bounce.status})" if bounce.status else reason
        table.add_row(bounce.name or "–", bounce.address, shown, _day(report, bounce.since), word("report_advice", bounce.advice))
    show(console, "report.bounces", table, "report.no_bounces")


def _print_mailings(console: Console, report: TreasurerReport) -> None:
    table = column_table("report", ("subject", "sent_at", *_FATES, "waiting"), right=(*_FATES, "waiting"))
    for mailing in report.mailings:
        fates = (str(getattr(mailing, name)) for name in _FATES)
        table.add_row(mailing.subject or mailing.mailing, _day(report, mailing.sent_at), *fates, str(mailing.waiting + mailing.held))
    show(console, "report.mailings", table, "report.no_mailings")


def _print_answers(console: Console, report: TreasurerReport) -> None:
    table = column_table("report", ("event", *_COUNTS), right=_COUNTS)
    for mailing in report.mailings:
        for event in mailing.events:
            table.add_row(event.title, *(str(getattr(event, name)) for name in _COUNTS))
    show(console, "report.answers", table)


def _print_left_out(console: Console, report: TreasurerReport) -> None:
    table = column_table("report", ("name", "subject", "reason"))
    for out in report.left_out:
        reason = word("report_left_out", out.reason)
        table.add_row(out.name, out.subject or out.mailing, f"{reason} ({out.detail})" if out.detail else reason)
    show(console, "report.left_out", table)


def _sum(amount: Decimal | None) -> str:
    return say("report.euro", amount=f"{amount:.2f}".replace(".", ",")) if amount is not None else "–"


def _day(report: TreasurerReport, moment: datetime | None) -> str:
    return moment.astimezone(report.period_end.tzinfo).strftime(say("report.day")) if moment else "–"
