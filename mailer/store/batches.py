"""Which letters wait for the printer, which stand in which batch, and which did the post bring back?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select, update

from mailer.model.mail import LetterState
from mailer.store.database import insert_if_new
from mailer.store.packing import unpack
from mailer.store.paper_tables import post_return, print_batch, print_letter
from mailer.store.tables import letter, letter_body, occurrence

_PORTION = 500


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter that waits for the printer. `raw` are its words as they were rendered."""

    id: str
    member_id: str
    occurrence_id: int
    mailing_id: str
    kind: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Batch:
    """One file for the printer. `digest` is the SHA-256 of the PDF; `posted_on` the day on which a person took it to the post."""

    number: int
    job_id: str
    printed_at: datetime
    printed_by: str
    digest: str
    posted_on: date | None
    letters: int


@dataclass(frozen=True, slots=True)
class NewBatch:
    """A batch about to be written down, its letters in the order of the file. `source` is packed."""

    number: int
    job_id: str
    printed_at: datetime
    printed_by: str
    source: bytes
    digest: str
    letter_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """One letter in a batch."""

    letter_id: str
    member_id: str
    address: str
    batch: int
    position: int
    printed_at: datetime
    posted_on: date | None
    job_id: str

    @property
    def number(self) -> str:
        """The number that stands on the letter."""
        return letter_number(self.batch, self.position)


@dataclass(frozen=True, slots=True)
class Returned:
    """A letter that the post brought back, from `place`."""

    letter_id: str
    member_id: str
    place: str
    reason: str
    entered_at: datetime
    entered_by: str


def letter_number(batch: int, position: int) -> str:
    """The number of a letter as it stands on paper: batch and place in it."""
    return f"{batch}-{position:03}"


def waiting(connection: Connection, job_id: str, mailing_id: str | None = None) -> tuple[Waiting, ...]:
    """The letters of a job, or of one of its mailings, that wait for the printer."""
    joined = letter.join(letter_body).join(occurrence, letter.c.occurrence_id == occurrence.c.id)
    columns = (letter.c.id, letter.c.member_id, letter.c.occurrence_id, occurrence.c.mailing_id, occurrence.c.kind)
    wanted = select(*columns, occurrence.c.dictionary, letter_body.c.packed).select_from(joined)
    wanted = wanted.where(letter.c.state == LetterState.TO_PRINT, occurrence.c.job_id == job_id).order_by(letter.c.number)
    if mailing_id is not None:
        wanted = wanted.where(occurrence.c.mailing_id == mailing_id)
    return tuple(_waiting(row) for row in connection.execute(wanted))


def count_waiting(connection: Connection, job_id: str) -> int:
    """How many letters of a job wait for the printer."""
    joined = letter.join(occurrence, letter.c.occurrence_id == occurrence.c.id)
    mine = (letter.c.state == LetterState.TO_PRINT) & (occurrence.c.job_id == job_id)
    return connection.scalar(select(func.count()).select_from(joined).where(mine)) or 0


def dictionary(connection: Connection, occurrence_id: int) -> bytes | None:
    """The dictionary with which the letters of an occurrence are packed."""
    return connection.scalar(select(occurrence.c.dictionary).where(occurrence.c.id == occurrence_id))


def next_number(connection: Connection) -> int:
    """The number of the next batch."""
    return (connection.scalar(select(func.max(print_batch.c.number))) or 0) + 1


def open_batch(connection: Connection, new: NewBatch) -> bool:
    """Write a batch down and claim its letters, all of them or none; False where the number is taken or a letter waits no more.

    Roll the transaction back then: somebody else was quicker.
    """
    values = {"number": new.number, "job_id": new.job_id, "printed_at": new.printed_at, "printed_by": new.printed_by}
    if not insert_if_new(connection, print_batch, {**values, "source": new.source, "digest": new.digest}, ("number",)):
        return False
    claimed = sum(_claim(connection, ids, new.printed_at) for ids in _portions(new.letter_ids))
    places = [{"letter_id": each, "batch": new.number, "position": place} for place, each in enumerate(new.letter_ids, 1)]
    connection.execute(insert(print_letter), places)
    return claimed == len(new.letter_ids)


def batch(connection: Connection, number: int) -> Batch | None:
    """The batch of that number, or None."""
    row = connection.execute(_batches().where(print_batch.c.number == number)).one_or_none()
    return Batch(**row._mapping) if row else None


def every(connection: Connection) -> tuple[Batch, ...]:
    """All batches, oldest first."""
    return tuple(Batch(**row._mapping) for row in connection.execute(_batches().order_by(print_batch.c.number)))


