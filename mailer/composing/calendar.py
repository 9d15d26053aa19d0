"""How does an event become a calendar part (iTIP, RFC 5546) for exactly one person?

Each VEVENT is built once with icalendar; per person only UID, ATTENDEE and DTSTAMP are put in, at its end: what stands before is the
same in base64 too, and costs nothing where letters are stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar as VCalendar
from icalendar import Event as VEvent
from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur, vText, vUri

from mailer.composing.folding import fold, parameter
from mailer.composing.values import one_line
from mailer.model.composing import Sender
from mailer.model.jobs import Event

_BERLIN = "Europe/Berlin"
_PRODUCT = "-//mailer//letters//DE"
_CACHED = 512
_CRLF = "\r\n"


@dataclass(frozen=True, slots=True)
class Attendee:
    """The one person whom an invitation is for."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class _Skeleton:
    """A VEVENT's finished lines; the personal ones go between `before` and `after`."""

    before: str
    after: str


class CalendarParts:
    """Writes calendar objects for one organizer, who is the sender of all letters."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender
        self._in_berlin = str(sender.zone) == _BERLIN
        self._events: dict[str, tuple[Event, _Skeleton]] = {}
        self._frames: dict[str, tuple[str, str]] = {}

    def invitation(self, event: Event, uid: str, attendee: Attendee, stamp: datetime) -> bytes:
        """A METHOD:REQUEST with one VEVENT and one ATTENDEE (RFC 5546 3.2.2), CRLF line ends."""
        before, after = self._frame("REQUEST")
        return f"{before}{self._vevent(event, uid, stamp, attendee)}{after}".encode()

    def cancellation(self, event: Event, uid: str, attendee: Attendee, stamp: datetime) -> bytes:
        """A METHOD:CANCEL of the invitation with this UID, for its one ATTENDEE (RFC 5546 3.2.5), CRLF line ends."""
        before, after = self._frame("CANCEL")
        return f"{before}{self._vevent(event, uid, stamp, attendee)}{after}".encode()

    def dates(self, events: Sequence[tuple[Event, str]], stamp: datetime) -> bytes:
        """A METHOD:PUBLISH with all VEVENTs and nobody invited (RFC 5546 3.2.1), CRLF line ends."""
        before, after = self._frame("PUBLISH")
        body = "".join(self._vevent(event, uid, stamp, None) for event, uid in events)
        return f"{before}{body}{after}".encode()

    def _vevent(self, event: Event, uid: str, stamp: datetime, attendee: Attendee | None) -> str:
        skeleton = self._skeleton(event)
        lines = [fold(f"UID:{one_line(uid)}"), f"DTSTAMP:{_in_utc(stamp)}"]
        if attendee is not None:
            name = parameter(one_line(attendee.name)) or attendee.address
            lines.append(
                fold(f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN={name}:mailto:{attendee.address}")
            )
        return f"{skeleton.before}{_CRLF.join(lines)}{_CRLF}{skeleton.after}"

    def _skeleton(self, event: Event) -> _Skeleton:
        known, skeleton = self._events.get(event.id, (None, None))
        if skeleton is None or (known is not event and known != event):
            if len(self._events) >= _CACHED:
                self._events.clear()
            before, end, after = self._built(event).to_ical(sorted=False).decode().partition("END:VEVENT\r\n")
            skeleton = _Skeleton(before, end + after)
            self._events[event.id] = event, skeleton
        return skeleton

    def _built(self, event: Event) -> VEvent:
        vevent = VEvent()
        vevent.add("summary", one_line(event.title))
        vevent.add("dtstart", self._moment(event.start))
        vevent.add("dtend", self._moment(event.end))
        if event.location:
            vevent.add("location", one_line(event.location))
        if event.description:
            vevent.add("description", event.description)
        vevent.add("organizer", self._organizer())
        vevent.add("sequence", event.sequence)
        vevent.add("status", vText("CANCELLED" if event.cancelled else "CONFIRMED"))
        for name, value in _CONSTANT:
            vevent.add(name, vText(value))
        return vevent

    def _organizer(self) -> vUri:
        organizer = vUri(f"mailto:{self._sender.address}")
        organizer.params["CN"] = parameter(one_line(self._sender.name)).strip('"')
        return organizer

    def _moment(self, moment: datetime) -> datetime:
        """In the association's time zone where that is ours to describe, else in UTC, which needs no description."""
        return moment.astimezone(self._sender.zone if self._in_berlin else UTC)

    def _frame(self, method: str) -> tuple[str, str]:
        if method not in self._frames:
            calendar = VCalendar()
            for name, value in (("version", "2.0"), ("prodid", _PRODUCT), ("calscale", "GREGORIAN"), ("method", method)):
                calendar.add(name, value)
            if self._in_berlin:
                calendar.add_component(berlin())
            before, end, after = calendar.to_ical(sorted=False).decode().partition("END:VCALENDAR")
            self._frames[method] = before, end + after
        return self._frames[method]


# No alarm: it is the reader's to set. No counter-proposals: the date is not up for negotiation. Private: the title tells of politics.
_CONSTANT = (
    ("transp", "OPAQUE"),
    ("class", "PRIVATE"),
    ("x-microsoft-disallow-counter", "TRUE"),
)


def _in_utc(moment: datetime) -> str:
    """A moment in the form of RFC 5545 3.3.5, in UTC."""
    utc = moment.astimezone(UTC)
    return f"{utc.year:04}{utc.month:02}{utc.day:02}T{utc.hour:02}{utc.minute:02}{utc.second:02}Z"


def berlin() -> Timezone:
    """Europe/Berlin by rules: Outlook misreads the lists of dates that icalendar would write, by an hour."""
    zone = Timezone()
    zone.add("tzid", _BERLIN)
    summer, winter = timedelta(hours=2), timedelta(hours=1)
    for part, name, start, month, before, after in (
        (TimezoneDaylight(), "CEST", datetime(1970, 3, 29, 2), 3, winter, summer),  # noqa: DTZ001 - RFC 5545 3.6.5: local time
        (TimezoneStandard(), "CET", datetime(1970, 10, 25, 3), 10, summer, winter),  # noqa: DTZ001
    ):
        part.add("tzname", name)
        part.add("dtstart", start)
        part.add("rrule", vRecur({"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": "-1SU"}))
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        zone.add_component(part)
    return zone
