"""When does a mailing go out, to whom, and why never twice?"""

from datetime import timedelta
from pathlib import Path

import pytest

from mailer.clock import ManualClock
from mailer.errors import TemplateError
from mailer.model.book import DEATH, Proof
from mailer.model.mail import LetterState, OccurrenceState
from mailer.model.people import Member
from mailer.model.reading import Finding
from mailer.store import bounces, events, letters, occurrences, outbox, records, reviews
from mailer.store.occurrences import NewOccurrence
from tests.sending.outgoing import new_letter
from tests.workspace import NOW, arrive, make_workspace, opened


def test_a_due_mailing_is_queued_once_for_everybody_with_an_address(tmp_path: Path) -> None:
    with opened(make_workspace(tmp_path)) as office:
        assert office.plan_due() == 5
        assert office.plan_due() == 0
        with office.store.look() as connection:
            lines = letters.lines(connection)
            out = occurrences.left_out_of(connection, 1)
    assert sorted(line.member_id or "" for line in lines) == ["m1", "m2", "m3", "m4", "m6"]
    assert {line.state for line in lines} == {LetterState.QUEUED}
    assert out == (("m5", "no_email", ""),)


def test_a_mailing_is_not_due_before_its_moment(tmp_path: Path) -> None:
    with opened(make_workspace(tmp_path), ManualClock(NOW - timedelta(seconds=1))) as office:
        assert office.plan_due() == 0
        assert office.next_wake_up() == NOW


