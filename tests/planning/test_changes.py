"""What happens when an event that members know is moved, changed or cancelled?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from mailer.app import Office
from mailer.clock import ManualClock
from mailer.model.book import Proof
from mailer.model.jobs import Event
from mailer.model.mail import LetterState, OccurrenceState
from mailer.model.reading import Finding
from mailer.planning.versions import Weight, as_told_next, differences, weight
from mailer.store import letters, occurrences, records
from tests.workspace import NOW, make_workspace, opened

HOUR = timedelta(hours=1)
REMINDER = """
[[mailings]]
id = "erinnerung"
template = "test-einladung.md"
audience = { not_answered = "stadtparteitag" }
when = "7 days before event at 18:00"
"""
START = datetime(2024, 11, 23, 9, tzinfo=UTC)
EVENT = Event("e", "Fest", START, START + 3 * HOUR, "Saal")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    workspace = make_workspace(tmp_path)
    job = workspace / "jobs" / "parteitag.toml"
    job.write_text(job.read_text("utf-8") + REMINDER, encoding="utf-8")
    with opened(workspace, ManualClock(NOW)) as office:
        office.plan_due()
        later(office, timedelta(days=1))
        yield office


def later(office: Office, span: timedelta) -> None:
    assert isinstance(office.clock, ManualClock)
    office.clock.advance(span)


def edit(office: Office, old: str, new: str) -> None:
    job = office.workspace / "jobs" / "parteitag.toml"
    text = job.read_text("utf-8")
    assert old in text
    job.write_text(text.replace(old, new), encoding="utf-8")
    office.reload()


def answer(office: Office, member: str, said: str) -> None:
    with office.store.begin() as connection:
        finding = Finding("rsvp", event="stadtparteitag", answer=said)
        records.add(connection, member, [finding], Proof.TOKEN, office.clock.now())


def standing(office: Office) -> dict[str, str | None]:
    with office.store.look() as connection:
        said = records.current(records.of_event(connection, "stadtparteitag"))
    return {entry.member_id: entry.finding.answer for entry in said if entry.finding.kind == "rsvp"}


def announced(office: Office) -> dict[str, tuple[str, str, Calendar]]:
    """Member, subject, text and calendar part of each letter that told a change."""
    with office.store.look() as connection:
        found = [each for each in occurrences.every(connection) if each.mailing_id.startswith("~")]
        lines = [line for each in found for line in letters.lines(connection, occurrence_id=each.id)]
        raws = {line.member_id or "": (line.subject, letters.raw(connection, line.id) or b"") for line in lines}
    return {member: (subject, *parts_of(raw)) for member, (subject, raw) in raws.items()}


def parts_of(raw: bytes) -> tuple[str, Calendar]:
    parts = {part.get_content_type(): part for part in message_from_bytes(raw).walk()}
    calendar = Calendar.from_ical(parts["text/calendar"].get_payload(decode=True))
    assert parts["text/calendar"].get_param("method") == calendar["METHOD"]
    return parts["text/plain"].get_payload(decode=True).decode(), calendar


def first_event(calendar: Calendar) -> dict[str, object]:
    (event,) = calendar.walk("VEVENT")
    return event


def uids(office: Office) -> dict[str, str]:
    with office.store.look() as connection:
        lines = letters.lines(connection, occurrence_id=1)
        return {line.member_id or "": str(first_event(parts_of(letters.raw(connection, line.id) or b"")[1])["UID"]) for line in lines}


def test_nothing_is_pending_while_the_file_says_what_was_told(office: Office) -> None:
    assert office.pending_changes() == ()
    edit(office, "Volkssolidarität", "Rathaus")
    edit(office, "Rathaus", "Volkssolidarität")
    assert office.pending_changes() == ()


def test_another_room_updates_the_entry_and_keeps_the_answers(office: Office) -> None:
    answer(office, "m1", "accepted")
    answer(office, "m2", "declined")
    before = uids(office)
    edit(office, "Volkssolidarität", "Rathaus")
    (change,) = office.pending_changes()
    assert (change.weight, change.fields, change.people) == (Weight.MINOR, ("location",), {"m1", "m3", "m4", "m6"})
    assert office.announce(change).queued == 4
    told = announced(office)
    subject, text, calendar = told["m1"]
    event = first_event(calendar)
    assert subject.startswith("Geändert: Stadtparteitag")
    assert "Der Ort war bisher: Volkssolidarität." in text
    assert "Deine Antwort gilt weiter" in " ".join(text.split())
    assert (calendar["METHOD"], event["SEQUENCE"], event["LOCATION"], event["UID"]) == ("REQUEST", 1, "Rathaus", before["m1"])
    assert standing(office) == {"m1": "accepted", "m2": "declined"}
    assert office.pending_changes() == ()
    assert not office.announce(change).opened


def test_another_day_asks_everybody_again(office: Office) -> None:
    answer(office, "m1", "accepted")
    answer(office, "m2", "declined")
    edit(office, "2024-11-23T", "2024-11-30T")
    (change,) = office.pending_changes()
    assert (change.weight, change.people) == (Weight.MAJOR, {"m1", "m2", "m3", "m4", "m6"})
    office.announce(change)
    _, text, calendar = announced(office)["m2"]
    assert "Deine frühere Antwort gilt nicht mehr" in " ".join(text.split())
    assert "Bisher stand da: Samstag, 23. November 2024" in " ".join(text.split())
    assert first_event(calendar)["SEQUENCE"] == 1
    assert standing(office) == {}
    later(office, timedelta(days=28, hours=11))
    assert office.plan_due() == 5


def test_a_cancelled_event_is_taken_out_of_calendars_and_nobody_is_reminded(office: Office) -> None:
    before = uids(office)
    edit(office, 'title = "Stadtparteitag"\nstart', 'cancelled = true\ntitle = "Stadtparteitag"\nstart')
    (change,) = office.pending_changes()
    assert change.weight is Weight.CANCELLED
    office.announce(change)
    subject, text, calendar = announced(office)["m3"]
    event = first_event(calendar)
    assert subject.startswith("Fällt aus: Stadtparteitag")
    assert "findet nicht statt" in text
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"], event["UID"]) == ("CANCEL", "CANCELLED", 1, before["m3"])
    assert office.pending_changes() == ()
    later(office, timedelta(days=28))
    assert office.plan_due() == 0
    with office.store.look() as connection:
        assert occurrences.of_mailing(connection, "parteitag", "erinnerung")[0].state is OccurrenceState.SKIPPED


def test_details_that_follow_are_an_update_of_the_same_event(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    job = workspace / "jobs" / "parteitag.toml"
    job.write_text(job.read_text("utf-8").replace("Volkssolidarität", "wird noch bekannt gegeben"), encoding="utf-8")
    with opened(workspace, ManualClock(NOW)) as office:
        office.plan_due()
        later(office, HOUR)
        edit(office, "wird noch bekannt gegeben", "Rathaus, Saal 2")
        (change,) = office.pending_changes()
        office.announce(change)
        subject, _, calendar = announced(office)["m1"]
        assert subject.startswith("Jetzt steht es fest: Stadtparteitag")
        assert first_event(calendar)["LOCATION"] == "Rathaus, Saal 2"
        assert first_event(calendar)["UID"] == uids(office)["m1"]


def test_an_event_that_vanished_is_never_dropped_silently(office: Office) -> None:
    (office.workspace / "jobs" / "parteitag.toml").unlink()
    office.reload()
    (change,) = office.pending_changes()
    assert (change.planned, change.weight) == (None, None)
    assert len(change.people) == 5
    office.announce(change)
    assert {str(calendar["METHOD"]) for _, _, calendar in announced(office).values()} == {"CANCEL"}
    assert office.pending_changes() == ()


def test_a_broken_file_is_no_vanished_event(office: Office) -> None:
    edit(office, "[event]", "[event")
    assert office.pending_changes() == ()


def test_each_change_counts_on_and_the_boards_word_on_its_weight_holds(office: Office) -> None:
    edit(office, 'location = "Volkssolidarität"', 'location = "Rathaus"\nchanged = "major"')
    (change,) = office.pending_changes()
    assert change.weight is Weight.MAJOR
    office.announce(change)
    later(office, HOUR)
    edit(office, '"Rathaus"\nchanged = "major"', '"Schule"')
    (change,) = office.pending_changes()
    office.announce(change)
    assert {first_event(calendar)["SEQUENCE"] for _, _, calendar in announced(office).values()} == {2}


def test_a_mailing_that_goes_out_meanwhile_tells_the_new_sequence(office: Office) -> None:
    answer(office, "m1", "accepted")
    edit(office, "Volkssolidarität", "Rathaus")
    later(office, timedelta(days=21, hours=11))
    office.plan_due()
    with office.store.look() as connection:
        (reminder,) = occurrences.of_mailing(connection, "parteitag", "erinnerung")
        (line, *others) = letters.lines(connection, occurrence_id=reminder.id)
        assert len(others) == 3
        assert line.state is LetterState.QUEUED
        _, calendar = parts_of(letters.raw(connection, line.id) or b"")
    assert first_event(calendar)["SEQUENCE"] == 1
    (change,) = office.pending_changes()
    assert change.people == {"m1"}
    office.announce(change)
    assert first_event(announced(office)["m1"][2])["SEQUENCE"] == 1
    assert office.pending_changes() == ()


@given(st.integers(-300, 300), st.integers(0, 5), st.integers(0, 5))
def test_the_sequence_never_falls_and_rises_with_every_difference(minutes: int, told_sequence: int, file_sequence: int) -> None:
    told = replace(EVENT, sequence=told_sequence, major_sequence=told_sequence)
    planned = replace(EVENT, start=START + timedelta(minutes=minutes), end=START + 9 * HOUR, sequence=file_sequence)
    told = replace(told, end=START + 9 * HOUR)
    following = as_told_next(told, planned)
    assert following.sequence >= max(file_sequence, told_sequence + bool(minutes))
    assert bool(differences(told, planned)) == bool(minutes)
    assert (following.major_sequence > told.major_sequence) == (abs(minutes) > 60)
    assert as_told_next(following, planned).sequence == following.sequence


def test_the_weight_of_a_change() -> None:
    assert weight(EVENT, replace(EVENT, location="Rathaus")) is Weight.MINOR
    assert weight(EVENT, replace(EVENT, start=START + HOUR)) is Weight.MINOR
    assert weight(EVENT, replace(EVENT, start=START + 2 * HOUR)) is Weight.MAJOR
    assert weight(EVENT, replace(EVENT, cancelled=True)) is Weight.CANCELLED
    assert weight(replace(EVENT, cancelled=True), EVENT) is Weight.MAJOR


def test_whoever_got_the_letter_by_post_hears_of_the_change_by_post(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, when='at = 2024-10-25T09:00:00\nchannels = ["email", "post"]')
    with opened(workspace, ManualClock(NOW)) as office:
        office.plan_due()
        later(office, HOUR)
        edit(office, "Volkssolidarität", "Rathaus")
        (change,) = office.pending_changes()
        assert "m5" in change.people
        office.announce(change)
        with office.store.look() as connection:
            (found,) = (each for each in occurrences.every(connection) if each.mailing_id.startswith("~"))
            states = {line.member_id: line.state for line in letters.lines(connection, occurrence_id=found.id)}
    assert states["m5"] is LetterState.TO_PRINT
    assert states["m1"] is LetterState.QUEUED
