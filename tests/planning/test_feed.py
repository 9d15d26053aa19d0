"""Does the calendar file for the web site say what members know, and nothing of any member?"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from mailer.app import Office
from mailer.clock import ManualClock
from tests.workspace import NOW, PEOPLE, make_workspace, opened


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    workspace = make_workspace(tmp_path)
    config = workspace / "config.toml"
    config.write_text(config.read_text("utf-8") + '\n[feed]\nfile = "termine.ics"\n', encoding="utf-8")
    with opened(workspace, ManualClock(NOW)) as office:
        yield office


def entry(office: Office) -> dict[str, object]:
    calendar = Calendar.from_ical((office.workspace / "termine.ics").read_bytes())
    assert calendar["METHOD"] == "PUBLISH"
    (found,) = calendar.walk("VEVENT")
    return found


def edit(office: Office, old: str, new: str) -> None:
    job = office.workspace / "jobs" / "parteitag.toml"
    job.write_text(job.read_text("utf-8").replace(old, new), encoding="utf-8")
    office.reload()


def test_it_is_written_with_all_dates_and_only_when_something_is_new(office: Office) -> None:
    office.plan_due()
    found = entry(office)
    assert (found["UID"], found["SUMMARY"], found["SEQUENCE"]) == ("stadtparteitag@verband.example", "Stadtparteitag", 0)
    assert found["DTSTART"].dt == datetime(2024, 11, 23, 9, tzinfo=UTC)
    before = (office.workspace / "termine.ics").stat().st_mtime_ns
    assert not office.write_feed()
    assert (office.workspace / "termine.ics").stat().st_mtime_ns == before


def test_nobody_can_be_found_in_it(office: Office) -> None:
    office.plan_due()
    text = (office.workspace / "termine.ics").read_text("utf-8")
    assert "ATTENDEE" not in text
    for person in PEOPLE:
        assert person.family_name not in text
        assert person.id + "." not in text


def test_a_change_shows_when_members_are_told_and_not_before(office: Office) -> None:
    office.plan_due()
    job = office.workspace / "jobs" / "parteitag.toml"
    edit(office, "Volkssolidarität", "Rathaus")
    os.utime(job, (job.stat().st_atime, job.stat().st_mtime + 60))
    assert not office.write_feed()
    assert isinstance(office.clock, ManualClock)
    office.clock.advance(timedelta(hours=1))
    office.announce(office.pending_changes()[0])
    assert office.write_feed()
    found = entry(office)
    assert (found["LOCATION"], found["SEQUENCE"]) == ("Rathaus", 1)
    assert found["LAST-MODIFIED"].dt == NOW + timedelta(hours=1)


def test_a_cancelled_event_is_marked_and_a_private_one_left_out(office: Office) -> None:
    office.plan_due()
    edit(office, 'location = "Volkssolidarität"', 'location = "Volkssolidarität"\ncancelled = true')
    office.announce(office.pending_changes()[0])
    office.write_feed()
    assert entry(office)["STATUS"] == "CANCELLED"
    edit(office, "cancelled = true", "cancelled = true\nfeed = false")
    office.write_feed()
    assert "VEVENT" not in (office.workspace / "termine.ics").read_text("utf-8")


def test_a_place_that_cannot_be_written_stops_nothing(office: Office) -> None:
    (office.workspace / "termine.ics").mkdir()
    complaints: list[str] = []
    office.complain = lambda error: complaints.append(error.key)
    assert office.plan_due() == 5
    office.plan_due()
    assert complaints == ["feed.unwritable"]
