"""How does a mail become entries in the book? All of a mail or nothing of it; what raises is set aside and never lost."""

import logging
import traceback
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from sqlalchemy import Connection

from mailer.clock import Clock
from mailer.composing.writer import Writer
from mailer.errors import StoreError
from mailer.model.book import InboxMail, InboxState, Proof
from mailer.model.reading import Opened, Reading, Sort
from mailer.reading import understand
from mailer.recording.acknowledge import midnight
from mailer.recording.ahead import MANY, Ahead
from mailer.recording.authentication import Vouch, vouched
from mailer.recording.bounced import record_bounce
from mailer.recording.calendar import read_calendar
from mailer.recording.correlate import Match, correlate
from mailer.recording.decide import Desk
from mailer.recording.foresight import foresee, foresee_sent
from mailer.recording.judge import BOARD
from mailer.recording.opening import Read
from mailer.recording.portions import asked_of, heads_of, question_of
from mailer.recording.rules import Rules
from mailer.recording.settling import Result, settle_answer_to_us, settle_reading
from mailer.store import inbox, reviews
from mailer.store.database import Store
from mailer.store.gathered import gathering
from mailer.store.memory import within

_TRIES = 3
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of one mail."""

    inbox_id: int
    sort: str
    state: InboxState
    recorded: int = 0
    acknowledged: bool = False


class Recorder:
    """Reads the inbox, portion by portion. `own_addresses` are ours: what comes from them is a loop.

    With more than `many` open mails, a process beside this one reads while this one writes; `ahead` may have begun that.
    """

    def __init__(
        self,
        store: Store,
        writer: Writer,
        clock: Clock,
        zone: tzinfo,
        own_addresses: frozenset[str],
        rules: Rules | None = None,
        many: int = MANY,
        ahead: Ahead | None = None,
    ) -> None:
        self._store = store
        self._desk = Desk(writer, zone)
        self._zone = zone
        self._clock = clock
        self._rules = rules or Rules()
        self._ahead = ahead or Ahead(store, own_addresses, clock, zone, many)

    def all(self) -> tuple[Settled, ...]:
        """Understand every open mail once, in the order of arrival."""
        with self._ahead.portions() as portions:
            return tuple(settled for portion in portions.read() for settled in self._settle_portion(portion))

    def _settle_portion(self, portion: list[Read]) -> list[Settled]:
        """All in one transaction; where one of them raises, each in its own, so that only that one is set aside."""
        try:
            return self._settle_together(portion)
        except Exception as error:
            if _stops_everything(error):
                raise
            return [self._settle_alone(read) for read in portion]

    def _settle_together(self, portion: list[Read]) -> list[Settled]:
        with self._store.begin() as connection, within(connection), gathering(connection):
            ours = inbox.take(connection, [read.mail.id for read in portion])
            foresee(connection, heads_of(portion), midnight(self._clock.now(), self._zone))
            foresee_sent(connection, heads_of([read for read in portion if read.answer is None]))
            return [self._settle(connection, read, read.understood()) for read in portion if read.mail.id in ours]

    def _settle_alone(self, read: Read) -> Settled:
        try:
            settled = self._settle_together([read])
        except Exception as error:
            if _stops_everything(error):
                raise
            log.exception("mail %d could not be understood", read.mail.id)
            return self._shunt(read.mail, traceback.format_exc())
        return settled[0] if settled else Settled(read.mail.id, "", InboxState.DONE)

    def _settle(self, connection: Connection, read: Read, opened: Opened) -> Settled:
        mail = read.mail
        if opened.sort in {Sort.BOUNCE, Sort.COMPLAINT}:
            return self._settle_report(connection, mail, opened)
        if opened.sort in {Sort.AUTO_REPLY, Sort.OTHER} and not opened.doubts:
            return self._settle_robot(connection, mail, opened, correlate(connection, opened))
        vouch = vouched(mail.raw, self._rules.authserv_ids, opened.head.sender_address)
        match = correlate(connection, opened, vouch)
        if mail.spam and match.proof is Proof.NONE:
            return self._settle_robot(connection, mail, replace(opened, sort=Sort.OTHER, reasons=("recording.spam_of_a_stranger",)), match)
        if mail.spam and match.proof in {Proof.ADDRESS, Proof.TOKEN}:
            match = replace(match, doubt=match.doubt or "spam")
        result = self._result(connection, read, opened, match, vouch, self._clock.now())
        log.info("mail %d: %s, %d recorded, %s", mail.id, opened.sort, result.recorded, result.state)
        return Settled(mail.id, opened.sort, result.state, result.recorded, result.acknowledged)

    def _result(self, connection: Connection, read: Read, opened: Opened, match: Match, vouch: Vouch, now: datetime) -> Result:
        if opened.sort is Sort.REPLY:
            to_us = settle_answer_to_us(connection, self._desk, self._rules, read.mail, opened, match, vouch, now)
            if to_us is not None:
                return to_us
        reading = self._read(connection, read, opened, match, now)
        return settle_reading(connection, self._desk, self._rules, read.mail, reading, match, now)

    def _read(self, connection: Connection, read: Read, opened: Opened, match: Match, now: datetime) -> Reading:
        if opened.sort is Sort.CALENDAR:
            return read_calendar(connection, opened, match, opened.doubts)
        asked = asked_of(connection, match, now)
        return read.as_answer(asked, lambda: question_of(connection, opened, asked)) if asked is not None else understand(opened, None)

    def _settle_report(self, connection: Connection, mail: InboxMail, opened: Opened) -> Settled:
        member_id, letter_id = record_bounce(connection, mail.id, opened, self._clock.now())
        inbox.understood(connection, mail.id, InboxState.DONE, opened.sort, opened.text, opened.reasons, member_id, letter_id)
        return Settled(mail.id, opened.sort, InboxState.DONE)

    def _settle_robot(self, connection: Connection, mail: InboxMail, opened: Opened, match: Match) -> Settled:
        member_id = match.member.id if match.member else None
        letter_id = match.letter.id if match.letter else None
        inbox.understood(connection, mail.id, InboxState.DONE, opened.sort, opened.text, opened.reasons, member_id, letter_id)
        return Settled(mail.id, opened.sort, InboxState.DONE)

    def _shunt(self, mail: InboxMail, words: str) -> Settled:
        with self._store.begin() as connection:
            if inbox.shunt(connection, mail.id, words) < _TRIES:
                return Settled(mail.id, "", InboxState.SHUNTED)
            reviews.open_item(connection, mail.id, None, None, ("recording.raised",), (), BOARD, self._clock.now())
            inbox.move_to(connection, mail.id, InboxState.REVIEW)
        return Settled(mail.id, "", InboxState.REVIEW)


def _stops_everything(error: Exception) -> bool:
    """Whether no mail could be written down now: the database is full, locked or gone."""
    return isinstance(error, StoreError) and error.key != "store.failed"
