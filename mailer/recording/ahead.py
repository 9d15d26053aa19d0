"""What is read while more mails arrive? Where they are many, a process beside ours begins before the last one is kept."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import tzinfo

from mailer.clock import Clock
from mailer.recording.beside import Beside, beside
from mailer.recording.opening import answer_if_clear
from mailer.recording.portions import Portions
from mailer.store import inbox
from mailer.store.database import Store

MANY = 500
"""So many open mails are worth another process, which takes a second to begin."""
log = logging.getLogger(__name__)


class Ahead:
    """Begins to read what was kept and is not yet recorded. `own_addresses` are ours.

    For two threads: one says what it has `kept`, the other records. While that one is at work, the other's word is not needed.
    """

    def __init__(self, store: Store, own_addresses: frozenset[str], clock: Clock, zone: tzinfo, many: int = MANY) -> None:
        self._store = store
        self._own = own_addresses
        self._clock = clock
        self._zone = zone
        self._many = many
        self._lock = threading.Lock()
        self._recording = False
        self._kept = 0
        self._begun: Portions | None = None

    def expect(self, number: int) -> None:
        """So many mails are likely to be kept now: where they are many, the process beside ours gets ready. Never raises."""
        self._unless_recording(self._get_ready, number)

    def kept(self, new: int) -> None:
        """So many more mails are committed. Never raises: whatever is wrong shows again when they are recorded."""
        self._unless_recording(self._advance, new)

    @contextmanager
    def portions(self) -> Iterator[Portions]:
        """The open mails, for whoever records them: what was begun, else what is there, read by a process beside ours if it is much."""
        with self._lock:
            begun, self._begun = self._begun, None
            self._recording, self._kept = True, 0
        try:
            with self._going_on(begun) if begun is not None else self._fresh() as portions:
                yield portions
        finally:
            self._recording = False

    def close(self) -> None:
        """Give up what was begun."""
        with self._lock:
            self._drop()

    def _unless_recording(self, step: Callable[[int], None], number: int) -> None:
        with self._lock:
            if self._recording:
                return
            try:
                step(number)
            except Exception:
                log.exception("nothing was read ahead")
                self._drop()

    def _get_ready(self, number: int) -> None:
        if self._begun is None and self._kept + number > self._many:
            self._begun = self._read_by(Beside(wanted=True))

    def _advance(self, new: int) -> None:
        self._get_ready(new)
        self._kept += new
        if self._begun is not None and self._begun.helper.helps:
            self._begun.advance()

    def _drop(self) -> None:
        begun, self._begun = self._begun, None
        if begun is not None:
            begun.helper.close()

    @contextmanager
    def _going_on(self, begun: Portions) -> Iterator[Portions]:
        try:
            yield begun
        finally:
            begun.helper.close()

    @contextmanager
    def _fresh(self) -> Iterator[Portions]:
        with self._store.look() as connection:
            is_much = inbox.are_more_open_than(connection, self._many)
        with beside(is_much) as helper:
            yield self._read_by(helper)

    def _read_by(self, helper: Beside) -> Portions:
        helper.get_ready(answer_if_clear)
        return Portions(self._store, self._own, self._clock.now(), self._zone, helper)
