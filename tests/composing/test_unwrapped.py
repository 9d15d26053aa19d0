"""Does a text come back as it was before it was laid out in lines?"""

from hypothesis import given
from hypothesis import strategies as st

from mailer.composing.layout import unwrapped, wrapped

WORDS = st.lists(st.text("abcäöü", min_size=1, max_size=20), min_size=1, max_size=60).map(" ".join)


@given(WORDS)
def test_what_was_broken_is_whole_again(words: str) -> None:
    assert unwrapped("\n".join(wrapped(words))) == words
    assert unwrapped("\n".join(wrapped(words, "- ", "  "))) == f"- {words}"


def test_breaks_that_were_meant_stay_and_lines_below_headings_go() -> None:
    assert unwrapped("Einladung\n=========\n\nWann: Freitag\nWo: hier") == "Einladung\n\nWann: Freitag\nWo: hier"


def test_quoted_lines_as_long_as_ours_are_not_broken_anew() -> None:
    line = "x" * 35 + " " + "y" * 36
    assert wrapped(f"{line}\n{line}", "> ", "> ") == [f"> {line}"] * 2
