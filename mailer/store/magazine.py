"""Which texts went to the editor of the member magazine?"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from mailer.store.database import insert_if_new
from mailer.store.paper_tables import magazine_text
from mailer.store.tables import letter


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A text for one issue. `letter_id` is the letter that carried it, `digest` the SHA-256 of its Markdown."""

    job_id: str
    mailing_id: str
    issue: str
    letter_id: str
    digest: str
    queued_at: datetime


def hand_in_once(connection: Connection, text: HandedIn) -> bool:
    """Write down that a text goes to the editor; False if one of this mailing did for this issue."""
    values = {name: getattr(text, name) for name in HandedIn.__dataclass_fields__}
    return insert_if_new(connection, magazine_text, values, ("job_id", "mailing_id", "issue"))


def of_mailing(connection: Connection, job_id: str, mailing_id: str) -> tuple[tuple[HandedIn, datetime | None, str], ...]:
    """The texts of a mailing, oldest first, each with when its letter left and the letter's state."""
    mine = (magazine_text.c.job_id == job_id) & (magazine_text.c.mailing_id == mailing_id)
    joined = magazine_text.join(letter, letter.c.id == magazine_text.c.letter_id)
    columns = [magazine_text.c[name] for name in HandedIn.__dataclass_fields__]
    wanted = select(*columns, letter.c.sent_at, letter.c.state).select_from(joined).where(mine).order_by(magazine_text.c.queued_at)
    return tuple((HandedIn(*row[: len(columns)]), row.sent_at, row.state) for row in connection.execute(wanted))
