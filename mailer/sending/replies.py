"""What does the server say? From the bytes of a connection to replies, however they are cut into packets."""

from collections.abc import Iterator
from typing import NamedTuple

LONGEST_LINE = 8192
LONGEST_REPLY = 4 * LONGEST_LINE
"""Bytes. RFC 5321 4.5.3.1.5 asks for 512 in a line; some servers say more, and none may fill our memory."""


class Reply(NamedTuple):
    """A reply code (RFC 5321 4.2) and its words, those of several lines joined by a line feed."""

    code: int
    words: str

    @property
    def is_consent(self) -> bool:
        """Whether it is a yes."""
        return 200 <= self.code < 300

    @property
    def is_refusal(self) -> bool:
        """Whether it is a no, for now or for good."""
        return 400 <= self.code < 600


class Garbled(Exception):
    """These bytes are no reply."""


class ReplyReader:
    """Takes bytes as they come and gives the replies that they complete."""

    def __init__(self) -> None:
        self._rest = b""
        self._lines: list[bytes] = []
        self._size = 0

    def feed(self, data: bytes) -> Iterator[Reply]:
        """The replies that end in these bytes. Raises Garbled where they are none (RFC 5321 4.2.1), or too long: those given before may
        be trusted, nothing that comes after."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            reply = self._line(line)
            if reply is not None:
                yield reply
        if len(self._rest) > LONGEST_LINE:
            raise Garbled("a line without end")

    def _line(self, line: bytes) -> Reply | None:
        """The reply that this line completes, None when another one follows."""
        self._size += len(line)
        if len(line) > LONGEST_LINE or self._size > LONGEST_REPLY:
            raise Garbled("a reply too long")
        code, mark = line[:3], line[3:4]
        if not (code.isdigit() and b"200" <= code < b"600" and mark in b" -\r") or (self._lines and self._lines[0][:3] != code):
            raise Garbled(f"no reply: {line[:80].decode('ascii', 'backslashreplace')}")
        self._lines.append(line)
        if mark == b"-":
            return None
        words = b"\n".join(each[4:].strip() for each in self._lines) if len(self._lines) > 1 else line[4:].strip()
        self._lines, self._size = [], 0
        return Reply(int(code), words.decode("utf-8", "surrogateescape"))
