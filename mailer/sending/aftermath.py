"""What follows from a letter that failed in the session: the same entry as for a bounce that comes by mail."""

from collections.abc import Sequence

from sqlalchemy import Connection

from mailer.reading.bounces.codes import reason_of
from mailer.store import bounces, letters
from mailer.store.outbox import Settlement


def write_aftermath(connection: Connection, failed: Sequence[Settlement]) -> None:
    """Write down each failure as a report about its address; one that does not exist is written to no more."""
    for settlement in failed:
        letter = letters.by_id(connection, settlement.letter_id)
        if letter is None:
            continue
        words = settlement.reply or ""
        report_class = "permanent" if (settlement.code or 400) >= 500 else "temporary"
        reason = reason_of(settlement.status, words) if report_class == "permanent" else "expired"
        bounce_id = bounces.add(
            connection,
            letter.address,
            report_class,
            settlement.status,
            reason,
            words,
            settlement.at,
            letter_id=letter.id,
            member_id=letter.member_id,
        )
        if reason == "unknown":
            bounces.suppress(connection, letter.address, reason, bounce_id, settlement.at)
