"""Which dates stand in the calendar file for the web site, and is it up to date?"""

import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from mailer.composing.feed import feed
from mailer.errors import DataError
from mailer.model.composing import Sender
from mailer.model.jobs import Event, Job
from mailer.planning.versions import as_told_next
from mailer.store import events


def feed_of(connection: Connection, sender: Sender, jobs: Iterable[Job]) -> bytes:
    """The file's content: every event of the job files that is for everybody's eyes, with what is not announced yet as members know it."""
    shown = [(job, event) for job in jobs for event in job.events if event.in_feed]
    dated = [_as_known(connection, job, event) for job, event in shown]
    return feed(sender, sorted(dated, key=lambda pair: (pair[0].start, pair[0].id)))


def write_feed(path: Path, content: bytes) -> bool:
    """Replace the file in one step where its content is another; says whether it was. Raises DataError where it cannot be written."""
    try:
        if path.is_file() and path.read_bytes() == content:
            return False
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            file.write(content)
        Path(file.name).chmod(0o644)
        Path(file.name).replace(path)
    except OSError as error:
        raise DataError("feed.unwritable", file=path, reason=error.strerror) from error
    return True


def _as_known(connection: Connection, job: Job, planned: Event) -> tuple[Event, datetime]:
    """An event as members know it, or as it is planned where they know nothing yet; and since when it is so."""
    told = events.by_id(connection, planned.id)
    since = events.changed_at(connection, planned.id) if told is not None else None
    if told is None or since is None:
        return as_told_next(None, told or planned), _modified(job)
    return told, since


def _modified(job: Job) -> datetime:
    """When the job's file was last changed; whole seconds are all that iCalendar has."""
    return datetime.fromtimestamp(int(job.path.stat().st_mtime), UTC)
