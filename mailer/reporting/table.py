"""How does the treasurer's report become a table for a spreadsheet?

One row per fact, so that it can be filtered: `;` between cells, UTF-8 with a byte order mark, decimals with a comma, as a German
Excel opens it. Its words stand in `templates/terminal/reporting.toml`.
"""

import csv
import io
from collections.abc import Iterator
from datetime import datetime, tzinfo
from decimal import Decimal

from mailer.model.composing import Attachment
from mailer.reporting.figures import TreasurerReport
from mailer.reporting.words import word
from mailer.texts import say

_COLUMNS = ("area", "name", "about", "state", "open", "reminded", "since", "advice")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_BYTE_ORDER_MARK = "\ufeff"


def report_table(report: TreasurerReport, zone: tzinfo) -> Attachment:
    """The report as a file, named for the day it was made."""
    written = io.StringIO()
    rows = csv.writer(written, delimiter=";", lineterminator="\r\n")
    rows.writerow(say(f"report_csv.{name}") for name in _COLUMNS)
    for row in _rows(report, zone):
        rows.writerow(harmless(row.get(name, "")) for name in _COLUMNS)
    name = say("report_csv.file", day=report.period_end.astimezone(zone).date().isoformat())
    return Attachment(name, "text/csv; charset=utf-8", (_BYTE_ORDER_MARK + written.getvalue()).encode())


def harmless(cell: str) -> str:
    """The cell as a spreadsheet takes it for text: what it would run as a formula gets an apostrophe in front."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _rows(report: TreasurerReport, zone: tzinfo) -> Iterator[dict[str, str]]:
    yield from _dues(report, zone)
    yield from _bounces(report, zone)
    yield from _left_out(report)
    yield from _silent(report)
    yield from _mailings(report, zone)


def _dues(report: TreasurerReport, zone: tzinfo) -> Iterator[dict[str, str]]:
    for line in report.dues:
        yield {
            "area": say("report_csv.dues"),
            "name": line.name,
            "about": line.words,
            "state": word("report_claim", line.claim or "none"),
            "open": _sum(line.open),
            "reminded": _day(line.reminded_at, zone),
            "since": _day(line.said_at, zone),
            "advice": say("report_csv.waits") if line.waits else "",
        }


def _bounces(report: TreasurerReport, zone: tzinfo) -> Iterator[dict[str, str]]:
    for line in report.bounces:
        reason = word("report_reason", line.reason)
        yield {
            "area": say("report_csv.bounces"),
            "name": line.name,
            "about": line.address,
            "state": f"{reason} ({line.status})" if line.status else reason,
            "since": _day(line.since, zone),
            "advice": word("report_advice", line.advice),
        }


def _left_out(report: TreasurerReport) -> Iterator[dict[str, str]]:
    for line in report.left_out:
        reason = word("report_left_out", line.reason)
        state = f"{reason} ({line.detail})" if line.detail else reason
        yield {"area": say("report_csv.left_out"), "name": line.name, "about": line.subject or line.mailing, "state": state}


def _silent(report: TreasurerReport) -> Iterator[dict[str, str]]:
    for event in report.silent:
        for name in event.names:
            yield {"area": say("report_csv.silent"), "name": name, "about": event.title, "state": say("report_csv.no_answer")}


def _mailings(report: TreasurerReport, zone: tzinfo) -> Iterator[dict[str, str]]:
    for line in report.mailings:
        yield {
            "area": say("report_csv.mailings"),
            "about": line.subject or line.mailing,
            "state": say("report_csv.sent", sent=line.sent, letters=line.letters),
            "since": _day(line.sent_at, zone),
        }


def _sum(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:.2f}".replace(".", ",")


def _day(moment: datetime | None, zone: tzinfo) -> str:
    return moment.astimezone(zone).strftime(say("report_csv.day")) if moment else ""
