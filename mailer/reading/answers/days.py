"""Which day does the writer name: "am 23.", "23.11.", "23. November", "Samstag", "im Oktober", "am Zwölften"?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from mailer.reading.answers.words import pattern, words_of

MONTHS = {
    "januar": 1, "februar": 2, "märz": 3, "maerz": 3, "april": 4, "mai": 5, "juni": 6, "juli": 7, "august": 8, "september": 9,
    "oktober": 10,
    "november": 11, "dezember": 12, "jan": 1, "feb": 2, "mrz": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9,
    "okt": 10, "nov": 11, "dez": 12,
}  # fmt: skip
WEEKDAYS = {"montag": 0, "dienstag": 1, "mittwoch": 2, "donnerstag": 3, "freitag": 4, "samstag": 5, "sonnabend": 5, "sonntag": 6}
_SPELLED = {
    "ersten": 1, "zweiten": 2, "dritten": 3, "vierten": 4, "fünften": 5, "sechsten": 6, "siebten": 7, "achten": 8, "neunten": 9,
    "zehnten": 10, "elften": 11,
    "zwölften": 12, "dreizehnten": 13, "vierzehnten": 14, "fünfzehnten": 15, "sechzehnten": 16, "siebzehnten": 17,
    "achtzehnten": 18, "neunzehnten": 19,
    "zwanzigsten": 20, "einundzwanzigsten": 21, "zweiundzwanzigsten": 22, "dreiundzwanzigsten": 23, "vierundzwanzigsten": 24,
    "fünfundzwanzigsten": 25,
    "sechsundzwanzigsten": 26, "siebenundzwanzigsten": 27, "achtundzwanzigsten": 28, "neunundzwanzigsten": 29, "dreißigsten": 30,
    "einunddreißigsten": 31,
}  # fmt: skip
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"(?<![\w.,:/])(?!(?<=plus )[1-9]\.\s*$)(\d{{1,2}})\. ?"
    rf"(?:(\d{{1,2}})(?:\.(?: ?(20\d\d|\d\d(?![\d:]|\.\d| ?(?:uhr|h(?!\w)))))?|(?=\s|$|[,;:!?)]))"
    rf"|({_MONTH})(?![a-zäöü])\.?(?: ?(20\d\d))?)?(?!\d)"
)
_DIGIT = re.compile(r"\d")
_BARE = re.compile(
    rf"(?:\b(?:am|den|der|vom|zum|fürn|für den|beim) )(\d{{1,2}})(?:s?ten|te)?(?![\d.:/]| ?(?:uhr|h\b|€|euro|prozent|stück|leute|personen"
    rf"|bis))(?: ({_MONTH}))?(?!\w)"
)
_UNDOTTED = re.compile(rf"(?<![\w.,:/])(\d{{1,2}}) ({_MONTH})(?![a-zäöü])(?:\.? ?(20\d\d))?")
_ISO = re.compile(r"(?<![\w-])(20\d\d)-(\d\d)-(\d\d)(?![\w-])")
_SLASHED = re.compile(r"(?<![\w.,:/])(\d{1,2})/(\d{1,2})(?![\w/.]|:\d)")
_FEASTS = {
    "nikolaus": (6, 12), "heiligabend": (24, 12), "neujahr": (1, 1), "dreikönig": (6, 1), "frauentag": (8, 3), "maifeiertag": (1, 5),
    "silvester": (31, 12), "sylvester": (31, 12), "martinstag": (11, 11), "sankt martin": (11, 11), "st. martin": (11, 11),
    "reformation": (31, 10), "halloween": (31, 10), "allerheiligen": (1, 11), "valentin": (14, 2), "kindertag": (1, 6),
    "tag der arbeit": (1, 5), "ersten mai": (1, 5), "erster mai": (1, 5), "einheitstag": (3, 10), "johanni": (24, 6),
}  # fmt: skip
_MOVED = {
    "karfreitag": -2, "ostersonntag": 0, "ostermontag": 1, "himmelfahrt": 39, "vatertag": 39, "herrentag": 39, "männertag": 39,
    "pfingstsonntag": 49, "pfingstmontag": 50, "fronleichnam": 60, "rosenmontag": -48, "aschermittwoch": -46, "ostersamstag": -1,
    "gründonnerstag": -3, "karsamstag": -1, "pfingstsamstag": 48,
}  # fmt: skip
_FEAST = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, (*_FEASTS, *_MOVED)))})(?:s?(?:tage?|abend|nachmittag|morgen|vormittag))?(?!\w)")
_WEEKDAY = re.compile(
    rf"(?<!\w)(?:({_MONTH}))?({'|'.join(WEEKDAYS)})"
    r"(?:es|vormittag|nachmittag|abend|früh|morgen|mittag|s?(?:termin|sitzung|treff)|(e|en|s|s?(?:terminen?|sitzungen|treffen)))?(?!\w)"
)
_ALONE = re.compile(rf"(?<!\w)({_MONTH})(?:termin|sitzung|treffen|((?:termin|sitzung)e\w*))?(?!\w)")
_PARTS = {"anfang": range(1, 13), "mitte": range(9, 23), "ende": range(18, 32)}  # days of a month
_PART = re.compile(r"(?<!\w)(?<!bis )(?<!seit )(?<!ab )(anfang|mitte|ende) $")
_NO_DAY = (
    r"(?! (?:tag|teil|\w*bahn|bus|zug|fähre|reihe|stunde|hälfte|schicht|etage|stock|klasse|mal|tisch|sitzung|termin|treffen|veranstaltung))"
)
_TWELVE = "|".join([word for word, count in _SPELLED.items() if count <= 12])
_ANY_SPELLED = "|".join(sorted(_SPELLED, key=len, reverse=True))
_WORDED = pattern(
    rf"(?:am|den|der|zum|vom|dem(?= \w+ (?:{_TWELVE}|{_MONTH})(?!\w))) ({_ANY_SPELLED}){_NO_DAY}(?: (?:({_TWELVE})|({_MONTH}))(?!\w))?"
)
_STEMS = "|".join(sorted((word[:-1] for word in _SPELLED), key=len, reverse=True))
_LATE = "|".join(sorted((word[:-1] for word, count in _SPELLED.items() if count > 12), key=len, reverse=True))
_SUBJECT = pattern(rf"(?:(?:der|ein) )?(?:({_STEMS})[rs]? ({_MONTH})|({_LATE})[rs]?(?! \w*(?:mal|geburtstag|hochzeitstag|jahrestag)))")
_SHORT_DAYS = {"mo": 0, "di": 1, "mi": 2, "do": 3, "fr": 4, "sa": 5, "so": 6}
_ANSWERED = (
    r"(?: ?$|[.:,/]? (?:bin|komme?|kann|schaffe?|geht|passt|klappt|ja|nein|auch|eher|nicht|nich|vllt|vielleicht|evtl|ist|muss|mache?|helfe?"
    r"|bringe?|leider|gern|dabei|ohne|mit|ab|um|früh|abends?|vormittags?|nachmittags?|und|hab|habe|nehme?|fahre?|stehe?|fehle?|fällt|\d))"
)
_CLIPPED = re.compile(
    rf"(?<!\w)(?:am|den|jeden|vom) (mo|di|mi|do|fr|sa|so)\.?(?!\w)|(?<!\w)(mo|di|mi|do|fr|sa|so)\.?,? ?(?=\d{{1,2}}\.(?!\d?\d? ?uhr))"
    rf"|^\W*(?:und |aber |nur )?(mo|di|mi|do|fr|sa)(?={_ANSWERED})"
)
_FEAST_BEGINS = "|".join(
    re.escape(word.rstrip(".")) + (r"(?!\w)" if of_several else "")
    for word, of_several, _ in (feast.partition(" ") for feast in (*_FEASTS, *_MOVED))
)
_NAMES_DAY = re.compile(
    rf"\d|(?<!\w)(?:{_MONTH}|{'|'.join(WEEKDAYS)}|(?:{'|'.join(_SHORT_DAYS)})(?!\w)|{_FEAST_BEGINS}"
    rf"|{_STEMS.replace('ü', '(?:ü|ue)').replace('ö', '(?:ö|oe)').replace('ß', '(?:ß|ss)')})"
)
_ONCE = pattern(
    rf"einmal|ein ?mal|einer|eine[ns]?|\w*(?:termin|sitzung|treffen)|der(?! (?:{_MONTH})(?!\w))|die|das"
    rf"|den(?! ganzen| gesamten| kompletten| (?:{_MONTH})(?!\w))"
)


@dataclass(frozen=True, slots=True)
class Day:
    """What was named, as far as it was: day, month, year or weekday (Monday is 0). `start` and `end` are positions in the piece;
    `every` is true for "mittwochs" and "die Novembertermine"; `moved` counts the days from Easter Sunday to a feast that moves with it;
    `clipped` is true for "Do." and "Sa", which may be other words; `part` is "anfang", "mitte" or "ende" of the month."""

    start: int
    end: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    worded: bool = False
    every: bool = False
    moved: int | None = None
    clipped: bool = False
    part: str = ""

    def fits(self, other: date) -> bool:
        """Whether that date may be meant."""
        if self.moved is not None:
            return other == _easter(other.year) + timedelta(days=self.moved)
        return (
            self.day in (None, other.day)
            and self.month in (None, other.month)
            and self.year in (None, other.year)
            and self.weekday in (None, other.weekday())
            and (not self.part or other.day in _PARTS[self.part])
        )


def days_in(folded: str) -> tuple[Day, ...]:
    """All days that a folded piece names, in order; what stands inside a longer date is not named again."""
    return _days_in(folded) if any(map(may_name_day, words_of(folded))) else ()


@lru_cache(maxsize=1024)
def _days_in(folded: str) -> tuple[Day, ...]:
    has_number = _DIGIT.search(folded) is not None  # most pieces have none, and most shapes need one
    found = [*(_in_digits(folded) if has_number else ()), *_in_words(folded)]
    spelled = {day.start for day in found}
    found += [day for day in _as_subject(folded) if day.start not in spelled]
    found += _weekdays(folded)
    dotted = {day.start for day in found}
    found += [day for day in (_undotted(folded) if has_number else ()) if day.start not in dotted]
    found += _feasts(folded)
    found += _months(folded, [(day.start, day.end) for day in found])
    return tuple(sorted(found, key=lambda day: day.start))


@lru_cache(maxsize=16384)
def may_name_day(word: str) -> bool:
    """Whether the name of a day may hold that word: each does that holds a number, a month, a weekday, a feast or an ordinal."""
    return _NAMES_DAY.search(word) is not None


def is_of_month(folded: str) -> bool:
    """Whether a whole month is named and no single day of it: "Im Oktober bin ich nicht da"."""
    return not _ONCE.search(folded) and any(day.month and day.day is None and day.weekday is None for day in days_in(folded))


def date_after(day: Day, sent: date) -> date | None:
    """The named date on or after the day of the mailing, or None where it does not exist."""
    if day.day is None or day.month is None:
        return None
    try:
        if day.year is not None:
            return date(day.year, day.month, day.day)
        this_year = date(sent.year, day.month, day.day)
        return this_year if this_year >= sent else date(sent.year + 1, day.month, day.day)
    except ValueError:
        return None


def _in_digits(folded: str) -> Iterator[Day]:
    """ "23.11.", "2024-11-23", "23/11", "am 23"."""
    for met in _DATE.finditer(folded):
        if day := _numeric(met):
            yield day
    for met in _ISO.finditer(folded) if "-" in folded else ():
        year, month, number = (int(met.group(at)) for at in (1, 2, 3))
        if number <= 31 and 1 <= month <= 12:
            yield Day(met.start(), met.end(), number, month, year)
    for met in _SLASHED.finditer(folded) if "/" in folded else ():
        if 1 <= int(met.group(1)) <= 31 and 1 <= int(met.group(2)) <= 12:
            yield Day(met.start(), met.end(), int(met.group(1)), int(met.group(2)), clipped=True)
    for met in _BARE.finditer(folded):
        if 1 <= int(met.group(1)) <= 31:
            yield Day(met.start(1), met.end(), int(met.group(1)), MONTHS.get(met.group(2) or ""))


def _in_words(folded: str) -> Iterator[Day]:
    """ "am dreiundzwanzigsten elften"."""
    for met in _WORDED.finditer(folded):
        month = _worded(met.group(2) or "") or MONTHS.get(met.group(3) or "")
        yield Day(met.start(1), met.end(), _worded(met.group(1)), month, worded=True)


def _as_subject(folded: str) -> Iterator[Day]:
    """ "sechster November", "der dreiundzwanzigste"."""
    for met in _SUBJECT.finditer(folded):
        number = _worded(f"{met.group(1) or met.group(3)}n")
        yield Day(met.start(1 if met.group(1) else 3), met.end(), number, MONTHS.get(met.group(2) or ""), worded=True)


def _weekdays(folded: str) -> Iterator[Day]:
    """ "Do.", "Samstag", "mittwochs", "die Novembersamstage"."""
    for met in _CLIPPED.finditer(folded):
        group = met.lastindex or 0
        yield Day(met.start(group), met.end(), weekday=_SHORT_DAYS[met.group(group)], clipped=True)
    if "tag" in folded or "mittwoch" in folded or "sonnabend" in folded:
        for met in _WEEKDAY.finditer(folded):
            yield Day(
                met.start(), met.end(), month=MONTHS.get(met.group(1) or ""), weekday=WEEKDAYS[met.group(2)], every=bool(met.group(3))
            )


def _undotted(folded: str) -> Iterator[Day]:
    """ "23 November"."""
    for met in _UNDOTTED.finditer(folded):
        if 1 <= int(met.group(1)) <= 31:
            yield Day(met.start(1), met.end(), int(met.group(1)), MONTHS[met.group(2)], int(met.group(3)) if met.group(3) else None)


def _feasts(folded: str) -> Iterator[Day]:
    """ "Nikolaus", "Himmelfahrt"."""
    for met in _FEAST.finditer(folded):
        day, month = _FEASTS.get(met.group(1), (None, None))
        yield Day(met.start(), met.end(), day, month, moved=_MOVED.get(met.group(1)))


def _months(folded: str, taken: Sequence[tuple[int, int]]) -> Iterator[Day]:
    """ "im November", "Ende Oktober", where no day of it was named there."""
    for met in _ALONE.finditer(folded):
        if not any(start <= met.start() < end for start, end in taken):
            before = _PART.search(folded, 0, met.start())
            part = before.group(1) if before else ""
            yield Day(met.start(), met.end(), month=MONTHS[met.group(1)], every=bool(met.group(2)), part=part)


@lru_cache(maxsize=64)
def _easter(year: int) -> date:
    """Easter Sunday of a year, by the rule of Gauss as completed by Lichtenberg."""
    century = year // 100
    moon = 15 + (3 * century + 3) // 4 - (8 * century + 13) // 25
    sun = 2 - (3 * century + 3) // 4
    cycle = year % 19
    seed = (19 * cycle + moon) % 30
    full = 21 + seed - (seed // 29 + (seed // 28 - seed // 29) * (cycle // 11))
    sunday = 7 - (year + year // 4 + sun) % 7
    return date(year, 3, 1) + timedelta(days=full + 7 - (full - sunday) % 7 - 1)


def _numeric(match: re.Match[str]) -> Day | None:
    number, month, year, name, name_year = match.groups()
    day = int(number)
    named = MONTHS[name] if name else int(month) if month else None
    if not 1 <= day <= 31 or (named is not None and not 1 <= named <= 12):
        return None
    said = year or name_year
    whole = (int(said) + 2000 if len(said) == 2 else int(said)) if said else None
    return Day(match.start(), match.end(), day, named, whole)


def _worded(word: str) -> int | None:
    plain = word.replace("fuen", "fün").replace("zwoel", "zwöl").replace("ssig", "ßig")
    return _SPELLED.get(plain)
