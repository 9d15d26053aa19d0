"""What becomes of each letter when the server answers this or that?"""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from mailer.clock import ManualClock
from mailer.config import Smtp
from mailer.model.mail import LetterState
from mailer.sending import Postman, Tally
from mailer.store import bounces, letters, outbox
from mailer.store.database import Store
from tests.sending.outgoing import NOW, new_letter, states, store_with
from tests.servers.smtp import SmtpServer, Step


def settings(server: SmtpServer, connections: int = 3, rate: str = "") -> Smtp:
    return Smtp(host=server.host, port=server.port, security="none", connections=connections, rate=rate, timeout=5)


def send(store: Store, smtp: Smtp, clock: ManualClock | None = None) -> Tally:
    postman = Postman(store, smtp, clock or ManualClock(NOW), "test/1", "verband.example")
    return asyncio.run(postman.run(asyncio.Event()))


def test_every_letter_arrives_once_with_its_own_bytes(tmp_path: Path, smtp_server: SmtpServer) -> None:
    store = store_with(tmp_path, *(new_letter(number) for number in range(60)))
    tally = send(store, settings(smtp_server))
    assert tally.sent == 60
    assert sorted(mail.rcpt_tos[0] for mail in smtp_server.mails) == sorted(f"person{number}@post.example" for number in range(60))
    assert all(len(mail.rcpt_tos) == 1 for mail in smtp_server.mails)
    with store.look() as connection:
        kept = {letters.raw(connection, f"letter{number:05}") for number in range(60)}
    assert {mail.raw for mail in smtp_server.mails} == kept
    assert set(states(store).values()) == {LetterState.SENT}


def test_nothing_is_sent_a_second_time(tmp_path: Path, smtp_server: SmtpServer) -> None:
    store = store_with(tmp_path, new_letter(1))
    send(store, settings(smtp_server))
    assert send(store, settings(smtp_server)).sent == 0
    assert len(smtp_server.mails) == 1


def test_an_unknown_recipient_fails_and_is_written_to_no_more(tmp_path: Path, smtp_server: SmtpServer) -> None:
    smtp_server.answer(Step.RCPT, "550 5.1.1 user unknown", where="gone@")
    store = store_with(tmp_path, new_letter(1, "gone@post.example"), new_letter(2))
    send(store, settings(smtp_server))
    assert states(store) == {"letter00001": LetterState.FAILED, "letter00002": LetterState.SENT}
    with store.look() as connection:
        assert [entry.address for entry in bounces.suppressed(connection)] == ["gone@post.example"]
        assert [(line.status, line.reason) for line in bounces.every(connection)] == [("5.1.1", "unknown")]


def test_a_temporary_refusal_is_tried_again_later_and_not_before(tmp_path: Path, smtp_server: SmtpServer) -> None:
    smtp_server.answer(Step.RCPT, "450 4.2.0 greylisted", times=1)
    store = store_with(tmp_path, new_letter(1))
    clock = ManualClock(NOW)
    send(store, settings(smtp_server), clock)
    assert states(store) == {"letter00001": LetterState.DEFERRED}
    assert send(store, settings(smtp_server), clock).sent == 0
    clock.advance(timedelta(minutes=10))
    assert send(store, settings(smtp_server), clock).sent == 1


def test_a_temporary_refusal_fails_after_two_days(tmp_path: Path, smtp_server: SmtpServer) -> None:
    smtp_server.answer(Step.DOT, "451 4.3.0 later")
    store = store_with(tmp_path, new_letter(1))
    clock = ManualClock(NOW)
    for _ in range(20):
        send(store, settings(smtp_server), clock)
        clock.advance(timedelta(hours=5))
    assert states(store) == {"letter00001": LetterState.FAILED}
    with store.look() as connection:
        assert bounces.suppressed(connection) == ()


@pytest.mark.parametrize("accepted", [True, False])
def test_a_connection_lost_after_the_data_leaves_the_letter_in_doubt(tmp_path: Path, smtp_server: SmtpServer, accepted: bool) -> None:
    smtp_server.drop(Step.DOT, accept=accepted, times=1)
    store = store_with(tmp_path, new_letter(1))
    send(store, settings(smtp_server))
    assert states(store) == {"letter00001": LetterState.IN_DOUBT}
    assert send(store, settings(smtp_server)).sent == 0


def test_statutory_mail_in_doubt_goes_out_again_with_the_same_message_id(tmp_path: Path, smtp_server: SmtpServer) -> None:
    smtp_server.drop(Step.DOT, accept=True, times=1)
    store = store_with(tmp_path, new_letter(1, in_doubt="resend"))
    clock = ManualClock(NOW)
    send(store, settings(smtp_server), clock)
    clock.advance(timedelta(hours=1))
    assert send(store, settings(smtp_server), clock).sent == 1
    assert len(smtp_server.mails) == 2
    assert smtp_server.mails[0].raw == smtp_server.mails[1].raw
    with store.look() as connection:
        assert [line.doubts for line in letters.lines(connection)] == [1]


