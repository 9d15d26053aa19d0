"""How well is the sender proven, and what may a mail do then?"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mailer.model.book import Proof
from tests.conversations.talk import PARTY, Talk, talk, text_of

OURS = '[answers]\nauthserv_ids = ["mx.verband.example"]\n'
PASS = "Authentication-Results: mx.verband.example; dmarc=pass header.from=post.example\r\nReceived: from out.post.example by mx\r\n"
FAIL = "Authentication-Results: mx.verband.example; dmarc=fail header.from=post.example\r\nReceived: from somewhere by mx\r\n"
FORGED = "Received: from somewhere by mx\r\nReceived: x\r\n" + PASS
LEAVE = "Bitte nehmt mich aus dem Verteiler, ich möchte keine Rundmails mehr."
RESIGN = "Hiermit erkläre ich meinen Austritt aus der Partei zum 31.12.2024."
NEW_ADDRESS = "Ich habe eine neue Mailadresse, bitte schreibt ab sofort an jana.neu@web.example."


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Talk]:
    with talk(tmp_path) as begun:
        yield begun


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[Talk]:
    """Our own mail server vouches for senders, and config.toml names it."""
    with talk(tmp_path, config=OURS) as begun:
        yield begun


def test_a_weakly_proven_mail_sets_an_answer(here: Talk) -> None:
    here.writes_unasked("jana@post.example", "Ich komme am 23. November zum Stadtparteitag.", "Stadtparteitag")
    assert here.book("Jana") == [f"accepted {PARTY}"]
    assert here.entries()[0].proof is Proof.ADDRESS


def test_a_member_who_answers_from_work_is_known_by_token_and_full_name(here: Talk) -> None:
    here.writes("Jana", "Bin dabei!\n\nJana Vogel", sender="j.vogel@buero.example")
    assert here.book("Jana") == [f"accepted {PARTY}"]
    assert here.entries()[0].proof is Proof.TOKEN
    assert here.told("Jana"), "confirmed at the address in the book"
    assert here.mails_to("j.vogel@buero.example") == []


def test_a_forwarded_invitation_answered_by_a_stranger_goes_to_a_person(here: Talk) -> None:
    here.writes("Jana", "Ich komme sehr gern!\n\nRike Fremd", sender="rike@anderswo.example")
    assert here.book() == []
    assert here.review().reasons[0] == "recording.unknown_address"
    assert here.told("Jana") == []


def test_two_at_one_address_are_told_apart_by_token_then_name_else_by_a_person(here: Talk) -> None:
    here.writes("Aylin", "Ich komme gern.")
    assert here.book("Aylin") == [f"accepted {PARTY}"]
    here.writes_unasked("familie@post.example", "Ich komme zum Stadtparteitag.\n\nCan", "Stadtparteitag")
    assert here.book("Can") == [f"accepted {PARTY}"]
    here.writes_unasked("familie@post.example", "Ich komme doch nicht zum Stadtparteitag.", "Stadtparteitag")
    assert here.review().reasons[0] == "recording.shared_address"


def test_one_of_two_who_answers_the_letter_of_the_other_goes_to_a_person(here: Talk) -> None:
    here.writes("Aylin", "Ich komme gern.\n\nCan")
    assert here.book() == []
    assert here.review().reasons[0] == "recording.other_member"


@pytest.mark.parametrize(
    ("words", "kind"), [(RESIGN, "membership 2024-12-31"), (NEW_ADDRESS, "contact_change")], ids=["resignation", "address"]
)
def test_what_only_a_proven_mail_may_do_is_asked_back_and_a_yes_decides_it(here: Talk, words: str, kind: str) -> None:
    here.writes_unasked("jana@post.example", words, "Mitteilung")
    assert here.book() == []
    (asked,) = here.told("Jana", "confirmation")
    assert "Ja" in asked
    assert "am Freitag, 25. Oktober 2024" in asked
    assert "jana.neu" not in asked, "a forger's words are not passed on"
    here.taps("Jana", here.last_to("Jana"), "Ja, das war ich")
    assert here.book("Jana") == [kind]
    (entry,) = here.entries("Jana")
    assert (entry.proof, entry.inbox_id) == (Proof.CONFIRMED, 1)
    assert here.review().reasons[0] == "recording.confirmed"
    assert here.told("Jana", "acknowledgement")


def test_a_no_writes_nothing_down_and_tells_the_board(here: Talk) -> None:
    here.writes_unasked("jana@post.example", NEW_ADDRESS, "Mitteilung")
    here.writes("Jana", "Nein, das war ich nicht!", to=here.last_to("Jana"))
    assert here.book() == []
    item = here.review()
    assert (item.reasons, item.proposal) == (("recording.denied",), ())


def test_neither_yes_nor_no_decides_nothing_and_goes_to_a_person(here: Talk) -> None:
    here.writes_unasked("jana@post.example", NEW_ADDRESS, "Mitteilung")
    here.writes("Jana", "Was soll das denn heißen?", to=here.last_to("Jana"))
    assert here.book() == []
    assert here.review().reasons == ("recording.confirmation_unclear",)


def test_a_robot_never_confirms(here: Talk) -> None:
    here.writes_unasked("jana@post.example", NEW_ADDRESS, "Mitteilung")
    here.writes("Jana", "Ja", to=here.last_to("Jana"), **{"Auto-Submitted": "auto-replied"})
    assert here.book() == []
    here.writes("Jana", "Ja", to=here.last_to("Jana"))
    assert here.book("Jana") == ["contact_change"], "the member still can"


def test_a_question_nobody_answers_expires_and_goes_to_a_person(here: Talk) -> None:
    here.writes_unasked("jana@post.example", NEW_ADDRESS, "Mitteilung")
    asked = here.last_to("Jana")
    here.wait(days=6)
    assert here.reviews() == ()
    here.wait(days=2)
    assert here.review().reasons == ("recording.unconfirmed",)
    here.writes("Jana", "Ja", to=asked)
    assert here.book() == [], "too late"
    assert here.reviews()[-1].reasons == ("recording.confirmed_too_late",)


def test_the_same_wish_twice_is_asked_once(here: Talk) -> None:
    here.writes_unasked("jana@post.example", RESIGN, "Austritt")
    here.writes_unasked("jana@post.example", RESIGN + " Bitte bestätigt das.", "Austritt")
    assert len(here.told("Jana", "confirmation")) == 1


def test_an_unproven_resignation_is_shown_to_the_board_at_once(here: Talk) -> None:
    here.writes_unasked("jana@post.example", RESIGN, "Austritt")
    assert "recording.unproven_resignation" in here.review().reasons


def test_the_end_of_circulars_for_the_own_address_needs_no_more_proof(here: Talk) -> None:
    here.writes_unasked("jana@post.example", LEAVE, "Rundbrief")
    assert here.book("Jana") == ["unsubscribe"]


def test_the_end_of_circulars_for_another_address_is_asked_there(here: Talk) -> None:
    here.writes("Jana", "Bitte keine Rundmails mehr an horst@web.example schicken.")
    assert here.book() == []
    assert here.told("Jana") == []
    (asked,) = here.told("Horst", "confirmation")
    assert "keine Rundbriefe mehr bekommen" in asked
    here.writes("Horst", "Ja bitte", to=here.last_to("Horst"))
    assert here.book("Horst") == ["unsubscribe"]


def test_the_end_of_circulars_from_a_strange_address_is_asked_of_the_letters_owner(here: Talk) -> None:
    here.writes("Jana", LEAVE, sender="rike@anderswo.example")
    assert here.book() == []
    assert len(here.told("Jana", "confirmation")) == 1


def test_our_own_server_vouches_for_a_mail_without_any_token(guarded: Talk) -> None:
    guarded.writes_unasked("jana@post.example", NEW_ADDRESS, "Mitteilung", above=PASS)
    assert guarded.book("Jana") == ["contact_change"]
    assert guarded.entries()[0].proof is Proof.SIGNED


def test_a_forged_field_below_our_servers_own_lines_proves_nothing(guarded: Talk) -> None:
    guarded.writes_unasked("jana@post.example", NEW_ADDRESS, "Mitteilung", above=FAIL + FORGED)
    assert guarded.book() == []
    assert guarded.review().reasons[0] == "recording.forged_sender"


def test_a_field_under_a_name_that_config_toml_does_not_know_proves_nothing(here: Talk) -> None:
    here.writes_unasked("jana@post.example", NEW_ADDRESS, "Mitteilung", above=PASS)
    assert here.book() == []
    assert len(here.told("Jana", "confirmation")) == 1


def test_a_forged_sender_with_a_token_may_answer_but_not_leave(guarded: Talk) -> None:
    guarded.writes("Jana", "Bin dabei!", above=FAIL)
    assert guarded.book("Jana") == [f"accepted {PARTY}"]
    assert guarded.entries()[0].proof is Proof.TOKEN
    guarded.writes("Jana", RESIGN, above=FAIL)
    assert guarded.book("Jana") == [f"accepted {PARTY}"]
    assert len(guarded.told("Jana", "confirmation")) == 1


def test_the_letter_that_asks_says_who_asks_and_until_when(here: Talk) -> None:
    here.writes_unasked("jana@post.example", RESIGN, "Austritt")
    text = text_of(here.last_to("Jana"))
    assert "Liebe Jana" in text
    assert "austreten zum 31.12.2024" in text
    assert "Hören wir bis Freitag, 1. November 2024 nichts von dir, bleibt alles, wie es ist." in text
