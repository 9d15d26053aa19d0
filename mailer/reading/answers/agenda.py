"""By which words and days are the events and shifts of a mailing known?"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from functools import cache, lru_cache

from mailer.model.jobs import Event, Shift
from mailer.model.reading import Context
from mailer.reading.answers.words import fold, words_of

COMMON = {
    "eine", "einen", "einer", "oder", "beim", "unser", "unsere", "gemeinsame", "gemeinsamer", "gemeinsames", "nach", "nächste",
    "mit", "und", "der", "die",
    "das", "des", "dem", "den", "zum", "zur", "für", "vom", "von", "auf", "uhr", "wird", "noch", "bekannt", "gegeben", "gehört",
    "unterstützung", "hilfe",
    "wem", "großer", "kleiner", "straße", "weg", "platz", "allee", "gasse", "ring", "raum", "schicht", "neue",
    "neuen", "magdeburg", "abends", "tag", "abend", "haus",
    "jahr", "str", "stadt", "vor", "tragen",
}  # fmt: skip
_TIMES = {
    "abend",
    "abends",
    "morgen",
    "morgens",
    "mittag",
    "mittags",
    "nachmittag",
    "nachmittags",
    "tag",
    "tage",
    "zeit",
    "woche",
    "jahr",
    "treffen",
    "rund",
    "runden",
    "früh",
    "früher",
    "stehen",
    "steht",
    "verein",
    "kreis",
}
_KIN = (
    ("demo", "demonstration", "kundgebung"), ("bus", "busfahrt", "busausflug", "busreise", "ausflug"), ("film", "kino", "movie"),
    ("fest", "feier", "fete"), ("party", "feier", "fete"),
    ("café", "kaffee", "cafe"),
    ("digital", "online", "video", "zoom"),
    ("präsenz", "persönlich", "vor-ort"), ("mv", "mitgliederversammlung"), ("stapa", "sp", "spt", "stadtparteitag"),
    ("kpt", "kreisparteitag"),
    ("lapa", "landesparteitag"), ("bpt", "bundesparteitag"), ("lpt", "landesparteitag"),
    ("café", "cafe", "kaffee", "kaffeetrinken", "kaffeeklatsch", "kaffeekränzchen"), ("haustür", "haustüren", "türen", "klingeln"),
    ("hof", "innenhof", "hoffest", "hofflohmarkt"), ("stammtisch", "kneipe", "kneipenabend"), ("frühstück", "brunch"),
    ("seminar", "schulung", "workshop"), ("exkursion", "ausflug"), ("konzert", "auftritt"),
    ("putztag", "putzen", "putzaktion", "aufräumaktion"),
    ("plakate", "plakatieren", "plakat", "plakatier"), ("wanderung", "wandern"), ("stand", "infostand"), ("sitzung", "sitzungen"),
    ("vv", "vollversammlung"), ("jhv", "jahreshauptversammlung", "jahresversammlung"), ("av", "aufstellungsversammlung"),
    ("gv", "generalversammlung"), ("dv", "delegiertenversammlung"), ("ov", "ortsverband", "ortsverein", "ortsverbände"),
    ("kv", "kreisverband"), ("gs", "geschäftsstelle"), ("jz", "jugendzentrum"),
    ("meisterschaft", "wettkampf", "turnier", "wettbewerb"), ("arbeitseinsatz", "subbotnik", "frühjahrsputz"),
    ("spaziergang", "spazier", "rundgang"), ("radtour", "fahrrad", "radeln", "fahrradtour"), ("wochenende", "freizeit"),
    ("umzug", "martinszug", "laternenzug"), ("werkstatt", "basteln"), ("repair", "repariere"), ("grillabend", "grillen"),
)  # fmt: skip
_EVERYWHERE = {
    "stadt", "land", "bund", "kreis", "bezirk", "jahr", "haupt", "mitglieder", "mitglied", "sommer", "winter", "herbst",
    "frühjahr", "frühjahrs", "weihnacht", "weihnachts", "advent", "advents", "landes", "bundes", "jahres", "bezirks", "stadtteil",
}  # fmt: skip
_SHORT = {one for group in _KIN for one in group if len(one) == 2}
_PEOPLE = {
    "kind", "kinder", "kindern", "kids", "eltern", "frau", "frauen", "mann", "männer", "familie", "familien", "mitglied",
    "mitglieder", "mitgliedern", "senioren", "jugend", "jugendliche", "nachbar", "nachbarn", "nachbarin", "oma", "opa", "partei",
    "gast", "gäste", "gästen", "delegierte", "studenten", "leute", "straßen", "vater", "mutter", "kreis", "land", "arbeit",
    "arbeiten", "arbeitet", "arbeite", "schule", "wahl", "wählen", "nacht", "sonne", "stadt", "wasser", "haus", "hause",
}  # fmt: skip
_TOO_GENERAL = {
    "tragen",
    "tragt",
    "stelle",
    "stellen",
    "stell",
    "stelln",
    "gang",
    "platz",
    "plätze",
    "plätzen",
    "heim",
    "raum",
    "räume",
    "räumen",
    "land",
    "berg",
    "start",
    "starten",
}
_HEADS = re.compile(
    r"(?:abend|tage?|fest|feier|fahrt|tour|treffen|versammlung|sitzung|wanderung|kampf|gespräche?|nachmittag|wochenende"
    r"|umzug|konzert|markt|werkstatt|café|runde|aktion|einsatz|lauf|turnier|essen|kurs|seminar|übung)$"
)


_DATES = ("termin", "tag", "abend")
_DATED = re.compile(rf"s?(?:{'|'.join(_DATES)})s?$")
_DATED_ENDS = (*_DATES, *(f"{date}s" for date in _DATES))
_NO_EVENT = {
    "feiertag",
    "werktag",
    "arbeitstag",
    "schultag",
    "hochzeitstag",
    "geburtstag",
    "wochentag",
    "todestag",
    "spieltag",
    "feierabend",
}
_FUNCTION = {
    "kann", "kannst", "könnt", "sein", "seid", "sind", "bist", "hast", "habe", "haben", "hatte", "wird", "werde", "werden", "muss",
    "müssen", "soll", "sollen", "will", "wollen", "darf", "dann", "denn", "aber", "auch", "noch", "nein", "gern", "gerne", "eben", "also",
    "dort", "hier", "mich", "dich", "euch", "mein", "meine", "dein", "eure", "alle", "alles", "immer", "schon", "sehr", "wenn", "weil",
}  # fmt: skip
_AFAR = frozenset(("digital", "online", "video", "videokonferenz", "zoom", "jitsi", "teams", "bigbluebutton", "telefonkonferenz"))
_PLAIN = str.maketrans("äöü", "aou")


@dataclass(frozen=True, slots=True)
class Known:
    """An event with the folded words of its title and its place, and its days in local time."""

    event: Event
    title: frozenset[str]
    place: frozenset[str]
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """All that was asked for, in the order of time; `written` is the day of the answer.

    `names` are the words of all titles and places, `ids` the events' ids, first event first, `only` the id where there is exactly one,
    `shifts` all shifts, each with its event's id.
    """

    known: tuple[Known, ...]
    sent: datetime
    written: date | None
    names: frozenset[str]
    ids: tuple[str, ...]
    only: str | None
    shifts: tuple[tuple[str, Shift], ...]


def agenda_of(context: Context, written: date | None = None) -> Agenda:
    """The agenda of the mailing that is answered on that day; the same object for the same, as thousands answer one mailing."""
    return _agenda(context.events, context.sent, written, (context.sent.tzinfo, *_zones(context.events)))


def _zones(events: tuple[Event, ...]) -> list[tzinfo | None]:
    """The zones of all times of the events: equal times may lie on different days."""
    times = [time for event in events for time in (event.start, event.end)]
    times += [time for event in events for shift in event.shifts for time in (shift.start, shift.end) if time is not None]
    return [time.tzinfo for time in times]


@lru_cache(maxsize=64)
def _agenda(events: tuple[Event, ...], sent: datetime, written: date | None, _: tuple[tzinfo | None, ...]) -> Agenda:
    ordered = sorted(events, key=lambda event: event.start)
    known = _apart(tuple(Known(event, _words(event.title), _words(event.location), _days(event)) for event in ordered))
    ids = tuple([one.event.id for one in known])
    shifts = tuple([(one.event.id, shift) for one in known for shift in one.event.shifts])
    names = together(tuple([words for one in known for words in (one.title, one.place)]))
    return Agenda(known, sent, written, names, ids, ids[0] if len(ids) == 1 else None, shifts)


def _apart(known: tuple[Known, ...]) -> tuple[Known, ...]:
    """The same, with the word by which people call the meetings in a room where others are held from afar."""
    afar = [bool((one.title | one.place) & _AFAR) for one in known]
    if all(afar) or not any(afar):
        return known
    return tuple(one if far or not one.place else replace(one, place=one.place | {"präsenz"}) for one, far in zip(known, afar, strict=True))


@lru_cache(maxsize=1024)
def together(names: tuple[frozenset[str], ...]) -> frozenset[str]:
    """All these words, the same object for the same: what is remembered of them is found the faster."""
    return frozenset().union(*names)


@lru_cache(maxsize=32768)
def is_word_for(word: str, names: frozenset[str]) -> bool:
    """Whether a folded word means one of the names: the same, its beginning, its end ("Parteitag" for "Stadtparteitag"), or a kin."""
    return _resembles(word, names) and (any(_means(word, name) for name in names) or _is_contraction(word, names))


def _resembles(word: str, names: frozenset[str]) -> bool:
    """Whether a word has what each word for a name has: four letters at its beginning or end from one of them, or the end of a day."""
    begins, ends = _edges(names)
    return word[:4] in begins or _end(word) in ends or _end(_stem(word)) in ends or word.endswith(_DATED_ENDS)


@lru_cache(maxsize=1024)
def _edges(names: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The first and the last four letters of the names, of their kin and of what is left of them without ending and without head."""
    groups = frozenset().union(*map(_kin, names))
    kin = {word for number in groups for word in _KIN[number]}
    shortened = {short for name in names for short in (_stem(name), _inner(name))}
    return frozenset(word[:4] for word in names | kin), frozenset(map(_end, names | kin | shortened))


