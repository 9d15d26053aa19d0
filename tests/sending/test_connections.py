"""How many connections does the server let in? Those that work go on, whatever becomes of one more."""

import asyncio
import logging
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from mailer.clock import ManualClock
from mailer.config import Smtp
from mailer.model.mail import LetterState
from mailer.sending import Postman, Tally
from mailer.store.database import Store
from tests.sending.outgoing import NOW, new_letter, states, store_with
from tests.servers.raw_smtp import CUT, Act, RawServer, raw_smtp

LETTERS = 40
TOO_MANY = b"421 4.7.0 too many connections\r\n"


@pytest.fixture(params=[(), ("PIPELINING",)], ids=["step by step", "pipelining"])
def server(request: pytest.FixtureRequest) -> Iterator[RawServer]:
    with raw_smtp(request.param, delay=lambda: 0.01) as running:
        yield running


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return store_with(tmp_path, *(new_letter(number) for number in range(LETTERS)))


def run(store: Store, server: RawServer, connections: int = 6, hours: int = 0, letters_per_connection: int = 100) -> Tally:
    more = {"security": "none", "connections": connections, "letters_per_connection": letters_per_connection, "timeout": 5}
    smtp = Smtp.model_validate({"host": server.host, "port": server.port, **more})
    postman = Postman(store, smtp, ManualClock(NOW + timedelta(hours=hours)), "test/1", "verband.example")
    return asyncio.run(postman.run(asyncio.Event()))


def copies(server: RawServer) -> Counter[str]:
    return Counter(recipient for recipient, _ in server.mails)


@pytest.mark.parametrize(
    "beyond", [("CONNECT", TOO_MANY), ("CONNECT", b"554 5.7.1 no more of you\r\n"), ("CONNECT", CUT), ("MAIL", TOO_MANY)]
)
def test_a_server_that_lets_in_only_so_many_gets_all_letters_over_those(
    store: Store, server: RawServer, beyond: tuple[str, bytes | Act], caplog: pytest.LogCaptureFixture
) -> None:
    server.at_most, server.beyond = 2, beyond
    with caplog.at_level(logging.WARNING, "mailer"):
        tally = run(store, server)
    assert (tally.sent, tally.pauses) == (LETTERS, [])
    assert set(copies(server).values()) == {1}
    assert server.connections == 6, "whoever was shut out does not come again in this run"
    assert len([record for record in caplog.records if "the others go on" in record.getMessage()]) == 1


def test_the_first_refusal_is_the_only_one_while_nobody_has_been_let_in(store: Store, server: RawServer) -> None:
    """A wrong password six times at once would lock the account."""
    server.at_most = 0
    tally = run(store, server)
    assert [error.key for error in tally.pauses] == ["smtp.unwelcome"]
    assert server.connections == 1
    assert set(states(store).values()) == {LetterState.QUEUED}


def test_when_the_last_connection_is_closed_too_everything_waits(store: Store, server: RawServer) -> None:
    server.say("RCPT", b"421 4.3.2 shutting down\r\n", times=100)
    tally = run(store, server, connections=3)
    assert [error.key for error in tally.pauses] == ["smtp.unwelcome"]
    assert server.connections <= 3
    assert set(states(store).values()) == {LetterState.DEFERRED, LetterState.QUEUED}
    server.clear()
    assert run(store, server, hours=1).sent == LETTERS
    assert set(copies(server).values()) == {1}


def test_a_closing_connection_in_the_middle_costs_its_letter_a_delay_and_the_others_nothing(store: Store, server: RawServer) -> None:
    server.say("RCPT", b"421 4.3.2 closing this one\r\n", where="person30@")
    tally = run(store, server)
    assert (tally.sent, tally.pauses) == (LETTERS - 1, [])
    assert states(store)["letter00030"] is LetterState.DEFERRED
    assert run(store, server, hours=1).sent == 1


def test_a_refusal_of_us_is_more_than_one_connection(store: Store, server: RawServer) -> None:
    server.say("RCPT", b"554 5.7.1 you are blocked\r\n", where="person20@")
    tally = run(store, server)
    assert [error.key for error in tally.pauses] == ["smtp.unwelcome"]
    assert tally.sent < LETTERS - 1


def test_there_are_never_more_connections_than_configured(store: Store, server: RawServer) -> None:
    server.at_most, server.beyond = 3, ("CONNECT", b"554 5.7.1 one too many\r\n")
    assert run(store, server, connections=3).sent == LETTERS
    assert server.connections == 3, "nobody was turned away"


def test_one_letter_needs_one_connection(tmp_path: Path, server: RawServer) -> None:
    assert run(store_with(tmp_path, new_letter(0)), server).sent == 1
    assert server.connections == 1
