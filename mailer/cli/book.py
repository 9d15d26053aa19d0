"""`answers` and `review`: what did members say, and what must a person decide?"""

import getpass
from dataclasses import asdict
from typing import Annotated

import typer

from mailer.app import Office
from mailer.cli.common import HERE, Json, Workspace, console, moment, office, print_json, tell
from mailer.cli.findings import sentence
from mailer.cli.views import print_answers, print_why
from mailer.errors import DataError
from mailer.model.book import ReviewItem
from mailer.recording import BOARD, accept, reject
from mailer.reporting import event_answers, why, why_as_json
from mailer.store import events, inbox, members, reviews
from mailer.texts import catalogue, say


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("answers")(answers)
    app.command("review")(review)


def answers(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The event's id in its job file.")],
    member: Annotated[str | None, typer.Option("--why", metavar="MEMBER", help="Show on which words one member's answer rests.")] = None,
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Show who comes, who helps, who is silent.

    Example: mailer answers stadtparteitag --why m012
    """
    with office(workspace) as opened, opened.store.look() as connection:
        if events.by_id(connection, event) is None:
            known = ", ".join(each.id for each in events.every(connection)) or "–"
            raise DataError("answers.unknown_event", event=event, known=known)
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


def review(
    item: Annotated[int | None, typer.Argument(metavar="[NUMBER]", help="One item; without it, the list.")] = None,
    take: Annotated[bool, typer.Option("--accept", help="Write the proposal into the book.")] = False,
    drop: Annotated[bool, typer.Option("--reject", help="Write nothing down; the mail is dealt with.")] = False,
    member: Annotated[str | None, typer.Option("--member", help="Whose mail it is, where the service could not tell.")] = None,
    role: Annotated[str, typer.Option("--role", help="Whose items to list: what is about dues is the treasurer's.")] = BOARD,
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Show what a person must decide, and decide it.

    Example: mailer review 3 --accept
    """
    with office(workspace) as opened:
        with opened.store.look() as connection:
            waiting = reviews.waiting(connection)
            names = members.names(connection)
        if item is None:
            mine = tuple(each for each in waiting if each.audience == role)
            if as_json:
                print_json([asdict(each) for each in mine])
            else:
                _list(opened, mine, names)
                _tell_of_others(waiting, role)
        elif take:
            tell("review.accepted", count=accept(opened.store, item, getpass.getuser(), opened.clock.now(), member))
        elif drop:
            reject(opened.store, item, getpass.getuser(), opened.clock.now())
            tell("review.rejected")
        else:
            found = next((each for each in waiting if each.id == item), None)
            if found is None:
                raise DataError("review.unknown", item=item)
            if as_json:
                print_json(asdict(found))
            else:
                _show(opened, found, names)


def _list(opened: Office, waiting: tuple[ReviewItem, ...], names: dict[str, str]) -> None:
    for each in waiting:
        who = names.get(each.member_id or "", say("review.nobody"))
        tell("review.line", item=each.id, name=who, moment=moment(each.opened_at, opened), reason=_reasons(each)[0])
    tell("review.what_to_do" if waiting else "review.none", count=len(waiting))


def _tell_of_others(waiting: tuple[ReviewItem, ...], role: str) -> None:
    others = sorted({each.audience for each in waiting} - {role})
    for other in others:
        tell("review.others", count=sum(each.audience == other for each in waiting), role=other)


def _show(opened: Office, item: ReviewItem, names: dict[str, str]) -> None:
    with opened.store.look() as connection:
        line = inbox.line(connection, item.inbox_id)
        traceback = inbox.traceback(connection, item.inbox_id)
    tell("review.head", item=item.id, name=names.get(item.member_id or "", say("review.nobody")), moment=moment(item.opened_at, opened))
    for reason in _reasons(item):
        tell("review.reason", reason=reason)
    console.print((line.text if line else None) or traceback or "–", markup=False, soft_wrap=True)
    for finding in item.proposal:
        tell("review.proposal", finding=sentence(finding))
        if finding.evidence:
            tell("review.words", words=" ".join(finding.evidence.split()))
    tell("review.keys", item=item.id)


def _reasons(item: ReviewItem) -> list[str]:
    """The reasons as sentences, without the one that every human mail has; one that has no sentence stands for itself."""
    telling = [reason for reason in item.reasons if not reason.startswith("reading.human")] or item.reasons
    parted = [reason.partition(": ") for reason in telling]
    return [say(key, fact=fact) if key in catalogue() else f"{key} {fact}".strip() for key, _, fact in parted] or ["–"]
