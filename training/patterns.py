"""What can be found out about the patterns of the rules before anybody uses them? `python -m training.patterns` writes it down.

Which runs of letters must a text hold for a pattern to match, and, for the Python that runs, the pattern compiled.
"""

import argparse
import pkgutil
import re
import sys
from collections.abc import Iterable, Sequence
from functools import cache, reduce
from importlib import import_module
from math import fsum
from operator import or_
from pathlib import Path
from re import _compiler as compiler  # type: ignore[attr-defined]
from re import _constants as codes  # type: ignore[attr-defined]  # how the standard library itself reads a pattern
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from mailer.reading import answers
from mailer.reading.answers import compiled, find_answers, words
from mailer.reading.answers.sieve import DIGIT, LONGEST, SHORTEST, SIGNS, Need, Runs, packed
from training.texts import labelled_texts

SHIPPED = Path(answers.__file__).with_name("patterns.bin")
COMPILED = SHIPPED.with_name(compiled.NAME)
_READ = frozenset({"a", "b"})
_SINGLE = frozenset((DIGIT, *SIGNS))
_MOST = 128  # spellings of one piece
_NO_WIDTH = frozenset((codes.AT, codes.ASSERT, codes.ASSERT_NOT))
_REPEATS = frozenset((codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT))
_GAPS = frozenset((codes.CATEGORY_SPACE, codes.CATEGORY_NOT_WORD))
Nodes = Sequence[tuple[Any, Any]]


