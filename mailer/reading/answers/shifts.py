"""Which shift does a clause mean: by the words of its title, its kind of work, its hour, its number or its day?"""

import re
from dataclasses import dataclass

from mailer.model.jobs import Shift
from mailer.reading.answers.agenda import COMMON, Agenda, is_word_for
from mailer.reading.answers.days import days_in
from mailer.reading.answers.words import NUMBER, any_of, fold, number, pattern, words_of

_WORKS = (
    r"aufbau\w*|aufzubauen|einräum\w*|bestuhl\w*|stühle?n?(?! zurück)|tische?n?(?! zurück)|bänke?n?|herricht\w*|raumherricht\w*"
    r"|eindeck\w*|aufstell\w*|einrichten|auf-",
    r"abbau\w*|abzubauen|aufräum\w*|abräum\w*|wegräum\w*|zurückstell\w*|zurückräum\w*",
    r"einlass\w*|am eingang|stimmkarten|anmeldetisch|registrier\w*|akkreditier\w*|anmeldung machen",
    r"\w*kuchen\w*|backe?n?|gebacken\w*|\w*torten?|\w*plätzchen|\w*stollen|kekse?|muffins?|gebäck|\w*kipferl\w*|waffeln?"
    r"|blech(?:e|kuchen)?|lebkuchen|brownies|baklava|\w*zopf|\w*schnecken|krapfen|strudel|makronen|cookies|streusel\w*"
    r"|kuchenbasar|basar|obstkuchen",
    r"kaffee ?kochen\w*|kaffeekochen\w*|kaffee koche?|koche? (?:den |gern |euch )?kaffee|kaffeemaschine"
    r"|(?<!zum\s)(?<!hl\s)(?<!auf\s)(?<!einen\s)(?<!bei\s)kaffee",
    r"grill\w*|bratw\w*|würstchen|würste?|wurst|rost|steaks?",
    r"zähl\w*|auszähl\w*|auszuzählen|zählkomm\w*",
    r"kinderbetreu\w*|betreuung|kinder (?:bespaßen|betreuen|hüten)|auf die kinder",
    r"ordner\w*|armbinde",
    r"gläser\w*|polier\w*|saal eindecken|eindeck\w*",
    r"häng\w*|kleb\w*|aufhäng\w*|leiter",
    r"theke\w*|tresen|ausschank|zapf\w*|getränke\w*",
    r"hecken?\w*|schneiden",
    r"wege?\w*|schotter\w*",
    r"eintopf|suppe|frühstück|gulasch\w*",
    r"zaun\w*|streichen|pinsel\w*|anstreichen",
    r"container\w*|beladen",
    r"hüpfburg\w*",
    r"salate?|\w*salat|kuchenbuffet|buffet",
)
_PATTERNS = tuple(pattern(work) for work in _WORKS)
_TITLES = tuple(re.compile(source.replace(r"(?! zurück)", "")) for source in _WORKS)
_ORDINAL = any_of(
    r"(erste|zweite|dritte|vierte|letzte|mittlere)[nrms]?(?:(?:,)? (?:und|\+|&) (erste|zweite|dritte|vierte|letzte"
    r"|mittlere)[nrms]?)? (?:schicht\w*|durchgang|runde)",
    r"schicht ?(?:nr\.? ?|nummer )?([1-9]|eins|zwei|drei|vier)(?:(?:,| und| \+| &) (?:schicht )?([1-9]|eins|zwei|drei|vier))?(?! ?uhr)",
    r"([1-9])\. (?:und ([1-9])\. )?schicht",
    r"(?:in die|bei der|für die|die) (erste|zweite|dritte|vierte|letzte|mittlere)",
)
_PLACES = {"erste": 0, "zweite": 1, "dritte": 2, "vierte": 3, "letzte": -1, "mittlere": -9}
_HOURS = pattern(
    rf"(?:um|ab|von|gegen|so um|zwischen) ({NUMBER})(?:[.:]\d\d)?(?: uhr)?(?: (?:bis|und|-) ({NUMBER}))?|({NUMBER}) ?(?:bis"
    rf"|-) ?({NUMBER})(?: uhr)?|({NUMBER})[- ]uhr(?:-schicht)?"
)
_PARTS = (("vormittag", 0, 12), ("nachmittag", 12, 18), ("früh", 0, 11), ("morgens", 0, 11), ("abends", 17, 24))
_UNTELLING = {"anmeldung", "anmelden", "mitbringen", "bringen", "standen", "gestanden", "hilfe", "helfen"}
_EVERY = pattern(rf"alle (?:{NUMBER} )?schichten|beide schichten|den ganzen tag|komplette[nr]? tag|durchgehend|von anfang bis ende|beides")


@dataclass(frozen=True, slots=True)
class Task:
    """The shifts that a clause means; `worked` where it names a kind of work at all."""

    shifts: tuple[str, ...] = ()
    worked: bool = False


