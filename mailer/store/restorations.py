"""How far has this database come, and which backups were put in its place?"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from mailer.store.database import insert_if_new
from mailer.store.memory import remembered
from mailer.store.restore_tables import pulse, restoration

_ONLY = 1  # the one row of `pulse`
_UNTIL = "restored until"
_PULSE = (pulse.c.name, pulse.c.number, pulse.c.at, pulse.c.marked)


@dataclass(frozen=True, slots=True)
class Pulse:
    """How far a database has come: its own `name`, a `number` that only grows, and when it last grew. `marked` says that the mark beside
    it was written."""

    name: str
    number: int
    at: datetime
    marked: bool


@dataclass(frozen=True, slots=True)
class Restoration:
    """A backup that was put in the database's place.

    What it knew ends at `known_until` (None: it knew nothing); until `until` things may have happened of which it does not know.
    `letters` waited in it and are in doubt since.
    """

    id: int
    found_at: datetime
    known_until: datetime | None
    until: datetime
    letters: int


def read(connection: Connection) -> Pulse | None:
    """How far the database has come; None for one that never worked."""
    row = connection.execute(select(*_PULSE)).one_or_none()
    return Pulse(row.name, row.number, row.at, bool(row.marked)) if row else None


def beat(connection: Connection, name: str, now: datetime) -> Pulse:
    """Count on, by one; a database that never worked is given this name."""
    fresh = insert_if_new(connection, pulse, {"id": _ONLY, "name": name, "number": 1, "at": now, "marked": 0}, ("id",))
    if not fresh:
        connection.execute(update(pulse).values(number=pulse.c.number + 1, at=now))
    row = connection.execute(select(*_PULSE)).one()
    return Pulse(row.name, row.number, row.at, bool(row.marked))


def set_marked(connection: Connection) -> None:
    """From now on there is a mark beside the database."""
    connection.execute(update(pulse).values(marked=1))


def overtake(connection: Connection, seen: Pulse | None, number: int, name: str, now: datetime) -> bool:
    """Let the database be further than `number`; one that never worked is given this name. False if somebody counted on since `seen`."""
    if seen is None:
        return insert_if_new(connection, pulse, {"id": _ONLY, "name": name, "number": number + 1, "at": now, "marked": 0}, ("id",))
    ahead = {"number": max(seen.number, number) + 1, "at": now}
    return connection.execute(update(pulse).where(pulse.c.number == seen.number).values(ahead)).rowcount == 1


def note(connection: Connection, found_at: datetime, known_until: datetime | None, until: datetime, letters: int) -> Restoration:
    """Write down that a backup was put in the database's place."""
    values = {"found_at": found_at, "known_until": known_until, "until": until, "letters": letters}
    number: int = connection.execute(insert(restoration).values(values).returning(restoration.c.id)).scalar_one()
    return Restoration(number, found_at, known_until, until, letters)


def every(connection: Connection) -> tuple[Restoration, ...]:
    """All that were found, oldest first."""
    return tuple(Restoration(**row._mapping) for row in connection.execute(select(restoration).order_by(restoration.c.id)))


def until(connection: Connection) -> datetime | None:
    """Up to which moment things may have happened that the record does not know; None where no backup was ever put in its place."""
    return remembered(connection, _UNTIL, None, lambda: _until(connection))


def _until(connection: Connection) -> datetime | None:
    latest: datetime | None = connection.scalar(select(func.max(restoration.c.until)))
    return latest
