"""Which mailings are due now, and when is the next one? The files and the table of occurrences decide, nothing else."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy import Connection

from mailer.model.composing import Attachment
from mailer.model.jobs import After, Job, Kind, Mailing, Release
from mailer.model.mail import OccurrenceState
from mailer.planning.moment_words import on_the_wall
from mailer.planning.moments import latest_moment, next_moments
from mailer.planning.turns import next_turn, whose_turn
from mailer.store import occurrences, restorations
from mailer.store.occurrences import Occurrence

ONCE = "once"
OWN_DAYS = "own days"
_BY_HAND = "hand "
_RESTORED = "restored "
ANNOUNCEMENT = "~"  # no mailing of a job file begins with it


@dataclass(frozen=True, slots=True)
class Due:
    """A mailing whose moment has come. `late` says that it has long passed: then the mailing's too-late rule decides. `restored` says that
    it may have gone out already, for the record is a backup that was put in its place: then a person is asked.

    `only` are the members whose own day it is, for a mailing that goes out on such days. `facts` are more facts for the template,
    `attachments` go with every mail. `frozen` are those for whom it was released: who came later gets none. `follows` are the Message-IDs
    of earlier letters, by member id, below which the new ones stand.
    """

    job: Job
    mailing: Mailing
    key: str
    at: datetime
    late: bool
    only: frozenset[str] | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    frozen: frozenset[str] | None = None
    follows: Mapping[str, str] = field(default_factory=dict)
    restored: bool = False


def is_announcement(mailing: Mailing) -> bool:
    """Whether the service itself made up this mailing, to tell that an event has changed."""
    return mailing.id.startswith(ANNOUNCEMENT)


def rule_of(mailing: Mailing, default: Release) -> Release:
    """Who must release a mailing first; `default` where its file does not say. Reports, and what a person sends at once, need nobody."""
    if mailing.kind is Kind.REPORT or is_announcement(mailing):
        return Release.NONE
    return mailing.release or default


def due_now(connection: Connection, jobs: Iterable[Job], now: datetime, zone: tzinfo) -> tuple[Due, ...]:
    """The mailings that are due and were not planned before, in the order of their moments."""
    found = [due for job, mailing in _mailings(jobs) if (due := _due(connection, job, mailing, now, zone)) is not None]
    return tuple(sorted(found, key=lambda due: (due.at, due.job.id, due.mailing.id)))


def by_hand(connection: Connection, job: Job, mailing: Mailing, now: datetime, zone: tzinfo) -> Due:
    """A mailing that a person sends now: once, unless it is a recurring one; one that was too late first."""
    planned = occurrences.of_mailing(connection, job.id, mailing.id)
    aside = [occurrence for occurrence in planned if occurrence.state in occurrences.PUT_ASIDE]
    when = mailing.when
    if aside:
        theirs = frozenset(whose_turn(connection, job, mailing, aside[-1].due_at, zone)) if when.personal else None
        return Due(job, mailing, aside[-1].key, aside[-1].due_at, late=False, only=theirs)
    key = f"{_BY_HAND}{now.astimezone(UTC).isoformat(timespec='minutes')}" if when.cron or when.personal else ONCE
    if when.after is not None:
        key = _key_after(_latest_ready(connection, when.after))
    only = frozenset(whose_turn(connection, job, mailing, now, zone)) if when.personal else None
    return Due(job, mailing, key, now, late=False, only=only)


def next_moment(connection: Connection, job: Job, mailing: Mailing, now: datetime, zone: tzinfo) -> datetime | None:
    """When a mailing goes out next, None for one that went out, waits for a hand or for another mailing."""
    when = mailing.when
    if when.personal is not None:
        return next_turn(when.personal, now, zone)
    if when.after is not None:
        return _next_after(connection, job, mailing, when.after, zone)
    if when.cron is None and occurrences.find(connection, job.id, mailing.id, ONCE) is not None:
        return None
    return next(iter(next_moments(mailing, now, 1, zone)), None)


def to_release(connection: Connection, job: Job, mailing: Mailing, now: datetime, zone: tzinfo) -> tuple[str, datetime | None] | None:
    """What of a mailing could be released now: the key of the occurrence that is due, waits for a person or comes next, and its moment.

    The moment is None where a hand sends it, or each member has a day of their own: those are released once for all of them. None where
    nothing is to come, or nobody knows when.
    """
    if mailing.when.personal is not None:
        return OWN_DAYS, None
    asking = [found for found in occurrences.of_mailing(connection, job.id, mailing.id) if found.state is OccurrenceState.ASKING]
    if asking:
        return asking[-1].key, None
    due = _due(connection, job, mailing, now, zone)
    if due is not None:
        return due.key, due.at
    if mailing.when.by_hand:
        return None if _happened(connection, job, mailing, ONCE, now) else (ONCE, None)
    at = next_moment(connection, job, mailing, now, zone)
    if at is None:
        return None
    if mailing.when.after is not None:
        return _key_after(_latest_ready(connection, mailing.when.after)), at
    return (at.astimezone(UTC).isoformat(timespec="minutes") if mailing.when.cron else ONCE), at


def released_as(due: Due) -> str | None:
    """Under which key the occurrence must have been released; None for a recurring mailing by hand: under that of its newest draft."""
    if due.mailing.when.personal is not None:
        return OWN_DAYS
    return None if due.key.startswith(_BY_HAND) else due.key


def next_wake_up(connection: Connection, jobs: Iterable[Job], now: datetime, zone: tzinfo) -> datetime | None:
    """The next moment at which anything is due, or None."""
    moments = (next_moment(connection, job, mailing, now, zone) for job, mailing in _mailings(jobs))
    return min((moment for moment in moments if moment is not None), default=None)


def _mailings(jobs: Iterable[Job]) -> Iterator[tuple[Job, Mailing]]:
    return ((job, mailing) for job in jobs for mailing in job.mailings)


def _due(connection: Connection, job: Job, mailing: Mailing, now: datetime, zone: tzinfo) -> Due | None:
    when = mailing.when
    if when.personal is not None:
        return _due_in_person(connection, job, mailing, now, zone)
    key, at = ONCE, when.at
    if when.cron is not None:
        at = _latest_of_cron(connection, job, mailing, now, zone)
        key = at.astimezone(UTC).isoformat(timespec="minutes") if at else ""
    elif when.after is not None:
        anchor = _latest_ready(connection, when.after)
        key, at = _key_after(anchor), _moment_after(anchor, when.after, zone) if anchor else None
    if at is None or at > now or _happened(connection, job, mailing, key, now):
        return None
    restored = restorations.until(connection)
    return Due(job, mailing, key, at, late=now - at > mailing.too_late_after, restored=restored is not None and at <= restored)


def _due_in_person(connection: Connection, job: Job, mailing: Mailing, now: datetime, zone: tzinfo) -> Due | None:
    """One occurrence a day, for all whose day has come; none where it has come for nobody."""
    restored = restorations.until(connection)
    if restored is not None and now - restored <= mailing.too_late_after:
        asked = _asked_about(connection, job, mailing, restored, now, zone)
        if asked is not None:
            return asked
    turns = whose_turn(connection, job, mailing, now, zone)
    fresh = {member_id: at for member_id, at in turns.items() if restored is None or at > restored}
    key = now.astimezone(zone).date().isoformat()
    if not fresh or _happened(connection, job, mailing, key, now):
        return None
    return Due(job, mailing, key, max(fresh.values()), late=False, only=frozenset(fresh))


def _asked_about(connection: Connection, job: Job, mailing: Mailing, restored: datetime, now: datetime, zone: tzinfo) -> Due | None:
    """Those whose day came while a backup, now in the record's place, did not know: they may have their letter. Asked about once."""
    key = f"{_RESTORED}{restored.astimezone(UTC).isoformat(timespec='minutes')}"
    if _happened(connection, job, mailing, key, now):
        return None
    turns = whose_turn(connection, job, mailing, restored, zone)
    return Due(job, mailing, key, restored, late=False, only=frozenset(turns), restored=True) if turns else None


