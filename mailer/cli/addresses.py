"""`addresses`: which addresses get no mail or soon none, and what does a person decide about them?"""

import getpass
from datetime import datetime
from typing import Annotated, Any

import typer

from mailer.app import Office
from mailer.cli.common import HERE, Json, Workspace, console, office, print_json, tell
from mailer.cli.tables import column_table, show
from mailer.errors import DataError
from mailer.model.addresses import Action, Decision, Evidence, Scope
from mailer.people.address_policy import LIMIT, WINDOW, Verdict, suppressions, verdict
from mailer.store import bounces, members
from mailer.texts import say

Address = Annotated[str, typer.Argument(metavar="ADDRESS", help="The e-mail address, however it is spelt.")]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    commands = typer.Typer(invoke_without_command=True, rich_markup_mode=None)
    commands.callback()(list_addresses)
    commands.command("lift")(lift)
    commands.command("set")(set_address)
    app.add_typer(commands, name="addresses")


def list_addresses(context: typer.Context, workspace: Workspace = HERE, as_json: Json = False) -> None:
    """Show which addresses get no mail, which failed lately, why, and what to do.

    Example: mailer addresses --json
    """
    if context.invoked_subcommand is not None:
        return
    with office(workspace) as opened:
        rows = _rows(opened)
    if as_json:
        print_json([{**row, "limit": LIMIT} for row in rows])
        return
    table = column_table("addresses", ("address", "name", "state", "reason", "since", "advice"))
    for row in rows:
        since = _day(row["since"], opened)
        name = row["name"] or say("addresses.nobody")
        table.add_row(row["address"], name, _state(row, opened), _reason(row), since, say(f"addresses_advice.{row['advice']}"))
    show(console, "addresses.heading", table, "addresses.none")
    if any(row["suppressed"] for row in rows):
        tell("addresses.what_to_do")


def lift(address: Address, workspace: Workspace = HERE) -> None:
    """Write to an address again; what was reported about earlier letters does not count any more.

    Example: mailer addresses lift jana@post.example
    """
    with office(workspace) as opened, opened.store.begin() as connection:
        now = opened.clock.now()
        standing = verdict(bounces.evidence_of(connection, address), now)
        stopped = bounces.lift(connection, address, getpass.getuser(), now)
        if not stopped and not standing.score:
            raise DataError("addresses.nothing_to_lift", address=address.lower())
    tell("addresses.lifted", address=address.lower())


def set_address(
    address: Address,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, in your words; kept with the entry.")],
    workspace: Workspace = HERE,
) -> None:
    """Write to an address no more, whatever arrives there, until somebody lifts it.

    Example: mailer addresses set jana@post.example --reason "Möchte nur noch Post"
    """
    if not address.rpartition("@")[0] or address.endswith("@"):
        raise DataError("addresses.no_address", address=address)
    if not reason.strip():
        raise DataError("addresses.no_reason")
    with office(workspace) as opened, opened.store.begin() as connection:
        decision = Decision(Action.SET, opened.clock.now(), getpass.getuser(), reason.strip())
        bounces.write_decision(connection, address, decision)
        bounces.keep(connection, address, suppressions(bounces.evidence_of(connection, address)))
        known = members.by_address(connection, address)
    if not known:
        tell("addresses.not_in_book", address=address.lower())
    tell("addresses.set", address=address.lower())


def _rows(opened: Office) -> list[dict[str, Any]]:
    """Every address that is suppressed or scores, by address."""
    now = opened.clock.now()
    with opened.store.look() as connection:
        known = bounces.evidence(connection, bounces.spoken_of(connection, now - WINDOW))
        names = {(member.email or "").lower(): member.name for member in members.everybody(connection)}
    verdicts = {address: verdict(evidence, now) for address, evidence in known.items()}
    wanted = {address: found for address, found in verdicts.items() if found.suppressed or found.score}
    return [_row(address, names.get(address), wanted[address], known[address]) for address in sorted(wanted)]


def _row(address: str, name: str | None, found: Verdict, evidence: Evidence) -> dict[str, Any]:
    report = next((report for report in evidence.reports if report.id == found.report_id), None)
    return {
        "address": address,
        "name": name,
        "suppressed": found.suppressed,
        "scope": found.scope,
        "reason": found.reason,
        "score": found.score,
        "since": found.since,
        "until": found.until,
        "advice": found.advice,
        "report": found.report_id,
        "status": report.status if report else None,
        "words": report.words if report else None,
        "note": found.note or None,
        "set_by": found.set_by,
    }


def _state(row: dict[str, Any], opened: Office) -> str:
    if not row["suppressed"]:
        return say("addresses.state_scored", score=row["score"], limit=LIMIT)
    if row["scope"] is Scope.BULK:
        return say("addresses.state_bulk")
    return say("addresses.state_all_until", until=_day(row["until"], opened)) if row["until"] else say("addresses.state_all")


def _reason(row: dict[str, Any]) -> str:
    if row["set_by"]:
        return say("addresses.set_reason", note=row["note"] or "", who=row["set_by"])
    reason = say(f"addresses_reason.{row['reason']}")
    return f"{reason} ({row['status']})" if row["status"] else reason


def _day(when: datetime | None, opened: Office) -> str:
    return when.astimezone(opened.zone).strftime(say("addresses.day")) if when else ""
