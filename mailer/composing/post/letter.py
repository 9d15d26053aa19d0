"""How is one letter for the post made from its order? Template → Markdown → Typst markup, for one person."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from mailer.composing.facts import facts_of, greeting, mailto
from mailer.composing.markdown import Section, sections
from mailer.composing.post.markup import to_typst
from mailer.composing.templates import Templates, head_and_body
from mailer.composing.values import Values, one_line
from mailer.errors import MissingFact
from mailer.model.composing import LetterOrder, Sender
from mailer.model.people import Member

HOW_TO_ANSWER = "so_antwortest_du"
HOUSEHOLD = "household"
"""The fact of an order that names all members of a household who share this letter, the recipient first."""
_LINES_OF_NAMES = 3
_HEADING = 3  # tokens: opening, words, closing


@dataclass(frozen=True, slots=True)
class PostLetter:
    """What stands on the paper for one person. `content` is Typst markup.

    `answer` is the address behind the code to scan and `how_to_answer` the words beside it, empty where nothing is asked. `number` names
    the letter on its cover list and when it comes back.
    """

    number: str
    recipient: tuple[str, ...]
    subject: str
    content: str
    answer: str = ""
    how_to_answer: str = ""


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
        household = tuple(each for each in order.facts.get(HOUSEHOLD, ()) if isinstance(each, Member)) or (member,)
        facts = facts_of(order, self._sender, values, self._templates)
        facts |= {"channel": "post", "anrede": self._greeting(household), "kennung": f"[#{order.token}]"}
        source = head_and_body(order.template, self._templates.fill(order.template, facts))
        subject = one_line(values.plain(source.subject))
        return PostLetter(
            number=order.letter_id,
            recipient=tuple(one_line(line) for line in (*_names(household), member.street, f"{member.postcode} {member.city}")),
            subject=subject,
            content=to_typst(_below(subject, sections(source.body), values), values.words),
            answer=mailto(self._sender.address, order.token, subject) if order.events else "",
            how_to_answer=self._how_to_answer(facts, values) if order.events else "",
        )

    def _how_to_answer(self, facts: dict[str, Any], values: Values) -> str:
        """The building block of that name; nothing where the board's own building blocks lack it."""
        parts = self._templates.parts(facts)
        return one_line(values.plain(self._templates.call(parts, HOW_TO_ANSWER))) if hasattr(parts, HOW_TO_ANSWER) else ""

    def _greeting(self, household: Sequence[Member]) -> str:
        """`Liebe Jana, lieber Tom`: each as in a letter of their own."""
        first, *others = (greeting(each, self._templates) for each in household)
        return ", ".join((first, *(each[:1].lower() + each[1:] for each in others)))


def _names(household: Sequence[Member]) -> tuple[str, ...]:
    """A line for each; two lines of two where they are many, so that street and city stay in the window."""
    names = [each.name for each in household]
    if len(names) <= _LINES_OF_NAMES:
        return tuple(names)
    half = (len(names) + 1) // 2
    return ", ".join(names[:half]), ", ".join(names[half:])


def _below(subject: str, parts: tuple[Section, ...], values: Values) -> tuple[Section, ...]:
    """The text as it stands below its subject: without a first heading that only says the same."""
    first = parts[0].tokens if parts else ()
    if len(first) < _HEADING or first[0].tag != "h1" or not subject.startswith(one_line(values.words(first[1].content))):
        return parts
    return (replace(parts[0], tokens=first[_HEADING:]), *parts[1:])
