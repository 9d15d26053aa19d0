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
_TOO_LARGE = 552


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
    """What becomes of a letter after a definite answer: sent, tried again later, or failed; failed too when `patience` is over.

    What was said to MAIL is not about the recipient, who has not been named yet.
    """
    state = LetterState.SENT if answer.code < 400 else LetterState.DEFERRED if answer.code < 500 else LetterState.FAILED
    if state is LetterState.DEFERRED and is_over(letter, patience):
        state = LetterState.FAILED
    later = now + delay(letter) if state is LetterState.DEFERRED else None
    about_us = answer.step is Step.MAIL
    return Settlement(
        letter.id, state, now, answer.code, answer.status, answer.words[:500], later, about_us=about_us, tries=letter.attempts
    )


def unknown_fate(letter: ClaimedLetter, words: str, now: datetime, patience: timedelta) -> Settlement:
    """What becomes of a letter whose connection broke after its data: the job's rule decides, and the doubt is counted.

    When `patience` is over a person decides: a server that never answers the dot may have taken every copy.
    """
    again = letter.in_doubt == InDoubt.RESEND and not is_over(letter, patience)
    state = LetterState.DEFERRED if again else LetterState.IN_DOUBT
    return Settlement(
        letter.id, state, now, None, None, words[:500], now + delay(letter) if again else None, doubt=True, tries=letter.attempts
    )


def not_begun(letter: ClaimedLetter, words: str, now: datetime, patience: timedelta) -> Settlement:
    """What becomes of a letter that never reached the server: it is tried again later, but not for ever."""
    if is_over(letter, patience):
        return Settlement(letter.id, LetterState.FAILED, now, None, None, words[:500], about_us=True, tries=letter.attempts)
    return Settlement(letter.id, LetterState.DEFERRED, now, None, None, words[:500], now + delay(letter), tries=letter.attempts)


def after_refusal(letter: ClaimedLetter, answer: Answer, now: datetime, patience: timedelta) -> Settlement:
    """What becomes of the letter that drew an answer about us: it waits like the others, but not for ever."""
    if is_over(letter, patience):
        return Settlement(
            letter.id, LetterState.FAILED, now, answer.code, answer.status, answer.words[:500], about_us=True, tries=letter.attempts
        )
    return Settlement(
        letter.id, LetterState.DEFERRED, now, answer.code, answer.status, answer.words[:500], now + delay(letter), tries=letter.attempts
    )


def asks_for_a_pause(answer: Answer) -> bool:
    """Whether the recipient's side says that it gets too much from us (RFC 3463 3.8 with a 4): its domain is left alone for a while."""
    return answer.code < 500 and (answer.status or "").startswith("4.7.")


def unwelcome(answer: Answer) -> bool:
    """Whether the answer is about us and not about this letter: then everything pauses and no address is blamed.

    MAIL carries the letter's size (RFC 1870 6.1): a letter that is too large for the server is no reason to keep all others waiting.
    """
    if answer.step is Step.MAIL and answer.code == _TOO_LARGE:
        return False
    if answer.step in {Step.CONNECT, Step.MAIL} or answer.code == 421:
        return answer.code >= 400
    return answer.code >= 500 and (answer.status or "").startswith("5.7.")


def delay(letter: ClaimedLetter) -> timedelta:
    """How long to wait before the next try: doubling from 5 minutes to 4 hours, spread by the letter's id (RFC 5321 4.5.4.1)."""
    return _nominal(letter.attempts) * _spread(letter)


def is_over(letter: ClaimedLetter, patience: timedelta) -> bool:
    """Whether a letter has been tried for so long. Its tries count, not its age: it may have waited for its turn behind a rate."""
    waited = sum((_nominal(attempt) for attempt in range(letter.attempts)), timedelta())
    return waited * _spread(letter) >= patience


def _nominal(attempt: int) -> timedelta:
    return min(_FIRST_DELAY * (1 << min(attempt, 10)), _LONGEST_DELAY)


def _spread(letter: ClaimedLetter) -> float:
    return 0.8 + 0.4 * (zlib.crc32(letter.id.encode()) % 1000 / 1000)