def of_job(connection: Connection, job_id: str) -> tuple[Batch, ...]:
    """The batches of a job, oldest first."""
    rows = connection.execute(_batches().where(print_batch.c.job_id == job_id).order_by(print_batch.c.number))
    return tuple(Batch(**row._mapping) for row in rows)


def of_mailing(connection: Connection, job_id: str, mailing_id: str) -> tuple[Batch, ...]:
    """The batches with letters of one mailing, oldest first."""
    joined = print_letter.join(letter, letter.c.id == print_letter.c.letter_id).join(occurrence, occurrence.c.id == letter.c.occurrence_id)
    mine = (occurrence.c.job_id == job_id) & (occurrence.c.mailing_id == mailing_id)
    numbers = select(print_letter.c.batch).select_from(joined).where(mine)
    rows = connection.execute(_batches().where(print_batch.c.number.in_(numbers)).order_by(print_batch.c.number))
    return tuple(Batch(**row._mapping) for row in rows)


def source(connection: Connection, number: int) -> bytes:
    """What the batch was printed from, packed. Raises NoResultFound for a batch that does not exist."""
    return bytes(connection.scalars(select(print_batch.c.source).where(print_batch.c.number == number)).one())


def set_posted(connection: Connection, number: int, day: date) -> bool:
    """Write down when a batch was taken to the post; False where there is none."""
    return connection.execute(update(print_batch).where(print_batch.c.number == number).values(posted_on=day)).rowcount == 1


def printed_of(connection: Connection, batch_number: int) -> tuple[Printed, ...]:
    """The letters of a batch, in its order."""
    rows = connection.execute(_printed().where(print_letter.c.batch == batch_number).order_by(print_letter.c.position))
    return tuple(Printed(**row._mapping) for row in rows)


def printed(connection: Connection, batch_number: int, position: int) -> Printed | None:
    """The letter at that place of a batch, or None."""
    place = (print_letter.c.batch == batch_number) & (print_letter.c.position == position)
    row = connection.execute(_printed().where(place)).one_or_none()
    return Printed(**row._mapping) if row else None


def printed_in(connection: Connection, occurrence_id: int) -> tuple[Printed, ...]:
    """The letters of an occurrence that were printed."""
    rows = connection.execute(_printed().where(letter.c.occurrence_id == occurrence_id).order_by(print_letter.c.batch))
    return tuple(Printed(**row._mapping) for row in rows)


def latest_printed(connection: Connection, member_id: str) -> Printed | None:
    """The letter that was printed last for a member, or None."""
    wanted = _printed().where(letter.c.member_id == member_id).order_by(print_batch.c.printed_at.desc(), print_letter.c.batch.desc())
    row = connection.execute(wanted.limit(1)).one_or_none()
    return Printed(**row._mapping) if row else None


def note_return(connection: Connection, returned: Returned) -> bool:
    """Write down that the post brought a letter back; False if that is known."""
    values = {name: getattr(returned, name) for name in Returned.__dataclass_fields__}
    return insert_if_new(connection, post_return, values, ("letter_id",))


def returns(connection: Connection) -> tuple[Returned, ...]:
    """All letters that came back, oldest first."""
    rows = connection.execute(select(post_return).order_by(post_return.c.entered_at, post_return.c.letter_id))
    return tuple(Returned(**row._mapping) for row in rows)


def failed_places(connection: Connection) -> frozenset[tuple[str, str]]:
    """Member ids with the postal address from which a letter to them came back."""
    return frozenset((row.member_id, row.place) for row in connection.execute(select(post_return.c.member_id, post_return.c.place)))


def _claim(connection: Connection, letter_ids: Sequence[str], now: datetime) -> int:
    mine = letter.c.id.in_(letter_ids) & (letter.c.state == LetterState.TO_PRINT)
    return connection.execute(update(letter).where(mine).values(state=LetterState.PRINTED, sent_at=now)).rowcount


def _portions(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + _PORTION] for start in range(0, len(ids), _PORTION))


def _waiting(row: Any) -> Waiting:
    return Waiting(row.id, row.member_id, row.occurrence_id, row.mailing_id, row.kind, unpack(row.packed, row.dictionary))


def _batches() -> Select[Any]:
    count = select(func.count()).where(print_letter.c.batch == print_batch.c.number).scalar_subquery().label("letters")
    columns: Iterable[Any] = (print_batch.c[name] for name in Batch.__dataclass_fields__ if name != "letters")
    return select(*columns, count)


def _printed() -> Select[Any]:
    joined = print_letter.join(print_batch).join(letter, letter.c.id == print_letter.c.letter_id)
    own = (print_letter.c.letter_id, print_letter.c.batch, print_letter.c.position)
    common = (print_batch.c.printed_at, print_batch.c.posted_on, print_batch.c.job_id)
    return select(*own, letter.c.member_id, letter.c.address, *common).select_from(joined)
