"""Does a terminal of 80 columns show it all, in words of the catalogue?"""

import io
import re
import string
from pathlib import Path

import pytest
from rich.console import Console

from mailer.cli.book_view import print_why
from mailer.cli.views import print_answers, print_report, print_status
from mailer.model.book import Proof
from mailer.model.mail import LetterState
from mailer.reporting import event_answers, overview, treasurer_report, why
from mailer.store import events, members, records
from mailer.store.database import Store
from mailer.texts import catalogue
from tests.reporting.association import BERLIN, DAY, NOW, PARTY, fill, mailing, new_store, person, rsvp, settle


@pytest.fixture
def console() -> Console:
    return Console(width=80, file=io.StringIO(), highlight=False)


@pytest.fixture(params=(2, 3, 5))
def filled(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    store = new_store(tmp_path)
    fill(store, request.param)
    return store


def printed(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_everybody_of_the_answers_is_shown_and_no_line_is_too_long(filled: Store, console: Console) -> None:
    with filled.look() as connection:
        found = event_answers(connection, "party")
    print_answers(console, found, BERLIN)
    shown = printed(console)
    assert max(len(line) for line in shown.splitlines()) <= 80
    people = (*found.coming, *found.declined, *found.tentative, *found.silent, *found.unreached, *found.waiting)
    assert people
    assert all(flat(person.name) in flat(shown) for person in people)


def test_the_report_fits_and_names_all_who_owe(filled: Store, console: Console) -> None:
    with filled.look() as connection:
        report = treasurer_report(connection, NOW, BERLIN, None)
    print_report(console, report)
    shown = printed(console)
    assert max(len(line) for line in shown.splitlines()) <= 80
    assert report.dues
    assert all(line.name in shown for line in report.dues)


def test_the_status_fits_and_tells_the_time_of_the_association(filled: Store, console: Console) -> None:
    with filled.look() as connection:
        print_status(console, overview(connection, NOW), BERLIN)
    assert max(len(line) for line in printed(console).splitlines()) <= 80
    assert "Stand vom 10.11.2024 10:00" in printed(console)


def test_somebodys_words_are_no_markup(tmp_path: Path, console: Console) -> None:
    store = new_store(tmp_path)
    with store.begin() as connection:
        members.put(connection, [person(0)])
        events.put(connection, "job", PARTY, NOW)
        records.add(connection, "m000", [rsvp("accepted", words="[red]dabei[/nope] :smile:")], Proof.TOKEN, NOW)
    with store.look() as connection:
        print_answers(console, event_answers(connection, "party"), BERLIN)
        print_why(console, why(connection, "party", "m000"), members.names(connection), BERLIN)
    assert printed(console).count("[red]dabei") == 2
    assert printed(console).count(":smile:") == 2


def test_a_history_without_entries_is_said_in_a_sentence(console: Console) -> None:
    print_why(console, (), {}, BERLIN)
    assert printed(console).strip() == "Von diesem Mitglied steht zu dieser Veranstaltung nichts im Buch."


def test_all_is_well_only_when_nothing_needs_a_person(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    member, well = person(0), "Alles in Ordnung"
    with store.begin() as connection:
        mailing(connection, "job", "circular", {"a": member}, NOW - DAY)
    assert well in _status_of(store)
    with store.begin() as connection:
        settle(connection, LetterState.FAILED, NOW, "a", code=550)
    assert well not in _status_of(store)


def test_every_sentence_of_the_views_can_be_filled() -> None:
    groups = ("answers", "status", "report", "answers_", "status_", "report_")
    mine = {key: text for key, text in catalogue().items() if key.startswith(groups)}
    assert mine
    for key, text in mine.items():
        fields = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
        assert all(name.isidentifier() for name in fields), key


def _status_of(store: Store) -> str:
    console = Console(width=80, file=io.StringIO())
    with store.look() as connection:
        print_status(console, overview(connection, NOW), BERLIN)
    return printed(console)
