"""Which drafts were shown to whom, what was said about them, and for whom were they released?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from mailer.store.database import insert_if_new
from mailer.store.fixed import among
from mailer.store.memory import forget, remember, remembered
from mailer.store.release_tables import draft, draft_letter, draft_word

_SHOWN = "drafts shown"
_OF_LETTERS = select(draft_letter).where(among(draft_letter.c.letter_id))


class DraftState(StrEnum):
    """ASKED: waits for a word. RELEASED and STOPPED: by somebody's word. REPLACED: what was shown has changed since."""

    ASKED = "asked"
    RELEASED = "released"
    STOPPED = "stopped"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Draft:
    """What was shown of one mailing at one moment. `digest` stands for its content, `people` is how many were to get it.

    `frozen` are the ids of the members for whom it was released; None where it was not, or where each member has a day of their own.
    """

    id: int
    job_id: str
    mailing_id: str
    key: str
    digest: str
    state: DraftState
    due_at: datetime | None
    people: int
    asked_at: datetime
    decided_at: datetime | None
    decided_by: str | None
    frozen: frozenset[str] | None
    reminded_at: datetime | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A letter that shows a draft, and the roles that may decide by answering it."""

    letter_id: str
    draft_id: int
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """What somebody at a role's address answered to a draft; `words` are their own."""

    inbox_id: int
    draft_id: int
    address: str
    role: str
    words: str
    message_id: str
    references: tuple[str, ...]
    subject: str
    received_at: datetime


_WORD = [draft_word.c[name] for name in Word.__dataclass_fields__]


def show_once(
    connection: Connection, job_id: str, mailing_id: str, key: str, digest: str, due_at: datetime | None, people: int, now: datetime
) -> Draft | None:
    """Write a draft down; older ones of the same moment are replaced by it. None where it was shown before.

    One that was replaced and comes back (somebody took a change back) is asked about anew.
    """
    values: dict[str, Any] = {"job_id": job_id, "mailing_id": mailing_id, "key": key, "digest": digest, "state": DraftState.ASKED}
    values |= {"due_at": due_at, "people": people, "asked_at": now}
    fresh = insert_if_new(connection, draft, values, ("job_id", "mailing_id", "key", "digest"))
    if not fresh:
        back = {**values, "decided_at": None, "decided_by": None, "frozen": None, "reminded_at": None}
        gone = _of(job_id, mailing_id, key) & (draft.c.digest == digest) & (draft.c.state == DraftState.REPLACED)
        fresh = connection.execute(update(draft).where(gone).values(back)).rowcount == 1
    if not fresh:
        return None
    older = _of(job_id, mailing_id, key) & (draft.c.digest != digest)
    connection.execute(update(draft).where(older).values(state=DraftState.REPLACED))
    return standing(connection, job_id, mailing_id, key)


def standing(connection: Connection, job_id: str, mailing_id: str, key: str) -> Draft | None:
    """The draft of a moment that holds now, or None."""
    wanted = select(draft).where(_of(job_id, mailing_id, key), draft.c.state != DraftState.REPLACED)
    row = connection.execute(wanted).one_or_none()
    return _draft(row) if row else None


def had_another(connection: Connection, shown: Draft) -> bool:
    """Whether something else was shown for the same moment before."""
    mine = _of(shown.job_id, shown.mailing_id, shown.key) & (draft.c.digest != shown.digest)
    return connection.scalar(select(draft.c.id).where(mine).limit(1)) is not None


def by_id(connection: Connection, draft_id: int) -> Draft | None:
    """The draft of that id, or None."""
    row = connection.execute(select(draft).where(draft.c.id == draft_id)).one_or_none()
    return _draft(row) if row else None


def latest_of(connection: Connection, job_id: str, mailing_id: str) -> Draft | None:
    """The newest draft of a mailing that holds, whatever its moment; None for none."""
    mine = (draft.c.job_id == job_id) & (draft.c.mailing_id == mailing_id) & (draft.c.state != DraftState.REPLACED)
    row = connection.execute(select(draft).where(mine).order_by(draft.c.asked_at.desc(), draft.c.id.desc()).limit(1)).one_or_none()
    return _draft(row) if row else None


def undecided(connection: Connection) -> tuple[Draft, ...]:
    """All drafts that wait for a word or were stopped, oldest first."""
    wanted = select(draft).where(draft.c.state.in_((DraftState.ASKED, DraftState.STOPPED))).order_by(draft.c.id)
    return tuple(_draft(row) for row in connection.execute(wanted))


def decided(connection: Connection) -> tuple[Draft, ...]:
    """All drafts that are released or stopped now, the earliest word first."""
    told = draft.c.state.in_((DraftState.RELEASED, DraftState.STOPPED))
    return tuple(_draft(row) for row in connection.execute(select(draft).where(told).order_by(draft.c.decided_at, draft.c.id)))


