"""What happens when the post brings a letter back? It is written down, its address is used no more, and the board hears of it."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from mailer.composing.writer import Writer, to_role
from mailer.errors import DataError
from mailer.store import batches, letters, members
from mailer.store.batches import Printed, Returned
from mailer.store.database import Store

_NUMBER = re.compile(r"(\d+)-(\d{1,4})", re.ASCII)
_TEMPLATE = "reports/returned.md"


@dataclass(frozen=True, slots=True)
class Return:
    """A letter that came back, with whose it was. `known`: it had been entered before."""

    number: str
    name: str
    place: str
    known: bool


def note_return(store: Store, writer: Writer, named: str, reason: str, who: str, board: tuple[str, ...], now: datetime) -> Return:
    """Enter a letter that came back. `named` is the number on the letter (`3-017`) or a member's id: then the latest letter is meant.

    Raises DataError where there is no such letter, TemplateError where the board cannot be told.
    """
    with store.begin() as connection:
        letter = _letter(connection, named)
        member = members.by_id(connection, letter.member_id)
        entry = Returned(letter.letter_id, letter.member_id, letter.address, reason, now, who)
        new = batches.note_return(connection, entry)
        name = member.name if member else letter.member_id
        if new:
            _tell(
                connection, writer, letter, {"name": name, "reason": reason, "place": letter.address, "number": letter.number}, board, now
            )
    return Return(letter.number, name, letter.address, not new)


def _letter(connection: Connection, named: str) -> Printed:
    number = _NUMBER.fullmatch(named.strip())
    found = batches.printed(connection, int(number[1]), int(number[2])) if number else batches.latest_printed(connection, named.strip())
    if found is None:
        raise DataError("posting.no_letter", named=named)
    return found


def _tell(connection: Connection, writer: Writer, letter: Printed, facts: dict[str, str], board: tuple[str, ...], now: datetime) -> None:
    for address in dict.fromkeys(board):
        wish = to_role(_TEMPLATE, ("returned", letter.letter_id, address), address, now, {**facts, "job_id": letter.job_id})
        letters.queue(connection, [writer.write(wish)], now)
