"""Does a person look where words beside a finding speak against it, and is the best guess shown to them?"""

import pytest

from mailer.reading.answers import find_answers
from tests.reading_answers.contexts import CONTEXTS


def recorded(text: str) -> set[tuple[str, str | None]]:
    return {(one.kind, one.answer or one.claim) for one in find_answers(text, CONTEXTS["one"]).findings}


@pytest.mark.parametrize(
    "text",
    [
        "Ich werde nicht fehlen.",
        "Das kann ich unmöglich ablehnen, ich komme.",
    ],
)
def test_a_denied_refusal_is_no_refusal(text):
    assert ("rsvp", "declined") not in recorded(text)


@pytest.mark.parametrize(
    "text",
    [
        "Es geht das Gerücht, ich käme nicht. Das Gerücht ist falsch.",
        "Ich bin da, mit Hut und meinem Anhang an Enkeln.",
        "Unsere Wohngruppe würde geschlossen kommen.",
        "Am 30. November 2031 bin ich dabei.",
    ],
)
def test_words_that_speak_against_a_finding_bring_it_before_a_person(text):
    answers = find_answers(text, CONTEXTS["one"])
    assert answers.review
    assert not answers.findings


def test_a_finding_that_is_not_recorded_is_proposed():
    answers = find_answers("Ich bin da, mit Hut und meinem Anhang an Enkeln.", CONTEXTS["one"])
    assert [(one.kind, one.answer) for one in answers.proposed] == [("rsvp", "accepted")]


def test_nothing_is_proposed_for_a_death():
    assert find_answers("Mein Mann ist gestern gestorben. Ich komme nicht.", CONTEXTS["one"]).proposed == ()


def test_nothing_that_is_recorded_is_proposed_again():
    answers = find_answers("Ich komme gern. Kann man dort parken?", CONTEXTS["one"])
    assert not set(answers.findings) & set(answers.proposed)


def test_answers_between_our_lines_that_were_not_found_go_to_a_person():
    assert find_answers("Meine Antworten stehen unten in Rot.", CONTEXTS["one"]).reasons == ("reading_doubts.answers_below",)


def test_idioms_with_coming_are_no_answer():
    assert recorded("Ich komme mit dem Computer nicht zurecht.") == set()


def test_a_plain_answer_in_a_long_letter_is_recorded():
    chatter = (
        "Die Wahl hat mich lange beschäftigt. Im Garten ist viel zu tun gewesen, vor allem mit den Quitten und den Äpfeln. Meine Tochter"
        " war zu Besuch, wir haben zusammen Marmelade gekocht. Das Wetter war besser als gedacht, und die Katze ist wieder da. Den Bericht"
        " über die Ratssitzung habe ich gern gelesen. Es ist gut, dass jemand das alles aufschreibt."
    )
    assert recorded(f"{chatter}\nIch komme gern zum Hoffest.") == {("rsvp", "accepted")}
