"""When is a mailing due next, in the association's own time?

A cron line is meant as every cron user means it (crontab(5): Sunday is 0 and 7) and on the clock on the wall: across the change
to summer time and back, each wall time happens once. One that the clock skips happens at the moment of the change; of one that the
clock shows twice, the first counts.
"""

import re
from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import islice, takewhile
from typing import TYPE_CHECKING, cast

from mailer import later as loading
from mailer.model.jobs import Mailing

if TYPE_CHECKING:
    from apscheduler.triggers import cron as apscheduler
else:
    apscheduler = loading.later("apscheduler.triggers.cron")

_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_ORDINALS = {"1": "1st", "2": "2nd", "3": "3rd", "4": "4th", "5": "5th"}
_ITEM = re.compile(r"(\*|(?P<first>\w+)(?:-(?P<last>\w+))?)(?:/(?P<step>[1-7]))?", re.ASCII)
_FIRST_LOOK_BACK = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)


class CronError(ValueError):
    """A cron line that cannot be followed; `name` is the last part of the catalogue key `job_problem.*`."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def next_moments(mailing: Mailing, after: datetime, count: int, zone: tzinfo) -> tuple[datetime, ...]:
    """Up to `count` moments strictly after `after`, in order, in `zone`; none for a mailing by hand. Raises CronError."""
    return tuple(islice(_moments_of(mailing, after, zone), count))


def latest_moment(mailing: Mailing, since: datetime, until: datetime, zone: tzinfo) -> datetime | None:
    """The last moment after `since` and not after `until`, in `zone`; None where there is none. Raises CronError.

    Looks back from `until` in growing steps, so that a line of every minute costs no more than one of every year.
    """
    span = _FIRST_LOOK_BACK
    while True:
        begin = max(since.astimezone(UTC), until.astimezone(UTC) - span)
        moments = takewhile(lambda moment: moment.astimezone(UTC) <= until, _moments_of(mailing, begin, zone))
        latest = deque(moments, maxlen=1)
        if latest:
            return latest[0]
        if begin == since:
            return None
        span *= 4


def check_cron(line: str) -> None:
    """Raises CronError for a line that is wrong, ambiguous, or names a day that never comes."""
    if _trigger(line).get_next_fire_time(None, datetime(2024, 1, 1, tzinfo=UTC)) is None:
        raise CronError("cron_never")


def exists(wall: datetime, zone: tzinfo) -> bool:
    """Whether the clock in `zone` ever shows this naive time: not in the hour that summer time skips."""
    return wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None, fold=0) == wall


def localized(moment: datetime, zone: tzinfo) -> datetime:
    """A moment in `zone`: a naive one is meant there (the first of two where the clock shows it twice), an aware one is converted."""
    return moment.replace(tzinfo=zone, fold=0) if moment.tzinfo is None else moment.astimezone(zone)


def later(moment: datetime, span: timedelta) -> datetime:
    """The moment a real span later, in the same zone, across changes of the clock."""
    return (moment.astimezone(UTC) + span).astimezone(moment.tzinfo)


def _moments_of(mailing: Mailing, after: datetime, zone: tzinfo) -> Iterator[datetime]:
    at, cron = mailing.when.at, mailing.when.cron
    if at is not None:
        return iter((at,) if at.astimezone(UTC) > after.astimezone(UTC) else ())
    return iter(()) if cron is None else _moments(_trigger(cron), after, zone)


def _moments(trigger: "apscheduler.CronTrigger", after: datetime, zone: tzinfo) -> Iterator[datetime]:
    latest = after.astimezone(UTC)
    for wall in _wall_times(trigger, after.astimezone(zone).replace(tzinfo=None)):
        moment = localized(_shown(wall, zone), zone)
        if moment.astimezone(UTC) > latest:
            latest = moment.astimezone(UTC)
            yield moment


def _wall_times(trigger: "apscheduler.CronTrigger", wall: datetime) -> Iterator[datetime]:
    """The trigger runs in UTC, where no hour is missing or doubled, and stands for the clock on the wall."""
    previous = wall.replace(tzinfo=UTC, fold=0)
    while True:
        following = cast("datetime | None", trigger.get_next_fire_time(None, previous))
        if following is None:
            return
        yield following.replace(tzinfo=None)
        previous = following + timedelta(seconds=1)


def _shown(wall: datetime, zone: tzinfo) -> datetime:
    while not exists(wall, zone):
        wall += _MINUTE
    return wall


def _trigger(line: str) -> "apscheduler.CronTrigger":
    fields = line.lower().split()
    if len(fields) != 5:
        raise CronError("cron_fields")
    minute, hour, day, month, weekday = fields
    if day != "*" and weekday != "*":
        raise CronError("cron_both_days")
    if "#" in weekday:
        day, weekday = _nth_weekdays(weekday), "*"
    try:
        return apscheduler.CronTrigger(minute=minute, hour=hour, day=day, month=month, day_of_week=_weekdays(weekday), timezone=UTC)
    except ValueError as error:
        raise CronError("cron_value") from error


def _nth_weekdays(field: str) -> str:
    """`1#2` (as in cronie and Quartz), the second Monday of the month, in APScheduler's words: a day `2nd mon`."""
    pairs = [item.partition("#") for item in field.split(",")]
    if any(nth not in _ORDINALS for _, _, nth in pairs):
        raise CronError("cron_value")
    return ",".join(f"{_ORDINALS[nth]} {_DAYS[_number(day) % 7]}" for day, _, nth in pairs)


def _weekdays(field: str) -> str:
    """The names of the days that cron's numbers mean: APScheduler's own count begins with Monday as 0."""
    if field == "*":
        return field
    numbers = [number for item in field.split(",") for number in _item(item)]
    return ",".join(dict.fromkeys(_DAYS[number % 7] for number in numbers))


def _item(item: str) -> range:
    """One of `*`, `1`, `mon`, `1-5`, `sat-sun`, each perhaps with a step; a range may run over the end of the week."""
    match = _ITEM.fullmatch(item)
    if match is None:
        raise CronError("cron_value")
    step = int(match["step"] or 1)
    if match["first"] is None:
        return range(0, 7, step)
    first = _number(match["first"])
    if match["last"] is None:
        return range(first, 7 if match["step"] else first + 1, step)
    last = _number(match["last"])
    return range(first, (last if last >= first else last + 7) + 1, step)


def _number(day: str) -> int:
    if day in _DAYS:
        return _DAYS.index(day)
    if day in {"0", "1", "2", "3", "4", "5", "6", "7"}:
        return int(day)
    raise CronError("cron_value")