def task_of(folded: str, agenda: Agenda, events: tuple[str, ...] = ()) -> Task:
    """The shifts of the clause. `events` narrow the choice where a kind of work is wanted at several of them."""
    choice = [shift for event_id, shift in agenda.shifts if not events or event_id in events] or [shift for _, shift in agenda.shifts]
    if not choice:
        return Task(worked=any(work.search(folded) for work in _PATTERNS))
    numbered = _numbered(folded, choice)
    if numbered:
        return Task(tuple(shift.id for shift in numbered), worked=True)
    every = [shift for _, shift in agenda.shifts]
    works = [index for index, work in enumerate(_PATTERNS) if work.search(folded)]
    meant = _by_work(folded, works, choice) or _by_title(folded, choice, agenda) or _by_work(folded, works, every)
    if not meant and _EVERY.search(folded) and "schicht" in folded:
        meant = choice
    return Task(tuple(shift.id for shift in _narrowed(meant, folded, works)), worked=bool(works or meant))


def by_hour(folded: str, agenda: Agenda) -> tuple[str, ...]:
    """The shifts that begin at the hours or in the part of the day that the clause names, where that tells them apart."""
    choice = [shift for _, shift in agenda.shifts]
    if _EVERY.search(folded):
        return tuple(shift.id for shift in choice) if "schicht" in folded else ()
    met = _at_hours(choice, folded)
    return tuple(shift.id for shift in met) if met and len(met) < len(choice) else ()


def by_day(folded: str, agenda: Agenda) -> tuple[str, ...]:
    """The shifts on a day that the clause names, where no event is on that day."""
    days = days_in(folded)
    event_days = {that for one in agenda.known for that in one.days}
    return tuple(
        shift.id
        for _, shift in agenda.shifts
        if shift.start.date() not in event_days
        and any(day.fits(shift.start.date()) and (day.day or day.weekday is not None) for day in days)
    )


def _numbered(folded: str, choice: list[Shift]) -> list[Shift]:
    if not any("schicht" in fold(shift.title) for shift in choice):
        return []
    ordered = sorted(choice, key=lambda shift: shift.start)
    met: list[Shift] = []
    for found in _ORDINAL.finditer(folded):
        met += [shift for word in found.groups() if word and (shift := _placed(word, ordered))]
    return met


def _placed(word: str, ordered: list[Shift]) -> Shift | None:
    if word == "mittlere":
        return ordered[len(ordered) // 2] if len(ordered) % 2 else None
    place = _PLACES[word] if word in _PLACES else (number(word) or 0) - 1
    return ordered[place] if -1 <= place < len(ordered) else None


def _by_work(folded: str, works: list[int], choice: list[Shift]) -> list[Shift]:
    return [shift for shift in choice if any(_TITLES[index].search(fold(shift.title)) for index in works)]


def _by_title(folded: str, choice: list[Shift], agenda: Agenda) -> list[Shift]:
    """Shifts of which a title word is said that stands in no event's title."""
    said = [
        word
        for word in words_of(folded)
        if len(word) > 3
        and word not in _UNTELLING
        and (_only_of_a_shift(word, choice, agenda) or not any(is_word_for(word, one.title | one.place) for one in agenda.known))
    ]
    titles = [
        (shift, frozenset(word for word in words_of(fold(shift.title)) if len(word) > 3 and word not in COMMON and not word[0].isdecimal()))
        for shift in choice
    ]
    met = []
    for word in said:
        fits = [shift for shift, title in titles if is_word_for(word, title)]
        met += [shift for shift in fits if shift not in met] if len(fits) < max(2, len(choice)) else []
    return met


def _only_of_a_shift(word: str, choice: list[Shift], agenda: Agenda) -> bool:
    """Whether a shift's title has exactly that word and no event's has: "Ausgabe" beside a "Weihnachtsausgabe"."""
    return any(word in words_of(fold(shift.title)) for shift in choice) and not any(word in one.title | one.place for one in agenda.known)


def _narrowed(meant: list[Shift], folded: str, works: list[int]) -> list[Shift]:
    """Of several shifts of one kind of work those at the named hour or day; all of them where each kind of work has its own."""
    if len(meant) < 2:
        return meant
    at_hours = _at_hours(meant, folded)
    if at_hours:
        return at_hours
    days = [day for day in days_in(folded) if day.day or day.weekday is not None]
    on_days = [shift for shift in meant if any(day.fits(shift.start.date()) for day in days)]
    if days and on_days and len(on_days) < len(meant):
        return on_days
    alone = all(sum(bool(_TITLES[index].search(fold(shift.title))) for shift in meant) <= 1 for index in works)
    return meant if alone and works else [] if not _EVERY.search(folded) else meant


def _at_hours(choice: list[Shift], folded: str) -> list[Shift]:
    parts = [(start, end) for name, start, end in _PARTS if name in folded.replace("frueh", "früh")]
    spans = [span for found in _HOURS.finditer(folded) if (span := _span([number(word) for word in found.groups() if word]))]
    by_span = [shift for shift in choice if any(start <= shift.start.hour < end for start, end in spans)]
    if by_span:
        return by_span
    return [shift for shift in choice if any(start <= shift.start.hour < end for start, end in parts)]


def _span(hours: list[int | None]) -> tuple[int, int] | None:
    """From the first to the last named hour; a small one alone may mean the afternoon."""
    known = [hour for hour in hours if hour is not None and hour <= 24]
    if not known:
        return None
    if len(known) > 1 and known[1] > known[0]:
        return known[0], known[1]
    return known[0], known[0] + 1
