"""How is each step of each letter committed without a commit per letter? One writer, in natural groups.

Every connection waits for its own commit. What is said in one turn of the event loop goes together, and while one transaction is being
written, whatever else comes in waits for the next: with one connection each letter has its own commit, with fifty up to fifty share one.
"""

import asyncio
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from queue import SimpleQueue
from typing import Any, TypeVar

from mailer.store import outbox
from mailer.store.database import Store
from mailer.store.outbox import Settlement

T = TypeVar("T")
_Work = Callable[[], object]
_Step = tuple[str | Settlement | _Work, "asyncio.Future[Any]"]
_Told = tuple["asyncio.Future[Any]", object]


class Ledger:
    """The one writer of sending: a thread of its own, so that a slow disk or a lock stops nobody from hearing the server. Use as an async
    context manager; leaving it writes what is still waiting."""

    def __init__(self, store: Store, worker: str, also: Callable[..., None], lease_ends: Callable[[], datetime]) -> None:
        """`also(connection, settlements)` writes what follows from them for the addresses, in the same transaction. `lease_ends` gives
        until when a letter that is handed over now is ours."""
        self._store = store
        self._worker = worker
        self._also = also
        self._lease_ends = lease_ends
        self._said: list[_Step] = []
        self._groups: SimpleQueue[list[_Step] | None] = SimpleQueue()
        self._failed: Exception | None = None
        self._over = asyncio.Event()

    async def __aenter__(self) -> "Ledger":
        self._loop = asyncio.get_running_loop()
        threading.Thread(target=self._write, name="ledger", daemon=True).start()
        return self

    async def __aexit__(self, *_exc: object) -> None:
        self._send_off()
        self._groups.put(None)
        await self._over.wait()

    async def hand_over(self, letter_id: str) -> bool:
        """Commit that a letter is about to be handed over; False if it is not ours any more and must not be sent.

        Raises StoreError when this or anything before it could not be written: with results that are not on disk, nothing new is begun.
        """
        return bool(await self._say(letter_id))

    def settle(self, settlement: Settlement) -> "asyncio.Future[bool]":
        """Have it committed what became of a letter. The future is done, or holds the error, by the time a later `hand_over` returns."""
        return self._say(settlement)

    async def run(self, work: Callable[[], T]) -> T:
        """Do other work on the record between two groups: one writer never waits for itself."""
        done: asyncio.Future[T] = self._say(work)
        return await done

    def _say(self, step: "str | Settlement | _Work") -> "asyncio.Future[Any]":
        done: asyncio.Future[Any] = self._loop.create_future()
        if not self._said:
            self._loop.call_soon(self._send_off)
        self._said.append((step, done))
        return done

    def _send_off(self) -> None:
        if self._said:
            said, self._said = self._said, []
            self._groups.put(said)

    def _write(self) -> None:
        """The thread: whatever has been said by now is the next group."""
        over = False
        while not over:
            said = [self._groups.get()]
            while not self._groups.empty():
                said.append(self._groups.get())
            over = None in said
            self._loop.call_soon_threadsafe(_tell, self._outcomes([step for part in said if part is not None for step in part]))
        self._loop.call_soon_threadsafe(self._over.set)

    def _outcomes(self, group: Sequence[_Step]) -> list[_Told]:
        """Write a group; what is to be told to whom."""
        steps = [(step, done) for step, done in group if isinstance(step, str | Settlement) and self._counts(step, done)]
        work = [(step, done) for step, done in group if not isinstance(step, str | Settlement)]
        told: list[_Told] = [(done, self._failed) for step, done in group if isinstance(step, str) and self._failed is not None]
        try:
            ours = self._transaction([step for step, _ in steps]) if steps else frozenset()
            told += [(done, isinstance(step, Settlement) or step in ours) for step, done in steps]
        except Exception as error:
            self._failed = error
            told += [(done, error) for _, done in steps]
        return told + [(done, _outcome(step)) for step, done in work]

    def _counts(self, step: str | Settlement, done: "asyncio.Future[Any]") -> bool:
        """Whether a step is to be written: results always; intents only while somebody waits for them and nothing has failed."""
        return isinstance(step, Settlement) or not (done.cancelled() or self._failed is not None)

    def _transaction(self, steps: Sequence[str | Settlement]) -> frozenset[str]:
        begun = [step for step in steps if isinstance(step, str)]
        settled = [step for step in steps if isinstance(step, Settlement)]
        ours: frozenset[str] = frozenset()
        with self._store.begin() as connection:
            if settled:
                outbox.settle(connection, settled, self._worker)
                self._also(connection, settled)
            if begun:
                ours = outbox.hand_over(connection, self._worker, begun, self._lease_ends())
        return ours


def _outcome(work: _Work) -> object:
    try:
        return work()
    except Exception as error:
        return error


def _tell(told: Sequence[_Told]) -> None:
    for done, outcome in told:
        if not done.done():
            if isinstance(outcome, Exception):
                done.set_exception(outcome)
                done.exception()  # whoever waits hears it; nobody is told of an error that nobody waits for
            else:
                done.set_result(outcome)
