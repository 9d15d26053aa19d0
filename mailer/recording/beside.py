"""Who does pure work while we write? Where there is much, a process beside ours; what it leaves is done here, and comes out the same."""

import atexit
import gc
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import connection, get_context, parent_process
from typing import Generic, TypeVar

_TOGETHER = 5  # things handed over at once; where each takes less than a millisecond, more: else the other process waits for our threads
_RARELY = 20_000  # new objects between two searches for garbage
Thing = TypeVar("Thing")
Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class Work(Generic[Thing, Done]):
    """Things that are worked on, in pieces."""

    function: Callable[[Thing], Done]
    pieces: tuple[tuple[Sequence[Thing], "Future[list[Done]] | None"], ...]

    @property
    def is_done(self) -> bool:
        """Whether the other process has worked through all of it."""
        return all(future is not None and future.done() for _, future in self.pieces)

    def results(self, patient: bool = False) -> list[Done]:
        """What came of each thing, in their order. From the last piece on, what the other process has not begun is done here, unless
        we are patient."""
        here: dict[int, list[Done]] = {}
        for at in reversed(range(0 if patient else len(self.pieces))):
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
    """Takes work; with a process beside ours it is begun at once, else when its results are asked for. There is one where it is wanted
    and there is a processor for it, until `close`."""

    def __init__(self, wanted: bool) -> None:
        self._pool = _pool() if wanted and _processors() > 1 else None

    @property
    def helps(self) -> bool:
        """Whether there is another process."""
        return self._pool is not None

    def start(self, function: Callable[[Thing], Done], things: Sequence[Thing], together: int = _TOGETHER) -> Work[Thing, Done]:
        """Work through things with a pure function that can be pickled, as they can, so many `together`."""
        pieces = [things[at : at + together] for at in range(0, len(things), together)]
        return Work(function, tuple((piece, self._begun(function, piece)) for piece in pieces))

    def close(self) -> None:
        """End the other process; what it has not begun is done here when it is asked for."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(cancel_futures=True)

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
    helper = Beside(wanted)
    try:
        with unsearched(wanted):
            yield helper
    finally:
        helper.close()


@contextmanager
def unsearched(wanted: bool) -> Iterator[None]:
    """Where there is much to do, what is in memory by now stays, and little of what is made is garbage that has to be searched for."""
    usual = gc.get_threshold()
    if wanted:
        gc.freeze()
        gc.set_threshold(_RARELY)
    try:
        yield
    finally:
        if wanted:
            gc.set_threshold(*usual)
            gc.unfreeze()


def _pool() -> ProcessPoolExecutor | None:
    try:
        return ProcessPoolExecutor(1, get_context("spawn"), _settle_in)
    except (OSError, ImportError, NotImplementedError):  # no semaphores on this machine
        return None


def _settle_in() -> None:
    """In the other process: it ends with ours, however that ends, and Ctrl-C is for ours to hear. Little of what it makes is garbage
    that has to be searched for; and when it ends, its memory need not be tidied up while ours waits."""
    gc.set_threshold(_RARELY)
    atexit.register(os._exit, 0)
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
