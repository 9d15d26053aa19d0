"""What stands in the book? Entries are added, never changed: the latest one that nobody took back is what holds."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select

from mailer.model.book import DEATH_KIND, BookEntry, Proof
from mailer.model.reading import Finding
from mailer.store.fixed import insertion
from mailer.store.gathered import write
from mailer.store.memory import forget, remembered
from mailer.store.tables import record

_DEPARTED, _MOURNED, _HELPERS = "departed", "mourned", "helpers"
_VOLUNTEER = "volunteer"
_LEAVING = ("resignation", DEATH_KIND)
_ADDED = insertion(
    record,
    *("member_id", "kind", "event_id", "target", "finding", "proof", "inbox_id", "letter_id", "recorded_at", "confirmed_by"),
    *("received_at", "stamp", "sequence"),
)


def add(
    connection: Connection,
    member_id: str,
    findings: Iterable[Finding],
    proof: Proof,
    now: datetime,
    inbox_id: int | None = None,
    letter_id: str | None = None,
    confirmed_by: str | None = None,
    received_at: datetime | None = None,
    stamp: datetime | None = None,
    sequence: int | None = None,
) -> None:
    """Write findings of one member into the book. `stamp` and `sequence` are those of a calendar answer."""
    common = {
        "member_id": member_id,
        "proof": proof,
        "recorded_at": now,
        "inbox_id": inbox_id,
        "letter_id": letter_id,
        "confirmed_by": confirmed_by,
        "received_at": received_at,
        "stamp": stamp,
        "sequence": sequence,
    }
    rows = [{**common, **_columns(finding)} for finding in findings]
    if rows:
        write(connection, _ADDED, rows)
        if any(row["kind"] in _LEAVING for row in rows):
            forget(connection, _DEPARTED)
        if any(row["kind"] == DEATH_KIND for row in rows):
            forget(connection, _MOURNED)
        if any(row["kind"] == _VOLUNTEER for row in rows):
            forget(connection, _HELPERS, *(row["target"] for row in rows))


def undo(connection: Connection, entry_id: int, who: str, now: datetime) -> bool:
    """Take an entry back, by an entry of its own; False if it is not there, was taken back before, or takes back another."""
    entry = by_id(connection, entry_id)
    if entry is None or entry.undoes is not None or _read(connection, select(record).where(record.c.undoes == entry_id)):
        return False
    values = {"member_id": entry.member_id, "proof": entry.proof, "recorded_at": now, "confirmed_by": who, "undoes": entry_id}
    for topic in (_DEPARTED, _MOURNED, _HELPERS):
        forget(connection, topic)
    connection.execute(insert(record), [{**values, **_columns(entry.finding)}])
    return True


def by_id(connection: Connection, entry_id: int) -> BookEntry | None:
    """The entry of that number, or None."""
    return next(iter(_read(connection, select(record).where(record.c.id == entry_id))), None)


def of_event(connection: Connection, event_id: str) -> tuple[BookEntry, ...]:
    """All entries about an event, its shifts included, oldest first."""
    return _read(connection, select(record).where(record.c.event_id == event_id))


def of_member(connection: Connection, member_id: str) -> tuple[BookEntry, ...]:
    """All entries of a member, oldest first."""
    return _read(connection, select(record).where(record.c.member_id == member_id))


def of_kind(connection: Connection, kind: str) -> tuple[BookEntry, ...]:
    """All entries of a kind, oldest first."""
    return _read(connection, select(record).where(record.c.kind == kind))


def of_mail(connection: Connection, inbox_id: int) -> tuple[BookEntry, ...]:
    """What was written down from one mail."""
    return _read(connection, select(record).where(record.c.inbox_id == inbox_id))


def every(connection: Connection) -> tuple[BookEntry, ...]:
    """The whole book, oldest first."""
    return _read(connection, select(record))


def current(entries: Iterable[BookEntry]) -> tuple[BookEntry, ...]:
    """What holds now: of each member, kind, event and target the latest entry that nobody took back.

    Two claims about dues in one mail ("kann gerade nicht, lasst uns reden") hold beside each other.
    """
    kept = list(entries)
    undone = {entry.undoes for entry in kept if entry.undoes is not None}
    latest: dict[tuple[object, ...], list[BookEntry]] = {}
    for entry in kept:
        if entry.id not in undone and entry.undoes is None:
            finding = entry.finding
            held = latest.setdefault((entry.member_id, finding.kind, finding.event, finding.target, finding.scope), [])
            if not (held and _said_together(held[-1], entry)):
                held.clear()
            held.append(entry)
    return tuple(sorted((entry for held in latest.values() for entry in held), key=lambda entry: entry.id))


def departed(connection: Connection) -> dict[str, BookEntry]:
    """Who has left or died as a person has confirmed, by member id, with the entry that says so."""
    return remembered(connection, _DEPARTED, "", lambda: _departed(connection))


def mourned(connection: Connection) -> frozenset[str]:
    """The members whose death a person has confirmed."""
    return remembered(connection, _MOURNED, "", lambda: _mourned(connection))


def helpers(connection: Connection, shift_id: str) -> tuple[str, ...]:
    """The member of each offer to help in this shift that holds."""
    return remembered(connection, _HELPERS, shift_id, lambda: _helpers(connection, shift_id))


def _mourned(connection: Connection) -> frozenset[str]:
    return frozenset(entry.member_id for entry in current(of_kind(connection, DEATH_KIND)) if entry.confirmed_by)


def _helpers(connection: Connection, shift_id: str) -> tuple[str, ...]:
    said = current(_read(connection, select(record).where(record.c.kind == _VOLUNTEER, record.c.target == shift_id)))
    return tuple(entry.member_id for entry in said if entry.finding.answer == "offered")


def _departed(connection: Connection) -> dict[str, BookEntry]:
    said = current(entry for kind in _LEAVING for entry in of_kind(connection, kind))
    return {entry.member_id: entry for entry in said if entry.confirmed_by and (entry.finding.scope or "membership") == "membership"}


def _said_together(one: BookEntry, other: BookEntry) -> bool:
    mails = (one.inbox_id, one.confirmed_by) == (other.inbox_id, other.confirmed_by)
    return one.finding.kind == "dues" and mails and one.inbox_id is not None and one.finding.claim != other.finding.claim


def _columns(finding: Finding) -> dict[str, Any]:
    return {"kind": finding.kind, "event_id": finding.event, "target": finding.target, "finding": finding.values()}


def _read(connection: Connection, wanted: Select[Any]) -> tuple[BookEntry, ...]:
    return tuple(_entry(row) for row in connection.execute(wanted.order_by(record.c.id)))


def _entry(row: Row[Any]) -> BookEntry:
    values = {**row.finding, "what": tuple(row.finding["what"])}
    return BookEntry(
        row.id,
        row.member_id,
        Finding(**values),
        Proof(row.proof),
        row.recorded_at,
        row.inbox_id,
        row.letter_id,
        row.confirmed_by,
        row.undoes,
        row.received_at,
        row.stamp,
        row.sequence,
    )
