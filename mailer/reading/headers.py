"""What does the header of a mail say, decoded?"""

import binascii
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from mailer.model.reading import Head
from mailer.reading.charset import decode
from mailer.reading.mime import Part

ADDRESS = re.compile(r"[^\s<>()\[\],;:\"'@\\]{1,128}@[^\s<>()\[\],;:\"'@\\]{1,253}")
_ANGLE = re.compile(r"<\s*([^<>\s]{1,320})\s*>")
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,500}>")
_ENCODED = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]{0,2000})\?=(\s+(?==\?))?")
_DELIVERED = ("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to")
_MAX_REFERENCES = 100


def read_head(mail: Part) -> Head:
    """The fields that correlation needs. Never raises; what is missing or unreadable is empty or None."""
    sender_name, sender_address = mailbox(mail.first("from") or mail.first("sender"))
    return Head(
        sender_name=sender_name,
        sender_address=sender_address,
        subject=decoded(mail.first("subject")).strip(),
        message_id=next(iter(message_ids(mail.first("message-id"))), ""),
        references=_references(mail),
        delivered_to=_delivered_to(mail),
        date=_date(mail.first("date")),
        return_path=_return_path(mail),
        authentication_results=mail.fields.get("authentication-results", ())[:20],
    )


def decoded(value: str) -> str:
    """A header text with its encoded words (RFC 2047) replaced; adjoining ones of one charset are decoded together."""
    if "=?" not in value and value.isascii():
        return _printable(value)
    pieces: list[tuple[str, bytes]] = []
    position = 0
    for match in _ENCODED.finditer(value):
        _add(pieces, "", value[position : match.start()].encode("utf-8", "surrogateescape"))
        _add(pieces, match[1].partition("*")[0].lower(), _word(match[2], match[3]))
        position = match.end()
    _add(pieces, "", value[position:].encode("utf-8", "surrogateescape"))
    return _printable("".join(decode(content, charset or None) for charset, content in pieces))


def mailbox(value: str) -> tuple[str, str]:
    """Display name and lower-case address of the first mailbox in a From-like field; both empty when there is none."""
    value = value[:2000]
    angle = _ANGLE.search(value)
    if angle and "@" in angle[1]:
        name = decoded(value[: angle.start()]).strip().strip('"').strip()
        return name, angle[1].lower()
    bare = ADDRESS.search(value)
    return "", bare[0].lower() if bare else ""


def message_ids(value: str) -> tuple[str, ...]:
    """The Message-IDs in a field, with angle brackets, in order and without repetition (RFC 5322 3.6.4)."""
    return tuple(dict.fromkeys(match[0] for match in _MESSAGE_ID.finditer(value)))


def addresses(value: str) -> tuple[str, ...]:
    """The addresses in a field, lower-case and in order, at most a hundred."""
    return tuple(dict.fromkeys(found.lower().rstrip(".") for found in ADDRESS.findall(value)[:100]))


def _references(mail: Part) -> tuple[str, ...]:
    found = [*message_ids(" ".join(mail.fields.get("references", ()))), *message_ids(" ".join(mail.fields.get("in-reply-to", ())))]
    unique = tuple(dict.fromkeys(found))
    return unique if len(unique) <= _MAX_REFERENCES else unique[:1] + unique[1 - _MAX_REFERENCES :]


def _delivered_to(mail: Part) -> tuple[str, ...]:
    found = [address for name in _DELIVERED for value in mail.fields.get(name, ())[:20] for address in addresses(value)]
    return tuple(dict.fromkeys(found))


def _return_path(mail: Part) -> str | None:
    if "return-path" not in mail.fields:
        return None
    return mailbox(mail.first("return-path"))[1]


def _date(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value[:100])
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        aware.astimezone(UTC)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return aware


def _printable(text: str) -> str:
    return text if text.isprintable() else "".join(character for character in text if character.isprintable())


def _add(pieces: list[tuple[str, bytes]], charset: str, content: bytes) -> None:
    if not content:
        return
    if pieces and pieces[-1][0] == charset:
        pieces[-1] = (charset, pieces[-1][1] + content)
    else:
        pieces.append((charset, content))


def _word(encoding: str, text: str) -> bytes:
    if encoding in "bB":
        try:
            return binascii.a2b_base64(text.encode("ascii", "ignore") + b"===")
        except binascii.Error:
            return b""
    return binascii.a2b_qp(text.replace(" ", "_").encode("utf-8", "surrogateescape"), header=True)
