"""What does `mailer inspect` print?"""

import json
from pathlib import Path

import pytest

from mailer.cli.inspect import inspect_mails as inspect
from mailer.model.reading import Sort
from mailer.reading import context_from, open_mail
from mailer.texts import catalogue

MAILS = Path(__file__).parent / "mails"
CONTEXT = {
    "mailing": "convocation",
    "sent": "2024-10-04T18:00:00+02:00",
    "subject": "Einladung",
    "events": [
        {
            "id": "parteitag",
            "title": "Stadtparteitag",
            "start": "2024-11-23T10:00:00+01:00",
            "end": "2024-11-23T17:00:00+01:00",
            "location": "Halle",
            "shifts": [{"id": "aufbau", "title": "Aufbau", "start": "2024-11-22T17:00:00+01:00"}],
        }
    ],
    "mandate": {"body": "Bundesparteitag", "role": "delegate"},
    "dues": {"year": 2024, "open": "72.00", "currency": "EUR"},
}


def test_one_json_line_for_each_mail_in_sorted_order(capfd: pytest.CaptureFixture[str]) -> None:
    assert inspect([MAILS], None, as_json=True) == 0
    rows = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert [row["file"] for row in rows] == sorted(path.name for path in MAILS.glob("*.eml"))
    assert {"file", "sort", "text", "signature", "findings", "review", "reasons", "bounce", "calendar"} <= rows[0].keys()


def test_an_unreadable_file_does_not_stop_the_rest(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.eml").write_bytes(b"\xff\x00 kaputt")
    (tmp_path / "b.eml").symlink_to(tmp_path / "gone")
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "d.eml").write_bytes(b"Subject: x\n\nja")
    assert inspect([tmp_path], None, as_json=True) == 0
    assert [json.loads(line)["file"] for line in capfd.readouterr().out.splitlines()] == ["a.eml", "c/d.eml"]


def test_a_missing_path_is_told_and_gives_exit_code_two(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert inspect([tmp_path / "nichts"], None, as_json=True) == 2
    assert "nichts" in capfd.readouterr().err


def test_a_context_that_is_none_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "context.json").write_text("[]", encoding="utf-8")
    assert inspect([MAILS], tmp_path / "context.json", as_json=True) == 2
    assert "context.json" in capfd.readouterr().err


def test_without_json_the_decision_is_explained_in_german(capfd: pytest.CaptureFixture[str]) -> None:
    assert (
        inspect([MAILS / "bounce_rfc3464.eml", MAILS / "calendar_counter.eml", MAILS / "reply_thunderbird.eml"], None, as_json=False) == 0
    )
    told = capfd.readouterr().out
    assert "tot@weg.example" in told
    assert "Jemand schlägt einen anderen Termin vor." in told
    assert "Bin dabei!" in told


@pytest.mark.parametrize("path", sorted(MAILS.glob("*.eml")), ids=lambda path: path.stem)
def test_every_reason_and_doubt_has_a_sentence(path: Path) -> None:
    opened = open_mail(path.read_bytes(), frozenset({"vorstand@stadtverband.example"}))
    assert {reason.partition(": ")[0] for reason in opened.reasons + opened.doubts} <= catalogue().keys()


def test_every_sort_has_a_name() -> None:
    assert {f"inspect_sort.{sort.value}" for sort in Sort} <= catalogue().keys()


def test_a_context_is_read_with_shifts_mandate_and_dues() -> None:
    context = context_from(CONTEXT)
    assert context.events[0].shifts[0].id == "aufbau"
    assert context.mandate is not None
    assert context.mandate.role == "delegate"
    assert context.dues is not None
    assert str(context.dues.open) == "72.00"
