"""What is known about an address, and what follows from it?"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Scope(StrEnum):
    """What is not sent to a suppressed address: nothing at all, or no bulk mail (circulars, invitations)."""

    ALL = "all"
    BULK = "bulk"


class Action(StrEnum):
    """What a person decides: write to it again, or write to it no more."""

    LIFT = "lift"
    SET = "set"


@dataclass(frozen=True, slots=True)
class Report:
    """One report about an address. `report_class` is permanent, temporary, delayed, complaint or other, `reason` as in a `Bounce`,
    `status` the enhanced code (RFC 3463). `at` is when we heard of it, `sent_at` when its letter went out; None if it never did."""

    id: int
    report_class: str
    reason: str
    at: datetime
    status: str | None = None
    words: str = ""
    letter_id: str | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A letter that the server took. A report about the same letter takes the delivery back."""

    letter_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about an address, when, and in whose words."""

    action: Action
    at: datetime
    who: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that is known about one address; decisions oldest first."""

    reports: tuple[Report, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Suppression:
    """An address is not written to from `since` on; until a person lifts it, or until `until` where that is given.

    `reason` is set, unknown, host, full, expired or complaint; `report_id` the report that decided it, None for a person's word,
    which stands in `note` and `set_by`.
    """

    reason: str
    scope: Scope
    since: datetime
    until: datetime | None = None
    report_id: int | None = None
    note: str = ""
    set_by: str | None = None

    def holds(self, now: datetime) -> bool:
        """Whether the address is suppressed at that moment."""
        return self.since <= now and (self.until is None or now < self.until)
