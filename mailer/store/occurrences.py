"""Which mailings happened, when, for whom, and who was left out?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, case, delete, insert, select, update

from mailer.model.mail import LetterState, OccurrenceState
from mailer.store.database import insert_if_new
from mailer.store.notices import announce
from mailer.store.tables import invitation, left_out, letter, letter_body, occurrence, sighting

PUT_ASIDE = (OccurrenceState.ASKING, OccurrenceState.SKIPPED)
_ONCE = ("job_id", "mailing_id", "key")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A mailing at one moment. `key` makes it unique: `once`, or the moment of a cron line."""

    id: int
    job_id: str
    mailing_id: str
    key: str
    due_at: datetime
    planned_at: datetime
    state: OccurrenceState
    kind: str
    subject: str
    event_ids: tuple[str, ...]
    writing_until: datetime | None = None


_COLUMNS = [occurrence.c[name] for name in Occurrence.__dataclass_fields__]


@dataclass(frozen=True, slots=True)
class NewOccurrence:
    """An occurrence about to be written down."""

    job_id: str
    mailing_id: str
    key: str
    due_at: datetime
    state: OccurrenceState
    kind: str
    subject: str = ""
    event_ids: tuple[str, ...] = ()
    send_window: str | None = None


def open_once(connection: Connection, new: NewOccurrence, now: datetime) -> int | None:
    """Write an occurrence down and give its id; None if it was there already: then nothing may be queued for it."""
    values = {
        "job_id": new.job_id,
        "mailing_id": new.mailing_id,
        "key": new.key,
        "due_at": new.due_at,
        "planned_at": now,
        "state": new.state,
        "kind": new.kind,
        "subject": new.subject,
        "event_ids": list(new.event_ids),
        "send_window": new.send_window,
    }
    if not insert_if_new(connection, occurrence, values, _ONCE):
        return None
    found = find(connection, new.job_id, new.mailing_id, new.key)
    return found.id if found else None


def begin_writing(connection: Connection, new: NewOccurrence, now: datetime, until: datetime) -> int | None:
    """Open an occurrence whose letters are written from now on; None if it happened, or somebody else is writing it.

    One that waits for a person's word is taken over, and so is one whose writer stopped half way: what it wrote is thrown away.
    """
    stale = find(connection, new.job_id, new.mailing_id, new.key)
    if stale is not None and stale.state is OccurrenceState.WRITING and stale.writing_until is not None and stale.writing_until < now:
        abandon(connection, stale.id)
    opened = open_once(connection, new, now)
    if opened is None:
        opened = answer_asking(connection, new, now)
    if opened is not None:
        connection.execute(update(occurrence).where(occurrence.c.id == opened).values(writing_until=until))
    return opened


def set_dictionary(connection: Connection, occurrence_id: int, dictionary: bytes) -> None:
    """Keep the preset dictionary with which the occurrence's letters are packed."""
    connection.execute(update(occurrence).where(occurrence.c.id == occurrence_id).values(dictionary=dictionary))


def finish_writing(connection: Connection, occurrence_id: int, subject: str) -> None:
    """All letters are written: let them out, all at once."""
    ready = {"state": OccurrenceState.READY, "subject": subject, "writing_until": None}
    connection.execute(update(occurrence).where(occurrence.c.id == occurrence_id).values(ready))
    written = (letter.c.occurrence_id == occurrence_id) & (letter.c.state == LetterState.WRITTEN)
    way = case((letter.c.channel == "post", LetterState.TO_PRINT.value), else_=LetterState.QUEUED.value)
    connection.execute(update(letter).where(written).values(state=way))
    announce(connection)


def abandon(connection: Connection, occurrence_id: int) -> None:
    """Throw away an occurrence that is still being written, and everything written for it."""
    unfinished = (letter.c.occurrence_id == occurrence_id) & (letter.c.state == LetterState.WRITTEN)
    written = select(letter.c.number).where(unfinished)
    connection.execute(delete(invitation).where(invitation.c.letter_number.in_(written)))
    connection.execute(delete(letter_body).where(letter_body.c.number.in_(written)))
    connection.execute(delete(letter).where(unfinished))
    connection.execute(delete(left_out).where(left_out.c.occurrence_id == occurrence_id))
    mine = (occurrence.c.id == occurrence_id) & (occurrence.c.state == OccurrenceState.WRITING)
    connection.execute(delete(occurrence).where(mine))


def abandon_all(connection: Connection) -> int:
    """Throw away whatever was being written: for a caller who knows that nobody is writing. Gives the number of occurrences."""
    ids = list(connection.scalars(select(occurrence.c.id).where(occurrence.c.state == OccurrenceState.WRITING)))
    for occurrence_id in ids:
        abandon(connection, occurrence_id)
    return len(ids)


