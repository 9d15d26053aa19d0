"""What is the same in many letters of a mailing, so that it is rendered once?

Most templates know little of a person: how to greet them, the reply token in their links, and some facts that they print or ask for.
Such a template is filled once for all who take the same way through its conditions, with marks for what is printed; for each person
only the marks are replaced. Whether a template is of that sort is read from its syntax tree, not guessed (see also `personal`):
greeting and links may only be printed.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from urllib.parse import quote

from jinja2 import meta, nodes

from mailer.composing.page import Filled, Page, asked_for, laid_out
from mailer.composing.plaintext import Block
from mailer.composing.quoted import TOKEN, Encoded, Lines, encoded, lines_of_runs
from mailer.composing.values import PLACEHOLDER, HtmlPieces, Ours, Values, joined, one_line

GREETING = Ours("\U000ffffe")
SUBJECT = Ours("\U000ffffd")

_ONLY_PRINTED = frozenset({"anrede", "abmelden", "mailto"})
_PERSONAL = frozenset({"member", "answered_subject"})


@dataclass(frozen=True, slots=True)
class SharedPage:
    """A page of which only some values are still open: the `marked` ones, each with its mark, links with the `tokens`, and `personal`
    ones, by index."""

    subject: str
    text: Lines[Block]
    html: Lines[HtmlPieces]
    kept: tuple[str, ...]
    marked: tuple[tuple[int, str], ...]
    tokens: tuple[int, ...]
    personal: tuple[int, ...]

    def fill(self, said: Mapping[str, str], token: str, personal: Sequence[str]) -> Filled:
        """The page for one person; `said` is what stands for each mark, `personal` are their values in the order in which the template
        prints them."""
        token = quote(token, safe="")
        kept = list(self.kept)
        for index, mark in self.marked:
            kept[index] = said[mark]
        for index in self.tokens:
            kept[index] = Ours(kept[index].replace(TOKEN, token))
        for index, value in zip(self.personal, personal, strict=True):
            kept[index] = value
        values = Values(kept)
        text = self.text.fill(token, kept, lambda block: f"{laid_out(block, values)}\n")
        html = self.html.fill(token, kept, lambda pieces: pieces.fill(kept))
        subject = one_line(values.plain(self.subject)) if PLACEHOLDER.search(self.subject) else self.subject
        return Filled(subject, _stripped(text), html)


def shared(page: Page, values: Values, marks: Set[str] = frozenset({GREETING}), quoting: bool = False) -> SharedPage:
    """The page with every value put in but the marks, and those in the list `open` of the values; or if it is `quoting` somebody, those
    in the list `quoted`."""
    kept = tuple(values.kept)
    personal = tuple(values.quoted if quoting else values.open)
    marked = tuple((index, value) for index, value in enumerate(kept) if value in marks and index not in personal)
    tokens = tuple(index for index, value in enumerate(kept) if TOKEN in value)
    in_html = frozenset((*(index for index, _ in marked), *personal))
    everywhere = in_html.union(tokens)
    new = frozenset((*tokens, *values.quoted))
    subject = values.partly(page.subject, everywhere)
    return SharedPage(
        subject if PLACEHOLDER.search(subject) else one_line(subject),
        lines_of_runs(_text_runs(page.bound(values, everywhere)), lambda block: _worth_remembering(asked_for(block), new)),
        lines_of_runs(_html_runs(page.html.bound(kept, in_html), new), lambda pieces: _worth_remembering(pieces.asked, new)),
        kept,
        marked,
        tokens,
        personal,
    )


@lru_cache(maxsize=32)
def is_shareable(tree: nodes.Template, known: frozenset[str] = frozenset()) -> bool:
    """Whether a template names nothing of the person but what it only prints, and draws in no other file.

    Names in `known` are none of its business: somebody else sees to them.
    """
    if any(tree.find_all((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends))):
        return False
    names = list(tree.find_all(nodes.Name))
    personal = _PERSONAL - known
    if any(name.name in personal for name in names) and not personal.isdisjoint(_undeclared(tree)):
        return False
    alone = {id(name) for name in printed(tree)}
    return all(name.name not in _ONLY_PRINTED or id(name) in alone for name in names)


@lru_cache(maxsize=32)
def _undeclared(tree: nodes.Template) -> Set[str]:
    """The names that a template takes from outside. To find them it is compiled, and it is asked more than once."""
    return meta.find_undeclared_variables(tree)


def printed(tree: nodes.Template) -> Iterator[nodes.Name]:
    """The names that stand alone in `{{ … }}`, or are called there."""
    for output in tree.find_all(nodes.Output):
        for node in output.nodes:
            inner = node.node if isinstance(node, nodes.Call) else node
            if isinstance(inner, nodes.Name):
                yield inner


def _worth_remembering(asked: Sequence[int], new: Set[int]) -> Sequence[int]:
    """The values that a run waits for; none if one of them is new in every letter, such as a token."""
    return asked if new.isdisjoint(asked) else ()


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


def _html_runs(pieces: HtmlPieces, new: Set[int]) -> list[str | HtmlPieces]:
    """The HTML in lines; those that wait for nothing are finished. Neighbours that wait for what is new in every letter stay together."""
    if not pieces.literals[-1].endswith("\n"):
        return [pieces]
    runs: list[str | HtmlPieces] = []
    for is_new, neighbours in groupby(pieces.lines(), lambda line: not new.isdisjoint(line.asked)):
        lines = list(neighbours)
        runs += [joined(lines)] if is_new else [line if line.places else line.literals[0] for line in lines]
    return runs
