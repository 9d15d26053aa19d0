"""What does the board want? A job file, its events and its mailings."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Shift:
    """A piece of help that an event needs. `needed` is the number of people, None when any number is welcome."""

    id: str
    title: str
    start: datetime
    end: datetime | None = None
    needed: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something with a time and a place. `start` and `end` are aware; `sequence` is iCalendar's (RFC 5545 3.8.7.4)."""

    id: str
    title: str
    start: datetime
    end: datetime
    location: str = ""
    answer_by: date | None = None
    description: str = ""
    shifts: tuple[Shift, ...] = ()
    sequence: int = 0


class Kind(StrEnum):
    """What a mailing is for. It decides about opt-outs, list headers and what happens to letters in doubt."""

    CIRCULAR = "circular"
    INVITATION = "invitation"
    STATUTORY = "statutory"
    DUES = "dues"
    REPORT = "report"


class Calendar(StrEnum):
    """Which calendar part a letter carries: an invitation with answer buttons, a file of dates, or nothing."""

    INVITATION = "invitation"
    DATES = "dates"
    NONE = "none"


class TooLate(StrEnum):
    """What happens to an occurrence that is found long after its time."""

    SKIP = "skip"
    ASK = "ask"
    SEND = "send"


class InDoubt(StrEnum):
    """What happens to a letter whose hand-over was cut off by a crash."""

    RESEND = "resend"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Audience:
    """A rule that selects members. Every condition that is given must hold; lists mean "one of these".

    `role` names an entry of `[roles]` in config.toml instead: reports go there and to no member.
    `not_answered` is an event id: members without an answer to it.
    """

    everyone: bool = False
    status: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    mandate_body: str | None = None
    mandate_role: str | None = None
    joined_since: date | None = None
    dues_open: bool | None = None
    not_answered: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    """Exactly one of: at a moment, by a five-field cron line in the association's time zone, by hand."""

    at: datetime | None = None
    cron: str | None = None
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Mailing:
    """One entry of a job: template x audience x channels x when."""

    id: str
    template: str
    audience: Audience
    when: When
    kind: Kind = Kind.CIRCULAR
    channels: tuple[str, ...] = ("email",)
    events: tuple[str, ...] = ()
    calendar: Calendar = Calendar.NONE
    too_late: TooLate = TooLate.ASK
    too_late_after: timedelta = timedelta(hours=12)
    in_doubt: InDoubt = InDoubt.HOLD
    report: str | None = None
    send_window: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One file in `jobs/`. `id` is the file's name without its ending; `values` are free facts for the templates.

    `borrowed` are events of other jobs that a mailing of this one mentions, each with the id of its own job.
    """

    id: str
    title: str
    path: Path
    events: tuple[Event, ...] = ()
    mailings: tuple[Mailing, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)
    borrowed: tuple[tuple[str, Event], ...] = ()

    def mailing(self, mailing_id: str) -> Mailing | None:
        """The mailing of that id, or None."""
        return next((m for m in self.mailings if m.id == mailing_id), None)

    def events_of(self, mailing: Mailing) -> tuple[Event, ...]:
        """The events that the mailing is about, in the order of the mailing; one of a job that is missing now is left out."""
        known = {event.id: event for event in (*self.events, *(event for _, event in self.borrowed))}
        return tuple(known[event_id] for event_id in mailing.events if event_id in known)


@dataclass(frozen=True, slots=True)
class Dues:
    """What a dues mailing says to its one recipient: year, open sum in `currency`."""

    year: int
    open: Decimal
    currency: str = "EUR"
