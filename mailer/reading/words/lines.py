"""What is each line of a mail: new text, a quote, or one of the marks that mail programs put between them?

Every line gets exactly one class, by matching that is linear in its length; nothing here looks at the whole text at once.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from mailer.reading.words.attribution import attribution_length, is_attribution
from mailer.reading.words.device import is_device_line
from mailer.reading.words.headerblock import header_block_length
from mailer.reading.words.marks import is_delimiter, is_disclaimer, is_rule, is_signature_mark

_SEEN = 400
# `JV> ` as The Bat! writes it, and others that quote with the initials of the one they answer.
_INITIALS = re.compile(r"[A-ZÄÖÜ][A-Za-zÄÖÜäöü]{0,2}>{1,5}(?:\s|$)")


class Kind(Enum):
    """EMPTY; TEXT; QUOTE (`>`); ATTRIBUTION ("Am … schrieb …:"); HEADER (a copied header block); DELIMITER ("-----Original…");
    RULE (a drawn line); SIGNATURE (`-- `); DEVICE ("Von meinem iPhone gesendet");
    DISCLAIMER (a footer that a mail server appends)."""

    EMPTY = "e"
    TEXT = "t"
    QUOTE = "q"
    ATTRIBUTION = "a"
    HEADER = "h"
    DELIMITER = "d"
    RULE = "r"
    SIGNATURE = "s"
    DEVICE = "p"
    DISCLAIMER = "f"


@dataclass(frozen=True, slots=True)
class Line:
    """A line, whether the HTML around it already says that it is quoted, and how deep."""

    text: str
    quoted: bool = False
    depth: int = 0


def classify(lines: Sequence[Line]) -> list[Kind]:
    """The class of each line. Attributions and header blocks may span several lines; all of them get the class."""
    kinds: list[Kind] = []
    texts = [line.text[:_SEEN].strip() for line in lines]
    while len(kinds) < len(lines):
        text = texts[len(kinds)]
        if text[:1] == ">" and text[1:2] != ">":  # most lines of most mails
            kinds.append(Kind.QUOTE)
        else:
            kinds += _next(lines, texts, len(kinds))
    return kinds


def _next(lines: Sequence[Line], texts: Sequence[str], at: int) -> list[Kind]:
    text = texts[at]
    if text.startswith(">>>") and not lines[at].quoted and _begins_unmarked_quote(texts, at):
        return [Kind.DELIMITER]
    if lines[at].quoted or _is_marked(text):
        return [Kind.QUOTE]
    if not text:
        return [Kind.EMPTY]
    if is_signature_mark(lines[at].text[:_SEEN]):
        return [Kind.SIGNATURE]
    if is_delimiter(text):
        return [Kind.DELIMITER]
    if is_rule(text):
        return [Kind.RULE]
    ahead = texts[at : at + 14]
    block = header_block_length(ahead)
    if block:
        return [Kind.HEADER] * block
    if is_device_line(text):
        return [Kind.DEVICE]
    if is_disclaimer(text):
        return [Kind.DISCLAIMER]
    return [Kind.ATTRIBUTION] * attribution_length(ahead) or [Kind.TEXT]


def _is_marked(text: str) -> bool:
    """Does a quote mark begin the line? `>>> www.example.org <<<` is an ornament."""
    marked = text.startswith((">", "| ")) or text == "|" or bool(_INITIALS.match(text))
    return marked and not (text.startswith(">>") and text.endswith("<<"))


def _begins_unmarked_quote(texts: Sequence[str], at: int) -> bool:
    """Is it GroupWise's line above an older mail, `>>> Name 04.10.24 18:00 >>>` or `>>> Am … schrieb …:`, none of whose lines is marked?"""
    if is_delimiter(texts[at]):
        return True
    beside = [*texts[max(0, at - 1) : at], *texts[at + 1 : at + 4]]
    return is_attribution(texts[at].lstrip("> ")) and not any(other.startswith(">") for other in beside)