def _next_after(connection: Connection, job: Job, mailing: Mailing, after: After, zone: tzinfo) -> datetime | None:
    anchor = _latest_ready(connection, after)
    if anchor is None or occurrences.find(connection, job.id, mailing.id, _key_after(anchor)) is not None:
        return None
    return _moment_after(anchor, after, zone)


def _latest_ready(connection: Connection, after: After) -> Occurrence | None:
    """The latest occurrence of the other mailing that went out."""
    planned = occurrences.of_mailing(connection, after.job, after.mailing)
    return next((found for found in reversed(planned) if found.state is OccurrenceState.READY), None)


def _key_after(anchor: Occurrence | None) -> str:
    return f"after {anchor.key if anchor else ONCE}"


def _moment_after(anchor: Occurrence, after: After, zone: tzinfo) -> datetime:
    day = anchor.planned_at.astimezone(zone).date() + timedelta(days=after.days)
    return on_the_wall(datetime.combine(day, after.at), zone)


def _happened(connection: Connection, job: Job, mailing: Mailing, key: str, now: datetime) -> bool:
    """Whether it was planned; one that nobody goes on writing was not."""
    found = occurrences.find(connection, job.id, mailing.id, key)
    return found is not None and (found.writing_until is None or found.writing_until >= now)


def _latest_of_cron(connection: Connection, job: Job, mailing: Mailing, now: datetime, zone: tzinfo) -> datetime | None:
    """The latest moment of a cron line since it was last planned or first seen; earlier ones that were missed are let go."""
    since = occurrences.first_seen(connection, job.id, mailing.id, now)
    planned = occurrences.latest_due(connection, job.id, mailing.id)
    return latest_moment(mailing, max(since, planned) if planned else since, now, zone)
