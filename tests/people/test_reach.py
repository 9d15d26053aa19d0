from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.model.jobs import Kind
from mailer.model.people import Member
from mailer.people.reach import LeftOut, Reach, Reason
from mailer.people.ways import IN_MAGAZINE, POST_RETURNED, WISHES_POST, Ways, by_ways, households, place

JANA = Member("1", "Jana", "Muster", email="Jana@verband.example")
POST_ONLY = Member("2", "Kim", "Muster", street="Weg 1", postcode="01067", city="Musterstadt")
NOWHERE = Member("3", "Alex", "Muster", street="Weg 1")
LOU = Member("4", "Lou", "Muster", "lou@verband.example", "Weg 1", "01067", "Musterstadt")
NOTHING: frozenset[str] = frozenset()
MAIL_AND_POST = ("email", "post")


def reach(*members: Member, channels: tuple[str, ...] = ("email",), kind: Kind = Kind.CIRCULAR, **more: object) -> Reach:
    return by_ways(members, Ways(channels, kind, **more))  # type: ignore[arg-type]


def test_who_has_no_address_for_the_channel_is_left_out_with_the_reason() -> None:
    assert reach(JANA, POST_ONLY).left_out == (LeftOut("2", Reason.NO_EMAIL),)
    assert reach(JANA, POST_ONLY, channels=("post",)).left_out == (LeftOut("1", Reason.NO_POSTAL_ADDRESS),)


def test_an_incomplete_postal_address_reaches_nobody() -> None:
    assert reach(NOWHERE, channels=("post",)).left_out == (LeftOut("3", Reason.NO_POSTAL_ADDRESS),)


def test_a_suppressed_address_is_left_out_however_it_is_written() -> None:
    result = reach(JANA, suppressed=frozenset({"jana@verband.example"}))
    assert result.left_out == (LeftOut("1", Reason.SUPPRESSED, "Jana@verband.example"),)
    assert result.people == ()


def test_whom_no_mail_reaches_gets_a_letter() -> None:
    result = reach(JANA, POST_ONLY, NOWHERE, LOU, channels=MAIL_AND_POST, suppressed=frozenset({"lou@verband.example"}))
    assert (result.write_to, result.by_post) == ((JANA,), (POST_ONLY, LOU))
    assert result.left_out == (LeftOut("3", Reason.NO_EMAIL),)


@pytest.mark.parametrize(
    ("wish", "mail", "paper"), [("", True, False), ("email", True, False), ("post", False, True), ("both", True, True)]
)
def test_whom_both_ways_reach_is_written_to_as_they_wish(wish: str, mail: bool, paper: bool) -> None:
    result = reach(replace(LOU, delivery=wish), channels=MAIL_AND_POST)
    assert (bool(result.write_to), bool(result.by_post), result.left_out) == (mail, paper, ())
    assert len(result.people) == 1


@pytest.mark.parametrize("wish", ["", "email", "post", "both"])
def test_where_the_statutes_ask_for_every_way_no_wish_saves_one(wish: str) -> None:
    result = reach(replace(LOU, delivery=wish), channels=MAIL_AND_POST, kind=Kind.STATUTORY, every_way=True)
    assert (len(result.write_to), len(result.by_post)) == (1, 1)


def test_who_wants_letters_only_gets_no_circular_by_mail_but_what_is_owed() -> None:
    wishing = replace(LOU, delivery="post")
    assert reach(wishing).left_out == (LeftOut("4", WISHES_POST),)
    assert reach(wishing, kind=Kind.DUES).write_to == (wishing,)


def test_an_address_from_which_a_letter_came_back_is_used_again_once_it_changed() -> None:
    returned = frozenset({("2", place(POST_ONLY))})
    assert reach(POST_ONLY, channels=("post",), returned=returned).left_out == (LeftOut("2", POST_RETURNED, place(POST_ONLY)),)
    moved = replace(POST_ONLY, street="Weg 2")
    assert reach(moved, channels=("post",), returned=returned).by_post == (moved,)


def test_a_mailing_in_the_magazine_alone_names_everybody_with_the_reason() -> None:
    assert reach(JANA, channels=("magazine",)).left_out == (LeftOut("1", IN_MAGAZINE),)


@pytest.mark.parametrize("kind", [Kind.CIRCULAR, Kind.INVITATION])
def test_circulars_and_invitations_respect_an_opt_out(kind: Kind) -> None:
    assert reach(JANA, opted_out=frozenset({"1"}), kind=kind).left_out == (LeftOut("1", Reason.OPTED_OUT),)


@pytest.mark.parametrize("kind", [Kind.STATUTORY, Kind.DUES])
def test_statutory_mail_and_dues_reach_also_who_opted_out(kind: Kind) -> None:
    assert reach(JANA, opted_out=frozenset({"1"}), kind=kind).write_to == (JANA,)


def test_two_members_at_one_address_each_get_their_own_letter() -> None:
    partner = Member("5", "Toni", "Muster", email="jana@verband.example")
    assert reach(JANA, partner).write_to == (JANA, partner)


def test_a_household_is_who_lives_at_one_postal_address_however_it_is_spaced() -> None:
    partner = replace(POST_ONLY, id="6", street="weg  1")
    assert households([POST_ONLY, replace(LOU, street="Weg 9"), partner]) == ((POST_ONLY, partner), (replace(LOU, street="Weg 9"),))


@given(
    st.lists(st.builds(replace, st.sampled_from([JANA, POST_ONLY, NOWHERE, LOU]), delivery=st.sampled_from(["", "email", "post", "both"]))),
    st.lists(st.sampled_from(["email", "post", "magazine"]), min_size=1, unique=True),
    st.sets(st.sampled_from(["1", "2", "3"])),
    st.booleans(),
    st.sampled_from(list(Kind)),
)
def test_nobody_is_lost_and_nobody_is_left_out_without_a_reason(
    members: list[Member], channels: list[str], opted_out: set[str], every_way: bool, kind: Kind
) -> None:
    people = [replace(member, id=str(number)) for number, member in enumerate(members)]
    blocked, gone = frozenset({"lou@verband.example"}), frozenset({("1", place(POST_ONLY))})
    result = reach(
        *people, channels=tuple(channels), kind=kind, every_way=every_way, suppressed=blocked, opted_out=frozenset(opted_out), returned=gone
    )
    told = [member.id for member in result.people] + [out.member_id for out in result.left_out]
    assert sorted(told) == sorted(member.id for member in people)
    assert all(out.reason for out in result.left_out)
