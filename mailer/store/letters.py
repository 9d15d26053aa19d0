"""What is in the outbox, and who looks for which letter?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, bindparam, func, insert, select

from mailer.identity import LETTER_ID, letter_id_of
from mailer.model.mail import LetterState, NewLetter, SentLetter
from mailer.store.fixed import Fixed, among, insertion
from mailer.store.gathered import write
from mailer.store.memory import INVITED, forget, remember, remembered
from mailer.store.notices import announce
from mailer.store.packing import pack_all, unpack
from mailer.store.tables import inbox, invitation, letter, letter_body, occurrence

_ANSWERED, _BODY, _ACKNOWLEDGED = "answered letters", "bodies of letters", "acknowledged mails"
_WITH_OCCURRENCE = letter.outerjoin(occurrence, letter.c.occurrence_id == occurrence.c.id)
_OF_OCCURRENCE = ("job_id", "mailing_id", "kind", "event_ids")
_FIELDS = tuple(SentLetter.__dataclass_fields__)
_EVENTS = _FIELDS.index("event_ids")
_SENT = select(*((occurrence if name in _OF_OCCURRENCE else letter).c[name] for name in _FIELDS)).select_from(_WITH_OCCURRENCE)
_THESE = _SENT.where(among(letter.c.id))
_BODIES = select(letter_body.c.packed, occurrence.c.dictionary).select_from(_WITH_OCCURRENCE.join(letter_body))
_WITH_BODY = letter.join(letter_body)
_PACKED_BODIES = select(letter.c.id, letter.c.occurrence_id, letter_body.c.packed).select_from(_WITH_BODY).where(among(letter.c.id))
_ACKNOWLEDGEMENTS = (
    select(letter.c.member_id, letter.c.answers_inbox_id, letter.c.created_at)
    .where(among(letter.c.member_id), letter.c.purpose == "acknowledgement", letter.c.answers_inbox_id.is_not(None))
    .order_by(letter.c.number)
)


def _beside(table: Table, number: str, *names: str) -> Fixed:
    """Rows beside the letters: what is bound by these names, and in the column `number` that of the letter whose id is bound as `of`."""
    bound = [bindparam(name, type_=table.c[name].type) for name in names]
    return Fixed(insert(table).from_select([number, *names], select(letter.c.number, *bound).where(letter.c.id == bindparam("of"))))


_QUEUED = insertion(
    letter,
    *("id", "channel", "purpose", "subject", "address", "envelope_from", "in_doubt", "member_id", "occurrence_id", "answers_inbox_id"),
    *("state", "attempts", "doubts", "created_at", "next_attempt_at"),
)
_PACKED = _beside(letter_body, "number", "packed")
_INVITED = _beside(invitation, "letter_number", "uid", "event_id", "sequence")


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter as lists and reports show it."""

    id: str
    occurrence_id: int | None
    member_id: str | None
    purpose: str
    subject: str
    address: str
    state: LetterState
    attempts: int
    doubts: int
    created_at: datetime
    sent_at: datetime | None
    smtp_code: int | None
    smtp_status: str | None
    smtp_reply: str | None


def queue(
    connection: Connection,
    letters: Sequence[NewLetter],
    now: datetime,
    occurrence_id: int | None = None,
    answers_inbox_id: int | None = None,
    state: LetterState = LetterState.QUEUED,
    dictionary: bytes | None = None,
) -> None:
    """Put letters into the outbox, with the events that they invite to. `dictionary` must be the one of their occurrence."""
    if not letters:
        return
    common = {
        "occurrence_id": occurrence_id,
        "answers_inbox_id": answers_inbox_id,
        "state": state,
        "attempts": 0,
        "doubts": 0,
        "created_at": now,
        "next_attempt_at": now,
    }
    write(connection, _QUEUED, [{**_values(new), **common} for new in letters])
    bodies = pack_all((new.raw for new in letters), dictionary)
    packed = [{"of": new.id, "packed": body} for new, body in zip(letters, bodies, strict=True)]
    write(connection, _PACKED, packed)
    told = [row for new in letters for row in _invitations(new)]
    if told:
        write(connection, _INVITED, told)
        forget(connection, INVITED, *(new.member_id for new in letters))
    if answers_inbox_id is not None:
        forget(connection, _ACKNOWLEDGED, *(new.member_id for new in letters))
    if state is LetterState.QUEUED:
        announce(connection)


