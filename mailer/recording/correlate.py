"""Whose answer is it, to which letter, and how well is that proven?"""

import re
from dataclasses import dataclass

from sqlalchemy import Connection

from mailer.composing.writer import ACKNOWLEDGEMENT
from mailer.identity import tokens_in_address, tokens_in_subject
from mailer.model.book import Proof
from mailer.model.mail import SentLetter
from mailer.model.people import Member
from mailer.model.reading import Head, Opened
from mailer.store import letters, members

_PREFIXES = re.compile(r"^(?:\s*(?:re|aw|antw|wg|fw|fwd)\s*(?:\[\d+\])?\s*:)+\s*", re.IGNORECASE)


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


def correlate(connection: Connection, opened: Opened) -> Match:
    """Find the letter that came back: by calendar UID, reply token, Message-ID; failing these, the member by address."""
    thread = _by_uid(connection, opened) or _by_token(connection, opened.head) or _by_reference(connection, opened.head)
    household = members.by_address(connection, opened.head.sender_address)
    if thread is None or thread.member_id is None:
        return _by_address(connection, opened, household)
    letter = letters.behind(connection, thread.id) if thread.purpose == ACKNOWLEDGEMENT else thread
    owner = members.by_id(connection, thread.member_id)
    writers = {opened.head.sender_address} | {answer.attendee for answer in opened.calendar if answer.attendee}
    if owner is None or owner.email is None or owner.email.lower() in writers or thread.address.lower() in writers:
        return Match(owner, letter, thread, Proof.TOKEN_AND_ADDRESS)
    doubt = "other_member" if household else "unknown_address"
    return Match(owner, letter, thread, Proof.TOKEN, doubt)


def bounced_letters(connection: Connection, opened: Opened) -> tuple[SentLetter, ...]:
    """The letters that a report is about, by our own token or Message-ID only: nothing else may touch an address."""
    by_token = _by_token(connection, opened.head)
    if by_token is not None:
        return (by_token,)
    return letters.by_message_ids(connection, opened.returned_message_ids + opened.head.references)


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


def _by_address(connection: Connection, opened: Opened, household: tuple[Member, ...]) -> Match:
    if not household:
        return Match(None, None, None, Proof.NONE, "unknown_sender")
    named = [member for member in household if _names(opened, member)]
    if len(household) > 1 and len(named) != 1:
        return Match(None, None, None, Proof.ADDRESS, "shared_address")
    member = household[0] if len(household) == 1 else named[0]
    return Match(member, _likely(connection, member, opened.head), None, Proof.ADDRESS)


def _names(opened: Opened, member: Member) -> bool:
    """Whether the mail says that this member of a household wrote it: sender's name or the last lines."""
    closing = " ".join(opened.text.splitlines()[-2:])
    words = set(re.findall(r"\w+", f"{opened.head.sender_name} {closing}".lower()))
    return member.given_name.lower() in words


def _likely(connection: Connection, member: Member, head: Head) -> SentLetter | None:
    """The letter that a mail without any reference most likely answers: the one of its subject, else the newest."""
    recent = letters.recent_to(connection, member.id)
    subject = _PREFIXES.sub("", head.subject).strip().lower()
    same = (letter for letter in recent if subject and letter.subject.strip().lower() in subject)
    return next(same, recent[0] if recent else None)
