"""Which parts of a mail are calendar messages?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mailer.reading.charset import decode
from mailer.reading.headers import decoded
from mailer.reading.mime import MAX_TEXT_BYTES, Part

_TYPES = ("text/calendar", "application/ics", "text/x-vcalendar", "application/calendar", "text/ics")
_VAGUE = ("application/octet-stream", "text/plain", "application/x-msdownload")
_FOLD = re.compile(rb"\r?\n[ \t]")
_MAX_CHARACTERS = 512 * 1024


@dataclass(frozen=True, slots=True)
class Payload:
    """The text of one calendar part, the METHOD of its MIME parameter (upper-case, or empty), and whether it is an attachment."""

    text: str
    declared_method: str
    attached: bool


def payloads(mail: Part) -> Iterator[Payload]:
    """The calendar parts that the sender made. A carried mail or a report may hold our own invitation: they are never looked into."""
    for part in _own(mail):
        named = decoded(part.filename).lower().endswith(".ics")
        if part.content_type in _TYPES or (named and part.content_type in _VAGUE):
            method = part.parameters.get("method", "").strip().upper()[:40]
            yield Payload(_text(part)[:_MAX_CHARACTERS], method, part.disposition == "attachment" or part.content_type not in _TYPES)


def _text(part: Part) -> str:
    """The text with its folds taken out before it is decoded: they may stand inside of a character (RFC 5545 3.1)."""
    if part.content()[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return decode(part.content()[:MAX_TEXT_BYTES], "utf-16")
    unfolded = _FOLD.sub(b"", part.content()[:MAX_TEXT_BYTES])
    return decode(unfolded, part.parameters.get("charset")).lstrip("\ufeff")


def _own(part: Part) -> Iterator[Part]:
    if part.content_type == "multipart/report" or part.content_type.startswith("message/"):
        return
    yield part
    for child in part.children:
        yield from _own(child)
