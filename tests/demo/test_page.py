"""Does the page show the mails as people see them, safely and whole?"""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import lxml.html
import pytest

from mailer.demo import clients
from mailer.demo.page import (
    AUTOMATIC,
    BOUNCE,
    RECORDED,
    REVIEW,
    Arrival,
    Attendance,
    DemoPage,
    Help,
    NextStep,
    Person,
    Returned,
    Sending,
    Understood,
    Waiting,
    render_page,
)
from mailer.demo.views import view
from tests.demo.letters import letter

ZONE = ZoneInfo("Europe/Berlin")
AT = datetime(2024, 10, 25, 9, tzinfo=ZONE)
EVENT = datetime(2024, 11, 23, 10, tzinfo=ZONE)
EMRE = clients.Writer("Emre Sönmezer", "e.soenmezer@wolkenpost.example", "Ich komme <gern>", AT + timedelta(hours=2))


def data() -> DemoPage:
    answer = view(clients.write("gmail", letter(), EMRE), "mails/0002.eml", "Gmail")
    report = view(clients.report("postfix-full", letter(), EMRE, "post@stadtverband.example"))
    declined = view(clients.calendar_answer("outlook", letter(), EMRE, "DECLINED"))
    timeline = (
        Sending(AT, "Einberufung", "alle Mitglieder", 57, ("3 × keine E-Mail-Adresse",), view(letter(), "mails/0001.eml")),
        Arrival(
            EMRE.at,
            "Emre Sönmezer",
            answer,
            RECORDED,
            (Understood("kommt zum Stadtparteitag", "Ich komme <gern>"),),
            confirmation=view(letter()),
        ),
        Arrival(EMRE.at, "Lars Bückeburger", declined, RECORDED),
        Arrival(EMRE.at, "Roswitha Fenstermann", report, BOUNCE, reasons=("Das Postfach ist voll.",)),
        Arrival(EMRE.at, "Holger Tempelhagen", view(clients.absence_note(letter(), EMRE)), AUTOMATIC),
        Arrival(EMRE.at, "Manfred Zschiedrich", view(clients.write("t-online", letter(), EMRE)), REVIEW),
    )
    return DemoPage(
        association="Stadtverband Musterstadt",
        first=AT,
        last=EVENT,
        zone=ZONE,
        members=60,
        sent=57,
        seconds=21.4,
        timeline=timeline,
        attendance=(
            Attendance(
                "Stadtparteitag",
                EVENT,
                EVENT + timedelta(hours=7),
                "Saal",
                (Person("Emre Sönmezer", "zu zweit"),),
                (),
                (Person("Lars"),),
                1,
                44,
            ),
        ),
        help=(Help("Einräumen", "Stadtparteitag", EVENT - timedelta(hours=17), 6, (Person("Jonas Niethammer"),)),),
        waiting=(
            Waiting(
                7,
                "Manfred Zschiedrich",
                "AW: Einberufung",
                "Austritt",
                ("Das bestätigt ein Mensch.",),
                ("Austritt zum Jahresende",),
                "den Vorstand",
            ),
        ),
        returned=(
            Returned("Roswitha Fenstermann", "r@webpost.example", "Das Postfach ist voll.", "Der Dienst versucht es wieder.", "552 5.2.2"),
        ),
        next_steps=(NextStep("Entscheide, was wartet:", "mailer review"),),
    )


def test_a_mail_is_seen_with_head_text_and_appointment() -> None:
    seen = view(letter(), "mails/0001.eml")
    assert (seen.sender, seen.address, seen.subject) == (
        "Stadtvorstand Magdeburg",
        "post@stadtverband.example",
        "Einberufung des Stadtparteitages am 23.11.2024",
    )
    assert seen.html is not None
    assert "Ich komme" in seen.html
    assert [(card.method, card.title, card.start, card.location) for card in seen.cards] == [
        ("REQUEST", "Stadtparteitag", EVENT, "Volkssolidarität, Halberstädter Str. 115a")
    ]


def test_a_calendar_answer_is_seen_as_a_card_with_its_answer() -> None:
    cards = view(clients.calendar_answer("apple", letter(), EMRE, "TENTATIVE")).cards
    assert [(card.method, card.partstat) for card in cards] == [("REPLY", "TENTATIVE")]


def test_a_report_is_seen_by_its_own_words_not_by_the_letter_it_returns() -> None:
    seen = view(clients.report("postfix-full", letter(), EMRE, "post@stadtverband.example"))
    assert seen.html is None
    assert "Over STORAGE quota" in seen.text
    assert not seen.cards


def test_the_page_shows_all_sections_and_everybody_in_them() -> None:
    page = render_page(data())
    document = lxml.html.document_fromstring(page)
    text = " ".join(document.text_content().split())
    for words in (
        "Wer kommt",
        "Wer hilft",
        "Was auf einen Menschen wartet",
        "Was zurückkam",
        "Wie weiter",
        "Emre Sönmezer",
        "1 von 6",
        "mailer review",
        "552 5.2.2",
    ):
        assert words in text
    assert "Kommt: 1 und 1 Begleitung" in text
    assert "Samstag, 23. November 2024, 10 bis 17 Uhr" in text
    assert len(document.find_class("mail")) == 7


def test_mails_stand_in_frames_that_run_no_script_and_load_nothing() -> None:
    hostile = replace(view(letter()), html='<script>alert(1)</script>"><img src="https://tracker.example/x.png">')
    page = replace(data(), timeline=(Arrival(AT, "Emre", hostile, RECORDED),))
    document = lxml.html.document_fromstring(render_page(page))
    frames = document.findall(".//iframe")
    assert [frame.get("sandbox") for frame in frames] == ["allow-same-origin"]
    assert "tracker.example" in frames[0].get("srcdoc")
    assert "default-src 'none'" in frames[0].get("srcdoc")
    assert not document.xpath("//img")
    assert len(document.findall(".//script")) == 1
    assert not document.xpath("//link | //script[@src] | //*[starts-with(@href, 'http')]")


def test_words_of_members_are_text_and_never_markup() -> None:
    page = render_page(data())
    assert "Ich komme &lt;gern&gt;" in page
    assert "<gern>" not in page


def test_an_empty_play_gives_a_page_that_says_so() -> None:
    empty = replace(data(), timeline=(), attendance=(), help=(), waiting=(), returned=(), next_steps=())
    text = lxml.html.document_fromstring(render_page(empty)).text_content()
    assert "Nichts. Alle Mails kamen an." in text


def test_an_unknown_outcome_is_an_error_and_no_hole() -> None:
    with pytest.raises(Exception, match="no attribute"):
        render_page(replace(data(), timeline=(Arrival(AT, "Emre", view(letter()), "lost"),)))
