"""What in a template depends on the person: which words are printed, and which way does it fork?

A template that prints facts of the member and asks for them in conditions is parted in two. The *personal part* is all that is left
when everything is struck out that does not depend on the person: run for one person it gives their values, and a word for the way
that was taken. The *marked* template is the whole one, its personal values marked: all who go the same way get the same letter but for
these values. What this file does not understand for certain is not parted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jinja2 import meta, nodes

PERSON = "member"
PRINTED = "=printed"
MARKED = "=marked"
"""Names of filters that no template can write."""

_UNDERSTOOD = (
    nodes.Name,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Slice,
    nodes.Const,
    nodes.Compare,
    nodes.Operand,
    nodes.BinExpr,
    nodes.UnaryExpr,
    nodes.CondExpr,
    nodes.Concat,
    nodes.Test,
    nodes.Tuple,
    nodes.List,
    nodes.Keyword,
)
_PRINTING = (
    nodes.Macro,
    nodes.If,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
)
_FACTS = frozenset({PERSON, "event", "events", "job", "sender", "association"})
_PLAIN_FILTERS = frozenset(
    {"datum", "datum_kurz", "tag", "uhrzeit", "zeitraum", "euro", "default", "d", "upper", "lower", "capitalize", "title", "trim"}
    | {"first", "last", "join", "length", "count", "abs", "round", "int", "replace", "truncate"}
)


class NotPartedError(Exception):
    """The template does something with the person that cannot be taken apart."""


@dataclass(frozen=True, slots=True)
class Parted:
    """The two trees; `personal` is None where nothing depends on the person. `fields` are the member's fields that it asks for, None
    where that cannot be told."""

    personal: nodes.Template | None
    marked: nodes.Template
    fields: tuple[str, ...] | None


def parted(tree: nodes.Template) -> Parted:
    """Takes a template's tree apart, and changes it. Raises NotPartedError where that is not certain to be right."""
    own = frozenset(name.name for name in tree.find_all(nodes.Name) if name.ctx != "load")
    if PERSON in own or any(tree.find_all((nodes.NSRef, nodes.Block))):
        raise NotPartedError
    body = list(_left(tree.body, own))
    return Parted(nodes.Template(body, lineno=1) if body else None, tree, fields_of(body, PERSON))


def fields_of(body: Iterable[nodes.Node], name: str) -> tuple[str, ...] | None:
    """The fields of the person of that name that these statements ask for; None where they do more with the person than that."""
    inside = [node for statement in body for node in _with_itself(statement)]
    asked = [node for node in inside if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name == name]
    named = sum(isinstance(node, nodes.Name) and node.name == name and node.ctx == "load" for node in inside)
    return tuple(sorted({node.attr for node in asked})) if named == len(asked) else None


def fields_of_macro(tree: nodes.Template, macro: str) -> tuple[str, ...] | None:
    """The fields of its one argument that a macro asks for; None where that cannot be told."""
    found = [node for node in tree.find_all(nodes.Macro) if node.name == macro]
    if len(found) != 1 or len(found[0].args) != 1 or found[0].defaults:
        return None
    return fields_of(found[0].body, found[0].args[0].name)


def named_in_macro(tree: nodes.Template, macro: str) -> frozenset[str]:
    """What a macro names beyond its arguments, and the macros that it names, and so on; macros of the template left out."""
    known = {node.name: node for node in tree.find_all(nodes.Macro)}
    named: set[str] = set()
    asked, seen = [macro], {macro}
    while asked:
        body = nodes.Template([node for node in (known.get(asked.pop()),) if node is not None], lineno=1)
        found = meta.find_undeclared_variables(_in_environment(body, tree))
        named |= found
        asked += sorted(found & known.keys() - seen)
        seen |= found
    return frozenset(named - known.keys())


def _in_environment(body: nodes.Template, tree: nodes.Template) -> nodes.Template:
    body.environment = tree.environment
    return body


def only_prints(tree: nodes.Template, macro: str) -> bool:
    """Whether a macro does nothing but print values and ask for them, so that it is all the same whether they are hidden meanwhile."""
    found = [node for node in tree.find_all(nodes.Macro) if node.name == macro]
    return len(found) == 1 and all(isinstance(node, _PRINTING) for node in _with_itself(found[0]))


def _left(body: Iterable[nodes.Node], own: frozenset[str]) -> Iterator[nodes.Node]:
    """What is left of these statements."""
    for node in body:
        if isinstance(node, nodes.Output):
            yield from _left_of_output(node, own)
        elif not _is_personal(node):
            continue
        elif isinstance(node, nodes.If):
            yield _left_of_fork(node, own)
        else:
            raise NotPartedError


def _left_of_output(output: nodes.Output, own: frozenset[str]) -> Iterator[nodes.Node]:
    """The personal values that are printed; the output itself gets them marked."""
    for index, node in enumerate(output.nodes):
        if _is_personal(node):
            _understand(node, own)
            output.nodes[index] = _filtered(node, MARKED)
            yield nodes.Output([_filtered(node, PRINTED)], lineno=node.lineno)


def _left_of_fork(fork: nodes.If, own: frozenset[str]) -> nodes.If:
    """The conditions, with a word for each way."""
    ways = [fork, *fork.elif_]
    for way in ways:
        _understand(way.test, own)
    left = [nodes.If(way.test, [_word(f"({at}"), *_left(way.body, own)], [], [], lineno=way.lineno) for at, way in enumerate(ways)]
    left[0].elif_ = left[1:]
    left[0].else_ = [_word("(-"), *_left(fork.else_, own)]
    return left[0]


def _is_personal(node: nodes.Node) -> bool:
    return any(isinstance(name, nodes.Name) and name.name == PERSON for name in _with_itself(node))


def _understand(expression: nodes.Node, own: frozenset[str]) -> None:
    """Raises NotPartedError for an expression that may do more than compute a plain value from facts."""
    for node in _with_itself(expression):
        known = node.name in _PLAIN_FILTERS if isinstance(node, nodes.Filter) else isinstance(node, _UNDERSTOOD)
        if not known or (isinstance(node, nodes.Name) and (node.name in own or node.name not in _FACTS)):
            raise NotPartedError


def _with_itself(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    yield from node.find_all(nodes.Node)


def _filtered(node: nodes.Expr, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _word(text: str) -> nodes.Output:
    return nodes.Output([nodes.TemplateData(text, lineno=1)], lineno=1)
