"""How does a mail become entries in the book? One mail, one transaction; what raises is set aside and never lost."""

import logging
import traceback
from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy import Connection

from mailer.clock import Clock
from mailer.composing.writer import Writer
from mailer.errors import StoreError
from mailer.model.book import InboxMail, InboxState
from mailer.model.mail import NewLetter
from mailer.model.reading import Opened, Reading, Sort
from mailer.reading import open_mail, plain_text, understand
from mailer.recording.acknowledge import acknowledge
from mailer.recording.bounced import record_bounce
from mailer.recording.calendar import read_calendar
from mailer.recording.context import context_of
from mailer.recording.correlate import Match, correlate
from mailer.recording.judge import BOARD, Verdict, judge
from mailer.store import inbox, letters, records, reviews
from mailer.store.database import Store

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
    """Reads the inbox, mail by mail. `own_addresses` are ours: what comes from them is a loop."""

    def __init__(self, store: Store, writer: Writer, clock: Clock, zone: tzinfo, own_addresses: frozenset[str]) -> None:
        self._store = store
        self._writer = writer
        self._clock = clock
        self._zone = zone
        self._own = own_addresses

    def next(self, after: int = 0) -> Settled | None:
        """Understand the oldest open mail with an id above `after`; None when there is none."""
        with self._store.look() as connection:
            mail = inbox.next_open(connection, after)
        if mail is None:
            return None
        try:
            return self._settle(mail)
        except StoreError:
            raise
        except Exception:
            log.exception("mail %d could not be understood", mail.id)
            return self._shunt(mail, traceback.format_exc())

    def all(self) -> tuple[Settled, ...]:
        """Understand every open mail once."""
        done: list[Settled] = []
        while (settled := self.next(done[-1].inbox_id if done else 0)) is not None:
            done.append(settled)
        return tuple(done)

    def _settle(self, mail: InboxMail) -> Settled:
        opened = open_mail(mail.raw, self._own)
        if opened.sort in {Sort.BOUNCE, Sort.COMPLAINT}:
            return self._settle_report(mail, opened)
        if opened.sort in {Sort.AUTO_REPLY, Sort.OTHER} and not opened.doubts:
            return self._settle_robot(mail, opened)
        now = self._clock.now()
        with self._store.begin() as connection:
            if not inbox.take(connection, mail.id):
                return Settled(mail.id, opened.sort, InboxState.DONE)
            match = correlate(connection, opened)
            reading = self._read(connection, opened, match, now)
            verdict = judge(reading, match)
            return self._write(connection, mail, reading, match, verdict, now)

    def _read(self, connection: Connection, opened: Opened, match: Match, now: datetime) -> Reading:
        if opened.sort is Sort.CALENDAR:
            return read_calendar(connection, opened, match, opened.doubts)
        if match.letter is None or match.member is None:
            return understand(opened, None)
        context = context_of(connection, match.letter, match.member, now)
        sent = letters.raw(connection, (match.thread or match.letter).id) or b""
        return understand(opened, context, plain_text(sent))

    def _write(self, connection: Connection, mail: InboxMail, reading: Reading, match: Match, verdict: Verdict, now: datetime) -> Settled:
        member_id = match.member.id if match.member else None
        letter_id = match.letter.id if match.letter else None
        if member_id is not None:
            records.add(connection, member_id, verdict.recorded, match.proof, now, mail.id, letter_id)
        if verdict.review:
            reviews.open_item(connection, mail.id, member_id, letter_id, verdict.reasons, verdict.proposal, verdict.audience, now)
        state = InboxState.REVIEW if verdict.review else InboxState.DONE
        opened = reading.opened
        reasons = opened.reasons + reading.reasons
        inbox.understood(connection, mail.id, state, opened.sort, opened.text, reasons, member_id, letter_id)
        answer = self._acknowledge(connection, mail, opened, match, verdict, now)
        if answer is not None:
            letters.queue(connection, [answer], now, answers_inbox_id=mail.id)
        log.info("mail %d: %s, %d recorded, %s", mail.id, opened.sort, len(verdict.recorded), state)
        return Settled(mail.id, opened.sort, state, len(verdict.recorded), answer is not None)

    def _acknowledge(
        self, connection: Connection, mail: InboxMail, opened: Opened, match: Match, verdict: Verdict, now: datetime
    ) -> NewLetter | None:
        if match.member is None or not verdict.recorded:
            return None
        return acknowledge(connection, self._writer, mail.id, opened, match.member, verdict, now, self._zone)

    def _settle_report(self, mail: InboxMail, opened: Opened) -> Settled:
        with self._store.begin() as connection:
            if inbox.take(connection, mail.id):
                member_id, letter_id = record_bounce(connection, mail.id, opened, self._clock.now())
                inbox.understood(connection, mail.id, InboxState.DONE, opened.sort, opened.text, opened.reasons, member_id, letter_id)
        return Settled(mail.id, opened.sort, InboxState.DONE)

    def _settle_robot(self, mail: InboxMail, opened: Opened) -> Settled:
        with self._store.begin() as connection:
            if inbox.take(connection, mail.id):
                match = correlate(connection, opened)
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
