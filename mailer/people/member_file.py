"""Which members does a CSV file or a spreadsheet hold, and which of its rows are wrong?"""

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mailer.errors import MemberFileError
from mailer.model.people import Member
from mailer.people.member_cells import READERS, CellError, groups
from mailer.people.member_columns import REQUIRED, Columns, find_columns
from mailer.people.member_sheet import is_workbook, sheet_rows

_DELIMITERS = ";,\t"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why one row was not taken. `key` and `facts` make the sentence; `line` is the line of the file in which the row begins,
    `column` our name of the column (empty where the whole row is wrong), `member_id` the row's id as far as it has one."""

    line: int
    column: str
    member_id: str
    key: str
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class MemberFile:
    """What a member file says. `unknown_columns` were ignored; `encoding` is `utf-8`, `windows-1252` or `xlsx`."""

    members: tuple[Member, ...]
    problems: tuple[RowProblem, ...]
    encoding: str
    delimiter: str
    unknown_columns: tuple[str, ...] = ()

    @property
    def refused(self) -> frozenset[str]:
        """The ids of wrong rows that no good row has: those members were in the file and must not count as gone."""
        return frozenset(problem.member_id for problem in self.problems if problem.member_id) - {m.id for m in self.members}


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    last_line: int
    cells: tuple[str, ...]
    broken: bool = False


def parse_member_file(data: bytes, columns: Mapping[str, str]) -> MemberFile:
    """Reads a CSV file with a header line, separated by semicolon, comma or tab, in UTF-8 (with or without BOM) or Windows-1252; or the
    first sheet of an XLSX file.

    `columns` maps our column names to the file's. A row with a problem is left out and told; the rest is taken.
    Raises MemberFileError where the file as a whole cannot be trusted: empty or without rows, no text, a required column missing,
    a quotation mark that is never closed (RFC 4180 section 2) and so swallows rows.
    """
    if is_workbook(data):
        encoding, delimiter = "xlsx", ""
        rows: Iterator[_Row] = (_Row(number, number, cells) for number, cells in sheet_rows(data))
    else:
        text, encoding = _decoded(data)
        delimiter = _delimiter(text)
        rows = _rows(text, delimiter)
    header = next(rows, None)
    if header is None:
        raise MemberFileError("member_file.empty")
    if header.broken:
        raise MemberFileError("member_file.open_quote", line=header.line)
    found = find_columns(header.cells, columns)
    members, problems = _taken(rows, found, "|" if delimiter == "," else "|,")
    if not members and not problems:
        raise MemberFileError("member_file.no_rows")
    return MemberFile(members, problems, encoding, delimiter, found.unknown)


def _decoded(data: bytes) -> tuple[str, str]:
    if b"\0" in data:
        raise MemberFileError("member_file.not_text")
    for encoding, codec in (("utf-8", "utf-8-sig"), ("windows-1252", "cp1252")):
        try:
            return unicodedata.normalize("NFC", data.decode(codec)), encoding
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
    raise MemberFileError("member_file.not_decodable", line=line)


def _delimiter(text: str) -> str:
    """The one that parts the header line most often; the semicolon of German spreadsheets where none does."""
    header = text.lstrip().partition("\n")[0]
    return max(_DELIMITERS, key=header.count)


def _rows(text: str, delimiter: str) -> Iterator[_Row]:
    """All rows that are not blank, each with the lines it spans. A broken row of one line is marked, one of several raises."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = tuple(" ".join(cell.split()) for cell in next(reader))
        except StopIteration:
            return
        except csv.Error as error:
            if reader.line_num > line or "unexpected end" in str(error):
                raise MemberFileError("member_file.open_quote", line=line) from error
            yield _Row(line, line, (), broken=True)
            continue
        if any(cells):
            yield _Row(line, reader.line_num, cells)


def _taken(rows: Iterator[_Row], columns: Columns, separators: str) -> tuple[tuple[Member, ...], tuple[RowProblem, ...]]:
    members: list[Member] = []
    problems: list[RowProblem] = []
    lines: dict[str, int] = {}
    for row in rows:
        member, wrong = _member(row, columns, separators)
        problems += wrong
        if member is None:
            continue
        if member.id in lines:
            problems.append(_problem(row, "id", member.id, "duplicate_id", column=columns.title("id"), first=lines[member.id]))
            continue
        lines[member.id] = row.line
        members.append(member)
    return tuple(members), tuple(problems)


def _member(row: _Row, columns: Columns, separators: str) -> tuple[Member | None, list[RowProblem]]:
    wrong_shape = _shape(row, columns)
    if wrong_shape is not None:
        return None, [wrong_shape]
    texts = {name: row.cells[index] for name, index in columns.place.items() if row.cells[index]}
    member_id = texts.get("id", "")
    problems = [_problem(row, name, member_id, "missing", column=columns.title(name)) for name in REQUIRED if name not in texts]
    values: dict[str, Any] = {}
    for name, text in texts.items():
        try:
            values[name] = groups(text, separators) if name == "groups" else READERS.get(name, str)(text)
        except CellError as error:
            problems.append(_problem(row, name, member_id, error.name, column=columns.title(name), value=text))
    return (None if problems else Member(**values)), problems


def _shape(row: _Row, columns: Columns) -> RowProblem | None:
    """Wrong where quotation marks or the number of cells show that the cells do not stand below their titles."""
    if row.broken:
        return _problem(row, "", "", "quotes")
    expected, found = len(columns.header), len(row.cells)
    if found == expected or (found > expected and not any(row.cells[expected:])):
        return None
    if row.last_line > row.line:
        raise MemberFileError("member_file.open_quote", line=row.line)
    return _problem(row, "", _id_of(row, columns), "cells", expected=expected, found=found)


def _id_of(row: _Row, columns: Columns) -> str:
    place = columns.place["id"]
    return row.cells[place] if place < len(row.cells) else ""


def _problem(row: _Row, column: str, member_id: str, name: str, /, **facts: object) -> RowProblem:
    return RowProblem(row.line, column, member_id, f"member_problem.{name}", {"line": row.line, **facts})
