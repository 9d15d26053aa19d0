"""Which components does a calendar message hold, line by line?

Real calendar mail is damaged too often for a whole-file parser: here each content line stands for itself, so that one broken
line costs nothing but itself. icalendar reads the lines (quoting, escapes, parameters); nothing is ever expanded.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mailer.later import later

if TYPE_CHECKING:
    from icalendar import parser
else:
    parser = later("icalendar.parser")  # few mails are calendar mail

_ANSWERED = ("VEVENT", "VTODO", "VJOURNAL")
_KEPT = frozenset((
    "METHOD", "UID", "ATTENDEE", "ORGANIZER", "SEQUENCE", "RECURRENCE-ID", "COMMENT", "DTSTAMP", "DTSTART", "SUMMARY",
    "X-CALENDARSERVER-PRIVATE-COMMENT", "X-CALENDARSERVER-ATTENDEE-COMMENT", "TO-ALL-PROPOSED-NEW-TIME", "X-MS-OLK-ORIGINALSTART",
))  # fmt: skip
_NAMES = _KEPT | {"BEGIN", "END", "STATUS", "DTEND", "CLASS", "TRANSP", "PRIORITY", "LOCATION", "DESCRIPTION", "RRULE", "CREATED"}
_MAX_COMPONENTS = 50
_MAX_PROPERTIES = 200
_MAX_LINE = 8000
_MAX_PIECES = 200
_FOLDED = 60
# A parameter in a line whose quotes are damaged: each stands for itself.
_PARAMETER = re.compile(r';([A-Za-z-]{1,60})=("[^"]{0,500}"|[^;:"]{0,500})')
_CONTENT_LINE = re.compile(r"\s*[A-Za-z][A-Za-z0-9-]{0,60}\s{0,3}[;:]")


@dataclass(frozen=True, slots=True)
class Property:
    """One content line: its value as written, and its parameters by upper-case name (RFC 5545 3.1)."""

    value: str
    parameters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Component:
    """The properties of one VEVENT, VTODO or VJOURNAL, or those of the calendar itself, by upper-case name."""

    name: str
    properties: dict[str, list[Property]] = field(default_factory=dict)

    def first(self, name: str) -> Property | None:
        """The first property of that name, or None."""
        values = self.properties.get(name)
        return values[0] if values else None

    def value(self, name: str) -> str:
        """The first property's value as written; empty when absent."""
        found = self.first(name)
        return found.value.strip() if found else ""


def components(text: str) -> tuple[Component, tuple[Component, ...]]:
    """The calendar's own properties and its answered components, at most fifty. Alarms and time zones are passed over."""
    calendar = Component("VCALENDAR")
    found: list[Component] = []
    inside: list[str] = []
    for line in _unfolded(text):
        name, _, rest = line.partition(":")
        word = name.strip().upper()
        if word == "BEGIN":
            inside = [*inside, rest.strip().upper()][-20:]
            if inside[-1] in _ANSWERED and len(found) < _MAX_COMPONENTS:
                found.append(Component(inside[-1]))
        elif word == "END":
            inside = inside[:-1]
        elif not inside or inside[-1] == "VCALENDAR":
            _keep(calendar, line)
        elif inside[-1] in _ANSWERED and found:
            _keep(found[-1], line)
    return calendar, tuple(found)


def _unfolded(text: str) -> Iterator[str]:
    """Content lines without their folds (RFC 5545 3.1). A line that is none was broken off the one above without the space."""
    pieces: list[str] = []
    for line in text.splitlines():
        if line[:1] in (" ", "\t"):
            pieces.append(line[1:])
        elif pieces and len(pieces) < _MAX_PIECES and line and not _CONTENT_LINE.match(line):
            pieces.append(f" {line}" if _is_prose(pieces) else line)
        elif pieces and line and _name(line) not in _NAMES and _lacks_its_value(pieces):
            pieces.append(f" {line}")
        else:
            yield "".join(pieces)[:_MAX_LINE]
            pieces = [line]
    yield "".join(pieces)[:_MAX_LINE]


def _lacks_its_value(pieces: list[str]) -> bool:
    """Did a line break inside of a name cut an address off? Whatever follows belongs to it, unless it is a property that we know."""
    return pieces[0][:8].upper() in ("ATTENDEE", "ORGANIZE") and len(pieces) < _MAX_PIECES and ":" not in "".join(pieces)


def _name(line: str) -> str:
    return line.partition(":")[0].partition(";")[0].strip().upper()


def _is_prose(pieces: list[str]) -> bool:
    """Was the line ended by the writer of a comment rather than folded? Folds stand at 75 octets."""
    return pieces[0][:7].upper() == "COMMENT" and len(pieces[-1]) < _FOLDED


def _keep(component: Component, line: str) -> None:
    name = _name(line)
    values = component.properties.setdefault(name, []) if name in _KEPT else None
    if values is not None and len(values) < _MAX_PROPERTIES:
        parsed = _property(line)
        if parsed is not None:
            values.append(parsed)


def _property(line: str) -> Property | None:
    try:
        _, parameters, value = parser.Contentline(line).parts()  # type: ignore[no-untyped-call]
    except ValueError:
        address = line.lower().rfind(":mailto:")
        if address > 0:
            return Property(line[address + 1 :], {name.upper(): value.strip('"') for name, value in _PARAMETER.findall(line[:address])})
        head, _, value = line.partition(":")
        return Property(value, {}) if value and '"' not in head else None
    return Property(value, {str(key).upper(): _single(parameters, key) for key in parameters})


def _single(parameters: "parser.Parameters", key: str) -> str:
    value = parameters[key]
    return str(value[0] if isinstance(value, list) and value else value)
