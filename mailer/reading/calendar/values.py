"""What do the values of a calendar answer mean: who, when, and with which words?"""

import html
import re
from datetime import UTC, date, datetime, time, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mailer.later import later
from mailer.reading.calendar.components import Component, Property

if TYPE_CHECKING:
    from icalendar.timezone import windows_to_olson
else:
    windows_to_olson = later("icalendar.timezone.windows_to_olson")

_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?")
_ESCAPE = re.compile(r"\\([\\;,nN:\"'])")
_COMMENTS = ("COMMENT", "X-CALENDARSERVER-PRIVATE-COMMENT", "X-CALENDARSERVER-ATTENDEE-COMMENT")
_MAX_SEQUENCE = 2**31


def address_of(attendee: Property) -> str | None:
    """The attendee's address, lower-case. Apple writes `urn:uuid:…` and puts the address into EMAIL= (RFC 7986 6.2)."""
    value = attendee.value.strip().strip('"').lower()
    for candidate in (value.removeprefix("mailto:"), attendee.parameters.get("EMAIL", "").lower().removeprefix("mailto:")):
        if "@" in candidate and ":" not in candidate:
            return candidate.partition("?")[0].strip()
    return None


def moment_of(found: Property | None, zone: tzinfo = UTC) -> datetime | None:
    """A DATE-TIME or DATE as an aware moment. Windows' names of zones are known; a zone nobody knows, or none, means `zone`."""
    match = _MOMENT.fullmatch(found.value.strip()) if found else None
    if found is None or match is None:
        return None
    year, month, day, hour, minute, second = (int(number or 0) for number in match.groups()[:6])
    try:
        moment = datetime.combine(date(year, month, day), time(hour, minute, second))
        return moment.replace(tzinfo=UTC if match[7] else _zone(found.parameters.get("TZID", "")) or zone)
    except (ValueError, OverflowError):
        return None


def recurrence_of(found: Property | None) -> str | None:
    """RECURRENCE-ID as an instant (`20210721T193000Z`), so that two clients' ways of writing it compare equal."""
    moment = moment_of(found)
    if found is None or moment is None:
        return found.value.strip() or None if found else None
    try:
        return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    except (OverflowError, ValueError):
        return found.value.strip()


def sequence_of(component: Component) -> int | None:
    """SEQUENCE, or None when it is absent or no number that RFC 5545 3.3.8 allows."""
    value = component.value("SEQUENCE")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 11 and int(value) < _MAX_SEQUENCE else None


def comment_of(component: Component, attendee: Property | None) -> str | None:
    """The writer's words in an answer: COMMENT, Google's X-RESPONSE-COMMENT, Apple's private comment; escapes and entities undone."""
    inside = attendee.parameters.get("X-RESPONSE-COMMENT", "") if attendee else ""
    for value in (*(found.value for name in _COMMENTS for found in component.properties.get(name, ())), inside):
        text = html.unescape(_ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)).replace("\r\n", "\n").strip()
        if text:
            return text
    return None


def _zone(name: str) -> tzinfo | None:
    name = name.strip('"').strip()
    if not name or len(name) > 80:
        return None
    try:
        return ZoneInfo(windows_to_olson.WINDOWS_TO_OLSON.get(name, name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
