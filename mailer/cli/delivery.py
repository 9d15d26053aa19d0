"""How does sending look at the terminal? A progress bar, Ctrl-C that pauses, and what to do next."""

import asyncio
import signal
from collections.abc import Callable

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from mailer.app import Office
from mailer.cli.common import console, fail, tell
from mailer.model.mail import LetterState
from mailer.sending import Tally
from mailer.store import letters, outbox
from mailer.store.outbox import Settlement

_LOOK_AGAIN = 1.0


def deliver(opened: Office, job_id: str) -> None:
    """Send what is due with a progress bar; or watch, where the service has the outbox. Exit code 1 when something stays behind."""
    with opened.store.look() as connection:
        total = outbox.still_open(connection)
    if not total:
        tell("send.nothing_waits")
        return
    with Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console, transient=True
    ) as bar:
        task = bar.add_task("", total=total)
        if opened.lock.acquire():
            opened.recover()
            tally = asyncio.run(_send(opened, lambda _: bar.advance(task)))
        else:
            tell("send.service_has_it")
            tally = asyncio.run(_watch(opened, lambda done: bar.update(task, completed=done), total))
    _sum_up(opened, tally, job_id)


async def _send(opened: Office, told: Callable[[Settlement], None]) -> Tally:
    stop = _stop_on_signals()
    opened.told = told
    return await opened.send_due(stop)


async def _watch(opened: Office, shown: Callable[[int], None], total: int) -> Tally:
    """The service sends; show how far it is until nothing waits or the person looks away."""
    stop = _stop_on_signals()
    while not stop.is_set():
        with opened.store.look() as connection:
            left = outbox.still_open(connection)
        shown(total - left)
        if not left:
            break
        try:
            await asyncio.wait_for(stop.wait(), _LOOK_AGAIN)
        except TimeoutError:
            continue
    return Tally()


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    return stop


def _sum_up(opened: Office, tally: Tally, job_id: str) -> None:
    with opened.store.look() as connection:
        left = outbox.still_open(connection)
        doubtful = letters.counts(connection).get(LetterState.IN_DOUBT, 0)
    tell("send.done", sent=tally.sent, failed=tally.states.get(LetterState.FAILED, 0))
    for error in tally.pauses[:1]:
        fail(error)
    if doubtful:
        tell("send.in_doubt", count=doubtful)
    if left:
        tell("send.left", count=left, job=job_id)
        raise typer.Exit(1)
