"""`demo`: how does a whole autumn of the post office look? Everything set up, played and laid out in one folder."""

import logging
import os
import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from mailer.cli.common import Json, console, errors, print_json
from mailer.cli.demo_view import print_outcome
from mailer.cli.tables import PlainTable
from mailer.demo import story
from mailer.demo.run import Played, run_demo
from mailer.texts import say

Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="A new or empty folder, or that of an earlier demo.")]
_STOPPED = 130


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("demo")(demo)


def demo(
    out: Out = Path("demo-out"),
    season: Annotated[bool, typer.Option("--season", help="Play a whole autumn with all sample jobs; takes a minute.")] = False,
    as_json: Json = False,
) -> None:
    """Play an autumn with 60 fictional members over real mail servers on this machine; needs nothing installed besides mailer[demo].

    Example: mailer demo --out demo-out, or with all sample jobs: mailer demo --season --out season-out
    """
    # what the story intends (an address that does not exist, a server that says "later") is told in the story's own lines
    logging.getLogger("mailer").setLevel(logging.ERROR)
    with _stop_on_signals() as stop:
        played = _played(out, story.SEASON if season else story.DEMO, stop, errors if as_json else console)
    if as_json:
        print_json({"folder": str(out), "seconds": round(played.seconds, 1), "whole": played.whole, **played.figures.as_json()})
    else:
        print_outcome(console, played)
    if not played.whole:
        raise typer.Exit(_STOPPED)


def _played(out: Path, played: story.Story, stop: threading.Event, screen: Console) -> Played:
    """Play it with a bar over the days and a line for each step."""
    first, last = played.span
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    screen.print(say("demo.begins"), markup=False)
    with Progress(*columns, console=screen, transient=True) as bar:
        task = bar.add_task("", total=(last - first).total_seconds())

        def told(moment: datetime, sentence: str) -> None:
            bar.update(task, completed=(moment - first).total_seconds(), description=_when(moment.astimezone(first.tzinfo)))
            if sentence:
                bar.console.print(_step(_when(moment.astimezone(first.tzinfo)), sentence))

        return run_demo(out, told, stop, _program(), played)


def _when(local: datetime) -> str:
    month = say("demo.months").split()[local.month - 1]
    return say("demo.when", day=local.day, month=month, time=f"{local:%H:%M}")


def _step(when: str, sentence: str) -> Table:
    """The moment, and beside it the sentence, however long it is."""
    grid = PlainTable.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    grid.add_row(when, sentence)
    return grid


@contextmanager
def _stop_on_signals() -> Iterator[threading.Event]:
    """An event that Ctrl-C or SIGTERM sets: the play ends at its next moment, with everything written. A second one ends it at once."""
    stop = threading.Event()

    def end(name: int, _frame: FrameType | None) -> None:
        stop.set()
        signal.signal(name, before[name])

    before = {int(name): signal.signal(name, end) for name in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


def _program() -> str:
    """How this program is to be called: by its name where the shell finds it, else by its path (`make demo` runs it from `.venv`)."""
    called = Path(sys.argv[0])
    return "mailer" if shutil.which("mailer") or called.name != "mailer" else os.path.relpath(called)
