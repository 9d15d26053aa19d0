"""Is the last safe day of each way the right one, by hand and by the calendar?"""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.convening import deadlines_for, shortcomings
from mailer.convening.workdays import holiday_name, is_working_day, working_days_before
from mailer.model.bodies import Body, CountedFrom, Issue, PostTime
from mailer.model.jobs import Audience, Event, Kind, Mailing, When

SAXONY_ANHALT = PostTime(4, "ST")
MEETING = date(2024, 11, 23)
ALL_WAYS = ("email", "post", "magazine")
CONGRESS = Body("stadtparteitag", "Stadtparteitag", 14, channels=("email", "post", "magazine"), motions=14)
ISSUES = (
    Issue("L&A 10/2024", date(2024, 9, 20), date(2024, 10, 4)),
    Issue("L&A 11/2024", date(2024, 10, 18), date(2024, 11, 1)),
    Issue("L&A 12/2024", date(2024, 11, 15), date(2024, 11, 29)),
)


def test_two_weeks_before_23_november_2024_counted_by_hand() -> None:
    found = deadlines_for(CONGRESS, MEETING, SAXONY_ANHALT, ISSUES)
    assert found.period_ends == date(2024, 11, 22)
    assert found.period_begins == date(2024, 11, 8)
    assert found.motions_until == date(2024, 11, 9)
    last = {way.channel: (way.last_day, way.arrives, way.issue) for way in found.channels}
    assert last == {
        "email": (date(2024, 11, 8), date(2024, 11, 8), ""),
        "post": (date(2024, 11, 4), date(2024, 11, 8), ""),
        "magazine": (date(2024, 10, 18), date(2024, 11, 1), "L&A 11/2024"),
    }


def test_reformation_day_is_no_working_day_in_saxony_anhalt_but_in_hesse() -> None:
    assert holiday_name(date(2024, 10, 31), SAXONY_ANHALT) == "Reformationstag"
    assert not is_working_day(date(2024, 10, 31), SAXONY_ANHALT)
    assert is_working_day(date(2024, 10, 31), PostTime(state="HE"))
    assert working_days_before(date(2024, 11, 4), 2, SAXONY_ANHALT) == date(2024, 10, 30)
    assert working_days_before(date(2024, 11, 4), 2, PostTime(state="HE")) == date(2024, 10, 31)


def test_where_dispatch_counts_a_letter_needs_only_be_posted_in_time() -> None:
    body = Body("b", "B", 14, CountedFrom.DISPATCH, ("post",))
    found = deadlines_for(body, date(2024, 11, 25), SAXONY_ANHALT)
    assert found.period_begins == date(2024, 11, 10)
    assert found.of("post") is not None
    assert found.channels[0].last_day == date(2024, 11, 8)


def test_no_issue_in_time_is_told_as_none() -> None:
    found = deadlines_for(CONGRESS, date(2024, 10, 10), SAXONY_ANHALT, ISSUES)
    assert found.channels[2].last_day is None
    assert found.channels[2].days_left(MEETING) is None
    assert found.channels[0].days_left(found.period_begins + timedelta(days=3)) == -3


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(0, 60), st.integers(0, 8), st.sampled_from(["", "ST", "BY", "BE"]))
def test_no_way_is_later_than_the_period_allows_and_one_day_later_would_be(meeting: date, notice: int, days: int, state: str) -> None:
    post = PostTime(days, state)
    found = deadlines_for(Body("b", "B", notice), meeting, post)
    mail, letter = found.channels
    assert mail.last_day is not None
    assert letter.last_day is not None
    assert mail.last_day + timedelta(days=notice + 1) == meeting
    assert is_working_day(letter.last_day, post)
    assert letter.last_day <= mail.last_day
    between = [letter.last_day + timedelta(days=n + 1) for n in range((mail.last_day - letter.last_day).days)]
    assert sum(is_working_day(day, post) for day in between) >= days - (not is_working_day(mail.last_day, post))


def mailing(*channels: str) -> Mailing:
    return Mailing("einberufung", "einberufung.md", Audience(everyone=True), When(by_hand=True), Kind.STATUTORY, channels)


def event(location: str = "Bürgerhaus") -> Event:
    return Event("e", "E", datetime(2024, 11, 23, 9, tzinfo=UTC), datetime(2024, 11, 23, 16, tzinfo=UTC), location)


@pytest.mark.parametrize(
    ("channels", "values", "location", "day", "expected"),
    [
        (ALL_WAYS, {"agenda": ["x"]}, "Saal", date(2024, 10, 18), []),
        (("email", "post"), {"agenda": ["x"]}, "Saal", date(2024, 10, 18), ["way_missing"]),
        (ALL_WAYS, {"agenda": ["x"]}, "Saal", date(2024, 11, 4), ["too_late"]),
        (ALL_WAYS, {"agenda": ["x"]}, "Saal", date(2024, 11, 9), ["too_late", "too_late", "too_late"]),
        (ALL_WAYS, {}, " ", date(2024, 10, 1), ["no_agenda", "no_venue"]),
        (
            ("email", "post", "magazine"),
            {"agenda": ["x"], "motions_until": date(2024, 11, 10)},
            "Saal",
            date(2024, 10, 1),
            ["motions_differ"],
        ),
    ],
)
def test_what_a_convocation_lacks(channels, values, location, day, expected) -> None:
    found = deadlines_for(CONGRESS, MEETING, SAXONY_ANHALT, ISSUES)
    assert [each.name for each in shortcomings(found, mailing(*channels), event(location), values, day)] == expected
