"""What do we tell a member of what we wrote down? One short mail, at most one per person, event and day, and none to robots."""

from collections.abc import Iterable
from datetime import datetime, tzinfo

from sqlalchemy import Connection

from mailer.composing.writer import ACKNOWLEDGEMENT, Wish, Writer
from mailer.model.book import Noted
from mailer.model.jobs import Event, InDoubt, Kind
from mailer.model.mail import NewLetter
from mailer.model.people import Member
from mailer.model.reading import Finding, Opened
from mailer.recording.judge import Verdict
from mailer.store import events, letters, records

_TEMPLATE = "answers/confirmation.md"


def acknowledge(
    connection: Connection, writer: Writer, inbox_id: int, opened: Opened, member: Member, verdict: Verdict, now: datetime, zone: tzinfo
) -> NewLetter | None:
    """The acknowledgement of a mail, or None where there is nothing to say or enough was said today (RFC 3834 section 2)."""
    told = verdict.recorded
    fresh = {_topic(finding) for finding in told} - _topics_today(connection, member, now, zone)
    if not fresh or member.email is None:
        return None
    return writer.write(
        Wish(
            unique=("acknowledgement", str(inbox_id)),
            template=_TEMPLATE,
            purpose=ACKNOWLEDGEMENT,
            kind=Kind.REPORT,
            date=now,
            address=member.email,
            to_name=member.name,
            member=member,
            in_doubt=InDoubt.HOLD,
            answers_message_id=opened.head.message_id or None,
            answers_references=opened.head.references,
            answers_subject=opened.head.subject,
            facts={
                "noted": noted(connection, told),
                "text_quote": opened.text,
                "waiting": verdict.review,
            },
        )
    )


def noted(connection: Connection, findings: Iterable[Finding]) -> tuple[Noted, ...]:
    """Findings with the names of their events and shifts, and whether the shift has all the people it needs."""
    known = events.every(connection)
    return tuple(_noted(connection, finding, known) for finding in findings)


def _noted(connection: Connection, finding: Finding, known: tuple[Event, ...]) -> Noted:
    for event in known:
        for shift in event.shifts:
            if finding.kind == "volunteer" and finding.target == shift.id and finding.event in {None, event.id}:
                offers = sum(_offers(entry.finding, shift.id) for entry in records.current(records.of_kind(connection, "volunteer")))
                return Noted(finding, event, shift, full=shift.needed is not None and offers >= shift.needed)
    wanted = finding.event or finding.target
    return Noted(finding, next((event for event in known if event.id == wanted), None))


def _offers(finding: Finding, shift_id: str) -> bool:
    return finding.target == shift_id and finding.answer == "offered"


def _topics_today(connection: Connection, member: Member, now: datetime, zone: tzinfo) -> set[str]:
    midnight = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    mails = letters.acknowledged_mails_since(connection, member.id, midnight)
    return {_topic(entry.finding) for mail in mails for entry in records.of_mail(connection, mail)}


def _topic(finding: Finding) -> str:
    """What counts as "the same thing" for one day: the event, else the kind of answer."""
    return finding.event or finding.target or finding.kind
