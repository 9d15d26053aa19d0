from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.model.jobs import Answered, Audience
from mailer.model.people import Mandate, Member
from mailer.people.audience import Known, age_on, fits, select

JANA = Member(
    "1",
    "Jana",
    "Muster",
    status="member",
    branch="Nord",
    groups=("Vorstand", "Kuchen"),
    joined=date(2024, 9, 1),
    mandates=(Mandate("Bundesparteitag", "delegate"), Mandate("Landesparteitag", "substitute", 2)),
)
KIM = Member("2", "Kim", "Beispiel", status="guest", branch="Süd", dues_open=Decimal("72.00"), joined=date(2024, 8, 31))
ALEX = Member("3", "Alex", "Probe", status="member", branch="Nord", mandates=(Mandate("Bundesparteitag", "substitute", 1),))
ALL = (JANA, KIM, ALEX)


TODAY = date(2024, 10, 1)


def ids(audience: Audience, answered: dict[str, frozenset[str]] | None = None, **known: object) -> set[str]:
    return {member.id for member in select(ALL, audience, Known(TODAY, answered or {}, **known))}


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        (Audience(everyone=True), {"1", "2", "3"}),
        (Audience(status=("member",)), {"1", "3"}),
        (Audience(status=("member", "guest")), {"1", "2", "3"}),
        (Audience(status=("MEMBER",)), {"1", "3"}),
        (Audience(branches=("Süd",)), {"2"}),
        (Audience(groups=("Kuchen", "Chor")), {"1"}),
        (Audience(members=("2", "3")), {"2", "3"}),
        (Audience(mandate_body="Bundesparteitag"), {"1", "3"}),
        (Audience(mandate_role="substitute"), {"1", "3"}),
        (Audience(joined_since=date(2024, 9, 1)), {"1"}),
        (Audience(dues_open=True), {"2"}),
        (Audience(dues_open=False), {"1", "3"}),
        (Audience(everyone=True, status=("guest",)), {"2"}),
    ],
)
def test_a_condition_selects_exactly_those_whom_it_holds_for(audience, expected):
    assert ids(audience) == expected


def test_every_given_condition_must_hold():
    assert ids(Audience(status=("member",), branches=("Nord",), groups=("Vorstand",))) == {"1"}
    assert ids(Audience(status=("member",), dues_open=True)) == set()


def test_body_and_role_of_a_mandate_must_be_those_of_one_mandate():
    assert ids(Audience(mandate_body="Bundesparteitag", mandate_role="substitute")) == {"3"}


def test_who_answered_is_not_asked_again():
    answered = {"parteitag": frozenset({"1"}), "fest": frozenset({"2"})}
    assert ids(Audience(not_answered="parteitag"), answered) == {"2", "3"}
    assert ids(Audience(not_answered="nie"), answered) == {"1", "2", "3"}


def test_an_audience_without_condition_selects_nobody():
    assert ids(Audience()) == set()


def test_an_audience_for_a_role_selects_no_member():
    assert ids(Audience(role="treasurer", everyone=True)) == set()


def test_the_order_is_that_of_a_german_address_list():
    names = [
        ("Zacher", "Ö"),
        ("Ärmel", "B"),
        ("Arm", "C"),
        ("Strauß", "B"),
        ("Strauss", "A"),
        ("Östrich", "A"),
        ("Otto", "A"),
        ("åre", "X"),
    ]
    members = [Member(str(i), given, family) for i, (family, given) in enumerate(names)]
    ordered = [f"{m.family_name} {m.given_name}" for m in select(members, Audience(everyone=True), Known(TODAY))]
    assert ordered == ["åre X", "Arm C", "Ärmel B", "Östrich A", "Otto A", "Strauss A", "Strauß B", "Zacher Ö"]


def test_given_name_and_id_decide_where_names_are_alike():
    members = [Member("9", "Kim", "A"), Member("10", "Kim", "A"), Member("1", "Lou", "A"), Member("2", "Jo", "A")]
    assert [m.id for m in select(members, Audience(everyone=True), Known(TODAY))] == ["2", "10", "9", "1"]


