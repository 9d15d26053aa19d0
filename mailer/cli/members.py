"""`members`: who is in the address book?"""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from mailer.cli.common import HERE, Json, Workspace, console, errors, office, print_json, tell
from mailer.errors import DataError, MemberFileError
from mailer.model.people import Member
from mailer.people.difference import Difference, difference
from mailer.people.member_file import MemberFile, parse_member_file
from mailer.store import members
from mailer.texts import say

_MANY = 20


def register(app: typer.Typer) -> None:
    """Add these commands."""
    commands = typer.Typer(no_args_is_help=True, help="The address book: import a member file, list members.", rich_markup_mode=None)
    commands.command("import")(import_file)
    commands.command("list")(list_members)
    commands.command("groups")(list_groups)
    app.add_typer(commands, name="members")


def import_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The member file: CSV or XLSX with a header line.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Bring the address book to what a member file says. Wrong rows are reported and left out; the rest is imported.

    Example: mailer members import mitglieder.csv --dry-run, or: mailer members import mitglieder.xlsx
    """
    with office(workspace) as opened:
        try:
            data = file.read_bytes()
        except OSError as error:
            raise MemberFileError("members.unreadable", file=file, reason=error.strerror) from error
        found = parse_member_file(data, opened.settings.members.columns)
        with opened.store.begin() as connection:
            change = difference(members.everybody(connection), found.members, found.refused)
            if not dry_run:
                members.put(connection, [*change.added, *(new for _, new, _ in change.changed)])
                members.mark_gone(connection, [member.id for member in change.gone], opened.clock.now())
    _report(found, change, dry_run, as_json)
    if found.problems:
        raise typer.Exit(1)


def list_members(workspace: Workspace = HERE, as_json: Json = False) -> None:
    """List the members.

    Example: mailer members list --json
    """
    with office(workspace) as opened, opened.store.look() as connection:
        people = members.everybody(connection)
    if as_json:
        print_json([asdict(member) for member in people])
        return
    if not people:
        raise DataError("members.none")
    table = Table(*(say(f"members.column_{name}") for name in ("id", "name", "email", "branch", "status")))
    for member in people:
        table.add_row(member.id, member.name, member.email or "–", member.branch, member.status)
    console.print(table)


def list_groups(workspace: Workspace = HERE, as_json: Json = False) -> None:
    """List what audiences may name: groups, branches, mandates and statuses, each with the number of members.

    Example: mailer members groups
    """
    with office(workspace) as opened, opened.store.look() as connection:
        people = members.everybody(connection)
    if not people:
        raise DataError("members.none")
    counts = {name: _counted(values) for name, values in _names(people).items()}
    if as_json:
        print_json(counts)
        return
    table = Table(*(say(f"members.column_{name}") for name in ("kind", "named", "people")))
    for name, found in counts.items():
        for value, count in found.items():
            table.add_row(say(f"members.kind_{name}"), value, str(count))
    console.print(table)


def _names(people: Iterable[Member]) -> dict[str, list[str]]:
    """Everything that an audience may name, once for each member who has it."""
    found: dict[str, list[str]] = {"groups": [], "branches": [], "mandates": [], "status": []}
    for member in people:
        found["groups"] += member.groups
        found["branches"] += [member.branch] if member.branch else []
        found["mandates"] += dict.fromkeys(":".join(filter(None, (each.body, each.role, each.ballot))) for each in member.mandates)
        found["status"].append(member.status)
    return found


def _counted(values: list[str]) -> dict[str, int]:
    return {value: values.count(value) for value in sorted(set(values), key=str.casefold)}


def _report(found: MemberFile, change: Difference, dry_run: bool, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "dry_run": dry_run,
                "added": [member.id for member in change.added],
                "changed": {new.id: list(names) for _, new, names in change.changed},
                "gone": [member.id for member in change.gone],
                "unchanged": change.unchanged,
                "problems": [{"line": p.line, "column": p.column, "message": say(p.key, **p.facts)} for p in found.problems],
            }
        )
        return
    for problem in found.problems:
        errors.print(say(problem.key, **problem.facts), markup=False, soft_wrap=True)
    if found.unknown_columns:
        tell("members.unknown_columns", columns=", ".join(found.unknown_columns))
    _list("members.added", change.added)
    _list("members.changed", tuple(new for _, new, _ in change.changed), [", ".join(names) for _, _, names in change.changed])
    _list("members.gone", change.gone)
    counts = {"added": len(change.added), "changed": len(change.changed), "gone": len(change.gone), "unchanged": change.unchanged}
    tell("members.would_import" if dry_run else "members.imported", **counts)
    if found.problems:
        tell("members.problems", count=len(found.problems))


def _list(key: str, people: tuple[Member, ...], notes: list[str] | None = None) -> None:
    for index, member in enumerate(people[:_MANY]):
        tell(key, id=member.id, name=member.name, note=notes[index] if notes else "")
    if len(people) > _MANY:
        tell("members.more", count=len(people) - _MANY)
