"""Which patterns can match a text at all, seen from its words?

There are hundreds of patterns, each costs microseconds a clause, and nearly none of them matches. So a pattern is taken apart once: a
match of it must hold one of some runs of letters (`<komm`, `dabei>`; the marks stand for the edges of a word) and one of others. Which
runs stand in a word is looked up once a word, and words repeat. What is said is certain: of a pattern that tells nothing every text passes.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import count
from re import _compiler as compiler  # type: ignore[attr-defined]
from re import _constants as codes  # type: ignore[attr-defined]  # how the standard library itself reads a pattern
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_WORD = re.compile(r"\w+")
_DIGIT = "\0"  # stands for any decimal digit
_SHORTEST, _LONGEST = 2, 14  # characters of a run
_NATURAL = 64  # letters of a word; longer ones may hold anything
_MOST = 128  # spellings of one piece
_TEXTS, _WORDS = 512, 20_000  # kept at most
_NO_WIDTH = frozenset((codes.AT, codes.ASSERT, codes.ASSERT_NOT))
_REPEATS = frozenset((codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT))
_GAPS = frozenset((codes.CATEGORY_SPACE, codes.CATEGORY_NOT_WORD))
Nodes = Sequence[tuple[Any, Any]]
Runs = frozenset[str]
_TAKEN_APART: dict[str, Any] = {}  # of patterns that were taken apart and not yet compiled: half of the time of either is reading them


class Sieve:
    """Gives each set of runs a mark, a bit, and finds out once which marks a word and a text have."""

    def __init__(self) -> None:
        self._numbers = count()
        self._bits: dict[Runs, int] = {}
        self._marks: dict[str, list[int]] = {}
        self._words: dict[str, int] = {}
        self._texts: dict[str, int] = {}

    def needs(self, source: str) -> tuple[int, tuple[int, ...]]:
        """The marks that every text needs to match a pattern, and of which ways it must have all marks of one. The pattern must be one
        that begins and ends at the edges of words."""
        ways = ways_of(source)
        gate = self._mark(_any_of(ways))
        found = tuple(dict.fromkeys([self._mark(way) for way in ways]))
        self._words = {}  # behind the marks and before the texts: whatever thread looks meanwhile keeps nothing that lacks a mark
        self._texts = {}
        return gate, found

    def passes(self, text: str, gate: int, ways: Iterable[int]) -> bool:
        """Whether the text may match the pattern that needs these."""
        marks = self.marks_of(text)
        return marks & gate == gate and any(marks & way == way for way in ways)

    def marks_of(self, text: str) -> int:
        """The marks of a text."""
        known = self._texts
        found = known.get(text)
        if found is None:
            if len(known) >= _TEXTS:
                known.clear()
            found = known[text] = self._of_words(_WORD.findall(text))
        return found

    def _mark(self, way: Iterable[Runs]) -> int:
        need = 0
        for runs in way:
            bit = self._bits.get(runs) or self._bits.setdefault(runs, 1 << next(self._numbers))
            for run in runs:  # also where another thread is about to: its marks must stand before ours are needed
                self._marks.setdefault(run, []).append(bit)
            need |= bit
        return need

    def _of_words(self, words: Iterable[str]) -> int:
        known, found = self._words, 0
        for word in words:
            marks = known.get(word)
            if marks is None:
                if len(known) >= _WORDS:
                    known.clear()
                marks = known[word] = self._of_word(word)
            found |= marks
        return found

    def _of_word(self, word: str) -> int:
        if len(word) > _NATURAL:
            return -1
        edged, found = f"<{word}>", 0
        runs = [edged[start:end] for start in range(len(edged) - 1) for end in range(start + _SHORTEST, start + _LONGEST + 1)]
        for run in {*runs, *((_DIGIT,) if any(map(str.isdecimal, word)) else ())}:
            for bit in self._marks.get(run, ()):
                found |= bit
        return found


def compiled(source: str) -> re.Pattern[str]:
    """The pattern, read only once with `ways_of`; it does not know its own source."""
    apart = _TAKEN_APART.pop(source, None)
    found: re.Pattern[str] = re.compile(source) if apart is None else compiler.compile(apart)
    return found


def ways_of(source: str) -> list[list[Runs]]:
    """The ways to match a pattern, and for each the sets of runs of each of which the text must hold one."""
    apart = _TAKEN_APART[source] = parser.parse(source)
    nodes = _solid(apart)
    while len(nodes) == 1 and nodes[0][0] is codes.SUBPATTERN and not nodes[0][1][1]:
        nodes = _solid(nodes[0][1][3])
    if len(nodes) != 1 or nodes[0][0] is not codes.BRANCH:
        return [_sets(nodes, True, True)]
    ways = [_sets(_solid(one), True, True) for one in nodes[0][1][1]]
    plain = frozenset(run for way in ways if len(way) == 1 for run in way[0])
    return [*([[plain]] if plain else []), *(way for way in ways if len(way) != 1)]


def _sets(nodes: Nodes, before: bool, behind: bool) -> list[Runs]:
    """What a sequence needs; `before` and `behind` tell that there a word begins or ends."""
    found: list[Runs] = []
    runs = frozenset(("<" if before else "",))
    for at, (code, inner) in enumerate(nodes):
        spelled = _spelled(code, inner)
        if spelled is not None and len(runs) * len(spelled) <= _MOST:
            runs = frozenset([run + piece for run in runs for piece in spelled])
        elif _is_gap(code, inner):
            found.append(frozenset([run + ">" for run in runs]))
            runs = frozenset(("<",))
        else:
            found.append(runs)
            ends = behind if at == len(nodes) - 1 else _is_gap(*nodes[at + 1])
            found += _inside(code, inner, runs == {"<"}, ends)
            runs = frozenset(("",))
    found.append(frozenset([run + ">" for run in runs]) if behind else runs)
    return [telling for runs in found if (telling := _telling(runs))]


def _inside(code: Any, inner: Any, before: bool, behind: bool) -> list[Runs]:
    """What a node needs that is more than a few spellings."""
    if code is codes.SUBPATTERN:
        return [] if inner[1] or inner[2] else _sets(_solid(inner[3]), before, behind)
    if code is codes.ATOMIC_GROUP:
        return _sets(_solid(inner), before, behind)
    if code in _REPEATS:
        once = inner[1] == 1
        return _sets(_solid(inner[2]), before and once, behind and once) if inner[0] else []
    if code is codes.BRANCH:
        return _any_of(_sets(_solid(one), before, behind) for one in inner[1])
    return [frozenset((_DIGIT,))] if code is codes.IN and inner == [(codes.CATEGORY, codes.CATEGORY_DIGIT)] else []


def _any_of(alternatives: Iterable[list[Runs]]) -> list[Runs]:
    """What all alternatives together need: of each the set that is rarest in texts."""
    told = [min(sets, key=_frequency) if sets else None for sets in alternatives]
    return [] if None in told else [frozenset(run for runs in told for run in runs or ())]


def _frequency(runs: Runs) -> float:
    return sum([0.3 ** len(run) for run in runs])


def _telling(runs: Runs) -> Runs | None:
    """The runs, none longer than what is looked for; None where one of them tells nothing."""
    if any(len(run) < _SHORTEST and run != _DIGIT for run in runs) or "<>" in runs:
        return None
    return frozenset([run[:_LONGEST] for run in runs])


def _spelled(code: Any, inner: Any) -> Runs | None:
    """All spellings of a node that is nothing but a few letters; None where it is more."""
    if code is codes.LITERAL:
        return frozenset((chr(inner),)) if _is_letter(chr(inner)) else None
    if code is codes.IN:
        return _letters(inner)
    if code is codes.SUBPATTERN:
        return None if inner[1] or inner[2] else _word(inner[3])
    if code is codes.BRANCH:
        words = [_word(one) for one in inner[1]]
        return None if None in words else _few(piece for word in words for piece in word or ())
    if code in _REPEATS and inner[1] == 1:
        once = _word(inner[2])
        return None if once is None else _few((*once, *([] if inner[0] else [""])))
    return None


def _word(nodes: Nodes) -> Runs | None:
    """All spellings of a sequence of letters."""
    runs = frozenset(("",))
    for code, inner in _solid(nodes):
        spelled = _spelled(code, inner)
        if spelled is None or len(runs) * len(spelled) > _MOST:
            return None
        runs = frozenset([run + piece for run in runs for piece in spelled])
    return runs


def _few(pieces: Iterable[str]) -> Runs | None:
    runs = frozenset(pieces)
    return runs if len(runs) <= _MOST else None


def _letters(items: Nodes) -> Runs | None:
    """The letters of a class like `[nrm]`."""
    letters = [chr(inner) for code, inner in items if code is codes.LITERAL]
    return frozenset(letters) if len(letters) == len(items) and all(map(_is_letter, letters)) else None


def _is_gap(code: Any, inner: Any) -> bool:
    """Whether a node is at least one character that belongs to no word, and nothing else."""
    if code is codes.LITERAL:
        return not _is_letter(chr(inner))
    if code is codes.IN:
        return all(_is_gap(*item) or (item[0] is codes.CATEGORY and item[1] in _GAPS) for item in inner)
    if code is codes.SUBPATTERN:
        return not inner[1] and not inner[2] and len(inner[3]) == 1 and _is_gap(*inner[3][0])
    return code in _REPEATS and inner[0] > 0 and len(inner[2]) == 1 and _is_gap(*inner[2][0])


def _solid(nodes: Iterable[tuple[Any, Any]]) -> Nodes:
    """The nodes that take up room in a text."""
    return [node for node in nodes if node[0] not in _NO_WIDTH]


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"
