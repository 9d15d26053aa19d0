"""How do bytes go to the server and replies come back, each reply to its question, none without one?

aiosmtplib has connected, negotiated TLS and logged in; from then on the transport belongs to a `Wire`.
"""

import asyncio
import contextlib
from collections import deque

from mailer.sending.replies import Garbled, Reply, ReplyReader

_PIECE = 256 * 1024
_PATIENCE_AT_THE_END = 5.0


class Lost(Exception):
    """The connection is gone, or the two sides have lost step: no reply can be trusted any more (RFC 5321 4.3.2)."""


class Silence(Lost):
    """The server did not say in time what it owes."""


class Wire(asyncio.Protocol):
    """One connection after the greeting. Whatever goes wrong cuts it: what the server has not read of a letter must not reach it after
    the letter's fate is written down."""

    def __init__(self, transport: asyncio.Transport, timeout: float) -> None:
        """`timeout` in seconds is the longest wait for one reply, and for room for the next piece of a letter."""
        self._loop = asyncio.get_running_loop()
        self._transport = transport
        self._timeout = timeout
        self._reader = ReplyReader()
        self._heard: deque[Reply] = deque()
        self._owed = 0
        self._lost: Lost | None = None
        self._full = False
        self._waiter: asyncio.Future[None] | None = None
        self._deadline = 0.0
        self._timer: asyncio.TimerHandle | None = None
        transport.set_protocol(self)
        if transport.is_closing():
            self._lose(Lost("closed"))

    @property
    def stands(self) -> bool:
        """Whether it may be used for one more question."""
        return self._lost is None

    async def send(self, data: bytes, replies: int) -> bool:
        """Write; the server owes so many replies more. A large letter goes in pieces, as fast as the server reads.

        False when the server answered before it had all: then the rest is not written. Raises Lost.
        """
        self._owed += replies
        if len(data) <= _PIECE:
            self._write(data)
            return True
        for at in range(0, len(data), _PIECE):
            if self._heard:
                return False
            self._write(data[at : at + _PIECE])
            await asyncio.sleep(0)  # a server that reads as fast as we write may have spoken meanwhile
            while self._full and not self._heard:
                await self._wait()
        return True

    async def hear(self) -> Reply:
        """The next reply. Does not give way to others when it is there already. Raises Lost."""
        while not self._heard:
            await self._wait()
        return self._heard.popleft()

    def abort(self) -> None:
        """Cut the connection at once."""
        self._lose(Lost("given up"))

    async def quit(self) -> None:
        """End the connection: with QUIT (RFC 5321 4.1.1.10) where nothing is open, else at once."""
        if self._owed:
            self.abort()
        if self.stands:
            self._timeout = _PATIENCE_AT_THE_END
            with contextlib.suppress(Lost):
                await self.send(b"QUIT\r\n", 1)
                await self.hear()
        if self.stands:
            self._lost = Lost("ended")
            self._stop_the_timer()
            self._transport.close()

    def data_received(self, data: bytes) -> None:
        """Called by asyncio. A reply that answers nothing means that the step is lost."""
        if self._lost is not None:
            return
        try:
            for reply in self._reader.feed(data):
                if not self._owed:
                    raise Garbled(f"a reply that nothing had been asked for: {reply.code}")
                self._owed -= 1
                self._heard.append(reply)
        except Garbled as error:
            self._lose(Lost(str(error)))
        if self._heard:
            self._wake()

    def eof_received(self) -> None:
        """Called by asyncio."""
        self._lose(Lost("the server ended the connection"))

    def connection_lost(self, exc: Exception | None) -> None:
        """Called by asyncio."""
        self._lose(Lost(str(exc) if exc else "the connection is lost"))

    def pause_writing(self) -> None:
        """Called by asyncio: the server reads too slowly."""
        self._full = True

    def resume_writing(self) -> None:
        """Called by asyncio: the server goes on reading."""
        self._full = False
        self._wake()

    def _write(self, data: bytes) -> None:
        if self._lost is not None:
            raise self._lost
        self._transport.write(data)

    async def _wait(self) -> None:
        """Until something happens. Raises Lost, also when nothing does."""
        if self._lost is not None:
            raise self._lost
        self._deadline = self._loop.time() + self._timeout
        if self._timer is None or self._timer.when() > self._deadline:
            self._stop_the_timer()
            self._timer = self._loop.call_at(self._deadline, self._look_at_the_time)
        self._waiter = self._loop.create_future()
        try:
            await self._waiter
        finally:
            self._waiter = None

    def _look_at_the_time(self) -> None:
        """One timer for all waits: most end long before it rings, so it is set anew when it does."""
        self._timer = None
        if self._waiter is None:
            return
        if self._loop.time() >= self._deadline:
            self._lose(Silence(f"no answer within {self._timeout:g} seconds"))
        else:
            self._timer = self._loop.call_at(self._deadline, self._look_at_the_time)

    def _lose(self, why: Lost) -> None:
        if self._lost is None:
            self._lost = why
            self._stop_the_timer()
            self._transport.abort()
            self._wake()

    def _stop_the_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
