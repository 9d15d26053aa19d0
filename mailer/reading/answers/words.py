"""How are German words matched, whatever the spelling of umlauts, quotes and capitals?

Everything here keeps positions: the folded text is as long as the writer's, so that a match gives exact evidence.
"""

import re
from functools import cache, lru_cache
from typing import Any, cast

_METHODS = frozenset({"search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "pattern", "flags"})
_WORD = re.compile(r"\w+(?:[-']\w+)*")
_BLANK = r"(?:\s{1,3})"
_DASH = r"(?:-|\s)"
_SPELLINGS = {"ä": "(?:ä|ae)", "ö": "(?:ö|oe)", "ü": "(?:ü|ue)", "ß": "(?:ß|ss)"}
_PLAIN = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "–": "-", "—": "-", "\u00a0": " ", "\t": " ", "“": '"', "”": '"', "„": '"'})


def fold(text: str) -> str:
    """The text in lower case with plain quotes and dashes, character by character: its length never changes."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.translate(_PLAIN)


@cache
def pattern(source: str) -> re.Pattern[str]:
    """A pattern of whole words for folded text. Umlauts also match their two-letter spelling; a blank matches any white space.

    It is compiled when it is first used: there are hundreds, and most commands need none of them.
    """
    return cast("re.Pattern[str]", _Waiting(source))


class _Waiting:
    """A pattern that is compiled when it is first asked anything; from then on its methods are those of the compiled one."""

    def __init__(self, source: str) -> None:
        self._source = source

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = _compiled(self._source)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return self.__dict__[name]


def _compiled(source: str) -> re.Pattern[str]:
    for umlaut, spellings in _SPELLINGS.items():
        source = source.replace(umlaut, spellings)
    return re.compile(rf"(?<![\w@])(?:{source.replace('[- ]', _DASH).replace(' ', _BLANK)})(?![\w@])")


def any_of(*sources: str) -> re.Pattern[str]:
    """One pattern out of several sources."""
    return pattern("|".join(sources))


def mask(folded: str, unmeant: re.Pattern[str]) -> str:
    """The folded text with all matches blanked out: phrases that look like an answer and are none."""
    return unmeant.sub(lambda found: "_" * len(found.group()), folded)


@lru_cache(maxsize=1024)
def words_of(folded: str) -> tuple[str, ...]:
    """The words of a folded text, hyphens kept inside. Each clause is asked for them many times."""
    return tuple(_WORD.findall(folded))


NUMBERS = {
    "ein": 1, "eins": 1, "eine": 1, "einen": 1, "einer": 1, "einem": 1, "zwei": 2, "zweit": 2, "beide": 2, "beiden": 2, "drei": 3,
    "dritt": 3,
    "vier": 4, "viert": 4, "fünf": 5, "fuenf": 5, "fünft": 5, "fuenft": 5, "sechs": 6, "sechst": 6, "sieben": 7, "siebt": 7, "acht": 8,
    "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "zwoelf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16,
    "siebzehn": 17, "achtzehn": 18, "neunzehn": 19, "zwanzig": 20,
}  # fmt: skip
NUMBER = r"(?:\d{1,2}|" + "|".join(NUMBERS) + ")"


def number(word: str) -> int | None:
    """The number that a folded word or numeral stands for, or None."""
    return int(word) if word.isdecimal() and len(word) < 4 else NUMBERS.get(word)
