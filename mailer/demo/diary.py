"""What is told while the autumn goes by? One line for each mailing, and one for each day's incoming mail."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from email import message_from_bytes
from email.utils import parseaddr

from mailer.model.mail import LetterState
from mailer.sending import Tally
from mailer.store import inbox, letters, members, occurrences, releases
from mailer.store.database import Store
from mailer.texts import say

_TROUBLED = (LetterState.FAILED, LetterState.DEFERRED, LetterState.IN_DOUBT)


@dataclass(slots=True)
class Diary:
    """Tells what the record holds now and did not hold before. `told` gets a moment and a sentence; an empty one says only that time
    passes. `offices` are names of offices by their addresses."""

    store: Store
    zone: tzinfo
    told: Callable[[datetime, str], None]
    offices: Mapping[str, str] = field(default_factory=dict)
    _now: datetime | None = None
    _mailings: int = 0
    _mails: int = 0
    _decided: set[tuple[int, str]] = field(default_factory=set)
    _read: list[str] = field(default_factory=list)
    _confirmed: int = 0

    def open(self, now: datetime) -> None:
        """A moment begins; with a new day, the mail of the day before is told."""
        if self._now is not None and now.astimezone(self.zone).date() != self._now.astimezone(self.zone).date():
            self.close()
        self._now = now
        self.told(now, "")

    def sent(self, now: datetime, planned: int, tally: Tally) -> None:
        """What went out: a line for each new mailing, or one for letters that were tried again."""
        with self.store.look() as connection:
            new = [found for found in occurrences.every(connection) if found.id > self._mailings]
            counts = [letters.counts(connection, found.id) for found in new]
        if new:
            self.close()
        for found, states in zip(new, counts, strict=True):
            self._mailings = found.id
            self.told(now, say("demo.mailing", subject=found.subject, letters=_letters(states)))
        if not planned and tally.states:
            self.told(now, say("demo.retried", letters=_letters(tally.states)))

    def read(self, confirmed: int) -> None:
        """Mails came in and were understood."""
        with self.store.look() as connection:
            names = members.names(connection)
            new = [line for line in inbox.lines(connection) if line.id > self._mails]
            writers = {line.id: _address(inbox.raw(connection, line.id) or b"") for line in new if line.member_id is None}
        self._mails = max([self._mails, *(line.id for line in new)])
        offices = {number: self.offices.get(address, say("review.nobody")) for number, address in writers.items()}
        self._read += [names.get(line.member_id or "") or offices.get(line.id, say("review.nobody")) for line in new]
        self._confirmed += confirmed
        self._tell_decided()

    def _tell_decided(self) -> None:
        """A line for each draft that somebody released or stopped since."""
        with self.store.look() as connection:
            decided = releases.decided(connection)
        for draft in decided:
            if draft.decided_at is not None and (draft.id, draft.state) not in self._decided:
                self._decided.add((draft.id, draft.state))
                self.told(draft.decided_at, say(f"demo.draft_{draft.state}", job=draft.job_id, mailing=draft.mailing_id))

    def close(self) -> None:
        """Tell of the mails that were read since the last line."""
        if self._read and self._now is not None:
            confirmed = say("demo.confirmed", count=self._confirmed) if self._confirmed else ""
            self.told(self._now, say("demo.read", count=len(self._read), names=", ".join(self._read), confirmed=confirmed))
        self._read, self._confirmed = [], 0


def _address(raw: bytes) -> str:
    """The address that a mail says it is from."""
    return parseaddr(str(message_from_bytes(raw)["From"]))[1].lower()


def _letters(states: dict[LetterState, int]) -> str:
    """`57 Mails, 1 abgewiesen`: how many went out, and what became of the others."""
    sent = states.get(LetterState.SENT, 0)
    told = [say("demo.mails", count=sent)]
    told += [say(f"demo.{state}", count=states[state]) for state in _TROUBLED if states.get(state)]
    return ", ".join(told)
