"""Which shift does a clause mean: by the words of its title, its kind of work, its hour, its number or its day?"""

import re
from dataclasses import dataclass
from functools import lru_cache

from mailer.model.jobs import Shift
from mailer.reading.answers.agenda import COMMON, Agenda, is_word_for
from mailer.reading.answers.days import days_in
from mailer.reading.answers.duties import CLEARING, SWEEPS, works_in, works_of
from mailer.reading.answers.gifts import is_given_to
from mailer.reading.answers.words import NUMBER, any_of, fold, mask, number, pattern, words_of

_ORDINAL = any_of(
    r"(erste|zweite|dritte|vierte|letzte|mittlere|frühe|späte|spätere|frühere)[nrms]?(?:(?:,)? (?:und|\+|&) (?:die |den )?(erste|zweite"
    r"|dritte"
    r"|vierte|letzte|mittlere)[nrms]?)? (?:\w*schicht\w*|durchgang|runde|tour|dienste?)",
    r"(?:schichten|diensten?|touren)(?: [\w'.-]+){0,3}? (?:den|die) (erste|zweite|dritte|vierte|letzte|mittlere)[nrms]?"
    r"(?: und (?:den |die )?(erste|zweite|dritte|vierte|letzte|mittlere)[nrms]?)?(?= ?$| )",
    r"schicht ?(?:nr\.? ?|nummer )?([1-9]|eins|zwei|drei|vier)(?:(?:,| und| \+| &) (?:schicht )?([1-9]|eins|zwei|drei|vier))?(?! ?uhr)",
    r"([1-9])\. (?:und ([1-9])\. )?schicht",
    r"(?:die|der|eure|diese|am stand|gern\w*) (früh|spät)schicht|^\W*(früh|spät)schicht(?= am | gern| mach| übernehm| nehm| bitte| für"
    r"|\W*$)",
    r"(?:in die|bei der|für die|die) (erste|zweite|dritte|vierte|letzte|mittlere)",
)
_SERVICES = any_of(r"dienst(?:e|en)?|tour(?:en)?|schichten?")
_PLACES = {
    "erste": 0,
    "zweite": 1,
    "dritte": 2,
    "vierte": 3,
    "letzte": -1,
    "mittlere": -9,
    "früh": 0,
    "spät": -1,
    "frühe": 0,
    "frühere": 0,
    "späte": -1,
    "spätere": -1,
}
_HOURS = pattern(
    rf"(?:um|ab|von|gegen|so um|zwischen) ({NUMBER})(?:[.:]\d\d)?(?: uhr)?(?: (?:bis|und|-) ({NUMBER}))?|({NUMBER}) ?(?:bis"
    rf"|-) ?({NUMBER})(?: uhr)?|({NUMBER})[- ]uhr(?:-schicht)?"
)
_PARTS = (("vormittag", 0, 11), ("nachmittag", 12, 18), ("früh", 0, 11), ("morgens", 0, 11), ("abends", 17, 24))
_UNTELLING = {"anmeldung", "anmelden", "standen", "gestanden", "gestellt", "hilfe", "helfer", "helferin", "helfern", "stand", "gabe"} | {
    stem + ending
    for stem in (
        "bring", "mitbring", "steh", "stell", "mach", "geb", "nehm", "trag", "komm", "helf", "schreib", "führ", "fahr", "spend", "besorg",
        "stimm",
        "abstimm", "hab", "wünsch", "spiel", "tisch", "find", "setz", "sitz", "hol", "bau", "pass",
    )
    for ending in ("", "e", "en", "t")
}  # fmt: skip
_BESIDE = re.compile(r"(?:nach|vor|während) (?:dem|der|des|den) \w+|für (?:das|die|den) \w+")
_SHORT_WORDS = {"die", "ein", "bei", "vor", "als", "wir", "aus", "pro", "ihr", "mal"}
_WITHOUT = any_of(
    r"(?:nach|vor|während) (?:dem|der|des|eurem|euerm) \w+|(?<!nicht\s)ohne (?!mich|uns)(?:(?:mein|ein|eigen|euer"
    r"|unser)\w* )?\w+"
)
_EVERY = pattern(
    rf"alle (?:{NUMBER} )?(?:schichten|dienste)|beide (?:schichten|dienste)|den ganzen tag|komplette[nr]? tag|durchgehend"
    rf"|von anfang bis ende|beides"
)


