"""Whose mail came back, so that a letter must go? The bounce of a mailing puts its member into the next print batch."""

import logging
from datetime import datetime

from sqlalchemy import Connection

from mailer.composing.post.wish import paper_wish
from mailer.composing.writer import Writer
from mailer.errors import MissingFact
from mailer.model.book import DEATH
from mailer.model.jobs import Job
from mailer.model.mail import LetterState, NewLetter, OccurrenceState
from mailer.model.people import Member
from mailer.people.ways import POST, place
from mailer.store import batches, letters, members, occurrences, records, reviews
from mailer.store.database import Store
from mailer.store.occurrences import Occurrence

log = logging.getLogger(__name__)


def write_for_bounced(store: Store, writer: Writer, job: Job, now: datetime) -> int:
    """Write a letter for everybody whose mail of this job's mailings is known not to have arrived, where the mailing goes by post too.

    Nothing is written for events that are over. Gives the number of letters. Raises TemplateError.
    """
    if not any(POST in mailing.channels for mailing in job.mailings):
        return 0
    with store.begin() as connection:
        found = sum(_write(connection, writer, job, occurrence, now) for occurrence in _concerned(connection, job, now))
    if found:
        log.info("wrote %d letters of %s for mails that came back", found, job.id)
    return found


def _concerned(connection: Connection, job: Job, now: datetime) -> tuple[Occurrence, ...]:
    """What went out by post too, and is not over."""
    ahead = (mailing for mailing in job.mailings if POST in mailing.channels and _is_ahead(job, mailing.id, now))
    planned = (occurrence for mailing in ahead for occurrence in occurrences.of_mailing(connection, job.id, mailing.id))
    return tuple(occurrence for occurrence in planned if occurrence.state is OccurrenceState.READY)


def _is_ahead(job: Job, mailing_id: str, now: datetime) -> bool:
    mailing = job.mailing(mailing_id)
    about = job.events_of(mailing) if mailing else ()
    return not about or any(event.end > now and not event.cancelled for event in about)


def _write(connection: Connection, writer: Writer, job: Job, occurrence: Occurrence, now: datetime) -> int:
    unreached = batches.unreached(connection, occurrence.id)
    if not unreached:
        return 0
    mailing = job.mailing(occurrence.mailing_id)
    written: list[NewLetter] = []
    if mailing is None:
        return 0
    for member in _reachable(connection, frozenset(unreached)):
        try:
            written.append(writer.write_on_paper(paper_wish(job, mailing, occurrence.key, (member,), now, {})))
        except MissingFact:
            log.warning("no letter for a member of %s/%s whose mail came back: a fact is missing", job.id, mailing.id)
    dictionary = batches.dictionary(connection, occurrence.id)
    letters.queue(connection, written, now, occurrence.id, state=LetterState.TO_PRINT, dictionary=dictionary)
    return len(written)


def _reachable(connection: Connection, unreached: frozenset[str]) -> tuple[Member, ...]:
    """Those of them who are still members and have a postal address that is not known to fail."""
    gone = set(records.departed(connection)) | set(reviews.members_with(connection, DEATH))
    returned = batches.failed_places(connection)
    present = (member for member in members.everybody(connection) if member.id in unreached - gone)
    return tuple(member for member in present if place(member) and (member.id, place(member)) not in returned)
