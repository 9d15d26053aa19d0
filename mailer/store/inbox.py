"""Which mails arrived, and what became of them?"""

import hashlib
import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from mailer.model.book import InboxMail, InboxState
from mailer.store.database import insert_if_new
from mailer.store.tables import inbox

_OPEN = (InboxState.NEW, InboxState.SHUNTED)


@dataclass(frozen=True, slots=True)
class InboxLine:
    """An arrived mail as lists and reports show it."""

    id: int
    received_at: datetime
    state: InboxState
    sort: str | None
    member_id: str | None
    letter_id: str | None
    text: str | None
    reasons: tuple[str, ...]


def keep(connection: Connection, folder: str, uidvalidity: int, uid: int, raw: bytes, received_at: datetime, message_id: str) -> bool:
    """Keep a raw mail; False if the very same bytes are here already: fetched twice is stored once, under its newest number."""
    values = {
        "folder": folder,
        "uidvalidity": uidvalidity,
        "uid": uid,
        "digest": hashlib.sha256(raw).hexdigest(),
        "message_id": message_id,
        "raw": zlib.compress(raw, 6),
        "received_at": received_at,
        "moved": 0,
        "state": InboxState.NEW,
        "attempts": 0,
    }
    if insert_if_new(connection, inbox, values, ("digest",)):
        return True
    place = {"folder": folder, "uidvalidity": uidvalidity, "uid": uid}
    connection.execute(update(inbox).where(inbox.c.digest == values["digest"]).values(place))
    return False


def last_uid(connection: Connection, folder: str, uidvalidity: int) -> int:
    """The highest UID that was kept from a folder in its present numbering, 0 for none."""
    mine = (inbox.c.folder == folder) & (inbox.c.uidvalidity == uidvalidity)
    return connection.scalar(select(func.max(inbox.c.uid)).where(mine)) or 0


def next_open(connection: Connection, after: int = 0) -> InboxMail | None:
    """The oldest mail with an id above `after` that is not yet understood."""
    wanted = select(inbox.c.id, inbox.c.raw, inbox.c.received_at, inbox.c.attempts)
    wanted = wanted.where(inbox.c.state.in_(_OPEN), inbox.c.id > after).order_by(inbox.c.id).limit(1)
    row = connection.execute(wanted).one_or_none()
    return InboxMail(row.id, zlib.decompress(row.raw), row.received_at, row.attempts) if row else None


def take(connection: Connection, inbox_id: int) -> bool:
    """Lock a mail for this transaction; False if another one has it or it is understood by now."""
    wanted = select(inbox.c.id).where(inbox.c.id == inbox_id, inbox.c.state.in_(_OPEN))
    return connection.execute(wanted.with_for_update(skip_locked=True)).one_or_none() is not None


def understood(
    connection: Connection,
    inbox_id: int,
    state: InboxState,
    sort: str,
    text: str,
    reasons: tuple[str, ...],
    member_id: str | None,
    letter_id: str | None,
) -> None:
    """Write down what a mail turned out to be."""
    values: dict[str, Any] = {"state": state, "sort": sort, "text": text, "reasons": list(reasons)}
    values |= {"member_id": member_id, "letter_id": letter_id, "traceback": None}
    connection.execute(update(inbox).where(inbox.c.id == inbox_id).values(values))


def shunt(connection: Connection, inbox_id: int, traceback: str) -> int:
    """Set a mail aside whose understanding raised; gives how often it did by now."""
    values = {"state": InboxState.SHUNTED, "attempts": inbox.c.attempts + 1, "traceback": traceback}
    connection.execute(update(inbox).where(inbox.c.id == inbox_id).values(values))
    return connection.scalar(select(inbox.c.attempts).where(inbox.c.id == inbox_id)) or 0


def move_to(connection: Connection, inbox_id: int, state: InboxState) -> None:
    """Change only a mail's state."""
    connection.execute(update(inbox).where(inbox.c.id == inbox_id).values(state=state))


def raw(connection: Connection, inbox_id: int) -> bytes | None:
    """The bytes of a mail as they arrived."""
    packed: bytes | None = connection.scalar(select(inbox.c.raw).where(inbox.c.id == inbox_id))
    return None if packed is None else zlib.decompress(packed)


def traceback(connection: Connection, inbox_id: int) -> str | None:
    """Why a mail was shunted, or None."""
    words: str | None = connection.scalar(select(inbox.c.traceback).where(inbox.c.id == inbox_id))
    return words


def lines(connection: Connection) -> tuple[InboxLine, ...]:
    """All arrived mails, oldest first, without their bytes."""
    columns = [inbox.c[name] for name in InboxLine.__dataclass_fields__]
    rows = connection.execute(select(*columns).order_by(inbox.c.id))
    return tuple(_line(row) for row in rows)


def line(connection: Connection, inbox_id: int) -> InboxLine | None:
    """One arrived mail, or None."""
    return next((found for found in lines(connection) if found.id == inbox_id), None)


def counts(connection: Connection) -> dict[InboxState, int]:
    """How many mails are in each state."""
    rows = connection.execute(select(inbox.c.state, func.count()).group_by(inbox.c.state))
    return {InboxState(state): number for state, number in rows}


def _line(row: Row[Any]) -> InboxLine:
    values = dict(row._mapping)
    return InboxLine(**{**values, "state": InboxState(values["state"]), "reasons": tuple(values["reasons"] or ())})
