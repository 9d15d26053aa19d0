"""How does a due mailing become letters in the outbox? All are written before the first is queued, and all are queued at once."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo

from sqlalchemy import Connection

from mailer.composing.writer import MAILING, Wish, Writer
from mailer.errors import MissingFact
from mailer.model.composing import ComposedLetter
from mailer.model.jobs import Job, Mailing, TooLate
from mailer.model.mail import LetterState, NewLetter, OccurrenceState
from mailer.model.people import Member
from mailer.people.reach import LeftOut, Reach
from mailer.planning.attachments import attached_files
from mailer.planning.due import Due, is_announcement
from mailer.planning.paper import on_paper
from mailer.planning.people import Facts, facts, gone_since, portion
from mailer.planning.versions import counted
from mailer.store import events, letters, occurrences
from mailer.store.database import Store
from mailer.store.occurrences import NewOccurrence
from mailer.store.packing import dictionary_of

_LEASE = timedelta(minutes=10)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Planned:
    """What planning did. `opened` is False when the mailing had been planned before: then nothing was queued."""

    due: Due
    opened: bool
    state: OccurrenceState
    queued: int = 0
    left_out: tuple[LeftOut, ...] = ()


def plan(store: Store, writer: Writer, due: Due, now: datetime, zone: tzinfo) -> Planned:
    """Write all letters of a due mailing, a portion at a time, and let them out together when the last is written.

    Ask `put_aside` before. Raises TemplateError; then nothing of it stays. One person's missing fact leaves that person out, visibly.
    A crash half way leaves an occurrence that is still being written: it is thrown away and begun again.
    """
    with store.begin() as connection:
        occurrence_id = occurrences.begin_writing(connection, _new(due, OccurrenceState.WRITING), now, now + _LEASE)
    if occurrence_id is None:
        return Planned(due, False, OccurrenceState.READY)
    try:
        planned = _write(store, writer, due, occurrence_id, now, zone)
    except BaseException:
        with store.begin() as connection:
            occurrences.abandon(connection, occurrence_id)
        raise
    log.info("planned %s/%s: %d letters, %d left out", due.job.id, due.mailing.id, planned.queued, len(planned.left_out))
    return planned


def put_aside(store: Store, due: Due, now: datetime) -> Planned | None:
    """A late ghost, one that a restored backup does not know to have gone out, or a mailing about nothing but what is cancelled: write
    down that it was skipped, or that a person is asked.

    None for what is in time or may go out late.
    """
    off = is_off(due.job, due.mailing)
    if not off and not due.restored and (not due.late or due.mailing.too_late is TooLate.SEND):
        return None
    skipped = off or (due.mailing.too_late is TooLate.SKIP and not due.restored)
    state = OccurrenceState.SKIPPED if skipped else OccurrenceState.ASKING
    with store.begin() as connection:
        opened = occurrences.open_once(connection, _new(due, state), now) is not None
    why = "is about what is cancelled" if off else "may have gone out: the record is a backup" if due.restored else "is too late"
    log.warning("%s/%s was due at %s and %s: %s", due.job.id, due.mailing.id, due.at, why, state)
    return Planned(due, opened, state)


def skip_asking(store: Store, due: Due, now: datetime) -> bool:
    """A person's word that a mailing which asks is not to go out; False for one that does not ask."""
    with store.begin() as connection:
        found = occurrences.find(connection, due.job.id, due.mailing.id, due.key)
        if found is None or found.state is not OccurrenceState.ASKING:
            return False
        return occurrences.answer_asking(connection, _new(due, OccurrenceState.SKIPPED), now) is not None


def is_off(job: Job, mailing: Mailing) -> bool:
    """Whether a mailing of a job file is about events that are all cancelled: then it does not go out."""
    about = job.events_of(mailing)
    return bool(about) and all(event.cancelled for event in about) and not is_announcement(mailing)


def compose_one(writer: Writer, job: Job, mailing: Mailing, member: Member, now: datetime) -> ComposedLetter:
    """The letter that one member would get, for a preview. Raises TemplateError or MissingFact."""
    return writer.compose(_wish(Due(job, mailing, "preview", now, False, attachments=attached_files(job, mailing)), member, now))


def compose_as(writer: Writer, due: Due, member: Member, now: datetime) -> ComposedLetter:
    """The letter that this member gets of a mailing that is due. Raises TemplateError or MissingFact."""
    return writer.compose(_wish(due, member, now))


