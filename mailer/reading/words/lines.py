"""What is each line of a mail: new text, a quote, or one of the marks that mail programs put between them?

Every line gets exactly one class, by matching that is linear in its length; nothing here looks at the whole text at once.
"""

import re
from collections.abc import Sequence
from enum import StrEnum

from mailer.reading.words.attribution import attribution_length, is_attribution
from mailer.reading.words.device import is_device_line
from mailer.reading.words.headerblock import header_block_length
from mailer.reading.words.marks import is_delimiter, is_disclaimer, is_rule, is_signature_mark

_SEEN = 400
# `JV> ` as The Bat! writes it, and others that quote with the initials of the one they answer.
_INITIALS = re.compile(r"[A-ZÄÖÜ][A-Za-zÄÖÜäöü]{0,2}>{1,5}(?:\s|$)")


class Kind(StrEnum):
    """EMPTY; TEXT; QUOTE (`>`); ATTRIBUTION ("Am … schrieb …:"); HEADER (a copied header block); DELIMITER ("-----Original…");
    RULE (a drawn line); SIGNATURE (`-- `); DEVICE ("Von meinem iPhone gesendet"); DISCLAIMER (a footer that a mail server appends).

    One letter each, so that the kinds of a text's lines are a word."""

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


def classify(lines: Sequence[str], depths: Sequence[int]) -> str:
    """The kinds of the lines, given how deep the HTML around each says that it is quoted.

    Attributions and header blocks may span several lines; all of them get the kind.
    """
    kinds: list[str] = []
    at = 0
    texts = [line[:_SEEN].strip() for line in lines]
    quote = str(Kind.QUOTE)
    while at < len(texts):
        text = texts[at]
        if text[:1] == ">" and text[1:2] != ">":  # most lines of most mails
            kinds.append(quote)
            at += 1
        else:
            found = _next(lines[at], texts, at, depths[at] > 0)
            kinds.append(found)
            at += len(found)
    return "".join(kinds)


def _next(line: str, texts: Sequence[str], at: int, quoted: bool) -> str:
    """The kind of the line, repeated for each further line that it spans."""
    text = texts[at]
    if text.startswith(">>>") and not quoted and _begins_unmarked_quote(texts, at):
        return Kind.DELIMITER
    if quoted or _is_marked(text):
        return Kind.QUOTE
    if not text:
        return Kind.EMPTY
    if is_signature_mark(line[:_SEEN]):
        return Kind.SIGNATURE
    if is_delimiter(text):
        return Kind.DELIMITER
    if is_rule(text):
        return Kind.RULE
    ahead = texts[at : at + 14]
    block = header_block_length(ahead)
    if block:
        return Kind.HEADER * block
    if is_device_line(text):
        return Kind.DEVICE
    if is_disclaimer(text):
        return Kind.DISCLAIMER
    return Kind.ATTRIBUTION * attribution_length(ahead) or Kind.TEXT


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
