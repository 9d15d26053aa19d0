"""How does a letter's Markdown become its plain text? From the same tokens as the HTML, without any markup."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from markdown_it.token import Token

from mailer.composing.layout import table_lines, wrapped
from mailer.composing.markdown import Section

_RULE = "-" * 40
_MARKS = frozenset(f"{thing}_{way}" for thing in ("bullet_list", "ordered_list", "list_item", "blockquote") for way in ("open", "close"))
_UNDERLINE = {"h1": "=", "h2": "-"}


class Shape(Enum):
    """What a block of text is: running words, lines as they are, rows of cells."""

    WORDS = "words"
    LINES = "lines"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text.

    `first` and `rest` are the prefixes of its lines (list marks, quotation marks); its content still holds placeholders.
    `close` means without a blank line above, `above` is what stands in that line; `underline` is the character below a heading.
    """

    shape: Shape
    first: str
    rest: str
    content: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    close: bool = False
    above: str = ""
    underline: str = ""

    @property
    def everything(self) -> str:
        """All text in it, of a table every cell."""
        return "".join((self.content, *(cell for row in self.rows for cell in row)))


@dataclass(slots=True)
class _Mark:
    """The prefix of an open list item or quotation."""

    first: str
    rest: str
    used: bool = False

    def take(self) -> str:
        now, self.used = (self.rest if self.used else self.first), True
        return now


@dataclass(slots=True)
class _Writer:
    """Where we are in the tokens: open marks, counters of open lists, rows of an open table."""

    blocks: list[Block] = field(default_factory=list)
    marks: list[_Mark] = field(default_factory=list)
    numbers: list[int | None] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    fresh: bool = False  # an outermost list has just opened: its first item keeps a blank line above

    def add(self, shape: Shape, content: str = "", **more: object) -> None:
        """One more block behind the marks that are open."""
        above = "".join(mark.rest for mark in self.marks if mark.used).rstrip()
        first = "".join(mark.take() for mark in self.marks)
        rest = "".join(mark.rest for mark in self.marks)
        self.blocks.append(replace(Block(shape, first, rest, content, above=above), **more))  # type: ignore[arg-type]
        self.fresh = False

    def open_list(self, start: int | None) -> None:
        """A list begins; `start` is its first number, None for a bullet list."""
        self.fresh = not self.numbers
        self.numbers.append(start)


def to_blocks(parts: Iterable[Section]) -> tuple[Block, ...]:
    """The text blocks of these sections; those only for the HTML part are left out."""
    writer = _Writer()
    for part in parts:
        if not part.names & {"html", "post", "magazine"}:
            _write(writer, part.tokens)
    return tuple(writer.blocks)


def lines_of(block: Block, fill: Callable[[str], str]) -> list[str]:
    """A block as lines of at most 76 characters (links may be longer); `fill` puts values in place of their placeholders."""
    if block.shape is Shape.TABLE:
        rows = [[fill(cell) for cell in row] for row in block.rows]
        return [block.rest + line for line in table_lines(rows, 76 - len(block.rest))]
    content = fill(block.content)
    if block.shape is Shape.LINES:
        return [block.rest + line for line in content.splitlines()]
    lines = wrapped(content, block.first, block.rest)
    if block.underline:
        lines.append(block.rest + block.underline * max(len(line) - len(block.rest) for line in lines))
    return lines


def _write(writer: _Writer, tokens: Sequence[Token]) -> None:
    for before, token in zip((None, *tokens), tokens, strict=False):
        if token.type == "inline" and before is not None:
            _inline(writer, before, token)
        else:
            _structure(writer, token)


def _inline(writer: _Writer, before: Token, token: Token) -> None:
    words = inline_text(token.children or [])
    if before.type in {"th_open", "td_open"}:
        writer.rows[-1].append(words)
    elif before.type == "heading_open":
        writer.add(Shape.WORDS, words, underline=_UNDERLINE.get(before.tag, ""))
    else:
        writer.add(Shape.WORDS, words, close=before.hidden and not writer.fresh)


def _structure(writer: _Writer, token: Token) -> None:
    if token.type in _MARKS:
        _mark(writer, token)
    elif token.type == "hr":
        writer.add(Shape.LINES, _RULE)
    elif token.type in {"fence", "code_block"}:
        writer.add(Shape.LINES, token.content)
    elif token.type == "table_open":
        writer.rows = []
    elif token.type == "tr_open":
        writer.rows.append([])
    elif token.type == "table_close":
        writer.add(Shape.TABLE, rows=tuple(tuple(row) for row in writer.rows))


def _mark(writer: _Writer, token: Token) -> None:
    """Lists and quotations open and close."""
    match token.type:
        case "bullet_list_open":
            writer.open_list(None)
        case "ordered_list_open":
            writer.open_list(int(token.attrGet("start") or 1))
        case "bullet_list_close" | "ordered_list_close":
            writer.numbers.pop()
        case "list_item_open":
            writer.marks.append(_item_mark(writer.numbers))
        case "blockquote_open":
            writer.marks.append(_Mark("> ", "> "))
        case _:
            writer.marks.pop()


def _item_mark(numbers: list[int | None]) -> _Mark:
    number = numbers[-1]
    if number is None:
        return _Mark("- ", "  ")
    numbers[-1] = number + 1
    return _Mark(f"{number}. ", " " * len(f"{number}. "))


def inline_text(children: Sequence[Token]) -> str:
    """Running words without markup; a link at the end as `Text: address`, one within a sentence as `Text (address)`."""
    words: list[str] = []
    starts: list[tuple[int, str]] = []
    for index, child in enumerate(children):
        match child.type:
            case "softbreak":
                words.append(" ")
            case "hardbreak":
                words.append("\n")
            case "link_open":
                starts.append((len(words), str(child.attrGet("href"))))
            case "link_close":
                start, target = starts.pop()
                last = all(token.content.strip(" .") == "" for token in children[index + 1 :])
                words.append(_address("".join(words[start:]), target, last))
                if last:  # a full stop would stick to the address
                    break
            case _:
                words.append(child.content)
    return "".join(words)


def _address(text: str, target: str, last: bool) -> str:
    """What stands behind a link's text: nothing where that is the address, else the address."""
    address = target.removeprefix("mailto:")
    if text in {target, address}:
        return ""
    return f": {address}" if last else f" ({address})"
