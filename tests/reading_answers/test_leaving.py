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
    ],
)
def test_what_others_lay_down_or_nobody_is_no_resignation(text):
    assert left(text) == []
