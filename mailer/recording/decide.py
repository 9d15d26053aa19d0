"""What happens when a person decides a review?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from sqlalchemy import Connection

from mailer.composing.writer import Wish, Writer
from mailer.errors import DataError
from mailer.model.book import DEATH, InboxState, Proof, ReviewItem
from mailer.model.jobs import InDoubt, Kind
from mailer.model.people import Member
from mailer.model.reading import Finding
from mailer.reading import open_mail
from mailer.recording.acknowledge import acknowledge
from mailer.recording.context import read_again
from mailer.recording.correlate import likely_letter
from mailer.store import holding, inbox, letters, members, records, reviews
from mailer.store.database import Store

QUESTION = "question"
_ASK_BACK = "answers/ask_back.md"
_SILENT = {"death", "question", "contact_change"}


@dataclass(frozen=True, slots=True)
class Desk:
    """What a decision needs to tell the member of it."""

    writer: Writer
    zone: tzinfo


def accept(
    store: Store,
    item_id: int,
    who: str,
    now: datetime,
    member_id: str | None = None,
    findings: Sequence[Finding] | None = None,
    desk: Desk | None = None,
) -> int:
    """Write the proposal, or what the person found instead, into the book under their name; gives the number of entries.

    With a `desk` the member is told. Raises DataError for an item that is decided or unknown, and for one whose member nobody named.
    """
    with store.begin() as connection:
        return accept_item(connection, open_item(connection, item_id), who, now, member_id, findings, desk)


def reject(store: Store, item_id: int, who: str, now: datetime) -> None:
    """Write nothing down: the mail is dealt with. Raises DataError for an item that is decided or unknown."""
    with store.begin() as connection:
        reject_item(connection, open_item(connection, item_id), who, now)


def assign(store: Store, item_id: int, member_id: str, now: datetime) -> ReviewItem:
    """Tell whose mail it is; the item stays open, read again as theirs. Raises DataError for an unknown item or member."""
    with store.begin() as connection:
        owner = members.by_id(connection, member_id)
        if owner is None:
            raise DataError("review.whose", item=item_id)
        return assign_item(connection, open_item(connection, item_id), owner, now)


def ask_back(store: Store, item_id: int, who: str, now: datetime, desk: Desk, question: str = "") -> None:
    """Ask the member what they mean: with the prepared text, or with the person's own question. The item stays open.

    Raises DataError for an item that is decided or unknown, or where there is nobody to ask.
    """
    with store.begin() as connection:
        ask_item(connection, open_item(connection, item_id), who, now, desk, question)


def undo(store: Store, entry_id: int, who: str, now: datetime) -> None:
    """Take an entry of the book back, by an entry of its own. Raises DataError for one that cannot be taken back."""
    with store.begin() as connection:
        if not records.undo(connection, entry_id, who, now):
            raise DataError("book.not_undone", entry=entry_id)


def open_item(connection: Connection, item_id: int) -> ReviewItem:
    """The undecided item of that number. Raises DataError for one that is decided or unknown."""
    item = reviews.by_id(connection, item_id)
    if item is None:
        raise DataError("review.unknown", item=item_id)
    return item


def accept_item(
    connection: Connection,
    item: ReviewItem,
    who: str,
    now: datetime,
    member_id: str | None = None,
    findings: Sequence[Finding] | None = None,
    desk: Desk | None = None,
) -> int:
    """`accept` within a transaction."""
    owner = members.by_id(connection, member_id or item.member_id or "")
    if owner is None:
        raise DataError("review.whose", item=item.id)
    if findings is None and not item.proposal:
        raise DataError("review.no_proposal_to_accept", item=item.id)
    wanted = tuple(item.proposal if findings is None else findings)
    line = inbox.line(connection, item.inbox_id)
    received = line.received_at if line else None
    words = (line.text if line else None) or ""
    kept = tuple(finding for finding in _with_words(wanted, words) if finding.kind != "question")
    records.add(connection, owner.id, kept, Proof.NONE, now, item.inbox_id, item.letter_id, confirmed_by=who, received_at=received)
    if findings is not None:
        _take_back(connection, item, who, now, kept)
    changed = findings is not None or (member_id is not None and member_id != item.member_id)
    _close(connection, item, who, "changed" if changed else "accepted", now)
    if desk is not None:
        _tell(connection, desk, item, owner, kept, now)
    return len(kept)


def reject_item(connection: Connection, item: ReviewItem, who: str, now: datetime) -> None:
    """`reject` within a transaction. What was only noted as received is taken back: a resignation, a motion."""
    _take_back(connection, item, who, now, ())
    _close(connection, item, who, "rejected", now)


def assign_item(connection: Connection, item: ReviewItem, owner: Member, now: datetime) -> ReviewItem:
    """The mail is this member's: it is read again as theirs where nothing is proposed yet. The item stays open, with what was found."""
    found, letter_id = item.proposal, item.letter_id
    if not found:
        letter = likely_letter(connection, owner, "")
        letter_id = letter.id if letter else None
        opened = open_mail(inbox.raw(connection, item.inbox_id) or b"")
        found = read_again(connection, opened, letter, owner, now)
    reviews.assign(connection, item.id, owner.id, letter_id, found)
    return replace(item, member_id=owner.id, letter_id=letter_id, proposal=found)