def by_id(connection: Connection, letter_id: str) -> SentLetter | None:
    """The letter of that id, or None."""
    return _one(connection, letter.c.id == letter_id)


def by_token(connection: Connection, token: str) -> SentLetter | None:
    """The letter with that reply token, or None."""
    found = _one(connection, letter.c.id.between(token, token.ljust(LETTER_ID, "z")))
    return found if found is not None and found.id.startswith(token) else None


def by_message_ids(connection: Connection, message_ids: Sequence[str]) -> tuple[SentLetter, ...]:
    """The letters with one of these Message-IDs, in the order given."""
    ids = tuple(letter_id_of(name) for name in message_ids)
    return remembered(connection, _ANSWERED, ids, lambda: _by_ids(connection, ids)) if ids else ()


def foresee(connection: Connection, references: Iterable[Sequence[str]]) -> list[SentLetter]:
    """Learn at once which letters these lists of Message-IDs name; gives the letters."""
    asked = {tuple(letter_id_of(name) for name in names) for names in references if names}
    found = {known.id: known for known in _by_ids(connection, tuple({letter_id for ids in asked for letter_id in ids}))}
    remember(connection, _ANSWERED, {ids: tuple(found[name] for name in ids if name in found) for ids in asked})
    return list(found.values())


def foresee_sent(connection: Connection, references: Iterable[Sequence[str]]) -> None:
    """Learn at once the bytes of the letters that these lists of Message-IDs name."""
    ids = {letter_id_of(name) for names in references for name in names}
    if not ids:
        return
    packed = connection.execute(_PACKED_BODIES, {"ids": list(ids)}).all()
    wanted = select(occurrence.c.id, occurrence.c.dictionary).where(occurrence.c.id.in_(list({row.occurrence_id for row in packed})))
    dictionaries = {row.id: row.dictionary for row in connection.execute(wanted)}
    remember(connection, _BODY, {row.id: (row.packed, dictionaries.get(row.occurrence_id)) for row in packed})


def by_calendar_uid(connection: Connection, uid: str) -> tuple[SentLetter, str] | None:
    """The newest letter that carried this UID, and the event that it stands for; None for a foreign UID."""
    told = _sent().add_columns(invitation.c.event_id).join(invitation, invitation.c.letter_number == letter.c.number)
    row = connection.execute(told.where(invitation.c.uid == uid).order_by(letter.c.created_at.desc()).limit(1)).one_or_none()
    return (_sent_letter(row), row.event_id) if row else None


def recent_to(connection: Connection, member_id: str, limit: int = 30) -> tuple[SentLetter, ...]:
    """The newest letters of mailings that this member got, newest first, acknowledgements left aside."""
    mine = (letter.c.member_id == member_id) & (letter.c.purpose == "mailing")
    rows = connection.execute(_sent().where(mine).order_by(letter.c.created_at.desc(), letter.c.id).limit(limit))
    return tuple(_sent_letter(row) for row in rows)


def answering(connection: Connection, inbox_id: int) -> SentLetter | None:
    """The acknowledgement that answers an incoming mail, or None."""
    return _one(connection, (letter.c.answers_inbox_id == inbox_id) & (letter.c.purpose == "acknowledgement"))


def answer_to(connection: Connection, inbox_id: int) -> SentLetter | None:
    """The latest letter of any kind that answers an incoming mail, or None."""
    row = connection.execute(_sent().where(letter.c.answers_inbox_id == inbox_id).order_by(letter.c.number.desc()).limit(1)).one_or_none()
    return _sent_letter(row) if row else None


def behind(connection: Connection, acknowledgement_id: str) -> SentLetter | None:
    """The letter that a member had answered when we sent this acknowledgement, or None."""
    joined = select(inbox.c.letter_id).join(letter, letter.c.answers_inbox_id == inbox.c.id)
    answered = connection.scalar(joined.where(letter.c.id == acknowledgement_id))
    return by_id(connection, answered) if answered else None


def acknowledged_mails_since(connection: Connection, member_id: str, since: datetime) -> tuple[int, ...]:
    """The incoming mails of this member that were acknowledged since a moment."""
    known = remembered(connection, _ACKNOWLEDGED, member_id, lambda: _acknowledged(connection, (member_id,), since)[member_id])
    return tuple(inbox_id for inbox_id, moment in known if moment >= since)


