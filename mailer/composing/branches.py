"""Which branches of a template does one person's letter take? So that a few samples can show the most of it."""

import re
from collections.abc import Sequence

from jinja2 import nodes

_MARK = re.compile("\ue000([0-9]+)\ue001")


def with_marks(tree: nodes.Template) -> nodes.Template:
    """The tree with a mark at the beginning of every branch of every condition and loop, an `else` that is not written included."""
    number = 0
    for fork in list(tree.find_all((nodes.If, nodes.For))):
        for branch in ("body", "else_"):
            number += 1
            setattr(fork, branch, [_mark(number, fork.lineno), *_branch(fork, branch)])
    return tree


def taken(filled: str) -> frozenset[str]:
    """The branches that a filled template has gone through."""
    return frozenset(_MARK.findall(filled))


def _branch(fork: nodes.Node, name: str) -> Sequence[nodes.Node]:
    found: Sequence[nodes.Node] = getattr(fork, name) or ()
    return found


def _mark(number: int, line: int) -> nodes.Output:
    return nodes.Output([nodes.TemplateData(f"\ue000{number}\ue001", lineno=line)], lineno=line)
