"""Which words does a rich text (RTF) hold, compressed as Outlook puts it into a `winmail.dat` (MS-OXRTFCP)?

Own code, as time and memory must be bounded by the size of the result: the libraries for it (compressed-rtf, striprtf) have no limits.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

MAX_BYTES = 300_000
_PREFILLED = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbolArial"
    rb"Times New RomanCourier{\colortbl\red0\green0\blue0" + b"\r\n" + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_HEADER = 16
_WINDOW = 4096
_TOKEN = re.compile(rb"\\([a-z]{1,32})(-?\d{1,9})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]{1,4000})|[\r\n\\]")
_NOT_SHOWN = frozenset((
    b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"header", b"footer", b"listtable", b"listoverridetable",
    b"generator", b"themedata", b"datastore", b"fldinst", b"xmlnstbl", b"pntext", b"rsidtbl", b"mmathPr", b"latentstyles",
))  # fmt: skip
_SIGNS = {
    b"par": "\n", b"line": "\n", b"row": "\n", b"sect": "\n", b"page": "\n", b"tab": "\t", b"cell": " ", b"lquote": "‘", b"rquote": "’",
    b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"endash": "–", b"emdash": "—",
}  # fmt: skip
_ESCAPED = {b"~": "\xa0", b"-": "", b"_": "-", b"\n": "\n", b"\r": "\n"}


def decompressed(content: bytes) -> bytes:
    """The RTF of a PidTagRtfCompressed value, at most 300,000 bytes of it; empty for what is none. Its checksum is not asked."""
    kind = content[8:12]
    if kind == b"MELA":
        return content[_HEADER : _HEADER + MAX_BYTES]
    if kind != b"LZFu":
        return b""
    written = bytearray(_PREFILLED)
    packed = content[_HEADER:]
    at = 0
    while at < len(packed) and len(written) < MAX_BYTES:
        flags = packed[at]
        at += 1
        for bit in range(8):
            if not flags >> bit & 1:
                written += packed[at : at + 1]
                at += 1
                continue
            if at + 1 >= len(packed) or not _copy(written, packed[at] << 8 | packed[at + 1]):
                return bytes(written[len(_PREFILLED) :])
            at += 2
    return bytes(written[len(_PREFILLED) :])


def _copy(written: bytearray, reference: int) -> bool:
    """Repeats what was written up to 4,096 bytes ago; a reference to the place of writing itself is the end (MS-OXRTFCP 2.2)."""
    back = (len(written) - (reference >> 4)) % _WINDOW
    for _ in range((reference & 15) + 2 if back else 0):
        written += written[-back : len(written) - back + 1] if back <= len(written) else b" "
    return back > 0


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits: is its text shown, does it hold HTML, is it RTF's own rendering of that HTML, bytes after each `\\u`."""

    shown: bool = True
    tag: bool = False
    rendering: bool = False
    skip: int = 1


@dataclass(slots=True)
class _Reader:
    """Where in the text we are, and what was written so far. `of_html` says that the RTF wraps an HTML mail (MS-OXRTFEX)."""

    charset: str = "cp1252"
    of_html: bool = False
    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    pending: int = 0

    def write(self, text: str) -> None:
        if self.state.shown and not self.state.rendering:
            self.pieces.append(html.escape(text, quote=False) if self.of_html and not self.state.tag else text)


def rtf_texts(content: bytes) -> tuple[str, str]:
    """The words of the RTF as plain text, or as the HTML that it wraps; the other one is empty. Never raises."""
    reader = _Reader()
    for token in _tokens(content[:MAX_BYTES]):
        _read(reader, token)
    text = "".join(reader.pieces)
    return ("", text) if reader.of_html else (text, "")


def _tokens(content: bytes) -> Iterator[re.Match[bytes]]:
    return _TOKEN.finditer(content) if content.lstrip()[:5] == rb"{\rtf" else iter(())


def _read(reader: _Reader, token: re.Match[bytes]) -> None:
    word, number, byte, sign, brace, text = token.groups()
    if word is not None:
        _obey(reader, word, int(number) if number else None)
    elif byte is not None:
        _write_bytes(reader, bytes.fromhex(byte.decode("ascii")))
    elif brace == b"{":
        reader.stack.append(reader.state)
    elif brace == b"}":
        reader.state = reader.stack.pop() if reader.stack else _State()
    elif sign == b"*":
        reader.state = replace(reader.state, shown=False)
    elif sign is not None:
        reader.write(_ESCAPED.get(sign, sign.decode("ascii", "replace")))
    elif text is not None:
        _write_bytes(reader, text)


def _obey(reader: _Reader, word: bytes, number: int | None) -> None:
    if word == b"htmltag":
        reader.state = replace(reader.state, shown=True, tag=True)
    elif word in _NOT_SHOWN:
        reader.state = replace(reader.state, shown=False)
    elif word == b"fromhtml":
        reader.of_html = True
    elif word == b"htmlrtf":
        reader.state = replace(reader.state, rendering=number != 0)
    elif word == b"uc":
        reader.state = replace(reader.state, skip=min(max(number or 0, 0), 10))
    elif word == b"ansicpg" and number:
        reader.charset = f"cp{number}" if number != 65001 else "utf-8"
    elif word == b"u" and number is not None:
        reader.write(chr(number % 65536) if not 0xD800 <= number % 65536 < 0xE000 else "\ufffd")
        reader.pending = reader.state.skip
    elif word in _SIGNS:
        reader.write(_SIGNS[word])


def _write_bytes(reader: _Reader, content: bytes) -> None:
    """Text bytes; those that stand in for a `\\u` that was understood are passed over."""
    passed = min(reader.pending, len(content))
    reader.pending -= passed
    try:
        text = content[passed:].decode(reader.charset, "replace")
    except LookupError:
        text = content[passed:].decode("cp1252", "replace")
    reader.write(text)
