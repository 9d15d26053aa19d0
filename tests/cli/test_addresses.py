"""What does a person see of addresses that make trouble, and what can a person decide?"""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from mailer.people.address_policy import suppressions
from mailer.store import bounces
from tests.resilience.serving import mailer
from tests.workspace import make_workspace, opened

HORST = "horst@web.example"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Horst's address does not exist, Ute's mailbox was full on two days, Jana complained."""
    made = make_workspace(tmp_path / "w", when="by_hand = true")
    now = datetime.now(UTC)
    with opened(made) as office, office.store.begin() as connection:
        bounces.add(connection, HORST, "permanent", "5.1.1", "unknown", "no such user", now - timedelta(days=3), member_id="m2")
        for days in (1, 2):
            bounces.add(connection, "ute@post.example", "permanent", "5.2.2", "full", "full", now - timedelta(days=days), member_id="m6")
        bounces.add(connection, "jana@post.example", "complaint", None, "other", "", now - timedelta(days=1), member_id="m1")
        for address in (HORST, "ute@post.example", "jana@post.example"):
            bounces.keep(connection, address, suppressions(bounces.evidence_of(connection, address)))
    return made


def listed(workspace: Path) -> dict[str, dict[str, Any]]:
    return {row["address"]: row for row in json.loads(mailer(workspace, "addresses", "--json"))}


def kept(workspace: Path) -> tuple[bounces.Suppressed, ...]:
    with opened(workspace) as office, office.store.look() as connection:
        return bounces.suppressed(connection)


@pytest.mark.parametrize("command", [["addresses"], ["addresses", "lift"], ["addresses", "set"]], ids=" ".join)
def test_every_command_has_help_with_an_example(command: list[str], tmp_path: Path) -> None:
    assert "Example: mailer " + " ".join(command) in mailer(tmp_path, *command, "--help")


def test_the_list_names_reason_state_and_advice(workspace: Path) -> None:
    words = mailer(workspace, "addresses")
    for part in (HORST, "Horst Krüger", "Adresse gibt es nicht (5.1.1)", "bekommt nichts mehr", "nach der neuen Adresse fragen"):
        assert part in words
    for part in ("2 von 5", "Postfach voll", "nur noch Satzungspost und Beiträge", "anrufen: Mails erwünscht?", "addresses lift"):
        assert part in words


def test_the_same_as_data(workspace: Path) -> None:
    rows = listed(workspace)
    assert {address: (row["suppressed"], row["scope"], row["score"], row["advice"]) for address, row in rows.items()} == {
        HORST: (True, "all", 0, "ask_address"),
        "jana@post.example": (True, "bulk", 0, "ask_peace"),
        "ute@post.example": (False, None, 2, "wait"),
    }
    assert (rows[HORST]["report"], rows[HORST]["words"]) == (1, "no such user")


def test_a_person_lifts_a_suppression_once(workspace: Path) -> None:
    assert "wieder angeschrieben" in mailer(workspace, "addresses", "lift", "Horst@web.example")
    assert HORST not in {entry.address for entry in kept(workspace)}
    assert "nicht gesperrt" in mailer(workspace, "addresses", "lift", HORST, code=1)


def test_a_person_may_end_a_score_before_it_counts(workspace: Path) -> None:
    mailer(workspace, "addresses", "lift", "ute@post.example")
    assert "ute@post.example" not in listed(workspace)


def test_a_person_sets_an_address_and_the_reason_is_kept(workspace: Path) -> None:
    words = mailer(workspace, "addresses", "set", "Familie@post.example", "--reason", "möchte [b]nur[/b] Post")
    assert "nicht mehr angeschrieben" in words
    row = listed(workspace)["familie@post.example"]
    assert (row["suppressed"], row["scope"], row["reason"], row["note"]) == (True, "all", "set", "möchte [b]nur[/b] Post")
    assert row["set_by"]
    assert "möchte [b]nur[/b] Post" in " ".join(mailer(workspace, "addresses").split())
    mailer(workspace, "addresses", "lift", "familie@post.example")
    assert "familie@post.example" not in listed(workspace)


def test_an_address_that_is_nobodys_is_pointed_out(workspace: Path) -> None:
    assert "gehört zu keinem Mitglied" in mailer(workspace, "addresses", "set", "niemand@post.example", "--reason", "x")


@pytest.mark.parametrize(
    ("words", "code"),
    [(["set", "jana", "--reason", "x"], 1), (["set", HORST, "--reason", " "], 1), (["set", HORST], 2), (["lift"], 2), (["frei"], 2)],
)
def test_what_is_wrong_is_told_and_changes_nothing(workspace: Path, words: list[str], code: int) -> None:
    before = kept(workspace)
    assert "Traceback" not in mailer(workspace, "addresses", *words, code=code)
    assert kept(workspace) == before


def test_an_association_without_trouble_is_told_so(tmp_path: Path) -> None:
    made = make_workspace(tmp_path / "w", when="by_hand = true")
    with opened(made):
        assert "Keine Adresse macht Probleme" in mailer(made, "addresses")
    assert json.loads(mailer(made, "addresses", "--json")) == []
