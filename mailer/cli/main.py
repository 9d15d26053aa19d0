"""Which commands are there, and how do errors reach a person?"""

import logging
import os
import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_group

from mailer.cli.failing import fail
from mailer.errors import ConfigurationError, JobFileError, MailerError

COMMANDS = {
    "setup": ("init", "check"),
    "domain": ("dkim-key",),
    "members": ("members",),
    "mailings": ("jobs", "preview", "send"),
    "release": ("release",),
    "correct": ("correct",),
    "changes": ("changes",),
    "feed": ("feed",),
    "convening": ("deadlines",),
    "magazine": ("magazine",),
    "evidence": ("evidence",),
    "printing": ("print", "returned"),
    "mailbox": ("receive",),
    "inspect": ("inspect",),
    "running": ("serve", "status", "doubts"),
    "restored": ("restored",),
    "book": ("answers", "book"),
    "review": ("review",),
    "addresses": ("addresses",),
    "reports": ("report",),
    "demo": ("demo",),
}
"""By the module of this folder in which they stand."""


class Commands(TyperGroup):
    """Loads the module of a command when the command is called for: to send, nobody needs what understands answers."""

    def list_commands(self, ctx: Any) -> list[str]:
        """All of them, in the order of the help."""
        return [name for names in COMMANDS.values() for name in names]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, or None."""
        module = next((module for module, names in COMMANDS.items() if cmd_name in names), None)
        if module is None:
            return None
        part = typer.Typer(rich_markup_mode=None)
        part.callback()(_callback)
        import_module(f"mailer.cli.{module}").register(part)
        return get_group(part).commands.get(cmd_name)


app = typer.Typer(
    name="mailer",
    cls=Commands,
    help="The post office of a membership association. Members just reply.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=True,
)


@app.callback()
def _callback() -> None:
    """The post office of a membership association. Members just reply."""


def run() -> None:
    """The `mailer` command: exit code 0 when done, 1 when something is wrong with the data, 2 for usage or configuration."""
    logging.getLogger("mailer").addHandler(logging.NullHandler())
    try:
        app()
    except MailerError as error:
        fail(error)
        sys.exit(2 if isinstance(error, ConfigurationError) and not isinstance(error, JobFileError) else 1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    run()
