import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mailer.errors import MemberFileError
from mailer.model.people import Mandate, Member
from mailer.people.member_cells import CellError, day, email, open_sum, postcode
from mailer.people.member_file import parse_member_file
from mailer.texts import catalogue, explain, say

FULL = (
    "id;given_name;family_name;email;street;postcode;city;branch;joined;status;birthday;form_of_address;groups;mandates;dues_open;Zustellwunsch\n"
    "17;Jörg;Groß;joerg@verband.example;Weg 1;01067;Musterstadt;Nord;23.11.2024;member;1980-02-03;Herr;Chor, Kuchen|Vorstand;"
    "Bundesparteitag:delegate|Kreis: Nord:substitute:2;1.072,50 €;Post\n"
)


def parse(text: str, columns: dict[str, str] | None = None, encoding: str = "utf-8"):
    return parse_member_file(text.encode(encoding), columns or {})


def keys(text: str) -> list[tuple[int, str, str]]:
    return [(problem.line, problem.column, problem.key.removeprefix("member_problem.")) for problem in parse(text).problems]


def row(**cells: str) -> str:
    values = {"id": "17", "given_name": "Jana", "family_name": "Muster"} | cells
    return ";".join(values) + "\n" + ";".join(values.values()) + "\n"


def test_every_column_is_read():
    found = parse(FULL)
    assert found.problems == ()
    assert found.members == (
        Member(
            id="17",
            given_name="Jörg",
            family_name="Groß",
            email="joerg@verband.example",
            street="Weg 1",
            postcode="01067",
            city="Musterstadt",
            branch="Nord",
            joined=date(2024, 11, 23),
            status="member",
            birthday=date(1980, 2, 3),
            form_of_address="m",
            groups=("Chor", "Kuchen", "Vorstand"),
            mandates=(Mandate("Bundesparteitag", "delegate"), Mandate("Kreis: Nord", "substitute", 2)),
            dues_open=Decimal("1072.50"),
            delivery="post",
        ),
    )


@pytest.mark.parametrize(("encoding", "told"), [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("cp1252", "windows-1252")])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_of_all_spreadsheets_give_the_same_members(encoding, told, newline):
    found = parse(FULL.replace("\n", newline), encoding=encoding)
    assert found.members == parse(FULL).members
    assert (found.encoding, found.delimiter) == (told, ";")


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_delimiter_is_found_in_the_header(delimiter):
    found = parse(row(email="jana@verband.example").replace(";", delimiter))
    assert found.delimiter == delimiter
    assert found.members == (Member("17", "Jana", "Muster", "jana@verband.example"),)


def test_a_comma_parts_groups_only_where_it_does_not_part_cells():
    assert parse('id,given_name,family_name,groups\n1,A,B,"x, y|z"\n').members[0].groups == ("x, y", "z")
    assert parse("id\tgiven_name\tfamily_name\tgroups\n1\tA\tB\tx, y|z|x\n").members[0].groups == ("x", "y", "z")


def test_empty_cells_mean_absent_and_the_status_defaults_to_member():
    member = parse(row(email="", joined="", status="", form_of_address="", dues_open="0,00")).members[0]
    assert member == Member("17", "Jana", "Muster")


def test_usual_german_titles_need_no_mapping():
    text = (
        "Mitgliedsnummer;Anrede;Vorname;Nachname;E-Mail;Straße;PLZ;Ort;Ortsverband;Eintritt;Geburtsdatum\n"
        "1;Frau;Jana;Muster;jana@verband.example;Weg 1;01067;Musterstadt;Nord;1.9.2024;02.03.1980\n"
    )
    assert parse(text).members == (
        Member(
            "1",
            "Jana",
            "Muster",
            "jana@verband.example",
            "Weg 1",
            "01067",
            "Musterstadt",
            "Nord",
            date(2024, 9, 1),
            "member",
            date(1980, 3, 2),
            "f",
        ),
    )


