"""Does `mailer check` tell all mistakes and doubts at once, doubts apart from errors, and `members groups` what audiences may name?"""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mailer.cli.main import app
from mailer.store import members
from tests.workspace import PEOPLE, make_workspace, opened

SECOND = """
title = "Rundbrief"
[[mailings]]
id = "nirgends"
template = "{template}"
audience = {{ groups = "chor" }}
by_hand = true
[[mailings]]
id = "wer-zusagt"
template = "test-einladung.md"
audience = {{ answered = {{ event = "stadtparteitag", answer = "accepted" }} }}
by_hand = true
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    workspace = make_workspace(tmp_path / "w")
    (workspace / "jobs" / "rundbrief.toml").write_text(SECOND.format(template="test-einladung.md"), encoding="utf-8")
    return workspace


def run(*words: str) -> str:
    return CliRunner().invoke(app, [*words], env={"COLUMNS": "200"}).output


def checked(workspace: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(run("check", "--offline", "--json", "-w", str(workspace)))
    return found


def enrol(workspace: Path) -> None:
    with opened(workspace) as office, office.store.begin() as connection:
        members.put(connection, PEOPLE)


def doubts(workspace: Path) -> list[str]:
    return [result["message"] for result in checked(workspace) if result["check"] == "sense" and result["level"] == "warn"]


def test_an_audience_that_selects_nobody_is_doubted_and_one_that_waits_for_answers_is_not(workspace: Path) -> None:
    enrol(workspace)
    assert doubts(workspace) == [
        "rundbrief.toml: »nirgends« wählt zurzeit niemanden aus. Sind Gruppen, Ortsverbände und Mandate so geschrieben wie im Adressbuch?"
    ]


def test_an_empty_address_book_is_told_once(workspace: Path) -> None:
    assert doubts(workspace) == ["Das Adressbuch ist leer. Lies die Mitgliederliste ein: mailer members import mitglieder.csv"]


def test_the_mistakes_of_all_templates_are_told_at_once(workspace: Path) -> None:
    (workspace / "templates" / "a.md").write_text("ohne Kopf", encoding="utf-8")
    (workspace / "templates" / "test-einladung.md").write_text("---\nSubject: x\n---\n{{ anrede\n", encoding="utf-8")
    (workspace / "jobs" / "rundbrief.toml").write_text(SECOND.format(template="a.md"), encoding="utf-8")
    (told,) = [result["message"] for result in checked(workspace) if result["check"] == "templates"]
    assert "Vorlagen mit Fehlern: 2, in Ordnung: 0." in told
    assert "a.md, Zeile 1: Der Kopf stimmt nicht" in told
    assert "test-einladung.md, Zeile 4: Das ist keine gültige Vorlage" in told


def test_what_an_audience_may_name_is_listed_with_its_number_of_members(workspace: Path) -> None:
    enrol(workspace)
    assert json.loads(run("members", "groups", "--json", "-w", str(workspace))) == {
        "groups": {"vorstand": 1},
        "branches": {"Mitte": 2, "Nord": 3},
        "mandates": {"Bundesparteitag:delegate": 1},
        "status": {"member": 6},
    }
    assert "Bundesparteitag:delegate" in run("members", "groups", "-w", str(workspace))


def test_a_mailing_that_reaches_nobody_does_not_hide_the_others_in_a_preview(workspace: Path) -> None:
    text = (workspace / "jobs" / "rundbrief.toml").read_text(encoding="utf-8")
    about = 'template = "test-einladung.md"\nevents = ["stadtparteitag"]\n'
    alle = f'[[mailings]]\nid = "alle"\n{about}audience = {{ everyone = true }}\nby_hand = true\n'
    (workspace / "jobs" / "rundbrief.toml").write_text(text + alle, encoding="utf-8")
    enrol(workspace)
    told = run("preview", "rundbrief", "-w", str(workspace))
    assert "»nirgends« erreicht zurzeit niemanden" in told
    assert "alle an" in told


def test_an_office_at_the_senders_own_address_is_told_that_its_replies_do_not_count(workspace: Path) -> None:
    enrol(workspace)
    assert not [result for result in checked(workspace) if result["check"] == "roles"]
    config = workspace / "config.toml"
    own = next(line for line in config.read_text(encoding="utf-8").splitlines() if line.startswith("sender_address")).split('"')[1]
    text = config.read_text(encoding="utf-8").replace('[roles.board]\naddresses = ["', f'[roles.board]\naddresses = ["{own.upper()}", "')
    config.write_text(text, encoding="utf-8")
    (told,) = (result for result in checked(workspace) if result["check"] == "roles")
    assert told["level"] == "warn"
    assert told["message"].startswith(f"Das Amt »board« hat die Adresse, von der unsere Mails kommen ({own}).")
