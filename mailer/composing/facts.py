"""What does a template see? The facts of one letter, by the names that templates use."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

from mailer.composing.environment import VALUES, MemberFacts
from mailer.composing.quoted import TOKEN
from mailer.composing.sharing import GREETING, SUBJECT, is_shareable
from mailer.composing.templates import PARTS, Templates
from mailer.composing.values import Ours, Values, one_line
from mailer.errors import MailerError
from mailer.model.composing import LetterOrder, Sender
from mailer.model.jobs import Job, Kind
from mailer.model.people import Member

GREETING_MACRO = "anrede_fuer"
FOOT_MACRO = "fuss"
_ANSWER = "answer"
ANSWERED = "answered_subject"
_MACROS = ("termin", "antworten", "mithelfen", "antwortblock")
GIVEN = frozenset({"anrede", "abmelden", "association", "event", "events", "job", "mailto", "member", "sender", ANSWERED, VALUES, *_MACROS})
"""What every letter may name; no fact of an order may replace it where pages are shared."""
_REPLY_PREFIX = re.compile(r"(?:(?:re|aw|antw|wg|fwd?)(?:\[\d+\])?\s*:\s*|\[#[a-z2-7]{16}\]\s*)+", re.IGNORECASE)
_TOKEN = re.compile(r"\s*\[#[a-z2-7]{16}\]", re.IGNORECASE)
_LONGEST_SUBJECT = 200


def facts_of(order: LetterOrder, sender: Sender, values: Values, templates: Templates, spare: bool = False) -> dict[str, Any]:
    """Everything a template of this letter may name. `order.facts` come last and may replace what is here.

    With `spare` the building blocks are left out where the template names none of them.
    """
    facts = _facts(order, sender, values, order.token)
    facts["member"] = MemberFacts(order.recipient)
    facts[ANSWERED] = answered(order.answers_subject)
    facts.update({name: MemberFacts(fact) if isinstance(fact, Member) else fact for name, fact in order.facts.items()})
    facts["anrede"] = greeting(facts["member"], templates)
    if spare and not _names_parts(order.template, templates):
        return facts
    return _with_parts(facts, sender, values, templates, order.token)


def shared_facts(order: LetterOrder, sender: Sender, values: Values, templates: Templates) -> dict[str, Any]:
    """What all letters of this mailing may name: as `facts_of`, but nothing of the person, with marks for greeting and token."""
    facts = _facts(order, sender, values, TOKEN)
    facts["anrede"] = GREETING
    return _with_parts(facts, sender, values, templates, TOKEN)


def alike_facts(order: LetterOrder, own: Mapping[str, Any], sender: Sender, values: Values, templates: Templates) -> dict[str, Any]:
    """What all answers like this one may name: the same with a mark for the subject that is answered, and with facts of its `own`."""
    facts = _facts(order, sender, values, TOKEN)
    facts |= {**own, ANSWERED: SUBJECT if answered(order.answers_subject) else "", "anrede": GREETING}
    return _with_parts(facts, sender, values, templates, TOKEN) if _names_parts(order.template, templates) else facts


def greeting(member: object, templates: Templates) -> str:
    """How this person is addressed, by the macro `anrede_fuer`."""
    facts = MemberFacts(member) if member is None or isinstance(member, Member) else member
    values = Values()
    parts = templates.unhidden(GREETING_MACRO) or templates.parts({VALUES: values})
    return values.plain(templates.call(parts, GREETING_MACRO, facts))


def plain_foot(sender: Sender, templates: Templates) -> tuple[str, Sequence[str]] | None:
    """The foot of an answer and the values hidden in it, where it names nothing but the sender; else None."""
    tree = templates.tree(PARTS)
    if not is_shareable(tree) or templates.named_in_macro(FOOT_MACRO) - {"sender", "association", "abmelden"}:
        return None
    values = Values()
    try:
        parts = templates.parts({VALUES: values, "sender": sender, "association": sender.association})
        return str(templates.call(parts, FOOT_MACRO, _ANSWER)), values.kept
    except MailerError:
        return None


def _facts(order: LetterOrder, sender: Sender, values: Values, token: str) -> dict[str, Any]:
    facts: dict[str, Any] = {
        VALUES: values,
        "events": order.events,
        "sender": sender,
        "association": sender.association,
        "mailto": lambda subject, text: mailto(sender.address, token, values.plain(subject), values.plain(text)),
    }
    if order.events:
        facts["event"] = order.events[0]
    if order.job is not None:
        facts["job"] = _job_facts(order.job)
    return facts


def mailto(address: str, token: str, subject: str, text: str | None = None) -> Ours:
    """A mailto URI (RFC 6068) with the reply token in its subject and a body on one line: several clients drop line breaks."""
    target = (
        f"mailto:{quote(address, safe='@')}?subject={_encoded(subject)}%20%5B%23{token if token is TOKEN else quote(token, safe='')}%5D"
    )
    return Ours(target if text is None else f"{target}&body={_encoded(text)}")


def answered(subject: str | None) -> str:
    """The subject that is answered, without `Re:`, `AW:` and our token; it comes from a stranger, so it is cleaned and cut."""
    bare = _TOKEN.sub("", _REPLY_PREFIX.sub("", one_line(subject or ""), count=1)).strip()
    return bare if len(bare) <= _LONGEST_SUBJECT else f"{bare[: _LONGEST_SUBJECT - 1]}…"


def kind_of(order: LetterOrder) -> str:
    """The kind as the foot of the mail knows it: `answer` for an automatic answer, else the mailing's kind."""
    return _ANSWER if order.answers_message_id is not None else str(order.kind)


def is_subscription(order: LetterOrder) -> bool:
    """Whether one can do without such mails: circulars and invitations; the statutes and dues leave no choice."""
    return order.answers_message_id is None and order.kind in {Kind.CIRCULAR, Kind.INVITATION}


@lru_cache(maxsize=1024)
def _encoded(text: str) -> str:
    return quote(one_line(text), safe="")


def _names_parts(template: str, templates: Templates) -> bool:
    named = templates.named_in(template)
    return named is None or not named.isdisjoint((*_MACROS, "abmelden"))


def _with_parts(facts: dict[str, Any], sender: Sender, values: Values, templates: Templates, token: str) -> dict[str, Any]:
    parts = templates.parts(facts)
    facts["abmelden"] = mailto(sender.address, token, values.plain(templates.call(parts, "abmelde_betreff")))
    facts.update({name: getattr(parts, name) for name in _MACROS if hasattr(parts, name)})
    return facts


def _job_facts(job: Job) -> SimpleNamespace:
    return SimpleNamespace(**{**_readable(job.values), "title": job.title, "id": job.id})


def _readable(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: SimpleNamespace(**_readable(value)) if isinstance(value, Mapping) else value for name, value in values.items()}
