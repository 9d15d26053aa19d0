"""How is a mail damaged at random? The mutator that stands in where atheris is not installed; a seed gives the same damage again."""

import random
from collections.abc import Callable, Sequence

MAX_BYTES = 64_000
_WORDS = (
    b"\r\n",
    b"\n\n",
    b"\r",
    b"\0",
    b"\xff\xfe",
    b"\xc3\xa4",
    b"=",
    b"=\n",
    b"=C3",
    b"> ",
    b">>>",
    b"| ",
    b"-- \n",
    b"____",
    b"<",
    b"</",
    b"<div>",
    b"<blockquote>",
    b"<td ",
    b"style='border-left: 1px solid; padding: 1px'",
    b"display:none",
    b"&#39;",
    b"--=_b1",
    b"--=_b1--",
    b"boundary=",
    b'boundary="',
    b"Content-Type: multipart/mixed; boundary=x\n\n--x\n",
    b"Content-Type: message/rfc822\n\n",
    b"Content-Type: text/calendar\n\n",
    b"Content-Type: text/html; charset=utf-16\n\n",
    b"Content-Transfer-Encoding: base64\n",
    b"Content-Transfer-Encoding: quoted-printable\n",
    b"Content-Type: application/ms-tnef\n\n\x78\x9f\x3e\x22",
    b"Content-Type: multipart/report; report-type=delivery-status; boundary=x\n",
    b"Content-Type: message/delivery-status\n\n",
    b"Final-Recipient: rfc822; a@b.example\n",
    b"Action: failed\n",
    b"Status: 5.1.1\n",
    b"\n\n--x\n",
    b"Diagnostic-Code: smtp; 550 5.1.1\n",
    b"From: MAILER-DAEMON@mx.example\n",
    b"Subject: Undelivered Mail\n",
    b"Return-Path: <>\n",
    b"Auto-Submitted: auto-replied\n",
    b"BEGIN:VCALENDAR\n",
    b"BEGIN:VEVENT\n",
    b"METHOD:REPLY\n",
    b"UID:a@b\n",
    b"END:VEVENT\n",
    b"DTSTAMP:20241007T080000Z\n",
    b"ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.example\n",
    b"SEQUENCE:99999999999\n",
    b"RECURRENCE-ID;TZID=W. Europe Standard Time:20241007T080000\n",
    b"Am 4.10.2024 um 18:00 schrieb A <a@b.example>:\n",
    b"On Fri, Oct 4 wrote:\n",
    b"Von: a@b.example\nGesendet: heute\nBetreff: x\n",
    b"=?utf-8?B?",
    b"=?iso-8859-1?Q?=FC?= ",
    b"-----Original-Nachricht-----\n",
    b"( ) ja\n(x) nein\n",
    b"{\\rtf1\\ansi ",
    b"@",
    b"a@b.example ",
    b"550 5.1.1 ",
    b"(" * 50,
)


def mutated(mails: Sequence[bytes], chance: random.Random) -> bytes:
    """One of the mails after one to eight random damages, at most 64,000 bytes of it."""
    raw = bytearray(chance.choice(mails))
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
        raw = chance.choice(_DAMAGES)(raw, mails, chance)[:MAX_BYTES]
    return bytes(raw)


def _flip(raw: bytearray, mails: Sequence[bytes], chance: random.Random) -> bytearray:
    for _ in range(chance.randint(1, 20)):
        if raw:
            raw[chance.randrange(len(raw))] = chance.randrange(256)
    return raw


def _cut(raw: bytearray, mails: Sequence[bytes], chance: random.Random) -> bytearray:
    start, end = _stretch(raw, chance)
    return raw[:start] + raw[end:]


def _truncate(raw: bytearray, mails: Sequence[bytes], chance: random.Random) -> bytearray:
    return raw[: chance.randint(0, len(raw))]


def _repeat(raw: bytearray, mails: Sequence[bytes], chance: random.Random) -> bytearray:
    start, end = _stretch(raw, chance)
    return raw[:start] + raw[start:end] * chance.choice((2, 3, 10, 100, 1000)) + raw[end:] if end - start < 2000 else raw


def _insert(raw: bytearray, mails: Sequence[bytes], chance: random.Random) -> bytearray:
    at = chance.randint(0, len(raw))
    return raw[:at] + chance.choice(_WORDS) * chance.choice((1, 1, 1, 2, 20, 500)) + raw[at:]


def _splice(raw: bytearray, mails: Sequence[bytes], chance: random.Random) -> bytearray:
    other = chance.choice(mails)
    return raw[: chance.randint(0, len(raw))] + other[chance.randint(0, len(other)) :]


def _swap_lines(raw: bytearray, mails: Sequence[bytes], chance: random.Random) -> bytearray:
    lines = raw.split(b"\n")
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return bytearray(b"\n").join(lines)


def _stretch(raw: bytearray, chance: random.Random) -> tuple[int, int]:
    start = chance.randint(0, len(raw))
    return start, min(len(raw), start + chance.choice((1, 2, 10, 100, 1000)))


_DAMAGES: tuple[Callable[[bytearray, Sequence[bytes], random.Random], bytearray], ...] = (
    _flip,
    _cut,
    _truncate,
    _repeat,
    _insert,
    _insert,
    _splice,
    _swap_lines,
)