def answer_asking(connection: Connection, new: NewOccurrence, now: datetime) -> int | None:
    """Turn an occurrence that was put aside as too late into `new.state`; None if it was not, or is not any more."""
    waits = _is(new.job_id, new.mailing_id, new.key) & occurrence.c.state.in_(PUT_ASIDE)
    changed = {"state": new.state, "planned_at": now, "subject": new.subject, "event_ids": list(new.event_ids)}
    if connection.execute(update(occurrence).where(waits).values(changed)).rowcount != 1:
        return None
    found = find(connection, new.job_id, new.mailing_id, new.key)
    return found.id if found else None


def find(connection: Connection, job_id: str, mailing_id: str, key: str) -> Occurrence | None:
    """The occurrence of that name, or None."""
    row = connection.execute(select(*_COLUMNS).where(_is(job_id, mailing_id, key))).one_or_none()
    return _occurrence(row) if row else None


def every(connection: Connection) -> tuple[Occurrence, ...]:
    """All occurrences, oldest first."""
    return tuple(_occurrence(row) for row in connection.execute(select(*_COLUMNS).order_by(occurrence.c.id)))


def gone_out_since(connection: Connection, since: datetime, most: int) -> tuple[Occurrence, ...]:
    """The occurrences whose letters were let out since a moment, the latest first, up to so many."""
    wanted = (occurrence.c.state == OccurrenceState.READY) & (occurrence.c.planned_at >= since)
    rows = connection.execute(select(*_COLUMNS).where(wanted).order_by(occurrence.c.id.desc()).limit(most))
    return tuple(_occurrence(row) for row in rows)


def of_mailing(connection: Connection, job_id: str, mailing_id: str) -> tuple[Occurrence, ...]:
    """The occurrences of one mailing, oldest first."""
    mine = (occurrence.c.job_id == job_id) & (occurrence.c.mailing_id == mailing_id)
    return tuple(_occurrence(row) for row in connection.execute(select(*_COLUMNS).where(mine).order_by(occurrence.c.id)))


def latest_due(connection: Connection, job_id: str, mailing_id: str) -> datetime | None:
    """The latest moment for which this mailing was planned, or None."""
    mine = (occurrence.c.job_id == job_id) & (occurrence.c.mailing_id == mailing_id)
    row = connection.execute(select(occurrence.c.due_at).where(mine).order_by(occurrence.c.due_at.desc()).limit(1)).one_or_none()
    return row.due_at if row else None


def first_seen(connection: Connection, job_id: str, mailing_id: str, now: datetime) -> datetime:
    """When the service first saw this mailing; `now` if it sees it for the first time."""
    mine = (sighting.c.job_id == job_id) & (sighting.c.mailing_id == mailing_id)
    known = select(sighting.c.first_seen_at).where(mine)
    if (seen := connection.scalar(known)) is None:
        values = {"job_id": job_id, "mailing_id": mailing_id, "first_seen_at": now}
        insert_if_new(connection, sighting, values, ("job_id", "mailing_id"))
        seen = connection.scalars(known).one()
    moment: datetime = seen
    return moment


def leave_out(connection: Connection, occurrence_id: int, people: Iterable[tuple[str, str, str]]) -> None:
    """Write down who gets no letter of an occurrence: member id, reason, detail."""
    rows = [{"occurrence_id": occurrence_id, "member_id": who, "reason": reason, "detail": detail} for who, reason, detail in people]
    if rows:
        connection.execute(insert(left_out), rows)


def left_out_of(connection: Connection, occurrence_id: int) -> tuple[tuple[str, str, str], ...]:
    """Who got no letter of an occurrence: member id, reason, detail."""
    mine = left_out.c.occurrence_id == occurrence_id
    rows = connection.execute(select(left_out).where(mine).order_by(left_out.c.reason, left_out.c.member_id))
    return tuple((row.member_id, row.reason, row.detail) for row in rows)


def _is(job_id: str, mailing_id: str, key: str) -> Any:
    return (occurrence.c.job_id == job_id) & (occurrence.c.mailing_id == mailing_id) & (occurrence.c.key == key)


def _occurrence(row: Row[Any]) -> Occurrence:
    return Occurrence(
        row.id,
        row.job_id,
        row.mailing_id,
        row.key,
        row.due_at,
        row.planned_at,
        OccurrenceState(row.state),
        row.kind,
        row.subject,
        tuple(row.event_ids),
        row.writing_until,
    )
