"""Which answers are alike, so that they are rendered once?

Many members get the same answer but for the greeting, the subject that is answered and their own words in it. All else that it is made of
is its *likeness*: answers of one likeness share one page (see `sharing`). So it does where the moment is printed at which their mail came.
What else is new with every mail is no part of the likeness: other moments, and on which words a finding rests. That is *sealed* while
the page is made; where a template touches it, its answers are written one by one. So are those of a template that does more with
greeting, subject, words and moment than print them and ask whether there are any.
"""

from collections.abc import Hashable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any, NoReturn

from jinja2 import nodes

from mailer.composing.environment import quoted_lines
from mailer.composing.facts import ANSWERED, GIVEN, answered
from mailer.composing.sharing import is_shareable, printed
from mailer.composing.values import Verse, Verses, clean
from mailer.model.book import Noted
from mailer.model.composing import LetterOrder
from mailer.model.reading import Finding

QUOTE = "text_quote"
CAME = "received_at"
NEVER = datetime(9999, 11, 30, 11, 59, tzinfo=UTC)
"""Stands for the moment at which a mail came."""
_SOME_VERSE = Verse("\U000ffffe\U000ffffd")  # stands for a paragraph of quoted words; no clean text holds it
_PROBED_VERSE = Verse("probe *\nprobe <")
_PROBED_MOMENT = datetime(2001, 2, 3, 4, 5, tzinfo=UTC)
_PROBED_SUBJECT = "probe & probe"
_SEALED = ("confidence", "evidence", "rule")
_SEEN = attrgetter(*(name for name in Finding.__dataclass_fields__ if name not in _SEALED))
_LONGEST = 20  # paragraphs of quoted words; each number of them is a page of its own
_PLAIN_TESTS = frozenset({"defined", "undefined", "none", "equalto", "eq", "==", "ne", "!="})
_TESTS_OF_TYPES = frozenset(
    {"boolean", "callable", "escaped", "float", "integer", "iterable", "mapping", "number", "sameas", "sequence", "string"}
)
_CATCHERS = (nodes.AssignBlock, nodes.CallBlock, nodes.FilterBlock, nodes.Macro)


class NotAlikeError(Exception):
    """What this answer is made of may differ from all others."""


class Sealed:
    """Stands for a fact that a shared page must not know: whoever does anything with it raises NotAlikeError."""

    def _touched(self, *_: object) -> NoReturn:
        raise NotAlikeError

    __bool__ = __str__ = __repr__ = __format__ = __hash__ = __len__ = __iter__ = __contains__ = _touched
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _touched
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __mod__ = __rmod__ = _touched
    __truediv__ = __floordiv__ = __pow__ = __neg__ = __pos__ = __int__ = __float__ = __index__ = __abs__ = __round__ = _touched
    __getattr__ = __getitem__ = __call__ = __html__ = _touched


def is_repeatable(tree: nodes.Template) -> bool:
    """Whether a template does nothing with greeting, subject, quoted words and the moment at which they came but print them, and ask
    whether there are any; and never asks of what type a fact is."""
    asked = {id(_without_default(fork.test)) for fork in tree.find_all(nodes.If)}
    ways = {
        ANSWERED: asked.union(id(name) for name in printed(tree)),
        QUOTE: asked.union(_printed_by(tree, "zitat", QUOTE)),
        CAME: asked.union(_printed_by(tree, "datum", CAME)),
    }
    return (
        is_shareable(tree, frozenset({ANSWERED}))
        and all(id(name) in ways[name.name] for name in tree.find_all(nodes.Name) if name.name in ways)
        and all(id(quote.node) in ways[QUOTE] for quote in tree.find_all(nodes.Filter) if quote.name == "zitat")
        and all(test.name in _PLAIN_TESTS for test in tree.find_all(nodes.Test))
        and _TESTS_OF_TYPES.isdisjoint(str(word.value) for word in tree.find_all(nodes.Const))
    )