def ask_item(connection: Connection, item: ReviewItem, who: str, now: datetime, desk: Desk, question: str = "") -> None:
    """`ask_back` within a transaction."""
    member = members.by_id(connection, item.member_id or "")
    if member is None or member.email is None or DEATH in item.reasons:
        raise DataError("review.nobody_to_ask", item=item.id)
    raw = inbox.raw(connection, item.inbox_id) or b""
    opened = open_mail(raw)
    letter = desk.writer.write(
        Wish(
            unique=(QUESTION, str(item.id), now.isoformat()),
            template=_ASK_BACK,
            purpose=QUESTION,
            kind=Kind.REPORT,
            date=now,
            address=member.email,
            to_name=member.name,
            member=member,
            in_doubt=InDoubt.HOLD,
            answers_message_id=opened.head.message_id or None,
            answers_references=opened.head.references,
            answers_subject=opened.head.subject,
            facts={"question": question, "text_quote": opened.text, "proposal": item.proposal},
        )
    )
    letters.queue(connection, [letter], now, answers_inbox_id=item.inbox_id)
    reviews.mark_asked(connection, item.id, now)


def close_answered(connection: Connection, inbox_id: int, now: datetime) -> None:
    """The member has answered what was asked back, and that was understood: the item needs no person any more."""
    for item in reviews.of_mail(connection, inbox_id):
        if item.asked_at is not None:
            _close(connection, item, "mailer", "answered", now)


def _take_back(connection: Connection, item: ReviewItem, who: str, now: datetime, kept: Sequence[Finding]) -> None:
    """Take back what the service had noted of the proposal and the person sees otherwise; the same thing written anew supersedes it."""
    stays = {(finding.kind, finding.scope) for finding in kept}
    for entry in records.of_mail(connection, item.inbox_id):
        noted = entry.confirmed_by is None and entry.undoes is None and entry.finding in item.proposal
        if noted and (entry.finding.kind, entry.finding.scope) not in stays:
            records.undo(connection, entry.id, who, now)


def _with_words(findings: Sequence[Finding], text: str) -> tuple[Finding, ...]:
    """What a person found rests on the whole mail where they named no words."""
    return tuple(replace(each, evidence=each.evidence or text[:300].strip()) for each in findings)


def _tell(connection: Connection, desk: Desk, item: ReviewItem, member: Member, findings: Sequence[Finding], now: datetime) -> None:
    """Tell the member what a person wrote down, unless that is something one does not write to them about."""
    told = tuple(finding for finding in findings if finding.kind not in _SILENT)
    opened = open_mail(inbox.raw(connection, item.inbox_id) or b"")
    line = inbox.line(connection, item.inbox_id)
    received = line.received_at if line else None
    letter = acknowledge(connection, desk.writer, item.inbox_id, opened, member, told, now, desk.zone, decided=True, received_at=received)
    if letter is not None and letters.by_id(connection, letter.id) is None:
        letters.queue(connection, [letter], now, answers_inbox_id=item.inbox_id)


def _close(connection: Connection, item: ReviewItem, who: str, decision: str, now: datetime) -> None:
    if not reviews.decide(connection, item.id, who, decision, now):
        raise DataError("review.unknown", item=item.id)
    if not reviews.of_mail(connection, item.inbox_id):
        inbox.move_to(connection, item.inbox_id, InboxState.DONE)
    if DEATH in item.reasons and decision == "rejected" and item.member_id:
        holding.release(connection, item.member_id)
