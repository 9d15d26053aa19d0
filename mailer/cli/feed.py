"""`feed`: the calendar file for the web site."""

import sys
from typing import Annotated

import typer

from mailer.cli.common import HERE, Workspace, office, tell
from mailer.errors import DataError


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("feed")(feed)


def feed(
    show: Annotated[bool, typer.Option("--show", help="Print the file instead of writing it.")] = False,
    workspace: Workspace = HERE,
) -> None:
    """Write the calendar file of all dates that [feed] in config.toml names. The service does it by itself.

    Example: mailer feed --show
    """
    with office(workspace) as opened:
        if show:
            sys.stdout.buffer.write(opened.feed())
            return
        if opened.feed_file is None:
            raise DataError("feed.no_file")
        changed = opened.write_feed()
        tell("feed.written" if changed else "feed.same", file=opened.feed_file)
