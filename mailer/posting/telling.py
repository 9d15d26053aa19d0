"""How does the board learn that letters wait for the printer? By one mail a day, as long as they wait."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from mailer.composing.writer import Wish, Writer, to_role
from mailer.model.jobs import Job
from mailer.store import batches, letters, notifications
from mailer.store.database import Store

_TEMPLATE = "reports/to_print.md"
_TOPIC = "to-print"


@dataclass(frozen=True, slots=True)
class Told:
    """What is told to whom: the letters of a job, and the last safe day to post them (None: nothing hangs on it)."""

    job: Job
    last_day: date | None
    addresses: tuple[str, ...]
    now: datetime
    zone: tzinfo


def tell_board(store: Store, writer: Writer, told: Told) -> int:
    """Queue the mail to each address, unless that was done today; gives their number. Raises TemplateError."""
    today = told.now.astimezone(told.zone).date().isoformat()
    with store.begin() as connection:
        waiting = batches.count_waiting(connection, told.job.id)
        if not waiting or notifications.tell_once(connection, _TOPIC, told.job.id, today, told.now) is None:
            return 0
        written = [writer.write(_wish(told, today, address, waiting)) for address in dict.fromkeys(told.addresses)]
        letters.queue(connection, written, told.now)
    return len(written)


def _wish(told: Told, today: str, address: str, count: int) -> Wish:
    facts = {"title": told.job.title, "job_id": told.job.id, "count": count, "last_day": told.last_day}
    return to_role(_TEMPLATE, ("to-print", told.job.id, today, address), address, told.now, facts)
