"""How does a mailing become an article for the member magazine? From the same Markdown, as blocks for Markdown and DOCX."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it.token import Token

from mailer.composing.facts import facts_of, greeting
from mailer.composing.markdown import Section, sections
from mailer.composing.templates import Templates, head_and_body
from mailer.composing.values import Values, one_line
from mailer.model.composing import LetterOrder, Sender

GREETING_TO_ALL = "anrede_an_alle"
_OTHERS = frozenset({"html", "text", "mail", "post", "fuss"})
_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~]|^(?=[-+>]|\d+[.)])")
_LISTS = {"bullet_list_open": "bullet", "ordered_list_open": "number"}


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look."""

    words: str
    strong: bool = False
    emphasised: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the article. `kind` is heading, paragraph, bullet, number or quote; `level` the depth of a heading (1 to 3) or of a
    list (from 1); `position` the number of an item."""

    kind: str
    level: int
    runs: tuple[Run, ...]
    position: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """A text for the magazine."""

    title: str
    blocks: tuple[Block, ...]

    @property
    def markdown(self) -> str:
        """The article as Markdown (CommonMark)."""
        return f"# {_escaped(self.title)}\n\n" + "".join(_lines(block, after) for block, after in _with_next(self.blocks))


class ArticleComposer:
    """Makes articles from the templates of mails. Pure."""

    def __init__(self, templates: Templates, sender: Sender) -> None:
        self._templates = templates
        self._sender = sender

    def compose(self, order: LetterOrder) -> Article:
        """The article of an order without a recipient. Raises MissingFact where the template prints facts of a member, or TemplateError."""
        values = Values()
        facts = facts_of(order, self._sender, values, self._templates)
        facts |= {"channel": "magazine", "anrede": self._greeting(facts, values)}
        source = head_and_body(order.template, self._templates.fill(order.template, facts))
        title = one_line(values.plain(source.subject))
        found = tuple(_blocks(sections(source.body), values.words))
        if found and found[0].kind == "heading" and title.startswith(_words(found[0])):
            found = found[1:]
        return Article(title, found)

    def _greeting(self, facts: dict[str, Any], values: Values) -> str:
        parts = self._templates.parts(facts)
        if not hasattr(parts, GREETING_TO_ALL):
            return greeting(facts["member"], self._templates)
        return one_line(values.plain(self._templates.call(parts, GREETING_TO_ALL)))


def _blocks(parts: Iterable[Section], fill: Callable[[str], str]) -> Iterator[Block]:
    for part in parts:
        if not part.names & _OTHERS:
            yield from _section(part.tokens, fill)


def _section(tokens: Sequence[Token], fill: Callable[[str], str]) -> Iterator[Block]:
    lists: list[str] = []
    positions: list[int] = []
    heading = quoted = fresh = 0
    for token in tokens:
        if token.type in _LISTS:
            lists.append(_LISTS[token.type])
            positions.append(int(token.attrGet("start") or 1) - 1)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists.pop()
            positions.pop()
        elif token.type == "list_item_open":
            fresh = 1
            positions[-1] += 1
        elif token.type in {"blockquote_open", "blockquote_close"}:
            quoted += token.nesting
        elif token.type == "heading_open":
            heading = min(int(token.tag[1:]), 3)
        elif token.type == "inline":
            runs = tuple(_runs(token.children or [], fill))
            kind = "heading" if heading else lists[-1] if lists and fresh else "quote" if quoted else "paragraph"
            yield Block(kind, heading or len(lists) or 1, runs, positions[-1] if positions else 0)
            heading = fresh = 0
        elif token.type in {"fence", "code_block"}:
            yield Block("paragraph", 1, (Run(fill(token.content)),))


def _runs(children: Sequence[Token], fill: Callable[[str], str]) -> Iterator[Run]:
    strong = emphasised = 0
    targets: list[str] = []
    for child in children:
        if child.type in {"strong_open", "strong_close"}:
            strong += child.nesting
        elif child.type in {"em_open", "em_close"}:
            emphasised += child.nesting
        elif child.type == "link_open":
            targets.append(fill(str(child.attrGet("href"))))
        elif child.type == "link_close":
            yield Run(f" ({targets.pop().removeprefix('mailto:').partition('?')[0]})")
        elif child.type in {"softbreak", "hardbreak"}:
            yield Run(" " if child.type == "softbreak" else "\n")
        elif child.content:
            yield Run(fill(child.content), bool(strong), bool(emphasised))


def _with_next(blocks: Sequence[Block]) -> Iterator[tuple[Block, Block | None]]:
    for place, block in enumerate(blocks, 1):
        yield block, blocks[place] if place < len(blocks) else None


def _lines(block: Block, after: Block | None) -> str:
    text = "".join(map(_marked, block.runs)).replace("\n", "\\\n")
    number = f"{block.position}. "
    mark = {"heading": "#" * max(block.level, 2) + " ", "bullet": "- ", "number": number, "quote": "> "}.get(block.kind, "")
    indent = "   " * (block.level - 1) if block.kind in {"bullet", "number"} else ""
    close = after is not None and after.kind == block.kind and block.kind in {"bullet", "number"}
    return f"{indent}{mark}{text}\n" + ("" if close else "\n")


def _marked(run: Run) -> str:
    words = _escaped(run.words)
    look = "**" * run.strong + "*" * run.emphasised
    if not look or not words.strip():
        return words
    inner = words.strip()
    before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    return f"{before}{look}{inner}{look[::-1]}{after}"


def _escaped(words: str) -> str:
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", words)


def _words(block: Block) -> str:
    return one_line("".join(run.words for run in block.runs))
