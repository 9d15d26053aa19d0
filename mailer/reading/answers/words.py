"""How are German words matched, whatever the spelling of umlauts, quotes and capitals?

Everything here keeps positions: the folded text is as long as the writer's, so that a match gives exact evidence.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, Generic, TypeVar, cast

from mailer.reading.answers.compiled import compiled
from mailer.reading.answers.sieve import Marks, Ways, shipped_sieve
from mailer.reading.answers.wording import words_of

__all__ = ["NUMBER", "NUMBERS", "Table", "any_of", "asked", "fold", "mask", "needs_of", "number", "pattern", "words_of"]

Meaning = TypeVar("Meaning")
_METHODS = frozenset({"fullmatch", "findall", "subn", "split", "pattern", "flags"})
_SIFTED = frozenset({"search", "match", "finditer", "sub"})
_ASKED: list[str] = []
_compiled = cache(compiled)
_BLANK = r"(?:\s{1,3})"
_DASH = r"(?:-|\s)"
_SPELLINGS = {"ä": "(?:ä|ae)", "ö": "(?:ö|oe)", "ü": "(?:ü|ue)", "ß": "(?:ß|ss)"}
_PLAIN = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "–": "-", "—": "-", "\u00a0": " ", "\t": " ", "“": '"', "”": '"', "„": '"'})

_ORNATE = re.compile(f"[{''.join(map(chr, _PLAIN))}]")


def fold(text: str) -> str:
    """The text in lower case with plain quotes and dashes, character by character: its length never changes."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.translate(_PLAIN) if _ORNATE.search(lowered) else lowered


@cache
def pattern(source: str) -> re.Pattern[str]:
    """A pattern of whole words for folded text. Umlauts also match their two-letter spelling; a blank matches any white space.

    It is compiled when it is first used: there are hundreds, and most commands need none of them.
    """
    _ASKED.append(source)
    return cast("re.Pattern[str]", _Waiting(source))


def asked() -> tuple[str, ...]:
    """The sources, as they are compiled, of all patterns that were asked for so far."""
    return tuple(sorted({_guarded(source) for source in _ASKED}))


class _Waiting:
    """A pattern that is compiled when a text may match it for the first time; until then it knows only which words that needs."""

    def __init__(self, source: str) -> None:
        self._source = source

    def __getattr__(self, name: str) -> Any:
        if name in _SIFTED:
            self.__dict__.update(_sifted(_guarded(self._source)))
        elif name in _METHODS:
            self.__dict__[name] = getattr(_compiled(_guarded(self._source)), name)
        else:
            raise AttributeError(name)
        return self.__dict__[name]


def _sifted(source: str) -> dict[str, Callable[..., Any]]:
    """The methods of a pattern by which a text that cannot match is done with at once. They are asked hundreds of times a letter: that is
    why each looks at the marks by itself, in as few calls as can be."""
    gate, leads = _needs(source)
    seen, marks_of = shipped_sieve().seen, shipped_sieve().marks_of

    def match(text: str, *span: int) -> re.Match[str] | None:
        marks = seen(text)
        if marks is None:
            marks = marks_of(text)
        return _compiled(source).match(text, *span) if marks & gate == gate and leads(marks) else None

    def finditer(text: str, *span: int) -> Iterator[re.Match[str]]:
        marks = marks_of(text)
        return _compiled(source).finditer(text, *span) if marks & gate == gate and leads(marks) else iter(())

    def sub(put: str | Callable[[re.Match[str]], str], text: str) -> str:
        marks = seen(text)
        if marks is None:
            marks = marks_of(text)
        return _compiled(source).sub(put, text) if marks & gate == gate and leads(marks) else text

    return {"search": _searching(source), "match": match, "finditer": finditer, "sub": sub}


