"""Who is in the address book?"""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from mailer.model.people import Mandate, Member
from mailer.store.database import upsert
from mailer.store.tables import member


def put(connection: Connection, members: Iterable[Member]) -> None:
    """Add members, or bring known ones to what is given."""
    for person in members:
        upsert(connection, member, {**_values(person), "gone_at": None}, ("id",))


def mark_gone(connection: Connection, member_ids: Iterable[str], now: datetime) -> None:
    """Members who are no longer in the file: kept for the record, written to no more."""
    for member_id in member_ids:
        connection.execute(update(member).where(member.c.id == member_id).values(gone_at=now))


def everybody(connection: Connection) -> tuple[Member, ...]:
    """All members who have not gone."""
    rows = connection.execute(select(member).where(member.c.gone_at.is_(None)).order_by(member.c.id))
    return tuple(_member(row) for row in rows)


def page(connection: Connection, after: str, size: int) -> tuple[Member, ...]:
    """Up to `size` members who have not gone, with ids above `after`, in the order of their ids."""
    wanted = select(member).where(member.c.gone_at.is_(None), member.c.id > after).order_by(member.c.id).limit(size)
    return tuple(_member(row) for row in connection.execute(wanted))


def by_id(connection: Connection, member_id: str) -> Member | None:
    """The member of that id, also one who has gone."""
    row = connection.execute(select(member).where(member.c.id == member_id)).one_or_none()
    return _member(row) if row else None


def by_address(connection: Connection, address: str) -> tuple[Member, ...]:
    """The members behind an address; households share one."""
    matches = func.lower(member.c.email) == address.lower()
    rows = connection.execute(select(member).where(matches, member.c.gone_at.is_(None)).order_by(member.c.id))
    return tuple(_member(row) for row in rows)


def names(connection: Connection) -> dict[str, str]:
    """Member id to full name, those who have gone included."""
    rows = connection.execute(select(member.c.id, member.c.given_name, member.c.family_name))
    return {row.id: f"{row.given_name} {row.family_name}".strip() for row in rows}


def _values(person: Member) -> dict[str, Any]:
    return {
        **{name: value for name, value in asdict(person).items() if name not in {"groups", "mandates"}},
        "groups": list(person.groups),
        "mandates": [asdict(mandate) for mandate in person.mandates],
    }


def _member(row: Row[Any]) -> Member:
    values = {name: value for name, value in row._mapping.items() if name != "gone_at"}
    values["groups"] = tuple(values["groups"])
    values["mandates"] = tuple(Mandate(**mandate) for mandate in values["mandates"])
    return Member(**values)
