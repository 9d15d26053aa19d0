"""The board hears once of a file that broke, once when it is well again, and once of a change that nobody has announced."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conversations.talk import BOARD, Talk, subject_of, talk, text_of

GOOD, BAD, WORSE = 'title = "Stadtparteitag"', 'title = Stadtparteitag"', "title = „Stadtparteitag“"


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Talk]:
    with talk(tmp_path) as begun:
        yield begun


def edit(here: Talk, old: str, new: str) -> None:
    """Save the job file with something else in it; what runs looks at it twice."""
    file = here.office.workspace / "jobs" / "parteitag.toml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    for _ in range(2):
        here.office.reload()
        here.wait(minutes=1)


def told(here: Talk) -> list[str]:
    return [subject_of(raw) for raw in here.mails_to(BOARD, "report")]


def test_a_file_that_breaks_is_told_once_with_line_and_way_out_and_once_more_when_it_is_mended(here: Talk) -> None:
    edit(here, GOOD, BAD)
    assert told(here) == ["Die Datei parteitag.toml lässt sich nicht verwenden"]
    text = text_of(here.last_to(BOARD, "report"))
    assert "parteitag.toml:2" in text
    assert "»title = Stadtparteitag" in text
    edit(here, BAD, WORSE)
    assert len(told(here)) == 2, "another mistake is told"
    edit(here, WORSE, GOOD)
    assert told(here)[2:] == ["Die Datei parteitag.toml ist wieder in Ordnung"]
    edit(here, GOOD, BAD)
    assert len(told(here)) == 4, "the same mistake again, after it was mended"


def test_while_it_is_broken_answers_are_understood_and_letters_wait_for_the_server(here: Talk) -> None:
    edit(here, GOOD, BAD)
    here.writes("Jana", "Ich bin dabei!")
    assert here.book("Jana") == ["accepted stadtparteitag"]
    assert here.got("Horst", "einberufung")


def test_nothing_new_begins_from_a_broken_file(tmp_path: Path) -> None:
    later = '\n[[mailings]]\nid = "spaeter"\ntemplate = "test-einladung.md"\naudience = { everyone = true }\nat = 2024-10-25T12:00:00\n'
    with talk(tmp_path, jobs=later) as here:
        edit(here, GOOD, BAD)
        here.wait(hours=4)
        assert not here.got("Jana", "spaeter")
        edit(here, BAD, GOOD)
        assert here.got("Jana", "spaeter")


def test_a_change_that_nobody_announced_is_told_once_for_each_state_of_it(here: Talk) -> None:
    edit(here, "start = 2024-11-23T10:00:00", "start = 2024-11-23T12:00:00")
    assert told(here) == ["Geändert, aber noch niemandem gesagt: Stadtparteitag"]
    text = text_of(here.last_to(BOARD, "report"))
    assert "mailer changes --send stadtparteitag" in text
    assert "5 Mitglieder" in text
    edit(here, "start = 2024-11-23T12:00:00", "start = 2024-11-23T13:00:00")
    assert len(told(here)) == 2
    edit(here, "start = 2024-11-23T13:00:00", "start = 2024-11-23T10:00:00")
    assert len(told(here)) == 2, "taken back, it is no change and no news"


def test_an_event_that_vanished_is_told(here: Talk) -> None:
    edit(here, 'id = "stadtparteitag"', 'id = "landesparteitag"')
    assert "Verschwunden, aber noch niemandem gesagt: Stadtparteitag" in told(here)


def test_an_announced_change_is_not_told(here: Talk) -> None:
    edit(here, 'location = "Volkssolidarität"', 'location = "Rathaus"')
    (change,) = here.office.pending_changes()
    here.office.announce(change)
    here.wait(hours=1)
    assert len(told(here)) == 1
