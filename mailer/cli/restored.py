"""`restored`: a backup was put in the database's place, and nothing old may go out again."""

from typing import Annotated

import typer

from mailer import pulse
from mailer.cli.common import HERE, Workspace, agreed, office, tell


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("restored")(restored)


def restored(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    workspace: Workspace = HERE,
) -> None:
    """Say that the whole workspace came from a backup, or from the image of a machine: what was due or waits then asks before it goes.

    A backup of the database alone is noticed without this command.

    Example: mailer restored
    """
    with office(workspace) as opened:
        if opened.heart.restored is not None:
            return
        if not yes and not agreed("restored.question"):
            tell("restored.left_alone")
            raise typer.Exit(1)
        found = pulse.declare(opened.store, opened.clock.now())
        tell("restored.declared" if found is not None else "restored.busy", letters=found.letters if found is not None else 0)
        if found is None:
            raise typer.Exit(1)
