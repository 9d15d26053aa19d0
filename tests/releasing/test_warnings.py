"""What looks wrong in a mailing, and which members' letters show it best?"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.model.jobs import Audience, Calendar, Event, Job, Kind, Mailing, When
from mailer.model.people import Member
from mailer.releasing.samples import MOST, Sample, choose
from mailer.releasing.warnings import Subject, Warned, warnings_about
from mailer.texts import say

AT = datetime(2024, 10, 25, 9, tzinfo=UTC)
START = datetime(2024, 11, 23, 9, tzinfo=UTC)
EVENT = Event("fest", "Fest", START, START + timedelta(hours=3), "Saal", answer_by=date(2024, 11, 15))
MAILING = Mailing(
    "brief", "brief.md", Audience(everyone=True), When(at=AT), Kind.INVITATION, calendar=Calendar.INVITATION, events=("fest",)
)


def subject_with(
    text: str = "Hallo Jana",
    title: str = "Fest",
    template: str = "",
    event: Event = EVENT,
    people: int = 10,
    usual: int | None = None,
    values: dict[str, object] | None = None,
    html: str = "",
) -> Subject:
    job = Job("fest", "Fest", Path("fest.toml"), (event,), (MAILING,), values or {})
    sample = Sample("Jana Vogel", title, text, html, b"")
    return Subject(job, MAILING, (event,), template, (sample,), AT, people, usual, ZoneInfo("Europe/Berlin"))


def keys(found: tuple[Warned, ...]) -> list[str]:
    assert all(say(warned.key, **warned.facts) for warned in found)
    return [warned.key.removeprefix("release_warning.") for warned in found]


def test_a_good_letter_has_no_warnings() -> None:
    assert warnings_about(subject_with("Hallo Jana, am Samstag, 23.11.2024, feiern wir: https://fest.example")) == ()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Hallo, TODO: Uhrzeit", "unfinished"),
        ("Wir treffen uns im XXX.", "unfinished"),
        ("Raum ????", "unfinished"),
        ("Hallo [Name],", "placeholder"),
        ("Hallo {{ member.name }}", "placeholder"),
        ("Wir treffen uns.\nWo:\nBis bald", "empty_label"),
        ("am Freitag, 23.11.2024", "weekday"),
        ("seit dem 2.10.2024", "past"),
        ("http://fest.example/bild", "plain_link"),
    ],
)
def test_a_doubtful_text_is_told(text: str, key: str) -> None:
    assert keys(warnings_about(subject_with(text))) == [key]


def test_the_weekday_is_told_with_the_right_one() -> None:
    (warned,) = warnings_about(subject_with("am Freitag, 23.11.2024"))
    assert say(warned.key, **warned.facts) == "„Freitag, 23.11.2024“ kann nicht stimmen: Das ist ein Samstag."


def test_a_todo_in_a_comment_of_the_template_counts_too() -> None:
    assert keys(warnings_about(subject_with(template="{# TODO Ort prüfen #}"))) == ["unfinished"]


def test_events_are_looked_at() -> None:
    over = Event("fest", "Fest", AT - timedelta(hours=1), AT, "Saal", answer_by=date(2024, 10, 1))
    assert keys(warnings_about(subject_with(event=over, template="{{ antworten(event) }}"))) == ["event_past", "answer_by_past"]
    assert keys(warnings_about(subject_with(event=Event("fest", "Fest", START, START)))) == ["no_answer_by"]
    nowhere = Event("fest", "Fest", START, START, answer_by=date(2024, 11, 15))
    assert keys(warnings_about(subject_with(event=nowhere, template="{{ termin(event) }}"))) == ["no_place"]


def test_a_letter_that_asks_nothing_may_go_out_after_the_last_day_for_answers() -> None:
    answered = Event("fest", "Fest", START, START, "Saal", answer_by=date(2024, 10, 1))
    assert keys(warnings_about(subject_with(event=answered, template="Bis morgen! {{ termin(event) }}"))) == []
    assert keys(warnings_about(subject_with(event=answered, template="Antworte bis {{ event.answer_by | tag }}"))) == ["answer_by_past"]


@pytest.mark.parametrize(
    ("people", "usual", "told"), [(0, None, ["nobody"]), (21, 10, ["many"]), (4, 10, ["few"]), (20, 10, []), (5, 10, [])]
)
def test_an_unusual_audience_is_told(people: int, usual: int | None, told: list[str]) -> None:
    assert keys(warnings_about(subject_with(people=people, usual=usual))) == told


def test_an_empty_value_counts_where_the_template_names_it() -> None:
    assert keys(warnings_about(subject_with(template="{{ job.raum }}", values={"raum": "", "anderes": ""}))) == ["empty_value"]


def test_a_long_subject_is_told() -> None:
    assert keys(warnings_about(subject_with(title="x" * 71))) == ["long_subject"]


def people(count: int) -> tuple[Member, ...]:
    return tuple(Member(f"m{n}", f"Name{n}", "Nach", f"n{n}@post.example", branch=str(n)) for n in range(count))


def test_the_samples_cover_the_branches_greedily() -> None:
    branches = {"m0": {"1"}, "m1": {"1", "2"}, "m2": {"3"}, "m3": {"1", "2", "4"}, "m4": {"3", "4"}}
    chosen = choose(people(5), lambda member: frozenset(branches[member.id]))
    assert [member.id for member in chosen[:2]] == ["m3", "m2"]
    assert len(chosen) == MOST


@given(st.lists(st.frozensets(st.sampled_from("abcdef"), max_size=4), max_size=12))
def test_never_more_than_three_nobody_twice_and_the_first_takes_the_most(taken: list[frozenset[str]]) -> None:
    some = people(len(taken))
    of = {member.id: branches for member, branches in zip(some, taken, strict=True)}
    chosen = choose(some, lambda member: of[member.id])
    assert len(chosen) == len(set(chosen)) == min(MOST, len(taken))
    if chosen:
        assert len(of[chosen[0].id]) == max(map(len, taken))
