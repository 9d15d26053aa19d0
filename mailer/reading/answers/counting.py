"""Which events are meant by their place in the list: the second, the last two, number one to three?"""

from collections.abc import Callable

from mailer.reading.answers.agenda import Agenda
from mailer.reading.answers.days import WEEKDAYS, Day
from mailer.reading.answers.words import any_of, number, pattern, words_of

_ORDINALS = {
    "erste": 0, "zweite": 1, "dritte": 2, "vierte": 3, "fünfte": 4, "letzte": -1, "vorletzte": -2, "erstens": 0, "zweitens": 1,
    "drittens": 2, "viertens": 3,
}  # fmt: skip
_ORDINAL = pattern(
    r"(?<!aus\sdem\s)(?<!vom\s)(erstens|zweitens|drittens|viertens|erste|zweite|dritte|vierte|fünfte|letzte|vorletzte)[nrms]?(?! (?:mal"
    r"|woche|jahr|zeit"
    r"|hilfe|monat|post|schicht|stunde|reihe|mai"
    r"|klasse(?!\w)|zug(?!\w)|bus(?!\w)|\w*bahn|fähre|etage|stock|tisch|male|moment|drücker|ende(?!\w)|wurst|krümel|geige|tag(?!\w)"
    r"|april(?!\w)|juni(?!\w)|\d|advent|info(?!\w)|kind(?!\w)|ps|hälfte"
    r"|bürgermeister\w*|vorsitzende\w*|\w*wahl\w*|\w*ergebnis\w*|protokoll\w*|\w*mail\w*|\w*brief\w*))"
)
_COUNT = r"(?:beiden|zwei|drei)"
_SPAN = pattern(rf"(?:die|den|der|zu den|bei den|an den)? ?(?:(?:ersten|letzten|nächsten) {_COUNT}|{_COUNT} (?:ersten|letzten|nächsten))")
_MIDDLE = pattern(r"(?:der|die|den|das|dem|am|beim|im) mittlere[nms]?")
_ONE = r"(?:[1-9]|eins|zwei|drei|vier|fünf)"
_MORE = rf"(?:(?:,|\+|&|/| |und|sowie|bis|-){{1,5}}(?:nummer |nr\.? |termin )?{_ONE}(?:\.(?!\d))?(?![\d:,]))"
_NUMBERED = pattern(
    rf"(?:nummer|nr\.?|no\.?|termin|treffen|sitzung|veranstaltung|event|date|probe|übung) ?{_ONE}(?:\.(?!\d))?"
    rf"(?! ?(?:uhr|h|€|%|leute|personen)){_MORE}{{0,3}}"
    rf"|{_ONE}\. (?:und {_ONE}\. )?(?:termin|sitzung|treffen|veranstaltung)"
    rf"|^\W*(?:zu |zum |die |den |der |beim |bei |ja zu |nein zu |nope zu |yes zu )?{_ONE}\.?{_MORE}{{1,3}}"
    r"(?! (?:uhr|leute|personen|kinder\w*|plätze|stück|tage|stunden|mal|\w*kuchen|erwachsene\w*|jahre\w*|euro)|\w)(?= |$)"
    rf"|^\W*(?:zu )?[1-9][.):]?(?= ?(?:-|:)? ?(?:ja|jo|nein|nee|nope|nicht|nich|dabei|vielleicht"
    r"|vllt|evtl|evt|unklar|unsicher|komm\w*|leider|gern\w*)(?: |$))"
    rf"|^\W*zu (?:punkt |nr\.? )?[1-9]\W*$|(?:ja|nein|nope|nee|yes|no|yep) (?:zu|bei|für) {_ONE}{_MORE}{{0,3}}"
)
_NOUN_BEHIND = 3
_VERB = any_of("bin|komme?n?|kann|geht|passt|klappt|nehme?|mache?|ist|sind|ohne|nicht|mit|ja|nein|ich|wir|schaffe?|muss|fällt|auch|dagegen")
_REACH = 60  # characters; behind that no noun belongs to an ordinal
_SINGLE = {"eins": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5}
_TO = any_of("bis|-")


def counted(folded: str, agenda: Agenda, days: tuple[Day, ...], named_by: Callable[[str], frozenset[str]]) -> list[str]:
    """The events that a folded clause names by their place, in its order. `named_by` gives the events of a title word: "die zweite
    Probe" is the second of the rehearsals, and "letzter Parteitag" is none where there is only one."""
    ids = _among(agenda, days)
    span = _SPAN.search(folded)
    if span:
        many = next((count for word in words_of(span.group()) if (count := number(word))), 2)
        return list(ids[-many:] if "letzt" in span.group() else ids[:many])
    met = [
        one
        for found in _ORDINAL.finditer(folded)
        if (one := _placed(found.group(1), folded[found.end() : found.end() + _REACH], ids, named_by))
    ]
    if _MIDDLE.search(folded) and len(ids) % 2:
        met.append(ids[len(ids) // 2])
    return met + [one for found in _NUMBERED.finditer(folded) for one in _numbered(found.group(), ids, named_by)]


def _among(agenda: Agenda, days: tuple[Day, ...]) -> tuple[str, ...]:
    """The events of the months and weekdays that are named beside: "der zweite Novembertermin", "der erste Samstag"."""
    vague = [day for day in days if day.day is None and day.moved is None and (day.month is not None or day.weekday is not None)]
    if not vague:
        return agenda.ids
    of_all = tuple(one.event.id for one in agenda.known if any(all(day.fits(that) for day in vague) for that in one.days))
    return of_all or tuple(one.event.id for one in agenda.known if any(day.fits(that) for day in vague for that in one.days))


def _placed(word: str, behind: str, ids: tuple[str, ...], named_by: Callable[[str], frozenset[str]]) -> str | None:
    """The event at that place among those that the next words name; None where they name one alone, which is no place in a list."""
    chosen = ids
    for noun in words_of(behind)[:_NOUN_BEHIND]:
        if any(noun.startswith(day) for day in WEEKDAYS) or _VERB.match(noun):
            break
        fits = named_by(noun)
        if fits:
            chosen = tuple(one for one in ids if one in fits)
            break
    place = _ORDINALS[word.replace("fuen", "fün")]
    if len(chosen) < 2:
        return None
    return chosen[place] if -len(chosen) <= place < len(chosen) else None


def _numbered(found: str, ids: tuple[str, ...], named_by: Callable[[str], frozenset[str]]) -> list[str]:
    places = [place for word in words_of(found) if (place := _SINGLE.get(word) or (int(word) if word.isdecimal() else 0))]
    if len(places) == 2 and _TO.search(found):
        places = list(range(places[0], places[1] + 1))
    fits = named_by(words_of(found)[0])
    chosen = [one for one in ids if one in fits] if len(fits) > 1 else list(ids)
    return [chosen[place - 1] for place in places if 0 < place <= len(chosen)]
