"""`receive` and `inspect`: what came in, and what does a mail say?"""

import asyncio
import threading
from pathlib import Path
from typing import Annotated

import typer

from mailer.cli.common import HERE, Workspace, office, tell
from mailer.cli.inspect import inspect as inspect_mails
from mailer.model.book import InboxState
from mailer.store import inbox, outbox


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("receive")(receive)
    app.command("inspect")(inspect)


def receive(workspace: Workspace = HERE) -> None:
    """Look into the mailbox once: keep, understand, record, and send the confirmations.

    Example: mailer receive
    """
    with office(workspace) as opened:
        fetched = opened.receive(threading.Event())
        understood = opened.record_open()
        with opened.store.look() as connection:
            waiting = inbox.counts(connection).get(InboxState.REVIEW, 0)
            due = outbox.still_open(connection)
        tell("receive.done", fetched=fetched, understood=understood)
        if waiting:
            tell("receive.review", count=waiting)
        if due and opened.lock.acquire():
            opened.recover()
            tell("receive.confirmed", count=asyncio.run(opened.send_due(asyncio.Event())).sent)


def inspect(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Mails (.eml) or folders of them.")],
    context: Annotated[Path | None, typer.Option("--context", help="What was asked, as JSON.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Show what the service makes of a mail; needs no workspace and no database.

    Example: mailer inspect antwort.eml
    """
    raise typer.Exit(inspect_mails(paths, context, as_json))
