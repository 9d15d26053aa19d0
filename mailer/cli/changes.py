"""`changes`: which events are not as members were told, and tell them?"""

from typing import Annotated, Any

import typer

from mailer.app import Office
from mailer.cli.common import HERE, Json, Workspace, agreed, console, office, print_json, tell
from mailer.cli.delivery import deliver
from mailer.errors import DataError
from mailer.model.jobs import Event
from mailer.planning.changes import Change
from mailer.texts import say


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("changes")(changes)


def changes(
    send: Annotated[str | None, typer.Option("--send", metavar="EVENT", help="Tell the change of this event to those concerned.")] = None,
    cancelled: Annotated[bool, typer.Option("--cancelled", help="With --send: the event stands in no file any more; it is off.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Show events whose time, place or words in the job files differ from what members were told, and tell them.

    A calendar entry is updated or taken away under the same UID. After a major change everybody is asked again.

    Example: mailer changes --send stadtparteitag
    """
    with office(workspace, talks=send is not None) as opened:
        found = opened.pending_changes()
        if send is not None:
            _announce(opened, found, send, cancelled, yes)
        elif as_json:
            print_json([_row(change, opened) for change in found])
        elif not found:
            tell("changes.none")
        else:
            for change in found:
                _show(change, opened)


def _announce(opened: Office, found: tuple[Change, ...], event_id: str, cancelled: bool, yes: bool) -> None:
    change = next((each for each in found if each.told.id == event_id), None)
    if change is None:
        raise DataError("changes.unknown", event=event_id, known=", ".join(each.told.id for each in found) or "–")
    if change.planned is None and not cancelled:
        raise DataError("changes.gone_which", event=event_id)
    _show(change, opened)
    if not yes and not agreed("changes.question", people=len(change.people)):
        tell("changes.stopped")
        raise typer.Exit(1)
    planned = opened.announce(change)
    tell("changes.queued", letters=planned.queued, out=len(planned.left_out))
    deliver(opened, planned.due.job.id, planned.due.mailing.id)


def _show(change: Change, opened: Office) -> None:
    key = f"changes.{change.weight or 'gone'}"
    tell(key, event=change.told.id, title=change.told.title, people=len(change.people))
    for name in change.fields:
        before, after = (_words(event, name, opened) for event in (change.told, change.planned or change.told))
        console.print("  " + say("changes.field", name=say(f"changes.field_{name}"), before=before, after=after), markup=False)


def _words(event: Event, name: str, opened: Office) -> str:
    value = getattr(event, name)
    if name in {"start", "end"}:
        return say("changes.moment", moment=value.astimezone(opened.zone))
    if name == "cancelled":
        return say("changes.off" if value else "changes.on")
    return str(value) or "–"


def _row(change: Change, opened: Office) -> dict[str, Any]:
    fields = {name: [_plain(getattr(event, name), opened) for event in (change.told, change.planned)] for name in change.fields}
    return {"event": change.told.id, "weight": change.weight or "gone", "fields": fields, "people": sorted(change.people)}


def _plain(value: object, opened: Office) -> object:
    return value.astimezone(opened.zone).isoformat() if hasattr(value, "astimezone") else value
