"""Which addresses sent mail back, and what should somebody do about each?"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from mailer.people.address_policy import advice
from mailer.reporting.words import in_order
from mailer.store import bounces, members
from mailer.store.bounces import BounceLine


@dataclass(frozen=True, slots=True)
class BouncedAddress:
    """One address of one member that sent mail back. `reason` is that of the latest report, or `complaint`; `status` its enhanced code
    (RFC 3463); `since` the first report, `last` the latest, `times` their number. `name` is empty where no member is behind it.
    `advice` is a key: corrected, ask_peace, ask_address, call, ask_provider, check_domain, wait or look."""

    name: str
    address: str
    reason: str
    status: str | None
    since: datetime
    last: datetime
    times: int
    temporary: bool
    suppressed: bool
    advice: str


def bounced_addresses(connection: Connection, start: datetime, now: datetime) -> tuple[BouncedAddress, ...]:
    """The addresses with a report since a moment, and those that a member still has and that get no mail at `now`."""
    suppressed = {entry.address for entry in bounces.suppressed(connection, now)}
    reports: dict[tuple[str | None, str], list[BounceLine]] = {}
    for report in bounces.every(connection):
        reports.setdefault((report.member_id, report.address), []).append(report)
    found = [_address(connection, group, group[-1].address in suppressed) for group in reports.values()]
    told = (line for line in found if line.last >= start or (line.suppressed and line.advice != "corrected"))
    return tuple(sorted(told, key=lambda line: (in_order(line.name), line.address)))


def _address(connection: Connection, reports: list[BounceLine], suppressed: bool) -> BouncedAddress:
    latest = reports[-1]
    member = members.by_id(connection, latest.member_id) if latest.member_id else None
    corrected = member is not None and (member.email or "").lower() not in {"", latest.address}
    return BouncedAddress(
        name=member.name if member else "",
        address=latest.address,
        reason="complaint" if latest.report_class == "complaint" else latest.reason,
        status=latest.status,
        since=reports[0].bounced_at,
        last=latest.bounced_at,
        times=len(reports),
        temporary=latest.report_class in {"temporary", "delayed"},
        suppressed=suppressed,
        advice="corrected" if corrected else advice(latest.report_class, latest.reason, latest.status, latest.words),
    )
