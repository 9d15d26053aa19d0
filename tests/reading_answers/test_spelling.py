"""Are dialect and slips read as standard German, and true words left alone?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.reading.answers.english import in_german
from mailer.reading.answers.lexicon import KNOWN, SHORT_MEANT
from mailer.reading.answers.spelling import standard


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("übernemen", "übernehmen"),
        ("ueberwiesen", "überwiesen"),
        ("koennen", "können"),
        ("beretis", "bereits"),
        ("eintragn", "eintragen"),
        ("nciht", "nicht"),
        ("bin'sch", "bin ich"),
        ("i kimm", "ich komme"),
        ("mir kommet", "wir kommen"),
        ("dor bün ik", "da bin ich"),
        ("jeht", "geht"),
        ("👍", "ja"),
    ],
)
def test_a_slip_or_a_word_of_dialect_becomes_the_word_that_is_meant(written, meant):
    assert standard(written) == meant


@pytest.mark.parametrize(
    "word", ["satzung", "betrag", "schade", "lieder", "freund", "gewählt", "auftritt", "leiter", "konnte", "wurde", "montage", "verteilen"]
)
def test_a_true_word_that_is_near_another_stays(word):
    assert standard(word) == word


@pytest.mark.parametrize("word", SHORT_MEANT)
def test_a_short_word_is_found_wherever_its_one_slip_is(word):
    halves = [(word[:at], word[at:]) for at in range(len(word))]
    left_out = [before + after[1:] for before, after in halves]
    swapped = [before + after[1] + after[0] + after[2:] for before, after in halves[1:-1]]
    assert [slip for slip in left_out + swapped if standard(slip) not in KNOWN] == []


@given(st.sampled_from(sorted(KNOWN)))
def test_a_known_word_is_never_changed(word):
    assert standard(word) == word


@given(st.text(max_size=60))
def test_reading_twice_changes_nothing_more_than_reading_once(text):
    once = standard(text)
    assert standard(once) == standard(standard(once))


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("i can't make it on the 23rd", "ich kann nicht kommen am 23."),
        ("we're coming on saturday", "ich komme am samstag"),
        ("please take me off the list", "bitte nehmt mich aus dem verteiler"),
    ],
)
def test_english_is_glossed_phrase_by_phrase(english, german):
    assert in_german(english) == german
