"""What do we tell a member of what we wrote down? One short mail, at most one per person, event and day, and none to robots."""

from collections.abc import Iterable
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import Connection

from mailer.composing.writer import ACKNOWLEDGEMENT, Wish, Writer
from mailer.model.book import DEATH, Noted
from mailer.model.jobs import Calendar, Event, InDoubt, Kind, Shift
from mailer.model.mail import NewLetter
from mailer.model.people import Member
from mailer.model.reading import Finding, Opened, Sort
from mailer.store import events, letters, records, restorations, reviews

_TEMPLATE = "answers/confirmation.md"


def acknowledge(
    connection: Connection,
    writer: Writer,
    inbox_id: int,
    opened: Opened,
    member: Member,
    told: tuple[Finding, ...],
    now: datetime,
    zone: tzinfo,
    **facts: Any,
) -> NewLetter | None:
    """The acknowledgement of a mail, or None where there is nothing to say or enough was said today (RFC 3834 section 2).

    `facts` may say: `waiting`, a person reads the rest; `received_at`, when the mail came; `decided`, a person has decided it.
    """
    fresh = {_topic(finding) for finding in told} - _topics_today(connection, member, now, zone)
    if not (fresh or (told and facts.get("decided"))) or member.email is None or is_mourned(connection, member):
        return None
    if not facts.get("decided") and _may_have_been_told(connection, facts.get("received_at")):
        return None
    new_dates = dates_worth_sending(connection, opened, member, told)
    return writer.write(
        Wish(
            unique=("acknowledgement", str(inbox_id), *(("decided",) if facts.get("decided") else ())),
            template=_TEMPLATE,
            purpose=ACKNOWLEDGEMENT,
            kind=Kind.REPORT,
            date=now,
            address=member.email,
            to_name=member.name,
            member=member,
            in_doubt=InDoubt.HOLD,
            events=new_dates,
            calendar=Calendar.DATES if new_dates else Calendar.NONE,
            answers_message_id=opened.head.message_id or None,
            answers_references=opened.head.references,
            answers_subject=opened.head.subject,
            facts=_told(connection, member, opened, told, bool(new_dates), facts),
        )
    )


def _told(
    connection: Connection, member: Member, opened: Opened, told: tuple[Finding, ...], with_file: bool, facts: dict[str, Any]
) -> dict[str, Any]:
    """What the template may name."""
    found = noted(connection, member.id, told, confirmed=bool(facts.get("decided")))
    return {"noted": found, "text_quote": opened.text, "with_file": with_file, **_defaults(facts)}


def noted(connection: Connection, member_id: str, findings: Iterable[Finding], confirmed: bool = False) -> tuple[Noted, ...]:
    """Findings with the names of their events and shifts, and whether others had offered all the help that a shift needs."""
    known = events.every(connection)
    return tuple(_noted(connection, member_id, finding, known, confirmed) for finding in findings)


def dates_worth_sending(connection: Connection, opened: Opened, member: Member, told: Iterable[Finding]) -> tuple[Event, ...]:
    """Events accepted in prose of which no letter brought this member a calendar entry yet."""
    if opened.sort is not Sort.REPLY:
        return ()
    wanted = [finding.event for finding in told if finding.kind == "rsvp" and finding.answer == "accepted" and finding.event]
    return events.by_ids(connection, tuple(event for event in wanted if not events.was_invited(connection, event, member.id)))


def is_mourned(connection: Connection, member: Member) -> bool:
    """Whether a death was reported, and decided or not: then nothing automatic goes to that address."""
    return member.id in records.mourned(connection) or member.id in reviews.members_with(connection, DEATH)


def midnight(now: datetime, zone: tzinfo) -> datetime:
    """When the day began of which it is said that nobody gets two acknowledgements about one thing."""
    return now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)


def _may_have_been_told(connection: Connection, received_at: datetime | None) -> bool:
    """Whether the mail came while a backup that is now in the record's place did not know: then it was answered, maybe."""
    unknown_until = restorations.until(connection)
    return unknown_until is not None and received_at is not None and received_at <= unknown_until


def _defaults(facts: dict[str, Any]) -> dict[str, Any]:
    return {"waiting": False, "received_at": None, "decided": False, **facts}


def _noted(connection: Connection, member_id: str, finding: Finding, known: tuple[Event, ...], confirmed: bool) -> Noted:
    for event in known:
        for shift in event.shifts:
            if finding.kind == "volunteer" and finding.target == shift.id and finding.event in {None, event.id}:
                return Noted(finding, event, shift, _is_full(connection, member_id, shift), confirmed)
    wanted = finding.event or finding.target
    return Noted(finding, next((event for event in known if event.id == wanted), None), confirmed=confirmed)


def _is_full(connection: Connection, member_id: str, shift: Shift) -> bool:
    """Whether others offer all the help that the shift needs."""
    return shift.needed is not None and sum(other != member_id for other in records.helpers(connection, shift.id)) >= shift.needed


def _topics_today(connection: Connection, member: Member, now: datetime, zone: tzinfo) -> set[str]:
    mails = letters.acknowledged_mails_since(connection, member.id, midnight(now, zone))
    return {_topic(entry.finding) for mail in mails for entry in records.of_mail(connection, mail)}


def _topic(finding: Finding) -> str:
    """What counts as "the same thing" for one day: the event, else the kind of answer."""
    return finding.event or finding.target or finding.kind
