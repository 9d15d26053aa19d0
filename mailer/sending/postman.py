"""Who carries the letters? Several connections, fed from claims, each step of each letter committed before the next."""

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo

from mailer.clock import Clock
from mailer.config import Smtp
from mailer.errors import TransportError
from mailer.identity import short
from mailer.model.mail import ClaimedLetter, LetterState
from mailer.sending import fates
from mailer.sending.channel import Channel
from mailer.sending.ledger import Ledger
from mailer.sending.pace import Claim, Pace
from mailer.sending.session import LostBefore, LostInData, NotOurs, Session
from mailer.store import outbox
from mailer.store.database import Store
from mailer.store.outbox import Recovered, Settlement

_LEASE = timedelta(minutes=10)
_LONGEST_PAUSE = 300.0
_LONGEST_WAIT = 5.0
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Tally:
    """What one run did: letters by their new state, and why it paused, if it did."""

    states: dict[LetterState, int] = field(default_factory=dict)
    pauses: list[TransportError] = field(default_factory=list)

    @property
    def sent(self) -> int:
        """How many letters the server took."""
        return self.states.get(LetterState.SENT, 0)


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
        async with Ledger(self._store, self._worker, self._channel.write, self._lease_ends) as ledger:
            pile = _Pile(self._claim, stop)
            try:
                async with asyncio.TaskGroup() as group:
                    for _ in range(self._settings.connections):
                        group.create_task(self._carry(pile, ledger, stop))
            except* Exception as failures:
                raise failures.exceptions[0] from None
            finally:
                await asyncio.to_thread(self._give_back)
        return self._tally

    def pause_after_trouble(self) -> float:
        """How many seconds to leave the server alone after a run that it refused; grows, and a good run ends it."""
        if not self._tally.pauses:
            self._pause = 0.0
        else:
            self._pause = min(max(5.0, self._pause * 2), _LONGEST_PAUSE)
        return self._pause

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

    async def _carry(self, pile: "_Pile", ledger: Ledger, stop: asyncio.Event) -> None:
        """One connection's work: letter after letter until nothing is due.

        A result is handed to the ledger at once and waited for together with the next intent: a connection never has more than one
        letter whose fate is not on disk.
        """
        session = Session(self._settings, self._helo)
        last: asyncio.Future[bool] | None = None
        try:
            while not stop.is_set() and not self._tally.pauses and (letter := await pile.next()) is not None:
                settlement = await self._one(letter, session, ledger)
                before, last = last, ledger.settle(settlement) if settlement is not None else None
                if before is not None:
                    await before
        finally:
            await session.close()
            if last is not None:
                await last

    async def _one(self, letter: ClaimedLetter, session: Session, ledger: Ledger) -> Settlement | None:
        """What became of one letter; None for one that was not begun: it is given back at the end."""
        try:
            await session.open()
            settlement = await self._deliver(letter, session, ledger)
        except TransportError as error:
            log.warning("the SMTP server refuses us: %s", error)
            self._tally.pauses.append(error)
            return None
        except NotOurs:
            return None
        self._count(letter, settlement)
        return settlement

    async def _deliver(self, letter: ClaimedLetter, session: Session, ledger: Ledger) -> Settlement:
        try:
            answer = await session.deliver(letter, lambda: ledger.hand_over(letter.id))
        except LostBefore as error:
            return fates.not_begun(letter, str(error), self._clock.now(), self._patience)
        except LostInData as error:
            return fates.unknown_fate(letter, str(error), self._clock.now(), self._patience)
        if fates.unwelcome(answer):
            facts = {"host": self._settings.host, "port": self._settings.port}
            self._tally.pauses.append(TransportError("smtp.unwelcome", **facts, code=answer.code, reason=answer.words))
            return fates.after_refusal(letter, answer, self._clock.now(), self._patience)
        if fates.asks_for_a_pause(answer):
            self._pace.rest(letter, self._clock.now() + fates.delay(letter))
        return fates.fate(letter, answer, self._clock.now(), self._patience)

    def _count(self, letter: ClaimedLetter, settlement: Settlement) -> None:
        self._tally.states[settlement.state] = self._tally.states.get(settlement.state, 0) + 1
        log.info("letter %s to %s: %s %s", letter.id[:8], short(letter.address), settlement.state, settlement.code or "")
        self._told(settlement)


class _Pile:
    """The letters claimed and not yet begun, shared by all connections; whoever finds it empty claims more."""

    def __init__(self, claim: Callable[[], Claim], stop: asyncio.Event) -> None:
        self._claim = claim
        self._stop = stop
        self._letters: deque[ClaimedLetter] = deque()
        self._turn = asyncio.Lock()

    async def next(self) -> ClaimedLetter | None:
        """The next letter; None when nothing is due any more, or when told to stop. Waits while a rate holds back what is due."""
        async with self._turn:
            while not self._letters and not self._stop.is_set():
                claim = await asyncio.to_thread(self._claim)
                self._letters.extend(claim.letters)
                if not claim.letters and claim.look_again is None:
                    return None
                if not claim.letters:
                    await _wait(self._stop, min(claim.look_again or 0.0, _LONGEST_WAIT))
            return self._letters.popleft() if self._letters else None


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    """Wait so long, or until told to stop."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), max(seconds, 0.01))
