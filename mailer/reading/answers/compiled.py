"""How does a process come by hundreds of compiled patterns, of which each takes a millisecond to compile?

They were compiled when the package was made (`python -m training.patterns`), for the Python that did it, as Python itself keeps its own
code in `.pyc` files: the file's name carries the same tag. What the file does not hold is compiled here, and so is everything under
another Python; the outcome is the same pattern either way.
"""

import _sre  # type: ignore[import-not-found]  # what `re` itself hands its code to
import json
import re
import sys
import zlib
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any

NAME = f"patterns.{sys.implementation.cache_tag}.bin"
"""The file's name for the Python that runs."""

_KEY = 8  # bytes
_MACHINE = [_sre.MAGIC, _sre.CODESIZE, sys.byteorder]


@dataclass(frozen=True, slots=True)
class Code:
    """A compiled pattern: `words` are for the machine behind `re`; `count` groups, `groups` are the numbers of the named."""

    flags: int
    words: Sequence[int]
    count: int
    groups: Mapping[str, int]


def compiled(source: str) -> re.Pattern[str]:
    """The pattern, as `re.compile` gives it."""
    made = _shipped().get(_key(source))
    return re.compile(source) if made is None else assembled(source, made)


def assembled(source: str, code: Code) -> re.Pattern[str]:
    """The pattern out of its code. Raises RuntimeError for code that the machine does not understand."""
    names: list[str | None] = [None] * (code.count + 1)
    for name, number in code.groups.items():
        names[number] = name
    pattern: re.Pattern[str] = _sre.compile(source, code.flags, list(code.words), code.count, dict(code.groups), tuple(names))
    return pattern


def packed(codes: Mapping[str, Code]) -> bytes:
    """The codes by their pattern as the bytes of the file, the same for the same patterns."""
    known = dict(sorted((_key(source), code) for source, code in codes.items()))
    head = [[key, code.flags, code.count, dict(code.groups), len(code.words)] for key, code in known.items()]
    body = b"".join([array("I", code.words).tobytes() for code in known.values()])
    return zlib.compress(json.dumps([_MACHINE, head], separators=(",", ":")).encode() + b"\n" + body, 9)


def unpacked(raw: bytes, machine: Sequence[Any] = _MACHINE) -> dict[str, Code]:
    """The codes in a file's bytes, by the keys of their patterns; nothing where they are not for this machine."""
    told, _, body = zlib.decompress(raw).partition(b"\n")
    made_for, head = json.loads(told)
    if made_for != machine:
        return {}
    words, found, at = memoryview(body).cast("I"), {}, 0
    for key, flags, count, groups, length in head:
        found[key] = Code(flags, words[at : at + length], count, groups)
        at += length
    return found


@cache
def _shipped() -> Mapping[str, Code]:
    """What ships with the package for this Python; read once."""
    file = files(__package__).joinpath(NAME)
    return unpacked(file.read_bytes()) if file.is_file() else {}


def _key(source: str) -> str:
    return blake2b(source.encode(), digest_size=_KEY).hexdigest()
