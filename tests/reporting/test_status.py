"""Does the status tell what needs a person, and nobody's dues?"""

import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from mailer.model.mail import LetterState, OccurrenceState
from mailer.reporting import overview
from mailer.store import bounces, inbox, letters, members, occurrences, reviews
from mailer.store.database import Store
from mailer.store.occurrences import NewOccurrence
from tests.reporting.association import DAY, NOW, fill, letter, mail, mailing, new_store, person, settle

JANA, OEMER = person(0), person(1, dues_open=Decimal(72))
BEFORE = NOW - DAY


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = new_store(tmp_path)
    with store.begin() as connection:
        members.put(connection, [JANA, OEMER])
    return store


def status(store: Store):
    with store.look() as connection:
        return overview(connection, NOW)


def test_an_empty_post_office_has_nothing_to_tell(store: Store) -> None:
    found = status(store)
    assert (found.letters, found.in_doubt, found.troubles, found.inbox) == ({}, (), (), {})
    assert (found.shunted, found.waiting, found.suppressed, found.asking) == ((), (), 0, ())


def test_letters_in_doubt_are_named(store: Store) -> None:
    with store.begin() as connection:
        mailing(connection, "job", "circular", {"a": JANA, "b": OEMER}, BEFORE, subject="Sofortinfo")
        settle(connection, LetterState.IN_DOUBT, NOW, "a")
    (doubt,) = status(store).in_doubt
    assert (doubt.letter_id, doubt.subject, doubt.name, doubt.since) == ("a", "Sofortinfo", JANA.name, BEFORE)
    assert status(store).letters == {LetterState.IN_DOUBT: 1, LetterState.QUEUED: 1}


def test_a_letter_about_dues_in_doubt_names_neither_subject_nor_member(store: Store) -> None:
    with store.begin() as connection:
        mailing(connection, "job", "dues", {"a": OEMER}, BEFORE, subject="Dein Beitrag steht aus")
        settle(connection, LetterState.IN_DOUBT, NOW, "a")
        letters.queue(connection, [letter("ack", OEMER, "Re: Dein Beitrag steht aus", "acknowledgement")], NOW)
        settle(connection, LetterState.IN_DOUBT, NOW, "ack")
    shown = json.dumps(status(store).as_json(), ensure_ascii=False)
    assert [doubt.letter_id for doubt in status(store).in_doubt] == ["a", "ack"]
    assert "Beitrag" not in shown
    assert status(store).in_doubt[0].name == ""


def test_failures_are_grouped_by_the_servers_answer_without_addresses(store: Store) -> None:
    people = [person(number) for number in range(5)]
    with store.begin() as connection:
        mailing(connection, "job", "circular", {member.id: member for member in people}, BEFORE)
        for member in people[:3]:
            settle(connection, LetterState.FAILED, NOW, member.id, code=550, reply=f"<{member.email}>: no such user")
        settle(connection, LetterState.DEFERRED, NOW, people[3].id, code=450, reply="greylisted")
    found = [(trouble.state, trouble.code, trouble.words, trouble.count) for trouble in status(store).troubles]
    assert found == [(LetterState.DEFERRED, 450, "greylisted", 1), (LetterState.FAILED, 550, "<…>: no such user", 3)]


def test_a_shunted_mail_shows_its_error_but_not_its_words(store: Store) -> None:
    with store.begin() as connection:
        arrived = mail(connection, 1, BEFORE)
        try:
            raise ValueError("Beitrag von Ömer\nSumme: 72 Euro")
        except ValueError as error:
            trace = f'Traceback (most recent call last):\n  File "x.py", line 1, in f\n    raise\nValueError: {error}\n'
        inbox.shunt(connection, arrived, trace)
    (shunted,) = status(store).shunted
    assert (shunted.mail, shunted.received_at, shunted.error) == (arrived, BEFORE, "ValueError")


def test_what_waits_for_people_is_counted(store: Store) -> None:
    with store.begin() as connection:
        for number, role in enumerate(("board", "treasurer", "board", "board"), start=1):
            reviews.open_item(connection, mail(connection, number), None, None, ("reason",), (), role, NOW)
        reviews.decide(connection, 1, "Jana", "rejected", NOW)
        bounces.suppress(connection, "a@mail.example", "unknown", None, NOW)
        bounces.suppress(connection, "b@mail.example", "unknown", None, NOW)
        bounces.lift(connection, "a@mail.example", "Jana", NOW)
        late = NewOccurrence("job", "mailing", "once", NOW - timedelta(days=9), OccurrenceState.ASKING, "circular")
        occurrences.open_once(connection, late, NOW)
    found = status(store)
    assert [(waiting.role, waiting.count) for waiting in found.waiting] == [("board", 2), ("treasurer", 1)]
    assert found.suppressed == 1
    assert [(asking.job, asking.mailing, asking.due_at) for asking in found.asking] == [("job", "mailing", NOW - timedelta(days=9))]


@pytest.mark.parametrize("seed", range(4))
def test_dues_never_appear_in_the_status(tmp_path: Path, seed: int) -> None:
    store = new_store(tmp_path)
    fill(store, seed)
    with store.look() as connection:
        found = overview(connection, NOW)
        dues = {each.id for each in occurrences.every(connection) if each.kind == "dues"}
        doubted = [line.id for line in letters.lines(connection, LetterState.IN_DOUBT) if line.occurrence_id in dues]
        counts = letters.counts(connection)
    assert {doubt.letter_id for doubt in found.in_doubt if not doubt.name} == set(doubted)
    assert found.letters == counts
    assert "eitrag" not in json.dumps(found.as_json(), ensure_ascii=False)
