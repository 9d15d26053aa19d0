"""What came in? `receive` looks into the mailbox once."""

import asyncio
import threading

import typer

from mailer.cli.common import HERE, Workspace, office, tell
from mailer.model.book import InboxState
from mailer.store import inbox, outbox


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("receive")(receive)


def receive(workspace: Workspace = HERE) -> None:
    """Look into the mailbox once: keep, understand, record, and send the confirmations.

    Example: mailer receive
    """
    with office(workspace, talks=True) as opened:
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
