"""`answers` and `book`: what did members say, on which words does it rest, and what was taken back?"""

import getpass
from pathlib import Path
from typing import Annotated

import typer

from mailer.app import Office
from mailer.cli.book_view import print_book, print_why
from mailer.cli.common import HERE, Json, Workspace, console, office, print_json, tell
from mailer.cli.views import print_answers
from mailer.errors import DataError
from mailer.recording import BOARD, undo
from mailer.reporting import book_lines, event_answers, why, why_as_json
from mailer.store import events, inbox, members, records


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("answers")(answers)
    app.command("book")(book)


def answers(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The event's id in its job file.")],
    member: Annotated[str | None, typer.Option("--why", metavar="MEMBER", help="Show on which words one member's answer rests.")] = None,
    take_back: Annotated[int | None, typer.Option("--undo", metavar="ENTRY", help="Take an entry back; --why shows its number.")] = None,
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Show who comes, who helps, who is silent.

    Example: mailer answers stadtparteitag --why m012
    """
    with office(workspace) as opened:
        if take_back is not None:
            _undo(opened, take_back, event)
            return
        with opened.store.look() as connection:
            names = members.names(connection)
            if member is not None:
                entries = why(connection, event, member)
                if as_json:
                    print_json(why_as_json(entries))
                else:
                    print_why(console, entries, names, opened.zone)
                return
            found = event_answers(connection, event)
    if as_json:
        print_json(found.as_json())
    else:
        print_answers(console, found, opened.zone)


def book(
    kind: Annotated[
        str | None, typer.Argument(metavar="[KIND]", help="motion, resignation, unsubscribe, contact_change, dues, death.")
    ] = None,
    member: Annotated[str | None, typer.Option("--member", metavar="MEMBER", help="Only this member's entries.")] = None,
    take_back: Annotated[int | None, typer.Option("--undo", metavar="ENTRY", help="Take an entry back, by an entry of its own.")] = None,
    save: Annotated[
        int | None, typer.Option("--save", metavar="ENTRY", help="Write the entry's mail, attachments and all, to --out.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Where to: an .eml file.")] = None,
    role: Annotated[str, typer.Option("--role", help="Who looks: what is about dues is the treasurer's.")] = BOARD,
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Show what members said beside answers to events: motions, who leaves, new addresses; take an entry back.

    Example: mailer book motion
    """
    with office(workspace) as opened:
        if take_back is not None:
            _undo(opened, take_back)
            return
        if save is not None:
            _save(opened, save, out or Path(f"eintrag-{save}.eml"))
            return
        with opened.store.look() as connection:
            lines = book_lines(connection, kind, member, role, _deadlines(opened))
    if as_json:
        print_json([line.as_json() for line in lines])
    else:
        print_book(console, lines, opened.zone)


def _undo(opened: Office, entry_id: int, event: str | None = None) -> None:
    """Take an entry back; where an event is named, it must be about that."""
    with opened.store.look() as connection:
        entry = records.by_id(connection, entry_id)
        known = events.by_id(connection, event) if event is not None else None
    if event is not None and entry is not None:
        targets = {event, *(shift.id for shift in known.shifts)} if known else {event}
        if not {entry.finding.event, entry.finding.target} & targets:
            raise DataError("book.elsewhere", entry=entry_id, event=event)
    undo(opened.store, entry_id, getpass.getuser(), opened.clock.now())
    tell("book.undone", entry=entry_id)


def _save(opened: Office, entry_id: int, file: Path) -> None:
    with opened.store.look() as connection:
        entry = records.by_id(connection, entry_id)
        raw = inbox.raw(connection, entry.inbox_id) if entry is not None and entry.inbox_id is not None else None
    if raw is None:
        raise DataError("book.no_mail", entry=entry_id)
    file.write_bytes(raw)
    tell("book.saved", file=file)


def _deadlines(opened: Office) -> dict[str, object]:
    """Until when each job takes motions: its free fact `motions_until`."""
    return {job.id: job.values.get("motions_until") for job in opened.shelf.jobs}
