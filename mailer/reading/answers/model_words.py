"""What of a clause does the trained model see?

Words, with events, shifts, days, times and numbers masked, so that nothing is learnt by heart about one association's calendar.
"""

import re
from functools import lru_cache
from itertools import pairwise
from operator import add

from mailer.reading.answers.agenda import Agenda, is_word_for, together
from mailer.reading.answers.words import fold, words_of

_WEEKDAY = r"(?:(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend)\w*"
_MONTH = r"(?:januar|februar|märz|maerz|april|mai|juni|juli|august|september|oktober|november|dezember|jan|feb|sept?|okt|nov|dez)"
_TIME = re.compile(r"\d{1,2}(?:[:.]\d\d)? ?(?:uhr|h)(?!\w)")
_DAY = re.compile(
    rf"\d{{1,2}}\. ?(?:\d{{1,2}}\.?(?:\d{{2,4}})?|{_MONTH}(?!\w))?(?: ?\d{{4}})?|\d{{4}}-\d\d-\d\d"
    rf"|(?<!\w)(?:{_WEEKDAY}|{_MONTH})(?!\w)|(?<!\w)(?:übermorgen|heute|morgen (?:früh|abend|nachmittag|mittag))(?!\w)"
)
_DATED = re.compile(rf"\d|(?<!\w)(?:{_WEEKDAY}|{_MONTH}|übermorgen|heute|morgen)(?!\w)")  # no day and no time without such a word
_TOKEN = re.compile(r"\w+(?:[-']\w+)*|[^\w\s]")
_LONGEST_WORD = 24  # characters
_LONGEST_RUN = 5


def masked(folded: str, agenda: Agenda) -> tuple[str, ...]:
    """The words and signs of a folded clause, names of the agenda's events and shifts, days, times and numbers masked."""
    events, shifts = names_of(agenda)
    tokens = tokens_of(folded)
    return tuple([mask(token, events, shifts) for token in (undated(folded) if any(map(is_dated, tokens)) else tokens)])


def tokens_of(folded: str) -> list[str]:
    """The words and signs."""
    return _TOKEN.findall(folded)


def is_dated(token: str) -> bool:
    """Whether days or times may have to be masked where the word stands."""
    return _DATED.search(token) is not None


def undated(folded: str) -> list[str]:
    """The words and signs, days and times masked."""
    return tokens_of(_DAY.sub(" xtag ", _TIME.sub(" xzeit ", folded)))


def names_of(agenda: Agenda) -> tuple[frozenset[str], frozenset[str]]:
    """The words that name the events, and those that name the shifts."""
    return together(tuple([one.title for one in agenda.known])), _telling(tuple([shift.title for _, shift in agenda.shifts]))


def mask(token: str, events: frozenset[str], shifts: frozenset[str]) -> str:
    """The word or sign, masked where it is a number or one of the names."""
    if token[0].isdigit():
        return "xzahl"
    if len(token) < 4 or token in {"xtag", "xzeit"}:
        return token
    if is_word_for(token, events):
        return "xtermin"
    return "xschicht" if shifts and is_word_for(token, shifts) else token


def pieces_of(word: str) -> list[str]:
    """The runs of two to five characters of one word, its edges included."""
    edged = _edged(word)
    runs, found = list(edged), []
    for size in range(1, _LONGEST_RUN):
        runs = [*map(add, runs, edged[size:])]  # those before, and one character more
        found += runs
    return found


def longest_pieces_of(word: str) -> list[str]:
    """Of the pieces the longest from each character on: their beginnings are all pieces."""
    edged = _edged(word)
    return [edged[at : at + _LONGEST_RUN] for at in range(len(edged) - 1)]


def _edged(word: str) -> str:
    return f" {word[:_LONGEST_WORD]} "


def phrases_of(words: tuple[str, ...]) -> list[str]:
    """The words, the pairs and the triples of neighbouring words."""
    return [*words, *company_of(words)]


def company_of(words: tuple[str, ...]) -> list[str]:
    """The pairs and the triples."""
    pairs = [f"{one} {two}" for one, two in pairwise(words)]
    return pairs + [f"{pair} {three}" for pair, three in zip(pairs, words[2:], strict=False)]


@lru_cache(maxsize=1024)
def _telling(titles: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for title in titles for word in words_of(fold(title)) if len(word) > 4 and word.isalpha())
