"""Which lines inside an older mail did the writer sign as comments: `[Jana Vogel] Ja, gern.`?

Outlook puts the name of whoever types into an unmarked quote before each comment, if its user wants so. The name stands in the
block above the quote too, as a recipient's.
"""

import re
from collections.abc import Sequence

from mailer.reading.words.headerblock import names_recipients
from mailer.reading.words.lines import Kind

_COMMENT = re.compile(r"\[(?P<name>[^\[\]\n:@]{2,40}[ ,][^\[\]\n:@]{2,40})\](?=:? ?\S)")
_FULL = range(60, 80)  # the length of a line that was broken because it was full
_ENDS = (".", "!", "?", ":")
_MAX_LINES = 6
_MAX_RECIPIENTS = 2_000


def comment_lines(lines: Sequence[str], kinds: str, end: int) -> set[int]:
    """The numbers of the lines of such comments, above line `end`, below the first header block; lines marked as quoted are none."""
    block = kinds.find(Kind.HEADER)
    if block < 0 or not any(line.startswith("[") for line in lines[block:end]):
        return set()
    recipients = ""
    found: set[int] = set()
    for at in range(block, end):
        if kinds[at] == Kind.HEADER:
            recipients += f" {lines[at].lower()}"[: _MAX_RECIPIENTS - len(recipients)] if names_recipients(lines[at]) else ""
        elif kinds[at] == Kind.TEXT and _is_comment(lines[at], recipients):
            found.update(range(at, _end_of_comment(lines, at, end)))
    return found


def _is_comment(line: str, recipients: str) -> bool:
    comment = _COMMENT.match(line) if line.startswith("[") else None
    return comment is not None and bool(re.search(rf"\b{re.escape(comment['name'].lower())}\b", recipients))


def _end_of_comment(lines: Sequence[str], at: int, end: int) -> int:
    """The line behind the comment: a full line without an end goes on in the next one."""
    behind = at + 1
    while behind < min(end, at + _MAX_LINES) and lines[behind].strip():
        above = lines[behind - 1].rstrip()
        if len(above) not in _FULL or above.endswith(_ENDS):
            break
        behind += 1
    return behind
