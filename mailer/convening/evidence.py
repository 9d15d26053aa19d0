"""How is a list of evidence kept so that a changed one shows? As CSV (RFC 4180) with a check sum over its cells."""

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SUM = "SHA-256"
"""What stands in the first cell of the line with the check sum."""
_FORMULA = frozenset("=+-@\t\r")


@dataclass(frozen=True, slots=True)
class Verified:
    """What became of a list: the sum that it names (empty where it names none), the sum of its cells, and its rows."""

    named: str
    counted: str
    rows: int

    @property
    def holds(self) -> bool:
        """Whether nothing was changed since it was written."""
        return self.named == self.counted


def check_sum(rows: Iterable[Sequence[str]]) -> str:
    """SHA-256 over the cells of all rows, the heading included; however a spreadsheet quotes them, it stays the same."""
    counted = hashlib.sha256()
    for row in rows:
        counted.update("\x1f".join(row).encode("utf-8", "replace") + b"\x1e")
    return counted.hexdigest()


def to_csv(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The list with its check sum in the last line. Cells that a spreadsheet would take for formulas begin with an apostrophe."""
    lines = [_plain(heading), *(_plain(row) for row in rows)]
    written = io.StringIO()
    table = csv.writer(written, delimiter=";", lineterminator="\r\n")
    table.writerows(lines)
    table.writerow((SUM, check_sum(lines)))
    return written.getvalue()


def sum_of(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The check sum that `to_csv` writes."""
    return check_sum([_plain(heading), *(_plain(row) for row in rows)])


def verify(text: str) -> Verified:
    """Counts the sum of a list again. Raises csv.Error for a text that is no table."""
    lines = [row for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";") if row]
    if not lines or lines[-1][0] != SUM:
        return Verified("", check_sum(lines), max(0, len(lines) - 1))
    *rows, last = lines
    named = last[1] if len(last) > 1 else ""
    return Verified(named, check_sum(rows), max(0, len(rows) - 1))


def _plain(row: Sequence[str]) -> tuple[str, ...]:
    """One line a cell, so that every program reads the same lines."""
    return tuple(_cell(" ".join(cell.split())) for cell in row)


def _cell(cell: str) -> str:
    return f"'{cell}" if cell[:1] in _FORMULA else cell
