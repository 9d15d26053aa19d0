"""Is it known who leaves what, and from which day, and who does not?"""

import pytest

from tests.reading_answers.contexts import CONTEXTS
from tests.reading_answers.rules import by_rules


def left(text: str) -> list[tuple[str | None, str | None]]:
    return [(one.scope, one.effective) for one in by_rules(text, CONTEXTS["one"]).findings if one.kind == "resignation"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ich trete als Kassenprüferin zurück.", ("office", None)),
        ("Tret als Schriftführer zurück, keine Zeit mehr.", ("office", None)),
        ("Als Schatzmeisterin höre ich zum Jahresende auf.", ("office", "2025-12-31")),
        ("Die Leitung der AG gebe ich in andere Hände.", ("office", None)),
        ("Den Vorsitz lege ich mit Ablauf des Oktobers nieder.", ("office", "2025-10-31")),
        ("Da ich zum 1. Oktober wegziehe, gebe ich mein Mandat zum 30.9. zurück.", ("mandate", "2025-09-30")),
        ("Auf mein Stadtratsmandat verzichte ich.", ("mandate", None)),
        ("Kündige zum 31.12., der Rest steht im Brief.", ("membership", "2025-12-31")),
        ("Wir treten zum 30. November aus dem Verein aus.", ("membership", "2025-11-30")),
        ("Ich melde mich zum Jahresende als Mitglied ab.", ("membership", "2025-12-31")),
        ("Ich scheide zum Jahresende aus der Partei aus, mein Mandat nehme ich bis dahin wahr.", ("membership", "2025-12-31")),
        ("Ich möchte nicht mehr als Delegierte fahren.", ("mandate", None)),
        ("Als Ersatzdelegierter stehe ich nicht mehr zur Verfügung.", ("mandate", None)),
        ("Ich scheide aus dem Vorstand aus, letzter Tag 30.11.", ("office", "2025-11-30")),
        ("Als langjährige Ortsvorsitzende höre ich zum Jahresende auf.", ("office", "2025-12-31")),
        ("Das Amt der Sprecherin lege ich nieder, die Akten gebe ich dem Nachfolger ab.", ("office", None)),
    ],
)
def test_what_is_laid_down_and_when(text, found):
    assert left(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Mein Mann hat lange gezögert, er legt sein Mandat nieder.",
        "Dass Kim ihr Amt niedergelegt hat, tut mir leid.",
        "Ich trete aus der Fraktion aus, bleibe aber in der Partei.",
        "Ich habe das Hotel wieder gekündigt.",
        "Ich habe nicht vor, mein Mandat niederzulegen.",
        "Die Leitung der Sitzung gebe ich gern ab.",
        "Ich gebe den Brief an unsere Schatzmeisterin weiter.",
        "Ich gebe die Schlüssel beim Kassenwart ab.",
        "Die Flyer gebe ich unserer Sprecherin ab.",
        "Als Schriftführer gebe ich das Protokoll ab.",
        "Den Kuchen gebe ich bei der Leitung ab.",
        "Wenn ihr das beschließt, bin ich fertig. Dann trete ich aus.",
        "Ich trete aus dem Chor aus, nicht aus der Partei.",
        "Den Newsletter kündige ich hiermit.",
        "Ich lege das Protokoll der Kassenprüfung ab.",
        "Als Versammlungsleiterin stehe ich zur Verfügung.",
        "Ich stelle mich als Beisitzer zur Verfügung.",
        "Ich trete als Sprecherin wieder an.",
        "Ich gebe meinen Ersatzplatz nicht auf.",
        "Ich bin seit 2018 kein Mitglied mehr.",
        "Beschließt ihr das, gebe ich mein Parteibuch ab.",
        "Ich hatte überlegt, das Mandat niederzulegen, mache aber weiter.",
    ],
)
def test_what_others_lay_down_or_nobody_is_no_resignation(text):
    assert left(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Mein Mandat? Geb ich ab.",
        "Das Mandat war geliehen. Ich gebe es mit dem heutigen Tag zurück.",
        "Ich werfe das Handtuch als Ortsvorsitzender.",
        "Nach reiflicher Überlegung kehre ich der Partei den Rücken.",
        "Meinen Sitz im Aufsichtsrat gebe ich auf.",
        "Ab sofort bin ich nicht mehr Kassierer.",
    ],
)
def test_what_may_be_a_resignation_reaches_a_person(text):
    assert "reading_doubts.leaving_unclear" in by_rules(text, CONTEXTS["one"]).reasons
