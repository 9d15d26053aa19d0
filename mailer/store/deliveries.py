"""Whom did a mailing write to, and when?"""

from datetime import datetime

from sqlalchemy import Connection, func, select

from mailer.store.tables import letter, occurrence


def latest_to(connection: Connection, job_id: str, mailing_id: str, since: datetime) -> dict[str, datetime]:
    """The members to whom the mailing has written since a moment, each with the moment of the latest letter."""
    joined = letter.join(occurrence, letter.c.occurrence_id == occurrence.c.id)
    mine = (occurrence.c.job_id == job_id) & (occurrence.c.mailing_id == mailing_id) & (letter.c.created_at >= since)
    latest = select(letter.c.member_id, func.max(letter.c.created_at).label("at")).select_from(joined).where(mine)
    rows = connection.execute(latest.where(letter.c.member_id.is_not(None)).group_by(letter.c.member_id))
    return {row.member_id: row.at for row in rows}


def told_about(connection: Connection, event_id: str) -> dict[str, datetime]:
    """The members who got a letter of a mailing about an event, each with the moment of the latest; reports left aside."""
    about = [row.id for row in connection.execute(select(occurrence.c.id, occurrence.c.event_ids)) if event_id in row.event_ids]
    latest = select(letter.c.member_id, func.max(letter.c.created_at).label("at"))
    mine = letter.c.occurrence_id.in_(about) & letter.c.member_id.is_not(None)
    return {row.member_id: row.at for row in connection.execute(latest.where(mine).group_by(letter.c.member_id))}
