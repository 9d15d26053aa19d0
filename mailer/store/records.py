"""What stands in the book? Entries are added, never changed: the latest one that nobody took back is what holds."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select

from mailer.model.book import BookEntry, Proof
from mailer.model.reading import Finding
from mailer.store.tables import record


def add(
    connection: Connection,
    member_id: str,
    findings: Iterable[Finding],
    proof: Proof,
    now: datetime,
    inbox_id: int | None = None,
    letter_id: str | None = None,
    confirmed_by: str | None = None,
) -> None:
    """Write findings of one member into the book."""
    common = {
        "member_id": member_id,
        "proof": proof,
        "recorded_at": now,
        "inbox_id": inbox_id,
        "letter_id": letter_id,
        "confirmed_by": confirmed_by,
    }
    rows = [{**common, **_columns(finding)} for finding in findings]
    if rows:
        connection.execute(insert(record), rows)


def undo(connection: Connection, entry_id: int, who: str, now: datetime) -> bool:
    """Take an entry back, by an entry of its own; False if it is not there or was taken back before."""
    entry = next((found for found in _read(connection, select(record)) if found.id == entry_id), None)
    if entry is None or any(found.undoes == entry_id for found in _read(connection, select(record))):
        return False
    values = {"member_id": entry.member_id, "proof": entry.proof, "recorded_at": now, "confirmed_by": who, "undoes": entry_id}
    connection.execute(insert(record), [{**values, **_columns(entry.finding)}])
    return True


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
    """What holds now: of each member, kind, event and target the latest entry that nobody took back."""
    kept = list(entries)
    undone = {entry.undoes for entry in kept if entry.undoes is not None}
    latest: dict[tuple[object, ...], BookEntry] = {}
    for entry in kept:
        if entry.id not in undone and entry.undoes is None:
            finding = entry.finding
            latest[entry.member_id, finding.kind, finding.event, finding.target, finding.scope] = entry
    return tuple(sorted(latest.values(), key=lambda entry: entry.id))


def _columns(finding: Finding) -> dict[str, Any]:
    return {"kind": finding.kind, "event_id": finding.event, "target": finding.target, "finding": asdict(finding)}


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
    )