def likeness_of(order: LetterOrder, verses: Verses, subject: str) -> Hashable:
    """What this answer has in common with all that are alike. Raises NotAlikeError where that is not certain."""
    if order.job is not None or len(verses) > _LONGEST or not GIVEN.isdisjoint(order.facts):
        raise NotAlikeError
    facts = [(name, len(verses) if name == QUOTE else _bare(value)) for name, value in order.facts.items()]
    return order.template, order.events, bool(subject), *facts


def verses_of(order: LetterOrder) -> Verses:
    """The quoted words, paragraph by paragraph. Raises NotAlikeError for what are no words."""
    text = order.facts.get(QUOTE, "")
    if type(text) is not str:
        raise NotAlikeError
    verses = Verses(Verse("\n".join(lines)) for lines in quoted_lines(clean(text)) if lines)
    if text and not verses:  # there are words, but none that are seen
        raise NotAlikeError
    return verses


def sealed(order: LetterOrder, paragraphs: int) -> dict[str, Any]:
    """The facts of an answer, sealed where its likeness leaves them out, with marks for so many paragraphs of quoted words."""
    facts = {name: _sealed(value) for name, value in order.facts.items()}
    if QUOTE in facts:
        facts[QUOTE] = Verses([_SOME_VERSE] * paragraphs)
    if has_moment(order):
        facts[CAME] = NEVER
    return facts


def has_moment(order: LetterOrder) -> bool:
    """Whether it is known when the mail came."""
    return isinstance(order.facts.get(CAME), datetime)


def probe(order: LetterOrder, paragraphs: int) -> LetterOrder:
    """An answer of the same likeness of which all is different that may differ."""
    facts = dict(order.facts)
    if QUOTE in facts:
        facts[QUOTE] = "\n\n".join([_PROBED_VERSE] * paragraphs)
    if has_moment(order):
        facts[CAME] = _PROBED_MOMENT
    return replace(order, facts=facts, answers_subject=_PROBED_SUBJECT if answered(order.answers_subject) else "")


def _printed_by(tree: nodes.Template, filtered: str, name: str) -> Iterator[int]:
    """Where a fact of this name is printed by way of a filter, and of nothing else, and nothing can be done with what was printed."""
    caught = {id(output) for catcher in tree.find_all(_CATCHERS) for output in catcher.find_all(nodes.Output)}
    for output in (output for output in tree.find_all(nodes.Output) if id(output) not in caught):
        for node in output.nodes:
            if isinstance(node, nodes.Filter) and node.name == filtered and not node.args and isinstance(node.node, nodes.Name):
                yield id(node.node) if node.node.name == name else 0


def _without_default(test: nodes.Node) -> nodes.Node:
    """What is asked for, if it is there at all: `x | default(none)`."""
    if not isinstance(test, nodes.Filter) or test.name != "default" or test.node is None:
        return test
    return test.node if len(test.args) == 1 and isinstance(test.args[0], nodes.Const) and test.args[0].value is None else test


def _bare(value: object) -> Hashable:
    """The value without what is sealed."""
    if isinstance(value, tuple):
        return tuple([_bare(each) for each in value])
    if isinstance(value, Noted):
        return Noted, _SEEN(value.finding), value.event, value.shift, value.full, value.confirmed
    if isinstance(value, Finding):
        return Finding, _SEEN(value)
    if isinstance(value, datetime):
        return datetime
    if value is None or isinstance(value, str | int):
        return type(value), value  # True and 1 are equal, and are printed differently
    raise NotAlikeError


def _sealed(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_sealed, value))
    if isinstance(value, Noted):
        return replace(value, finding=_sealed(value.finding))
    if isinstance(value, Finding):
        hidden: dict[str, Any] = {name: Sealed() for name in _SEALED}
        return replace(value, **hidden)
    return Sealed() if isinstance(value, datetime) else value
