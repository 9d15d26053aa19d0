"""Who carries the letters? Several connections, fed from claims, each step of each letter committed before the next."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta, tzinfo

from mailer.clock import Clock
from mailer.config import Smtp
from mailer.sending.carrier import Carrier
from mailer.sending.channel import Channel
from mailer.sending.ledger import Ledger
from mailer.sending.pace import Claim, Pace
from mailer.sending.pile import Pile
from mailer.sending.round import Round, Tally
from mailer.store import outbox
from mailer.store.database import Store
from mailer.store.outbox import Recovered, Settlement

_LEASE = timedelta(minutes=10)
_LONGEST_PAUSE = 300.0
log = logging.getLogger(__name__)


class Postman:
    """Sends what is due. `worker` names this process in claims; `told` hears of every settlement (for a progress bar).

    `lease` is how long a letter stays ours without a sign of life, counted from its claim and again from its hand-over.
    """

    def __init__(
        self,
        store: Store,
        settings: Smtp,
        clock: Clock,
        worker: str,
        helo: str,
        zone: tzinfo = UTC,
        told: Callable[[Settlement], None] = lambda _: None,
        lease: timedelta = _LEASE,
    ) -> None:
        self._store = store
        self._settings = settings
        self._clock = clock
        self._worker = worker
        self._helo = helo
        self._told = told
        self._lease = lease
        self._pace = Pace(settings, zone)
        self._channel = Channel(store, clock)
        self._patience = timedelta(hours=settings.give_up_after)
        self._tally = Tally()
        self._pause = 0.0

    async def run(self, stop: asyncio.Event) -> Tally:
        """Send until nothing is due, `stop` is set, or the server refuses us. Raises StoreError when results cannot be kept."""
        self._tally = Tally()
        await asyncio.to_thread(self._channel.begin)
        over = asyncio.Event()
        async with Ledger(self._store, self._worker, self._channel.write, self._lease_ends) as ledger, _until(stop, over):
            pile = Pile(lambda: ledger.run(self._claim), over)
            try:
                await _carry(self._round(pile, ledger, over), self._settings.connections)
            finally:
                await ledger.run(self._give_back)
        return self._tally

    def pause_after_trouble(self) -> float:
        """How many seconds to leave the server alone after a run that it refused; grows, and a good run ends it."""
        if not self._tally.pauses:
            self._pause = 0.0
        else:
            self._pause = min(max(5.0, self._pause * 2), _LONGEST_PAUSE)
        return self._pause

    def _round(self, pile: Pile, ledger: Ledger, over: asyncio.Event) -> Round:
        smtp, clock = self._settings, self._clock
        return Round(smtp, self._helo, clock, self._patience, self._pace, pile, ledger, self._told, over, self._tally)

    def _claim(self) -> Claim:
        """Claim the next letters: few enough that a crash strands little, enough to keep every connection busy.

        What a dead service on the same database left in its hands comes back here, once its lease is over.
        """
        now = self._clock.now()
        with self._store.begin() as connection:
            recovered = outbox.recover(connection, now, alone=False)
            claim = self._pace.claim(connection, self._worker, self._settings.connections * 20, now, self._lease)
        if recovered != Recovered():
            log.warning("left behind by another service: %s", recovered)
        return claim

    def _lease_ends(self) -> datetime:
        return self._clock.now() + self._lease

    def _give_back(self) -> None:
        with self._store.begin() as connection:
            outbox.give_back(connection, self._worker)
            self._channel.end(connection, self._tally.pauses)


async def _carry(run: Round, connections: int) -> None:
    """So many connections; the first goes ahead, and with it it is seen whether the server lets us in."""
    let_in = asyncio.Event()
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(Carrier(run).carry(let_in))
            await let_in.wait()
            for _ in range(connections - 1 if run.at_work else 0):
                group.create_task(Carrier(run).carry(asyncio.Event()))
    except* Exception as failures:
        raise failures.exceptions[0] from None


@contextlib.asynccontextmanager
async def _until(stop: asyncio.Event, over: asyncio.Event) -> AsyncIterator[None]:
    """Within, the run is over when it is told to stop."""
    if stop.is_set():
        over.set()
    told = asyncio.create_task(_set_after(stop, over))
    try:
        yield
    finally:
        told.cancel()


async def _set_after(stop: asyncio.Event, over: asyncio.Event) -> None:
    await stop.wait()
    over.set()
