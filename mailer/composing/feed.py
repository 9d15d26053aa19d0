"""How does the calendar file for the web site come about? All dates as they are, with nothing of any member in it."""

from collections.abc import Sequence
from datetime import datetime

from icalendar import Calendar as VCalendar
from icalendar import Event as VEvent
from icalendar import vText

from mailer.composing.calendar import berlin
from mailer.composing.values import one_line
from mailer.model.composing import Sender
from mailer.model.jobs import Event

_PRODUCT = "-//mailer//feed//DE"
_BERLIN = "Europe/Berlin"


def feed(sender: Sender, events: Sequence[tuple[Event, datetime]]) -> bytes:
    """The events, each with the moment of its last change, as METHOD:PUBLISH (RFC 5546 3.2.1), CRLF line ends.

    UIDs are the events' own, not those of any invitation. The same events give the same bytes.
    """
    calendar = VCalendar()
    for name, value in (("version", "2.0"), ("prodid", _PRODUCT), ("calscale", "GREGORIAN"), ("method", "PUBLISH")):
        calendar.add(name, value)
    calendar.add("x-wr-calname", vText(one_line(sender.association)))
    if str(sender.zone) == _BERLIN:
        calendar.add_component(berlin())
    for event, changed in events:
        calendar.add_component(_entry(sender, event, changed))
    return bytes(calendar.to_ical(sorted=False))


def _entry(sender: Sender, event: Event, changed: datetime) -> VEvent:
    entry = VEvent()
    entry.add("uid", f"{event.id}@{sender.address.rpartition('@')[2]}")
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    entry.add("sequence", event.sequence)
    entry.add("summary", one_line(event.title))
    entry.add("dtstart", event.start.astimezone(sender.zone))
    entry.add("dtend", event.end.astimezone(sender.zone))
    for name, value in (("location", one_line(event.location)), ("description", event.description)):
        if value:
            entry.add(name, value)
    entry.add("status", vText("CANCELLED" if event.cancelled else "CONFIRMED"))
    return entry
