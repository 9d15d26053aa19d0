"""Which events does a clause mean, and does it name them clearly?"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from mailer.reading.answers.agenda import Agenda, Known, is_abbreviation, is_kind, is_word_for, says_more
from mailer.reading.answers.counting import counted
from mailer.reading.answers.days import MONTHS, Day, days_in
from mailer.reading.answers.spans import spanned
from mailer.reading.answers.whenabouts import SEASONS, coming_next, in_season, is_from_today, of_length, told_from_today
from mailer.reading.answers.words import NUMBER, any_of, number, pattern, words_of

_PLURAL = rf"(?:{NUMBER} )?(?:termine?n?|sitzungen|veranstaltungen|sachen|treffen|tage?n?|abende?n?|malen?)"
_EVERY = any_of(
    rf"(?:bei|zu|an|für) (?:alle[nm]|sämtlichen|jede[mr]|keine[mr]?)(?: (?:von|der|{NUMBER}|beiden)(?! (?:kindern|leute"
    rf"|mann)))*(?: {_PLURAL})?|mit (?:alle[nm]|sämtlichen)(?: (?:der|{NUMBER}))? {_PLURAL}",
    rf"(?:alle[nm]?|sämtliche[n]?|keine[nmr]?|jede[nrm]?) (?:der |von )?(?:{NUMBER} )?(?:termine?n?|sitzung(?:en)?"
    r"|veranstaltung(?:en)?|sachen|treffen|daten|terminvorschläge\w*)",
    r"alle[nms]? (?:drei|vier|fünf|beiden|zwei|[2-6])(?! (?:kommen|sind krank|krank|kinder\w*|kids|enkel\w*|söhne|töchter\w*|jungs|mädels"
    r"|leute|personen|\w*kollegen|wochen|monate|jahre|tage hintereinander|stunden|schichten|\d))",
    r"keine[rmn]? (?:von den|von diesen|dieser|der)(?: \w+)? (?:termine\w*|sitzungen|treffen|veranstaltungen|sachen|tage\w*)"
    r"|^\W*alle[ns]?\W*$|beides|(?:für|zu) alle[sm](?= (?:zu|ja|ab|dabei))|zu allem(?= ?$)|jede[rmn]? einzelne[nrm]?"
    r"|(?:passen|gehen|klappen|stehen|schaffe|kann)(?: ich)?(?: mir| bei mir| uns)? alle(?= ?$)"
    r"|(?:nichts|keins|keine[rsn]?) (?:davon|von (?:den dreien|den vieren|alledem|allem))"
    r"|(?:die|eure|diese) (?:termine|daten)(?= (?:passen|gehen|klappen|kann|schaffe|kollidieren|überschneiden))"
    r"|das eine noch das andere(?: noch das \w+)?",
    r"(?:an|bei|zu|für) beiden (?:tagen|terminen|abenden|sitzungen|treffen|veranstaltungen|sachen|malen)",
    r"überall|jedes mal|jedesmal|(?:zwei|drei|vier|fünf|2|3|4|5) ?mal (?:ja|nein)|(?:zwei|drei|vier)mal (?:ja|nein)|[2-6] ?x (?:ja|nein"
    r"|dabei)|alles(?= im \w+)|zu beide[mn]"
    r"|bei beide[mn]|beide(?: male)?|beide termine|in allen fällen|allem|alles (?:ja|passt)|komplett",
)
_OTHERS = any_of(
    rf"(?:die|den|der|das|alle|allen|alles) (?:(?:{NUMBER}|beiden) )?(?:anderen?|übrigen?|restlichen?)(?! (?:leute|genoss\w*"
    r"|kolleg\w*|seite\w*|delegierte\w*|mitglieder\w*|frau\w*|männer\w*|mann|partei\w*|namen|kind\w*|andreas|\w+ \w+mann"
    r"|wochen?|verein\w*|adress\w*|nummer|postfach|hälfte|tag))",
    r"^\W*(?:die |den |der )?(?:andere|andern|weitere|weiteren|übrige)(?: (?:beiden|zwei|drei|termine\w*|sitzungen))?"
    r"(?= (?:nicht|nich|ja|nein|komm\w*|bin|kann|geht|gehen"
    r"|passen|ohne|dann|schau\w*|weiß|termine\w*|sitzungen|muss|mal|gern\w*|eher|vielleicht|vllt|leider)|$)",
    r"(?:(?:der|den|zum|beim|am|vom) |^\W*(?:und |aber )?)rest(?! (?:von|des|der))|^\W*(?:und |aber )?(?:sonst|ansonsten)"
    r"|sonst (?:immer|überall|alle\w*|ja|nein|gern\w*)|alles andere|allem anderen|danach könnt",
    r"alles (?:davor|danach|übrige|weitere)|(?:die|das|den|der) (?:beiden |zwei |drei |vier |\w+termine |\w*sitzungen )?(?:dazwischen"
    r"|mittendrin|davor)|(?:davor|danach) (?:bin|komme"
    r"|kann|ja|nein|nicht|auch|wieder|gern\w*|geht|passt|immer|alles)",
)
_EXCEPT = any_of(
    r"außer(?! mir| dass| wenn)(?: an)?(?: am| dem| der| den| beim| zum| zur)?",
    r"bis auf (?:den|die|das)",
    r"nur (?:nicht|leider nicht)(?: (?:am|zum|zur|beim|den|im|die|an))?",
    "ausgenommen",
    r"mit ausnahme",
)
_INSTEAD = pattern(r"(?:statt|anstatt|anstelle)(?: (?:zu[mr]?|de[srmn]|beim?|am|bei der|von|die|das))?")
_PLURAL_WORD = re.compile(r"(?:sitzungen|termine|veranstaltungen|treffen|übungen|einsätze\w*|abende)n?$")
_EVERY_KIND = pattern(r"(?:alle[nrm]?|sämtliche[nr]?|jede[mrn]?|keine[mrn]?)(?: (?:der|zwei|drei|beiden|vier))? ([\w-]{4,})")
_SINGLE_PLACE = pattern(
    r"(?:die|der|den|zur|zum|beim|eine|einen) (?:digitale|online|präsenz|video)[nr]?[- ]?(?:sitzung|termin|treffen|runde)"
)
_NOT_EVERY = any_of(
    r"(?:nicht|kaum|wohl nicht)(?: immer| (?:bei|zu|an|für))? (?:jedes mal|jedesmal|überall|alle[nms]?|jede[mnr]|beide[mn]?)"
)
_MONTH_OR_SEASON = "|".join((*(month for month in MONTHS if len(month) > 4 or month in ("mai", "juni", "juli")), *SEASONS))
_AS_TIME = pattern(
    rf"(?:im|ab|seit|bis|anfang|mitte|ende|diesen|für den|den ganzen|im ganzen|nächsten|letzten|der ganze) (?:{_MONTH_OR_SEASON})"
    r"|fest (?=(?:ein|zu|vor|ge|an|ver|dabei|im |notiert|reserviert|sagen))"
)
_A_MEETING = pattern(r"(?:zum|beim|das|dem|vom|nächste|erste|^\W*(?:ja |nein )?)(?: \w+e[ns]?)? ?treffen(?! (?:wir|ich|sich|uns|mich|mit))")
_TILL_THEN = re.compile(r"(?:bis|um|ab|gegen|von|vor|nach|so) (?:um |gegen )?$")
_ALWAYS = pattern("nie|niemals|(?<!wie\\s)immer|grundsätzlich|generell|prinzipiell|jeden|jedes mal")
_PLURAL_PLACE = re.compile(
    r"(?:digital|online|präsenz|praesenz|video)\w*?(?:en|termine\w*|sitzungen|male)$|^(?:digital|online|präsenz|praesenz)$"
)
_BOTH = pattern(r"(?:die|den|der|diese[nr]?) (?:beiden|zwei|drei|vier)|beiden?(?: male)?|beides|^\W*(?:zwei|drei)")
_ALL_BEFORE = pattern(r".*(?:alle[nms]?|immer|überall|jedes mal|sonst)\W*")
_TURN = any_of(
    r"bin|sind|komme?n?|kann|können|könnte|passt|passen|geht|gehen|klappt|nehme?n?|mache?n?|schaffe?n?|hab|haben?|immer|überall|alle\w*"
    r"|jede\w*|dabei|sonst|ja|nein|wäre?n?|werde?n?|sage?|stehe?"
)
_MAY_BE_PEOPLE = pattern(r"komplett|beide|alle[nm]?(?: \w+)?")
_LEADS = {"im", "in", "per", "via", "der", "die", "das", "den", "dem", "zur", "zum", "ist", "auch", "rein", "bin"}


@dataclass(frozen=True, slots=True)
class Topic:
    """What a clause is about: `events` are meant for certain, `excluded` stand behind an "außer"; `unclear` where a word fits several,
    which are `among`; `others` where it means those that were not spoken of yet;
    `foreign` where a day is named that is neither an event's nor a shift's, `beside` where it is a shift's alone;
    `named` where anything of the agenda was named at all."""

    events: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    unclear: bool = False
    foreign: bool = False
    others: bool = False
    beside: bool = False
    among: tuple[str, ...] = ()

    @property
    def exception(self) -> bool:
        """Whether the clause only takes something out: "nur nicht am 6.11."."""
        return bool(self.excluded) and not self.events and not self.others

    @property
    def named(self) -> bool:
        """Whether anything of the agenda was named."""
        return bool(self.events or self.excluded or self.unclear or self.others)


_NOTHING = Topic()


@dataclass(frozen=True, slots=True)
class _Hit:
    """A word or day that fits `events`. Of its kinds "title", "day" and "ordinal" name an event by themselves, "plural" means
    all that fit, and "weak" leaves open which."""

    events: frozenset[str]
    kind: str


def topic_of(folded: str, agenda: Agenda) -> Topic:
    """What the clause is about. An empty topic where it names nothing of the agenda."""
    if not agenda.known or not _may_mean(folded, agenda):
        return _NOTHING
    exception = _EXCEPT.search(folded)
    if exception and not _NOT_EVERY.search(folded):
        turn = None if folded[: exception.start()].strip() else _TURN.search(folded, exception.end())
        behind = turn.start() if turn else len(folded)
        excluded = _plain_topic(folded[exception.end() : behind], agenda)
        before = _plain_topic(f"{folded[: exception.start()]} {folded[behind:]}".strip(), agenda)
        if excluded.events and (_ALL_BEFORE.match(folded[: exception.start()]) or (turn and not before.named)):
            before = Topic(agenda.ids)
        meant = tuple(one for one in before.events if one not in excluded.events)
        return Topic(meant, excluded.events, before.unclear or excluded.unclear or not excluded.events, before.foreign, before.others)
    instead = _INSTEAD.search(folded)
    return (_instead(folded, instead, agenda) if instead else None) or _plain_topic(folded, agenda)


def _may_mean(folded: str, agenda: Agenda) -> bool:
    """Whether an event can be meant at all: most clauses hold no word that tells of the only one, nor a day."""
    if len(agenda.known) > 1:
        return True
    for word in words_of(folded):
        if _tells(word, agenda.names):
            return True
    return bool(days_in(folded) or _EXCEPT.search(folded) or _EVERY.search(folded) or _AS_TIME.search(folded))


@lru_cache(maxsize=16384)
def _tells(word: str, names: frozenset[str]) -> bool:
    """Whether a word fits these names, or a part of it does, or it may stand for a day or for a place."""
    is_here = "präsenz" in names and word.startswith("ort")  # "vor Ort"
    return is_here or is_from_today(word) or any(is_word_for(part, names) for part in (word, *word.split("-")))


def _instead(folded: str, found: re.Match[str], agenda: Agenda) -> Topic | None:
    """The topic of "statt zum Hoffest komme ich zur Lesung", where both events are named."""
    turn = _TURN.search(folded, found.end())
    behind = turn.start() if turn and not folded[: found.start()].strip() else len(folded)
    left, meant = (
        _plain_topic(folded[found.end() : behind], agenda), _plain_topic(f"{folded[: found.start()]} {folded[behind:]}", agenda)
    )  # fmt: skip
    named = tuple(one for one in meant.events if one not in left.events)
    return Topic(named, left.events) if named and left.events and not meant.unclear and not left.unclear else None


def _plain_topic(folded: str, agenda: Agenda) -> Topic:
    months = {day.month for day in days_in(folded) if day.day is None and day.weekday is None and day.month is not None}
    others = len(agenda.known) > 1 and "weder" not in folded and bool(_OTHERS.search(folded))
    if len(agenda.known) > 1 and _NOT_EVERY.search(folded):
        return Topic(unclear=True, among=agenda.ids)
    if _means_every(folded, agenda) and not others:
        inside = tuple(one.event.id for one in agenda.known if not months or any(day.month in months for day in one.days))
        return Topic(events=_of_kind(folded, agenda) or inside or agenda.ids)
    named = tuple(day for day in days_in(folded) if not day.clipped or not _is_foreign(day, agenda))
    within, bounds = spanned(folded, named, agenda)
    days = tuple(day for day in named if day not in bounds and not (_is_foreign(day, agenda) and _is_an_hour(day, folded)))
    hits = [
        *([_Hit(within, "plural")] if within else []),
        *_title_hits(folded, agenda),
        *_day_hits(days, agenda, folded),
        *_ordinal_hits(folded, agenda, days),
        *(_Hit(fits, "day") for fits in told_from_today(folded, agenda)),
        *(_Hit(fits, "ordinal") for fits in coming_next(folded, named, agenda)),
        *(_Hit(fits, "title") for fits in of_length(folded, agenda)),
    ]
    foreign = any(_is_foreign(day, agenda) for day in days)
    if not hits and not others and not foreign and (season := in_season(folded, agenda)):
        return Topic(among=season)
    events, unclear = _agreed(hits, folded, agenda)
    among = frozenset(agenda.ids).intersection(*(hit.events for hit in hits)) if unclear and not events else frozenset()
    return Topic(
        tuple(one for one in agenda.ids if one in events),
        (),
        unclear,
        foreign and not events,
        others and not events,
        _is_beside(days, agenda) and not events,
        tuple(one for one in agenda.ids if one in among),
    )


def _of_kind(folded: str, agenda: Agenda) -> tuple[str, ...]:
    """The events of "an keinem Stand", "bei allen Proben", where there are others as well."""
    found = _EVERY_KIND.search(folded)
    fits = _named_by(found.group(1), agenda, "title") if found else frozenset()
    return tuple(one for one in agenda.ids if one in fits) if len(fits) > 1 else ()


def _means_every(folded: str, agenda: Agenda) -> bool:
    found = _EVERY.search(folded)
    if not found:
        return False
    if re.search(r"(?<!\w)(?:für )?beide", found.group()) and (
        len(agenda.known) != 2 or ("tag" in found.group() and _some_last_days(agenda))
    ):
        return False
    counts = [count for word in words_of(found.group()) if (count := number(word.removesuffix("mal"))) and count > 1]
    if counts and counts[0] != len(agenda.known):
        return False
    if not counts and (digits := [int(word) for word in words_of(found.group()) if word.isdecimal()]) and digits[0] != len(agenda.known):
        return False
    named = _agreed([*_title_hits(folded, agenda), *_day_hits(days_in(folded), agenda)], folded, agenda)
    return not named[0] or len(named[0]) == len(agenda.known) or not _MAY_BE_PEOPLE.match(found.group())


def _some_last_days(agenda: Agenda) -> bool:
    return any(len(one.days) > 1 for one in agenda.known)


def _title_hits(folded: str, agenda: Agenda) -> list[_Hit]:
    """Hits of title words, else of place words, word by word."""
    hits = []
    names = agenda.names
    folded = _AS_TIME.sub(" ", folded)
    folded = folded.replace("vor ort", "präsenz") if "präsenz" in names else folded
    meeting = _meeting(folded, agenda)
    if meeting:
        hits.append(_Hit(meeting, "title"))
    for word in _parts(folded):
        if not is_word_for(word, names):
            continue
        by_title, by_place = _named_by(word, agenda, "title"), _named_by(word, agenda, "place")
        fits = (by_title & by_place) or by_title or by_place
        if fits:
            plural = bool(_PLURAL_WORD.search(word) or _PLURAL_PLACE.search(word)) or (bool(by_title) and _is_plural(word, agenda))
            plural = (plural or (not by_title and _is_bare(word, folded))) and not _SINGLE_PLACE.search(folded)
            hits.append(_Hit(fits, "title" if len(fits) == 1 else "plural" if plural else "weak"))
    return hits


def _meeting(folded: str, agenda: Agenda) -> frozenset[str]:
    """The one event that is called a meeting, where the clause speaks of "das Treffen"."""
    if len(agenda.known) < 2 or not _A_MEETING.search(folded):
        return frozenset()
    fits = frozenset(one.event.id for one in agenda.known if "treff" in one.event.title.lower())
    return fits if len(fits) == 1 else frozenset()


def _is_bare(word: str, folded: str) -> bool:
    """Whether a place stands there without article and preposition, for all that happens there: "online ja, studio nein"."""
    words = words_of(folded)
    at = words.index(word) if word in words else -1
    return at >= 0 and len(words) - at <= 3 and (not at or (words[at - 1] not in _LEADS and len(words) <= 5))


def _is_plural(word: str, agenda: Agenda) -> bool:
    """Whether the word is the plural of a word that stands in several titles."""
    return any(word == name + ending for one in agenda.known for name in one.title for ending in ("n", "en", "e", "s", "er"))


def _parts(folded: str) -> list[str]:
    """All words; of a hyphenated one also its parts ("ov-runde")."""
    return [part for word in words_of(folded) for part in ((word, *word.split("-")) if "-" in word else (word,))]


def _named_by(word: str, agenda: Agenda, where: str) -> frozenset[str]:
    if len(word) < 3 and not is_abbreviation(word):
        return frozenset()
    fits = [one for one in agenda.known if is_word_for(word, _names(one, where))]
    if len(fits) > 1:
        fits = [one for one in fits if not says_more(word, _names(one, where))] or fits
        fits = [one for one in fits if is_kind(word, _names(one, where))] or fits
    return frozenset(one.event.id for one in fits)


def _names(one: Known, where: str) -> frozenset[str]:
    return one.title if where == "title" else one.place


def _day_hits(days: tuple[Day, ...], agenda: Agenda, folded: str = "") -> list[_Hit]:
    hits = []
    for day in days:
        fits = frozenset(one.event.id for one in agenda.known if any(day.fits(that) for that in one.days))
        if fits:
            if day.day is None and day.weekday is not None:
                fits |= {event for event, shift in agenda.shifts if day.fits(shift.start.date())}
            named = (day.day is not None or day.moved is not None) and len(fits) == 1
            every = day.every or (day.weekday is not None and day.day is None and bool(_ALWAYS.search(folded)))
            hits.append(_Hit(fits, "day" if named else "plural" if every else "weak"))
    return hits


def _is_an_hour(day: Day, folded: str) -> bool:
    """Whether a number with the full stop of its sentence may be an hour: "Ich bleibe bis 12."."""
    return day.month is None and day.weekday is None and not folded[day.end :].strip() and bool(_TILL_THEN.search(folded[: day.start]))


def _is_foreign(day: Day, agenda: Agenda) -> bool:
    """Whether the day is neither an event's nor a shift's."""
    if day.day is None and day.weekday is None and day.moved is None:
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
    return [_Hit(frozenset((one,)), "ordinal") for one in counted(folded, agenda, days, lambda word: _named(word, agenda))]


def _named(word: str, agenda: Agenda) -> frozenset[str]:
    return _named_by(word, agenda, "title") or _named_by(word, agenda, "place")


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
    if len(fits) == 1 or _says_how_many(folded, len(fits)):
        return fits, False
    if any(hit.kind == "plural" for hit in hits):
        return (frozenset(), True) if _counts_fewer(folded, len(fits)) else (fits, False)
    separate = [hit.events for hit in hits if len(hit.events) == 1]
    return (frozenset().union(*separate), False) if separate and not common else (frozenset(), True)


def _quarrels(hits: list[_Hit], folded: str) -> bool:
    """Whether title and day name different events without an "und" between them."""
    titles = frozenset().union(*(hit.events for hit in hits if hit.kind == "title"))
    days = frozenset().union(*(hit.events for hit in hits if hit.kind == "day"))
    counts = frozenset().union(*(hit.events for hit in hits if hit.kind == "ordinal"))
    if days and counts and not titles and not days & counts:
        return True
    return bool(titles and days and not titles & days) and not re.search(r"und|,|/|&|\+|sowie|bzw", folded)


def _counts_fewer(folded: str, count: int) -> bool:
    """Whether the clause counts fewer than that: "die beiden Sitzungen" of three."""
    found = _BOTH.search(folded)
    said = [place for word in words_of(found.group()) if (place := number(word))] if found else []
    return bool(said) and max(said) < count


def _says_how_many(folded: str, count: int) -> bool:
    found = _BOTH.search(folded)
    said = [number(word) for word in words_of(found.group())] if found else []
    return count in said or bool(re.search(r"(?<!\w)komplett|ganz(?!\w)", folded))
