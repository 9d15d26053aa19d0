"""Is every mail kept as it is, once, and nothing else changed in the mailbox?"""

from collections.abc import Sequence
from datetime import UTC, datetime
from threading import Event

import pytest

from mailer.errors import MailboxError
from mailer.model.incoming import IncomingMail
from mailer.receiving import FetchReport, Mailbox, fetching, receive
from tests.receiving.inbox import Inbox, mail
from tests.servers.imap import Dovecot, ImapServer, dovecot

ODD = (
    b"From: a@b.example\r\nSubject: \xfc roh\r\nX-Lang:   zwei\r\n\tZeilen \r\n\r\n\xff\xfeabc \r\n.\r\n) UID 7 BODY[] {3}\r\nohne Ende",
    b"keine Kopfzeile, nur Worte",
    b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\neins\r\n--x--\r\n\r\n\r\n",
    b"\r\n",
)


def test_raw_bytes_are_kept_exactly(imap_server: ImapServer) -> None:
    for raw in ODD:
        imap_server.append(raw)
    inbox = Inbox()
    assert receive(imap_server.settings(), inbox) == FetchReport(4, 4, 0)
    assert inbox.raws() == list(ODD)


def test_a_kept_mail_is_moved_with_the_flags_that_it_had(imap_server: ImapServer) -> None:
    imap_server.append(mail(1), [r"\Flagged"])
    imap_server.append(mail(2), [r"\Seen"])
    inbox = Inbox()
    receive(imap_server.settings(), inbox)
    assert imap_server.messages() == []
    assert [message.flags for message in imap_server.messages("mailer")] == [{r"\Flagged"}, {r"\Seen"}]


def test_how_many_mails_will_come_is_told_before_the_first_is_kept(imap_server: ImapServer) -> None:
    for number in range(3):
        imap_server.append(mail(number))
    inbox = Inbox()
    inbox.before = lambda mails: inbox.expected.append(-len(mails))
    receive(imap_server.settings(), inbox)
    receive(imap_server.settings(), inbox)
    assert inbox.expected == [3, -3, 0]


def test_without_a_processed_folder_mails_stay_unseen_and_are_fetched_once(imap_server: ImapServer) -> None:
    imap_server.append(mail(1))
    before = imap_server.messages()
    settings, inbox = imap_server.settings(processed_folder=""), Inbox()
    assert receive(settings, inbox) == FetchReport(1, 0, 0)
    assert receive(settings, inbox) == FetchReport()
    imap_server.append(mail(2))
    assert receive(settings, inbox) == FetchReport(1, 0, 0)
    assert [message.flags for message in imap_server.messages()] == [frozenset(), frozenset()]
    assert imap_server.messages()[0] == before[0]


def test_a_mail_says_where_it_was_and_when_it_came(imap_server: ImapServer) -> None:
    came = datetime(2024, 10, 3, 23, 59, 58, tzinfo=UTC)
    uid = imap_server.append(mail(1), received_at=came)
    inbox = Inbox()
    receive(imap_server.settings(), inbox)
    (kept,) = inbox.mails.values()
    assert (kept.folder, kept.uid, kept.received_at, kept.whole_size, kept.spam) == ("INBOX", uid, came, None, False)
    assert kept.uidvalidity > 0


def test_another_folder_is_read_when_told_so(imap_server: ImapServer) -> None:
    with imap_server.client(None) as other:
        other.create("Antworten")
    imap_server.append(mail(1), folder="Antworten")
    inbox = Inbox()
    receive(imap_server.settings(folders=("Antworten",)), inbox)
    assert inbox.raws() == [mail(1)]


def test_a_new_uidvalidity_brings_all_mails_again_and_keeps_none_twice(imap_server: ImapServer) -> None:
    settings, inbox = imap_server.settings(folders=("Antworten",), processed_folder=""), Inbox()
    for _ in range(2):
        with imap_server.client(None) as other:
            other.delete("Antworten")
            other.create("Antworten")
        imap_server.append(mail(1), folder="Antworten")
        report = receive(settings, inbox)
    assert report == FetchReport(0, 0, 1)
    imap_server.append(mail(2), folder="Antworten")
    assert receive(settings, inbox) == FetchReport(1, 0, 0)
    assert inbox.raws() == [mail(1), mail(2)]


