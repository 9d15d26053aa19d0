"""Is a mail moved only once it is safe, and are the marks of others left alone?"""

from collections.abc import Sequence

import pytest

from mailer.errors import MailboxError
from mailer.model.incoming import IncomingMail
from mailer.receiving import FetchReport, receive
from tests.receiving.inbox import Inbox, mail
from tests.servers.imap import ImapServer, dovecot

WITHOUT_MOVE = "IMAP4rev1 IDLE NAMESPACE UIDPLUS"
BARE = "IMAP4rev1"


class FullDiskError(Exception):
    pass


def refuse(mails: Sequence[IncomingMail]) -> None:
    raise FullDiskError


def test_a_mail_that_cannot_be_kept_stays_and_comes_again(imap_server: ImapServer) -> None:
    imap_server.append(mail(1))
    inbox = Inbox(before=refuse)
    with pytest.raises(FullDiskError):
        receive(imap_server.settings(), inbox)
    assert len(imap_server.messages()) == 1
    inbox.before = lambda kept: None
    assert receive(imap_server.settings(), inbox) == FetchReport(1, 1, 0)
    assert inbox.raws() == [mail(1)]


def test_a_crash_between_keeping_and_moving_neither_loses_nor_doubles(imap_server: ImapServer) -> None:
    for number in range(3):
        imap_server.append(mail(number))
    inbox = Inbox(after=refuse)
    with pytest.raises(FullDiskError):
        receive(imap_server.settings(), inbox)
    assert inbox.raws() == [mail(0), mail(1), mail(2)]
    inbox.after = lambda kept: None
    assert receive(imap_server.settings(), inbox) == FetchReport(0, 3, 3)
    assert inbox.raws() == [mail(0), mail(1), mail(2)]
    assert [message.raw for message in imap_server.messages("mailer")] == inbox.raws()


def test_a_connection_lost_between_keeping_and_moving_neither_loses_nor_doubles(imap_server: ImapServer) -> None:
    for number in range(3):
        imap_server.append(mail(number))
    inbox = Inbox(after=lambda kept: imap_server.drop_connections())
    with pytest.raises(MailboxError) as told:
        receive(imap_server.settings(), inbox)
    assert told.value.key == "imap.lost"
    assert not told.value.permanent
    inbox.after = lambda kept: None
    assert receive(imap_server.settings(), inbox) == FetchReport(0, 3, 3)
    assert [message.raw for message in imap_server.messages("mailer")] == inbox.raws()


def test_a_server_killed_between_keeping_and_moving_neither_loses_nor_doubles() -> None:
    with dovecot() as server:
        for number in range(3):
            server.append(mail(number))
        inbox = Inbox(after=lambda kept: server.kill())
        with pytest.raises(MailboxError):
            receive(server.settings(), inbox)
        server.restart()
        inbox.after = lambda kept: None
        assert receive(server.settings(), inbox).moved == 3
        assert inbox.raws() == [mail(0), mail(1), mail(2)]
        assert [message.raw for message in server.messages("mailer")] == inbox.raws()


def test_what_another_client_has_marked_as_deleted_is_not_expunged(imap_server: ImapServer) -> None:
    imap_server.append(mail(1))
    settings, inbox = imap_server.settings(), Inbox()

    def mark_another(kept: Sequence[IncomingMail]) -> None:
        imap_server.append(mail(2), [r"\Deleted"])

    inbox.after = mark_another
    assert receive(settings, inbox) == FetchReport(1, 1, 0)
    assert [(message.raw, message.flags) for message in imap_server.messages()] == [(mail(2), frozenset({r"\Deleted"}))]


def test_without_move_a_mail_is_copied_and_exactly_it_is_expunged() -> None:
    with dovecot(capabilities=WITHOUT_MOVE) as server:
        server.append(mail(1), [r"\Flagged"])

        def mark_another(kept: Sequence[IncomingMail]) -> None:
            server.append(mail(2), [r"\Deleted"])

        inbox = Inbox(after=mark_another)
        assert receive(server.settings(), inbox) == FetchReport(1, 1, 0)
        assert [(message.raw, message.flags) for message in server.messages()] == [(mail(2), frozenset({r"\Deleted"}))]
        assert [(message.raw, message.flags) for message in server.messages("mailer")] == [(mail(1), frozenset({r"\Flagged"}))]


def test_without_move_and_uidplus_mails_stay_and_are_fetched_once() -> None:
    with dovecot(capabilities=BARE) as server:
        server.append(mail(1))
        inbox = Inbox()
        assert receive(server.settings(), inbox) == FetchReport(1, 0, 0)
        assert receive(server.settings(), inbox) == FetchReport()
        assert [message.flags for message in server.messages()] == [frozenset()]
        assert server.folders() == {"INBOX"}


def test_the_processed_folder_is_made_below_the_prefix_that_the_server_demands() -> None:
    with dovecot(prefix="INBOX.") as server:
        for number in range(2):
            server.append(mail(number))
            inbox = Inbox()
            assert receive(server.settings(), inbox) == FetchReport(1, 1, 0)
        assert len(server.messages("INBOX.mailer")) == 2


def test_the_prefix_is_found_without_namespace_too() -> None:
    with dovecot(prefix="INBOX.", capabilities="IMAP4rev1 MOVE") as server:
        server.append(mail(1))
        inbox = Inbox()
        assert receive(server.settings(), inbox).moved == 1
        assert len(server.messages("INBOX.mailer")) == 1


def test_a_slash_in_the_folder_name_means_a_folder_below_another(imap_server: ImapServer) -> None:
    imap_server.append(mail(1))
    inbox = Inbox()
    receive(imap_server.settings(processed_folder="Post/Erledigt für heute"), inbox)
    separator = "/" if imap_server.kind == "pymap" else "."
    assert len(imap_server.messages(f"Post{separator}Erledigt f&APw-r heute")) == 1


def test_a_folder_that_cannot_be_made_leaves_the_mails_where_they_are(dovecot_server: ImapServer) -> None:
    dovecot_server.append(mail(1))
    inbox = Inbox()
    settings = dovecot_server.settings(processed_folder="..")
    assert receive(settings, inbox) == FetchReport(1, 0, 0)
    assert receive(settings, inbox) == FetchReport()
    assert len(dovecot_server.messages()) == 1


def test_a_folder_is_not_moved_into_itself(imap_server: ImapServer) -> None:
    uid = imap_server.append(mail(1))
    inbox = Inbox()
    receive(imap_server.settings(processed_folder="INBOX"), inbox)
    assert [message.uid for message in imap_server.messages()] == [uid]
