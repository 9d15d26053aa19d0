"""Does what goes to the other process arrive as it was?"""

import pickle
from copy import deepcopy
from dataclasses import fields
from datetime import UTC, datetime

import pytest

from mailer.model.reading import Context
from mailer.model.travelling import Travelling
from mailer.reading import open_mail
from mailer.recording.opening import PackedQuestion, answer_to
from mailer.store.packing import pack

REPLY = (
    b"From: kim@post.example\r\nTo: vorstand@verein.example\r\nSubject: AW: Sommerfest\r\nMessage-ID: <1@post.example>\r\n"
    b"Date: Tue, 11 Mar 2036 18:00:00 +0100\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    b"Ich trete zum 31.12. aus.\r\n\r\nAm 11.03.36 um 09:12 schrieb Vorstand:\r\n> Kommst du?\r\n"
)
KINDS = sorted(Travelling.__subclasses__(), key=lambda kind: kind.__name__)


LETTER, DICTIONARY = b"Kommst du zum Sommerfest?", b"Kommst du zum Fest?"


def question() -> PackedQuestion:
    context = Context("circular", datetime(2036, 3, 11, 8, tzinfo=UTC), "Sommerfest", ())
    return PackedQuestion(open_mail(REPLY, frozenset()), context, pack(LETTER, DICTIONARY), DICTIONARY)


def test_a_question_and_its_answer_arrive_as_they_were():
    asked = question()
    assert asked.unpacked().sent == LETTER
    answer = answer_to(asked.unpacked())
    assert answer.findings
    for thing in (asked, answer):
        for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
            again = pickle.loads(pickle.dumps(thing, protocol))
            assert again == thing
            assert type(again) is type(thing)
    assert deepcopy(asked) == asked


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_value_of_a_noun_travels(kind: type[Travelling]):
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]  # each is a dataclass
    assert len(names) > 1
    assert list(kind.__annotations__) == names


def test_a_question_about_a_letter_that_is_gone_compares_with_nothing():
    asked = question()
    assert PackedQuestion(asked.opened, asked.context, None, None).unpacked().sent == b""


def test_many_questions_about_one_mailing_carry_its_dictionary_once():
    asked = question()
    dictionary = bytes(range(256)) * 32
    packed = pack(LETTER, dictionary)
    whole = pickle.dumps([PackedQuestion(asked.opened, asked.context, packed, dictionary) for _ in range(10)])
    assert whole.count(dictionary) == 1
