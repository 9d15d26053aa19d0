import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.model.jobs import Kind
from mailer.model.people import Member
from mailer.people.reach import LeftOut, Reason, reachable

JANA = Member("1", "Jana", "Muster", email="Jana@verband.example")
POST_ONLY = Member("2", "Kim", "Muster", street="Weg 1", postcode="01067", city="Musterstadt")
NOWHERE = Member("3", "Alex", "Muster", street="Weg 1")
NOTHING: frozenset[str] = frozenset()


def reach(*members, channels=("email",), suppressed=NOTHING, opted_out=NOTHING, kind=Kind.CIRCULAR):
    return reachable(members, channels, suppressed, opted_out, kind)


def test_who_has_no_address_for_the_channel_is_left_out_with_the_reason():
    assert reach(JANA, POST_ONLY).left_out == (LeftOut("2", Reason.NO_EMAIL),)
    assert reach(JANA, POST_ONLY, channels=("post",)).left_out == (LeftOut("1", Reason.NO_POSTAL_ADDRESS),)


def test_an_incomplete_postal_address_reaches_nobody():
    assert reach(NOWHERE, channels=("post",)).left_out == (LeftOut("3", Reason.NO_POSTAL_ADDRESS),)


def test_a_suppressed_address_is_left_out_however_it_is_written():
    result = reach(JANA, suppressed=frozenset({"jana@verband.example"}))
    assert result.left_out == (LeftOut("1", Reason.SUPPRESSED, "Jana@verband.example"),)
    assert result.write_to == ()


def test_one_free_channel_is_enough():
    both = Member("4", "Lou", "Muster", "lou@verband.example", "Weg 1", "01067", "Musterstadt")
    result = reach(JANA, POST_ONLY, NOWHERE, both, channels=("email", "post"), suppressed=frozenset({"lou@verband.example"}))
    assert result.write_to == (JANA, POST_ONLY, both)
    assert result.left_out == (LeftOut("3", Reason.NO_EMAIL),)


@pytest.mark.parametrize("kind", [Kind.CIRCULAR, Kind.INVITATION])
def test_circulars_and_invitations_respect_an_opt_out(kind):
    assert reach(JANA, opted_out=frozenset({"1"}), kind=kind).left_out == (LeftOut("1", Reason.OPTED_OUT),)


@pytest.mark.parametrize("kind", [Kind.STATUTORY, Kind.DUES])
def test_statutory_mail_and_dues_reach_also_who_opted_out(kind):
    assert reach(JANA, opted_out=frozenset({"1"}), kind=kind).write_to == (JANA,)


def test_two_members_at_one_address_each_get_their_own_letter():
    partner = Member("5", "Toni", "Muster", email="jana@verband.example")
    assert reach(JANA, partner).write_to == (JANA, partner)


@given(
    st.lists(st.sampled_from([JANA, POST_ONLY, NOWHERE]), unique=True),
    st.sampled_from([("email",), ("post",), ("email", "post")]),
    st.sets(st.sampled_from(["1", "2", "3"])),
    st.sampled_from(list(Kind)),
)
def test_everyone_selected_is_either_written_to_or_left_out(members, channels, opted_out, kind):
    result = reachable(members, channels, NOTHING, frozenset(opted_out), kind)
    assert sorted([m.id for m in result.write_to] + [out.member_id for out in result.left_out]) == sorted(m.id for m in members)
