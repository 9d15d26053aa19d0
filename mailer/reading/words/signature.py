"""Which lines above the quote are a signature, not words of this mail?"""

import re
from collections.abc import Sequence

from mailer.reading.words.lines import Kind

_MAX_CARD = 6
_QUOTES = Kind.QUOTE + Kind.ATTRIBUTION + Kind.HEADER + Kind.DELIMITER
_TEXT = Kind.TEXT + Kind.EMPTY
_SIGNS = re.compile(f"[{Kind.SIGNATURE}{Kind.RULE}{Kind.DISCLAIMER}{Kind.DEVICE}]")
_SMALL_WORD = re.compile(r"(?<![\w@./-])[a-zäöüß]{4,}(?![\w@/]|[.-]\w)")


def signature_lines(lines: Sequence[str], kinds: str) -> set[int]:
    """The numbers of the lines: from `-- ` to the next quote, a disclaimer's paragraph, device lines, a card below a drawn line."""
    found: set[int] = set()
    if not _SIGNS.search(kinds):
        return found
    inside = paragraph = False
    for at, kind in enumerate(kinds):
        if kind in _QUOTES:
            inside = paragraph = False
            continue
        inside = (
            inside
            or kind == Kind.SIGNATURE
            or (kind == Kind.RULE and Kind.TEXT in kinds[:at] and _is_card(lines[at + 1 :], kinds[at + 1 :]))
        )
        paragraph = kind == Kind.DISCLAIMER or (paragraph and kind == Kind.TEXT)
        if inside or paragraph or kind == Kind.DEVICE:
            found.add(at)
    return found


def _is_card(lines: Sequence[str], kinds: str) -> bool:
    """Is what follows a drawn line below the words nothing at all, or a few lines of names, numbers and addresses?"""
    texts: list[str] = []
    for line, kind in zip(lines, kinds, strict=False):
        if kind not in _TEXT:
            break
        if kind == Kind.TEXT:
            texts.append(line)
        if len(texts) > _MAX_CARD:
            return False
    return not any(_SMALL_WORD.search(text[:200]) or text.rstrip().endswith(("!", "?")) for text in texts)
