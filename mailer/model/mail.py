"""What goes out? Letters, their states, and the occurrence that they belong to."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class LetterState(StrEnum):
    """Where a letter is. WRITTEN waits until all letters of its occurrence are; only `sending` moves it past QUEUED; only a person
    or a job's rule moves it out of IN_DOUBT or HELD. A letter for the post is TO_PRINT instead of QUEUED, and PRINTED once it stands in a
    print batch."""

    WRITTEN = "written"
    QUEUED = "queued"
    CLAIMED = "claimed"
    HANDING_OVER = "handing_over"
    SENT = "sent"
    DEFERRED = "deferred"
    FAILED = "failed"
    IN_DOUBT = "in_doubt"
    HELD = "held"
    TO_PRINT = "to_print"
    PRINTED = "printed"


GONE_OUT = frozenset({LetterState.SENT, LetterState.PRINTED})
"""Where a letter has left us: the server took it, or the post gets it."""


class OccurrenceState(StrEnum):
    """WRITING: its letters are being written, none may go out. READY: its letters are in the outbox. ASKING: found too late, a person
    decides. SKIPPED: too late, by rule or by a person."""

    WRITING = "writing"
    READY = "ready"
    ASKING = "asking"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Invitation:
    """One event in one letter: the UID that a calendar answer brings back (RFC 5545 3.8.4.7), and what was told then."""

    uid: str
    event_id: str
    sequence: int


@dataclass(frozen=True, slots=True)
class NewLetter:
    """A letter about to be queued: everything that sending needs, fixed before anything is sent.

    `id` is unguessable and never changes, and names the letter in Message-ID and reply token (`identity`); `envelope_from` is the
    address for bounces (RFC 5321 4.5.5; empty string is the null sender). `raw` are the bytes handed to SMTP, CRLF line ends.
    """

    id: str
    channel: str
    purpose: str
    subject: str
    address: str
    envelope_from: str
    raw: bytes
    in_doubt: str
    member_id: str | None = None
    invitations: tuple[Invitation, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimedLetter:
    """A letter in the hands of one connection."""

    id: str
    address: str
    envelope_from: str
    raw: bytes
    attempts: int
    created_at: datetime
    in_doubt: str
    member_id: str | None
    kind: str
    send_window: str | None = None


@dataclass(frozen=True, slots=True)
class SentLetter:
    """What `recording` needs to know of a letter that somebody answers."""

    id: str
    member_id: str | None
    address: str
    subject: str
    purpose: str
    created_at: datetime
    sent_at: datetime | None
    job_id: str | None
    mailing_id: str | None
    kind: str | None
    event_ids: tuple[str, ...]
