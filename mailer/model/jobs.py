"""What does the board want? A job file, its events and its mailings."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
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
    """Something with a time and a place. `start` and `end` are aware; `sequence` is iCalendar's (RFC 5545 3.8.7.4).

    `major_sequence` is the SEQUENCE of the latest change after which earlier answers no longer hold. `changed` is the board's own word on
    how much the latest change weighs (`minor`, `major`), None where the service judges. `in_feed` puts the event into the public feed.
    """

    id: str
    title: str
    start: datetime
    end: datetime
    location: str = ""
    answer_by: date | None = None
    description: str = ""
    shifts: tuple[Shift, ...] = ()
    sequence: int = 0
    cancelled: bool = False
    major_sequence: int = 0
    changed: str | None = None
    in_feed: bool = True


class Kind(StrEnum):
    """What a mailing is for. It decides about opt-outs, list headers and what happens to letters in doubt."""

    CIRCULAR = "circular"
    INVITATION = "invitation"
    STATUTORY = "statutory"
    DUES = "dues"
    REPORT = "report"


class Calendar(StrEnum):
    """Which calendar part a letter carries: an invitation with answer buttons, a file of dates, the news that an invitation no longer
    holds (never by a job file), or nothing."""

    INVITATION = "invitation"
    DATES = "dates"
    CANCELLATION = "cancellation"
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


class Release(StrEnum):
    """Who must have said go before a mailing goes out: nobody, somebody of the roles that are asked, somebody else than its author."""

    NONE = "none"
    TWO_EYES = "two-eyes"
    FOUR_EYES = "four-eyes"


@dataclass(frozen=True, slots=True)
class Answered:
    """A condition on the book: has answered `event`, with `answer` (accepted, declined, tentative) or with any."""

    event: str
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Audience:
    """A rule that selects members. Every condition that is given must hold; lists mean "one of these".

    `role` names an entry of `[roles]` in config.toml instead: reports go there and to no member.
    `not_answered` is an event id: members without an answer to it, by whatever way. `offered` is the id of an event or shift for which
    help was offered. `youngest` and `oldest` are years of age, both included; `has_email` asks for an address in the book.
    `mandate_list` names the ballot list of a mandate. `all_of`, `any_of` and `none_of` hold further rules.
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
    mandate_list: str | None = None
    joined_before: date | None = None
    answered: Answered | None = None
    offered: str | None = None
    youngest: int | None = None
    oldest: int | None = None
    has_email: bool | None = None
    all_of: tuple["Audience", ...] = ()
    any_of: tuple["Audience", ...] = ()
    none_of: tuple["Audience", ...] = ()

    def rules(self) -> tuple["Audience", ...]:
        """This rule and every rule inside it."""
        inner = (*self.all_of, *self.any_of, *self.none_of)
        return (self, *(rule for each in inner for rule in each.rules()))


class Anchor(StrEnum):
    """From which day of a member's own life a personal mailing counts."""

    JOINING = "joining"
    BIRTHDAY = "birthday"


@dataclass(frozen=True, slots=True)
class Personal:
    """For each member on a day of their own: so many days after joining, or on a birthday (`years`: only when one of these is reached).

    `at` is the time of day in the association's zone.
    """

    anchor: Anchor
    days: int
    at: time
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Relative:
    """So long after a moment of an event (before it, where `span` or `days` are negative): its `start`, or its `answer_by` date.

    With `days` and `at` it is a time of day on another day, by the calendar; with `span` a length of time.
    """

    event: str
    answer_by: bool = False
    days: int = 0
    at: time | None = None
    span: timedelta | None = None


@dataclass(frozen=True, slots=True)
class After:
    """So many days after another mailing went out, at a time of day."""

    job: str
    mailing: str
    days: int
    at: time


@dataclass(frozen=True, slots=True)
class When:
    """Exactly one of: at a moment, by a five-field cron line in the association's time zone, by hand, on days of each member's own, after
    another mailing. `relative` is how the board wrote the moment; `at` is what it comes to, None while its event is not known."""

    at: datetime | None = None
    cron: str | None = None
    by_hand: bool = False
    relative: Relative | None = None
    personal: Personal | None = None
    after: After | None = None


@dataclass(frozen=True, slots=True)
class Mailing:
    """One entry of a job: template x audience x channels x when.

    `body` is the body of config.toml that a statutory mailing convenes. `household`: one letter by post for all at one postal address.
    `every_way`: a member whom both mail and post reach gets both, as the rules of the body say. `release` says how many people must have
    looked before it goes out, None for what config.toml says. `attachments` are files beside the job file that go with every mail.
    """

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
    body: str | None = None
    household: bool = False
    every_way: bool = False
    attachments: tuple[str, ...] = ()
    release: Release | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One file in `jobs/`. `id` is the file's name without its ending; `values` are free facts for the templates.

    `borrowed` are events of other jobs that a mailing of this one mentions, each with the id of its own job. `author` is the role of
    whoever wrote it.
    """

    id: str
    title: str
    path: Path
    events: tuple[Event, ...] = ()
    mailings: tuple[Mailing, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)
    borrowed: tuple[tuple[str, Event], ...] = ()
    author: str | None = None

    def mailing(self, mailing_id: str) -> Mailing | None:
        """The mailing of that id, or None."""
        return next((m for m in self.mailings if m.id == mailing_id), None)

    def event(self, event_id: str) -> Event | None:
        """The event of that id, its own or a borrowed one, or None."""
        return next((event for event in (*self.events, *(event for _, event in self.borrowed)) if event.id == event_id), None)

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
