"""Which SMTP server misbehaves byte by byte? Raw asyncio: garbage, silence, a connection cut in the middle of the data.

server.say("RCPT", b"250 ok\r\n250 again\r\n")        # these bytes instead of the reply, once
server.say("DOT", SILENCE); server.say("LETTER", CUT)  # LETTER: as soon as the first bytes of the letter have come
It offers nothing but what `extensions` name; with None it knows HELO only. With `delay`, the dot is answered so many seconds after the
mail was accepted: whoever dies in between never hears that it was.
"""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
    """A server on the loopback; `mails` are (recipient, bytes as they were sent) of those that it accepted, `yes` is how it says so."""

    host = "127.0.0.1"

    def __init__(self, extensions: tuple[str, ...] | None, delay: Callable[[], float] | None = None) -> None:
        self.port = 0
        self.mails: list[tuple[str, bytes]] = []
        self.commands: list[str] = []
        self._extensions = extensions
        self._delay = delay
        self.yes = b"250 ok\r\n"
        self._script: list[tuple[str, bytes | Act, str]] = []

    def say(self, step: str, words: bytes | Act, where: str = "", times: int = 1) -> None:
        """At this step, where the command's argument contains `where`: other bytes or no reply, so many times."""
        self._script += [(step, words, where)] * times

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until either side ends it."""
        try:
            await self._reply("CONNECT", "", writer)
            recipient = ""
            while line := await reader.readline():
                command = line.decode("utf-8", "replace").rstrip("\r\n")
                self.commands.append(command)
                verb = command[:4].upper()
                recipient = command.partition("<")[2].partition(">")[0] if verb == "RCPT" else recipient
                if await self._reply(verb, command, writer) and verb == "DATA":
                    await self._letter(recipient, reader, writer)
                if verb == "QUIT":
                    break
        except (_Over, ConnectionError, EOFError):
            pass
        finally:
            with contextlib.suppress(ConnectionError):
                writer.close()

    async def _letter(self, recipient: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.read(1)
        await self._reply("LETTER", recipient, writer)
        raw = head + await reader.readuntil(b"\r\n.\r\n")
        if self._scripted("DOT", recipient) is None:
            self.mails.append((recipient, raw.removesuffix(b".\r\n")))
            if self._delay is not None:
                await asyncio.sleep(self._delay())
        await self._reply("DOT", recipient, writer)

    async def _reply(self, step: str, argument: str, writer: asyncio.StreamWriter) -> bool:
        """Whether the step took its usual course."""
        at = self._scripted(step, argument)
        words = self._usual(step) if at is None else self._script.pop(at)[1]
        if words is CUT:
            writer.transport.abort()
            raise _Over
        if words is DEAF:
            assert isinstance(writer.transport, asyncio.ReadTransport)
            writer.transport.pause_reading()
            await asyncio.sleep(DEAF_SECONDS)
            writer.transport.resume_reading()
            return False
        if isinstance(words, bytes):
            writer.write(words)
            await writer.drain()
        return at is None

    def _scripted(self, step: str, argument: str) -> int | None:
        """Where in the script this step is, None for its usual course."""
        return next((place for place, (when, _, where) in enumerate(self._script) if when == step and where in argument), None)

    def _usual(self, step: str) -> bytes:
        if step == "LETTER":
            return b""
        if step == "EHLO":
            if self._extensions is None:
                return b"502 5.5.1 what?\r\n"
            return b"".join(f"250-{word}\r\n".encode() for word in ("raw.example", *self._extensions)) + b"250 HELP\r\n"
        return _REPLIES.get(step, self.yes)


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
