"""Which events lie within the time that the writer names: "von Januar bis März", "20.10. bis 28.11.", "ab November", "bis Ende Mai"?"""

from calendar import monthrange
from datetime import date

from mailer.reading.answers.agenda import Agenda
from mailer.reading.answers.days import Day, date_after
from mailer.reading.answers.words import pattern

_TO = pattern(r"(?:bis|-)(?: (?:zum|einschließlich|inkl\.?|inklusive|anfang|mitte|ende|einschl\.?))*")
_FROM_ON = pattern(r".*(?:ab|erst ab|wieder ab|seit)(?: (?:dem|anfang|mitte|ende))?\W*")
_BETWEEN = pattern(r".*zwischen(?: (?:dem|den))?\W*")
_AND = pattern(r"und(?: (?:dem|den|am))?")
_AWAY = pattern(
    r"urlaub|ferien|verreist|unterwegs|weg|nicht (?:da|hier|im lande?)|krank\w*|reha|kur|montage|dienstreise|im ausland|auf reisen"
    r"|elternzeit"
)
_UNTIL = pattern(r".*bis(?: (?:ende|einschließlich|inkl\.?|mitte))?\W*")

_ENOUGH = 1200  # characters; in longer pieces nobody names a span


def spanned(folded: str, days: tuple[Day, ...], agenda: Agenda) -> tuple[frozenset[str], tuple[Day, ...]]:
    """The events within the named spans of time, and the days that only bound them."""
    if len(folded) > _ENOUGH:
        return frozenset(), ()
    met: set[str] = set()
    bounds: list[Day] = []
    rest = list(days)
    while rest:
        first = rest.pop(0)
        second = rest[0] if rest else None
        if second and _binds(folded, first, second):
            rest.pop(0)
            met |= _between(_first_day(first, second, agenda), _last_day(second, agenda), agenda)
            bounds += [first, second]
        elif first.month is not None and first.weekday is None and (first.day is None or (len(days) == 1 and _AWAY.search(folded))):
            before = folded[: first.start]
            if _FROM_ON.fullmatch(before):
                met |= _between(_first_day(first, first, agenda), date.max, agenda)
                bounds.append(first)
            elif _UNTIL.fullmatch(before):
                met |= _between(date.min, _last_day(first, agenda), agenda)
                bounds.append(first)
    return frozenset(met), tuple(bounds)


def _binds(folded: str, first: Day, second: Day) -> bool:
    """Whether the two days are the ends of one time: "vom 3. bis zum 9.", "zwischen dem 3. und dem 9."."""
    link = folded[first.end : second.start].strip(" .,")
    return bool(_TO.fullmatch(link) or (_AND.fullmatch(link) and _BETWEEN.fullmatch(folded[: first.start])))


def _between(first: date | None, last: date | None, agenda: Agenda) -> set[str]:
    if first is None or last is None:
        return set()
    if last < first:
        last = date(last.year + 1, last.month, min(last.day, 28))
    return {one.event.id for one in agenda.known if any(first <= day <= last for day in one.days)}


def _first_day(day: Day, end: Day, agenda: Agenda) -> date | None:
    """The first day of a span; it may borrow its month from the end: "vom 12. bis 26. Juni"."""
    month = day.month or end.month
    return date_after(Day(day.start, day.end, day.day or 1, month, day.year), _month_of_mailing(agenda)) if month else None


def _last_day(day: Day, agenda: Agenda) -> date | None:
    if day.month is None:
        return None
    sent = _month_of_mailing(agenda)
    year = sent.year if day.month >= sent.month else sent.year + 1
    return date_after(Day(day.start, day.end, day.day or monthrange(year, day.month)[1], day.month, day.year), sent)


def _month_of_mailing(agenda: Agenda) -> date:
    return agenda.sent.date().replace(day=1)
