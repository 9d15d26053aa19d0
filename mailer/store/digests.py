"""Which letters to a role decide reviews when they are answered?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from mailer.store.database import insert_if_new
from mailer.store.fixed import among
from mailer.store.memory import forget, remember, remembered
from mailer.store.tables import digest

_OF_LETTER = "digests"
_OF_LETTERS = select(digest).where(among(digest.c.letter_id))


@dataclass(frozen=True, slots=True)
class Digest:
    """A letter to a role at one of its addresses."""

    letter_id: str
    role: str
    address: str
    queued_at: datetime


def open_once(connection: Connection, letter_id: str, role: str, address: str, due_at: datetime, now: datetime) -> bool:
    """Write down the digest of a moment; False if it went out before."""
    values = {"letter_id": letter_id, "role": role, "address": address, "due_at": due_at, "queued_at": now}
    return insert_if_new(connection, digest, values, ("role", "address", "due_at"))


def add_answer(connection: Connection, letter_id: str, role: str, address: str, now: datetime) -> None:
    """Write down a letter that answers an answer to a digest: it can be answered in turn."""
    connection.execute(insert(digest), [{"letter_id": letter_id, "role": role, "address": address, "queued_at": now}])
    forget(connection, _OF_LETTER)


def of_letter(connection: Connection, letter_id: str) -> Digest | None:
    """The digest that this letter is, or None."""
    return remembered(connection, _OF_LETTER, letter_id, lambda: next(iter(_of_letters(connection, (letter_id,))), None))


def foresee(connection: Connection, letter_ids: Sequence[str]) -> None:
    """Learn at once which of these letters are digests."""
    known = {found.letter_id: found for found in _of_letters(connection, letter_ids)}
    remember(connection, _OF_LETTER, {letter_id: known.get(letter_id) for letter_id in letter_ids})


def _of_letters(connection: Connection, letter_ids: Sequence[str]) -> tuple[Digest, ...]:
    rows = connection.execute(_OF_LETTERS, {"ids": letter_ids})
    return tuple(Digest(row.letter_id, row.role, row.address, row.queued_at) for row in rows)


def latest(connection: Connection, role: str) -> tuple[datetime | None, datetime | None]:
    """The moment of the role's latest digest (when it was due, when it was queued); None for none."""
    row = connection.execute(
        select(func.max(digest.c.due_at), func.max(digest.c.queued_at)).where(digest.c.role == role, digest.c.due_at.is_not(None))
    ).one()
    return row[0], row[1]
