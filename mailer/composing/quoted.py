"""How is text written as quoted-printable (RFC 2045 6.7) when most of its lines are the same for everybody?

No line of quoted-printable depends on another, and where a line is broken depends only on how long its words are. So the lines that
nobody's values touch are encoded once for all, and so are those in which only the reply token is new.
"""

import binascii
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Open = TypeVar("Open")

TOKEN = "\U000fffff"
"""Stands for the reply token in a text that is the same for everybody."""

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

    def fill(self, token: str) -> Encoded:
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
class Lines(Generic[Open]):
    """A text in runs of whole lines: finished ones, and ones that wait for a person's values."""

    runs: tuple[Encoded | Finished | Open, ...]

    def fill(self, token: str, shown: Callable[[Open], str]) -> Encoded:
        """The whole text; `shown` makes whole lines of an open run, each with its line end."""
        done: list[Encoded] = []
        for run in self.runs:
            if isinstance(run, Encoded):
                done.append(run)
            else:
                done.append(run.fill(token) if isinstance(run, Finished) else encoded(shown(run)))
        return Encoded("".join([run.text for run in done]), "".join([run.body for run in done]))


def encoded(text: str) -> Encoded:
    """Text as quoted-printable: a person can read German in the source, and spam filters like it."""
    lines = text.replace("\r\n", "\n").replace("\n", _CRLF)
    body = binascii.b2a_qp(lines.encode(), istext=True).decode("ascii")
    return Encoded(text, body if body.endswith(_CRLF) else body + _CRLF)


def lines_of_runs(runs: Sequence[str | Open]) -> Lines[Open]:
    """The runs, neighbouring finished ones joined and encoded. Every finished one must be whole lines; a token may stand in it."""
    return Lines(tuple(_joined(runs)))


def _joined(runs: Sequence[str | Open]) -> Iterator[Encoded | Finished | Open]:
    waiting = ""
    for run in runs:
        if isinstance(run, str):
            waiting += run
            continue
        if waiting:
            yield _finished(waiting)
        waiting = ""
        yield run
    if waiting:
        yield _finished(waiting)


def _finished(text: str) -> Encoded | Finished:
    """Encodes lines with a word in place of the token, as long and as harmless, and takes it out again."""
    if TOKEN not in text:
        return encoded(text)
    body = encoded(text.replace(TOKEN, _STAND_IN)).body
    breaks = tuple(max(found.find("="), 0) for found in _STANDING_IN.findall(body))
    return Finished(tuple(text.split(TOKEN)), tuple(_STANDING_IN.split(body)), breaks)
