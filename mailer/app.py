"""How is the house put together? The one place that knows every concrete part."""

import asyncio
import logging
import os
import secrets
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from email.parser import BytesHeaderParser
from pathlib import Path

from mailer import config
from mailer.clock import Clock, SystemClock
from mailer.composing import Composer
from mailer.composing.dkim import Signer
from mailer.composing.writer import Writer
from mailer.config import Settings
from mailer.errors import DataError, MailerError, StoreError
from mailer.identity import Identity
from mailer.model.composing import Sender
from mailer.model.jobs import Job, Kind, Mailing
from mailer.model.mail import OccurrenceState
from mailer.planning import due as due_mailings
from mailer.planning.due import Due
from mailer.planning.library import Shelf, read_shelf
from mailer.planning.plan import Planned, plan, put_aside
from mailer.receiving import IncomingMail, Mailbox
from mailer.recording import Recorder
from mailer.reporting import ReportOrder, queue_report
from mailer.resources import shipped
from mailer.sending import OutboxLock, Postman, Tally
from mailer.sending.keys import signers
from mailer.store import inbox, notices, occurrences, outbox, settings
from mailer.store.database import Store, open_store
from mailer.store.outbox import Recovered, Settlement

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Office:
    """An open workspace: settings, record, jobs, and the stations wired to them."""

    workspace: Path
    settings: Settings
    store: Store
    clock: Clock
    identity: Identity
    shelf: Shelf
    writer: Writer
    lock: OutboxLock
    told: Callable[[Settlement], None] = field(default=lambda _: None)
    complain: Callable[[MailerError], None] = field(default=lambda error: log.error("%s", error))
    _postman: Postman | None = None
    _mailbox: Mailbox | None = None
    _complained: set[str] = field(default_factory=set)

    @property
    def zone(self) -> tzinfo:
        """The association's time zone."""
        return self.settings.association.zone

    def job(self, job_id: str) -> Job:
        """The job of that name. Raises DataError, or the file's own JobFileError when it is broken."""
        found = next((job for job in self.shelf.jobs if job.id == job_id), None)
        if found is not None:
            return found
        for error in self.shelf.broken:
            if Path(str(error.facts.get("file", ""))).stem == job_id:
                raise error
        raise DataError("job.unknown", job=job_id, known=", ".join(job.id for job in self.shelf.jobs) or "–")

    def reload(self) -> None:
        """Read jobs and templates again; each broken file is reported once, and leaves the others alone.

        Where nothing can be read at all, what was read last stays.
        """
        try:
            self.shelf = read_shelf(self.workspace, shipped("templates"), self.zone, frozenset(self.settings.roles))
        except MailerError as error:
            self._complain_once(error)
            return
        self.writer = _writer(self.settings, self.identity, self.shelf, self.writer.signers)
        for broken in self.shelf.broken:
            self._complain_once(broken)

    def plan_due(self) -> int:
        """Plan what is due now; one mailing's error is reported and stops no other."""
        with self.store.begin() as connection:
            found = due_mailings.due_now(connection, self.shelf.jobs, self.clock.now(), self.zone)
        queued = 0
        for due in found:
            try:
                queued += self.plan(due).queued
            except StoreError:
                raise
            except MailerError as error:
                self._complain_once(error)
        return queued

    def plan(self, due: Due) -> Planned:
        """Plan one mailing: letters to members, or a report to a role; what is too late is put aside."""
        aside = put_aside(self.store, due, self.clock.now())
        if aside is not None:
            return aside
        if due.mailing.kind is Kind.REPORT:
            return self._plan_report(due)
        return plan(self.store, self.writer, due, self.clock.now(), self.zone)

    def due_by_hand(self, job: Job, mailing: Mailing) -> Due:
        """The mailing as a person sends it now."""
        with self.store.begin() as connection:
            return due_mailings.by_hand(connection, job, mailing, self.clock.now(), self.zone)

    def next_wake_up(self) -> datetime | None:
        """When the next mailing is due."""
        with self.store.look() as connection:
            return due_mailings.next_wake_up(connection, self.shelf.jobs, self.clock.now(), self.zone)

    def recover(self) -> Recovered:
        """Put right what a crash left in the outbox."""
        with self.store.begin() as connection:
            recovered = outbox.recover(connection, self.clock.now(), alone=self.lock.alone)
            if self.lock.alone:
                occurrences.abandon_all(connection)
        if recovered != Recovered():
            log.warning("after a crash: %s", recovered)
        return recovered

    async def send_due(self, stop: asyncio.Event) -> Tally:
        """Send what is due now."""
        if self._postman is None:
            self._postman = self._new_postman()
        return await self._postman.run(stop)

    def pause_after_trouble(self) -> float:
        """How long to leave the SMTP server alone now, in seconds."""
        return self._postman.pause_after_trouble() if self._postman else 0.0

    def wait_for_letters(self, heard: Callable[[], object], stop: threading.Event) -> None:
        """Call `heard` when another process has queued letters, until told to stop; returns at once on SQLite."""
        notices.listen(self.store, heard, stop)

    def receive(self, stop: threading.Event) -> int:
        """Fetch new mails into the inbox; gives their number. Raises MailboxError."""
        if self._mailbox is None:
            self._mailbox = Mailbox(self.settings.imap)
        with self._mailbox_in_use() as mailbox:
            return mailbox.fetch(self._keep, self._last_uid, stop).fetched

    def wait_for_mail(self, stop: threading.Event) -> None:
        """Wait until mail came or it is time to look again. Raises MailboxError."""
        with self._mailbox_in_use() as mailbox:
            mailbox.wait(self.settings.imap.poll, stop)

    def record_open(self) -> int:
        """Understand every open mail; gives their number."""
        own = frozenset({self.settings.association.sender_address.lower()})
        return len(Recorder(self.store, self.writer, self.clock, self.zone, own).all())

    def close(self) -> None:
        """Let go of everything."""
        if self._mailbox is not None:
            self._mailbox.__exit__(None, None, None)
            self._mailbox = None
        self.lock.release()
        self.store.close()

    def _plan_report(self, due: Due) -> Planned:
        queued = queue_report(self.store, self.writer, self._report_order(due), self.clock.now(), self.zone)
        return Planned(due, queued is not None, OccurrenceState.READY, queued or 0)

    def _report_order(self, due: Due) -> ReportOrder:
        role = due.mailing.audience.role or ""
        return ReportOrder(due.job.id, due.mailing.id, due.key, due.at, due.mailing.template, role, self.settings.roles[role].addresses)

    def _new_postman(self) -> Postman:
        worker = f"{socket.gethostname()}/{os.getpid()}/{secrets.token_hex(4)}"
        helo = self.settings.association.domain
        return Postman(self.store, self.settings.smtp, self.clock, worker, helo, self.zone, lambda settled: self.told(settled))

    def _keep(self, mail: IncomingMail) -> bool:
        message_id = str(BytesHeaderParser().parsebytes(mail.raw).get("Message-ID", ""))[:500]
        with self.store.begin() as connection:
            return inbox.keep(connection, mail.folder, mail.uidvalidity, mail.uid, mail.raw, mail.received_at, message_id)

    def _last_uid(self, folder: str, uidvalidity: int) -> int:
        with self.store.look() as connection:
            return inbox.last_uid(connection, folder, uidvalidity)

    @contextmanager
    def _mailbox_in_use(self) -> Iterator[Mailbox]:
        """The open mailbox; after any trouble it is closed, so that the next call connects anew."""
        mailbox = self._mailbox or Mailbox(self.settings.imap)
        self._mailbox = mailbox
        try:
            yield mailbox
        except BaseException:
            self._mailbox = None
            mailbox.__exit__(None, None, None)
            raise

    def _complain_once(self, error: MailerError) -> None:
        words = str(error) + "".join(str(problem) for problem in getattr(error, "problems", ()))
        if words not in self._complained:
            self._complained.add(words)
            self.complain(error)


def open_office(workspace: Path, clock: Clock | None = None) -> Office:
    """Open a workspace. Raises ConfigurationError for its settings and StoreError for its database; broken jobs are only noted."""
    loaded = config.load(workspace)
    keys = signers(loaded, workspace)
    store = open_store(loaded.database.url, workspace)
    with store.begin() as connection:
        identity = Identity(settings.secret(connection), loaded.association.domain)
    shelf = read_shelf(workspace, shipped("templates"), loaded.association.zone, frozenset(loaded.roles))
    writer = _writer(loaded, identity, shelf, keys)
    return Office(workspace, loaded, store, clock or SystemClock(), identity, shelf, writer, OutboxLock(store.file))


def _writer(loaded: Settings, identity: Identity, shelf: Shelf, keys: tuple[Signer, ...]) -> Writer:
    association = loaded.association
    sender = Sender(
        name=association.sender_name,
        address=association.sender_address,
        association=association.name,
        postal_address=association.postal_address,
        list_domain=association.list_domain or association.domain,
        zone=association.zone,
    )
    return Writer(Composer(shelf.templates, sender), identity, association.sender_address, loaded.smtp.envelope_sender, keys)
