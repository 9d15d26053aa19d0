"""Are days, places in a list and shortened titles understood, and is everybody counted who comes along, and nobody else?"""

import pytest

from mailer.model.reading import Context
from mailer.reading.answers.guests import Company, named_in
from tests.reading_answers.contexts import CONTEXTS, SENT, event
from tests.reading_answers.rules import by_rules

_LETTERS = {"accepted": "+", "declined": "-", "tentative": "?"}
STREET = Context(
    "circular",
    SENT,
    "Post für die Siedlung",
    (
        event("putz", "Herbstputz im Stadtpark", "2025-09-20T09:00"),  # Saturday
        event("neue", "Treffen der neuen Mitglieder", "2025-10-09T18:00"),  # Thursday
        event("info", "Informationsabend zur Fernwärme", "2025-10-28T19:00"),  # Tuesday
        event("stand1", "Infostand am Markt", "2025-11-08T10:00"),  # Saturday
        event("stand2", "Infostand am Markt", "2025-11-29T10:00"),  # Saturday
    ),
)
EVENTS = ("putz", "neue", "info", "stand1", "stand2")


def answers_to(text: str) -> str:
    found = {str(one.event): _LETTERS[str(one.answer)] for one in by_rules(text, STREET).findings if one.kind == "rsvp"}
    return "".join(found.get(one, " ") for one in EVENTS)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Do. bin ich dabei, Di. leider nicht.", " +-  "),
        ("Am achten elften bin ich da.", "   + "),
        ("Am letzten Novembersamstag bin ich dabei.", "    +"),
        ("Am ersten Samstag im November kann ich nicht.", "   - "),
        ("Der erste Infostand geht nicht, der zweite geht.", "   -+"),
        ("Nov. kann ich nicht.", "   --"),
        ("Ich bin zwischen dem 1. Oktober und dem 30. Oktober nicht da.", " --  "),
        ("Zum Parkputz komme ich.", "+    "),
        ("Infoabend: ja", "  +  "),
        ("Beim Treffen bin ich dabei.", " +   "),
        ("Ich sage für alles zu.", "+++++"),
        ("Die Termine passen mir alle.", "+++++"),
        ("Diesen Herbst leider ohne mich.", "-----"),
        ("28.10.: nein\nRest: ja", "++-++"),
        ("Am 9. Oktober kann ich nicht, die anderen vier Termine gehen klar.", "+-+++"),
        ("Leider keine Zeit, alle fünf Termine ohne mich.", "-----"),
        ("Der Parkputz fällt in meinen Umzug. Kommen kann ich also nicht.", "-    "),
        ("Ob ich zum Infoabend komme, weiß ich noch nicht.", "  ?  "),
    ],
)
def test_events_are_known_by_clipped_days_places_in_a_month_and_contractions(text: str, meant: str) -> None:
    assert answers_to(text) == meant


@pytest.mark.parametrize("text", ["Ich kann nicht jedes Mal.", "Ich bin da, nur nicht jedes Mal.", "Bin am Samstag wie immer dabei."])
def test_some_of_all_stays_open(text: str) -> None:
    answers = by_rules(text, STREET)
    assert (answers.findings, answers.review) == ((), True)


@pytest.mark.parametrize(
    ("text", "guests"),
    [
        ("Wir kommen mit vier Leuten.", 3),
        ("Ich komme, wir sind fünf Köpfe.", 4),
        ("Komme gern, außer mir noch zwei.", 2),
        ("Bin dabei, drei Erwachsene einschließlich mir.", 2),
        ("Ja gern! Und mein Bruder (17) begleitet mich.", 1),
        ("Ich komme mit Uta zum Fest.", 1),
        ("Mein Neffe und ich kommen.", 1),
        ("Ich komme und meine Schwester ebenfalls.", 1),
        ("Ich komme mit Decke und großem Hunger.", 0),
        ("Mein Regenschirm und ich kommen.", 0),
        ("Ich komme für uns beide, er liegt im Bett.", 0),
        ("Ich komme und nehme gern noch drei Leute im Auto mit.", 0),
        ("Dabei. Mit zwei Kindern.", 2),
        ("Ich komme, bitte auch einen Platz für meine Tante.", 1),
        ("Ich komme mit Kind und Kegel, das heißt: drei Kinder.", 3),
        ("Komme gern, ich und zwei aus dem Verein.", 2),
    ],
)
def test_only_those_are_guests_who_come_along_to_the_event(text: str, guests: int) -> None:
    found = [one for one in by_rules(text, CONTEXTS["one"]).findings if one.kind == "rsvp"]
    assert [(one.answer, one.guests) for one in found] == [("accepted", guests)]


def test_a_company_told_behind_several_answers_belongs_to_the_last() -> None:
    found = by_rules("Hoffest ja, Lesung nein, Wanderung ja. Mit zwei Kindern.", CONTEXTS["three"]).findings
    assert {one.event: one.guests for one in found} == {"hoffest": 0, "lesung": 0, "wanderung": 2}


@pytest.mark.parametrize("text", ["ich bringe Hilde und Rolf mıt", "BRİNGE HILDE UND ROLF MİT", "nehme Hilde und Rolf dabeı"])
def test_people_are_called_by_name_in_turkish_letters_too(text: str) -> None:
    assert named_in(text) == Company(2)
