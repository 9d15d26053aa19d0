"""How is something put right that went out? To exactly those who got the letter, by mail below it or on paper, once for the same words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection

from mailer.errors import DataError
from mailer.model.jobs import Audience, Calendar, Job, Mailing, When
from mailer.model.mail import LetterState, OccurrenceState
from mailer.people.ways import EMAIL, HOUSEHOLD, POST
from mailer.planning.due import ANNOUNCEMENT, Due
from mailer.store import letters, occurrences
from mailer.store.occurrences import Occurrence

TEMPLATE = "korrektur.md"
_GOT = frozenset({LetterState.SENT, LetterState.IN_DOUBT})
_ON_PAPER = frozenset({LetterState.TO_PRINT, LetterState.PRINTED})


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction that is ready to be planned. `about` is what it puts right; `by_post` are the ids of those who got that on paper only;
    `went_out` says that these very words went out before."""

    due: Due
    about: Occurrence
    by_post: tuple[str, ...]
    went_out: bool


def correction(
    connection: Connection,
    job: Job,
    mailing: Mailing,
    template: str,
    text: str,
    words: str,
    message_id: Callable[[str], str],
    now: datetime,
) -> Correction:
    """The correction of the latest occurrence of a mailing. `template` is the template's name and `text` its content; `words` are what is
    right; `message_id` gives a letter's Message-ID. Raises DataError where nothing went out yet."""
    ready = [each for each in occurrences.of_mailing(connection, job.id, mailing.id) if each.state is OccurrenceState.READY]
    if not ready:
        raise DataError("correct.nothing_sent", job=job.id, mailing=mailing.id)
    about = ready[-1]
    lines = [line for line in letters.lines(connection, occurrence_id=about.id) if line.member_id is not None]
    got = {str(line.member_id): message_id(line.id) for line in lines if line.state in _GOT}
    by_post = _on_paper(connection, about, (str(line.member_id) for line in lines if line.state in _ON_PAPER and line.member_id not in got))
    facts: Mapping[str, Any] = {"words": words, "before": {"subject": about.subject, "sent_at": about.planned_at}}
    key = _key(about, text, words)
    only = frozenset(got) | frozenset(by_post)
    due = Due(job, _mailing(mailing, template, on_paper=bool(by_post)), key, now, late=False, only=only, facts=facts, follows=got)
    return Correction(due, about, by_post, occurrences.find(connection, job.id, due.mailing.id, due.key) is not None)


def _on_paper(connection: Connection, about: Occurrence, received: Iterable[str]) -> tuple[str, ...]:
    """Who got it on paper, and who shared such a letter."""
    first = tuple(dict.fromkeys(received))
    shared = (who for who, reason, whose in occurrences.left_out_of(connection, about.id) if reason == HOUSEHOLD and whose in first)
    return first + tuple(who for who in shared if who not in first)


def _mailing(mailing: Mailing, template: str, *, on_paper: bool) -> Mailing:
    """As serious as what it puts right, about the same events, but without their calendar entries: `mailer changes` changes those.

    Where somebody got it on paper, whoever no mail reaches now gets paper too.
    """
    return replace(
        mailing,
        id=f"{ANNOUNCEMENT}correct-{mailing.id}",
        template=template,
        audience=Audience(everyone=True),
        when=When(by_hand=True),
        calendar=Calendar.NONE,
        channels=(EMAIL, POST) if on_paper else (EMAIL,),
        attachments=(),
        body=None,
        every_way=mailing.every_way and on_paper,
        release=None,
    )


def _key(about: Occurrence, text: str, words: str) -> str:
    return f"{about.key} {sha256(repr((text, words)).encode()).hexdigest()[:16]}"
