"""Which parts does a raw mail consist of?

A small linear MIME splitter (RFC 2045, 2046). The standard library's parser is recursive and does work per line and open
boundary, so a few hundred kilobytes can stop it; this one searches boundaries, and depth, number of parts and size are bounded.
"""

import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from mailer.reading.charset import decode, undoubled

MAX_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 16
MAX_PARTS = 200
MAX_HEADER_BYTES = 1024 * 1024
MAX_FIELD = 16_000
MAX_TEXT_BYTES = 2 * 1024 * 1024
_MAX_FOLDS = 400
_MAX_SAME = 200

_NAME = r"[!-9;-~]{1,200}"
_FIELD = re.compile(rf"^({_NAME})[ \t]{{0,20}}:(.*(?:\n[ \t].*)*+)", re.MULTILINE)
_HEAD = re.compile(rf"(?:>?From .*(?:\n|\Z))?(?:(?:[ \t]|{_NAME}[ \t]{{0,20}}:).*(?:\n|\Z))*+".encode())
_BEGINS_FIELD = re.compile(rf"{_NAME}[ \t]{{0,20}}:".encode())
_EMPTY_LINE = re.compile(rb"\r*(?:\n|\Z)")
_PARAMETER = re.compile(r';\s*([\w!#$&+.^`|~-]{1,60}(?:\*\d{0,3})?\*?)\s{0,20}=\s{0,20}(?:"((?:[^"\\]|\\.){0,2000})"|([^;\s]{0,2000}))')
_BREAKS = b" \t\r\n"
_BLANKS = " \t\n\r\x0b\x0c"
_BASE64_OR_BREAK = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=" + _BREAKS
_WORDS_IN_BASE64 = re.compile(rb"[^\s=][ \t]+[^\s=]|[_.,:;!?*]{2}|^[-_*]+$")
_LOOSE_SOFT_BREAK = re.compile(rb"=[ \t]{1,1000}(?=\r?\n)")
_CONTROL = dict.fromkeys((*range(9), *range(10, 32), *range(127, 160)))
_NOT_BASE64 = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"))


@dataclass(frozen=True, slots=True)
class Part:
    """One MIME entity: a multipart, a `message/rfc822` with its one child, or a leaf. `body` is still transfer-encoded."""

    fields: Mapping[str, tuple[str, ...]]
    body: bytes
    content_type: str = "text/plain"
    parameters: Mapping[str, str] = field(default_factory=dict)
    children: tuple["Part", ...] = ()

    def first(self, name: str) -> str:
        """The first field of that lower-case name, unfolded and as written; empty when absent."""
        values = self.fields.get(name)
        return values[0] if values else ""

    def content(self) -> bytes:
        """The body without its transfer encoding (RFC 2045 6). Damaged encodings give what can be saved of them."""
        encoding = self.first("content-transfer-encoding").split(";")[0].strip().lower()
        if encoding == "base64":
            return _from_base64(self.body)
        if encoding == "quoted-printable":
            return from_quoted_printable(self.body)
        return self.body

    def text(self) -> str:
        """The content as text with LF line ends, at most 2 MB of it."""
        return text_of(self.content(), self.parameters.get("charset"))

    @property
    def disposition(self) -> str:
        """`attachment`, `inline` or empty (RFC 2183)."""
        return self.first("content-disposition").split(";")[0].strip().lower()

    @property
    def filename(self) -> str:
        """The name of an attachment, as declared by Content-Disposition or Content-Type; empty when it has none."""
        return parameters_of(self.first("content-disposition")).get("filename") or self.parameters.get("name", "")

    def walk(self) -> Iterator["Part"]:
        """This part and all below it, in order, returned mails included."""
        yield self
        for child in self.children:
            yield from child.walk()

    def own(self) -> Iterator["Part"]:
        """This part and those below it that the sender wrote: never inside a carried mail or a report's machine parts."""
        yield self
        if not self.content_type.startswith("message/"):
            for child in self.children:
                yield from child.own()


