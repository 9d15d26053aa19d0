"""What is the same in all letters of a mailing, so that it is rendered once?

Most templates know only two things of a person: how to greet them, and the reply token in their links. Such a template is filled
once, with marks in these two places; for each person only the marks are replaced. Whether a template is of that sort is read from
its syntax tree, not guessed: greeting and links may only be printed, and nothing else of the person may be named.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from jinja2 import meta, nodes

from mailer.composing.page import Page
from mailer.composing.values import Ours, Values
from mailer.model.jobs import Job

GREETING = Ours("\U000ffffe")
TOKEN = "\U000fffff"

_ONLY_PRINTED = frozenset({"anrede", "abmelden", "mailto"})
_PERSONAL = frozenset({"member", "answered_subject"})


@dataclass(frozen=True, slots=True)
class SharedPage:
    """A page of which only the marked values are still open. `job` is what it was made for, `unsubscribe` its marked link."""

    page: Page
    kept: tuple[str, ...]
    open: tuple[int, ...]
    job: Job | None
    unsubscribe: str

    def fill(self, greeting: str, token: str) -> tuple[str, str, str]:
        """Subject, plain text and HTML for one person."""
        kept = list(self.kept)
        for index in self.open:
            kept[index] = greeting if kept[index] == GREETING else Ours(kept[index].replace(TOKEN, quote(token, safe="")))
        return self.page.fill(Values(kept))


def shared(page: Page, values: Values, job: Job | None, unsubscribe: str) -> SharedPage:
    """The page with every value put in but the marked ones."""
    marked = tuple(index for index, value in enumerate(values.kept) if value == GREETING or TOKEN in value)
    return SharedPage(page.bound(values, frozenset(marked)), tuple(values.kept), marked, job, unsubscribe)


def is_shareable(tree: nodes.Template) -> bool:
    """Whether a template names nothing of the person but what it only prints, and draws in no other file."""
    if any(tree.find_all((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends))):
        return False
    if meta.find_undeclared_variables(tree) & _PERSONAL:
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
