"""Do mailings come at their times over the years, through both changes of the clock, sleeps and restarts?"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from mailer.app import Office
from mailer.clock import ManualClock
from mailer.model.book import Proof
from mailer.model.people import Member
from mailer.model.reading import Finding
from mailer.planning.outlook import coming
from mailer.store import deliveries, letters, members, occurrences, records
from tests.workspace import NOW, make_workspace, opened

BERLIN = ZoneInfo("Europe/Berlin")
AUTUMN = datetime(2025, 11, 4, 12, 0, tzinfo=UTC)  # all changes of the clock are over, and whoever joined is greeted
SPRING = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)  # a birthday on 29 February has come, in a year without one
WEEK = timedelta(days=7)

JOB = """
title = "Ein Vereinsjahr"
[event]
id = "fest"
title = "Fest"
start = 2025-03-30T15:00:00
answer_by = 2025-03-25
[[mailings]]
id = "monat"
template = "test-einladung.md"
audience = { everyone = true }
cron = "30 2 28-31 * *"
too_late = "send"
[[mailings]]
id = "willkommen"
template = "test-einladung.md"
audience = { everyone = true }
when = "3 days after joining at 02:30"
[[mailings]]
id = "geburtstag"
template = "test-einladung.md"
audience = { everyone = true }
when = "round birthday at 08:00"
[[mailings]]
id = "einladung"
template = "test-einladung.md"
audience = { everyone = true }
when = "28 days before event at 02:30"
too_late = "send"
[[mailings]]
id = "nachfrage"
template = "test-einladung.md"
audience = { everyone = true }
when = "10 days after mailing einladung at 18:00 if no answer"
too_late = "send"
[[mailings]]
id = "vorabend"
template = "test-einladung.md"
audience = { answered = { event = "fest", answer = "accepted" } }
when = "1 day before event at 18:00"
too_late = "send"
"""
PEOPLE = (
    Member("a", "Jana", "Vogel", "jana@post.example", joined=date(2025, 3, 27), birthday=date(1965, 7, 1)),
    Member("b", "Horst", "Krüger", "horst@web.example", joined=date(2025, 10, 23), birthday=date(1976, 2, 29)),
    Member("c", "Aylin", "Demir", "aylin@post.example", joined=date(2020, 1, 1), birthday=date(1990, 5, 5)),
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    workspace = make_workspace(tmp_path)
    (workspace / "jobs" / "parteitag.toml").unlink()
    (workspace / "jobs" / "jahr.toml").write_text(JOB, encoding="utf-8")
    with opened(workspace, ManualClock(NOW)) as office:
        with office.store.begin() as connection:
            members.mark_gone(connection, [member.id for member in members.everybody(connection)], NOW)
            members.put(connection, PEOPLE)
        yield office


def live(office: Office, clock: ManualClock, end: datetime, sleeps: tuple[datetime, ...] = ()) -> Counter[tuple[str, str, str]]:
    """By the alarm clock until then; whoever sleeps wakes a week later. Gives how often each mailing wrote to whom at which local time."""
    written: Counter[tuple[str, str, str]] = Counter()
    while clock.now() < end:
        office.plan_due()
        wake = office.next_wake_up()
        if wake is None:
            break
        step = max(wake, clock.now() + timedelta(seconds=1))
        asleep = next((start for start in sleeps if start <= step < start + WEEK), None)
        clock.move_to(asleep + WEEK if asleep else step)
    with office.store.look() as connection:
        for mailing in office.shelf.jobs[0].mailings:
            for found in occurrences.of_mailing(connection, "jahr", mailing.id):
                for line in letters.lines(connection, occurrence_id=found.id):
                    written[mailing.id, line.member_id or "", str(line.created_at.astimezone(BERLIN))[:16]] += 1
    return written


def answer(office: Office, member: str, said: str) -> None:
    with office.store.begin() as connection:
        finding = Finding("rsvp", event="fest", answer=said)
        records.add(connection, member, [finding], Proof.TOKEN, NOW)


def manual(office: Office) -> ManualClock:
    assert isinstance(office.clock, ManualClock)
    return office.clock


def test_three_changes_of_the_clock_and_a_leap_day_by_the_clock(office: Office) -> None:
    answer(office, "a", "accepted")
    answer(office, "b", "declined")
    written = live(office, manual(office), SPRING)
    assert set(written.values()) == {1}
    of = {name: sorted((who, at) for mailing, who, at in written if mailing == name) for name in {key[0] for key in written}}
    assert of["einladung"] == [("a", "2025-03-02 02:30"), ("b", "2025-03-02 02:30"), ("c", "2025-03-02 02:30")]
    assert of["nachfrage"] == [("c", "2025-03-12 18:00")]
    assert of["vorabend"] == [("a", "2025-03-29 18:00")]
    assert of["geburtstag"] == [("a", "2025-07-01 08:00"), ("b", "2026-03-01 08:00")]
    assert of["willkommen"] == [("a", "2025-03-30 03:00"), ("b", "2025-10-26 02:30")]
    days = Counter(at[:10] for who, at in of["monat"] if who == "c")
    assert set(days.values()) == {1}
    expected = [NOW.date() + timedelta(days=n) for n in range((SPRING - NOW).days + 1)]
    assert sorted(days) == [str(day) for day in expected if day.day >= 28 and day < SPRING.astimezone(BERLIN).date()]
    assert ("c", "2025-03-30 03:00") in of["monat"]


@pytest.mark.parametrize(
    "sleeps",
    [
        (datetime(2025, 2, 27, tzinfo=UTC), datetime(2025, 3, 28, tzinfo=UTC), datetime(2025, 10, 24, tzinfo=UTC)),
        tuple(datetime(2024, 11, 1, tzinfo=UTC) + timedelta(days=30 * n) for n in range(13)),
    ],
)
def test_whoever_sleeps_a_week_writes_once_and_forgets_no_new_member(office: Office, sleeps: tuple[datetime, ...]) -> None:
    written = live(office, manual(office), AUTUMN, sleeps)
    assert set(written.values()) == {1}
    greeted = Counter(who for mailing, who, _ in written if mailing == "willkommen")
    assert greeted == {"a": 1, "b": 1}
    assert Counter(who for mailing, who, _ in written if mailing == "einladung") == {"a": 1, "b": 1, "c": 1}


def test_a_file_that_is_new_does_not_greet_those_who_joined_long_ago(office: Office) -> None:
    office.plan_due()
    manual(office).move_to(datetime(2024, 11, 20, 12, 0, tzinfo=UTC))
    late = Member("d", "Kim", "Neu", "kim@post.example", joined=date(2024, 11, 4))
    old = Member("e", "Lou", "Alt", "lou@post.example", joined=date(2024, 10, 20))
    with office.store.begin() as connection:
        members.put(connection, [late, old])
    office.plan_due()
    office.plan_due()
    with office.store.look() as connection:
        assert set(deliveries.latest_to(connection, "jahr", "willkommen", NOW)) == {"d"}


def test_the_outlook_tells_what_goes_out_and_is_true(office: Office) -> None:
    until = datetime(2025, 4, 30, tzinfo=UTC)
    with office.store.look() as connection:
        told = coming(connection, office.shelf.jobs, NOW, until, BERLIN)
    clock = manual(office)
    while clock.now() < until:
        office.plan_due()
        clock.move_to(min(max(office.next_wake_up() or until, clock.now() + timedelta(seconds=1)), until))
    with office.store.look() as connection:
        went = {(found.mailing_id, found.due_at) for found in occurrences.every(connection)}
    assert went == {(each.mailing.id, each.at) for each in told}
    assert [(each.mailing.id, each.after, each.people) for each in told if each.mailing.id in {"nachfrage", "willkommen"}] == [
        ("nachfrage", "einladung", None),
        ("willkommen", None, 1),
    ]


def test_a_moved_event_moves_what_counts_from_it_and_repeats_nothing(office: Office) -> None:
    clock = manual(office)
    clock.move_to(datetime(2025, 3, 3, 12, 0, tzinfo=UTC))
    office.plan_due()
    job = office.workspace / "jobs" / "jahr.toml"
    job.write_text(JOB.replace("2025-03-30T15:00:00", "2025-05-30T15:00:00"), encoding="utf-8")
    office.reload()
    assert office.shelf.jobs[0].mailings[3].when.at == datetime(2025, 5, 2, 2, 30, tzinfo=BERLIN)
    clock.move_to(datetime(2025, 5, 3, 12, 0, tzinfo=UTC))
    office.plan_due()
    with office.store.look() as connection:
        assert len(occurrences.of_mailing(connection, "jahr", "einladung")) == 1
