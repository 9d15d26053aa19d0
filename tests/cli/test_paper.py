"""What does the person see who prints letters, enters returned ones, and must prove a convocation?"""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from mailer.convening import deadlines_for
from mailer.model.bodies import Body, PostTime
from tests.posting.association import NOW, WISHES, at, plan_by_hand, workspace
from tests.resilience.serving import mailer
from tests.servers.smtp import SmtpServer, Step
from tests.workspace import opened, send_now


@pytest.fixture
def planned(tmp_path: Path) -> Path:
    """Written long ago: the letters of no body, which is never late."""
    folder = workspace(tmp_path / "w", kind="dues", body="", channels='["email", "post", "magazine"]')
    with opened(folder, at(NOW), WISHES) as office:
        plan_by_hand(office)
    return folder


def test_from_the_preview_to_the_post_and_back(planned: Path) -> None:
    assert "Nur zur Ansicht, es ist nichts verbucht. Briefe: 5." in mailer(planned, "print", "parteitag", "--preview")
    said = mailer(planned, "print", "parteitag")
    assert "Drucksendung 1, Briefe darin: 5." in said
    assert "mailer print parteitag --posted 1" in said
    files = sorted(path.name for path in (planned / "post").iterdir() if "-1-" in path.name)
    assert files == ["parteitag-1-anschriften.csv", "parteitag-1-begleitliste.pdf", "parteitag-1-briefe.pdf"]
    first = (planned / "post" / files[2]).read_bytes()
    assert "wartet kein Brief" in mailer(planned, "print", "parteitag")
    mailer(planned, "print", "--again", "1")
    assert (planned / "post" / files[2]).read_bytes() == first
    assert "zur Post gegangen" in mailer(planned, "print", "--posted", "1")
    assert json.loads(mailer(planned, "print", "--list", "--json"))[0]["letters"] == 5
    assert "Grete Ohnenetz" in mailer(planned, "returned", "1-003", "--reason", "unbekannt verzogen")


def test_files_with_addresses_are_their_owners_alone(planned: Path) -> None:
    mailer(planned, "print", "parteitag")
    modes = {path.stat().st_mode & 0o777 for path in (planned / "post").iterdir()}
    assert modes == {0o600}


def test_evidence_is_written_and_a_changed_list_is_found_out(planned: Path) -> None:
    said = mailer(planned, "evidence", "parteitag")
    table = planned / "nachweise" / "parteitag-nachweis.csv"
    assert "nachweise/parteitag-nachweis.csv" in said
    assert "unverändert" in mailer(planned, "evidence", "--verify", str(table))
    table.write_text(table.read_text("utf-8").replace("Grete", "Greta"), encoding="utf-8")
    assert "verändert" in mailer(planned, "evidence", "--verify", str(table), code=1)
    assert len(json.loads(mailer(planned, "evidence", "parteitag", "--json"))["rows"]) == 9


def test_the_text_for_the_magazine_is_shown_and_written(planned: Path) -> None:
    assert "Liebe Genoss:innen" in mailer(planned, "magazine", "parteitag")
    assert sorted(path.suffix for path in (planned / "zeitung").iterdir()) == [".docx", ".md"]


@pytest.mark.parametrize("command", [["print"], ["returned"], ["magazine"], ["deadlines"], ["evidence"]], ids=" ".join)
def test_each_command_has_help_with_an_example(command: list[str], tmp_path: Path) -> None:
    assert "Example: mailer " + command[0] in mailer(tmp_path, *command, "--help")


def test_a_convocation_that_is_long_past_is_refused_with_the_way_out(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w")
    with opened(folder, at(NOW), WISHES):
        pass
    said = mailer(folder, "send", "parteitag", "--yes", code=1)
    assert "Der letzte sichere Tag war der 08.11.2024" in said
    assert "--override" in said


def test_printing_in_the_last_days_takes_along_whoever_has_no_certain_mail(tmp_path: Path, smtp_server: SmtpServer) -> None:
    folder, now = workspace(tmp_path / "w"), datetime.now(UTC)
    job, config = folder / "jobs" / "parteitag.toml", folder / "config.toml"
    config.write_text(config.read_text("utf-8").replace("port = 9\n", f"port = {smtp_server.port}\n", 1), "utf-8")
    job.write_text(job.read_text("utf-8").replace("2024-11-23", str(meeting_to_be_posted_now(now.date()))), "utf-8")
    smtp_server.answer(Step.RCPT, "450 4.2.0 greylisted", where="familie@")
    with opened(folder, at(now - timedelta(hours=2)), WISHES) as office:
        plan_by_hand(office)
        assert send_now(office) == 2
    said = mailer(folder, "print", "parteitag")
    assert "noch nicht sicher angekommen sind: 2. Dafür gehen jetzt Briefe." in said
    assert "Drucksendung 1, Briefe darin: 7." in said
    assert "wartet kein Brief" in mailer(folder, "print", "parteitag")


def meeting_to_be_posted_now(today: date) -> date:
    """The day of a meeting whose letters must be posted on the next working day."""
    body, post = Body("stadtparteitag", "", 14), PostTime(4, "ST")
    for ahead in range(15, 60):
        way = deadlines_for(body, today + timedelta(days=ahead), post).of("post")
        if way is not None and way.last_day is not None and way.last_day > today:
            return today + timedelta(days=ahead)
    raise AssertionError("no such day")


def test_the_computation_is_shown_as_a_table(tmp_path: Path) -> None:
    said = mailer(workspace(tmp_path / "w"), "deadlines", "parteitag")
    for expected in ("Frist 14 Tage ab Zugang", "§ 187 BGB", "Fr, 08.11.2024", "Mo, 04.11.2024", "zu spät", "Anträge bis Sa, 09.11.2024"):
        assert expected in said
    (row,) = json.loads(mailer(tmp_path / "w", "deadlines", "--json"))
    assert [way["last_day"] for way in row["ways"]] == ["2024-11-08", "2024-11-04"]
