"""Does a convocation that is still on its way by mail go by post too, in time, once, and with the board knowing?"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from mailer.app import Office, open_office
from mailer.clock import ManualClock
from mailer.model.book import Proof
from mailer.model.mail import LetterState
from mailer.model.reading import Finding
from mailer.posting import evidence_of, print_batches, stationery, write_for_bounced
from mailer.posting.instead import write_instead
from mailer.posting.proof import EvidenceRow
from mailer.store import bounces, holding, instead, letters, members, occurrences, outbox, records
from mailer.store.outbox import Settlement
from tests.posting.association import NOW, WISHES, at, pages, plan_by_hand, run, workspace
from tests.servers.smtp import SmtpServer, Step
from tests.workspace import opened, send_now

OPENS = datetime(2024, 10, 31, 23, 0, tzinfo=UTC)
"""Friday 1 November, midnight in Magdeburg: the working day before the last safe day to post, Monday the 4th."""
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PEOPLE = tuple(replace(member, email="can@post.example") if member.id == "m4" else member for member in WISHES)
"""By mail: m2 (and by post anyway), m3, m4, and m6, who has no postal address."""


@dataclass
class House:
    """The association's post office; `server` takes its mails or not."""

    folder: Path
    clock: ManualClock
    office: Office
    server: SmtpServer

    def written_instead(self) -> list[str]:
        """Who has a letter in place of a mail."""
        with self.office.store.look() as connection:
            return [each.member_id for each in instead.of_occurrence(connection, 1) if each.letter_id is not None]

    def told(self) -> list[tuple[str, str]]:
        """The mails to the board about it: subject and text."""
        with self.office.store.look() as connection:
            found = [line for line in letters.lines(connection) if "erreichbar" in line.subject or "zugestellt" in line.subject]
            return [(line.subject, text_of(letters.raw(connection, line.id) or b"")) for line in found]


def text_of(raw: bytes) -> str:
    body = message_from_bytes(raw, policy=default).get_body(("plain",))
    return body.get_content() if body is not None else ""


@contextmanager
def open_house(folder: Path, server: SmtpServer, url: str = "sqlite:///mailer.db") -> Iterator[House]:
    made = workspace(folder, url=url)
    config = made / "config.toml"
    config.write_text(config.read_text("utf-8").replace("port = 9\n", f"port = {server.port}\n", 1), "utf-8")
    clock = at(NOW)
    with opened(made, clock, PEOPLE) as office:
        yield House(made, clock, office, server)


def evidence(office: Office) -> dict[tuple[str, str], EvidenceRow]:
    with office.store.look() as connection:
        found = evidence_of(connection, office.identity, "parteitag", None, {}, office.clock.now(), office.zone)
    return {(row.member_id, row.way): row for row in found.rows}


def _mail_ids(house: House, member_id: str) -> Iterator[str]:
    with house.office.store.look() as connection:
        for line in letters.lines(connection):
            if line.member_id == member_id and line.address.count("@") == 1:
                yield line.id


@pytest.fixture
def house(tmp_path: Path, smtp_server: SmtpServer) -> Iterator[House]:
    with open_house(tmp_path, smtp_server) as found:
        yield found


@pytest.fixture
def troubled(house: House) -> House:
    """The convocation went out: m2 has it, m3 and m6 were put off, m4's connection broke in the hand-over."""
    house.server.answer(Step.RCPT, "450 4.2.0 greylisted", where="familie@")
    house.server.answer(Step.RCPT, "452 4.3.1 busy", where="ute@")
    house.server.drop(Step.DOT, where="can@")
    plan_by_hand(house.office)
    assert send_now(house.office) == 1
    house.server.clear()
    return house