def _searching(source: str) -> Callable[..., re.Match[str] | None]:
    """The search for a pattern, which is asked most often."""
    gate, leads = _needs(source)
    seen, marks_of = shipped_sieve().seen, shipped_sieve().marks_of
    look = re.Pattern.match if shipped_sieve().opens(source) else re.Pattern.search

    def search(text: str, *span: int) -> re.Match[str] | None:
        marks = seen(text)
        if marks is None:
            marks = marks_of(text)
        return look(_compiled(source), text, *span) if marks & gate == gate and leads(marks) else None

    return search


def _needs(source: str) -> tuple[int, Callable[[int], bool]]:
    """The marks that every match needs, and what tells whether some marks hold all of one of the ways to match."""
    gate, ways = shipped_sieve().needs(source)
    return gate, Ways(ways).lead


def _guarded(source: str) -> str:
    for umlaut, spellings in _SPELLINGS.items():
        source = source.replace(umlaut, spellings)
    return rf"(?<![\w@])(?:{source.replace('[- ]', _DASH).replace(' ', _BLANK)})(?![\w@])"


def any_of(*sources: str) -> re.Pattern[str]:
    """One pattern out of several sources."""
    return pattern("|".join(sources))


class Table(Generic[Meaning]):
    """Patterns in their order, each with what it means, of which few may match a text: which these are is looked up at once."""

    def __init__(self, rows: Iterable[tuple[re.Pattern[str], Meaning]]) -> None:
        self._rows = tuple(rows)
        self._places: tuple[list[int], dict[int, list[int]], int] | None = None  # at once: several threads may ask

    def likely(self, text: str) -> list[tuple[re.Pattern[str], Meaning]]:
        """Those that may match the text, in their order."""
        always, by_gate, gates = self._places or self._settled()
        hits = shipped_sieve().marks_of(text) & gates
        if not hits and not always:
            return []
        found = always.copy()
        while hits:
            lowest = hits & -hits
            found += by_gate[lowest]
            hits ^= lowest
        return [self._rows[place] for place in sorted(found)]

    def _settled(self) -> tuple[list[int], dict[int, list[int]], int]:
        """The places of the rows that are tried on every text, of the others by a mark of their gate, and all those marks."""
        always: list[int] = []
        by_gate: dict[int, list[int]] = {}
        for place, (each, _) in enumerate(self._rows):
            gate, _ = needs_of(each)
            (by_gate.setdefault(gate & -gate, []) if gate else always).append(place)
        self._places = always, by_gate, sum(by_gate)
        return self._places


def needs_of(each: re.Pattern[str]) -> Marks:
    """The marks that every text needs to match a pattern of `any_of` or `pattern`, and of which ways it must have all marks of one."""
    return shipped_sieve().needs(_guarded(cast(_Waiting, each)._source))


def mask(folded: str, unmeant: re.Pattern[str]) -> str:
    """The folded text with all matches blanked out: phrases that look like an answer and are none."""
    return unmeant.sub(lambda found: "_" * len(found.group()), folded)


NUMBERS = {
    "ein": 1, "eins": 1, "eine": 1, "einen": 1, "einer": 1, "einem": 1, "zwei": 2, "zweit": 2, "beide": 2, "beiden": 2, "drei": 3,
    "dritt": 3,
    "vier": 4, "viert": 4, "fünf": 5, "fuenf": 5, "fünft": 5, "fuenft": 5, "sechs": 6, "sechst": 6, "sieben": 7, "siebt": 7, "acht": 8,
    "neun": 9, "neunt": 9, "zehn": 10, "zehnt": 10, "elf": 11, "elft": 11, "zwölf": 12, "zwoelf": 12, "zwölft": 12, "zwoelft": 12,
    "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16,
    "siebzehn": 17, "achtzehn": 18, "neunzehn": 19, "zwanzig": 20,
}  # fmt: skip
NUMBER = r"(?:\d{1,2}|" + "|".join(NUMBERS) + ")"


def number(word: str) -> int | None:
    """The number that a folded word or numeral stands for, or None."""
    return int(word) if word.isdecimal() and len(word) < 4 else NUMBERS.get(word)
