"""`deadlines`: until when may a convocation go out, on which way, and what does it lack?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mailer import convocation
from mailer.app import Office
from mailer.cli.common import HERE, Json, Workspace, console, moment, office, print_json, tell
from mailer.cli.tables import column_table
from mailer.convening import Deadline, Deadlines
from mailer.convening.notice import SOON
from mailer.convening.workdays import holiday_name
from mailer.later import later
from mailer.model.jobs import Job, Mailing
from mailer.model.mail import OccurrenceState
from mailer.people.ways import EMAIL, POST
from mailer.store import batches, magazine, occurrences
from mailer.texts import say

if TYPE_CHECKING:
    from mailer import paperwork
else:
    paperwork = later("mailer.paperwork")


@dataclass(frozen=True, slots=True)
class _Way:
    """One way of one convocation, and where it stands: `state` is a key of `deadlines.state_*`, `done` the day it went out."""

    deadline: Deadline
    state: str
    done: date | None


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("deadlines")(deadlines)


def deadlines(
    job: Annotated[str, typer.Argument(metavar="JOB", help="The job; default: all that convene a body.")] = "",
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Show until when a convocation may go out on each way, how that is counted, and what it lacks.

    Example: mailer deadlines stadtparteitag
    """
    with office(workspace) as opened:
        jobs = (opened.job(job),) if job else opened.shelf.jobs
        found = [(each, mailing, counted) for each in jobs for mailing in each.mailings if (counted := _counted(opened, each, mailing))]
        if as_json:
            print_json([_row(opened, each, mailing, counted) for each, mailing, counted in found])
            return
        if not found:
            tell("deadlines.none" if job else "deadlines.nothing", job=job)
            return
        for each, mailing, counted in found:
            _show(opened, each, mailing, counted)
        tell("deadlines.disclaimer")


def warn(opened: Office, job: Job, mailing: Mailing, override: str | None) -> None:
    """Tell what a convocation lacks before it is sent, and write down the word of a person who sends it late all the same."""
    for sentence in open_warnings(opened, job, mailing):
        tell("convening.warning", sentence=sentence)
    if override is None:
        return
    now = opened.clock.now()
    late = convocation.late_ways(opened.settings, job, mailing, frozenset({EMAIL, POST}), now, opened.zone)
    if not late:
        tell("convening.override_needless")
        return
    said = convocation.override(opened.store, job, mailing, late, override, now)
    tell("convening.overridden", who=said.said_by, moment=moment(said.said_at, opened), reason=said.reason)


def open_warnings(opened: Office, job: Job, mailing: Mailing) -> tuple[str, ...]:
    """What a convocation that has not gone out and is not over lacks, if it goes out when it is due, or now."""
    now, about = opened.clock.now(), job.events_of(mailing)
    if mailing.body is None or not about or about[0].start <= now or about[0].cancelled or _sent_on(opened, job, mailing):
        return ()
    at = max(now, mailing.when.at) if mailing.when.at else now
    found = convocation.warnings_of(opened.settings, job, mailing, at.astimezone(opened.zone).date(), opened.zone)
    return tuple(convocation.sentence(each) for each in found)


def _counted(opened: Office, job: Job, mailing: Mailing) -> Deadlines | None:
    return convocation.deadlines_of(opened.settings, job, mailing, opened.zone)


def _show(opened: Office, job: Job, mailing: Mailing, counted: Deadlines) -> None:
    console.print()
    heading = say("deadlines.heading", title=counted.body.title, meeting=_day(opened, counted.meeting), job=job.id, mailing=mailing.id)
    console.print(heading, style="bold", markup=False, soft_wrap=True)
    for line in _computation(opened, counted):
        console.print(line, markup=False, soft_wrap=True)
    table = column_table("deadlines", ("channel", "last_day", "arrives", "left", "state"))
    for way in _ways(opened, job, mailing, counted):
        deadline = way.deadline
        table.add_row(_name(deadline), _day(opened, deadline.last_day), _day(opened, deadline.arrives), *_standing(opened, way))
    console.print(table)
    for sentence in open_warnings(opened, job, mailing):
        tell("convening.warning", sentence=sentence)
    paperwork.write_for_unreached(opened.store, opened.writer, opened.settings, job, opened.clock.now(), opened.zone)
    with opened.store.look() as connection:
        waiting = len(batches.waiting(connection, job.id, mailing.id))
    if waiting:
        tell("deadlines.waiting", count=waiting, job=job.id)


