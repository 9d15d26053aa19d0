"""Does an autumn with all sample jobs write to the right people at the right time? Played from 1 to 28 October over real servers."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes
from zoneinfo import ZoneInfo

import pytest

from mailer.app import Office, open_office
from mailer.demo.run import Played, run_demo
from mailer.demo.story import SEASON
from mailer.demo.workspace import PAGE, PAPER
from mailer.model.mail import OccurrenceState
from mailer.store import letters, magazine, occurrences, records, releases
from mailer.store.releases import DraftState

BERLIN = ZoneInfo("Europe/Berlin")
UNTIL = datetime(2024, 10, 28, 12, tzinfo=BERLIN)
DELEGATES = {"m001", "m005", "m012", "m016"}
BOARD = {"m001", "m002", "m003", "m005", "m007", "m010", "m014", "m018"}
COUNCIL = {"m004", "m007", "m030"}
BRANCHES = {"m006", "m034", "m042", "m043", "m045", "m057"}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    story = replace(SEASON, until=UNTIL)
    return run_demo(tmp_path_factory.mktemp("season") / "out", lambda _at, _words: None, threading.Event(), story=story)


@pytest.fixture(scope="module")
def office(played: Played) -> Iterator[Office]:
    office = open_office(played.folder, talks=False)
    yield office
    office.close()


def written_to(office: Office, job: str, mailing: str) -> dict[str, set[str]]:
    """By the day it went out: who got the mailing."""
    with office.store.look() as connection:
        found = [each for each in occurrences.of_mailing(connection, job, mailing) if each.state is OccurrenceState.READY]
        lines = {each.planned_at: letters.lines(connection, occurrence_id=each.id) for each in found}
    return {f"{at.astimezone(BERLIN):%d.%m. %H:%M}": {line.member_id or "" for line in those} for at, those in lines.items()}


def files_of(office: Office, job: str, mailing: str) -> set[tuple[str, ...]]:
    """The names of the files in each of its letters."""
    with office.store.look() as connection:
        ids = [
            line.id
            for each in occurrences.of_mailing(connection, job, mailing)
            for line in letters.lines(connection, occurrence_id=each.id)
        ]
        raws = [letters.raw(connection, letter_id) or b"" for letter_id in ids]
    return {tuple(name for part in message_from_bytes(raw).walk() if (name := part.get_filename())) for raw in raws}


def answers(office: Office, event: str) -> dict[str, str | None]:
    with office.store.look() as connection:
        said = records.current(records.of_event(connection, event))
        return {entry.member_id: entry.finding.answer for entry in said if entry.finding.kind == "rsvp"}


def test_the_script_names_real_mailings_members_and_moments(office: Office) -> None:
    mailings = {(job.id, mailing.id) for job in office.shelf.jobs for mailing in job.mailings}
    assert {pair for pair in SEASON.letters.values() if not pair[1].startswith("~")} <= mailings
    moments = [each.at for each in (*SEASON.script, *SEASON.follow_ups)]
    assert len(set(moments)) == len(moments)
    assert {answer.letter for answer in SEASON.script} <= set(SEASON.letters)
    begin, end = SEASON.span
    assert all(begin < each.at < end for each in (*SEASON.script, *SEASON.follow_ups, *SEASON.deeds))


def test_the_circular_goes_out_because_the_board_answered_its_draft(office: Office, played: Played) -> None:
    with office.store.look() as connection:
        draft = releases.latest_of(connection, "sofortinfo", "rundbrief")
        (circular,) = occurrences.of_mailing(connection, "sofortinfo", "rundbrief")
    assert draft is not None
    assert (draft.state, draft.decided_by) == (DraftState.RELEASED, "board <vorsitz@stadtverband.example>")
    assert draft.decided_at is not None
    assert draft.asked_at < draft.decided_at < circular.planned_at
    page = (played.folder / PAGE).read_text(encoding="utf-8")
    assert "Freigegeben durch eine Antwort auf den Entwurf: sofortinfo, rundbrief" in page
    assert "Der Vorsitz" in page


def test_delegates_are_asked_without_the_one_who_resigned_and_only_the_silent_one_is_reminded(office: Office) -> None:
    assert written_to(office, "bundesparteitag", "delegierte") == {"07.10. 18:00": DELEGATES}
    assert written_to(office, "bundesparteitag", "erinnerung") == {"09.10. 18:00": {"m012"}}
    with office.store.look() as connection:
        (asked,) = occurrences.of_mailing(connection, "bundesparteitag", "delegierte")
        assert ("m035", "resigned", "") in occurrences.left_out_of(connection, asked.id)


def test_substitutes_are_written_to_when_a_person_says_so_and_their_answers_are_in_the_book(office: Office) -> None:
    assert written_to(office, "bundesparteitag", "ersatzdelegierte") == {"08.10. 19:00": {"m021", "m026", "m041"}}
    assert answers(office, "bundesparteitag") == {
        "m001": "accepted",
        "m016": "accepted",
        "m005": "declined",
        "m012": "accepted",
        "m021": "accepted",
        "m026": "declined",
    }


def test_the_retreat_reaches_board_and_council_once_and_reminds_only_the_silent(office: Office) -> None:
    assert written_to(office, "klausur", "einladung") == {"14.10. 18:00": BOARD | COUNCIL}
    assert written_to(office, "klausur", "erinnerung") == {"20.10. 18:00": (BOARD | COUNCIL) - {"m004", "m007", "m014"}}
    assert answers(office, "klausur") == {"m004": "accepted", "m007": "accepted", "m014": "declined", "m002": "accepted"}


def test_new_members_are_welcomed_three_days_after_joining_with_the_flyer(office: Office) -> None:
    assert written_to(office, "neumitglieder", "willkommen") == {
        "15.10. 10:00": {"m061"},
        "16.10. 10:00": {"m062"},
        "17.10. 10:00": {"m063"},
    }
    assert files_of(office, "neumitglieder", "willkommen") == {("flyer.pdf",)}


def test_a_round_birthday_is_congratulated_on_the_day(office: Office) -> None:
    assert written_to(office, "geburtstage", "glueckwunsch") == {"10.10. 08:00": {"m015"}}


def test_the_concept_goes_to_the_branches_as_a_file(office: Office) -> None:
    assert written_to(office, "kampagne", "konzept") == {"17.10. 18:00": BRANCHES}
    assert files_of(office, "kampagne", "konzept") == {("kampagnenkonzept.pdf",)}


def test_the_board_hears_of_its_session_the_day_before(office: Office) -> None:
    assert written_to(office, "vorstandssitzungen", "sitzung-1016") == {"15.10. 18:00": BOARD}


def test_the_convocation_goes_by_mail_by_post_and_into_the_magazine(office: Office, played: Played) -> None:
    (reached,) = written_to(office, "stadtparteitag", "einberufung").values()
    assert {"m019", "m027", "m044"} <= reached
    assert (played.folder / PAPER / "stadtparteitag-1-briefe.pdf").read_bytes().startswith(b"%PDF")
    table = (played.folder / PAPER / "stadtparteitag-1-anschriften.csv").read_text(encoding="utf-8-sig")
    assert all(name in table for name in ("Prützmann", "Kniephoff", "Mosigk"))
    with office.store.look() as connection:
        assert [handed.issue for handed, _, _ in magazine.of_mailing(connection, "stadtparteitag", "einberufung")] == ["L&A November 2024"]


def test_the_page_tells_what_the_board_did(played: Played) -> None:
    page = (played.folder / PAGE).read_text(encoding="utf-8")
    assert played.whole
    assert "mailer send bundesparteitag --mailing ersatzdelegierte" in page
    assert "die Ersatzdelegierten" in page
