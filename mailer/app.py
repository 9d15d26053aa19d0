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
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from mailer import config
from mailer.clock import Clock, SystemClock
from mailer.composing import Composer
from mailer.composing.writer import Writer
from mailer.config import Settings
from mailer.errors import ConfigurationError, DataError, MailerError, NotReleased, StoreError
from mailer.identity import Identity
from mailer.later import later
from mailer.model.composing import Sender
from mailer.model.jobs import Event, Job, Kind, Mailing, Release
from mailer.model.mail import OccurrenceState
from mailer.planning import changes
from mailer.planning import due as due_mailings
from mailer.planning.changes import Change
from mailer.planning.due import Due, rule_of
from mailer.planning.library import Shelf, read_shelf
from mailer.planning.moments import CronError, check_cron
from mailer.planning.plan import Planned, plan, put_aside
from mailer.pulse import Heart
from mailer.resources import shipped
from mailer.sending import OutboxLock, Postman, Tally
from mailer.store import events, notices, occurrences, outbox, refusals, releases, settings
from mailer.store.arrivals import Arrivals
from mailer.store.database import Store, open_store
from mailer.store.outbox import Recovered, Settlement

if TYPE_CHECKING:
    from mailer import convocation, copy_deadlines, digests, drafts, looking, paperwork, receiving, recording, reporting, to_board
    from mailer.composing.dkim import Signer
    from mailer.planning import feed
    from mailer.sending import keys
