"""`serve`, `status` and `doubts`: does it run, and is anything wrong?"""

import asyncio
import logging
import signal
from dataclasses import asdict
from typing import Annotated

import typer

from mailer.cli.common import HERE, Json, Workspace, console, moment, office, print_json, tell
from mailer.cli.views import print_status
from mailer.errors import StoreError
from mailer.reporting import Allowance, overview
from mailer.sending.pace import allowed_now
from mailer.service import Service
from mailer.store import outbox


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("serve")(serve)
    app.command("status")(status)
    app.command("doubts")(doubts)


def serve(workspace: Workspace = HERE) -> None:
    """Run the service: plan, send, receive, record, until SIGTERM or Ctrl-C ends it cleanly.

    Exit code 2 is a fault in config.toml, 1 anything else that stops it, such as a full disk.

    Example: mailer serve --workspace verband
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    with office(workspace, talks=True) as opened:
        if not opened.lock.acquire():
            raise StoreError("serve.second")
        opened.recover()
        service = Service(opened, opened.clock.now)
        tell("serve.started", name=opened.settings.association.name)
        asyncio.run(_until_signal(service))
        tell("serve.stopped")


def status(workspace: Workspace = HERE, as_json: Json = False) -> None:
    """Show what waits, how fast letters leave, what was refused and why, since when the server refuses us, and what a person must decide.

    Exit code 1 while the server refuses us.

    Example: mailer status, or every second: watch -n 1 mailer status
    """
    with office(workspace) as opened, opened.store.look() as connection:
        now, smtp = opened.clock.now(), opened.settings.smtp
        left = allowed_now(connection, smtp, now)
        seen = overview(connection, now, None if left is None else Allowance(smtp.rate, left))
    if as_json:
        print_json(seen.as_json())
    else:
        print_status(console, seen, opened.zone)
    if seen.refusal is not None:
        raise typer.Exit(1)


def doubts(
    resend: Annotated[bool, typer.Option("--resend", help="Send all of them again, with the same Message-ID.")] = False,
    accept: Annotated[bool, typer.Option("--accept", help="Take all of them as sent.")] = False,
    letter: Annotated[list[str] | None, typer.Option("--letter", help="Only this letter; may be given several times.")] = None,
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """List letters of which nobody knows whether they arrived, and decide about them.

    Example: mailer doubts --resend, or for one letter: mailer doubts --accept --letter ID
    """
    with office(workspace) as opened:
        with opened.store.begin() as connection:
            doubtful = overview(connection, opened.clock.now()).in_doubt
            found = [each for each in doubtful if not letter or each.letter_id in letter]
            if resend or accept:
                decided = outbox.decide_doubt(connection, [each.letter_id for each in found], resend and not accept, opened.clock.now())
        if as_json:
            print_json([asdict(each) for each in found])
            return
        for each in found:
            facts = {"name": each.name or "–", "subject": each.subject or "–", "moment": moment(each.since, opened)}
            tell("doubts.line", letter=each.letter_id, **facts)
        if resend or accept:
            tell("doubts.resent" if resend and not accept else "doubts.accepted", count=decided)
        else:
            tell("doubts.what_to_do" if found else "doubts.none", count=len(found))


async def _until_signal(service: Service) -> None:
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, service.stop)
    await service.run()
