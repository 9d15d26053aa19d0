"""What do machines send back? An absence note, and reports of mail that could not be delivered (RFC 3464, or plain text)."""

import textwrap
import tomllib
from collections.abc import Mapping
from datetime import UTC
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

from mailer.demo.clients import wire
from mailer.demo.clients.programs import marks, trace
from mailer.demo.clients.received import Received, open_letter
from mailer.demo.clients.wire import Coding
from mailer.demo.clients.writer import Writer

REPORTS = ("postfix-unknown", "postfix-full", "webmailer-unknown")
_ASCII = Coding("us-ascii", "7bit")


def absence_note(letter: bytes, writer: Writer) -> bytes:
    """What a German Exchange answers for somebody who is away (RFC 3834): their words, no quote."""
    received, one = open_letter(letter), marks(writer)
    subject = Template(_tables()["absence"]["subject"]).substitute(subject=received.subject)
    fields = [
        *trace(received, Writer(writer.name, writer.address, writer.words, writer.at))[1:],
        f"From: {wire.mailbox(writer.name, writer.address)}",
        f"To: {wire.mailbox(received.sender_name, received.sender_address)}",
        f"Subject: {wire.header_words(subject)}",
        f"Thread-Topic: {wire.header_words(received.subject, 'Thread-Topic')}",
        f"Thread-Index: AQH{one['thread']}",
        f"Date: {format_datetime(writer.at.astimezone(UTC))}",
        f"Message-ID: <{one['token'][:32]}@{writer.domain}>",
        f"References: {received.message_id}",
        f"In-Reply-To: {received.message_id}",
        "X-MS-Has-Attach:",
        "X-Auto-Response-Suppress: All",
        f"X-MS-Exchange-Inbox-Rules-Loop: {writer.address}",
        "X-MS-TNEF-Correlator:",
        "Auto-Submitted: auto-generated",
        "x-ms-exchange-generated-message-source: Mailbox Rules Agent",
    ]
    page = "".join(f"<p>{wire.as_html(line)}</p>\n" for line in writer.words.strip().split("\n") if line)
    parts = [
        wire.part("text/plain", writer.words.strip() + "\n", Coding("iso-8859-1", "quoted-printable")),
        wire.part("text/html", f"<html>\n<body>\n{page}</body>\n</html>\n", Coding("iso-8859-1", "quoted-printable")),
    ]
    return wire.mail(fields, wire.multipart("alternative", f"_000_{one['token'][:32]}_", parts))


def report(kind: str, letter: bytes, writer: Writer, envelope_from: str) -> bytes:
    """A report (one of REPORTS) that the letter could not be delivered to `writer.address`, sent to `envelope_from` at `writer.at`.

    Raises KeyError for an unknown kind."""
    received, table = open_letter(letter), _tables()[kind]
    facts = _facts(received, writer, envelope_from or received.sender_address, table)
    return _postfix(received, table, facts) if table["form"] == "postfix" else _as_text(received, table, facts)


def label(kind: str) -> str:
    """How a person calls that report, or `absence`."""
    name: str = _tables()[kind]["label"]
    return name


def _postfix(received: Received, table: Mapping[str, str], facts: Mapping[str, str]) -> bytes:
    host, whole = facts["host"], table["returned"] == "whole"
    fields = [
        "Return-Path: <>",
        f"Received: by {host} (Postfix)\r\n\tid {facts['queue']}; {facts['date']}",
        f"Date: {facts['date']}",
        f"From: MAILER-DAEMON@{host} (Mail Delivery System)",
        f"Subject: {table['subject']}",
        f"To: {facts['sender']}",
        "Auto-Submitted: auto-replied",
        f"Message-Id: <{facts['stamp']}.{facts['queue']}@{host}>",
    ]
    returned = b"message/rfc822" if whole else b"text/rfc822-headers"
    parts = [
        _described("Notification", wire.part("text/plain", _filled("postfix", facts), _ASCII)),
        _described("Delivery report", b"Content-Type: message/delivery-status\r\n\r\n" + _crlf(_filled("status", facts))),
        _described(
            "Undelivered Message", b"Content-Type: " + returned + b"\r\n\r\n" + (received.raw if whole else received.head + b"\r\n")
        ),
    ]
    content = wire.multipart("report; report-type=delivery-status", f"{facts['queue']}.{facts['millis']}/{host}", parts)
    head, _, body = content.partition(b"\r\n\r\n")
    return wire.mail(fields, head + b"\r\n\r\nThis is a MIME-encapsulated message.\r\n\r\n" + body)


def _as_text(received: Received, table: Mapping[str, str], facts: Mapping[str, str]) -> bytes:
    fields = [
        "Return-Path: <>",
        f"Received: from mda by mout-bounce.{facts['domain']} id {facts['queue']}; {facts['date']}",
        f"Date: {facts['date']}",
        f"From: MAILER-DAEMON@{facts['domain']}",
        f"To: {facts['sender']}",
        f"Subject: {table['subject']}",
        f"Message-ID: <{facts['millis']}.{facts['queue']}@mout-bounce.{facts['domain']}>",
        "X-UI-Out-Filterresults: unknown:0;",
    ]
    words = _filled("text", dict(facts) | {"head": received.head.decode("ascii", "replace").replace("\r\n", "\n")})
    return wire.mail(fields, wire.part("text/plain", words, Coding("utf-8", "8bit")))


def _facts(received: Received, writer: Writer, envelope_from: str, table: Mapping[str, str]) -> dict[str, str]:
    facts = {
        "recipient": writer.address,
        "sender": envelope_from,
        "host": f"mail.{received.sender_address.rpartition('@')[2]}",
        "remote": f"mx.{writer.domain}",
        "domain": received.sender_address.rpartition("@")[2],
        "date": format_datetime(writer.at),
        "stamp": f"{writer.at:%Y%m%d%H%M%S}",
        "arrival": format_datetime(received.date),
        "queue": writer.mark("queue", 11).upper(),
        "millis": str(int(writer.at.timestamp() * 1000)),
        "status": table.get("status", ""),
    }
    reply = Template(table["reply"]).substitute(facts)
    return facts | {"reply": textwrap.fill(reply, 72, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)}


def _filled(form: str, facts: Mapping[str, str]) -> str:
    return Template(_tables()["forms"][form].lstrip("\n")).substitute(facts)


def _described(description: str, content: bytes) -> bytes:
    return f"Content-Description: {description}\r\n".encode() + content


def _crlf(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode("ascii")


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "robots.toml").read_text(encoding="utf-8"))
