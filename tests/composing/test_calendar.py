"""Does a calendar program read what we write, and see one attendee only?"""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar as VCalendar
from icalendar.cal import Component

from mailer.composing.calendar import Attendee, CalendarParts
from mailer.composing.folding import fold
from mailer.model.jobs import Calendar
from tests.composing.letters import BERLIN, CAFE, CONGRESS, JANA, NASTY_NAMES, SENDER, UID, composer, invitation, order, parsed

STAMP = datetime(2024, 10, 25, 9, tzinfo=BERLIN)
PARTS = CalendarParts(SENDER)


def request(name: str = "Jana Vogel", address: str = "jana@post.example", event: object = CONGRESS) -> bytes:
    return PARTS.invitation(event, UID, Attendee(name, address), STAMP)  # type: ignore[arg-type]


def read(content: bytes) -> tuple[Component, list[Component]]:
    calendar = VCalendar.from_ical(content)
    return calendar, list(calendar.walk("VEVENT"))


def test_an_invitation_survives_the_round_trip() -> None:
    calendar, (event,) = read(request())
    assert (str(calendar["METHOD"]), str(calendar["VERSION"]), str(calendar["CALSCALE"])) == ("REQUEST", "2.0", "GREGORIAN")
    assert (str(event["UID"]), event["SEQUENCE"], str(event["SUMMARY"])) == (UID, 0, "Stadtparteitag")
    assert event["DTSTART"].dt == CONGRESS.start
    assert event["DTEND"].dt == CONGRESS.end
    assert event["DTSTAMP"].dt == STAMP.astimezone(UTC)
    assert str(event["LOCATION"]) == CONGRESS.location
    assert str(event["X-MICROSOFT-DISALLOW-COUNTER"]) == "TRUE"
    assert (str(event["ORGANIZER"]), event["ORGANIZER"].params["CN"]) == (f"mailto:{SENDER.address}", SENDER.name)
    assert not calendar.walk("VALARM")


@pytest.mark.parametrize("name", [*NASTY_NAMES, "Jana Vogel"])
def test_there_is_exactly_one_attendee_who_is_the_one_recipient(name: str) -> None:
    mail = parsed(composer("x").compose(invitation(to_name=name)).raw)
    (recipient,) = mail["To"].addresses
    for part in list(mail.walk())[-2:]:
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        unfolded = content.replace(b"\r\n ", b"")
        assert unfolded.count(b"ATTENDEE") == unfolded.count(b"mailto:" + recipient.addr_spec.encode()) == 1
        _, (event,) = read(content)
        attendee = event["ATTENDEE"]
        assert str(attendee) == f"mailto:{recipient.addr_spec}"
        assert {key: value for key, value in attendee.params.items() if key != "CN"} == {
            "CUTYPE": "INDIVIDUAL",
            "ROLE": "REQ-PARTICIPANT",
            "PARTSTAT": "NEEDS-ACTION",
            "RSVP": "TRUE",
        }
        assert '"' not in attendee.params["CN"]


def test_two_members_invitations_differ_in_nothing_but_the_attendee_and_uid() -> None:
    letters = composer("x")
    kim = replace(JANA, id="m2", given_name="Kim", family_name="Berger", email="kim@post.example")
    ours = [
        next(parsed(letters.compose(wish).raw).iter_attachments()).get_payload(decode=True)
        for wish in (
            invitation(),
            invitation(recipient=kim, address="kim@post.example", to_name=kim.name, invitations=((CONGRESS, f"k{UID}"),)),
        )
    ]
    lines = [set(bytes(file).replace(b"\r\n ", b"").split(b"\r\n")) for file in ours]  # type: ignore[arg-type]
    assert {line.partition(b":")[0].partition(b";")[0] for line in lines[0] ^ lines[1]} == {b"ATTENDEE", b"UID"}


@pytest.mark.parametrize("name", [*NASTY_NAMES, "Jana Vogel"])
def test_lines_are_folded_at_75_octets_and_end_in_crlf(name: str) -> None:
    content = request(name, event=replace(CONGRESS, title="Ö" * 200, description="Zeile eins,\nZeile; zwei"))
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert content.count(b"\n") == content.count(b"\r\n")
    _, (event,) = read(content)
    assert str(event["SUMMARY"]) == "Ö" * 200
    assert str(event["DESCRIPTION"]) == "Zeile eins,\nZeile; zwei"


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=300))
def test_folding_loses_nothing_and_cuts_no_character(line: str) -> None:
    folded = fold(line)
    assert folded.replace("\r\n ", "") == line
    assert all(len(piece.encode()) <= 75 for piece in folded.split("\r\n"))


def test_the_zone_is_described_by_rules_that_outlook_reads() -> None:
    text = request().decode()
    assert "DTSTART;TZID=Europe/Berlin:20241123T100000\r\n" in text
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert text.count("RRULE:FREQ=YEARLY;") == 2
    assert "RDATE" not in text
    assert text.index("BEGIN:VTIMEZONE") < text.index("BEGIN:VEVENT")


@pytest.mark.parametrize("month", [3, 7, 10, 12])
def test_the_rules_give_the_same_instants_as_the_zone(month: int) -> None:
    start = datetime(2026, month, 28, 18, tzinfo=BERLIN)
    content = request(event=replace(CONGRESS, start=start, end=start.replace(hour=20)))
    zone = VCalendar.from_ical(content).walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)
    assert start.replace(tzinfo=zone).utcoffset() == start.utcoffset()


def test_other_zones_are_written_in_utc() -> None:
    parts = CalendarParts(replace(SENDER, zone=ZoneInfo("America/New_York")))
    text = parts.invitation(CONGRESS, UID, Attendee("Jana", "jana@post.example"), STAMP).decode()
    assert "DTSTART:20241123T090000Z\r\n" in text
    assert "VTIMEZONE" not in text


def test_a_file_of_dates_has_everybodys_own_uids_and_no_attendee() -> None:
    pairs = ((CONGRESS, "a@stadtverband.example"), (CAFE, "b@stadtverband.example"))
    mail = parsed(composer("x").compose(order(invitations=pairs, calendar=Calendar.DATES)).raw)
    (file,) = mail.iter_attachments()
    content = file.get_payload(decode=True)
    assert isinstance(content, bytes)
    calendar, events = read(content)
    assert str(calendar["METHOD"]) == "PUBLISH"
    assert [str(event["UID"]) for event in events] == ["a@stadtverband.example", "b@stadtverband.example"]
    assert all("ATTENDEE" not in event and "ORGANIZER" in event for event in events)


def test_a_changed_event_keeps_its_uid_and_raises_its_sequence() -> None:
    _, (event,) = read(request(event=replace(CONGRESS, sequence=3)))
    assert (str(event["UID"]), event["SEQUENCE"]) == (UID, 3)
