"""What does one question about a mail answer when it knows the sort?"""

from collections.abc import Callable
from dataclasses import dataclass

from mailer.model.reading import Bounce, CalendarAnswer, Head, Sort
from mailer.reading.mime import Part


@dataclass(frozen=True, slots=True)
class Mail:
    """A parsed mail as the questions see it. `own_addresses` are ours, lower-case."""

    root: Part
    head: Head
    own_addresses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The sort and why (a catalogue key, perhaps with `: fact`), with what was read on the way."""

    sort: Sort
    reason: str
    bounce: Bounce | None = None
    calendar: tuple[CalendarAnswer, ...] = ()
    returned_message_ids: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


Question = Callable[[Mail], Verdict | None]