else:
    digests, receiving, recording, reporting = map(later, ("mailer.digests", "mailer.receiving", "mailer.recording", "mailer.reporting"))
    convocation, drafts, looking = map(later, ("mailer.convocation", "mailer.drafts", "mailer.looking"))
    copy_deadlines = later("mailer.copy_deadlines")
    paperwork, to_board = map(later, ("mailer.paperwork", "mailer.to_board"))
    feed, keys = map(later, ("mailer.planning.feed", "mailer.sending.keys"))

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
    heart: Heart
    told: Callable[[Settlement], None] = field(default=lambda _: None)
    complain: Callable[[MailerError], None] = field(default=lambda error: log.error("%s", error))
    _postman: Postman | None = None
    _mailbox: "receiving.Mailbox | None" = None
    _ahead: "recording.Ahead | None" = None
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
            self.shelf = read_shelf(self.workspace, shipped("templates"), self.zone, frozenset(self.settings.roles), self.settings.convened)
        except MailerError as error:
            self._complain_once(error)
            return
        self.writer = _writer(self.settings, self.identity, self.shelf, self.writer.signers)
        for broken in self.shelf.broken:
            self._complain_once(broken)

    def plan_due(self) -> int:
        """Plan what is due now; one mailing's error is reported and stops no other. What needs a release is shown to the roles."""
        queued = drafts.see_to_drafts(self.around, self._complain_once) + copy_deadlines.urge(self.around)
        queued += self._tell_board() + self._tell_of_refusals()
        with self.store.begin() as connection:
            found = due_mailings.due_now(connection, self.shelf.jobs, self.clock.now(), self.zone)
        for due in found:
            try:
                queued += self.plan(due).queued
            except NotReleased:
                log.info("%s/%s waits for a release", due.job.id, due.mailing.id)
            except StoreError:
                raise
            except MailerError as error:
                self._complain_once(error)
        self._renew_feed()
        return queued + self._see_to_paper() + self.send_digests()

    @property
    def around(self) -> "looking.Around":
        """The open workspace at this moment, for what is wired elsewhere."""
        return looking.Around(self.store, self.writer, self.settings, self.shelf, self.clock.now(), self.zone)

    def _tell_board(self) -> int:
        """Tell the board of files that broke and of changes that wait for its word, each once."""
        changed, now = self.pending_changes(), self.clock.now()
        told = to_board.tell_of_backups(self.store, self.writer, self.settings, now)
        return told + to_board.tell_board(self.store, self.writer, self.settings, self.shelf.broken, changed, now, self.zone)

    def _tell_of_refusals(self) -> int:
        """Tell the offices once that the server had refused us: now that it takes letters again, a mail can."""
        with self.store.look() as connection:
            if not refusals.are_untold(connection):
                return 0
        return to_board.tell_of_refusals(self.store, self.writer, self.settings, self.clock.now())

    def _see_to_paper(self) -> int:
        """Letters for mails that came back, texts for the magazine: of the jobs that go by post or into it."""
        queued = 0
        for job in self.shelf.jobs:
            if any(channel != "email" for mailing in job.mailings for channel in mailing.channels):
                try:
                    withheld = drafts.withheld(self.around, job)
                    queued += paperwork.see_to_paper(self.store, self.writer, self.settings, job, self.clock.now(), self.zone, withheld)
                except StoreError:
                    raise
                except MailerError as error:
                    self._complain_once(error)
        return queued

    def _renew_feed(self) -> None:
        try:
            self.write_feed()
        except DataError as error:
            self._complain_once(error)

    def plan(self, due: Due) -> Planned:
        """Plan one mailing: letters to members, or a report to a role; what is too late is put aside.

        Raises NotReleased for one that somebody must look at first.
        """
        aside = put_aside(self.store, due, self.clock.now())
        if aside is not None:
            return aside
        if due.mailing.kind is Kind.REPORT:
            return self._plan_report(due)
        if rule_of(due.mailing, Release(self.settings.release.default)) is not Release.NONE:
            due = drafts.released(self.around, due)
        if due.mailing.body is not None:
            convocation.check_in_time(self.store, self.settings, due.job, due.mailing, self.clock.now(), self.zone)
        return plan(self.store, self.writer, due, self.clock.now(), self.zone)

    def pending_changes(self) -> tuple[Change, ...]:
        """The events to come that are not as members were told; those of a broken job file are left alone until it is mended."""
        broken = self.shelf.broken_ids
        with self.store.look() as connection:
            owners = events.jobs_of(connection)
            found = changes.pending(connection, self.shelf.jobs, self.clock.now())
        return tuple(change for change in found if owners.get(change.told.id) not in broken)

    def announce(self, change: Change) -> Planned:
        """Tell a change to those who were told otherwise. Raises DataError for an event of no job: whose mailing would it be?"""
        whole = change if change.planned is not None else changes.as_cancelled(change, self._last_job_of(change.told))
        with self.store.look() as connection:
            due = changes.announcement(connection, whole, self.clock.now())
        planned = plan(self.store, self.writer, due, self.clock.now(), self.zone)
        with self.store.begin() as connection:
            changes.void_answers(connection, whole, self.clock.now())
        return planned

    def _last_job_of(self, told: Event) -> Job:
        """The job that an event belonged to, as far as its file is still there; else one that holds nothing but the event."""
        with self.store.look() as connection:
            job_id = events.jobs_of(connection)[told.id]
        found = next((job for job in self.shelf.jobs if job.id == job_id), None)
        return found or Job(job_id, told.title, self.workspace / "jobs" / f"{job_id}.toml")

    @property
    def feed_file(self) -> Path | None:
        """Where the calendar file for the web site stands, None where none is wanted."""
        named = self.settings.feed.file
        return self.workspace / named if named else None

    def feed(self) -> bytes:
        """The calendar file for the web site."""
        with self.store.look() as connection:
            return feed.feed_of(connection, _sender(self.settings), self.shelf.jobs)

    def write_feed(self) -> bool:
        """Bring the calendar file up to date; says whether anything was new. Raises DataError where it cannot be written."""
        return self.feed_file is not None and feed.write_feed(self.feed_file, self.feed())

    def due_by_hand(self, job: Job, mailing: Mailing) -> Due:
        """The mailing as a person sends it now."""
        with self.store.begin() as connection:
            return due_mailings.by_hand(connection, job, mailing, self.clock.now(), self.zone)

    def next_wake_up(self) -> datetime | None:
        """When the next mailing is due."""
        around = self.around
        with self.store.look() as connection:
            planned = due_mailings.next_wake_up(connection, self.shelf.jobs, self.clock.now(), self.zone)
        digest = digests.next_digest(self.settings.review, self.clock.now(), self.zone)
        return digests.earliest(planned, drafts.next_draft(around), copy_deadlines.next_urge(around), digest, self._next_last_call())

    def _next_last_call(self) -> datetime | None:
        """When to look next for convocations that the post should carry."""
        convening = [job for job in self.shelf.jobs if any(mailing.body is not None for mailing in job.mailings)]
        return paperwork.next_last_call(self.settings, convening, self.clock.now(), self.zone) if convening else None

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
        async with self.heart.sending():
            tally = await self._postman.run(stop)
        await asyncio.to_thread(self._tell_of_refusals)
        return tally

    def pause_after_trouble(self) -> float:
        """How long to leave the SMTP server alone now, in seconds."""
        return self._postman.pause_after_trouble() if self._postman else 0.0

    def wait_for_letters(self, heard: Callable[[], object], stop: threading.Event) -> None:
        """Call `heard` when another process has queued letters, until told to stop; returns at once on SQLite."""
        notices.listen(self.store, heard, stop)

    def receive(self, stop: threading.Event) -> int:
        """Fetch new mails into the inbox; gives their number. Raises MailboxError."""
        if self._mailbox is None:
            self._mailbox = receiving.Mailbox(self.settings.imap)
        ahead = self._ahead = self._ahead or recording.Ahead(self.store, self._own, self.clock, self.zone)
        with self._mailbox_in_use() as mailbox:
            return mailbox.fetch(Arrivals(self.store, self.clock, ahead), stop).fetched

    @property
    def _own(self) -> frozenset[str]:
        """The addresses from which nobody but we can write."""
        return frozenset({self.settings.association.sender_address.lower()})

    def wait_for_mail(self, stop: threading.Event) -> None:
        """Wait until mail came or it is time to look again. Raises MailboxError."""
        with self._mailbox_in_use() as mailbox:
            mailbox.wait(self.settings.imap.poll, stop)

    def record_open(self) -> int:
        """Understand every open mail; gives their number."""
        recording.expire(self.store, self.clock.now())
        recorder = recording.Recorder(
            self.store, self.writer, self.clock, self.zone, self._own, digests.rules_of(self.settings), ahead=self._ahead
        )
        read = len(recorder.all())
        with self.store.look() as connection:
            somebody_answered = bool(releases.words_waiting(connection))
        if somebody_answered:  # seldom: most runs need not even load what knows of drafts
            drafts.hear(self.around)
        return read

    def desk(self) -> "recording.Desk":
        """What a decision needs to tell the member of it."""
        return recording.Desk(self.writer, self.zone)

    def send_digests(self) -> int:
        """Queue what the offices must decide, where a moment of `[review] digest` has come; gives the number of letters."""
        return sum(
            recording.queue_digest(self.store, self.writer, order, self.clock.now(), self.zone)
            for order in digests.due_digests(self.store, self.settings, self.clock.now(), self.zone)
        )

    def close(self) -> None:
        """Let go of everything."""
        if self._mailbox is not None:
            self._mailbox.__exit__(None, None, None)
            self._mailbox = None
        if self._ahead is not None:
            self._ahead.close()
        self.lock.release()
        self.store.close()

    def _plan_report(self, due: Due) -> Planned:
        queued = reporting.queue_report(self.store, self.writer, self._report_order(due), self.clock.now(), self.zone)
        return Planned(due, queued is not None, OccurrenceState.READY, queued or 0)

    def _report_order(self, due: Due) -> "reporting.ReportOrder":
        role = due.mailing.audience.role or ""
        return reporting.ReportOrder(
            due.job.id, due.mailing.id, due.key, due.at, due.mailing.template, role, self.settings.roles[role].addresses
        )

    def _new_postman(self) -> Postman:
        worker = f"{socket.gethostname()}/{os.getpid()}/{secrets.token_hex(4)}"
        helo = self.settings.association.domain
        return Postman(self.store, self.settings.smtp, self.clock, worker, helo, self.zone, lambda settled: self.told(settled))

    @contextmanager
    def _mailbox_in_use(self) -> "Iterator[receiving.Mailbox]":
        """The open mailbox; after any trouble it is closed, so that the next call connects anew."""
        mailbox = self._mailbox or receiving.Mailbox(self.settings.imap)
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


