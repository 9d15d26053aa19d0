"""Is every letter the same, byte for byte, as before composing became quick?"""

import json

import pytest

from tests.composing.frozen import DIGESTS, cases, composer, fate

KNOWN: dict[str, str] = json.loads(DIGESTS.read_text(encoding="utf-8"))
CASES = tuple(cases())


def test_every_case_is_frozen_once() -> None:
    assert [name for name, _ in CASES] == list(KNOWN)


@pytest.mark.parametrize("turn", [1, -1])
def test_every_letter_is_as_it_was_in_whatever_order_they_are_written(turn: int) -> None:
    letters = composer()
    found = {name: fate(letters, wish) for name, wish in (*CASES[::turn], *CASES[::turn])}
    assert found == KNOWN


def test_a_letter_written_first_is_the_same_as_one_written_after_many() -> None:
    for name, wish in CASES[::17]:
        assert fate(composer(), wish) == KNOWN[name], name
