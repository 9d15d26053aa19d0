"""Does the demo play its whole story over real servers, and does the record hold in the end what the story intends?"""

import re
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.parser import BytesHeaderParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mailer.app import Office, open_office
from mailer.cli.main import app
from mailer.demo import clients, story
from mailer.demo.clients.received import open_letter
from mailer.demo.run import Played, run_demo
from mailer.demo.workspace import MARKER, clear
from mailer.errors import ConfigurationError
from mailer.model.book import Proof
from mailer.model.mail import LetterState
from mailer.store import bounces, inbox, letters, members, occurrences, records
from mailer.store.inbox import InboxLine
from mailer.texts import explain

ROBOTS = {"absence", *clients.REPORTS}
RSVP, HELP = ("accepted", "tentative", "declined"), ("offered", "withdrawn")
COMMAND = [sys.executable, "-m", "mailer.cli.main", "demo", "--out"]


@dataclass(frozen=True, slots=True)
class Telling:
    """What was told while it played."""

    played: Played
    told: tuple[tuple[datetime, str], ...]


@pytest.fixture(scope="module")
def telling(tmp_path_factory: pytest.TempPathFactory) -> Telling:
    told: list[tuple[datetime, str]] = []
    played = run_demo(tmp_path_factory.mktemp("demo") / "out", lambda at, words: told.append((at, words)), threading.Event())
    return Telling(played, tuple(told))


@pytest.fixture(scope="module")
def played(telling: Telling) -> Played:
    return telling.played


@pytest.fixture(scope="module")
def office(played: Played) -> Iterator[Office]:
    with opened(played.folder) as office:
        yield office


@contextmanager
def opened(folder: Path) -> Iterator[Office]:
    office = open_office(folder)
    try:
        yield office
    finally:
        office.close()


def meant(verbs: tuple[str, ...]) -> dict[tuple[str, str], str]:
    """By member and event (or shift): the answer that holds in the end."""
    said: dict[tuple[str, str], str] = {}
    for answer in story.DEMO.script:
        for verb, target in (words.split() for words in answer.expect if " " in words):
            if verb in verbs:
                said[answer.member_id, target] = verb
    return said


def expected(kind: str) -> set[tuple[str, str]]:
    """Whom the story gives an expectation of that kind, with its detail."""
    pairs = ((answer.member_id, words.partition(" ")) for answer in story.DEMO.script for words in answer.expect)
    return {(who, detail) for who, (found, _, detail) in pairs if found == kind}


def arrivals(office: Office) -> dict[str, InboxLine]:
    """The incoming mails, by the id of their answer in the story."""
    with office.store.look() as connection:
        lines = {line.received_at: line for line in inbox.lines(connection)}
    return {answer.id: lines[answer.at] for answer in story.DEMO.script}


def inbox_lines(office: Office) -> tuple[InboxLine, ...]:
    with office.store.look() as connection:
        return inbox.lines(connection)


def test_a_new_address_from_an_unproven_mail_is_asked_back_confirmed_and_decided_by_mail(office: Office) -> None:
    with office.store.look() as connection:
        (entry, decided) = records.of_kind(connection, "contact_change")
        asked = [line for line in letters.lines(connection) if line.purpose == "confirmation"]
    assert (entry.member_id, entry.proof) == ("m045", Proof.CONFIRMED)
    assert [line.member_id for line in asked] == ["m045"]
    assert decided.confirmed_by == "board <vorsitz@stadtverband.example>"


def test_who_offers_help_where_it_is_full_is_told_so_and_kept(played: Played, office: Office) -> None:
    party = next(answers for answers in played.figures.answers if answers.event.id == "stadtparteitag")
    (door,) = [help_ for help_ in party.help if help_.shift is not None and help_.shift.id == "einlass"]
    assert (len(door.helpers), door.missing, door.spare) == (4, 0, 1)
    with office.store.look() as connection:
        told = letters.answering(connection, arrivals(office)["reminded"].id)
        raw = letters.raw(connection, told.id) if told else None
    assert raw is not None
    assert "schon genug Leute" in open_letter(raw).text


def test_it_takes_less_than_a_minute_and_comes_to_its_end(played: Played) -> None:
    assert played.whole
    assert played.seconds < 60


def test_everybody_comes_or_not_as_they_wrote(played: Played) -> None:
    found = {
        (answer.member_id, answers.event.id): verb
        for answers in played.figures.answers
        for verb, group in zip(RSVP, (answers.coming, answers.tentative, answers.declined), strict=True)
        for answer in group
    }
    assert found == meant(RSVP)


def test_everybody_helps_as_they_wrote(played: Played) -> None:
    found = {
        (who.member_id, help_.shift.id if help_.shift else answers.event.id)
        for answers in played.figures.answers
        for help_ in answers.help
        for who in help_.helpers
    }
    assert found == {key for key, verb in meant(HELP).items() if verb == "offered"}


def test_guests_have_their_seats(played: Played) -> None:
    guests = {(answer.member_id, str(answer.guests)) for answers in played.figures.answers for answer in answers.coming if answer.guests}
    assert guests == expected("guests")


