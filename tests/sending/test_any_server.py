"""Whatever a server does at whatever step: does each letter end as the server saw it, and does none leave before its intent is on disk?"""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from mailer.clock import ManualClock
from mailer.config import Smtp
from mailer.model.mail import LetterState
from mailer.sending import Postman, Tally
from mailer.store import letters
from mailer.store.database import Store
from mailer.store.letters import LetterLine
from mailer.store.tables import letter as table
from mailer.store.tables import letter_body
from tests.sending.outgoing import NOW, new_letter
from tests.servers.taped_smtp import Act, Seen, Visit, taped_smtp
from tests.store.blank import blank_store

LETTERS = 5
ENDS = {LetterState.SENT, LetterState.FAILED, LetterState.IN_DOUBT}
ANSWERS = 4 * LETTERS
TROUBLE = [act for act in Act if act is not Act.USUAL]
HONEST = [act for act in TROUBLE if act is not Act.TWICE]


@dataclass(frozen=True, slots=True)
class Way:
    """How it is sent."""

    pipelining: bool
    connections: int
    letters_per_connection: int


def tapes(acts: list[Act]) -> st.SearchStrategy[list[Act]]:
    """Trouble here and there: where every answer is trouble, nothing comes far."""
    troubles = st.dictionaries(st.integers(0, ANSWERS), st.sampled_from(acts), min_size=1, max_size=4)
    return troubles.map(lambda found: [found.get(place, Act.USUAL) for place in range(ANSWERS + 1)])


WAYS = st.builds(Way, st.booleans(), st.integers(1, 3), st.integers(1, 4))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return blank_store(tmp_path_factory.mktemp("any"))


def refill(store: Store) -> None:
    with store.begin() as connection:
        connection.execute(delete(letter_body))
        connection.execute(delete(table))
        letters.queue(connection, [new_letter(number) for number in range(LETTERS)], NOW)


def lines(store: Store) -> dict[str, LetterLine]:
    with store.look() as connection:
        return {line.address: line for line in letters.lines(connection)}


class Witness:
    """Looks into the file, as a program that starts after a crash would, at the moment when a first byte has come."""

    def __init__(self, file: Path) -> None:
        self._database = sqlite3.connect(file, isolation_level=None)
        self.faults: list[str] = []

    def look(self, visit: Visit) -> None:
        rows = self._database.execute("SELECT address, state FROM letter").fetchall()
        in_data = {address for address, state in rows if state == "handing_over"}
        *before, now = visit.carried
        if now not in in_data:
            self.faults.append(f"{now} was begun without its intent on disk")
        if in_data & set(before):
            self.faults.append(f"{in_data & set(before)} had no end on disk when {now} was begun on the same connection")

    def close(self) -> None:
        self._database.close()


def send(store: Store, tape: Iterable[Act], way: Way, hours: int = 0) -> tuple[dict[str, Seen], Tally, list[str]]:
    """One run; what the server saw, what we believe, and what the witness has against it."""
    assert store.file is not None
    witness = Witness(store.file)

    async def run() -> tuple[dict[str, Seen], Tally]:
        async with taped_smtp(tape, way.pipelining, witness.look) as server:
            more = {"connections": way.connections, "letters_per_connection": way.letters_per_connection}
            smtp = Smtp.model_validate({"host": server.host, "port": server.port, "security": "none", "timeout": 5, **more})
            clock = ManualClock(NOW + timedelta(hours=hours))
            return server.seen, await Postman(store, smtp, clock, "test/1", "verband.example").run(asyncio.Event())

    seen, tally = asyncio.run(run())
    witness.close()
    return seen, tally, witness.faults


def judge(line: LetterLine, seen: Seen, unnamed: Seen) -> None:
    """Is what we believe what the server knows?"""
    refused = [*seen.refused, *unnamed.refused]
    assert seen.copies <= 1, "it came twice"
    assert (line.state is LetterState.SENT) == bool(seen.told), (line, seen)
    assert (line.state is LetterState.IN_DOUBT) == (line.doubts > 0)
    if seen.copies and not seen.told:
        assert line.state is LetterState.IN_DOUBT, "the server has it and did not say so"
    if line.state is LetterState.IN_DOUBT:
        assert seen.begun, "nobody can have it"
    if line.state is LetterState.FAILED:
        assert 550 in seen.refused
        assert line.smtp_code == 550
    if line.state is LetterState.DEFERRED and line.smtp_code is not None:
        assert line.smtp_code in refused


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tape=tapes(HONEST), way=WAYS)
def test_each_letter_ends_as_the_server_saw_it(store: Store, tape: list[Act], way: Way) -> None:
    refill(store)
    seen, tally, faults = send(store, tape, way)
    assert faults == []
    for address, line in lines(store).items():
        judge(line, seen[address], seen[""])
    unfinished = {line.state for line in lines(store).values()} - ENDS
    assert unfinished <= {LetterState.DEFERRED, *([LetterState.QUEUED] if tally.pauses else [])}, "nothing waits but for a reason"
    nobody_gets_two_or_waits_for_ever(store, seen, way)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tape=tapes(TROUBLE), way=WAYS)
@example(tape=[Act.USUAL, Act.USUAL, Act.USUAL, Act.TWICE, Act.CUT], way=Way(True, 1, 4))
def test_a_server_that_says_things_twice_makes_no_letter_count_as_sent(store: Store, tape: list[Act], way: Way) -> None:
    refill(store)
    seen, _, faults = send(store, tape, way)
    assert faults == []
    for address, line in lines(store).items():
        assert line.state is not LetterState.SENT or seen[address].told == 1
        assert not seen[address].copies or line.state in {LetterState.SENT, LetterState.IN_DOUBT}
    nobody_gets_two_or_waits_for_ever(store, seen, way)


def nobody_gets_two_or_waits_for_ever(store: Store, seen: dict[str, Seen], way: Way) -> None:
    """A second run to a server that has come to its senses."""
    again, tally, faults = send(store, (), way, hours=6)
    assert (faults, tally.pauses) == ([], [])
    assert {line.state for line in lines(store).values()} <= ENDS
    copies = Counter({address: seen[address].copies + again[address].copies for address in lines(store)})
    assert max(copies.values()) <= 1
    assert all(copies[address] for address, line in lines(store).items() if line.state is LetterState.SENT)
