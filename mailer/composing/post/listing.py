"""How does a list look on paper: the cover list of a batch, the evidence of a convocation? As Typst source, every word of it a string."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mailer.composing.post.markup import string

LAYOUT = "layout/list.typ"
_WORDS = 18
"""Characters after which a word without a blank may break: a hash is longer than its column."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list for people. `facts` stand above it, each with its label; `paragraphs` below them; `widths` are Typst lengths of the
    columns; `total` stands below the list, `foot` at the end of each page. Every row has as many cells as there are columns."""

    title: str
    columns: tuple[str, ...]
    widths: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    facts: tuple[tuple[str, str], ...] = ()
    paragraphs: tuple[str, ...] = ()
    foot: str = ""
    total: str = ""
    landscape: bool = False


def listing(layout: str, of: Listing) -> str:
    """The Typst source of a list."""
    facts = _array(f"({string(label)}, {string(value)})" for label, value in of.facts)
    arguments = [
        f"titel: {string(of.title)}",
        f"angaben: {facts}",
        f"absaetze: {_strings(of.paragraphs)}",
        f"quer: {'true' if of.landscape else 'false'}",
        f"breiten: {_array(of.widths)}",
        f"kopf: {_strings(of.columns)}",
        f"fuss: {string(of.foot)}",
        f"summe: {string(of.total)}",
    ]
    cells = ", ".join(string(_breakable(cell)) for row in of.rows for cell in row)
    return f"{layout}\n#liste({', '.join(arguments)}, {cells})\n"


def _breakable(cell: str) -> str:
    """The cell with places at which long words may break (U+200B)."""
    return " ".join("\u200b".join(word[at : at + _WORDS] for at in range(0, len(word), _WORDS)) for word in cell.split(" "))


def _strings(words: Iterable[str]) -> str:
    return _array(string(word) for word in words)


def _array(items: Iterable[str]) -> str:
    return "(" + "".join(f"{item}, " for item in items) + ")"
