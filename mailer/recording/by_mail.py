"""What does an answer to a digest decide? Each item once, only from the role's own address with proof; and it is told what was done."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from mailer.composing.writer import Wish
from mailer.errors import DataError
from mailer.model.book import Decided, ReviewItem
from mailer.model.jobs import InDoubt, Kind
from mailer.model.mail import SentLetter
from mailer.model.people import Member
from mailer.model.reading import Finding, Opened
from mailer.reading import plain_text
from mailer.reading.words.sent import without_sent
from mailer.recording.amend import findings_from, member_named
from mailer.recording.authentication import Vouch
from mailer.recording.decide import Desk, accept_item, ask_item, assign_item, reject_item
from mailer.recording.digest import DIGEST
from mailer.recording.orders import Deed, Order, orders_in
from mailer.recording.rules import Rules
from mailer.recording.wording import sentence
from mailer.store import digests, events, letters, members, reviews
from mailer.store.digests import Digest
from mailer.texts import explain

_TEMPLATE = "reports/digest_answer.md"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one order. `state` is done, assigned (the item is still open), decided (somebody was quicker: `before`), unknown,
    unclear or impossible (`why`)."""

    number: int
    state: str
    words: str = ""
    deed: str = ""
    whose: str = ""
    findings: tuple[str, ...] = ()
    before: Decided | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Ruled:
    """What an answer to a digest brought: `reasons` why a person must look at it, if so; else it was carried out and answered."""

    reasons: tuple[str, ...] = ()
    done: int = 0


def rule(
    connection: Connection, desk: Desk, rules: Rules, inbox_id: int, opened: Opened, thread: SentLetter | None, vouch: Vouch, now: datetime
) -> Ruled | None:
    """Carry out what an answer to a digest says; None if the mail answers none.

    A mail from elsewhere than the role's addresses decides nothing, and neither does one that our mail server does not vouch for, where
    config.toml names it: a person looks at both.
    """
    digest = digests.of_letter(connection, thread.id) if thread is not None else None
    if digest is None:
        return None
    if opened.head.sender_address not in rules.roles.get(digest.role, ()):
        return Ruled(("recording.digest_stranger",))
    if vouch is Vouch.FAIL or (rules.authserv_ids and vouch is not Vouch.PASS):
        return Ruled(("recording.digest_unproven",))
    outcomes = _carry_out(connection, desk, digest, opened, now)
    _answer(connection, desk, digest, inbox_id, opened, outcomes, now)
    return Ruled(done=sum(outcome.state == "done" for outcome in outcomes))


def _carry_out(connection: Connection, desk: Desk, digest: Digest, opened: Opened, now: datetime) -> tuple[Outcome, ...]:
    """Each order once; what one of them raises touches no other."""
    mine = {item.id: item for item in reviews.waiting(connection) if item.audience == digest.role}
    text = without_sent(opened.text, plain_text(letters.raw(connection, digest.letter_id) or b""))
    orders = orders_in(text if text.strip() else opened.head.subject.partition("[#")[0], frozenset(mine))
    twice = {order.number for order in orders if [other.number for other in orders].count(order.number) > 1}
    who = f"{digest.role} <{opened.head.sender_address}>"
    found: list[Outcome] = []
    for order in orders:
        if order.number in twice:
            found.append(Outcome(order.number, "unclear", order.words))
        else:
            found.append(_one(connection, desk, digest, mine.get(order.number), order, who, now))
    return tuple(dict.fromkeys(found))


def _one(connection: Connection, desk: Desk, digest: Digest, item: ReviewItem | None, order: Order, who: str, now: datetime) -> Outcome:
    if item is None:
        before = reviews.decided(connection, order.number)
        if before is not None and before.audience == digest.role:
            return Outcome(order.number, "decided", before=before)
        return Outcome(order.number, "unknown")
    try:
        with connection.begin_nested():
            return _do(connection, desk, item, order, who, now)
    except DataError as error:
        return Outcome(order.number, "impossible", order.words, why=explain(error))


def _do(connection: Connection, desk: Desk, item: ReviewItem, order: Order, who: str, now: datetime) -> Outcome:
    names = members.names(connection)
    whose = names.get(item.member_id or "", "")
    if order.deed is Deed.REJECT:
        reject_item(connection, item, who, now)
        return Outcome(item.id, "done", deed=order.deed, whose=whose)
    if order.deed is Deed.ASK:
        ask_item(connection, item, who, now, desk)
        return Outcome(item.id, "done", deed=order.deed, whose=whose)
    if order.deed is Deed.BELONGS:
        owner = member_named(order.words, members.everybody(connection))
        if owner is None:
            return Outcome(item.id, "unclear", order.words)
        return _give_to(connection, desk, item, owner, who, now)
    findings = _instead(connection, item, order) if order.deed is Deed.CHANGE else item.proposal
    if findings is None or not findings:
        return Outcome(item.id, "unclear", order.words)
    accept_item(connection, item, who, now, None, None if order.deed is Deed.ACCEPT else findings, desk)
    return Outcome(item.id, "done", deed=order.deed, whose=whose, findings=_told(connection, findings, desk))


def _give_to(connection: Connection, desk: Desk, item: ReviewItem, owner: Member, who: str, now: datetime) -> Outcome:
    """What was proposed and seen is written down; what is only found now, as this member's mail, is proposed first."""
    if item.proposal:
        accept_item(connection, item, who, now, owner.id, None, desk)
        return Outcome(item.id, "done", deed=Deed.BELONGS, whose=owner.name, findings=_told(connection, item.proposal, desk))
    given = assign_item(connection, item, owner, now)
    return Outcome(item.id, "assigned", whose=owner.name, findings=_told(connection, given.proposal, desk))


def _instead(connection: Connection, item: ReviewItem, order: Order) -> tuple[Finding, ...] | None:
    letter = letters.by_id(connection, item.letter_id) if item.letter_id else None
    return findings_from(order.words, events.every(connection), letter.event_ids if letter else ())


def _told(connection: Connection, findings: tuple[Finding, ...], desk: Desk) -> tuple[str, ...]:
    known = events.every(connection)
    return tuple(sentence(finding, known, desk.zone) for finding in findings)


def _answer(
    connection: Connection, desk: Desk, digest: Digest, inbox_id: int, opened: Opened, outcomes: tuple[Outcome, ...], now: datetime
) -> None:
    left = sum(item.audience == digest.role for item in reviews.waiting(connection))
    letter = desk.writer.write(
        Wish(
            unique=(DIGEST, "answer", str(inbox_id)),
            template=_TEMPLATE,
            purpose=DIGEST,
            kind=Kind.REPORT,
            date=now,
            address=opened.head.sender_address,
            to_name="",
            in_doubt=InDoubt.HOLD,
            answers_message_id=opened.head.message_id or None,
            answers_references=opened.head.references,
            answers_subject=opened.head.subject,
            facts={"outcomes": outcomes, "left": left},
        )
    )
    letters.queue(connection, [letter], now, answers_inbox_id=inbox_id)
    digests.add_answer(connection, letter.id, digest.role, opened.head.sender_address, now)
