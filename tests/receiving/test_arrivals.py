"""Is what arrives kept once, all or nothing, whatever breaks between server and database?"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event

from mailer.clock import ManualClock
from mailer.errors import MailboxError, StoreError
from mailer.model.incoming import Contact, IncomingMail
from mailer.receiving import FetchReport, fetching, receive
from mailer.store import inbox
from mailer.store.arrivals import Arrivals
from mailer.store.database import Store
from tests.receiving.inbox import Inbox, mail
from tests.servers.imap import Dovecot, dovecot
from tests.store.blank import blank_store

NOW = datetime(2024, 10, 25, 7, 0, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    url = request.getfixturevalue("postgres_url") if request.param == "postgresql" else "sqlite:///mailer.db"
    opened = blank_store(tmp_path, url)
    yield opened
    opened.close()


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Store]:
    opened = blank_store(tmp_path)
    yield opened
    opened.close()


def kept(store: Store) -> list[bytes]:
    with store.look() as connection:
        return [found.raw for found in inbox.open_mails(connection, 0, limit=100_000)]


def incoming(number: int, uid: int | None = None, uidvalidity: int = 1) -> IncomingMail:
    return IncomingMail("INBOX", uidvalidity, uid or number, mail(number), NOW)


def test_a_mail_is_kept_once_under_its_newest_number(store: Store) -> None:
    arrivals = Arrivals(store, ManualClock(NOW))
    assert arrivals.keep([incoming(1), incoming(2)]) == 2
    assert arrivals.keep([incoming(2, uid=7, uidvalidity=2), incoming(3, uid=8, uidvalidity=2)]) == 1
    assert kept(store) == [mail(1), mail(2), mail(3)]
    assert (arrivals.last_uid("INBOX", 1), arrivals.last_uid("INBOX", 2), arrivals.last_uid("INBOX", 3)) == (1, 8, 0)
    assert arrivals.known("INBOX", 2, range(1, 2000)) == {7, 8}


def test_the_same_mail_twice_in_one_portion_is_kept_once(store: Store) -> None:
    assert Arrivals(store, ManualClock(NOW)).keep([incoming(1, uid=1), incoming(1, uid=2)]) == 1


def test_how_far_a_folder_is_read_is_remembered(store: Store) -> None:
    arrivals = Arrivals(store, ManualClock(NOW))
    assert (arrivals.contact("INBOX", 1), arrivals.met_before("INBOX")) == (None, None)
    arrivals.meet("INBOX", 1, Contact(5, (1, 3)))
    arrivals.meet("INBOX", 1, Contact(5, (3,)))
    assert (arrivals.contact("INBOX", 1), arrivals.contact("INBOX", 2)) == (Contact(5, (3,)), None)
    assert arrivals.met_before("INBOX") == NOW
    assert arrivals.met_before("Spam") is None


def test_a_full_disk_keeps_nothing_half_and_the_mails_come_when_there_is_room(file: Store, dovecot_server: Dovecot) -> None:
    for number in range(3):
        dovecot_server.append(mail(number, "".join(f"{number * digit:x}" for digit in range(60_000))))
    arrivals, settings = Arrivals(file, ManualClock(NOW)), dovecot_server.settings()

    def full(connection: object, _record: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]  # type: ignore[attr-defined]
        connection.execute(f"PRAGMA max_page_count={pages + 20}")  # type: ignore[attr-defined]

    file.engine.dispose()
    event.listen(file.engine, "connect", full)
    with pytest.raises(StoreError) as told:
        receive(settings, arrivals)
    assert told.value.key == "store.full"
    assert (kept(file), len(dovecot_server.messages())) == ([], 3)
    event.remove(file.engine, "connect", full)
    file.engine.dispose()
    assert receive(settings, arrivals) == FetchReport(3, 3, 0)
    assert len(kept(file)) == 3


class Cut(Arrivals):
    """Cuts the connection to the server before or after the commit."""

    def __init__(self, store: Store, server: Dovecot, when: str) -> None:
        super().__init__(store, ManualClock(NOW))
        self._server = server
        self._when = when

    def keep(self, mails: object) -> int:
        if self._when == "before":
            self._server.drop_connections()
        new = super().keep(mails)  # type: ignore[arg-type]
        self._server.drop_connections()
        return new


@pytest.mark.parametrize("capabilities", ["", "IMAP4rev1 IDLE NAMESPACE UIDPLUS", "IMAP4rev1"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_connection_killed_between_fetch_commit_and_move_neither_loses_nor_doubles(file: Store, when: str, capabilities: str) -> None:
    with dovecot(capabilities=capabilities) as server:
        for number in range(3):
            server.append(mail(number), [r"\Flagged"])
        settings = server.settings()
        if capabilities == "IMAP4rev1":
            assert receive(settings, Cut(file, server, when)).fetched == 3
        else:
            with pytest.raises(MailboxError) as told:
                receive(settings, Cut(file, server, when))
            assert told.value.key == "imap.lost"
        report = receive(settings, Arrivals(file, ManualClock(NOW)))
        assert report.fetched == 0
        assert kept(file) == [mail(0), mail(1), mail(2)]
        everywhere = server.messages() + server.messages("mailer")
        assert sorted(message.raw for message in everywhere) == [mail(0), mail(1), mail(2)]
        assert all(message.flags == {r"\Flagged"} for message in everywhere)


def test_a_kept_mail_is_not_fetched_again(file: Store, dovecot_server: Dovecot) -> None:
    dovecot_server.append(mail(1))
    settings, arrivals = dovecot_server.settings(processed_folder=".."), Arrivals(file, ManualClock(NOW))
    assert receive(settings, arrivals).fetched == 1
    assert receive(settings, arrivals) == FetchReport()


def test_portions_are_bounded_whatever_comes(dovecot_server: Dovecot) -> None:
    sizes = (1, fetching.MEMORY // 2, fetching.MEMORY // 2, fetching.MEMORY // 2, 10)
    for number, size in enumerate(sizes):
        dovecot_server.append(mail(number, "x" * size))
    held: list[int] = []
    books = Inbox(after=lambda mails: held.append(sum(len(each.raw) for each in mails)))
    receive(dovecot_server.settings(), books)
    assert len(books.mails) == len(sizes)
    assert len(held) == 3
    assert max(held) <= fetching.MEMORY + 1000
