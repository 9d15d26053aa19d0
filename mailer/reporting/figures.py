"""What does the treasurer need to know? Every figure of the report, gathered from the record and the outbox."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import Connection

from mailer.model.jobs import Event
from mailer.model.mail import GONE_OUT, LetterState, OccurrenceState
from mailer.reporting.addresses import BouncedAddress, bounced_addresses
from mailer.reporting.owed import DuesLine, dues_lines
from mailer.reporting.plain import plain
from mailer.reporting.standing import GROUPS, letters_about, returned, standing
from mailer.reporting.words import in_order
from mailer.store import bounces, events, letters, members, occurrences, reviews
from mailer.store.letters import LetterLine
from mailer.store.occurrences import Occurrence

_REPORT = "report"
_WAITING = {
    LetterState.WRITTEN,
    LetterState.QUEUED,
    LetterState.CLAIMED,
    LetterState.HANDING_OVER,
    LetterState.DEFERRED,
    LetterState.TO_PRINT,
}


@dataclass(frozen=True, slots=True)
class EventCount:
    """How many of those who got letters of one mailing stand where towards one of its events; every one is counted once.

    `guests` come with those who accepted; `with_person` are mails that a person must decide; `unreached` never got a letter.
    """

    event_id: str
    title: str
    start: datetime | None
    accepted: int
    guests: int
    declined: int
    tentative: int
    silent: int
    with_person: int
    unreached: int


@dataclass(frozen=True, slots=True)
class MailingLine:
    """One occurrence. `letters` is the sum of sent, failed, in_doubt, waiting and held; `returned` are those of the sent that came
    back for good. `sent_at` is the first hand-over, None while nothing has gone out."""

    job: str
    mailing: str
    kind: str
    subject: str
    sent_at: datetime | None
    letters: int
    sent: int
    returned: int
    failed: int
    in_doubt: int
    waiting: int
    held: int
    events: tuple[EventCount, ...]


@dataclass(frozen=True, slots=True)
class Silent:
    """Who was reached about an event that lies ahead, and said nothing yet, over all its mailings."""

    event_id: str
    title: str
    start: datetime
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many mails a role must decide."""

    role: str
    count: int


@dataclass(frozen=True, slots=True)
class LeftOutLine:
    """Who got no letter of a mailing, and why. `detail` is the suppressed address or the missing fact."""

    name: str
    job: str
    mailing: str
    subject: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class TreasurerReport:
    """All that the treasurer is told. It speaks of dues: it goes to the treasurer and to nobody else."""

    period_start: datetime
    period_end: datetime
    bounces: tuple[BouncedAddress, ...]
    mailings: tuple[MailingLine, ...]
    silent: tuple[Silent, ...]
    dues: tuple[DuesLine, ...]
    waiting: tuple[Waiting, ...]
    left_out: tuple[LeftOutLine, ...]

    def as_json(self) -> dict[str, Any]:
        """The report as a JSON object."""
        return dict(plain(self))


def treasurer_report(connection: Connection, now: datetime, zone: tzinfo, since: datetime | None = None) -> TreasurerReport:
    """The report on everything since a moment, or since the first mailing; what is still open is in it whatever its age.

    In it are the mailings planned in the period and those about an event that lies ahead; addresses that sent mail back in the period
    or are still suppressed; members whose dues are open, or who were reminded or wrote about dues in the period. Times are in `zone`.
    """
    start = min(since or _beginning(connection, now), now)
    told = _occurrences(connection, start, now)
    return TreasurerReport(
        period_start=start.astimezone(zone),
        period_end=now.astimezone(zone),
        bounces=bounced_addresses(connection, start, now),
        mailings=tuple(line for found in told if (line := _mailing(connection, found)) is not None),
        silent=_silent(connection, told, now),
        dues=dues_lines(connection, start),
        waiting=waiting_reviews(connection),
        left_out=_left_out(connection, told),
    )


def waiting_reviews(connection: Connection) -> tuple[Waiting, ...]:
    """How many mails each role must decide."""
    roles = [item.audience for item in reviews.waiting(connection)]
    return tuple(Waiting(role, roles.count(role)) for role in sorted(set(roles)))


def _beginning(connection: Connection, now: datetime) -> datetime:
    """The first thing that a report could tell of."""
    moments = [found.planned_at for found in occurrences.every(connection)]
    return min(moments + [report.bounced_at for report in bounces.every(connection)], default=now)


def _occurrences(connection: Connection, start: datetime, now: datetime) -> tuple[Occurrence, ...]:
    ahead = {event.id for event in events.every(connection) if event.end > now}
    mailings = (found for found in occurrences.every(connection) if found.kind != _REPORT and found.state is OccurrenceState.READY)
    return tuple(found for found in mailings if found.planned_at >= start or ahead & set(found.event_ids))


def _mailing(connection: Connection, found: Occurrence) -> MailingLine | None:
    """One line of the report; None for an occurrence without letters."""
    lines = letters.lines(connection, occurrence_id=found.id)
    if not lines:
        return None
    states = [line.state for line in lines]
    came_back = returned(connection)
    return MailingLine(
        job=found.job_id,
        mailing=found.mailing_id,
        kind=found.kind,
        subject=found.subject,
        sent_at=min((line.sent_at for line in lines if line.sent_at), default=None),
        letters=len(lines),
        sent=sum(state in GONE_OUT for state in states),
        returned=sum(line.state in GONE_OUT and line.id in came_back for line in lines),
        failed=states.count(LetterState.FAILED),
        in_doubt=states.count(LetterState.IN_DOUBT),
        waiting=sum(state in _WAITING for state in states),
        held=states.count(LetterState.HELD),
        events=tuple(_count(connection, event_id, lines) for event_id in found.event_ids),
    )


def _count(connection: Connection, event_id: str, lines: Iterable[LetterLine]) -> EventCount:
    event = events.by_id(connection, event_id)
    where = standing(connection, event_id, lines)
    return EventCount(
        event_id=event_id,
        title=event.title if event else event_id,
        start=event.start if event else None,
        guests=where.guests,
        **{name: len(getattr(where, name)) for name in GROUPS},
    )


def _silent(connection: Connection, told: Iterable[Occurrence], now: datetime) -> tuple[Silent, ...]:
    asked_for = {event_id for found in told for event_id in found.event_ids}
    ahead = (event for event in events.by_ids(connection, tuple(asked_for)) if event.end > now)
    found = (_silent_about(connection, event) for event in ahead)
    return tuple(line for line in found if line.names)


def _silent_about(connection: Connection, event: Event) -> Silent:
    names = members.names(connection)
    where = standing(connection, event.id, letters_about(connection, event.id))
    return Silent(event.id, event.title, event.start, tuple(sorted((names.get(who, who) for who in where.silent), key=in_order)))


def _left_out(connection: Connection, told: Iterable[Occurrence]) -> tuple[LeftOutLine, ...]:
    names = members.names(connection)
    return tuple(
        LeftOutLine(names.get(who, who), found.job_id, found.mailing_id, found.subject, reason, detail)
        for found in told
        for who, reason, detail in occurrences.left_out_of(connection, found.id)
    )
