"""What does a server's answer mean for a letter, for its address, and for everybody else's letters?"""

import re
import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from mailer.model.jobs import InDoubt
from mailer.model.mail import ClaimedLetter, LetterState
from mailer.store.outbox import Settlement

_ENHANCED = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_FIRST_DELAY = timedelta(minutes=5)
_LONGEST_DELAY = timedelta(hours=4)


class Step(StrEnum):
    """Where in the SMTP session an answer came (RFC 5321 section 3.3)."""

    CONNECT = "connect"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's answer: reply code (RFC 5321 4.2), enhanced status (RFC 3463) where it states one, and its words."""

    step: Step
    code: int
    words: str

    @property
    def status(self) -> str | None:
        """The enhanced status code, None where the server states none."""
        found = _ENHANCED.search(self.words)
        return found.group(1) if found else None


def fate(letter: ClaimedLetter, answer: Answer, now: datetime, patience: timedelta) -> Settlement:
    """What becomes of a letter after a definite answer: sent, tried again later, or failed; failed too when `patience` is over."""
    state = LetterState.SENT if answer.code < 400 else LetterState.DEFERRED if answer.code < 500 else LetterState.FAILED
    if state is LetterState.DEFERRED and now - letter.created_at > patience:
        state = LetterState.FAILED
    later = now + delay(letter) if state is LetterState.DEFERRED else None
    return Settlement(letter.id, state, now, answer.code, answer.status, answer.words[:500], later)


def unknown_fate(letter: ClaimedLetter, words: str, now: datetime) -> Settlement:
    """What becomes of a letter whose connection broke after its data: the job's rule decides, and the doubt is counted."""
    again = letter.in_doubt == InDoubt.RESEND
    state = LetterState.DEFERRED if again else LetterState.IN_DOUBT
    return Settlement(letter.id, state, now, None, None, words[:500], now + delay(letter) if again else None, doubt=True)


def not_begun(letter: ClaimedLetter, words: str, now: datetime) -> Settlement:
    """What becomes of a letter that never reached the server: it is tried again later."""
    return Settlement(letter.id, LetterState.DEFERRED, now, None, None, words[:500], now + delay(letter))


def after_refusal(letter: ClaimedLetter, answer: Answer, now: datetime, patience: timedelta) -> Settlement:
    """What becomes of the letter that drew an answer about us: it waits like the others, but not for ever."""
    if now - letter.created_at > patience:
        return Settlement(letter.id, LetterState.FAILED, now, answer.code, answer.status, answer.words[:500], about_us=True)
    return Settlement(letter.id, LetterState.DEFERRED, now, answer.code, answer.status, answer.words[:500], now + delay(letter))


def asks_for_a_pause(answer: Answer) -> bool:
    """Whether the recipient's side says that it gets too much from us (RFC 3463 3.8 with a 4): its domain is left alone for a while."""
    return answer.code < 500 and (answer.status or "").startswith("4.7.")


def unwelcome(answer: Answer) -> bool:
    """Whether the answer is about us and not about this letter: then everything pauses and no address is blamed."""
    if answer.step in {Step.CONNECT, Step.MAIL} or answer.code == 421:
        return answer.code >= 400
    return answer.code >= 500 and (answer.status or "").startswith("5.7.")


def delay(letter: ClaimedLetter) -> timedelta:
    """How long to wait before the next try: doubling from 5 minutes to 4 hours, spread by the letter's id (RFC 5321 4.5.4.1)."""
    grown: timedelta = min(_FIRST_DELAY * (1 << min(letter.attempts, 10)), _LONGEST_DELAY)
    spread = zlib.crc32(letter.id.encode()) % 1000 / 1000
    return grown * (0.8 + 0.4 * spread)
