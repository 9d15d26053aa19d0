"""Is help understood that is said in two pieces, without a verb, or of a thing that no shift lists?"""

import pytest

from mailer.model.jobs import Shift
from mailer.model.reading import Context
from mailer.reading.answers.clauses import sentences_of
from mailer.reading.answers.duties import works_in
from tests.reading_answers.contexts import SENT, at, event
from tests.reading_answers.rules import by_rules

BASAR = event(
    "basar",
    "Bücherbasar",
    "2025-09-20T14:00",
    Shift("vorabend", "Einräumen am Vorabend", at("2025-09-19T18:00")),
    Shift("eingang", "Einlass und Anmeldung", at("2025-09-20T13:00")),
    Shift("torten", "Kuchen mitbringen", at("2025-09-20T14:00")),
    Shift("ende", "Abbau und Aufräumen", at("2025-09-20T18:00")),
)
STAND = event(
    "stand",
    "Stand auf dem Domplatz",
    "2025-10-04T09:00",
    Shift("vor", "Schicht 9-11 Uhr", at("2025-10-04T09:00")),
    Shift("nach", "Schicht 11-13 Uhr", at("2025-10-04T11:00")),
)
ONE = Context("basar", SENT, "Bücherbasar", (BASAR,))
TWO = Context("herbst", SENT, "Herbst", (BASAR, STAND))


def told(text: str, context: Context = ONE) -> list[str]:
    read = by_rules(text, context)
    found = sorted(f"{one.kind} {one.target or one.event} {one.answer}" for one in read.findings)
    return [*found, "review"] if read.review else found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An der Anmeldung Namen abhaken, das liegt mir. Schreibt mich hin.", ["volunteer eingang offered"]),
        ("Am Eingang fehlt euch noch wer. Ihr habt ihn gefunden.", ["volunteer eingang offered"]),
        ("Einräumen und Abbau: beides könnt ihr mit mir machen.", ["volunteer ende offered", "volunteer vorabend offered"]),
        ("Abräumen am Schluss? Da bleibe ich gern.", ["volunteer ende offered"]),
        ("Abbau ja gern.", ["volunteer ende offered"]),
    ],
)
def test_the_one_shift_that_was_spoken_of_is_taken_on(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fürs Einräumen habe ich Zeit.", ["volunteer vorabend offered"]),
        ("An der Anmeldung sitze ich gern.", ["volunteer eingang offered"]),
        ("Abbau ist gebucht.", ["volunteer ende offered"]),
        ("Am Freitag um sechs bin ich da.", ["volunteer vorabend offered"]),
        ("Ich komme und räume hinterher mit auf.", ["rsvp basar accepted", "volunteer ende offered"]),
    ],
)
def test_help_is_said_by_time_place_or_consent(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ich habe noch zwei Stellwände im Keller. Die könnt ihr haben.", ["volunteer basar offered"]),
        ("Den Grill leihe ich euch.", ["volunteer basar offered"]),
        ("Einen Nusskuchen, saftig und groß, stell ich euch hin.", ["volunteer torten offered"]),
        ("Von mir gibt es Marmorkuchen.", ["volunteer torten offered"]),
        ("Der Mohnkuchen ist schon gebacken.", ["volunteer torten offered"]),
        ("Für die Tische bringe ich Dahlien mit.", ["volunteer basar offered"]),
        ("Mein Handwagen steht euch zur Verfügung, und die Leiter auch.", ["review"]),
    ],
)
def test_what_is_given_goes_to_its_shift_or_to_the_event(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der Kuchen wird leider nichts.", ["volunteer torten withdrawn"]),
        ("Den Einlass mache ich nicht noch mal.", ["volunteer eingang withdrawn"]),
        ("Meine Zusage für den Abbau widerrufe ich.", ["volunteer ende withdrawn"]),
        ("Beim Abbau muss ich euch leider hängen lassen.", ["volunteer ende withdrawn"]),
        ("Für den Abbau hatte ich zugesagt. Bitte sucht euch jemand anderen.", ["volunteer ende withdrawn"]),
    ],
)
def test_help_is_taken_back_without_the_word(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Am 4.10. nehme ich die zweite Schicht.", ["volunteer nach offered"]),
        ("4.10. die Frühschicht mach ich.", ["volunteer vor offered"]),
        ("Am 4. Oktober kann ich von 9 bis 11 Uhr.", ["volunteer vor offered"]),
        ("Am Stand mache ich die erste Schicht, beim Basar den Abbau.", ["volunteer ende offered", "volunteer vor offered"]),
    ],
)
def test_shifts_are_told_apart_by_hour_number_and_part_of_day(text, expected):
    assert told(text, TWO) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ich kann nicht kommen und auch nicht beim Abbau helfen.",
        "An dem Tag kann ich nicht, da räumen wir bei meinen Eltern auf.",
        "Leider backe ich an dem Tag mit meiner Enkelin Kuchen.",
        "Ich komme und freue mich auf den Kuchen.",
        "Ich will Kuchen!",
        "Den Einlass übernehmen ja hoffentlich andere.",
        "Karla und Jens übernehmen den Einlass.",
        "Sagt mir, wobei ich helfen kann.",
        "Ich bin um eins zum Einlass da.",
        "Ich komme, erst nach dem Einlass.",
    ],
)
def test_what_is_somebody_elses_or_enjoyed_is_no_help(text):
    assert not [one for one in told(text) if one.startswith("volunteer")]


def test_who_refuses_to_come_and_to_help_has_answered():
    assert told("Ich kann nicht kommen und auch nicht beim Abbau helfen.") == ["rsvp basar declined"]


def test_furniture_that_is_sat_at_or_lent_is_not_put_up():
    assert works_in("ich sitze an eurem tisch") == []
    assert works_in("ich bringe zwei tische mit") == []


def test_a_day_does_not_end_a_sentence_that_still_wants_its_object():
    assert len(sentences_of("Ich mache am 28. Fotos.")) == 1
    assert len(sentences_of("Ich komme am 28. Meine Frau auch.")) == 2


@pytest.mark.parametrize(
    "text",
    ["Helfen kann ich diesmal leider nicht, mein Knie.", "Danke fürs Aufräumen letztes Mal, das war super organisiert."],
)
def test_no_help_and_thanks_for_help_need_nobody(text):
    assert told(text) == []


def test_a_reason_is_no_work_on_the_paths():
    assert works_in("wegen krankheit") == []
    assert works_in("am 3. schottern wir die wege")
