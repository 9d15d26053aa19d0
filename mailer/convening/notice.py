"""What must a board know before a convocation goes out? Which ways are too late, and what its rules miss."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from mailer.convening.deadlines import Deadlines, deadlines_for
from mailer.convening.shortcomings import Shortcoming, shortcomings
from mailer.model.bodies import Body, Issue, PostTime
from mailer.model.jobs import Event, Mailing

SOON = 3
"""So many days before the last safe day a warning is due, however all is well."""
_CLOSED = frozenset({"too_late", "no_issue"})


def notice_warnings(
    body: Body,
    mailing: Mailing,
    event: Event,
    values: Mapping[str, Any],
    meeting: date,
    sends_on: date,
    post: PostTime,
    issues: Iterable[Issue],
) -> tuple[Shortcoming, ...]:
    """All that is wrong or nearly wrong when the convocation of `meeting` (the event's local day) goes out on `sends_on`.

    `values` are the free facts of the job. A text for the magazine counts from its own copy deadline, not from this day: `magazine_due`
    tells of it. Each has a sentence in the catalogue, `convening.<name>`.
    """
    found = deadlines_for(body, meeting, post, issues)
    wrong = tuple(each for each in shortcomings(found, mailing, event, values, sends_on) if not _counts_otherwise(each))
    late = {each.facts.get("channel") for each in wrong if each.name == "too_late"}
    return wrong + tuple(_soon(found, mailing, sends_on, late))


def refusals(found: Deadlines, mailing: Mailing, reached: frozenset[str], sends_on: date) -> tuple[Shortcoming, ...]:
    """Why a mailing must not go out on this day without a person's word: the ways by which it would come too late.

    `reached` are the ways by which anybody is written to: a letter that nobody needs is late for nobody.
    """
    ways = (way for way in found.channels if way.channel in reached and way.channel in mailing.channels and way.last_day is not None)
    late = (way for way in ways if way.last_day is not None and sends_on > way.last_day)
    return tuple(
        Shortcoming("too_late", {"channel": way.channel, "last_day": way.last_day, "sends_on": sends_on, "notice": found.body.notice})
        for way in late
    )


def _counts_otherwise(found: Shortcoming) -> bool:
    return found.name == "too_late" and found.facts.get("channel") == "magazine"


def _soon(found: Deadlines, mailing: Mailing, sends_on: date, late: set[object]) -> Iterable[Shortcoming]:
    for way in found.channels:
        left = way.days_left(sends_on)
        if way.channel in mailing.channels and way.channel not in late and way.channel != "magazine" and left is not None and left <= SOON:
            yield Shortcoming("nearly_late", {"channel": way.channel, "last_day": way.last_day, "days": left})
