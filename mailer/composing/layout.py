"""How are words laid out in lines of plain text?"""

import re
from collections.abc import Iterable, Iterator, Sequence

WIDTH = 72
_QUOTED = 78
_NUMBER = re.compile(r"[-–]?[\d.,]*(?: €)?")
_UNDERLINE = re.compile(r"={3,}|-{3,}(?: +-{3,})*")
_BLANKS = re.compile(r"[ \t]+")


def wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    """The text in lines of at most 72 characters behind its prefixes; a line break in it stays one. Links are never broken.

    Quoted lines of 72 characters stay whole behind their marks (RFC 3676 section 4.2 allows 78): broken anew, each would leave a word.
    """
    lines: list[str] = []
    for line in text.split("\n"):
        whole = ">" in rest and len(line) <= WIDTH and len(rest) + len(line) <= _QUOTED
        for words in [" ".join(_BLANKS.split(line.strip()))] if whole else _filled(line, WIDTH - len(rest)):
            lines.append((rest if lines else first) + words)
    return [line.rstrip() for line in lines]


def unwrapped(text: str) -> str:
    """The text with the lines joined that `wrapped` has broken, and without what underlines headings and tables.

    A line was broken where the next word would not have fitted; any other break was meant.
    """
    lines: list[str] = []
    last = 0
    for line in text.splitlines():
        if _UNDERLINE.fullmatch(line):
            continue
        words = line.split()
        if words and last and last + 1 + len(words[0]) > WIDTH:
            lines[-1] = f"{lines[-1]} {line.strip()}"
        else:
            lines.append(line)
        last = len(line)
    return "\n".join(lines)


def table_lines(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """A table in aligned columns where it fits into `width`, else row by row as `Heading: value`."""
    if not rows:
        return []
    plain = [[" ".join(cell.split()) for cell in row] for row in rows]
    columns = [max(len(cell) for cell in column) for column in zip(*plain, strict=True)]
    if sum(columns) + 2 * (len(columns) - 1) <= width:
        return _aligned(plain, columns)
    return _records(plain, width)


def _filled(line: str, width: int) -> list[str]:
    """Greedy filling: every word goes onto the line as long as it fits."""
    words = _BLANKS.split(line.strip())
    whole = " ".join(words)
    if len(whole) <= width:
        return [whole]
    lines: list[str] = []
    filled = ""
    for word in words if max(map(len, words)) <= width else _cut(words, width):
        if filled and len(filled) + 1 + len(word) > width:
            lines.append(filled)
            filled = word
        else:
            filled = f"{filled} {word}" if filled else word
    return [*lines, filled]


def _cut(words: Iterable[str], width: int) -> Iterator[str]:
    """The words, over-long ones cut (a name of 200 letters), but never a link."""
    for word in words:
        if len(word) <= width or "://" in word or word.startswith("mailto:"):
            yield word
        else:
            yield from (word[at : at + width] for at in range(0, len(word), width))


def _aligned(rows: Sequence[Sequence[str]], columns: Sequence[int]) -> list[str]:
    body = rows[1:]
    to_the_right = [all(_NUMBER.fullmatch(row[at]) for row in body) for at in range(len(columns))]
    lines = [
        "  ".join(cell.rjust(size) if right else cell.ljust(size) for cell, size, right in zip(row, columns, to_the_right, strict=True))
        for row in rows
    ]
    return [lines[0].rstrip(), "  ".join("-" * size for size in columns), *(line.rstrip() for line in lines[1:])]


def _records(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    heading, *body = rows
    lines: list[str] = []
    for row in body:
        lines += [""] if lines else []
        for index, (name, cell) in enumerate(zip(heading, row, strict=True)):
            if cell:
                prefix = "- " if index == 0 else "  "
                lines += [f"{prefix if at == 0 else '    '}{part}" for at, part in enumerate(_filled(f"{name}: {cell}", width - 4))]
    return lines
