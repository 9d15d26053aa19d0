"""Which letters must a person see, and which not?"""

import pytest

from tests.reading_answers.contexts import CONTEXTS
from tests.reading_answers.rules import by_rules


@pytest.mark.parametrize(
    "text",
    [
        "Die Fotos vom letzten Mal sind richtig gut.",
        "Auf Seite 3 ist ein Fehler, nur als Hinweis.",
        "Den Antrag schick ich euch noch.",
        "Einladung erhalten.",
        "Feines Programm.",
        "Wir wünschen frohe Ostern.",
        "Wir besprechen das am Montag.",
        "Ich antworte bis Freitag.",
        "Früher gab es mehr Kuchen.",
    ],
)
def test_a_remark_that_wants_nothing_goes_to_nobody(text):
    answers = by_rules(text, CONTEXTS["three"])
    assert (answers.findings, answers.review) == ((), False)


@pytest.mark.parametrize(
    "text",
    [
        "Danke für die Einladung, beim Hoffest ist mein Platz der neben der Tür.",
        "Meine neue Mail: lea@verein.example, Hoffest passt.",
    ],
)
def test_words_about_an_event_that_nobody_read_go_to_a_person(text):
    assert by_rules(text, CONTEXTS["three"]).review


@pytest.mark.parametrize("text", ["Ich komme zum Hoffest. Meine alte Nummer ist tot.", "Das Handy ist gestorben, zum Hoffest komme ich."])
def test_a_thing_that_died_is_no_news_of_a_death(text):
    assert "reading_doubts.death" not in by_rules(text, CONTEXTS["three"]).reasons


@pytest.mark.parametrize("text", ["Letztes Jahr hab ich gebacken, dieses Jahr ess ich nur.", "Am 11. notiert, am 23. nicht."])
def test_a_plan_beside_what_is_over_is_no_mere_remark(text):
    answers = by_rules(text, CONTEXTS["three"])
    assert answers.findings or answers.review
