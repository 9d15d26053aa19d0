"""What happens when a person decides a review?"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from mailer.errors import DataError
from mailer.model.book import InboxState, Proof, ReviewItem
from mailer.model.reading import Finding
from mailer.store import inbox, members, records, reviews
from mailer.store.database import Store


def accept(
    store: Store, item_id: int, who: str, now: datetime, member_id: str | None = None, findings: Sequence[Finding] | None = None
) -> int:
    """Write the proposal, or what the person found instead, into the book under their name; gives the number of entries.

    Raises DataError for an item that is decided or unknown, and for one whose member nobody named.
    """
    with store.begin() as connection:
        item = _open_item(connection, item_id)
        owner = member_id or item.member_id
        if owner is None or members.by_id(connection, owner) is None:
            raise DataError("review.whose", item=item_id)
        wanted = tuple(item.proposal if findings is None else findings)
        records.add(connection, owner, wanted, Proof.NONE, now, item.inbox_id, item.letter_id, confirmed_by=who)
        _close(connection, item, who, "accepted", now)
    return len(wanted)


def reject(store: Store, item_id: int, who: str, now: datetime) -> None:
    """Write nothing down: the mail is dealt with. Raises DataError for an item that is decided or unknown."""
    with store.begin() as connection:
        _close(connection, _open_item(connection, item_id), who, "rejected", now)


def _open_item(connection: Connection, item_id: int) -> ReviewItem:
    item = reviews.by_id(connection, item_id)
    if item is None:
        raise DataError("review.unknown", item=item_id)
    return item


def _close(connection: Connection, item: ReviewItem, who: str, decision: str, now: datetime) -> None:
    if not reviews.decide(connection, item.id, who, decision, now):
        raise DataError("review.unknown", item=item.id)
    inbox.move_to(connection, item.inbox_id, InboxState.DONE)
