"""Is every answer that a letter of the shipped jobs prepares understood as its button says?"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from email import message_from_bytes, policy
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest

from mailer.app import Office, open_office
from mailer.demo import clients
from mailer.demo.clients import Writer, button_answer
from mailer.errors import MissingFact
from mailer.model.jobs import Event, Job, Kind, Mailing
from mailer.model.people import Mandate, Member
from mailer.model.reading import Context
from mailer.planning.plan import compose_one
from mailer.reading import open_mail, understand
from mailer.resources import copy_samples, shipped

SENT = datetime(2024, 10, 4, 18, tzinfo=ZoneInfo("Europe/Berlin"))
PERSON = Member(
    "m1",
    "Jana",
    "Vogel",
    "jana@post.example",
    joined=date(2024, 10, 1),
    birthday=date(1974, 10, 4),
    mandates=(Mandate("Bundesparteitag", "substitute", 1),),
    dues_open=Decimal(12),
)
ANSWERS = {"Zusage": "accepted", "Absage": "declined", "Vielleicht": "tentative"}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    workspace = tmp_path_factory.mktemp("shipped")
    copy_samples(workspace)
    (workspace / "config.toml").write_bytes(Path(str(shipped("config.toml"))).read_bytes())
    opened = open_office(workspace, talks=False)
    yield opened
    opened.close()


def letters(office: Office) -> Iterator[tuple[Job, Mailing, bytes]]:
    for job in office.shelf.jobs:
        for mailing in job.mailings:
            if mailing.kind is not Kind.REPORT:
                try:
                    yield job, mailing, compose_one(office.writer, job, mailing, PERSON, SENT).raw
                except MissingFact:
                    continue


def taps(raw: bytes) -> dict[str, str]:
    """The prepared subjects of a letter, each with its body."""
    body = message_from_bytes(raw, policy=policy.default).get_body(("html",))
    links = re.findall(r'href="(mailto:[^"]+)"', body.get_content() if body is not None else "")
    asked = (parse_qs(urlsplit(unescape(link)).query) for link in links)
    return {query["subject"][0]: query.get("body", [""])[0] for query in asked if "subject" in query}


def wanted(subject: str, events: tuple[Event, ...]) -> tuple[str, ...]:
    """What the button with this subject means."""
    kind, _, named = subject.partition(" [#")[0].partition(": ")
    if kind in ANSWERS:
        (event,) = (one for one in events if named in {one.title, f"{one.title} am {one.start:%d.%m.%Y}"})
        return "rsvp", event.id, ANSWERS[kind]
    if kind == "Ich helfe":
        (shift,) = (shift for one in events for shift in one.shifts if named.startswith(shift.title))
        return "volunteer", shift.id, "offered"
    return ("unsubscribe",)


def understood(raw: bytes, answer: bytes, job: Job, mailing: Mailing) -> tuple[list[tuple[str, ...]], bool]:
    text = message_from_bytes(raw, policy=policy.default).get_body(("plain",))
    context = Context(mailing.id, SENT, "Ein Brief", job.events_of(mailing))
    found = understand(open_mail(answer), context, text.get_content() if text is not None else "")
    return [tuple(part for part in (each.kind, each.event or each.target, each.answer) if part) for each in found.findings], found.review


def typed(events: tuple[Event, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The words that the text part of a letter proposes."""
    for event in events:
        for word, answer in ANSWERS.items():
            yield (word if len(events) == 1 else f"{word} {event.start:%d.%m.%Y}"), ("rsvp", event.id, answer)
            if len(events) > 1:
                yield f"{event.start:%d.%m.%Y}: {word}", ("rsvp", event.id, answer)
        for shift in event.shifts:
            yield f"Ich helfe: {shift.title}", ("volunteer", shift.id, "offered")


def test_the_words_that_the_text_proposes_are_understood_too(office: Office) -> None:
    seen = 0
    for job, mailing, raw in letters(office):
        for words, meant in typed(job.events_of(mailing)):
            answer = clients.write("gmail", raw, Writer("Jana Vogel", "jana@post.example", words, SENT + timedelta(hours=1)))
            assert understood(raw, answer, job, mailing) == ([meant], False), (job.id, mailing.id, words)
            seen += 1
    assert seen > 50


def test_each_tap_is_understood_as_its_button_says_and_as_nothing_else(office: Office) -> None:
    seen = []
    for job, mailing, raw in letters(office):
        for subject in taps(raw):
            mail = button_answer(raw, Writer("Jana Vogel", "jana@post.example", "", SENT), subject.partition(" [#")[0])
            meant = wanted(subject, job.events_of(mailing))
            assert understood(raw, mail, job, mailing) == ([meant], False), (job.id, mailing.id, subject)
            seen.append(subject.partition(":")[0].partition(" [")[0])
    assert {"Zusage", "Absage", "Vielleicht", "Ich helfe"} <= set(seen)
    assert len(seen) > 60
