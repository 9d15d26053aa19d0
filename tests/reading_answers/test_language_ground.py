"""Are sentences, clauses and days found where German puts them?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.reading.answers.clauses import sentences_of
from mailer.reading.answers.days import date_after, days_in
from mailer.reading.answers.words import fold, pattern


@given(st.text())
def test_folding_never_changes_the_length(text):
    assert len(fold(text)) == len(text)


@given(st.text(max_size=400))
def test_every_clause_is_an_exact_piece_of_the_text(text):
    for sentence in sentences_of(text):
        for clause in sentence.clauses:
            assert text[clause.start : clause.end] == clause.text


@pytest.mark.parametrize("spelling", ["übernehme", "uebernehme"])
def test_umlauts_may_be_spelled_with_two_letters(spelling):
    assert pattern("übernehme").search(spelling)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Ich komme am 23. November. Das passt.", 2),
        ("Ich komme am 23. Mein Mann auch.", 2),
        ("Hallo Ines, ich komme.\nViele Grüße\nJana Vogel", 1),
        ("Ich komme ca. 10 Uhr.", 1),
        ("Liebe Grüße\nJana", 0),
        ("Ich komme.\nLG\nJana\nPS: Ich bringe Kuchen mit.", 2),
    ],
)
def test_sentences_end_where_a_reader_would_pause(text, sentences):
    assert len(sentences_of(text)) == sentences


@pytest.mark.parametrize(
    ("text", "day", "month"),
    [
        ("am 23.11.", 23, 11),
        ("am 23. November", 23, 11),
        ("den 9.", 9, None),
        ("23.11.2025", 23, 11),
        ("am zwölften", 12, None),
        ("im Oktober", None, 10),
    ],
)
def test_days_are_read_in_their_usual_spellings(text, day, month):
    assert [(one.day, one.month) for one in days_in(fold(text))] == [(day, month)]


def test_a_time_of_day_is_no_day():
    assert not days_in("um 19.30 uhr")


@pytest.mark.parametrize(("sent", "expected"), [(date(2025, 3, 1), date(2025, 3, 31)), (date(2025, 4, 1), date(2026, 3, 31))])
def test_a_date_without_a_year_lies_after_the_mailing(sent, expected):
    assert date_after(days_in("31. märz")[0], sent) == expected


def test_a_date_that_does_not_exist_is_none():
    assert date_after(days_in("am 31.2.")[0], date(2025, 1, 1)) is None
