"""Is it written down since when the server refuses us, ended by the next success, and told in the log when it lasts?"""

import asyncio
import logging
from datetime import timedelta
from pathlib import Path

import pytest

from mailer.clock import ManualClock
from mailer.config import Smtp
from mailer.sending import Postman
from mailer.store import refusals
from mailer.store.database import Store
from mailer.store.refusals import Refusal
from tests.sending.outgoing import NOW, new_letter, store_with
from tests.servers.smtp import SmtpServer, Step


def postman_for(store: Store, server: SmtpServer, clock: ManualClock) -> Postman:
    smtp = Smtp(host=server.host, port=server.port, security="none", connections=1, timeout=5)
    return Postman(store, smtp, clock, "worker", "verband.example")


def run(postman: Postman) -> int:
    return asyncio.run(postman.run(asyncio.Event())).sent


def refusal(store: Store) -> Refusal | None:
    with store.look() as connection:
        return refusals.current(connection)


def test_a_refusal_in_the_session_is_noted_without_the_address_and_ends_with_the_next_success(
    tmp_path: Path, smtp_server: SmtpServer
) -> None:
    store, clock = store_with(tmp_path, new_letter(1)), ManualClock(NOW)
    smtp_server.answer(Step.RCPT, "554 5.7.1 <person1@post.example>: relay access denied", times=1)
    postman = postman_for(store, smtp_server, clock)
    assert run(postman) == 0
    found = refusal(store)
    assert found is not None
    assert (found.key, found.since, found.facts["code"]) == ("smtp.unwelcome", NOW, 554)
    assert "person1" not in str(found.facts["reason"])
    assert "relay access denied" in str(found.facts["reason"])
    clock.advance(timedelta(hours=1))
    assert run(postman) == 1
    assert refusal(store) is None
    store.close()


def test_a_success_before_the_refusal_begins_it_anew(tmp_path: Path, smtp_server: SmtpServer) -> None:
    store, clock = store_with(tmp_path, new_letter(1), new_letter(2)), ManualClock(NOW)
    smtp_server.answer(Step.MAIL, "421 4.3.2 shutting down", times=1)
    postman = postman_for(store, smtp_server, clock)
    run(postman)
    clock.advance(timedelta(hours=1))
    smtp_server.answer(Step.RCPT, "421 4.3.2 shutting down", where="person1@")
    assert run(postman) == 1, "the other letter goes first, as it was not tried yet"
    found = refusal(store)
    assert found is not None
    assert found.since == clock.now()
    store.close()


def test_a_refusal_that_lasts_longer_than_a_quarter_of_an_hour_is_an_error_in_the_log(
    tmp_path: Path, smtp_server: SmtpServer, caplog: pytest.LogCaptureFixture
) -> None:
    store, clock = store_with(tmp_path, new_letter(1)), ManualClock(NOW)
    smtp_server.answer(Step.CONNECT, "554 5.7.1 go away")
    postman = postman_for(store, smtp_server, clock)
    with caplog.at_level(logging.WARNING, "mailer"):
        run(postman)
        clock.advance(timedelta(minutes=15))
        run(postman)
        assert not [record for record in caplog.records if record.levelno == logging.ERROR]
        clock.advance(timedelta(minutes=1))
        run(postman)
    errors = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert len(errors) == 1
    assert "since 2024-10-04T16:00+00:00" in errors[0]
    store.close()
