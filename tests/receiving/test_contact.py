"""Are only those mails touched that are ours to read, however many lie there?"""

import os
import re
from pathlib import Path

import pytest

from mailer.errors import MailboxError
from mailer.receiving import FetchReport, contact, receive
from mailer.texts import explain
from tests.receiving.inbox import Inbox, mail
from tests.servers.imap import Dovecot, ImapServer

# CI builds 20,000 files in a second and a half; OLD_MAILS=100000 is what the issue names.
OLD = int(os.environ.get("OLD_MAILS", "20000"))


def fill(server: Dovecot, count: int, seen: bool) -> None:
    """Old mails in a Maildir, as another program would have left them."""
    server.messages()
    folder = server.maildir() / "cur"
    for number in range(count):
        path = folder / f"1600000000.M{number}P1.old:2,{'S' if seen else ''}"
        path.write_bytes(b"From: alt@post.example\nSubject: alt %d\n\nalt\n" % number)
        os.utime(path, (1_600_000_000, 1_600_000_000))
        os.chown(path, folder.stat().st_uid, folder.stat().st_gid)


@pytest.mark.parametrize(("wanted", "kept"), [("new", []), ("unseen", [mail(2)]), ("all", [mail(1), mail(2)])])
def test_what_lay_there_before_counts_as_the_configuration_says(imap_server: ImapServer, wanted: str, kept: list[bytes]) -> None:
    imap_server.append(mail(1), [r"\Seen"])
    imap_server.append(mail(2))
    settings, inbox = imap_server.settings(first_contact=wanted), Inbox()
    receive(settings, inbox)
    assert inbox.raws() == kept
    imap_server.append(mail(3), [r"\Seen"])
    assert receive(settings, inbox).fetched == 1, "what comes later counts, even if somebody has read it"
    assert len(imap_server.messages()) == 2 - len(kept)


def test_what_waits_at_the_first_contact_is_read_after_a_crash_too(imap_server: ImapServer) -> None:
    imap_server.append(mail(1))
    inbox = Inbox(before=lambda mails: (_ for _ in ()).throw(OSError("disk")))
    settings = imap_server.settings(first_contact="unseen")
    with pytest.raises(OSError, match="disk"):
        receive(settings, inbox)
    with imap_server.client() as other:
        other.uid("STORE", "1:*", "+FLAGS", r"(\Seen)")
    inbox.before = lambda mails: None
    assert receive(settings, inbox).fetched == 1


def test_of_a_mailbox_full_of_old_mails_only_the_new_one_is_touched(dovecot_server: Dovecot) -> None:
    fill(dovecot_server, OLD, seen=True)
    settings, inbox = dovecot_server.settings(first_contact="unseen"), Inbox()
    assert receive(settings, inbox) == FetchReport()
    before = names(dovecot_server.maildir())
    dovecot_server.append(mail(1))
    assert receive(settings, inbox) == FetchReport(1, 1, 0)
    assert inbox.raws() == [mail(1)]
    assert names(dovecot_server.maildir()) == before
    assert len(before) == OLD


def test_too_many_unread_mails_are_a_question_not_a_flood(dovecot_server: Dovecot) -> None:
    fill(dovecot_server, contact.MANY + 1, seen=False)
    inbox = Inbox()
    with pytest.raises(MailboxError) as told:
        receive(dovecot_server.settings(first_contact="unseen"), inbox)
    assert (told.value.key, told.value.facts["count"]) == ("imap.many_unread", contact.MANY + 1)
    assert 'first_contact = "new"' in explain(told.value)
    assert inbox.contacts == {}
    assert receive(dovecot_server.settings(first_contact="new"), inbox) == FetchReport()
    assert receive(dovecot_server.settings(first_contact="all"), inbox) == FetchReport(), "decided once"


def test_after_a_new_uidvalidity_only_what_is_recent_is_read_again(dovecot_server: Dovecot) -> None:
    fill(dovecot_server, 300, seen=True)
    settings, inbox = dovecot_server.settings(first_contact="new", processed_folder=""), Inbox()
    receive(settings, inbox)
    dovecot_server.append(mail(1))
    assert receive(settings, inbox).fetched == 1
    renumber(dovecot_server)
    dovecot_server.append(mail(2))
    report = receive(settings, inbox)
    assert (report.fetched, report.skipped) == (1, 1)
    assert inbox.raws() == [mail(1), mail(2)]


def renumber(server: Dovecot) -> None:
    """Give the INBOX another UIDVALIDITY, as after a repair: Dovecot keeps it in a file of its own."""
    server.kill()
    for name in ("dovecot.index", "dovecot.index.log", "dovecot.index.cache"):
        (server.maildir() / name).unlink(missing_ok=True)
    (uids,) = server.maildir().glob("dovecot-uidlist")
    uids.write_text(re.sub(r" V\d+", " V4711", uids.read_text(), count=1))
    server.restart()


def names(folder: Path) -> set[str]:
    """The old files with their flags."""
    return {path.name for path in (folder / "cur").iterdir() if ".old:" in path.name}
