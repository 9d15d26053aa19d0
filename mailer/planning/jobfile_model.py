"""How does a checked job file become a job?"""

from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

from mailer.model.jobs import Audience, Calendar, Event, InDoubt, Job, Kind, Mailing, Shift, TooLate, When
from mailer.planning.jobfile_shape import AudienceShape, EventShape, FileShape, MailingShape, ShiftShape
from mailer.planning.moments import later, localized

_USUAL_LENGTH = timedelta(hours=2)
_UNITS = {"min": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
_WITHOUT_CALENDAR = frozenset({Kind.REPORT, Kind.DUES})


def job_of(shape: FileShape, path: Path, zone: tzinfo) -> Job:
    """The job, with its naive times in `zone` and every default filled in."""
    events = tuple(_event(event, zone) for event in ([shape.event] if shape.event else shape.events))
    return Job(
        id=path.stem,
        title=shape.title,
        path=path,
        events=events,
        mailings=tuple(_mailing(mailing, events, zone) for mailing in shape.mailings),
        values={name: _aware(value, zone) for name, value in shape.values.items()},
    )


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
    )


def _shift(shape: ShiftShape, zone: tzinfo) -> Shift:
    end = localized(shape.end, zone) if shape.end else None
    return Shift(shape.id, shape.title, localized(shape.start, zone), end, shape.needed)


def _mailing(shape: MailingShape, events: tuple[Event, ...], zone: tzinfo) -> Mailing:
    kind = Kind(shape.kind)
    about = tuple(event.id for event in events) if shape.events is None else tuple(shape.events)
    return Mailing(
        id=shape.id,
        template=shape.template,
        audience=_audience(shape.audience),
        when=When(localized(shape.at, zone) if shape.at else None, shape.cron, shape.by_hand),
        kind=kind,
        channels=tuple(dict.fromkeys(shape.channels)),
        events=about,
        calendar=Calendar(shape.calendar) if shape.calendar else _usual_calendar(kind, len(about)),
        too_late=TooLate(shape.too_late),
        too_late_after=_span(shape.too_late_after),
        in_doubt=InDoubt(shape.in_doubt) if shape.in_doubt else _usual_in_doubt(kind),
        report=shape.report,
        send_window=shape.window,
    )


def _audience(shape: AudienceShape) -> Audience:
    return Audience(
        everyone=shape.everyone,
        status=tuple(shape.status or ()),
        groups=tuple(shape.groups or ()),
        branches=tuple(shape.branches or ()),
        members=tuple(shape.members or ()),
        mandate_body=shape.mandate.body if shape.mandate else None,
        mandate_role=shape.mandate.role if shape.mandate else None,
        joined_since=shape.joined_since,
        dues_open=shape.dues_open,
        not_answered=shape.not_answered,
        role=shape.role,
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
