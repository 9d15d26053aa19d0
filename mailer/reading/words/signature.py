"""Which lines above the quote are a signature, not words of this mail?"""

import re
from collections.abc import Sequence

from mailer.reading.words.lines import Kind
from mailer.reading.words.marks import is_personal

_MAX_CARD = 6
_QUOTES = Kind.QUOTE + Kind.ATTRIBUTION + Kind.HEADER + Kind.DELIMITER
_TEXT = Kind.TEXT + Kind.EMPTY
_SIGNS = re.compile(f"[{Kind.SIGNATURE}{Kind.RULE}{Kind.DISCLAIMER}{Kind.DEVICE}]")
_SIGN_OFF = re.compile(r"(?:\w+ )?(?:Gr[uü](?:ß|ss)|Lg|LG|VG|MfG|BG|HG|SG|Bis\b|Danke|Tschüss|Ciao)", re.IGNORECASE)
_CONTACT = re.compile(r"@|www\.|https?:|\d{3}|\||\b(?:Dr|Prof|Dipl|Mag)\b|\b(?:Tel|Fon|Mobil|Fax)\b")
_LIST_FOOTER = re.compile(r"\S+ (?:mailing list|mailing-?liste)\b", re.IGNORECASE)
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
        paragraph = kind == Kind.DISCLAIMER or (paragraph and kind == Kind.TEXT and not is_personal(lines[at][:400]))
        if inside or paragraph or kind == Kind.DEVICE:
            found.add(at)
    return found


def _is_card(lines: Sequence[str], kinds: str) -> bool:
    """Is what follows a drawn line below the words nothing at all, a mailing list's footer, or a few lines with numbers or addresses?"""
    texts: list[str] = []
    for line, kind in zip(lines, kinds, strict=False):
        if kind not in _TEXT:
            break
        if kind == Kind.TEXT:
            texts.append(line)
        if len(texts) > _MAX_CARD:
            return False
    if not texts or _LIST_FOOTER.match(texts[0][:100]):
        return True
    if _SIGN_OFF.match(texts[0]) or not any(_CONTACT.search(text[:200]) for text in texts):
        return False
    return not any(_SMALL_WORD.search(text[:200]) or text.rstrip().endswith(("!", "?")) for text in texts)
