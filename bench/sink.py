"""Which server takes every mail, answers after so many milliseconds, and writes down what it accepted?

python -m bench.sink PORT --ids FILE [--delay SECONDS]
Postfix's smtp-sink is the sink of all other measurements; it delays in whole seconds only and does not count. Replies keep the order
of the commands: what a client sends ahead of an answer (PIPELINING, RFC 2920) waits until that answer is out.
"""

import argparse
import asyncio
import signal
from pathlib import Path
from typing import IO

_REPLIES = {
    b"EHLO": b"250-bench.example\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE 50000000\r\n",
    b"HELO": b"250 bench.example\r\n",
    b"MAIL": b"250 2.1.0 ok\r\n",
    b"RCPT": b"250 2.1.5 ok\r\n",
    b"RSET": b"250 2.0.0 ok\r\n",
    b"NOOP": b"250 2.0.0 ok\r\n",
    b"DATA": b"354 end with a dot\r\n",
    b"QUIT": b"221 2.0.0 bye\r\n",
}
_DOT = b"\r\n.\r\n"


class Session(asyncio.Protocol):
    """One connection (RFC 5321). `accepted` gets a line for each mail: its size in bytes, `signed` or `plain`, its Message-ID."""

    def __init__(self, accepted: IO[bytes], delay: float) -> None:
        self._accepted = accepted
        self._delay = delay
        self._unread = bytearray()
        self._in_data = False
        self._late = False
        self._searched = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(b"220 bench.example ESMTP\r\n")

    def data_received(self, data: bytes) -> None:
        """Work on what came, unless an answer is still owed."""
        self._unread += data
        if not self._late:
            self._work()

    def _work(self) -> None:
        replies = bytearray()
        while not self._late and (self._mail(replies) if self._in_data else self._command(replies)):
            pass
        if replies and not self._transport.is_closing():
            self._transport.write(bytes(replies))

    def _command(self, replies: bytearray) -> bool:
        """Answer one command; False when no whole line is there."""
        line_end = self._unread.find(b"\r\n")
        if line_end < 0:
            return False
        verb = bytes(self._unread[:4]).upper()
        del self._unread[: line_end + 2]
        replies += _REPLIES.get(verb, b"502 5.5.1 unknown\r\n")
        self._in_data = verb == b"DATA"
        if verb == b"QUIT":
            self._transport.write(bytes(replies))
            replies.clear()
            self._transport.close()
        return verb != b"QUIT"

    def _mail(self, replies: bytearray) -> bool:
        """Take one mail and answer its dot, now or late; False when its end is not there yet."""
        mail_end = self._unread.find(_DOT, max(0, self._searched - len(_DOT)))
        if mail_end < 0:
            self._searched = len(self._unread)
            return False
        mail = bytes(self._unread[: mail_end + 2])
        del self._unread[: mail_end + len(_DOT)]
        self._in_data, self._searched = False, 0
        signed = b"plain" if header(mail, b"dkim-signature") is None else b"signed"
        self._accepted.write(b"%d %s %s\n" % (len(mail), signed, header(mail, b"message-id") or b""))
        if self._delay:
            self._late = True
            asyncio.get_running_loop().call_later(self._delay, self._answer_late)
        else:
            replies += b"250 2.0.0 accepted\r\n"
        return True

    def _answer_late(self) -> None:
        self._late = False
        if not self._transport.is_closing():
            self._transport.write(b"250 2.0.0 accepted\r\n")
            self._work()


def header(mail: bytes, wanted: bytes) -> bytes | None:
    """The first header of that name (in lower case), folded or not; None if there is none."""
    head = mail.partition(b"\r\n\r\n")[0].replace(b"\r\n ", b" ").replace(b"\r\n\t", b" ")
    named = (line.partition(b":") for line in head.split(b"\r\n"))
    return next((value.strip() for name, _, value in named if name.lower() == wanted), None)


async def serve(port: int, ids: Path, delay: float) -> None:
    """Take mails until SIGINT or SIGTERM."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    with ids.open("wb") as accepted:
        server = await loop.create_server(lambda: Session(accepted, delay), "127.0.0.1", port, backlog=200)
        await stop.wait()
        server.close()


def main() -> None:
    """Read the command line and serve."""
    arguments = argparse.ArgumentParser(prog="python -m bench.sink")
    arguments.add_argument("port", type=int)
    arguments.add_argument("--ids", type=Path, required=True)
    arguments.add_argument("--delay", type=float, default=0.0)
    given = arguments.parse_args()
    asyncio.run(serve(given.port, given.ids, given.delay))


if __name__ == "__main__":
    main()
