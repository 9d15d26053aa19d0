"""Does find_answers hold its promises for every text there is?"""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailer.reading.answers import LONGEST, find_answers
from tests.reading_answers.contexts import CONTEXTS

PIECES = (
    "Ich komme", "nicht", "vielleicht", "und", "mein Mann", "am 13.", "am 11.10.", "Hoffest", "die Lesung", "Austritt",
    "ich trete aus", "ich helfe", "beim Abbau", "bringe", "Kuchen", "mit", "falls", "überwiesen", "bitte", "Verteiler",
    "?", ".", ",", "\n", "zu dritt", "alle drei", "außer", "doch", "neue Adresse", "x@y.example", "0151 0000000",
    "Antrag", "anbei", "wir", "Mandat", "lege ich nieder", "zum 31.12.", "ß", "İ", "…", "ǅ",
)  # fmt: skip
WORDY = st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)
CONTEXT = st.sampled_from(sorted(CONTEXTS))


@given(st.one_of(st.text(max_size=300), WORDY), CONTEXT)
@settings(max_examples=300, deadline=None)
def test_evidence_is_always_an_exact_piece_of_the_text(text, name):
    answers = find_answers(text, CONTEXTS[name])
    assert all(finding.evidence and finding.evidence in text for finding in answers.findings)
    assert all(0 < finding.confidence <= 1 and finding.rule for finding in answers.findings)


@given(WORDY, CONTEXT)
@settings(max_examples=300, deadline=None)
def test_a_resignation_and_a_question_always_go_to_a_person(text, name):
    answers = find_answers(text, CONTEXTS[name])
    assert answers.review or not {"resignation", "question"} & {finding.kind for finding in answers.findings}


@given(WORDY, CONTEXT)
@settings(max_examples=200, deadline=None)
def test_only_events_and_shifts_of_the_mailing_are_named_and_each_once(text, name):
    context = CONTEXTS[name]
    shifts = {shift.id for event in context.events for shift in event.shifts}
    events = {event.id for event in context.events}
    findings = find_answers(text, context).findings
    answered = [finding.event for finding in findings if finding.kind == "rsvp"]
    assert set(answered) <= events
    assert len(answered) == len(set(answered))
    assert {finding.target for finding in findings if finding.kind == "volunteer"} <= events | shifts


@given(WORDY, CONTEXT)
@settings(max_examples=100, deadline=None)
def test_a_review_always_has_a_reason(text, name):
    answers = find_answers(text, CONTEXTS[name])
    assert not answers.review or answers.reasons


@pytest.mark.parametrize(
    "piece",
    [
        "ich ",
        "ich, ",
        "ich trete ",
        "lege mein Mandat ",
        "1.",
        '"',
        "\n",
        "a@",
        "und ",
        "beitrag heute ",
        "(",
        "am 13. ",
        "ja. ",
        "a-",
        "-",
    ],
)
@pytest.mark.parametrize("name", ["three", "dues"])
def test_hostile_text_takes_well_below_half_a_second(piece, name):
    longest_considered = (piece * LONGEST)[:LONGEST]
    for text in (longest_considered, piece * (200_000 // len(piece))):
        begin = time.process_time()
        find_answers(text, CONTEXTS[name])
        assert time.process_time() - begin < 0.5


def test_a_text_that_is_too_long_goes_to_a_person_unread():
    answers = find_answers("Ich komme. " * 1000, CONTEXTS["one"])
    assert (answers.findings, answers.review) == ((), True)


def test_a_text_of_too_many_clauses_goes_to_a_person_unread():
    answers = find_answers("Ja. " * 500, CONTEXTS["one"])
    assert (answers.findings, answers.review, answers.reasons) == ((), True, ("reading_doubts.too_long",))


def test_an_answer_behind_a_greeting_in_the_same_line_is_no_sign_off():
    answers = find_answers("Liebe Grüße aus dem Garten, ich bin dabei.", CONTEXTS["one"])
    assert [finding.answer for finding in answers.findings] == ["accepted"]


@pytest.mark.parametrize("text", ["Abbau ich^^", "Kasse ich=)", "Ich und 0 Gäste.", "Komme mit 0 Personen."])
def test_odd_ends_and_nobody_beside_the_writer_are_read(text):
    answers = find_answers(text, CONTEXTS["three"])
    assert all(not finding.guests for finding in answers.findings)
