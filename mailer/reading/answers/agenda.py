"""By which words and days are the events and shifts of a mailing known?"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from mailer.model.jobs import Event, Shift
from mailer.model.reading import Context
from mailer.reading.answers.words import fold, words_of

COMMON = {
    "eine", "einen", "einer", "oder", "beim", "unser", "unsere", "gemeinsame", "gemeinsamer", "gemeinsames", "nach", "nächste",
    "mit", "und", "der", "die",
    "das", "des", "dem", "den", "zum", "zur", "für", "vom", "von", "auf", "uhr", "wird", "noch", "bekannt", "gegeben", "gehört",
    "unterstützung", "hilfe",
    "wem", "großer", "kleiner", "straße", "raum", "schicht", "neue", "neuen", "magdeburg", "abends", "tag", "abend", "haus",
    "jahr", "str", "stadt", "vor",
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
    "stehen",
    "steht",
    "verein",
    "kreis",
}
_KIN = (
    ("demo", "demonstration", "kundgebung"), ("bus", "busfahrt", "busausflug", "busreise", "ausflug"), ("party", "feier"),
    ("fest", "feier"),
    ("café", "kaffee", "cafe"),
    ("digital", "online", "video", "zoom"),
    ("präsenz", "persönlich", "vor-ort"), ("mv", "mitgliederversammlung"), ("bpt", "bundesparteitag"), ("lpt", "landesparteitag"),
    ("café", "cafe", "kaffee"),
    ("plakate", "plakatieren", "plakat", "plakatier"), ("wanderung", "wandern"), ("stand", "infostand"), ("sitzung", "sitzungen"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """An event with the folded words of its title and its place, and its days in local time."""

    event: Event
    title: frozenset[str]
    place: frozenset[str]
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """All that was asked for, in the order of time; `written` is the day of the answer."""

    known: tuple[Known, ...]
    sent: datetime
    written: date | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """The events' ids, first event first."""
        return tuple(one.event.id for one in self.known)

    @property
    def only(self) -> str | None:
        """The event's id where there is exactly one."""
        return self.known[0].event.id if len(self.known) == 1 else None

    @property
    def shifts(self) -> tuple[tuple[str, Shift], ...]:
        """All shifts, each with its event's id."""
        return tuple((one.event.id, shift) for one in self.known for shift in one.event.shifts)


def agenda_of(context: Context, written: date | None = None) -> Agenda:
    """The agenda of the mailing that is answered on that day."""
    ordered = sorted(context.events, key=lambda event: event.start)
    known = tuple(Known(event, _words(event.title), _words(event.location), _days(event)) for event in ordered)
    return Agenda(known, context.sent, written)


def is_word_for(word: str, names: frozenset[str]) -> bool:
    """Whether a folded word means one of the names: the same, its beginning, its end ("Parteitag" for "Stadtparteitag"), or a kin."""
    return any(_means(word, name) for name in names)


@lru_cache(maxsize=32768)
def _means(word: str, name: str) -> bool:
    if word in _TIMES:
        return False
    if word == name or _kin(word) & _kin(name):
        return True
    stem = _stem(word)
    root = _stem(name)
    if len(stem) < 4 or len(root) < 4:
        return False
    if stem.startswith(root) or root.startswith(stem):
        return abs(len(stem) - len(root)) <= 8
    return root.endswith(stem) or (len(root) >= 5 and stem.endswith(root))


@lru_cache(maxsize=16384)
def _kin(word: str) -> frozenset[int]:
    """The groups of kin that the word belongs to."""
    return frozenset(
        number
        for number, group in enumerate(_KIN)
        if any(word == one or (len(one) > 3 and (word.startswith(one) or word.endswith(one))) for one in group)
    )


def _stem(word: str) -> str:
    """The word without a case ending."""
    for ending in ("es", "en", "s", "n", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


def _words(title: str) -> frozenset[str]:
    parts = {part for word in words_of(fold(title)) for part in (word, *word.split("-"))}
    return frozenset(part for part in parts if len(part) > 2 and part not in COMMON and not part.isdecimal() and part[0].isalpha())


def _days(event: Event) -> tuple[date, ...]:
    """The days from start to end, in the zone that the times carry; at most a month."""
    first, last = event.start.date(), max(event.start, event.end).date()
    return tuple(first + timedelta(days=n) for n in range(min((last - first).days, 31) + 1))
