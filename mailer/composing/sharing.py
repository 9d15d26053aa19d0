"""What is the same in many letters of a mailing, so that it is rendered once?

Most templates know little of a person: how to greet them, the reply token in their links, and some facts that they print or ask for.
Such a template is filled once for all who take the same way through its conditions, with marks for what is printed; for each person
only the marks are replaced. Whether a template is of that sort is read from its syntax tree, not guessed (see also `personal`):
greeting and links may only be printed.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from urllib.parse import quote

from jinja2 import meta, nodes

from mailer.composing.page import Filled, Page, asked_for, laid_out
from mailer.composing.plaintext import Block
from mailer.composing.quoted import TOKEN, Encoded, Lines, encoded, lines_of_runs
from mailer.composing.values import PLACEHOLDER, HtmlPieces, Ours, Values, one_line

GREETING = Ours("\U000ffffe")

_ONLY_PRINTED = frozenset({"anrede", "abmelden", "mailto"})
_PERSONAL = frozenset({"member", "answered_subject"})


@dataclass(frozen=True, slots=True)
class SharedPage:
    """A page of which only the marked values are still open: `greetings`, links with the `tokens`, and `personal` ones, by index."""

    subject: str
    text: Lines[Block]
    html: Lines[HtmlPieces]
    kept: tuple[str, ...]
    greetings: tuple[int, ...]
    tokens: tuple[int, ...]
    personal: tuple[int, ...]

    def fill(self, greeting: str, token: str, personal: Sequence[str]) -> Filled:
        """The page for one person; `personal` are their values in the order in which the template prints them."""
        token = quote(token, safe="")
        kept = list(self.kept)
        for index in self.greetings:
            kept[index] = greeting
        for index in self.tokens:
            kept[index] = Ours(kept[index].replace(TOKEN, token))
        for index, value in zip(self.personal, personal, strict=True):
            kept[index] = value
        values = Values(kept)
        text = self.text.fill(token, kept, lambda block: f"{laid_out(block, values)}\n")
        html = self.html.fill(token, kept, lambda pieces: pieces.fill(kept))
        subject = one_line(values.plain(self.subject)) if PLACEHOLDER.search(self.subject) else self.subject
        return Filled(subject, _stripped(text), html)


def shared(page: Page, values: Values) -> SharedPage:
    """The page with every value put in but the marked ones, and those in the list `open` of the values."""
    kept = tuple(values.kept)
    greetings = tuple(index for index, value in enumerate(kept) if value == GREETING)
    tokens = tuple(index for index, value in enumerate(kept) if TOKEN in value)
    in_html = frozenset((*greetings, *values.open))
    everywhere = in_html.union(tokens)
    subject = values.partly(page.subject, everywhere)
    return SharedPage(
        subject if PLACEHOLDER.search(subject) else one_line(subject),
        lines_of_runs(_text_runs(page.bound(values, everywhere)), lambda block: _worth_remembering(block, tokens)),
        lines_of_runs(_html_runs(page.html.bound(kept, in_html)), lambda pieces: [index for index, _ in pieces.places]),
        kept,
        greetings,
        tokens,
        tuple(values.open),
    )


def is_shareable(tree: nodes.Template, known: Set[str] = frozenset()) -> bool:
    """Whether a template names nothing of the person but what it only prints, and draws in no other file.

    Names in `known` are none of its business: somebody else sees to them.
    """
    if any(tree.find_all((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends))):
        return False
    if meta.find_undeclared_variables(tree) & (_PERSONAL - known):
        return False
    printed = {id(name) for name in _printed(tree)}
    return all(name.name not in _ONLY_PRINTED or id(name) in printed for name in tree.find_all(nodes.Name))


def _printed(tree: nodes.Template) -> Iterator[nodes.Name]:
    """The names that stand alone in `{{ … }}`, or are called there."""
    for output in tree.find_all(nodes.Output):
        for node in output.nodes:
            inner = node.node if isinstance(node, nodes.Call) else node
            if isinstance(inner, nodes.Name):
                yield inner


def _worth_remembering(block: Block, tokens: Sequence[int]) -> Sequence[int]:
    """The values that a block waits for; none if a token is among them, which is new in every letter."""
    asked = asked_for(block)
    return () if set(asked).intersection(tokens) else asked


def _text_runs(parts: Sequence[str | Block]) -> list[str | Block]:
    """The text's parts as whole lines, without blank ones at both ends."""
    runs = [f"{part}\n" if isinstance(part, str) else part for part in parts]
    first, last = runs[0], runs[-1]
    runs[0] = first.lstrip() if isinstance(first, str) else replace(first, close=first.close or not first.above)
    runs[-1] = f"{last.rstrip()}\n" if isinstance(last, str) and len(runs) > 1 else runs[-1]
    return runs


def _stripped(text: Encoded) -> Encoded:
    """The text without blanks at both ends. They are rare: the first value of a letter may be empty."""
    stripped = f"{text.text.strip()}\n"
    return text if text.text == stripped else encoded(stripped)


def _html_runs(pieces: HtmlPieces) -> list[str | HtmlPieces]:
    """The HTML in lines; those that wait for nothing are finished."""
    if not pieces.literals[-1].endswith("\n"):
        return [pieces]
    lines = pieces.lines()
    return [line if line.places else line.literals[0] for line in lines]
