"""Did the member really write that? What came unproven is asked back at the address in the book, and only the answer decides it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from mailer.composing.writer import Wish, Writer
from mailer.model.book import InboxMail, Proof, Round
from mailer.model.jobs import InDoubt, Kind
from mailer.model.mail import NewLetter
from mailer.model.people import Member
from mailer.model.reading import Finding, Opened
from mailer.reading.headers import addresses
from mailer.recording.acknowledge import is_mourned
from mailer.recording.consent import consent
from mailer.recording.correlate import Match
from mailer.recording.judge import BOARD
from mailer.recording.rules import Rules
from mailer.store import letters, members, records, reviews, rounds
from mailer.store.database import Store

CONFIRMATION = "confirmation"
_TEMPLATE = "answers/ask_confirmation.md"
_NEEDS_PERSON = {"resignation", "contact_change"}


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer to such a question brought: findings that the member confirmed now, and why a person must look, if so."""

    asked: Round
    confirmed: tuple[Finding, ...]
    reasons: tuple[str, ...]


def ask(
    connection: Connection, writer: Writer, rules: Rules, mail: InboxMail, match: Match, findings: tuple[Finding, ...], now: datetime
) -> tuple[Finding, ...]:
    """Ask the member about each finding, in one letter a member; gives those that nobody can be asked about: a person must look.

    Somebody who was asked the same and has not answered yet is not asked again, and nobody twice a day: a forger must not make us write.
    """
    left: list[Finding] = []
    for member, wanted in _by_member(connection, match, findings):
        earlier = [each for each in rounds.open_ones(connection) if member is not None and each.member_id == member.id]
        if any(_same(each.findings, wanted) for each in earlier):
            continue
        if member is None or member.email is None or earlier or is_mourned(connection, member):
            left += wanted
            continue
        letter = _write(writer, rules, mail, member, wanted, now)
        letters.queue(connection, [letter], now, answers_inbox_id=mail.id)
        rounds.begin(connection, member.id, mail.id, letter.id, wanted, mail.received_at, now, now + rules.confirm_within)
    return tuple(left)


def answer(connection: Connection, opened: Opened, match: Match, inbox_id: int, now: datetime) -> Answered | None:
    """What an answer to such a letter says; None if it answers another. The token decides, for it went to the address in the book only."""
    asked = rounds.of_letter(connection, match.thread.id) if match.thread is not None else None
    if asked is None:
        return None
    if asked.outcome is not None or asked.expires_at < now:
        return Answered(asked, (), ("recording.confirmed_too_late",))
    said = consent(opened.text, opened.head.subject)
    if said is None:
        return Answered(asked, (), ("recording.confirmation_unclear",))
    rounds.settle(connection, asked.id, "yes" if said else "no", now, inbox_id)
    if not said:
        _tell_board(connection, asked, "recording.denied", now)
        return Answered(asked, (), ())
    records.add(connection, asked.member_id, asked.findings, Proof.CONFIRMED, now, asked.inbox_id, None, received_at=asked.received_at)
    if any(finding.kind in _NEEDS_PERSON for finding in asked.findings):
        _tell_board(connection, asked, "recording.confirmed", now)
    return Answered(asked, asked.findings, ())


def expire(store: Store, now: datetime) -> int:
    """Close the questions that nobody answered in time and lay them before a person; gives their number."""
    with store.begin() as connection:
        late = [asked for asked in rounds.open_ones(connection) if asked.expires_at < now]
        for asked in late:
            rounds.settle(connection, asked.id, "expired", now)
            _tell_board(connection, asked, "recording.unconfirmed", now)
    return len(late)


def _by_member(connection: Connection, match: Match, findings: tuple[Finding, ...]) -> list[tuple[Member | None, tuple[Finding, ...]]]:
    """Whom to ask about what: the owner of an address that the words name, else the member who wrote."""
    groups: dict[str | None, list[Finding]] = {}
    for finding in findings:
        owner = _owner_of(connection, match, finding)
        groups.setdefault(owner.id if owner else None, []).append(finding)
    return [(members.by_id(connection, who) if who else None, tuple(wanted)) for who, wanted in groups.items()]


def _owner_of(connection: Connection, match: Match, finding: Finding) -> Member | None:
    own = (match.member.email or "").lower() if match.member else ""
    named = [address for address in addresses(finding.evidence) if address != own] if finding.kind == "unsubscribe" else []
    if not named:
        return match.member
    found = members.by_address(connection, named[0])
    return found[0] if len(found) == 1 and len(named) == 1 else None


def _same(asked: tuple[Finding, ...], wanted: tuple[Finding, ...]) -> bool:
    """Whether the same was asked: new contact data differ by their words."""
    return {_gist(finding) for finding in wanted} <= {_gist(finding) for finding in asked}


def _gist(finding: Finding) -> tuple[object, ...]:
    words = finding.evidence if finding.kind == "contact_change" else ""
    return finding.kind, finding.scope, finding.what, words


def _write(writer: Writer, rules: Rules, mail: InboxMail, member: Member, findings: tuple[Finding, ...], now: datetime) -> NewLetter:
    facts = {"asked": findings, "received_at": mail.received_at, "until": now + rules.confirm_within}
    return writer.write(
        Wish(
            unique=(CONFIRMATION, str(mail.id), member.id),
            template=_TEMPLATE,
            purpose=CONFIRMATION,
            kind=Kind.REPORT,
            date=now,
            address=member.email or "",
            to_name=member.name,
            member=member,
            in_doubt=InDoubt.HOLD,
            facts=facts,
        )
    )


def _tell_board(connection: Connection, asked: Round, reason: str, now: datetime) -> None:
    """Lay the matter before a person; where it lies there already, say above it what has happened."""
    known = reviews.of_mail(connection, asked.inbox_id)
    for item in known:
        reviews.add_reason(connection, item, reason)
    if not known:
        proposal = () if reason == "recording.denied" else asked.findings
        reviews.open_item(connection, asked.inbox_id, asked.member_id, None, (reason,), proposal, BOARD, now)
