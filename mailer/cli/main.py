"""Which commands are there, and how do errors reach a person?"""

import logging
import os
import sys

import typer

from mailer.cli import addresses, book, demo, domain, mailbox, mailings, members, reports, running, setup
from mailer.cli.common import fail
from mailer.errors import ConfigurationError, JobFileError, MailerError

app = typer.Typer(
    name="mailer",
    help="The post office of a membership association. Members just reply.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=True,
)
for commands in (setup, domain, members, mailings, mailbox, running, book, addresses, reports, demo):
    commands.register(app)


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