def test_whoever_said_nothing_is_silent(played: Played) -> None:
    party = next(answers for answers in played.figures.answers if answers.event.id == "stadtparteitag")
    said = {who for who, event in meant(RSVP) if event == "stadtparteitag"}
    reachable = set(played.figures.names) - {"m019", "m027", "m044"}
    first = {answer.member_id for answer in story.DEMO.script if answer.letter == "circular"}
    unreached = {who for who, reason in expected("bounce") if reason == "unknown" and who in first} | {"m051"}
    with_person = {who for who, _ in expected("review")}
    assert {person.member_id for person in party.silent} == reachable - said - unreached - with_person


def test_exactly_what_the_story_intends_waits_for_a_person(played: Played) -> None:
    assert {(item.member_id, item.audience) for item in played.figures.waiting} == expected("review")
    assert len(played.figures.waiting) == len(expected("review"))


def test_addresses_that_came_back_are_known_from_reports_and_from_the_session(played: Played, office: Office) -> None:
    refused = {(refusal.member_id, "unknown") for refusal in story.DEMO.refusals if refusal.times is None}
    with office.store.look() as connection:
        found = [(report.member_id, report.reason) for report in bounces.every(connection)]
        suppressed = {entry.address for entry in bounces.suppressed(connection)}
        addresses = {member.id: member.email for member in members.everybody(connection)}
    assert sorted(found, key=str) == sorted(expected("bounce") | refused, key=str)
    assert suppressed == {addresses[who] for who, reason in expected("bounce") | refused if reason == "unknown"}


def test_a_letter_that_a_server_put_off_arrives_later(office: Office) -> None:
    (put_off,) = [refusal.member_id for refusal in story.DEMO.refusals if refusal.times]
    with office.store.look() as connection:
        circular = occurrences.every(connection)[0]
        (line,) = [line for line in letters.lines(connection, occurrence_id=circular.id) if line.member_id == put_off]
    assert line.state is LetterState.SENT
    assert line.sent_at is not None
    assert line.sent_at > circular.planned_at


def test_a_resignation_is_received_and_takes_no_effect(office: Office) -> None:
    with office.store.look() as connection:
        found = records.of_kind(connection, "resignation")
    assert {(entry.member_id, entry.finding.scope) for entry in found} == expected("resignation")
    assert all(entry.confirmed_by is None for entry in found)


def test_dues_are_in_the_book_as_they_were_answered(office: Office) -> None:
    with office.store.look() as connection:
        found = records.current(records.of_kind(connection, "dues"))
    assert {(entry.member_id, entry.finding.claim) for entry in found} == expected("dues")


def test_the_treasurer_hears_from_each_who_answered_what_asks_most_of_them(played: Played) -> None:
    claims = {(line.name, line.claim) for line in played.figures.report.dues if line.claim}
    meant = {(played.figures.names[who], claim) for who, claim in expected("dues")}
    assert claims <= meant
    assert {name for name, _ in claims} == {name for name, _ in meant}
    assert ("Abdulrahman Al-Sabbouh", "hardship") in claims


def test_whoever_unsubscribed_gets_no_circular_any_more(office: Office) -> None:
    ((who, _),) = expected("unsubscribe")
    with office.store.look() as connection:
        kinds = [
            found.kind
            for found in occurrences.every(connection)
            for line in letters.lines(connection, occurrence_id=found.id)
            if line.member_id == who
        ]
    assert kinds == ["circular", "dues", "statutory"]


def test_robots_and_a_thank_you_leave_no_entry_and_get_no_answer(office: Office) -> None:
    mails = arrivals(office)
    quiet = [answer.id for answer in story.DEMO.script if answer.program in ROBOTS or not answer.expect]
    with office.store.look() as connection:
        for answer_id in quiet:
            assert records.of_mail(connection, mails[answer_id].id) == ()
            assert letters.answering(connection, mails[answer_id].id) is None


def test_every_answer_is_kept_and_belongs_to_its_member(office: Office) -> None:
    mails = arrivals(office)
    assert len(mails) == len(story.DEMO.script)
    assert len(inbox_lines(office)) == len(story.DEMO.script) + len(story.DEMO.follow_ups)
    assert {answer.id: mails[answer.id].member_id for answer in story.DEMO.script} == {a.id: a.member_id for a in story.DEMO.script}


def test_nobody_got_a_mailing_twice_and_no_letter_is_in_doubt(office: Office, played: Played) -> None:
    with office.store.look() as connection:
        told = [
            (found.job_id, found.mailing_id, found.key, line.member_id, line.address)
            for found in occurrences.every(connection)
            for line in letters.lines(connection, occurrence_id=found.id)
        ]
        everything = letters.lines(connection)
    assert len(told) == len(set(told))
    assert {line.state for line in everything} == {LetterState.SENT, LetterState.FAILED, LetterState.TO_PRINT}
    assert sum(line.doubts for line in everything) == 0
    arrived = [BytesHeaderParser().parsebytes(path.read_bytes())["Message-ID"] for path in (played.folder / "mails" / "ausgang").iterdir()]
    assert len(arrived) == len(set(arrived)) == played.figures.sent


