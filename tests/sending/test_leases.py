"""Whose is a letter when its worker is slow, dead, or comes back too late?"""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from mailer.clock import ManualClock
from mailer.config import Smtp
from mailer.model.mail import ClaimedLetter, LetterState
from mailer.sending import Postman, fates
from mailer.sending.fates import Answer
from mailer.store import letters, outbox
from mailer.store.database import Store
from mailer.store.outbox import Recovered, Settlement
from tests.sending.outgoing import NOW, new_letter, states, store_with
from tests.servers.smtp import SmtpServer, Step

FIRST, SECOND = "letter00001", "letter00002"
MINUTE = timedelta(minutes=1)


def postman(store: Store, server: SmtpServer, clock: ManualClock) -> Postman:
    smtp = Smtp(host=server.host, port=server.port, security="none", connections=1, timeout=5)
    return Postman(store, smtp, clock, "living/1", "verband.example")


def recovered(store: Store, minutes: int) -> Recovered:
    with store.begin() as connection:
        return outbox.recover(connection, NOW + minutes * MINUTE, alone=False)


def test_what_a_dead_service_left_goes_out_once_its_lease_is_over(tmp_path: Path, smtp_server: SmtpServer) -> None:
    store = store_with(tmp_path, new_letter(1), new_letter(2))
    with store.begin() as connection:
        outbox.claim(connection, "dead", 2, NOW, 10 * MINUTE)
        outbox.hand_over(connection, "dead", [SECOND])
    clock = ManualClock(NOW + 9 * MINUTE)
    assert asyncio.run(postman(store, smtp_server, clock).run(asyncio.Event())).sent == 0
    clock.advance(2 * MINUTE)
    assert asyncio.run(postman(store, smtp_server, clock).run(asyncio.Event())).sent == 1
    assert states(store) == {FIRST: LetterState.SENT, SECOND: LetterState.IN_DOUBT}


def test_a_letter_that_waited_in_a_living_hand_is_not_taken_away_while_it_goes_out(tmp_path: Path, smtp_server: SmtpServer) -> None:
    """Claimed at noon, handed over nine minutes later: its lease begins anew then."""
    smtp_server.delay(Step.DOT, 0.6)
    store = store_with(tmp_path, new_letter(1), new_letter(2))
    clock = ManualClock(NOW)

    async def slowly() -> Recovered:
        sending = asyncio.create_task(postman(store, smtp_server, clock).run(asyncio.Event()))
        while states(store)[FIRST] is not LetterState.HANDING_OVER:
            await asyncio.sleep(0.02)
        clock.advance(9 * MINUTE)
        while states(store)[SECOND] is not LetterState.HANDING_OVER:
            await asyncio.sleep(0.02)
        found = recovered(store, 12)
        assert (await sending).sent == 2
        return found

    assert asyncio.run(slowly()) == Recovered()
    assert set(states(store).values()) == {LetterState.SENT}


def test_a_late_word_of_a_worker_moves_no_letter_that_is_somebody_elses(tmp_path: Path) -> None:
    store = store_with(tmp_path, new_letter(1, in_doubt="resend"), new_letter(2))
    with store.begin() as connection:
        outbox.claim(connection, "slow", 2, NOW, MINUTE)
        outbox.hand_over(connection, "slow", [FIRST, SECOND])
    assert recovered(store, 2) == Recovered(resent=1, held=1)
    with store.begin() as connection:
        outbox.claim(connection, "quick", 2, NOW + 2 * MINUTE, MINUTE)
        outbox.hand_over(connection, "quick", [FIRST])
        late = [Settlement(name, LetterState.DEFERRED, NOW, 451, next_attempt_at=NOW) for name in (FIRST, SECOND)]
        outbox.settle(connection, late, "slow")
    assert states(store) == {FIRST: LetterState.HANDING_OVER, SECOND: LetterState.IN_DOUBT}
    with store.begin() as connection:
        outbox.settle(connection, [Settlement(FIRST, LetterState.SENT, NOW, 250)], "quick")
        assert [line.doubts for line in letters.lines(connection)] == [1, 1]
    assert states(store)[FIRST] is LetterState.SENT


NO = Answer(fates.Step.DATA, 550, "5.1.1 no")
PATIENCE = timedelta(hours=48)


@pytest.mark.parametrize(
    "word",
    [
        lambda letter: fates.fate(letter, NO, NOW, PATIENCE),
        lambda letter: fates.unknown_fate(letter, "lost", NOW, PATIENCE),
        lambda letter: fates.not_begun(letter, "lost", NOW, PATIENCE),
        lambda letter: fates.after_refusal(letter, NO, NOW, PATIENCE),
        lambda letter: fates.not_begun(letter, "lost", NOW, timedelta()),
        lambda letter: fates.after_refusal(letter, NO, NOW, timedelta()),
    ],
    ids=["answer", "silence", "not begun", "refused", "not begun at last", "refused at last"],
)
def test_a_late_word_about_an_earlier_try_moves_nothing(tmp_path: Path, word: Callable[[ClaimedLetter], Settlement]) -> None:
    """The same service has taken the letter up again, after its own first try was given up for dead."""
    store = store_with(tmp_path, new_letter(1, in_doubt="resend"))
    with store.begin() as connection:
        (early,) = outbox.claim(connection, "one", 1, NOW, MINUTE)
        outbox.hand_over(connection, "one", [FIRST])
        outbox.recover(connection, NOW + 2 * MINUTE, alone=False)
        (again,) = outbox.claim(connection, "one", 1, NOW + 2 * MINUTE, MINUTE)
        outbox.settle(connection, [word(early)], "one")
    assert states(store)[FIRST] is LetterState.CLAIMED
    with store.begin() as connection:
        outbox.hand_over(connection, "one", [FIRST])
        outbox.settle(connection, [word(early)], "one")
    assert states(store)[FIRST] is LetterState.HANDING_OVER
    with store.begin() as connection:
        outbox.settle(connection, [word(again)], "one")
    assert states(store)[FIRST] not in {LetterState.CLAIMED, LetterState.HANDING_OVER}
