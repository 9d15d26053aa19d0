"""Which events were told to members, and in which words?"""

from collections.abc import Hashable, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, Row, Select, select

from mailer.model.jobs import Event, Shift
from mailer.store.database import insert_if_new, upsert
from mailer.store.fixed import among
from mailer.store.memory import INVITED, forget, remember, remembered
from mailer.store.tables import event, invitation, letter

_TOPIC = "event"
_EVERY = select(event).order_by(event.c.start, event.c.id)
_TOLD = select(invitation.c.event_id, invitation.c.sequence).join(letter, invitation.c.letter_number == letter.c.number)
_TOLD_BY = _TOLD.add_columns(letter.c.id).where(among(letter.c.id))
_INVITED = (
    select(letter.c.member_id, invitation.c.event_id)
    .join(letter, invitation.c.letter_number == letter.c.number)
    .where(among(letter.c.member_id))
    .distinct()
)


def put(connection: Connection, job_id: str, told: Event, now: datetime) -> None:
    """Keep an event as it is told now; where that is news, since now."""
    before = by_id(connection, told.id)
    changed = {"changed_at": now} if before is None or before.sequence != told.sequence else {}
    upsert(connection, event, {**_values(job_id, told), **changed}, ("id",))
    forget(connection, _TOPIC)


def changed_at(connection: Connection, event_id: str) -> datetime | None:
    """Since when an event is told as it is; None where only another job has mentioned it."""
    moment: datetime | None = connection.scalar(select(event.c.changed_at).where(event.c.id == event_id))
    return moment


def jobs_of(connection: Connection) -> dict[str, str]:
    """The job of each event that was told."""
    return {row.id: row.job_id for row in connection.execute(select(event.c.id, event.c.job_id))}


def mention(connection: Connection, job_id: str, planned: Event) -> None:
    """Keep an event of another job that a letter mentions, unless it is known: its own invitation tells how it is."""
    insert_if_new(connection, event, _values(job_id, planned), ("id",))
    forget(connection, _TOPIC)


def by_id(connection: Connection, event_id: str) -> Event | None:
    """The event of that id, or None."""
    return next(iter(by_ids(connection, (event_id,))), None)


def by_ids(connection: Connection, event_ids: tuple[str, ...]) -> tuple[Event, ...]:
    """The events of those ids that are known, in their order in time."""
    if not event_ids:
        return ()
    return remembered(connection, _TOPIC, event_ids, lambda: _by_ids(connection, event_ids))


def every(connection: Connection) -> tuple[Event, ...]:
    """All events, in their order in time."""
    return remembered(connection, _TOPIC, "every", lambda: tuple(map(_event, connection.execute(_EVERY))))


def was_invited(connection: Connection, event_id: str, member_id: str) -> bool:
    """Whether a letter brought this member a calendar entry of the event."""
    return event_id in remembered(connection, INVITED, member_id, lambda: _invited(connection, (member_id,))[member_id])


def told_sequence(connection: Connection, event_id: str, letter_id: str) -> int | None:
    """The SEQUENCE (RFC 5545 3.8.7.4) under which this letter told the event; None where it brought no calendar entry of it."""
    return dict(_told_by(connection, letter_id)).get(event_id)


def was_asked_again(connection: Connection, event_id: str, member_id: str, sequence: int) -> bool:
    """Whether a letter asked this member again because the event has moved, under this SEQUENCE or a later one."""
    mine = (letter.c.member_id == member_id) & (letter.c.purpose == "moved") & (invitation.c.sequence >= sequence)
    return connection.scalar(_told(event_id).where(mine).limit(1)) is not None


def foresee(connection: Connection, letter_ids: Sequence[str]) -> None:
    """Learn at once which events these letters told."""
    found: dict[Hashable, object] = dict.fromkeys(letter_ids, ())
    for event_id, sequence, letter_id in connection.execute(_TOLD_BY, {"ids": letter_ids}).all():
        found[letter_id] = (*cast("tuple[tuple[str, int], ...]", found[letter_id]), (event_id, sequence))
    remember(connection, "told", found)


def foresee_invited(connection: Connection, member_ids: Sequence[str]) -> None:
    """Learn at once to which events these members were invited."""
    remember(connection, INVITED, _invited(connection, member_ids))


def _invited(connection: Connection, member_ids: Sequence[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {member_id: set() for member_id in member_ids}
    for member_id, event_id in connection.execute(_INVITED, {"ids": member_ids}):
        found[member_id].add(event_id)
    return {member_id: frozenset(event_ids) for member_id, event_ids in found.items()}


def _told_by(connection: Connection, letter_id: str) -> tuple[tuple[str, int], ...]:
    """Each event that a letter told, with its SEQUENCE."""
    return remembered(connection, "told", letter_id, lambda: _told_in(connection, letter_id))


def _told_in(connection: Connection, letter_id: str) -> tuple[tuple[str, int], ...]:
    return tuple((row.event_id, row.sequence) for row in connection.execute(_TOLD.where(letter.c.id == letter_id)))


def _by_ids(connection: Connection, event_ids: tuple[str, ...]) -> tuple[Event, ...]:
    wanted = select(event).where(event.c.id.in_(event_ids)).order_by(event.c.start, event.c.id)
    return tuple(map(_event, connection.execute(wanted)))


def _told(event_id: str) -> Select[Any]:
    """The SEQUENCEs under which letters told an event."""
    joined = select(invitation.c.sequence).join(letter, invitation.c.letter_number == letter.c.number)
    return joined.where(invitation.c.event_id == event_id)


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
        "cancelled": int(told.cancelled),
        "major_sequence": told.major_sequence,
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
        cancelled=bool(row.cancelled),
        major_sequence=row.major_sequence,
    )


def _shift(values: dict[str, Any]) -> Shift:
    end = datetime.fromisoformat(values["end"]) if values["end"] else None
    return Shift(values["id"], values["title"], datetime.fromisoformat(values["start"]), end, values["needed"])
