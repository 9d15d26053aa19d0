"""How is each step of each letter committed without a commit per letter? One writer, in natural groups.

Every connection waits for its own commit. While one transaction is being written, whatever else comes in waits for the next: with
one connection each letter has its own commit, with fifty up to fifty share one.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime

from mailer.store import outbox
from mailer.store.database import Store
from mailer.store.outbox import Settlement

_Step = tuple[str | Settlement, "asyncio.Future[bool]"]


class Ledger:
    """The one writer of sending. Use as an async context manager; leaving it writes what is still waiting."""

    def __init__(self, store: Store, worker: str, also: Callable[..., None], lease_ends: Callable[[], datetime]) -> None:
        """`also(connection, settlements)` writes what follows from them for the addresses, in the same transaction. `lease_ends` gives
        until when a letter that is handed over now is ours."""
        self._store = store
        self._worker = worker
        self._also = also
        self._lease_ends = lease_ends
        self._waiting: list[_Step] = []
        self._wake = asyncio.Event()
        self._closing = False
        self._failed: Exception | None = None
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "Ledger":
        self._task = asyncio.create_task(self._write())
        return self

    async def __aexit__(self, *_exc: object) -> None:
        self._closing = True
        self._wake.set()
        if self._task is not None:
            await self._task

    async def hand_over(self, letter_id: str) -> bool:
        """Commit that a letter is about to be handed over; False if it is not ours any more and must not be sent.

        Raises StoreError when this or anything before it could not be written: with results that are not on disk, nothing new is begun.
        """
        return await self._commit(letter_id)

    def settle(self, settlement: Settlement) -> "asyncio.Future[bool]":
        """Have it committed what became of a letter. The future is done, or holds the error, by the time a later `hand_over` returns."""
        return self._commit(settlement)

    def _commit(self, step: str | Settlement) -> "asyncio.Future[bool]":
        done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((step, done))
        self._wake.set()
        return done

    async def _write(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            group, self._waiting = self._waiting, []
            if group:
                await self._write_group(group)
            elif self._closing:
                return

    async def _write_group(self, group: Sequence[_Step]) -> None:
        group = [each for each in group if self._counts(*each)]
        try:
            ours = await asyncio.to_thread(self._transaction, [step for step, _ in group])
        except Exception as error:
            self._failed = error
            for _, done in group:
                if not done.done():
                    done.set_exception(error)
        else:
            for step, done in group:
                if not done.done():
                    done.set_result(isinstance(step, Settlement) or step in ours)
        finally:
            self._wake.set()

    def _counts(self, step: str | Settlement, done: "asyncio.Future[bool]") -> bool:
        """Whether a step is to be written: results always; intents only while somebody waits for them and nothing has failed."""
        if isinstance(step, Settlement) or done.done():
            return isinstance(step, Settlement)
        if self._failed is not None:
            done.set_exception(self._failed)
        return self._failed is None

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
