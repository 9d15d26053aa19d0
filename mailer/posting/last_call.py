"""Whose convocation is still on its way when the post has to go? From the working day before the last safe day on, a letter goes too.

The mail is left alone and may still arrive: better twice by two ways than not at all. After the last safe day no letter could be in time;
then the mail goes on alone.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from sqlalchemy import Connection

from mailer.composing.writer import Writer, to_role
from mailer.model.jobs import Job
from mailer.posting.instead import went_by_post_too, write_instead
from mailer.store import instead, letters, members, occurrences
from mailer.store.database import Store
from mailer.store.instead import Instead, Unreached
from mailer.store.occurrences import Occurrence
from mailer.texts import say

_TRIED = timedelta(hours=1)
_UNTRIED = timedelta(days=1)
_TEMPLATE = "reports/last_call.md"
_SIGHTING = "~last-call"  # no job can be called so
_NAMED = 60
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LastCall:
    """Until when the letters of a convocation can be posted: from `opens` on they are written, on `last_day` they are posted at the
    latest (the association's day)."""

    mailing_id: str
    opens: datetime
    last_day: date

    def is_now(self, now: datetime, zone: tzinfo) -> bool:
        """Whether letters are to be written at this moment."""
        return self.opens <= now and now.astimezone(zone).date() <= self.last_day


@dataclass(frozen=True, slots=True)
class Board:
    """Who is told."""

    addresses: tuple[str, ...]
    zone: tzinfo


def write_for_unknown(store: Store, writer: Writer, job: Job, calls: Sequence[LastCall], board: Board, now: datetime) -> int:
    """Write a letter for everybody of whom nobody knows whether the convocation arrived by mail; gives the number of letters.

    A mail gets its chance first: an hour if it was tried and put off or is in doubt, a day if it waited for its turn, and then an hour more
    since a service first looked, which may have been off. The board is told once of each of them. Raises TemplateError.
    """
    written = 0
    for call in calls:
        if call.is_now(now, board.zone):
            with store.look() as connection:
                concerned = went_by_post_too(connection, job, call.mailing_id, now)
            for occurrence in concerned:
                unreached = _on_their_way(store, occurrence, now)
                written += write_instead(store, writer, job, occurrence, unreached, now, told=False)
                _tell(store, writer, job, occurrence, call, board, now)
    if written:
        log.warning("wrote %d letters of %s: the last safe day is near, and nobody knows whether the mails arrived", written, job.id)
    return written


def _on_their_way(store: Store, occurrence: Occurrence, now: datetime) -> tuple[Unreached, ...]:
    with store.begin() as connection:
        watched = occurrences.first_seen(connection, _SIGHTING, str(occurrence.id), now)
        untried = now - _UNTRIED if now - watched >= _TRIED else None
        return instead.on_their_way(connection, occurrence.id, now - _TRIED, untried)


def _tell(store: Store, writer: Writer, job: Job, occurrence: Occurrence, call: LastCall, board: Board, now: datetime) -> None:
    """Queue one mail to each address about what nobody has been told of yet."""
    with store.begin() as connection:
        news = instead.tell(connection, occurrence.id, now)
        if not news:
            return
        facts = _facts(connection, job, occurrence, call, news)
        unique = ("last-call", job.id, occurrence.mailing_id, occurrence.key, news[0].mail_id)
        wishes = [to_role(_TEMPLATE, (*unique, address), address, now, facts) for address in dict.fromkeys(board.addresses)]
        letters.queue(connection, [writer.write(wish) for wish in wishes], now)


def _facts(connection: Connection, job: Job, occurrence: Occurrence, call: LastCall, news: Sequence[Instead]) -> dict[str, object]:
    names = members.names(connection)
    on_paper = [each for each in news if each.letter_id is not None]
    nowhere = [each for each in news if each.letter_id is None]
    return {
        "title": job.title,
        "job_id": job.id,
        "subject": occurrence.subject,
        "last_day": call.last_day,
        "count": len(on_paper),
        "on_paper": [_person(each, names) for each in on_paper[:_NAMED]],
        "nowhere": [_person(each, names) for each in nowhere],
        "more": max(0, len(on_paper) - _NAMED),
    }


def _person(each: Instead, names: dict[str, str]) -> dict[str, str]:
    return {"name": names.get(each.member_id, each.member_id), "why": say(f"evidence_mail.{each.reason}")}
