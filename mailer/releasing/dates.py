"""Which dates does a German text name, with which weekday, and do the two agree?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_DAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_SHORT = {"mo": 0, "di": 1, "mi": 2, "do": 3, "fr": 4, "sa": 5, "so": 6, "sonnabend": 5, **{name: at for at, name in enumerate(_DAYS)}}
_MONTHS = ("januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember")
_NUMBERS = {**{name: at for at, name in enumerate(_MONTHS, 1)}, **{name[:3]: at for at, name in enumerate(_MONTHS, 1)}, "jänner": 1}
_MONTH = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_DATE = re.compile(
    rf"(?:\b(?P<weekday>{'|'.join(sorted(_SHORT, key=len, reverse=True))})s?\b\.?,?\s+(?:(?:den|dem|der)\s+)?)?"
    rf"(?<![\d.])(?P<day>[0-3]?\d)\.\s?(?:(?P<number>[01]?\d)\.(?=\s?(?:20)?\d\d(?!\d)|\D|$)|(?P<month>{_MONTH})\b\.?)\s?(?P<year>(?:20)?\d\d(?!\d|[.:]\d|\s?(?:uhr|h)\b))?",
    re.IGNORECASE,
)
_HALF_A_YEAR = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Named:
    """A date as a text names it: its `words`, the day that is meant, whether the year was named, the weekday (Monday is 0) or None."""

    words: str
    day: date
    with_year: bool
    weekday: int | None

    @property
    def disagrees(self) -> bool:
        """Whether the weekday is another than the date's."""
        return self.weekday is not None and self.weekday != self.day.weekday()


def dates_in(text: str, near: date) -> tuple[Named, ...]:
    """The dates of a text, each once; one without a year is the one nearest to `near`. What is no date of the calendar is passed over."""
    return tuple(dict.fromkeys(_dates(text, near)))


def weekday_name(day: date) -> str:
    """The German name of a date's weekday."""
    return _DAYS[day.weekday()].capitalize()


def _dates(text: str, near: date) -> Iterator[Named]:
    for found in _DATE.finditer(text):
        month = int(found["number"]) if found["number"] else _NUMBERS[found["month"].lower()]
        day = _day(int(found["day"]), month, found["year"], near)
        if day is not None:
            weekday = _SHORT[found["weekday"].lower()] if found["weekday"] else None
            yield Named(" ".join(found[0].split()), day, found["year"] is not None, weekday)


def _day(day: int, month: int, year: str | None, near: date) -> date | None:
    try:
        if year:
            return date(int(year) if len(year) == 4 else 2000 + int(year), month, day)
        years = [date(near.year + step, month, day) for step in (-1, 0, 1) if _exists(near.year + step, month, day)]
        return min(years, key=lambda each: (abs(each - near) > _HALF_A_YEAR, abs(each - near)), default=None)
    except ValueError:
        return None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
