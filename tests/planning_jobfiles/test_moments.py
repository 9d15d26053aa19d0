from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.model.jobs import Audience, Mailing, When
from mailer.planning.moments import CronError, check_cron, exists, later, latest_moment, localized, next_moments

BERLIN = ZoneInfo("Europe/Berlin")


def mailing(**when) -> Mailing:
    return Mailing("rundbrief", "rundbrief.md", Audience(everyone=True), When(**when))


def wall(text: str) -> datetime:
    """A naive time, as it stands on the clock."""
    return datetime.fromisoformat(text)


def walls(cron: str, after: str, count: int) -> list[str]:
    moments = next_moments(mailing(cron=cron), localized(wall(after), BERLIN), count, BERLIN)
    return [f"{moment:%a %d.%m. %H:%M %z}" for moment in moments]


def days(cron_weekday: str) -> str:
    """The two-letter names of the days of one week, Monday to Sunday, on which the line fires."""
    moments = next_moments(mailing(cron=f"0 8 * * {cron_weekday}"), datetime(2024, 6, 3, tzinfo=BERLIN), 7, BERLIN)
    return " ".join(f"{moment:%a}"[:2] for moment in moments if moment < datetime(2024, 6, 10, tzinfo=BERLIN))


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("0", "Su"),
        ("1", "Mo"),
        ("6", "Sa"),
        ("7", "Su"),
        ("1-5", "Mo Tu We Th Fr"),
        ("5-7", "Fr Sa Su"),
        ("0-2", "Mo Tu Su"),
        ("1,3,7", "Mo We Su"),
        ("mon", "Mo"),
        ("MON-WED", "Mo Tu We"),
        ("sat-sun", "Sa Su"),
        ("*/2", "Tu Th Sa Su"),
        ("1-5/2", "Mo We Fr"),
        ("*", "Mo Tu We Th Fr Sa Su"),
    ],
)
def test_days_of_the_week_are_those_that_every_cron_user_expects(field, expected):
    assert days(field) == expected


def test_the_example_of_the_manual_is_every_monday_at_eight():
    assert walls("0 8 * * 1", "2024-10-20", 2) == ["Mon 21.10. 08:00 +0200", "Mon 28.10. 08:00 +0100"]


def test_a_number_behind_a_hash_is_the_nth_such_day_of_the_month():
    assert walls("0 19 * * 1#1,3#2", "2024-06-01", 4) == [
        "Mon 03.06. 19:00 +0200",
        "Wed 12.06. 19:00 +0200",
        "Mon 01.07. 19:00 +0200",
        "Wed 10.07. 19:00 +0200",
    ]


def test_the_hour_that_summer_time_skips_comes_at_its_end():
    assert walls("30 2 * * *", "2024-03-30", 3) == ["Sat 30.03. 02:30 +0100", "Sun 31.03. 03:00 +0200", "Mon 01.04. 02:30 +0200"]


def test_wall_times_that_fall_together_in_the_skipped_hour_come_once():
    assert walls("*/30 * * * *", "2024-03-31 01:15", 3) == [
        "Sun 31.03. 01:30 +0100",
        "Sun 31.03. 03:00 +0200",
        "Sun 31.03. 03:30 +0200",
    ]


def test_the_hour_that_comes_twice_counts_once():
    assert walls("30 2 * * *", "2024-10-26 12:00", 2) == ["Sun 27.10. 02:30 +0200", "Mon 28.10. 02:30 +0100"]
    second_pass = "2024-10-27 02:10+01:00"
    assert walls("30 2 * * *", second_pass, 1) == ["Mon 28.10. 02:30 +0100"]


def test_moments_are_strictly_after():
    assert walls("0 8 * * *", "2024-06-03 08:00", 1) == ["Tue 04.06. 08:00 +0200"]
    assert walls("0 8 * * *", "2024-06-03 07:59:59.999999", 1) == ["Mon 03.06. 08:00 +0200"]


def test_a_moment_comes_once_and_a_mailing_by_hand_never():
    at = datetime(2024, 6, 3, 8, tzinfo=BERLIN)
    assert next_moments(mailing(at=at), at - timedelta(seconds=1), 5, BERLIN) == (at,)
    assert next_moments(mailing(at=at), at, 5, BERLIN) == ()
    assert next_moments(mailing(at=at), at - timedelta(1), 0, BERLIN) == ()
    assert next_moments(mailing(by_hand=True), at, 5, BERLIN) == ()


