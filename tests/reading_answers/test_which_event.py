"""Is each answer counted for the event that it was meant for, where a mailing asks for several?"""

import pytest

from mailer.model.reading import Context
from mailer.reading.answers.agenda import is_word_for
from tests.reading_answers.contexts import CONTEXTS, SENT, event
from tests.reading_answers.rules import by_rules

_LETTERS = {"accepted": "+", "declined": "-", "tentative": "?"}
BOARD = Context(
    "session_calendar",
    SENT,
    "Sitzungen im Herbst",
    (
        event("s1", "Sitzung des Vorstandes", "2025-09-03T18:00", location="Büro, Präsenz"),
        event("s2", "Sitzung des Vorstandes", "2025-10-07T18:00", location="digital"),
        event("s3", "Sitzung des Vorstandes", "2025-11-05T18:00", location="Büro, Präsenz"),
        event("s4", "Sitzung des Vorstandes", "2025-11-25T18:00", location="digital"),
    ),
)
CHOIR = Context(
    "circular",
    SENT,
    "Chorpost",
    (
        event("ausflug", "Chorausflug zu Himmelfahrt", "2026-05-14T09:00"),
        event("probe", "Generalprobe", "2026-06-26T19:00"),
        event("wochenende", "Probenwochenende", "2026-06-12T17:00"),
        event("konzert", "Sommerkonzert", "2026-06-28T17:00"),
    ),
)


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("lesung", "lesung"),
        ("lesungen", "lesung"),
        ("parteitag", "stadtparteitag"),
        ("buchläden", "buchladen"),
        ("kundgebung", "demo"),
        ("busfahrt", "ausflug"),
        ("vv", "vollversammlung"),
        ("infoabend", "informationsabend"),
        ("parkputz", "frühjahrsputz volkspark"),
        ("bergfilm", "bergfilmabend"),
        ("bergfilmfest", "bergfilmabend"),
        ("theatertag", "puppentheater"),
        ("theatertermin", "puppentheater"),
    ],
)
def test_a_word_for_a_title_is_known_by_its_beginning_its_end_or_its_kin(word, title):
    assert is_word_for(word, frozenset(title.split()))


def answers_to(text: str, context: Context) -> dict[str, str]:
    return {str(one.event): _LETTERS[str(one.answer)] for one in by_rules(text, context).findings if one.kind == "rsvp"}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("hoffest ja wanderung nein lesung vielleicht", "+-?"),
        ("Hoffest ✅ Wanderung ❌", "+- "),
        ("1 ja 3 nein", "+ -"),
        ("1. und 3. ohne mich, zu 2: ja", "-+-"),
        ("Erstens ja, zweitens nein, drittens ja.", "+-+"),
        ("Das Hoffest schaffe ich leider nicht, die Wanderung geht.", "-+ "),
        ("Am 13. bin ich dabei und am 11. nicht.", "+- "),
        ("Zur Lesung komme ich, der Rest geht nicht.", "--+"),
        ("Am 13.9. bin ich nicht da, rest schau ich noch.", "-  "),
        ("Außer bei der Lesung bin ich überall dabei.", "++-"),
        ("Alles außer Lesung", "++-"),
        ("Zur Wanderung kann ich nicht. Sonst immer.", "+-+"),
        ("Die Wanderung geht nicht. Die Lesung auch nicht. Das Hoffest schon.", "+--"),
        ("Hoffest passt, die Lesung ebenfalls.", "+ +"),
        ("Alle drei Termine stehen, bin dabei.", "+++"),
        ("Der mittlere Termin passt mir.", " + "),
        ("Am 13.9. 15 Uhr: ja", "+  "),
        ("Weder zum Hoffest noch zur Lesung.", "- -"),
    ],
)
def test_an_answer_belongs_to_the_event_that_was_named(text: str, meant: str) -> None:
    assert answers_to(text, CONTEXTS["three"]) == {
        one: mark for one, mark in zip(("hoffest", "wanderung", "lesung"), meant, strict=True) if mark != " "
    }


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Nummer zwei bis vier: ja.", " +++"),
        ("1+3 ja", "+ + "),
        ("Die ersten beiden ja, am letzten nein.", "++ -"),
        ("Die nächsten zwei ohne mich, danach wieder.", "--++"),
        ("Die nächste Sitzung ohne mich.", "-   "),
        ("Ab November bin ich wieder dabei.", "  ++"),
        ("September bis Oktober nein, im November bin ich beide Male dabei.", "--++"),
        ("Im November kann ich nicht.", "  --"),
        ("Den zweiten Präsenztermin muss ich absagen.", "  - "),
        ("Mittwochs kann ich nie.", "- - "),
        ("digital ja, büro nein", "-+-+"),
        ("Ins Büro komme ich nicht.", "- - "),
        ("An den Dienstagen bin ich dabei.", " + +"),
        ("Die Novembertermine müsst ihr ohne mich machen.", "  --"),
        ("Am 3.9. und am 7.10. bin ich verreist, da fällt die Sitzung für mich aus.", "--  "),
        ("Am Mittwoch, dem 5.11., kann ich nicht.", "  - "),
    ],
)
def test_sittings_are_told_apart_by_number_span_and_day(text: str, meant: str) -> None:
    assert answers_to(text, BOARD) == {f"s{place}": mark for place, mark in enumerate(meant, 1) if mark != " "}


@pytest.mark.parametrize(
    "text", ["Im November bin ich dabei.", "Zum Novembertermin komme ich.", "Die digitale Sitzung muss ich absagen.", "Sonst nicht."]
)
def test_of_several_that_fit_none_is_chosen(text: str) -> None:
    answers = by_rules(text, BOARD)
    assert (answers.findings, answers.review) == ((), True)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("An Himmelfahrt bin ich dabei.", {"ausflug": "+"}),
        ("Zur Probe komme ich.", {"probe": "+"}),
        ("Beim Probenwochenende bin ich nicht dabei.", {"wochenende": "-"}),
        ("Zum Sommerkonzert kommen wir beide.", {"konzert": "+"}),
        (
            "Hallo Komma zum Konzert komme ich gern Komma den Rest weiß ich noch nicht Punkt",
            {"konzert": "+", "ausflug": "?", "probe": "?", "wochenende": "?"},
        ),
    ],
)
def test_titles_are_known_by_their_kind_and_days_by_their_feast(text: str, meant: dict[str, str]) -> None:
    assert answers_to(text, CHOIR) == meant
