"""Who was reminded of dues, what is still open, and what did they say?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection

from mailer.model.book import BookEntry
from mailer.model.jobs import Kind
from mailer.model.mail import GONE_OUT
from mailer.model.people import Member
from mailer.reporting.standing import returned
from mailer.reporting.words import in_order
from mailer.store import letters, members, occurrences, records, reviews
from mailer.store.letters import LetterLine

_CLAIMS = ("paid", "promise", "talk", "dispute", "hardship")


@dataclass(frozen=True, slots=True)
class DuesLine:
    """One member who got a letter about dues. `reminded_at` is the latest reminder that went out and did not come back, None where
    none did. `open` is the open sum in EUR, None when nothing is. `claim` is what they say now (paid, promise, talk, hardship,
    dispute) in their `words` at `said_at`; None when they said nothing. `waits`: a mail of theirs lies with a person."""

    name: str
    reminded_at: datetime | None
    open: Decimal | None
    claim: str | None
    said_at: datetime | None
    words: str
    waits: bool


def dues_lines(connection: Connection, start: datetime) -> tuple[DuesLine, ...]:
    """All members with a letter about dues who still owe, or were written to or wrote since a moment."""
    reminders = _reminders(connection)
    claims = records.current(records.of_kind(connection, "dues"))
    said = {entry.member_id: entry for entry in sorted(claims, key=_weight)}
    waiting = _waiting(connection, frozenset(line.id for lines in reminders.values() for line in lines))
    came_back = returned(connection)
    found: list[DuesLine] = []
    for member_id, lines in reminders.items():
        member = members.by_id(connection, member_id)
        entry = said.get(member_id)
        if member is not None and _is_told(member, lines, entry, member_id in waiting, start):
            found.append(_line(member, lines, entry, member_id in waiting, came_back))
    return tuple(sorted(found, key=lambda line: in_order(line.name)))


def _weight(entry: BookEntry) -> int:
    """Of two claims in one mail the one that asks most of the treasurer stands in the report."""
    claim = entry.finding.claim
    return _CLAIMS.index(claim) if claim in _CLAIMS else -1


def _reminders(connection: Connection) -> dict[str, list[LetterLine]]:
    """The letters about dues, by member."""
    mine: dict[str, list[LetterLine]] = {}
    for found in occurrences.every(connection):
        for line in letters.lines(connection, occurrence_id=found.id) if found.kind == Kind.DUES else ():
            if line.member_id is not None:
                mine.setdefault(line.member_id, []).append(line)
    return mine


def _waiting(connection: Connection, reminders: frozenset[str]) -> frozenset[str]:
    """Members whose mail about dues, or in answer to a reminder, lies with a person."""
    about = (
        item.member_id
        for item in reviews.waiting(connection)
        if item.letter_id in reminders or any(finding.kind == "dues" for finding in item.proposal)
    )
    return frozenset(member_id for member_id in about if member_id is not None)


def _is_told(member: Member, lines: Iterable[LetterLine], entry: BookEntry | None, waits: bool, start: datetime) -> bool:
    recent = any((line.sent_at or line.created_at) >= start for line in lines)
    return bool(member.dues_open) or recent or waits or (entry is not None and entry.recorded_at >= start)


def _line(member: Member, lines: Iterable[LetterLine], entry: BookEntry | None, waits: bool, came_back: frozenset[str]) -> DuesLine:
    arrived = [line.sent_at for line in lines if line.sent_at and line.state in GONE_OUT and line.id not in came_back]
    return DuesLine(
        name=member.name,
        reminded_at=max(arrived, default=None),
        open=member.dues_open or None,
        claim=entry.finding.claim if entry else None,
        said_at=entry.recorded_at if entry else None,
        words=entry.finding.evidence if entry else "",
        waits=waits,
    )
