"""What does a calendar answer say about our events?"""

from sqlalchemy import Connection

from mailer.model.reading import CalendarAnswer, Finding, Opened, Reading
from mailer.reading.answers import find_answers
from mailer.recording.context import context_of
from mailer.recording.correlate import Match
from mailer.store import events, letters

_ANSWERS = {"ACCEPTED": "accepted", "DECLINED": "declined", "TENTATIVE": "tentative"}


def read_calendar(connection: Connection, opened: Opened, match: Match, doubts: tuple[str, ...]) -> Reading:
    """The findings of a calendar mail (RFC 5546 3.2.3): one per event of ours, and what its comment says as prose."""
    findings: list[Finding] = []
    reasons = list(doubts)
    for answer in opened.calendar:
        found, why = _one(connection, answer)
        findings += found
        reasons += why
        comment, more = _comment(connection, answer, match)
        findings += comment
        reasons += more
    return Reading(opened, tuple(dict.fromkeys(findings)), bool(reasons), tuple(dict.fromkeys(reasons)))


def _one(connection: Connection, answer: CalendarAnswer) -> tuple[list[Finding], list[str]]:
    told = letters.by_calendar_uid(connection, answer.uid) if answer.uid else None
    if told is None:
        return [], ["recording.foreign_event"]
    said = _ANSWERS.get(answer.partstat or "")
    if answer.method != "REPLY" or said is None:
        return [], ["recording.calendar_wish"]
    event = events.by_id(connection, told[1])
    if event is not None and answer.sequence is not None and answer.sequence < event.sequence:
        return [], ["recording.older_date"]
    return [Finding("rsvp", event=told[1], answer=said, rule="calendar.partstat")], []


def _comment(connection: Connection, answer: CalendarAnswer, match: Match) -> tuple[list[Finding], list[str]]:
    """A comment is prose: what it says beside the answer itself counts, and what is unclear in it goes to a person."""
    if not answer.comment or match.letter is None or match.member is None:
        return [], []
    context = context_of(connection, match.letter, match.member, match.letter.created_at)
    answers = find_answers(answer.comment, context)
    more = [finding for finding in answers.findings if finding.kind != "rsvp"]
    return more, ["recording.calendar_comment", *answers.reasons] if answers.review else []