def test_the_mapping_wins_over_our_names_and_unknown_columns_are_told():
    found = parse("id;given_name;Rufname;family_name;Telefon\n1;Johanna;Jana;Muster;0\n", {"given_name": "rufname"})
    assert found.members[0].given_name == "Jana"
    assert found.unknown_columns == ("given_name", "Telefon")


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"id": ""}, "missing"),
        ({"given_name": " "}, "missing"),
        ({"family_name": ""}, "missing"),
        ({"email": "jana@verband"}, "email"),
        ({"email": "Jana <jana@verband.example>"}, "email"),
        ({"email": "jana@verband.example,kim@verband.example"}, "email"),
        ({"joined": "31.02.2024"}, "date"),
        ({"birthday": "23.11.24"}, "date"),
        ({"birthday": "heute"}, "date"),
        ({"postcode": "1067"}, "postcode"),
        ({"form_of_address": "Hallo"}, "form_of_address"),
        ({"delivery": "Brieftaube"}, "delivery"),
        ({"mandates": "Bundesparteitag"}, "mandate"),
        ({"mandates": "Bundesparteitag:Chefin"}, "mandate"),
        ({"dues_open": "viel"}, "money"),
        ({"dues_open": "1,234,5"}, "money"),
    ],
)
def test_a_wrong_cell_is_told_with_line_and_column_and_leaves_the_rest(cells, problem):
    good = {"id": "18", "given_name": "Kim", "family_name": "Beispiel"}
    second = ";".join((dict.fromkeys(cells, "") | good)[name] for name in row(**cells).partition("\n")[0].split(";"))
    found = parse(row(**cells) + second + "\n")
    (only,) = found.problems
    assert (only.line, only.column, only.key) == (2, next(iter(cells)), f"member_problem.{problem}")
    assert [member.id for member in found.members] == ["18"]


def test_all_problems_of_a_row_are_told_at_once():
    assert keys(row(email="x", joined="x", postcode="x")) == [(2, "email", "email"), (2, "joined", "date"), (2, "postcode", "postcode")]


def test_lines_are_those_of_the_file_where_cells_hold_line_breaks():
    text = 'id;given_name;family_name;street;email\n1;A;B;"Weg 1\nHinterhaus";\n\n2;A;B;Weg;falsch\n'
    found = parse(text)
    assert keys(text) == [(5, "email", "email")]
    assert found.members[0].street == "Weg 1 Hinterhaus"


def test_an_id_that_comes_twice_is_told_with_the_line_of_the_first():
    found = parse("id;given_name;family_name\n1;A;B\n2;C;D\n1;E;F\n")
    assert [member.given_name for member in found.members] == ["A", "C"]
    assert (found.problems[0].line, found.problems[0].key, found.problems[0].facts["first"]) == (4, "member_problem.duplicate_id", 2)
    assert found.refused == frozenset()


def test_shifted_cells_are_refused_but_surplus_empty_ones_are_not():
    assert keys("id;given_name;family_name\n1;A;B;C\n2;A\n") == [(2, "", "cells"), (3, "", "cells")]
    assert keys("id;given_name;family_name\n1;A;B;;\n;;\n") == []


def test_ids_of_refused_rows_are_remembered_so_that_those_members_are_not_gone():
    found = parse("id;given_name;family_name;email\n1;A;B;falsch\n2;A;B\n3;A;B;\n")
    assert found.refused == {"1", "2"}


