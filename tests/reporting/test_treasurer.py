"""Does the treasurer get the report, once, with a table that opens in a spreadsheet and harms nobody?"""

import csv
import email
import email.policy
import io
import tomllib
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.errors import DataError, MailerError
from mailer.model.book import Proof
from mailer.model.mail import LetterState, OccurrenceState
from mailer.model.people import Member
from mailer.model.reading import Finding
from mailer.reporting import TREASURER, ReportOrder, compose_report, queue_report, treasurer_report
from mailer.reporting.table import harmless, report_table
from mailer.resources import shipped
from mailer.store import bounces, events, letters, members, occurrences, records
from mailer.store.database import Store
from mailer.store.occurrences import NewOccurrence
from tests.reporting.association import BERLIN, DAY, NOW, PARTY, fill, mail, mailing, new_store, person, rsvp, settle, writer

ORDER = ReportOrder(
    "kasse", "woche", "2024-11-10", NOW, "reports/treasurer.md", TREASURER, ("kasse@verband.example", "zwei@verband.example")
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_store(tmp_path)


def remind(store: Store, *people: Member) -> None:
    with store.begin() as connection:
        members.put(connection, people)
        mailing(connection, "beitrag", "dues", {f"d-{member.id}": member for member in people}, NOW - 3 * DAY, subject="Dein Beitrag")
        settle(connection, LetterState.SENT, NOW - 3 * DAY, *(f"d-{member.id}" for member in people))


def report_of(store: Store):
    with store.look() as connection:
        return treasurer_report(connection, NOW, BERLIN, None)


def table_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_each_address_of_the_treasurer_gets_one_letter_with_the_figures_and_the_table(store: Store) -> None:
    remind(store, person(1, dues_open=Decimal("72.50")))
    assert queue_report(store, writer(), ORDER, NOW, BERLIN) == 2
    with store.look() as connection:
        lines = [line for line in letters.lines(connection) if line.purpose == "report"]
        raws = [letters.raw(connection, line.id) or b"" for line in lines]
    assert sorted(line.address for line in lines) == ["kasse@verband.example", "zwei@verband.example"]
    assert all(line.member_id is None and line.state is LetterState.QUEUED for line in lines)
    for raw in raws:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        (attached,) = message.iter_attachments()
        assert attached.get_filename() == "kassenbericht-2024-11-10.csv"
        rows = table_of(attached.get_payload(decode=True))
        assert ["Beitrag", "Ömer1 Straßer", "", "noch keine", "72,50", "07.11.2024", "", ""] in rows
        body = message.get_body(("plain",))
        assert body is not None
        assert "72,50 €" in body.get_content()


def test_the_same_occurrence_goes_out_once(store: Store) -> None:
    assert queue_report(store, writer(), ORDER, NOW, BERLIN) == 2
    assert queue_report(store, writer(), ORDER, NOW + timedelta(minutes=1), BERLIN) is None
    with store.look() as connection:
        assert len(letters.lines(connection)) == 2
        assert len(occurrences.every(connection)) == 1


def test_a_report_that_waited_for_a_word_goes_out_after_it(store: Store) -> None:
    with store.begin() as connection:
        asking = NewOccurrence(ORDER.job_id, ORDER.mailing_id, ORDER.key, NOW - 9 * DAY, OccurrenceState.ASKING, "report")
        occurrences.open_once(connection, asking, NOW)
    assert queue_report(store, writer(), ORDER, NOW, BERLIN) == 2


def test_the_next_report_begins_where_the_last_one_ended(store: Store) -> None:
    subjects = []
    queue_report(store, writer(), ORDER, NOW, BERLIN)
    queue_report(store, writer(), replace(ORDER, key="next", due_at=NOW + 7 * DAY), NOW + 7 * DAY, BERLIN)
    with store.look() as connection:
        subjects = [found.subject for found in occurrences.every(connection)]
    assert subjects[1] == "Bericht für die Kasse, 10.11.2024 bis 17.11.2024"


def test_nothing_is_queued_when_a_template_fails(store: Store) -> None:
    broken = writer({"reports/treasurer.md": "---\nSubject: x\n---\n{{ report.nothing_of_the_sort }}\n"})
    with pytest.raises(MailerError):
        queue_report(store, broken, ORDER, NOW, BERLIN)
    with store.look() as connection:
        assert occurrences.every(connection) == ()
        assert letters.lines(connection) == ()


@pytest.mark.parametrize("change", [{"role": "board"}, {"addresses": ()}])
def test_dues_go_to_no_other_role_and_not_to_nobody(store: Store, change: dict[str, object]) -> None:
    with pytest.raises(DataError) as raised:
        queue_report(store, writer(), replace(ORDER, **change), NOW, BERLIN)  # type: ignore[arg-type]
    assert raised.value.key == "report.only_treasurer"
    with store.look() as connection:
        assert occurrences.every(connection) == ()


def test_an_address_named_twice_gets_one_letter(store: Store) -> None:
    assert queue_report(store, writer(), replace(ORDER, addresses=ORDER.addresses * 2), NOW, BERLIN) == 2


def test_the_table_opens_in_a_german_excel(store: Store) -> None:
    table = report_table(report_of(store), BERLIN)
    assert table.content.startswith(b"\xef\xbb\xbf")
    assert table.media_type == "text/csv; charset=utf-8"
    assert table_of(table.content) == [
        ["Bereich", "Name", "Worum es geht", "Stand", "Offen in EUR", "Erinnert am", "Vom", "Was zu tun ist"]
    ]


def test_the_tables_name_is_the_day_in_the_associations_zone(store: Store) -> None:
    late = NOW.replace(hour=23, minute=30)
    with store.look() as connection:
        report = treasurer_report(connection, late, BERLIN, None)
    assert report_table(report, BERLIN).name == "kassenbericht-2024-11-11.csv"


def test_a_formula_in_somebodys_words_becomes_text(store: Store) -> None:
    remind(store, Member("m1", "=HYPERLINK(1)", "X", "@a@mail.example", dues_open=Decimal(5)))
    with store.begin() as connection:
        finding = Finding("dues", claim="promise", evidence='-2+3;\n"überweise"', rule="test")
        records.add(connection, "m1", [finding], Proof.TOKEN, NOW, mail(connection, 1), "d-m1")
    (row,) = [row for row in table_of(report_table(report_of(store), BERLIN).content) if row[0] == "Beitrag"]
    assert row[1:4] == ["'=HYPERLINK(1) X", '\'-2+3;\n"überweise"', "zahlt noch"]


@given(st.text(max_size=20))
def test_no_cell_starts_like_a_formula_and_nothing_else_is_changed(cell: str) -> None:
    safe = harmless(cell)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert safe in {cell, f"'{cell}"}


def test_the_table_has_a_row_for_every_person_of_the_report(store: Store) -> None:
    fill(store, 3)
    report = report_of(store)
    rows = table_of(report_table(report, BERLIN).content)[1:]
    counted = {area: sum(row[0] == area for row in rows) for area in ("Beitrag", "Rückläufer", "Kein Brief", "Ohne Antwort", "Versand")}
    assert counted == {
        "Beitrag": len(report.dues),
        "Rückläufer": len(report.bounces),
        "Kein Brief": len(report.left_out),
        "Ohne Antwort": sum(len(event.names) for event in report.silent),
        "Versand": len(report.mailings),
    }
    assert {len(row) for row in rows} == {8}


def test_a_full_report_can_be_written_with_the_shipped_template(store: Store) -> None:
    fill(store, 3)
    report = report_of(store)
    composed = compose_report(writer(), ORDER, report, NOW, BERLIN)
    words = " ".join(composed.text.split())
    assert report.dues
    assert all(line.name in words for line in (*report.dues, *report.bounces, *report.left_out))


def test_a_reminder_that_came_back_is_no_reminder(store: Store) -> None:
    remind(store, person(1, dues_open=Decimal(9)))
    with store.begin() as connection:
        bounces.add(connection, "p1@mail.example", "permanent", "5.1.1", "unknown", "", NOW, letter_id="d-m001", member_id="m001")
    (line,) = report_of(store).dues
    assert line.reminded_at is None
    assert line.open == Decimal(9)


def test_an_address_that_was_corrected_needs_nothing_more(store: Store) -> None:
    remind(store, person(1))
    with store.begin() as connection:
        bounce_id = bounces.add(connection, "p1@mail.example", "permanent", None, "unknown", "", NOW, letter_id="d-m001", member_id="m001")
        bounces.suppress(connection, "p1@mail.example", "unknown", bounce_id, NOW)
    assert report_of(store).bounces[0].advice == "ask_address"
    with store.begin() as connection:
        members.put(connection, [person(1, email="new@mail.example")])
    assert report_of(store).bounces[0].advice == "corrected"
    with store.look() as connection:
        assert treasurer_report(connection, NOW + DAY, BERLIN, NOW + DAY).bounces == ()


def test_an_answer_taken_back_leaves_its_member_silent_again(store: Store) -> None:
    jana = person(1)
    with store.begin() as connection:
        members.put(connection, [jana])
        events.put(connection, "job", PARTY, NOW)
        mailing(connection, "job", "invitation", {"i1": jana}, NOW - DAY, ("party",))
        settle(connection, LetterState.SENT, NOW - DAY, "i1")
        records.add(connection, jana.id, [rsvp("accepted")], Proof.TOKEN, NOW)
    assert report_of(store).silent == ()
    with store.begin() as connection:
        records.undo(connection, records.every(connection)[0].id, "Vorstand", NOW)
    assert report_of(store).silent[0].names == (jana.name,)


def test_every_code_has_words_in_the_mail_and_in_the_table() -> None:
    words = tomllib.loads((shipped("templates") / "terminal" / "reporting.toml").read_text(encoding="utf-8"))
    template = (shipped("templates") / "reports" / "treasurer.md").read_text(encoding="utf-8")
    codes = {
        "report_claim": {"paid", "promise", "talk", "hardship", "dispute"},
        "report_reason": {"unknown", "full", "policy", "content", "rate", "expired", "other", "complaint"},
        "report_advice": {"corrected", "ask_peace", "ask_address", "call", "ask_provider", "check_domain", "wait", "look"},
        "report_left_out": {"no_email", "suppressed", "opted_out", "no_postal_address", "wishes_post", "resigned", "missing_fact"}
        | {"post_returned", "in_magazine", "household"},
    }
    for group, wanted in codes.items():
        assert wanted <= set(words[group])
        for code in wanted:
            assert f'"{code}": "{words[group][code]}"' in " ".join(template.split())
