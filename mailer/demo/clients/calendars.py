"""How do calendars answer an invitation? A REPLY (RFC 5546 3.2.3) as Google, Exchange and Apple send it."""

import re
import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from mailer.demo.clients import wire
from mailer.demo.clients.programs import german_date, marks, trace
from mailer.demo.clients.received import BERLIN, Invitation, Received, invitation, open_letter
from mailer.demo.clients.wire import Coding
from mailer.demo.clients.writer import Writer

CALENDARS = ("google", "outlook", "apple")
_BASE64 = Coding("utf-8", "base64")
_QUOTED = Coding("UTF-8", "quoted-printable")
_WINDOWS_ZONE = (
    "BEGIN:VTIMEZONE\nTZID:W. Europe Standard Time\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n"
    "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0100\n"
    "TZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
)


def calendar_answer(calendar: str, letter: bytes, writer: Writer, partstat: str) -> bytes:
    """The REPLY to the letter's invitation from that calendar (one of CALENDARS), `writer.words` being the comment.

    `partstat` is ACCEPTED, DECLINED or TENTATIVE. Raises ValueError when the letter carries no invitation, KeyError for an unknown
    calendar.
    """
    received = open_letter(letter)
    invited = invitation(received)
    build = {"google": _google, "outlook": _outlook, "apple": _apple}[calendar]
    return build(received, invited, writer, partstat)


def label(calendar: str) -> str:
    """How a person calls that calendar."""
    name: str = _tables()[calendar]["label"]
    return name


def _google(received: Received, invited: Invitation, writer: Writer, partstat: str) -> bytes:
    facts, one = _facts("google", received, invited, writer, partstat), marks(writer)
    fields = [
        *trace(received, writer),
        f"Reply-To: {wire.mailbox(writer.name, writer.address)}",
        f"Sender: Google Calendar <calendar-notification@{writer.domain}>",
        "Auto-Submitted: auto-generated",
        f"Message-ID: <calendar-{one['uuid']}@{writer.domain}>",
        f"Date: {format_datetime(writer.at.astimezone(UTC))}",
        f"Subject: {wire.header_words(facts['subject_line'])}",
        f"From: {wire.mailbox(writer.name, writer.address)}",
        f"To: {received.sender_address}",
    ]
    event = _google_event(received, invited, writer, partstat)
    inner = wire.multipart(
        "alternative",
        f"000000000000{one['mark12']}",
        [
            wire.part("text/plain", _filled("google", "text", facts), Coding('"UTF-8"', "base64", "format=flowed; delsp=yes")),
            wire.part("text/html", _filled("google", "markup", _escaped(facts)), _QUOTED),
            wire.part("text/calendar", event, Coding('"UTF-8"', "7bit" if event.isascii() else "8bit", "method=REPLY")),
        ],
    )
    attached = wire.part(
        "application/ics", event, Coding("utf-8", "base64", 'name="invite.ics"'), ['Content-Disposition: attachment; filename="invite.ics"']
    )
    return wire.mail(fields, wire.multipart("mixed", f"000000000001{one['mark12']}", [inner, attached]))


def _outlook(received: Received, invited: Invitation, writer: Writer, partstat: str) -> bytes:
    facts, one = _facts("outlook", received, invited, writer, partstat), marks(writer)
    fields = [
        *trace(received, writer),
        f"From: {wire.mailbox(writer.name, writer.address)}",
        f"To: {wire.mailbox(received.sender_name, received.sender_address)}",
        f"Subject: {wire.header_words(facts['subject_line'])}",
        f"Thread-Topic: {wire.header_words(received.subject, 'Thread-Topic')}",
        f"Thread-Index: AQH{one['thread']}",
        f"Date: {format_datetime(writer.at.astimezone(UTC))}",
        f"Message-ID: <{one['MARKP190MB']}{one['digits']}@{one['MARKP190MB']}{one['digits']}.{writer.domain}>",
        f"References: {received.message_id}",
        f"In-Reply-To: {received.message_id}",
        "Accept-Language: de-DE, en-US",
        "Content-Language: de-DE",
        "X-MS-Has-Attach:",
        "X-MS-TNEF-Correlator:",
    ]
    parts = [
        wire.part("text/plain", _filled("outlook", "text", facts), _BASE64),
        wire.part("text/html", _filled("outlook", "markup", _escaped(facts)), _BASE64),
        wire.part(
            "text/calendar", _exchange_event(invited, writer, partstat, facts["subject_line"]), Coding("utf-8", "base64", "method=REPLY")
        ),
    ]
    return wire.mail(fields, wire.multipart("alternative", f"_000_{one['MARKP190MB']}{one['digits']}_", parts))


