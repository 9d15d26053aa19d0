"""What is in the outbox, and who looks for which letter?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select

from mailer.model.mail import LetterState, NewLetter, SentLetter
from mailer.store.notices import announce
from mailer.store.packing import pack, unpack
from mailer.store.tables import inbox, invitation, letter, occurrence


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
    connection.execute(insert(letter), [{**_values(new, dictionary), **common} for new in letters])
    told = [row for new in letters for row in _invitations(new)]
    if told:
        connection.execute(insert(invitation), told)
    if state is LetterState.QUEUED:
        announce(connection)


def by_id(connection: Connection, letter_id: str) -> SentLetter | None:
    """The letter of that id, or None."""
    return _one(connection, letter.c.id == letter_id)


def by_token(connection: Connection, token: str) -> SentLetter | None:
    """The letter with that reply token, or None."""
    return _one(connection, letter.c.token == token)


def by_message_ids(connection: Connection, message_ids: Sequence[str]) -> tuple[SentLetter, ...]:
    """The letters with one of these Message-IDs, in the order given."""
    rows = connection.execute(_sent().where(letter.c.message_id.in_(message_ids)))
    found = {row.message_id: _sent_letter(row) for row in rows}
    return tuple(found[name] for name in message_ids if name in found)


def by_calendar_uid(connection: Connection, uid: str) -> tuple[SentLetter, str] | None:
    """The newest letter that carried this UID, and the event that it stands for; None for a foreign UID."""
    told = _sent().add_columns(invitation.c.event_id).join(invitation, invitation.c.letter_id == letter.c.id)
    row = connection.execute(told.where(invitation.c.uid == uid).order_by(letter.c.created_at.desc()).limit(1)).one_or_none()
    return (_sent_letter(row), row.event_id) if row else None


def recent_to(connection: Connection, member_id: str, limit: int = 30) -> tuple[SentLetter, ...]:
    """The newest letters of mailings that this member got, newest first, acknowledgements left aside."""
    mine = (letter.c.member_id == member_id) & (letter.c.purpose == "mailing")
    rows = connection.execute(_sent().where(mine).order_by(letter.c.created_at.desc(), letter.c.id).limit(limit))
    return tuple(_sent_letter(row) for row in rows)


def answering(connection: Connection, inbox_id: int) -> SentLetter | None:
    """The acknowledgement that answers an incoming mail, or None."""
    return _one(connection, letter.c.answers_inbox_id == inbox_id)


def behind(connection: Connection, acknowledgement_id: str) -> SentLetter | None:
    """The letter that a member had answered when we sent this acknowledgement, or None."""
    joined = select(inbox.c.letter_id).join(letter, letter.c.answers_inbox_id == inbox.c.id)
    answered = connection.scalar(joined.where(letter.c.id == acknowledgement_id))
    return by_id(connection, answered) if answered else None


def acknowledged_mails_since(connection: Connection, member_id: str, since: datetime) -> tuple[int, ...]:
    """The incoming mails of this member that were acknowledged since a moment."""
    mine = (letter.c.member_id == member_id) & (letter.c.purpose == "acknowledgement") & (letter.c.created_at >= since)
    return tuple(connection.scalars(select(letter.c.answers_inbox_id).where(mine, letter.c.answers_inbox_id.is_not(None))))


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
    joined = letter.outerjoin(occurrence, letter.c.occurrence_id == occurrence.c.id)
    wanted = select(letter.c.raw, occurrence.c.dictionary).select_from(joined).where(letter.c.id == letter_id)
    row = connection.execute(wanted).one_or_none()
    return unpack(row.raw, row.dictionary) if row else None


def counts(connection: Connection, occurrence_id: int | None = None) -> dict[LetterState, int]:
    """How many letters are in each state, in all or of one occurrence."""
    wanted = select(letter.c.state, func.count()).group_by(letter.c.state)
    if occurrence_id is not None:
        wanted = wanted.where(letter.c.occurrence_id == occurrence_id)
    return {LetterState(state): number for state, number in connection.execute(wanted)}


def _values(new: NewLetter, dictionary: bytes | None) -> dict[str, Any]:
    return {
        "id": new.id,
        "token": new.token,
        "message_id": new.message_id,
        "channel": new.channel,
        "purpose": new.purpose,
        "subject": new.subject,
        "address": new.address,
        "envelope_from": new.envelope_from,
        "raw": pack(new.raw, dictionary),
        "in_doubt": new.in_doubt,
        "member_id": new.member_id,
    }


def _invitations(new: NewLetter) -> list[dict[str, Any]]:
    return [
        {"letter_id": new.id, "uid": told.uid, "event_id": told.event_id, "member_id": new.member_id, "sequence": told.sequence}
        for told in new.invitations
    ]


def _sent() -> Select[Any]:
    names = ("id", "member_id", "address", "message_id", "subject", "purpose", "created_at", "sent_at")
    mine = [letter.c[name] for name in names]
    about = [occurrence.c.job_id, occurrence.c.mailing_id, occurrence.c.kind, occurrence.c.event_ids]
    return select(*mine, *about).select_from(letter.outerjoin(occurrence, letter.c.occurrence_id == occurrence.c.id))


def _one(connection: Connection, condition: Any) -> SentLetter | None:
    row = connection.execute(_sent().where(condition).limit(1)).one_or_none()
    return _sent_letter(row) if row else None


def _sent_letter(row: Row[Any]) -> SentLetter:
    values = {name: getattr(row, name) for name in SentLetter.__dataclass_fields__ if name != "event_ids"}
    return SentLetter(**values, event_ids=tuple(row.event_ids or ()))


def _line(row: Row[Any]) -> LetterLine:
    values = dict(row._mapping)
    return LetterLine(**{**values, "state": LetterState(values["state"])})