def main() -> int:
    """Write the files, or say with exit code 1 that they are not what would be written."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", action="store_true", help="write nothing; exit code 1 where the files are not of these patterns")
    checks = options.parse_args().check
    if not SHIPPED.exists():
        SHIPPED.write_bytes(packed({}))  # knows nothing, so that the rules can be asked
    sources = asked_patterns()
    made = {
        SHIPPED: packed({source: needed_by(source) for source in sources}, _frequency),
        COMPILED: compiled.packed({source: code_of(source) for source in sources}),
    }
    if checks:
        return int(any(file.exists() and file.read_bytes() != raw for file, raw in made.items()))  # no file for every Python
    for file, raw in made.items():
        file.write_bytes(raw)
        print(f"{file.name}: {len(sources)} patterns, {len(raw):,} bytes")  # noqa: T201 — a tool of developers
    return 0


def asked_patterns() -> tuple[str, ...]:
    """The patterns of the rules: those that stand in the modules, and those that are made while texts are read."""
    for module in pkgutil.iter_modules(answers.__path__):
        import_module(f"{answers.__name__}.{module.name}")
    for text in [text for text in labelled_texts() if text.writer in _READ]:
        find_answers(text.text, text.context)
    return words.asked()


def code_of(source: str) -> compiled.Code:
    """What the standard library makes of the pattern."""
    tree = parser.parse(source)
    words = compiler._code(tree, 0)
    return compiled.Code(re.UNICODE | tree.state.flags, words, tree.state.groups - 1, tree.state.groupdict)


def needed_by(source: str) -> Need:
    """What a match of the pattern needs; it must be one that begins and ends at the edges of words."""
    ways = ways_of(source)
    tree = parser.parse(source)
    opens = not tree.state.flags & re.MULTILINE and _opens(tree)
    return Need(tuple(_any_of(ways)), tuple(tuple(way) for way in ways), opens)


def ways_of(source: str) -> list[list[Runs]]:
    """The ways to match a pattern, and for each the sets of runs of each of which the text must hold one."""
    nodes = _solid(parser.parse(source))
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
            continue
        begins = runs == {"<"}
        found.append(frozenset([run + ">" for run in runs]) if _apart(nodes[at:], behind) else runs)
        found += _inside(code, inner, begins, _apart(nodes[at + 1 :], behind))
        runs = frozenset(("<" if _apart(nodes[at : at + 1], begins, from_end=True) else "",))
    found.append(frozenset([run + ">" for run in runs]) if behind else runs)
    return [telling for runs in found if (telling := _telling(runs))]


def _inside(code: Any, inner: Any, before: bool, behind: bool) -> list[Runs]:
    """What a node needs that is more than a few spellings."""
    if code is codes.SUBPATTERN:
        return [] if inner[1] or inner[2] else _sets(_solid(inner[3]), before, behind)
    if code is codes.ATOMIC_GROUP:
        return _sets(_solid(inner), before, behind)
    if code in _REPEATS:
        once, again = inner[1] == 1, _solid(inner[2])
        begins, ends = once or _apart(again, False, from_end=True), once or _apart(again, False)
        return _sets(again, before and begins, behind and ends) if inner[0] else []
    if code is codes.BRANCH:
        return _any_of(_sets(_solid(one), before, behind) for one in inner[1])
    if code is codes.LITERAL:
        return [frozenset((chr(inner),))] if chr(inner) in SIGNS else []
    return [frozenset((DIGIT,))] if code is codes.IN and all(_is_digits(*one) for one in inner) else []


def _opens(nodes: Nodes) -> bool:
    """Whether a sequence can only stand at the beginning of a text."""
    for code, inner in nodes:
        if code is codes.AT:
            return inner in (codes.AT_BEGINNING, codes.AT_BEGINNING_STRING)
        if code is codes.SUBPATTERN:
            return not inner[1] and _opens(inner[3])
        if code is codes.BRANCH:
            return all(map(_opens, inner[1]))
        if code not in _NO_WIDTH:
            return False
    return False


def _is_digits(code: Any, inner: Any) -> bool:
    """Whether a piece of a class, like that of `[2-9]` or `[\\d]`, is of digits alone."""
    if code is codes.CATEGORY:
        return inner is codes.CATEGORY_DIGIT
    ends = inner if code is codes.RANGE else (inner,)
    return code in (codes.RANGE, codes.LITERAL) and all(ord("0") <= one <= ord("9") for one in ends)


def _any_of(alternatives: Iterable[list[Runs]]) -> list[Runs]:
    """What all alternatives together need: of each the set that is rarest in texts."""
    told = [min(sets, key=_frequency) if sets else None for sets in alternatives]
    return [] if None in told else [frozenset(run for runs in told for run in runs or ())]


def _frequency(runs: Runs) -> tuple[int, float]:
    """How often texts hold one of the runs: in how many they are found; among equals by their length."""
    return reduce(or_, map(_holding, runs), 0).bit_count(), fsum([0.3 ** len(run) for run in runs])


@cache
def _holding(run: str) -> int:
    """The texts that hold the run, a bit each."""
    return reduce(or_, [texts for word, texts in _texts_of_words().items() if run in word], 0)


@cache
def _texts_of_words() -> dict[str, int]:
    """All words of the texts that are read, their edges marked, digits and signs, each with the texts that it stands in."""
    found: dict[str, int] = {}
    for at, text in enumerate(one for one in labelled_texts() if one.writer in _READ):
        folded = words.fold(text.text)
        signs = {DIGIT if char.isdecimal() else char for char in folded if char.isdecimal() or char in SIGNS}
        for word in {f"<{word}>" for word in re.findall(r"\w+", folded)} | signs:
            found[word] = found.get(word, 0) | 1 << at
    return found


def _telling(runs: Runs) -> Runs | None:
    """The runs, none longer than what is looked for; None where one of them tells nothing."""
    if any(len(run) < SHORTEST and run not in _SINGLE for run in runs) or "<>" in runs:
        return None
    return frozenset([run[:LONGEST] for run in runs])


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


def _apart(nodes: Nodes, beyond: bool, from_end: bool = False) -> bool:
    """Whether a sequence starts, or ends, outside of words; `beyond` tells it of what stands there where the sequence may be empty."""
    for code, inner in reversed(nodes) if from_end else nodes:
        if not _is_apart(code, inner, from_end):
            return False
        if not (code in _REPEATS and not inner[0]):
            return True
    return beyond


def _is_apart(code: Any, inner: Any, from_end: bool) -> bool:
    """Whether a node that is there starts, or ends, with a character that belongs to no word."""
    if code is codes.SUBPATTERN:
        return not inner[1] and not inner[2] and _apart(_solid(inner[3]), False, from_end)
    if code is codes.BRANCH:
        return all(_apart(_solid(one), False, from_end) for one in inner[1])
    return _is_gap(code, inner) or (code in _REPEATS and _apart(_solid(inner[2]), False, from_end))


def _solid(nodes: Iterable[tuple[Any, Any]]) -> Nodes:
    """The nodes that take up room in a text."""
    return [node for node in nodes if node[0] not in _NO_WIDTH]


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


if __name__ == "__main__":
    sys.exit(main())
