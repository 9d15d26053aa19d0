from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mailer.model.people import Member
from mailer.people.difference import difference

JANA = Member("1", "Jana", "Muster", email="jana@verband.example", city="Musterstadt")
KIM = Member("2", "Kim", "Beispiel")
ALEX = Member("3", "Alex", "Probe")


def test_added_changed_gone_and_unchanged_are_told_apart():
    moved = replace(JANA, city="Neustadt", street="Weg 2")
    found = difference([JANA, KIM], [moved, ALEX])
    assert found.added == (ALEX,)
    assert found.changed == ((JANA, moved, ("street", "city")),)
    assert found.gone == (KIM,)
    assert found.unchanged == 0


def test_a_member_whose_row_was_wrong_is_not_gone():
    assert difference([JANA, KIM], [JANA], refused=frozenset({"2"})).gone == ()


MEMBERS = st.lists(st.builds(Member, st.sampled_from("123456"), st.sampled_from(["A", "B"]), st.just("M")), unique_by=lambda m: m.id)


@given(MEMBERS, MEMBERS)
def test_every_member_is_counted_once_on_each_side(known, incoming):
    found = difference(known, incoming)
    assert len(found.added) + len(found.changed) + found.unchanged == len(incoming)
    assert len(found.gone) + len(found.changed) + found.unchanged == len(known)


@given(MEMBERS)
def test_the_same_file_again_changes_nothing(members):
    found = difference(members, reversed(members))
    assert (found.added, found.changed, found.gone, found.unchanged) == ((), (), (), len(members))
