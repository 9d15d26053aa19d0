"""Rule 1 at full size: `kill -9` at fifty random points of a mailing of 5,000 letters, and one of two services killed again and again.

MAILER_RESILIENCE_LETTERS makes it smaller or larger. Every second letter is `resend`, the others are `hold`; the server takes a mail and
answers after a random delay, so that many of its answers are never heard.
"""

import os
import random
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailer.model.mail import LetterState
from mailer.reporting import overview
from mailer.store import letters
from mailer.store.database import Store, open_store
from mailer.store.letters import LetterLine
from tests.resilience.sender import Order, Senders, senders
from tests.sending.outgoing import new_letter, store_with
from tests.servers import processes
from tests.servers.raw_smtp import RawServer, raw_smtp

LETTERS = int(os.environ.get("MAILER_RESILIENCE_LETTERS", "5000"))
KILLS = 50
CONNECTIONS = 8
ENDS = {LetterState.SENT, LetterState.IN_DOUBT}


def mailing(folder: Path, url: str, count: int) -> None:
    store_with(folder, *(new_letter(number, in_doubt="resend" if number % 2 else "hold") for number in range(count)), url=url).close()


def is_done(store: Store, count: int) -> bool:
    with store.look() as connection:
        found = letters.counts(connection)
    return sum(found.get(state, 0) for state in ENDS) == count


def kill_at_random_points(started: Senders, orders: list[Order], server: RawServer, kills: int, count: int) -> int:
    """Run all orders; kill and start again the first one's process whenever so many mails are accepted. Gives the kills that hit."""
    dice = random.Random(20241123)
    victim, *_others = [started.start(order) for order in orders]
    hits = 0
    for point in sorted(dice.sample(range(1, int(count * 0.9)), kills)):
        goal = max(point, len(server.mails) + 1)
        processes.wait_until(lambda goal=goal: len(server.mails) >= goal, f"{goal} mails", 60)  # type: ignore[misc]
        time.sleep(dice.uniform(0, 0.01))
        hits += started.kill(victim)
        victim = started.start(orders[0])
    return hits


def judge(store: Store, accepted: Counter[str], kills: int, count: int) -> None:
    with store.look() as connection:
        lines = letters.lines(connection)
        shown = {each.letter_id for each in overview(connection, datetime.now(UTC)).in_doubt}
    assert len(lines) == count
    assert {line.state for line in lines} <= ENDS
    in_doubt = {line.id for line in lines if line.state is LetterState.IN_DOUBT}
    assert in_doubt == shown, "every uncertain one is shown"
    for line in lines:
        _judge_one(line, accepted[line.address])
    doubts = sum(line.doubts for line in lines)
    assert 0 < doubts <= kills * CONNECTIONS, "the kills must have hit letters in the air, one a connection at most"
    assert sum(copies - 1 for copies in accepted.values()) <= doubts


def _judge_one(line: LetterLine, copies: int) -> None:
    held = int(line.id[-5:]) % 2 == 0
    assert copies <= 1 + line.doubts, f"{line.id}: {copies} copies, {line.doubts} doubts"
    if line.state is LetterState.SENT:
        assert copies >= 1, f"{line.id} is lost"
    if held:
        assert copies <= 1, f"{line.id} is held when in doubt, and came twice"
        assert (line.state is LetterState.IN_DOUBT) == (line.doubts > 0)
    else:
        assert line.state is LetterState.SENT


@pytest.mark.timeout(180)
def test_kill_nine_at_fifty_random_points_of_a_mailing(tmp_path: Path) -> None:
    mailing(tmp_path, "sqlite:///mailer.db", LETTERS)
    dice = random.Random(7)
    with raw_smtp(delay=lambda: dice.uniform(0, 0.02)) as server, senders(tmp_path / "senders.log") as started:
        order = Order("sqlite:///mailer.db", str(tmp_path), server.port, CONNECTIONS)
        hits = kill_at_random_points(started, [order], server, KILLS, LETTERS)
        assert hits == KILLS, (tmp_path / "senders.log").read_text(encoding="utf-8")
        store = open_store("sqlite:///mailer.db", tmp_path)
        processes.wait_until(lambda: is_done(store, LETTERS), "an end for every letter", 60)
        started.kill_all()
        judge(store, Counter(recipient for recipient, _ in server.mails), KILLS, LETTERS)
        store.close()


@pytest.mark.timeout(180)
def test_of_two_services_on_postgresql_one_is_killed_again_and_again(tmp_path: Path, postgres_url: str) -> None:
    count, kills = LETTERS * 2 // 5, 20
    mailing(tmp_path, postgres_url, count)
    dice = random.Random(7)
    with raw_smtp(delay=lambda: dice.uniform(0, 0.02)) as server, senders(tmp_path / "senders.log") as started:
        order = Order(postgres_url, str(tmp_path), server.port, CONNECTIONS, lease=3)
        hits = kill_at_random_points(started, [order, order], server, kills, count)
        assert hits == kills, (tmp_path / "senders.log").read_text(encoding="utf-8")
        store = open_store(postgres_url, tmp_path)
        processes.wait_until(lambda: is_done(store, count), "an end for every letter, those of the dead by lease", 60)
        started.kill_all()
        judge(store, Counter(recipient for recipient, _ in server.mails), kills, count)
        store.close()
