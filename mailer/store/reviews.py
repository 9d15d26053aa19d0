"""What must a person decide?"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Text, cast, select, update

from mailer.model.book import Decided, ReviewItem
from mailer.model.reading import Finding
from mailer.store.fixed import insertion
from mailer.store.gathered import write
from mailer.store.memory import forget, remembered, revise
from mailer.store.tables import letter, occurrence, review

_WITH = "members with a reason"
_OPENED = insertion(review, "inbox_id", "member_id", "letter_id", "reasons", "proposal", "audience", "opened_at")


def open_item(
    connection: Connection,
    inbox_id: int,
    member_id: str | None,
    letter_id: str | None,
    reasons: Sequence[str],
    proposal: Sequence[Finding],
    audience: str,
    now: datetime,
) -> None:
    """Lay a mail before a person, with what the service would write down."""
    values = {
        "inbox_id": inbox_id,
        "member_id": member_id,
        "letter_id": letter_id,
        "reasons": list(reasons),
        "proposal": [finding.values() for finding in proposal],
        "audience": audience,
        "opened_at": now,
    }
    write(connection, _OPENED, [values])
    for reason in reasons if member_id else ():
        revise(connection, _WITH, reason, lambda known: known | {member_id})


def waiting(connection: Connection) -> tuple[ReviewItem, ...]:
    """Everything undecided, oldest first."""
    rows = connection.execute(select(review).where(review.c.decided_at.is_(None)).order_by(review.c.id))
    return tuple(_item(row) for row in rows)


def by_id(connection: Connection, item_id: int) -> ReviewItem | None:
    """An undecided item, or None."""
    row = connection.execute(select(review).where(review.c.id == item_id, review.c.decided_at.is_(None))).one_or_none()
    return _item(row) if row else None


def of_mail(connection: Connection, inbox_id: int) -> tuple[ReviewItem, ...]:
    """The undecided items about one mail."""
    mine = (review.c.inbox_id == inbox_id) & review.c.decided_at.is_(None)
    return tuple(_item(row) for row in connection.execute(select(review).where(mine).order_by(review.c.id)))


def of_member(connection: Connection, member_id: str) -> tuple[ReviewItem, ...]:
    """The undecided items about one member."""
    mine = (review.c.member_id == member_id) & review.c.decided_at.is_(None)
    return tuple(_item(row) for row in connection.execute(select(review).where(mine).order_by(review.c.id)))


def mark_asked(connection: Connection, item_id: int, now: datetime) -> None:
    """A person has asked the member back; the item stays open."""
    connection.execute(update(review).where(review.c.id == item_id).values(asked_at=now))
    forget(connection, _WITH)


def assign(connection: Connection, item_id: int, member_id: str, letter_id: str | None, proposal: Sequence[Finding]) -> None:
    """A person has told whose mail it is, and this is what it says then; the item stays open."""
    values = {"member_id": member_id, "letter_id": letter_id, "proposal": [finding.values() for finding in proposal]}
    connection.execute(update(review).where(review.c.id == item_id).values(values))
    forget(connection, _WITH)


def asked_about(connection: Connection, letter_id: str) -> int | None:
    """The mail that a letter of ours answers."""
    answered: int | None = connection.scalar(select(letter.c.answers_inbox_id).where(letter.c.id == letter_id))
    return answered


def add_reason(connection: Connection, item: ReviewItem, reason: str) -> None:
    """Put a reason above the others of an open item: something has happened since."""
    reasons = [reason, *(known for known in item.reasons if known != reason)]
    connection.execute(update(review).where(review.c.id == item.id).values(reasons=reasons))
    forget(connection, _WITH)


def decided(connection: Connection, item_id: int) -> Decided | None:
    """What became of a decided item; None for one that is open or unknown."""
    row = connection.execute(select(review).where(review.c.id == item_id, review.c.decided_at.is_not(None))).one_or_none()
    return Decided(row.id, row.audience, row.decision, row.decided_by, row.decided_at) if row else None


def decide(connection: Connection, item_id: int, who: str, decision: str, now: datetime) -> bool:
    """Close an item with a person's decision; False if somebody else was quicker."""
    mine = (review.c.id == item_id) & review.c.decided_at.is_(None)
    forget(connection, _WITH)
    return connection.execute(update(review).where(mine).values(decided_at=now, decided_by=who, decision=decision)).rowcount == 1


def members_waiting(connection: Connection, event_id: str) -> frozenset[str]:
    """Members whose answer to a mailing about this event lies with a person."""
    joined = review.join(letter, review.c.letter_id == letter.c.id).join(occurrence, letter.c.occurrence_id == occurrence.c.id)
    wanted = select(review.c.member_id, occurrence.c.event_ids).select_from(joined).where(review.c.decided_at.is_(None))
    return frozenset(row.member_id for row in connection.execute(wanted) if row.member_id and event_id in row.event_ids)


def members_with(connection: Connection, reason: str) -> frozenset[str]:
    """Members about whom an undecided item of this reason waits."""
    return remembered(connection, _WITH, reason, lambda: _members_with(connection, reason))


def _members_with(connection: Connection, reason: str) -> frozenset[str]:
    likely = cast(review.c.reasons, Text).contains(json.dumps(reason), autoescape=True)
    wanted = select(review.c.member_id, review.c.reasons).where(review.c.decided_at.is_(None), likely)
    return frozenset(row.member_id for row in connection.execute(wanted) if row.member_id and reason in row.reasons)


def _item(row: Row[Any]) -> ReviewItem:
    proposal = tuple(Finding(**{**values, "what": tuple(values["what"])}) for values in row.proposal)
    return ReviewItem(
        row.id, row.inbox_id, row.member_id, row.letter_id, tuple(row.reasons), proposal, row.audience, row.opened_at, row.asked_at
    )
