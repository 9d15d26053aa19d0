"""What does `mailer check` doubt in job files and templates, though it is allowed?"""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from mailer.model.jobs import Job
from mailer.planning.advice import doubts
from mailer.planning.jobfiles import read_job_file
from mailer.texts import say

BERLIN = ZoneInfo("Europe/Berlin")
JOB = """\
title = "Stadtparteitag am Samstag, 23. November 2024"
[event]
id = "stadtparteitag"
title = "Stadtparteitag"
start = 2024-11-23T10:00:00
end = 2024-11-23T17:00:00
[[event.shifts]]
id = "einraeumen"
title = "Einräumen"
start = 2024-11-22T17:00:00
[[mailings]]
id = "einladung"
template = "einladung.md"
kind = "invitation"
audience = { everyone = true }
at = 2024-10-25T09:00:00
"""


def doubted(folder: Path, text: str, template: str = "") -> list[str]:
    path = folder / "fest.toml"
    path.write_text(text, encoding="utf-8")
    job: Job = read_job_file(path, BERLIN, frozenset(), frozenset({"einladung.md"}))
    return [say(doubt.key, **doubt.facts) for doubt in doubts((job,), {"fest": text}, {"einladung.md": template})]


def test_nothing_is_doubted_where_all_fits_and_help_is_on_the_eve(tmp_path: Path) -> None:
    assert doubted(tmp_path, JOB, "Am Samstag, 23. November, und am Freitag, den 22.11.2024: kommt!") == []


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("Freitag, 23. November 2024", "Der 23.11.2024 ist ein Samstag."),
        ("Freitag, den 23.11.2024", "Der 23.11.2024 ist ein Samstag."),
        ("Fr. 23.11.", "Der 23.11.2024 ist ein Samstag."),
        ("Mo., 25. 10. 2024", "Der 25.10.2024 ist ein Freitag."),
        ("Sonnabend, 24. November", "Der 24.11.2024 ist ein Sonntag."),
        ("Dienstag, 29. Februar 2024", "Der 29.02.2024 ist ein Donnerstag."),
    ],
)
def test_a_weekday_that_does_not_fit_its_date_is_told_with_line_and_the_right_one(tmp_path: Path, words: str, right: str) -> None:
    sentence = f"einladung.md:2: »{words}« passt nicht zusammen: {right} Berichtige den Wochentag oder das Datum."
    assert doubted(tmp_path, JOB, f"Hallo,\nwir treffen uns am {words} um 10 Uhr.\n") == [sentence]


def test_a_wrong_weekday_in_a_title_is_found_in_the_job_file_but_not_in_a_remark(tmp_path: Path) -> None:
    assert doubted(tmp_path, "# Freitag, 23. November 2024\n" + JOB) == []
    (told,) = doubted(tmp_path, JOB.replace("Samstag", "Freitag"))
    assert told.startswith("fest.toml:1: »Freitag, 23. November 2024« passt nicht zusammen")


@pytest.mark.parametrize(
    "words", ["Freitag, 30. Februar 2024", "Freitag um 10", "am Samstag", "Sonntagsrunde am 23.11.2024", "23. November"]
)
def test_what_names_no_weekday_of_a_date_is_no_doubt(tmp_path: Path, words: str) -> None:
    assert doubted(tmp_path, JOB, words) == []


@pytest.mark.parametrize(("start", "far"), [("2024-11-20T10:00:00", False), ("2024-11-19T17:00:00", True), ("2024-11-29T17:00:00", True)])
def test_a_shift_more_than_three_days_away_is_doubted(tmp_path: Path, start: str, far: bool) -> None:
    told = doubted(tmp_path, JOB.replace("2024-11-22T17:00:00", start))
    day = f"{start[8:10]}.11.2024"
    assert told == ([f"fest.toml: »Einräumen« beginnt am {day}, »Stadtparteitag« aber am 23.11.2024. Stimmt das Datum?"] if far else [])


def test_an_event_without_an_end_is_told_how_long_it_lasts_in_calendars(tmp_path: Path) -> None:
    assert doubted(tmp_path, JOB.replace("end = 2024-11-23T17:00:00\n", "")) == [
        "fest.toml: »Stadtparteitag« hat kein Ende; im Kalender steht dann zwei Stunden nach dem Beginn (23.11.2024, 12:00 Uhr). "
        "Stimmt das nicht, ergänze end = …."
    ]


def test_an_invitation_after_its_event_is_doubted_and_a_circular_is_not(tmp_path: Path) -> None:
    late = JOB.replace("2024-10-25", "2024-11-25")
    assert doubted(tmp_path, late) == [
        "fest.toml: »einladung« geht am 25.11.2024 hinaus, da ist »Stadtparteitag« schon vorbei. Stimmen die Daten?"
    ]
    assert doubted(tmp_path, late.replace('"invitation"', '"circular"')) == []
