"""Which events does a clause mean, and does it name them clearly?"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from mailer.reading.answers.agenda import Agenda, Known, is_word_for
from mailer.reading.answers.days import Day, days_in
from mailer.reading.answers.words import NUMBER, any_of, number, pattern, words_of

_PLURAL = rf"(?:{NUMBER} )?(?:termine?n?|sitzungen|veranstaltungen|sachen|treffen|tage?n?|abende?n?|malen?)"
_EVERY = any_of(
    rf"(?:bei|zu|an|für|mit) (?:alle[nm]|sämtlichen|jede[mr]|keine[mr]?)(?: (?:von|der|{NUMBER}|beiden)(?! (?:kindern|leute"
    rf"|mann)))*(?: {_PLURAL})?",
    rf"(?:alle[nm]?|sämtliche[n]?|keine[nmr]?|jede[nrm]?) (?:der |von )?(?:{NUMBER} )?(?:termine?n?|sitzung(?:en)?"
    r"|veranstaltung(?:en)?|sachen|treffen|daten|terminvorschläge\w*)",
    r"alle[nm]? (drei|vier|fünf|beiden|zwei)(?= ?(?:ja|nein|gehen|gehn|passen|sind|stehen|notiert|:|$|,|geht|klappen|zugesagt|komme|bin))",
    r"überall|jedes mal|jedesmal|(?:zwei|drei|vier|fünf|2|3|4|5) ?mal (?:ja|nein)|(?:zwei|drei|vier)mal (?:ja|nein)|zu beide[mn]"
    r"|bei beide[mn]|beide(?: male)?|beide termine|in allen fällen|allem|alles (?:ja|passt)|komplett",
)
_OTHERS = any_of(
    rf"(?:die|den|der|das|alle|allen|alles) (?:(?:{NUMBER}|beiden) )?(?:anderen?|übrigen?|restlichen?)(?! (?:leute|genoss\w*"
    r"|kolleg\w*|seite\w*|delegierte\w*|mitglieder\w*|frau\w*|männer\w*|mann|partei\w*|namen|kind\w*|andreas|\w+ \w+mann"
    r"|wochen?|verein\w*|adress\w*|nummer|postfach|hälfte|tag))",
    r"(?:der|den|zum|beim|am) rest(?! (?:von|des|der))|sonst|ansonsten|alles andere|allem anderen|danach könnt",
)
_EXCEPT = any_of(
    r"außer(?: an)?(?: am| dem| der| den| beim| zum| zur)?",
    r"bis auf (?:den|die|das)",
    r"nur (?:nicht|leider nicht)(?: (?:am|zum|zur|beim|den|im|die|an))?",
    "ausgenommen",
    r"mit ausnahme",
)
_ORDINALS = {"erste": 0, "zweite": 1, "dritte": 2, "vierte": 3, "fünfte": 4, "letzte": -1, "vorletzte": -2}
_ORDINAL = pattern(
    r"(erste|zweite|dritte|vierte|fünfte|letzte|vorletzte)[nrms]?(?! (?:mal|woche|jahr|zeit|hilfe|monat|post|schicht|stunde"
    r"|klasse|zug|bus|reihe|male|moment|drücker|ende|wurst|krümel|geige|tag|april|mai|juni|samstag|\d|advent|info|kind|ps"
    r"|bürgermeister\w*|vorsitzende\w*|\w*wahl\w*|\w*ergebnis\w*|protokoll\w*|\w*mail\w*|\w*brief\w*))"
)
_SPAN = pattern(r"(?:die|den|zu den|bei den)? ?(?:(ersten|letzten) (beiden|zwei|drei)|(beiden|zwei|drei) (ersten|letzten))")
_NUMBERED = pattern(
    r"(?:nummer|nr\.?|termin) ?([1-9]|eins|zwei|drei|vier|fünf)|([1-9])\. (?:termin|sitzung|treffen|veranstaltung)|und ([1-9]"
    r"|eins|zwei|drei|vier|fünf)(?= (?:nehm|passt|ja|geht|gehen|komm|bin))"
)
_PLURAL_WORD = re.compile(r"(?:sitzungen|termine|veranstaltungen|treffen|übungen|einsätze\w*|abende)n?$")
_ALWAYS = pattern("nie|niemals|immer|grundsätzlich|generell|prinzipiell|jeden|jedes mal")
_PLURAL_PLACE = re.compile(r"(?:digital|online|präsenz|praesenz|video)\w*?(?:en|termine\w*|sitzungen|male)$|^(?:digital|online)$")
_BOTH = pattern(r"(?:die|den|bei den|zu den)? ?(?:beiden|zwei|drei)")
_RELATIVE = {"heute": 0, "morgen": 1, "übermorgen": 2, "uebermorgen": 2}
_RELATIVE_DAY = re.compile(r"(?<!guten )(?<!am )(?<!\w)(heute|morgen|übermorgen|uebermorgen)(?!\w)(?! (?:überw|bezahl|zahl))")


@dataclass(frozen=True, slots=True)
class Topic:
    """What a clause is about: `events` are meant for certain, `excluded` stand behind an "außer"; `unclear` where a word fits several;
    `foreign` where a day is named that is neither an event's nor a shift's, `beside` where it is a shift's alone;
    `named` where anything of the agenda was named at all."""

    events: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    unclear: bool = False
    foreign: bool = False
    others: bool = False
    beside: bool = False

    @property
    def exception(self) -> bool:
        """Whether the clause only takes something out: "nur nicht am 6.11."."""
        return bool(self.excluded) and not self.events and not self.others

    @property
    def named(self) -> bool:
        """Whether anything of the agenda was named."""
        return bool(self.events or self.excluded or self.unclear or self.others)


@dataclass(frozen=True, slots=True)
class _Hit:
    """A word or day that fits `events`; `strong` hits name an event by itself."""

    events: frozenset[str]
    kind: str


def topic_of(folded: str, agenda: Agenda) -> Topic:
    """What the clause is about. An empty topic where it names nothing of the agenda."""
    if not agenda.known:
        return Topic()
    exception = _EXCEPT.search(folded)
    if exception:
        excluded = _plain_topic(folded[exception.end() :], agenda)
        before = _plain_topic(folded[: exception.start()], agenda)
        meant = tuple(one for one in before.events if one not in excluded.events)
        return Topic(meant, excluded.events, before.unclear or excluded.unclear or not excluded.events, before.foreign, before.others)
    return _plain_topic(folded, agenda)


def _plain_topic(folded: str, agenda: Agenda) -> Topic:
    months = {day.month for day in days_in(folded) if day.day is None and day.weekday is None and day.month is not None}
    others = bool(_OTHERS.search(folded)) and len(agenda.known) > 1
    if _means_every(folded, agenda) and not others:
        inside = tuple(one.event.id for one in agenda.known if not months or any(day.month in months for day in one.days))
        return Topic(events=inside or agenda.ids)
    days = days_in(folded)
    hits = [
        *_title_hits(folded, agenda),
        *_day_hits(days, agenda, folded),
        *_ordinal_hits(folded, agenda, days),
        *_relative_hits(folded, agenda),
    ]
    foreign = any(_is_foreign(day, agenda) for day in days)
    events, unclear = _agreed(hits, folded, agenda)
    return Topic(
        tuple(one for one in agenda.ids if one in events),
        (),
        unclear,
        foreign and not events,
        others and not events,
        _is_beside(days, agenda) and not events,
    )


def _means_every(folded: str, agenda: Agenda) -> bool:
    found = _EVERY.search(folded)
    if not found:
        return False
    if re.search(r"(?<!\w)beide", found.group()) and len(agenda.known) != 2:
        return False
    counts = [count for word in words_of(found.group()) if (count := number(word.removesuffix("mal"))) and count > 1]
    if counts and counts[0] != len(agenda.known):
        return False
    named = _agreed([*_title_hits(folded, agenda), *_day_hits(days_in(folded), agenda)], folded, agenda)
    return not named[0] or len(named[0]) == len(agenda.known) or "komplett" not in found.group()


def _title_hits(folded: str, agenda: Agenda) -> list[_Hit]:
    """Hits of title words, else of place words, word by word."""
    hits = []
    for word in _parts(folded):
        by_title, by_place = _named_by(word, agenda, "title"), _named_by(word, agenda, "place")
        fits = (by_title & by_place) or by_title or by_place
        if fits:
            plural = (bool(by_title) and (bool(_PLURAL_WORD.search(word)) or _is_plural(word, agenda))) or bool(_PLURAL_PLACE.search(word))
            hits.append(_Hit(fits, "title" if len(fits) == 1 else "plural" if plural else "weak"))
    return hits


def _is_plural(word: str, agenda: Agenda) -> bool:
    """Whether the word is the plural of a word that stands in several titles."""
    return any(word == name + ending for one in agenda.known for name in one.title for ending in ("n", "en", "e", "s", "er"))


def _parts(folded: str) -> list[str]:
    """All words; of a hyphenated one also its parts ("ov-runde")."""
    return [part for word in words_of(folded) for part in ((word, *word.split("-")) if "-" in word else (word,))]


def _named_by(word: str, agenda: Agenda, where: str) -> frozenset[str]:
    if len(word) < 3:
        return frozenset()
    return frozenset(one.event.id for one in agenda.known if is_word_for(word, _names(one, where)))


def _names(one: Known, where: str) -> frozenset[str]:
    return one.title if where == "title" else one.place


def _day_hits(days: tuple[Day, ...], agenda: Agenda, folded: str = "") -> list[_Hit]:
    hits = []
    for day in days:
        fits = frozenset(one.event.id for one in agenda.known if any(day.fits(that) for that in one.days))
        if fits:
            named = day.day is not None and len(fits) == 1
            every = day.every or (day.weekday is not None and day.day is None and bool(_ALWAYS.search(folded)))
            hits.append(_Hit(fits, "day" if named else "plural" if every else "weak"))
    return hits


def _relative_hits(folded: str, agenda: Agenda) -> list[_Hit]:
    """ "Heute", "morgen Abend", counted from the day on which the answer was written."""
    if agenda.written is None:
        return []
    meant = [agenda.written + timedelta(days=_RELATIVE[found.group(1)]) for found in _RELATIVE_DAY.finditer(folded)]
    fits = [frozenset(one.event.id for one in agenda.known if day in one.days) for day in meant]
    return [_Hit(events, "day") for events in fits if len(events) == 1]


def _is_foreign(day: Day, agenda: Agenda) -> bool:
    """Whether the day is neither an event's nor a shift's."""
    if day.day is None and day.weekday is None:
        return False
    dates: list[date] = [that for one in agenda.known for that in one.days]
    dates += [shift.start.date() for _, shift in agenda.shifts]
    return not any(day.fits(that) for that in dates)


def _is_beside(days: tuple[Day, ...], agenda: Agenda) -> bool:
    """Whether a date is named on which no event takes place: at most a shift."""
    return any(day.day is not None and not _fits_any(day, agenda) for day in days)


def _ordinal_hits(folded: str, agenda: Agenda, days: tuple[Day, ...]) -> list[_Hit]:
    """ "Den ersten", "die beiden letzten", "Nummer zwei und drei"; a day that is spelled out and fits an event comes first."""
    if len(agenda.known) < 2 or any(day.worded and _fits_any(day, agenda) for day in days):
        return []
    months = [day.month for day in days if day.day is None and day.month is not None]
    ids = [one.event.id for one in agenda.known if not months or any(that.month in months for that in one.days)]
    span = _SPAN.search(folded)
    if span:
        count = number(span.group(2) or span.group(3)) or 2
        picked = ids[:count] if "erst" in span.group() else ids[-count:]
        return [_Hit(frozenset((one,)), "ordinal") for one in picked]
    places = [_ORDINALS[match.group(1).replace("fuen", "fün")] for match in _ORDINAL.finditer(folded)]
    places += [
        place - 1 for match in _NUMBERED.finditer(folded) if (place := number(match.group(1) or match.group(2) or match.group(3) or ""))
    ]
    return [_Hit(frozenset((ids[place],)), "ordinal") for place in places if -len(ids) <= place < len(ids)]


def _fits_any(day: Day, agenda: Agenda) -> bool:
    return any(day.fits(that) for one in agenda.known for that in one.days)


def _agreed(hits: list[_Hit], folded: str, agenda: Agenda) -> tuple[frozenset[str], bool]:
    """The events that all hits together mean, and whether that stays unclear."""
    if not hits:
        return frozenset(), False
    exact = [hit.events for hit in hits if hit.kind in {"title", "day", "ordinal"}]
    if exact:
        together = frozenset().union(*exact)
        return together, len(together) > 1 and _quarrels(hits, folded)
    common = frozenset(agenda.ids).intersection(*(hit.events for hit in hits))
    fits = common or frozenset().union(*(hit.events for hit in hits))
    if len(fits) == 1 or any(hit.kind == "plural" for hit in hits) or _says_how_many(folded, len(fits)):
        return fits, False
    separate = [hit.events for hit in hits if len(hit.events) == 1]
    return (frozenset().union(*separate), False) if separate and not common else (frozenset(), True)


def _quarrels(hits: list[_Hit], folded: str) -> bool:
    """Whether title and day name different events without an "und" between them."""
    titles = frozenset().union(*(hit.events for hit in hits if hit.kind == "title"))
    days = frozenset().union(*(hit.events for hit in hits if hit.kind == "day"))
    return bool(titles and days and not titles & days) and not re.search(r"und|,|/|&|\+|sowie|bzw", folded)


def _says_how_many(folded: str, count: int) -> bool:
    found = _BOTH.search(folded)
    said = [number(word) for word in words_of(found.group())] if found else []
    return count in said or bool(re.search(r"(?<!\w)komplett|ganz(?!\w)", folded))
