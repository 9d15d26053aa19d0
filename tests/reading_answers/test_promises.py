"""Is help that was promised told from help that is taken back, merely named, brought along or done for one's own?"""

import pytest

from mailer.model.jobs import Shift
from mailer.model.reading import Context
from mailer.reading.answers.gifts import is_errand
from mailer.reading.answers.lifts import offers_lift
from tests.reading_answers.contexts import SENT, at, event
from tests.reading_answers.rules import by_rules

MARKT = event(
    "markt",
    "Kleidermarkt",
    "2025-09-13T10:00",
    Shift("tische", "Tische aufstellen am Vorabend", at("2025-09-12T18:00")),
    Shift("kuchen", "Kuchen backen", at("2025-09-13T10:00")),
    Shift("kasse", "Kasse", at("2025-09-13T10:00")),
    Shift("kehraus", "Abbau und Aufräumen", at("2025-09-13T18:00")),
)
ABEND = event("abend", "Kennenlernabend", "2025-09-18T19:00")
SHIFTS = Context("markt", SENT, "Kleidermarkt", (MARKT,))
PLAIN = Context("abend", SENT, "Kennenlernabend", (ABEND,))


def told(text: str, context: Context = SHIFTS) -> list[str]:
    found = by_rules(text, context).findings
    return sorted(f"{one.kind} {one.target or one.event} {one.answer}" for one in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Kasse wollte ich machen, aber meine Brille ist zerbrochen.", ["volunteer kasse withdrawn"]),
        ("An der Kasse könnt ihr mich streichen.", ["volunteer kasse withdrawn"]),
        ("Den Kuchen, den ich versprochen hatte, müsst ihr leider vergessen.", ["volunteer kuchen withdrawn"]),
        ("Beim Aufräumen stehe ich nicht zur Verfügung, ich hatte zugesagt.", ["volunteer kehraus withdrawn"]),
        ("Beim Abbau muss ich doch passen.", ["volunteer kehraus withdrawn"]),
    ],
)
def test_a_promise_is_taken_back_in_the_words_beside_it(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Das Protokoll kann ich doch nicht schreiben.",
        "Die Brezeln, die ich angekündigt hatte, fallen leider aus.",
        "Den Vortrag muss ich leider abgeben.",
    ],
)
def test_help_that_no_shift_lists_is_taken_back_too(text):
    assert told(text, PLAIN) == ["volunteer abend withdrawn"]


@pytest.mark.parametrize(
    "text",
    [
        "Tische schleppe ich nicht mehr, mit 81 lässt man das.",
        "Beim Aufräumen müsst ihr ohne mich auskommen, um vier geht mein Zug.",
    ],
)
def test_nothing_is_taken_back_that_was_never_promised(text):
    assert "withdrawn" not in " ".join(told(text))


def test_a_promise_of_which_nothing_more_is_said_goes_to_a_person():
    assert by_rules("Ich hatte mich für die Kasse gemeldet.", SHIFTS).review


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kasse von zehn bis zwölf.", ["volunteer kasse offered"]),
        ("Kasse vormittags ich.", ["volunteer kasse offered"]),
        ("Pflaumenkuchen, zwei Bleche.", ["volunteer kuchen offered"]),
    ],
)
def test_a_shift_is_taken_by_its_mere_name(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Eure Kuchen vom letzten Jahr!",
        "Kuchen lieber nicht.",
        "Bitte einen Stuhl mit Lehne.",
        "Weder Kasse noch Abbau.",
        "Ich komme ohne Kuchen.",
    ],
)
def test_the_name_of_a_shift_alone_is_no_offer_where_it_is_denied_or_of_something_else(text):
    assert not any(one.startswith("volunteer") for one in told(text))


def test_what_is_brought_for_a_shift_is_not_told_again_for_the_event():
    assert told("Aufräumen mach ich, ich bringe die Sackkarre mit.") == ["volunteer kehraus offered"]


def test_food_comes_along_with_the_writer():
    assert told("Am 18. bin ich da, mit Keksen.", PLAIN) == ["rsvp abend accepted", "volunteer abend offered"]


def test_hands_are_held_ready_for_the_event():
    assert told("Wenn euch noch Leute fehlen, ich bin ab Mittag frei.", PLAIN) == ["volunteer abend offered"]


@pytest.mark.parametrize(
    "folded", ["danach hole ich meinen sohn vom training ab", "vorher bringe ich die kinder zur oma", "muss den kleinen abholen"]
)
def test_fetching_ones_own_family_is_no_help(folded):
    assert is_errand(folded)


@pytest.mark.parametrize(
    "folded", ["ich bringe meine kinder mit", "ich hole die leute vom bahnhof ab", "bringe die kleinen kuchen in die küche"]
)
def test_guests_and_other_people_are_no_errand(folded):
    assert not is_errand(folded)


@pytest.mark.parametrize(
    "folded", ["ich fahre um neun los und habe platz", "bei mir ist platz für drei", "nehme zwei alte genossen in meinem auto mit"]
)
def test_seats_in_a_car_are_offered_in_many_words(folded):
    assert offers_lift(folded)
