"""Which events are meant by a time that is no date: "morgen Abend", "die nächste Sitzung", "an beiden Tagen", "diesen Herbst"?"""

import re
from datetime import timedelta

from mailer.reading.answers.agenda import Agenda
from mailer.reading.answers.days import Day
from mailer.reading.answers.words import NUMBER, number, pattern

SEASONS = {
    "frühling": (2, 3, 4, 5, 6), "frühjahr": (2, 3, 4, 5, 6), "sommer": (5, 6, 7, 8, 9), "herbst": (8, 9, 10, 11, 12),
    "winter": (11, 12, 1, 2, 3),
}  # fmt: skip
_SEASON = pattern(
    rf"(?:diese[nrm]|im|den ganzen|der ganze|im ganzen) ({'|'.join(SEASONS)})\w{{0,7}}|dieses (?:ganze )?(jahr)(?! (?:wieder|auch))"
)
_WHOLE_DAYS = pattern(rf"(?:an |zu )?(?:den |die |allen |alle )?(beiden|{NUMBER}) tagen?")
_THIS_WEEK = 8  # days; a weekday that is called the next lies no farther
_NEXT = pattern(
    r"(?:nächste[rsn]?|kommende[rsn]?) (?:sitzung|termin|treffen|veranstaltung|probe|übung|montag|dienstag|mittwoch|donnerstag|freitag"
    r"|samstag|sonnabend|sonntag)|(?:bei|zu|an) (?:der|dem) (?:nächsten|kommenden)(?= (?:bin|komme?|kann|sind|fehle?|muss|nicht|nich"
    r"|dabei|da|ohne)|$)"
)
_RELATIVE = {"heute": 0, "morgen": 1, "übermorgen": 2, "uebermorgen": 2}
_RELATIVE_DAY = re.compile(r"(?<!guten )(?<!am )(?<!\w)(heute|morgen|übermorgen|uebermorgen)(?!\w)(?! (?:überw|bezahl|zahl))")


def is_from_today(word: str) -> bool:
    """Whether the word tells a day by its distance from the day of the answer, or holds one that does."""
    return any(relative in word for relative in _RELATIVE)


def told_from_today(folded: str, agenda: Agenda) -> list[frozenset[str]]:
    """ "Heute", "morgen Abend", counted from the day on which the answer was written."""
    if agenda.written is None:
        return []
    meant = [agenda.written + timedelta(days=_RELATIVE[found.group(1)]) for found in _RELATIVE_DAY.finditer(folded)]
    fits = [frozenset(one.event.id for one in agenda.known if day in one.days) for day in meant]
    return [events for events in fits if len(events) == 1]


def coming_next(folded: str, days: tuple[Day, ...], agenda: Agenda) -> list[frozenset[str]]:
    """ "Die nächste Sitzung", "kommenden Mittwoch": the first that comes after the answer, on that weekday."""
    found = _NEXT.search(folded)
    if not found or len(agenda.known) < 2:
        return []
    today = agenda.written or agenda.sent.date()
    weekdays = {day.weekday for day in days if found.start() <= day.start < found.end() and day.weekday is not None}
    for one in agenda.known:
        if weekdays and agenda.written and (one.days[0] - today).days > _THIS_WEEK:
            break
        if one.days[-1] >= today and (not weekdays or one.days[0].weekday() in weekdays):
            return [frozenset((one.event.id,))]
    return []


def of_length(folded: str, agenda: Agenda) -> list[frozenset[str]]:
    """ "An beiden Tagen", said of the only event that lasts two."""
    found = _WHOLE_DAYS.search(folded) if len(agenda.known) > 1 else None
    count = number(found.group(1)) if found else None
    fits = frozenset(one.event.id for one in agenda.known if count and count > 1 and len(one.days) == count)
    return [fits] if len(fits) == 1 else []


def in_season(folded: str, agenda: Agenda) -> tuple[str, ...]:
    """The events of "diesen Herbst", "dieses Jahr"."""
    found = _SEASON.search(folded) if len(agenda.known) > 1 else None
    if not found:
        return ()
    months = SEASONS.get(found.group(1) or "")
    year = (agenda.written or agenda.sent.date()).year
    return tuple(one.event.id for one in agenda.known if (one.days[0].month in months if months else one.days[0].year == year))
