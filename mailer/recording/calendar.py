"""What does a calendar answer say about our events?"""

from sqlalchemy import Connection

from mailer.model.reading import CalendarAnswer, Finding, Opened, Reading
from mailer.reading.answers import find_answers
from mailer.recording.context import context_of
from mailer.recording.correlate import Match
from mailer.store import letters, records

_ANSWERS = {"ACCEPTED": "accepted", "DECLINED": "declined", "TENTATIVE": "tentative"}


def read_calendar(connection: Connection, opened: Opened, match: Match, doubts: tuple[str, ...]) -> Reading:
    """The findings of a calendar mail (RFC 5546 3.2.3): one per event of ours, and what its comment says as prose."""
    findings: list[Finding] = []
    reasons = list(doubts)
    for answer in opened.calendar:
        found, why = _one(connection, answer, match)
        findings += found
        reasons += why
        comment, more = _comment(connection, answer, match)
        findings += comment
        reasons += more
    return Reading(opened, tuple(dict.fromkeys(findings)), bool(reasons), tuple(dict.fromkeys(reasons)))


def _one(connection: Connection, answer: CalendarAnswer, match: Match) -> tuple[list[Finding], list[str]]:
    told = letters.by_calendar_uid(connection, answer.uid) if answer.uid else None
    if told is None:
        return [], ["recording.foreign_event"]
    said = _ANSWERS.get(answer.partstat or "")
    if answer.method != "REPLY" or said is None:
        return [], ["recording.calendar_wish"]
    if match.member is not None and _is_overtaken(connection, answer, match.member.id, told[1]):
        return [], []
    return [Finding("rsvp", event=told[1], answer=said, rule="calendar.partstat")], []


def _is_overtaken(connection: Connection, answer: CalendarAnswer, member_id: str, event_id: str) -> bool:
    """Whether a later answer of the same calendar is in the book already: by SEQUENCE, then by DTSTAMP (RFC 5546 2.1.5), not by arrival."""
    if answer.dtstamp is None:
        return False
    mine = (entry for entry in records.of_event(connection, event_id) if entry.member_id == member_id and entry.stamp is not None)
    said = (answer.sequence or 0, answer.dtstamp)
    return any((entry.sequence or 0, entry.stamp) > said for entry in mine if entry.stamp is not None)


def _comment(connection: Connection, answer: CalendarAnswer, match: Match) -> tuple[list[Finding], list[str]]:
    """A comment is prose: what it says beside the answer itself counts, and what is unclear in it goes to a person."""
    if not answer.comment or match.letter is None or match.member is None:
        return [], []
    context = context_of(connection, match.letter, match.member, match.letter.created_at)
    answers = find_answers(answer.comment, context)
    more = [finding for finding in answers.findings if finding.kind != "rsvp"]
    return more, ["recording.calendar_comment", *answers.reasons] if answers.review else []