def foresee_acknowledged(connection: Connection, member_ids: Sequence[str], since: datetime) -> None:
    """Learn at once which mails of these members were acknowledged since a moment; nobody may ask about an earlier one afterwards."""
    remember(connection, _ACKNOWLEDGED, _acknowledged(connection, member_ids, since))


def _acknowledged(connection: Connection, member_ids: Sequence[str], since: datetime) -> dict[str, tuple[tuple[int, datetime], ...]]:
    """Which mails of these members were acknowledged since a moment, and when."""
    wanted = _ACKNOWLEDGEMENTS.where(letter.c.created_at >= since)
    found: dict[str, list[tuple[int, datetime]]] = {member_id: [] for member_id in member_ids}
    for member_id, inbox_id, moment in connection.execute(wanted, {"ids": member_ids}):
        found[member_id].append((inbox_id, moment))
    return {member_id: tuple(mails) for member_id, mails in found.items()}


def lines(connection: Connection, state: LetterState | None = None, occurrence_id: int | None = None) -> tuple[LetterLine, ...]:
    """Letters for a list, oldest first, of one state or of one occurrence."""
    columns = [letter.c[name] for name in LetterLine.__dataclass_fields__]
    wanted = select(*columns).order_by(letter.c.created_at, letter.c.id)
    if state is not None:
        wanted = wanted.where(letter.c.state == state)
    if occurrence_id is not None:
        wanted = wanted.where(letter.c.occurrence_id == occurrence_id)
    return tuple(_line(row) for row in connection.execute(wanted))


def raw(connection: Connection, letter_id: str) -> bytes | None:
    """The bytes of a letter as they go over the wire."""
    row = packed_raw(connection, letter_id)
    return unpack(*row) if row else None


def packed_raw(connection: Connection, letter_id: str) -> tuple[bytes, bytes | None] | None:
    """The bytes of a letter as they are kept, and the dictionary that unpacks them."""
    return remembered(connection, _BODY, letter_id, lambda: _body(connection, letter_id))


def counts(connection: Connection, occurrence_id: int | None = None) -> dict[LetterState, int]:
    """How many letters are in each state, in all or of one occurrence."""
    wanted = select(letter.c.state, func.count()).group_by(letter.c.state)
    if occurrence_id is not None:
        wanted = wanted.where(letter.c.occurrence_id == occurrence_id)
    return {LetterState(state): number for state, number in connection.execute(wanted)}


def _values(new: NewLetter) -> dict[str, Any]:
    return {
        "id": new.id,
        "channel": new.channel,
        "purpose": new.purpose,
        "subject": new.subject,
        "address": new.address,
        "envelope_from": new.envelope_from,
        "in_doubt": new.in_doubt,
        "member_id": new.member_id,
    }


def _invitations(new: NewLetter) -> list[dict[str, Any]]:
    return [{"of": new.id, "uid": told.uid, "event_id": told.event_id, "sequence": told.sequence} for told in new.invitations]


def _sent() -> Select[Any]:
    return _SENT


def _by_ids(connection: Connection, ids: Sequence[str]) -> tuple[SentLetter, ...]:
    """The letters of these ids that are there, in the order given."""
    found = {row.id: _sent_letter(row) for row in connection.execute(_THESE, {"ids": ids}).all()}
    return tuple(found[letter_id] for letter_id in ids if letter_id in found)


def _body(connection: Connection, letter_id: str) -> tuple[bytes, bytes | None] | None:
    """The packed bytes of a letter and what unpacks them."""
    row = connection.execute(_BODIES.where(letter.c.id == letter_id)).one_or_none()
    return (row.packed, row.dictionary) if row else None


def _one(connection: Connection, condition: Any) -> SentLetter | None:
    row = connection.execute(_sent().where(condition).limit(1)).one_or_none()
    return _sent_letter(row) if row else None


def _sent_letter(row: Row[Any]) -> SentLetter:
    """The letter of a row of `_SENT`; hundreds are read at once, so nothing is looked up by name here."""
    values = list(row[: len(_FIELDS)])
    values[_EVENTS] = tuple(values[_EVENTS] or ())
    return SentLetter(*values)


def _line(row: Row[Any]) -> LetterLine:
    values = dict(row._mapping)
    return LetterLine(**{**values, "state": LetterState(values["state"])})
