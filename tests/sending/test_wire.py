"""Does a connection end at once when no reply on it can be trusted any more?"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from mailer.sending.wire import Lost, Silence, Wire


class Peer:
    """The other side: says what it is told, and knows when the connection ended."""

    def __init__(self) -> None:
        self.ended = asyncio.Event()
        self.writer: asyncio.StreamWriter | None = None

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.writer = writer
        try:
            while await reader.read(1000):
                pass
        except ConnectionError:
            pass
        writer.close()
        self.ended.set()

    def say(self, words: bytes) -> None:
        assert self.writer is not None
        self.writer.write(words)


@asynccontextmanager
async def connected(timeout: float = 5) -> AsyncIterator[tuple[Wire, Peer]]:
    peer = Peer()
    listening = await asyncio.start_server(peer.serve, "127.0.0.1", 0)
    transport, _ = await asyncio.get_running_loop().create_connection(asyncio.Protocol, *listening.sockets[0].getsockname())
    while peer.writer is None:
        await asyncio.sleep(0.01)
    yield Wire(transport, timeout), peer
    transport.abort()
    listening.close()


@pytest.mark.parametrize("words", [b"?\r\n", b"250 nobody asked\r\n"])
def test_words_that_are_no_answer_cut_it(words: bytes) -> None:
    async def run() -> None:
        async with connected() as (wire, peer):
            peer.say(words)
            await asyncio.wait_for(peer.ended.wait(), 5)
            assert not wire.stands
            with pytest.raises(Lost):
                await wire.hear()
            with pytest.raises(Lost):
                await wire.send(b"NOOP\r\n", 1)

    asyncio.run(run())


def test_silence_cuts_it() -> None:
    async def run() -> None:
        async with connected(timeout=0.1) as (wire, peer):
            await wire.send(b"NOOP\r\n", 1)
            with pytest.raises(Silence):
                await wire.hear()
            await asyncio.wait_for(peer.ended.wait(), 5)

    asyncio.run(run())


def test_what_was_said_before_the_end_is_heard() -> None:
    async def run() -> None:
        async with connected() as (wire, peer):
            await wire.send(b"DATA\r\n", 2)
            peer.say(b"250 one\r\n?\r\n")
            await asyncio.wait_for(peer.ended.wait(), 5)
            assert (await wire.hear()).words == "one"
            with pytest.raises(Lost):
                await wire.hear()

    asyncio.run(run())


def test_each_wait_has_the_whole_time() -> None:
    """One timer serves them all; it must not ring for a wait that is over."""

    async def run() -> None:
        async with connected(timeout=0.5) as (wire, peer):
            for number in range(4):
                await wire.send(b"NOOP\r\n", 1)
                asyncio.get_running_loop().call_later(0.2, peer.say, f"250 {number}\r\n".encode())
                assert (await wire.hear()).words == str(number)
            await asyncio.sleep(0.6)
            assert wire.stands, "nothing is owed, so nothing is late"

    asyncio.run(run())


def test_goodbye_is_not_said_while_an_answer_is_owed() -> None:
    async def run() -> None:
        async with connected(timeout=30) as (wire, peer):
            await wire.send(b"NOOP\r\n", 1)
            await wire.quit()
            await asyncio.wait_for(peer.ended.wait(), 5)

    asyncio.run(run())
