"""Does the evidence name everybody, and does a changed list show?"""

import csv
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailer.app import Office
from mailer.convening.evidence import SUM, sum_of, to_csv, verify
from mailer.convocation import deadlines_of
from mailer.errors import DataError
from mailer.model.mail import LetterState
from mailer.model.people import Member
from mailer.posting import Evidence, evidence_of, evidence_pdf, note_return, print_batches, stationery
from mailer.store import bounces, letters, members, occurrences, outbox
from mailer.store.outbox import Settlement
from tests.posting.association import NOW, WISHES, at, pages, plan_by_hand, run, workspace
from tests.workspace import opened

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with opened(workspace(tmp_path), at(NOW), WISHES) as office:
        yield office


def evidence(office: Office) -> Evidence:
    job = office.job("parteitag")
    counted = {each.id: found for each in job.mailings if (found := deadlines_of(office.settings, job, each, office.zone))}
    with office.store.look() as connection:
        return evidence_of(connection, office.identity, "parteitag", None, counted, NOW, office.zone)


def test_each_letter_is_told_with_its_way_its_answer_and_what_came_back(office: Office) -> None:
    plan_by_hand(office)
    paper = stationery(office.settings, office.shelf.templates)
    list(print_batches(office.store, paper, run(office)))
    note_return(office.store, office.writer, "1-003", "unbekannt verzogen", "ich", ("vorsitz@verband.example",), NOW)
    with office.store.begin() as connection:
        mailed = {line.member_id: line for line in letters.lines(connection) if line.state is LetterState.QUEUED and line.member_id}
        ids = {who: line.id for who, line in mailed.items()}
        outbox.settle(connection, [Settlement(ids["m3"], LetterState.SENT, NOW, 250, "2.0.0", "250 2.0.0 Ok: queued as 4Xq")])
        outbox.settle(connection, [Settlement(ids["m4"], LetterState.SENT, NOW, 250, "2.0.0", "2.0.0 Ok")])
        bounces.add(connection, mailed["m4"].address, "permanent", "5.1.1", "unknown", "x", NOW, letter_id=ids["m4"], member_id="m4")
        raw = letters.raw(connection, ids["m3"])
    found = evidence(office)
    rows = {(row.member_id, row.way): row for row in found.rows}
    sent, back, returned = rows["m3", "Mail"], rows["m4", "Mail"], rows["m5", "Post"]
    assert (sent.state, sent.answer, sent.at) == ("vom Server angenommen", "250 2.0.0 Ok: queued as 4Xq", "25.10.2024 09:00:00")
    assert sent.letter == office.identity.message_id(ids["m3"])
    assert sent.digest == hashlib.sha256(raw or b"").hexdigest()
    assert (back.state, back.came_back) == ("kam zurück", "Rückläufer am 25.10.2024 09:00 (5.1.1 unknown)")
    assert returned.letter == "Brief 1-003, gedruckt am 25.10.2024"
    assert returned.came_back == "von der Post zurück, eingetragen am 25.10.2024: unbekannt verzogen"
    assert rows["m2", "Post"].state == "gedruckt"


def test_the_pdf_and_the_table_name_the_same_check_sum_and_the_rules(office: Office) -> None:
    plan_by_hand(office)
    found = evidence(office)
    paper = " ".join(pages(evidence_pdf(stationery(office.settings, office.shelf.templates), found)))
    assert found.check_sum in paper
    assert "Letzter sicherer Tag zum Einwerfen: 04.11.2024." in paper
    table = found.csv().decode("utf-8-sig")
    assert verify(table).named == found.check_sum
    assert verify(table).holds


def test_nothing_that_went_out_is_no_evidence(office: Office) -> None:
    with pytest.raises(DataError, match=r"evidence\.nothing"):
        evidence(office)


def test_the_same_evidence_gives_the_same_bytes(office: Office) -> None:
    plan_by_hand(office)
    paper = stationery(office.settings, office.shelf.templates)
    assert evidence_pdf(paper, evidence(office)) == evidence_pdf(paper, evidence(office))


@settings(max_examples=60)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=5))
def test_a_list_that_was_not_changed_holds_however_it_is_quoted(rows: list[tuple[str, str, str]]) -> None:
    text = to_csv(("a", "b", "c"), rows)
    assert verify(text).holds
    assert verify(text).named == sum_of(("a", "b", "c"), rows)
    again = io.StringIO()
    csv.writer(again, delimiter=";", quoting=csv.QUOTE_ALL).writerows(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert verify(again.getvalue()).holds


@settings(max_examples=60)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5), st.data())
def test_a_changed_cell_or_a_missing_row_shows(rows: list[tuple[str, str]], data: st.DataObject) -> None:
    lines = list(csv.reader(io.StringIO(to_csv(("a", "b"), rows), newline=""), delimiter=";"))
    place = data.draw(st.integers(0, len(lines) - 2))
    if data.draw(st.booleans()):
        lines[place][0] += "x"
    else:
        del lines[place]
    written = io.StringIO()
    csv.writer(written, delimiter=";").writerows(lines)
    assert not verify(written.getvalue()).holds


def test_a_list_without_a_sum_holds_nothing() -> None:
    assert not verify("a;b\r\n1;2\r\n").holds
    assert not verify("").holds
    assert not verify(f"{SUM}\r\n").holds


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(WISHES), unique_by=lambda member: member.id, min_size=1),
    st.sampled_from(['["email"]', '["post"]', '["email", "post"]', '["email", "post", "magazine"]']),
    st.sampled_from(['kind = "circular"', 'kind = "dues"', 'kind = "invitation"\nhousehold = true']),
)
def test_everybody_of_the_audience_stands_in_it_with_a_letter_or_a_reason(
    tmp_path_factory: pytest.TempPathFactory, people: list[Member], channels: str, kind: str
) -> None:
    folder = workspace(tmp_path_factory.mktemp("w"), kind="circular", channels=channels, body="")
    job = folder / "jobs" / "parteitag.toml"
    job.write_text(job.read_text("utf-8").replace('kind = "circular"', kind), encoding="utf-8")
    with opened(folder, at(NOW), tuple(people)) as office:
        plan_by_hand(office)
        found = evidence(office)
        with office.store.look() as connection:
            everybody = {member.id for member in members.everybody(connection)}
            assert occurrences.every(connection)
    assert {row.member_id for row in found.rows} == everybody
    assert all(row.reason or row.digest for row in found.rows)
    assert [row.number for row in found.rows] == [str(number) for number in range(1, len(found.rows) + 1)]