def test_a_stray_quotation_mark_in_one_line_costs_that_line_only():
    text = 'id;given_name;family_name\n1;"A"x;B\n2;"C";D\n'
    assert keys(text) == [(2, "", "quotes")]
    assert [member.id for member in parse(text).members] == ["2"]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"id;given_name;family_name\n;;\n", "no_rows"),
        (b"PK\x03\x04\0\0", "no_workbook"),
        (b"id;\0\0", "not_text"),
        (b"id;given_name;family_name\n1;\x81\xff;B\n", "not_decodable"),
        (b"nummer;given_name;family_name\n", "required_missing"),
        (b"id;given_nam;family_name\n", "required_missing_close"),
        (b"id;given_name;family_name;email;E-Mail\n", "column_twice"),
        (b'id;given_name;family_name\n1;"A;B\n2;C;D\n', "open_quote"),
        (b'id;given_name;family_name\n1;"A;B\n2;"C";D\n', "open_quote"),
        (b'id;given_name;family_name\n1;"A;B\n2;C";D;E;F\n', "open_quote"),
        (b'"id"x;given_name;family_name\n', "open_quote"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused_whole(data, key):
    with pytest.raises(MemberFileError) as caught:
        parse_member_file(data, {})
    assert caught.value.key == f"member_file.{key}"
    assert explain(caught.value)


@pytest.mark.parametrize(("columns", "key"), [({"email": "Mail"}, "column_missing"), ({"mail": "id"}, "unknown_name")])
def test_a_mapping_that_leads_nowhere_is_refused(columns, key):
    with pytest.raises(MemberFileError) as caught:
        parse("id;given_name;family_name\n1;A;B\n", columns)
    assert caught.value.key == f"member_file.{key}"
    assert explain(caught.value)


def test_every_problem_has_a_sentence_and_every_sentence_a_problem():
    text = (
        "id;given_name;family_name;email;joined;postcode;form_of_address;mandates;dues_open;delivery\n"
        ';A;B;x;x;x;?;x;x;x\n1;A;B;;;;;;;\n1;A;B;;;;;;;\n2;A\n3;"A"x;B\n'
    )
    problems = parse(text).problems
    assert {problem.key for problem in problems} == {key for key in catalogue() if key.startswith("member_problem.")}
    for problem in problems:
        assert f"Zeile {problem.line}" in say(problem.key, **problem.facts)


@pytest.mark.parametrize(
    "text", ["jana@verband.example", "j.m+x@bücher.example", "o'neil@a-b.verband.example", "jana@xn--bcher-kva.example"]
)
def test_good_addresses_stay_as_they_are(text):
    assert email(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "@",
        "jana",
        "@verband.example",
        "jana@",
        "jana@@verband.example",
        ".j@verband.example",
        "j..m@verband.example",
        "j m@verband.example",
        "jana@verband..example",
        "jana@-verband.example",
        "jana@verband.example.",
        "jörg@verband.example",
        "jana@127.0.0.1",
        "j" * 65 + "@verband.example",
    ],
)
def test_bad_addresses_are_refused(text):
    with pytest.raises(CellError):
        email(text)


@given(st.dates(min_value=date(1900, 1, 1)))
def test_german_and_iso_dates_mean_the_same(value):
    assert (
        day(value.isoformat())
        == day(f"{value.day:02}.{value.month:02}.{value.year}")
        == day(f"{value.day}.{value.month}.{value.year}")
        == value
    )


@given(st.decimals(min_value="0.01", max_value="999999.99", places=2))
def test_sums_with_comma_or_point_mean_the_same(value):
    german = f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
    assert open_sum(f"{value:.2f}") == open_sum(f"{value:.2f}".replace(".", ",")) == open_sum(german) == open_sum(f"{german} EUR") == value


def test_a_credit_is_not_open():
    assert open_sum("-5,00") is None


def test_postcodes_may_carry_their_country():
    assert [postcode(text) for text in ("01067", "D-01067", "A-1010", "CH-8001")] == ["01067", "01067", "A-1010", "CH-8001"]


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8)


@given(
    st.lists(st.tuples(st.integers(1, 999).map(str), NAMES, NAMES), min_size=1, unique_by=lambda cells: cells[0]), st.sampled_from(";,\t")
)
@example([("1", 'A"B;C', "D,E")], ";")
def test_what_a_csv_writer_writes_is_read_back(rows, delimiter):
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows([("id", "given_name", "family_name"), *rows])
    found = parse(file.getvalue())
    assert found.problems == ()
    assert [member.id for member in found.members] == [cells[0] for cells in rows]


@given(st.binary(max_size=200))
def test_any_bytes_give_members_or_the_one_error(data):
    header = b"id;given_name;family_name;email;joined;mandates;dues_open\n"
    try:
        found = parse_member_file(header + data, {})
    except MemberFileError as error:
        sentences = [explain(error)]
    else:
        sentences = [say(problem.key, **problem.facts) for problem in found.problems]
    assert all(sentences)
