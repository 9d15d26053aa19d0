"""Which of the classified lines are the writer's new words, which are their signature, which are quoted?"""

from collections.abc import Sequence
from dataclasses import dataclass

from mailer.reading.words.attribution import begins_attribution, split_off_attribution
from mailer.reading.words.lines import Kind, Line, classify
from mailer.reading.words.signature import signature_lines

MAX_LINES = 5_000
_QUOTES = (Kind.QUOTE, Kind.ATTRIBUTION, Kind.HEADER, Kind.DELIMITER)


@dataclass(frozen=True, slots=True)
class Cut:
    """The three parts of a text, each in the order of the mail; together they are the whole of it.

    `unmarked` are the lines without any mark of their own: the text, and what was taken for a quote because of what stands above it.
    """

    text: str
    signature: str
    quoted: str
    unmarked: str = ""


def cut(lines: Sequence[Line]) -> Cut:
    """The lines sorted into new words, signature and quote; what is below line 5,000 is nobody's answer."""
    read = [Line(piece, line.quoted) for line in lines[:MAX_LINES] for piece in split_off_attribution(line.text)]
    unread = lines[MAX_LINES:]
    kinds = classify(read) + [Kind.QUOTE] * len(unread)
    lines = [*read, *unread]
    end = _older_mail(kinds)
    if 0 < end < len(lines) and kinds[end] is Kind.HEADER and begins_attribution(lines[end - 1].text[:300]):
        end -= 1
    signature = signature_lines(lines[:end], kinds[:end])
    places = ["quote" if at >= end or kind in _QUOTES else "signature" if at in signature else "text" for at, kind in enumerate(kinds)]
    loose = ["text" if kind in (Kind.TEXT, Kind.EMPTY) else place for kind, place in zip(kinds, places, strict=True)]
    return Cut(
        text=_joined(lines, places, "text"),
        signature=_joined(lines, places, "signature"),
        quoted=_joined(lines, places, "quote"),
        unmarked=_joined(lines, loose, "text"),
    )


def _older_mail(kinds: Sequence[Kind]) -> int:
    """The line from which on everything is an older mail: a delimiter, a header block, or an attribution without `>` below it."""
    for at, kind in enumerate(kinds):
        if kind in (Kind.DELIMITER, Kind.HEADER) or (kind is Kind.ATTRIBUTION and _unmarked(kinds, at)):
            return _with_rules_above(kinds, at)
    return len(kinds)


def _unmarked(kinds: Sequence[Kind], at: int) -> bool:
    """Is the attribution at this line followed by anything but marked quotes? Answers between quotes may begin right below it."""
    below = next((kind for kind in kinds[at:] if kind not in (Kind.ATTRIBUTION, Kind.EMPTY)), None)
    if below in (None, Kind.QUOTE):
        return below is None
    return Kind.TEXT in kinds[:at] or Kind.QUOTE not in kinds[at:]


def _with_rules_above(kinds: Sequence[Kind], at: int) -> int:
    while at and kinds[at - 1] in (Kind.RULE, Kind.EMPTY):
        at -= 1
    return at


def _joined(lines: Sequence[Line], places: Sequence[str], place: str) -> str:
    """The lines of that place; where others stood between them, and for runs of empty lines, one empty line."""
    kept: list[str] = []
    for line, own in zip(lines, places, strict=True):
        text = line.text.rstrip() if own == place else ""
        if text or (kept and kept[-1]):
            kept.append(text)
    return "\n".join(kept).strip("\n")
