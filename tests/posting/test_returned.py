"""What follows when the post brings a letter back?"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mailer.app import Office
from mailer.errors import DataError
from mailer.posting import note_return, print_batches, stationery
from mailer.store import batches, letters, members, occurrences
from tests.posting.association import NOW, WISHES, at, plan_by_hand, run, workspace
from tests.workspace import opened

BOARD = ("vorsitz@verband.example",)
LATER = """
[[mailings]]
id = "erinnerung"
template = "erinnerung.md"
kind = "dues"
audience = { everyone = true }
channels = ["email", "post"]
by_hand = true
"""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    folder = workspace(tmp_path)
    job = folder / "jobs" / "parteitag.toml"
    job.write_text(job.read_text("utf-8") + LATER, encoding="utf-8")
    with opened(folder, at(NOW), WISHES) as office:
        plan_by_hand(office)
        list(print_batches(office.store, stationery(office.settings, office.shelf.templates), run(office)))
        yield office


def plan_later(office: Office) -> dict[str, str]:
    """Who is left out of the next mailing, and why."""
    job = office.job("parteitag")
    office.plan(office.due_by_hand(job, job.mailings[1]))
    with office.store.look() as connection:
        return {who: reason for who, reason, _ in occurrences.left_out_of(connection, 2)}


def test_a_letter_is_found_by_its_number_or_by_its_member_and_entered_once(office: Office) -> None:
    first = note_return(office.store, office.writer, "1-003", "unbekannt verzogen", "ich", BOARD, NOW)
    assert (first.name, first.place, first.known) == ("Grete Ohnenetz", "Am Hang 5, 39104 Magdeburg", False)
    again = note_return(office.store, office.writer, "m5", "unbekannt verzogen", "ich", BOARD, NOW)
    assert (again.number, again.known) == ("1-003", True)


@pytest.mark.parametrize("named", ["9-001", "1-099", "niemand", "m3", "", "1-1-1"])
def test_a_letter_that_was_never_printed_is_told(office: Office, named: str) -> None:
    with pytest.raises(DataError, match=r"posting\.no_letter"):
        note_return(office.store, office.writer, named, "x", "ich", BOARD, NOW)


def test_nothing_more_goes_to_that_address_until_it_changes(office: Office) -> None:
    note_return(office.store, office.writer, "1-003", "unbekannt verzogen", "ich", BOARD, NOW)
    assert plan_later(office)["m5"] == "no_email"
    with office.store.look() as connection:
        assert batches.failed_places(connection) == {("m5", "Am Hang 5, 39104 Magdeburg")}


def test_a_new_address_is_written_to_again(office: Office) -> None:
    note_return(office.store, office.writer, "1-003", "unbekannt verzogen", "ich", BOARD, NOW)
    moved = replace(next(member for member in WISHES if member.id == "m5"), street="Neuer Weg 1")
    with office.store.begin() as connection:
        members.put(connection, [moved])
    assert "m5" not in plan_later(office)


def test_the_board_is_told_once(office: Office) -> None:
    for _ in range(2):
        note_return(office.store, office.writer, "1-003", "unbekannt verzogen", "ich", BOARD, NOW)
    with office.store.look() as connection:
        told = [line for line in letters.lines(connection) if line.purpose == "report"]
        raw = letters.raw(connection, told[0].id) or b""
    assert [line.address for line in told] == list(BOARD)
    assert told[0].subject == "Ein Brief kam zurück: Grete Ohnenetz"
    assert b"unbekannt verzogen" in raw
