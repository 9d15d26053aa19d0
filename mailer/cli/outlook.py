"""How does the calendar of what goes out look?"""

from datetime import timedelta
from itertools import groupby
from typing import Any

from mailer.app import Office
from mailer.cli.common import print_json, tell
from mailer.planning.outlook import Coming, coming
from mailer.texts import say


def show_calendar(opened: Office, weeks: int, as_json: bool) -> None:
    """Print what goes out in the next weeks, day by day."""
    now = opened.clock.now()
    with opened.store.look() as connection:
        found = coming(connection, opened.shelf.jobs, now, now + timedelta(weeks=weeks), opened.zone)
    if as_json:
        print_json([_row(each) for each in found])
    elif not found:
        tell("jobs.calendar_none", weeks=weeks)
    for day, mailings in groupby(found if not as_json else (), key=lambda each: each.at.astimezone(opened.zone).date()):
        tell("jobs.calendar_day", weekday=say("jobs.weekdays").split()[day.weekday()], day=day)
        for each in mailings:
            facts = {"at": each.at.astimezone(opened.zone), "job": each.job.id, "mailing": each.mailing.id}
            tell(f"jobs.calendar_{_way(each)}", **facts, people=each.people, after=each.after)


def _way(each: Coming) -> str:
    if each.off:
        return "off"
    if each.after is not None:
        return "after"
    return "people" if each.people is not None else "line"


def _row(each: Coming) -> dict[str, Any]:
    names = {"at": each.at, "job": each.job.id, "mailing": each.mailing.id}
    return {**names, "people": each.people, "after": each.after, "off": each.off}
