"""In which order does a mail come in? Fetched, committed, and only then moved."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread
from types import TracebackType

from mailer.config import Imap
from mailer.errors import MailboxError
from mailer.model.incoming import Contact, IncomingMail
from mailer.receiving import fetching, moving, waiting
from mailer.receiving.contact import contact_of
from mailer.receiving.edge import failure
from mailer.receiving.fetching import Portion
from mailer.receiving.folders import Place, places
from mailer.receiving.incoming import FetchReport, Inbox
from mailer.receiving.session import Session

_log = logging.getLogger(__name__)
PATIENCE = 3  # how often the server may hang up within one portion
GRACE = 1.0  # seconds that a command may still take once the service ends


class Mailbox:
    """One open connection, for `fetch` and `wait` in turn; a context manager. After a MailboxError it is of no more use.

    Blocking, and for one thread only.
    """

    def __init__(self, settings: Imap) -> None:
        self._session = Session(settings)
        try:
            self._places = places(self._session)
            for place in reversed(self._places):
                self._open(place)
        except BaseException:
            self._session.close()
            raise
        self._seen: int | None = None

    def __enter__(self) -> "Mailbox":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._session.close()

    @property
    def capabilities(self) -> tuple[str, ...]:
        """What the server offers (RFC 9051 7.2.2), sorted."""
        return tuple(sorted(self._session.capabilities))

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders that are read; the first is listened to."""
        return tuple(place.folder for place in self._places)

    def fetch(self, inbox: Inbox, stop: Event | None = None) -> FetchReport:
        """Hand every new mail of every folder to `inbox`, in the order of arrival, and move it once it is committed there.

        Where mails are moved, those that a crash left behind are known to `inbox` and only moved. Raises MailboxError
        (imap.unreadable after all others were kept, if the server cannot give out a mail that it has), and what `inbox` raises.
        """
        stop = stop or Event()
        report, unreadable = FetchReport(), []
        with self._ended_by(stop), _forgiven_after(stop):
            for place in reversed(self._places):  # the first comes last, and stays open for waiting
                self._open(place)
                look = _Look(self._session, inbox, place, stop)
                report += look.through()
                unreadable += [(place.folder, uid) for uid in look.unreadable]
            self._seen = self._session.uidnext - 1
        if report != FetchReport():
            host = self._session.settings.host
            _log.info("mailbox %s: %d kept, %d moved, %d skipped", host, report.fetched, report.moved, report.skipped)
        for folder, uid in unreadable:
            raise failure(self._session.settings, "imap.unreadable", uid, folder=folder)
        return report

    def wait(self, seconds: float, stop: Event | None = None) -> bool:
        """Wait for a mail that arrived in the first folder after the last `fetch`, at most `seconds` and never above 28 minutes.

        True if there is one; False when time is up, or within about a second after `stop` was set.
        """
        stop = stop or Event()
        try:
            with self._ended_by(stop):
                if self._seen is None:
                    self._seen = self._session.uidnext - 1
                return waiting.wait_for_mail(self._session, self._seen, seconds, stop)
        except MailboxError:
            if stop.is_set():
                return False
            raise

    def _open(self, place: Place) -> None:
        readonly = place.spam or self._session.settings.processed_folder in ("", place.folder)
        self._session.open(place.folder, readonly=readonly)

    @contextmanager
    def _ended_by(self, stop: Event) -> Iterator[None]:
        """Let no server that has fallen silent hold up the end of the service: the connection is cut soon after `stop` was set."""
        done = Event()
        guard = Thread(target=_cut_when_stopped, args=(self._session, stop, done), daemon=True)
        guard.start()
        try:
            yield
        finally:
            done.set()
            guard.join()


def receive(settings: Imap, inbox: Inbox, stop: Event | None = None) -> FetchReport:
    """Connect, look once, log out; as `Mailbox.fetch`."""
    with Mailbox(settings) as mailbox:
        return mailbox.fetch(inbox, stop)


