"""How does what members write get from the IMAP server into the inbox, and nothing else?

`receive` looks once; `Mailbox` keeps one connection for fetching and waiting in turn; `check_login` tells whether it would work.
All of it blocks and belongs into a worker thread. Where mails are kept is handed in as an `Inbox`: this station knows no database.
"""

from mailer.receiving.incoming import FetchReport, Inbox
from mailer.receiving.intake import Mailbox, check_login, receive, wait_for_mail

__all__ = ["FetchReport", "Inbox", "Mailbox", "check_login", "receive", "wait_for_mail"]
