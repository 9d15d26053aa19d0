"""Are all folders read, the one for spam found by itself, and nothing in it touched?"""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from mailer.receiving import FetchReport, Mailbox, check_login, receive
from tests.receiving.inbox import Inbox, mail
from tests.servers.imap import Dovecot, ImapServer, dovecot


def make(server: ImapServer, folder: str) -> None:
    with server.client(None) as other:
        assert other.create(f'"{folder}"')[0] == "OK"


def test_every_folder_is_read_and_a_mail_knows_where_it_was(imap_server: ImapServer) -> None:
    make(imap_server, "Antworten")
    imap_server.append(mail(1))
    imap_server.append(mail(2), folder="Antworten")
    inbox = Inbox()
    assert receive(imap_server.settings(folders=("INBOX", "Antworten")), inbox) == FetchReport(2, 2, 0)
    assert {kept.folder: raw for raw, kept in inbox.mails.items()} == {"INBOX": mail(1), "Antworten": mail(2)}
    assert imap_server.messages("Antworten") == []


@pytest.mark.parametrize(("folder", "special"), [("Mülleimer", True), ("Spamverdacht", False), ("Junk", False)])
def test_the_folder_for_spam_is_found_by_its_use_or_its_name_and_left_as_it_is(folder: str, special: bool) -> None:
    encoded = folder.replace("ü", "&APw-")
    with dovecot(junk=folder if special else "") as server:
        make(server, encoded)
        inbox = Inbox()
        settings = server.settings()
        receive(settings, inbox)
        server.append(mail(1), [r"\Flagged"], folder=encoded)
        before = server.messages(encoded)
        assert receive(settings, inbox) == FetchReport(1, 0, 0)
        assert receive(settings, inbox) == FetchReport()
        assert server.messages(encoded) == before
        assert [(kept.folder, kept.spam) for kept in inbox.mails.values()] == [(folder, True)]


def test_old_spam_is_never_read(dovecot_server: Dovecot) -> None:
    make(dovecot_server, "Junk")
    dovecot_server.append(mail(1), folder="Junk")
    inbox = Inbox()
    assert receive(dovecot_server.settings(), inbox) == FetchReport()
    dovecot_server.append(mail(2), folder="Junk")
    assert receive(dovecot_server.settings(), inbox).fetched == 1
    assert inbox.raws() == [mail(2)]


def test_without_a_folder_for_spam_the_others_are_read(imap_server: ImapServer) -> None:
    imap_server.append(mail(1))
    with Mailbox(imap_server.settings(folders=("INBOX", "\\Junk"))) as mailbox:
        assert mailbox.folders == ("INBOX",)
        assert mailbox.fetch(Inbox()).fetched == 1


def test_the_first_folder_is_listened_to_and_the_others_are_looked_at(imap_server: ImapServer) -> None:
    make(imap_server, "Antworten")
    inbox = Inbox()
    with Mailbox(imap_server.settings(folders=("INBOX", "Antworten"))) as mailbox, ThreadPoolExecutor(1) as pool:
        mailbox.fetch(inbox)
        imap_server.append(mail(1), folder="Antworten")
        assert not mailbox.wait(0.3)
        assert mailbox.fetch(inbox).fetched == 1
        waiting = pool.submit(mailbox.wait, 30)
        time.sleep(0.3)
        imap_server.append(mail(2))
        assert waiting.result(10)


def test_a_folder_named_twice_is_read_once(dovecot_server: Dovecot) -> None:
    make(dovecot_server, "Spam")
    with Mailbox(dovecot_server.settings(folders=("INBOX", "Spam", "\\Junk"))) as mailbox:
        assert mailbox.folders == ("INBOX", "Spam")
    assert "IDLE" in check_login(dovecot_server.settings())
