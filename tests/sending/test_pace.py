"""Is the provider's limit kept: after a restart, by two services together, for one domain, at night?"""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.clock import ManualClock, SystemClock
from mailer.config import Smtp
from mailer.model.mail import LetterState, OccurrenceState
from mailer.sending import Postman
from mailer.sending.pace import Pace, opening, rate_of
from mailer.store import allowances, letters, occurrences
from mailer.store.database import open_store
from mailer.store.occurrences import NewOccurrence
from tests.sending.outgoing import NOW, new_letter, states, store_with
from tests.servers.smtp import SmtpServer, Step

BERLIN = ZoneInfo("Europe/Berlin")
LEASE = timedelta(minutes=1)


def settings(rate: str = "", per_domain: str = "", burst: int = 0, port: int = 9) -> Smtp:
    return Smtp(host="127.0.0.1", port=port, security="none", rate=rate, rate_per_domain=per_domain, burst=burst, timeout=5)


def test_a_restart_does_not_refill_the_rate(tmp_path: Path) -> None:
    store = store_with(tmp_path, *(new_letter(number) for number in range(30)))
    for moment, expected in ((0, 10), (0, 0), (30, 5), (30, 0)):
        pace = Pace(settings("10/min"), BERLIN)  # a new one each time, as after a restart
        with store.begin() as connection:
            claim = pace.claim(connection, "w", 50, NOW + timedelta(seconds=moment), LEASE)
        assert len(claim.letters) == expected
        if not expected:
            assert claim.look_again == 6.0


def test_two_services_share_one_rate(tmp_path: Path, postgres_url: str) -> None:
    store_with(tmp_path, *(new_letter(number) for number in range(30)), url=postgres_url).close()
    stores = [open_store(postgres_url, tmp_path) for _ in range(2)]
    taken = 0
    for store in stores:
        with store.begin() as connection:
            taken += len(Pace(settings("60/h", burst=7), BERLIN).claim(connection, "w", 50, NOW, LEASE).letters)
        store.close()
    assert taken == 7


def test_unused_tokens_are_given_back(tmp_path: Path) -> None:
    store = store_with(tmp_path, new_letter(1))
    with store.begin() as connection:
        Pace(settings("10/min"), BERLIN).claim(connection, "w", 10, NOW, LEASE)
        rate = rate_of("10/min", 0)
        assert rate is not None
        assert allowances.take(connection, "all", rate, 99, NOW) == 9


def test_one_domain_waits_and_the_others_do_not(tmp_path: Path) -> None:
    crowded = [new_letter(number, f"p{number}@gross.example") for number in range(5)]
    store = store_with(tmp_path, *crowded, new_letter(9, "x@klein.example"))
    with store.begin() as connection:
        claim = Pace(settings(per_domain="2/min"), BERLIN).claim(connection, "w", 50, NOW, LEASE)
    assert sorted(letter.address for letter in claim.letters)[2:] == ["x@klein.example"]
    assert len(claim.letters) == 3
    assert list(states(store).values()).count(LetterState.QUEUED) == 3


@pytest.mark.parametrize(
    ("window", "hour", "expected"),
    [
        ("08:00-20:00", 12, 12),
        ("08:00-20:00", 20, 32),
        ("08:00-20:00", 3, 8),
        ("22:00-06:00", 23, 23),
        ("22:00-06:00", 7, 22),
    ],
)
def test_a_window_opens_next_at_its_hour(window: str, hour: int, expected: int) -> None:
    day = datetime(2024, 10, 4, tzinfo=BERLIN)
    assert opening(window, day.replace(hour=hour), BERLIN) == day + timedelta(hours=expected)


@given(st.integers(0, 60 * 24 * 700).map(lambda minutes: NOW + timedelta(minutes=minutes)))
def test_an_opening_is_never_in_the_past_and_always_inside(now: datetime) -> None:
    opened = opening("08:00-20:00", now, BERLIN)
    assert now <= opened <= now + timedelta(hours=13)
    assert opening("08:00-20:00", opened, BERLIN) == opened


def test_a_mailing_with_a_window_is_not_sent_at_night(tmp_path: Path) -> None:
    store = store_with(tmp_path)
    with store.begin() as connection:
        new = NewOccurrence("job", "m", "once", NOW, OccurrenceState.READY, "circular", send_window="08:00-20:00")
        opened = occurrences.open_once(connection, new, NOW)
        letters.queue(connection, [new_letter(1)], NOW, occurrence_id=opened)
    night = datetime(2024, 10, 4, 23, 0, tzinfo=BERLIN)
    with store.begin() as connection:
        assert Pace(settings(), BERLIN).claim(connection, "w", 5, night, LEASE).letters == ()
        assert len(Pace(settings(), BERLIN).claim(connection, "w", 5, night + timedelta(hours=9), LEASE).letters) == 1


def test_a_domain_that_asks_for_a_pause_gets_one(tmp_path: Path, smtp_server: SmtpServer) -> None:
    smtp_server.answer(Step.RCPT, "450 4.7.1 too many mails", where="gross.example")
    crowded = [new_letter(number, f"p{number}@gross.example") for number in range(60)]
    store = store_with(tmp_path, *crowded, new_letter(99, "x@klein.example"))
    smtp = settings(port=smtp_server.port)
    tally = asyncio.run(Postman(store, smtp, ManualClock(NOW), "w", "verband.example").run(asyncio.Event()))
    assert tally.sent == 1
    tried = sum(step == Step.RCPT and "gross" in words for step, words in smtp_server.commands)
    assert tried <= 40, "after the first claim the domain must be left alone"
    assert states(store)["letter00099"] is LetterState.SENT


def test_the_rate_spreads_a_mailing_over_time(tmp_path: Path, smtp_server: SmtpServer) -> None:
    store = store_with(tmp_path, *(new_letter(number, None) for number in range(6)))
    smtp = settings("5/s", burst=1, port=smtp_server.port)

    async def timed() -> float:
        loop = asyncio.get_running_loop()
        begin = loop.time()
        await Postman(store, smtp, SystemClock(), "w", "verband.example").run(asyncio.Event())
        return loop.time() - begin

    assert asyncio.run(timed()) >= 0.9
    assert len(smtp_server.mails) == 6
