"""How is text written as quoted-printable (RFC 2045 6.7) when most of its lines are the same for everybody?

No line of quoted-printable depends on another, and where a line is broken depends only on how long its words are. So the lines that
nobody's values touch are encoded once for all, and so are those in which only the reply token is new.
"""

import binascii
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Open = TypeVar("Open")

TOKEN = "\U000fffff"
"""Stands for the reply token in a text that is the same for everybody."""

_REMEMBERED = 512
_CRLF = "\r\n"
_SOFT_BREAK = f"={_CRLF}"
_USUAL_TOKEN = re.compile(r"[A-Za-z0-9]{16}")
_STAND_IN = "qjxzvkwyfbgpmhdu"
_STANDING_IN = re.compile(f"(?:{_SOFT_BREAK})?".join(_STAND_IN))


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text, and the same as the body of a MIME part, ending in CRLF."""

    text: str
    body: str


@dataclass(frozen=True, slots=True)
class Finished:
    """Whole lines, finished but for the token.

    `text` is cut where the token stands, `body` too; `breaks` tells after how many of the token's characters the encoded line is broken
    there, 0 for not at all. Where the stand-in happens to be a word of the text, the cuts do not match, and nothing is won.
    """

    text: tuple[str, ...]
    body: tuple[str, ...]
    breaks: tuple[int, ...]

    def fill(self, token: str, *_values: object) -> Encoded:
        """The lines with this token."""
        text = token.join(self.text)
        if len(self.body) != len(self.text) or not _USUAL_TOKEN.fullmatch(token):
            return encoded(text)
        pieces = [self.body[0]]
        for at, literal in zip(self.breaks, self.body[1:], strict=True):
            pieces.append(f"{token[:at]}{_SOFT_BREAK}{token[at:]}" if at else token)
            pieces.append(literal)
        return Encoded(text, "".join(pieces))


@dataclass(frozen=True, slots=True)
class Waiting(Generic[Open]):
    """A run of lines that waits for the values of these indices, and what came of it for those who had the same ones before.

    Without indices some value is new in every letter, and nothing is worth remembering.
    """

    open: Open
    indices: tuple[int, ...]
    known: dict[tuple[str, ...], Encoded | Finished] = field(default_factory=dict)

    def fill(self, token: str, kept: Sequence[str], shown: Callable[[Open], str]) -> Encoded:
        """The lines with these values, of all that are `kept`."""
        if not self.indices:
            return encoded(shown(self.open))
        values = tuple([kept[index] for index in self.indices])
        found = self.known.get(values)
        if found is None:
            if len(self.known) >= _REMEMBERED:
                self.known.clear()
            found = self.known[values] = _finished(shown(self.open))
        return found if isinstance(found, Encoded) else found.fill(token)


@dataclass(frozen=True, slots=True)
class Lines(Generic[Open]):
    """A text in runs of whole lines: finished ones, and ones that wait for a person's values."""

    runs: tuple[Encoded | Finished | Waiting[Open], ...]

    def fill(self, token: str, kept: Sequence[str], shown: Callable[[Open], str]) -> Encoded:
        """The whole text. `shown` makes whole lines of an open run with the values that are `kept`, each with its line end."""
        texts: list[str] = []
        bodies: list[str] = []
        for run in self.runs:
            done = run if isinstance(run, Encoded) else run.fill(token, kept, shown)
            texts.append(done.text)
            bodies.append(done.body)
        return Encoded("".join(texts), "".join(bodies))


def encoded(text: str) -> Encoded:
    """Text as quoted-printable: a person can read German in the source, and spam filters like it."""
    lines = text.replace("\r\n", "\n").replace("\n", _CRLF)
    body = binascii.b2a_qp(lines.encode(), istext=True).decode("ascii")
    return Encoded(text, body if body.endswith(_CRLF) else body + _CRLF)


def lines_of_runs(runs: Sequence[str | Open], indices: Callable[[Open], Iterable[int]]) -> Lines[Open]:
    """The runs, neighbouring finished ones joined and encoded. Every finished one must be whole lines; a token may stand in it.

    `indices` tells which values an open run waits for.
    """
    return Lines(tuple(_joined(runs, indices)))


def _joined(runs: Sequence[str | Open], indices: Callable[[Open], Iterable[int]]) -> Iterator[Encoded | Finished | Waiting[Open]]:
    waiting = ""
    for run in runs:
        if isinstance(run, str):
            waiting += run
            continue
        if waiting:
            yield _finished(waiting)
        waiting = ""
        yield Waiting(run, tuple(dict.fromkeys(indices(run))))
    if waiting:
        yield _finished(waiting)


def _finished(text: str) -> Encoded | Finished:
    """Encodes lines with a word in place of the token, as long and as harmless, and takes it out again."""
    if TOKEN not in text:
        return encoded(text)
    body = encoded(text.replace(TOKEN, _STAND_IN)).body
    breaks = tuple(max(found.find("="), 0) for found in _STANDING_IN.findall(body))
    return Finished(tuple(text.split(TOKEN)), tuple(_STANDING_IN.split(body)), breaks)
