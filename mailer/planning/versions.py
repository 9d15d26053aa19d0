"""What does an event in a job file come to, when members were told something else before?

The service counts SEQUENCE itself (RFC 5546 2.1.4): whoever wrote the file need not think of it. A change of day, of more than an hour, or
one that the board calls `major` makes earlier answers void; anything else leaves them as they are.
"""

from dataclasses import replace
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import Connection

from mailer.model.jobs import Event, Job
from mailer.store import events

_MAJOR = timedelta(hours=1)
_TOLD = ("title", "start", "end", "location", "description", "cancelled")


class Weight(StrEnum):
    """How much a change matters: earlier answers hold, do not hold, or nothing takes place."""

    MINOR = "minor"
    MAJOR = "major"
    CANCELLED = "cancelled"


def differences(told: Event, planned: Event) -> tuple[str, ...]:
    """What of an event is not as members were told, by the names of its fields."""
    return tuple(name for name in _TOLD if getattr(told, name) != getattr(planned, name))


def weight(told: Event, planned: Event) -> Weight:
    """How much the difference matters."""
    if planned.cancelled:
        return Weight.CANCELLED
    if planned.changed is not None:
        return Weight(planned.changed)
    moved = abs(planned.start - told.start) > _MAJOR or told.cancelled
    zone = planned.start.tzinfo
    return Weight.MAJOR if moved or planned.start.date() != told.start.astimezone(zone).date() else Weight.MINOR


def as_told_next(told: Event | None, planned: Event) -> Event:
    """The planned event with the SEQUENCE under which it is told: one more than before where something is different."""
    if told is None:
        return planned
    if not differences(told, planned):
        return replace(planned, sequence=max(planned.sequence, told.sequence), major_sequence=told.major_sequence)
    sequence = max(planned.sequence, told.sequence + 1)
    major = told.major_sequence if weight(told, planned) is Weight.MINOR else sequence
    return replace(planned, sequence=sequence, major_sequence=major)


def counted(connection: Connection, job: Job) -> Job:
    """The job with the SEQUENCE of each event, its own and the borrowed ones."""
    borrowed = tuple((owner, _counted(connection, event)) for owner, event in job.borrowed)
    return replace(job, events=tuple(_counted(connection, event) for event in job.events), borrowed=borrowed)


def _counted(connection: Connection, event: Event) -> Event:
    return as_told_next(events.by_id(connection, event.id), event)
