"""Disk full and database locked while sending: the run stops and says so, nothing is lost, and a new run finishes."""

import asyncio
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from mailer.clock import ManualClock
from mailer.config import Smtp
from mailer.errors import StoreError
from mailer.model.mail import LetterState
from mailer.reporting import overview
from mailer.sending import Postman
from mailer.store import letters, outbox
from mailer.store.database import Store, open_store
from mailer.texts import explain
from tests.sending.outgoing import NOW, new_letter, store_with
from tests.servers import processes
from tests.servers.raw_smtp import RawServer, raw_smtp

LETTERS = 200
CONNECTIONS = 4
BUSY_SECONDS = 0.3
LONG_REPLY = b"250 2.0.0 " + b"x" * 480 + b"\r\n"


@pytest.fixture
def server() -> Iterator[RawServer]:
    with raw_smtp(delay=lambda: 0.002) as running:
        yield running


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store_with(tmp_path, *(new_letter(number) for number in range(LETTERS))).close()
    opened = open_store("sqlite:///mailer.db", tmp_path, busy_seconds=BUSY_SECONDS)
    yield opened
    opened.close()


def run(store: Store, server: RawServer) -> int:
    smtp = Smtp(host=server.host, port=server.port, security="none", connections=CONNECTIONS, timeout=5)
    return asyncio.run(Postman(store, smtp, ManualClock(NOW), "test/1", "verband.example").run(asyncio.Event())).sent


def found(store: Store) -> dict[LetterState, set[str]]:
    with store.look() as connection:
        lines = letters.lines(connection)
    return {state: {line.address for line in lines if line.state is state} for state in LetterState}


def copies(server: RawServer) -> Counter[str]:
    return Counter(recipient for recipient, _ in server.mails)


def nothing_is_lost_and_the_rest_goes_out(store: Store, server: RawServer) -> None:
    """After relief, as the next start of the service does it."""
    stopped = found(store)
    assert stopped[LetterState.SENT] <= set(copies(server)), "what counts as sent has arrived"
    unsettled = set(copies(server)) - stopped[LetterState.SENT]
    assert unsettled <= stopped[LetterState.HANDING_OVER]
    assert len(stopped[LetterState.HANDING_OVER]) <= CONNECTIONS
    with store.begin() as connection:
        outbox.recover(connection, NOW, alone=True)
    run(store, server)
    after = found(store)
    assert after[LetterState.SENT] | after[LetterState.IN_DOUBT] == {f"person{number}@post.example" for number in range(LETTERS)}
    assert after[LetterState.IN_DOUBT] == stopped[LetterState.HANDING_OVER]
    assert max(copies(server).values()) == 1
    with store.look() as connection:
        assert len(overview(connection, NOW).in_doubt) == len(after[LetterState.IN_DOUBT])


@contextmanager
def no_room_for_more(store: Store) -> Iterator[None]:
    """SQLite itself refuses every further page (SQLITE_FULL), as on a full disk."""
    with store.look() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()

    def limit(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA max_page_count={pages + 2}")

    event.listen(store.engine, "connect", limit)
    store.engine.dispose()
    try:
        yield
    finally:
        event.remove(store.engine, "connect", limit)
        store.engine.dispose()


@contextmanager
def held_by_another_program(store: Store, when: Callable[[], bool], seconds: float | None = None) -> Iterator[None]:
    """A second connection takes the write lock at some moment; for so long, or until the end of the block."""
    over = threading.Event()
    assert store.file is not None
    file = store.file

    def hold() -> None:
        processes.wait_until(when, "the moment to lock")
        other = sqlite3.connect(file, timeout=10, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        over.wait(seconds)
        other.execute("ROLLBACK")
        other.close()

    thread = threading.Thread(target=hold)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(20)


def test_a_full_disk_stops_the_run_and_loses_nothing(store: Store, server: RawServer) -> None:
    server.yes = LONG_REPLY
    with no_room_for_more(store), pytest.raises(StoreError) as caught:
        run(store, server)
    assert caught.value.key == "store.full"
    words = explain(caught.value)
    assert "kein Platz mehr" in words
    assert "nichts ist verloren" in words
    assert 0 < len(server.mails) < LETTERS, "it must have become full on the way"
    nothing_is_lost_and_the_rest_goes_out(store, server)


def test_a_locked_database_stops_the_run_and_loses_nothing(store: Store, server: RawServer) -> None:
    begun = time.monotonic()
    with held_by_another_program(store, lambda: len(server.mails) > 40), pytest.raises(StoreError) as caught:
        run(store, server)
    assert time.monotonic() - begun < 15, "it waits for the lock, but not for ever"
    assert caught.value.key == "store.locked"
    words = explain(caught.value)
    assert "von einem anderen Programm belegt" in words
    assert "nichts ist verloren" in words
    assert 40 < len(server.mails) < LETTERS
    nothing_is_lost_and_the_rest_goes_out(store, server)


def test_a_database_that_is_locked_from_the_start_sends_nothing(store: Store, server: RawServer) -> None:
    assert store.file is not None
    other = sqlite3.connect(store.file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError) as caught:
        run(store, server)
    other.close()
    assert caught.value.key == "store.locked"
    assert server.mails == []
    assert run(store, server) == LETTERS
    assert max(copies(server).values()) == 1


def test_a_lock_shorter_than_our_patience_goes_unnoticed(store: Store, server: RawServer) -> None:
    with held_by_another_program(store, lambda: len(server.mails) > 40, seconds=BUSY_SECONDS / 3):
        assert run(store, server) == LETTERS
    assert set(copies(server).values()) == {1}
    assert len(found(store)[LetterState.SENT]) == LETTERS
