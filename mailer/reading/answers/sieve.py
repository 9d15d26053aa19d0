"""Which patterns can match a text at all, seen from its words?

There are hundreds of patterns, each costs microseconds a clause, and nearly none of them matches. A match of one must hold some runs of
letters (`<komm`, `dabei>`; the marks stand for the edges of a word), a digit or a sign like "@". Which ones was found out when the package
was made (`python -m training.patterns` writes `patterns.bin`). Which of them stand in a word is looked up once a word, and words repeat.
What is said is certain: a pattern that tells nothing, or that the file does not know, is tried on every text.
"""

import json
import re
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from hashlib import blake2b
from importlib.resources import files
from operator import or_
from typing import Any

from mailer.reading.answers.wording import words_of

DIGIT = "\0"
"""Stands for any decimal digit."""

SIGNS = "@€"
"""Characters that belong to no word and of which few texts hold any."""

SHORTEST, LONGEST = 2, 14
"""Characters of a run, the marks of a word's edges included."""

Runs = frozenset[str]
Marks = tuple[int, tuple[int, ...]]
Told = tuple[Sequence[int], Sequence[Sequence[int]], bool]
"""A `Need` in numbers of sets."""
_EVERY_TEXT: Marks = (0, (0,))
_NAME = "patterns.bin"
_KEY = 6  # bytes
_BEGINNING = SHORTEST + 1  # characters of a run by which its size is known
_WORD = re.compile(r"\w+")
_NATURAL = 64  # letters of a word; longer ones may hold anything
_TEXTS, _WORDS = 512, 20_000  # kept at most


@dataclass(frozen=True, slots=True)
class Need:
    """What a match cannot do without: one run of each set of `always`, and for one of the `ways` one run of each of its sets; where it
    `opens`, the beginning of the text."""

    always: tuple[Runs, ...] = ()
    ways: tuple[tuple[Runs, ...], ...] = ((),)
    opens: bool = False


class Sieve:
    """Knows for each pattern which marks a text needs, and finds out once which marks a word and a text have. A mark is a bit, one for each
    set of runs; `sets` are these, in the order of the bits, `needs` the bits by the pattern's key."""

    def __init__(self, sets: Sequence[Iterable[str]], needs: Mapping[str, Told]) -> None:
        self._needs = needs
        self._marks: dict[str, int] = {}
        for bit, runs in enumerate(sets):
            mark = 1 << bit
            for run in runs:
                self._marks[run] = self._marks.get(run, 0) | mark
        self._sizes = _sizes(self._marks)
        self._words = _Kept(self._of_compound)
        self._texts: dict[str, int] = {}
        self.seen = self._texts.get
        """The marks of a text if it was looked at lately: for whoever asks hundreds of times about the same."""

    def knows(self, source: str) -> bool:
        """Whether anything is said about a pattern."""
        return _key(source) in self._needs

    def needs(self, source: str) -> Marks:
        """The marks that every text needs to match a pattern, and of which ways it must have all marks of one."""
        found = self._needs.get(_key(source))
        if found is None:
            return _EVERY_TEXT
        always, ways, _ = found
        return _sum(always), tuple(dict.fromkeys([_sum(way) for way in ways]))

    def opens(self, source: str) -> bool:
        """Whether a match of a pattern can only begin where the text does: elsewhere it need not be looked for."""
        found = self._needs.get(_key(source))
        return found is not None and found[2]

    def marks_of(self, text: str) -> int:
        """The marks of a text."""
        known = self._texts
        found = known.get(text)
        if found is None:
            if len(known) >= _TEXTS:
                known.clear()
            found = reduce(or_, map(self._words.__getitem__, words_of(text)), 0)
            for sign in SIGNS:
                if sign in text:
                    found |= self._marks.get(sign, 0)
            known[text] = found
        return found

    def _of_compound(self, word: str) -> int:
        """The marks of a word that may be several with hyphens between them."""
        return self._of_word(word) if word.isalnum() else reduce(or_, map(self._of_word, _WORD.findall(word)), 0)

    def _of_word(self, word: str) -> int:
        if len(word) > _NATURAL:
            return -1
        edged, found = f"<{word}>", 0 if word.isalpha() or not any(map(str.isdecimal, word)) else self._marks.get(DIGIT, 0)
        marks_of, sizes_of = self._marks.get, self._sizes.get
        for start in range(len(edged) - 1):
            if marks := marks_of(edged[start : start + SHORTEST]):
                found |= marks
            for size in sizes_of(edged[start : start + _BEGINNING], ()):
                if marks := marks_of(edged[start : start + size]):
                    found |= marks
        return found


