"""Does the one writer group what comes together, keep the order, and stop when something cannot be written?"""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from mailer.errors import StoreError
from mailer.model.mail import LetterState
from mailer.sending.ledger import Ledger
from mailer.store import outbox
from mailer.store.database import Store
from mailer.store.outbox import Settlement
from tests.sending.outgoing import NOW, new_letter, states, store_with

LEASE = timedelta(minutes=10)
NAMES = tuple(f"letter{number:05}" for number in range(6))


class Groups:
    """What was settled in one transaction each."""

    def __init__(self) -> None:
        self.settled: list[list[str]] = []
        self.fails = False

    def also(self, _connection: Connection, settlements: Sequence[Settlement]) -> None:
        if self.fails:
            raise StoreError("store.full", reason="no room")
        self.settled.append([settlement.letter_id for settlement in settlements])


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = store_with(tmp_path, *(new_letter(number) for number in range(6)))
    with store.begin() as connection:
        outbox.claim(connection, "one", 6, NOW, LEASE)
    return store


def lease_ends() -> datetime:
    return NOW + LEASE


def sent(name: str) -> Settlement:
    return Settlement(name, LetterState.SENT, NOW, 250, tries=0)


def test_what_is_said_in_one_turn_is_written_in_one_transaction(store: Store) -> None:
    groups = Groups()

    async def work() -> None:
        async with Ledger(store, "one", groups.also, lease_ends) as ledger:
            assert await asyncio.gather(*(ledger.hand_over(name) for name in NAMES)) == [True] * 6
            first, *others = [ledger.settle(sent(name)) for name in NAMES[:4]]
            assert await ledger.hand_over(NAMES[4]) is False, "it was handed over before"
            assert all(done.done() for done in (first, *others)), "results are on disk when a later intent is"

    asyncio.run(work())
    assert groups.settled == [list(NAMES[:4])]


def test_leaving_writes_what_was_said_last(store: Store) -> None:
    async def work() -> None:
        async with Ledger(store, "one", Groups().also, lease_ends) as ledger:
            await ledger.hand_over(NAMES[0])
            ledger.settle(sent(NAMES[0]))

    asyncio.run(work())
    assert states(store)[NAMES[0]] is LetterState.SENT


def test_after_something_could_not_be_written_results_still_are_and_nothing_new_is_begun(store: Store) -> None:
    groups = Groups()

    async def work() -> None:
        async with Ledger(store, "one", groups.also, lease_ends) as ledger:
            await asyncio.gather(*(ledger.hand_over(name) for name in NAMES[:3]))
            groups.fails = True
            with pytest.raises(StoreError):
                await ledger.settle(sent(NAMES[0]))
            groups.fails = False
            with pytest.raises(StoreError):
                await ledger.hand_over(NAMES[5])
            assert await ledger.settle(sent(NAMES[1]))

    asyncio.run(work())
    assert [states(store)[NAMES[number]] for number in (0, 1, 5)] == [LetterState.HANDING_OVER, LetterState.SENT, LetterState.CLAIMED]


def test_an_intent_that_nobody_waits_for_any_more_is_not_written(store: Store) -> None:
    async def work() -> None:
        async with Ledger(store, "one", Groups().also, lease_ends) as ledger:
            waiting = asyncio.create_task(ledger.hand_over(NAMES[0]))
            await asyncio.sleep(0)
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting

    asyncio.run(work())
    assert states(store)[NAMES[0]] is LetterState.CLAIMED


def test_other_work_takes_its_turn_and_its_errors_are_its_own(store: Store) -> None:
    async def work() -> None:
        async with Ledger(store, "one", Groups().also, lease_ends) as ledger:
            begun = ledger.hand_over(NAMES[0])
            found = ledger.run(lambda: states(store)[NAMES[0]])
            assert await asyncio.gather(begun, found) == [True, LetterState.HANDING_OVER]
            with pytest.raises(ZeroDivisionError):
                await ledger.run(lambda: 1 // 0)
            assert await ledger.hand_over(NAMES[1])

    asyncio.run(work())
