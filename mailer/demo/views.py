"""How does a person see a mail? Head, text or HTML, and the calendar card, taken from the raw bytes as a mail program would."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

from mailer.demo.clients.received import events, open_letter


@dataclass(frozen=True, slots=True)
class CalendarCard:
    """An appointment as a mail program draws it. `method` is iTIP's (REQUEST, REPLY, PUBLISH, ...), `partstat` the answer in a REPLY."""

    method: str
    partstat: str
    title: str
    start: datetime
    end: datetime
    location: str


@dataclass(frozen=True, slots=True)
class MailView:
    """A mail on the screen. `html` is a whole document or None for a plain mail; `file` is the .eml it was read from (may be empty);
    `program` tells a person with what it was written (may be empty)."""

    sender: str
    address: str
    to: str
    subject: str
    at: datetime
    text: str
    html: str | None = None
    cards: tuple[CalendarCard, ...] = ()
    file: str = ""
    program: str = ""


def view(raw: bytes, file: str = "", program: str = "") -> MailView:
    """The mail as a person sees it. Raises ValueError for bytes without Date or Message-ID, which no mail of the demo lacks."""
    received, message = open_letter(raw), message_from_bytes(raw, policy=default)
    name, address = parseaddr(str(message["From"]))
    return MailView(
        sender=name or address,
        address=address,
        to=str(message["To"]),
        subject=received.subject,
        at=received.date,
        text=received.text,
        html=_document(message),
        cards=tuple(_cards(raw)),
        file=file,
        program=program,
    )


def _document(message: EmailMessage) -> str | None:
    if message.get_content_type() == "multipart/report":
        return None
    part = message.get_body(preferencelist=("html",))
    return str(part.get_content()) if part is not None else None


def _cards(raw: bytes) -> Iterator[CalendarCard]:
    received = open_letter(raw)
    method = re.search(r"^METHOD:([A-Z]+)", received.calendar, re.MULTILINE)
    for event in events(received):
        yield CalendarCard(
            method=method.group(1) if method else "PUBLISH",
            partstat=event.partstat,
            title=_plain(event.properties.get("SUMMARY", "")),
            start=event.start,
            end=event.end,
            location=_plain(event.properties.get("LOCATION", "")),
        )


def _plain(value: str) -> str:
    return re.sub(r"\\([,;\\])", r"\1", re.sub(r"\\[nN]", " ", value))
