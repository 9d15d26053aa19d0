"""What did the member receive? A letter, opened with the standard library as a mail program would."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr
from functools import lru_cache
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")

_BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL | re.IGNORECASE)
_MAILTO = re.compile(r"mailto:[^\s\"'<>]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Received:
    """A letter as a mail program sees it. `html` is what stands inside its body element, empty when there is none."""

    message_id: str
    references: tuple[str, ...]
    sender_name: str
    sender_address: str
    to_name: str
    to_address: str
    subject: str
    date: datetime
    text: str
    html: str
    calendar: str
    head: bytes
    raw: bytes


@dataclass(frozen=True, slots=True)
class Invitation:
    """One event of a calendar part: its properties by name, parameters cut off, and its times (aware). `partstat` is the attendee's."""

    properties: Mapping[str, str]
    attendee: str
    partstat: str
    start: datetime
    end: datetime

    @property
    def uid(self) -> str:
        """The UID that an answer must bring back (RFC 5545 3.8.4.7)."""
        return self.properties["UID"]


@dataclass(frozen=True, slots=True)
class ButtonLink:
    """Where an answer button leads (RFC 6068): a mail that is already written."""

    address: str
    subject: str
    body: str


@lru_cache(maxsize=1024)
def open_letter(letter: bytes) -> Received:
    """The letter with its parts decoded. Raises ValueError where it lacks a Message-ID or a date: nobody could answer it."""
    message = message_from_bytes(letter, policy=default)
    sender, to = parseaddr(str(message["From"])), parseaddr(str(message["To"]))
    if not message["Message-ID"] or not message["Date"]:
        raise ValueError("a letter needs Message-ID and Date")
    return Received(
        message_id=str(message["Message-ID"]).strip(),
        references=tuple(str(message.get("References", "")).split()),
        sender_name=sender[0] or sender[1],
        sender_address=parseaddr(str(message["Reply-To"] or ""))[1] or sender[1],
        to_name=to[0],
        to_address=to[1],
        subject=str(message["Subject"]),
        date=message["Date"].datetime.astimezone(BERLIN),
        text=_content(message, "plain").replace("\r\n", "\n").strip("\n"),
        html=_inside_body(_content(message, "html").replace("\r\n", "\n")),
        calendar=_calendar(message),
        head=re.split(rb"\r?\n\r?\n", letter, maxsplit=1)[0],
        raw=letter,
    )


def invitation(received: Received) -> Invitation:
    """The first event of the letter's calendar part. Raises ValueError when the letter invites to nothing."""
    found = events(received)
    if not found:
        raise ValueError(f"no invitation in {received.subject!r}")
    return found[0]


def events(received: Received) -> tuple[Invitation, ...]:
    """All events of the letter's calendar part, in their order."""
    return tuple(_event(lines, received) for lines in _event_lines(received.calendar) if "UID" in lines and "DTSTART" in lines)


def button(received: Received, word: str) -> ButtonLink:
    """The answer button whose subject begins with that word. Raises ValueError when the letter has none."""
    for link in _MAILTO.findall(unescape(received.html) + "\n" + received.text):
        parts = urlsplit(link)
        query = parse_qs(parts.query)
        subject = query.get("subject", [""])[0]
        if subject.startswith(word):
            return ButtonLink(unquote(parts.path), subject, query.get("body", [""])[0])
    raise ValueError(f"no button {word!r} in {received.subject!r}")


def _content(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return str(part.get_content()) if part is not None else ""


def _inside_body(html: str) -> str:
    found = _BODY.search(html)
    return (found.group(1) if found else html).strip()


def _calendar(message: EmailMessage) -> str:
    """The calendar part, never one in a mail that a report brings back."""
    if message.get_content_type() == "multipart/report":
        return ""
    for part in message.walk():
        if part.get_content_type() == "text/calendar":
            content = part.get_content()
            return content if isinstance(content, str) else content.decode()
    return ""


def _event(lines: Mapping[str, tuple[str, str]], received: Received) -> Invitation:
    parameters, address = lines.get("ATTENDEE", ("", received.to_address))
    partstat = re.search(r"PARTSTAT=([A-Z-]+)", parameters)
    start = _moment(*lines["DTSTART"])
    return Invitation(
        properties={name: value for name, (_, value) in lines.items()},
        attendee=re.sub(r"(?i)^mailto:", "", address),
        partstat=partstat.group(1) if partstat else "",
        start=start,
        end=_moment(*lines["DTEND"]) if "DTEND" in lines else start,
    )


def _event_lines(calendar: str) -> list[dict[str, tuple[str, str]]]:
    """Parameters and value by property name, for each VEVENT, unfolded (RFC 5545 3.1)."""
    unfolded = re.sub(r"\r?\n[ \t]", "", calendar)
    return [_properties(piece.partition("END:VEVENT")[0]) for piece in unfolded.split("BEGIN:VEVENT")[1:]]


def _properties(event: str) -> dict[str, tuple[str, str]]:
    lines: dict[str, tuple[str, str]] = {}
    for line in event.splitlines():
        found = re.match(r'([A-Za-z-]+)((?:;(?:"[^"]*"|[^":;])*)*):(.*)', line)
        if found:
            lines.setdefault(found.group(1).upper(), (found.group(2), found.group(3)))
    return lines


def _moment(parameters: str, value: str) -> datetime:
    if value.endswith("Z"):
        return datetime.strptime(value + "+0000", "%Y%m%dT%H%M%SZ%z").astimezone(BERLIN)
    zone = re.search(r"TZID=\"?([^\";]+)", parameters)
    known = ZoneInfo(zone.group(1)) if zone and "/" in zone.group(1) else BERLIN
    return datetime.strptime(value[:15], "%Y%m%dT%H%M%S").replace(tzinfo=known)
