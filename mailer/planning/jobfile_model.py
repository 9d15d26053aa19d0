"""How does a checked job file become a job?"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

from mailer.model.bodies import Body
from mailer.model.jobs import Anchor, Answered, Audience, Calendar, Event, InDoubt, Job, Kind, Mailing, Release, Shift, TooLate, When
from mailer.planning.jobfile_shape import AgeShape, AudienceShape, EventShape, FileShape, MailingShape, MandateShape, ShiftShape
from mailer.planning.moment_words import Meant, meaning, moment_of
from mailer.planning.moments import later, localized

_USUAL_LENGTH = timedelta(hours=2)
_UNITS = {"min": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
_USUAL_PATIENCE = timedelta(hours=12)
_PATIENCE_WITH = {Anchor.JOINING: timedelta(days=30), Anchor.BIRTHDAY: timedelta(hours=12)}
_WITHOUT_CALENDAR = frozenset({Kind.REPORT, Kind.DUES})


def job_of(shape: FileShape, path: Path, zone: tzinfo) -> Job:
    """The job, with its naive times in `zone` and every default filled in."""
    events = tuple(_event(event, zone) for event in ([shape.event] if shape.event else shape.events))
    job = Job(
        id=path.stem,
        title=shape.title,
        path=path,
        events=events,
        mailings=tuple(_mailing(mailing, events, zone, path.stem) for mailing in shape.mailings),
        values={name: _aware(value, zone) for name, value in shape.values.items()},
        author=shape.author,
    )
    return with_moments(job, zone)


def _event(shape: EventShape, zone: tzinfo) -> Event:
    start = localized(shape.start, zone)
    return Event(
        id=shape.id,
        title=shape.title,
        start=start,
        end=localized(shape.end, zone) if shape.end else later(start, _USUAL_LENGTH),
        location=shape.location,
        answer_by=shape.answer_by,
        description=shape.description,
        shifts=tuple(_shift(shift, zone) for shift in shape.shifts),
        sequence=shape.sequence,
        cancelled=shape.cancelled,
        changed=shape.changed,
        in_feed=shape.feed,
    )


def _shift(shape: ShiftShape, zone: tzinfo) -> Shift:
    end = localized(shape.end, zone) if shape.end else None
    return Shift(shape.id, shape.title, localized(shape.start, zone), end, shape.needed)


def _mailing(shape: MailingShape, events: tuple[Event, ...], zone: tzinfo, job_id: str) -> Mailing:
    kind = Kind(shape.kind)
    about = tuple(event.id for event in events) if shape.events is None else tuple(shape.events)
    meant = meaning(shape.when) if shape.when else Meant()
    audience = audience_of(shape.audience)
    if meant.silent and about:
        audience = Audience(all_of=(audience, Audience(not_answered=about[0])))
    return Mailing(
        id=shape.id,
        template=shape.template,
        audience=audience,
        when=_when(shape, meant, about, zone, job_id),
        kind=kind,
        channels=tuple(dict.fromkeys(shape.channels)),
        events=about,
        calendar=Calendar(shape.calendar) if shape.calendar else _usual_calendar(kind, len(about)),
        too_late=TooLate(shape.too_late),
        too_late_after=_span(shape.too_late_after) if shape.too_late_after else _usual_patience(meant),
        in_doubt=InDoubt(shape.in_doubt) if shape.in_doubt else _usual_in_doubt(kind),
        report=shape.report,
        send_window=shape.window,
        body=shape.body,
        household=shape.household,
        attachments=tuple(dict.fromkeys(shape.attachments)),
        release=Release(shape.release) if shape.release else None,
    )


def _when(shape: MailingShape, meant: Meant, about: tuple[str, ...], zone: tzinfo, job_id: str) -> When:
    """When it goes out; a line that says just `event` means the one that the mailing is about."""
    relative, after = meant.relative, meant.after
    if relative is not None and not relative.event:
        relative = replace(relative, event=next(iter(about), ""))
    if after is not None and not after.job:
        after = replace(after, job=job_id)
    at = localized(shape.at, zone) if shape.at else None
    return When(at, shape.cron, shape.by_hand, relative, meant.personal, after)


def _usual_patience(meant: Meant) -> timedelta:
    """How late is too late: whoever joined may be greeted weeks later, a birthday is over the day after."""
    if meant.personal is None:
        return _USUAL_PATIENCE
    return _PATIENCE_WITH[meant.personal.anchor]


def with_moments(job: Job, zone: tzinfo) -> Job:
    """The job with the moment of every mailing whose `when` counts from an event that is known, its own or a borrowed one."""
    return replace(job, mailings=tuple(_with_moment(mailing, job, zone) for mailing in job.mailings))


def with_rules(job: Job, bodies: Mapping[str, Body]) -> Job:
    """The job, its convocations by the rules of their bodies."""
    return replace(job, mailings=tuple(_with_rules(mailing, bodies) for mailing in job.mailings))


def _with_rules(mailing: Mailing, bodies: Mapping[str, Body]) -> Mailing:
    body = bodies.get(mailing.body or "")
    return mailing if body is None else replace(mailing, every_way=not body.email_or_post)


def _with_moment(mailing: Mailing, job: Job, zone: tzinfo) -> Mailing:
    relative = mailing.when.relative
    event = job.event(relative.event) if relative is not None else None
    if relative is None or event is None:
        return mailing
    return replace(mailing, when=replace(mailing.when, at=moment_of(relative, event, zone)))


def audience_of(shape: AudienceShape) -> Audience:
    """The rule, and the rules inside it."""
    mandate, answered, age = shape.mandate or MandateShape(), shape.answered, shape.age or AgeShape()
    return Audience(
        everyone=shape.everyone,
        status=tuple(shape.status or ()),
        groups=tuple(shape.groups or ()),
        branches=tuple(shape.branches or ()),
        members=tuple(shape.members or ()),
        mandate_body=mandate.body,
        mandate_role=mandate.role,
        mandate_list=mandate.list,
        joined_since=shape.joined_since,
        joined_before=shape.joined_before,
        dues_open=shape.dues_open,
        not_answered=shape.not_answered,
        answered=Answered(answered.event, answered.answer) if answered else None,
        offered=shape.offered,
        youngest=age.youngest,
        oldest=age.oldest,
        has_email=shape.has_email,
        role=shape.role,
        all_of=tuple(audience_of(rule) for rule in shape.all_of),
        any_of=tuple(audience_of(rule) for rule in shape.any_of),
        none_of=tuple(audience_of(rule) for rule in shape.none_of),
    )


def _usual_calendar(kind: Kind, events: int) -> Calendar:
    """Answer buttons fit one event only; several come as dates."""
    if kind in _WITHOUT_CALENDAR or events == 0:
        return Calendar.NONE
    return Calendar.INVITATION if events == 1 else Calendar.DATES


def _usual_in_doubt(kind: Kind) -> InDoubt:
    """A convocation twice is a nuisance, a convocation never makes resolutions void."""
    return InDoubt.RESEND if kind is Kind.STATUTORY else InDoubt.HOLD


def _span(text: str) -> timedelta:
    number = text.rstrip("minhd ")
    return int(number) * _UNITS[text.removeprefix(number).strip()]


def _aware(value: Any, zone: tzinfo) -> Any:
    """A free value with every naive moment in it set into the zone."""
    if isinstance(value, datetime):
        return localized(value, zone)
    if isinstance(value, dict):
        return {name: _aware(inner, zone) for name, inner in value.items()}
    if isinstance(value, list):
        return [_aware(inner, zone) for inner in value]
    return value
