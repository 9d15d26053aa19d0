"""Is a set of UIDs written as short as possible, and does it mean the same?"""

from hypothesis import given
from hypothesis import strategies as st

from mailer.receiving.session import uid_set


def meant(words: str) -> set[int]:
    ends = [[int(end) for end in part.split(":")] for part in words.split(",")]
    return {uid for pair in ends for uid in range(pair[0], pair[-1] + 1)}


@given(st.sets(st.integers(min_value=1, max_value=300), min_size=1))
def test_a_uid_set_means_exactly_these_uids(uids: set[int]) -> None:
    assert meant(uid_set(uids)) == uids


def test_neighbours_are_joined() -> None:
    assert uid_set([7, 1, 3, 2]) == "1:3,7"
