"""A correction goes to exactly those who got the letter, below it, and the same words go once."""

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from pathlib import Path

import pytest
from sqlalchemy import update
from typer.testing import CliRunner

from mailer.cli.main import app
from mailer.composing.post.kept import from_bytes
from mailer.errors import DataError
from mailer.model.book import Proof
from mailer.model.reading import Finding
from mailer.planning.correction import TEMPLATE, Correction, correction
from mailer.planning.plan import Planned, plan
from mailer.posting import evidence_of
from mailer.store import batches, members, occurrences, records
from mailer.store.tables import letter
from tests.conversations.talk import Talk, subject_of, talk, text_of
from tests.workspace import PEOPLE

WORDS = "Der Raum ist die **115a**, nicht die 151a."


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Talk]:
    """The invitation was written to five members; four letters are sent or in doubt, Ute's still waits."""
    with talk(tmp_path) as begun:
        settle(begun, {"m1": "sent", "m2": "sent", "m3": "in_doubt", "m4": "sent", "m6": "queued"})
        begun.wait(hours=1)
        yield begun


def settle(here: Talk, states: dict[str, str]) -> None:
    """Bring the members' letters into these states, as a postman or a printer would."""
    with here.office.store.begin() as connection:
        for member_id, state in states.items():
            done = connection.execute(update(letter).where(letter.c.member_id == member_id).values(state=state))
            assert done.rowcount == 1


def ready(here: Talk, words: str = WORDS) -> Correction:
    office = here.office
    job = office.job("parteitag")
    text = office.shelf.templates[TEMPLATE]
    with office.store.look() as connection:
        return correction(connection, job, job.mailings[0], TEMPLATE, text, words, office.identity.message_id, here.clock.now())


def correct(here: Talk, words: str = WORDS) -> Planned:
    return plan(here.office.store, here.office.writer, ready(here, words).due, here.clock.now(), here.office.zone)


def test_exactly_those_who_got_it_get_the_correction_below_it(here: Talk) -> None:
    assert correct(here).queued == 4
    original, follows = (message_from_bytes(here.mailing_to("Jana", name)) for name in ("einberufung", "~correct-einberufung"))
    assert follows["In-Reply-To"] == follows["References"] == original["Message-ID"]
    assert follows["Auto-Submitted"] == "auto-generated"
    assert not here.got("Ute", "~correct-einberufung")
    raw = here.mailing_to("Jana", "~correct-einberufung")
    assert subject_of(raw) == "Berichtigung: Einberufung des Stadtparteitages"
    assert "Der Raum ist die 115a, nicht die 151a." in text_of(raw)
    assert all(part.get_content_type() != "text/calendar" for part in message_from_bytes(raw).walk())


def test_the_same_words_go_once_and_others_again(here: Talk) -> None:
    correct(here)
    assert ready(here).went_out
    assert not correct(here).opened
    assert not ready(here, "Doch die 117.").went_out
    assert correct(here, "Doch die 117.").queued == 4


def test_who_left_died_or_is_gone_gets_none(here: Talk) -> None:
    now = here.clock.now()
    with here.office.store.begin() as connection:
        records.add(connection, "m1", [Finding("resignation", scope="membership")], Proof.TOKEN, now, confirmed_by="kim")
        records.add(connection, "m2", [Finding("death")], Proof.NONE, now, confirmed_by="kim")
        members.mark_gone(connection, ["m3"], now)
    assert correct(here).queued == 1
    assert here.got("Can", "~correct-einberufung")


def test_an_answer_to_the_correction_is_an_answer_about_the_event(here: Talk) -> None:
    correct(here)
    here.writes("Jana", "Ich bin dabei!", to=here.mailing_to("Jana", "~correct-einberufung"))
    assert here.book("Jana") == ["accepted stadtparteitag"]


def test_it_goes_to_the_new_address_of_a_member_who_has_changed_it(here: Talk) -> None:
    with here.office.store.begin() as connection:
        members.put(connection, [replace(PEOPLE[0], email="jana.neu@post.example")])
    correct(here)
    assert message_from_bytes(here.mailing_to("Jana", "~correct-einberufung"))["To"].endswith("<jana.neu@post.example>")


def test_what_has_not_gone_out_cannot_be_put_right(tmp_path: Path) -> None:
    later = '[[mailings]]\nid = "spaeter"\ntemplate = "test-einladung.md"\naudience = { everyone = true }\nby_hand = true\n'
    with talk(tmp_path, jobs=f"\n{later}") as here:
        job = here.office.job("parteitag")
        with here.office.store.look() as connection, pytest.raises(DataError) as caught:
            correction(connection, job, job.mailings[1], TEMPLATE, "", "", here.office.identity.message_id, here.clock.now())
        assert caught.value.key == "correct.nothing_sent"


def test_those_who_got_it_on_paper_get_the_correction_on_paper(here: Talk) -> None:
    settle_on_paper(here, "m6")
    assert ready(here).by_post == ("m6",)
    assert correct(here).queued == 5
    with here.office.store.look() as connection:
        (paper,) = batches.waiting(connection, "parteitag", "~correct-einberufung")
    assert paper.member_id == "m6"
    letter = from_bytes(paper.raw)
    assert letter.subject == "Berichtigung: Einberufung des Stadtparteitages"
    assert "in unserem Brief „Einberufung des Stadtparteitages“ vom 25.10.2024" in letter.content
    assert "Mail" not in letter.content


def test_the_evidence_shows_the_correction_by_both_ways(here: Talk) -> None:
    settle_on_paper(here, "m6")
    correct(here)
    office = here.office
    with office.store.look() as connection:
        rows = evidence_of(connection, office.identity, "parteitag", None, {}, here.clock.now(), office.zone).rows
    ways = {(row.name, row.way) for row in rows if row.mailing == "~correct-einberufung"}
    assert {("Jana Vogel", "Mail"), ("Ute Lang", "Post")} <= ways


def test_a_household_that_shared_a_letter_shares_the_correction(here: Talk) -> None:
    settle_on_paper(here, "m3")
    with here.office.store.begin() as connection:
        (about,) = occurrences.of_mailing(connection, "parteitag", "einberufung")
        connection.execute(update(letter).where(letter.c.member_id == "m4").values(state="failed"))
        occurrences.leave_out(connection, about.id, [("m4", "household", "m3")])
    assert ready(here).by_post == ("m3", "m4")


def settle_on_paper(here: Talk, member_id: str) -> None:
    """The member got the letter on paper, and wishes post."""
    member = next(each for each in PEOPLE if each.id == member_id)
    with here.office.store.begin() as connection:
        members.put(connection, [replace(member, delivery="post", street="Am Hang 6", postcode="39104", city="Magdeburg")])
        connection.execute(update(letter).where(letter.c.member_id == member_id).values(state="printed", channel="post"))


def test_the_command_shows_asks_and_queues_and_says_when_it_went_out(here: Talk) -> None:
    arguments = ["correct", "parteitag", "-m", "einberufung", "-w", str(here.office.workspace)]
    nothing = CliRunner().invoke(app, arguments)
    assert isinstance(nothing.exception, DataError)
    assert nothing.exception.key == "correct.no_words"
    asked = CliRunner().invoke(app, [*arguments, "--words", WORDS], input="n\n")
    assert asked.exit_code == 1
    assert "4 Personen haben den Brief bekommen" in asked.stdout
    assert "115a" in asked.stdout
    assert not here.got("Jana", "~correct-einberufung")
