"""What does composing need to make one letter, and what does it give back?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any

from mailer.model.jobs import Calendar, Event, Job, Kind
from mailer.model.people import Member


@dataclass(frozen=True, slots=True)
class Sender:
    """The association as it signs its mails. `list_domain` is the right side of List-Id (RFC 2919); `other_way` is how somebody without
    mail can answer, such as a phone number."""

    name: str
    address: str
    association: str
    postal_address: str
    list_domain: str
    zone: tzinfo
    other_way: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a letter; `media_type` such as `text/csv; charset=utf-8`."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class LetterOrder:
    """Everything about one letter. `recipient` is a member, or None for a role, then `to_name` and `address` tell who.

    `invitations` pairs each event with its UID for this recipient. `answers_message_id` makes it an automatic answer
    (RFC 3834): In-Reply-To, References, `Auto-Submitted: auto-replied`. `facts` are free facts for the template. `follows` are the
    Message-IDs of earlier letters to the same person that this one stands below (RFC 5322 3.6.4), the latest last.
    """

    template: str
    letter_id: str
    token: str
    message_id: str
    date: datetime
    address: str
    to_name: str
    kind: Kind
    recipient: Member | None = None
    job: Job | None = None
    events: tuple[Event, ...] = ()
    invitations: tuple[tuple[Event, str], ...] = ()
    calendar: Calendar = Calendar.NONE
    answers_message_id: str | None = None
    answers_references: tuple[str, ...] = ()
    answers_subject: str | None = None
    attachments: tuple[Attachment, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    follows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ComposedLetter:
    """The letter as it will go over the wire (`raw`, CRLF, 7-bit), and its subject and plain text for the record."""

    subject: str
    text: str
    html: str
    raw: bytes
