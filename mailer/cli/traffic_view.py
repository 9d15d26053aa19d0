"""How does sending look in `mailer status`? The pace, what has to wait and until when, what the rate allows, who refuses us."""

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from typing import Any

from rich.console import Console

from mailer.cli.tables import line
from mailer.reporting.status import Status
from mailer.store.refusals import Refusal
from mailer.store.traffic import Traffic
from mailer.texts import say


def print_traffic(console: Console, status: Status, zone: tzinfo) -> None:
    """A line for each thing that there is to say; times in `zone`."""
    for key, facts in _lines(status.traffic, zone):
        line(console, key, **facts)
    if status.allowance is not None:
        line(console, "status.allowance", rate=status.allowance.rate, count=status.allowance.left)


def print_refusal(console: Console, refusal: Refusal, zone: tzinfo) -> None:
    """Since when and why nothing leaves, so that nobody overlooks it."""
    facts = {"since": _at(refusal.since, zone), "tried": _at(refusal.tried_at, zone)}
    line(console, "status.refused", style="bold red", **facts)
    console.print(say(refusal.key, **refusal.facts), markup=False)
    console.print()


def _lines(traffic: Traffic, zone: tzinfo) -> Iterator[tuple[str, dict[str, Any]]]:
    if traffic.open and traffic.sent:
        in_all = "–" if traffic.in_all is None else round(traffic.in_all)
        yield "status.pace", {"open": traffic.open, "last_minute": traffic.last_minute, "in_all": in_all}
    if traffic.remaining is not None:
        yield "status.remaining", _clock(traffic.remaining)
    if traffic.opens_at is not None:
        yield "status.later", {"count": traffic.later, "moment": _at(traffic.opens_at, zone)}
    if traffic.next_try_at is not None:
        key = "status.next_try" if traffic.next_try_at > traffic.at else "status.next_try_due"
        yield key, {"count": traffic.deferred, "moment": _at(traffic.next_try_at, zone)}


def _clock(duration: timedelta) -> dict[str, Any]:
    """Hours and minutes, rounded up."""
    minutes = -(-duration // timedelta(minutes=1))
    return {"hours": minutes // 60, "minutes": minutes % 60}


def _at(moment: datetime, zone: tzinfo) -> str:
    return moment.astimezone(zone).strftime(say("status.moment"))
