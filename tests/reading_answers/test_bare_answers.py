"""Are answers understood that have no verb: a verdict behind an event, a count of heads, a mere choice?"""

import pytest

from mailer.model.reading import Context
from tests.reading_answers.contexts import CONTEXTS
from tests.reading_answers.rules import by_rules
from tests.reading_answers.test_which_event import BOARD, answers_to

THREE = ("hoffest", "wanderung", "lesung")
FOUR = ("s1", "s2", "s3", "s4")


def row_of(text: str, context: Context, events: tuple[str, ...]) -> str:
    """A mark for each event, a blank where nothing was read."""
    answers = answers_to(text, context)
    return "".join(answers.get(one, " ") for one in events)


def guests_of(text: str, context: str = "one") -> dict[str, int]:
    found = by_rules(text, CONTEXTS[context]).findings
    return {str(one.event): one.guests for one in found if one.kind == "rsvp" and one.answer != "declined"}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Hoffest gestrichen, Lesung ja.", "- +"),
        ("Hoffest: genehmigt. Wanderung: abgelehnt. Lesung: 100 %", "+-+"),
        ("Wanderung hinfällig, Hoffest und Lesung geht klar.", "+-+"),
        ("Hoffest flach, Lesung muss sein.", "- +"),
        ("Lesung in der Schwebe, Wanderung auf keinen Fall.", " -?"),
        ("Wanderung: Urlaub. Hoffest: ja.", "+- "),
        ("Im September ja, im Oktober beide!", "+++"),
        ("Hoffest und Lesung beide: nein", "- -"),
        ("Nur zur Lesung.", "--+"),
        ("Ich kann nur beim Hoffest.", "+  "),
        ("Zum Hoffest komme ich und sonst nicht.", "+--"),
        ("Statt zur Wanderung komme ich zur Lesung.", " -+"),
        ("Zur Wanderung komme ich nicht, dafür aber zur Lesung.", " -+"),
        ("Wanderung und Lesung, danke!", " ++"),
        ("13/9 ja, 11/10 nein", "+- "),
        ("Am 13ten komme ich, 2025-10-11 nicht.", "+- "),
        ("zu 1) ja zu 2) nein zu 3) ja", "+-+"),
        ("ja / ja / nein", "++-"),
        ("Zu keinem.", "---"),
        ("Ja zum Hoffest, nein zur Wanderung, vielleicht zur Lesung.", "+-?"),
        ("Zur Lesung ja, sonst leider nichts.", "--+"),
        ("Im Herbst bin ich nicht da.", "---"),
        ("Nummer 2 und 3 gehen", " ++"),
        ("Dreizehnter September zugesagt, elfter Oktober verhindert.", "+- "),
        ("Den Oktober könnt ihr bei mir streichen, im September bin ich dabei.", "+--"),
        ("Zur Lesung kommt der Bürgermeister? Da muss ich hin. Ich bring meine Cousine mit.", "  +"),
    ],
)
def test_a_verdict_belongs_to_the_event_before_it(text: str, meant: str) -> None:
    assert row_of(text, CONTEXTS["three"], THREE) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Nur die Präsenztermine.", "+-+-"),
        ("Von unterwegs: digital ja, Präsenz nein.", "-+-+"),
        ("Im November beide Male, im September und Oktober nicht.", "--++"),
        ("Ende November bin ich da, Anfang November nicht.", "  -+"),
        ("Am 7. Oktober kann ich zuhören. Bin online.", " +  "),
    ],
)
def test_a_month_or_a_place_stands_for_its_sessions(text: str, meant: str) -> None:
    assert row_of(text, BOARD, FOUR) == meant


@pytest.mark.parametrize(
    "text", ["Wenn der Gips ab ist, komme ich zum Hoffest. Sonst eben nicht.", "Schafft es mein Knie, komme ich zum Hoffest, sonst nicht."]
)
def test_otherwise_not_turns_a_condition_round_and_refuses_nothing_else(text: str) -> None:
    assert set(answers_to(text, CONTEXTS["three"])) <= {"hoffest"}


