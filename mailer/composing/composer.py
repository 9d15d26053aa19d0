"""How is one letter made from its order? Template → page → parts → mail."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import quote

from mailer.composing.alike import CAME, NEVER, NotAlikeError, has_moment, is_repeatable, likeness_of, probe, sealed, verses_of
from mailer.composing.calendar import Attendee, CalendarParts
from mailer.composing.environment import VALUES, MemberFacts
from mailer.composing.facts import (
    FOOT_MACRO,
    GREETING_MACRO,
    alike_facts,
    answered,
    facts_of,
    greeting,
    is_subscription,
    kind_of,
    plain_foot,
    shared_facts,
)
from mailer.composing.headers import wire_address
from mailer.composing.message import Part, attached, calendar_part, message, multipart, text_part
from mailer.composing.page import Filled, Page, read_page
from mailer.composing.personal import PERSON
from mailer.composing.post.article import ArticleComposer
from mailer.composing.post.letter import PostComposer
from mailer.composing.quoted import TOKEN
from mailer.composing.sharing import GREETING, SUBJECT, SharedPage, is_shareable, shared
from mailer.composing.templates import PARTS, Form, Templates, head_and_body
from mailer.composing.values import MarkedError, Values, Verses
from mailer.errors import MailerError, MissingFact
from mailer.model.composing import Attachment, ComposedLetter, LetterOrder, Sender
from mailer.model.jobs import Calendar, Event, Job, Kind
from mailer.model.people import Member

_PAGES = 256
_MAILINGS = 8
_VARIANTS = 64
_PEOPLE = 2048
_ANSWERS = 256
Key = TypeVar("Key")
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Mailing:
    """What letters of one template, job and list of events have in common: facts, the marked link to unsubscribe with, the page for
    each way through the template's conditions, and for people who are alike in all that it asks for, their way and values."""

    job: Job | None
    events: tuple[Event, ...]
    facts: dict[str, Any]
    unsubscribe: str
    variants: dict[str, SharedPage] = field(default_factory=dict)
    ways: dict[tuple[str | None, ...], tuple[str, Sequence[str]]] = field(default_factory=dict)


