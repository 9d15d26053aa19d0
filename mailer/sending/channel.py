"""Does the server take our letters at all? Since when it does not is written down for `mailer status`; the next success ends it, and
the board is told (`to_board`)."""

import logging
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Connection

from mailer.clock import Clock
from mailer.errors import TransportError
from mailer.identity import without_addresses
from mailer.model.mail import LetterState
from mailer.sending.aftermath import write_aftermath
from mailer.store import outbox, refusals
from mailer.store.database import Store
from mailer.store.outbox import Settlement

_GRAVE_AFTER = timedelta(minutes=15)
log = logging.getLogger(__name__)


class Channel:
    """The way to the provider, as one run after the other finds it."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._refused = False

    def begin(self) -> None:
        """Before a run: is a refusal on record?"""
        with self._store.look() as connection:
            self._refused = refusals.current(connection) is not None

    def write(self, connection: Connection, settled: Sequence[Settlement]) -> None:
        """What follows from settlements: for their addresses, and for a refusal, which a success ends. Without one it costs nothing."""
        write_aftermath(connection, settled)
        if self._refused and any(settlement.state is LetterState.SENT for settlement in settled):
            refusals.end(connection, self._clock.now())
            self._refused = False

    def end(self, connection: Connection, pauses: Sequence[TransportError]) -> None:
        """After a run: note why it paused, if it did. A refusal that lasts is an error in the log, as no mail can tell of it yet."""
        if not pauses:
            return
        error = pauses[0]
        found = refusals.note(connection, error.key, _facts(error), self._clock.now(), outbox.still_open(connection))
        if found.tried_at - found.since > _GRAVE_AFTER:
            log.error("the SMTP server has refused us since %s: %s %s", found.since.isoformat(timespec="minutes"), error.key, found.facts)


def _facts(error: TransportError) -> dict[str, str | int]:
    return {name: value if isinstance(value, int) else without_addresses(str(value)) for name, value in error.facts.items()}
