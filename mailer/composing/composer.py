"""How is one letter made from its order? Template → page → parts → mail."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar
from urllib.parse import quote

from mailer.composing.calendar import Attendee, CalendarParts
from mailer.composing.facts import facts_of, greeting, is_subscription, kind_of, shared_facts
from mailer.composing.headers import wire_address
from mailer.composing.message import Part, attached, calendar_part, message, multipart, text_part
from mailer.composing.page import Page, read_page
from mailer.composing.sharing import TOKEN, SharedPage, is_shareable, shared
from mailer.composing.templates import PARTS, Templates, head_and_body
from mailer.composing.values import Values
from mailer.errors import MissingFact
from mailer.model.composing import Attachment, ComposedLetter, LetterOrder, Sender
from mailer.model.jobs import Calendar, Event, Kind

_CACHED = 64
Key = TypeVar("Key")
Thing = TypeVar("Thing")


class Composer:
    """Makes letters. `sources` maps template names relative to `templates/` to their text; they are compiled when first needed.

    Pure: the same order gives the same bytes, and nothing is read, timed or drawn by lot.
    """

    def __init__(self, sources: Mapping[str, str], sender: Sender) -> None:
        self._sender = replace(sender, address=wire_address(sender.address) or sender.address)
        self._templates = Templates(sources, self._sender)
        self._calendars = CalendarParts(self._sender)
        self._pages: dict[str, Page] = {}
        self._shared: dict[tuple[str, Kind, tuple[Event, ...]], SharedPage] = {}
        self._shareable: dict[str, bool] = {}

    def compose(self, order: LetterOrder) -> ComposedLetter:
        """The letter of this order.

        Raises MissingFact (file, line, name) where only this person lacks something: an empty field of `member` that the
        template prints, or an address that no mail can carry. Raises TemplateError (file, line, reason) for everything else.
        """
        address = wire_address(order.address)
        if address is None:
            raise MissingFact("composing.unusable_address", file=order.template, line=1, name="member.email")
        (subject, text, html), unsubscribe = self._words(order)
        content = self._content(order, address, text, html)
        refusal = unsubscribe if is_subscription(order) else None
        return ComposedLetter(subject, text, html, message(order, address, subject, self._sender, refusal, content))

    def check(self, template: str) -> None:
        """Parses a template's head and body. Raises TemplateError with file and line, head lines counted."""
        self._templates.check(template)

    def _words(self, order: LetterOrder) -> tuple[tuple[str, str, str], str]:
        """Subject, text and HTML, and the link to unsubscribe with."""
        if self._is_shareable(order):
            page = self._shared_page(order)
            filled = page.fill(greeting(order.recipient, self._templates), order.token)
            return filled, page.unsubscribe.replace(TOKEN, quote(order.token, safe=""))
        values = Values()
        facts = facts_of(order, self._sender, values, self._templates)
        return self._page(order, facts).fill(values), facts["abmelden"]

    def _is_shareable(self, order: LetterOrder) -> bool:
        if order.facts or order.answers_message_id is not None:
            return False
        for name in (order.template, PARTS):
            if name not in self._shareable:
                self._shareable[name] = is_shareable(self._templates.tree(name))
        return self._shareable[order.template] and self._shareable[PARTS]

    def _shared_page(self, order: LetterOrder) -> SharedPage:
        key = order.template, order.kind, order.events
        found = self._shared.get(key)
        if found is None or found.job is not order.job:
            values = Values()
            facts = shared_facts(order, self._sender, values, self._templates)
            found = shared(self._page(order, facts), values, order.job, facts["abmelden"])
            _keep(self._shared, key, found)
        return found

    def _page(self, order: LetterOrder, facts: dict[str, Any]) -> Page:
        """The letter's page: read anew only if its Markdown, values apart, has not been seen."""
        filled = self._templates.fill(order.template, facts)
        foot = str(self._templates.call(self._templates.parts(facts), "fuss", kind_of(order)))
        key = f"{filled}\0{foot}"
        if key not in self._pages:
            source = head_and_body(order.template, filled)
            _keep(self._pages, key, read_page(source, foot, self._templates.layout(), self._sender.association))
        return self._pages[key]

    def _content(self, order: LetterOrder, address: str, text: str, html: str) -> Part:
        bodies = [text_part("plain", text), text_part("html", html)]
        files = list(order.attachments)
        if order.calendar is Calendar.INVITATION and len(order.invitations) == 1:
            ((event, uid),) = order.invitations
            request = self._calendars.invitation(event, uid, Attendee(order.to_name, address), order.date)
            bodies.append(calendar_part("REQUEST", request))
            files.insert(0, Attachment("invite.ics", "application/ics", request))
        elif order.calendar is not Calendar.NONE and order.invitations:
            dates = self._calendars.dates(order.invitations, order.date)
            files.insert(0, Attachment("termine.ics", "text/calendar; charset=UTF-8; method=PUBLISH", dates))
        alternative = multipart("alternative", bodies, order.letter_id)
        if not files:
            return alternative
        return multipart("mixed", [alternative, *(attached(file) for file in files)], order.letter_id)


def _keep(cache: dict[Key, Thing], key: Key, thing: Thing) -> None:
    """Puts it into a cache of bounded size."""
    if len(cache) >= _CACHED:
        cache.clear()
    cache[key] = thing
