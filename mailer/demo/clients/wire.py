"""How do words become bytes on the wire? Charsets, transfer encodings, header words and boundaries, each as programs do it."""

import base64
import binascii
import html
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from email.header import Header
from html.entities import codepoint2name


@dataclass(frozen=True, slots=True)
class Coding:
    """How a program writes its parts: charset, Content-Transfer-Encoding, and further parameters of Content-Type."""

    charset: str = "utf-8"
    encoding: str = "quoted-printable"
    parameters: str = ""


def part(media_type: str, text: str, coding: Coding, more_headers: Iterable[str] = ()) -> bytes:
    """A MIME part with its header fields (RFC 2045). What the charset lacks makes it UTF-8, as the programs do."""
    charset, content = _in_charset(text, coding.charset)
    encoding = "quoted-printable" if coding.encoding == "8bit" and _has_overlong_line(content) else coding.encoding
    kind = f"Content-Type: {media_type}; charset={charset}" + (f"; {coding.parameters}" if coding.parameters else "")
    fields = [kind, f"Content-Transfer-Encoding: {encoding}", *more_headers]
    return "\r\n".join(fields).encode() + b"\r\n\r\n" + _transfer(content, encoding)


def multipart(kind: str, boundary: str, parts: Iterable[bytes]) -> bytes:
    """Several parts as one (RFC 2046 5.1), `kind` such as `alternative` or `mixed`, with further parameters if need be."""
    body = b"".join(f"--{boundary}\r\n".encode() + one.rstrip(b"\r\n") + b"\r\n\r\n" for one in parts)
    head = f'Content-Type: multipart/{kind};\r\n\tboundary="{boundary}"\r\n\r\n'
    return head.encode() + body + f"--{boundary}--\r\n".encode()


def mail(fields: Iterable[str], content: bytes) -> bytes:
    """A whole mail: its header fields, then the outermost part, whose own fields end the header."""
    return "\r\n".join(field for field in fields if field).encode("ascii") + b"\r\nMIME-Version: 1.0\r\n" + content


def header_words(text: str, name: str = "Subject") -> str:
    """Text for a header field: as it stands where it is ASCII, else in encoded words (RFC 2047), folded."""
    if text.isascii():
        return "\r\n\t".join(textwrap.wrap(text, 74 - len(name), break_long_words=False)) or text
    return Header(text, "utf-8", maxlinelen=74, header_name=name).encode(linesep="\r\n")


def mailbox(name: str, address: str, *, quoted: bool = False) -> str:
    """`Name <address>` for From and To (RFC 5322 3.4); `quoted` puts the name in quotation marks even where none are needed."""
    if not name:
        return address
    if not name.isascii():
        return f"{header_words(name, 'From')} <{address}>"
    return f'"{name}" <{address}>' if quoted or any(sign in name for sign in ',.;:@"()') else f"{name} <{address}>"


def with_entities(markup: str) -> str:
    """HTML with named entities for what is not ASCII, as older web mailers write it."""
    return "".join(f"&{codepoint2name[ord(c)]};" if ord(c) > 127 and ord(c) in codepoint2name else c for c in markup)


def flowed(text: str, width: int, prefix: str = "") -> str:
    """Lines folded at `width` with a trailing space that says "goes on" (RFC 3676 4.2), each after `prefix`."""
    return "\n".join(f"{prefix}{line}" for raw in text.split("\n") for line in _fold(raw, width, " "))


def wrapped(text: str, width: int, prefix: str = "") -> str:
    """Lines wrapped at `width` (0: not at all), each after `prefix`, which loses its space on an empty line."""
    lines = [line for raw in text.split("\n") for line in (_fold(raw, width, "") if width else [raw])]
    return "\n".join(f"{prefix}{line}" if line else prefix.rstrip() for line in lines)


def as_html(text: str) -> str:
    """Plain text for an HTML body: escaped, quotation marks left."""
    return html.escape(text, quote=False)


def _in_charset(text: str, charset: str) -> tuple[str, bytes]:
    crlf = text.replace("\r\n", "\n").replace("\n", "\r\n")
    try:
        return charset, crlf.encode(charset)
    except UnicodeEncodeError:
        return "utf-8", crlf.encode()


def _has_overlong_line(content: bytes) -> bool:
    return any(len(line) > 990 for line in content.split(b"\r\n"))


def _transfer(content: bytes, encoding: str) -> bytes:
    if encoding == "base64":
        return base64.encodebytes(content).replace(b"\n", b"\r\n")
    if encoding == "quoted-printable":
        return binascii.b2a_qp(content, istext=True)
    return content


def _fold(line: str, width: int, tail: str) -> list[str]:
    pieces = textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""]
    return [piece + tail for piece in pieces[:-1]] + pieces[-1:]
