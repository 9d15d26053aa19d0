"""Who is in the address book?"""

from collections.abc import Hashable, Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, Row, func, select, update

from mailer.model.people import Mandate, Member
from mailer.store.database import upsert
from mailer.store.fixed import among
from mailer.store.memory import forget, remember, remembered
from mailer.store.tables import member

_FIELDS = tuple(Member.__dataclass_fields__)
_COLUMNS = tuple(member.c[name] for name in _FIELDS)
_BEHIND = select(*_COLUMNS).where(among(func.lower(member.c.email)), member.c.gone_at.is_(None)).order_by(member.c.id)
_THESE = select(*_COLUMNS).where(among(member.c.id))
_GROUPS, _MANDATES = _FIELDS.index("groups"), _FIELDS.index("mandates")


def put(connection: Connection, members: Iterable[Member]) -> None:
    """Add members, or bring known ones to what is given."""
    for person in members:
        upsert(connection, member, {**_values(person), "gone_at": None}, ("id",))
    _forget(connection)


def mark_gone(connection: Connection, member_ids: Iterable[str], now: datetime) -> None:
    """Members who are no longer in the file: kept for the record, written to no more."""
    for member_id in member_ids:
        connection.execute(update(member).where(member.c.id == member_id).values(gone_at=now))
    _forget(connection)


def everybody(connection: Connection) -> tuple[Member, ...]:
    """All members who have not gone."""
    rows = connection.execute(select(*_COLUMNS).where(member.c.gone_at.is_(None)).order_by(member.c.id))
    return tuple(_member(row) for row in rows)


def page(connection: Connection, after: str, size: int) -> tuple[Member, ...]:
    """Up to `size` members who have not gone, with ids above `after`, in the order of their ids."""
    wanted = select(*_COLUMNS).where(member.c.gone_at.is_(None), member.c.id > after).order_by(member.c.id).limit(size)
    return tuple(_member(row) for row in connection.execute(wanted))


def by_id(connection: Connection, member_id: str) -> Member | None:
    """The member of that id, also one who has gone."""
    return remembered(connection, "member", member_id, lambda: _by_id(connection, member_id))


def by_address(connection: Connection, address: str) -> tuple[Member, ...]:
    """The members behind an address; households share one."""
    low = address.lower()
    return remembered(connection, "household", low, lambda: _household(connection, low))


def foresee(connection: Connection, addresses: Iterable[str], member_ids: Iterable[str]) -> tuple[str, ...]:
    """Learn at once who is behind these addresses, and who has these ids; gives the ids of all of them."""
    households: dict[Hashable, object] = dict.fromkeys((address.lower() for address in addresses), ())
    for found in map(_member, connection.execute(_BEHIND, {"ids": list(households)}).all()):
        low = (found.email or "").lower()
        households[low] = (*cast("tuple[Member, ...]", households.get(low, ())), found)
    remember(connection, "household", households)
    known = {found.id: found for household in households.values() for found in cast("tuple[Member, ...]", household)}
    others = [name for name in member_ids if name not in known]
    if others:
        known |= {found.id: found for found in map(_member, connection.execute(_THESE, {"ids": others}).all())}
    remember(connection, "member", known)
    return tuple(known)


def _household(connection: Connection, low: str) -> tuple[Member, ...]:
    wanted = select(*_COLUMNS).where(func.lower(member.c.email) == low, member.c.gone_at.is_(None)).order_by(member.c.id)
    return tuple(map(_member, connection.execute(wanted)))


def _by_id(connection: Connection, member_id: str) -> Member | None:
    row = connection.execute(select(*_COLUMNS).where(member.c.id == member_id)).one_or_none()
    return _member(row) if row else None


def _forget(connection: Connection) -> None:
    forget(connection, "member")
    forget(connection, "household")


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
    """The member of a row; ten thousand are read at once, so nothing is looked up by name here."""
    values = list(row)
    values[_GROUPS] = tuple(values[_GROUPS])
    values[_MANDATES] = tuple([Mandate(**mandate) for mandate in values[_MANDATES]])
    return Member(*values)
