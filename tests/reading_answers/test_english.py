"""Are plain English answers read like German ones?"""

import pytest

from tests.reading_answers.contexts import CONTEXTS
from tests.reading_answers.rules import by_rules


@pytest.mark.parametrize(
    ("text", "answer", "guests"),
    [
        ("Sorry, I can't make the party, I'm working.", "declined", 0),
        ("Thanks for the invite, but I will have to miss this one.", "declined", 0),
        ("Sure, see you there!", "accepted", 0),
        ("I'd love to join and my roommate will come along too.", "accepted", 1),
    ],
)
def test_english_answers_are_read(text, answer, guests):
    answers = by_rules(text, CONTEXTS["one"])
    assert [(one.kind, one.answer, one.guests) for one in answers.findings] == [("rsvp", answer, guests)]
