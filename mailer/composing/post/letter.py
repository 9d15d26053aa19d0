"""How is one letter for the post made from its order? Template → Markdown → Typst markup, for one person."""

from dataclasses import dataclass

from mailer.composing.facts import facts_of, mailto
from mailer.composing.markdown import sections
from mailer.composing.post.markup import to_typst
from mailer.composing.templates import Templates, head_and_body
from mailer.composing.values import Values, one_line
from mailer.errors import MissingFact
from mailer.model.composing import LetterOrder, Sender


@dataclass(frozen=True, slots=True)
class PostLetter:
    """What stands on the paper for one person. `content` is Typst markup; `answer` is the address behind the code to scan, empty where
    nothing is asked. `number` names the letter on its cover list and when it comes back."""

    number: str
    recipient: tuple[str, ...]
    subject: str
    content: str
    answer: str = ""


class PostComposer:
    """Makes letters for the post from the same templates as mails. Pure: the same order gives the same markup."""

    def __init__(self, templates: Templates, sender: Sender) -> None:
        self._templates = templates
        self._sender = sender

    def compose(self, order: LetterOrder) -> PostLetter:
        """The letter of this order. Raises MissingFact for a person without a postal address, else as `Composer.compose`."""
        member = order.recipient
        if member is None or not (member.street and member.postcode and member.city):
            raise MissingFact("composing.missing_fact", file=order.template, line=1, name="member.street")
        values = Values()
        facts = facts_of(order, self._sender, values, self._templates)
        source = head_and_body(order.template, self._templates.fill(order.template, {**facts, "channel": "post"}))
        subject = one_line(values.plain(source.subject))
        return PostLetter(
            number=order.letter_id,
            recipient=tuple(one_line(line) for line in (member.name, member.street, f"{member.postcode} {member.city}")),
            subject=subject,
            content=to_typst(sections(source.body), values.words),
            answer=mailto(self._sender.address, order.token, subject) if order.events else "",
        )
