from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mailer.model.jobs import Anchor, Personal
from mailer.model.people import Member
from mailer.people.own_days import latest_turn

NINE = time(9)
BIRTHDAY = Personal(Anchor.BIRTHDAY, 0, NINE)
ROUND = Personal(Anchor.BIRTHDAY, 0, NINE, (50, 60, 70))


def test_three_days_after_joining_is_a_turn_from_that_day_on():
    member = Member("1", "Jana", "Muster", joined=date(2024, 10, 1))
    rule = Personal(Anchor.JOINING, 3, NINE)
    assert latest_turn(member, rule, date(2024, 10, 3)) is None
    assert latest_turn(member, rule, date(2024, 10, 4)) == date(2024, 10, 4)
    assert latest_turn(member, rule, date(2025, 1, 1)) == date(2024, 10, 4)


def test_whoever_has_no_date_has_no_turn():
    nobody = Member("1", "Jana", "Muster")
    assert latest_turn(nobody, BIRTHDAY, date(2024, 10, 1)) is None
    assert latest_turn(nobody, Personal(Anchor.JOINING, 3, NINE), date(2024, 10, 1)) is None


def test_round_birthdays_are_those_of_the_years_named():
    member = Member("1", "Jana", "Muster", birthday=date(1964, 10, 5))
    assert latest_turn(member, ROUND, date(2024, 10, 5)) == date(2024, 10, 5)
    assert latest_turn(member, ROUND, date(2024, 10, 4)) is None
    assert latest_turn(member, ROUND, date(2025, 10, 5)) is None
    assert latest_turn(member, BIRTHDAY, date(2025, 10, 4)) == date(2024, 10, 5)


def test_born_on_29_february_one_celebrates_on_1_march_in_common_years():
    member = Member("1", "Jana", "Muster", birthday=date(2000, 2, 29))
    assert latest_turn(member, BIRTHDAY, date(2023, 2, 28)) == date(2022, 3, 1)
    assert latest_turn(member, BIRTHDAY, date(2023, 3, 1)) == date(2023, 3, 1)
    assert latest_turn(member, BIRTHDAY, date(2024, 2, 29)) == date(2024, 2, 29)


@given(st.dates(date(1930, 1, 1), date(2010, 12, 31)), st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_everybody_has_one_turn_a_year_and_it_is_never_ahead(born, today):
    turn = latest_turn(Member("1", "A", "B", birthday=born), BIRTHDAY, today)
    assert turn is not None
    assert turn <= today < turn + timedelta(days=367)
