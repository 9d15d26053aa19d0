"""How does the treasurer get the report? As a letter to each address of the office, with a table attached, once per occurrence."""

import logging
from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy import Connection

from mailer.composing.writer import REPORT, Wish, Writer
from mailer.errors import DataError
from mailer.model.composing import ComposedLetter
from mailer.model.jobs import Kind
from mailer.model.mail import NewLetter, OccurrenceState
from mailer.reporting.figures import TreasurerReport, treasurer_report
from mailer.reporting.table import report_table
from mailer.store import letters, occurrences
from mailer.store.database import Store
from mailer.store.occurrences import NewOccurrence

TREASURER = "treasurer"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReportOrder:
    """A report that is due: which one (`key` names the occurrence, as for any mailing), written with which template, to which role
    at which addresses."""

    job_id: str
    mailing_id: str
    key: str
    due_at: datetime
    template: str
    role: str
    addresses: tuple[str, ...]


def queue_report(store: Store, writer: Writer, order: ReportOrder, now: datetime, zone: tzinfo) -> int | None:
    """Write the report to every address and queue all with their occurrence in one transaction; gives the number of letters, None if
    this occurrence went out before. The period begins where the last report of this mailing ended.

    Raises DataError for any role but the treasurer: dues are nobody else's business. Raises TemplateError or MissingFact before
    anything is queued.
    """
    if order.role != TREASURER or not order.addresses:
        raise DataError("report.only_treasurer", job=order.job_id, mailing=order.mailing_id, role=order.role)
    with store.look() as connection:
        report = treasurer_report(connection, now, zone, _last_time(connection, order))
    written = _write_all(writer, order, report, now, zone)
    with store.begin() as connection:
        occurrence_id = _open(connection, order, written, now)
        if occurrence_id is None:
            return None
        letters.queue(connection, written, now, occurrence_id=occurrence_id)
    log.info("report %s/%s: %d letters", order.job_id, order.mailing_id, len(written))
    return len(written)


def compose_report(writer: Writer, order: ReportOrder, report: TreasurerReport, now: datetime, zone: tzinfo) -> ComposedLetter:
    """The letter that the first address would get, for a preview. Raises TemplateError or MissingFact."""
    return writer.compose(_wish(order, report, order.addresses[0], now, zone))


def _last_time(connection: Connection, order: ReportOrder) -> datetime | None:
    earlier = occurrences.of_mailing(connection, order.job_id, order.mailing_id)
    ready = (found.planned_at for found in earlier if found.state is OccurrenceState.READY)
    return max(ready, default=None)


def _write_all(writer: Writer, order: ReportOrder, report: TreasurerReport, now: datetime, zone: tzinfo) -> list[NewLetter]:
    return [writer.write(_wish(order, report, address, now, zone)) for address in dict.fromkeys(order.addresses)]


def _wish(order: ReportOrder, report: TreasurerReport, address: str, now: datetime, zone: tzinfo) -> Wish:
    return Wish(
        unique=(order.job_id, order.mailing_id, order.key, address),
        template=order.template,
        purpose=REPORT,
        kind=Kind.REPORT,
        date=now,
        address=address,
        to_name="",
        attachments=(report_table(report, zone),),
        facts={"report": report},
    )


def _open(connection: Connection, order: ReportOrder, written: list[NewLetter], now: datetime) -> int | None:
    """Write the occurrence down, or take the one that waited for a person's word; None if it went out before."""
    subject = written[0].subject
    new = NewOccurrence(order.job_id, order.mailing_id, order.key, order.due_at, OccurrenceState.READY, Kind.REPORT, subject)
    opened = occurrences.open_once(connection, new, now)
    return opened if opened is not None else occurrences.answer_asking(connection, new, now)
