"""Does a convocation that would come too late stay, until a person says otherwise on record?"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailer import convocation
from mailer.app import Office
from mailer.errors import DataError, JobFileError
from mailer.people.ways import EMAIL, POST
from mailer.posting import evidence_of
from mailer.store import letters, overrides
from tests.posting.association import NOW, TOO_LATE, WISHES, at, plan_by_hand, workspace
from tests.workspace import opened

BETWEEN = datetime(2024, 11, 6, 8, 0, tzinfo=UTC)
"""By post it is too late, by mail it is not."""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with opened(workspace(tmp_path, when="at = 2024-11-11T09:00:00"), at(TOO_LATE), WISHES) as office:
        yield office


def say_so(office: Office, reason: str) -> overrides.Override:
    job = office.job("parteitag")
    late = convocation.late_ways(office.settings, job, job.mailings[0], frozenset({EMAIL, POST}), office.clock.now(), office.zone)
    return convocation.override(office.store, job, job.mailings[0], late, reason, office.clock.now())


def test_the_service_sends_nothing_late_and_tells_why_once(office: Office) -> None:
    told: list[str] = []
    office.complain = lambda error: told.append(error.key)
    assert [office.plan_due(), office.plan_due()] == [0, 0]
    assert told == ["convening.refused"]
    with office.store.look() as connection:
        assert letters.lines(connection) == ()


def test_a_persons_word_lets_it_out_and_stands_in_the_evidence(office: Office) -> None:
    said = say_so(office, "Der Saal stand erst heute fest.")
    assert len(said.shortcomings) == 2
    assert plan_by_hand(office) == 9
    with office.store.look() as connection:
        found = evidence_of(connection, office.identity, "parteitag", None, {}, office.clock.now(), office.zone)
    assert any("Der Saal stand erst heute fest." in note and said.said_by in note for note in found.notes)


def test_a_word_without_a_reason_is_none(office: Office) -> None:
    with pytest.raises(DataError, match=r"convening\.no_reason"):
        say_so(office, "  ")


def test_the_file_cannot_say_so(tmp_path: Path) -> None:
    folder = workspace(tmp_path, body='body = "stadtparteitag"\noverride = "eilig"')
    with opened(folder, at(TOO_LATE), WISHES) as office, pytest.raises(JobFileError):
        office.job("parteitag")


def test_where_only_the_post_is_late_it_still_takes_a_word_as_long_as_somebody_needs_a_letter(tmp_path: Path) -> None:
    with opened(workspace(tmp_path), at(BETWEEN), WISHES) as office, pytest.raises(DataError, match=r"convening\.refused"):
        plan_by_hand(office)
    mailed = tuple(member for member in WISHES if member.email and not member.delivery)
    with opened(workspace(tmp_path / "other"), at(BETWEEN), mailed) as office:
        assert plan_by_hand(office) == len(mailed)


def test_letters_that_wait_are_not_printed_late_either(tmp_path: Path) -> None:
    with opened(workspace(tmp_path), at(NOW), WISHES) as office:
        plan_by_hand(office)
        job = office.job("parteitag")
        convocation.check_print_in_time(office.store, office.settings, job, job.mailings, NOW, office.zone)
        with pytest.raises(DataError, match=r"convening\.refused"):
            convocation.check_print_in_time(office.store, office.settings, job, job.mailings, BETWEEN, office.zone)


def test_what_convenes_no_body_is_never_late(tmp_path: Path) -> None:
    with opened(workspace(tmp_path, body=""), at(TOO_LATE), WISHES) as office:
        assert plan_by_hand(office) == 9


def test_the_board_hears_of_waiting_letters_once_a_day(tmp_path: Path) -> None:
    clock = at(NOW)
    with opened(workspace(tmp_path, when="at = 2024-10-25T09:00:00"), clock, WISHES) as office:
        office.plan_due()
        office.plan_due()
        with office.store.look() as connection:
            told = [line for line in letters.lines(connection) if line.purpose == "report"]
            raw = letters.raw(connection, told[0].id) or b""
    assert [(line.address, line.subject) for line in told] == [("vorsitz@verband.example", "5 Briefe warten auf den Druck: Stadtparteitag")]
    assert b"Montag, 4. November 2024" in raw
