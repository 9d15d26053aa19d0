"""Does the terminal say "1 Mail wartet" and not "1 Mails warten"?"""

from string import Formatter

import pytest

from mailer.texts import catalogue, say

ONES = sorted(key for key in catalogue() if key.endswith("_one"))


def names(key: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(catalogue()[key]) if name]


@pytest.mark.parametrize(
    ("count", "sentence"), [(0, "0 Bestätigungen"), (1, "1 Bestätigung "), (2, "2 Bestätigungen"), (21, "21 Bestätigungen")]
)
def test_one_has_a_sentence_of_its_own(count: int, sentence: str):
    assert say("receive.confirmed", count=count).startswith(sentence)


def test_the_first_number_of_the_sentence_counts():
    assert say("send.done", sent=1, failed=3) == "1 Brief verschickt, 3 abgewiesen."
    assert say("send.done", sent=3, failed=1) == "3 Briefe verschickt, 1 abgewiesen."
    assert say("people.head", mailing="a", people=1, out=2) == "Aussendung »a«: 1 Person bekommt sie, 2 nicht."


def test_a_sentence_without_one_for_one_stays_as_it_is():
    assert "send.in_doubt_one" not in catalogue()
    assert say("send.in_doubt", count=1).startswith("Unklar, ob angekommen: 1.")


def test_words_that_look_like_one_are_no_number():
    assert say("jobs.after", days="1", mailing="a") == "folgt 1 Tage nach »a«"


@pytest.mark.parametrize("key", ONES)
def test_a_sentence_for_one_belongs_to_one_for_many_and_names_nothing_more(key: str):
    assert set(names(key)) <= set(names(key.removesuffix("_one")))
