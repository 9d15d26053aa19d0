"""What was asked, so that an answer can be understood?"""

from datetime import datetime

from sqlalchemy import Connection

from mailer.model.jobs import Dues, Event, Kind
from mailer.model.mail import SentLetter
from mailer.model.people import Mandate, Member
from mailer.model.reading import Context, Finding, Opened
from mailer.reading import plain_text, understand
from mailer.store import events, letters

_MAILINGS = {Kind.STATUTORY: "convocation", Kind.DUES: "dues_reminder", Kind.INVITATION: "invitation", Kind.CIRCULAR: "circular"}


def context_of(connection: Connection, letter: SentLetter, member: Member, now: datetime) -> Context:
    """The mailing as its reader knows it: its events, or all that lie ahead where it is about none; mandate and dues."""
    kind = Kind(letter.kind or Kind.CIRCULAR)
    told = events.by_ids(connection, letter.event_ids) or _ahead(connection, now)
    return Context(
        mailing=_MAILINGS.get(kind, str(kind)),
        sent=letter.sent_at or letter.created_at,
        subject=letter.subject,
        events=told if kind is not Kind.DUES else (),
        mandate=_mandate(member),
        dues=Dues(now.year, member.dues_open) if kind is Kind.DUES and member.dues_open is not None else None,
    )


def read_again(connection: Connection, opened: Opened, letter: SentLetter | None, member: Member, now: datetime) -> tuple[Finding, ...]:
    """What a mail says once a person has told whose it is; nothing without a letter that it may answer."""
    if letter is None:
        return ()
    sent = letters.raw(connection, letter.id) or b""
    return understand(opened, context_of(connection, letter, member, now), plain_text(sent)).findings


def _ahead(connection: Connection, now: datetime) -> tuple[Event, ...]:
    return tuple(event for event in events.every(connection) if event.end > now)


def _mandate(member: Member) -> Mandate | None:
    return member.mandates[0] if member.mandates else None
