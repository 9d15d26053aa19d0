"""What does the board see and type when an event changes?"""

import json
from pathlib import Path

import pytest

from mailer.store import letters, occurrences
from tests.resilience.serving import mailer
from tests.servers.smtp import SmtpServer
from tests.workspace import make_workspace, opened

SOON = ("2024-11-23", "2099-11-23")


@pytest.fixture
def workspace(tmp_path: Path, smtp_server: SmtpServer) -> Path:
    made = make_workspace(tmp_path / "w", smtp_port=smtp_server.port, when="by_hand = true")
    edit(made, *SOON)
    with opened(made):
        mailer(made, "send", "parteitag", "--yes")
    return made


def edit(workspace: Path, old: str, new: str) -> None:
    job = workspace / "jobs" / "parteitag.toml"
    text = job.read_text("utf-8")
    assert old in text
    job.write_text(text.replace(old, new), encoding="utf-8")


def test_nothing_changed_nothing_to_say(workspace: Path) -> None:
    assert "so, wie es den Mitgliedern mitgeteilt wurde" in mailer(workspace, "changes")
    assert json.loads(mailer(workspace, "changes", "--json")) == []


def test_a_change_is_shown_with_before_and_after_and_goes_out_on_a_word(workspace: Path) -> None:
    edit(workspace, "Volkssolidarität", "Rathaus")
    told = mailer(workspace, "changes")
    assert "kleine Änderung" in told
    assert "Ort: bisher Volkssolidarität, jetzt Rathaus" in told
    (row,) = json.loads(mailer(workspace, "changes", "--json"))
    assert (row["event"], row["weight"], row["fields"]) == ("stadtparteitag", "minor", {"location": ["Volkssolidarität", "Rathaus"]})
    assert "Geschriebene Briefe: 5" in mailer(workspace, "changes", "--send", "stadtparteitag", "--yes")
    assert "so, wie es" in mailer(workspace, "changes")
    with opened(workspace) as office, office.store.look() as connection:
        found = occurrences.of_mailing(connection, "parteitag", "~stadtparteitag")
        assert letters.counts(connection, found[0].id) == {"sent": 5}


def test_without_a_yes_nothing_goes_out(workspace: Path) -> None:
    edit(workspace, "Volkssolidarität", "Rathaus")
    assert "Nichts wurde verschickt" in mailer(workspace, "changes", "--send", "stadtparteitag", code=1)
    assert "kleine Änderung" in mailer(workspace, "changes")


def test_an_event_that_vanished_needs_a_word_on_what_became_of_it(workspace: Path) -> None:
    (workspace / "jobs" / "parteitag.toml").unlink()
    assert "steht in keiner Auftragsdatei mehr" in mailer(workspace, "changes")
    assert "--cancelled" in mailer(workspace, "changes", "--send", "stadtparteitag", "--yes", code=1)
    assert "5 Briefe" in mailer(workspace, "changes", "--send", "stadtparteitag", "--cancelled", "--yes")


def test_an_event_without_change_is_told_so(workspace: Path) -> None:
    assert "gibt es nichts mitzuteilen" in mailer(workspace, "changes", "--send", "stadtparteitag", code=1)


def test_the_calendar_of_what_goes_out(workspace: Path) -> None:
    edit(workspace, "by_hand = true", 'cron = "0 8 * * 1"')
    shown = mailer(workspace, "jobs", "--calendar", "--weeks", "3")
    assert shown.count("Montag, ") == 3
    assert shown.count("08:00  parteitag, einberufung") == 3
    rows = json.loads(mailer(workspace, "jobs", "--calendar", "--weeks", "3", "--json"))
    assert [(row["job"], row["mailing"], row["people"]) for row in rows] == [("parteitag", "einberufung", None)] * 3


def test_the_calendar_file_for_the_web_site(workspace: Path) -> None:
    assert "[feed]" in mailer(workspace, "feed", code=1)
    config = workspace / "config.toml"
    config.write_text(config.read_text("utf-8") + '\n[feed]\nfile = "termine.ics"\n', encoding="utf-8")
    assert "ist geschrieben" in mailer(workspace, "feed")
    assert "auf dem neuesten Stand" in mailer(workspace, "feed")
    assert "BEGIN:VCALENDAR" in mailer(workspace, "feed", "--show")


def test_whoever_only_looks_needs_no_passwords(workspace: Path) -> None:
    config = workspace / "config.toml"
    config.write_text(config.read_text("utf-8").replace("[imap]", '[imap]\npassword_file = "fehlt.txt"'), encoding="utf-8")
    for command in (["jobs"], ["changes"], ["preview", "parteitag"], ["members", "list"], ["status"]):
        mailer(workspace, *command)
    assert "fehlt.txt lässt sich nicht lesen (nicht gefunden)" in mailer(workspace, "receive", code=2)
