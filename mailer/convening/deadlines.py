"""Which is the last safe day of each way, counted backwards from the meeting?

The day from which the period runs is not counted (BGB section 187 (1)); the period ends with its last day (section 188 (1)), and the
meeting is on the day after that at the earliest. A mail arrives on the day it is sent. Where the period runs from receipt, a letter must
be posted so many working days before. Whether Saturdays and holidays move a period that is counted backwards (section 193) is disputed:
the day here is the earlier, safe one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from mailer.convening.workdays import latest_working_day, working_days_before
from mailer.model.bodies import Body, CountedFrom, Issue, PostTime

EMAIL, POST, MAGAZINE = "email", "post", "magazine"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last safe day of one way.

    `last_day` is the day to send, to post, or to hand the text in; None where no issue of the magazine is in time. `arrives` is
    the day on which it is there; `issue` the magazine's issue.
    """

    channel: str
    last_day: date | None
    arrives: date | None
    issue: str = ""

    def days_left(self, today: date) -> int | None:
        """Days until the last safe day, negative when it has passed; None where there is none."""
        return None if self.last_day is None else (self.last_day - today).days


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The computation for one meeting. `period_begins` is the last day from which the period may run, `period_ends` its last day."""

    body: Body
    meeting: date
    period_begins: date
    period_ends: date
    motions_until: date | None
    channels: tuple[Deadline, ...]

    def of(self, channel: str) -> Deadline | None:
        """The deadline of one way, or None where the body does not ask for it."""
        return next((found for found in self.channels if found.channel == channel), None)


def deadlines_for(body: Body, meeting: date, post: PostTime, issues: Iterable[Issue] = ()) -> Deadlines:
    """The last safe day of each way that the body's rules name."""
    ends = meeting - timedelta(days=1)
    begins = ends - timedelta(days=body.notice)
    motions = meeting - timedelta(days=body.motions) if body.motions is not None else None
    ways = tuple(_deadline(channel, body, begins, post, tuple(issues)) for channel in body.channels)
    return Deadlines(body, meeting, begins, ends, motions, ways)


def last_call(last_day: date, post: PostTime) -> date:
    """The working day before the last safe day to post: the latest on which a letter should be written, so that it can be printed."""
    return latest_working_day(last_day - timedelta(days=1), post)


def _deadline(channel: str, body: Body, begins: date, post: PostTime, issues: tuple[Issue, ...]) -> Deadline:
    if channel == POST:
        return _by_post(body, begins, post)
    if channel == MAGAZINE:
        return _in_magazine(begins, issues)
    return Deadline(EMAIL, begins, begins)


def _by_post(body: Body, begins: date, post: PostTime) -> Deadline:
    if body.counted_from is CountedFrom.DISPATCH:
        day = latest_working_day(begins, post)
        return Deadline(POST, day, None)
    return Deadline(POST, working_days_before(begins, post.days, post), begins)


def _in_magazine(begins: date, issues: tuple[Issue, ...]) -> Deadline:
    """The issue that takes texts longest of those that are there in time."""
    in_time = [issue for issue in issues if issue.delivered <= begins]
    if not in_time:
        return Deadline(MAGAZINE, None, None)
    last = max(in_time, key=lambda issue: (issue.copy_deadline, issue.delivered))
    return Deadline(MAGAZINE, last.copy_deadline, last.delivered, last.name)
