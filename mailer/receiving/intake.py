"""In which order does a mail come in? Fetched, committed, and only then moved."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Event
from types import TracebackType

from mailer.config import Imap
from mailer.errors import MailboxError
from mailer.receiving import fetching, moving, waiting
from mailer.receiving.edge import failure
from mailer.receiving.incoming import FetchReport, IncomingMail, Keep, LastUid
from mailer.receiving.session import Session

_log = logging.getLogger(__name__)
PATIENCE = 3  # how often the server may hang up within one portion


class Mailbox:
    """One open connection, for `fetch` and `wait` in turn; a context manager. After a MailboxError it is of no more use.

    Blocking, and for one thread only.
    """

    def __init__(self, settings: Imap) -> None:
        self._session = Session(settings)
        self._seen: int | None = None

    def __enter__(self) -> "Mailbox":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._session.close()

    @property
    def capabilities(self) -> tuple[str, ...]:
        """What the server offers (RFC 9051 7.2.2), sorted."""
        return tuple(sorted(self._session.capabilities))

    def fetch(self, keep: Keep, last_uid: LastUid, stop: Event | None = None) -> FetchReport:
        """Hand every new mail to `keep`, in the order of arrival, and move it once `keep` has returned.

        Where mails are moved, all that still lies in the folder is looked at: a mail that was kept but not moved before a crash
        is known to `keep` and only moved. Where they stay, only UIDs above the last one are. Raises MailboxError
        (imap.unreadable after all others were kept, if the server cannot give out a mail that it has), and what `keep` raises.
        """
        session = self._session
        session.noop()
        folder = moving.destination(session)
        uids = fetching.new_uids(session, 0 if folder else last_uid(session.settings.folder, session.uidvalidity))
        look = _Look(session, keep, folder, stop or Event())
        self._seen = max([self._seen or 0, *uids])
        report = look.through(uids)
        if report != FetchReport():
            _log.info("mailbox %s: %d kept, %d moved, %d skipped", session.settings.host, report.fetched, report.moved, report.skipped)
        return report

    def wait(self, seconds: float, stop: Event | None = None) -> bool:
        """Wait for a mail that arrived after the last `fetch`, at most `seconds` and never above 29 minutes.

        True if there is one; False when time is up, or within about a second after `stop` was set.
        """
        if self._seen is None:
            self._seen = max(self._session.search("ALL"), default=0)
        else:
            self._session.noop()
            if fetching.new_uids(self._session, self._seen):
                return True
        return waiting.wait_for_change(self._session, seconds, stop or Event())


def receive(settings: Imap, keep: Keep, last_uid: LastUid, stop: Event | None = None) -> FetchReport:
    """Connect, look once, log out; as `Mailbox.fetch`."""
    with Mailbox(settings) as mailbox:
        return mailbox.fetch(keep, last_uid, stop)


def wait_for_mail(settings: Imap, seconds: float, stop: Event | None = None) -> bool:
    """Connect, wait for a mail that arrives from now on, log out; as `Mailbox.wait`."""
    with Mailbox(settings) as mailbox:
        return mailbox.wait(seconds, stop)


def check_login(settings: Imap) -> tuple[str, ...]:
    """The server's capabilities once connected, logged in, and with the folder open. Raises MailboxError for what fails."""
    with Mailbox(settings) as mailbox:
        return mailbox.capabilities


@dataclass(slots=True)
class _Look:
    """One look into the folder, and its counts so far. `folder` is where kept mails go, None if nowhere."""

    session: Session
    keep: Keep
    folder: str | None
    stop: Event
    fetched: int = 0
    moved: int = 0
    skipped: int = 0
    unreadable: list[int] = field(default_factory=list)

    def through(self, uids: Sequence[int]) -> FetchReport:
        for portion, truncated in fetching.groups(self.session, uids):
            self._take(portion, truncated)
            if self.stop.is_set() or (self.unreadable and not self.folder):
                break
        if self.unreadable:
            raise failure(self.session.settings, "imap.unreadable", self.unreadable[0], folder=self.session.settings.folder)
        return FetchReport(self.fetched, self.moved, self.skipped)

    def _take(self, portion: Sequence[int], truncated: bool) -> None:
        mails = self._read(portion, truncated)
        missing = [uid for uid in portion if uid not in mails]
        broken = fetching.unreadable(self.session, missing)
        self.skipped += len(missing) - len(broken)
        self.unreadable += broken
        kept = self._kept([mails[uid] for uid in portion if uid in mails], below=broken[0] if broken and not self.folder else None)
        if self.folder:
            self.moved += moving.move(self.session, kept, self.folder)

    def _read(self, portion: Sequence[int], truncated: bool) -> dict[int, IncomingMail]:
        """Read a portion. Some servers hang up at a mail that they cannot read (Dovecot with a broken file): then one by one,
        so that the others come through and the broken one is found."""
        try:
            return fetching.read(self.session, portion, truncated)
        except MailboxError as error:
            if error.key != "imap.lost":
                raise
        mails: dict[int, IncomingMail] = {}
        hung_up = 0
        self.session.reopen()
        for uid in portion:
            try:
                mails |= fetching.read(self.session, [uid], truncated)
            except MailboxError as error:
                hung_up += 1
                if error.key != "imap.lost" or hung_up > PATIENCE:
                    raise
                self.session.reopen()
        return mails

    def _kept(self, mails: Sequence[IncomingMail], below: int | None) -> list[int]:
        """The UIDs of the mails that are safe. Where mails stay, none above an unreadable one: the next look begins there."""
        kept: list[int] = []
        for mail in mails:
            if self.stop.is_set() or (below is not None and mail.uid > below):
                break
            new = self.keep(mail)
            self.fetched += new
            self.skipped += not new
            kept.append(mail.uid)
        return kept
