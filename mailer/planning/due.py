"""Which mailings are due now, and when is the next one? The files and the table of occurrences decide, nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from sqlalchemy import Connection

from mailer.model.jobs import Job, Mailing
from mailer.planning.moments import latest_moment, next_moments
from mailer.store import occurrences

ONCE = "once"


@dataclass(frozen=True, slots=True)
class Due:
    """A mailing whose moment has come. `late` says that it has long passed: then the mailing's too-late rule decides."""

    job: Job
    mailing: Mailing
    key: str
    at: datetime
    late: bool


def due_now(connection: Connection, jobs: Iterable[Job], now: datetime, zone: tzinfo) -> tuple[Due, ...]:
    """The mailings that are due and were not planned before, in the order of their moments."""
    found = [due for job, mailing in _mailings(jobs) if (due := _due(connection, job, mailing, now, zone)) is not None]
    return tuple(sorted(found, key=lambda due: (due.at, due.job.id, due.mailing.id)))


def by_hand(connection: Connection, job: Job, mailing: Mailing, now: datetime) -> Due:
    """A mailing that a person sends now: once, unless a cron line makes it a recurring one; one that was too late first."""
    planned = occurrences.of_mailing(connection, job.id, mailing.id)
    aside = [occurrence for occurrence in planned if occurrence.state in occurrences.PUT_ASIDE]
    if aside:
        return Due(job, mailing, aside[-1].key, aside[-1].due_at, late=False)
    key = f"hand {now.astimezone(UTC).isoformat(timespec='minutes')}" if mailing.when.cron else ONCE
    return Due(job, mailing, key, now, late=False)


def next_moment(connection: Connection, job: Job, mailing: Mailing, now: datetime, zone: tzinfo) -> datetime | None:
    """When a mailing goes out next, None for one that went out or waits for a hand."""
    if mailing.when.cron is None and occurrences.find(connection, job.id, mailing.id, ONCE) is not None:
        return None
    return next(iter(next_moments(mailing, now, 1, zone)), None)


def next_wake_up(connection: Connection, jobs: Iterable[Job], now: datetime, zone: tzinfo) -> datetime | None:
    """The next moment at which anything is due, or None."""
    moments = (next_moment(connection, job, mailing, now, zone) for job, mailing in _mailings(jobs))
    return min((moment for moment in moments if moment is not None), default=None)


def _mailings(jobs: Iterable[Job]) -> Iterator[tuple[Job, Mailing]]:
    return ((job, mailing) for job in jobs for mailing in job.mailings)


def _due(connection: Connection, job: Job, mailing: Mailing, now: datetime, zone: tzinfo) -> Due | None:
    key, at = ONCE, mailing.when.at
    if mailing.when.cron is not None:
        at = _latest_of_cron(connection, job, mailing, now, zone)
        key = at.astimezone(UTC).isoformat(timespec="minutes") if at else ""
    if at is None or at > now or _happened(connection, job, mailing, key, now):
        return None
    return Due(job, mailing, key, at, late=now - at > mailing.too_late_after)


def _happened(connection: Connection, job: Job, mailing: Mailing, key: str, now: datetime) -> bool:
    """Whether it was planned; one that nobody goes on writing was not."""
    found = occurrences.find(connection, job.id, mailing.id, key)
    return found is not None and (found.writing_until is None or found.writing_until >= now)


def _latest_of_cron(connection: Connection, job: Job, mailing: Mailing, now: datetime, zone: tzinfo) -> datetime | None:
    """The latest moment of a cron line since it was last planned or first seen; earlier ones that were missed are let go."""
    since = occurrences.first_seen(connection, job.id, mailing.id, now)
    planned = occurrences.latest_due(connection, job.id, mailing.id)
    return latest_moment(mailing, max(since, planned) if planned else since, now, zone)
