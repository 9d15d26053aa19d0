"""Who does pure work while we write? Where there is much, a process beside ours; what it leaves is done here, and comes out the same."""

import atexit
import gc
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from multiprocessing import connection, get_context, parent_process
from typing import Generic, TypeVar

_RARELY = 250_000  # new objects between two searches for garbage: at worst some 30 MB
_LISTS = 64  # that may be on their way at once
Thing = TypeVar("Thing")
Done = TypeVar("Done")
_ends: "Ends | None" = None  # in the other process: those that it was given


class Ends:
    """How far two processes have come with lists that they work through from both ends, in memory that both see.

    Each number is written by one of the two, and neither waits for the other: at worst both do the same thing once. Raises OSError where
    there is no such memory.
    """

    def __init__(self) -> None:
        self._begun = get_context("spawn").RawArray("i", _LISTS)
        self._left = get_context("spawn").RawArray("i", _LISTS)

    def lay(self, number: int, length: int) -> None:
        """A new list, of which nobody has begun anything."""
        self._begun[number], self._left[number] = 0, length

    def give_up(self) -> None:
        """Of no list anything more is left to the other process."""
        self._left[:] = [0] * _LISTS

    def from_the_first(self, number: int, length: int) -> Iterator[int]:
        """The places that are left to the other process, each until ours has come so far."""
        for at in range(length):
            if at >= self._left[number]:
                return
            self._begun[number] = at + 1
            yield at

    def from_the_last(self, number: int, length: int) -> Iterator[int]:
        """The places that are left to us, each until the other process has come so far."""
        for at in reversed(range(length)):
            if at < self._begun[number]:
                return
            self._left[number] = at
            yield at


@dataclass(frozen=True, slots=True)
class Work(Generic[Thing, Done]):
    """Things that are worked on. Where another process takes part, it has begun with the first, and we begin with the last as soon as
    their results are needed."""

    function: Callable[[Thing], Done]
    things: Sequence[Thing]
    there: "Future[list[Done]] | None" = None
    ours: Callable[[], Iterator[int]] | None = None

    @property
    def is_done(self) -> bool:
        """Whether the other process has worked through all of it."""
        return self.there is not None and self.there.done()

    def results(self) -> list[Done]:
        """What came of each thing, in their order. What the other process has not begun is done here, and what it left undone."""
        if self.there is None or self.ours is None or self.there.cancel():
            return _each(self.function, self.things)
        last = [self.function(self.things[at]) for at in self.ours()][::-1]
        first = _told(self.there) if len(last) < len(self.things) else []
        twice = len(first) + len(last) - len(self.things)
        return [*first, *_each(self.function, self.things[len(first) : len(self.things) - len(last)]), *last[max(0, twice) :]]


class Beside:
    """Takes work; with a process beside ours it is begun at once, else when its results are asked for. There is one where it is wanted
    and there is a processor for it, until `close`. Where it is wanted there is much to do: until then garbage is seldom searched for."""

    def __init__(self, wanted: bool) -> None:
        self._numbers = count()
        self._ends, self._pool = _pool() if wanted and _processors() > 1 else (None, None)
        self._until_closed = ExitStack()
        if wanted:
            self._until_closed.enter_context(_unsearched())

    @property
    def helps(self) -> bool:
        """Whether there is another process."""
        return self._pool is not None

    def start(self, function: Callable[[Thing], Done], things: Sequence[Thing]) -> Work[Thing, Done]:
        """Work through things with a pure function that can be pickled, as they can."""
        if self._pool is None or self._ends is None or not things:
            return Work(function, things)
        number = next(self._numbers) % _LISTS
        self._ends.lay(number, len(things))
        try:
            there = self._pool.submit(_from_the_first, function, things, number)
        except RuntimeError:  # it has ended
            self._pool = None
            return Work(function, things)
        return Work(function, things, there, partial(self._ends.from_the_last, number, len(things)))

    def get_ready(self, function: Callable[[Thing], Done]) -> None:
        """Have the other process load what this function needs, so that it can begin at once."""
        try:
            if self._pool is not None:
                self._pool.submit(_loaded, function)
        except (OSError, RuntimeError):  # it cannot begin, or has ended: all is done here
            self._pool = None

    def close(self) -> None:
        """End the other process, which finishes the thing in its hands; what it has not begun is done here when it is asked for."""
        pool, self._pool = self._pool, None
        if pool is not None and self._ends is not None:
            self._ends.give_up()
            pool.shutdown(cancel_futures=True)
        self._until_closed.close()


@contextmanager
def beside(wanted: bool) -> Iterator[Beside]:
    """One more process while the block runs, where it is wanted and there is a processor for it."""
    helper = Beside(wanted)
    try:
        yield helper
    finally:
        helper.close()


@contextmanager
def _unsearched() -> Iterator[None]:
    """What is in memory by now stays, and little of what is made is garbage that has to be searched for. What was made meanwhile is old
    afterwards: the next full search looks through it, and nobody has to now."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_RARELY)
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(*usual)
        gc.unfreeze()


def _pool() -> tuple[Ends | None, ProcessPoolExecutor | None]:
    try:
        ends = Ends()
        return ends, ProcessPoolExecutor(1, get_context("spawn"), _settle_in, (ends,))
    except (OSError, ImportError, NotImplementedError):  # no shared memory or no semaphores on this machine
        return None, None


def _settle_in(ends: Ends) -> None:
    """In the other process: it ends with ours, however that ends, and Ctrl-C is for ours to hear. Little of what it makes is garbage
    that has to be searched for; and when it ends, its memory need not be tidied up while ours waits."""
    global _ends
    _ends = ends
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


def _loaded(_: object) -> None:
    """In the other process: what came with the function is loaded, and stays."""
    gc.freeze()


def _each(function: Callable[[Thing], Done], things: Sequence[Thing]) -> list[Done]:
    return [function(thing) for thing in things]


def _from_the_first(function: Callable[[Thing], Done], things: Sequence[Thing], number: int) -> list[Done]:
    """In the other process: what comes of the things that ours has not begun."""
    assert _ends is not None
    return [function(things[at]) for at in _ends.from_the_first(number, len(things))]


def _told(there: "Future[list[Done]]") -> list[Done]:
    """What the other process made; nothing where it ended, or where what it made cannot be sent: here it is certain what is wrong."""
    try:
        return there.result()
    except Exception:
        return []