def test_a_restart_or_a_changed_file_repeats_nothing(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    with opened(workspace) as office:
        assert office.plan_due() == 5
    job = workspace / "jobs" / "parteitag.toml"
    job.write_text(job.read_text().replace("2024-10-25T09:00:00", "2024-10-25T09:30:00").replace('"Volkssolidarität"', '"Rathaus"'))
    with opened(workspace, ManualClock(NOW + timedelta(hours=2))) as office:
        assert office.plan_due() == 1, "only the board hears that the place is another"
        assert office.plan_due() == 0


@pytest.mark.parametrize(("rule", "state", "queued"), [("ask", "asking", 0), ("skip", "skipped", 0), ("send", "ready", 5)])
def test_a_late_ghost_follows_its_rule(tmp_path: Path, rule: str, state: str, queued: int) -> None:
    workspace = make_workspace(tmp_path, when=f'at = 2024-10-25T09:00:00\ntoo_late = "{rule}"')
    with opened(workspace, ManualClock(NOW + timedelta(days=30))) as office:
        assert office.plan_due() == queued
        assert office.plan_due() == 0
        with office.store.look() as connection:
            assert [each.state for each in occurrences.every(connection)] == [OccurrenceState(state)]


def test_the_default_for_a_late_mailing_is_to_ask_and_a_person_may_send_it(tmp_path: Path) -> None:
    with opened(make_workspace(tmp_path), ManualClock(NOW + timedelta(days=2))) as office:
        assert office.plan_due() == 0
        job = office.job("parteitag")
        due = office.due_by_hand(job, job.mailings[0])
        assert office.plan(due).queued == 5
        assert not office.plan(due).opened


def test_a_template_error_stops_the_mailing_before_anything_is_queued(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    (workspace / "templates" / "test-einladung.md").write_text("---\nSubject: Hallo\n---\n{{ event.strat | datum }}\n")
    complaints: list[str] = []
    with opened(workspace) as office:
        office.complain = lambda error: complaints.append(f"{error.key} {error.facts.get('file')} {error.facts.get('line')}")
        assert office.plan_due() == 0
        assert office.plan_due() == 0
        with office.store.look() as connection:
            assert letters.lines(connection) == ()
            assert occurrences.every(connection) == ()
        with pytest.raises(TemplateError):
            office.plan(office.due_by_hand(office.job("parteitag"), office.job("parteitag").mailings[0]))
    assert len(complaints) == 1
    assert "test-einladung.md 4" in complaints[0]


def test_a_missing_fact_of_one_person_sets_that_one_aside(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    text = "---\nSubject: Hallo\n---\nDu wohnst in {{ member.city }}.\n"
    (workspace / "templates" / "test-einladung.md").write_text(text)
    with opened(workspace) as office:
        assert office.plan_due() == 4
        with office.store.look() as connection:
            reasons = {member_id: reason for member_id, reason, _ in occurrences.left_out_of(connection, 1)}
    assert reasons == {"m5": "no_email", "m6": "missing_fact"}


def test_a_cron_line_fires_once_per_moment_and_lets_missed_ones_go(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, when='cron = "0 8 * * 1"')
    clock = ManualClock(NOW)
    with opened(workspace, clock) as office:
        assert office.plan_due() == 0, "a cron line never fires for the time before it was first seen"
        monday = office.next_wake_up()
        assert monday is not None
        clock.move_to(monday)
        assert office.plan_due() == 5
        assert office.plan_due() == 0
        clock.advance(timedelta(days=21, minutes=5))
        assert office.plan_due() == 5, "after a sleep only the latest moment counts"
        assert office.plan_due() == 0


def test_circulars_respect_an_opt_out_and_statutory_mail_does_not(tmp_path: Path) -> None:
    for kind, expected in (("circular", 4), ("statutory", 5)):
        with opened(make_workspace(tmp_path / kind, kind=kind)) as office:
            with office.store.begin() as connection:
                records.add(connection, "m1", [Finding("unsubscribe")], Proof.TOKEN_AND_ADDRESS, NOW)
            assert office.plan_due() == expected


def test_an_address_that_bounced_is_left_out(tmp_path: Path) -> None:
    with opened(make_workspace(tmp_path)) as office:
        with office.store.begin() as connection:
            bounces.suppress(connection, "horst@web.example", "unknown", None, NOW)
        assert office.plan_due() == 4


@pytest.mark.parametrize("confirmed", [None, "vorsitz"])
def test_a_resignation_leaves_a_member_out_only_when_a_person_confirmed_it(tmp_path: Path, confirmed: str | None) -> None:
    with opened(make_workspace(tmp_path)) as office:
        with office.store.begin() as connection:
            records.add(connection, "m1", [Finding("resignation", scope="membership")], Proof.TOKEN, NOW, confirmed_by=confirmed)
        assert office.plan_due() == (4 if confirmed else 5)


def test_two_members_at_one_address_each_get_their_own_letter(tmp_path: Path) -> None:
    with opened(make_workspace(tmp_path)) as office:
        office.plan_due()
        with office.store.look() as connection:
            family = [line for line in letters.lines(connection) if line.address == "familie@post.example"]
            raws = [letters.raw(connection, line.id) or b"" for line in family]
    assert {line.member_id for line in family} == {"m3", "m4"}
    assert raws[0] != raws[1]


def test_a_broken_job_file_is_told_once_and_stops_no_other(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    (workspace / "jobs" / "kaputt.toml").write_text('title = "Kaputt"\n[[mailings]]\nid = 3\n')
    complaints: list[str] = []
    with opened(workspace) as office:
        office.complain = lambda error: complaints.append(error.key)
        office.reload()
        office.reload()
        assert office.plan_due() == 6, "five letters, and a mail to the board"
    assert complaints == ["job_file.invalid"]


def test_the_same_letter_has_the_same_names_after_a_restored_backup(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    with opened(workspace) as office:
        office.plan_due()
        with office.store.look() as connection:
            before = {(line.id, line.address) for line in letters.lines(connection)}
    with opened(workspace) as office:
        with office.store.begin() as connection:
            for table in ("invitation", "letter_body", "letter", "left_out", "occurrence"):
                connection.exec_driver_sql(f"DELETE FROM {table}")
        office.plan_due()
        with office.store.look() as connection:
            assert {(line.id, line.address) for line in letters.lines(connection)} == before


def crowd(size: int) -> tuple[Member, ...]:
    return tuple(Member(f"m{number:04}", "Vor", f"Nach{number:04}", f"person{number:04}@post.example") for number in range(size))


def test_an_error_in_the_last_letters_leaves_nothing_of_the_first(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    text = '---\nSubject: Hallo\n---\n{{ anrede }}{% if member.id == "m0900" %}{{ 1 // 0 }}{% endif %}\n'
    (workspace / "templates" / "test-einladung.md").write_text(text)
    with opened(workspace, people=crowd(1000)) as office:
        with pytest.raises(TemplateError):
            office.plan(office.due_by_hand(office.job("parteitag"), office.job("parteitag").mailings[0]))
        with office.store.look() as connection:
            assert letters.counts(connection) == {}
            assert occurrences.every(connection) == ()
        (workspace / "templates" / "test-einladung.md").write_text("---\nSubject: Hallo\n---\n{{ anrede }}\n")
        office.reload()
        assert office.plan_due() == 1000


def test_nothing_goes_out_while_a_mailing_is_still_being_written_and_a_crash_then_is_made_good(tmp_path: Path) -> None:
    clock = ManualClock(NOW)
    with opened(make_workspace(tmp_path), clock) as office:
        job = office.job("parteitag")
        new = NewOccurrence(job.id, "einberufung", "once", NOW, OccurrenceState.WRITING, "invitation")
        with office.store.begin() as connection:
            half = occurrences.begin_writing(connection, new, NOW, NOW + timedelta(minutes=10))
            letters.queue(connection, [new_letter(1)], NOW, half, state=LetterState.WRITTEN)
            assert outbox.claim(connection, "w", 10, NOW, timedelta(minutes=1)) == ()
        assert office.plan_due() == 0, "somebody else is writing it"
        clock.advance(timedelta(minutes=11))
        assert office.plan_due() == 5, "nobody goes on writing it: begun again"
        with office.store.look() as connection:
            assert sorted(line.member_id or "" for line in letters.lines(connection)) == ["m1", "m2", "m3", "m4", "m6"]


def test_a_report_of_a_death_stops_letters_until_a_person_has_looked(tmp_path: Path) -> None:
    with opened(make_workspace(tmp_path)) as office:
        arrive(office, b"From: jana@post.example\r\n\r\nx")
        with office.store.begin() as connection:
            reviews.open_item(connection, 1, "m1", None, (DEATH,), (), "board", NOW)
        assert office.plan_due() == 4


def test_a_circular_may_mention_the_event_of_another_job(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, when="by_hand = true")
    other = 'title = "Rundbrief"\n[[mailings]]\nid = "brief"\ntemplate = "test-einladung.md"\naudience = { everyone = true }\n'
    other += 'events = ["stadtparteitag"]\ncalendar = "none"\nat = 2024-10-25T09:00:00\n'
    (workspace / "jobs" / "rundbrief.toml").write_text(other)
    with opened(workspace) as office:
        assert office.plan_due() == 5
        with office.store.look() as connection:
            assert [event.id for event in events.every(connection)] == ["stadtparteitag"]
            (found,) = occurrences.every(connection)
    assert found.event_ids == ("stadtparteitag",)
