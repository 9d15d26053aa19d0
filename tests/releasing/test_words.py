"""Which answers to a draft say go, which say stop, and which are for a person?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.releasing.dates import dates_in
from mailer.releasing.words import Said, said_in

NEAR = date(2024, 10, 25)


@pytest.mark.parametrize(
    "words",
    [
        "Freigabe",
        "freigabe!",
        "Freigegeben.",
        "Ja, freigegeben",
        "ok so",
        "Okay so, danke",
        "Das ist ok so.",
        "passt so",
        "Gebe ich frei.",
        "Hiermit gebe ich den Brief frei.",
        "Hallo zusammen,\n\nFreigabe\n\nViele Grüße\nJana Vogel",
        "Freigabe\nJana",
        "Liebe Leute,\nFreigegeben!\n\nMit solidarischen Grüßen\n",
        "Freigabe\n-- \nStadtvorstand",
    ],
)
def test_a_plain_word_releases(words: str) -> None:
    assert said_in(words) is Said.GO


@pytest.mark.parametrize("words", ["Stopp", "STOP", "Stopp bitte!", "bitte anhalten", "Hallo,\nstopp\nLG Ute", "Nicht verschicken!"])
def test_a_plain_word_stops(words: str) -> None:
    assert said_in(words) is Said.STOP


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Freigabe, aber bitte erst das Datum ändern",
        "Freigabe erst morgen",
        "Keine Freigabe",
        "Noch nicht freigegeben",
        "Freigabe?",
        "Ist das ok so?",
        "Stopp die Post nicht",
        "Freigabe\n\nAber der Raum stimmt nicht.",
        "Danke",
        "Ich schaue heute Abend",
        "Von mir aus ok",
        "Stopp oder Freigabe",
    ],
)
def test_whatever_stands_beside_it_is_for_a_person(words: str) -> None:
    assert said_in(words) is None


@given(st.text(max_size=200))
def test_no_text_breaks_it_and_nothing_added_below_a_word_releases(words: str) -> None:
    said_in(words)
    assert said_in(f"Freigabe {words}") is not Said.STOP


@pytest.mark.parametrize(
    ("text", "day", "disagrees"),
    [
        ("am Freitag, 23.11.2024, um 10 Uhr", date(2024, 11, 23), True),
        ("am Samstag, 23.11.2024", date(2024, 11, 23), False),
        ("Sonnabend, den 23. November 2024", date(2024, 11, 23), False),
        ("Fr., 23.11.", date(2024, 11, 23), True),
        ("am 6. November 18 Uhr", date(2024, 11, 6), False),
        ("16. Oktober 19:30 Uhr", date(2024, 10, 16), False),
        ("am Dienstag, 7. Januar", date(2025, 1, 7), False),
        ("am Montag, 7. Jan.", date(2025, 1, 7), True),
        ("23.11.24", date(2024, 11, 23), False),
    ],
)
def test_a_date_is_found_with_its_weekday(text: str, day: date, disagrees: bool) -> None:
    (named,) = dates_in(text, NEAR)
    assert (named.day, named.disagrees) == (day, disagrees)


@pytest.mark.parametrize("text", ["Version 1.2.3", "am 31.2.2024", "12,50 EUR", "Tel. 0391.123", "§ 10.2"])
def test_what_is_no_date_is_passed_over(text: str) -> None:
    assert dates_in(text, NEAR) == ()


@given(st.text(alphabet="0123456789. JanuarMo,den", max_size=60))
def test_no_text_breaks_the_finder_of_dates(text: str) -> None:
    dates_in(text, NEAR)
