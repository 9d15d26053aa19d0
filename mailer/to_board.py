"""What does the service tell the board by itself? Wiring between the job files, the changes of events and releasing."""

from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from mailer import releasing
from mailer.composing.writer import Writer, to_role
from mailer.config import Settings
from mailer.errors import JobFileError
from mailer.model.jobs import Event
from mailer.planning.changes import Change
from mailer.releasing import Notice
from mailer.store import letters, refusals, restorations
from mailer.store.database import Store
from mailer.store.refusals import Refusal
from mailer.store.restorations import Restoration
from mailer.texts import explain, say

_BOARD = "board"
_REFUSED = "reports/refused.md"
_TOGETHER = timedelta(hours=1)
_LONG = timedelta(minutes=15)
_NOBODY_SPOKE = frozenset({"smtp.unreachable"})


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


def tell_of_backups(store: Store, writer: Writer, settings: Settings, now: datetime) -> int:
    """Queue a mail for each backup that was found in the database's place, once; gives their number."""
    role = settings.roles.get(_BOARD)
    with store.look() as connection:
        found = restorations.every(connection)
    if role is None or not found:
        return 0
    notices = [Notice(str(each.id), each.found_at.isoformat(), _restored(each)) for each in found]
    return releasing.tell(store, writer, releasing.RESTORED, notices, role.addresses, now)


def _restored(found: Restoration) -> dict[str, object]:
    return {"known_until": found.known_until, "until": found.until, "letters": found.letters}


def tell_of_refusals(store: Store, writer: Writer, settings: Settings, now: datetime) -> int:
    """Queue a mail to each address of the offices about times that are over, in which the server refused us; gives their number.

    Each such time is told once, and several within an hour together. Being out of reach for less than a quarter of an hour is nothing
    that a person need know.
    """
    with store.begin() as connection:
        last = refusals.last_told(connection)
        if last is not None and now - last < _TOGETHER:
            return 0
        worth = [each for each in refusals.tell(connection, now) if each.key not in _NOBODY_SPOKE or _lasted(each) >= _LONG]
        if not worth:
            return 0
        facts = {"times": [_time(each) for each in worth]}
        unique = ("refused", worth[0].since.isoformat())
        wishes = [to_role(_REFUSED, (*unique, address), address, now, facts) for address in _offices(settings)]
        letters.queue(connection, [writer.write(wish) for wish in wishes], now)
    return len(wishes)


def _offices(settings: Settings) -> tuple[str, ...]:
    """The addresses of the board and of all who get what must be decided."""
    named = (settings.roles[name].addresses for name in (_BOARD, *settings.review.roles) if name in settings.roles)
    return tuple(dict.fromkeys(address for addresses in named for address in addresses))


def _lasted(refusal: Refusal) -> timedelta:
    return (refusal.ended_at or refusal.tried_at) - refusal.since


def _time(refusal: Refusal) -> dict[str, object]:
    until = refusal.ended_at or refusal.tried_at
    reason = say(refusal.key.replace("smtp.", "smtp_was.", 1), **refusal.facts)
    return {"since": refusal.since, "until": until, "reason": reason, "letters": refusal.letters}


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