class Composer:
    """Makes letters. `sources` maps template names relative to `templates/` to their text; they are compiled when first needed.

    Pure: the same order gives the same bytes, and nothing is read, timed or drawn by lot.
    """

    def __init__(self, sources: Mapping[str, str], sender: Sender) -> None:
        self._sender = replace(sender, address=wire_address(sender.address) or sender.address)
        self._templates = Templates(sources, self._sender)
        self._calendars = CalendarParts(self._sender)
        self._pages: dict[str, Page] = {}
        self._forms: dict[str, Form | None] = {}
        self._answers_foot: tuple[str, Sequence[str]] | tuple[()] | None = ()
        self._greets_by: tuple[str, ...] | None = ()
        self._greetings: dict[tuple[str | None, ...], str] = {}
        self._repeatable: dict[str, bool] = {}
        self._answers: dict[Hashable, SharedPage | None] = {}
        self._mailings: dict[tuple[str, Kind, tuple[str, ...]], Mailing] = {}

    def compose(self, order: LetterOrder) -> ComposedLetter:
        """The letter of this order.

        Raises MissingFact (file, line, name) where only this person lacks something: an empty field of `member` that the
        template prints, or an address that no mail can carry. Raises TemplateError (file, line, reason) for everything else.
        """
        address = wire_address(order.address)
        if address is None:
            raise MissingFact("composing.unusable_address", file=order.template, line=1, name="member.email")
        page, unsubscribe = self._words(order)
        content = self._content(order, address, page)
        refusal = unsubscribe if is_subscription(order) else None
        raw = message(order, address, page.subject, self._sender, refusal, content)
        return ComposedLetter(page.subject, page.text.text, page.html.text, raw)

    def branches(self, order: LetterOrder) -> frozenset[str]:
        """What makes this letter unlike others: the branches that it takes through its template, and its greeting. Raises as `compose`."""
        values = Values()
        facts = facts_of(order, self._sender, values, self._templates)
        return self._templates.branches(order.template, facts) | {facts["anrede"].partition(" ")[0]}

    def on_paper(self) -> PostComposer:
        """The one for letters by post, with the same templates and sender."""
        return PostComposer(self._templates, self._sender)

    def for_magazine(self) -> ArticleComposer:
        """The one for articles, with the same templates and sender."""
        return ArticleComposer(self._templates, self._sender)

    def check(self, template: str) -> None:
        """Parses a template's head and body. Raises TemplateError with file and line, head lines counted."""
        self._templates.check(template)

    def _words(self, order: LetterOrder) -> tuple[Filled, str]:
        """The filled page, and the link to unsubscribe with."""
        common = self._common(order) if order.answers_message_id is None else self._alike(order)
        return self._alone(order) if common is None else common

    def _alone(self, order: LetterOrder) -> tuple[Filled, str]:
        """The same, for nobody but this person."""
        values = Values()
        foot = self._plain_foot() if order.answers_message_id is not None else None
        facts = facts_of(order, self._sender, values, self._templates, spare=foot is not None)
        filled = self._templates.fill(order.template, facts)
        page = self._page(order, filled, self._foot(order, facts) if foot is None else values.taken(*foot))
        return page.fill(values), facts.get("abmelden", "")

    def _common(self, order: LetterOrder) -> tuple[Filled, str] | None:
        """The same, by way of what many letters have in common. None where that is nothing, and where something is wrong: then the
        ordinary way tells what."""
        if order.facts:
            return None
        try:
            form = self._form(order.template)
            if form is None:
                return None
            mailing = self._mailing(order)
            variant, kept = self._personal(order, form, mailing)
            page = mailing.variants.get(variant) or self._variant(order, form, mailing, variant)
        except (MailerError, MarkedError):
            return None
        if page is None or len(page.personal) != len(kept):
            return None
        filled = page.fill({GREETING: self._greeting(order.recipient)}, order.token, kept)
        return filled, mailing.unsubscribe.replace(TOKEN, quote(order.token, safe=""))

    def _alike(self, order: LetterOrder) -> tuple[Filled, str] | None:
        """The same for an answer, by way of the page of all that are alike."""
        try:
            if not self._is_repeatable(order.template):
                return None
            verses, subject = verses_of(order), answered(order.answers_subject)
            likeness = likeness_of(order, verses, subject)
            if likeness not in self._answers:
                _keep(self._answers, likeness, self._answer(order, len(verses)), _ANSWERS)
            page = self._answers[likeness]
            return None if page is None else (self._as_answer(page, order, verses, subject), "")
        except (MailerError, MarkedError, NotAlikeError):
            return None

    def _as_answer(self, page: SharedPage, order: LetterOrder, verses: Verses, subject: str) -> Filled:
        """The shared page with what is new in this answer."""
        said: dict[str, str] = {GREETING: self._greeting(order.recipient), SUBJECT: subject}
        if any(mark == self._never for _, mark in page.marked):
            said[self._never] = self._templates.moment(order.facts[CAME])
        return page.fill(said, order.token, verses)

    def _is_repeatable(self, template: str) -> bool:
        if template not in self._repeatable:
            self._repeatable[template] = is_repeatable(self._templates.tree(template)) and is_repeatable(self._templates.tree(PARTS))
        return self._repeatable[template]

    def _answer(self, order: LetterOrder, paragraphs: int) -> SharedPage | None:
        """The page of all answers like this one; None where its template touches what is sealed or does not show all quoted words once,
        where an answer comes out of it in another way than alone, or where something is wrong."""
        foot = self._plain_foot()
        if foot is None:
            return None
        values = Values()
        try:
            facts = alike_facts(order, sealed(order, paragraphs), self._sender, values, self._templates)
            page = self._page(order, self._templates.fill(order.template, facts), values.taken(*foot))
            if values.full or len(values.quoted) != paragraphs:
                return None
            marks = {GREETING, SUBJECT, self._never} if has_moment(order) else {GREETING, SUBJECT}
            found = shared(page, values, frozenset(marks), quoting=True)
            tried = probe(order, paragraphs)
            filled = self._as_answer(found, tried, verses_of(tried), answered(tried.answers_subject))
            return found if filled == self._alone(tried)[0] else None
        except (MailerError, MarkedError):
            return None

    def _form(self, template: str) -> Form | None:
        if template not in self._forms:
            trees = (self._templates.tree(template), self._templates.tree(PARTS))
            shareable = is_shareable(trees[0], frozenset({PERSON})) and is_shareable(trees[1])
            self._forms[template] = self._templates.parted(template) if shareable else None
        return self._forms[template]

    @cached_property
    def _never(self) -> str:
        return self._templates.moment(NEVER)

    def _mailing(self, order: LetterOrder) -> Mailing:
        key = order.template, order.kind, tuple([event.id for event in order.events])
        found = self._mailings.get(key)
        if found is None or found.job is not order.job or found.events != order.events:
            facts = shared_facts(order, self._sender, Values(), self._templates)
            found = Mailing(order.job, order.events, facts, facts["abmelden"])
            _keep(self._mailings, key, found, _MAILINGS)
        return found

    def _greeting(self, member: Member | None) -> str:
        if self._greets_by == ():
            self._greets_by = self._templates.fields_of_macro(GREETING_MACRO)
        alike = _alike(member, self._greets_by)
        found = self._greetings.get(alike) if alike is not None else None
        if found is None:
            found = greeting(member, self._templates)
            if alike is not None:
                _keep(self._greetings, alike, found, _PEOPLE)
        return found

    def _personal(self, order: LetterOrder, form: Form, mailing: Mailing) -> tuple[str, Sequence[str]]:
        """Which way this person takes through the template, and the values that are printed there."""
        if form.personal is None:
            return "", ()
        alike = _alike(order.recipient, form.fields)
        found = mailing.ways.get(alike) if alike is not None else None
        if found is None:
            values = Values()
            seen = {**mailing.facts, VALUES: values, PERSON: MemberFacts(order.recipient)}
            found = self._templates.run(order.template, form.personal, seen), values.kept
            if alike is not None:
                _keep(mailing.ways, alike, found, _PEOPLE)
        return found

    def _variant(self, order: LetterOrder, form: Form, mailing: Mailing, variant: str) -> SharedPage | None:
        """The page of all who take this way; None when there are too many ways to keep them all."""
        if len(mailing.variants) >= _VARIANTS:
            return None
        values = Values()
        facts = {**shared_facts(order, self._sender, values, self._templates), PERSON: MemberFacts(order.recipient)}
        page = self._page(order, self._templates.run(order.template, form.marked, facts), self._foot(order, facts))
        if values.full:
            return None
        mailing.variants[variant] = shared(page, values)
        return mailing.variants[variant]

    def _page(self, order: LetterOrder, filled: str, foot: str) -> Page:
        """The page of a filled template: read anew only if its Markdown, values apart, has not been seen."""
        key = f"{filled}\0{foot}"
        if key not in self._pages:
            source = head_and_body(order.template, filled)
            _keep(self._pages, key, read_page(source, foot, self._templates.layout(), self._sender.association), _PAGES)
        return self._pages[key]

    def _foot(self, order: LetterOrder, facts: dict[str, Any]) -> str:
        return str(self._templates.call(self._templates.parts(facts), FOOT_MACRO, kind_of(order)))

    def _plain_foot(self) -> tuple[str, Sequence[str]] | None:
        """The foot of all answers and its values, rendered once; None where it may name something of the letter."""
        if self._answers_foot == ():
            self._answers_foot = plain_foot(self._sender, self._templates)
        return self._answers_foot or None

    def _content(self, order: LetterOrder, address: str, page: Filled) -> Part:
        bodies = [text_part("plain", page.text), text_part("html", page.html)]
        files = [attached(file) for file in order.attachments]
        if order.calendar is Calendar.INVITATION and len(order.invitations) == 1:
            ((event, uid),) = order.invitations
            request = self._calendars.invitation(event, uid, Attendee(order.to_name, address), order.date)
            bodies.append(calendar_part("REQUEST", request))
            files.insert(0, attached(Attachment("invite.ics", "application/ics", request), bodies[-1].body))
        elif order.calendar is Calendar.CANCELLATION and len(order.invitations) == 1:
            ((event, uid),) = order.invitations
            notice = self._calendars.cancellation(event, uid, Attendee(order.to_name, address), order.date)
            bodies.append(calendar_part("CANCEL", notice))
            files.insert(0, attached(Attachment("absage.ics", "application/ics", notice), bodies[-1].body))
        elif order.calendar is not Calendar.NONE and order.invitations:
            dates = self._calendars.dates(order.invitations, order.date)
            files.insert(0, attached(Attachment("termine.ics", "text/calendar; charset=UTF-8; method=PUBLISH", dates)))
        alternative = multipart("alternative", bodies, order.letter_id)
        return multipart("mixed", [alternative, *files], order.letter_id) if files else alternative


def _alike(member: Member | None, fields: tuple[str, ...] | None) -> tuple[str | None, ...] | None:
    """What these fields of the member are: whoever has the same gets the same words. None where that is not certain, as of two equal
    sums of which one is written with more zeros."""
    if member is None or fields is None:
        return None
    found = tuple([getattr(member, name, "") for name in fields])
    return found if all(type(value) is str or value is None for value in found) else None


def _keep(cache: dict[Key, Thing], key: Key, thing: Thing, most: int) -> None:
    """Puts it into a cache of bounded size."""
    if len(cache) >= most:
        cache.clear()
    cache[key] = thing