@dataclass(frozen=True, slots=True)
class Task:
    """The shifts that a clause means; `named` where it is known to name a kind of work, `unasked` a clause of which that is open."""

    shifts: tuple[str, ...] = ()
    named: bool = False
    unasked: str = ""

    @property
    def worked(self) -> bool:
        """Whether the clause names a kind of work at all."""
        return self.named or (self.unasked != "" and bool(works_in(mask(self.unasked, _WITHOUT))))


def task_of(folded: str, agenda: Agenda, events: tuple[str, ...] = ()) -> Task:
    """The shifts of the clause. `events` narrow the choice where a kind of work is wanted at several of them."""
    if not agenda.shifts:
        return Task(unasked=folded)
    folded = mask(folded, _WITHOUT)
    choice = [shift for event_id, shift in agenda.shifts if not events or event_id in events] or [shift for _, shift in agenda.shifts]
    numbered = _numbered(folded, choice)
    if numbered:
        return Task(tuple(shift.id for shift in numbered), named=True)
    every = [shift for _, shift in agenda.shifts]
    works = works_in(folded)
    meant = _by_work(works, choice) or _by_title(folded, choice, agenda) or _by_food(folded, choice) or _by_work(works, every)
    if not meant and SWEEPS.search(folded):
        meant = _by_work([*CLEARING], choice)
    if not meant and _EVERY.search(folded) and _SERVICES.search(folded):
        owners = {event_id for event_id, shift in agenda.shifts if shift in choice}
        meant = choice if len(owners) == 1 else _alike(choice)
    return Task(tuple(shift.id for shift in _narrowed(meant, folded, works)), named=bool(works or meant))


