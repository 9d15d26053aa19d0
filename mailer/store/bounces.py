"""Which addresses sent mail back, and which are written to no more?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from mailer.store.database import upsert
from mailer.store.tables import bounce, suppression


@dataclass(frozen=True, slots=True)
class BounceLine:
    """One report about one address: from a mail (`inbox_id`) or from the SMTP session itself."""

    id: int
    inbox_id: int | None
    letter_id: str | None
    member_id: str | None
    address: str
    report_class: str
    status: str | None
    reason: str
    words: str
    bounced_at: datetime


@dataclass(frozen=True, slots=True)
class Suppressed:
    """An address that is written to no more, and why."""

    address: str
    reason: str
    since: datetime
    bounce_id: int | None


def add(
    connection: Connection,
    address: str,
    report_class: str,
    status: str | None,
    reason: str,
    words: str,
    now: datetime,
    inbox_id: int | None = None,
    letter_id: str | None = None,
    member_id: str | None = None,
) -> int:
    """Write a report down; gives its id."""
    values = {
        "address": address.lower(),
        "report_class": report_class,
        "status": status,
        "reason": reason,
        "words": words,
        "bounced_at": now,
        "inbox_id": inbox_id,
        "letter_id": letter_id,
        "member_id": member_id,
    }
    key = connection.execute(insert(bounce).values(values)).inserted_primary_key
    return int(key[0]) if key else 0


def every(connection: Connection) -> tuple[BounceLine, ...]:
    """All reports, oldest first."""
    rows = connection.execute(select(bounce).order_by(bounce.c.id))
    return tuple(BounceLine(**row._mapping) for row in rows)


def suppress(connection: Connection, address: str, reason: str, bounce_id: int | None, now: datetime) -> None:
    """Write to this address no more until a person lifts it."""
    values: dict[str, Any] = {"address": address.lower(), "reason": reason, "since": now, "bounce_id": bounce_id}
    upsert(connection, suppression, {**values, "lifted_at": None, "lifted_by": None}, ("address",))


def lift(connection: Connection, address: str, who: str, now: datetime) -> bool:
    """Write to this address again; False if it was not suppressed."""
    mine = (suppression.c.address == address.lower()) & suppression.c.lifted_at.is_(None)
    return connection.execute(update(suppression).where(mine).values(lifted_at=now, lifted_by=who)).rowcount == 1


def suppressed(connection: Connection) -> tuple[Suppressed, ...]:
    """All addresses that are written to no more."""
    rows = connection.execute(select(suppression).where(suppression.c.lifted_at.is_(None)).order_by(suppression.c.address))
    return tuple(Suppressed(row.address, row.reason, row.since, row.bounce_id) for row in rows)
