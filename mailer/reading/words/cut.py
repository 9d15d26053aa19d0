"""Which of the classified lines are the writer's new words, which are their signature, which are quoted?"""

from collections.abc import Sequence
from dataclasses import dataclass

from mailer.reading.words.lines import Kind, Line, classify


@dataclass(frozen=True, slots=True)
class Cut:
    """The three parts of a text, each in the order of the mail; together they are the whole of it."""

    text: str
    signature: str
    quoted: str


def cut(lines: Sequence[Line]) -> Cut:
    """The lines sorted into new words, signature and quote."""
    kinds = classify(lines)
    end = _older_mail(kinds)
    places = ["quote" if at >= end else _place(kind) for at, kind in enumerate(kinds)]
    _mark_signatures(kinds, places, end)
    return Cut(*(_joined(lines, places, place) for place in ("text", "signature", "quote")))


def _older_mail(kinds: Sequence[Kind]) -> int:
    """The line from which on everything is an older mail: a delimiter, a header block, or an attribution without `>` below it."""
    for at, kind in enumerate(kinds):
        if kind in (Kind.DELIMITER, Kind.HEADER) or (kind is Kind.ATTRIBUTION and _unmarked(kinds, at)):
            return _with_rules_above(kinds, at)
    return len(kinds)


def _unmarked(kinds: Sequence[Kind], at: int) -> bool:
    """Is the attribution at this line followed by anything but marked quotes?"""
    for kind in kinds[at:]:
        if kind not in (Kind.ATTRIBUTION, Kind.EMPTY):
            return kind is not Kind.QUOTE
    return True


def _with_rules_above(kinds: Sequence[Kind], at: int) -> int:
    while at and kinds[at - 1] in (Kind.RULE, Kind.EMPTY):
        at -= 1
    return at


def _place(kind: Kind) -> str:
    if kind in (Kind.QUOTE, Kind.ATTRIBUTION, Kind.HEADER, Kind.DELIMITER):
        return "quote"
    return "signature" if kind is Kind.DEVICE else "text"


def _mark_signatures(kinds: Sequence[Kind], places: list[str], end: int) -> None:
    """From a `-- ` on, lines belong to the signature until the quote begins."""
    inside = False
    for at, kind in enumerate(kinds[:end]):
        if places[at] == "quote":
            inside = False
        inside = inside or kind is Kind.SIGNATURE
        if inside:
            places[at] = "signature"


def _joined(lines: Sequence[Line], places: Sequence[str], place: str) -> str:
    """The lines of that place; where others stood between them, and for runs of empty lines, one empty line."""
    kept: list[str] = []
    for line, own in zip(lines, places, strict=True):
        text = line.text.rstrip() if own == place else ""
        if text or (kept and kept[-1]):
            kept.append(text)
    return "\n".join(kept).strip("\n")
