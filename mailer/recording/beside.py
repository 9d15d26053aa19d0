"""Who does pure work while we write? Where there is much, a process beside ours; what it leaves is done here, and comes out the same."""

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import connection, get_context, parent_process
from typing import Generic, TypeVar

_TOGETHER = 5  # things handed over at once
Thing = TypeVar("Thing")
Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class Work(Generic[Thing, Done]):
    """Things that are worked on, in pieces."""

    function: Callable[[Thing], Done]
    pieces: tuple[tuple[Sequence[Thing], "Future[list[Done]] | None"], ...]

    def results(self, patient: bool = False) -> list[Done]:
        """What came of each thing, in their order. From the last piece on, what the other process has not begun is done here.

        Who is `patient` waits for the other process to have done the first piece: it may have to be made ready for such work.
        """
        if patient:
            wait([future for _, future in self.pieces[:1] if future is not None])
        here: dict[int, list[Done]] = {}
        for at in reversed(range(len(self.pieces))):
            things, future = self.pieces[at]
            if future is not None and not future.cancel():
                break
            here[at] = _each(self.function, things)
        return [done for at in range(len(self.pieces)) for done in here.get(at) or self._of_piece(at)]

    def _of_piece(self, at: int) -> list[Done]:
        things, future = self.pieces[at]
        try:
            return _each(self.function, things) if future is None else future.result()
        except Exception:  # the other process ended, or what it made cannot be sent: here it is certain what is wrong
            return _each(self.function, things)


class Beside:
    """Takes work; with a process beside ours it is begun at once, else when its results are asked for."""

    def __init__(self, pool: ProcessPoolExecutor | None) -> None:
        self._pool = pool

    @property
    def helps(self) -> bool:
        """Whether there is another process."""
        return self._pool is not None

    def start(self, function: Callable[[Thing], Done], things: Sequence[Thing]) -> Work[Thing, Done]:
        """Work through things with a pure function that can be pickled, as they can."""
        pieces = [things[at : at + _TOGETHER] for at in range(0, len(things), _TOGETHER)]
        return Work(function, tuple((piece, self._begun(function, piece)) for piece in pieces))

    def _begun(self, function: Callable[[Thing], Done], things: Sequence[Thing]) -> "Future[list[Done]] | None":
        if self._pool is None:
            return None
        try:
            return self._pool.submit(_each, function, things)
        except RuntimeError:  # it has ended
            self._pool = None
            return None


@contextmanager
def beside(wanted: bool) -> Iterator[Beside]:
    """One more process while the block runs, where it is wanted and there is a processor for it."""
    pool = _pool() if wanted and _processors() > 1 else None
    try:
        yield Beside(pool)
    finally:
        if pool is not None:
            pool.shutdown(cancel_futures=True)


def _pool() -> ProcessPoolExecutor | None:
    try:
        return ProcessPoolExecutor(1, get_context("spawn"), _settle_in)
    except (OSError, ImportError, NotImplementedError):  # no semaphores on this machine
        return None


def _settle_in() -> None:
    """In the other process: it ends with ours, however that ends, and Ctrl-C is for ours to hear."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _each(function: Callable[[Thing], Done], things: Sequence[Thing]) -> list[Done]:
    return [function(thing) for thing in things]