@pytest.mark.parametrize(
    ("text", "guests"),
    [
        ("Zu zweit.", 1),
        ("Ich + Mila", 1),
        ("2 Erwachsene + 1 Kind", 2),
        ("Zusage für 2 Personen", 1),
        ("Ich nehme teil, Anzahl: 3.", 2),
        ("Jana und ich sind dabei.", 1),
        ("Meine Tochter fährt mit der Klasse weg, ich bin dabei.", 0),
        ("Bin dabei, nehme zwei Leute aus Burg im Auto mit.", 0),
        ("Trotzdem: zwei Tickets bitte.", 1),
        ("Für uns beide bitte zwei Plätze.", 1),
        ("Vier Erwachsene einschließlich mir.", 3),
        ("+1", 1),
        ("Wir kommen zu zwölft.", 11),
        ("Wir sind am 13. zu dritt.", 2),
        ("Bin dabei, acht Leute mit mir.", 7),
        ("Ich komme plus 1.", 1),
        ("Rechnet mit mir und noch zwei.", 2),
        ("Wir kommen mit 2 Erwachsenen und 3 Kindern.", 4),
        ("Ich komme mit meinen dreien.", 3),
        ("Ich komme in Begleitung meines Mannes.", 1),
        ("Komme gern und bringe noch jemanden mit.", 1),
        ("Ich bin da und hab meine Mutter im Schlepptau.", 1),
        ("Tragt mich und meinen Mann ein.", 1),
        ("Am 13. kommen meine Frau und ich erst abends dazu.", 1),
        ("Ich komme, zwei neugierige Nachbarn kommen mit.", 2),
        ("Bin dabei, und Marlies kommt mit.", 1),
        ("Ich bin da, mein Bruder guckt zu.", 1),
        ("Ich komme allein, mein Mann hütet die Kinder.", 0),
    ],
)
def test_heads_are_counted(text: str, guests: int) -> None:
    assert guests_of(text) == {"hoffest": guests}


@pytest.mark.parametrize(
    ("text", "guests"),
    [
        ("Mein Nachbar Kristof ist neugierig. Am 13. bringe ich ihn mit.", 1),
        ("Meine Schwester ist gerade da. Ich komme mit ihr zusammen.", 1),
        ("Zwei Kinder, kein Babysitter. Die beiden kommen mit. Wir sind um drei da.", 2),
        ("Mein Mann will gucken, wer ihr seid. Wir kommen also gemeinsam.", 1),
        ("Mein Mitbewohner hat Hunger und kommt deshalb mit. Das Wetter wird gut. Ich selbst bin auch da.", 1),
        ("Zusage gilt, mein Mann fährt mich und bleibt als Gast.", 1),
    ],
)
def test_a_pronoun_means_the_people_named_before(text: str, guests: int) -> None:
    assert guests_of(text) == {"hoffest": guests}


@pytest.mark.parametrize(
    "text",
    [
        "Der Salat ist fertig. Am 13. bringe ich ihn mit.",
        "Noch zwei Plätze frei im Bulli.",
        "Oktoberferien, Ostsee, drei Enkel, ein Drachen.",
    ],
)
def test_neither_things_nor_seats_in_a_car_are_company(text: str) -> None:
    assert guests_of(text) == {}


@pytest.mark.parametrize(
    ("text", "guests"),
    [
        ("Hoffest: 3 Personen, Lesung: 1 Person, Wanderung: 0", {"hoffest": 2, "lesung": 0}),
        ("Zum Hoffest kommen wir zu viert, zur Lesung nur ich.", {"hoffest": 3, "lesung": 0}),
        ("Hoffest mit Mann und zwei Kindern, Lesung ohne Anhang.", {"hoffest": 3, "lesung": 0}),
        ("Bei der Wanderung sind wir zu dritt, sonst zu zweit.", {"wanderung": 2, "hoffest": 1, "lesung": 1}),
        ("Zum Hoffest komme ich mit allen dreien.", {"hoffest": 3}),
    ],
)
def test_each_event_has_its_own_heads(text: str, guests: dict[str, int]) -> None:
    assert guests_of(text, "three") == guests


def test_a_no_to_a_bed_or_a_meal_refuses_no_event() -> None:
    assert guests_of("Teilnahme: ja. Übernachtung: nein. Essen: vegan.") == {"hoffest": 0}


def test_a_greeting_without_a_comma_does_not_swallow_the_answer() -> None:
    assert answers_to("hi ich glaub ich komm zur lesung, bin mir aber noch unsicher", CONTEXTS["three"]) == {"lesung": "?"}
