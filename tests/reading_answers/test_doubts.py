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
        "Das neue Heft gefällt mir.",
        "Verstanden, keine Fragen.",
        "Ob ich komme, sage ich von Fall zu Fall.",
        "Keine Anträge von uns in diesem Jahr.",
        "Fragt mich am Montag noch mal.",
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


@pytest.mark.parametrize(
    "text", ["Meine Tochter hat mich gebeten, beim Umzug zu helfen. Also ohne mich.", "Man soll nie nie sagen: Ich komme."]
)
def test_what_others_asked_of_the_writer_is_their_own_affair(text):
    assert "reading_doubts.on_behalf" not in by_rules(text, CONTEXTS["one"]).reasons


@pytest.mark.parametrize("text", ["Meine Mutter hat mich gebeten, euch abzusagen.", "Kim hat mich gebeten, das zu melden."])
def test_what_the_writer_was_asked_to_pass_on_reaches_a_person(text):
    assert "reading_doubts.on_behalf" in by_rules(text, CONTEXTS["one"]).reasons


def test_a_name_of_the_profession_is_no_threat():
    assert "reading_doubts.threat" not in by_rules("Ich komme. Dr. Selle, Rechtsanwalt", CONTEXTS["one"]).reasons


def test_a_seat_to_sit_on_is_no_shift():
    answers = by_rules("Ich komme gern. Bitte einen Stuhl mit Lehne.", CONTEXTS["one"])
    assert not answers.review


@pytest.mark.parametrize(
    "text",
    [
        "Ich komme zum Hoffest. Meine alte Nummer ist tot.",
        "Das Handy ist gestorben, zum Hoffest komme ich.",
        "Unser Hund ist gestorben. Zum Hoffest komme ich.",
    ],
)
def test_a_thing_that_died_is_no_news_of_a_death(text):
    assert "reading_doubts.death" not in by_rules(text, CONTEXTS["three"]).reasons


@pytest.mark.parametrize("text", ["Letztes Jahr hab ich gebacken, dieses Jahr ess ich nur.", "Am 11. notiert, am 23. nicht."])
def test_a_plan_beside_what_is_over_is_no_mere_remark(text):
    answers = by_rules(text, CONTEXTS["three"])
    assert answers.findings or answers.review
