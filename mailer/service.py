"""When does what happen? One asyncio loop that plans, sends, receives and records until it is told to stop."""

import asyncio
import logging
import random
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger

from mailer.errors import MailboxError, StoreError
from mailer.model.mail import LetterState
from mailer.planning.library import signature
from mailer.sending import Tally

_LOOK_AT_FILES = 2.0
_LOOK_AT_OUTBOX = 5.0
_TRY_SHUNTED_AGAIN = 300.0
_FIRST_PAUSE = 5.0
_LONGEST_PAUSE = 300.0
_SPREAD = 0.2  # of a pause, either way: many services must not come back to one server at once
log = logging.getLogger(__name__)


class House(Protocol):
    """What the service asks of the house; `app.Office` is the one implementation."""

    workspace: Path

    def reload(self) -> None:
        """Read jobs and templates again; broken files are reported and leave the others alone."""

    def plan_due(self) -> int:
        """Plan what is due now; gives the number of letters queued. One mailing's error never stops another."""

    def next_wake_up(self) -> datetime | None:
        """When the next mailing is due."""

    async def send_due(self, stop: asyncio.Event) -> Tally:
        """Send what is due."""

    def pause_after_trouble(self) -> float:
        """How long to leave the SMTP server alone now, in seconds."""

    def wait_for_letters(self, heard: Callable[[], object], stop: threading.Event) -> None:
        """Call `heard` when another process has queued letters, until told to stop; may return at once, where there are no others."""

    def receive(self, stop: threading.Event) -> int:
        """Fetch new mails; gives their number. Raises MailboxError."""

    def wait_for_mail(self, stop: threading.Event) -> None:
        """Wait until mail may have come. Raises MailboxError."""

    def record_open(self) -> int:
        """Understand what is open; gives the number of mails that were understood."""


@dataclass(slots=True)
class Wakers:
    """The bells of the house: planning, sending, recording; and the two forms of "stop"."""

    plan: asyncio.Event
    send: asyncio.Event
    record: asyncio.Event
    stop: asyncio.Event
    stop_threads: threading.Event


class Service:
    """The background service. `run` returns when `stop` was called and every letter in hand is settled."""

    def __init__(self, house: House, now: Callable[[], datetime]) -> None:
        self._house = house
        self._now = now
        self._bells = Wakers(asyncio.Event(), asyncio.Event(), asyncio.Event(), asyncio.Event(), threading.Event())
        self._scheduler = AsyncIOScheduler(timezone=UTC)

    def stop(self) -> None:
        """End the service: no new letter is begun, those in hand are finished."""
        bells = self._bells
        bells.stop_threads.set()
        for bell in (bells.stop, bells.plan, bells.send, bells.record):
            bell.set()

    async def run(self) -> None:
        """Serve until `stop`. Raises StoreError when the record cannot be kept: then nothing may go on."""
        self._scheduler.start()
        self._bells.record.set()
        try:
            async with asyncio.TaskGroup() as group:
                for work in (self._plan, self._send, self._listen, self._receive, self._record):
                    group.create_task(self._until_stopped(work))
        except* StoreError as failures:
            raise failures.exceptions[0] from None
        finally:
            self.stop()
            self._scheduler.shutdown(wait=False)

    async def _until_stopped(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except BaseException:
            self.stop()
            raise

    async def _plan(self) -> None:
        """Plan at every due moment, and whenever a file changes."""
        seen: object = None
        while not self._bells.stop.is_set():
            current = await asyncio.to_thread(signature, self._house.workspace)
            if current != seen:
                seen = current
                await asyncio.to_thread(self._house.reload)
                self._bells.plan.set()
            if self._bells.plan.is_set():
                self._bells.plan.clear()
                if await asyncio.to_thread(self._house.plan_due):
                    self._bells.send.set()
                self._set_alarm(await asyncio.to_thread(self._house.next_wake_up))
            await _wait(self._bells.plan, _LOOK_AT_FILES)

    def _set_alarm(self, moment: datetime | None) -> None:
        """Let APScheduler ring for the next due moment; one that it misses by a sleep rings at once."""
        self._scheduler.remove_all_jobs()
        if moment is not None:
            self._scheduler.add_job(self._bells.plan.set, DateTrigger(moment), misfire_grace_time=None)

    async def _send(self) -> None:
        while not self._bells.stop.is_set():
            self._bells.send.clear()
            tally = await self._house.send_due(self._bells.stop)
            if tally.states.get(LetterState.FAILED):
                self._bells.plan.set()  # the post may have to carry what the server refused
            pause = self._house.pause_after_trouble()
            if pause:
                await _wait(self._bells.stop, pause)
            else:
                await _wait(self._bells.send, _LOOK_AT_OUTBOX)

    async def _listen(self) -> None:
        """Send at once what another process has queued."""
        loop = asyncio.get_running_loop()
        ring = partial(loop.call_soon_threadsafe, self._bells.send.set)
        await asyncio.to_thread(self._house.wait_for_letters, ring, self._bells.stop_threads)

    async def _receive(self) -> None:
        pause = _FIRST_PAUSE
        while not self._bells.stop.is_set():
            try:
                if await asyncio.to_thread(self._house.receive, self._bells.stop_threads):
                    self._bells.record.set()
                await asyncio.to_thread(self._house.wait_for_mail, self._bells.stop_threads)
                pause = _FIRST_PAUSE
            except MailboxError as error:
                spread = pause * random.uniform(1 - _SPREAD, 1 + _SPREAD)
                log.warning("the mailbox is out of reach, next try in %.0f s: %s", spread, error)
                self._bells.record.set()
                await _wait(self._bells.stop, spread)
                pause = min(pause * 2, _LONGEST_PAUSE)

    async def _record(self) -> None:
        while not self._bells.stop.is_set():
            await _wait(self._bells.record, _TRY_SHUNTED_AGAIN)
            self._bells.record.clear()
            if self._bells.stop.is_set():
                return
            if await asyncio.to_thread(self._house.record_open):
                self._bells.send.set()
                self._bells.plan.set()  # an answer may have released what is due


async def _wait(bell: asyncio.Event, seconds: float) -> None:
    """Wait for a bell, at most so long."""
    try:
        await asyncio.wait_for(bell.wait(), seconds)
    except TimeoutError:
        return