def test_there_is_one_acknowledgement_per_person_event_and_day(office: Office) -> None:
    topics: Counter[tuple[object, ...]] = Counter()
    with office.store.look() as connection:
        for line in inbox.lines(connection):
            if letters.answering(connection, line.id) is not None:
                findings = [entry.finding for entry in records.of_mail(connection, line.id)]
                day = line.received_at.astimezone(office.zone).date()
                topics.update({(line.member_id, finding.event or finding.target or finding.kind, day) for finding in findings})
    assert topics
    assert set(topics.values()) == {1}


def test_every_mail_lies_in_the_folder_and_on_the_page(played: Played) -> None:
    page = (played.folder / "index.html").read_text(encoding="utf-8")
    files = sorted((played.folder / "mails" / "eingang").iterdir())
    assert len(files) == len(story.DEMO.script) + len(story.DEMO.follow_ups)
    assert all(f"mails/eingang/{path.name}" in page for path in files)
    assert all((played.folder / link).is_file() for link in re.findall(r'href="(mails/[^"]+)"', page))


def test_no_code_of_the_program_shows_through_on_the_page(played: Played) -> None:
    page = (played.folder / "index.html").read_text(encoding="utf-8")
    shown = re.sub(r'srcdoc="[^"]*"', "", page)
    assert not re.findall(r"\b(?:demo|reading|reading_doubts|recording|demo_finding)\.[a-z_]+", shown)


def test_what_is_told_moves_forward_and_ends_with_the_story(telling: Telling) -> None:
    moments = [at for at, _ in telling.told]
    assert moments == sorted(moments)
    assert (moments[0], moments[-1]) == story.DEMO.span
    words = "\n".join(words for _, words in telling.told if words)
    assert "55 Mails verschickt, 1 abgewiesen, 1 aufgeschoben" in words
    assert "Paula Quandtmeyer" in words


@pytest.mark.parametrize("place", range(1, 9))
def test_each_command_that_the_demo_recommends_works(played: Played, place: int) -> None:
    step = played.next_steps[place]
    done = CliRunner().invoke(app, step.command.split()[1:])
    assert done.exit_code == 0, done.output
    assert len(done.output.splitlines()) > 2


def test_a_second_demo_takes_the_place_of_the_first_and_leaves_other_files_alone(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    clear(folder)
    (folder / "jobs").mkdir()
    (folder / "jobs" / "alt.toml").touch()
    (folder / "mailer.db").touch()
    (folder / "mein-brief.txt").write_text("bleibt", encoding="utf-8")
    clear(folder)
    assert sorted(path.name for path in folder.iterdir()) == [MARKER, "mein-brief.txt"]


def test_a_folder_that_a_link_leads_to_is_not_emptied(tmp_path: Path) -> None:
    folder, foreign = tmp_path / "out", tmp_path / "fremd"
    clear(folder)
    foreign.mkdir()
    (foreign / "wichtig.txt").touch()
    (folder / "jobs").symlink_to(foreign)
    clear(folder)
    assert (foreign / "wichtig.txt").exists()
    assert not (folder / "jobs").exists()


def test_a_folder_of_somebody_else_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("meine Seite", encoding="utf-8")
    with pytest.raises(ConfigurationError):
        run_demo(tmp_path, lambda _at, _words: None, threading.Event())
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]
    done = subprocess.run([*COMMAND, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--out" in done.stderr


def test_a_folder_that_cannot_be_made_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "datei").touch()
    for place in (tmp_path / "datei", tmp_path / "datei" / "out"):
        with pytest.raises(ConfigurationError) as raised:
            clear(place)
        assert str(place) in explain(raised.value)


def test_without_its_servers_the_demo_says_what_to_install(tmp_path: Path) -> None:
    lacking = "import sys; sys.modules['pymap'] = None; from mailer.cli.main import run; run()"
    done = subprocess.run(
        [sys.executable, "-c", lacking, "demo", "--out", str(tmp_path / "out")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "mailer[demo]" in done.stderr
    assert not (tmp_path / "out").exists()


def test_ctrl_c_leaves_a_folder_in_which_nothing_is_half_done(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    with subprocess.Popen([*COMMAND, str(folder)], stdout=subprocess.PIPE, text=True) as demo:
        assert demo.stdout is not None
        assert any("Sofortinfo" in line for line in demo.stdout)
        demo.send_signal(signal.SIGINT)
        rest = demo.stdout.read()
    assert demo.returncode == 130
    assert "Angehalten" in rest
    assert (folder / "index.html").is_file()
    with opened(folder) as office, office.store.look() as connection:
        states = letters.counts(connection)
        waiting = [line for line in inbox.lines(connection) if line.sort is None]
    assert not {LetterState.CLAIMED, LetterState.HANDING_OVER, LetterState.IN_DOUBT} & set(states)
    assert waiting == []