def test_a_mail_that_another_client_deletes_meanwhile_is_skipped(imap_server: ImapServer) -> None:
    uids = [imap_server.append(mail(number, "x" * fetching.MEMORY)) for number in range(3)]

    def delete_the_second(kept: Sequence[IncomingMail]) -> None:
        with imap_server.client() as other:
            other.uid("STORE", str(uids[1]), "+FLAGS.SILENT", r"(\Deleted)")
            other.uid("EXPUNGE", str(uids[1]))

    inbox = Inbox(after=delete_the_second)
    assert receive(imap_server.settings(), inbox) == FetchReport(2, 2, 1)
    assert [kept.uid for kept in inbox.mails.values()] == [uids[0], uids[2]]


def test_a_thousand_mails_come_in_order_in_bounded_batches(imap_server: ImapServer) -> None:
    with imap_server.client() as other:
        for number in range(1000):
            other.append("INBOX", None, None, mail(number))
    left: list[int] = []
    inbox = Inbox(after=lambda kept: left.append(len(imap_server.messages())))
    assert receive(imap_server.settings(), inbox) == FetchReport(1000, 1000, 0)
    assert inbox.raws() == [mail(number) for number in range(1000)]
    assert left == [1000, 800, 600, 400, 200], "mails are kept and moved portion by portion, not all at the end"
    assert len(imap_server.messages("mailer")) == 1000


def test_the_stop_event_ends_fetching_after_the_portion_at_hand(imap_server: ImapServer) -> None:
    for number in range(5):
        imap_server.append(mail(number, "x" * fetching.MEMORY))
    stop = Event()
    inbox = Inbox(after=lambda kept: stop.set())
    assert receive(imap_server.settings(), inbox, stop) == FetchReport(1, 1, 0)
    assert len(imap_server.messages()) == 4


def test_one_connection_fetches_again_and_again(imap_server: ImapServer) -> None:
    inbox = Inbox()
    with Mailbox(imap_server.settings()) as mailbox:
        for number in range(3):
            imap_server.append(mail(number))
            assert mailbox.fetch(inbox) == FetchReport(1, 1, 0)
        assert mailbox.fetch(inbox) == FetchReport()


def block(server: Dovecot, number: int) -> None:
    """Make Dovecot unable to read the file of one mail."""
    (path,) = [path for path in server.maildir().glob("*/*") if path.is_file() and f"Zusage {number}".encode() in path.read_bytes()]
    path.chmod(0)


def unblock(server: Dovecot) -> None:
    """Looking into the folder moved the files."""
    for path in server.maildir().rglob("*,S=*"):
        path.chmod(0o600)


@pytest.mark.parametrize("processed", ["mailer", ""])
def test_a_mail_that_the_server_cannot_give_out_is_told_and_asked_for_again_and_later_ones_come(
    dovecot_server: Dovecot, processed: str
) -> None:
    for number in (1, 2, 3):
        dovecot_server.append(mail(number))
    block(dovecot_server, 2)
    inbox = Inbox()
    settings = dovecot_server.settings(processed_folder=processed)
    with pytest.raises(MailboxError) as told:
        receive(settings, inbox)
    assert (told.value.key, told.value.facts["reason"]) == ("imap.unreadable", "2")
    assert inbox.raws() == [mail(1), mail(3)]
    unblock(dovecot_server)
    dovecot_server.append(mail(4))
    assert receive(settings, inbox).fetched == 2
    assert inbox.raws() == [mail(1), mail(3), mail(2), mail(4)]


def test_mails_survive_a_restart_of_the_server() -> None:
    with dovecot() as server:
        server.append(mail(1))
        inbox = Inbox()
        settings = server.settings(processed_folder="")
        receive(settings, inbox)
        server.restart()
        assert receive(settings, inbox) == FetchReport()


def test_a_connection_lost_while_reading_is_opened_again(imap_server: ImapServer) -> None:
    for number in range(3):
        imap_server.append(mail(number, "x" * fetching.MEMORY))
    inbox = Inbox(after=lambda kept: imap_server.drop_connections())
    settings = imap_server.settings(processed_folder="")
    assert receive(settings, inbox) == FetchReport(3, 0, 0)
    assert len(inbox.mails) == 3
