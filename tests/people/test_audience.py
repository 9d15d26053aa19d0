from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.model.jobs import Audience
from mailer.model.people import Mandate, Member
from mailer.people.audience import select

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


def ids(audience: Audience, answered: dict[str, frozenset[str]] | None = None) -> set[str]:
    return {member.id for member in select(ALL, audience, answered or {})}


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
    ordered = [f"{m.family_name} {m.given_name}" for m in select(members, Audience(everyone=True), {})]
    assert ordered == ["åre X", "Arm C", "Ärmel B", "Östrich A", "Otto A", "Strauss A", "Strauß B", "Zacher Ö"]


def test_given_name_and_id_decide_where_names_are_alike():
    members = [Member("9", "Kim", "A"), Member("10", "Kim", "A"), Member("1", "Lou", "A"), Member("2", "Jo", "A")]
    assert [m.id for m in select(members, Audience(everyone=True), {})] == ["2", "10", "9", "1"]


@given(st.permutations(ALL), st.sets(st.sampled_from(["1", "2", "3"])))
def test_the_order_of_the_input_does_not_matter(members, answered):
    audience = Audience(not_answered="x")
    assert select(members, audience, {"x": frozenset(answered)}) == select(ALL, audience, {"x": frozenset(answered)})
