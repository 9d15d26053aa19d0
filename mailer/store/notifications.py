"""What was the board told once, and is it over?"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from mailer.store.database import insert_if_new
from mailer.store.release_tables import told_once


@dataclass(frozen=True, slots=True)
class Told:
    """Something that was told and is not over: `key` names the thing, `digest` what was told of it, `turn` how often that came back."""

    topic: str
    key: str
    digest: str
    turn: int


def open_ones(connection: Connection, topic: str) -> tuple[Told, ...]:
    """What of a topic is not over."""
    columns = [told_once.c[name] for name in Told.__dataclass_fields__]
    wanted = select(*columns).where(told_once.c.topic == topic, told_once.c.over_at.is_(None)).order_by(told_once.c.key)
    return tuple(Told(*row) for row in connection.execute(wanted))


def tell_once(connection: Connection, topic: str, key: str, digest: str, now: datetime) -> int | None:
    """Note that this is told now, and give its turn; None where it was told and is not over."""
    mine = (told_once.c.topic == topic) & (told_once.c.key == key) & (told_once.c.digest == digest)
    known = connection.execute(select(told_once.c.turn, told_once.c.over_at).where(mine)).all()  # at one moment: another service tells too
    if any(row.over_at is None for row in known):
        return None
    turn = max((row.turn for row in known), default=0) + 1
    values = {"topic": topic, "key": key, "digest": digest, "turn": turn, "told_at": now}
    return turn if insert_if_new(connection, told_once, values, ("topic", "key", "digest", "turn")) else None


def is_over(connection: Connection, told: Told, now: datetime) -> bool:
    """Note that it is over; False if somebody else has."""
    mine = (told_once.c.topic == told.topic) & (told_once.c.key == told.key) & (told_once.c.digest == told.digest)
    standing = mine & (told_once.c.turn == told.turn) & told_once.c.over_at.is_(None)
    return connection.execute(update(told_once).where(standing).values(over_at=now)).rowcount == 1
