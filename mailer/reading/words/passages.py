"""Which pieces do a mail's lines make up, given the place of each, and which quoted lines does each piece of the new words answer?

The places of a text's lines are a word: one letter each.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from mailer.model.reading import Passage
from mailer.reading.words.forms import bare

NEW = "n"
SIGNATURE = "s"
QUOTED = "q"
INTRODUCING = "i"  # a quoted line that introduces a quote ("Am … schrieb …:"): it asks nothing
OLD = QUOTED + INTRODUCING
_RUNS = {places: re.compile(f"[{places}]+") for places in (NEW, SIGNATURE, OLD)}
_OLD = _RUNS[OLD]
_MAX_QUESTION = 1_000


class _Block(NamedTuple):
    """The text of neighbouring lines, and their numbers."""

    text: str
    begin: int
    end: int


def replaced(word: str, numbers: Collection[int], letter: str) -> str:
    """The word with that letter at those numbers."""
    if not numbers:
        return word
    letters = list(word)
    for at in numbers:
        letters[at] = letter
    return "".join(letters)


def joined(texts: Sequence[str], places: str, wanted: str) -> str:
    """The lines whose place is one of the `wanted`; where others stood between them, and for runs of empty lines, one empty line."""
    return "\n\n".join(block.text for block in _blocks(texts, places, wanted))


def new_passages(texts: Sequence[str], places: str) -> tuple[str, tuple[Passage, ...]]:
    """The new words, joined, and the pieces of them between which quoted lines stand, each at its place in the whole."""
    blocks = tuple(_blocks(texts, places, NEW))
    found: list[Passage] = []
    piece: list[str] = []
    start = end = 0
    question = ""
    for block in blocks:
        if piece and _OLD.search(places, end, block.begin):
            found.append(Passage("\n\n".join(piece), question, start))
            start += len(found[-1].text) + 2
            piece = []
        if not piece:
            question = _question(texts, places, block.begin)
        piece.append(block.text)
        end = block.end
    if piece:
        found.append(Passage("\n\n".join(piece), question, start))
    return "\n\n".join(passage.text for passage in found), tuple(found)


def _blocks(texts: Sequence[str], places: str, wanted: str) -> Iterator[_Block]:
    """The runs of such lines that say something."""
    for run in _RUNS[wanted].finditer(places):
        begin, end = run.span()
        lines = [text.rstrip() for text in texts[begin:end]]
        if "" in lines:
            lines = [line for line, above in zip(lines, ["", *lines], strict=False) if line or above]
        text = "\n".join(lines).rstrip("\n")
        if text:
            yield _Block(text, begin, end)


def _question(texts: Sequence[str], places: str, at: int) -> str:
    """The last quoted paragraph above that line; nothing but empty lines may stand between."""
    at -= 1
    while at >= 0 and not bare(texts[at]).strip():
        at -= 1
    lines: list[str] = []
    while at >= 0 and places[at] == QUOTED and bare(texts[at]).strip() and sum(map(len, lines)) < _MAX_QUESTION:
        lines.insert(0, bare(texts[at]).strip())
        at -= 1
    return "\n".join(lines)
