"""Is an answer understood that stands in the subject alone?"""

import pytest

from mailer.reading.answers import find_answers
from tests.reading_answers.contexts import CONTEXTS


@pytest.mark.parametrize(
    ("subject", "answer"),
    [("Zusage [#4f7a2c]", "accepted"), ("Absage [#4f7a2c]", "declined"), ("Vielleicht [#4f7a2c]", "tentative"), ("Zusage", "accepted")],
)
def test_a_tapped_answer_stands_in_the_subject(subject, answer):
    answers = find_answers("", CONTEXTS["one"], subject)
    assert [(one.event, one.answer) for one in answers.findings] == [("hoffest", answer)]
    assert not answers.review
    assert answers.findings[0].evidence in subject


def test_an_offer_of_help_without_a_shift_goes_to_the_event():
    answers = find_answers("", CONTEXTS["one"], "Ich helfe [#4f7a2c]")
    assert [(one.kind, one.target, one.answer) for one in answers.findings] == [("volunteer", "hoffest", "offered")]


def test_a_tapped_answer_to_several_events_is_asked_back():
    answers = find_answers("", CONTEXTS["three"], "Zusage [#4f7a2c]")
    assert (answers.findings, answers.review) == ((), True)


def test_our_own_subject_behind_aw_says_nothing():
    answers = find_answers("Danke für die Einladung!", CONTEXTS["one"], "AW: Absage der Lesung, Zusage zum Hoffest")
    assert (answers.findings, answers.review) == ((), False)


def test_the_text_wins_over_the_subject():
    answers = find_answers("Ich kann leider doch nicht kommen.", CONTEXTS["one"], "Zusage [#4f7a2c]")
    assert [one.answer for one in answers.findings] == ["declined"]


def test_a_resignation_in_the_subject_alone_is_received():
    answers = find_answers("", CONTEXTS["one"], "Hiermit erkläre ich meinen Austritt")
    assert [one.kind for one in answers.findings] == ["resignation"]
    assert answers.review


def test_an_empty_answer_is_nothing():
    answers = find_answers("  \n ", CONTEXTS["one"], "AW: Einladung zum Hoffest")
    assert (answers.findings, answers.review) == ((), False)
