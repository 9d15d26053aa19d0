"""What does an answer in the session do to the address, and what does a delivery?"""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from mailer.clock import ManualClock
from mailer.config import Smtp
from mailer.model.addresses import Scope
from mailer.model.mail import LetterState
from mailer.model.people import Member
from mailer.people.address_policy import suppressions, verdict
from mailer.sending import Postman
from mailer.sending.aftermath import write_aftermath
from mailer.store import bounces, letters, members, outbox
from mailer.store.database import Store
from mailer.store.outbox import Settlement
from tests.sending.outgoing import NOW, new_letter, store_with
from tests.servers.smtp import SmtpServer, Step

ADDRESS = "jana@post.example"
DAY = timedelta(days=1)


def send(store: Store, server: SmtpServer, clock: ManualClock) -> None:
    smtp = Smtp(host=server.host, port=server.port, security="none", connections=1, timeout=5)
    asyncio.run(Postman(store, smtp, clock, "test/1", "verband.example").run(asyncio.Event()))


def settle(store: Store, *settlements: Settlement) -> None:
    """What the ledger does in one transaction."""
    with store.begin() as connection:
        outbox.settle(connection, settlements)
        write_aftermath(connection, settlements)


def failed(number: int, day: float, code: int | None, status: str | None, words: str, about_us: bool = False) -> Settlement:
    return Settlement(f"letter{number:05}", LetterState.FAILED, NOW + day * DAY, code, status, words, about_us=about_us)


def score(store: Store, day: float) -> int:
    with store.look() as connection:
        return verdict(bounces.evidence_of(connection, ADDRESS), NOW + day * DAY).score


def stopped(store: Store) -> list[tuple[str, str]]:
    with store.look() as connection:
        return [(entry.address, entry.reason) for entry in bounces.suppressed(connection)]


@pytest.mark.parametrize(
    ("code", "status", "words", "reason", "scores"),
    [
        (552, None, "", "full", 1),
        (552, "5.2.2", "5.2.2 Over STORAGE quota", "full", 1),
        (452, "4.2.2", "4.2.2 mailbox full", "full", 1),
        (451, "4.4.1", "4.4.1 no answer from host", "expired", 1),
        (450, "4.1.1", "4.1.1 user unknown, try later", "expired", 1),
        (450, "4.7.1", "4.7.1 greylisted", "rate", 0),
        (554, None, "message considered as spam", "policy", 0),
        (552, "5.3.4", "5.3.4 message size exceeds limit", "content", 0),
        (None, None, "connection lost", "other", 0),
    ],
)
def test_the_answer_decides_what_counts(tmp_path: Path, code: int | None, status: str | None, words: str, reason: str, scores: int) -> None:
    store = store_with(tmp_path, new_letter(1, ADDRESS))
    settle(store, failed(1, 0, code, status, words))
    with store.look() as connection:
        assert [line.reason for line in bounces.every(connection)] == [reason]
    assert (score(store, 0), stopped(store)) == (scores, [])


def test_an_answer_about_us_blames_no_address_even_when_we_give_up(tmp_path: Path, smtp_server: SmtpServer) -> None:
    """The words are those of an unknown mailbox, but they were said to MAIL FROM."""
    smtp_server.answer(Step.MAIL, "550 5.1.1 user unknown")
    store = store_with(tmp_path, new_letter(1, ADDRESS))
    clock = ManualClock(NOW)
    for _ in range(20):
        send(store, smtp_server, clock)
        clock.advance(timedelta(hours=5))
    with store.look() as connection:
        assert [line.state for line in letters.lines(connection)] == [LetterState.FAILED]
        assert [line.reason for line in bounces.every(connection)] == ["policy"]
    assert stopped(store) == []


def test_five_days_of_a_full_mailbox_in_the_session_stop_the_address_and_a_delivery_frees_it(
    tmp_path: Path, smtp_server: SmtpServer
) -> None:
    smtp_server.answer(Step.RCPT, "552 5.2.2 mailbox full", where="Jana@", times=5)
    clock = ManualClock(NOW)
    store = store_with(tmp_path)
    for number in range(6):
        with store.begin() as connection:
            letters.queue(connection, [replace(new_letter(number, "Jana@post.example"), member_id="m1")], clock.now())
        assert stopped(store) == ([(ADDRESS, "full")] if number == 5 else [])
        send(store, smtp_server, clock)
        clock.advance(DAY)
    assert stopped(store) == []
    assert score(store, 6) == 0
    with store.look() as connection:
        assert len(bounces.every(connection)) == 5, "the reports stay"


def test_a_delivery_to_somebody_else_frees_nobody(tmp_path: Path) -> None:
    store = store_with(tmp_path, *(new_letter(number, ADDRESS) for number in range(5)), new_letter(9))
    for number in range(5):
        settle(store, failed(number, number, 552, "5.2.2", "full"))
    settle(store, Settlement("letter00009", LetterState.SENT, NOW + 5 * DAY, 250))
    assert stopped(store) == [(ADDRESS, "full")]


def test_a_delivery_frees_no_unknown_address(tmp_path: Path) -> None:
    store = store_with(tmp_path, new_letter(1, ADDRESS), new_letter(2, ADDRESS))
    settle(store, failed(1, 0, 550, "5.1.1", "user unknown"))
    settle(store, Settlement("letter00002", LetterState.SENT, NOW + DAY, 250))
    assert stopped(store) == [(ADDRESS, "unknown")]


def test_a_household_shares_its_mailbox(tmp_path: Path) -> None:
    """One member's letters came back, the other's arrived: it is the same mailbox, however each of them spells it."""
    store = store_with(tmp_path, *(new_letter(number, "Jana@post.example") for number in range(7)))
    with store.begin() as connection:
        members.put(connection, [Member("m6", "Toni", "Muster", "Jana@post.example")])
    for number in range(5):
        settle(store, failed(number, number, 552, "5.2.2", "full"))
    settle(store, Settlement("letter00006", LetterState.SENT, NOW + 5 * DAY, 250))
    assert stopped(store) == []


def test_what_is_kept_is_what_the_policy_says(tmp_path: Path) -> None:
    store = store_with(tmp_path, *(new_letter(number, ADDRESS) for number in range(6)))
    for number in range(5):
        settle(store, failed(number, number, 552, "5.2.2", "full"))
    with store.begin() as connection:
        bounces.add(connection, ADDRESS, "complaint", None, "other", "", NOW + 5 * DAY)
        entries = suppressions(bounces.evidence_of(connection, ADDRESS))
        bounces.keep(connection, ADDRESS, entries)
        rows = bounces.suppressed(connection)
    assert [(row.reason, row.scope, row.since, row.until, row.bounce_id) for row in rows] == [
        (entry.reason, entry.scope, entry.since, entry.until, entry.report_id) for entry in entries
    ]
    assert [row.scope for row in rows] == [Scope.ALL, Scope.BULK]
    with store.look() as connection:
        assert [row.scope for row in bounces.suppressed(connection, NOW + 40 * DAY)] == [Scope.BULK]
