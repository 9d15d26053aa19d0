"""How does a test start a sending process in milliseconds, to end it with `kill -9`? By a fork of one that has imported all.

`python -m tests.resilience.sender` reads an order (JSON) a line, starts a process that sends until it is killed, and tells its number.
"""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

from mailer.clock import SystemClock
from mailer.config import Smtp
from mailer.sending import OutboxLock, Postman
from mailer.store import outbox
from mailer.store.database import open_store
from tests.servers import processes


@dataclass(frozen=True, slots=True)
class Order:
    """Where to send from and to; `lease` in seconds."""

    url: str
    folder: str
    port: int
    connections: int
    lease: float = 600


class Senders:
    """Starts and ends sending processes."""

    def __init__(self, mother: subprocess.Popen[str]) -> None:
        self._mother = mother
        self._alive: set[int] = set()

    def start(self, order: Order) -> int:
        """The number of a process that sends from now on."""
        assert self._mother.stdin is not None
        assert self._mother.stdout is not None
        print(json.dumps(asdict(order)), file=self._mother.stdin, flush=True)
        number = int(self._mother.stdout.readline())
        self._alive.add(number)
        return number

    def kill(self, number: int) -> bool:
        """End it with SIGKILL and wait until it is gone; False if it had ended by itself."""
        self._alive.discard(number)
        try:
            os.kill(number, signal.SIGKILL)
        except ProcessLookupError:
            return False
        processes.wait_until(lambda: not _exists(number), f"the end of {number}")
        return True

    def kill_all(self) -> None:
        """End whatever still runs."""
        for number in list(self._alive):
            self.kill(number)


@contextmanager
def senders(log: Path) -> Iterator[Senders]:
    """What the processes complain about is in `log`."""
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    command = [sys.executable, "-m", "tests.resilience.sender"]
    with (
        log.open("ab") as errors,
        subprocess.Popen(
            command, cwd=root, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True
        ) as mother,
    ):
        started = Senders(mother)
        try:
            yield started
        finally:
            started.kill_all()


def _exists(number: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(number, 0)
        return True
    return False


def _send(order: Order) -> None:
    store = open_store(order.url, Path(order.folder))
    lock = OutboxLock(store.file)
    processes.wait_until(lock.acquire, "the lock of the outbox")
    clock = SystemClock()
    with store.begin() as connection:
        outbox.recover(connection, clock.now(), alone=lock.alone)
    smtp = Smtp(host="127.0.0.1", port=order.port, security="none", connections=order.connections, timeout=10)
    lease = timedelta(seconds=order.lease)
    postman = Postman(store, smtp, clock, f"host/{os.getpid()}", "verband.example", lease=lease)
    asyncio.run(_until_killed(postman, os.getppid()))


async def _until_killed(postman: Postman, mother: int) -> None:
    while os.getppid() == mother:
        await postman.run(asyncio.Event())
        await asyncio.sleep(0.1)


def _mother() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them
    for line in sys.stdin:
        number = os.fork()
        if not number:
            _send(Order(**json.loads(line)))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _mother()
