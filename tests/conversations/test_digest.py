"""The board decides by mail: a digest, one-tap answers, a free answer; from elsewhere nothing is decided."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from mailer.errors import ConfigurationError
from tests.conversations.talk import BOARD, PARTY, TREASURER, Talk, parts_of, subject_of, talk, text_of
from tests.workspace import make_workspace, opened

DIGEST = '[review]\ndigest = "0 8,18 * * *"\n'
VOUCHED = '[answers]\nauthserv_ids = ["mx.verband.example"]\n'
PASS = "Authentication-Results: mx.verband.example; dmarc=pass header.from=verband.example\r\nReceived: from out by mx\r\n"
UNCLEAR = "Das wird schon irgendwie, denke ich mal so."
RESIGN = "Hiermit erkläre ich meinen Austritt aus der Partei zum 31.12.2024."


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Talk]:
    with talk(tmp_path, config=DIGEST) as begun:
        yield begun


@pytest.fixture(params=["sqlite", "postgresql"])
def anywhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Talk]:
    url = request.getfixturevalue("postgres_url") if request.param == "postgresql" else "sqlite:///mailer.db"
    with talk(tmp_path, config=DIGEST, url=url) as begun:
        yield begun


def three(here: Talk) -> bytes:
    """Three items wait, and the digest of the evening is there."""
    here.writes("Ute", RESIGN)
    here.writes("Horst", UNCLEAR)
    here.writes_unasked("unbekannt@web.example", "Ich bin dabei!", "Stadtparteitag")
    here.wait(hours=10)
    return here.last_to(BOARD, "digest")


def test_the_digest_comes_at_its_hours_shows_words_and_proposal_and_not_twice(here: Talk) -> None:
    here.writes("Ute", RESIGN)
    here.wait(hours=1)
    assert here.mails_to(BOARD) == []
    here.wait(hours=9)
    (raw,) = here.mails_to(BOARD, "digest")
    text = text_of(raw)
    assert subject_of(raw) == "Eine Mail wartet auf den Vorstand"
    assert "Nr. 1: Ute Lang" in text
    assert f"> {RESIGN}"[:40] in text
    assert "Austritt aus der Partei zum 31.12.2024" in text
    assert "Stadtparteitag, 23.11.2024: 0 Zusagen" in text.replace("**", "")
    here.wait(hours=14)
    assert len(here.mails_to(BOARD, "digest")) == 1, "nothing is new"
    here.wait(days=3)
    assert len(here.mails_to(BOARD, "digest")) == 2, "but it is not forgotten"


def test_one_answer_decides_several_and_the_members_are_told(anywhere: Talk) -> None:
    here, digest = anywhere, three(anywhere)
    here.answers_digest("1 ja 2 Absage 3 nein\n\nViele Grüße\nKim", digest)
    assert here.book("Ute") == ["membership 2024-12-31"]
    assert here.entries("Ute")[-1].confirmed_by == f"board <{BOARD}>"
    assert here.book("Horst") == [f"declined {PARTY}"]
    assert here.reviews() == ()
    assert "bestätigt" in here.told("Ute")[-1]
    assert "Absage" in here.told("Horst")[-1]
    answer = text_of(here.last_to(BOARD)).replace("**", "")
    assert "Nr. 1 (Ute Lang): eingetragen: Austritt aus der Partei zum 31.12.2024." in answer
    assert "Nr. 3: erledigt, ohne Eintrag." in answer
    assert "Damit ist nichts mehr offen" in answer


def test_one_tap_decides_one(here: Talk) -> None:
    digest = three(here)
    here.taps(BOARD, digest, "1 ja")
    assert here.entries("Ute")[-1].confirmed_by == f"board <{BOARD}>"
    assert [item.id for item in here.reviews()] == [2, 3]
    here.taps(BOARD, digest, "2 nachfragen")
    assert len(here.told("Horst", "question")) == 1
    assert [item.id for item in here.reviews()] == [2, 3], "asked back stays open"


def test_each_item_is_decided_once_and_the_second_word_is_told_so(here: Talk) -> None:
    digest = three(here)
    here.answers_digest("1 ja", digest)
    entries = here.entries()
    here.answers_digest("1 nein", digest)
    assert here.entries() == entries
    assert "Nr. 1: war schon entschieden, übernommen am" in text_of(here.last_to(BOARD)).replace("**", "")


def test_unclear_words_decide_nothing_and_are_told_back(here: Talk) -> None:
    digest = three(here)
    here.answers_digest("1 ja, aber erst nach einem Anruf\n2 weiß nicht\n9 ja", digest)
    assert [item.id for item in here.reviews()] == [1, 2, 3]
    answer = text_of(here.last_to(BOARD)).replace("**", "")
    assert "„ja, aber erst nach einem Anruf“ haben wir nicht verstanden" in answer
    assert "Nr. 2: „weiß nicht“ haben wir nicht verstanden" in answer
    assert "Nr. 9: diese Nummer gibt es hier nicht." in answer


def test_a_number_twice_in_one_answer_decides_nothing(here: Talk) -> None:
    here.answers_digest("1 ja\n1 nein", three(here))
    assert 1 in [item.id for item in here.reviews()]


def test_a_mail_of_nobody_is_given_to_a_member_and_read_again_as_theirs(here: Talk) -> None:
    digest = three(here)
    here.answers_digest("3 gehört zu Jana Vogel", digest)
    assert here.book("Jana") == [], "nobody has seen this proposal yet"
    answer = here.last_to(BOARD)
    assert "gehört jetzt zu Jana Vogel. Vorschlag: Zusage zu Stadtparteitag" in text_of(answer).replace("**", "")
    here.answers_digest("3 ja", answer)
    assert here.book("Jana") == [f"accepted {PARTY}"]


def test_an_answer_to_the_answer_counts_too(here: Talk) -> None:
    digest = three(here)
    here.answers_digest("1 hm", digest)
    here.answers_digest("1 ja", here.last_to(BOARD))
    assert 1 not in [item.id for item in here.reviews()]


def test_an_answer_from_another_address_decides_nothing(here: Talk) -> None:
    digest = three(here)
    here.answers_digest("1 ja", digest, sender="kim.privat@web.example")
    assert [item.id for item in here.reviews()][:3] == [1, 2, 3]
    assert here.reviews()[-1].reasons == ("recording.digest_stranger",)
    assert here.mails_to("kim.privat@web.example") == []


def test_the_boards_address_without_the_digests_token_decides_nothing(here: Talk) -> None:
    three(here)
    here.writes_unasked(BOARD, "1 ja", "1 ja")
    assert [item.id for item in here.reviews()][:3] == [1, 2, 3]
    assert here.entries("Ute")[-1].confirmed_by is None


def test_a_robot_at_the_boards_address_decides_nothing(here: Talk) -> None:
    digest = three(here)
    here.answers_digest("1 ja", digest, **{"Auto-Submitted": "auto-replied"})
    assert [item.id for item in here.reviews()] == [1, 2, 3]


def test_where_our_server_vouches_for_mails_an_unvouched_answer_decides_nothing(tmp_path: Path) -> None:
    with talk(tmp_path, config=DIGEST + VOUCHED) as here:
        digest = three(here)
        here.answers_digest("1 ja", digest)
        assert here.entries("Ute")[-1].confirmed_by is None
        assert here.reviews()[-1].reasons == ("recording.digest_unproven",)
        here.answers_digest("1 ja", digest, above=PASS)
        assert here.entries("Ute")[-1].confirmed_by == f"board <{BOARD}>"


def test_what_is_about_dues_goes_to_the_treasurer_alone(tmp_path: Path) -> None:
    dues = '\n[[mailings]]\nid = "beitrag"\ntemplate = "test-einladung.md"\nkind = "dues"\naudience = { everyone = true }\n'
    dues += "at = 2024-10-25T09:00:00\n"
    with talk(tmp_path, config=DIGEST, jobs=dues) as here:
        here.writes("Jana", "Dazu muss ich erst mit meinem Mann reden, mal sehen wie das so geht.", to=here.mailing_to("Jana", "beitrag"))
        assert [item.audience for item in here.reviews()] == ["treasurer"]
        here.wait(hours=10)
        assert here.mails_to(BOARD) == []
        digest = here.last_to(TREASURER, "digest")
        assert subject_of(digest) == "Eine Mail wartet auf die Kasse"
        here.writes_unasked(TREASURER, "", "x")
        here.answers_digest("1 nein", digest, sender=BOARD)
        assert 1 in [item.id for item in here.reviews()], "the board cannot decide it"
        here.answers_digest("1 zahlt noch", digest, sender=TREASURER)
        assert here.book("Jana") == ["promise"]


def test_the_board_learns_nothing_of_the_treasurers_items(tmp_path: Path) -> None:
    dues = '\n[[mailings]]\nid = "beitrag"\ntemplate = "test-einladung.md"\nkind = "dues"\naudience = { everyone = true }\n'
    dues += "at = 2024-10-25T09:00:00\n"
    with talk(tmp_path, config=DIGEST, jobs=dues) as here:
        here.writes("Jana", "Dazu muss ich erst mit meinem Mann reden, mal sehen wie das so geht.", to=here.mailing_to("Jana", "beitrag"))
        here.writes("Ute", RESIGN)
        here.wait(hours=10)
        digest = here.last_to(BOARD, "digest")
        assert "Jana" not in text_of(digest)
        here.answers_digest("1 ja", digest)
        assert "Nr. 1: diese Nummer gibt es hier nicht." in text_of(here.last_to(BOARD)).replace("**", "")


def test_the_digest_tells_what_came_into_the_book(here: Talk) -> None:
    here.writes("Horst", "Bitte nehmt mich aus dem Verteiler.")
    text = text_of(three(here)).replace("**", "")
    assert "Horst Krüger, 25.10.2024: will keine Rundbriefe mehr" in text


def test_a_missed_hour_is_made_up_for_once(here: Talk) -> None:
    here.writes("Ute", RESIGN)
    here.clock.advance(timedelta(days=5))
    here.office.plan_due()
    here.office.plan_due()
    assert len(here.mails_to(BOARD, "digest")) == 1


def test_the_service_wakes_up_for_the_digest(here: Talk) -> None:
    upcoming = here.office.next_wake_up()
    assert upcoming is not None
    assert upcoming - here.clock.now() == timedelta(hours=9)


def test_a_digest_is_text_and_html_with_a_button_for_each_answer(here: Talk) -> None:
    digest = three(here)
    kinds = [part.get_content_type() for part in parts_of(digest)]
    assert "text/plain" in kinds
    page = next(part for part in parts_of(digest) if part.get_content_type() == "text/html")
    words = (page.get_payload(decode=True) or b"").decode()  # type: ignore[union-attr]
    assert words.count("mailto:") == 6
    assert "1%20ja" in words
    assert "3%20ja" not in words, "there is nothing to say yes to"


def test_a_cron_line_that_is_none_is_told_when_the_workspace_is_opened(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "w")
    file = workspace / "config.toml"
    file.write_text(file.read_text() + '[review]\ndigest = "immer"\n')
    with pytest.raises(ConfigurationError) as caught, opened(workspace):
        pass
    assert caught.value.key == "review.cron"
