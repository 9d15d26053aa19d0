"""Does a short run of random damage find nothing? The long one is `python -m tests.fuzz.reading`."""

import random
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.mutation import MAX_BYTES, mutated
from tests.fuzz.reading import main
from tests.fuzz.seeds import seeds
from tests.fuzz.target import check

_mails = cache(seeds)


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32))
def test_no_damage_stops_the_reader(seed: int) -> None:
    check(mutated(_mails(), random.Random(seed)))


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.sampled_from([b"From: a@b.example\n", b"\n", b"--x\n", b"BEGIN:VEVENT\n", b"> ja\n", b"<div>", b"550 5.1.1 a@b.example\n"]))
)
def test_no_heap_of_fragments_stops_the_reader(pieces: list[bytes]) -> None:
    check(b"".join(pieces))


def test_the_same_seed_damages_in_the_same_way() -> None:
    assert mutated(_mails(), random.Random(7)) == mutated(_mails(), random.Random(7))
    assert all(len(mutated(_mails(), random.Random(seed))) <= MAX_BYTES for seed in range(200))


def test_the_long_run_ends_well() -> None:
    assert main(["--own", "--runs", "50"]) == 0