def by_hour(folded: str, agenda: Agenda, events: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The shifts that begin at the hours or in the part of the day that the clause names, where that tells them apart.

    Where the clause speaks of `events` that have shifts, only of those."""
    choice = [shift for event_id, shift in agenda.shifts if event_id in events] or [shift for _, shift in agenda.shifts]
    if _EVERY.search(folded):
        return tuple(shift.id for shift in choice) if _SERVICES.search(folded) else ()
    met = _at_hours(choice, folded)
    return tuple(shift.id for shift in met) if met and len(met) < len(choice) else ()


def by_day(folded: str, agenda: Agenda) -> tuple[str, ...]:
    """The shifts on a day that the clause names, where no event is on that day."""
    named = days_in(folded)
    if not named:
        return ()
    event_days = {that for one in agenda.known for that in one.days}
    days = [day for day in named if not any(day.fits(that) for that in event_days)]
    return tuple(
        shift.id
        for _, shift in agenda.shifts
        if shift.start.date() not in event_days
        and any(day.fits(shift.start.date()) and (day.day or day.weekday is not None) for day in days)
    )


def _numbered(folded: str, choice: list[Shift]) -> list[Shift]:
    alike = sum(any(char.isdecimal() for char in shift.title) for shift in choice) > 1
    if not (alike or any("schicht" in fold(shift.title) for shift in choice) or (len(choice) > 1 and _SERVICES.search(folded))):
        return []
    counted = _alike(choice)
    if not counted and any("schicht" in fold(shift.title) for shift in choice):
        return []
    ordered = sorted(counted if len(counted) > 1 else choice, key=lambda shift: shift.start)
    met: list[Shift] = []
    for found in _ORDINAL.finditer(folded):
        met += [shift for word in found.groups() if word and (shift := _placed(word, ordered))]
    return met


def _alike(choice: list[Shift]) -> list[Shift]:
    """The shifts of one day that are told by number or hour; none where those of several days are open."""
    counted = [shift for shift in choice if "schicht" in fold(shift.title) or any(char.isdecimal() for char in shift.title)]
    return counted if len({shift.start.date() for shift in counted}) == 1 else []


def _placed(word: str, ordered: list[Shift]) -> Shift | None:
    if word == "mittlere":
        return ordered[len(ordered) // 2] if len(ordered) % 2 else None
    place = _PLACES[word] if word in _PLACES else (number(word) or 0) - 1
    return ordered[place] if -1 <= place < len(ordered) else None


def _by_work(works: list[int], choice: list[Shift]) -> list[Shift]:
    return [shift for shift in choice if not works_of(shift.title).isdisjoint(works)] if works else []


def _by_food(folded: str, choice: list[Shift]) -> list[Shift]:
    """The shifts that take food of any kind, where some is spoken of."""
    return [shift for shift in choice if is_given_to(folded, fold(shift.title))]


@lru_cache(maxsize=1024)
def _title_words(title: str, shift_id: str) -> frozenset[str]:
    """The telling words of a shift's title, without "nach dem Konzert", and of its id, by which the board calls it."""
    kept = _BESIDE.sub(" ", title)
    short = {fold(word) for word in words_of(kept) if len(word) == 3 and word[0].isupper()} - _SHORT_WORDS
    told = {word for word in (*words_of(fold(kept)), *words_of(fold(shift_id).replace("-", " "))) if len(word) > 3}
    return frozenset(word for word in told | short if word not in COMMON | _UNTELLING and not word[0].isdecimal())


def _by_title(folded: str, choice: list[Shift], agenda: Agenda) -> list[Shift]:
    """Shifts of which a title word is said that stands in no event's title."""
    names = agenda.names
    said = [
        word
        for word in words_of(folded)
        if len(word) > 2 and word not in _UNTELLING and (not is_word_for(word, names) or _only_of_a_shift(word, choice, names))
    ]
    titles = [(shift, _title_words(shift.title, shift.id)) for shift in choice]
    met: list[Shift] = []
    for word in said:
        fits = [shift for shift, title in titles if word in title]
        fits = fits or [shift for shift, title in titles if len(word) > 3 and _means_work(word, title)]
        met += [shift for shift in fits if shift not in met] if len(fits) < max(2, len(choice)) else []
    return met


def _means_work(word: str, title: frozenset[str]) -> bool:
    """Whether a word means one of a title's, also as the first part of a long one: "Glühwein" for the "Glühweinausschank"."""
    return is_word_for(word, title) or (
        len(word) > 5 and not word.endswith(("mittag", "mittags", "tag")) and any(one.startswith(word) for one in title)
    )


def _only_of_a_shift(word: str, choice: list[Shift], names: frozenset[str]) -> bool:
    """Whether a shift's title has exactly that word and no event's has: "Ausgabe" beside a "Weihnachtsausgabe"."""
    return word not in names and any(word in words_of(fold(_BESIDE.sub(" ", shift.title))) for shift in choice)


def _narrowed(meant: list[Shift], folded: str, works: list[int]) -> list[Shift]:
    """Of several shifts of one kind of work those at the named hour or day; all of them where each kind of work has its own."""
    if len(meant) < 2:
        return meant
    at_hours = _at_hours(meant, folded) or _running(meant, folded)
    if at_hours:
        return at_hours
    days = [day for day in days_in(folded) if day.day or day.weekday is not None]
    on_days = [shift for shift in meant if any(day.fits(shift.start.date()) for day in days)]
    if days and on_days and len(on_days) < len(meant):
        return on_days
    alone = all(sum(index in works_of(shift.title) for shift in meant) <= 1 for index in works)
    return meant if alone and works else [] if not _EVERY.search(folded) else meant


def _at_hours(choice: list[Shift], folded: str) -> list[Shift]:
    parts = [(start, end) for name, start, end in _PARTS if name in folded.replace("frueh", "früh")]
    spans = [span for found in _HOURS.finditer(folded) if (span := _span([number(word) for word in found.groups() if word]))]
    by_span = [shift for shift in choice if any(start <= shift.start.hour < end for start, end in spans)]
    if by_span:
        return by_span
    return [shift for shift in choice if any(start <= shift.start.hour < end for start, end in parts)]


def _running(choice: list[Shift], folded: str) -> list[Shift]:
    """The one shift that runs at the first named hour, of several on the same day."""
    spans = [span for found in _HOURS.finditer(folded) if (span := _span([number(word) for word in found.groups() if word]))]
    begun = [shift for shift in choice if spans and shift.start.hour <= spans[0][0]]
    if not begun or len({shift.start.date() for shift in choice}) > 1:
        return []
    last = max(begun, key=lambda shift: shift.start)
    over = last.end is not None and last.end.hour <= spans[0][0]
    return [] if over else [last]


def _span(hours: list[int | None]) -> tuple[int, int] | None:
    """From the first to the last named hour; a small one alone may mean the afternoon."""
    known = [hour for hour in hours if hour is not None and hour <= 24]
    if not known:
        return None
    if len(known) > 1 and known[1] > known[0]:
        return known[0], known[1]
    return known[0], known[0] + 1
