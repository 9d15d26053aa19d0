"""`review`: what must a person decide, and what do they decide?"""

import getpass
from dataclasses import asdict
from typing import Annotated

import typer

from mailer.app import Office
from mailer.cli.common import HERE, Json, Workspace, console, office, print_json, tell
from mailer.cli.review_steps import findings_for, named_member, step_through
from mailer.cli.review_view import show_item, show_list
from mailer.errors import DataError
from mailer.model.book import ReviewItem
from mailer.recording import BOARD, accept, ask_back, assign, reject
from mailer.store import members, reviews


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("review")(review)


def review(
    item: Annotated[int | None, typer.Argument(metavar="[NUMBER]", help="One item; without it, the list.")] = None,
    take: Annotated[bool, typer.Option("--accept", help="Write the proposal into the book, and tell the member.")] = False,
    drop: Annotated[bool, typer.Option("--reject", help="Write nothing down; the mail is dealt with.")] = False,
    change: Annotated[
        str | None, typer.Option("--change", metavar="WORDS", help='Write down something else: "Absage", "Zusage zu zweit", …')
    ] = None,
    ask: Annotated[bool, typer.Option("--ask", help="Ask the member back; the item stays open.")] = False,
    question: Annotated[str, typer.Option("--question", help="Your own question instead of the prepared one, with --ask.")] = "",
    member: Annotated[
        str | None, typer.Option("--member", help="Whose mail it is, by name or id, where the service could not tell.")
    ] = None,
    role: Annotated[str, typer.Option("--role", help="Whose items to list: what is about dues is the treasurer's.")] = BOARD,
    step: Annotated[bool, typer.Option("--step", help="Decide one after the other, with one key each.")] = False,
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Show what a person must decide, and decide it.

    Example: mailer review 3 --change "Zusage zu zweit"
    """
    if sum((take, drop, change is not None, ask)) > 1:
        raise DataError("review.one_of")
    with office(workspace) as opened:
        if item is None:
            _all(opened, role, step, as_json)
        elif take or drop or change is not None or ask or member is not None:
            _decide(opened, item, take, drop, change, ask, question, member)
        else:
            _show(opened, item, as_json)


def _all(opened: Office, role: str, step: bool, as_json: bool) -> None:
    with opened.store.look() as connection:
        waiting = reviews.waiting(connection)
    mine = tuple(each for each in waiting if each.audience == role)
    if as_json:
        print_json([asdict(each) for each in mine])
    elif step:
        step_through(opened, mine, getpass.getuser(), lambda prompt: console.input(prompt, markup=False))
    else:
        show_list(opened, mine, waiting, role)


def _show(opened: Office, number: int, as_json: bool) -> None:
    found = _item(opened, number)
    if as_json:
        print_json(asdict(found))
    else:
        show_item(opened, found)
        tell("review.keys", item=number)


def _decide(opened: Office, number: int, take: bool, drop: bool, change: str | None, ask: bool, question: str, member: str | None) -> None:
    who, now, item = getpass.getuser(), opened.clock.now(), _item(opened, number)
    owner = named_member(opened, member) if member is not None else None
    if drop:
        reject(opened.store, number, who, now)
        tell("review.rejected")
    elif ask:
        ask_back(opened.store, number, who, now, opened.desk(), question)
        tell("review.asked_now", item=number)
    elif take or change is not None:
        findings = findings_for(opened, item, change) if change is not None else None
        tell("review.accepted", count=accept(opened.store, number, who, now, owner, findings, opened.desk()))
    elif owner is not None:
        given = assign(opened.store, number, owner, now)
        with opened.store.look() as connection:
            tell("review.assigned", item=number, name=members.names(connection)[owner])
        show_item(opened, given)


def _item(opened: Office, number: int) -> ReviewItem:
    with opened.store.look() as connection:
        found = reviews.by_id(connection, number)
    if found is None:
        raise DataError("review.unknown", item=number)
    return found
