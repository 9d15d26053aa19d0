"""Which quoted lines does each piece of the new words answer?"""

from collections.abc import Sequence

from mailer.model.reading import Passage
from mailer.reading.words.forms import bare

_MAX_QUESTION = 1_000


def joined(texts: Sequence[str], mine: Sequence[bool]) -> str:
    """The lines that are `mine`; where others stood between them, and for runs of empty lines, one empty line."""
    return "\n".join(text for _, text in _kept(texts, mine))


def passages_of(texts: Sequence[str], new: Sequence[bool], quoted: Sequence[bool], introducing: Sequence[bool]) -> tuple[Passage, ...]:
    """The pieces of the new words between which quoted lines stand, with the place of each in `joined(texts, new)`.

    A line that introduces a quote ("Am … schrieb …:") parts pieces, but asks nothing.
    """
    asking = [is_quoted and not introduces for is_quoted, introduces in zip(quoted, introducing, strict=True)]
    found: list[Passage] = []
    piece: list[str] = []
    start = place = last = 0
    question = ""
    for at, text in _kept(texts, new):
        if text and piece and any(quoted[last:at]):
            found.append(Passage("\n".join(piece).rstrip("\n"), question, start))
            piece = []
        if text and not piece:
            start, question = place, _question(texts, asking, at)
        if text or piece:
            piece.append(text)
        last = at if text else last
        place += len(text) + 1
    return (*found, Passage("\n".join(piece).rstrip("\n"), question, start)) if piece else ()


def _kept(texts: Sequence[str], mine: Sequence[bool]) -> list[tuple[int, str]]:
    kept: list[tuple[int, str]] = []
    goes_on = False
    for at, (text, is_mine) in enumerate(zip(texts, mine, strict=True)):
        own = text.rstrip() if is_mine else ""
        if own or goes_on:
            kept.append((at, own))
        goes_on = bool(own)
    while kept and not kept[-1][1]:
        kept.pop()
    return kept


def _question(texts: Sequence[str], asking: Sequence[bool], at: int) -> str:
    """The last quoted paragraph above that line; nothing but empty lines may stand between."""
    at -= 1
    while at >= 0 and not bare(texts[at]).strip():
        at -= 1
    lines: list[str] = []
    while at >= 0 and asking[at] and bare(texts[at]).strip() and sum(map(len, lines)) < _MAX_QUESTION:
        lines.insert(0, bare(texts[at]).strip())
        at -= 1
    return "\n".join(lines)
