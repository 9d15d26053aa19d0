"""How does a letter move from the outbox to its fate? Claims, hand-over, settlement, recovery after a crash."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, bindparam, case, func, or_, select, true, update

from mailer.model.jobs import InDoubt
from mailer.model.mail import ClaimedLetter, LetterState
from mailer.store.notices import announce
from mailer.store.packing import unpack
from mailer.store.tables import letter, occurrence

_WAITING = (LetterState.QUEUED, LetterState.DEFERRED)
_IN_HAND = (LetterState.CLAIMED, LetterState.HANDING_OVER)


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of a letter: its new state, the server's answer, and when to try again (DEFERRED only).

    `doubt` says that nobody knows whether the server took it: it is counted, whatever happens to the letter next. `about_us` says that
    the answer was about the sender: no address is blamed for it.
    """

    letter_id: str
    state: LetterState
    at: datetime
    code: int | None = None
    status: str | None = None
    reply: str | None = None
    next_attempt_at: datetime | None = None
    doubt: bool = False
    about_us: bool = False


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a crash left behind: letters that simply wait again, and letters in doubt that are sent again or held."""

    waiting: int = 0
    resent: int = 0
    held: int = 0


def claim(connection: Connection, worker: str, limit: int, now: datetime, lease: timedelta) -> tuple[ClaimedLetter, ...]:
    """Take up to `limit` due letters into one worker's hands; nobody else gets them while the lease runs."""
    due = (letter.c.state.in_(_WAITING), letter.c.next_attempt_at <= now, letter.c.channel == "email")
    wanted = select(letter.c.id).where(*due).order_by(letter.c.next_attempt_at, letter.c.id).limit(limit)
    ids = list(connection.scalars(wanted.with_for_update(skip_locked=True)))
    if not ids:
        return ()
    taken = {"state": LetterState.CLAIMED, "claimed_by": worker, "claimed_until": now + lease}
    connection.execute(update(letter).where(letter.c.id.in_(ids)).values(taken))
    return _claimed(connection, ids)


def hand_over(connection: Connection, worker: str, letter_ids: Sequence[str], until: datetime | None = None) -> frozenset[str]:
    """Write down that these letters are about to be handed to the server: from here on a crash leaves them in doubt.

    Gives those that are still this worker's: a letter whose lease ran out and that somebody else took must not be sent. `until` begins
    the lease anew, so that nobody takes a letter for a dead worker's that was claimed long ago and is going out just now.
    """
    mine = and_(letter.c.id.in_(letter_ids), letter.c.claimed_by == worker, letter.c.state == LetterState.CLAIMED)
    changed: dict[str, Any] = {"state": LetterState.HANDING_OVER, "attempts": letter.c.attempts + 1}
    if until is not None:
        changed["claimed_until"] = until
    return frozenset(connection.scalars(update(letter).where(mine).values(changed).returning(letter.c.id)))


def settle(connection: Connection, settlements: Sequence[Settlement], worker: str | None = None) -> None:
    """Write down what became of letters, in one go, for those that are still in this worker's hands (None: whosesoever).

    Whoever comes back after its lease finds the letter in doubt or on its way by somebody else: a late word must not move it.
    A try that ended before the hand-over counts as one too, so that the delays grow.
    """
    in_hand = or_(*(letter.c.state == state for state in _IN_HAND))
    mine = and_(letter.c.claimed_by == worker, in_hand) if worker is not None else true()
    statement = (
        update(letter)
        .where(letter.c.id == bindparam("this"), mine)
        .values(
            state=bindparam("new_state"),
            attempts=letter.c.attempts + case((letter.c.state == LetterState.CLAIMED, 1), else_=0),
            sent_at=bindparam("new_sent_at"),
            smtp_code=bindparam("new_code"),
            smtp_status=bindparam("new_status"),
            smtp_reply=bindparam("new_reply"),
            next_attempt_at=func.coalesce(bindparam("new_next", type_=letter.c.next_attempt_at.type), letter.c.next_attempt_at),
            doubts=letter.c.doubts + bindparam("new_doubt"),
            claimed_by=None,
            claimed_until=None,
        )
    )
    connection.execute(statement, [_bound(settled) for settled in settlements])


def put_off(connection: Connection, letter_ids: Sequence[str], until: datetime) -> None:
    """Let claimed letters wait until a moment: they were not tried, and nothing went wrong."""
    mine = and_(letter.c.id.in_(letter_ids), letter.c.state == LetterState.CLAIMED)
    waiting = {"state": LetterState.QUEUED, "claimed_by": None, "claimed_until": None, "next_attempt_at": until}
    connection.execute(update(letter).where(mine).values(waiting))


