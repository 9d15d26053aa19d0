"""Whose own day has come, for a mailing that goes out on such days?"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta, tzinfo

from sqlalchemy import Connection

from mailer.model.jobs import Job, Mailing, Personal
from mailer.model.people import Member
from mailer.people.own_days import latest_turn
from mailer.planning.moment_words import on_the_wall
from mailer.store import deliveries, members, occurrences

_PORTION = 1000


def whose_turn(connection: Connection, job: Job, mailing: Mailing, now: datetime, zone: tzinfo) -> dict[str, datetime]:
    """The members whose day has come and whom the mailing has not written to since, each with the moment of their turn.

    Days before the service first saw the mailing, and such as lie longer back than `too_late_after`, are let go. So nobody who comes
    into the address book late is forgotten, and a new file does not write to everybody who ever joined.
    """
    personal = mailing.when.personal
    if personal is None:
        return {}
    seen = occurrences.first_seen(connection, job.id, mailing.id, now)
    since = max(seen, now - mailing.too_late_after)
    turns = {member.id: at for member, at in _turns(connection, personal, now, zone) if at >= since}
    if not turns:
        return {}
    written = deliveries.latest_to(connection, job.id, mailing.id, min(turns.values()))
    return {member_id: at for member_id, at in turns.items() if member_id not in written or written[member_id] < at}


def next_turn(personal: Personal, now: datetime, zone: tzinfo) -> datetime:
    """When it is time to look again whose day it is."""
    today = now.astimezone(zone).date()
    return next(at for day in (today, today + timedelta(days=1), today + timedelta(days=2)) if (at := _at(personal, day, zone)) > now)


def _turns(connection: Connection, personal: Personal, now: datetime, zone: tzinfo) -> Iterator[tuple[Member, datetime]]:
    today = now.astimezone(zone).date()
    after = ""
    while page := members.page(connection, after, _PORTION):
        after = page[-1].id
        for member in page:
            day = latest_turn(member, personal, today)
            if day is not None and (at := _at(personal, day, zone)) <= now:
                yield member, at


def _at(personal: Personal, day: date, zone: tzinfo) -> datetime:
    return on_the_wall(datetime.combine(day, personal.at), zone)
