"""Which rows does a spreadsheet hold (XLSX, ECMA-376)? Each cell as the text that a CSV file would have."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from mailer.errors import MemberFileError
from mailer.later import later

if TYPE_CHECKING:
    import openpyxl
else:
    openpyxl = later("openpyxl")

_SIGN = b"PK\x03\x04"
_LARGEST = 100_000_000  # bytes when unpacked: a hostile file of some kilobytes could fill the memory


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are a ZIP archive, as every XLSX file is."""
    return data.startswith(_SIGN)


def sheet_rows(data: bytes) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows of the first sheet that are not blank, each with its number in the sheet, from 1.

    Raises MemberFileError for an archive that is no workbook, or one that is too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
        if size > _LARGEST:
            raise MemberFileError("member_file.too_large", megabytes=_LARGEST // 1_000_000)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = [(number, tuple(_text(cell) for cell in row)) for number, row in enumerate(sheet.iter_rows(), 1)]
    except MemberFileError:
        raise
    except Exception as error:  # whatever a damaged file makes a foreign reader raise
        raise MemberFileError("member_file.no_workbook") from error
    return iter(_trimmed([(number, cells) for number, cells in rows if any(cells)]))


def _trimmed(rows: list[tuple[int, tuple[str, ...]]]) -> list[tuple[int, tuple[str, ...]]]:
    """All rows as wide as the header: what only was formatted beside it is no cell."""
    width = max((place + 1 for place, cell in enumerate(rows[0][1]) if cell), default=0) if rows else 0
    return [(number, (*cells[:width], *("",) * (width - len(cells)), *filter(None, cells[width:]))) for number, cells in rows]


def _text(cell: Any) -> str:
    """What stands in a cell: dates as ISO, whole numbers without a point, with the zeros before them that the sheet shows."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and re.fullmatch("0+", str(cell.number_format)):
        return str(value).zfill(len(cell.number_format))
    return " ".join(str(value).split())
