"""Does an answer still hold for an event that has moved since? One to the earlier date says nothing about the new one: we ask again."""

from datetime import datetime

from sqlalchemy import Connection

from mailer.composing.writer import Wish, Writer
from mailer.model.jobs import Calendar, Event, InDoubt, Kind
from mailer.model.people import Member
from mailer.model.reading import Finding, Opened
from mailer.recording.acknowledge import is_mourned
from mailer.recording.correlate import Match
from mailer.store import events, letters

MOVED = "moved"
_TEMPLATE = "answers/moved.md"


def parted(
    connection: Connection, opened: Opened, match: Match, findings: tuple[Finding, ...]
) -> tuple[tuple[Finding, ...], tuple[Event, ...]]:
    """The findings that hold, and the events whose answer was given to an earlier date (SEQUENCE, RFC 5545 3.8.7.4).

    Who was asked again once knows the new date: a calendar that never counts up must not make us ask for ever.
    """
    moved: dict[str, Event] = {}
    for finding in findings:
        event = events.by_id(connection, finding.event) if finding.kind == "rsvp" and finding.event else None
        told = _told(connection, opened, match, event) if event is not None else None
        if event is not None and told is not None and told < event.major_sequence and not _knows(connection, match, event):
            moved[event.id] = event
    holding = tuple(finding for finding in findings if finding.kind != "rsvp" or finding.event not in moved)
    return holding, tuple(moved.values())


def ask_again(connection: Connection, writer: Writer, inbox_id: int, opened: Opened, member: Member, event: Event, now: datetime) -> None:
    """Send the new date with the question: once for each member and date, see `parted`."""
    if member.email is None or is_mourned(connection, member):
        return
    letter = writer.write(
        Wish(
            unique=(MOVED, event.id, str(event.sequence), member.id),
            template=_TEMPLATE,
            purpose=MOVED,
            kind=Kind.REPORT,
            date=now,
            address=member.email,
            to_name=member.name,
            member=member,
            events=(event,),
            calendar=Calendar.INVITATION,
            in_doubt=InDoubt.HOLD,
            answers_message_id=opened.head.message_id or None,
            answers_references=opened.head.references,
            answers_subject=opened.head.subject,
        )
    )
    letters.queue(connection, [letter], now, answers_inbox_id=inbox_id)


def _told(connection: Connection, opened: Opened, match: Match, event: Event) -> int | None:
    """The SEQUENCE that the writer had before them: their calendar says it, else the letter that they answer does."""
    said = [answer.sequence for answer in opened.calendar if answer.sequence is not None and _is_about(connection, answer.uid, event)]
    if said:
        return said[0]
    if opened.calendar or match.thread is None:
        return None
    return events.told_sequence(connection, event.id, match.thread.id)


def _knows(connection: Connection, match: Match, event: Event) -> bool:
    return match.member is not None and events.was_asked_again(connection, event.id, match.member.id, event.major_sequence)


def _is_about(connection: Connection, uid: str | None, event: Event) -> bool:
    told = letters.by_calendar_uid(connection, uid) if uid else None
    return told is not None and told[1] == event.id
