"""Does an answer between quoted lines, or one about today and tomorrow, reach the event that is meant?"""

from datetime import date

import pytest

from mailer.model.reading import Passage
from tests.reading_answers.contexts import CONTEXTS
from tests.reading_answers.rules import by_rules
from tests.reading_answers.test_sentences import told


def below(*pairs: tuple[str, str]) -> tuple[str, list[Passage]]:
    """The writer's words and the passages, from (quoted line, answer) pairs."""
    text, passages = "", []
    for question, answer in pairs:
        passages.append(Passage(answer, question, len(text)))
        text += answer + "\n"
    return text, passages


def read(*pairs: tuple[str, str], context: str = "three") -> list[str]:
    text, passages = below(*pairs)
    return sorted(told(one) for one in by_rules(text, CONTEXTS[context], passages).findings)


def test_a_yes_below_a_quoted_line_answers_the_event_of_that_line():
    assert read(("Kommst du am 11.10. zur Herbstwanderung?", "ja")) == ["rsvp wanderung accepted 0"]


def test_answers_below_their_lines_need_no_order():
    found = read(("Lesung am 23. Oktober", "nein, leider nicht"), ("Hoffest am 13. September", "Da komme ich gern."))
    assert found == ["rsvp hoffest accepted 0", "rsvp lesung declined 0"]


def test_a_word_that_names_an_event_itself_outweighs_the_line_above_it():
    assert read(("Hoffest am 13. September", "Zur Lesung komme ich.")) == ["rsvp lesung accepted 0"]


def test_a_yes_below_a_shift_offers_help():
    assert read(("Wer hilft beim Abbau?", "mach ich"), context="one") == ["volunteer abbau offered"]


def test_coming_said_below_a_shift_is_still_coming():
    assert read(("Wer hilft beim Abbau?", "Ja, ich komme."), context="one") == ["rsvp hoffest accepted 0"]


def test_a_bare_yes_below_nothing_that_names_an_event_stays_unclear():
    text, passages = below(("Liebe Grüße", "ja"))
    answers = by_rules(text, CONTEXTS["three"], passages)
    assert (answers.findings, answers.review) == ((), True)


@pytest.mark.parametrize(
    ("text", "written", "expected"),
    [
        ("Heute kann ich leider nicht.", date(2025, 9, 13), ["rsvp hoffest declined 0"]),
        ("Morgen bin ich dabei.", date(2025, 10, 10), ["rsvp wanderung accepted 0"]),
        ("Morgen bin ich dabei.", date(2025, 10, 1), []),
        ("Morgen bin ich dabei.", None, []),
    ],
)
def test_today_and_tomorrow_are_counted_from_the_day_of_the_answer(text, written, expected):
    answers = by_rules(text, CONTEXTS["three"], written=written)
    assert [told(one) for one in answers.findings] == expected
    assert answers.review != bool(expected)


def test_the_end_of_the_month_is_that_of_the_answer():
    answers = by_rules("Ich trete zum Monatsende aus.", CONTEXTS["one"], written=date(2025, 9, 2))
    assert [told(one) for one in answers.findings] == ["resignation membership 2025-09-30"]
