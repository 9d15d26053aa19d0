"""What do the connections of one run share? The pile, the ledger, the tally, and whether there is reason to go on."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from mailer.clock import Clock
from mailer.config import Smtp
from mailer.errors import TransportError
from mailer.identity import short
from mailer.model.mail import ClaimedLetter, LetterState
from mailer.sending.ledger import Ledger
from mailer.sending.pace import Pace
from mailer.sending.pile import Pile
from mailer.store.outbox import Settlement

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


@dataclass(slots=True)
class Round:
    """One run. `over` is set when no further letter is to be begun; `at_work` are the connections that have not ended, `fewer` than
    configured where the server let in no more."""

    settings: Smtp
    helo: str
    clock: Clock
    patience: timedelta
    pace: Pace
    pile: Pile
    ledger: Ledger
    told: Callable[[Settlement], None]
    over: asyncio.Event
    tally: Tally = field(default_factory=Tally)
    at_work: int = 0
    fewer: bool = False

    def pause(self, error: TransportError) -> None:
        """The server refuses us: nobody begins another letter."""
        log.warning("the SMTP server refuses us: %s", error)
        self.tally.pauses.append(error)
        self.over.set()

    def do_without_one(self, error: TransportError) -> bool:
        """The server refuses one connection more. True where others are at work: they go on without it until the run ends; else all
        pause."""
        if not self.at_work:
            self.pause(error)
            return False
        if not self.fewer:
            log.warning("the SMTP server refuses a connection, the others go on without it: %s", error)
        self.fewer = True
        return True

    def count(self, letter: ClaimedLetter, settlement: Settlement) -> None:
        """A letter has met its fate."""
        states = self.tally.states
        states[settlement.state] = states.get(settlement.state, 0) + 1
        if log.isEnabledFor(logging.INFO):
            log.info("letter %s to %s: %s %s", letter.id[:8], short(letter.address), settlement.state, settlement.code or "")
        self.told(settlement)
