"""How does a letter move from the outbox to its fate? Claims, hand-over, settlement, recovery after a crash."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, and_, bindparam, case, func, null, or_, select, update

from mailer.model.jobs import InDoubt
from mailer.model.mail import ClaimedLetter, LetterState
from mailer.store.fixed import Fixed, constant
from mailer.store.notices import announce
from mailer.store.packing import unpack
from mailer.store.tables import IN_HAND, WAITS, letter, letter_body, occurrence

_CLAIMED = [
    letter.c[name]
    for name in ("number", "id", "occurrence_id", "address", "envelope_from", "attempts", "created_at", "in_doubt", "member_id")
]


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of a letter: its new state, the server's answer, and when to try again (DEFERRED only).

    `doubt` says that nobody knows whether the server took it: it is counted, whatever happens to the letter next. `about_us` says that
    the answer was about the sender: no address is blamed for it. `tries` are the letter's `attempts` when it was claimed: what is said
    about that try must not move a letter that was taken up again since (None: whichever try).
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
    tries: int | None = None


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a crash left behind: letters that simply wait again, and letters in doubt that are sent again or held."""

    waiting: int = 0
    resent: int = 0
    held: int = 0


def claim(connection: Connection, worker: str, limit: int, now: datetime, lease: timedelta) -> tuple[ClaimedLetter, ...]:
    """Take up to `limit` due letters into one worker's hands; nobody else gets them while the lease runs."""
    due = (WAITS, letter.c.next_attempt_at <= now, letter.c.channel == "email")
    wanted = select(*_CLAIMED, letter_body.c.packed).join(letter_body).where(*due).order_by(letter.c.next_attempt_at, letter.c.number)
    rows = connection.execute(wanted.limit(limit).with_for_update(of=letter, skip_locked=True)).all()
    if not rows:
        return ()
    taken = {"state": LetterState.CLAIMED, "claimed_by": worker, "claimed_until": now + lease}
    connection.execute(update(letter).where(letter.c.number.in_([row.number for row in rows])).values(taken))
    mailings = _mailings(connection, {row.occurrence_id for row in rows if row.occurrence_id is not None})
    return tuple([_claimed_letter(row, *mailings.get(row.occurrence_id, ("", None, None))) for row in rows])


def hand_over(connection: Connection, worker: str, letter_ids: Sequence[str], until: datetime | None = None) -> frozenset[str]:
    """Write down that these letters are about to be handed to the server: from here on a crash leaves them in doubt.

    Gives those that are still this worker's: a letter whose lease ran out and that somebody else took must not be sent. `until` begins
    the lease anew, so that nobody takes a letter for a dead worker's that was claimed long ago and is going out just now.
    """
    ids = {f"id{place}": letter_id for place, letter_id in enumerate(letter_ids)}
    return frozenset(_hand_over(len(ids)).run(connection, {**ids, "worker": worker, "until": until}).scalars())


def settle(connection: Connection, settlements: Sequence[Settlement], worker: str | None = None) -> None:
    """Write down what became of letters, in one go, for those that are still in this worker's hands (None: whosesoever).

    Whoever comes back after its lease finds the letter in doubt or on its way by somebody else: a late word must not move it.
    A try that ended before the hand-over counts as one too, so that the delays grow.
    """
    rows = [{**_bound(settled), "worker": worker} for settled in settlements]
    (_SETTLE_ANY if worker is None else _SETTLE_OURS).run(connection, rows)


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
    if connection.execute(select(letter.c.number).where(IN_HAND, dead).limit(1)).first() is None:
        return Recovered()
    freed = {"claimed_by": None, "claimed_until": None}
    waiting = {**freed, "state": LetterState.QUEUED}
    held = {**freed, "state": LetterState.IN_DOUBT, "doubts": letter.c.doubts + 1}
    resent = {**held, "state": LetterState.QUEUED, "next_attempt_at": now}
    doubtful = and_(IN_HAND, dead, letter.c.state == LetterState.HANDING_OVER)
    again = connection.execute(update(letter).where(doubtful, letter.c.in_doubt == InDoubt.RESEND).values(resent)).rowcount
    kept = connection.execute(update(letter).where(doubtful).values(held)).rowcount
    back = connection.execute(update(letter).where(IN_HAND, dead, letter.c.state == LetterState.CLAIMED).values(waiting)).rowcount
    return Recovered(back, again, kept)


