"""Is the board warned in time, and does a late convocation stay where it is?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.convening import Shortcoming, deadlines_for, notice_warnings, refusals
from mailer.convening.issues import is_time, issue_for
from mailer.model.bodies import Body, CountedFrom, Issue, PostTime
from mailer.model.jobs import Audience, Event, Kind, Mailing, When
from mailer.texts import say

POST = PostTime(4, "ST")
BODY = Body("stadtparteitag", "Stadtparteitag", 14, motions=14)
MEETING = date(2024, 11, 23)
EVENT = Event("p", "Stadtparteitag", datetime(2024, 11, 23, 9, tzinfo=UTC), datetime(2024, 11, 23, 16, tzinfo=UTC), "Volkssolidarität")
MAILING = Mailing(
    "einberufung", "t.md", Audience(everyone=True), When(by_hand=True), Kind.STATUTORY, ("email", "post"), ("p",), body=BODY.id
)
ISSUES = (Issue("11", date(2024, 10, 18), date(2024, 11, 1)), Issue("12", date(2024, 11, 15), date(2024, 11, 29)))
GOOD = {"agenda": ["Anträge"], "motions_until": date(2024, 11, 9)}


def told(sends_on: date, mailing: Mailing = MAILING, body: Body = BODY, event: Event = EVENT, **values: object) -> set[str]:
    found = notice_warnings(body, mailing, event, {**GOOD, **values}, MEETING, sends_on, POST, ISSUES)
    for each in found:
        assert "{" not in say(each.key, **each.facts)
    return {each.key for each in found}


def test_in_good_time_and_complete_there_is_nothing_to_warn_of() -> None:
    assert told(date(2024, 10, 25)) == set()


@pytest.mark.parametrize(
    ("day", "keys"),
    [
        (date(2024, 10, 31), set()),
        (date(2024, 11, 1), {"nearly_late_post"}),
        (date(2024, 11, 4), {"nearly_late_post"}),
        (date(2024, 11, 5), {"too_late_post", "nearly_late_email"}),
        (date(2024, 11, 8), {"too_late_post", "nearly_late_email"}),
        (date(2024, 11, 9), {"too_late_post", "too_late_email"}),
    ],
)
def test_each_way_is_warned_of_three_days_before_its_last_safe_day_and_after_it(day: date, keys: set[str]) -> None:
    assert told(day) == {f"convening.{key}" for key in keys}


def test_what_the_rules_miss_is_told() -> None:
    day = date(2024, 10, 25)
    assert told(day, replace(MAILING, channels=("email",))) == {"convening.way_missing_post"}
    assert told(day, agenda=[]) == {"convening.no_agenda"}
    assert told(day, event=replace(EVENT, location=" ")) == {"convening.no_venue"}
    assert told(day, motions_until=date(2024, 11, 10)) == {"convening.motions_differ"}
    with_magazine = replace(BODY, channels=("email", "post", "magazine"))
    assert told(day, body=with_magazine) == {"convening.way_missing_magazine"}


def test_only_ways_by_which_somebody_is_reached_are_too_late() -> None:
    found = deadlines_for(BODY, MEETING, POST)
    day = date(2024, 11, 6)
    assert refusals(found, MAILING, frozenset({"email"}), day) == ()
    assert [each.key for each in refusals(found, MAILING, frozenset({"email", "post"}), day)] == ["convening.too_late_post"]


@given(
    st.dates(date(2023, 1, 1), date(2030, 12, 31)),
    st.integers(0, 60),
    st.sampled_from(list(CountedFrom)),
    st.integers(1, 10),
    st.sampled_from(["", "ST", "BY", "SN"]),
)
def test_on_the_last_safe_day_nothing_is_refused_and_on_the_next_everything(
    meeting: date, notice: int, counted: CountedFrom, days: int, state: str
) -> None:
    found = deadlines_for(replace(BODY, notice=notice, counted_from=counted), meeting, PostTime(days, state))
    for way in found.channels:
        last = way.last_day
        assert last is not None
        assert refusals(found, MAILING, frozenset({way.channel}), last) == ()
        assert len(refusals(found, MAILING, frozenset({way.channel}), last + timedelta(days=1))) == 1
        assert last <= found.period_begins


def test_a_text_goes_into_the_last_issue_in_time_and_otherwise_into_the_next() -> None:
    convocation = deadlines_for(replace(BODY, channels=("magazine",)), MEETING, POST, ISSUES)
    today = date(2024, 10, 16)
    assert issue_for(convocation, ISSUES, today) == ISSUES[0]
    assert issue_for(None, ISSUES, date(2024, 10, 19)) == ISSUES[1]
    assert issue_for(None, ISSUES, date(2024, 11, 16)) is None
    assert [is_time(ISSUES[0], 2, date(2024, 10, day)) for day in (15, 16, 18, 19)] == [False, True, True, False]


def test_every_shortcoming_has_its_own_key() -> None:
    assert Shortcoming("no_agenda").key == "convening.no_agenda"
    assert Shortcoming("too_late", {"channel": "post"}).key == "convening.too_late_post"
