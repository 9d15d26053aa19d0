"""Since when has the SMTP server refused us, and why? One entry for each time, ended by the next letter that it takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, case, func, select, update

from mailer.store.database import insert_if_new
from mailer.store.tables import refusal

_OPEN = refusal.c.open == 1
_UNTOLD = refusal.c.ended_at.is_not(None) & refusal.c.told_at.is_(None)


@dataclass(frozen=True, slots=True)
class Refusal:
    """The server refuses us, or is out of reach: the latest error's catalogue key and facts, since when, when it was last tried, and how
    many letters waited at most. `ended_at` is when it took a letter again, None as long as it has not."""

    id: int
    key: str
    facts: Mapping[str, str | int]
    since: datetime
    tried_at: datetime
    letters: int = 0
    ended_at: datetime | None = None


_COLUMNS = [refusal.c[name] for name in Refusal.__dataclass_fields__]


def note(connection: Connection, key: str, facts: Mapping[str, str | int], now: datetime, letters: int = 0) -> Refusal:
    """Write a refusal down while so many letters wait; its beginning stays that of the first one after the last success."""
    latest = {"key": key, "facts": dict(facts), "tried_at": now}
    if not insert_if_new(connection, refusal, {"open": 1, "since": now, "letters": letters, **latest}, ("open",)):
        most = case((refusal.c.letters < letters, letters), else_=refusal.c.letters)
        connection.execute(update(refusal).where(_OPEN).values(**latest, letters=most))
    return _refusal(connection.execute(select(*_COLUMNS).where(_OPEN)).one())


def end(connection: Connection, now: datetime) -> None:
    """The server takes letters again."""
    connection.execute(update(refusal).where(_OPEN).values(open=None, ended_at=now))


def current(connection: Connection) -> Refusal | None:
    """The refusal since the last success, None where all is well."""
    row = connection.execute(select(*_COLUMNS).where(_OPEN)).one_or_none()
    return _refusal(row) if row else None


def are_untold(connection: Connection) -> bool:
    """Whether there are some that are over and of which nobody has been told."""
    return connection.execute(select(refusal.c.id).where(_UNTOLD).limit(1)).first() is not None


def last_told(connection: Connection) -> datetime | None:
    """When somebody was last told of one, or None."""
    moment: datetime | None = connection.scalar(select(func.max(refusal.c.told_at)))
    return moment


def tell(connection: Connection, now: datetime) -> tuple[Refusal, ...]:
    """Those that are over and of which nobody has been told, oldest first; from now on they are told."""
    rows = connection.execute(update(refusal).where(_UNTOLD).values(told_at=now).returning(*_COLUMNS)).all()
    return tuple(sorted(map(_refusal, rows), key=lambda each: each.id))


def _refusal(row: Row[Any]) -> Refusal:
    return Refusal(**row._mapping)