def decide_doubt(connection: Connection, letter_ids: Sequence[str], send_again: bool, now: datetime) -> int:
    """A person's word on letters in doubt: send (or print) them again, or take them as sent. Gives the number decided."""
    doubtful = and_(letter.c.id.in_(letter_ids), letter.c.state == LetterState.IN_DOUBT)
    mail, paper = (LetterState.QUEUED, LetterState.TO_PRINT) if send_again else (LetterState.SENT, LetterState.PRINTED)
    state = case((letter.c.channel == "post", paper.value), else_=mail.value)
    new = {"state": state, "next_attempt_at": now} if send_again else {"state": state, "sent_at": now}
    if send_again:
        announce(connection)
    return connection.execute(update(letter).where(doubtful).values(new)).rowcount


def doubt_waiting(connection: Connection, until: datetime) -> int:
    """Take every letter that may have left by that moment for one in doubt, letters on paper included: the record is a backup, and does
    not know. Gives the number of letters."""
    waits = WAITS & (letter.c.next_attempt_at <= until)
    doubtful = or_(waits, IN_HAND, letter.c.state == LetterState.TO_PRINT)
    changed = {"state": LetterState.IN_DOUBT, "doubts": letter.c.doubts + 1, "claimed_by": None, "claimed_until": None}
    return connection.execute(update(letter).where(doubtful).values(changed)).rowcount


def next_due(connection: Connection) -> datetime | None:
    """When the next waiting letter is due, or None when nothing waits."""
    waiting = and_(WAITS, letter.c.channel == "email")
    row = connection.execute(select(letter.c.next_attempt_at).where(waiting).order_by(letter.c.next_attempt_at).limit(1)).one_or_none()
    return row.next_attempt_at if row else None


def still_open(connection: Connection) -> int:
    """How many letters are waiting or in somebody's hands."""
    numbers = [connection.scalar(select(func.count()).select_from(letter).where(condition)) or 0 for condition in (WAITS, IN_HAND)]
    return sum(numbers)


_IS_CLAIMED = letter.c.state == constant(LetterState.CLAIMED)
_IS_HANDING_OVER = letter.c.state == constant(LetterState.HANDING_OVER)
_OURS = letter.c.claimed_by == bindparam("worker", type_=letter.c.claimed_by.type)
_TRIES = letter.c.attempts - case((_IS_HANDING_OVER, constant(1)), else_=constant(0))
_SETTLE = (
    update(letter)
    .where(letter.c.id == bindparam("this"))
    .values(
        state=bindparam("new_state"),
        attempts=letter.c.attempts + case((_IS_CLAIMED, constant(1)), else_=constant(0)),
        sent_at=bindparam("new_sent_at"),
        smtp_code=bindparam("new_code"),
        smtp_status=bindparam("new_status"),
        smtp_reply=bindparam("new_reply"),
        next_attempt_at=func.coalesce(bindparam("new_next", type_=letter.c.next_attempt_at.type), letter.c.next_attempt_at),
        doubts=letter.c.doubts + bindparam("new_doubt", type_=letter.c.doubts.type),
        claimed_by=null(),
        claimed_until=null(),
    )
)
_SETTLE_ANY = Fixed(_SETTLE)
_SETTLE_OURS = Fixed(
    _SETTLE.where(
        _OURS, or_(_IS_CLAIMED, _IS_HANDING_OVER), func.coalesce(bindparam("tries", type_=letter.c.attempts.type), _TRIES) == _TRIES
    )
)


@cache
def _hand_over(count: int) -> Fixed:
    """For so many letters at once."""
    these = letter.c.id.in_([bindparam(f"id{place}", type_=letter.c.id.type) for place in range(count)])
    until = func.coalesce(bindparam("until", type_=letter.c.claimed_until.type), letter.c.claimed_until)
    changed = {"state": constant(LetterState.HANDING_OVER), "attempts": letter.c.attempts + constant(1), "claimed_until": until}
    return Fixed(update(letter).where(these, _OURS, _IS_CLAIMED).values(changed).returning(letter.c.id))


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
        "tries": settled.tries,
    }


def _mailings(connection: Connection, occurrence_ids: set[int]) -> dict[int, tuple[str, str | None, bytes | None]]:
    """What letters of a mailing have in common: its kind, the hours in which it may go out, and the dictionary."""
    columns = (occurrence.c.id, occurrence.c.kind, occurrence.c.send_window, occurrence.c.dictionary)
    rows = connection.execute(select(*columns).where(occurrence.c.id.in_(occurrence_ids)))
    return {row.id: (row.kind, row.send_window, row.dictionary) for row in rows}


def _claimed_letter(row: Any, kind: str, window: str | None, dictionary: bytes | None) -> ClaimedLetter:
    raw = unpack(row.packed, dictionary)
    return ClaimedLetter(
        row.id, row.address, row.envelope_from, raw, row.attempts, row.created_at, row.in_doubt, row.member_id, kind, window
    )
