"""How does the board learn that letters wait for the printer? By one mail a day, as long as they wait."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from mailer.composing.writer import REPORT, Wish, Writer
from mailer.model.jobs import InDoubt, Job, Kind
from mailer.store import batches, letters
from mailer.store.database import Store

_TEMPLATE = "reports/to_print.md"


@dataclass(frozen=True, slots=True)
class Told:
    """What is told to whom: the letters of a job, and the last safe day to post them (None: nothing hangs on it)."""

    job: Job
    last_day: date | None
    addresses: tuple[str, ...]
    now: datetime
    zone: tzinfo


def tell_board(store: Store, writer: Writer, told: Told) -> int:
    """Queue the mail to each address that has not got it today; gives their number. Raises TemplateError."""
    with store.begin() as connection:
        waiting = len(batches.waiting(connection, told.job.id))
        if not waiting:
            return 0
        written = [writer.write(_wish(told, address, waiting)) for address in dict.fromkeys(told.addresses)]
        new = [letter for letter in written if letters.by_id(connection, letter.id) is None]
        letters.queue(connection, new, told.now)
    return len(new)


def _wish(told: Told, address: str, count: int) -> Wish:
    today = told.now.astimezone(told.zone).date().isoformat()
    return Wish(
        unique=("to-print", told.job.id, today, address),
        template=_TEMPLATE,
        purpose=REPORT,
        kind=Kind.REPORT,
        date=told.now,
        address=address,
        to_name="",
        in_doubt=InDoubt.RESEND,
        facts={"title": told.job.title, "job_id": told.job.id, "count": count, "last_day": told.last_day},
    )
