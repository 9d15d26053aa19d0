"""Which days does the post work?"""

from datetime import date, timedelta
from functools import lru_cache

import holidays

from mailer.model.bodies import PostTime

_SATURDAY, _SUNDAY = 5, 6
_DAY = timedelta(days=1)


def is_working_day(day: date, post: PostTime) -> bool:
    """Whether letters are carried on this day: no Sunday, no public holiday of the federal state, and no Saturday unless it counts."""
    if day.weekday() == _SUNDAY or (day.weekday() == _SATURDAY and not post.saturdays):
        return False
    return day not in _holidays(post.state, day.year)


def latest_working_day(day: date, post: PostTime) -> date:
    """The day itself or the last working day before it."""
    while not is_working_day(day, post):
        day -= _DAY
    return day


def working_days_before(day: date, count: int, post: PostTime) -> date:
    """The last day on which a letter must be posted to be there on `day` after so many working days, itself a working day."""
    for _ in range(count):
        day = latest_working_day(day, post) - _DAY
    return latest_working_day(day, post)


def holiday_name(day: date, post: PostTime) -> str:
    """The German name of the public holiday, empty on any other day."""
    return str(_holidays(post.state, day.year).get(day, ""))


@lru_cache(maxsize=64)
def _holidays(state: str, year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("DE", subdiv=state or None, years=year, language="de"))
