"""What does a calendar mail answer? iTIP (RFC 5546) as mail programs write it, not as the standard wishes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from mailer.model.reading import CalendarAnswer
from mailer.reading.calendar.components import Component, Property, components
from mailer.reading.calendar.payload import Payload, payloads
from mailer.reading.calendar.values import address_of, comment_of, moment_of, recurrence_of, sequence_of
from mailer.reading.mime import Part

_ANSWERS = ("REPLY", "COUNTER", "REFRESH")
_PROPOSAL = "TO-ALL-PROPOSED-NEW-TIME"
_PROPOSED_START = re.compile(r"DTSTART[^:\d]{0,80}:?(\d{8}(?:T\d{6}Z?)?)")
_SAID = ("ACCEPTED", "DECLINED", "TENTATIVE")


@dataclass(frozen=True, slots=True)
class CalendarMessage:
    """A calendar mail. `is_whole_mail` is False for a mere attachment to words; `organizers` are the addresses of ORGANIZER."""

    method: str
    answers: tuple[CalendarAnswer, ...]
    doubts: tuple[str, ...]
    organizers: frozenset[str]
    is_whole_mail: bool

    @property
    def is_answer(self) -> bool:
        """Is it an attendee's message to the organizer (RFC 5546 1.4)?"""
        return self.method in _ANSWERS


def read_calendar(mail: Part) -> CalendarMessage | None:
    """The mail's calendar message, or None. Copies of one message count once; the METHOD inside wins over the MIME parameter."""
    messages = [message for payload in payloads(mail) if (message := _message(payload)) is not None]
    if not messages:
        return None
    leading = next((message for message in messages if message.is_answer), messages[0])
    same = [message for message in messages if message.method == leading.method]
    answers = latest(answer for message in same for answer in message.answers)
    known = tuple(answer for answer in answers if answer.uid) or answers[:1]
    return CalendarMessage(
        leading.method,
        known,
        _doubts(leading.method, known) + tuple(dict.fromkeys(doubt for message in same for doubt in message.doubts)),
        frozenset().union(*(message.organizers for message in same)),
        any(message.is_whole_mail for message in same),
    )


def latest(answers: Iterable[CalendarAnswer]) -> tuple[CalendarAnswer, ...]:
    """One answer for each event, instance and attendee: the one with the highest SEQUENCE, then the latest DTSTAMP (RFC 5546 2.1.5)."""
    found: dict[tuple[str | None, ...], CalendarAnswer] = {}
    for answer in answers:
        key = (answer.uid, answer.recurrence_id, answer.attendee)
        if key not in found or _age(answer) > _age(found[key]):
            found[key] = answer
    return tuple(found.values())


def _age(answer: CalendarAnswer) -> tuple[int, datetime]:
    return answer.sequence or 0, answer.dtstamp or datetime.min.replace(tzinfo=UTC)


def _message(payload: Payload) -> CalendarMessage | None:
    calendar, found = components(payload.text)
    method = calendar.value("METHOD").upper()[:40] or payload.declared_method
    if not method:
        return None
    answers = tuple(answer for component in found for answer in _answers(method, component))
    if not answers:
        answers = (CalendarAnswer(method, None, None, None, comment=comment_of(calendar, None) or _comment_anywhere(payload.text)),)
    organizers = frozenset(
        address for component in found for organizer in component.properties.get("ORGANIZER", ()) if (address := address_of(organizer))
    )
    proposal = any(_proposes(component) for component in found)
    doubts = ("reading.calendar_proposal",) if proposal else ()
    return CalendarMessage(method, answers, doubts, organizers, not payload.attached)


def _proposes(component: Component) -> bool:
    """Apple hides "propose new time" in a REPLY: as a property, or as a parameter of ATTENDEE."""
    inside = any(_PROPOSAL in attendee.parameters for attendee in component.properties.get("ATTENDEE", ()))
    return inside or _PROPOSAL in component.properties


def _answers(method: str, component: Component) -> tuple[CalendarAnswer, ...]:
    attendees = component.properties.get("ATTENDEE", ())[:100] or (None,)
    return tuple(
        CalendarAnswer(
            method=method,
            uid=component.value("UID").replace(" ", "") or None,
            attendee=address_of(attendee) if attendee else None,
            partstat=(attendee.parameters.get("PARTSTAT", "").upper() or None) if attendee else None,
            sequence=sequence_of(component),
            recurrence_id=recurrence_of(component.first("RECURRENCE-ID")),
            comment=comment_of(component, attendee),
            dtstamp=moment_of(component.first("DTSTAMP")),
            start=moment_of(component.first("DTSTART")),
            proposal=_proposal(method, component, attendee),
            delegate=_delegate(attendee),
        )
        for attendee in attendees
    )


def _proposal(method: str, component: Component, attendee: Property | None) -> datetime | None:
    """The start that is proposed: DTSTART of a COUNTER, or what Apple writes as `DTSTART:20241124T090000Z;…` into its own parameter."""
    if method == "COUNTER":
        return moment_of(component.first("DTSTART"))
    own = component.first(_PROPOSAL)
    told = attendee.parameters.get(_PROPOSAL, "") if attendee else ""
    words = _PROPOSED_START.search(told or (own.value if own else ""))
    return moment_of(Property(words[1], {})) if words else None


def _delegate(attendee: Property | None) -> str | None:
    told = attendee.parameters.get("DELEGATED-TO", "") if attendee else ""
    return address_of(Property(told, {})) if told else None


def _doubts(method: str, answers: tuple[CalendarAnswer, ...]) -> tuple[str, ...]:
    doubts: dict[str, None] = {}
    if method != "REPLY":
        doubts[f"reading.calendar_{method.lower()}"] = None
    for answer in answers:
        if answer.uid is None:
            doubts["reading.calendar_damaged"] = None
        elif answer.attendee is None:
            doubts["reading.calendar_no_attendee"] = None
        elif answer.partstat == "DELEGATED":
            doubts["reading.calendar_delegated"] = None
        elif answer.partstat not in _SAID:
            doubts["reading.calendar_no_partstat"] = None
    if len({answer.attendee for answer in answers if answer.attendee}) > 1:
        doubts["reading.calendar_several"] = None
    return tuple(doubts)


def _comment_anywhere(text: str) -> str | None:
    """The COMMENT of a message so damaged that no component begins."""
    _, found = components("BEGIN:VEVENT\n" + text)
    return comment_of(found[0], None) if found else None