def wait_for_mail(settings: Imap, seconds: float, stop: Event | None = None) -> bool:
    """Connect, wait for a mail that arrives from now on, log out; as `Mailbox.wait`."""
    with Mailbox(settings) as mailbox:
        return mailbox.wait(seconds, stop)


def check_login(settings: Imap) -> tuple[str, ...]:
    """The server's capabilities once connected, logged in, and with each folder opened. Raises MailboxError for what fails."""
    with Mailbox(settings) as mailbox:
        return mailbox.capabilities


@contextmanager
def _forgiven_after(stop: Event) -> Iterator[None]:
    """Once the service ends, a lost connection is nobody's trouble: we may have cut it ourselves."""
    try:
        yield
    except MailboxError:
        if not stop.is_set():
            raise


def _cut_when_stopped(session: Session, stop: Event, done: Event) -> None:
    while not done.wait(0.2):
        if stop.is_set():
            if not done.wait(GRACE):
                session.interrupt()
            return


@dataclass(slots=True)
class _Look:
    """One look into a folder, and its counts so far. `folder` is where kept mails go, None if nowhere."""

    session: Session
    inbox: Inbox
    place: Place
    stop: Event
    folder: str | None = None
    fetched: int = 0
    moved: int = 0
    skipped: int = 0
    unreadable: list[int] = field(default_factory=list)

    def through(self) -> FetchReport:
        contact = contact_of(self.session, self.inbox, self.place.spam)
        self.folder = None if self.place.spam else moving.destination(self.session)
        wanted = self._wanted(contact)
        self.inbox.expect(len(wanted))
        for portion in fetching.portions(self.session, wanted):
            if self.stop.is_set():
                break
            self._take(portion)
        else:
            self._remember(contact)
        return FetchReport(self.fetched, self.moved, self.skipped)

    def _wanted(self, contact: Contact) -> list[int]:
        """The UIDs to read, ascending. Those that are kept already are only moved: a crash or a refusal left them."""
        session = self.session
        first = contact.first_uid
        if self.folder is None:
            first = max(first, self.inbox.last_uid(session.folder, session.uidvalidity) + 1)
        uids = sorted({*contact.waiting, *fetching.new_uids(session, first)})
        known = self.inbox.known(session.folder, session.uidvalidity, uids) if uids else frozenset()
        if self.folder is not None and known:
            self.skipped += len(known)
            self.moved += moving.move(session, sorted(known), self.folder)
        return [uid for uid in uids if uid not in known]

    def _take(self, portion: Portion) -> None:
        mails = self._read(portion)
        missing = [uid for uid in portion.uids if uid not in mails]
        broken = fetching.unreadable(self.session, missing)
        self.unreadable += broken
        kept = [mails[uid] for uid in portion.uids if uid in mails]
        new = self.inbox.keep(kept) if kept else 0
        self.fetched += new
        self.skipped += len(kept) - new + len(missing) - len(broken)
        if self.folder:
            self.moved += moving.move(self.session, [mail.uid for mail in kept], self.folder)

    def _remember(self, contact: Contact) -> None:
        """What waited is read; what the server would not give out goes on waiting, and later mails do not wait for it."""
        waiting = tuple(self.unreadable)
        if waiting != contact.waiting:
            self.inbox.meet(self.session.folder, self.session.uidvalidity, Contact(contact.first_uid, waiting))

    def _read(self, portion: Portion) -> dict[int, IncomingMail]:
        """Read a portion. Some servers hang up at a mail that they cannot read (Dovecot with a broken file): then one by one,
        so that the others come through and the broken one is found."""
        try:
            return fetching.read(self.session, portion, self.place.spam)
        except MailboxError as error:
            if error.key != "imap.lost" or self.stop.is_set():
                raise
        mails: dict[int, IncomingMail] = {}
        hung_up = 0
        self.session.reopen()
        for uid in portion.uids:
            try:
                mails |= fetching.read(self.session, Portion((uid,), portion.whole_size), self.place.spam)
            except MailboxError as error:
                hung_up += 1
                if error.key != "imap.lost" or hung_up > PATIENCE:
                    raise
                self.session.reopen()
        return mails
