"""How does a letter's Markdown become Typst markup? From the same tokens as HTML and text.

Every word of the text stands in a Typst string (`#"…";`): whatever a name or a text holds, none of it is markup.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from mailer.composing.markdown import Section

Fill = Callable[[str], str]
"""Puts the values in place of their placeholders, on one line."""

_OTHERS = frozenset({"html", "text", "mail", "magazine", "fuss"})
_AROUND = {
    "bullet_list_open": "#list(",
    "bullet_list_close": ")\n\n",
    "list_item_open": "[",
    "list_item_close": "],",
    "ordered_list_close": ")\n\n",
    "blockquote_open": "#quote(block: true)[",
    "blockquote_close": "]\n\n",
    "hr": "#trennlinie\n\n",
    "paragraph_close": "\n\n",
    "heading_close": "]\n\n",
    "strong_open": "#strong[",
    "strong_close": "]",
    "em_open": "#emph[",
    "em_close": "]",
    "softbreak": '#" ";',
    "hardbreak": "#linebreak();",
    "table_close": ")\n\n",
    "th_open": "[#strong[",
    "th_close": "]],",
    "td_open": "[",
    "td_close": "],",
}


def to_typst(parts: Iterable[Section], fill: Fill) -> str:
    """The sections that belong into a letter on paper: those for HTML or text alone and the foot of the mail are left out."""
    return "".join(_section(part, fill) for part in parts if not part.names & _OTHERS)


def string(words: str) -> str:
    """A Typst string literal."""
    return '"' + "".join(_ESCAPES.get(character, character) for character in words) + '"'


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": " ", "\r": ""}


@dataclass(slots=True)
class _Links:
    """The links that are open: where their text began, and their target."""

    open: list[tuple[int, str]] = field(default_factory=list)


def _section(part: Section, fill: Fill) -> str:
    markup = _run(part.tokens, fill)
    return f"#karte[{markup}]\n\n" if "karte" in part.names else markup


def _run(tokens: Sequence[Token], fill: Fill) -> str:
    pieces: list[str] = []
    links = _Links()
    for index, token in enumerate(tokens):
        if token.type == "inline":
            pieces.append(_inline(token.children or [], fill))
        elif token.type == "table_open":
            pieces.append(f"#tabelle({_columns(tokens[index:])}, ")
        else:
            _piece(pieces, links, token, fill)
    return "".join(pieces)


def _inline(children: Sequence[Token], fill: Fill) -> str:
    pieces: list[str] = []
    links = _Links()
    for child in children:
        _piece(pieces, links, child, fill)
    return "".join(pieces)


def _piece(pieces: list[str], links: _Links, token: Token, fill: Fill) -> None:
    match token.type:
        case "text":
            pieces.append(_words(fill(token.content)))
        case "code_inline":
            pieces.append(f"#raw({string(fill(token.content))});")
        case "fence" | "code_block":
            pieces.append(f"#raw(block: true, {string(fill(token.content))})\n\n")
        case "heading_open":
            pieces.append(f"#heading(level: {min(int(token.tag[1:]), 3)})[")
        case "ordered_list_open":
            pieces.append(f"#enum(start: {int(token.attrGet('start') or 1)}, ")
        case "image":
            pieces.append(_words(fill(token.content)))
        case "link_open":
            links.open.append((len(pieces), fill(str(token.attrGet("href")))))
        case "link_close":
            pieces.append(_address(pieces, *links.open.pop()))
        case _:
            pieces.append(_AROUND.get(token.type, ""))


def _address(pieces: Sequence[str], start: int, target: str) -> str:
    """What stands behind a link's text on paper: nothing where that is the address, else the address in brackets."""
    address = target.removeprefix("mailto:").partition("?")[0]
    shown = "".join(pieces[start:])
    return "" if shown in {_words(target), _words(address)} else _words(f" ({address})")


def _words(words: str) -> str:
    return f"#{string(words)};" if words else ""


def _columns(tokens: Sequence[Token]) -> int:
    """How many cells the first row of a table has."""
    end = next(index for index, token in enumerate(tokens) if token.type == "tr_close")
    return sum(token.type == "th_open" for token in tokens[:end])
