"""A member answers, is confirmed, changes their mind; the calendar answers; the event moves."""

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.conversations.talk import PARTY, Talk, parts_of, talk, text_of
from tests.workspace import NOW


@pytest.fixture(params=["sqlite", "postgresql"])
def here(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Talk]:
    url = request.getfixturevalue("postgres_url") if request.param == "postgresql" else "sqlite:///mailer.db"
    with talk(tmp_path, url=url) as begun:
        yield begun


@pytest.fixture
def conversation(tmp_path: Path) -> Iterator[Talk]:
    with talk(tmp_path) as begun:
        yield begun


def test_yes_then_no_in_answer_to_the_confirmation_then_a_calendar_yes(here: Talk) -> None:
    here.writes("Jana", "Bin dabei, wir kommen zu zweit!")
    assert here.book("Jana") == [f"accepted {PARTY} +1"]
    (told,) = here.told("Jana")
    assert "Liebe Jana" in told
    assert "Ihr kommt zu zweit" in told
    assert "Antworte einfach auf diese Mail" in told
    here.wait(days=1)
    here.writes("Jana", "Ich muss leider doch absagen.", to=here.last_to("Jana"))
    assert here.book("Jana") == [f"declined {PARTY}"]
    assert len(here.told("Jana")) == 2
    here.wait(days=1)
    here.calendar("Jana", "ACCEPTED")
    assert here.book("Jana") == [f"accepted {PARTY}"], "a calendar answer counts like a written one"
    assert [entry.finding.answer for entry in here.entries("Jana")] == ["accepted", "declined", "accepted"], "nothing is overwritten"
    assert here.reviews() == ()


def test_a_second_answer_on_one_day_is_written_down_and_not_confirmed_again(conversation: Talk) -> None:
    conversation.writes("Jana", "Bin dabei!")
    conversation.writes("Jana", "Nein, ich kann doch nicht kommen.")
    assert conversation.book("Jana") == [f"declined {PARTY}"]
    assert len(conversation.told("Jana")) == 1


def test_thanks_are_not_confirmed_and_robots_are_not_answered(conversation: Talk) -> None:
    conversation.writes("Jana", "Vielen Dank für die Info!")
    conversation.writes("Horst", "Ich komme gern!", **{"Auto-Submitted": "auto-replied"})
    assert conversation.book() == []
    assert conversation.told("Jana") == conversation.told("Horst") == []
    assert conversation.reviews() == ()


def test_a_yes_in_prose_brings_the_calendar_entry_where_no_letter_had_one(tmp_path: Path) -> None:
    with talk(tmp_path, calendar=False) as without:
        without.writes("Jana", "Bin dabei!")
        raw = without.last_to("Jana")
        (file,) = [part for part in parts_of(raw) if part.get_filename() == "termine.ics"]
        assert b"SUMMARY:Stadtparteitag" in (file.get_payload(decode=True) or b"")
        assert "liegt dieser Mail für deinen Kalender bei" in text_of(raw)
        without.wait(days=1)
        without.writes("Jana", "Ich komme, und zwar zu dritt!")
        assert "termine.ics" not in [part.get_filename() for part in parts_of(without.last_to("Jana"))], "once is enough"


def test_the_invitation_had_the_calendar_entry_so_the_confirmation_has_none(conversation: Talk) -> None:
    conversation.writes("Jana", "Bin dabei!")
    assert [part.get_filename() for part in parts_of(conversation.last_to("Jana")) if part.get_filename()] == []


def test_calendar_answers_count_in_the_order_in_which_they_were_given_not_in_which_they_arrive(conversation: Talk) -> None:
    conversation.calendar("Horst", "ACCEPTED", stamp=NOW + timedelta(hours=2))
    conversation.calendar("Horst", "DECLINED", stamp=NOW + timedelta(hours=1))
    assert conversation.book("Horst") == [f"accepted {PARTY}"]
    conversation.calendar("Horst", "TENTATIVE", stamp=NOW + timedelta(hours=3))
    assert conversation.book("Horst") == [f"tentative {PARTY}"]
    assert conversation.reviews() == ()


def test_an_answer_to_the_date_before_the_event_moved_asks_again_once(conversation: Talk) -> None:
    before = conversation.mailing_to("Horst")
    conversation.moves(days=7)
    conversation.calendar("Horst", "ACCEPTED", sequence=0)
    assert conversation.book("Horst") == []
    (asked,) = conversation.told("Horst")
    assert "30. November 2024" in asked
    assert conversation.reviews() == ()
    again = conversation.last_to("Horst")
    assert "text/calendar" in [part.get_content_type() for part in message_from_bytes(again).walk()]
    conversation.calendar("Horst", "DECLINED", sequence=0, to=before)
    assert len(conversation.told("Horst", "moved")) == 1, "a calendar that never counts up is not asked for ever"
    assert conversation.book("Horst") == [f"declined {PARTY}"], "and what it says then is not lost"


def test_prose_to_the_old_date_asks_again_and_the_answer_to_that_holds(conversation: Talk) -> None:
    conversation.moves(days=7)
    conversation.writes("Jana", "Bin dabei!")
    assert conversation.book("Jana") == []
    conversation.writes("Jana", "Da komme ich auch gern.", to=conversation.last_to("Jana", "moved"))
    assert conversation.book("Jana") == [f"accepted {PARTY}"]


def test_a_full_shift_keeps_the_offer_tells_the_member_and_shows_the_board(conversation: Talk) -> None:
    for who in ("Jana", "Horst", "Ute"):
        conversation.writes(who, "Ich helfe beim Einräumen am Vortag mit.")
    first, second, third = (conversation.told(who)[0] for who in ("Jana", "Horst", "Ute"))
    assert "du bist eingetragen" in first
    assert "du bist eingetragen" in second, "the second of two who are needed is needed"
    assert "Dort sind schon genug Leute" in third
    assert conversation.book("Ute") == ["offered einraeumen"]
    (help_,) = conversation.answers().help
    assert (len(help_.helpers), help_.missing, help_.spare) == (3, 0, 1)
    conversation.wait(days=1)
    conversation.writes("Jana", "Ich kann beim Einräumen doch nicht helfen.")
    (help_,) = conversation.answers().help
    assert (len(help_.helpers), help_.missing, help_.spare) == (2, 0, 0)


def test_an_entry_that_a_person_takes_back_stays_in_the_book_and_counts_no_more(here: Talk) -> None:
    here.writes("Jana", "Ich kann leider nicht.")
    here.wait(days=1)
    here.writes("Jana", "Bin dabei!")
    here.takes_back(here.entries("Jana")[-1])
    assert here.book("Jana") == [f"declined {PARTY}"], "what held before holds again"
    assert [entry.undoes for entry in here.entries("Jana")] == [None, None, 2]
    assert here.entries("Jana")[-1].confirmed_by == "kim"


def test_every_entry_rests_on_its_mail_words_moment_and_rule(conversation: Talk) -> None:
    conversation.writes("Jana", "Liebe Leute, ich bin gern dabei. Gruß Jana")
    (entry,) = conversation.entries("Jana")
    assert entry.inbox_id == 1
    assert "dabei" in entry.finding.evidence
    assert entry.finding.rule
    assert entry.received_at is not None
    assert entry.received_at <= entry.recorded_at
