"""How is sending getting on? What leaves in a minute, and when the letters that had to wait are due."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, func, select

from mailer.model.mail import LetterState
from mailer.store.tables import letter

_MINUTE = timedelta(minutes=1)
_ON_ITS_WAY = (LetterState.QUEUED, LetterState.CLAIMED, LetterState.HANDING_OVER)
_OPEN = (*_ON_ITS_WAY, LetterState.DEFERRED)


@dataclass(frozen=True, slots=True)
class Traffic:
    """The mailings that are going out at the moment `at`.

    `open` letters may leave now; `later` may not before `opens_at` (the hours of their mailing, or a rate for their domain);
    `deferred` are tried again from `next_try_at` on. `sent` have left, `last_minute` of them in the minute before, the first at
    `first_sent_at` and the latest at `last_sent_at`.
    """

    at: datetime
    open: int = 0
    later: int = 0
    opens_at: datetime | None = None
    deferred: int = 0
    next_try_at: datetime | None = None
    sent: int = 0
    last_minute: int = 0
    first_sent_at: datetime | None = None
    last_sent_at: datetime | None = None

    @property
    def in_all(self) -> float | None:
        """Letters a minute from the first to the latest; None before there are two moments to measure between."""
        if self.first_sent_at is None or self.last_sent_at is None or self.last_sent_at <= self.first_sent_at:
            return None
        return (self.sent - 1) / ((self.last_sent_at - self.first_sent_at) / _MINUTE)

    @property
    def remaining(self) -> timedelta | None:
        """How long the open letters will take at the pace of the last minute, or else of the whole; None while nothing leaves."""
        pace = self.last_minute or self.in_all
        return self.open / pace * _MINUTE if self.open and pace else None


def traffic(connection: Connection, now: datetime) -> Traffic:
    """How sending is getting on now. Only mailings with letters that still wait are measured."""
    soon, later, deferred = (_waiting(connection, condition) for condition in _conditions(now))
    sent = _sent(connection, now) if soon[0] + later[0] + deferred[0] else (0, 0, None, None)
    return Traffic(now, soon[0], later[0], later[1], deferred[0], deferred[1], *sent)


def _conditions(now: datetime) -> tuple[object, object, object]:
    waits_for_later = and_(letter.c.state == LetterState.QUEUED, letter.c.next_attempt_at > now)
    may_leave = and_(letter.c.state.in_(_ON_ITS_WAY), letter.c.next_attempt_at <= now)
    return may_leave, waits_for_later, letter.c.state == LetterState.DEFERRED


def _waiting(connection: Connection, condition: object) -> tuple[int, datetime | None]:
    """How many letters, and the earliest moment of theirs."""
    wanted = select(func.count().label("number"), func.min(letter.c.next_attempt_at).label("earliest"))
    row = connection.execute(wanted.where(condition)).one()  # type: ignore[arg-type]
    return row.number, row.earliest


def _sent(connection: Connection, now: datetime) -> tuple[int, int, datetime | None, datetime | None]:
    going = select(letter.c.occurrence_id).where(letter.c.state.in_(_OPEN), letter.c.occurrence_id.is_not(None))
    moments = (func.min(letter.c.sent_at).label("first"), func.max(letter.c.sent_at).label("last"))
    lately = func.count().filter(letter.c.sent_at > now - _MINUTE).label("lately")
    wanted = select(func.count().label("number"), lately, *moments)
    theirs = letter.c.occurrence_id.in_(going.distinct())
    row = connection.execute(wanted.where(letter.c.state == LetterState.SENT, theirs)).one()
    return row.number, row.lately, row.first, row.last
