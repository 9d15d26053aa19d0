"""Does a service hear of letters that another process queues, at once, and also after the database has cut it off?"""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from mailer.model.mail import LetterState
from mailer.store import letters, notices, occurrences, outbox
from mailer.store.database import Store, open_store
from mailer.store.outbox import Settlement
from tests.resilience.serving import service, wait_for_words
from tests.sending.outgoing import NOW, new_letter, store_with
from tests.servers import processes
from tests.servers.smtp import SmtpServer
from tests.workspace import make_workspace, opened

AT_ONCE = 1.0
"""Seconds."""

ANOTHER_PROCESS = """
import sys
from pathlib import Path
from tests.sending.outgoing import new_letter, store_with
store_with(Path(), *(new_letter(number) for number in range(3)), url=sys.argv[1]).close()
"""


@contextmanager
def ears(store: Store) -> Iterator[threading.Semaphore]:
    """Somebody who listens and has begun to; each notice lets one acquire pass."""
    heard, stop = threading.Semaphore(0), threading.Event()
    thread = threading.Thread(target=notices.listen, args=(store, heard.release, stop))
    thread.start()
    assert heard.acquire(timeout=10), "listening begins with a look"
    try:
        yield heard
    finally:
        stop.set()
        begun = time.monotonic()
        thread.join(10)
        store.close()
        assert not thread.is_alive()
        assert time.monotonic() - begun < AT_ONCE


def cut_listeners(url: str) -> int:
    """The server ends all connections that listen; gives their number."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        wanted = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()"
        return len(connection.execute(wanted).fetchall())


def listeners(url: str) -> int:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        wanted = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()"
        row = connection.execute(wanted).fetchone()
    return int(row[0]) if row else 0


def test_what_another_process_queues_is_heard_at_once(tmp_path: Path, postgres_url: str) -> None:
    with ears(open_store(postgres_url, tmp_path)) as heard:
        root = Path(__file__).resolve().parents[2]
        subprocess.run([sys.executable, "-c", ANOTHER_PROCESS, postgres_url], cwd=root, check=True, timeout=60)
        assert heard.acquire(timeout=AT_ONCE)


def test_nothing_is_heard_before_the_transaction_is_committed(tmp_path: Path, postgres_url: str) -> None:
    store = open_store(postgres_url, tmp_path)
    with ears(open_store(postgres_url, tmp_path)) as heard:
        with store.begin() as connection:
            letters.queue(connection, [new_letter(1)], NOW)
            assert not heard.acquire(timeout=0.8)
        assert heard.acquire(timeout=AT_ONCE)
    store.close()


def test_letters_that_are_only_written_make_no_noise_until_their_mailing_is_let_out(tmp_path: Path, postgres_url: str) -> None:
    store = open_store(postgres_url, tmp_path)
    with ears(open_store(postgres_url, tmp_path)) as heard:
        with store.begin() as connection:
            letters.queue(connection, [new_letter(1)], NOW, state=LetterState.WRITTEN)
        assert not heard.acquire(timeout=0.8)
        with store.begin() as connection:
            occurrences.finish_writing(connection, 1, "Betreff")
        assert heard.acquire(timeout=AT_ONCE)
    store.close()


def test_a_letter_in_doubt_that_a_person_sends_again_is_heard(tmp_path: Path, postgres_url: str) -> None:
    store = store_with(tmp_path, new_letter(1), url=postgres_url)
    with store.begin() as connection:
        outbox.settle(connection, [Settlement("letter00001", LetterState.IN_DOUBT, NOW, doubt=True)])
    with ears(open_store(postgres_url, tmp_path)) as heard:
        with store.begin() as connection:
            assert outbox.decide_doubt(connection, ["letter00001"], send_again=True, now=NOW) == 1
        assert heard.acquire(timeout=AT_ONCE)
    store.close()


def test_a_listener_that_the_server_cuts_off_comes_back_and_looks_for_what_it_missed(tmp_path: Path, postgres_url: str) -> None:
    store = open_store(postgres_url, tmp_path)
    with ears(open_store(postgres_url, tmp_path)) as heard:
        assert cut_listeners(postgres_url) == 1
        assert heard.acquire(timeout=5), "a new connection begins with a look"
        with store.begin() as connection:
            letters.queue(connection, [new_letter(1)], NOW)
        assert heard.acquire(timeout=AT_ONCE)
    store.close()


def test_on_sqlite_nobody_listens(tmp_path: Path) -> None:
    store = store_with(tmp_path, new_letter(1))
    notices.listen(store, lambda: None, threading.Event())
    store.close()


def test_a_running_service_sends_what_another_process_queues_within_a_second(
    tmp_path: Path, smtp_server: SmtpServer, postgres_url: str
) -> None:
    workspace = make_workspace(tmp_path, smtp_port=smtp_server.port, when="by_hand = true", url=postgres_url)
    with opened(workspace):
        pass
    with service(workspace) as process:
        wait_for_words(workspace, "läuft")
        processes.wait_until(lambda: listeners(postgres_url) == 1, "a listener", 10)
        for expected in (1, 2):  # the second one after the server has cut the listener off
            time.sleep(0.3)  # the look with which listening begins is over
            begun = time.monotonic()
            store_with(tmp_path, new_letter(expected), url=postgres_url).close()
            smtp_server.wait_for(expected, AT_ONCE + 1)
            assert time.monotonic() - begun < AT_ONCE + 0.5  # opening the store included
            if expected == 1:
                assert cut_listeners(postgres_url) == 1
                processes.wait_until(lambda: listeners(postgres_url) == 1, "a listener again", 10)
        assert process.poll() is None
