"""Does a look at the words of a letter ever keep a kind of answer from being found?"""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailer.reading.answers import excuses, helping, motion, resignation, volunteer
from mailer.reading.answers.gates import Gate
from mailer.reading.answers.thoughts import letter_of
from mailer.reading.answers.volunteer import help_of, may_speak_of_help
from mailer.reading.answers.words import any_of
from training.texts import labelled_texts

PATTERNS = [
    each for module in (excuses, helping, motion, resignation, volunteer) for each in vars(module).values() if hasattr(each, "_source")
]
PIECES = sorted({word for each in PATTERNS for word in re.findall(r"[a-zäöüß']{1,14}|\d", each._source)})
TEXTS = st.lists(st.sampled_from([*PIECES, "am", "22.", "käme", "kaeme"]), min_size=1, max_size=9).map(" ".join)
READ = [text for text in labelled_texts() if text.writer in {"a", "b", "own-14", "own-30"}]


@settings(deadline=None)  # the first text waits for the patterns
@given(st.lists(st.sampled_from(PATTERNS), min_size=1, max_size=5), TEXTS)
def test_a_gate_opens_wherever_one_of_its_patterns_matches(patterns, text):
    assert Gate(*patterns).opens(text) or not any(each.search(text) for each in patterns)


def test_a_gate_of_an_unknown_pattern_is_always_open():
    assert Gate(any_of("steht in keiner regel"), helping.HELP).opens("ich komme gern")


@pytest.mark.parametrize("kept", [resignation._LEAVING, motion._OF_A_MOTION, volunteer._OF_HELP])
def test_a_gate_is_shut_for_a_plain_answer(kept):
    assert not kept.opens("ich komme gern")


def test_nothing_comes_to_help_behind_a_shut_gate():
    """The texts are read as answers to a mailing that asks for no shifts: there help has no other words than its own."""
    shut = 0
    for text in READ:
        context = replace(text.context, events=tuple(replace(event, shifts=()) for event in text.context.events))
        letter = letter_of(text.text, context)
        for index, thought in enumerate(letter.thoughts):
            if not may_speak_of_help(thought, letter):
                shut += 1
                assert [help_of(thought, index, letter, offered) for offered in (False, True)] == [((), None, None)] * 2
    assert shut > 1_000
