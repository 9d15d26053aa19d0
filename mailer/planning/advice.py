"""What in job files and templates is allowed, but hardly meant? A weekday that does not fit its date, a shift far from its event."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, timedelta

from mailer.model.jobs import Event, Job, Kind, Mailing

_WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember")
_DATE = re.compile(
    rf"\b(?P<weekday>{'|'.join(_WEEKDAYS)}|Sonnabend|(?:Mo|Di|Mi|Do|Fr|Sa|So)\.),?\s+(?:(?:den|dem|der)\s+)?"
    rf"(?P<day>\d{{1,2}})\.\s?(?:(?P<month>\d{{1,2}})\.|(?P<name>{'|'.join(_MONTHS)})\b)(?:\s?(?P<year>\d{{4}}))?"
)
_FAR = timedelta(days=3)
_ASKS = frozenset({Kind.INVITATION, Kind.STATUTORY})


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that hardly can be meant: the sentence's key in the catalogue and its facts; `where` is among them."""

    key: str
    facts: Mapping[str, object] = field(default_factory=dict)


def doubts(jobs: Sequence[Job], texts: Mapping[str, str], templates: Mapping[str, str]) -> tuple[Doubt, ...]:
    """Every doubt about the jobs and the templates they use. `texts` are the job files as they stand, by job id."""
    found: list[Doubt] = []
    for job in jobs:
        found += _about_weekdays(job.path.name, texts.get(job.id, ""), _years(job), "#")
        found += _about_ends(job, texts.get(job.id, ""))
        found += _about_shifts(job)
        found += _about_moments(job)
    for name in sorted({mailing.template for job in jobs for mailing in job.mailings}):
        users = [job for job in jobs if any(mailing.template == name for mailing in job.mailings)]
        years = tuple(dict.fromkeys(year for job in users for year in _years(job)))
        found += _about_weekdays(name, templates.get(name, ""), years, "{#")
    return tuple(found)


def _years(job: Job) -> tuple[int, ...]:
    """The years that a date without one may mean."""
    moments = [event.start for event in job.events] + [mailing.when.at for mailing in job.mailings if mailing.when.at]
    return tuple(sorted({moment.year for moment in moments}))


def _about_weekdays(name: str, text: str, years: Sequence[int], comment: str) -> Iterator[Doubt]:
    """Dates whose weekday is another."""
    for number, line in enumerate(text.split("\n"), 1):
        for match in _DATE.finditer("" if line.lstrip().startswith(comment) else line):
            days = _days(match, (int(match["year"]),) if match["year"] else years)
            weekday = _weekday(match["weekday"])
            if days and all(day.weekday() != weekday for day in days):
                facts = {"where": f"{name}:{number}", "text": match[0], "right": _WEEKDAYS[days[0].weekday()], "day": days[0]}
                yield Doubt("advice.weekday", facts)


def _days(match: re.Match[str], years: Sequence[int]) -> list[date]:
    month = int(match["month"]) if match["month"] else _MONTHS.index(match["name"]) + 1
    return [day for year in years if (day := _day(year, month, int(match["day"]))) is not None]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday(name: str) -> int:
    """From 0, Monday; by the first two letters, which all differ. Sonnabend is Saturday."""
    if name == "Sonnabend":
        return _WEEKDAYS.index("Samstag")
    return [weekday[:2] for weekday in _WEEKDAYS].index(name[:2])


def _about_ends(job: Job, text: str) -> Iterator[Doubt]:
    """Events whose end is only supposed."""
    tree = tomllib.loads(text) if text else {}
    ended = {table.get("id") for table in (tree.get("event", {}), *tree.get("events", ())) if "end" in table}
    for event in job.events if text else ():
        if event.id not in ended:
            yield Doubt("advice.no_end", {"where": job.path.name, "event": event.title, "end": event.end})


def _about_shifts(job: Job) -> Iterator[Doubt]:
    """Help on the eve is usual; weeks away it is a slip."""
    for event in job.events:
        for shift in event.shifts:
            if shift.start < event.start - _FAR or shift.start > event.end + _FAR:
                facts = {"where": job.path.name, "shift": shift.title, "at": shift.start, "event": event.title, "start": event.start}
                yield Doubt("advice.shift", facts)


def _about_moments(job: Job) -> Iterator[Doubt]:
    """An invitation that goes out when all is over."""
    for mailing in job.mailings:
        over = _over(job, mailing)
        if over is not None and mailing.when.at is not None:
            yield Doubt("advice.over", {"where": job.path.name, "mailing": mailing.id, "at": mailing.when.at, "event": over.title})


def _over(job: Job, mailing: Mailing) -> Event | None:
    """The last event of an invitation, where it is over before the invitation goes out."""
    about = job.events_of(mailing)
    if mailing.kind not in _ASKS or not about or mailing.when.at is None:
        return None
    last = max(about, key=lambda event: event.end.astimezone(UTC))
    return last if last.end.astimezone(UTC) < mailing.when.at.astimezone(UTC) else None
