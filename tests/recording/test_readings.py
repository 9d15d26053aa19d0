"""Does a reading come through the other process whole?"""

import pickle
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pytest

from mailer.model.book import InboxMail
from mailer.model.jobs import Event
from mailer.model.reading import Context
from mailer.reading import open_mail, understand
from mailer.recording.opening import Asked, Question, answer_to, read_mail

WHEN = datetime(2036, 3, 22, 10, 0, tzinfo=UTC)
ASKED = Context(
    "invitation", WHEN.replace(day=1), "Einladung", (Event("fest", "Sommerfest", WHEN, WHEN.replace(hour=16), "Saal"),), None, None
)
WORDS = ("Ich komme.", "Kommt drauf an, was meine Frau sagt, aber vermutlich ja", "Ich komme, oder doch nicht?", "Ich trete aus.", "Danke!")


def mail(words: str) -> bytes:
    return f"From: jana@post.example\r\nSubject: AW: Einladung\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n".encode()


def test_findings_doubts_and_proposals_are_those_of_reading_it_here() -> None:
    proposed = 0
    for number, words in enumerate(WORDS):
        raw = mail(words)
        question = Question(open_mail(raw), ASKED, b"")
        here = understand(question.opened, ASKED, "")
        there = pickle.loads(pickle.dumps(answer_to(question)))
        asked = Asked(ASKED, "letter")
        read = replace(read_mail(InboxMail(number, raw, WHEN, 0, None, False), question.opened), asked=asked, answer=there)
        assert read.as_answer(asked, partial(pytest.fail, "it was known")) == here
        for other in (replace(asked, letter_id="another"), replace(asked, context=replace(ASKED, subject="Ausladung"))):
            assert read.as_answer(other, partial(Question, question.opened, ASKED, b"")) == here, "found anew"
        assert (there.findings, there.review, there.reasons, there.proposed) == (here.findings, here.review, here.reasons, here.proposed)
        proposed += bool(here.proposed)
    assert proposed
