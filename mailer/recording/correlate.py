"""Whose answer is it, to which letter, and how well is that proven?"""

import re
from dataclasses import dataclass

from sqlalchemy import Connection

from mailer.identity import tokens_in_address, tokens_in_subject
from mailer.model.book import Proof
from mailer.model.mail import SentLetter
from mailer.model.people import Member
from mailer.model.reading import Head, Opened
from mailer.recording.authentication import Vouch
from mailer.store import letters, members

_PREFIXES = re.compile(r"^(?:\s*(?:re|aw|antw|wg|fw|fwd)\s*(?:\[\d+\])?\s*:)+\s*", re.IGNORECASE)
_MAILING = "mailing"
_CLOSING_LINES = 3


@dataclass(frozen=True, slots=True)
class Match:
    """Whose answer to what. `doubt` names why a person should look at who wrote it, None where that is clear.

    `thread` is the letter that came back by token, UID or Message-ID, an acknowledgement perhaps; `letter` is the mailing behind it.
    """

    member: Member | None
    letter: SentLetter | None
    thread: SentLetter | None
    proof: Proof
    doubt: str | None = None


def correlate(connection: Connection, opened: Opened, vouch: Vouch = Vouch.UNKNOWN) -> Match:
    """Find the letter that came back: by calendar UID, reply token, Message-ID; failing these, the member by address.

    `vouch` is what our own mail server says of the address in From: where it says that it is forged, the address proves nothing.
    """
    thread = _by_uid(connection, opened) or _by_token(connection, opened.head) or _by_reference(connection, opened.head)
    household = members.by_address(connection, opened.head.sender_address)
    if thread is None or thread.member_id is None:
        return _by_address(connection, opened, thread, household, vouch)
    letter = thread if thread.purpose == _MAILING else letters.behind(connection, thread.id)
    owner = members.by_id(connection, thread.member_id)
    writers = {opened.head.sender_address} | {answer.attendee for answer in opened.calendar if answer.attendee}
    if owner is None or owner.email is None or owner.email.lower() in writers or thread.address.lower() in writers:
        proof = Proof.TOKEN if vouch is Vouch.FAIL else Proof.TOKEN_AND_ADDRESS
        other = owner is not None and _another_of_them_signed(opened, owner, household)
        return Match(owner, letter, thread, proof, "other_member" if other else None)
    if not household and _signed_by(opened, owner):
        return Match(owner, letter, thread, Proof.TOKEN)
    return Match(owner, letter, thread, Proof.TOKEN, "other_member" if household else "unknown_address")


def bounced_letters(connection: Connection, opened: Opened) -> tuple[SentLetter, ...]:
    """The letters that a report is about, by our own token or Message-ID only: nothing else may touch an address."""
    by_token = _by_token(connection, opened.head)
    if by_token is not None:
        return (by_token,)
    return letters.by_message_ids(connection, opened.returned_message_ids + opened.head.references)


def likely_letter(connection: Connection, member: Member, subject: str) -> SentLetter | None:
    """The letter that a mail without any reference most likely answers: the one of its subject, else the newest."""
    recent = letters.recent_to(connection, member.id)
    bare = _PREFIXES.sub("", subject).strip().lower()
    same = (letter for letter in recent if bare and letter.subject.strip().lower() in bare)
    return next(same, recent[0] if recent else None)


def _by_uid(connection: Connection, opened: Opened) -> SentLetter | None:
    for answer in opened.calendar:
        found = letters.by_calendar_uid(connection, answer.uid) if answer.uid else None
        if found is not None:
            return found[0]
    return None


def _by_token(connection: Connection, head: Head) -> SentLetter | None:
    tokens = list(tokens_in_subject(head.subject))
    for address in head.delivered_to:
        tokens += tokens_in_address(address)
    return next((found for token in tokens if (found := letters.by_token(connection, token)) is not None), None)


def _by_reference(connection: Connection, head: Head) -> SentLetter | None:
    return next(iter(letters.by_message_ids(connection, tuple(reversed(head.references)))), None)


def _by_address(connection: Connection, opened: Opened, thread: SentLetter | None, household: tuple[Member, ...], vouch: Vouch) -> Match:
    """A mail that answers no letter of a member's; `thread` may be a letter to a role."""
    if not household:
        return Match(None, None, thread, Proof.NONE, "unknown_sender")
    proof = {Vouch.PASS: Proof.SIGNED, Vouch.FAIL: Proof.NONE}.get(vouch, Proof.ADDRESS)
    named = [member for member in household if _names(opened, member)]
    if len(household) > 1 and len(named) != 1:
        return Match(None, None, thread, proof, "shared_address")
    member = household[0] if len(household) == 1 else named[0]
    return Match(
        member, likely_letter(connection, member, opened.head.subject), thread, proof, "forged_sender" if vouch is Vouch.FAIL else None
    )


def _names(opened: Opened, member: Member) -> bool:
    """Whether the mail says that this member of a household wrote it: sender's name or the last lines."""
    return bool(member.given_name) and _words(member.given_name) <= _name_words(opened)


def _signed_by(opened: Opened, owner: Member | None) -> bool:
    """Whether the full name of the letter's owner stands in From or below the text: they write from an address that we do not know."""
    return owner is not None and bool(owner.family_name) and _words(owner.name) <= _name_words(opened)


def _another_of_them_signed(opened: Opened, owner: Member, household: tuple[Member, ...]) -> bool:
    """Whether somebody else at the same address signed the answer, and the letter's owner did not."""
    others = [member for member in household if member.id != owner.id]
    return any(_names(opened, member) for member in others) and not _names(opened, owner)


def _name_words(opened: Opened) -> set[str]:
    closing = " ".join([line for line in opened.text.splitlines() if line.strip()][-_CLOSING_LINES:])
    return _words(f"{opened.head.sender_name} {closing} {opened.signature[:200]}")


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))