def test_whoever_has_no_certain_mail_when_the_post_must_go_stands_in_the_next_batch_and_never_in_two(troubled: House) -> None:
    office, clock = troubled.office, troubled.clock
    paper = stationery(office.settings, office.shelf.templates)
    assert sum(batch.letters for batch, _ in print_batches(office.store, paper, run(office))) == 5
    clock.move_to(OPENS - timedelta(seconds=1))
    office.plan_due()
    assert troubled.written_instead() == []
    clock.move_to(OPENS)
    office.plan_due()
    office.plan_due()
    assert troubled.written_instead() == ["m3", "m4"]
    ((batch, files),) = print_batches(office.store, paper, run(office))
    assert batch.letters == 2
    assert {name for page in pages(files.letters) for name in ("Aylin Demir", "Can Demir") if name in page} == {"Aylin Demir", "Can Demir"}
    for later in (HOUR, DAY, 3 * DAY):
        clock.move_to(OPENS + later)
        office.plan_due()
    assert list(print_batches(office.store, paper, run(office))) == []


def test_a_restart_writes_and_tells_nothing_again(troubled: House) -> None:
    troubled.clock.move_to(OPENS)
    troubled.office.plan_due()
    again = open_office(troubled.folder, troubled.clock)
    again.plan_due()
    again.close()
    assert troubled.written_instead() == ["m3", "m4"]
    assert len(troubled.told()) == 1


def test_the_board_is_told_once_by_name_and_of_whom_no_letter_reaches_either(troubled: House) -> None:
    troubled.clock.move_to(OPENS)
    troubled.office.plan_due()
    troubled.clock.advance(HOUR)
    troubled.office.plan_due()
    ((subject, text),) = troubled.told()
    assert subject == "Noch nicht sicher zugestellt: 2 Briefe gehen zusätzlich per Post (Stadtparteitag)"
    on_paper, nowhere = text.split("Bitte selbst einladen")
    assert "Aylin Demir: der Mailserver hat die Mail aufgeschoben" in " ".join(on_paper.split())
    assert "Can Demir: die Übergabe der Mail blieb ungewiss" in " ".join(on_paper.split())
    assert "Montag, 4. November 2024" in on_paper
    assert "mailer print parteitag" in on_paper
    assert "Ute Lang" in nowhere
    assert "Ute Lang" not in on_paper


def test_who_moves_into_reach_of_the_post_gets_the_letter_after_all(troubled: House) -> None:
    troubled.clock.move_to(OPENS)
    troubled.office.plan_due()
    with troubled.office.store.begin() as connection:
        members.put(connection, [replace(PEOPLE[5], street="Am Hang 6", postcode="39104", city="Magdeburg")])
    troubled.clock.advance(HOUR)
    troubled.office.plan_due()
    assert troubled.written_instead() == ["m3", "m4", "m6"]
    assert len(troubled.told()) == 1


def test_the_mail_goes_on_and_may_still_arrive(troubled: House) -> None:
    troubled.clock.move_to(OPENS)
    troubled.office.plan_due()
    send_now(troubled.office)
    taken = {address for mail in troubled.server.mails for address in mail.rcpt_tos}
    assert {"familie@post.example", "can@post.example", "ute@post.example"} <= taken


def test_a_mail_that_was_taken_in_time_needs_no_letter(troubled: House) -> None:
    troubled.clock.advance(HOUR)
    assert send_now(troubled.office) == 3
    troubled.clock.move_to(OPENS)
    troubled.office.plan_due()
    assert troubled.written_instead() == []
    assert troubled.told() == []


def test_the_evidence_tells_why_there_is_a_letter_beside_the_mail_and_why_there_is_none(troubled: House) -> None:
    refused = Settlement(next(_mail_ids(troubled, "m3")), LetterState.FAILED, NOW, 550, "5.1.1", "550 5.1.1 unknown")
    with troubled.office.store.begin() as connection:
        outbox.settle(connection, [refused])
    write_for_bounced(troubled.office.store, troubled.office.writer, troubled.office.job("parteitag"), troubled.clock.now())
    troubled.clock.move_to(OPENS)
    troubled.office.plan_due()
    rows = evidence(troubled.office)
    assert rows["m3", "Post"].reason == "Brief anstelle der Mail, geschrieben am 25.10.2024 09:00: die Mail wurde abgewiesen"
    beside = "Brief zusätzlich zur Mail, geschrieben am 01.11.2024 00:00, damit er vor der Frist zur Post kann: "
    assert rows["m4", "Post"].reason == beside + "die Übergabe der Mail blieb ungewiss"
    assert rows["m6", "Mail"].reason == "am 01.11.2024 00:00 auch per Post nicht erreichbar: der Mailserver hat die Mail aufgeschoben"
    assert {rows[who, "Post"].reason for who in ("m1", "m2", "m5")} == {""}


