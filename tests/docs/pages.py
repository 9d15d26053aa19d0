"""What stands in the documents? Their fenced blocks, their code spans, their links and headings."""

import re
import shlex
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = (*(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "DESIGN.md")), *sorted((ROOT / "docs").glob("*.md")))
_FENCE = re.compile(r"^(?P<indent> *)```(?P<language>\w*)\n(?P<body>.*?)^(?P=indent)```$", re.DOTALL | re.MULTILINE)
_FILE_NAME = re.compile(r"^(?:# |\{# )(?P<path>[\w./-]+\.\w+)(?: #\})?\n")
_PREFIXES = {"sudo": 1, "-u": 2}
"""Words before a command, and how many words each takes away."""


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block without its indentation."""

    language: str
    text: str


def blocks(page: Path) -> tuple[Block, ...]:
    """The fenced blocks of a page, in order."""
    found = _FENCE.finditer(page.read_text(encoding="utf-8"))
    return tuple(Block(match["language"], textwrap.dedent(match["body"])) for match in found)


def files(page: Path) -> dict[str, str]:
    """The files that a page shows whole: each block whose first line is a comment with a path."""
    found = ((_FILE_NAME.match(block.text), block.text) for block in blocks(page))
    return {match["path"]: text for match, text in found if match}


def spans(page: Path) -> tuple[str, ...]:
    """The code spans of a page outside its fenced blocks."""
    return tuple(re.findall(r"`([^`\n]+)`", _prose(page)))


def links(page: Path) -> tuple[str, ...]:
    """The targets of all links and pictures."""
    return tuple(re.findall(r"\]\(([^)\s]+)\)", _prose(page)))


def anchors(page: Path) -> frozenset[str]:
    """The anchors of all headings, as forges make them."""
    titles = re.findall(r"^#+ (.+)$", _prose(page), re.MULTILINE)
    return frozenset(re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles)


def shown_commands(page: Path) -> Iterator[tuple[str, ...]]:
    """The words after `mailer` of every command in the page's shell blocks and systemd units."""
    for block in blocks(page):
        lines = block.text.splitlines()
        if block.language == "ini":
            lines = [line.removeprefix("ExecStart=") for line in lines if line.startswith("ExecStart=")]
        elif block.language != "sh":
            continue
        for line in lines:
            for part in line.split("&&"):
                yield from _of_mailer(shlex.split(part, comments=True))


def _of_mailer(words: list[str]) -> Iterator[tuple[str, ...]]:
    while words and words[0] in _PREFIXES:
        words = words[_PREFIXES[words[0]] :]
    if words and (words[0] == "mailer" or words[0].endswith("/bin/mailer")):
        yield tuple(words[1:])


def _prose(page: Path) -> str:
    return _FENCE.sub("", page.read_text(encoding="utf-8"))
