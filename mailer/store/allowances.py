"""How much of a rate is left? A token bucket a rate, shared by all services on one database and kept across restarts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from mailer.store.database import insert_if_new
from mailer.store.tables import allowance


@dataclass(frozen=True, slots=True)
class Rate:
    """`amount` letters in `seconds`, of which `burst` may leave at once."""

    amount: int
    seconds: float
    burst: int


def take(connection: Connection, name: str, rate: Rate, wanted: int, now: datetime) -> int:
    """Take up to `wanted` letters out of what is left; gives how many may leave now.

    The row stays locked until the transaction ends, so two services never spend the same token.
    """
    insert_if_new(connection, allowance, {"name": name, "tokens": float(rate.burst), "filled_at": now}, ("name",))
    row = connection.execute(select(allowance).where(allowance.c.name == name).with_for_update()).one()
    tokens = _filled(row.tokens, row.filled_at, rate, now)
    granted = min(wanted, int(tokens))
    connection.execute(update(allowance).where(allowance.c.name == name).values(tokens=tokens - granted, filled_at=max(now, row.filled_at)))
    return granted


def left(connection: Connection, name: str, rate: Rate, now: datetime) -> int:
    """How many letters might leave now, taking none."""
    row = connection.execute(select(allowance).where(allowance.c.name == name)).one_or_none()
    return rate.burst if row is None else int(_filled(row.tokens, row.filled_at, rate, now))


def give_back(connection: Connection, name: str, rate: Rate, unused: int) -> None:
    """Put back what was taken and not used."""
    tokens = connection.scalar(select(allowance.c.tokens).where(allowance.c.name == name).with_for_update()) or 0.0
    connection.execute(update(allowance).where(allowance.c.name == name).values(tokens=min(float(rate.burst), tokens + unused)))


def wait_for_one(rate: Rate) -> timedelta:
    """How long until another letter may leave at the latest."""
    return timedelta(seconds=rate.seconds / rate.amount)


def _filled(tokens: float, filled_at: datetime, rate: Rate, now: datetime) -> float:
    """What is in the bucket by now."""
    passed = max(0.0, (now - filled_at).total_seconds())
    return min(float(rate.burst), tokens + passed * rate.amount / rate.seconds)
