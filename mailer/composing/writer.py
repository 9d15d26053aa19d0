"""How does a rendered letter become one for the outbox? With its names, its return address and its invitations fixed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from mailer.composing.composer import Composer
from mailer.composing.post.article import Article
from mailer.composing.post.kept import as_bytes
from mailer.identity import Identity
from mailer.model.composing import Attachment, ComposedLetter, LetterOrder
from mailer.model.jobs import Calendar, Event, InDoubt, Job, Kind
from mailer.model.mail import Invitation, NewLetter
from mailer.model.people import Member

if TYPE_CHECKING:
    from mailer.composing.dkim import Signer

MAILING = "mailing"
ACKNOWLEDGEMENT = "acknowledgement"
REPORT = "report"
POST = "post"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a station wants written. `unique` names the letter: the same words make the same id, token and Message-ID.

    `address` and `to_name` are the recipient's; `member` is None where the letter goes to a role. `follows` is as in `LetterOrder`.
    """

    unique: tuple[str, ...]
    template: str
    purpose: str
    kind: Kind
    date: datetime
    address: str
    to_name: str
    member: Member | None = None
    job: Job | None = None
    events: tuple[Event, ...] = ()
    calendar: Calendar = Calendar.NONE
    in_doubt: InDoubt = InDoubt.HOLD
    answers_message_id: str | None = None
    answers_references: tuple[str, ...] = ()
    answers_subject: str | None = None
    attachments: Sequence[Attachment] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    follows: tuple[str, ...] = ()


def to_role(
    template: str,
    unique: tuple[str, ...],
    address: str,
    date: datetime,
    facts: Mapping[str, Any],
    *,
    purpose: str = REPORT,
    attachments: Sequence[Attachment] = (),
) -> Wish:
    """What the service tells one address of a role. In doubt it goes again: what nobody reads helps nobody."""
    return Wish(
        unique=unique,
        template=template,
        purpose=purpose,
        kind=Kind.REPORT,
        date=date,
        address=address,
        to_name="",
        in_doubt=InDoubt.RESEND,
        attachments=attachments,
        facts=facts,
    )


class Writer:
    """Writes letters for one workspace. `envelope_sender` is the VERP pattern with `{token}`, empty for the sender's own address.

    With `signers` every letter is signed by each of them (RFC 6376) before it is kept: what is sent again is the same to the byte.
    """

    def __init__(
        self, composer: Composer, identity: Identity, sender_address: str, envelope_sender: str, signers: "Sequence[Signer]" = ()
    ) -> None:
        self.signers = tuple(signers)
        self._composer = composer
        self._paper = composer.on_paper()
        self._identity = identity
        self._sender_address = sender_address
        self._envelope_sender = envelope_sender

    def compose(self, wish: Wish) -> ComposedLetter:
        """The letter as it would go out. Raises TemplateError, and MissingFact for what this one person lacks."""
        return self._signed(self._order(wish))

    def write(self, wish: Wish) -> NewLetter:
        """The letter for the outbox. Raises as `compose` does."""
        order = self._order(wish)
        composed = self._signed(order)
        return NewLetter(
            id=order.letter_id,
            channel="email",
            purpose=wish.purpose,
            subject=composed.subject,
            address=wish.address,
            envelope_from=self._return_address(order.letter_id),
            raw=composed.raw,
            in_doubt=wish.in_doubt,
            member_id=wish.member.id if wish.member else None,
            invitations=tuple(Invitation(uid, event.id, event.sequence) for event, uid in order.invitations),
        )

    def write_on_paper(self, wish: Wish) -> NewLetter:
        """The letter by post for the outbox. Raises as `compose` does."""
        order = self._order(wish)
        paper = self._paper.compose(order)
        return NewLetter(
            id=order.letter_id,
            channel=POST,
            purpose=wish.purpose,
            subject=paper.subject,
            address=", ".join(paper.recipient[1:]),
            envelope_from="",
            raw=as_bytes(paper),
            in_doubt=wish.in_doubt,
            member_id=wish.member.id if wish.member else None,
        )

    def article(self, wish: Wish) -> Article:
        """The text for the member magazine, written to nobody in particular. Raises as `compose` does."""
        return self._composer.for_magazine().compose(self._order(wish))

    def branches(self, wish: Wish) -> frozenset[str]:
        """What makes this letter unlike others of its template, as `Composer.branches`. Raises as `compose` does."""
        return self._composer.branches(self._order(wish))

    def check(self, template: str) -> None:
        """Parse a template. Raises TemplateError with file and line."""
        self._composer.check(template)

    def _signed(self, order: LetterOrder) -> ComposedLetter:
        composed = self._composer.compose(order)
        raw = composed.raw
        for signer in self.signers:
            raw = signer.sign(raw, order.date)
        return replace(composed, raw=raw) if self.signers else composed

    def _order(self, wish: Wish) -> LetterOrder:
        letter_id = self._identity.letter_id(*wish.unique)
        return LetterOrder(
            template=wish.template,
            letter_id=letter_id,
            token=self._identity.reply_token(letter_id),
            message_id=self._identity.message_id(letter_id),
            date=wish.date,
            address=wish.address,
            to_name=wish.to_name,
            kind=wish.kind,
            recipient=wish.member,
            job=wish.job,
            events=wish.events,
            invitations=self._invitations(wish),
            calendar=wish.calendar,
            answers_message_id=wish.answers_message_id,
            answers_references=wish.answers_references,
            answers_subject=wish.answers_subject,
            attachments=tuple(wish.attachments),
            facts=wish.facts,
            follows=wish.follows,
        )

    def _invitations(self, wish: Wish) -> tuple[tuple[Event, str], ...]:
        if wish.member is None or wish.calendar is Calendar.NONE:
            return ()
        return tuple((event, self._identity.calendar_uid(event.id, wish.member.id)) for event in wish.events)

    def _return_address(self, letter_id: str) -> str:
        if not self._envelope_sender:
            return self._sender_address
        return self._identity.envelope_sender(self._envelope_sender, letter_id)
