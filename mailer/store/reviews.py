"""What must a person decide?"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from mailer.model.book import ReviewItem
from mailer.model.reading import Finding
from mailer.store.tables import letter, occurrence, review


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
        "proposal": [asdict(finding) for finding in proposal],
        "audience": audience,
        "opened_at": now,
    }
    connection.execute(insert(review), [values])


def waiting(connection: Connection) -> tuple[ReviewItem, ...]:
    """Everything undecided, oldest first."""
    rows = connection.execute(select(review).where(review.c.decided_at.is_(None)).order_by(review.c.id))
    return tuple(_item(row) for row in rows)


def by_id(connection: Connection, item_id: int) -> ReviewItem | None:
    """An undecided item, or None."""
    return next((item for item in waiting(connection) if item.id == item_id), None)


def decide(connection: Connection, item_id: int, who: str, decision: str, now: datetime) -> bool:
    """Close an item with a person's decision; False if somebody else was quicker."""
    mine = (review.c.id == item_id) & review.c.decided_at.is_(None)
    return connection.execute(update(review).where(mine).values(decided_at=now, decided_by=who, decision=decision)).rowcount == 1


def members_waiting(connection: Connection, event_id: str) -> frozenset[str]:
    """Members whose answer to a mailing about this event lies with a person."""
    joined = review.join(letter, review.c.letter_id == letter.c.id).join(occurrence, letter.c.occurrence_id == occurrence.c.id)
    wanted = select(review.c.member_id, occurrence.c.event_ids).select_from(joined).where(review.c.decided_at.is_(None))
    return frozenset(row.member_id for row in connection.execute(wanted) if row.member_id and event_id in row.event_ids)


def members_with(connection: Connection, reason: str) -> frozenset[str]:
    """Members about whom an undecided item of this reason waits."""
    return frozenset(item.member_id for item in waiting(connection) if item.member_id and reason in item.reasons)


def _item(row: Row[Any]) -> ReviewItem:
    proposal = tuple(Finding(**{**values, "what": tuple(values["what"])}) for values in row.proposal)
    return ReviewItem(row.id, row.inbox_id, row.member_id, row.letter_id, tuple(row.reasons), proposal, row.audience, row.opened_at)