def _apple(received: Received, invited: Invitation, writer: Writer, partstat: str) -> bytes:
    facts, one = _facts("apple", received, invited, writer, partstat), marks(writer)
    fields = [
        *trace(received, writer),
        f"From: {wire.mailbox(writer.name, writer.address)}",
        f"Subject: {wire.header_words(facts['subject_line'])}",
        f"Date: {format_datetime(writer.at)}",
        f"Message-Id: <{one['UUID']}@{writer.domain}>",
        f"To: {received.sender_address}",
        "X-Mailer: iPhone Mail (22A3354)",
    ]
    name = f"iCal-{writer.at:%Y%m%d-%H%M%S}.ics"
    event = wire.part(
        "text/calendar",
        _apple_event(received, invited, writer, partstat),
        Coding("utf-8", "quoted-printable", f'name="{name}"'),
        [f"Content-Disposition: attachment;\r\n\tfilename={name}"],
    )
    page = wire.part("text/html", _filled("apple", "markup", _escaped(facts)), _QUOTED)
    inner = wire.multipart("mixed", f"Apple-Mail-{one['mark8b']}", [page, event])
    plain = wire.part("text/plain", _filled("apple", "text", facts), _QUOTED)
    return wire.mail(fields, wire.multipart("alternative", f"Apple-Mail-{one['mark8']}", [plain, inner]))


def _google_event(received: Received, invited: Invitation, writer: Writer, partstat: str) -> str:
    comment = escape(writer.words.strip(), quote=True).replace("\n", " ").replace(",", "\\,").replace(";", "\\;")
    said = f';X-RESPONSE-COMMENT="{comment}"' if comment else ""
    lines = [
        *(
            "BEGIN:VCALENDAR",
            "PRODID:-//Google Inc//Google Calendar 70.9054//EN",
            "VERSION:2.0",
            "CALSCALE:GREGORIAN",
            "METHOD:REPLY",
            "BEGIN:VEVENT",
        ),
        f"DTSTART:{_utc(invited.start)}",
        f"DTEND:{_utc(invited.end)}",
        f"DTSTAMP:{_utc(writer.at)}",
        f"ORGANIZER;CN={received.sender_name}:mailto:{received.sender_address}",
        f"UID:{invited.uid}",
        f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={partstat};CN={writer.name};X-NUM-GUESTS=0{said}:mailto:{invited.attendee}",
        f"CREATED:{_utc(received.date)}",
        "DESCRIPTION:",
        f"LAST-MODIFIED:{_utc(writer.at)}",
        f"LOCATION:{invited.properties.get('LOCATION', '')}",
        f"SEQUENCE:{invited.properties.get('SEQUENCE', '0')}",
        *("STATUS:CONFIRMED", f"SUMMARY:{invited.properties.get('SUMMARY', '')}", "TRANSP:OPAQUE", "END:VEVENT", "END:VCALENDAR"),
    ]
    return _folded(lines)


