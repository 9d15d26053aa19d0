"""Who comes, who helps, who is silent, and on whose words does it rest?"""

import json
from pathlib import Path

import pytest

from mailer.errors import DataError
from mailer.model.book import Proof
from mailer.model.mail import LetterState
from mailer.model.reading import Finding
from mailer.reporting import event_answers, standings, why, why_as_json
from mailer.store import bounces, events, members, records, reviews
from mailer.store.database import Store
from tests.reporting.association import DAY, NOW, PARTY, fill, mail, mailing, new_store, person, rsvp, settle

PEOPLE = [person(number) for number in range(6)]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Six people were invited to the party; all letters arrived."""
    store = new_store(tmp_path)
    with store.begin() as connection:
        members.put(connection, PEOPLE)
        events.put(connection, "job", PARTY, NOW)
        mailing(connection, "job", "invitation", {f"i{member.id}": member for member in PEOPLE}, NOW - DAY, ("party",))
        settle(connection, LetterState.SENT, NOW - DAY, *(f"i{member.id}" for member in PEOPLE))
    return store


def say(store: Store, member_id: str, *findings: Finding, number: int = 0) -> int:
    with store.begin() as connection:
        arrived = mail(connection, number or int(member_id[1:]) + 100)
        records.add(connection, member_id, findings, Proof.TOKEN_AND_ADDRESS, NOW, arrived, f"i{member_id}")
    return arrived


def answers(store: Store):
    with store.look() as connection:
        return event_answers(connection, "party")


def test_each_answer_shows_guests_words_mail_moment_and_proof(store: Store) -> None:
    arrived = say(store, "m000", rsvp("accepted", guests=2, words="Bin zu dritt da"))
    (coming,) = answers(store).coming
    assert (coming.member_id, coming.guests, coming.words, coming.mail) == ("m000", 2, "Bin zu dritt da", arrived)
    assert (coming.at, coming.proof) == (NOW, Proof.TOKEN_AND_ADDRESS)
    assert answers(store).seats == 3


def test_the_last_word_counts_and_the_rest_are_silent(store: Store) -> None:
    say(store, "m000", rsvp("accepted"))
    say(store, "m000", rsvp("declined"), number=7)
    say(store, "m001", rsvp("tentative"))
    found = answers(store)
    assert found.coming == ()
    assert [answer.member_id for answer in found.declined] == ["m000"]
    assert [answer.member_id for answer in found.tentative] == ["m001"]
    assert {person.member_id for person in found.silent} == {"m002", "m003", "m004", "m005"}


def test_helpers_are_counted_against_what_a_shift_needs(store: Store) -> None:
    for member_id in ("m000", "m001"):
        say(store, member_id, Finding("volunteer", event="party", target="setup", answer="offered", evidence="ich helfe"))
    say(store, "m002", Finding("volunteer", event=None, target="cake", answer="offered", evidence="Kuchen"))
    say(store, "m003", Finding("volunteer", event=None, target="party", answer="offered", evidence="irgendwo"))
    say(store, "m001", Finding("volunteer", event="party", target="setup", answer="withdrawn"), number=9)
    setup, cake, anywhere = answers(store).help
    assert ([helper.member_id for helper in setup.helpers], setup.missing) == (["m000"], 2)
    assert ([helper.member_id for helper in cake.helpers], cake.missing) == (["m002"], None)
    assert (anywhere.shift, [helper.member_id for helper in anywhere.helpers]) == (None, ["m003"])


def test_a_shift_of_the_same_name_elsewhere_gets_no_helpers_from_here(store: Store) -> None:
    say(store, "m000", Finding("volunteer", event="other", target="setup", answer="offered"))
    assert answers(store).help[0].helpers == ()


def test_who_waits_for_a_person_or_was_not_reached_is_not_called_silent(store: Store) -> None:
    with store.begin() as connection:
        reviews.open_item(connection, mail(connection, 1), "m000", "im000", ("reason",), (), "board", NOW)
        bounces.add(connection, "p1@mail.example", "permanent", None, "unknown", "", NOW, letter_id="im001", member_id="m001")
        records.add(connection, "m002", [Finding("resignation", scope="membership")], Proof.TOKEN, NOW, confirmed_by="Jana")
        members.mark_gone(connection, ["m003"], NOW)
    found = answers(store)
    assert [person.member_id for person in found.waiting] == ["m000"]
    assert {person.member_id for person in found.unreached} == {"m001", "m002", "m003"}
    assert {person.member_id for person in found.silent} == {"m004", "m005"}


def test_why_shows_superseded_and_undone_entries_too(store: Store) -> None:
    for number, answer in enumerate(("tentative", "accepted", "declined"), start=1):
        say(store, "m000", rsvp(answer), number=number)
    say(store, "m001", rsvp("accepted"))
    with store.begin() as connection:
        records.undo(connection, records.of_member(connection, "m000")[-1].id, "Jana", NOW)
    with store.look() as connection:
        history = why(connection, "party", "m000")
    states = standings(history)
    assert [(entry.finding.answer, states[entry.id]) for entry in history] == [
        ("tentative", "superseded"),
        ("accepted", "current"),
        ("declined", "undone"),
        ("declined", "undoing"),
    ]
    assert [line["standing"] for line in json.loads(json.dumps(why_as_json(history)))] == [states[entry.id] for entry in history]


def test_words_of_a_mail_that_speaks_of_dues_are_withheld(store: Store) -> None:
    words = "Bin dabei, und die 72 Euro Beitrag überweise ich Freitag"
    say(
        store, "m000", rsvp("accepted", words=words), Finding("dues", claim="promise", evidence="die 72 Euro Beitrag überweise ich Freitag")
    )
    found = answers(store)
    assert [answer.words for answer in found.coming] == [""]
    with store.look() as connection:
        history = why(connection, "party", "m000")
    assert [(entry.finding.kind, entry.finding.evidence) for entry in history] == [("rsvp", "")]
    assert "Beitrag" not in json.dumps([found.as_json(), why_as_json(history)], ensure_ascii=False)


def test_words_in_answer_to_a_reminder_of_dues_or_before_the_treasurer_are_withheld(store: Store) -> None:
    with store.begin() as connection:
        mailing(connection, "beitrag", "dues", {"d0": PEOPLE[0]}, NOW - DAY)
        records.add(connection, "m000", [rsvp("accepted", words="Beitrag und Zusage")], Proof.TOKEN, NOW, mail(connection, 1), "d0")
        arrived = mail(connection, 2)
        records.add(connection, "m001", [rsvp("accepted", words="Beitrag und Zusage")], Proof.TOKEN, NOW, arrived, "im001")
        reviews.open_item(connection, arrived, "m001", "im001", ("reason",), (), "treasurer", NOW)
    assert [answer.words for answer in answers(store).coming] == ["", ""]
    assert "Beitrag" not in json.dumps(answers(store).as_json())


@pytest.mark.parametrize("seed", range(5))
def test_dues_never_appear_in_the_answers(tmp_path: Path, seed: int) -> None:
    store = new_store(tmp_path)
    fill(store, seed)
    with store.look() as connection:
        shown = json.dumps(event_answers(connection, "party").as_json(), ensure_ascii=False)
        for member in members.everybody(connection):
            shown += json.dumps(why_as_json(why(connection, "party", member.id)), ensure_ascii=False)
        spoken = {entry.finding.evidence for entry in records.of_kind(connection, "dues")}
    assert "dues" not in shown
    assert not any(words in shown for words in spoken)


def test_an_event_that_nobody_was_told_of_is_an_error_with_the_known_ones(store: Store) -> None:
    with store.look() as connection, pytest.raises(DataError) as raised:
        event_answers(connection, "partei")
    assert raised.value.facts == {"event": "partei", "known": "party"}
