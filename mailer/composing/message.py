"""How are a letter's parts put into one mail (RFC 5322, RFC 2045, RFC 6047)?

Nothing is built with `email.message`: per person only what changes is encoded, by C functions, and joined. Everything is 7-bit and
every line ends in CRLF, so that the bytes can be signed, archived and sent as they are.
"""

import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote

from mailer.composing import headers
from mailer.composing.quoted import Encoded
from mailer.composing.values import one_line
from mailer.model.composing import Attachment, LetterOrder, Sender

_CRLF = "\r\n"
_MAIL = "message/rfc822"
_MEDIA_TYPE = re.compile(r'[a-z0-9.+-]+/[a-z0-9.+-]+(?:; *[a-z0-9-]+=(?:[A-Za-z0-9.+_-]+|"[A-Za-z0-9.+_ -]*"))*', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A MIME entity without what stands around it: its header lines and its encoded body, both ending in CRLF."""

    head: str
    body: str


def text_part(subtype: str, text: Encoded) -> Part:
    """A part of text, quoted-printable."""
    return Part(_head(f"text/{subtype}; charset=utf-8", "quoted-printable"), text.body)


def calendar_part(method: str, content: bytes) -> Part:
    """The calendar part that shows answer buttons (RFC 6047 2.4); base64 keeps its CRLF whole."""
    return Part(_head(f"text/calendar; charset=UTF-8; method={method}", "base64"), _base64(content))


def attached(attachment: Attachment, body: str | None = None) -> Part:
    """A file as an attachment; `body` is its content in base64 where that is known. Raises ValueError for a media type that is none.

    A mail of ours goes as it is: base64 is not allowed for it (RFC 2046 5.2.1), and it is 7-bit already.
    """
    if not _MEDIA_TYPE.fullmatch(attachment.media_type):
        raise ValueError(f"{attachment.media_type!r} is no media type")
    disposition = _parameter("Content-Disposition: attachment", "filename", attachment.name)
    media_type = attachment.media_type if "name=" in attachment.media_type else _named(attachment)
    if attachment.media_type == _MAIL:
        return Part(f"{_head(_MAIL, '7bit')}{disposition}{_CRLF}", attachment.content.decode("ascii"))
    return Part(f"{_head(media_type, 'base64')}{disposition}{_CRLF}", _base64(attachment.content) if body is None else body)


def multipart(subtype: str, parts: Sequence[Part], seed: str) -> Part:
    """Parts within each other. The boundary holds `=_`, which no encoded body can (RFC 2045 6.7); the seed makes it unique."""
    boundary = f"=_{subtype}_{_unique(seed)}"
    pieces = "".join([f"--{boundary}{_CRLF}{part.head}{_CRLF}{part.body}{_CRLF}" for part in parts])
    return Part(f'Content-Type: multipart/{subtype};{_CRLF} boundary="{boundary}"{_CRLF}', f"{pieces}--{boundary}--{_CRLF}")


def message(order: LetterOrder, address: str, subject: str, sender: Sender, unsubscribe: str | None, content: Part) -> bytes:
    """The whole mail. `address` is the recipient's as it goes over the wire, `unsubscribe` a mailto URI or None."""
    fields = [
        headers.mailbox("From", sender.name, sender.address),
        headers.mailbox("To", order.to_name, address),
        headers.words("Subject", subject),
        headers.date(order.date, sender.zone),
        headers.plain("Message-ID", order.message_id),
        *_answer_fields(order),
        headers.plain("X-Auto-Response-Suppress", "OOF, DR, RN, NRN, AutoReply"),
        *_list_fields(order, sender, unsubscribe),
        headers.plain("MIME-Version", "1.0"),
        content.head,
        _CRLF,
        content.body,
    ]
    return "".join(fields).encode("ascii")


@lru_cache(maxsize=4)
def _unique(seed: str) -> str:
    """24 characters for the boundaries of one letter."""
    return sha256(seed.encode()).hexdigest()[:24]


@lru_cache(maxsize=16)
def _head(media_type: str, encoding: str) -> str:
    folded = media_type.replace("; ", f";{_CRLF} ") if len(media_type) > 60 else media_type
    return f"Content-Type: {folded}{_CRLF}Content-Transfer-Encoding: {encoding}{_CRLF}"


def _answer_fields(order: LetterOrder) -> list[str]:
    """RFC 3834: what made this mail, and for an answer, what it answers (RFC 5322 3.6.4)."""
    if order.answers_message_id is None:
        earlier = [headers.references("In-Reply-To", order.follows[-1:], most=1), headers.references("References", order.follows)]
        return [headers.plain("Auto-Submitted", "auto-generated"), *earlier]
    thread = (*order.answers_references, order.answers_message_id)
    return [
        headers.plain("Auto-Submitted", "auto-replied"),
        headers.references("In-Reply-To", (order.answers_message_id,), most=1),
        headers.references("References", thread),
    ]


def _list_fields(order: LetterOrder, sender: Sender, unsubscribe: str | None) -> list[str]:
    """RFC 2919 and RFC 2369; List-Unsubscribe on one line, a folded one has broken signatures of relays."""
    if order.answers_message_id is not None or order.kind == "report":
        return []
    fields = [headers.plain("List-Id", f"<{order.kind}.{sender.list_domain}>")]
    return fields if unsubscribe is None else [*fields, headers.plain("List-Unsubscribe", f"<{unsubscribe}>")]


def _named(attachment: Attachment) -> str:
    """The media type with the old `name` parameter for programs that look only there; left out where it would need RFC 2231."""
    name = attachment.name
    plain = name.isascii() and name.isprintable() and not set(name) & set('"\\')
    return f'{attachment.media_type}; name="{name}"' if plain and len(name) < 60 else attachment.media_type


def _parameter(field: str, name: str, value: str) -> str:
    """A field with a parameter, in RFC 2231 form where the value is long or not plain ASCII; continued in pieces of one line."""
    line = one_line(value)
    if line.isascii() and len(line) < 60 and not set(line) & set('"\\'):
        return f'{field};{_CRLF} {name}="{line}"'
    encoded = quote(line, safe="")
    pieces = re.findall(r"(?:%..|[^%]){1,18}", f"utf-8''{encoded}".replace("''", "''", 1))
    return field + "".join(f";{_CRLF} {name}*{index}*={piece}" for index, piece in enumerate(pieces))


def _base64(content: bytes) -> str:
    """Base64 in lines of 76 characters (RFC 2045 6.8)."""
    whole = binascii.b2a_base64(content, newline=False).decode("ascii")
    return "".join([f"{whole[at : at + 76]}{_CRLF}" for at in range(0, len(whole), 76)])