def _write(store: Store, writer: Writer, due: Due, occurrence_id: int, now: datetime, zone: tzinfo) -> Planned:
    with store.look() as connection:
        known = replace(facts(connection, due.mailing, now, zone, due.only), frozen=due.frozen)
        due = replace(due, job=counted(connection, due.job), attachments=attached_files(due.job, due.mailing))
    queued, dictionary, subject = 0, b"", ""
    left_out: tuple[LeftOut, ...] = ()
    by_post: tuple[Member, ...] = ()
    mailed: set[str | None] = set()
    for reach in _portions(store, due.mailing, known):
        written, lacking = _write_portion(writer, due, reach, now)
        if reach.by_post:
            by_post += reach.by_post
            papered = {member.id for member in reach.by_post}
            mailed |= {letter.member_id for letter in written} & papered
            lacking = tuple(each for each in lacking if each.member_id not in papered)
        out = reach.left_out + lacking
        dictionary, subject = _keep(store, occurrence_id, written, out, now, dictionary, subject)
        queued, left_out = queued + len(written), left_out + out
    if by_post:
        written, lacking = on_paper(writer, due, by_post, now)
        out = tuple(each for each in lacking if each.member_id not in mailed)
        dictionary, subject = _keep(store, occurrence_id, written, out, now, dictionary, subject)
        queued, left_out = queued + len(written), left_out + out
    if due.frozen is not None:
        left_out += _keep_gone(store, occurrence_id, due.frozen)
    with store.begin() as connection:
        _keep_events(connection, due, now)
        occurrences.finish_writing(connection, occurrence_id, subject)
    return Planned(due, True, OccurrenceState.READY, queued, left_out)


def _keep(
    store: Store, occurrence_id: int, written: list[NewLetter], out: tuple[LeftOut, ...], now: datetime, dictionary: bytes, subject: str
) -> tuple[bytes, str]:
    """Keep a portion; the first letter of all gives the dictionary and the subject."""
    with store.begin() as connection:
        if written and not dictionary:
            dictionary, subject = dictionary_of(written[0].raw), written[0].subject
            occurrences.set_dictionary(connection, occurrence_id, dictionary)
        letters.queue(connection, written, now, occurrence_id, state=LetterState.WRITTEN, dictionary=dictionary)
        occurrences.leave_out(connection, occurrence_id, ((each.member_id, each.reason, each.detail) for each in out))
    return dictionary, subject


def _keep_gone(store: Store, occurrence_id: int, frozen: frozenset[str]) -> tuple[LeftOut, ...]:
    """Write down who was to get it when it was released, and stands in the address book no more."""
    with store.begin() as connection:
        gone = gone_since(connection, frozen)
        occurrences.leave_out(connection, occurrence_id, ((each.member_id, each.reason, each.detail) for each in gone))
    return gone


def _portions(store: Store, mailing: Mailing, known: Facts) -> Iterator[Reach]:
    after = ""
    while True:
        with store.look() as connection:
            found = portion(connection, mailing, known, after)
        if found is None:
            return
        reach, after = found
        yield reach


def _write_portion(writer: Writer, due: Due, reach: Reach, now: datetime) -> tuple[list[NewLetter], tuple[LeftOut, ...]]:
    written: list[NewLetter] = []
    lacking: list[LeftOut] = []
    for member in reach.write_to:
        try:
            written.append(writer.write(_wish(due, member, now)))
        except MissingFact as error:
            lacking.append(LeftOut(member.id, "missing_fact", str(error.facts.get("name", ""))))
    return written, tuple(lacking)


def _wish(due: Due, member: Member, now: datetime) -> Wish:
    job, mailing = due.job, due.mailing
    return Wish(
        unique=(job.id, mailing.id, due.key, member.id),
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
        attachments=due.attachments,
        facts=due.facts,
        follows=(due.follows[member.id],) if member.id in due.follows else (),
    )


def _keep_events(connection: Connection, due: Due, now: datetime) -> None:
    """Keep the events as the letters tell them; those of other jobs only where they are not known yet."""
    owners = {event.id: job_id for job_id, event in due.job.borrowed}
    for event in due.job.events_of(due.mailing):
        if event.id in owners:
            events.mention(connection, owners[event.id], event)
        else:
            events.put(connection, due.job.id, event, now)


def _new(due: Due, state: OccurrenceState) -> NewOccurrence:
    return NewOccurrence(
        due.job.id, due.mailing.id, due.key, due.at, state, due.mailing.kind, "", due.mailing.events, due.mailing.send_window
    )
