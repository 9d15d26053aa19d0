"""What goes out in the next weeks, and when?"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from sqlalchemy import Connection

from mailer.model.jobs import Job, Mailing, Personal
from mailer.people.own_days import turns_within
from mailer.planning.due import next_moment
from mailer.planning.moment_words import on_the_wall
from mailer.planning.moments import next_moments
from mailer.planning.plan import is_off
from mailer.store import members, occurrences

_MOST = 400  # a cron line of every minute must not fill the page


@dataclass(frozen=True, slots=True)
class Coming:
    """A mailing at a moment to come.

    `people` is known for members' own days. `after` names the mailing that this one follows, where that has not gone out itself: then the
    moment is what it comes to if that one is in time. `off`: all its events are cancelled.
    """

    at: datetime
    job: Job
    mailing: Mailing
    people: int | None = None
    after: str | None = None
    off: bool = False


def coming(connection: Connection, jobs: Iterable[Job], now: datetime, until: datetime, zone: tzinfo) -> tuple[Coming, ...]:
    """All mailings that are due after `now` and not after `until`, in the order of their moments."""
    every = tuple(jobs)
    found = [each for job in every for mailing in job.mailings for each in _of(connection, every, job, mailing, now, until, zone)]
    return tuple(sorted(found, key=lambda each: (each.at, each.job.id, each.mailing.id)))


def _of(
    connection: Connection, jobs: tuple[Job, ...], job: Job, mailing: Mailing, now: datetime, until: datetime, zone: tzinfo
) -> Iterator[Coming]:
    off = is_off(job, mailing)
    if mailing.when.personal is not None:
        days = _own_days(connection, mailing.when.personal, now, until, zone)
        yield from (Coming(at, job, mailing, people, off=off) for at, people in days.items() if now < at <= until)
    elif mailing.when.cron is not None:
        moments = next_moments(mailing, now, _MOST, zone)
        yield from (Coming(at, job, mailing, off=off) for at in moments if at <= until)
    else:
        at, after = _once(connection, jobs, job, mailing, now, zone)
        if at is not None and now < at <= until:
            yield Coming(at, job, mailing, after=after, off=off)


def _once(
    connection: Connection, jobs: tuple[Job, ...], job: Job, mailing: Mailing, now: datetime, zone: tzinfo
) -> tuple[datetime | None, str | None]:
    """When a mailing goes out that goes out once, and which other it waits for."""
    at = next_moment(connection, job, mailing, now, zone)
    after = mailing.when.after
    if at is not None or after is None or occurrences.of_mailing(connection, job.id, mailing.id):
        return at, None
    owner = next((each for each in jobs if each.id == after.job), None)
    first = owner.mailing(after.mailing) if owner is not None else None
    begins = next_moment(connection, owner, first, now, zone) if owner is not None and first is not None else None
    if begins is None:
        return None, None
    day = begins.astimezone(zone).date() + timedelta(days=after.days)
    return on_the_wall(datetime.combine(day, after.at), zone), after.mailing


def _own_days(connection: Connection, personal: Personal, now: datetime, until: datetime, zone: tzinfo) -> dict[datetime, int]:
    """How many members have their day, by its moment."""
    first, last = now.astimezone(zone).date(), until.astimezone(zone).date()
    days: Counter[date] = Counter(day for member in members.everybody(connection) for day in turns_within(member, personal, first, last))
    return {on_the_wall(datetime.combine(day, personal.at), zone): people for day, people in days.items()}
