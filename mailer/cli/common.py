"""What do all commands share? The workspace, the consoles, the way to print data."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from mailer.app import Office, open_office
from mailer.cli.failing import errors, fail
from mailer.texts import say

__all__ = ["HERE", "Json", "Workspace", "agreed", "console", "errors", "fail", "moment", "office", "print_json", "tell"]

Workspace = Annotated[Path, typer.Option("--workspace", "-w", envvar="MAILER_WORKSPACE", help="The workspace; default: this folder.")]
Json = Annotated[bool, typer.Option("--json", help="Print data as JSON.")]
HERE = Path()
console = Console(highlight=False, soft_wrap=False)


@contextmanager
def office(workspace: Path, talks: bool = False) -> Iterator[Office]:
    """The opened workspace, closed again at the end. Only a command that `talks` to a server needs its passwords."""
    opened = open_office(workspace, talks=talks)
    opened.complain = fail
    if (found := opened.heart.restored) is not None:
        known = moment(found.known_until, opened) if found.known_until else say("restored.nothing")
        sentence = say("restored.found", known=known, until=moment(found.until, opened), letters=found.letters)
        errors.print(sentence, markup=False, soft_wrap=True)
    try:
        yield opened
    finally:
        opened.close()


def tell(key: str, **facts: object) -> None:
    """Print a sentence of the catalogue."""
    console.print(say(key, **facts), markup=False, soft_wrap=True)


def agreed(key: str, **facts: object) -> bool:
    """Ask a question of the catalogue; anything but a clear yes is a no, and so is the end of the input."""
    try:
        answer = console.input(say(key, **facts), markup=False)
    except EOFError:
        return False
    return answer.strip().lower() in say("cli.yes").split()


def print_json(data: object) -> None:
    """Print data as JSON, one document."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2, default=_plain) + "\n")


def moment(when: datetime | None, office: Office) -> str:
    """A moment as the terminal shows it, in the association's time zone."""
    return when.astimezone(office.zone).strftime(say("cli.moment")) if when else "–"


def _plain(value: object) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal | Path):
        return str(value)
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(type(value).__name__)
