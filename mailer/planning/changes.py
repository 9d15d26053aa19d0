"""Which events are not as members were told, and how is that announced?

Nothing about a change goes out by itself: a typing mistake in a file must not reach hundreds of people. A person looks at what is pending
and says go; corrected before, it was no change.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from mailer.model.jobs import Audience, Calendar, Event, Job, Kind, Mailing, When
from mailer.planning.due import ANNOUNCEMENT, Due
from mailer.planning.versions import Weight, as_told_next, differences, weight
from mailer.store import deliveries, events, occurrences, records

_TEMPLATES = {Weight.MINOR: "terminaenderung.md", Weight.MAJOR: "terminaenderung.md", Weight.CANCELLED: "absage.md"}
_DETAILS = "details.md"
_IN_DETAIL = frozenset({"location", "description", "end", "title"})
_BY_CHANGE = "SEQUENCE {}"


@dataclass(frozen=True, slots=True)
class Change:
    """One event that is not as members were told. `planned` is None where it stands in no job file any more: then a person must say what
    became of it. `people` were told as it was before and not since."""

    job: Job | None
    told: Event
    planned: Event | None
    fields: tuple[str, ...]
    weight: Weight | None
    people: frozenset[str]


def pending(connection: Connection, jobs: Iterable[Job], now: datetime) -> tuple[Change, ...]:
    """The changes of events to come that nobody has announced yet, in the order of their moments."""
    owners = {event.id: (job, event) for job in jobs for event in job.events}
    ahead = (event for event in events.every(connection) if event.end > now)
    found = (_change(connection, told, *owners.get(told.id, (None, None))) for told in ahead)
    return tuple(change for change in found if change is not None)


def announcement(connection: Connection, change: Change, now: datetime) -> Due:
    """The mailing that tells the change to those who were told otherwise. Raises ValueError for an event that stands in no job file: ask
    what became of it first (`as_cancelled`)."""
    if change.job is None or change.planned is None or change.weight is None:
        raise ValueError(change.told.id)
    event = as_told_next(change.told, change.planned)
    mailing = Mailing(
        id=f"{ANNOUNCEMENT}{event.id}",
        template=_template(change),
        audience=Audience(members=tuple(sorted(change.people))),
        when=When(by_hand=True),
        kind=_kind(connection, event.id),
        channels=_channels(change, event.id),
        events=(event.id,),
        calendar=_calendar(change, event.id),
    )
    facts = {"before": change.told, "asked_again": change.weight is Weight.MAJOR, "fields": change.fields}
    return Due(change.job, mailing, _key(event), now, late=False, facts=facts)


def as_cancelled(change: Change, job: Job) -> Change:
    """The event as a cancelled one of this job: a person's word on one that stands in no file any more."""
    planned = replace(change.told, cancelled=True)
    calendar = Mailing("-", "", Audience(), When(by_hand=True), events=(planned.id,), calendar=Calendar.INVITATION)
    with_event = replace(job, events=(*job.events, planned), mailings=job.mailings or (calendar,))
    return replace(change, job=with_event, planned=planned, fields=("cancelled",), weight=Weight.CANCELLED)


def void_answers(connection: Connection, change: Change, now: datetime) -> int:
    """Take back, by entries of their own, the answers to an event that takes place at another time now; gives their number."""
    if change.weight is not Weight.MAJOR or change.planned is None:
        return 0
    who = _BY_CHANGE.format(as_told_next(change.told, change.planned).sequence)
    said = records.current(records.of_event(connection, change.told.id))
    return sum(records.undo(connection, entry.id, who, now) for entry in said if entry.finding.kind == "rsvp")


def _change(connection: Connection, told: Event, job: Job | None, planned: Event | None) -> Change | None:
    people = frozenset(deliveries.told_about(connection, told.id))
    if planned is None:
        return None if told.cancelled else Change(None, told, None, (), None, people)
    fields = differences(told, planned)
    if not fields and not (people := _left_behind(connection, told)):
        return None
    how_much = weight(told, planned) if fields else _weight_then(told)
    if how_much is Weight.MINOR:
        people -= _declined(connection, told.id)
    return Change(job, told, planned, fields, how_much, people)


def _left_behind(connection: Connection, told: Event) -> frozenset[str]:
    """Who was told of the event before it changed and not since, where another mailing carried the news and nobody announced it."""
    since = events.changed_at(connection, told.id)
    owner = events.jobs_of(connection).get(told.id, "")
    if since is None or occurrences.find(connection, owner, f"{ANNOUNCEMENT}{told.id}", _key(told)) is not None:
        return frozenset()
    return frozenset(member_id for member_id, at in deliveries.told_about(connection, told.id).items() if at < since)


def _weight_then(told: Event) -> Weight:
    return Weight.MAJOR if told.major_sequence == told.sequence else Weight.MINOR


def _key(event: Event) -> str:
    return f"sequence {event.sequence}"


def _declined(connection: Connection, event_id: str) -> frozenset[str]:
    """Who does not come anyway: another room is no news to them."""
    said = records.current(records.of_event(connection, event_id))
    return frozenset(entry.member_id for entry in said if entry.finding.kind == "rsvp" and entry.finding.answer == "declined")


def _template(change: Change) -> str:
    if change.weight is Weight.MINOR and set(change.fields) <= _IN_DETAIL and "location" in change.fields and not _has_place(change.told):
        return _DETAILS
    return _TEMPLATES[change.weight or Weight.MINOR]


def _has_place(told: Event) -> bool:
    """Whether members were told where: not with an empty place, nor with one that is yet to come."""
    words = told.location.casefold()
    return bool(words) and "noch" not in words.split()


def _kind(connection: Connection, event_id: str) -> Kind:
    """As serious as the most serious mailing about the event: a convocation that moves reaches all whom it reached."""
    told = [found for found in occurrences.every(connection) if event_id in found.event_ids]
    return Kind.STATUTORY if any(found.kind == Kind.STATUTORY for found in told) else Kind.INVITATION


def _channels(change: Change, event_id: str) -> tuple[str, ...]:
    """By mail, and by post where the event was told by post."""
    mailings = change.job.mailings if change.job is not None else ()
    used = {channel for mailing in mailings if event_id in mailing.events for channel in mailing.channels}
    return ("email", "post") if "post" in used else ("email",)


def _calendar(change: Change, event_id: str) -> Calendar:
    """The calendar part that brought the event to members must take it on, or away again."""
    mailings = change.job.mailings if change.job is not None else ()
    used = {mailing.calendar for mailing in mailings if event_id in mailing.events}
    if Calendar.INVITATION in used:
        return Calendar.CANCELLATION if change.weight is Weight.CANCELLED else Calendar.INVITATION
    return Calendar.DATES if Calendar.DATES in used else Calendar.NONE