@dataclass(slots=True)
class _Budget:
    parts: int = 0
    exceeded: set[str] = field(default_factory=set)


def parse(raw: bytes) -> tuple[Part, tuple[str, ...]]:
    """The mail's tree, and which limits it broke (`too_large`, `too_deep`, `too_many_parts`); beyond them nothing is read."""
    budget = _Budget()
    if len(raw) > MAX_BYTES:
        budget.exceeded.add("too_large")
        raw = raw[:MAX_BYTES]
    if b"\n" not in raw and b"\r" in raw:
        raw = raw.replace(b"\r", b"\n")
    root = _entity(raw.lstrip(b"\r\n"), budget, 0, "text/plain")
    return root, tuple(sorted(budget.exceeded))


def from_quoted_printable(body: bytes) -> bytes:
    """What quoted-printable lines say (RFC 2045 6.7), spaces behind a soft line break or not."""
    return binascii.a2b_qp(_LOOSE_SOFT_BREAK.sub(b"=", body))


def text_of(content: bytes, charset: str | None) -> str:
    """The text that the bytes mean, with LF line ends, at most 2 MB of it."""
    text = undoubled(decode(content[:MAX_TEXT_BYTES], charset))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def header_fields(block: bytes) -> dict[str, tuple[str, ...]]:
    """The fields of a header block, by lower-case name (RFC 5322 2.2), each unfolded and cut at 16,000 characters."""
    lines = block.decode("latin-1").replace("\r\n", "\n").replace("\r", "\n")
    found: dict[str, tuple[str, ...]] = {}
    for name, folded in _FIELD.findall(lines):
        name = name.lower()
        values = found.get(name, ())
        if len(values) < _MAX_SAME:
            found[name] = (*values, _field_text(folded))
    return found


def parameters_of(value: str) -> dict[str, str]:
    """The parameters of a Content-Type or Content-Disposition field, continuations and charsets joined (RFC 2231 3 and 4)."""
    found: dict[str, list[str]] = {}
    if ";" not in value:
        return {}
    for match in _PARAMETER.finditer(value[:MAX_FIELD]):
        name, star, rest = match[1].lower().partition("*")
        text = match[3] if match[2] is None else re.sub(r"\\(.)", r"\1", match[2])
        found.setdefault(name, []).append(_extended(text) if star and (match[1].endswith("*") or "*" in rest) else text)
    return {name: "".join(values) for name, values in found.items()}


def _extended(value: str) -> str:
    charset, quote, rest = value.partition("'")
    encoded = rest.partition("'")[2] if quote else value
    return decode(unquote_to_bytes(encoded), charset if quote else None)


def _field_text(folded: str) -> str:
    """What a field says, unfolded, given its bytes as characters."""
    value = (_unfolded(folded) if "\n" in folded else folded.strip(_BLANKS))[:MAX_FIELD]
    text = value if value.isascii() else decode(value.encode("latin-1"))
    return text if text.isprintable() else text.translate(_CONTROL)


def _unfolded(value: str) -> str:
    return " ".join([line.strip(_BLANKS) for line in value.split("\n", _MAX_FOLDS)[:_MAX_FOLDS]])


def _entity(raw: bytes, budget: _Budget, depth: int, default_type: str) -> Part:
    head, body = _split(raw)
    fields = header_fields(head)
    declared = fields.get("content-type", (default_type,))[0]
    content_type = declared.partition(";")[0].strip().lower()
    if "/" not in content_type:
        content_type = {"text": "text/plain"}.get(content_type, default_type if not content_type else "text/plain")
    parameters = parameters_of(declared)
    budget.parts += 1
    bare = Part(fields, body, content_type, parameters)
    if not content_type.startswith(("multipart/", "message/")):
        return bare
    if depth >= MAX_DEPTH:
        budget.exceeded.add("too_deep")
        return bare
    children = _children(bare, budget, depth)
    return Part(fields, body, content_type, parameters, children)


