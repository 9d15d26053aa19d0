"""Since when has the SMTP server refused us, and why? One entry, gone with the next letter that it takes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete

from mailer.store.settings import read, write
from mailer.store.tables import setting

_KEY = "refusal"


@dataclass(frozen=True, slots=True)
class Refusal:
    """The server refuses us, or is out of reach: the latest error's catalogue key and facts, since when, and when it was last tried."""

    key: str
    facts: Mapping[str, str | int]
    since: datetime
    tried_at: datetime


def note(connection: Connection, key: str, facts: Mapping[str, str | int], now: datetime) -> Refusal:
    """Write a refusal down; its beginning stays that of the first one after the last success."""
    before = current(connection)
    found = Refusal(key, dict(facts), before.since if before else now, now)
    values = {"key": key, "facts": found.facts, "since": found.since.isoformat(), "tried_at": now.isoformat()}
    write(connection, _KEY, json.dumps(values))
    return found


def clear(connection: Connection) -> None:
    """The server takes letters again."""
    connection.execute(delete(setting).where(setting.c.key == _KEY))


def current(connection: Connection) -> Refusal | None:
    """The refusal since the last success, None where all is well."""
    value = read(connection, _KEY)
    if value is None:
        return None
    values = json.loads(value)
    return Refusal(values["key"], values["facts"], datetime.fromisoformat(values["since"]), datetime.fromisoformat(values["tried_at"]))
