"""What does a `winmail.dat` (TNEF, MS-OXTNEF) say, the wrapping of misconfigured Outlooks?

Own reader: tnefparse counts to four billion where a hostile file tells it to. Here nothing is read but the body, and no loop is
longer than the file.
"""

import struct
from collections.abc import Iterator

from mailer.reading.charset import decode
from mailer.reading.mime import Part
from mailer.reading.words.rtf import decompressed, rtf_texts

_MAX_BYTES = 4 * 1024 * 1024
_SIGNATURE = b"\x78\x9f\x3e\x22"
_ATT_BODY, _ATT_CODEPAGE, _ATT_PROPERTIES = 0x800C, 0x9007, 0x9003
_BODY, _BODY_HTML, _RTF_COMPRESSED, _CODEPAGE = 0x1000, 0x1013, 0x1009, 0x3FDE
_FIXED = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_UNICODE = 0x1F
_VARIABLE = (0x0D, 0x1E, _UNICODE, 0x0102)
_MANY = 0x1000


def tnef_body(part: Part) -> tuple[str, str]:
    """Its body as plain text and as HTML, each empty if absent; both are empty for what cannot be read or is over 4 MB."""
    content = part.content()
    if len(content) > _MAX_BYTES or not content.startswith(_SIGNATURE):
        return "", ""
    found: dict[int, bytes | str] = {}
    for name, value in _attributes(content):
        if name == _ATT_PROPERTIES:
            found = dict(_properties(value)) | found
        elif name in (_ATT_BODY, _ATT_CODEPAGE):
            found.setdefault(_BODY if name == _ATT_BODY else _CODEPAGE, value)
    charset = _charset(found.get(_CODEPAGE))
    plain, html = _text(found.get(_BODY), charset), _text(found.get(_BODY_HTML), charset)
    rich = found.get(_RTF_COMPRESSED)
    if plain.strip() or html.strip() or not isinstance(rich, bytes):
        return plain, html
    return rtf_texts(decompressed(rich))


def _attributes(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The message's attributes (2.1.1): level, number, type, length, data, checksum; those of attachments are passed over."""
    at = 6
    while at + 9 <= len(content):
        level, name, _, length = struct.unpack_from("<BHHI", content, at)
        if level == 1:
            yield name, content[at + 9 : at + 9 + length]
        at += 9 + length + 2


def _properties(block: bytes) -> Iterator[tuple[int, bytes | str]]:
    """The properties with one value (2.1.3.4) up to the first that cannot be read; named ones (from 0x8000 on) are never a body."""
    at = 4
    try:
        while at + 4 <= len(block):
            kind, name = struct.unpack_from("<HH", block, at)
            at = _behind_name(block, at + 4) if name >= 0x8000 else at + 4
            start, end, at = _value(block, at, kind)
            if not kind & _MANY:
                value = block[start:end]
                yield name, value.decode("utf-16-le", "replace").rstrip("\0") if kind == _UNICODE else value
    except (struct.error, KeyError):
        return


def _behind_name(block: bytes, at: int) -> int:
    """Where the value of a named property begins: its set, and its number or its padded name."""
    (by_string,) = struct.unpack_from("<I", block, at + 16)
    if not by_string:
        return at + 24
    length: int = struct.unpack_from("<I", block, at + 20)[0]
    return at + 24 + length + -length % 4


def _value(block: bytes, at: int, kind: int) -> tuple[int, int, int]:
    """Start and end of the (last) value, and where the next property begins. Raises KeyError for a type that nobody knows."""
    base = kind & ~_MANY
    if base in _FIXED:
        count, start = (struct.unpack_from("<I", block, at)[0], at + 4) if kind & _MANY else (1, at)
        return start, start + _FIXED[base], start + _FIXED[base] * count
    if base not in _VARIABLE:
        raise KeyError(kind)
    (count,) = struct.unpack_from("<I", block, at)
    start = end = at = at + 4
    for _ in range(count):
        (length,) = struct.unpack_from("<I", block, at)
        start, end = at + 4, at + 4 + length
        at = end + -length % 4
    return start, end, at


def _charset(codepage: bytes | str | None) -> str | None:
    number = struct.unpack_from("<I", codepage)[0] if isinstance(codepage, bytes) and len(codepage) >= 4 else 0
    return {0: None, 65001: "utf-8"}.get(number, f"cp{number}")


def _text(value: bytes | str | None, charset: str | None) -> str:
    return decode(value.rstrip(b"\0"), charset) if isinstance(value, bytes) else value or ""
