"""Is what a member asks of the office - no more mails, a new address, a motion, an answer - told from what only sounds like it?"""

import pytest

from tests.reading_answers.contexts import CONTEXTS
from tests.reading_answers.rules import by_rules


def kinds(text: str) -> list[str]:
    return [one.kind for one in by_rules(text, CONTEXTS["one"]).findings]


@pytest.mark.parametrize(
    "text",
    [
        "Rundmails bitte einstellen.",
        "Schreibt mir bitte nicht mehr.",
        "Ich verzichte künftig auf eure Mails.",
        "Löscht mich aus der Einladungsliste.",
    ],
)
def test_who_wants_no_more_mails_gets_none(text):
    assert kinds(text) == ["unsubscribe"]


@pytest.mark.parametrize(
    "text",
    [
        "Aufbau geht nicht. Austragen bitte.",
        "Nehmt mich aus dem Verteiler der AG, die anderen Mails will ich weiter bekommen.",
        "Meine Mutter wird keine Mails mehr lesen.",
        "Meine Freundin hat aber keine Mail bekommen.",
        "Bitte keine Mails mehr, nur noch SMS.",
    ],
)
def test_who_refuses_something_else_keeps_the_mails(text):
    assert "unsubscribe" not in kinds(text)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Ihr habt mich als Hanna angeschrieben, ich heiße aber Hannah.", ("name",)),
        ("Mein Nachname wird mit ss geschrieben, bitte ändern.", ("name",)),
        ("Meine Post geht seit Mai in die Talstraße 40.", ("post",)),
        ("Neue E-Mail ab sofort: lea@post.example.", ("email",)),
        ("Telefonisch bin ich jetzt unter 0391 5550100 zu erreichen.", ("phone",)),
    ],
)
def test_new_data_are_seen_however_they_are_given(text, what):
    assert [one.what for one in by_rules(text, CONTEXTS["one"]).findings] == [what]


def test_who_gives_their_name_in_passing_changes_none():
    assert "contact_change" not in kinds("Hallo, ich heiße Jana Vogel. Ich komme gern.")


@pytest.mark.parametrize(
    "text",
    [
        "Für die Sitzung habe ich einen Antrag, er hängt an dieser Mail.",
        "Zum Leitantrag stelle ich folgende Änderung: Zeile 4.",
        "Könnt ihr den Antrag im Anhang auf die Liste setzen?",
        "Zwei Anträge sende ich euch in einer Datei.",
    ],
)
def test_a_motion_is_seen_wherever_it_is_enclosed(text):
    assert kinds(text) == ["motion"]


@pytest.mark.parametrize(
    "text",
    [
        "Die Anträge liegen ja lange bei euch.",
        "Unseren Antrag schicke ich euch noch.",
        "Ein Antrag ist das nicht, aber ich beantrage weniger Papier.",
    ],
)
def test_a_motion_that_is_none_or_comes_later_is_not_recorded(text):
    assert "motion" not in kinds(text)


@pytest.mark.parametrize("text", ["Das Fest soll verlegt sein. Stimmt das?", "Kochen wir selbst?", "Bitte bestätigen Sie mir den Eingang."])
def test_what_wants_an_answer_is_a_question(text):
    assert kinds(text) == ["question"]


@pytest.mark.parametrize(
    "text",
    [
        "Wer hat sich das ausgedacht? Ich komme nicht.",
        "Wann geht es los? Egal, ich bin um drei da.",
        "Sagt Bescheid, wenn noch Hände fehlen.",
        "Bitte nicht nochmal anrufen.",
    ],
)
def test_what_wants_no_answer_is_no_question(text):
    assert "question" not in kinds(text)
