"""Which boxes of a form did the writer tick, inside of the quote or without any quote mark?

Our letters ask with lines such as `( ) Ich nehme teil.` Who ticks one has answered, wherever the line stands.
"""

import re
from collections.abc import Sequence

from mailer.reading.signs import holds_any

_MARKS = re.compile(r"[>|\s]{0,40}")
_BULLET = r"(?:[-*•]\s{1,3})?"
_EMPTY = re.compile(_BULLET + r"(?:[(\[]\s{0,5}[_.]{0,5}\s{0,5}[)\]]|[☐□▢◻○])\s{0,5}(?=[^\W_])")
_MARKED_EMPTY = re.compile(_MARKS.pattern + _EMPTY.pattern)
_TICKED = re.compile(
    _BULLET
    + r"(?:[(\[]\s{0,5}_{0,3}(?:[xX×✓✔✗✘]{1,3}|[jJ]a|JA)_{0,3}\s{0,5}[)\]]|[☑☒✓✔✅🗹🗷]\ufe0f?|[xX]{1,3}\s{1,3}(?=[A-ZÄÖÜ]))\s{0,5}(?=[^\W_])"
)
_BOXES = "([☐□▢◻○☑☒✓✔✅🗹🗷"
_CROSSED = re.compile(r"[xX]\s{1,3}[A-ZÄÖÜ]")
_WRAPPED = 50
_MAX_CONTINUED = 3


def may_hold_box(text: str) -> bool:
    """Far cheaper than asking every line, and true wherever one of them is an option, ticked or not."""
    return holds_any(text, _BOXES) or (holds_any(text, "xX") and bool(_CROSSED.search(text)))


def is_empty_box(line: str) -> bool:
    """Is it an option that nobody ticked?"""
    return bool(_MARKED_EMPTY.match(line))


def is_ticked_box(line: str) -> bool:
    """Is it an option with a mark in or for its box?"""
    return bool(_TICKED.match(bare(line)))


def option_of(line: str) -> str:
    """The words of an option without its box; the line itself when it has none."""
    plain = bare(line)
    box = _TICKED.match(plain) or _EMPTY.match(plain)
    return plain[box.end() :].strip() if box else plain.strip()


def bare(line: str) -> str:
    """The line without quote marks before it."""
    return line[_MARKS.match(line[:200]).end() :]  # type: ignore[union-attr]  # it matches every line


def ticked_lines(lines: Sequence[str]) -> set[int]:
    """The numbers of the ticked options of a form, with the lines that a long one was wrapped into.

    A form needs an option that stayed empty: a ticked line alone may have been sent so.
    """
    if not any(is_empty_box(line) for line in lines):
        return set()
    found: set[int] = set()
    for at, line in enumerate(lines):
        if is_ticked_box(line):
            found.update(range(at, _end_of_option(lines, at)))
    return found


def _end_of_option(lines: Sequence[str], at: int) -> int:
    """The line behind an option: a line that is not full ends it, and so does the next option."""
    end = at + 1
    while end < min(len(lines), at + _MAX_CONTINUED) and len(lines[end - 1].rstrip()) >= _WRAPPED:
        if not bare(lines[end]).strip() or is_empty_box(lines[end]) or is_ticked_box(lines[end]):
            break
        end += 1
    return end
