"""Is a spreadsheet read like the CSV file that it could be?"""

import io
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from mailer.errors import MemberFileError
from mailer.people.member_file import parse_member_file
from mailer.texts import explain

HEAD = ["Mitgliedsnummer", "Vorname", "Nachname", "E-Mail", "PLZ", "Eintritt", "Gruppen", "Offener Beitrag"]


def workbook(*rows: list[object]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_sheet_is_read_with_dates_numbers_and_groups() -> None:
    book = workbook(
        HEAD,
        [4711, " Jana ", "Vogel", "jana@post.example", "39104", date(2020, 2, 29), "chor, vorstand", 72.5],
        [None] * 8,
        ["m2", "Horst", "Lehmann", None, 39104, date(2021, 1, 1), None, 36],
    )
    book.create_sheet("Notizen").append(["nichts"])
    found = parse_member_file(saved(book), {})
    assert (found.problems, found.encoding, found.unknown_columns) == ((), "xlsx", ())
    jana, horst = found.members
    assert (jana.id, jana.name, jana.postcode, jana.joined, jana.dues_open) == (
        "4711",
        "Jana Vogel",
        "39104",
        date(2020, 2, 29),
        Decimal("72.50"),
    )
    assert jana.groups == ("chor", "vorstand")
    assert (horst.email, horst.postcode, horst.joined, horst.dues_open) == (None, "39104", date(2021, 1, 1), Decimal(36))


def test_zeros_that_the_sheet_shows_before_a_number_are_kept() -> None:
    book = workbook(HEAD, ["m1", "Jana", "Vogel", None, 1067, None, None, None])
    book.active["E2"].number_format = "00000"
    assert parse_member_file(saved(book), {}).members[0].postcode == "01067"


def test_a_wrong_cell_is_told_with_the_row_of_the_sheet() -> None:
    found = parse_member_file(saved(workbook(HEAD, [None] * 8, ["m1", "Jana", "Vogel", "jana(at)post", "39104", None, None, None])), {})
    (problem,) = found.problems
    assert (problem.line, problem.column, problem.member_id) == (3, "email", "m1")


def test_a_colored_column_beside_the_table_is_no_cell_too_many() -> None:
    book = workbook(HEAD, ["m1", "Jana", "Vogel"])
    book.active["M2"].fill = openpyxl.styles.PatternFill("solid", "FFFF00")
    assert parse_member_file(saved(book), {}).problems == ()


@pytest.mark.parametrize("data", [b"PK\x03\x04 broken", saved(openpyxl.Workbook())[:200]])
def test_what_is_no_workbook_is_told(data: bytes) -> None:
    with pytest.raises(MemberFileError) as caught:
        parse_member_file(data, {})
    assert explain(caught.value).startswith("Die Mitgliederdatei lässt sich nicht als Tabelle lesen.")


def test_an_empty_workbook_is_an_empty_file() -> None:
    with pytest.raises(MemberFileError) as caught:
        parse_member_file(saved(openpyxl.Workbook()), {})
    assert caught.value.key == "member_file.empty"


def test_an_archive_that_would_fill_the_memory_is_refused_unread() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(11):
            archive.writestr(f"{number}.xml", bytes(10_000_000))
    with pytest.raises(MemberFileError) as caught:
        parse_member_file(out.getvalue(), {})
    assert caught.value.key == "member_file.too_large"
