"""Which SMTP server misbehaves byte by byte? Raw asyncio: garbage, silence, a connection cut in the middle of the data.

server.say("RCPT", b"250 ok\r\n250 again\r\n")        # these bytes instead of the reply, once
server.say("DOT", SILENCE); server.say("LETTER", CUT)  # LETTER: as soon as the first bytes of the letter have come
server.say("DATA", b"354 go on\r\n")                    # even where it refused the recipient and would say 503
It offers nothing but what `extensions` name; with None it knows HELO only. With `delay`, the dot is answered so many seconds after the
mail was accepted: whoever dies in between never hears that it was.
"""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum


class Act(Enum):
    """CUT the connection; SILENCE: read on and say nothing; DEAF: read nothing for a while."""

    CUT = "cut"
    SILENCE = "silence"
    DEAF = "deaf"


DEAF_SECONDS = 1.5
CUT, SILENCE, DEAF = Act.CUT, Act.SILENCE, Act.DEAF
_REPLIES = {"CONNECT": b"220 raw.example\r\n", "DATA": b"354 go on\r\n", "QUIT": b"221 bye\r\n"}


class RawServer:
    """A server on the loopback; `mails` are (recipient, bytes as they were sent) of those that it accepted, `yes` is how it says so.
    `before(step)` is called in the server's thread before each answer. Whoever comes while `at_most` are there is shut out as
    `beyond` says: at which step, with which words."""

    host = "127.0.0.1"

    def __init__(self, extensions: tuple[str, ...] | None, delay: Callable[[], float] | None = None) -> None:
        self.port = 0
        self.mails: list[tuple[str, bytes]] = []
        self.commands: list[str] = []
        self.connections = 0
        self._extensions = extensions
        self._delay = delay
        self.yes = b"250 ok\r\n"
        self.at_most: int | None = None
        self.beyond: tuple[str, bytes | Act] = ("CONNECT", b"421 4.7.0 too many connections\r\n")
        self._present = 0
        self.before: Callable[[str], None] = lambda _step: None
        self._script: list[tuple[str, bytes | Act, str]] = []

    def clear(self) -> None:
        """Do as usual from now on."""
        self._script.clear()

    def say(self, step: str, words: bytes | Act, where: str = "", times: int = 1) -> None:
        """At this step, where the command's argument contains `where`: other bytes or no reply, so many times."""
        self._script += [(step, words, where)] * times

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until either side ends it."""
        self.connections += 1
        connection = _Connection(reader, writer, too_many=self.at_most is not None and self._present >= self.at_most)
        self._present += 1
        try:
            await self._reply("CONNECT", "", connection)
            while line := await reader.readline():
                command = line.decode("utf-8", "replace").rstrip("\r\n")
                self.commands.append(command)
                verb = command[:4].upper()
                code = await self._reply(verb, command, connection)
                connection.note(verb, command, code)
                if verb == "DATA" and code == b"354":
                    await self._letter(connection)
                if verb == "QUIT":
                    break
        except (_Over, ConnectionError, EOFError):
            pass
        finally:
            self._present -= 1
            with contextlib.suppress(ConnectionError):
                writer.close()

    async def _letter(self, connection: "_Connection") -> None:
        head = await connection.reader.readexactly(1)
        await self._reply("LETTER", connection.recipient, connection)
        head += await connection.reader.readexactly(1) if head == b"." else b""
        raw = head + await (connection.reader.readexactly(1) if head == b".\r" else connection.reader.readuntil(b"\r\n.\r\n"))
        if connection.recipient and self._scripted("DOT", connection.recipient) is None:
            self.mails.append((connection.recipient, raw.removesuffix(b".\r\n")))
            if self._delay is not None:
                await asyncio.sleep(self._delay())
        code = await self._reply("DOT", connection.recipient, connection)
        connection.note("DOT", "", code)

    async def _reply(self, step: str, argument: str, connection: "_Connection") -> bytes:
        """Say what is to be said; gives its code."""
        self.before(step)
        at = self._scripted(step, argument)
        shut_out = connection.too_many and step == self.beyond[0]
        words = self.beyond[1] if shut_out else self._usual(step, connection) if at is None else self._script.pop(at)[1]
        if words is CUT:
            connection.writer.transport.abort()
            raise _Over
        if words is DEAF:
            assert isinstance(connection.writer.transport, asyncio.ReadTransport)
            connection.writer.transport.pause_reading()
            await asyncio.sleep(DEAF_SECONDS)
            connection.writer.transport.resume_reading()
        if not isinstance(words, bytes):
            return b""
        connection.writer.write(words)
        await connection.writer.drain()
        if shut_out:
            raise _Over
        return words[:3]

    def _scripted(self, step: str, argument: str) -> int | None:
        """Where in the script this step is, None for its usual course."""
        return next((place for place, (when, _, where) in enumerate(self._script) if when == step and where in argument), None)

    def _usual(self, step: str, connection: "_Connection") -> bytes:
        if step == "LETTER":
            return b""
        if step == "EHLO":
            if self._extensions is None:
                return b"502 5.5.1 what?\r\n"
            return b"".join(f"250-{word}\r\n".encode() for word in ("raw.example", *self._extensions)) + b"250 HELP\r\n"
        if not connection.allows(step):
            return b"503 5.5.1 not now\r\n"
        return _REPLIES.get(step, self.yes)


@dataclass(slots=True)
class _Connection:
    """Where a connection is in its transaction (RFC 5321 4.1.4)."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    too_many: bool = False
    open: bool = False
    recipient: str = ""

    def allows(self, step: str) -> bool:
        """Whether it is this step's turn."""
        return {"MAIL": not self.open, "RCPT": self.open, "DATA": bool(self.recipient), "DOT": bool(self.recipient)}.get(step, True)

    def note(self, verb: str, command: str, code: bytes) -> None:
        """What was answered."""
        if verb in {"RSET", "DOT"}:
            self.open, self.recipient = False, ""
        elif verb == "MAIL" and code.startswith(b"2"):
            self.open = True
        elif verb == "RCPT" and code.startswith(b"2"):
            self.recipient = command.partition("<")[2].partition(">")[0]


class _Over(Exception):
    """The connection was cut."""


@contextmanager
def raw_smtp(extensions: tuple[str, ...] | None = (), delay: Callable[[], float] | None = None) -> Iterator[RawServer]:
    """A running server in a thread of its own."""
    server = RawServer(extensions, delay)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    listening = asyncio.run_coroutine_threadsafe(asyncio.start_server(server.serve, server.host, 0, limit=2**24), loop).result(10)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(_end(listening), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _end(listening: asyncio.Server) -> None:
    listening.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
