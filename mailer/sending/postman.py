"""Who carries the letters? Several connections, fed from claims, each step of each letter committed before the next."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, timedelta, tzinfo

from mailer.clock import Clock
from mailer.config import Smtp
from mailer.errors import TransportError
from mailer.identity import short
from mailer.model.mail import ClaimedLetter, LetterState
from mailer.sending import fates
from mailer.sending.aftermath import write_aftermath
from mailer.sending.ledger import Ledger
from mailer.sending.pace import Claim, Pace
from mailer.sending.session import LostBefore, LostInData, NotOurs, Session
from mailer.store import outbox
from mailer.store.database import Store
from mailer.store.outbox import Settlement

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
    """Sends what is due. `worker` names this process in claims; `told` hears of every settlement (for a progress bar)."""

    def __init__(
        self,
        store: Store,
        settings: Smtp,
        clock: Clock,
        worker: str,
        helo: str,
        zone: tzinfo = UTC,
        told: Callable[[Settlement], None] = lambda _: None,
    ) -> None:
        self._store = store
        self._settings = settings
        self._clock = clock
        self._worker = worker
        self._helo = helo
        self._told = told
        self._pace = Pace(settings, zone)
        self._patience = timedelta(hours=settings.give_up_after)
        self._tally = Tally()
        self._pause = 0.0

    async def run(self, stop: asyncio.Event) -> Tally:
        """Send until nothing is due, `stop` is set, or the server refuses us. Raises StoreError when results cannot be kept."""
        self._tally = Tally()
        pile: asyncio.Queue[ClaimedLetter] = asyncio.Queue()
        async with Ledger(self._store, self._worker, write_aftermath) as ledger:
            try:
                while not stop.is_set() and not self._tally.pauses and await self._claim(pile, stop):
                    async with asyncio.TaskGroup() as group:
                        for _ in range(min(self._settings.connections, pile.qsize())):
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

    async def _claim(self, pile: "asyncio.Queue[ClaimedLetter]", stop: asyncio.Event) -> bool:
        """Claim the next letters: few enough that a crash strands little, enough to keep every connection busy.

        Waits while a rate holds back what is due; False when nothing is due any more, or when told to stop.
        """
        while not stop.is_set():
            claim = await asyncio.to_thread(self._claim_now, self._settings.connections * 20)
            for letter in claim.letters:
                pile.put_nowait(letter)
            if claim.letters or claim.look_again is None:
                return bool(claim.letters)
            await _wait(stop, min(claim.look_again, _LONGEST_WAIT))
        return False

    def _claim_now(self, limit: int) -> Claim:
        with self._store.begin() as connection:
            return self._pace.claim(connection, self._worker, limit, self._clock.now(), _LEASE)

    def _give_back(self) -> None:
        with self._store.begin() as connection:
            outbox.give_back(connection, self._worker)

    async def _carry(self, pile: "asyncio.Queue[ClaimedLetter]", ledger: Ledger, stop: asyncio.Event) -> None:
        """One connection's work: letter after letter until the pile is empty."""
        session = Session(self._settings, self._helo)
        try:
            while not stop.is_set() and not self._tally.pauses and not pile.empty():
                await self._one(pile.get_nowait(), session, ledger)
        finally:
            await session.close()

    async def _one(self, letter: ClaimedLetter, session: Session, ledger: Ledger) -> None:
        try:
            await session.open()
            settlement = await self._deliver(letter, session, ledger)
        except TransportError as error:
            log.warning("the SMTP server refuses us: %s", error)
            self._tally.pauses.append(error)
            return
        except NotOurs:
            return
        await ledger.settle(settlement)
        self._count(letter, settlement)

    async def _deliver(self, letter: ClaimedLetter, session: Session, ledger: Ledger) -> Settlement:
        try:
            answer = await session.deliver(letter, lambda: ledger.hand_over(letter.id))
        except LostBefore as error:
            return fates.not_begun(letter, str(error), self._clock.now())
        except LostInData as error:
            return fates.unknown_fate(letter, str(error), self._clock.now())
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


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    """Wait so long, or until told to stop."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), max(seconds, 0.01))
