"""How do subject, text and HTML of a letter come about? A page is read from Markdown once, and filled for each person."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from markupsafe import Markup

from mailer.composing.markdown import Design, Section, sections, to_html
from mailer.composing.plaintext import Block, Shape, lines_of, to_blocks
from mailer.composing.quoted import Encoded, encoded
from mailer.composing.templates import Source
from mailer.composing.values import PLACEHOLDER, HtmlPieces, Values, html_pieces, one_line

_FOOT = "fuss"


@dataclass(frozen=True, slots=True)
class Filled:
    """Subject, plain text and HTML for one person."""

    subject: str
    text: Encoded
    html: Encoded


@dataclass(frozen=True, slots=True)
class Page:
    """A letter's Markdown, read: what is the same for everybody is finished, what is not waits for values."""

    subject: str
    html: HtmlPieces
    text: tuple[str | Block, ...]

    def fill(self, values: Values) -> Filled:
        """The page with these values."""
        text = "\n".join(part if isinstance(part, str) else laid_out(part, values) for part in self.text)
        return Filled(one_line(values.plain(self.subject)), encoded(f"{text.strip()}\n"), encoded(self.html.fill(values.kept)))

    def bound(self, values: Values, open_ones: frozenset[int]) -> tuple[str | Block, ...]:
        """The text with all values put in and laid out but those that stay open."""
        return tuple(
            part if isinstance(part, str) or not open_ones.isdisjoint(asked_for(part)) else laid_out(part, values) for part in self.text
        )


def read_page(source: Source, foot: str, layout: Any, association: str) -> Page:
    """Reads a filled template, its values still hidden, and puts it into the layout."""
    parts = sections(f"{source.body}\n\n:::{_FOOT}\n\n{foot}\n")
    design = Design(dict(layout.styles), layout.knopf, layout.knopfreihe, layout.karte)
    html = layout.seite(
        Markup(escape(source.subject)),
        Markup(escape(source.preheader)),
        Markup(to_html([part for part in parts if _FOOT not in part.names], design)),
        Markup(to_html([part for part in parts if _FOOT in part.names], design)),
        Markup(escape(association)),
    )
    return Page(source.subject, html_pieces(str(html)), _prepared(parts))


def laid_out(block: Block, values: Values | None = None) -> str:
    """A block's lines, below each other, with these values."""
    lines = lines_of(block, values.words if values else str)
    return "\n".join(lines if block.close else [block.above, *lines])


def asked_for(block: Block) -> Sequence[int]:
    """The indices of the values that stand in a block."""
    return [ord(found) & 0xFFFF for found in PLACEHOLDER.findall(block.everything)]


def _prepared(parts: Sequence[Section]) -> tuple[str | Block, ...]:
    body = to_blocks(part for part in parts if _FOOT not in part.names)
    foot = to_blocks(part for part in parts if _FOOT in part.names)
    # "-- " opens a signature for every mail program (RFC 3676 4.3): answers do not quote it
    blocks = (*body, _SIGNATURE, *(replace(block, close=index == 0) for index, block in enumerate(foot)))
    return tuple(block if _is_personal(block) else laid_out(block) for block in blocks)


def _is_personal(block: Block) -> bool:
    return PLACEHOLDER.search(block.everything) is not None


_SIGNATURE = Block(Shape.LINES, "", "", "-- ")