def test_after_the_last_safe_day_the_mail_goes_on_alone(troubled: House) -> None:
    troubled.clock.move_to(datetime(2024, 11, 4, 23, 0, tzinfo=UTC))
    troubled.office.plan_due()
    assert troubled.written_instead() == []
    assert troubled.told() == []


def test_on_the_last_safe_day_itself_there_is_still_time(troubled: House) -> None:
    troubled.clock.move_to(datetime(2024, 11, 4, 22, 59, tzinfo=UTC))
    troubled.office.plan_due()
    assert troubled.written_instead() == ["m3", "m4"]


def test_mails_that_nobody_has_tried_get_an_hour_after_a_service_was_off(house: House) -> None:
    plan_by_hand(house.office)
    house.clock.move_to(OPENS + 8 * HOUR)
    house.office.plan_due()
    assert house.written_instead() == []
    house.clock.advance(HOUR)
    house.office.plan_due()
    assert house.written_instead() == ["m3", "m4"]
    assert "wartete noch auf ihre Übergabe" in house.told()[0][1]


def test_a_mailing_that_goes_out_within_the_last_days_has_a_day_for_its_queue_and_an_hour_for_its_tries(house: House) -> None:
    house.clock.move_to(OPENS + 9 * HOUR)
    house.server.answer(Step.RCPT, "450 4.2.0 greylisted", where="familie@")
    plan_by_hand(house.office)
    held = list(_mail_ids(house, "m4"))
    with house.office.store.begin() as connection:
        outbox.claim(connection, "rate", 10, house.clock.now(), DAY)
        outbox.put_off(connection, held, house.clock.now() + 2 * DAY)
        outbox.give_back(connection, "rate")
    assert send_now(house.office) == 2
    written = []
    for hours in (0, 1, 2, 23, 24):
        house.clock.move_to(OPENS + (9 + hours) * HOUR)
        house.office.plan_due()
        written.append(house.written_instead())
    assert written == [[], ["m3"], ["m3"], ["m3"], ["m3", "m4"]]


def test_a_report_that_says_neither_yes_nor_no_counts_as_unknown_and_a_letter_for_a_bounce_is_not_written_twice(house: House) -> None:
    plan_by_hand(house.office)
    assert send_now(house.office) == 4
    reports = [(who, sort, next(_mail_ids(house, who))) for who, sort in (("m3", "delayed"), ("m4", "permanent"))]
    with house.office.store.begin() as connection:
        for who, sort, mail in reports:
            bounces.add(connection, f"{who}@x.example", sort, None, "other", "x", NOW, letter_id=mail, member_id=who)
    house.office.plan_due()
    assert house.written_instead() == ["m4"]
    house.clock.move_to(OPENS)
    house.office.plan_due()
    assert house.written_instead() == ["m3", "m4"]
    assert [subject for subject, _ in house.told()] == ["Noch nicht sicher zugestellt: 1 Brief geht zusätzlich per Post (Stadtparteitag)"]


def test_whom_a_death_was_reported_of_gets_no_letter_either(troubled: House) -> None:
    with troubled.office.store.begin() as connection:
        assert holding.hold(connection, "m3") == 1
    troubled.clock.move_to(OPENS)
    troubled.office.plan_due()
    assert troubled.written_instead() == ["m4"]


def test_who_has_left_or_whose_meeting_is_off_gets_no_letter(troubled: House) -> None:
    office = troubled.office
    with office.store.begin() as connection:
        records.add(connection, "m3", [Finding("resignation", scope="membership")], Proof.CONFIRMED, NOW, confirmed_by="vorsitz")
    job = troubled.folder / "jobs" / "parteitag.toml"
    job.write_text(job.read_text("utf-8").replace("[event]\n", "[event]\ncancelled = true\n", 1), "utf-8")
    office.reload()
    troubled.clock.move_to(OPENS)
    office.plan_due()
    assert troubled.written_instead() == []
    job.write_text(job.read_text("utf-8").replace("cancelled = true\n", ""), "utf-8")
    office.reload()
    office.plan_due()
    assert troubled.written_instead() == ["m4"]


