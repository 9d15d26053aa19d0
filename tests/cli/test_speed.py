"""Does the progress bar count letters a minute rightly?"""

import pytest

from mailer.cli.speed import Speed


class Hand:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def test_a_steady_pace_is_told_as_it_is() -> None:
    clock = Hand()
    speed = Speed(clock)
    for _ in range(300):
        clock.seconds += 0.5
        speed.count()
    assert speed.last_minute == pytest.approx(120, abs=2)
    assert speed.in_all == pytest.approx(120, abs=1)


def test_the_last_minute_forgets_what_was_before() -> None:
    clock = Hand()
    speed = Speed(clock)
    speed.count(600)
    clock.seconds += 120
    speed.count(10)
    assert speed.last_minute == 10
    assert speed.in_all == 305


def test_a_minute_of_silence_is_no_letter_a_minute() -> None:
    clock = Hand()
    speed = Speed(clock)
    clock.seconds += 10
    speed.count(5)
    clock.seconds += 61
    assert speed.last_minute == 0
    assert speed.in_all == 30


def test_figures_are_shown_anew_once_a_second_at_most() -> None:
    clock = Hand()
    speed = Speed(clock)
    shown = 0
    for _ in range(1000):
        clock.seconds += 0.01
        shown += speed.count()
    assert 10 <= shown <= 11
