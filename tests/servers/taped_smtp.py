"""Which SMTP server does at each step what a tape says, and remembers what it did? An asyncio.Protocol in the test's own event loop.

The tape holds one act for each answer, over all connections; where it ends, everything takes its usual course. What the server saw of
each recipient's letter is in `seen`, so that a test can compare it with what the sender believes.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import StrEnum


class Act(StrEnum):
    """CUT: close instead of the answer. LAST: answer, then close. DRIP: answer byte by byte. TWICE: say the answer a second time."""

    USUAL = "usual"
    LATER = "450 4.3.0 later"
    NEVER = "550 5.5.0 never"
    CLOSING = "421 4.3.2 closing"
    CUT = "cut"
    LAST = "last"
    DRIP = "drip"
    TWICE = "twice"
    GARBAGE = "garbage"


@dataclass(slots=True)
class Seen:
    """What the server knows of one recipient's letter: how often it has it, whether it said so, bytes that came without an end, and the
    codes of its refusals."""

    copies: int = 0
    told: int = 0
    begun: int = 0
    refused: list[int] = field(default_factory=list)


class TapedServer:
    """Listens on the loopback. `seen[""]` is what was said to MAIL, where nobody has been named. `at_first_byte(visit)` is called when
    the first byte of a letter has come."""

    host = "127.0.0.1"

    def __init__(self, tape: Iterable[Act], pipelining: bool, at_first_byte: Callable[["Visit"], None]) -> None:
        self.port = 0
        self.seen: dict[str, Seen] = defaultdict(Seen)
        self.at_first_byte = at_first_byte
        self.visits: list[Visit] = []
        self._pipelining = pipelining
        self._tape: Iterator[Act] = iter(tape)

    def next_act(self) -> Act:
        """What the tape says."""
        return next(self._tape, Act.USUAL)

    @property
    def greeting(self) -> bytes:
        """The answer to EHLO."""
        return b"250-tape.example\r\n250-PIPELINING\r\n250 HELP\r\n" if self._pipelining else b"250 tape.example\r\n"

    def visit(self) -> "Visit":
        """A new connection."""
        self.visits.append(Visit(self))
        return self.visits[-1]


class Visit(asyncio.Protocol):
    """One connection; `carried` are the recipients whose letters it got, the present one last."""

    def __init__(self, server: TapedServer) -> None:
        self.carried: list[str] = []
        self._server = server
        self._unread = b""
        self._open = self._in_data = self._over = False
        self._recipient = ""
        self._asked_for = ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(b"220 tape.example\r\n")

    def data_received(self, data: bytes) -> None:
        self._unread += data
        while not self._over and (self._letter() if self._in_data else self._command()):
            pass

    def _command(self) -> bool:
        line, end, rest = self._unread.partition(b"\r\n")
        if not end:
            return False
        self._unread = rest
        verb, argument = line[:4].upper().decode(), line.decode()
        if verb in {"EHLO", "QUIT"}:
            self._transport.write(self._server.greeting if verb == "EHLO" else b"221 bye\r\n")
            return True
        if verb == "RCPT":
            self._asked_for = argument.partition("<")[2].partition(">")[0]
        code = self._answer({"MAIL": not self._open, "RCPT": self._open, "DATA": bool(self._recipient)}.get(verb, True), verb)
        if verb == "RSET" and code < 300:
            self._open, self._recipient = False, ""
        elif verb == "MAIL" and code < 300:
            self._open = True
        elif verb == "RCPT" and code < 300:
            self._recipient = self._asked_for
        elif verb == "DATA" and code == 354:
            self._in_data = True
        return True

    def _letter(self) -> bool:
        if not self._unread:
            return False
        if self._recipient and (not self.carried or self.carried[-1] != self._recipient):
            self.carried.append(self._recipient)
            self._server.seen[self._recipient].begun += 1
            self._server.at_first_byte(self)
        _, end, rest = (b"\r\n" + self._unread).partition(b"\r\n.\r\n")
        if not end:
            return False
        self._unread, self._in_data = rest, False
        self._answer(bool(self._recipient), "DOT")
        self._open, self._recipient = False, ""
        return True

    def _answer(self, fits: bool, verb: str) -> int:
        """Answer as the tape says; gives the code, 999 for none."""
        act = self._server.next_act() if fits else Act.USUAL
        usual = "503 5.5.1 not now" if not fits else "354 go on" if verb == "DATA" else "250 2.0.0 ok"
        words = act.value if act in {Act.LATER, Act.NEVER, Act.CLOSING} else usual
        code = int(words[:3])
        seen = self._server.seen["" if verb == "MAIL" else self._recipient or self._asked_for]
        if verb == "DOT" and fits and code < 300:
            seen.copies += 1
            seen.told += act not in {Act.CUT, Act.GARBAGE}
        if verb != "RSET" and fits and code >= 400:
            seen.refused.append(code)
        self._say(act, f"{words}\r\n".encode())
        return 999 if act in {Act.CUT, Act.GARBAGE} else code

    def _say(self, act: Act, words: bytes) -> None:
        if act is Act.DRIP:
            for byte in words:
                self._transport.write(bytes([byte]))
        elif act is not Act.CUT:
            self._transport.write({Act.TWICE: words * 2, Act.GARBAGE: b"HTTP/1.1 400 Bad Request\r\n"}.get(act, words))
        if act in {Act.CUT, Act.LAST, Act.CLOSING}:
            self._over = True
            self._transport.close()


@asynccontextmanager
async def taped_smtp(tape: Iterable[Act], pipelining: bool, at_first_byte: Callable[[Visit], None]) -> AsyncIterator[TapedServer]:
    """A running server."""
    server = TapedServer(tape, pipelining, at_first_byte)
    listening = await asyncio.get_running_loop().create_server(server.visit, server.host, 0)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()
