"""Has every reason that the reader can give a German sentence, and is every sentence given by something?"""

import ast
import re
from pathlib import Path

import mailer.reading
from mailer.texts import catalogue

_ROOM = Path(mailer.reading.__file__).parent
_KEY = re.compile(r"(reading(?:_doubts)?\.[a-z_]+)(?:: .*)?", re.DOTALL)
# Keys that are put together: what they begin with, and how they may go on.
_JOINED = {
    "reading.": ("too_large", "too_deep", "too_many_parts"),
    "reading.calendar_": ("counter", "refresh"),
}


def _keys() -> set[str]:
    return {key for path in _ROOM.rglob("*.py") for node in ast.walk(ast.parse(path.read_text("utf-8"))) for key in _keys_of(node)}


def _keys_of(node: ast.AST) -> set[str]:
    if isinstance(node, ast.JoinedStr) and node.values and isinstance(first := node.values[0], ast.Constant):
        return {str(first.value) + end for end in _JOINED.get(str(first.value), ())}
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and (match := _KEY.fullmatch(node.value)):
        return {match[1]}
    return set()


def _given() -> set[str]:
    return {key for key in _keys() if not any(key == beginning.rstrip("_") or key + "_" == beginning for beginning in _JOINED)}


def test_every_reason_in_the_code_has_a_sentence() -> None:
    assert _given() >= {
        "reading.human",
        "reading.auto_submitted",
        "reading.too_deep",
        "reading.calendar_counter",
        "reading.older_invitation",
    }
    assert {key for key in _given() if key not in catalogue() and not key.endswith("_")} == set()


def test_every_sentence_about_reading_belongs_to_a_reason() -> None:
    assert {key for key in catalogue() if key.startswith("reading.")} - _given() == set()


def test_every_sentence_about_reading_is_one() -> None:
    sentences = {key: text for key, text in catalogue().items() if key.startswith(("reading.", "reading_doubts."))}
    assert {key for key, text in sentences.items() if not text[:1].isupper() or not text.endswith((".", "?", "!"))} == set()
