"""What stands in the book? Accepted findings with what they rest on, and what a person must decide."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mailer.model.jobs import Event, Shift
from mailer.model.reading import Finding

DEATH = "reading_doubts.death"
"""The reason of a review that tells of a death: until a person has looked, nothing more is sent to that member."""


class Proof(StrEnum):
    """How well the sender of an answer is known, strongest first: a token of ours came back and the address is the member's;
    a token alone; one of our Message-IDs or the subject token from another address; the From address alone; nothing."""

    TOKEN_AND_ADDRESS = "token_and_address"
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
    """A raw mail that arrived. `attempts` counts how often understanding it raised."""

    id: int
    raw: bytes
    received_at: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class BookEntry:
    """One line of the record. `inbox_id` is the mail it rests on, `letter_id` the letter it answers, `confirmed_by` the person who
    decided it (None: the service did). `undoes` is the id of an entry that this one takes back."""

    id: int
    member_id: str
    finding: Finding
    proof: Proof
    recorded_at: datetime
    inbox_id: int | None = None
    letter_id: str | None = None
    confirmed_by: str | None = None
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """What a person must decide: the mail, why the service did not, and its best proposal. `audience` is the role that may see it."""

    id: int
    inbox_id: int
    member_id: str | None
    letter_id: str | None
    reasons: tuple[str, ...]
    proposal: tuple[Finding, ...]
    audience: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding with the names that a confirmation or a report needs: its event, and its shift where it is an offer for one."""

    finding: Finding
    event: Event | None = None
    shift: Shift | None = None
    full: bool = False
