"""Which mails of a folder are ours to read? New ones; of those that were there before us, what the configuration says."""

from datetime import datetime, timedelta

from mailer.model.incoming import Contact
from mailer.receiving.edge import failure
from mailer.receiving.incoming import Inbox
from mailer.receiving.session import Session

MANY = 1000  # unread mails at first contact: more than that nobody wants to answer for unasked
_MARGIN = timedelta(days=2)  # SINCE knows days only, and servers' zones differ
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def contact_of(session: Session, inbox: Inbox, spam: bool) -> Contact:
    """How far back the open folder is ours to read; decided once for each UIDVALIDITY, and committed before anything is read.

    Raises MailboxError (imap.many_unread) where a first contact would flood.
    """
    known = inbox.contact(session.folder, session.uidvalidity)
    if known is not None:
        return known
    since = inbox.met_before(session.folder)
    contact = _first(session, "new" if spam else session.settings.first_contact) if since is None else _renumbered(session, since)
    inbox.meet(session.folder, session.uidvalidity, contact)
    return contact


def _first(session: Session, wanted: str) -> Contact:
    """`unseen`: what nobody has read yet may be an answer that waits; what was read, a person has dealt with."""
    if wanted == "all":
        return Contact(1)
    if wanted == "new":
        return Contact(session.uidnext)
    waiting = tuple(uid for uid in session.search("UNSEEN") if uid < session.uidnext)
    if len(waiting) > MANY:
        raise failure(session.settings, "imap.many_unread", "UNSEEN", folder=session.folder, count=len(waiting))
    return Contact(session.uidnext, waiting)


def _renumbered(session: Session, since: datetime) -> Contact:
    """The UIDs mean other mails now (RFC 9051 2.3.1.1). What came since the last mail we kept is read again: known bytes are kept once."""
    day = since - _MARGIN
    waiting = tuple(uid for uid in session.search(f"SINCE {day.day}-{_MONTHS[day.month - 1]}-{day.year}") if uid < session.uidnext)
    return Contact(session.uidnext, waiting)
