"""How long does a letter wait before it is tried again, and for how long is it tried at all?"""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.clock import ManualClock
from mailer.config import Smtp
from mailer.model.mail import ClaimedLetter, LetterState
from mailer.sending import Postman
from mailer.sending.fates import delay
from mailer.store import letters
from tests.sending.outgoing import NOW, new_letter, states, store_with
from tests.servers.smtp import SmtpServer, Step

IDS = st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=26, max_size=26)
MINUTE = timedelta(minutes=1)


def tried(letter_id: str, attempts: int) -> ClaimedLetter:
    return ClaimedLetter(letter_id, "a@post.example", "", b"", attempts, NOW, "hold", None, "circular")


@given(IDS, st.integers(0, 30))
def test_delays_double_from_five_minutes_to_four_hours_a_fifth_more_or_less(letter_id: str, attempts: int) -> None:
    nominal = min(5 * MINUTE * 2**attempts, 240 * MINUTE)
    assert 0.8 * nominal <= delay(tried(letter_id, attempts)) <= 1.2 * nominal
    assert delay(tried(letter_id, attempts)) == delay(tried(letter_id, attempts)), "of the letter's id, not of chance"
    assert delay(tried(letter_id, 6)) == delay(tried(letter_id, 29))


def test_letters_put_off_together_do_not_come_back_together() -> None:
    waits = {delay(tried(f"letter{number}", 0)) for number in range(500)}
    assert len(waits) > 300
    assert min(waits) < 4.2 * MINUTE
    assert max(waits) > 5.8 * MINUTE


@pytest.mark.parametrize("hours", [1, 12])
def test_how_long_a_letter_is_tried_stands_in_the_configuration(tmp_path: Path, smtp_server: SmtpServer, hours: int) -> None:
    smtp_server.answer(Step.RCPT, "450 4.2.0 greylisted")
    store, clock = store_with(tmp_path, new_letter(0)), ManualClock(NOW)
    smtp = Smtp(host=smtp_server.host, port=smtp_server.port, security="none", timeout=5, give_up_after=hours)
    postman = Postman(store, smtp, clock, "worker", "verband.example")
    while set(states(store).values()) != {LetterState.FAILED} and clock.now() < NOW + timedelta(days=3):
        clock.advance(MINUTE)
        with store.look() as connection:
            due = letters.lines(connection)[0]
        asyncio.run(postman.run(asyncio.Event()))
    assert due.state is LetterState.DEFERRED
    lasted = clock.now() - NOW
    assert timedelta(hours=hours) <= lasted <= timedelta(hours=hours) + 250 * MINUTE
    store.close()
