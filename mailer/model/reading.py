"""What does a mail say? Its sort, the writer's new words, the findings in them, and doubts."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from mailer.model.jobs import Dues, Event
from mailer.model.people import Mandate
from mailer.model.travelling import Travelling


class Sort(StrEnum):
    """What kind of mail it is. OTHER is list mail, our own mail, an ordinary mail that answers nothing."""

    REPLY = "reply"
    CALENDAR = "calendar"
    BOUNCE = "bounce"
    COMPLAINT = "complaint"
    AUTO_REPLY = "auto_reply"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Finding(Travelling):
    """One thing that the writer says now and for themself. Fields by kind:

    rsvp: event, answer (accepted|declined|tentative), guests · volunteer: target (a shift's id, else an event's), answer
    (offered|withdrawn) · resignation: scope (membership|mandate|office), effective (ISO date or None) · dues: claim
    (paid|promise|talk|hardship|dispute) · contact_change: what (sorted: email, name, phone, post) · unsubscribe, motion, question: none.
    `evidence` is an exact substring of the new words (empty for calendar answers); `rule` names what found it.
    """

    kind: str
    event: str | None = None
    answer: str | None = None
    guests: int = 0
    target: str | None = None
    scope: str | None = None
    effective: str | None = None
    claim: str | None = None
    what: tuple[str, ...] = ()
    confidence: float = 1.0
    evidence: str = ""
    rule: str = ""

    def values(self) -> dict[str, Any]:
        """All fields by name, as the record keeps them."""
        return {name: getattr(self, name) for name in Finding.__dataclass_fields__}

    def as_json(self) -> dict[str, Any]:
        """The finding in the form of the reply corpus: only the fields of its kind, then confidence, evidence and rule."""
        fields: dict[str, dict[str, Any]] = {
            "rsvp": {"event": self.event, "answer": self.answer, "guests": self.guests},
            "volunteer": {"for": self.target, "answer": self.answer},
            "resignation": {"scope": self.scope, "effective": self.effective},
            "dues": {"claim": self.claim},
            "contact_change": {"what": list(self.what)},
        }
        own = fields.get(self.kind, {})
        return {"kind": self.kind, **own, "confidence": self.confidence, "evidence": self.evidence, "rule": self.rule}


@dataclass(frozen=True, slots=True)
class Bounce:
    """A delivery report. `report_class` is permanent, temporary, complaint or other; `status` is the enhanced code (RFC 3463)
    or None; `reason` is unknown, full, policy, content, rate, expired or other; `words` are the report's own. `delayed` is true for
    a notice that the mail system goes on trying: nothing has failed yet."""

    recipients: tuple[str, ...]
    report_class: str
    status: str | None = None
    reason: str = "other"
    words: str = ""
    delayed: bool = False


@dataclass(frozen=True, slots=True)
class CalendarAnswer:
    """One VEVENT of an iTIP message (RFC 5546). `attendee` is lower-case without `mailto:`.

    A later answer of the same attendee counts: by `sequence`, then by `dtstamp` (2.1.5). An answer whose `sequence` is below that of the
    event's last change of time or place answers an older invitation. `proposal` is the start that a COUNTER, or Apple's answer, proposes;
    `delegate` the address to which the invitation was passed (DELEGATED-TO).
    """

    method: str
    uid: str | None
    attendee: str | None
    partstat: str | None
    sequence: int | None = None
    recurrence_id: str | None = None
    comment: str | None = None
    dtstamp: datetime | None = None
    start: datetime | None = None
    proposal: datetime | None = None
    delegate: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The answer as `inspect --json` prints it."""
        names = ("method", "uid", "attendee", "partstat", "sequence", "recurrence_id", "comment")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True)
class Head(Travelling):
    """The header fields that correlation needs, decoded. Addresses are lower-case; `references` includes In-Reply-To;
    `delivered_to` holds To, Cc, Delivered-To, X-Original-To and Envelope-To addresses, where a VERP or plus token may stand."""

    sender_name: str
    sender_address: str
    subject: str
    message_id: str
    references: tuple[str, ...]
    delivered_to: tuple[str, ...]
    date: datetime | None = None
    return_path: str | None = None
    authentication_results: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage(Travelling):
    """Neighbouring lines of the writer's new words: `text` is what stands at `start` (characters) of the whole, `question` the quoted
    paragraph directly above it without its marks: what an answer between quoted lines answers. Empty for words not below a quote."""

    text: str
    question: str
    start: int


@dataclass(frozen=True, slots=True)
class Opened(Travelling):
    """A raw mail after sorting, before anybody knows what it answers.

    `text` are the writer's new words (sign-off and name stay), `signature` what was cut below them, `quoted` what was cut as quote.
    `passages` are `text` in pieces, in order, each with the quoted lines that it answers.
    `returned_message_ids` are Message-IDs found in the returned copy of a report: they tell which of our letters bounced.
    `doubts` are reasons why a person should look whatever the words say (for instance `too_large`, `forwarded_invitation`).
    """

    sort: Sort
    head: Head
    text: str = ""
    signature: str = ""
    quoted: str = ""
    bounce: Bounce | None = None
    calendar: tuple[CalendarAnswer, ...] = ()
    returned_message_ids: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()

    @property
    def shown(self) -> str:
        """What a person is shown: the new words, or where there is nothing but a quote, the whole of it. Never read as an answer."""
        return self.text or ("" if self.signature else self.quoted)


@dataclass(frozen=True, slots=True)
class Context(Travelling):
    """What was asked, for understanding an answer to it: the mailing's kind, its events, what the reader holds and owes."""

    mailing: str
    sent: datetime
    subject: str
    events: tuple[Event, ...] = ()
    mandate: Mandate | None = None
    dues: Dues | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a mail says. With `review` true, `findings` still lists what is certain. `reasons` explain every decision, in order,
    as catalogue keys with their facts (`reading.no_event`), rendered for people at the door. `proposed` are findings that a doubt keeps
    from being recorded: the best guess for the person who looks."""

    opened: Opened
    findings: tuple[Finding, ...] = ()
    review: bool = False
    reasons: tuple[str, ...] = field(default=())
    proposed: tuple[Finding, ...] = ()