def test_a_letter_that_waits_for_a_persons_word_about_its_hand_over_is_unknown_too(troubled: House) -> None:
    doubtful = Settlement(next(_mail_ids(troubled, "m4")), LetterState.IN_DOUBT, NOW, reply="lost", doubt=True)
    with troubled.office.store.begin() as connection:
        outbox.settle(connection, [doubtful])
    troubled.clock.move_to(OPENS)
    troubled.office.plan_due()
    assert troubled.written_instead() == ["m3", "m4"]
    with troubled.office.store.begin() as connection:
        assert outbox.decide_doubt(connection, [doubtful.letter_id], False, OPENS) == 1


def test_a_mail_in_the_hands_of_a_connection_is_left_alone(troubled: House) -> None:
    troubled.clock.move_to(OPENS)
    with troubled.office.store.begin() as connection:
        claimed = {letter.member_id for letter in outbox.claim(connection, "other", 10, troubled.clock.now(), DAY)}
    assert {"m3", "m4"} <= claimed
    troubled.office.plan_due()
    assert troubled.written_instead() == []


def test_a_mailing_that_convenes_nobody_has_no_last_call(tmp_path: Path) -> None:
    with opened(workspace(tmp_path, body="", kind="circular"), at(NOW), PEOPLE) as office:
        plan_by_hand(office)
        office.plan_due()
        assert office.next_wake_up() is None
        office.clock.move_to(OPENS)  # type: ignore[attr-defined]
        office.plan_due()
        with office.store.look() as connection:
            assert instead.of_occurrence(connection, 1) == ()


def test_a_crash_between_the_letters_and_the_mail_to_the_board_leaves_the_board_to_be_told(troubled: House) -> None:
    office = troubled.office
    troubled.clock.move_to(OPENS)
    with office.store.look() as connection:
        found = occurrences.every(connection)[0]
        unreached = instead.on_their_way(connection, found.id, NOW, None)
    assert write_instead(office.store, office.writer, office.job("parteitag"), found, unreached, OPENS, told=False) == 2
    assert troubled.told() == []
    office.plan_due()
    assert len(troubled.told()) == 1
    assert troubled.written_instead() == ["m3", "m4"]


def test_the_service_wakes_when_the_last_days_begin_and_hourly_through_them(troubled: House) -> None:
    office, clock = troubled.office, troubled.clock
    assert office.next_wake_up() == OPENS
    clock.move_to(OPENS)
    assert office.next_wake_up() == OPENS + HOUR
    clock.move_to(datetime(2024, 11, 4, 23, 0, tzinfo=UTC))
    assert office.next_wake_up() is None


def test_two_services_on_postgresql_write_each_letter_and_tell_the_board_once(
    tmp_path: Path, postgres_url: str, smtp_server: SmtpServer
) -> None:
    with open_house(tmp_path, smtp_server, postgres_url) as house:
        plan_by_hand(house.office)
        smtp_server.answer(Step.RCPT, "450 4.2.0 greylisted")
        assert send_now(house.office) == 0
        house.clock.move_to(OPENS)
        failed: list[BaseException] = []
        offices = [open_office(house.folder, house.clock) for _ in range(4)]
        together = threading.Barrier(len(offices))

        def tick(office: Office) -> None:
            try:
                together.wait(10)
                office.plan_due()
            except BaseException as error:
                failed.append(error)

        threads = [threading.Thread(target=tick, args=(office,)) for office in offices]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        for office in offices:
            office.close()
        assert failed == []
        assert house.written_instead() == ["m3", "m4"]
        assert len(house.told()) == 1
        with house.office.store.look() as connection:
            assert sum("Druck" in line.subject for line in letters.lines(connection)) == 1
