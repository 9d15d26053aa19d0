"""How does sending look at the terminal? A progress bar with the pace, Ctrl-C that pauses, what was refused and why, what to do next."""

import asyncio
import contextlib
import signal
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from mailer.app import Office
from mailer.cli.common import console, fail, moment, tell
from mailer.cli.speed import Speed
from mailer.errors import TransportError
from mailer.later import later
from mailer.model.mail import LetterState
from mailer.store import letters, outbox
from mailer.store.outbox import Settlement
from mailer.store.traffic import traffic
from mailer.texts import say

if TYPE_CHECKING:
    from mailer.reporting import reasons, words
else:
    reasons, words = later("mailer.reporting.reasons"), later("mailer.reporting.words")

_LOOK_AGAIN = 1.0
_IN_HAND = frozenset({LetterState.CLAIMED, LetterState.HANDING_OVER})
_TROUBLE = (LetterState.DEFERRED, LetterState.FAILED, LetterState.IN_DOUBT)


@dataclass(slots=True)
class _Run:
    """What happened while we sent: letters by state, those in trouble by what the server said, and whether a person stopped it."""

    bar: Progress
    total: int
    speed: Speed = field(default_factory=Speed)
    states: Counter[LetterState] = field(default_factory=Counter)
    troubles: Counter[tuple[LetterState, str, str]] = field(default_factory=Counter)
    pauses: list[TransportError] = field(default_factory=list)
    stopped: bool = False

    def begin(self) -> None:
        """Show the bar."""
        self.bar.add_task("", total=self.total, pace="")

    def settled(self, settlement: Settlement) -> None:
        """One letter more."""
        self.states[settlement.state] += 1
        if settlement.state in _TROUBLE:
            reason = reasons.reason_for(settlement.code, settlement.status, settlement.reply or "")
            code = " ".join(str(part) for part in (settlement.code, settlement.status) if part)
            self.troubles[settlement.state, reason, code] += 1
        if self.speed.count():
            self.show(self.speed.done)

    def show(self, done: int) -> None:
        """Show how far it is, and how fast."""
        pace = say("send.pace_short", last_minute=round(self.speed.last_minute), in_all=round(self.speed.in_all))
        self.bar.update(self.bar.task_ids[0], completed=done, pace=pace)


def deliver(opened: Office, job_id: str, mailing_id: str) -> None:
    """Send what is due with a progress bar; or watch, where the service has the outbox. Exit code 1 when something stays behind."""
    with opened.store.look() as connection:
        total = outbox.still_open(connection)
    if not total:
        tell("send.nothing_waits")
        return
    ours = opened.lock.acquire()
    if not ours:
        tell("send.service_has_it")
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.fields[pace]}"))
    with Progress(*columns, console=console, transient=True) as bar:
        run = _Run(bar, total)
        run.begin()
        if ours:
            opened.recover()
        asyncio.run(_send(opened, run) if ours else _watch(opened, run))
    _sum_up(opened, run, f"{job_id} --mailing {mailing_id}", ours=ours)


async def _send(opened: Office, run: _Run) -> None:
    """Send until nothing is due, and until what a service beside us on PostgreSQL has in its hands has met its fate."""
    stop = _stop_on_signals()
    opened.told = run.settled
    while not stop.is_set():
        run.pauses = (await opened.send_due(stop)).pauses
        if run.pauses or not _others_have_some(opened):
            break
        await _wait(stop)
    run.stopped = stop.is_set()


def _others_have_some(opened: Office) -> bool:
    """Whether letters are in hands that are not ours: we have given back what we did not begin.

    One that is due and that we did not get is being claimed by somebody at this moment.
    """
    with opened.store.look() as connection:
        due = outbox.next_due(connection)
        in_hand = not _IN_HAND.isdisjoint(letters.counts(connection))
    return in_hand or (due is not None and due <= opened.clock.now())


async def _watch(opened: Office, run: _Run) -> None:
    """The service sends; show how far it is until nothing waits or the person looks away."""
    stop = _stop_on_signals()
    while not stop.is_set():
        with opened.store.look() as connection:
            left = outbox.still_open(connection)
        run.speed.count(max(run.total - left - run.speed.done, 0))
        run.show(run.total - left)
        if not left:
            break
        await _wait(stop)


async def _wait(stop: asyncio.Event) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), _LOOK_AGAIN)


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    return stop


def _sum_up(opened: Office, run: _Run, named: str, *, ours: bool) -> None:
    with opened.store.look() as connection:
        left = outbox.still_open(connection)
        doubtful = letters.counts(connection).get(LetterState.IN_DOUBT, 0)
        next_try_at = traffic(connection, opened.clock.now()).next_try_at
    if ours:
        _tell_what_happened(run, left)
    if doubtful:
        tell("send.in_doubt", count=doubtful)
    if next_try_at is not None:
        tell("send.next_try", moment=moment(next_try_at, opened))
    if left:
        tell("send.left" if ours else "send.left_to_service", count=left, named=named)
        raise typer.Exit(1)


def _tell_what_happened(run: _Run, left: int) -> None:
    tell("send.done", sent=run.states[LetterState.SENT], failed=run.states[LetterState.FAILED])
    by_others = run.total - left - sum(run.states[state] for state in (LetterState.SENT, LetterState.FAILED, LetterState.IN_DOUBT))
    if by_others > 0:
        tell("send.by_others", count=by_others)
    for (state, reason, code), count in sorted(run.troubles.items()):
        facts = {"state": words.word("status_letters", state), "reason": words.word("status_reason", reason), "code": code or "–"}
        tell("send.trouble", count=count, **facts)
    if run.states[LetterState.SENT]:
        tell("send.pace", last_minute=round(run.speed.last_minute), in_all=round(run.speed.in_all))
    if run.stopped:
        tell("send.paused")
    for error in run.pauses[:1]:
        fail(error)