def give_back(connection: Connection, worker: str) -> int:
    """Let go of letters that were claimed and never begun; gives their number."""
    mine = and_(letter.c.claimed_by == worker, letter.c.state == LetterState.CLAIMED)
    waiting = {"state": LetterState.QUEUED, "claimed_by": None, "claimed_until": None}
    return connection.execute(update(letter).where(mine).values(waiting)).rowcount


def recover(connection: Connection, now: datetime, alone: bool) -> Recovered:
    """Put right what a crash left behind: every claim when the caller is `alone` with the outbox, else those past their lease.

    What was only claimed waits again. What was being handed over is in doubt: it is queued again with the same bytes where its
    job says `resend`, else it stays in doubt until a person decides.
    """
    dead = letter.c.claimed_by.is_not(None) if alone else letter.c.claimed_until < now
    freed = {"claimed_by": None, "claimed_until": None}
    waiting = {**freed, "state": LetterState.QUEUED}
    held = {**freed, "state": LetterState.IN_DOUBT, "doubts": letter.c.doubts + 1}
    resent = {**held, "state": LetterState.QUEUED, "next_attempt_at": now}
    doubtful = and_(dead, letter.c.state == LetterState.HANDING_OVER)
    again = connection.execute(update(letter).where(doubtful, letter.c.in_doubt == InDoubt.RESEND).values(resent)).rowcount
    kept = connection.execute(update(letter).where(doubtful).values(held)).rowcount
    back = connection.execute(update(letter).where(dead, letter.c.state == LetterState.CLAIMED).values(waiting)).rowcount
    return Recovered(back, again, kept)


def decide_doubt(connection: Connection, letter_ids: Sequence[str], send_again: bool, now: datetime) -> int:
    """A person's word on letters in doubt: send them again, or take them as sent. Gives the number decided."""
    doubtful = and_(letter.c.id.in_(letter_ids), letter.c.state == LetterState.IN_DOUBT)
    new = {"state": LetterState.QUEUED, "next_attempt_at": now} if send_again else {"state": LetterState.SENT, "sent_at": now}
    if send_again:
        announce(connection)
    return connection.execute(update(letter).where(doubtful).values(new)).rowcount


def next_due(connection: Connection) -> datetime | None:
    """When the next waiting letter is due, or None when nothing waits."""
    waiting = and_(letter.c.state.in_(_WAITING), letter.c.channel == "email")
    row = connection.execute(select(letter.c.next_attempt_at).where(waiting).order_by(letter.c.next_attempt_at).limit(1)).one_or_none()
    return row.next_attempt_at if row else None


def still_open(connection: Connection) -> int:
    """How many letters are waiting or in somebody's hands."""
    is_open = or_(letter.c.state.in_(_WAITING), letter.c.state.in_(_IN_HAND))
    return connection.scalar(select(func.count()).select_from(letter).where(is_open)) or 0


def _bound(settled: Settlement) -> dict[str, object]:
    return {
        "this": settled.letter_id,
        "new_state": settled.state,
        "new_sent_at": settled.at if settled.state is LetterState.SENT else None,
        "new_code": settled.code,
        "new_status": settled.status,
        "new_reply": settled.reply,
        "new_next": settled.next_attempt_at,
        "new_doubt": int(settled.doubt),
    }


def _claimed(connection: Connection, ids: Sequence[str]) -> tuple[ClaimedLetter, ...]:
    kind = func.coalesce(occurrence.c.kind, "").label("kind")
    columns = [letter.c[name] for name in ClaimedLetter.__dataclass_fields__ if name not in {"kind", "send_window"}]
    joined = letter.outerjoin(occurrence, letter.c.occurrence_id == occurrence.c.id)
    wanted = select(*columns, kind, occurrence.c.send_window, letter.c.occurrence_id).select_from(joined).where(letter.c.id.in_(ids))
    rows = connection.execute(wanted.order_by(letter.c.next_attempt_at, letter.c.id)).mappings().all()
    dictionaries = _dictionaries(connection, {row["occurrence_id"] for row in rows if row["occurrence_id"] is not None})
    return tuple(_claimed_letter(dict(row), dictionaries.get(row["occurrence_id"])) for row in rows)


def _dictionaries(connection: Connection, occurrence_ids: set[int]) -> dict[int, bytes]:
    wanted = select(occurrence.c.id, occurrence.c.dictionary).where(occurrence.c.id.in_(occurrence_ids))
    return {row.id: row.dictionary for row in connection.execute(wanted)}


def _claimed_letter(row: Mapping[str, Any], dictionary: bytes | None) -> ClaimedLetter:
    values = {name: value for name, value in row.items() if name != "occurrence_id"}
    return ClaimedLetter(**{**values, "raw": unpack(row["raw"], dictionary)})
