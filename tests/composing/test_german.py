"""Are dates, times and sums written as a German letter writes them, on both sides of the clock change?"""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest

from mailer.composing.german import GermanFormat, euro
from tests.composing.letters import BERLIN, CONGRESS, shipped_templates

GERMAN = GermanFormat(BERLIN, shipped_templates()["layout/words.txt"])


def test_a_full_hour_is_written_without_minutes() -> None:
    assert GERMAN.datum(CONGRESS.start) == "Samstag, 23. November 2024, 10 Uhr"


def test_minutes_are_written_where_there_are_some() -> None:
    assert GERMAN.uhrzeit(datetime(2024, 10, 16, 19, 30, tzinfo=BERLIN)) == "19:30 Uhr"


def test_midnight_is_zero_o_clock() -> None:
    assert GERMAN.uhrzeit(datetime(2024, 10, 16, tzinfo=BERLIN)) == "0 Uhr"


@pytest.mark.parametrize(
    ("utc", "local"),
    [
        (datetime(2024, 10, 27, 0, 30, tzinfo=UTC), "Sonntag, 27. Oktober 2024, 02:30 Uhr"),
        (datetime(2024, 10, 27, 1, 30, tzinfo=UTC), "Sonntag, 27. Oktober 2024, 02:30 Uhr"),
        (datetime(2024, 10, 27, 2, 30, tzinfo=UTC), "Sonntag, 27. Oktober 2024, 03:30 Uhr"),
        (datetime(2024, 3, 31, 0, 59, tzinfo=UTC), "Sonntag, 31. März 2024, 01:59 Uhr"),
        (datetime(2024, 3, 31, 1, 0, tzinfo=UTC), "Sonntag, 31. März 2024, 3 Uhr"),
        (datetime(2024, 6, 30, 22, 0, tzinfo=UTC), "Montag, 1. Juli 2024, 0 Uhr"),
    ],
)
def test_moments_are_shown_in_the_senders_zone_on_both_sides_of_the_clock_change(utc: datetime, local: str) -> None:
    assert GERMAN.datum(utc) == local


def test_days_are_written_short_and_long() -> None:
    assert (GERMAN.datum_kurz(date(2024, 11, 9)), GERMAN.tag(date(2024, 11, 9))) == ("09.11.2024", "Samstag, 9. November 2024")


def test_a_naive_time_of_a_job_file_is_meant_in_the_senders_zone() -> None:
    assert GERMAN.uhrzeit(datetime(2024, 7, 1, 18)) == "18 Uhr"  # noqa: DTZ001 - that is the point


def test_a_span_within_a_day_names_the_day_once() -> None:
    assert GERMAN.zeitraum(CONGRESS) == "Samstag, 23. November 2024, 10 bis 17 Uhr"


def test_a_span_over_days_names_both() -> None:
    span = GERMAN.zeitraum(datetime(2024, 10, 18, 12, tzinfo=BERLIN), datetime(2024, 10, 20, 15, tzinfo=BERLIN))
    assert span == "Freitag, 18. Oktober 2024, 12 Uhr bis Sonntag, 20. Oktober 2024, 15 Uhr"


def test_a_shift_without_end_has_its_start_only() -> None:
    assert GERMAN.zeitraum(SimpleNamespace(start=CONGRESS.start, end=None)) == "Samstag, 23. November 2024, 10 Uhr"


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (Decimal("72"), "72,00\N{NO-BREAK SPACE}€"),
        (Decimal("1234.5"), "1.234,50\N{NO-BREAK SPACE}€"),
        (Decimal("0.005"), "0,01\N{NO-BREAK SPACE}€"),
        (12.1, "12,10\N{NO-BREAK SPACE}€"),
        (Decimal("-3"), "-3,00\N{NO-BREAK SPACE}€"),
        (Decimal("1000000"), "1.000.000,00\N{NO-BREAK SPACE}€"),
    ],
)
def test_sums_have_two_places_and_points_for_thousands(amount: Decimal, written: str) -> None:
    assert euro(amount) == written