def _end(word: str) -> str:
    return word[-4:].translate(_PLAIN)


def _is_contraction(word: str, names: frozenset[str]) -> bool:
    """Whether a compound is made of pieces of the names: "Parkputz" of "Frühjahrsputz im Volkspark", "Infoabend" of "Informationsabend"."""
    if len(word) < 8 or word in _PEOPLE or word in COMMON:
        return False
    ends = [at for at in range(4, len(word) - 3) if any(name.endswith(word[at:]) for name in names)]
    return any(name.startswith(part) or name.endswith(part) for at in ends for part in _firsts(word[:at]) for name in names if name != word)


def _firsts(part: str) -> tuple[str, ...]:
    """The first half of a compound, with the s that joins it and without."""
    return (part, part[:-1]) if part.endswith("s") and len(part) > 4 else (part,)


@lru_cache(maxsize=32768)
def _means(word: str, name: str) -> bool:
    if word in _TIMES or word in _FUNCTION:
        return False
    if word == name or _kin(word) & _kin(name):
        return True
    stem = _stem(word)
    root = _stem(name)
    if word in _PEOPLE:
        return stem == root
    if len(stem) < 4 or len(root) < 4 or (word in _TOO_GENERAL and stem != root):
        return False
    if stem.startswith(root) or root.startswith(stem):
        return abs(len(stem) - len(root)) <= (12 if len(root) > len(stem) and len(word) > 4 else 8)
    if (
        len(stem) > 4
        and stem[-4:].translate(_PLAIN) == root[-4:].translate(_PLAIN)
        and root.translate(_PLAIN).endswith(stem.translate(_PLAIN))
    ):
        return True
    if root.endswith(stem) or (len(root) >= 5 and stem.endswith(root)):
        return True
    bare = _DATED.sub("", word)
    if bare != word and len(bare) >= 4 and word not in _NO_EVENT and root.endswith(_stem(bare)):
        return True
    inner = _inner(name)
    if len(inner) > len(stem) and inner.endswith(stem):
        return True
    return inner != root and len(inner) >= 4 and inner not in _EVERYWHERE and inner == _inner(word)


