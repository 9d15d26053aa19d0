"""Which parts of a mail are calendar messages?"""

from collections.abc import Iterator
from dataclasses import dataclass

from mailer.reading.mime import Part

_TYPES = ("text/calendar", "application/ics", "text/x-vcalendar", "application/calendar", "text/ics")
_VAGUE = ("application/octet-stream", "text/plain", "application/x-msdownload")
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
        named = part.filename.lower().endswith(".ics")
        if part.content_type in _TYPES or (named and part.content_type in _VAGUE):
            method = part.parameters.get("method", "").strip().upper()[:40]
            yield Payload(part.text()[:_MAX_CHARACTERS], method, part.disposition == "attachment" or part.content_type not in _TYPES)


def _own(part: Part) -> Iterator[Part]:
    if part.content_type == "multipart/report" or part.content_type.startswith("message/"):
        return
    yield part
    for child in part.children:
        yield from _own(child)
