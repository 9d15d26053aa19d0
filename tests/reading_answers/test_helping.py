"""Is help told from coming, from refusing and from having no part in it, and is the right shift or event meant?"""

import pytest

from mailer.model.jobs import Shift
from mailer.model.reading import Context
from mailer.reading.answers.duties import works_in, works_of
from mailer.reading.answers.gifts import is_given_to
from mailer.reading.answers.lifts import offers_lift
from mailer.reading.answers.shifts import task_of
from mailer.reading.answers.thoughts import letter_of
from tests.reading_answers.contexts import CONTEXTS, SENT, at, event
from tests.reading_answers.rules import by_rules

MARKT = event(
    "markt",
    "Kleidermarkt",
    "2025-09-13T10:00",
    Shift("tische", "Tische aufstellen am Vorabend", at("2025-09-12T18:00")),
    Shift("frueh", "Verkauf, Frühschicht", at("2025-09-13T09:00")),
    Shift("spaet", "Verkauf, Spätschicht", at("2025-09-13T13:00")),
    Shift("tresen", "Getränke und Imbiss nach dem Kleidermarkt", at("2025-09-13T16:00")),
    Shift("kehraus", "Abbau und Aufräumen", at("2025-09-13T18:00")),
)
CONTEXT = Context("markt", SENT, "Kleidermarkt", (MARKT,))


def told(text: str) -> list[str]:
    found = by_rules(text, CONTEXT).findings
    return sorted(f"{one.kind} {one.target or one.event} {one.answer}" for one in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tische? Mach ich gern.", ["volunteer tische offered"]),
        ("Aufräumen nach dem Markt? Von mir aus.", ["volunteer kehraus offered"]),
        ("Den Abbau könnt ihr mir geben.", ["volunteer kehraus offered"]),
        ("Beim Abbau bin ich euer Mann.", ["volunteer kehraus offered"]),
        ("Falls beim Abbau noch Leute fehlen, ruft mich an.", ["volunteer kehraus offered"]),
        ("Ich nehme die späte Schicht.", ["volunteer spaet offered"]),
        ("Von euren Schichten nehm ich die erste.", ["volunteer frueh offered"]),
        ("Ich stapel hinterher die Stühle.", ["volunteer kehraus offered"]),
        ("Kann Freitag mit Stühle schleppen.", ["volunteer tische offered"]),
        ("Ich schleppe am Freitag die Tische rein.", ["volunteer tische offered"]),
        ("Belegte Stullen bring ich mit, zwei Platten.", ["volunteer tresen offered"]),
        ("Unseren Pavillon könnt ihr haben.", ["volunteer markt offered"]),
        ("Ich fotografiere den ganzen Vormittag.", ["volunteer markt offered"]),
    ],
)
def test_help_is_offered_for_the_shift_or_the_event_that_is_meant(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Den Abbau muss ich leider stornieren.", ["volunteer kehraus withdrawn"]),
        ("Beim Abbau müsst ihr ohne mich auskommen, ich hatte ja zugesagt.", ["volunteer kehraus withdrawn"]),
        ("Den Abbau muss nun jemand anderes übernehmen.", ["volunteer kehraus withdrawn"]),
        ("Beim Abbau könnt ihr mich wieder ausradieren.", ["volunteer kehraus withdrawn"]),
        ("Den Abbau müsst ihr anders besetzen.", ["volunteer kehraus withdrawn"]),
        ("Die versprochenen Häppchen muss ich leider zurückziehen.", ["volunteer tresen withdrawn"]),
    ],
)
def test_an_earlier_offer_is_taken_back(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Den Abbau kann diesmal jemand anderes machen.",
        "Ob ich beim Abbau helfe, sag ich euch später.",
        "Ich würde ja gern beim Abbau helfen, aber ich darf nichts heben.",
        "Den Antrag zur Kita unterstützen wir ausdrücklich.",
        "An dem Tag muss ich bei meiner Schwester einspringen.",
        "Bis Samstag!",
        "Ich pack meine Zahnbürste ein.",
        "Abbau würde ich machen, aber nur, wenn ich frei bekomme.",
        "Abbau oder Tische, teilt mich ein.",
        "Samstag bin ich nicht dabei, ich spiele mit der Band in Halle.",
        "Meine Tochter kümmert sich um den Abbau.",
        "Helft ihr dem Nachbarverein? Dann würde ich auch beim Abbau helfen.",
    ],
)
def test_what_only_speaks_of_help_offers_none(text):
    assert not [one for one in told(text) if one.startswith("volunteer")]


def test_seats_that_are_wanted_are_no_lift():
    assert not offers_lift("bitte haltet zwei plätze im bus frei")
    assert offers_lift("in meinem auto sind noch zwei plätze frei")


def test_a_shift_is_not_known_by_the_event_that_it_follows():
    letter = letter_of("Kleidermarkt", CONTEXT)
    assert task_of("zum kleidermarkt komme ich", letter.agenda).shifts == ()


def test_furniture_is_set_up_unless_it_is_put_away():
    (up,) = works_of("Tische aufstellen")
    (away,) = works_of("Abbau")
    assert (works_in("stühle schleppen"), works_in("stühle stapeln")) == ([up], [away])


def test_food_goes_to_a_shift_that_takes_any_and_cake_to_no_hot_meal():
    assert is_given_to("ich bringe falafel mit", "essen fürs buffet")
    assert is_given_to("ich koche linsensuppe", "mittagessen kochen")
    assert not is_given_to("ich bringe marmorkuchen mit", "mittagessen kochen")
    assert not is_given_to("ich esse gern falafel", "essen fürs buffet")


@pytest.mark.parametrize(("text", "answer"), [("_Protokoll geb ich ab_.", "withdrawn"), ("_Meinen Beamer könnt ihr haben_.", "offered")])
def test_help_is_read_between_marks_of_emphasis_where_no_shift_is_asked_for(text, answer):
    found = by_rules(text, CONTEXTS["delegates"]).findings
    assert [(one.target, one.answer) for one in found] == [("landesparteitag", answer)]
