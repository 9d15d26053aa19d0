"""Which members were asked whether an unproven mail is theirs, and what came of it?"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from mailer.model.book import Round
from mailer.model.reading import Finding
from mailer.store.fixed import among
from mailer.store.memory import forget, remember, remembered
from mailer.store.tables import confirmation

_OF_LETTER = "rounds"
_OF_LETTERS = select(confirmation).where(among(confirmation.c.letter_id))


def begin(
    connection: Connection,
    member_id: str,
    inbox_id: int,
    letter_id: str,
    findings: Sequence[Finding],
    received_at: datetime,
    now: datetime,
    expires_at: datetime,
) -> None:
    """Write down that a member is asked by this letter."""
    values = {
        "member_id": member_id,
        "inbox_id": inbox_id,
        "letter_id": letter_id,
        "findings": [asdict(finding) for finding in findings],
        "received_at": received_at,
        "asked_at": now,
        "expires_at": expires_at,
    }
    connection.execute(insert(confirmation), [values])
    forget(connection, _OF_LETTER)


def of_letter(connection: Connection, letter_id: str) -> Round | None:
    """The round that this letter began, or None."""
    return remembered(connection, _OF_LETTER, letter_id, lambda: next(iter(_of_letters(connection, (letter_id,))), None))


def foresee(connection: Connection, letter_ids: Sequence[str]) -> None:
    """Learn at once which of these letters began a round."""
    known = {found.letter_id: found for found in _of_letters(connection, letter_ids)}
    remember(connection, _OF_LETTER, {letter_id: known.get(letter_id) for letter_id in letter_ids})


def _of_letters(connection: Connection, letter_ids: Sequence[str]) -> tuple[Round, ...]:
    return tuple(map(_round, connection.execute(_OF_LETTERS, {"ids": letter_ids})))


def open_ones(connection: Connection) -> tuple[Round, ...]:
    """All rounds without an outcome, oldest first."""
    rows = connection.execute(select(confirmation).where(confirmation.c.outcome.is_(None)).order_by(confirmation.c.id))
    return tuple(_round(row) for row in rows)


def settle(connection: Connection, round_id: int, outcome: str, now: datetime, answer_inbox_id: int | None = None) -> bool:
    """Close a round; False if it was closed before."""
    mine = (confirmation.c.id == round_id) & confirmation.c.outcome.is_(None)
    values = {"outcome": outcome, "settled_at": now, "answer_inbox_id": answer_inbox_id}
    forget(connection, _OF_LETTER)
    return connection.execute(update(confirmation).where(mine).values(values)).rowcount == 1


def _round(row: Row[Any]) -> Round:
    findings = tuple(Finding(**{**values, "what": tuple(values["what"])}) for values in row.findings)
    return Round(row.id, row.member_id, row.inbox_id, row.letter_id, findings, row.received_at, row.asked_at, row.expires_at, row.outcome)
