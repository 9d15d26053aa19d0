"""Is the database as new as the last one that worked here? A mark beside it tells, for a backup does not know what it has missed.

The database counts, and the mark holds the last number. Both grow before and after anything leaves the house, the database first: so the
mark is never ahead of it, unless an older database was put in its place. Beside the number stand the mailings that went out lately: those
of them that the older one lacks are asked about by name, also such as a person sent before their time.
"""

import asyncio
import contextlib
import json
import logging
import os
import re
import secrets
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from mailer.clock import Clock
from mailer.model.mail import OccurrenceState
from mailer.store import occurrences, outbox, restorations
from mailer.store.database import Store
from mailer.store.occurrences import NewOccurrence, Occurrence
from mailer.store.restorations import Pulse, Restoration

_EVERY = timedelta(minutes=1)
_JOINING = timedelta(minutes=2)
_TRIES = 5
_LATELY = timedelta(days=120)
_MOST = 500  # mailings named in the mark
_OWN_DAY = re.compile(r"\d{4}-\d\d-\d\d")
log = logging.getLogger(__name__)


def mark_of(store: Store, workspace: Path) -> Path:
    """Where the mark stands: beside the SQLite file; with a database server, in the workspace."""
    return store.file.with_name(store.file.name + ".mark") if store.file is not None else workspace / "mailer.mark"


def beat(store: Store, mark: Path, now: datetime, *, at_work: bool = False) -> Restoration | None:
    """Compare mark and database, and count on; gives what was found where the database is an older one than worked here last.

    Then everything that waits in it is in doubt. Where the mark is gone nobody knows what happened until now, as when a database was
    carried to another machine; but not for a process `at_work`, which has seen it all, nor where another is at work right now.
    """
    for _ in range(_TRIES):
        marked = _read(mark)  # before the database: somebody else may be counting on
        with store.look() as connection:
            seen = restorations.read(connection)
        until = _missed(seen, marked, now, joins=at_work or _joins(seen, now))
        if until is None:
            break
        found = restore(store, seen, until, now, marked)
        if found is not None:
            _count_on(store, mark, now)
            return found
    _count_on(store, mark, now)
    return None


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands in the file: which database worked here last, how far it had come, when, and which mailings went out lately."""

    name: str
    number: int
    at: datetime
    gone: tuple[NewOccurrence, ...] = ()


class Heart:
    """Beats for one open workspace. `restored` is what was found when it was opened."""

    def __init__(self, store: Store, workspace: Path, clock: Clock) -> None:
        self._store = store
        self._mark = mark_of(store, workspace)
        self._clock = clock
        self._beaten_at = clock.now()
        self.restored = beat(store, self._mark, self._beaten_at)
        self._was_due = False

    @asynccontextmanager
    async def sending(self) -> AsyncIterator[None]:
        """Letters may leave meanwhile: beat before the first of them, every minute, and after the last."""
        await asyncio.to_thread(self._beat, leaving=self._is_due())
        meanwhile = asyncio.create_task(self._go_on())
        try:
            yield
        finally:
            meanwhile.cancel()
        await asyncio.to_thread(self._beat, leaving=self._was_due)

    def _is_due(self) -> bool:
        """Whether any letter may leave now."""
        with self._store.look() as connection:
            due = outbox.next_due(connection)
        self._was_due = due is not None and due <= self._clock.now()
        return self._was_due

    async def _go_on(self) -> None:
        while True:
            await asyncio.sleep(_EVERY.total_seconds())
            await asyncio.to_thread(self._beat, leaving=True)

    def _beat(self, *, leaving: bool) -> None:
        now = self._clock.now()
        if leaving or now - self._beaten_at >= _EVERY:
            beat(self._store, self._mark, now, at_work=True)
            self._beaten_at = now


def declare(store: Store, now: datetime) -> Restoration | None:
    """A person's word that a backup was put in the database's place, mark and all, as with the image of a whole machine."""
    with store.look() as connection:
        seen = restorations.read(connection)
    return restore(store, seen, now, now)


def restore(store: Store, seen: Pulse | None, until: datetime, now: datetime, marked: Mark | None = None) -> Restoration | None:
    """Take the database for a backup that does not know what happened until that moment; None if somebody else has counted on.

    Letters that wait in it may have gone out since: they are in doubt. What was being written is thrown away. Mailings of which the mark
    says that they went out, and the database knows nothing, ask.
    """
    with store.begin() as connection:
        if not restorations.overtake(connection, seen, marked.number if marked is not None else 0, secrets.token_hex(8), now):
            return None
        occurrences.abandon_all(connection)
        for gone in marked.gone if marked is not None else ():
            occurrences.open_once(connection, gone, now)
        doubtful = outbox.doubt_waiting(connection, until)
        found = restorations.note(connection, now, seen.at if seen is not None else None, until, doubtful)
    log.warning(
        "the database is a backup of %s: what happened until %s is unknown, %d letters in doubt", found.known_until, until, doubtful
    )
    return found


def _missed(seen: Pulse | None, marked: Mark | None, now: datetime, *, joins: bool) -> datetime | None:
    """Until when things may have happened that the database does not know; None where it knows all."""
    if seen is None:
        return None if marked is None else marked.at
    if marked is None:
        return now if seen.marked and not joins else None
    return marked.at if marked.name != seen.name or marked.number > seen.number else None


def _joins(seen: Pulse | None, now: datetime) -> bool:
    """Whether somebody works on this database right now: a service counts on every minute."""
    return seen is not None and now - seen.at <= _JOINING


def _count_on(store: Store, mark: Path, now: datetime) -> None:
    with store.begin() as connection:
        reached = restorations.beat(connection, secrets.token_hex(8), now)
        gone = occurrences.gone_out_since(connection, now - _LATELY, _MOST)
    if _write(mark, reached, gone) and not reached.marked:
        with store.begin() as connection:
            restorations.set_marked(connection)


def _read(mark: Path) -> Mark | None:
    """The mark; None where there is none that can be read."""
    try:
        found = json.loads(mark.read_text(encoding="utf-8"))
        gone = tuple(_asking(*each) for each in found.get("gone_out", ()))
        return Mark(str(found["database"]), int(found["number"]), datetime.fromisoformat(found["at"]), gone)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _asking(job_id: str, mailing_id: str, key: str, due_at: str, kind: str) -> NewOccurrence:
    return NewOccurrence(job_id, mailing_id, key, datetime.fromisoformat(due_at), OccurrenceState.ASKING, kind, "", ())


def _write(mark: Path, reached: Pulse, gone: Iterable[Occurrence]) -> bool:
    """Put the new mark in the place of the old one in one step, on disk. False where it cannot be written: a backup in the database's
    place would then not be noticed, and nothing else is amiss."""
    beside = mark.with_name(f"{mark.name}.{secrets.token_hex(4)}")
    lines = [[each.job_id, each.mailing_id, each.key, each.due_at.isoformat(), each.kind] for each in gone if _may_go_by_itself(each)]
    told = {"database": reached.name, "number": reached.number, "at": reached.at.isoformat(), "gone_out": lines}
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump(told, file, indent=0)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(mark)
    except OSError as error:
        log.warning("%s cannot be written (%s): a backup in the database's place would not be noticed", mark.name, error.strerror)
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        return False
    return True


def _may_go_by_itself(gone: Occurrence) -> bool:
    """Whether the service could send it again: not what a person announces or corrects. Days of members' own are asked about together."""
    return not gone.mailing_id.startswith("~") and _OWN_DAY.fullmatch(gone.key) is None
