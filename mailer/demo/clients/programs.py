"""How does each mail program write an answer? The forms stand in `programs.toml`; here they are filled."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

from mailer.demo.clients import wire
from mailer.demo.clients.received import BERLIN, Received, button, open_letter
from mailer.demo.clients.wire import Coding
from mailer.demo.clients.writer import Writer

PROGRAMS = (
    "thunderbird",
    "thunderbird-latin9",
    "outlook",
    "outlook-new",
    "gmx",
    "webde-app",
    "iphone",
    "gmail",
    "t-online",
    "samsung",
    "k9",
    "bare",
)
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Program:
    """One table of `programs.toml`: how a mail program writes; `text` and `markup` are None where it has no such part."""

    name: str
    label: str
    subject: str
    to: str
    message_id: str
    head: str
    boundary: str = ""
    plain: Coding | None = None
    html: Coding | None = None
    text: str = ""
    markup: str = ""
    quote: str = ""
    wrap: int = 0
    line: str = "$line"
    empty_line: str = ""
    quote_line: str = ""
    original: str = "body"
    entities: bool = False


def write(program: str, letter: bytes, writer: Writer) -> bytes:
    """The answer to `letter` as that program (one of PROGRAMS) puts it on the wire. Raises KeyError for an unknown program."""
    return _written(program_of(program), open_letter(letter), writer)


def button_answer(letter: bytes, writer: Writer, word: str) -> bytes:
    """The mail that the letter's answer button beginning with `word` opens, sent as it is; `writer.words` come after the link's.

    Raises ValueError when the letter has no such button."""
    received = open_letter(letter)
    link = button(received, word)
    words = "\n".join(filter(None, (link.body, writer.words)))
    form = program_of("button")
    facts = _head_facts(form, received, Writer(writer.name, writer.address, words, writer.at))
    facts |= {"subject_field": wire.header_words(link.subject), "to_field": link.address}
    return wire.mail(_fields(form, received, writer, facts), _content(form, received, words, facts))


def program_of(name: str) -> Program:
    """The form of that name. Raises KeyError for an unknown one."""
    table = dict(_tables()[name])
    table |= {kind: Coding(**table[kind]) for kind in ("plain", "html") if kind in table}
    return Program(name=name, **table)


def trace(received: Received, writer: Writer) -> list[str]:
    """What the servers on the way put on top: Return-Path, the association's provider's verdict, and its Received line."""
    own, provider = f"mx.{received.sender_address.rpartition('@')[2]}", writer.domain
    host = f"mout.{provider} (mout.{provider} [192.0.2.{int(writer.mark('host', 2), 16)}])"
    queue = writer.mark("queue", 10).upper()
    return [
        f"Return-Path: <{writer.address}>",
        f"Authentication-Results: {own};\r\n\tdkim=pass header.d={provider} header.s=s1;\r\n\tdmarc=pass header.from={provider}",
        f"Received: from {host}\r\n\tby {own} (Postfix) with ESMTPS id {queue}\r\n\tfor <{received.sender_address}>;"
        f"\r\n\t{format_datetime(writer.at)}",
    ]


def german_date(moment: datetime) -> dict[str, str]:
    """A moment in the pieces from which German programs build their dates."""
    german, local = _tables()["german"], moment.astimezone(BERLIN)
    hours = int((local.utcoffset() or local - local).total_seconds() // 3600)
    return {
        "day": str(local.day),
        "day2": f"{local:%d}",
        "month2": f"{local:%m}",
        "year": f"{local:%Y}",
        "year2": f"{local:%y}",
        "hm": f"{local:%H:%M}",
        "hms": f"{local:%H:%M:%S}",
        "iso": f"{local:%Y-%m-%dT%H:%M:%S%z}",
        "gmt": f"GMT+{hours:02}:00",
        "zone": german["summer" if hours == 2 else "winter"],
        "weekday": german["weekdays"][local.weekday()],
        "weekday_short": german["weekdays_short"][local.weekday()],
        "month": german["months"][local.month - 1],
        "month_short": german["months_short"][local.month - 1],
    }


def marks(writer: Writer) -> dict[str, str]:
    """What ids and boundaries of one answer are made of."""
    one = writer.mark("id", 64)
    uuid = f"{one[:8]}-{one[8:12]}-4{one[13:16]}-a{one[17:20]}-{one[20:32]}"
    return {
        "mark": one[:24],
        "MARK": one[:16].upper(),
        "MARKP190MB": f"{one[:3].upper()}P190MB",
        "mark8": one[:8],
        "mark8b": one[8:16],
        "mark8c": one[16:24],
        "MARK8": one[:4].upper(),
        "MARK8b": one[8:16].upper(),
        "mark12": one[:12],
        "uuid": uuid,
        "UUID": uuid.upper(),
        "token": one[:40],
        "thread": one[:28],
        "digits": str(int(one[:4], 16) % 9000 + 1000),
        "digits2": f"{int(one[:2], 16) % 60:02}",
        "millis": str(int(writer.at.timestamp() * 1000)),
        "domain": writer.domain,
    }


def _written(form: Program, received: Received, writer: Writer) -> bytes:
    facts = _head_facts(form, received, writer)
    return wire.mail(_fields(form, received, writer, facts), _content(form, received, writer.words, facts))


def _fields(form: Program, received: Received, writer: Writer, facts: Mapping[str, str]) -> list[str]:
    own = [Template(line).substitute(facts) for line in form.head.strip().splitlines()]
    return [*trace(received, writer), *own]


def _head_facts(form: Program, received: Received, writer: Writer) -> dict[str, str]:
    subject = received.subject if received.subject.startswith(form.subject.strip() or "\0") else form.subject + received.subject
    facts = marks(writer)
    to = {
        "name": wire.mailbox(received.sender_name, received.sender_address),
        "quoted": wire.mailbox(received.sender_name, received.sender_address, quoted=True),
        "bare": received.sender_address,
    }
    return facts | {
        "message_id": Template(form.message_id).substitute(facts),
        "date": format_datetime(writer.at),
        "date_utc": format_datetime(writer.at.astimezone(UTC)),
        "from": wire.mailbox(writer.name, writer.address),
        "to_field": to[form.to],
        "subject_field": wire.header_words(subject),
        "thread_topic": wire.header_words(received.subject, "Thread-Topic"),
        "reply_to_id": received.message_id,
        "references": "\r\n\t".join((*received.references, received.message_id)),
    }


def _content(form: Program, received: Received, words: str, facts: Mapping[str, str]) -> bytes:
    boundary = Template(form.boundary).substitute(facts)
    parts = []
    if form.plain:
        parts.append(wire.part("text/plain", _text(form, received, words), form.plain))
    if form.html:
        parts.append(wire.part("text/html", _markup(form, received, words), form.html))
    return wire.multipart("alternative", boundary, parts) if len(parts) > 1 else parts[0]


def _text(form: Program, received: Received, words: str) -> str:
    fold = wire.flowed if form.plain and "flowed" in form.plain.parameters else wire.wrapped
    quoted = fold(received.text, form.wrap - len(form.quote) if form.wrap else 0, form.quote)
    own = fold(words.strip(), form.wrap)
    facts = _letter_facts(received) | {
        "words": own,
        "quoted": quoted,
        "quoted_after_mark": quoted.removeprefix(form.quote),
        "bom": _BYTE_ORDER_MARK,
    }
    return Template(form.text.strip("\n") + "\n").substitute(facts)


def _markup(form: Program, received: Received, words: str) -> str:
    facts = {name: wire.as_html(value) for name, value in _letter_facts(received).items()}
    own = _lines(words.strip(), form.line, form.empty_line)
    markup = Template(form.markup.strip("\n") + "\n").substitute(
        facts | {"words": own, "quoted": _original(form, received), "bom": _BYTE_ORDER_MARK}
    )
    return wire.with_entities(markup) if form.entities else markup


def _original(form: Program, received: Received) -> str:
    if form.original == "lines" or not received.html:
        return _lines(received.text, form.quote_line or form.line, form.empty_line)
    if form.original == "x":
        return re.sub(
            r'\b(class|id)="([^"]*)"', lambda found: f'{found[1]}="{" ".join("x_" + name for name in found[2].split())}"', received.html
        )
    return received.html


def _lines(text: str, line: str, empty_line: str) -> str:
    filled = (Template(line).substitute(line=wire.as_html(one)) if one.strip() else empty_line for one in text.split("\n"))
    return "\n".join(filled)


def _letter_facts(received: Received) -> dict[str, str]:
    to = f"{received.to_name} <{received.to_address}>" if received.to_name else received.to_address
    return german_date(received.date) | {
        "sender": f"{received.sender_name} <{received.sender_address}>",
        "sender_name": received.sender_name,
        "sender_address": received.sender_address,
        "to": to,
        "to_quoted": f'"{received.to_name}" <{received.to_address}>' if received.to_name else received.to_address,
        "to_address": received.to_address,
        "subject": received.subject,
    }


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "programs.toml").read_text(encoding="utf-8"))