@given(st.permutations(ALL), st.sets(st.sampled_from(["1", "2", "3"])))
def test_the_order_of_the_input_does_not_matter(members, answered):
    audience = Audience(not_answered="x")
    known = Known(TODAY, {"x": frozenset(answered)})
    assert select(members, audience, known) == select(ALL, audience, known)


NORTH, BOARD, DELEGATES = Audience(branches=("Nord",)), Audience(groups=("Vorstand",)), Audience(mandate_role="delegate")


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        (Audience(all_of=(NORTH, BOARD)), {"1"}),
        (Audience(any_of=(BOARD, Audience(status=("guest",)))), {"1", "2"}),
        (Audience(everyone=True, none_of=(NORTH,)), {"2"}),
        (Audience(branches=("Nord",), none_of=(BOARD, Audience(members=("9",)))), {"3"}),
        (Audience(none_of=(BOARD,)), {"2", "3"}),
        (Audience(any_of=(Audience(all_of=(NORTH, Audience(none_of=(DELEGATES,)))), Audience(dues_open=True))), {"2", "3"}),
        (Audience(any_of=(Audience(),)), set()),
        (Audience(everyone=True, all_of=(Audience(),)), set()),
    ],
)
def test_rules_compose(audience, expected):
    assert ids(audience) == expected


def test_what_stands_in_the_book_decides_where_asked_for():
    answers = {"fest": {"1": "accepted", "3": "declined"}}
    answered = {"fest": frozenset({"1", "2", "3"})}
    assert ids(Audience(answered=Answered("fest", "accepted")), answered, answers=answers) == {"1"}
    assert ids(Audience(answered=Answered("fest", "tentative")), answered, answers=answers) == set()
    assert ids(Audience(answered=Answered("fest")), answered, answers=answers) == {"1", "2", "3"}
    assert ids(Audience(offered="abbau"), offered={"abbau": frozenset({"2"})}) == {"2"}
    assert ids(Audience(offered="abbau")) == set()


def test_age_list_and_address_are_conditions_too():
    people = [
        Member("a", "A", "A", email="a@x.example", birthday=date(1964, 10, 1), mandates=(Mandate("BPT", "substitute", 1, "Quote"),)),
        Member("b", "B", "B", birthday=date(1964, 10, 2), mandates=(Mandate("BPT", "substitute", 1, "gemischt"),)),
        Member("c", "C", "C", joined=date(2020, 1, 1)),
    ]

    def chosen(**conditions: object) -> set[str]:
        return {member.id for member in select(people, Audience(**conditions), Known(TODAY))}

    assert chosen(youngest=60) == {"a"}
    assert chosen(oldest=59) == {"b"}
    assert chosen(youngest=59, oldest=60) == {"a", "b"}
    assert chosen(has_email=True) == {"a"}
    assert chosen(has_email=False) == {"b", "c"}
    assert chosen(mandate_list="QUOTE") == {"a"}
    assert chosen(joined_before=date(2020, 1, 2)) == {"c"}
    assert chosen(joined_before=date(2020, 1, 1)) == set()


@given(st.dates(date(1920, 1, 1), date(2020, 12, 31)), st.integers(0, 100))
def test_one_is_a_year_older_on_the_birthday_and_not_the_day_before(born, years):
    try:
        day = born.replace(year=born.year + years)
    except ValueError:
        day = date(born.year + years, 3, 1)
    assert age_on(born, day) == years
    assert age_on(born, date.fromordinal(day.toordinal() - 1)) == years - 1


RULES = st.recursive(
    st.sampled_from([NORTH, BOARD, DELEGATES, Audience(dues_open=True), Audience(everyone=True), Audience()]),
    lambda inner: st.builds(
        lambda every, some, none: Audience(all_of=tuple(every), any_of=tuple(some), none_of=tuple(none)),
        st.lists(inner, max_size=2),
        st.lists(inner, max_size=2),
        st.lists(inner, max_size=2),
    ),
)


@given(RULES, RULES, st.sampled_from(ALL))
def test_rules_follow_logic(one, other, member):
    known = Known(TODAY)
    left, right = fits(member, one, known), fits(member, other, known)
    assert fits(member, Audience(all_of=(one, other)), known) == (left and right)
    assert fits(member, Audience(any_of=(one, other)), known) == (left or right)
    assert fits(member, Audience(none_of=(one, other)), known) == (not left and not right)
