"""On which day is it a member's own turn?"""

from datetime import date, timedelta

from mailer.model.jobs import Anchor, Personal
from mailer.model.people import Member
from mailer.people.audience import age_on


def latest_turn(member: Member, personal: Personal, today: date) -> date | None:
    """The latest day, today included, on which a personal mailing was due for this member; None where there was none yet.

    Whoever was born on 29 February has their day on 1 March in a common year.
    """
    if personal.anchor is Anchor.JOINING:
        turn = member.joined + timedelta(days=personal.days) if member.joined else None
        return turn if turn is not None and turn <= today else None
    return _latest_birthday(member.birthday, personal.years, today) if member.birthday else None


def turns_within(member: Member, personal: Personal, first: date, last: date) -> tuple[date, ...]:
    """The member's days from `first` to `last`, both included."""
    if personal.anchor is Anchor.JOINING:
        turn = member.joined + timedelta(days=personal.days) if member.joined else None
        return (turn,) if turn is not None and first <= turn <= last else ()
    if member.birthday is None:
        return ()
    born = member.birthday
    turns = ((year - born.year, _in_year(born, year)) for year in range(max(first.year, born.year + 1), last.year + 1))
    return tuple(turn for age, turn in turns if first <= turn <= last and (not personal.years or age in personal.years))


def _latest_birthday(birthday: date, years: tuple[int, ...], today: date) -> date | None:
    age = age_on(birthday, today)
    if age < 1 or (years and age not in years):
        return None
    return _in_year(birthday, birthday.year + age)


def _in_year(birthday: date, year: int) -> date:
    try:
        return birthday.replace(year=year)
    except ValueError:
        return date(year, 3, 1)
