"""How does a due mailing become letters in the outbox? All are written before the first is queued, and all are queued at once."""

import logging
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from mailer.composing.writer import MAILING, Wish, Writer
from mailer.errors import MissingFact
from mailer.model.composing import ComposedLetter
from mailer.model.jobs import Job, Mailing, TooLate
from mailer.model.mail import NewLetter, OccurrenceState
from mailer.model.people import Member
from mailer.people.reach import LeftOut, Reach
from mailer.planning.due import Due
from mailer.planning.people import recipients
from mailer.store import events, letters, occurrences
from mailer.store.database import Store
from mailer.store.occurrences import NewOccurrence

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Planned:
    """What planning did. `opened` is False when the mailing had been planned before: then nothing was queued."""

    due: Due
    opened: bool
    state: OccurrenceState
    queued: int = 0
    left_out: tuple[LeftOut, ...] = ()


def plan(store: Store, writer: Writer, due: Due, now: datetime) -> Planned:
    """Write all letters of a due mailing and queue them with their occurrence in one transaction. Ask `put_aside` before.

    Raises TemplateError before anything is queued. One person's missing fact leaves that person out, visibly.
    """
    with store.look() as connection:
        reach = recipients(connection, due.mailing)
    written, lacking = _write_all(writer, due, reach, now)
    left_out = reach.left_out + lacking
    with store.begin() as connection:
        occurrence_id = _open(connection, due, written, now)
        if occurrence_id is None:
            return Planned(due, False, OccurrenceState.READY)
        _keep_events(connection, due)
        letters.queue(connection, written, now, occurrence_id=occurrence_id)
        occurrences.leave_out(connection, occurrence_id, ((out.member_id, out.reason, out.detail) for out in left_out))
    log.info("planned %s/%s: %d letters, %d left out", due.job.id, due.mailing.id, len(written), len(left_out))
    return Planned(due, True, OccurrenceState.READY, len(written), left_out)


def put_aside(store: Store, due: Due, now: datetime) -> Planned | None:
    """A late ghost: write down that it was skipped, or that a person is asked. None for what is in time or may go out late."""
    if not due.late or due.mailing.too_late is TooLate.SEND:
        return None
    state = OccurrenceState.SKIPPED if due.mailing.too_late is TooLate.SKIP else OccurrenceState.ASKING
    with store.begin() as connection:
        opened = occurrences.open_once(connection, _new(due, state, ""), now) is not None
    log.warning("%s/%s was due at %s and is too late: %s", due.job.id, due.mailing.id, due.at, state)
    return Planned(due, opened, state)


def compose_one(writer: Writer, job: Job, mailing: Mailing, member: Member, now: datetime) -> ComposedLetter:
    """The letter that one member would get, for a preview. Raises TemplateError or MissingFact."""
    return writer.compose(_wish(job, mailing, "preview", member, now))


def _write_all(writer: Writer, due: Due, reach: Reach, now: datetime) -> tuple[list[NewLetter], tuple[LeftOut, ...]]:
    written: list[NewLetter] = []
    lacking: list[LeftOut] = []
    for member in reach.write_to:
        try:
            written.append(writer.write(_wish(due.job, due.mailing, due.key, member, now)))
        except MissingFact as error:
            lacking.append(LeftOut(member.id, "missing_fact", str(error.facts.get("name", ""))))
    return written, tuple(lacking)


def _wish(job: Job, mailing: Mailing, key: str, member: Member, now: datetime) -> Wish:
    return Wish(
        unique=(job.id, mailing.id, key, member.id),
        template=mailing.template,
        purpose=MAILING,
        kind=mailing.kind,
        date=now,
        address=member.email or "",
        to_name=member.name,
        member=member,
        job=job,
        events=job.events_of(mailing),
        calendar=mailing.calendar,
        in_doubt=mailing.in_doubt,
    )


def _keep_events(connection: Connection, due: Due) -> None:
    """Keep the events as the letters tell them; those of other jobs only where they are not known yet."""
    owners = {event.id: job_id for job_id, event in due.job.borrowed}
    for event in due.job.events_of(due.mailing):
        if event.id in owners:
            events.mention(connection, owners[event.id], event)
        else:
            events.put(connection, due.job.id, event)


def _open(connection: Connection, due: Due, written: list[NewLetter], now: datetime) -> int | None:
    """Write the occurrence down, or take the one that waited for a person's word; None if it went out before."""
    new = _new(due, OccurrenceState.READY, written[0].subject if written else "")
    opened = occurrences.open_once(connection, new, now)
    return opened if opened is not None else occurrences.answer_asking(connection, new, now)


def _new(due: Due, state: OccurrenceState, subject: str) -> NewOccurrence:
    return NewOccurrence(due.job.id, due.mailing.id, due.key, due.at, state, due.mailing.kind, subject, due.mailing.events)
