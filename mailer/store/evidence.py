"""What happened to every letter of a mailing, for those who must prove it?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from mailer.store.packing import unpack
from mailer.store.tables import bounce, letter, letter_body, occurrence

_PORTION = 500


@dataclass(frozen=True, slots=True)
class LetterFate:
    """One letter and all that is known of its way. `raw` are its bytes as they were rendered."""

    id: str
    channel: str
    member_id: str | None
    address: str
    state: str
    created_at: datetime
    sent_at: datetime | None
    smtp_code: int | None
    smtp_reply: str | None
    raw: bytes


@dataclass(frozen=True, slots=True)
class Bounced:
    """One report about a letter."""

    letter_id: str
    report_class: str
    status: str | None
    reason: str
    bounced_at: datetime


def fates(connection: Connection, occurrence_id: int) -> Iterator[LetterFate]:
    """The letters of an occurrence, in the order in which they were written; a portion is in memory at a time."""
    names = [name for name in LetterFate.__dataclass_fields__ if name != "raw"]
    joined = letter.join(letter_body).join(occurrence, letter.c.occurrence_id == occurrence.c.id)
    columns = [letter.c[name] for name in names]
    wanted = select(*columns, letter_body.c.packed, occurrence.c.dictionary).select_from(joined)
    mine = wanted.where(letter.c.occurrence_id == occurrence_id).order_by(letter.c.number)
    for row in connection.execute(mine).yield_per(_PORTION):
        yield _fate(row, names)


def bounces_of(connection: Connection, occurrence_id: int) -> dict[str, tuple[Bounced, ...]]:
    """The reports about letters of an occurrence, by the letter's id, oldest first."""
    columns = [bounce.c[name] for name in Bounced.__dataclass_fields__]
    joined = bounce.join(letter, letter.c.id == bounce.c.letter_id)
    rows = connection.execute(select(*columns).select_from(joined).where(letter.c.occurrence_id == occurrence_id).order_by(bounce.c.id))
    found: dict[str, list[Bounced]] = {}
    for row in rows:
        found.setdefault(row.letter_id, []).append(Bounced(**row._mapping))
    return {letter_id: tuple(reports) for letter_id, reports in found.items()}


def _fate(row: Any, names: list[str]) -> LetterFate:
    return LetterFate(**{name: getattr(row, name) for name in names}, raw=unpack(row.packed, row.dictionary))