@pytest.mark.parametrize("step", [Step.MAIL, Step.RCPT])
def test_a_connection_lost_before_the_data_leaves_no_doubt(tmp_path: Path, smtp_server: SmtpServer, step: Step) -> None:
    smtp_server.drop(step, times=1)
    store = store_with(tmp_path, new_letter(1))
    clock = ManualClock(NOW)
    send(store, settings(smtp_server), clock)
    assert states(store) == {"letter00001": LetterState.DEFERRED}
    clock.advance(timedelta(hours=1))
    assert send(store, settings(smtp_server), clock).sent == 1


@pytest.mark.parametrize(
    ("step", "reply"),
    [
        (Step.CONNECT, "554 no service for you"),
        (Step.MAIL, "550 5.7.1 sender rejected"),
        (Step.RCPT, "554 5.7.1 blocked"),
        (Step.MAIL, "421 busy"),
    ],
)
def test_a_server_that_refuses_us_blames_no_address_and_pauses(tmp_path: Path, smtp_server: SmtpServer, step: Step, reply: str) -> None:
    smtp_server.answer(step, reply)
    store = store_with(tmp_path, *(new_letter(number) for number in range(10)))
    tally = send(store, settings(smtp_server, connections=1))
    assert tally.sent == 0
    assert [error.key for error in tally.pauses] == ["smtp.unwelcome"]
    assert set(states(store).values()) <= {LetterState.QUEUED, LetterState.DEFERRED}
    with store.look() as connection:
        assert bounces.every(connection) == ()


def test_a_server_that_is_down_leaves_all_letters_waiting(tmp_path: Path, smtp_server: SmtpServer) -> None:
    smtp_server.stop()
    store = store_with(tmp_path, *(new_letter(number) for number in range(10)))
    tally = send(store, settings(smtp_server))
    assert {error.key for error in tally.pauses} == {"smtp.unreachable"}
    assert set(states(store).values()) == {LetterState.QUEUED}
    smtp_server.start()
    assert send(store, settings(smtp_server)).sent == 10


def test_a_domain_with_umlauts_goes_over_the_wire_as_a_label(tmp_path: Path, smtp_server: SmtpServer) -> None:
    store = store_with(tmp_path, new_letter(1, "jana@müller.example"))
    assert send(store, settings(smtp_server)).sent == 1
    assert smtp_server.mails[0].rcpt_tos == ("jana@xn--mller-kva.example",)


def test_stopping_leaves_what_was_not_begun_in_the_outbox(tmp_path: Path, smtp_server: SmtpServer) -> None:
    smtp_server.delay(Step.DOT, 0.2)
    store = store_with(tmp_path, *(new_letter(number) for number in range(40)))

    async def stop_soon() -> None:
        stop = asyncio.Event()
        postman = Postman(store, settings(smtp_server, connections=2), ManualClock(NOW), "test/1", "verband.example")
        asyncio.get_running_loop().call_later(0.5, stop.set)
        await postman.run(stop)

    asyncio.run(stop_soon())
    kept = list(states(store).values())
    assert set(kept) == {LetterState.SENT, LetterState.QUEUED}
    assert kept.count(LetterState.SENT) == len(smtp_server.mails)


def test_two_workers_never_get_the_same_letter(tmp_path: Path) -> None:
    store = store_with(tmp_path, *(new_letter(number) for number in range(10)))
    with store.begin() as connection:
        first = outbox.claim(connection, "one", 6, NOW, timedelta(minutes=1))
        second = outbox.claim(connection, "two", 6, NOW, timedelta(minutes=1))
    assert len(first) == 6
    assert len(second) == 4
    assert not {letter.id for letter in first} & {letter.id for letter in second}


def test_a_letter_that_somebody_else_took_is_not_handed_over(tmp_path: Path) -> None:
    store = store_with(tmp_path, new_letter(1))
    with store.begin() as connection:
        outbox.claim(connection, "one", 1, NOW, timedelta(minutes=1))
        outbox.recover(connection, NOW + timedelta(minutes=2), alone=False)
        outbox.claim(connection, "two", 1, NOW, timedelta(minutes=1))
        assert outbox.hand_over(connection, "one", ["letter00001"]) == frozenset()
        assert outbox.hand_over(connection, "two", ["letter00001"]) == {"letter00001"}


def test_recovery_tells_claimed_from_handed_over(tmp_path: Path) -> None:
    store = store_with(tmp_path, new_letter(1), new_letter(2), new_letter(3, in_doubt="resend"))
    with store.begin() as connection:
        outbox.claim(connection, "dead", 3, NOW, timedelta(minutes=1))
        outbox.hand_over(connection, "dead", ["letter00002", "letter00003"])
        recovered = outbox.recover(connection, NOW, alone=True)
    assert (recovered.waiting, recovered.held, recovered.resent) == (1, 1, 1)
    assert states(store) == {"letter00001": LetterState.QUEUED, "letter00002": LetterState.IN_DOUBT, "letter00003": LetterState.QUEUED}
