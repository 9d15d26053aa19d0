"""Do the shipped templates and sample jobs make good mails for all sorts of people?"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mailer.composing import Composer
from mailer.errors import MissingFact
from mailer.model.book import Noted
from mailer.model.composing import LetterOrder
from mailer.model.jobs import Calendar, Job, Kind, Mailing
from mailer.model.people import Member
from mailer.model.reading import Finding
from mailer.planning.jobfile_model import with_moments
from mailer.planning.jobfiles import read_jobs
from mailer.planning.library import with_borrowed
from tests.composing.letters import BERLIN, CONGRESS, JANA, SENDER, order, parsed, shipped_templates

JOBS = Path(__file__).resolve().parents[2] / "jobs"
LETTERS = Composer(shipped_templates(), SENDER)
MEMBERS = (
    JANA,
    Member("m2", "Horst", "Lehmann", form_of_address="m", dues_open=Decimal("36.5")),
    Member("m3", "Ayşe", "Öztürk-Wiedemann", form_of_address="formal", dues_open=Decimal("1200")),
    Member("m4", "Kim*", "<Berger>", dues_open=Decimal("0.01")),
    Member("m5", "Maximiliane-Alexandra Theodora Wilhelmine", "von und zu Musterstadt an der Elbe", dues_open=Decimal("12")),
)
SHIFT = CONGRESS.shifts[0]
FINDINGS = (
    Noted(Finding("rsvp", CONGRESS.id, "accepted", 2), CONGRESS),
    Noted(Finding("rsvp", CONGRESS.id, "accepted"), CONGRESS),
    Noted(Finding("rsvp", CONGRESS.id, "declined"), CONGRESS),
    Noted(Finding("rsvp", "unbekannt", "tentative")),
    Noted(Finding("volunteer", CONGRESS.id, "offered", target=SHIFT.id), CONGRESS, SHIFT),
    Noted(Finding("volunteer", CONGRESS.id, "offered", target=SHIFT.id), CONGRESS, SHIFT, full=True),
    Noted(Finding("volunteer", CONGRESS.id, "withdrawn", target=CONGRESS.id), CONGRESS),
    Noted(Finding("volunteer", answer="offered")),
    *(Noted(Finding("resignation", scope=scope)) for scope in ("membership", "mandate", "office")),
    *(Noted(Finding("dues", claim=claim)) for claim in ("paid", "promise", "talk", "hardship", "dispute")),
    Noted(Finding("unsubscribe")),
    Noted(Finding("contact_change", what=("email", "name", "phone", "post"))),
    Noted(Finding("motion")),
)


def jobs() -> tuple[Job, ...]:
    read, broken = read_jobs(JOBS, BERLIN, frozenset({"treasurer", "board"}), frozenset(shipped_templates()))
    assert not broken
    return tuple(with_moments(with_borrowed(job, read), BERLIN) for job in read)


def mailings() -> Iterator[tuple[Job, Mailing]]:
    for job in jobs():
        yield from ((job, mailing) for mailing in job.mailings if mailing.kind is not Kind.REPORT)


def wish_for(job: Job, mailing: Mailing, member: Member) -> LetterOrder:
    events = job.events_of(mailing)
    pairs = tuple((event, f"{event.id}.{member.id}@stadtverband.example") for event in events)
    wish = order(template=mailing.template, kind=mailing.kind, job=job, events=events, invitations=pairs, calendar=mailing.calendar)
    return replace(wish, recipient=member, to_name=member.name)


def acknowledgement(*noted: Noted, **facts: Any) -> LetterOrder:
    said = {"noted": noted, "text_quote": "Bin dabei!", "waiting": False, **facts}
    return order(template="answers/confirmation.md", kind=Kind.REPORT, job=None, answers_message_id="<a@post.example>", facts=said)


def assert_good(wish: LetterOrder) -> str:
    letter = LETTERS.compose(wish)
    assert all(len(line) < 78 for line in letter.text.splitlines())
    assert not re.search(r"\{\{|\{%|\*\*|\]\(|:::|&amp;|None|Undefined|\n\n\n|[\U000F0000-\U0010FFFF]", letter.text)
    assert not re.search(r"\{\{|\{%|:::|None|Undefined|[\U000F0000-\U0010FFFF]", letter.html)
    assert len(letter.html.encode()) < 100_000
    assert letter.subject
    assert "  " not in letter.subject
    mail = parsed(letter.raw)
    assert mail["Subject"] == letter.subject
    return letter.text


@pytest.mark.parametrize(
    "template", sorted(name for name in shipped_templates() if name.endswith(".md") and not name.startswith("layout/"))
)
def test_every_shipped_template_is_in_order(template: str) -> None:
    LETTERS.check(template)


@pytest.mark.parametrize("member", MEMBERS, ids=lambda member: member.id)
@pytest.mark.parametrize(("job", "mailing"), list(mailings()), ids=lambda thing: thing.id)
def test_every_sample_mailing_is_a_good_mail_for_everybody(job: Job, mailing: Mailing, member: Member) -> None:
    assert_good(wish_for(job, mailing, member))


def test_the_sample_jobs_are_the_five_of_the_seed() -> None:
    assert {job.id for job in jobs()} >= {"sofortinfo", "stadtparteitag", "vorstandstermine", "beitraege", "kassenbericht"}
    sessions = next(job for job in jobs() if job.id == "vorstandstermine")
    assert [f"{event.start:%d.%m. %H:%M}" for event in sessions.events] == ["16.10. 19:30", "06.11. 18:00", "26.11. 18:00", "10.12. 18:00"]


def test_a_reminder_of_dues_tells_its_one_reader_and_no_subject_line() -> None:
    job, mailing = next((job, mailing) for job, mailing in mailings() if mailing.kind is Kind.DUES)
    letter = LETTERS.compose(wish_for(job, mailing, JANA))
    assert "72,00\N{NO-BREAK SPACE}€" in letter.text
    assert not re.search(r"72|Beitr|offen|€", letter.subject)
    with pytest.raises(MissingFact):
        LETTERS.compose(wish_for(job, mailing, replace(JANA, dues_open=None)))


@pytest.mark.parametrize(
    "noted", FINDINGS, ids=lambda noted: f"{noted.finding.kind}-{noted.finding.answer or noted.finding.claim or noted.finding.scope}"
)
def test_every_kind_of_answer_is_confirmed_in_words(noted: Noted) -> None:
    text = assert_good(acknowledgement(noted))
    assert text.count("\n- ") == 1
    assert "> Bin dabei!" in text
    assert "Antworte einfach auf diese Mail" in " ".join(text.split())


def test_a_confirmation_of_everything_at_once_has_a_line_for_each() -> None:
    text = assert_good(acknowledgement(*FINDINGS, waiting=True))
    assert text.count("\n- ") == len(FINDINGS)


def test_a_resignation_is_received_and_never_called_done() -> None:
    text = assert_good(acknowledgement(Noted(Finding("resignation", scope="membership")), waiting=True))
    assert "eingegangen" in text
    assert "bestätigt" in text
    assert "danke für deine Antwort" not in text


def test_claims_about_dues_are_confirmed_without_any_sum() -> None:
    for claim in ("paid", "promise", "talk", "hardship", "dispute"):
        text = assert_good(acknowledgement(Noted(Finding("dues", claim=claim)), text_quote=""))
        assert not re.search(r"€|\d", text.partition("-- ")[0])


def test_a_calendar_answer_without_words_is_not_quoted() -> None:
    assert ">" not in assert_good(acknowledgement(FINDINGS[0], text_quote=""))


def test_an_invitation_to_the_congress_carries_its_calendar_part() -> None:
    job, mailing = next((job, mailing) for job, mailing in mailings() if mailing.id == "einberufung")
    assert mailing.calendar is Calendar.INVITATION
    mail = parsed(LETTERS.compose(wish_for(job, mailing, JANA)).raw)
    assert "text/calendar" in [part.get_content_type() for part in mail.walk()]
    assert mail["List-Unsubscribe"] is None
