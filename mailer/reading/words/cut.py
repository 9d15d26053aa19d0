"""Which of the classified lines are the writer's new words, which are their signature, which are quoted?"""

from collections.abc import Sequence
from dataclasses import dataclass

from mailer.model.reading import Passage
from mailer.reading.words.attribution import begins_attribution, may_hold_attribution, split_off_attribution
from mailer.reading.words.forms import bare, is_empty_box, ticked_lines
from mailer.reading.words.lines import Kind, Line, classify
from mailer.reading.words.passages import joined, passages_of
from mailer.reading.words.signature import signature_lines

MAX_LINES = 5_000
_FULL = 70
_INTRODUCTIONS = (Kind.ATTRIBUTION, Kind.HEADER, Kind.DELIMITER)
_QUOTES = (Kind.QUOTE, *_INTRODUCTIONS)


@dataclass(frozen=True, slots=True)
class Cut:
    """The three parts of a text, each in the order of the mail; together they are the whole of it.

    `unmarked` are the lines without any mark of their own: the text, and what was taken for a quote because of what stands above it.
    `passages` are the pieces of `text`.
    """

    text: str
    signature: str
    quoted: str
    unmarked: str = ""
    passages: tuple[Passage, ...] = ()


def cut(lines: Sequence[Line]) -> Cut:
    """The lines sorted into new words, signature and quote; what is below line 5,000 is nobody's answer."""
    read = [piece for line in lines[:MAX_LINES] for piece in (_parted(line) if may_hold_attribution(line.text) else (line,))]
    unread = lines[MAX_LINES:]
    kinds = _rejoined(read, classify(read)) + [Kind.QUOTE] * len(unread)
    lines = [*read, *unread]
    end = _older_mail(kinds)
    if 0 < end < len(lines) and kinds[end] is Kind.HEADER and begins_attribution(lines[end - 1].text[:300]):
        end -= 1
    signature = signature_lines(lines[:end], kinds[:end])
    places = ["quote" if at >= end or kind in _QUOTES else "signature" if at in signature else "text" for at, kind in enumerate(kinds)]
    ticked = _fill_in(places, read, kinds)
    loose = ["text" if kind in (Kind.TEXT, Kind.EMPTY) else place for kind, place in zip(kinds, places, strict=True)]
    texts = [bare(line.text) if at in ticked else line.text for at, line in enumerate(lines)]
    new = [place == "text" for place in places]
    return Cut(
        text=joined(texts, new),
        signature=joined(texts, [place == "signature" for place in places]),
        quoted=joined(texts, [place == "quote" for place in places]),
        unmarked=joined(texts, [place == "text" for place in loose]),
        passages=passages_of(texts, new, [place == "quote" for place in places], [kind in _INTRODUCTIONS for kind in kinds]),
    )


def _parted(line: Line) -> tuple[Line, ...]:
    pieces = split_off_attribution(line.text)
    return tuple([Line(piece, line.quoted, line.depth) for piece in pieces]) if len(pieces) > 1 else (line,)


def _rejoined(lines: Sequence[Line], kinds: list[Kind]) -> list[Kind]:
    """The classes, where the end of a full quoted line that a program broke off without a mark belongs to the quote again.

    Nobody answers in the middle of a sentence: the line above is full and has no end, and the one below is quoted again.
    """
    for at in range(1, len(kinds) - 1):
        if kinds[at] is Kind.TEXT and kinds[at - 1] is kinds[at + 1] is Kind.QUOTE and len(lines[at - 1].text) >= _FULL:
            above = lines[at - 1].text.rstrip()
            broken = not lines[at - 1].quoted and above[-1:].isalpha() and lines[at].text[:1].islower()
            kinds[at] = Kind.QUOTE if broken and len(lines[at].text) < _FULL else Kind.TEXT
    return kinds


def _fill_in(places: list[str], lines: Sequence[Line], kinds: Sequence[Kind]) -> set[int]:
    """In a form that the writer filled in, ticked options are new words and empty ones are not, whatever marks stand before them.

    Returns the numbers of the ticked lines.
    """
    if not any(is_empty_box(line.text) for line in lines):
        return set()
    end = _end_of_first_quote(kinds)
    form = [line.text if at < end and _depth(line) < 2 else "" for at, line in enumerate(lines)]
    ticked = ticked_lines(form)
    for at in ticked:
        places[at] = "text"
    for at, place in enumerate(places) if ticked else ():
        if place == "text" and is_empty_box(form[at]):
            places[at] = "quote"
    return ticked


def _end_of_first_quote(kinds: Sequence[Kind]) -> int:
    """The line that introduces the second older mail: what was ticked further below was an answer to an earlier letter."""
    introduced = inside = False
    for at, kind in enumerate(kinds):
        if kind not in _INTRODUCTIONS:
            inside = inside and kind is Kind.EMPTY
        elif introduced and not inside:
            return at
        else:
            introduced = inside = True
    return len(kinds)


def _depth(line: Line) -> int:
    if ">" not in line.text:
        return line.depth
    return max(line.depth, line.text[:40].replace(" ", "").count(">", 0, 2))


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