def _computation(opened: Office, counted: Deadlines) -> Iterator[str]:
    body, post = counted.body, opened.settings.post
    days = {name: _day(opened, day) for name, day in (("ends", counted.period_ends), ("begins", counted.period_begins))}
    yield say("deadlines.period", notice=body.notice, counted=say(f"deadlines.counted_{body.counted_from}"), **days)
    if counted.motions_until is not None:
        yield say("deadlines.motions", motions=_day(opened, counted.motions_until))
    by_post = counted.of(POST)
    if by_post is not None and by_post.last_day is not None:
        saturdays = say("deadlines.saturdays_yes" if post.saturdays else "deadlines.saturdays_no")
        yield say("deadlines.post_days", days=post.days, saturdays=saturdays, state=post.state or say("deadlines.country"))
        passed = list(_holidays(opened, by_post.last_day, by_post.arrives or counted.period_begins))
        if passed:
            yield say("deadlines.holidays", days=", ".join(passed))


def _holidays(opened: Office, first: date, last: date) -> Iterator[str]:
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if name := holiday_name(day, opened.settings.post.time):
            yield say("deadlines.holiday", name=name, day=day)


def _ways(opened: Office, job: Job, mailing: Mailing, counted: Deadlines) -> tuple[_Way, ...]:
    today = opened.clock.now().astimezone(opened.zone).date()
    return tuple(_way(opened, job, mailing, deadline, today) for deadline in counted.channels)


def _way(opened: Office, job: Job, mailing: Mailing, deadline: Deadline, today: date) -> _Way:
    done, left = _done_on(opened, job, mailing, deadline.channel), deadline.days_left(today)
    if deadline.channel not in mailing.channels:
        return _Way(deadline, "not_used", None)
    if deadline.last_day is None or left is None:
        return _Way(deadline, "no_issue", done)
    if done is not None:
        return _Way(deadline, "sent" if done <= deadline.last_day else "sent_late", done)
    return _Way(deadline, "late" if left < 0 else "soon" if left <= SOON else "open", None)


def _done_on(opened: Office, job: Job, mailing: Mailing, channel: str) -> date | None:
    """The day on which a way was used: the latest batch for the post, the text for the magazine, the mailing itself by mail."""
    with opened.store.look() as connection:
        if channel == POST:
            moments = [batch.posted_on or batch.printed_at for batch in batches.of_mailing(connection, job.id, mailing.id)]
        elif channel == EMAIL:
            return _sent_on(opened, job, mailing)
        else:
            moments = [sent for _, sent, _ in magazine.of_mailing(connection, job.id, mailing.id) if sent]
    days = [_local(opened, each) for each in moments]
    return max(days, default=None)


def _sent_on(opened: Office, job: Job, mailing: Mailing) -> date | None:
    with opened.store.look() as connection:
        planned = occurrences.of_mailing(connection, job.id, mailing.id)
    ready = [each.planned_at for each in planned if each.state is OccurrenceState.READY]
    return _local(opened, ready[-1]) if ready else None


def _local(opened: Office, when: Any) -> date:
    day: date = when.astimezone(opened.zone).date() if hasattr(when, "astimezone") else when
    return day


def _name(deadline: Deadline) -> str:
    return say("deadlines.issue", issue=deadline.issue) if deadline.issue else say(f"deadlines.channel_{deadline.channel}")


def _standing(opened: Office, way: _Way) -> tuple[str, str]:
    left = way.deadline.days_left(opened.clock.now().astimezone(opened.zone).date())
    if left is None or way.done is not None:
        shown = "–"
    elif left == 0:
        shown = say("deadlines.left_today")
    else:
        shown = say("deadlines.left_days" if left > 0 else "deadlines.left_over", days=abs(left))
    return shown, say(f"deadlines.state_{way.state}", day=way.done)


def _day(opened: Office, day: date | None) -> str:
    return "–" if day is None else say("deadlines.day", weekday=say("deadlines.weekdays").split()[day.weekday()], day=day)


def _row(opened: Office, job: Job, mailing: Mailing, counted: Deadlines) -> dict[str, Any]:
    ways = [
        {
            "channel": way.deadline.channel,
            "last_day": way.deadline.last_day,
            "arrives": way.deadline.arrives,
            "issue": way.deadline.issue,
            "state": way.state,
            "done": way.done,
        }
        for way in _ways(opened, job, mailing, counted)
    ]
    names = {"job": job.id, "mailing": mailing.id, "body": counted.body.id, "meeting": counted.meeting}
    period = {"period_begins": counted.period_begins, "period_ends": counted.period_ends, "motions_until": counted.motions_until}
    return {**names, **period, "ways": ways, "warnings": open_warnings(opened, job, mailing)}
