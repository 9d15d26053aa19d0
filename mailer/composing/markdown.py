"""How does a letter's Markdown become its HTML?

CommonMark with tables, raw HTML switched off. Beyond it, two conventions of ours:

- a paragraph `:::html`, `:::text`, `:::mail`, `:::post`, `:::magazine`, `:::karte` or `:::fuss` (or two of them: `:::fuss html`) opens a
  section that lasts until `:::` or the next opening: only in the HTML part, only in the text part, only in mails, only on paper, only in
  the member magazine, set off as a card, or the foot of the mail;
- a link with the title `Knopf` or `Knopf hell` is a button; a paragraph of nothing but such links becomes a row of buttons.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, cast
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup

from mailer.composing.values import PLACEHOLDER, mark_link

_FENCE = ":::"
BUTTON = "Knopf"


@dataclass(frozen=True, slots=True)
class Section:
    """A run of tokens that stands between two fences; `names` is empty for the ordinary text."""

    names: frozenset[str]
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Design:
    """How the layout dresses the body: inline CSS by tag, and its macros for a button, a row of them and a card."""

    styles: dict[str, str]
    button: Callable[[Markup, Markup, bool], Markup]
    row: Callable[[Markup], Markup]
    card: Callable[[Markup], Markup]


def sections(markdown: str) -> tuple[Section, ...]:
    """Reads Markdown and cuts it at its fences."""
    found: list[tuple[str, list[Token]]] = [("", [])]
    tokens = iter(_PARSER.parse(markdown))
    for token in tokens:
        if token.type != "paragraph_open":
            found[-1][1].append(token)
            continue
        inline, closing = next(tokens), next(tokens)
        if token.level == 0 and inline.content.startswith(_FENCE):
            found.append((inline.content.removeprefix(_FENCE), []))
        else:
            found[-1][1].extend((token, inline, closing))
    return tuple(Section(frozenset(names.split()), tuple(run)) for names, run in found if run)


def to_html(parts: Iterable[Section], design: Design) -> str:
    """The HTML of these sections; those only for the text part are left out."""
    return "".join(_section(part, design) for part in parts if not part.names & {"text", "post", "magazine"})


def _section(part: Section, design: Design) -> str:
    html = _render(part.tokens, design)
    return design.card(Markup(html)) if "karte" in part.names else html


def _render(tokens: Sequence[Token], design: Design) -> str:
    shown: list[Token] = []
    for token in tokens:
        if token.type == "inline" and is_button_row(token):
            row = _buttons(token.children or [], design)
            shown[-1] = Token("html_block", "", 0, content=row)
        elif token.type == "paragraph_close" and shown[-1].type == "html_block":
            continue
        else:
            shown.append(_dressed(token, design))
    return _RENDERER.render(shown, _PARSER.options, {})


def is_button_row(token: Token) -> bool:
    """Whether an inline token holds nothing but button links."""
    inside = links = 0
    for child in token.children or []:
        if child.type == "link_open":
            inside, links = 1, links + 1
            if not str(child.attrGet("title") or "").startswith(BUTTON):
                return False
        elif child.type == "link_close":
            inside = 0
        elif not inside and child.content.strip():
            return False
    return links > 0


def _buttons(children: Sequence[Token], design: Design) -> str:
    buttons: list[str] = []
    label: list[Token] = []
    target, title = "", ""
    for child in children:
        if child.type == "link_open":
            label, target, title = [], str(child.attrGet("href")), str(child.attrGet("title"))
        elif child.type == "link_close":
            text = _RENDERER.renderInline(label, _PARSER.options, {})
            buttons.append(str(design.button(Markup(escape(mark_link(target))), Markup(text), "hell" in title)))
        else:
            label.append(child)
    return str(design.row(Markup("".join(buttons))))


def _dressed(token: Token, design: Design) -> Token:
    """The token with the layout's inline CSS; mail programs ignore style sheets."""
    for part in (token, *(token.children or [])):
        style = design.styles.get(part.tag, "") if part.nesting >= 0 else ""
        own = str(part.attrGet("style") or "")
        if style and style not in own:
            part.attrSet("style", f"{style};{own}".rstrip(";"))
        if part.type == "th_open":
            part.attrSet("scope", "col")
        if part.type == "link_open":
            part.attrSet("href", mark_link(str(part.attrGet("href"))))
    return token


def _normal_link(url: str) -> str:
    """A link's target, percent-encoded but for our placeholders."""
    return unquote(normalizeLink(url)) if PLACEHOLDER.search(url) else normalizeLink(url)


def _table_open(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return '<div style="overflow-x:auto">' + str(self.renderToken(tokens, index, options, env))


def _table_close(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return str(self.renderToken(tokens, index, options, env)) + "</div>\n"


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")
    parser.normalizeLink = _normal_link  # type: ignore[method-assign]
    parser.add_render_rule("table_open", _table_open)
    parser.add_render_rule("table_close", _table_close)
    return parser


_PARSER = _parser()
_RENDERER = cast(RendererHTML, _PARSER.renderer)
