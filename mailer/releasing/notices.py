"""What is the board told once by itself? A job file that broke or is well again, a change of an event that nobody has announced."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection

from mailer.composing.writer import Writer, to_role
from mailer.store import letters, notifications
from mailer.store.database import Store


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be told once: `key` names the thing, `words` are what is told, `facts` fill its template."""

    key: str
    words: str
    facts: Mapping[str, Any]

    @property
    def digest(self) -> str:
        """What tells this from another state of the same thing."""
        return sha256(self.words.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Topic:
    """A sort of notices, the template that tells one, and the one that tells that it is over (None: nobody need be told)."""

    name: str
    template: str
    over: str | None = None


BROKEN = Topic("broken", "reports/broken_file.md", "reports/mended_file.md")
CHANGED = Topic("changed", "reports/pending_change.md")
RESTORED = Topic("restored", "reports/restored.md")


def tell(store: Store, writer: Writer, topic: Topic, now_so: Iterable[Notice], addresses: tuple[str, ...], now: datetime) -> int:
    """Tell what is so now and was not told, and what is over; gives the number of letters. Raises TemplateError.

    The same thing in another state is told anew; only when nothing of it is left, it is over.
    """
    standing = {notice.key: notice for notice in now_so}
    told = 0
    with store.begin() as connection:
        for known in notifications.open_ones(connection, topic.name):
            notice = standing.get(known.key)
            if notice is not None and notice.digest == known.digest:
                continue
            ended = notifications.is_over(connection, known, now)
            if ended and notice is None and topic.over is not None:
                told += _queue(
                    connection, writer, topic.over, f"{known.key} {known.digest} {known.turn}", {"key": known.key}, addresses, now
                )
        for notice in standing.values():
            turn = notifications.tell_once(connection, topic.name, notice.key, notice.digest, now)
            if turn is not None:
                told += _queue(connection, writer, topic.template, f"{notice.key} {notice.digest} {turn}", notice.facts, addresses, now)
    return told


def _queue(
    connection: Connection, writer: Writer, template: str, what: str, facts: Mapping[str, Any], addresses: tuple[str, ...], now: datetime
) -> int:
    wishes = [to_role(template, ("notice", template, what, address), address, now, facts) for address in dict.fromkeys(addresses)]
    letters.queue(connection, [writer.write(wish) for wish in wishes], now)
    return len(wishes)
