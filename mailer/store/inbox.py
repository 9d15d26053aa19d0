"""Which mails arrived, and what became of them?"""

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select, update

from mailer.model.book import InboxMail, InboxState
from mailer.model.incoming import IncomingMail
from mailer.store.database import insert_new
from mailer.store.fixed import Fixed, among
from mailer.store.gathered import write
from mailer.store.tables import inbox

_OPEN = (InboxState.NEW, InboxState.SHUNTED)
PORTION = 200  # mails understood in one transaction
_MEMORY = 4 * 1024 * 1024  # bytes of packed mails in it
_AT_ONCE = 500  # values in one statement
_PACKING = 1  # of zlib: level 6 takes three times as long for a tenth less
_PLACE = ("digest", "folder", "uidvalidity", "uid")
_RENUMBER = (
    update(inbox)
    .where(inbox.c.digest == bindparam("new_digest"))
    .values(folder=bindparam("new_folder"), uidvalidity=bindparam("new_uidvalidity"), uid=bindparam("new_uid"))
)
_TAKE = select(inbox.c.id).where(among(inbox.c.id), inbox.c.state.in_(_OPEN)).order_by(inbox.c.id).with_for_update(skip_locked=True)
_SAID = ("state", "sort", "text", "reasons", "member_id", "letter_id", "traceback")
_UNDERSTOOD = Fixed(
    update(inbox)
    .where(inbox.c.id == bindparam("of", type_=inbox.c.id.type))
    .values({name: bindparam(name, type_=inbox.c[name].type) for name in _SAID})
)


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


def keep(connection: Connection, mails: Sequence[IncomingMail]) -> int:
    """Keep raw mails; how many are new. Bytes that are here already are kept once, under their newest number."""
    rows = {row["digest"]: row for row in map(_row, mails)}
    here = _digests(connection, list(rows))
    new = [row for digest, row in rows.items() if digest not in here]
    if new:
        insert_new(connection, inbox, new, ("digest",))
    if here:
        connection.execute(_RENUMBER, [{f"new_{name}": rows[digest][name] for name in _PLACE} for digest in sorted(here)])
    return len(new)


def open_mails(connection: Connection, after: int, limit: int = PORTION) -> Iterator[InboxMail]:
    """The oldest mails with ids above `after` that are not yet understood: up to `limit`, fewer where they are large; one at a time."""
    wanted = select(inbox.c.id, func.length(inbox.c.raw).label("size")).where(inbox.c.state.in_(_OPEN), inbox.c.id > after)
    chosen: list[int] = []
    held = 0
    for inbox_id, size in connection.execute(wanted.order_by(inbox.c.id).limit(limit)).all():
        held += size
        if chosen and held > _MEMORY:
            break
        chosen.append(inbox_id)
    columns = (inbox.c.id, inbox.c.raw, inbox.c.received_at, inbox.c.attempts, inbox.c.whole_size, inbox.c.spam)
    for row in connection.execute(select(*columns).where(inbox.c.id.in_(chosen)).order_by(inbox.c.id)):
        yield InboxMail(row.id, zlib.decompress(row.raw), row.received_at, row.attempts, row.whole_size, bool(row.spam))


def are_more_open_than(connection: Connection, number: int) -> bool:
    """Whether more mails than that wait to be understood."""
    return connection.scalar(select(inbox.c.id).where(inbox.c.state.in_(_OPEN)).offset(number).limit(1)) is not None


def take(connection: Connection, inbox_ids: Sequence[int]) -> frozenset[int]:
    """Lock mails for this transaction; which of them nobody else has, and are not understood by now."""
    return frozenset(connection.scalars(_TAKE, {"ids": inbox_ids}))


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
    values: dict[str, Any] = {"of": inbox_id, "state": state, "sort": sort, "text": text, "reasons": list(reasons)}
    write(connection, _UNDERSTOOD, [values | {"member_id": member_id, "letter_id": letter_id, "traceback": None}])


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
    columns = [inbox.c[name] for name in InboxLine.__dataclass_fields__]
    row = connection.execute(select(*columns).where(inbox.c.id == inbox_id)).one_or_none()
    return _line(row) if row else None


def counts(connection: Connection) -> dict[InboxState, int]:
    """How many mails are in each state."""
    rows = connection.execute(select(inbox.c.state, func.count()).group_by(inbox.c.state))
    return {InboxState(state): number for state, number in rows}


def _line(row: Row[Any]) -> InboxLine:
    values = dict(row._mapping)
    return InboxLine(**{**values, "state": InboxState(values["state"]), "reasons": tuple(values["reasons"] or ())})


def _digests(connection: Connection, digests: Sequence[str]) -> set[str]:
    """Which of these mails are here."""
    found: set[str] = set()
    for start in range(0, len(digests), _AT_ONCE):
        found.update(connection.scalars(select(inbox.c.digest).where(inbox.c.digest.in_(digests[start : start + _AT_ONCE]))))
    return found


def _row(mail: IncomingMail) -> dict[str, Any]:
    return {
        "folder": mail.folder,
        "uidvalidity": mail.uidvalidity,
        "uid": mail.uid,
        "digest": hashlib.sha256(mail.raw).hexdigest(),
        "raw": zlib.compress(mail.raw, _PACKING),
        "received_at": mail.received_at,
        "moved": 0,
        "state": InboxState.NEW,
        "attempts": 0,
        "whole_size": mail.whole_size,
        "spam": int(mail.spam),
    }
