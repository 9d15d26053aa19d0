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
    passed = max(0.0, (now - row.filled_at).total_seconds())
    tokens = min(float(rate.burst), row.tokens + passed * rate.amount / rate.seconds)
    granted = min(wanted, int(tokens))
    connection.execute(update(allowance).where(allowance.c.name == name).values(tokens=tokens - granted, filled_at=max(now, row.filled_at)))
    return granted


def give_back(connection: Connection, name: str, rate: Rate, unused: int) -> None:
    """Put back what was taken and not used."""
    tokens = connection.scalar(select(allowance.c.tokens).where(allowance.c.name == name).with_for_update()) or 0.0
    connection.execute(update(allowance).where(allowance.c.name == name).values(tokens=min(float(rate.burst), tokens + unused)))


def wait_for_one(rate: Rate) -> timedelta:
    """How long until another letter may leave at the latest."""
    return timedelta(seconds=rate.seconds / rate.amount)