def release(connection: Connection, draft_id: int, who: str, frozen: Iterable[str] | None, now: datetime) -> bool:
    """Release a draft for these members; False if it was released or replaced meanwhile."""
    people = None if frozen is None else sorted(frozen)
    return _decide(connection, draft_id, (DraftState.ASKED, DraftState.STOPPED), DraftState.RELEASED, who, people, now)


def stop(connection: Connection, draft_id: int, who: str, now: datetime) -> bool:
    """Stop a draft, a released one too; False if it was stopped or replaced meanwhile."""
    return _decide(connection, draft_id, (DraftState.ASKED, DraftState.RELEASED), DraftState.STOPPED, who, None, now)


def withdraw(connection: Connection, draft_id: int) -> None:
    """What was shown does not come any more: its mailing is gone from the job files, or its moment is."""
    connection.execute(update(draft).where(draft.c.id == draft_id).values(state=DraftState.REPLACED))


def move(connection: Connection, draft_id: int, due_at: datetime | None) -> None:
    """The mailing goes out at another moment than it was shown with."""
    connection.execute(update(draft).where(draft.c.id == draft_id).values(due_at=due_at))


def mark_reminded(connection: Connection, draft_id: int, now: datetime) -> bool:
    """Note that the roles were reminded; False if they were before."""
    mine = (draft.c.id == draft_id) & draft.c.reminded_at.is_(None)
    return connection.execute(update(draft).where(mine).values(reminded_at=now)).rowcount == 1


def add_letter(connection: Connection, letter_id: str, draft_id: int, roles: Sequence[str]) -> None:
    """Note that a letter shows this draft."""
    connection.execute(insert(draft_letter).values(letter_id=letter_id, draft_id=draft_id, roles=list(roles)))
    forget(connection, _SHOWN)


def of_letter(connection: Connection, letter_id: str) -> Shown | None:
    """What this letter shows, or None."""
    return remembered(connection, _SHOWN, letter_id, lambda: next(iter(_of_letters(connection, (letter_id,))), None))


def foresee(connection: Connection, letter_ids: Sequence[str]) -> None:
    """Learn at once which of these letters show a draft."""
    known = {shown.letter_id: shown for shown in _of_letters(connection, letter_ids)}
    remember(connection, _SHOWN, {letter_id: known.get(letter_id) for letter_id in letter_ids})


def _of_letters(connection: Connection, letter_ids: Sequence[str]) -> tuple[Shown, ...]:
    rows = connection.execute(_OF_LETTERS, {"ids": letter_ids})
    return tuple(Shown(row.letter_id, row.draft_id, tuple(row.roles)) for row in rows)


def hand_over(connection: Connection, word: Word) -> None:
    """Keep what came back, for releasing to decide."""
    values = {name: getattr(word, name) for name in Word.__dataclass_fields__}
    connection.execute(insert(draft_word).values({**values, "references": list(word.references)}))


def words_waiting(connection: Connection) -> tuple[Word, ...]:
    """What nobody has dealt with yet, in the order of arrival."""
    wanted = select(*_WORD).where(draft_word.c.settled_at.is_(None)).order_by(draft_word.c.inbox_id)
    return tuple(Word(**{**row._mapping, "references": tuple(row.references)}) for row in connection.execute(wanted))


def word_of(connection: Connection, inbox_id: int) -> Word | None:
    """What this mail said about a draft, or None for a mail that answers none."""
    row = connection.execute(select(*_WORD).where(draft_word.c.inbox_id == inbox_id)).one_or_none()
    return Word(**{**row._mapping, "references": tuple(row.references)}) if row else None


def settle_word(connection: Connection, inbox_id: int, now: datetime) -> bool:
    """Take a word in hand; False if somebody else has."""
    mine = (draft_word.c.inbox_id == inbox_id) & draft_word.c.settled_at.is_(None)
    return connection.execute(update(draft_word).where(mine).values(settled_at=now)).rowcount == 1


def _decide(
    connection: Connection,
    draft_id: int,
    before: tuple[DraftState, ...],
    after: DraftState,
    who: str,
    people: list[str] | None,
    now: datetime,
) -> bool:
    mine = (draft.c.id == draft_id) & draft.c.state.in_(before)
    values = {"state": after, "decided_at": now, "decided_by": who, "frozen": people}
    return connection.execute(update(draft).where(mine).values(values)).rowcount == 1


def _of(job_id: str, mailing_id: str, key: str) -> Any:
    return (draft.c.job_id == job_id) & (draft.c.mailing_id == mailing_id) & (draft.c.key == key)


def _draft(row: Row[Any]) -> Draft:
    values = {name: getattr(row, name) for name in Draft.__dataclass_fields__}
    return Draft(**{**values, "state": DraftState(row.state), "frozen": None if row.frozen is None else frozenset(row.frozen)})
