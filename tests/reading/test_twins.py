"""Is every kind of mail read as the expectation beside it says?"""

import json
from pathlib import Path
from typing import Any

import pytest

from mailer.model.reading import Opened
from mailer.reading import open_mail

MAILS = Path(__file__).parent / "mails"
OWN = frozenset({"vorstand@stadtverband.example"})


@pytest.mark.parametrize("path", sorted(MAILS.glob("*.eml")), ids=lambda path: path.stem)
def test_a_mail_is_read_as_its_twin_says(path: Path) -> None:
    expected: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    opened = open_mail(path.read_bytes(), OWN)
    assert {name: _told(opened, name, value) for name, value in expected.items()} == expected


def test_every_mail_has_its_twin() -> None:
    assert {path.stem for path in MAILS.glob("*.eml")} == {path.stem for path in MAILS.glob("*.json")}


def _told(opened: Opened, name: str, expected: Any) -> Any:
    """What the reader says about that expectation, in the expectation's own form."""
    if name == "bounce":
        return opened.bounce and {key: _plain(getattr(opened.bounce, key)) for key in expected or ["recipients"]}
    if name == "calendar":
        keys = [set(answer) for answer in expected] or [set()]
        return [{key: getattr(answer, key) for key in keys[min(at, len(keys) - 1)]} for at, answer in enumerate(opened.calendar)]
    if name == "returned":
        return list(opened.returned_message_ids)
    return _plain(getattr(opened, name))


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