class _Kept(dict[str, int]):
    """The marks of the words met lately, each found out when it is met for the first time."""

    def __init__(self, marks_of: Callable[[str], int]) -> None:
        super().__init__()
        self._marks_of = marks_of

    def __missing__(self, word: str) -> int:
        if len(self) >= _WORDS:
            self.clear()
        found = self[word] = self._marks_of(word)
        return found


def _sizes(runs: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Of each beginning how long the runs are that begin so; of the shortest runs nobody asks."""
    found: dict[str, set[int]] = {}
    for run in runs:
        if len(run) > SHORTEST:
            found.setdefault(run[:_BEGINNING], set()).add(len(run))
    return {beginning: tuple(sizes) for beginning, sizes in found.items()}


class Ways:
    """Many ways to match, of which few are held against the marks of a text: each is found by the rarest mark that it needs."""

    def __init__(self, ways: Iterable[int]) -> None:
        found = set(ways)
        self._always = 0 in found
        self._alone = reduce(or_, [way for way in found if way.bit_count() == 1], 0)  # marks that are a way by themselves
        self._by_key: dict[int, list[int]] = {}
        for way in found:
            if not way & self._alone:
                self._by_key.setdefault(_highest(way), []).append(way)
        self._keys = sum(self._by_key)

    def lead(self, marks: int) -> bool:
        """Whether the marks hold all of one of the ways."""
        if self._always or marks & self._alone:
            return True
        hits = marks & self._keys
        while hits:
            key = _highest(hits)
            for way in self._by_key[key]:
                if marks & way == way:
                    return True
            hits ^= key
        return False


@cache
def shipped_sieve() -> Sieve:
    """The sieve of the rules' patterns; read once."""
    return unpacked(files(__package__).joinpath(_NAME).read_bytes())


def packed(needs: Mapping[str, Need], frequency: Callable[[Runs], Any] = len) -> bytes:
    """What each pattern needs as the bytes of the file, the same for the same patterns. Of two sets, the one that is met less often by that
    measure has the higher bit; below all of them are those that are asked for first."""
    always = {runs for need in needs.values() for runs in need.always}
    every = {runs for need in needs.values() for way in need.ways for runs in way}
    sets = [*_ordered(always, frequency), *_ordered(every - always, frequency)]
    number = {runs: at for at, runs in enumerate(sets)}

    def numbers(way: Sequence[Runs]) -> list[int]:
        return [number[runs] for runs in way]

    tree = {_key(source): [numbers(need.always), [numbers(way) for way in need.ways], need.opens] for source, need in needs.items()}
    told = json.dumps([[_words(runs) for runs in sets], dict(sorted(tree.items()))], ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(told.encode(), 9)


def _ordered(sets: Iterable[Runs], frequency: Callable[[Runs], Any]) -> list[Runs]:
    return sorted(sorted(sets, key=_words), key=frequency, reverse=True)


def _words(runs: Runs) -> str:
    return " ".join(sorted(runs))


def unpacked(raw: bytes) -> Sieve:
    """The sieve in a file's bytes."""
    sets, needs = json.loads(zlib.decompress(raw))
    return Sieve([words.split(" ") for words in sets], needs)


def _sum(bits: Iterable[int]) -> int:
    found = 0
    for bit in bits:
        found |= 1 << bit
    return found


def _highest(marks: int) -> int:
    """The highest of the marks, which fewer texts have than most others; 0 where there are none."""
    return 1 << marks.bit_length() - 1 if marks else 0


def _key(source: str) -> str:
    return blake2b(source.encode(), digest_size=_KEY).hexdigest()
