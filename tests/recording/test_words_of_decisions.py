"""Which words of a person decide what: yes and no, orders by mail, and what should stand in the book instead?"""

from datetime import UTC, datetime

import pytest

from mailer.model.jobs import Event, Shift
from mailer.recording.amend import findings_from
from mailer.recording.consent import consent
from mailer.recording.orders import Deed, orders_in


def event(name: str, title: str, day: int, *shifts: Shift) -> Event:
    start = datetime(2024, 11, day, 9, tzinfo=UTC)
    return Event(name, title, start, start, shifts=shifts)


EVENTS = (
    event("parteitag", "Stadtparteitag", 23, Shift("einraeumen", "Einräumen am Vortag", datetime(2024, 11, 22, 16, tzinfo=UTC))),
    event("cafe", "Erzählcafé", 30),
)


@pytest.mark.parametrize(
    "words", ["Ja", "ja!", "Ja, das war ich.", "Stimmt", "Ja bitte\n\nLG Jana", "Das ist richtig.", "bestätige ich", "ok"]
)
def test_a_yes(words: str) -> None:
    assert consent(words, "Re: Kam diese Mail von dir?") is True


@pytest.mark.parametrize("words", ["Nein", "Nein, das war ich nicht!", "Das war ich nicht.", "nein danke", "Falsch", "nee"])
def test_a_no(words: str) -> None:
    assert consent(words, "Re: Kam diese Mail von dir?") is False


@pytest.mark.parametrize(
    "words",
    [
        "Ja, aber erst zum Jahresende",
        "Ja oder nein, ich weiß es nicht",
        "Warum fragt ihr?",
        "Ich überlege noch.",
        "Jana Vogel",
        "Ja? Was ist das?",
        "Danke",
        "Ich möchte nicht mehr, ja",
        "ja " + "und noch viel mehr Worte " * 8,
    ],
)
def test_neither(words: str) -> None:
    assert consent(words, "") is None


def test_the_subject_of_a_one_tap_answer_counts_where_there_are_no_words_but_never_one_that_is_answered() -> None:
    assert consent("", "Ja, das war ich [#abcdefghijklmnop]") is True
    assert consent("", "Re: Ja, das war ich") is None


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Absage", "parteitag declined 0"),
        ("kommt nicht", "parteitag declined 0"),
        ("Zusage zu zweit", "parteitag accepted 1"),
        ("Zusage Erzählcafé +2", "cafe accepted 2"),
        ("Vielleicht zum 30.11.", "cafe tentative 0"),
        ("accepted parteitag", "parteitag accepted 0"),
    ],
)
def test_an_answer_instead(words: str, meant: str) -> None:
    (found,) = findings_from(words, EVENTS, ("parteitag",)) or ()
    assert f"{found.event} {found.answer} {found.guests}" == meant
    assert found.rule == "person"


def test_other_things_instead() -> None:
    found = findings_from("Zusage, hilft Einräumen, Abmelden, neue Adresse: telefon, email", EVENTS, ("parteitag",)) or ()
    assert [each.kind for each in found] == ["rsvp", "volunteer", "unsubscribe", "contact_change"]
    assert (found[1].target, found[3].what) == ("einraeumen", ("email", "phone"))
    (leaving,) = findings_from("Austritt zum 31.12.2024", EVENTS) or ()
    assert (leaving.scope, leaving.effective) == ("membership", "2024-12-31")


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Zusage",
        "Absage, quatsch",
        "Austritt zum 31.13.2024",
        "Austritt bald",
        "Zusage aber nur kurz",
        "hilft überall",
        "bezahlt morgen",
        "ja",
    ],
)
def test_what_is_not_understood_in_full_means_nothing(words: str) -> None:
    assert findings_from(words, EVENTS) is None


def test_orders_on_one_line_or_several_with_greeting_and_sign_off() -> None:
    known = frozenset(range(1, 9))
    one = orders_in("1 ja 2 nein 3 gehört zu Jana Vogel", known)
    several = orders_in("Liebe Technik,\n\n1: ja\nNr. 2 nein;\n3. gehört zu Jana Vogel\nViele Grüße\nKim", known)
    assert one == several
    assert [(each.number, each.deed, each.words) for each in one] == [
        (1, Deed.ACCEPT, ""),
        (2, Deed.REJECT, ""),
        (3, Deed.BELONGS, "Jana Vogel"),
    ]


def test_a_date_is_no_number_and_words_after_yes_are_no_yes() -> None:
    orders = orders_in("1 Austritt zum 31.12.2024 2 ja, aber nicht gleich", frozenset({1, 2, 12, 31}))
    assert [(each.number, each.deed) for each in orders] == [(1, Deed.CHANGE), (2, Deed.CHANGE)]
    assert orders[0].words == "Austritt zum 31.12.2024"


def test_a_condition_on_the_next_line_takes_the_yes_back() -> None:
    (order,) = orders_in("1 ja\naber erst nach dem Anruf", frozenset({1}))
    assert order.deed is Deed.CHANGE


def test_a_text_without_numbers_has_no_orders() -> None:
    assert orders_in("Danke, schauen wir uns an.", frozenset({1})) == ()
