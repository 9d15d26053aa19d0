"""Is every letter printed once, in the order of the post, and can the files be made again to the byte?"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailer.app import Office
from mailer.errors import DataError, TemplateError
from mailer.model.mail import LetterState
from mailer.model.people import Member
from mailer.posting import evidence_of, files_of, note_return, print_batches, stationery, waiting_letters, write_for_bounced
from mailer.posting.batch import Files
from mailer.store import batches, bounces, holding, letters, members, occurrences
from mailer.store.batches import Batch
from mailer.texts import explain
from tests.posting.association import NOW, WISHES, at, pages, plan_by_hand, run, workspace
from tests.workspace import opened


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with opened(workspace(tmp_path), at(NOW), WISHES) as office:
        yield office


def printed(office: Office, most: int = 500) -> list[tuple[Batch, Files]]:
    return list(print_batches(office.store, stationery(office.settings, office.shelf.templates), run(office, most)))


def states(office: Office) -> dict[str, list[str]]:
    with office.store.look() as connection:
        lines = letters.lines(connection)
    found: dict[str, list[str]] = {}
    for line in lines:
        found.setdefault(line.state, []).append(line.member_id or "")
    return {state: sorted(people) for state, people in found.items()}


def test_each_member_is_written_to_as_they_wish_or_as_it_is_possible(office: Office) -> None:
    assert plan_by_hand(office) == 9
    assert states(office) == {"queued": ["m2", "m3", "m4", "m6"], "to_print": ["m1", "m2", "m5", "m7", "m8"]}


def test_what_is_printed_stands_in_the_order_of_the_postcodes_and_is_not_printed_again(office: Office) -> None:
    plan_by_hand(office)
    ((batch, files),) = printed(office)
    assert (batch.number, batch.letters, batch.digest) == (1, 5, files.digest)
    rows = files.table.decode("utf-8-sig").splitlines()
    assert [row.split(";")[0] for row in rows[1:]] == ["1-001", "1-002", "1-003", "1-004", "1-005"]
    assert [row.split(";")[3] for row in rows[1:]] == ["06108", "39104", "39104", "39104", "39108"]
    assert states(office)["printed"] == ["m1", "m2", "m5", "m7", "m8"]
    assert printed(office) == []


def test_a_reprint_gives_the_same_bytes(office: Office) -> None:
    plan_by_hand(office)
    ((batch, files),) = printed(office)
    assert files_of(office.store, batch.number) == files


def test_a_batch_that_never_was_is_told(office: Office) -> None:
    with pytest.raises(DataError, match=r"posting\.no_batch"):
        files_of(office.store, 7)


def test_every_letter_carries_its_name_and_number_and_begins_on_a_new_sheet(office: Office) -> None:
    plan_by_hand(office)
    ((_, files),) = printed(office)
    found = pages(files.letters)
    assert len(found) % 2 == 1 or found[-1]
    firsts = [number for number, page in enumerate(found) if "Brief 1-00" in page]
    assert len(firsts) == 5
    assert all(number % 2 == 0 for number in firsts)
    assert "Łucja Nguyễn-Łukasiewicz" in found[firsts[0]]
    assert "Magdeburg, 25. Oktober 2024" in found[firsts[0]]
    assert any("Telefon 0391 123456" in page for page in found)
    cover = " ".join(pages(files.cover))
    assert "Begleitliste zur Drucksendung 1" in cover
    assert "Halle (Saale)" in cover


def test_many_letters_become_several_batches(office: Office) -> None:
    plan_by_hand(office)
    assert [(batch.number, batch.letters) for batch, _ in printed(office, most=2)] == [(1, 2), (2, 2), (3, 1)]


def test_two_who_print_at_once_print_no_letter_twice(office: Office) -> None:
    plan_by_hand(office)
    with ThreadPoolExecutor(2) as pool:
        both = [batch for done in pool.map(lambda _: printed(office, most=2), range(2)) for batch, _ in done]
    assert sorted(batch.number for batch in both) == [1, 2, 3]
    assert sum(batch.letters for batch in both) == 5


def test_on_postgresql_it_is_the_same(tmp_path: Path, postgres_url: str) -> None:
    with opened(workspace(tmp_path, url=postgres_url), at(NOW), WISHES) as office:
        assert plan_by_hand(office) == 9
        with ThreadPoolExecutor(2) as pool:
            both = [batch for done in pool.map(lambda _: printed(office, most=2), range(2)) for batch, _ in done]
        assert sorted((batch.number, batch.letters) for batch in both) == [(1, 2), (2, 2), (3, 1)]
        assert files_of(office.store, 1).digest == next(batch.digest for batch in both if batch.number == 1)
        note_return(office.store, office.writer, "1-001", "x", "ich", ("vorsitz@verband.example",), NOW)
        with office.store.look() as connection:
            assert len(evidence_of(connection, office.identity, "parteitag", None, {}, NOW, office.zone).rows) == 9
        assert states(office)["printed"] == ["m1", "m2", "m5", "m7", "m8"]


def test_a_broken_layout_is_told_and_claims_nothing(office: Office) -> None:
    plan_by_hand(office)
    broken = replace(stationery(office.settings, office.shelf.templates), letter_layout="#let brief(")
    with pytest.raises(TemplateError) as caught:
        list(print_batches(office.store, broken, run(office)))
    assert "letter.typ" in explain(caught.value)
    assert len(waiting_letters(office.store, "parteitag", None)) == 5


def test_whom_a_death_was_reported_of_gets_no_letter(office: Office) -> None:
    plan_by_hand(office)
    with office.store.begin() as connection:
        assert holding.hold(connection, "m5") == 1
    assert [batch.letters for batch, _ in printed(office)] == [4]
    with office.store.begin() as connection:
        holding.release(connection, "m5")
    assert [batch.letters for batch, _ in printed(office)] == [1]


def test_a_letter_that_waits_no_more_spoils_the_whole_batch_and_nothing_is_claimed(office: Office) -> None:
    plan_by_hand(office)
    with office.store.look() as connection:
        ids = tuple(each.id for each in batches.waiting(connection, "parteitag"))
    new = batches.NewBatch(1, "parteitag", NOW, "x", b"", "", (*ids, "no-such-letter"))
    with office.store.begin() as connection:
        assert not batches.open_batch(connection, new)
        connection.rollback()
    assert len(waiting_letters(office.store, "parteitag", None)) == 5


def test_a_hard_bounce_puts_the_member_into_the_next_batch_once(office: Office) -> None:
    plan_by_hand(office)
    printed(office)
    with office.store.begin() as connection:
        line = next(line for line in letters.lines(connection) if line.member_id == "m3")
        bounces.add(connection, line.address, "permanent", "5.1.1", "unknown", "no such user", NOW, letter_id=line.id, member_id="m3")
        other = next(line for line in letters.lines(connection) if line.member_id == "m4")
        bounces.add(connection, other.address, "temporary", "4.2.2", "full", "full", NOW, letter_id=other.id, member_id="m4")
    job = office.job("parteitag")
    assert write_for_bounced(office.store, office.writer, job, NOW) == 1
    assert write_for_bounced(office.store, office.writer, job, NOW) == 0
    ((batch, files),) = printed(office)
    assert (batch.number, batch.letters) == (2, 1)
    assert "Aylin Demir" in pages(files.letters)[0]


def test_a_mailing_that_does_not_go_by_post_writes_no_letters_for_bounces(tmp_path: Path) -> None:
    with opened(workspace(tmp_path, channels='["email"]'), at(NOW), WISHES) as office:
        plan_by_hand(office)
        assert write_for_bounced(office.store, office.writer, office.job("parteitag"), NOW) == 0
        assert "to_print" not in states(office)


def test_post_alone_reaches_everybody_with_a_postal_address_and_names_the_others(tmp_path: Path) -> None:
    with opened(workspace(tmp_path, channels='["post"]', kind="circular", body=""), at(NOW), WISHES) as office:
        assert plan_by_hand(office) == 7
        with office.store.look() as connection:
            assert occurrences.left_out_of(connection, 1) == (("m6", "no_postal_address", ""),)


def test_a_household_gets_one_letter_with_all_names(tmp_path: Path) -> None:
    folder = workspace(tmp_path, channels='["post"]', kind="circular", body="household = true")
    with opened(folder, at(NOW), WISHES) as office:
        assert plan_by_hand(office) == 6
        (shared,) = [each for each in waiting_letters(office.store, "parteitag", None) if "Can Demir" in each.recipient]
        assert shared.recipient == ("Aylin Demir", "Can Demir", "Am Hang 3", "39104 Magdeburg")
        assert "Hallo Aylin, hallo Can" in shared.content
        with office.store.look() as connection:
            assert ("m4", "household", "m3") in occurrences.left_out_of(connection, 1)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.builds(
            Member,
            id=st.just(""),
            given_name=st.text(max_size=20),
            family_name=st.text(max_size=20),
            email=st.sampled_from([None, "a@post.example"]),
            street=st.text(max_size=20),
            postcode=st.sampled_from(["", "39104", "A-1010"]),
            city=st.text(max_size=10),
            delivery=st.sampled_from(["", "email", "post", "both"]),
        ),
        max_size=6,
    )
)
def test_whatever_members_are_called_nobody_is_lost(tmp_path_factory: pytest.TempPathFactory, people: list[Member]) -> None:
    named = tuple(Member(**{name: getattr(p, name) for name in p.__dataclass_fields__} | {"id": f"n{i}"}) for i, p in enumerate(people))
    with opened(workspace(tmp_path_factory.mktemp("w")), at(NOW), named) as office:
        plan_by_hand(office)
        done = printed(office)
        with office.store.look() as connection:
            written = {line.member_id for line in letters.lines(connection)}
            out = {who for who, reason, _ in occurrences.left_out_of(connection, 1) if reason}
            assert written | out == {member.id for member in members.everybody(connection)}
            assert not written & out
            waiting = letters.counts(connection).get(LetterState.TO_PRINT, 0)
        assert waiting == 0
        assert all(len(pages(files.letters)) >= 1 for _, files in done)
