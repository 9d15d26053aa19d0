"""What stands in the book beside answers to events: motions, who leaves, new addresses, ends of circulars, and dues for the treasurer?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from mailer.errors import DataError
from mailer.model.book import BookEntry
from mailer.reading import open_mail
from mailer.reporting.answers import standings
from mailer.reporting.plain import plain
from mailer.store import inbox, letters, members, records

KINDS = ("motion", "resignation", "unsubscribe", "contact_change", "death", "dues")
_TREASURER = "treasurer"


@dataclass(frozen=True, slots=True)
class BookLine:
    """An entry as its reader needs it. `at` is when the mail arrived (or the person decided); `standing` is current, superseded, undone or
    undoing; `deadline` is that of the motion's job, `in_time` whether the mail came by then."""

    entry: BookEntry
    name: str
    at: datetime
    standing: str
    attachments: tuple[str, ...] = ()
    deadline: date | None = None
    in_time: bool = True

    def as_json(self) -> dict[str, Any]:
        """The line as a JSON object."""
        return {**plain(self), "entry": {**plain(self.entry), "finding": self.entry.finding.as_json()}}


def book_lines(
    connection: Connection, kind: str | None, member_id: str | None, role: str, deadlines: Mapping[str, object]
) -> tuple[BookLine, ...]:
    """Entries of a kind (None: of all but dues), oldest first. `deadlines` maps a job to the day until which it takes motions.

    Raises DataError for an unknown kind, and for dues where not the treasurer asks.
    """
    if kind is not None and kind not in KINDS:
        raise DataError("book.unknown_kind", kind=kind, known=", ".join(KINDS))
    if kind == "dues" and role != _TREASURER:
        raise DataError("book.treasurer_only")
    wanted = [kind] if kind else [each for each in KINDS if each != "dues" or role == _TREASURER]
    entries = sorted((entry for each in wanted for entry in records.of_kind(connection, each)), key=lambda entry: entry.id)
    states, names = standings(tuple(entries)), members.names(connection)
    mine = (entry for entry in entries if member_id in {None, entry.member_id})
    return tuple(_line(connection, entry, names.get(entry.member_id, entry.member_id), states[entry.id], deadlines) for entry in mine)


def _line(connection: Connection, entry: BookEntry, name: str, standing: str, deadlines: Mapping[str, object]) -> BookLine:
    at = entry.received_at or entry.recorded_at
    if entry.finding.kind != "motion":
        return BookLine(entry, name, at, standing)
    letter = letters.by_id(connection, entry.letter_id) if entry.letter_id else None
    until = deadlines.get(letter.job_id or "") if letter else None
    deadline = until.date() if isinstance(until, datetime) else until if isinstance(until, date) else None
    return BookLine(entry, name, at, standing, _attachments(connection, entry), deadline, deadline is None or at.date() <= deadline)


def _attachments(connection: Connection, entry: BookEntry) -> tuple[str, ...]:
    raw = inbox.raw(connection, entry.inbox_id) if entry.inbox_id is not None else None
    return open_mail(raw).attachments if raw else ()
