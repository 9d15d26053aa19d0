"""What follows from a word about a draft? It is released for its audience, stopped, or a person looks; and the writer is told in a line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from mailer.composing.writer import Wish, Writer
from mailer.model.book import InboxState
from mailer.model.jobs import InDoubt, Kind, Release
from mailer.model.mail import OccurrenceState
from mailer.releasing.draft import DRAFT
from mailer.releasing.words import Said, said_in
from mailer.store import inbox, letters, occurrences, releases, reviews
from mailer.store.database import Store
from mailer.store.releases import Draft, DraftState, Word

_TEMPLATE = "reports/release_answer.md"
_BOARD = "board"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a draft is about, as the job file stands now. `digest` is its content's now, None where the file is broken or gone.

    `frozen` are the ids of all whom the audience rule selects now, None where each member has a day of their own. `author` are the
    addresses of whoever wrote it and must not release it (four eyes), empty where anybody of the roles may. `at` is when it goes out.
    """

    title: str
    digest: str | None
    rule: Release = Release.TWO_EYES
    author: tuple[str, ...] = ()
    author_role: str | None = None
    frozen: frozenset[str] | None = None
    people: int = 0
    at: datetime | None = None
    own_days: bool = False
    roles: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a word: released, stopped, already (it was so before), sent (it has gone out), replaced (another draft counts), own
    (the author may not), unreadable (the job file is broken or gone)."""

    name: str
    draft: Draft
    standing: Standing


def settle(store: Store, writer: Writer, word: Word, standing: Standing, now: datetime) -> Verdict | None:
    """Deal with a role's answer to a draft and queue the answer to it; None for one that a person must read, or that is dealt with."""
    with store.begin() as connection:
        draft = releases.by_id(connection, word.draft_id)
        if draft is None or not releases.settle_word(connection, word.inbox_id, now):
            return None
        said = said_in(word.words)
        if said is None:
            reviews.open_item(connection, word.inbox_id, None, None, ("recording.release_unclear",), (), _audience(word), now)
            inbox.move_to(connection, word.inbox_id, InboxState.REVIEW)
            return None
        who = f"{word.role} <{word.address}>"
        own = standing.rule is Release.FOUR_EYES and word.address in standing.author
        verdict = Verdict("own", draft, standing) if own and said is Said.GO else decide(connection, draft, standing, said, who, now)
        _answer(connection, writer, word, verdict, said, now)
        return verdict


def decide(connection: Connection, draft: Draft, standing: Standing, said: Said, who: str, now: datetime) -> Verdict:
    """Carry a word out. Whether `who` may say it, the caller has looked at."""
    gone = occurrences.find(connection, draft.job_id, draft.mailing_id, draft.key)
    if gone is not None and gone.state in {OccurrenceState.READY, OccurrenceState.WRITING}:
        return Verdict("sent", draft, standing)
    if said is Said.STOP:
        name = "stopped" if releases.stop(connection, draft.id, who, now) else "already"
        return Verdict("replaced" if draft.state is DraftState.REPLACED else name, draft, standing)
    if standing.digest is None:
        return Verdict("unreadable", draft, standing)
    if draft.state is DraftState.REPLACED or draft.digest != standing.digest:
        return Verdict("replaced", draft, standing)
    released = releases.release(connection, draft.id, who, standing.frozen, now)
    return Verdict("released" if released else "already", draft, standing)


def decide_at_terminal(store: Store, draft: Draft, standing: Standing, said: Said, who: str, now: datetime) -> Verdict:
    """The same for a person at the terminal, in a transaction of its own."""
    with store.begin() as connection:
        return decide(connection, draft, standing, said, who, now)


def fate(verdict: Verdict, late: str | None, now: datetime) -> str:
    """What a released mailing does now: `own_days`, `by_hand`, `later`, `now`, or what its too-late rule says (`ask`, `skip`)."""
    standing = verdict.standing
    if standing.own_days:
        return "own_days"
    if late is not None:
        return late
    if standing.at is None:
        return "by_hand"
    return "later" if standing.at > now else "now"


def _audience(word: Word) -> str:
    return word.role if word.role == "treasurer" else _BOARD


def _answer(connection: Connection, writer: Writer, word: Word, verdict: Verdict, said: Said, now: datetime) -> None:
    draft, standing = verdict.draft, verdict.standing
    before = releases.by_id(connection, draft.id) or draft
    letter = writer.write(
        Wish(
            unique=(DRAFT, "answer", str(word.inbox_id)),
            template=_TEMPLATE,
            purpose=DRAFT,
            kind=Kind.REPORT,
            date=now,
            address=word.address,
            to_name="",
            in_doubt=InDoubt.HOLD,
            answers_message_id=word.message_id or None,
            answers_references=word.references,
            answers_subject=word.subject,
            facts={
                "verdict": verdict.name,
                "said": str(said),
                "title": standing.title,
                "mailing_id": draft.mailing_id,
                "job_id": draft.job_id,
                "people": standing.people,
                "at": standing.at,
                "fate": fate(verdict, standing.facts.get("late"), now),
                "before": before,
            },
        )
    )
    letters.queue(connection, [letter], now, answers_inbox_id=word.inbox_id)
    releases.add_letter(connection, letter.id, draft.id, standing.roles)
