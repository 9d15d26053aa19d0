"""Do the roles hear in time that a text for the magazine waits for them, and can they release it by answering?"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailer.store import magazine
from tests.conversations.talk import BERLIN, BOARD, Talk, subject_of, talk, text_of

MAGAZINE = """
[release]
roles = ["board"]
[magazine]
role = "editor"
days_before = 2
issues = [{ name = "L&A 12/2024", copy_deadline = 2024-11-08, delivered = 2024-11-20 }]
[roles.editor]
addresses = ["redaktion@verband.example"]
"""
MAILING = """
[[mailings]]
id = "brief"
template = "brief.md"
events = []
audience = { everyone = true }
channels = ["email", "magazine"]
at = 2024-12-01T11:00:00
release = "two-eyes"
"""
LETTER = "---\nSubject: Rundbrief\n---\n{{ anrede }},\n\nbis bald.\n"


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Talk]:
    with talk(tmp_path, config=MAGAZINE, jobs=MAILING) as begun:
        (begun.office.workspace / "templates" / "brief.md").write_text(
            "---\nSubject: Rundbrief\n---\n{{ anrede }},\n\nbis bald.\n", "utf-8"
        )
        begun.office.reload()
        begun.wait(minutes=1)
        yield begun


def on(here: Talk, day: int) -> None:
    """The house looks at nine on that day of November."""
    here.clock.move_to(datetime(2024, 11, day, 9, tzinfo=BERLIN))
    here.wait(minutes=1)
    here.wait(minutes=1)


def reminders(here: Talk) -> list[str]:
    subjects = (subject_of(raw) for raw in here.mails_to(BOARD, "draft"))
    return [subject for subject in subjects if subject.startswith("Redaktionsschluss")]


def handed_in(here: Talk) -> bool:
    with here.office.store.look() as connection:
        return bool(magazine.of_mailing(connection, "parteitag", "brief"))


def test_the_roles_are_reminded_in_time_at_the_last_moment_and_when_it_is_missed(here: Talk) -> None:
    on(here, 2)
    assert reminders(here) == []
    on(here, 3)
    on(here, 5)
    assert reminders(here) == ["Redaktionsschluss am 08.11.2024: Stadtparteitag"]
    on(here, 7)
    on(here, 8)
    assert len(reminders(here)) == 2
    assert "heute oder morgen" in text_of(here.last_to(BOARD, "draft"))
    assert not handed_in(here)


def test_a_reply_to_the_reminder_releases_it_and_the_text_is_handed_in(here: Talk) -> None:
    on(here, 7)
    here.answers_digest("Freigabe", here.last_to(BOARD, "draft"))
    here.wait(minutes=1)
    assert handed_in(here)
    on(here, 8)
    assert len(reminders(here)) == 1


def test_nobody_is_reminded_of_what_was_released(here: Talk) -> None:
    here.answers_digest("Freigabe", here.last_to(BOARD, "draft"))
    for day in (3, 7, 8):
        on(here, day)
    assert reminders(here) == []


def test_the_house_wakes_up_for_it(here: Talk) -> None:
    here.clock.move_to(datetime(2024, 11, 2, 12, tzinfo=UTC))
    assert here.office.next_wake_up() == datetime(2024, 11, 3, 8, tzinfo=BERLIN)


BODY = """
[bodies.stadtparteitag]
title = "Stadtparteitag"
notice = 14
channels = ["email", "post"]
[release]
roles = ["board"]
"""
CONVOCATION = """
[[mailings]]
id = "einladung"
template = "test-einladung.md"
kind = "statutory"
body = "stadtparteitag"
audience = { everyone = true }
channels = ["email", "post"]
at = 2024-11-01T11:00:00
release = "two-eyes"
"""


def test_the_draft_of_a_convocation_shows_the_last_safe_day_of_each_way(tmp_path: Path) -> None:
    with talk(tmp_path, config=BODY, jobs=CONVOCATION) as here:
        shown = text_of(here.last_to(BOARD, "draft"))
    assert "Bis wann die Einberufung hinaus muss" in shown
    assert "Freitag, 8. November 2024" in shown
    assert "Post (einwerfen)" in shown
    assert "Montag, 4. November 2024" in shown
