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
        "Ich widerspreche der Zusendung weiterer Rundbriefe.",
        "Eure Aufrufe habe ich satt. Nehmt mich von der Liste.",
        "Rundschreiben will ich keine.",
        "Zu viele Mails, bitte raus aus dem Verteiler.",
        "Den Newsletter kündige ich hiermit.",
        "Könnt ihr mich von der Liste nehmen? Mir reicht Instagram.",
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
        "Bitte nur noch Briefe und keine Mails mehr.",
        "Schreibt meinem Nachmieter keine Mails mehr.",
        "Nehmt Gerda und Fritz aus dem Verteiler, die sind weggezogen.",
        "Keine Mails mehr an die Dienstadresse, nehmt ab jetzt lea@post.example.",
        "Nehmt mich bitte nicht vom Verteiler, ich lese alles.",
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
        ("Handynummer neu: 0151 5550100.", ("phone",)),
        ("Meine Adresse lautet inzwischen Bergstr. 12.", ("post",)),
        ("Neue Adresse: Am Winterhafen 3, 39114 Magdeburg.", ("post",)),
        ("Ich heiße Nowak, nicht Novak.", ("name",)),
        ("Seit der Hochzeit am 11.10. bin ich Jana Vogel-Abt.", ("name",)),
        ("Könnt ihr künftig an die neue Adresse schreiben? lea@post.example", ("email",)),
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
        "Aus dem Ärger habe ich einen Antrag gemacht. Text im Anhang.",
        "Siehe Anlage: Antrag zur Verkehrsberuhigung.",
        "Initiativantrag zur Bibliothek, bitte sehr.",
        "Attached is our motion on the swimming pool.",
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
        "Ich reiche den Antrag nicht selbst ein.",
        "Ich wollte einen Antrag stellen, lasse es aber.",
        "Den Antrag von Heidi habe ich gelesen. Siehe Anhang, Seite 3.",
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


def test_clauses_beside_the_wish_for_no_mails_are_read():
    assert sorted(kinds("Ich komme nicht, und Rundschreiben will ich auch keine mehr.")) == ["rsvp", "unsubscribe"]


def test_a_wish_said_twice_is_one_wish():
    answers = by_rules("Bitte keine Rundbriefe mehr, ich gehe ohnehin nirgends hin. Nehmt mich aus der Liste.", CONTEXTS["three"])
    assert [one.kind for one in answers.findings] == ["unsubscribe"]
    assert not answers.review


def test_who_has_no_motion_declines_nothing():
    assert kinds("Einen Antrag habe ich diesmal nicht.") == []


@pytest.mark.parametrize(
    "text",
    ["Ihr tagt am Sonntag? Na gut, ich komme.", "Glaubt ihr etwa, dass ich fehle? Ich komme.", "Ein Fest, wo ich frei hab? Ich komme."],
)
def test_what_is_asked_for_effect_waits_for_no_answer(text):
    answers = by_rules(text, CONTEXTS["one"])
    assert [one.kind for one in answers.findings] == ["rsvp"]
    assert not answers.review


@pytest.mark.parametrize(
    "text", ["Ihr habt doch noch Plätze? Ich komme.", "Gebt mir bitte das Programm.", "Bitte eine kurze Eingangsbestätigung."]
)
def test_what_is_really_asked_reaches_a_person(text):
    assert "reading_doubts.question" in by_rules(text, CONTEXTS["one"]).reasons
