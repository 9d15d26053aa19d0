"""Which events were told to members, and in which words?"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from mailer.model.jobs import Event, Shift
from mailer.store.database import insert_if_new, upsert
from mailer.store.tables import event


def put(connection: Connection, job_id: str, told: Event) -> None:
    """Keep an event as it is told now."""
    upsert(connection, event, _values(job_id, told), ("id",))


def mention(connection: Connection, job_id: str, planned: Event) -> None:
    """Keep an event of another job that a letter mentions, unless it is known: its own invitation tells how it is."""
    insert_if_new(connection, event, _values(job_id, planned), ("id",))


def by_id(connection: Connection, event_id: str) -> Event | None:
    """The event of that id, or None."""
    row = connection.execute(select(event).where(event.c.id == event_id)).one_or_none()
    return _event(row) if row else None


def by_ids(connection: Connection, event_ids: tuple[str, ...]) -> tuple[Event, ...]:
    """The events of those ids that are known, in their order in time."""
    rows = connection.execute(select(event).where(event.c.id.in_(event_ids)).order_by(event.c.start, event.c.id))
    return tuple(_event(row) for row in rows)


def every(connection: Connection) -> tuple[Event, ...]:
    """All events, in their order in time."""
    return tuple(_event(row) for row in connection.execute(select(event).order_by(event.c.start, event.c.id)))


def _values(job_id: str, told: Event) -> dict[str, Any]:
    return {
        "id": told.id,
        "job_id": job_id,
        "title": told.title,
        "start": told.start,
        "end": told.end,
        "location": told.location,
        "description": told.description,
        "answer_by": told.answer_by,
        "sequence": told.sequence,
        "shifts": [_shift_values(shift) for shift in told.shifts],
    }


def _shift_values(shift: Shift) -> dict[str, Any]:
    return {
        "id": shift.id,
        "title": shift.title,
        "start": shift.start.isoformat(),
        "end": shift.end.isoformat() if shift.end else None,
        "needed": shift.needed,
    }


def _event(row: Row[Any]) -> Event:
    return Event(
        id=row.id,
        title=row.title,
        start=row.start,
        end=row.end,
        location=row.location,
        answer_by=row.answer_by,
        description=row.description,
        shifts=tuple(_shift(values) for values in row.shifts),
        sequence=row.sequence,
    )


def _shift(values: dict[str, Any]) -> Shift:
    end = datetime.fromisoformat(values["end"]) if values["end"] else None
    return Shift(values["id"], values["title"], datetime.fromisoformat(values["start"]), end, values["needed"])
