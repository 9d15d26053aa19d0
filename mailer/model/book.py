"""What stands in the book? Accepted findings with what they rest on, and what a person must decide."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mailer.model.jobs import Event, Shift
from mailer.model.reading import Finding

DEATH = "reading_doubts.death"
"""The reason of a review that tells of a death: until a person has looked, nothing more is sent to that member."""

DEATH_KIND = "death"
"""The kind of the entry that a person makes of such news: nothing is sent to that member any more."""


class Proof(StrEnum):
    """How well the sender of an answer is known, strongest first: the member said it again, asked at the address in the book; a token
    of ours (reply token, UID or Message-ID) came back and the address is the member's; the address is the member's and our own mail
    server vouches for it (RFC 8601); a token from another address; the From address alone; nothing."""

    CONFIRMED = "confirmed"
    TOKEN_AND_ADDRESS = "token_and_address"
    SIGNED = "signed"
    TOKEN = "token"
    ADDRESS = "address"
    NONE = "none"


class InboxState(StrEnum):
    """NEW: not yet understood. DONE: recorded or rightly nothing. REVIEW: a person decides. SHUNTED: raised, will be tried again."""

    NEW = "new"
    DONE = "done"
    REVIEW = "review"
    SHUNTED = "shunted"


@dataclass(frozen=True, slots=True)
class InboxMail:
    """A raw mail that arrived. `attempts` counts how often understanding it raised. Of one with a `whole_size` (in bytes) only header,
    structure and the beginning of its text are here. `spam`: it lay in the folder for spam."""

    id: int
    raw: bytes
    received_at: datetime
    attempts: int
    whole_size: int | None = None
    spam: bool = False


@dataclass(frozen=True, slots=True)
class BookEntry:
    """One line of the record. `inbox_id` is the mail it rests on, `letter_id` the letter it answers, `confirmed_by` the person who
    decided it (None: the service did). `undoes` is the id of an entry that this one takes back. `received_at` is when the mail arrived;
    `stamp` and `sequence` are those of a calendar answer (RFC 5546 2.1.5)."""

    id: int
    member_id: str
    finding: Finding
    proof: Proof
    recorded_at: datetime
    inbox_id: int | None = None
    letter_id: str | None = None
    confirmed_by: str | None = None
    undoes: int | None = None
    received_at: datetime | None = None
    stamp: datetime | None = None
    sequence: int | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """A confirmation round: what an unproven mail (`inbox_id`) asks for in a member's name, and the letter that asks the member whether
    it is so. `outcome` is yes, no, unclear or expired; None while it is open."""

    id: int
    member_id: str
    inbox_id: int
    letter_id: str
    findings: tuple[Finding, ...]
    received_at: datetime
    asked_at: datetime
    expires_at: datetime
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """What a person must decide: the mail, why the service did not, and its best proposal. `audience` is the role that may see it.
    `asked_at` is when a person asked the member back, None where nobody did."""

    id: int
    inbox_id: int
    member_id: str | None
    letter_id: str | None
    reasons: tuple[str, ...]
    proposal: tuple[Finding, ...]
    audience: str
    opened_at: datetime
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of a review item: accepted, changed, rejected, answered (the member wrote again) or overtaken; by whom and when."""

    id: int
    audience: str
    decision: str
    decided_by: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding with the names that a confirmation or a report needs: its event, and its shift where it is an offer for one.
    `full`: others had offered all the help that the shift needs. `confirmed`: a person has decided it."""

    finding: Finding
    event: Event | None = None
    shift: Shift | None = None
    full: bool = False
    confirmed: bool = False
