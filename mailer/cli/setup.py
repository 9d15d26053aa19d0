"""`init` and `check`: is everything in place?"""

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from mailer import config
from mailer.app import Office
from mailer.cli.common import HERE, Json, Workspace, console, office, print_json, tell
from mailer.errors import ConfigurationError, MailerError
from mailer.receiving import check_login as check_imap
from mailer.resources import copy_samples, shipped
from mailer.sending import check_login as check_smtp
from mailer.texts import explain, say


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("init")(init)
    app.command("check")(check)


def init(folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")]) -> None:
    """Make a workspace: config.toml, jobs/ and templates/ with samples.

    Example: mailer init verband && cd verband
    """
    if folder.exists() and any(folder.iterdir()):
        raise ConfigurationError("init.not_empty", folder=folder)
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    shutil.copyfile(shipped("config.toml"), folder / config.FILE_NAME)
    copy_samples(folder)
    tell("init.done", folder=folder)


def check(workspace: Workspace = HERE, as_json: Json = False) -> None:
    """Check configuration, templates, jobs, database, SMTP and IMAP login; say what is wrong and how to mend it.

    Example: mailer check
    """
    results: list[tuple[str, bool, str]] = []
    with office(workspace) as opened:
        for name, work in _CHECKS.items():
            try:
                results.append((name, True, work(opened)))
            except MailerError as error:
                results.append((name, False, explain(error)))
    if as_json:
        print_json([{"check": name, "ok": ok, "message": words} for name, ok, words in results])
    else:
        for name, ok, words in results:
            mark = "[green]✓[/]" if ok else "[red]✗[/]"
            console.print(f"{mark} {say(f'check.{name}')}: ", end="")
            console.print(words, markup=False, soft_wrap=True)
    if not all(ok for _, ok, _ in results):
        raise typer.Exit(1)


def _check_settings(opened: Office) -> str:
    return say("check.settings_fine", name=opened.settings.association.name)


def _check_templates(opened: Office) -> str:
    used = sorted({mailing.template for job in opened.shelf.jobs for mailing in job.mailings})
    for template in used:
        opened.writer.check(template)
    return say("check.templates_fine", count=len(used))


def _check_jobs(opened: Office) -> str:
    if opened.shelf.broken:
        problems = opened.shelf.broken
        raise ConfigurationError("check.jobs_broken", problems, count=len(problems), fine=len(opened.shelf.jobs))
    return say("check.jobs_fine", count=len(opened.shelf.jobs))


def _check_database(opened: Office) -> str:
    return say("check.database_fine", kind="SQLite" if opened.store.is_sqlite else "PostgreSQL")


def _check_smtp(opened: Office) -> str:
    smtp = opened.settings.smtp
    asyncio.run(check_smtp(smtp, opened.settings.association.domain))
    return say("check.server_fine", host=smtp.host, port=smtp.port, security=smtp.security)


def _check_imap(opened: Office) -> str:
    imap = opened.settings.imap
    check_imap(imap)
    return say("check.server_fine", host=imap.host, port=imap.port, security=imap.security)


_CHECKS: dict[str, Callable[[Office], str]] = {
    "settings": _check_settings,
    "database": _check_database,
    "templates": _check_templates,
    "jobs": _check_jobs,
    "smtp": _check_smtp,
    "imap": _check_imap,
}
