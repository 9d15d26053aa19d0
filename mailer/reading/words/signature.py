"""Which lines above the quote are a signature, not words of this mail?"""

import re
from collections.abc import Sequence

from mailer.reading.words.lines import Kind, Line

_MAX_CARD = 6
_SMALL_WORD = re.compile(r"(?<![\w@./-])[a-zäöüß]{4,}(?![\w@/]|[.-]\w)")


def signature_lines(lines: Sequence[Line], kinds: Sequence[Kind]) -> set[int]:
    """The numbers of the lines: from `-- ` to the next quote, a disclaimer's paragraph, device lines, a card below a drawn line."""
    found: set[int] = set()
    inside = paragraph = False
    for at, kind in enumerate(kinds):
        if kind in (Kind.QUOTE, Kind.ATTRIBUTION, Kind.HEADER, Kind.DELIMITER):
            inside = paragraph = False
            continue
        inside = (
            inside or kind is Kind.SIGNATURE or (kind is Kind.RULE and _is_card(lines[at + 1 :], kinds[at + 1 :], Kind.TEXT in kinds[:at]))
        )
        paragraph = kind is Kind.DISCLAIMER or (paragraph and kind is Kind.TEXT)
        if inside or paragraph or kind is Kind.DEVICE:
            found.add(at)
    return found


def _is_card(lines: Sequence[Line], kinds: Sequence[Kind], below_words: bool) -> bool:
    """Is what follows a drawn line below the words nothing at all, or a few lines of names, numbers and addresses?"""
    if not below_words:
        return False
    texts: list[str] = []
    for line, kind in zip(lines, kinds, strict=False):
        if kind not in (Kind.TEXT, Kind.EMPTY):
            break
        if kind is Kind.TEXT:
            texts.append(line.text)
        if len(texts) > _MAX_CARD:
            return False
    return not any(_SMALL_WORD.search(text[:200]) or text.rstrip().endswith(("!", "?")) for text in texts)
