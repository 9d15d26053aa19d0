"""How does a letter go in place of a mail? A portion at a time, once for each member, with its reason on record."""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection

from mailer.composing.post.wish import paper_wish
from mailer.composing.writer import Writer
from mailer.errors import MissingFact
from mailer.model.book import DEATH
from mailer.model.jobs import Job, Mailing
from mailer.model.mail import LetterState, NewLetter, OccurrenceState
from mailer.model.people import Member
from mailer.people.ways import POST, place
from mailer.store import batches, instead, letters, members, occurrences, records, reviews
from mailer.store.database import Store
from mailer.store.instead import Instead, Unreached
from mailer.store.occurrences import Occurrence

_PORTION = 200
log = logging.getLogger(__name__)


def went_by_post_too(connection: Connection, job: Job, mailing_id: str, now: datetime) -> tuple[Occurrence, ...]:
    """What went out of a mailing that takes the post too, and is not over."""
    mailing = job.mailing(mailing_id)
    if mailing is None or POST not in mailing.channels or not _is_ahead(job, mailing, now):
        return ()
    planned = occurrences.of_mailing(connection, job.id, mailing.id)
    return tuple(occurrence for occurrence in planned if occurrence.state is OccurrenceState.READY)


def write_instead(
    store: Store, writer: Writer, job: Job, occurrence: Occurrence, unreached: Sequence[Unreached], now: datetime, *, told: bool
) -> int:
    """Write a letter for each of these whom one can reach, and note the others; gives the number of letters. Raises TemplateError.

    `told`: nobody need be told of it. Who has left, or of whom a death was reported, is left alone.
    """
    mailing = job.mailing(occurrence.mailing_id)
    if mailing is None or not unreached:
        return 0
    with store.look() as connection:
        people = _present(connection)
        returned = batches.failed_places(connection)
        dictionary = batches.dictionary(connection, occurrence.id)
    written = 0
    for portion in _portions([each for each in unreached if each.member_id in people]):
        new: dict[str, NewLetter] = {}
        for each in portion:
            member = people[each.member_id]
            if place(member) and (member.id, place(member)) not in returned:
                new |= _letter(writer, job, mailing, occurrence.key, member, now)
        written += _keep(store, occurrence.id, portion, new, now, dictionary, told=told)
    return written


def _is_ahead(job: Job, mailing: Mailing, now: datetime) -> bool:
    about = job.events_of(mailing)
    return not about or any(event.end > now and not event.cancelled for event in about)


def _present(connection: Connection) -> dict[str, Member]:
    """Those who are members and may be written to."""
    gone = set(records.departed(connection)) | set(reviews.members_with(connection, DEATH))
    return {member.id: member for member in members.everybody(connection) if member.id not in gone}


def _letter(writer: Writer, job: Job, mailing: Mailing, key: str, member: Member, now: datetime) -> dict[str, NewLetter]:
    """The letter by the member's id; none where a fact is missing."""
    try:
        return {member.id: writer.write_on_paper(paper_wish(job, mailing, key, (member,), now, {}))}
    except MissingFact:
        log.warning("no letter for a member of %s/%s whom the mail did not reach: a fact is missing", job.id, mailing.id)
        return {}


def _keep(
    store: Store,
    occurrence_id: int,
    portion: Sequence[Unreached],
    new: dict[str, NewLetter],
    now: datetime,
    dictionary: bytes | None,
    *,
    told: bool,
) -> int:
    """Queue the letters of a portion for the printer, but none for whom another service has been quicker; gives their number."""
    with store.begin() as connection:
        without = instead.still_without(connection, occurrence_id, portion)
        wanted = [new[each.member_id] for each in without if each.member_id in new]
        letters.queue(connection, wanted, now, occurrence_id, state=LetterState.TO_PRINT, dictionary=dictionary)
        done = [Instead(each.member_id, each.mail_id, _id(new.get(each.member_id)), each.reason, now) for each in without]
        instead.note(connection, occurrence_id, done, told=told)
    return len(wanted)


def _id(letter: NewLetter | None) -> str | None:
    return letter.id if letter is not None else None


def _portions(unreached: Sequence[Unreached]) -> Iterator[Sequence[Unreached]]:
    return (unreached[start : start + _PORTION] for start in range(0, len(unreached), _PORTION))