def test_the_latest_moment_lies_after_since_and_not_after_until():
    now = datetime(2024, 6, 5, 12, tzinfo=BERLIN)
    daily = mailing(cron="0 8 * * *")
    assert latest_moment(daily, now - timedelta(days=40), now, BERLIN) == datetime(2024, 6, 5, 8, tzinfo=BERLIN)
    assert latest_moment(daily, now - timedelta(days=40), datetime(2024, 6, 5, 8, tzinfo=BERLIN), BERLIN) == datetime(
        2024, 6, 5, 8, tzinfo=BERLIN
    )
    assert latest_moment(daily, datetime(2024, 6, 5, 8, tzinfo=BERLIN), now, BERLIN) is None
    assert latest_moment(mailing(cron="0 8 1 1 *"), now - timedelta(days=900), now, BERLIN) == datetime(2024, 1, 1, 8, tzinfo=BERLIN)
    assert latest_moment(mailing(by_hand=True), now - timedelta(days=40), now, BERLIN) is None
    assert latest_moment(daily, now, now - timedelta(days=1), BERLIN) is None


@pytest.mark.parametrize("field", ["0", "15", "*/20", "5,50"])
@pytest.mark.parametrize("hour", ["*", "2", "1-3"])
@given(st.datetimes(wall("2024-03-30"), wall("2024-04-01")) | st.datetimes(wall("2024-10-26"), wall("2024-10-28")))
def test_moments_rise_exist_and_end_with_the_latest_one(field, hour, start):
    after = start.replace(tzinfo=BERLIN)
    line = mailing(cron=f"{field} {hour} * * *")
    moments = next_moments(line, after, 6, BERLIN)
    instants = [moment.astimezone(UTC) for moment in moments]
    assert len(set(instants)) == 6
    assert instants == sorted(instants)
    assert instants[0] > after.astimezone(UTC)
    assert all(exists(moment.replace(tzinfo=None), BERLIN) for moment in moments)
    assert latest_moment(line, after, moments[-1], BERLIN) == moments[-1]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("", "cron_fields"),
        ("0 8 * *", "cron_fields"),
        ("0 0 8 * * 1", "cron_fields"),
        ("60 8 * * *", "cron_value"),
        ("0 24 * * *", "cron_value"),
        ("0 8 0 * *", "cron_value"),
        ("0 8 * 13 *", "cron_value"),
        ("0 8 * * 8", "cron_value"),
        ("0 8 * * montag", "cron_value"),
        ("0 8 * * 1#6", "cron_value"),
        ("0 8 * * 9#1", "cron_value"),
        ("0 8 * * 1-", "cron_value"),
        ("a 8 * * 1", "cron_value"),
        ("0 8 13 * 5", "cron_both_days"),
        ("0 8 30 2 *", "cron_never"),
    ],
)
def test_a_wrong_cron_line_is_told_for_what_it_is(line, problem):
    with pytest.raises(CronError) as caught:
        check_cron(line)
    assert caught.value.name == problem


@given(st.text("0123456789*/,-# monsu", max_size=20) | st.tuples(*[st.text("0123456789*/,-#", min_size=1, max_size=4)] * 5).map(" ".join))
def test_any_line_is_either_good_or_a_cron_error(line):
    try:
        check_cron(line)
    except CronError:
        return
    assert next_moments(mailing(cron=line), datetime(2024, 1, 1, tzinfo=UTC), 1, UTC)


def test_a_naive_time_is_meant_in_the_zone_and_the_first_of_two_counts():
    assert localized(wall("2024-10-27 02:30"), BERLIN).utcoffset() == timedelta(hours=2)
    assert localized(datetime(2024, 6, 3, 8, tzinfo=UTC), BERLIN).hour == 10
    assert not exists(wall("2024-03-31 02:30"), BERLIN)
    assert exists(wall("2024-10-27 02:30"), BERLIN)


def test_a_span_is_real_time_across_the_change_of_the_clock():
    assert f"{later(datetime(2024, 3, 31, 1, 30, tzinfo=BERLIN), timedelta(hours=2)):%H:%M %z}" == "04:30 +0200"