@lru_cache(maxsize=4096)
def _inner(name: str) -> str:
    """A compound without its head: "Bergfilm" of a "Bergfilmabend"."""
    return _stem(_HEADS.sub("", name))


@lru_cache(maxsize=32768)
def says_more(word: str, names: frozenset[str]) -> bool:
    """Whether a folded word tells more than all of the names that it fits: "Nachtübung", where they are mere exercises."""
    stem = _stem(word)
    return not any(_means(word, name) and not (stem != (root := _stem(name)) and stem.endswith(root)) for name in names)


@lru_cache(maxsize=16384)
def _kin(word: str) -> frozenset[int]:
    """The groups of kin that the word belongs to, as it is or by its beginning or end of four letters and more."""
    groups = _groups_of_kin()
    found = set(groups.get(word, ()))
    for size in range(4, len(word)):
        found.update(groups.get(word[:size], ()), groups.get(word[-size:], ()))
    return frozenset(found)


@cache
def _groups_of_kin() -> dict[str, tuple[int, ...]]:
    """Of each word of the table the numbers of its groups."""
    words = {word for group in _KIN for word in group}
    return {word: tuple(number for number, group in enumerate(_KIN) if word in group) for word in words}


@lru_cache(maxsize=32768)
def is_kind(word: str, names: frozenset[str]) -> bool:
    """Whether one of the names is such a thing, which the end of a German compound tells: of rehearsal weekend ("Probenwochenende") and
    dress rehearsal ("Generalprobe"), only the second is a "Probe"."""
    stem = _stem(word)
    return any(_stem(name).endswith(stem) or _kin(word) & _kin(name) for name in names)


def names_by_title(piece: str, agenda: Agenda) -> bool:
    """Whether a word of the folded piece means the title of an event."""
    return any(is_word_for(word, one.title) for one in agenda.known for word in words_of(piece))


def is_abbreviation(word: str) -> bool:
    """Whether a word of two letters stands for a longer one: "VV", "OV"."""
    return word in _SHORT


@lru_cache(maxsize=16384)
def _stem(word: str) -> str:
    """The word without a case ending."""
    for ending in ("es", "en", "s", "n", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


@lru_cache(maxsize=1024)
def _words(title: str) -> frozenset[str]:
    parts = {part for word in words_of(fold(title)) for part in (word, *word.split("-"))}
    return frozenset(
        part for part in parts if len(part) > 2 and part not in COMMON | {"früh"} and not part.isdecimal() and part[0].isalpha()
    )


def _days(event: Event) -> tuple[date, ...]:
    """The days from start to end, in the zone that the times carry; at most a month."""
    first, last = event.start.date(), max(event.start, event.end).date()
    return tuple(first + timedelta(days=n) for n in range(min((last - first).days, 31) + 1))
