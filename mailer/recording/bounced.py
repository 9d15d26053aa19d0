"""What does a delivery report do? It is written down, and it counts only where our own token or Message-ID came back."""

from datetime import datetime

from sqlalchemy import Connection

from mailer.model.reading import Opened
from mailer.people.address_policy import suppressions
from mailer.recording.correlate import bounced_letters
from mailer.store import bounces


def record_bounce(connection: Connection, inbox_id: int, opened: Opened, now: datetime) -> tuple[str | None, str | None]:
    """Write a report down for each letter it is about, and what the address policy makes of it.

    Gives member id and letter id of the first, None for a foreign one.
    """
    report = opened.bounce
    about = bounced_letters(connection, opened)
    if report is None or not about:
        return None, None
    for letter in about:
        bounces.add(
            connection,
            letter.address,
            "delayed" if report.delayed else report.report_class,
            report.status,
            report.reason,
            report.words[:500],
            now,
            inbox_id=inbox_id,
            letter_id=letter.id,
            member_id=letter.member_id,
        )
        bounces.keep(connection, letter.address, suppressions(bounces.evidence_of(connection, letter.address)))
    return about[0].member_id, about[0].id
