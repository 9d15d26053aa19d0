"""What is kept of a mail that is too large? Its header, the beginning of its text, and of each other part what it is called."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

_TOKEN = re.compile(rb'[()]|"(?:[^"\\]|\\.)*"|[^\s()"]+')
_ESCAPED = re.compile(rb"\\(.)")
_LITERAL = re.compile(rb"\{\d+\}$")
_DISPOSITIONS = (b"attachment", b"inline")
_DEPTH = 16
_PARTS = 200
Tree = list[Any]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part without parts: its number for FETCH (RFC 9051 6.4.5), its MIME type, and the header fields that describe it."""

    section: str
    content_type: str
    head: bytes
    attached: bool


def structure_of(answer: Sequence[Any]) -> Tree:
    """The BODYSTRUCTURE in FETCH's answer (RFC 9051 7.5.2) as nested lists of bytes; empty where there is none or it is damaged."""
    stack: list[Tree] = [[]]
    for token in _tokens(answer):
        if token == b"(":
            stack.append([])
        elif token == b")":
            if len(stack) < 2:
                return []
            done = stack.pop()
            stack[-1].append(done)
        else:
            stack[-1].append(token)
    return _after_name(stack[0])


def leaves(tree: Tree) -> tuple[Leaf, ...]:
    """The parts of a mail that hold something, in order."""
    return tuple(_leaves(tree, "", 0))[:_PARTS]


def text_leaf(found: Sequence[Leaf]) -> Leaf | None:
    """The part in which the writer's words most likely are."""
    for wanted in ("text/plain", "text/html"):
        for leaf in found:
            if leaf.content_type == wanted and not leaf.attached:
                return leaf
    return None


def skeleton(header: bytes, tree: Tree, text: Leaf | None, words: bytes) -> bytes:
    """A mail of this header and structure (RFC 2046 5.1.1) in which only the part `text` has a content."""
    return header.rstrip(b"\r\n") + b"\r\n\r\n" + b"".join(_bodies(tree, "", 0, text, words))


def _bodies(tree: Tree, section: str, depth: int, text: Leaf | None, words: bytes) -> Iterator[bytes]:
    if not _is_multipart(tree):
        yield words if text is not None and text.section == (section or "1") else b""
        return
    boundary = _boundary(tree)
    if not boundary or depth >= _DEPTH:
        return
    for number, child in enumerate(_children(tree), 1):
        below = f"{section}.{number}" if section else str(number)
        yield b"--" + boundary + b"\r\n" + _head(child) + b"\r\n"
        yield from _bodies(child, below, depth + 1, text, words)
        yield b"\r\n"
    yield b"--" + boundary + b"--\r\n"


def _leaves(tree: Tree, section: str, depth: int) -> Iterator[Leaf]:
    if _is_multipart(tree):
        for number, child in enumerate(_children(tree) if depth < _DEPTH else (), 1):
            yield from _leaves(child, f"{section}.{number}" if section else str(number), depth + 1)
    elif len(tree) > 1:
        head = _head(tree)
        yield Leaf(section or "1", _type(tree).decode("ascii", "replace"), head, b"Content-Disposition: attachment" in head)


def _head(tree: Tree) -> bytes:
    """The header fields of a part, as its structure tells them."""
    if _is_multipart(tree):
        subtype = next((_text(word) for word in tree if not isinstance(word, list)), b"mixed").lower()
        return b'Content-Type: multipart/%b; boundary="%b"\r\n' % (subtype, _boundary(tree))
    lines = [b"Content-Type: " + _type(tree) + _parameters(tree[2] if len(tree) > 2 else None)]
    encoding = _text(tree[5]) if len(tree) > 5 else b""
    if encoding:
        lines.append(b"Content-Transfer-Encoding: " + encoding.lower())
    disposition = next(filter(None, map(_disposition, tree[8:])), b"")
    if disposition:
        lines.append(b"Content-Disposition: " + disposition)
    return b"".join(line + b"\r\n" for line in lines)


def _disposition(word: Any) -> bytes:
    """The value of Content-Disposition, if this is one; some servers give the whole field as one string."""
    if isinstance(word, list):
        named = len(word) == 2 and _text(word[0]).lower() in _DISPOSITIONS
        return _text(word[0]).lower() + _parameters(word[1]) if named else b""
    return _text(word) if _text(word).lower().startswith(_DISPOSITIONS) else b""


def _parameters(words: Any) -> bytes:
    if not isinstance(words, list):
        return b""
    pairs = zip(words[::2], words[1::2], strict=False)
    return b"".join(b'; %b="%b"' % (_text(name), _text(value).replace(b'"', b"'")) for name, value in pairs)


def _boundary(tree: Tree) -> bytes:
    after = [word for word in tree if not (isinstance(word, list) and word and isinstance(word[0], list)) and not _is_part(word)]
    found = next((word for word in after if isinstance(word, list)), [])
    pairs = zip(found[::2], found[1::2], strict=False)
    return next((_text(value) for name, value in pairs if _text(name).lower() == b"boundary"), b"")


def _children(tree: Tree) -> list[Tree]:
    """The parts of a multipart stand before its subtype."""
    children: list[Tree] = []
    for word in tree[:_PARTS]:
        if not isinstance(word, list):
            break
        children.append(word)
    return children


def _is_multipart(tree: Tree) -> bool:
    return bool(tree) and isinstance(tree[0], list)


def _is_part(word: Any) -> bool:
    return isinstance(word, list) and len(word) >= 7


def _type(tree: Tree) -> bytes:
    return _text(tree[0]).lower() + b"/" + _text(tree[1]).lower()


def _text(word: Any) -> bytes:
    """A string without its quotes, on one line; empty for NIL and for what is no string."""
    if not isinstance(word, bytes) or word.upper() == b"NIL":
        return b""
    if word.startswith(b'"'):
        word = _ESCAPED.sub(rb"\1", word[1:-1])
    text: bytes = word.replace(b"\r", b"").replace(b"\n", b"")
    return text


def _after_name(words: Tree) -> Tree:
    """The list that follows the word BODYSTRUCTURE, in whatever depth FETCH's answer holds it."""
    for at, word in enumerate(words):
        if isinstance(word, list):
            found = _after_name(word) if b"BODYSTRUCTURE" in word else []
            if found:
                return found
        elif word.upper() == b"BODYSTRUCTURE" and at + 1 < len(words) and isinstance(words[at + 1], list):
            return list(words[at + 1])
    return []


def _tokens(answer: Sequence[Any]) -> Iterator[bytes]:
    """imaplib gives a string sent as a literal apart, in a tuple with what stands before it."""
    for item in answer:
        line, literal = item if isinstance(item, tuple) else (item, None)
        if not isinstance(line, bytes):
            continue
        yield from _TOKEN.findall(_LITERAL.sub(b"", line) if literal is not None else line)
        if literal is not None:
            yield b'"' + literal.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'
