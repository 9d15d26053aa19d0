"""Whose mail did not arrive, or is still on its way, and who got a letter on paper in its place?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, case, or_, select, update

from mailer.model.mail import LetterState
from mailer.store.database import insert_if_new
from mailer.store.paper_tables import instead
from mailer.store.tables import bounce, letter, occurrence

FAILED, BOUNCED, DEFERRED, IN_DOUBT, WAITING, REPORTED = "failed", "bounced", "deferred", "in_doubt", "waiting", "reported"
NOT_ARRIVED = frozenset({FAILED, BOUNCED})
"""The reasons by which it is known that the mail did not arrive."""
_UNCLEAR = ("temporary", "delayed", "other")


@dataclass(frozen=True, slots=True)
class Unreached:
    """A member whose mail is not known to have arrived. `reason`: the server refused it (failed), it came back (bounced), it is put off
    (deferred), its hand-over was cut off (in_doubt), it was not tried yet (waiting), or a report says neither yes nor no (reported)."""

    member_id: str
    mail_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Instead:
    """What was done about it: the letter on paper in the mail's place, None where none can reach the member."""

    member_id: str
    mail_id: str
    letter_id: str | None
    reason: str
    noted_at: datetime


_COLUMNS = [instead.c[name] for name in Instead.__dataclass_fields__]


def came_back(connection: Connection, occurrence_id: int) -> tuple[Unreached, ...]:
    """Whose mail of this occurrence did not arrive, as far as anybody told, and who has no letter of it."""
    returned = letter.c.id.in_(select(bounce.c.letter_id).where(bounce.c.report_class == "permanent"))
    failed = letter.c.state == LetterState.FAILED
    return _unreached(connection, occurrence_id, or_(failed, returned), case((failed, FAILED), else_=BOUNCED))


def on_their_way(
    connection: Connection, occurrence_id: int, tried_since: datetime, untried_since: datetime | None
) -> tuple[Unreached, ...]:
    """Whose mail of this occurrence nobody knows to have arrived, and who has no letter of it.

    What is in the hands of a connection at this moment is left aside. Counted are mails written until `tried_since` that were tried and
    put off or are in doubt, those written until `untried_since` that were not even tried (None: none of them), and those that the server
    took and about which a report came that says neither yes nor no.
    """
    state, tried = letter.c.state, or_(letter.c.attempts > 0, letter.c.doubts > 0)
    waits = state.in_((LetterState.QUEUED, LetterState.DEFERRED, LetterState.IN_DOUBT))
    reported = (state == LetterState.SENT) & letter.c.id.in_(select(bounce.c.letter_id).where(bounce.c.report_class.in_(_UNCLEAR)))
    open_ones = [waits & tried & (letter.c.created_at <= tried_since), reported]
    if untried_since is not None:
        open_ones.append(waits & ~tried & (letter.c.created_at <= untried_since))
    in_doubt = (state == LetterState.IN_DOUBT) | (letter.c.doubts > 0)
    reason = case((reported, REPORTED), (in_doubt, IN_DOUBT), (tried, DEFERRED), else_=WAITING)
    return _unreached(connection, occurrence_id, or_(*open_ones), reason)


def still_without(connection: Connection, occurrence_id: int, unreached: Sequence[Unreached]) -> tuple[Unreached, ...]:
    """Those of them for whom nobody else has written a letter meanwhile; nobody can until the transaction ends."""
    connection.execute(select(occurrence.c.id).where(occurrence.c.id == occurrence_id).with_for_update())
    have = set(connection.scalars(_on_paper(occurrence_id)))
    return tuple(each for each in unreached if each.member_id not in have)


def note(connection: Connection, occurrence_id: int, done: Sequence[Instead], *, told: bool) -> None:
    """Write down what was done. Who could not be reached and now can keeps the first reason; `told`: nobody need be told of it."""
    for each in done:
        values = {name: getattr(each, name) for name in Instead.__dataclass_fields__}
        new = {**values, "occurrence_id": occurrence_id, "told_at": each.noted_at if told else None}
        if not insert_if_new(connection, instead, new, ("mail_id",)) and each.letter_id is not None:
            lacks = (instead.c.mail_id == each.mail_id) & instead.c.letter_id.is_(None)
            connection.execute(update(instead).where(lacks).values(letter_id=each.letter_id, noted_at=each.noted_at))


def of_occurrence(connection: Connection, occurrence_id: int) -> tuple[Instead, ...]:
    """All that was done about mails of an occurrence."""
    rows = connection.execute(select(*_COLUMNS).where(instead.c.occurrence_id == occurrence_id).order_by(instead.c.member_id))
    return tuple(_instead(row) for row in rows)


def tell(connection: Connection, occurrence_id: int, now: datetime) -> tuple[Instead, ...]:
    """What nobody has been told of yet; from now on it is told."""
    untold = (instead.c.occurrence_id == occurrence_id) & instead.c.told_at.is_(None)
    rows = connection.execute(update(instead).where(untold).values(told_at=now).returning(*_COLUMNS)).all()
    return tuple(sorted((_instead(row) for row in rows), key=lambda each: each.member_id))


def _unreached(connection: Connection, occurrence_id: int, which: ColumnElement[bool], reason: Any) -> tuple[Unreached, ...]:
    mails = (letter.c.occurrence_id == occurrence_id) & (letter.c.channel == "email") & letter.c.member_id.is_not(None)
    wanted = select(letter.c.member_id, letter.c.id, reason).where(mails, which, letter.c.member_id.not_in(_on_paper(occurrence_id)))
    return tuple(Unreached(*row) for row in connection.execute(wanted.order_by(letter.c.member_id)))


def _on_paper(occurrence_id: int) -> Select[Any]:
    return select(letter.c.member_id).where(
        letter.c.occurrence_id == occurrence_id, letter.c.channel == "post", letter.c.member_id.is_not(None)
    )


def _instead(row: Row[Any]) -> Instead:
    return Instead(**row._mapping)