def _exchange_event(invited: Invitation, writer: Writer, partstat: str, subject: str) -> str:
    """Without ORGANIZER and with Windows' name of the time zone, as Exchange has it."""
    zone = ";TZID=W. Europe Standard Time:"
    comment = writer.words.strip().replace("\n", "\\n").replace(",", "\\,")
    sequence = invited.properties.get("SEQUENCE", "0")
    lines = [
        *(
            "BEGIN:VCALENDAR",
            "METHOD:REPLY",
            "PRODID:Microsoft Exchange Server 2010",
            "VERSION:2.0",
            *_WINDOWS_ZONE.strip().split("\n"),
            "BEGIN:VEVENT",
        ),
        f"ATTENDEE;PARTSTAT={partstat};CN={writer.name}:mailto:{invited.attendee}",
        f"COMMENT;LANGUAGE=de-DE:{comment}\\n",
        f"UID:{invited.uid}",
        f"SUMMARY;LANGUAGE=de-DE:{_escape(subject)}",
        f"DTSTART{zone}{_local(invited.start)}",
        f"DTEND{zone}{_local(invited.end)}",
        *("CLASS:PUBLIC", "PRIORITY:5", f"DTSTAMP:{_utc(writer.at)}", "TRANSP:OPAQUE", "STATUS:CONFIRMED", f"SEQUENCE:{sequence}"),
        f"LOCATION;LANGUAGE=de-DE:{invited.properties.get('LOCATION', '')}",
        *(f"X-MICROSOFT-CDO-APPT-SEQUENCE:{sequence}", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY", "X-MICROSOFT-CDO-INTENDEDSTATUS:BUSY"),
        *(
            "X-MICROSOFT-CDO-ALLDAYEVENT:FALSE",
            "X-MICROSOFT-CDO-IMPORTANCE:1",
            "X-MICROSOFT-CDO-INSTTYPE:0",
            "X-MICROSOFT-DISALLOW-COUNTER:FALSE",
        ),
        *("END:VEVENT", "END:VCALENDAR"),
    ]
    return _folded(lines)


def _apple_event(received: Received, invited: Invitation, writer: Writer, partstat: str) -> str:
    lines = [
        *(
            "BEGIN:VCALENDAR",
            "CALSCALE:GREGORIAN",
            "METHOD:REPLY",
            "PRODID:-//Apple Inc.//iPhone OS 18.0//EN",
            "VERSION:2.0",
            "BEGIN:VEVENT",
        ),
        f'ATTENDEE;CN="{writer.name}";CUTYPE=INDIVIDUAL;EMAIL="{invited.attendee}";PARTSTAT={partstat};ROLE=REQ-PARTICIPANT:mailto:{invited.attendee}',
        f"DTEND;TZID=Europe/Berlin:{_local(invited.end)}",
        f"DTSTAMP:{_utc(writer.at)}",
        f"DTSTART;TZID=Europe/Berlin:{_local(invited.start)}",
        f'ORGANIZER;CN="{received.sender_name}":mailto:{received.sender_address}',
        f"SEQUENCE:{invited.properties.get('SEQUENCE', '0')}",
        f"SUMMARY:{invited.properties.get('SUMMARY', '')}",
        f"UID:{invited.uid}",
        *([f"X-CALENDARSERVER-PRIVATE-COMMENT:{_escape(writer.words.strip())}"] if writer.words.strip() else []),
        *("END:VEVENT", "END:VCALENDAR"),
    ]
    return _folded(lines)


def _facts(calendar: str, received: Received, invited: Invitation, writer: Writer, partstat: str) -> dict[str, str]:
    table, summary = _tables()[calendar], _plain(invited.properties.get("SUMMARY", ""))
    facts = german_date(invited.start) | {
        "name": writer.name,
        "verb": table["verbs"][partstat],
        "summary": summary,
        "location": _plain(invited.properties.get("LOCATION", "")),
        "organizer": received.sender_name,
        "comment": writer.words.strip(),
        "end_hm": german_date(invited.end)["hm"],
    }
    return facts | {"subject_line": Template(table["subject"]).substitute(facts | {"verb": table["subjects"][partstat]})}


def _filled(calendar: str, form: str, facts: Mapping[str, str]) -> str:
    return Template(_tables()[calendar][form].lstrip("\n")).substitute(facts)


def _escaped(facts: Mapping[str, str]) -> dict[str, str]:
    return {name: wire.as_html(value) for name, value in facts.items()}


def _folded(lines: list[str]) -> str:
    """Content lines of at most 75 octets (RFC 5545 3.1), never cut inside a character."""
    return "".join(_fold(line) + "\n" for line in lines)


def _fold(line: str) -> str:
    pieces, length = [""], 0
    for character in line:
        octets = len(character.encode())
        if length + octets > 74:
            pieces.append("")
            length = 1
        pieces[-1] += character
        length += octets
    return "\n ".join(pieces)


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace(",", "\\,").replace(";", "\\;")


def _plain(value: str) -> str:
    return re.sub(r"\\([,;\\])", r"\1", value).replace("\\n", " ").replace("\\N", " ")


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _local(moment: datetime) -> str:
    return f"{moment.astimezone(BERLIN):%Y%m%dT%H%M%S}"


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "calendars.toml").read_text(encoding="utf-8"))
