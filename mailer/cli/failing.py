"""How does an error reach a person? Apart from all else, for the commands that need no workspace."""

from rich.console import Console

from mailer.errors import MailerError
from mailer.texts import explain

errors = Console(stderr=True, highlight=False)


def fail(error: MailerError) -> None:
    """Print an error in a person's words."""
    errors.print(explain(error), markup=False, soft_wrap=True)
