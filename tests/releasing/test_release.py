"""A mailing waits for a second person, who sees a draft by mail and answers it; from elsewhere nothing is released."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mailer import drafts
from mailer.cli.main import app
from mailer.errors import NotReleased
from mailer.model.book import Proof
from mailer.model.mail import OccurrenceState
from mailer.model.people import Member
from mailer.model.reading import Finding
from mailer.reporting import overview
from mailer.store import letters, members, occurrences, records, releases
from mailer.store.releases import Draft, DraftState
from mailer.texts import explain
from tests.conversations.talk import BOARD, TREASURER, Talk, subject_of, talk, text_of
from tests.workspace import PEOPLE, opened

EYES = '[release]\nroles = ["board"]\n'
BOTH = '[release]\nroles = ["board", "treasurer"]\n'
VOUCHED = '[answers]\nauthserv_ids = ["mx.verband.example"]\n'
PASS = "Authentication-Results: mx.verband.example; dmarc=pass header.from=verband.example\r\nReceived: from out by mx\r\n"
LETTER = """---
Subject: Rundbrief
---
{{ anrede }},

{% if member.branch == "Nord" %}
der Norden tagt.
{% elif member.mandates %}
liebe Delegierte.
{% else %}
bis bald.
{% endif %}
"""
MAILING = """
[[mailings]]
id = "brief"
template = "brief.md"
events = []
"""
Begin = Callable[..., Talk]


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Begin]:
    """A talk whose workspace has one more mailing `brief` with these lines, due two hours after it began."""
    with ExitStack() as stack:

        def begun(
            release: str = "two-eyes",
            when: str = "at = 2024-10-25T11:00:00",
            config: str = EYES,
            author: str = "",
            more: str = "",
            who: str = "audience = { everyone = true }",
        ) -> Talk:
            jobs = f'{MAILING}{who}\n{when}\nrelease = "{release}"\n{more}\n'
            here = stack.enter_context(talk(tmp_path, config=config, jobs=jobs))
            (here.office.workspace / "templates" / "brief.md").write_text(LETTER, encoding="utf-8")
            file = here.office.workspace / "jobs" / "parteitag.toml"
            if author:
                file.write_text(f'author = "{author}"\n{file.read_text("utf-8")}', encoding="utf-8")
            here.office.reload()
            assert here.office.shelf.broken == ()
            here.wait(minutes=1)
            return here

        yield begun


def edit(here: Talk, old: str, new: str, name: str = "templates/brief.md") -> None:
    file = here.office.workspace / name
    assert old in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace(old, new), encoding="utf-8")
    here.office.reload()
    here.wait(minutes=1)


def drafts_to(here: Talk, address: str = BOARD) -> list[bytes]:
    return [raw for raw in here.mails_to(address, "draft") if "Auto-Submitted: auto-replied" not in raw.decode("ascii")]


def last_answer(here: Talk, address: str = BOARD) -> str:
    return text_of(here.last_to(address, "draft"))


def got(here: Talk) -> set[str]:
    return {name for name in ("Jana", "Horst", "Aylin", "Can", "Ute") if here.got(name, "brief")}


def draft(here: Talk) -> Draft:
    with here.office.store.look() as connection:
        found = releases.latest_of(connection, "parteitag", "brief")
    assert found is not None
    return found


def test_the_draft_shows_samples_that_differ_numbers_and_who_is_left_out(begin: Begin) -> None:
    here = begin()
    (raw,) = drafts_to(here)
    text = text_of(raw)
    assert subject_of(raw) == "Bitte ansehen: Stadtparteitag, brief"
    assert "5 Mitglieder bekommen ihn" in text
    assert "keine E-Mail-Adresse (1): Grete Ohnenetz" in text
    assert all(words in text for words in ("der Norden tagt.", "liebe Delegierte.", "bis bald."))
    assert "Freitag, 25. Oktober 2024, 11 Uhr" in text
    files = [part for part in message_from_bytes(raw).walk() if part.get_filename()]
    assert len(files) == 3
    assert all(part.get_content_type() == "message/rfc822" and str(part.get_filename()).endswith(".eml") for part in files)


def test_the_attached_letter_is_exactly_the_text_that_goes_out(begin: Begin) -> None:
    here = begin()
    sample = next(part for part in message_from_bytes(drafts_to(here)[0]).walk() if "Aylin" in str(part.get_filename()))
    shown = sample.get_payload(0)
    here.answers_digest("Freigabe", drafts_to(here)[0])
    here.wait(hours=2)
    sent = message_from_bytes(here.mailing_to("Aylin", "brief"))
    plain = [next(p for p in mail.walk() if p.get_content_type() == "text/plain").get_payload(decode=True) for mail in (shown, sent)]
    assert plain[0] == plain[1]
    assert shown["Message-ID"] != sent["Message-ID"], "an answer to a sample must not be taken for the member's"


def test_large_files_are_named_and_hang_on_one_sample_only(begin: Begin) -> None:
    here = begin(when="by_hand = true", release="none")
    (here.office.workspace / "jobs" / "flyer.pdf").write_bytes(bytes(4_000_000))
    edit(here, 'release = "none"', 'release = "two-eyes"\nattachments = ["flyer.pdf"]', "jobs/parteitag.toml")
    (raw,) = drafts_to(here)
    assert "Im Anhang: flyer.pdf" in text_of(raw)
    assert "Als Datei hängt das erste" in text_of(raw)
    assert sum(part.get_content_type() == "message/rfc822" for part in message_from_bytes(raw).walk()) == 1


def test_unreleased_nothing_goes_out_and_the_roles_are_reminded_once(begin: Begin) -> None:
    here = begin()
    here.wait(hours=3)
    here.wait(hours=1)
    assert got(here) == set()
    first, reminder = drafts_to(here)
    assert subject_of(reminder) == "Wartet auf eure Freigabe: Stadtparteitag, brief"
    with here.office.store.look() as connection:
        (waiting,) = overview(connection, here.clock.now()).unreleased
    assert (waiting.job, waiting.mailing, waiting.state) == ("parteitag", "brief", "asked")
    here.answers_digest("Freigabe", reminder)
    here.wait(minutes=1)
    assert got(here) == {"Jana", "Horst", "Aylin", "Can", "Ute"}, "its time had just passed"
    assert first != reminder


def test_freigabe_lets_it_go_at_its_time_and_says_so(begin: Begin) -> None:
    here = begin()
    here.answers_digest("Freigegeben!\n\nLG Kim", drafts_to(here)[0])
    assert "freigegeben für 5 Mitglieder" in last_answer(here)
    assert "Freitag, 25. Oktober 2024, 11 Uhr" in last_answer(here)
    here.wait(minutes=10)
    assert got(here) == set()
    here.wait(hours=2)
    assert got(here) == {"Jana", "Horst", "Aylin", "Can", "Ute"}
    assert here.reviews() == ()


def test_a_tap_releases_too(begin: Begin) -> None:
    here = begin()
    here.taps(BOARD, drafts_to(here)[0], "Freigabe")
    assert draft(here).state is DraftState.RELEASED


def test_stopp_stops_it_also_after_a_release_and_freigabe_lets_it_go_again(begin: Begin) -> None:
    here = begin()
    here.answers_digest("Freigabe", drafts_to(here)[0])
    here.answers_digest("Stopp", here.last_to(BOARD, "draft"))
    assert "angehalten" in last_answer(here)
    here.wait(hours=3)
    assert got(here) == set()
    assert len(drafts_to(here)) == 1, "who stopped it need not be reminded"
    here.answers_digest("Freigabe", here.last_to(BOARD, "draft"))
    here.wait(minutes=1)
    assert len(got(here)) == 5
    here.answers_digest("Stopp", here.last_to(BOARD, "draft"))
    assert "schon hinausgegangen" in last_answer(here)


def test_anything_else_waits_for_a_person(begin: Begin) -> None:
    here = begin()
    here.answers_digest("Freigabe, aber erst den Raum ändern", drafts_to(here)[0])
    assert here.review().reasons == ("recording.release_unclear",)
    assert draft(here).state is DraftState.ASKED


def test_from_elsewhere_or_unproven_nothing_is_released(begin: Begin) -> None:
    here = begin(config=EYES + VOUCHED)
    here.answers_digest("Freigabe", drafts_to(here)[0], sender="jana@post.example", above=PASS)
    here.answers_digest("Freigabe", drafts_to(here)[0])
    assert [item.reasons for item in here.reviews()] == [("recording.release_stranger",), ("recording.release_unproven",)]
    assert draft(here).state is DraftState.ASKED
    here.answers_digest("Freigabe", drafts_to(here)[0], above=PASS)
    assert draft(here).state is DraftState.RELEASED


def test_at_four_eyes_the_author_cannot_release_but_stop(begin: Begin) -> None:
    here = begin("four-eyes", config=BOTH, author="treasurer")
    assert "jemand anderes" in text_of(drafts_to(here, TREASURER)[0])
    here.answers_digest("Freigabe", drafts_to(here, TREASURER)[0], sender=TREASURER)
    assert draft(here).state is DraftState.ASKED
    assert "vier Augen" in last_answer(here, TREASURER)
    here.answers_digest("Stopp", drafts_to(here, TREASURER)[0], sender=TREASURER)
    assert draft(here).state is DraftState.STOPPED
    here.answers_digest("Freigabe", drafts_to(here)[0])
    assert (draft(here).state, draft(here).decided_by) == (DraftState.RELEASED, f"board <{BOARD}>")


def test_a_changed_text_needs_a_new_release(begin: Begin) -> None:
    here = begin()
    here.answers_digest("Freigabe", drafts_to(here)[0])
    edit(here, "bis bald", "bis morgen")
    first, again = drafts_to(here)
    assert "hat sich geändert" in text_of(again)
    here.answers_digest("Freigabe", first)
    assert "hat sich geändert, seit ihr diesen Entwurf" in last_answer(here)
    here.wait(hours=3)
    assert got(here) == set()
    edit(here, "bis morgen", "bis bald")
    assert len(drafts_to(here)) == 4, "a change that is taken back is asked about anew; a reminder was among them"
    here.answers_digest("Freigabe", drafts_to(here)[-1])
    here.wait(minutes=1)
    assert len(got(here)) == 5


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('[[mailings]]\nid = "brief"', '[values]\nraum = "115a"\n[[mailings]]\nid = "brief"'),
        ("audience = { everyone = true }\nat = 2024-10-25T11", 'audience = { status = "member" }\nat = 2024-10-25T11'),
    ],
)
def test_changed_values_or_audience_need_a_new_release(begin: Begin, old: str, new: str) -> None:
    here = begin()
    here.answers_digest("Freigabe", drafts_to(here)[0])
    edit(here, old, new, "jobs/parteitag.toml")
    assert draft(here).state is DraftState.ASKED


def test_a_corrected_address_costs_no_release_and_neither_does_another_hour(begin: Begin) -> None:
    here = begin()
    here.answers_digest("Freigabe", drafts_to(here)[0])
    with here.office.store.begin() as connection:
        members.put(connection, [replace(PEOPLE[0], street="Am Tal 9", family_name="Vogler")])
    edit(here, "at = 2024-10-25T11:00:00", "at = 2024-10-25T12:00:00", "jobs/parteitag.toml")
    assert draft(here).state is DraftState.RELEASED
    here.wait(hours=4)
    assert len(got(here)) == 5


def test_the_audience_is_frozen_at_release(begin: Begin) -> None:
    here = begin()
    here.answers_digest("Freigabe", drafts_to(here)[0])
    with here.office.store.begin() as connection:
        members.put(connection, [Member("m9", "Neu", "Dabei", "neu@post.example")])
        members.mark_gone(connection, ["m4"], here.clock.now())
        records.add(connection, "m2", [Finding("resignation", scope="membership")], Proof.TOKEN, here.clock.now(), confirmed_by="kim")
        records.add(connection, "m3", [Finding("unsubscribe")], Proof.TOKEN, here.clock.now())
    here.wait(hours=2)
    with here.office.store.look() as connection:
        written = {line.member_id for line in letters.lines(connection) if line.subject == "Rundbrief"}
    assert written == {"m1", "m6"}
    with here.office.store.look() as connection:
        done = occurrences.find(connection, "parteitag", "brief", "once")
        assert done is not None
        left = {member: reason for member, reason, _ in occurrences.left_out_of(connection, done.id)}
    assert left == {"m9": "after_release", "m2": "resigned", "m3": "opted_out", "m4": "not_any_more", "m5": "no_email"}


def test_who_does_not_belong_to_the_audience_any_more_is_left_out_and_named(begin: Begin) -> None:
    here = begin(who='audience = { not_answered = "stadtparteitag" }')
    here.answers_digest("Freigabe", drafts_to(here)[0])
    with here.office.store.begin() as connection:
        records.add(connection, "m1", [Finding("rsvp", event="stadtparteitag", answer="accepted")], Proof.TOKEN, here.clock.now())
    here.wait(hours=2)
    assert "Jana" not in got(here)
    with here.office.store.look() as connection:
        done = occurrences.find(connection, "parteitag", "brief", "once")
        assert done is not None
        assert ("m1", "not_any_more", "") in occurrences.left_out_of(connection, done.id)


@pytest.mark.parametrize(
    ("rule", "words", "sent"), [("ask", "zu lange vorbei", 0), ("skip", "geht er dann nicht mehr", 0), ("send", "jetzt", 5)]
)
def test_a_release_that_comes_too_late_follows_the_too_late_rule(begin: Begin, rule: str, words: str, sent: int) -> None:
    here = begin(more=f'too_late = "{rule}"\ntoo_late_after = "1h"')
    here.clock.advance(timedelta(hours=5))
    here.answers_digest("Freigabe", drafts_to(here)[0])
    assert words in last_answer(here)
    here.wait(minutes=1)
    assert len(got(here)) == sent
    with here.office.store.look() as connection:
        done = occurrences.find(connection, "parteitag", "brief", "once")
    expected = {"ask": OccurrenceState.ASKING, "skip": OccurrenceState.SKIPPED, "send": OccurrenceState.READY}
    assert done is not None
    assert done.state is expected[rule]


def test_a_draft_goes_out_at_most_so_many_days_ahead(begin: Begin) -> None:
    here = begin(when="at = 2024-11-20T11:00:00", config=EYES + "lead_days = 10\n")
    assert drafts_to(here) == []
    wake = drafts.next_draft(here.office.around)
    assert wake is not None
    here.clock.advance(wake - here.clock.now())
    here.wait(minutes=0)
    assert len(drafts_to(here)) == 1


def test_a_mailing_by_hand_is_shown_at_once_and_needs_its_release(begin: Begin) -> None:
    here = begin(when="by_hand = true")
    job = here.office.job("parteitag")
    mailing = job.mailing("brief")
    assert mailing is not None
    with pytest.raises(NotReleased):
        here.office.plan(here.office.due_by_hand(job, mailing))
    here.answers_digest("ok so", drafts_to(here)[0])
    assert "von Hand" in last_answer(here)
    assert here.office.plan(here.office.due_by_hand(job, mailing)).queued == 5


def test_each_moment_of_a_cron_line_is_released_on_its_own(begin: Begin) -> None:
    here = begin(when='cron = "0 11 * * 5"', config=EYES + "lead_days = 3\n")
    here.answers_digest("Freigabe", drafts_to(here)[0])
    here.wait(hours=2)
    assert len(got(here)) == 5
    here.wait(days=5)
    assert len(drafts_to(here)) == 2
    here.wait(days=2, hours=1)
    assert subject_of(drafts_to(here)[-1]).startswith("Wartet auf eure Freigabe")
    with here.office.store.look() as connection:
        assert len(occurrences.of_mailing(connection, "parteitag", "brief")) == 1


def test_days_of_members_own_are_released_once_for_all(begin: Begin) -> None:
    here = begin(when='when = "3 days after joining"')
    assert "deren Tag gekommen ist" in text_of(drafts_to(here)[0])
    here.answers_digest("Freigabe", drafts_to(here)[0])
    with here.office.store.begin() as connection:
        members.put(connection, [Member("m9", "Neu", "Dabei", "neu@post.example", joined=here.clock.now().date())])
    here.wait(days=4)
    assert here.got("Neu", "brief")
    assert len(drafts_to(here)) == 1


def test_the_default_of_config_toml_holds_for_mailings_that_do_not_say(tmp_path: Path) -> None:
    with talk(tmp_path, config='[release]\ndefault = "two-eyes"\n') as here:
        assert not here.got("Jana", "einberufung")
        (shown,) = drafts_to(here)
        here.answers_digest("Freigabe", shown)
        here.wait(minutes=1)
        assert here.got("Jana", "einberufung")


def test_a_mailing_that_vanishes_from_its_file_is_not_asked_about_any_more(begin: Begin) -> None:
    here = begin()
    edit(here, MAILING, MAILING.replace('"brief"', '"anderer"'), "jobs/parteitag.toml")
    with here.office.store.look() as connection:
        assert [found.mailing_id for found in releases.undecided(connection)] == ["anderer"]


def test_while_the_file_is_broken_nothing_is_released_and_the_draft_waits(begin: Begin) -> None:
    here = begin()
    shown = drafts_to(here)[0]
    edit(here, 'id = "brief"', "id = brief", "jobs/parteitag.toml")
    here.answers_digest("Freigabe", shown)
    assert "lässt sich gerade nicht verwenden" in last_answer(here)
    edit(here, "id = brief", 'id = "brief"', "jobs/parteitag.toml")
    here.answers_digest("Freigabe", shown)
    assert draft(here).state is DraftState.RELEASED


def test_release_at_the_terminal(begin: Begin) -> None:
    here = begin("four-eyes", config=BOTH, author="treasurer")
    workspace = str(here.office.workspace)
    run = CliRunner().invoke
    listed = run(app, ["release", "-w", workspace])
    assert "parteitag/brief: wartet auf Freigabe" in listed.stdout
    own = run(app, ["release", "parteitag", "-m", "brief", "--as", "treasurer", "--yes", "-w", workspace])
    assert own.exit_code != 0
    assert draft(here).state is DraftState.ASKED
    done = run(app, ["release", "parteitag", "-m", "brief", "--as", "board/Jana Vogel", "--yes", "-w", workspace])
    assert done.exit_code == 0, done.output
    assert (draft(here).state, draft(here).decided_by) == (DraftState.RELEASED, "board (Jana Vogel)")
    stopped = run(app, ["release", "parteitag", "-m", "brief", "--as", "board", "--stop", "-w", workspace])
    assert stopped.exit_code == 0
    assert draft(here).state is DraftState.STOPPED
    table = run(app, ["jobs", "--json", "-w", workspace])
    assert '"release": "stopped"' in table.stdout


def test_where_all_who_are_asked_are_the_author_that_is_told(begin: Begin) -> None:
    here = begin("four-eyes", author="board")
    text = text_of(drafts_to(here)[0])
    assert "Niemand kann diesen Brief freigeben" in text
    assert "jemand anderes" in text
    here.answers_digest("Freigabe", drafts_to(here)[0])
    assert draft(here).state is DraftState.ASKED


def test_on_postgresql_too_and_two_services_show_it_once(postgres_url: str, tmp_path: Path) -> None:
    mailing = MAILING.replace("events = []\n", "").replace("brief.md", "test-einladung.md")
    job = f'{mailing}audience = {{ everyone = true }}\nat = 2024-10-25T11:00:00\nrelease = "two-eyes"\n'
    with talk(tmp_path, config=EYES, jobs=job, url=postgres_url) as here:
        with opened(here.office.workspace, here.clock) as second:
            second.plan_due()
        (shown,) = drafts_to(here)
        here.answers_digest("Freigabe", shown)
        here.wait(hours=2)
        assert len(got(here)) == 5


def test_sending_by_hand_says_what_is_missing(begin: Begin) -> None:
    here = begin(when="by_hand = true")
    tried = CliRunner().invoke(app, ["send", "parteitag", "-m", "brief", "--yes", "-w", str(here.office.workspace)])
    assert isinstance(tried.exception, NotReleased)
    assert "braucht erst eine Freigabe" in explain(tried.exception)


def test_check_and_preview_tell_what_the_draft_tells(begin: Begin) -> None:
    here = begin()
    edit(here, "bis bald", "bis Freitag, 23.11.2024, TODO http://fest.example/")
    wanted = ("Unfertiges: „TODO“", "http statt https")
    shown = CliRunner().invoke(app, ["preview", "parteitag", "-m", "brief", "-w", str(here.office.workspace)]).stdout
    checked = CliRunner().invoke(app, ["check", "--offline", "-w", str(here.office.workspace)]).stdout
    mailed = text_of(drafts_to(here)[-1])
    assert all(words in text for words in wanted for text in (shown, checked, mailed))
    assert all("Samstag" in text for text in (shown, checked, mailed))


def test_a_text_for_the_magazine_is_shown_at_once_and_handed_in_only_when_it_is_released(begin: Begin) -> None:
    here = begin(when="at = 2024-12-20T11:00:00", more='channels = ["email", "magazine"]')
    job = here.office.job("parteitag")
    assert drafts.withheld(here.office.around, job) == {"brief"}
    here.answers_digest("Freigabe", drafts_to(here)[0])
    assert drafts.withheld(here.office.around, job) == frozenset()


def test_two_answers_to_one_draft_release_once(begin: Begin) -> None:
    here = begin(config=BOTH)
    here.answers_digest("Freigabe", drafts_to(here)[0])
    here.answers_digest("Freigabe", drafts_to(here, TREASURER)[0], sender=TREASURER)
    assert "schon entschieden" in last_answer(here, TREASURER)
    here.wait(hours=2)
    with here.office.store.look() as connection:
        (done,) = occurrences.of_mailing(connection, "parteitag", "brief")
        assert sum(letters.counts(connection, done.id).values()) == 5
