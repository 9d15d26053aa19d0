"""What must a role decide, by mail? A digest with each item's words, the proposal and one-tap answers, at chosen times."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy import Connection

from mailer.composing.writer import Writer, to_role
from mailer.model.book import ReviewItem
from mailer.model.jobs import Event
from mailer.recording.wording import advice, reasons, sentence
from mailer.store import digests, events, inbox, letters, members, reviews
from mailer.store.database import Store

DIGEST = "digest"
_TEMPLATE = "reports/digest.md"
_MOST = 25
_WORDS = 700
_REMIND_AFTER = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class DigestItem:
    """One item as a digest shows it. `words` are the mail's own, cut where they are long; `whose` is empty where nobody knows;
    `can_accept` says that there is something to accept and somebody to whom it belongs."""

    number: int
    whose: str
    received_at: datetime
    reason: str
    words: str
    cut: bool
    proposal: tuple[str, ...]
    advice: str
    can_accept: bool
    can_ask: bool
    is_new: bool
    asked: bool


@dataclass(frozen=True, slots=True)
class DigestOrder:
    """A digest that is due: to which role, at which addresses, at which moment; `facts` are more facts for its template."""

    role: str
    addresses: tuple[str, ...]
    due_at: datetime
    facts: Mapping[str, Any]


def is_wanted(connection: Connection, role: str, now: datetime) -> bool:
    """Whether the role must be told now: something waits, and some of it is new, or its last digest is three days old."""
    _, since = digests.latest(connection, role)
    mine = [item for item in reviews.waiting(connection) if item.audience == role]
    return bool(mine) and (since is None or now - since >= _REMIND_AFTER or any(item.opened_at > since for item in mine))


def queue_digest(store: Store, writer: Writer, order: DigestOrder, now: datetime, zone: tzinfo) -> int:
    """Write the role's digest and queue it for each of its addresses; gives the number of letters.

    None is written when none is wanted. Raises TemplateError.
    """
    with store.begin() as connection:
        if not is_wanted(connection, order.role, now):
            return 0
        _, since = digests.latest(connection, order.role)
        items = items_for(connection, order.role, since, zone)
        return sum(_queue_one(connection, writer, order, address, items, now) for address in dict.fromkeys(order.addresses))


def items_for(connection: Connection, role: str, since: datetime | None, zone: tzinfo) -> tuple[DigestItem, ...]:
    """The role's open items, new ones first, then by age."""
    names, known = members.names(connection), events.every(connection)
    mine = [item for item in reviews.waiting(connection) if item.audience == role]
    shown = [_item(connection, item, names, known, since, zone) for item in mine]
    return tuple(sorted(shown, key=lambda item: (not item.is_new, item.number)))


def _queue_one(connection: Connection, writer: Writer, order: DigestOrder, address: str, items: Sequence[DigestItem], now: datetime) -> int:
    facts = {"items": tuple(items[:_MOST]), "more": max(0, len(items) - _MOST), "role": order.role, **order.facts}
    unique = (DIGEST, order.role, order.due_at.isoformat(), address)
    letter = writer.write(to_role(_TEMPLATE, unique, address, now, facts, purpose=DIGEST))
    if not digests.open_once(connection, letter.id, order.role, address.lower(), order.due_at, now):
        return 0
    letters.queue(connection, [letter], now)
    return 1


def _item(
    connection: Connection, item: ReviewItem, names: dict[str, str], known: Sequence[Event], since: datetime | None, zone: tzinfo
) -> DigestItem:
    line = inbox.line(connection, item.inbox_id)
    words = ((line.text if line else None) or "").strip()
    return DigestItem(
        number=item.id,
        whose=names.get(item.member_id or "", ""),
        received_at=line.received_at if line else item.opened_at,
        reason=reasons(item)[0],
        words=words[:_WORDS],
        cut=len(words) > _WORDS,
        proposal=tuple(sentence(finding, known, zone) for finding in item.proposal),
        advice=advice(item),
        can_accept=bool(item.proposal) and item.member_id is not None,
        can_ask=item.member_id is not None and "reading_doubts.death" not in item.reasons,
        is_new=since is None or item.opened_at > since,
        asked=item.asked_at is not None,
    )
