"""What does the service tell the board by itself? Wiring between the job files, the changes of events and releasing."""

from collections.abc import Iterable
from datetime import datetime, tzinfo
from pathlib import Path

from mailer import releasing
from mailer.composing.writer import Writer
from mailer.config import Settings
from mailer.errors import JobFileError
from mailer.model.jobs import Event
from mailer.planning.changes import Change
from mailer.releasing import Notice
from mailer.store.database import Store
from mailer.texts import explain, say

_BOARD = "board"


def tell_board(
    store: Store, writer: Writer, settings: Settings, broken: Iterable[JobFileError], changes: Iterable[Change], now: datetime, zone: tzinfo
) -> int:
    """Queue a mail for each broken file and each change that was not told, and for each file that is well again; gives their number."""
    role = settings.roles.get(_BOARD)
    if role is None:
        return 0
    files = [_broken(error) for error in broken]
    moved = [_changed(change, zone) for change in changes]
    return releasing.tell(store, writer, releasing.BROKEN, files, role.addresses, now) + releasing.tell(
        store, writer, releasing.CHANGED, moved, role.addresses, now
    )


def _broken(error: JobFileError) -> Notice:
    name = Path(str(error.facts.get("file", ""))).name
    problems = tuple(explain(problem) for problem in error.problems) or (explain(error),)
    return Notice(name, "\n".join(problems), {"file": name, "problems": problems})


def _changed(change: Change, zone: tzinfo) -> Notice:
    after = change.planned or change.told
    fields = tuple(
        {"name": say(f"changes.field_{name}"), "before": _words(change.told, name, zone), "after": _words(after, name, zone)}
        for name in change.fields
    )
    facts = {
        "title": change.told.title,
        "event_id": change.told.id,
        "weight": str(change.weight or "gone"),
        "fields": fields,
        "people": len(change.people),
    }
    return Notice(change.told.id, repr((facts["weight"], fields)), facts)


def _words(event: Event, name: str, zone: tzinfo) -> str:
    value = getattr(event, name)
    if name in {"start", "end"}:
        return say("changes.moment", moment=value.astimezone(zone))
    if name == "cancelled":
        return say("changes.off" if value else "changes.on")
    return str(value) or "–"