def _children(part: Part, budget: _Budget, depth: int) -> tuple[Part, ...]:
    if part.content_type in ("message/rfc822", "message/global", "message/news"):
        return (_entity(part.content().lstrip(b"\r\n"), budget, depth + 1, "text/plain"),)
    boundary = part.parameters.get("boundary", "").strip()
    if not part.content_type.startswith("multipart/") or not boundary:
        return ()
    default_type = "message/rfc822" if part.content_type == "multipart/digest" else "text/plain"
    children = []
    for piece in _pieces(part.body, boundary.encode("utf-8", "replace")):
        if budget.parts >= MAX_PARTS:
            budget.exceeded.add("too_many_parts")
            break
        children.append(_entity(piece, budget, depth + 1, default_type))
    return tuple(children)


def _split(raw: bytes) -> tuple[bytes, bytes]:
    """Header block and body. A line that is neither field nor continuation ends the header, as in the standard library."""
    head = _HEAD.match(raw, 0, MAX_HEADER_BYTES)
    end = head.end() if head else 0
    if len(raw) > MAX_HEADER_BYTES and (end == MAX_HEADER_BYTES or _BEGINS_FIELD.match(raw, end)):  # a line reaches beyond, or its name
        end = raw.find(b"\n", MAX_HEADER_BYTES - 1) + 1 or len(raw)
        return raw[:end], raw[end:]
    empty = _EMPTY_LINE.match(raw, end)
    return raw[:end], raw[empty.end() if empty else end :]


def _pieces(body: bytes, boundary: bytes) -> Iterator[bytes]:
    """What stands between the delimiter lines (RFC 2046 5.1.1); a missing last delimiter ends with the body."""
    delimiter = b"--" + boundary
    start = -1
    position = body.find(delimiter)
    while position >= 0:
        after = position + len(delimiter)
        end = body.find(b"\n", after)
        line_end = len(body) if end < 0 else end
        tail = body[after : min(line_end, after + 200)].strip()
        if (position == 0 or body[position - 1 : position] == b"\n") and tail in (b"", b"--"):
            if start >= 0:
                yield _without_last_break(body[start:position])
            start = -1 if tail else line_end + 1
            if tail:
                return
        position = body.find(delimiter, line_end)
    if 0 <= start < len(body):
        yield body[start:]


def _without_last_break(piece: bytes) -> bytes:
    if piece.endswith(b"\r\n"):
        return piece[:-2]
    return piece.removesuffix(b"\n")


def _from_base64(body: bytes) -> bytes:
    """What the base64 lines say. Servers append footers in plain text: lines with words in them are none of it."""
    if body.translate(None, _BASE64_OR_BREAK):
        body = b"\n".join(line for line in body.splitlines() if not _WORDS_IN_BASE64.search(line.strip()))
    first, padding, rest = body.partition(b"=")
    cleaned = first.translate(None, _NOT_BASE64)
    cleaned = cleaned[: len(cleaned) - (len(cleaned) % 4 == 1)]
    content = binascii.a2b_base64(cleaned + b"=" * (-len(cleaned) % 4))
    return content + _from_base64_again(rest) if padding else content


def _from_base64_again(rest: bytes) -> bytes:
    """Some programs encode pieces and join them: what follows the padding counts if it is whole groups of four."""
    cleaned = rest.lstrip(b"= \t\r\n").translate(None, _BREAKS)
    groups = cleaned.rstrip(b"=")
    if not groups or len(cleaned) % 4 or cleaned.translate(None, _BASE64_OR_BREAK):
        return b""
    return b"".join(binascii.a2b_base64(piece + b"=" * (-len(piece) % 4)) for piece in groups.split(b"=") if len(piece) % 4 != 1)
