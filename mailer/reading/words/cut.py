"""Which of the classified lines are the writer's new words, which are their signature, which are quoted?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailer.model.reading import Passage
from mailer.reading.words.attribution import begins_attribution, may_hold_attribution, split_off_attribution
from mailer.reading.words.comments import comment_lines
from mailer.reading.words.forms import bare, is_empty_box, may_hold_box, ticked_lines
from mailer.reading.words.lines import Kind, classify
from mailer.reading.words.passages import INTRODUCING, NEW, OLD, QUOTED, SIGNATURE, joined, new_passages, replaced
from mailer.reading.words.signature import signature_lines

MAX_LINES = 5_000
_FULL = 70
_BEFORE_NOUN = frozenset(
    ("am", "beim", "dem", "den", "der", "des", "die", "eine", "einem", "einen", "einer", "für", "im", "ins", "oder", "und", "vom", "von",
     "zum", "zur", "the", "of")
)  # fmt: skip
_INTRODUCTIONS = Kind.ATTRIBUTION + Kind.HEADER + Kind.DELIMITER
_INTRODUCTION = re.compile(f"[{_INTRODUCTIONS}]")
_BETWEEN_QUOTES = re.compile(f"(?<={Kind.QUOTE}){Kind.TEXT}(?={Kind.QUOTE})")
# The place of each kind of line: in an older mail, and above it.
_OLDER = {ord(kind): INTRODUCING if kind in _INTRODUCTIONS else QUOTED for kind in Kind}
_NEWER = _OLDER | {ord(kind): NEW for kind in Kind if kind not in Kind.QUOTE + _INTRODUCTIONS}
_UNMARKED = {ord(kind): NEW if kind in Kind.TEXT + Kind.EMPTY else QUOTED for kind in Kind}


@dataclass(frozen=True, slots=True)
class Cut:
    """The three parts of a text, each in the order of the mail; together they are the whole of it.

    `unmarked`, where there is no text, are the lines without any mark of their own: taken for a quote because of what stands above.
    `passages` are the pieces of `text`.
    """

    text: str
    signature: str
    quoted: str
    unmarked: str = ""
    passages: tuple[Passage, ...] = ()


def cut(lines: Sequence[str], depths: Sequence[int] = ()) -> Cut:
    """The lines sorted into new words, signature and quote; what is below line 5,000 is nobody's answer.

    `depths` says how deep the HTML around each line marks it as quoted, 0 where it does not; empty for plain text.
    """
    read, depths = _parted(lines[:MAX_LINES], depths)
    unread = lines[MAX_LINES:]
    kinds = _rejoined(read, depths, classify(read, depths)) + Kind.QUOTE * len(unread)
    texts = [*read, *unread]
    places = _places(texts, kinds)
    if Kind.HEADER in kinds:
        places = replaced(places, comment_lines(texts, kinds, _end_of_first_quote(kinds)), NEW)
    places, ticked = _filled_in(places, _form(read, depths, kinds))
    for at in ticked:
        texts[at] = bare(texts[at])
    text, passages = new_passages(texts, places)
    return Cut(
        text=text,
        signature=joined(texts, places, SIGNATURE),
        quoted=joined(texts, places, OLD),
        unmarked="" if text else joined(texts, kinds.translate(_UNMARKED), NEW),
        passages=passages,
    )


def _parted(lines: Sequence[str], depths: Sequence[int]) -> tuple[Sequence[str], Sequence[int]]:
    """The lines, those in two that hold an attribution beside other words."""
    depths = depths or [0] * len(lines)
    if not any(map(may_hold_attribution, lines)):
        return lines, depths
    pieces = [(piece, depth) for line, depth in zip(lines, depths, strict=False) for piece in split_off_attribution(line)]
    return [piece for piece, _ in pieces], [depth for _, depth in pieces]


def _rejoined(lines: Sequence[str], depths: Sequence[int], kinds: str) -> str:
    """The kinds, where the end of a full quoted line that a program broke off without a mark belongs to the quote again.

    Nobody answers in the middle of a sentence: the line above is full and has no end, and the one below is quoted again.
    """
    between = (found.start() for found in _BETWEEN_QUOTES.finditer(kinds))
    return replaced(kinds, [at for at in between if not depths[at - 1] and _goes_on(lines[at - 1], lines[at])], Kind.QUOTE)


def _goes_on(line: str, below: str) -> bool:
    if not len(below) < _FULL <= len(line) or not line.rstrip()[-1:].isalpha():
        return False
    return below[:1].islower() or line.rsplit(None, 1)[-1] in _BEFORE_NOUN


def _places(lines: Sequence[str], kinds: str) -> str:
    """The place of each line, by the kinds of all."""
    end = _older_mail(kinds)
    if 0 < end < len(lines) and kinds[end] == Kind.HEADER and begins_attribution(lines[end - 1][:300]):
        end -= 1
    places = kinds[:end].translate(_NEWER) + kinds[end:].translate(_OLDER)
    return replaced(places, signature_lines(lines, kinds[:end]), SIGNATURE)


def _form(lines: Sequence[str], depths: Sequence[int], kinds: str) -> list[str]:
    """The lines where options may be ticked, all others empty; nothing where no option is empty."""
    if not may_hold_box("\n".join(lines)) or not any(is_empty_box(line) for line in lines):
        return []
    end = _end_of_first_quote(kinds)
    return [line if at < end and _depth(line, depths[at]) < 2 else "" for at, line in enumerate(lines)]


def _filled_in(places: str, form: Sequence[str]) -> tuple[str, set[int]]:
    """In a form that the writer filled in, ticked options are new words and empty ones are not, whatever marks stand before them.

    Returns the places and the numbers of the ticked lines.
    """
    ticked = ticked_lines(form)
    places = replaced(places, ticked, NEW)
    empty = [at for at, line in enumerate(form) if places[at] == NEW and is_empty_box(line)] if ticked else ()
    return replaced(places, empty, QUOTED), ticked


def _end_of_first_quote(kinds: str) -> int:
    """The line that introduces the second older mail: what was ticked further below was an answer to an earlier letter."""
    introduced = inside = False
    for at, kind in enumerate(kinds):
        if kind not in _INTRODUCTIONS:
            inside = inside and kind == Kind.EMPTY
        elif introduced and not inside:
            return at
        else:
            introduced = inside = True
    return len(kinds)


def _depth(line: str, depth: int) -> int:
    if ">" not in line:
        return depth
    return max(depth, line[:40].replace(" ", "").count(">", 0, 2))


def _older_mail(kinds: str) -> int:
    """The line from which on everything is an older mail: a delimiter, a header block, or an attribution without `>` below it."""
    for found in _INTRODUCTION.finditer(kinds):
        if found[0] != Kind.ATTRIBUTION or _unmarked(kinds, found.start()):
            return len(kinds[: found.start()].rstrip(Kind.RULE + Kind.EMPTY))
    return len(kinds)


def _unmarked(kinds: str, at: int) -> bool:
    """Is the attribution at this line followed by anything but marked quotes? Answers between quotes may begin right below it."""
    below = kinds[at:].lstrip(Kind.ATTRIBUTION + Kind.EMPTY)[:1]
    if below in ("", Kind.QUOTE):
        return not below
    return Kind.TEXT in kinds[:at] or Kind.QUOTE not in kinds[at:]
