"""Is a new mail noticed at once, and the end of the service too?"""

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event, Timer

import psutil
import pytest

from mailer.errors import MailboxError
from mailer.receiving import Mailbox, wait_for_mail
from tests.receiving.inbox import Inbox, mail
from tests.servers.imap import ImapServer, dovecot


@contextmanager
def waiting(mailbox: Mailbox, seconds: float, stop: Event | None = None) -> Iterator[Future[bool]]:
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(mailbox.wait, seconds, stop)
        time.sleep(0.4)
        assert not future.done()
        yield future


def test_a_new_mail_ends_waiting_at_once(imap_server: ImapServer) -> None:
    with Mailbox(imap_server.settings()) as mailbox, waiting(mailbox, 30) as announced:
        began = time.monotonic()
        imap_server.append(mail(1))
        assert announced.result(10)
        assert time.monotonic() - began < 3


def test_after_waiting_the_same_connection_fetches(imap_server: ImapServer) -> None:
    inbox = Inbox()
    with Mailbox(imap_server.settings()) as mailbox:
        mailbox.fetch(inbox)
        with waiting(mailbox, 30) as announced:
            imap_server.append(mail(1))
            assert announced.result(10)
        assert mailbox.fetch(inbox).fetched == 1


def test_a_word_of_the_server_that_comes_in_pieces_ends_waiting_too(imap_server: ImapServer) -> None:
    inbox = Inbox()
    with Mailbox(imap_server.settings()) as mailbox:
        mailbox.fetch(inbox)
        with waiting(mailbox, 30) as announced:
            imap_server.stutter()
            imap_server.append(mail(1))
            assert announced.result(10)
        assert mailbox.fetch(inbox).fetched == 1


def test_a_mail_that_came_between_fetching_and_waiting_is_noticed(imap_server: ImapServer) -> None:
    inbox = Inbox()
    with Mailbox(imap_server.settings(processed_folder="")) as mailbox:
        mailbox.fetch(inbox)
        imap_server.append(mail(1))
        assert mailbox.wait(30)
        mailbox.fetch(inbox)
        assert not mailbox.wait(0.2)


def test_a_mail_that_was_seen_and_could_not_be_moved_does_not_wake_again_and_again(imap_server: ImapServer) -> None:
    imap_server.append(mail(1))
    with Mailbox(imap_server.settings(processed_folder="")) as mailbox:
        mailbox.fetch(Inbox())
        assert not mailbox.wait(0.2)


def test_waiting_ends_in_time_without_a_mail(imap_server: ImapServer) -> None:
    imap_server.append(mail(1))
    began = time.monotonic()
    assert not wait_for_mail(imap_server.settings(), 1.2)
    assert 1.2 <= time.monotonic() - began < 4


@pytest.mark.parametrize("capabilities", ["", "IMAP4rev1"])
def test_the_stop_event_ends_waiting_soon(capabilities: str) -> None:
    stop = Event()
    with dovecot(capabilities=capabilities) as server, Mailbox(server.settings()) as mailbox, waiting(mailbox, 60, stop) as announced:
        began = time.monotonic()
        stop.set()
        assert not announced.result(10)
        assert time.monotonic() - began < 1.5


def test_without_idle_the_server_is_asked_when_time_is_up() -> None:
    with dovecot(capabilities="IMAP4rev1") as server, Mailbox(server.settings()) as mailbox:
        began = time.monotonic()
        assert not mailbox.wait(0.5)
        assert time.monotonic() - began >= 0.5
        with waiting(mailbox, 1.0) as announced:
            server.append(mail(1))
            assert announced.result(5)


@pytest.mark.parametrize("capabilities", ["", "IMAP4rev1"])
def test_a_server_that_has_fallen_silent_does_not_hold_up_the_end(capabilities: str) -> None:
    with dovecot(capabilities=capabilities) as server:
        mailbox, stop = Mailbox(server.settings()), Event()
        with waiting(mailbox, 60, stop) as announced:
            server.fall_silent()
            began = time.monotonic()
            stop.set()
            assert not announced.result(10)
            assert time.monotonic() - began < 2


def test_a_server_that_falls_silent_while_mails_are_fetched_does_not_hold_up_the_end() -> None:
    with dovecot() as server:
        server.append(mail(1))
        mailbox, stop = Mailbox(server.settings()), Event()
        server.fall_silent()
        with ThreadPoolExecutor(1) as pool:
            future = pool.submit(mailbox.fetch, Inbox(), stop)
            time.sleep(0.3)
            began = time.monotonic()
            stop.set()
            assert future.result(10).fetched == 0
            assert time.monotonic() - began < 2


def test_a_connection_lost_while_waiting_is_told_and_does_not_spin(imap_server: ImapServer) -> None:
    began, busy = time.monotonic(), psutil.Process().cpu_times()
    cut = Timer(0.5, imap_server.drop_connections)
    with Mailbox(imap_server.settings()) as mailbox:
        cut.start()
        with pytest.raises(MailboxError) as told:
            mailbox.wait(20)
    assert told.value.key == "imap.lost"
    assert time.monotonic() - began < 5
    assert psutil.Process().cpu_times().user - busy.user < 1