def open_office(workspace: Path, clock: Clock | None = None, talks: bool = True) -> Office:
    """Open a workspace. Raises ConfigurationError for its settings and StoreError for its database; broken jobs are only noted.

    Who only looks (`talks` is False) needs no passwords for the servers.
    """
    loaded = config.load(workspace, talks)
    if loaded.review.digest:
        _check_digest(loaded)
    signing = keys.signers(loaded, workspace) if loaded.dkim else ()
    store = open_store(loaded.database.url, workspace)
    with store.begin() as connection:
        identity = Identity(settings.secret(connection), loaded.association.domain)
    shelf = read_shelf(workspace, shipped("templates"), loaded.association.zone, frozenset(loaded.roles), loaded.convened)
    writer, watch = _writer(loaded, identity, shelf, signing), clock or SystemClock()
    return Office(workspace, loaded, store, watch, identity, shelf, writer, OutboxLock(store.file), Heart(store, workspace, watch))


def _check_digest(loaded: Settings) -> None:
    """Raises ConfigurationError for a cron line of `[review]` that cannot be followed."""
    if loaded.review.digest:
        try:
            check_cron(loaded.review.digest)
        except CronError as error:
            raise ConfigurationError("review.cron", line=loaded.review.digest) from error


def _writer(loaded: Settings, identity: Identity, shelf: Shelf, signing: "tuple[Signer, ...]") -> Writer:
    composer = _composer(tuple(sorted(shelf.templates.items())), _sender(loaded))
    return Writer(composer, identity, loaded.association.sender_address, loaded.smtp.envelope_sender, signing)


@lru_cache(maxsize=4)
def _composer(templates: tuple[tuple[str, str], ...], sender: Sender) -> Composer:
    """One for the same texts and sender: where only a job file changed, no template is compiled again."""
    return Composer(dict(templates), sender)


def _sender(loaded: Settings) -> Sender:
    association = loaded.association
    return Sender(
        name=association.sender_name,
        address=association.sender_address,
        association=association.name,
        postal_address=association.postal_address,
        list_domain=association.list_domain or association.domain,
        zone=association.zone,
        other_way=loaded.post.answer,
    )
