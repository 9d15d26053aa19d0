"""Rule 8: after a backup was put in the database's place nothing old goes out again, and what comes later does."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mailer.cli.main import app
from mailer.clock import ManualClock
from mailer.model.mail import LetterState, OccurrenceState
from mailer.pulse import beat
from mailer.store import letters, occurrences, restorations
from mailer.store.database import open_store
from tests.servers.smtp import SmtpServer
from tests.workspace import NOW, PEOPLE, arrive, make_workspace, opened, reply_to, send_now

BACKUP, MARK = "backup.db", "mailer.db.mark"
LATER = """
[[mailings]]
id = "spaeter"
template = "test-einladung.md"
audience = { everyone = true }
at = 2024-10-25T15:00:00
"""
BIRTHDAY = """
title = "Geburtstage"
[[mailings]]
id = "gruss"
template = "gruss.md"
audience = { everyone = true }
when = "birthday at 08:00"
"""


@pytest.fixture
def workspace(tmp_path: Path, smtp_server: SmtpServer) -> Path:
    """Before the invitation is due, a backup was made."""
    workspace = make_workspace(tmp_path / "w", smtp_port=smtp_server.port)
    at(workspace, NOW - timedelta(hours=1))
    back_up(workspace)
    return workspace


def at(workspace: Path, moment: datetime) -> int:
    """The service runs at that moment; gives how many letters the server took."""
    with opened(workspace, ManualClock(moment)) as office:
        office.recover()
        office.plan_due()
        return send_now(office)


def back_up(workspace: Path) -> None:
    with closing(sqlite3.connect(workspace / "mailer.db")) as whole, closing(sqlite3.connect(workspace / BACKUP)) as copy:
        whole.backup(copy)


def put_back(workspace: Path) -> None:
    for name in ("mailer.db-wal", "mailer.db-shm"):
        (workspace / name).unlink(missing_ok=True)
    (workspace / "mailer.db").write_bytes((workspace / BACKUP).read_bytes())


def states(workspace: Path) -> dict[str, OccurrenceState]:
    with opened(workspace) as office, office.store.look() as connection:
        return {each.mailing_id: each.state for each in occurrences.every(connection)}


def found(workspace: Path) -> list[restorations.Restoration]:
    store = open_store("sqlite:///mailer.db", workspace)
    with store.look() as connection:
        told = list(restorations.every(connection))
    store.close()
    return told


def test_what_went_out_since_the_backup_asks_though_it_is_not_late(workspace: Path, smtp_server: SmtpServer) -> None:
    assert at(workspace, NOW) == 5
    put_back(workspace)
    assert at(workspace, NOW + timedelta(minutes=5)) == 1
    (to_board,) = (message_from_bytes(mail.raw) for mail in smtp_server.mails[5:])
    assert to_board["To"] == "vorsitz@verband.example"
    assert states(workspace)["einberufung"] is OccurrenceState.ASKING
    assert at(workspace, NOW + timedelta(days=1)) == 0, "the board hears of it once"


def test_without_a_backup_put_back_nothing_is_asked(workspace: Path) -> None:
    assert at(workspace, NOW) == 5
    assert at(workspace, NOW + timedelta(minutes=5)) == 0
    assert found(workspace) == []


def test_what_became_due_after_the_last_work_goes_out_by_itself(workspace: Path) -> None:
    """The disk broke in the morning, the backup is there in the evening: what was due at noon never went out, and is not asked about."""
    path = workspace / "jobs" / "parteitag.toml"
    path.write_text(path.read_text(encoding="utf-8") + LATER, encoding="utf-8")
    assert at(workspace, NOW) == 5
    put_back(workspace)
    assert at(workspace, datetime(2024, 10, 25, 17, tzinfo=UTC)) == 5 + 1
    assert states(workspace) == {"einberufung": OccurrenceState.ASKING, "spaeter": OccurrenceState.READY}


def test_letters_that_waited_in_the_backup_are_in_doubt_and_those_for_later_are_not(workspace: Path, smtp_server: SmtpServer) -> None:
    with opened(workspace) as office:
        assert office.plan_due() == 5
    back_up(workspace)
    assert at(workspace, NOW + timedelta(minutes=1)) == 5
    put_back(workspace)
    assert at(workspace, NOW + timedelta(minutes=2)) == 1
    assert smtp_server.mails[-1].rcpt_tos == ("vorsitz@verband.example",)
    with opened(workspace) as office, office.store.look() as connection:
        counts = letters.counts(connection)
    assert counts[LetterState.IN_DOUBT] == 5
    assert found(workspace)[0].letters == 5


def test_a_letter_on_paper_is_printed_again_only_at_a_word(workspace: Path) -> None:
    job = workspace / "jobs" / "parteitag.toml"
    job.write_text(job.read_text().replace("audience =", 'channels = ["email", "post"]\naudience ='), encoding="utf-8")
    with opened(workspace) as office:
        office.plan_due()
    back_up(workspace)
    with opened(workspace, ManualClock(NOW + timedelta(minutes=1))):
        pass
    put_back(workspace)
    run = CliRunner()
    assert "wartet kein Brief auf den Druck" in run.invoke(app, ["print", "parteitag", "-w", str(workspace)]).output
    run.invoke(app, ["doubts", "--resend", "-w", str(workspace)])
    assert "parteitag-1-briefe.pdf" in run.invoke(app, ["print", "parteitag", "-w", str(workspace)]).output


def test_a_database_carried_elsewhere_without_its_mark_asks_until_now(workspace: Path) -> None:
    (workspace / MARK).unlink()
    assert at(workspace, NOW + timedelta(minutes=1)) == 1, "only the board hears of it"
    assert states(workspace)["einberufung"] is OccurrenceState.ASKING
    assert at(workspace, NOW + timedelta(minutes=2)) == 0


def test_a_new_database_where_another_worked_asks_too(workspace: Path) -> None:
    assert at(workspace, NOW) == 5
    for path in workspace.glob("mailer.db*"):
        if path.name != MARK:
            path.unlink()
    assert at(workspace, NOW + timedelta(minutes=1)) == 1
    assert states(workspace)["einberufung"] is OccurrenceState.ASKING


def test_birthdays_of_the_unknown_time_are_asked_about_once_and_later_ones_go_out(workspace: Path) -> None:
    (workspace / "jobs" / "parteitag.toml").unlink()
    (workspace / "jobs" / "geburtstage.toml").write_text(BIRTHDAY, encoding="utf-8")
    (workspace / "templates" / "gruss.md").write_text("---\nSubject: Alles Gute\n---\n{{ anrede }}, alles Gute!\n", encoding="utf-8")
    days = {"m1": NOW.date(), "m2": NOW.date() + timedelta(days=1)}
    people = tuple(replace(each, birthday=days[each.id].replace(year=1990) if each.id in days else None) for each in PEOPLE)

    def on(moment: datetime) -> int:
        with opened(workspace, ManualClock(moment), people) as office:
            office.plan_due()
            return send_now(office)

    assert on(NOW - timedelta(hours=2)) == 0
    back_up(workspace)
    assert on(NOW) == 1, "Jana, born on the 25th"
    put_back(workspace)
    assert on(NOW + timedelta(minutes=5)) == 1, "the board"
    assert on(NOW + timedelta(minutes=6)) == 0
    assert on(NOW + timedelta(days=1)) == 1, "Horst, born on the 26th, and nobody else"
    with opened(workspace, ManualClock(NOW + timedelta(days=1)), people) as office:
        job = office.job("geburtstage")
        assert office.due_by_hand(job, job.mailings[0]).only == {"m1"}


def test_an_answer_that_was_confirmed_before_is_written_down_again_but_not_confirmed_again(workspace: Path) -> None:
    at(workspace, NOW)
    back_up(workspace)
    with opened(workspace, ManualClock(NOW + timedelta(minutes=10))) as office:
        with office.store.look() as connection:
            line = next(line for line in letters.lines(connection) if line.member_id == "m1")
            raw = letters.raw(connection, line.id) or b""
        answer = reply_to(raw, "jana@post.example", "Ich bin dabei!")
        arrive(office, answer)
        office.record_open()
        assert send_now(office) == 1
    put_back(workspace)
    clock = ManualClock(NOW + timedelta(minutes=10))
    with opened(workspace, clock) as office:
        arrive(office, answer)
        clock.advance(timedelta(minutes=10))
        office.record_open()
        with office.store.look() as connection:
            assert letters.lines(connection, LetterState.QUEUED) == ()


def test_a_person_may_let_what_asks_fall(workspace: Path) -> None:
    at(workspace, NOW)
    put_back(workspace)
    at(workspace, NOW + timedelta(minutes=1))
    words = ["send", "parteitag", "--mailing", "einberufung", "--skip", "-w", str(workspace)]
    assert "fällt weg" in CliRunner().invoke(app, words).output
    assert states(workspace)["einberufung"] is OccurrenceState.SKIPPED
    assert CliRunner().invoke(app, words).exit_code == 1


def test_any_command_tells_what_it_found_and_json_stays_json(workspace: Path) -> None:
    at(workspace, NOW)
    put_back(workspace)
    done = CliRunner().invoke(app, ["status", "--json", "-w", str(workspace)])
    assert "Die Datenbank ist älter als die, mit der zuletzt gearbeitet wurde" in done.stderr
    assert json.loads(done.stdout)["in_doubt"] == []
    assert CliRunner().invoke(app, ["status", "-w", str(workspace)]).stderr == ""


def test_the_image_of_a_whole_machine_is_declared_by_a_person(workspace: Path) -> None:
    """Mark and database are of the same moment: nobody can tell but who put them back."""
    mark = (workspace / MARK).read_bytes()
    at(workspace, NOW)
    put_back(workspace)
    (workspace / MARK).write_bytes(mark)
    (workspace / "jobs" / "parteitag.toml").touch()
    done = CliRunner().invoke(app, ["restored", "--yes", "-w", str(workspace)])
    assert done.exit_code == 0
    assert at(workspace, NOW + timedelta(minutes=5)) == 1
    assert states(workspace)["einberufung"] is OccurrenceState.ASKING


def test_a_mark_that_cannot_be_written_stops_nothing_and_asks_nothing(workspace: Path, tmp_path: Path) -> None:
    store = open_store("sqlite:///other.db", tmp_path)
    nowhere = tmp_path / "gone" / "mark"
    assert beat(store, nowhere, NOW) is None
    assert beat(store, nowhere, NOW + timedelta(days=1)) is None
    store.close()


def test_many_who_count_at_once_never_take_each_other_for_a_backup(workspace: Path) -> None:
    stores = [open_store("sqlite:///mailer.db", workspace) for _ in range(3)]
    assert [beat(store, workspace / MARK, NOW) for _ in range(10) for store in stores] == [None] * 30
    for store in stores:
        store.close()


def test_who_looks_while_the_service_works_asks_nothing_though_the_mark_is_gone(workspace: Path) -> None:
    at(workspace, NOW)
    (workspace / MARK).unlink()
    assert at(workspace, NOW + timedelta(minutes=1)) == 0
    assert found(workspace) == []
    assert (workspace / MARK).is_file()


def test_what_a_person_sent_before_its_time_since_the_backup_asks_too(workspace: Path) -> None:
    path = workspace / "jobs" / "parteitag.toml"
    path.write_text(path.read_text(encoding="utf-8") + LATER, encoding="utf-8")
    with opened(workspace, ManualClock(NOW - timedelta(minutes=30))) as office:
        job = office.job("parteitag")
        later = job.mailing("spaeter")
        assert later is not None
        assert office.plan(office.due_by_hand(job, later)).queued == 5
        assert send_now(office) == 5
    put_back(workspace)
    assert at(workspace, datetime(2024, 10, 25, 13, 30, tzinfo=UTC)) == 5 + 1, "the invitation, which nobody had sent, and the board's mail"
    assert states(workspace) == {"einberufung": OccurrenceState.READY, "spaeter": OccurrenceState.ASKING}


def test_a_mark_that_is_no_mark_counts_as_none(workspace: Path) -> None:
    (workspace / MARK).write_text('{"database": "x", "number": "many"}', encoding="utf-8")
    assert at(workspace, NOW + timedelta(minutes=1)) == 1
    assert states(workspace)["einberufung"] is OccurrenceState.ASKING
