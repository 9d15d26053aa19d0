"""What does a convocation lack, by the rules of its body?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mailer.convening.deadlines import Deadlines
from mailer.model.jobs import Event, Mailing


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """One thing that makes a convocation void or doubtful. `name` tells what, `key` where its sentence stands."""

    name: str
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The key of its sentence: where it is about one way, that of the way."""
        channel = self.facts.get("channel")
        return f"convening.{self.name}_{channel}" if channel else f"convening.{self.name}"


def shortcomings(found: Deadlines, mailing: Mailing, event: Event, values: Mapping[str, Any], sends_on: date) -> tuple[Shortcoming, ...]:
    """What is wrong if the convocation goes out on this day, by all its ways.

    `values` are the free facts of the job; the agenda is `agenda`.
    """
    missing = [Shortcoming("way_missing", {"channel": way.channel}) for way in found.channels if way.channel not in mailing.channels]
    late = [_late(found, channel, sends_on) for channel in mailing.channels]
    told = [each for each in late if each is not None]
    if found.body.agenda and not values.get("agenda"):
        told.append(Shortcoming("no_agenda"))
    if found.body.venue and not event.location.strip():
        told.append(Shortcoming("no_venue"))
    until = values.get("motions_until")
    if isinstance(until, date) and found.motions_until is not None and until != found.motions_until:
        told.append(Shortcoming("motions_differ", {"told": until, "ruled": found.motions_until}))
    return (*missing, *told)


def _late(found: Deadlines, channel: str, sends_on: date) -> Shortcoming | None:
    way = found.of(channel)
    if way is None:
        return None
    if way.last_day is None:
        return Shortcoming("no_issue", {"arrives": found.period_begins})
    if sends_on <= way.last_day:
        return None
    return Shortcoming("too_late", {"channel": channel, "last_day": way.last_day, "sends_on": sends_on, "notice": found.body.notice})
