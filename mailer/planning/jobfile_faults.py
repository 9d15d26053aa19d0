"""What is wrong in a job file, and where does it stand?"""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mailer.errors import MailerError

Path = tuple[str | int, ...]
"""The way to a value in the file's tree; numbers count from 0."""

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_ASSIGNMENT = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_KEY = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
_MULTILINE = re.compile(r"\"\"\"|'''")


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake: the way to it, the sentence's key in the catalogue, and its facts."""

    path: Path
    key: str
    facts: Mapping[str, object] = field(default_factory=dict)


def unlisted(path: Path, key: str, value: object, allowed: Iterable[str]) -> Fault:
    """The fault of a value that is not among the allowed; the sentence `<key>_close` where one of them is nearly it."""
    names = tuple(allowed)
    close = difflib.get_close_matches(str(value), names, n=1)
    facts = {"value": value, "allowed": ", ".join(names) or "–", "close": "".join(close)}
    return Fault(path, f"{key}_close" if close else key, facts)


def located(faults: Iterable[Fault], file: str, text: str) -> tuple[MailerError, ...]:
    """The faults as errors in the order of the file, each with `file`, `key` (counted from 1), `line` (None where it cannot
    be found) and `where`: file and line as an editor understands them."""
    lines = lines_of(text)
    placed = sorted(((_line(fault.path, lines), fault) for fault in faults), key=lambda pair: pair[0] or 0)
    return tuple(
        MailerError(fault.key, **fault.facts, file=file, key=shown(fault.path), line=line, where=f"{file}:{line}" if line else file)
        for line, fault in placed
    )


def shown(path: Path) -> str:
    """The way as people read it: `mailings[2].audience.status` is in the second mailing."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path]
    return "".join(parts).removeprefix(".")


def lines_of(text: str) -> dict[Path, int]:
    """The line in which each table and key of a TOML file begins, counted from 1. Inside inline tables nothing is looked up."""
    lines: dict[Path, int] = {}
    table: Path = ()
    inside = ""
    for number, line in enumerate(text.split("\n"), 1):
        if not inside:
            if header := _HEADER.match(line):
                table = _table(_keys(header[2]), header[1] == "[[", lines)
                lines.setdefault(table, number)
            elif assignment := _ASSIGNMENT.match(line):
                lines.setdefault(table + _keys(assignment[1]), number)
        inside = _open_string(line, inside)
    return lines


def _line(path: Path, lines: Mapping[Path, int]) -> int | None:
    """The line of the value, or of the nearest thing around it."""
    if (*path, 0) in lines:
        return lines[*path, 0]  # [[mailing]], which is no key of ours, begins with its first table
    return next((lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in lines), None)


def _keys(dotted: str) -> Path:
    return tuple(key.strip("\"'") for key in _KEY.findall(dotted))


def _table(keys: Path, is_array: bool, lines: Mapping[Path, int]) -> Path:
    """Where a header leads: each array of tables on the way is entered at its last element."""
    way: Path = ()
    for index, key in enumerate(keys):
        way += (key,)
        elements = sum(1 for known in lines if len(known) == len(way) + 1 and known[:-1] == way and isinstance(known[-1], int))
        if is_array and index == len(keys) - 1:
            way += (elements,)
        elif elements:
            way += (elements - 1,)
    return way


def _open_string(line: str, inside: str) -> str:
    """The marks of the multi-line string that is still open after this line, or nothing."""
    for marks in _MULTILINE.findall(line):
        if not inside:
            inside = marks
        elif inside == marks:
            inside = ""
    return inside
