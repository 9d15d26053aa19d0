"""`init` and `check`: is everything in place?"""

import asyncio
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer

from mailer import config, looking
from mailer.app import Office
from mailer.cli import convening
from mailer.cli.common import HERE, Json, Workspace, console, office, print_json, tell
from mailer.cli.domain import domain_findings
from mailer.errors import ConfigurationError, MailerError
from mailer.looking import Reached
from mailer.planning.advice import Doubt, doubts
from mailer.receiving import check_login as check_imap
from mailer.resources import copy_samples, shipped
from mailer.sending import check_login as check_smtp
from mailer.sending.domain_advice import Finding, Level
from mailer.store import members
from mailer.texts import explain, say

_MARKS = {
    Level.OK: "[green]✓[/]",
    Level.INFO: "[blue]·[/]",
    Level.WARN: "[yellow]![/]",
    Level.BAD: "[red]✗[/]",
    Level.UNKNOWN: "[blue]?[/]",
}


@dataclass(frozen=True, slots=True)
class _Result:
    check: str
    level: Level
    message: str


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


def check(
    workspace: Workspace = HERE,
    as_json: Json = False,
    offline: Annotated[bool, typer.Option("--offline", help="Ask the DNS nothing about the sender's domain.")] = False,
    nameserver: Annotated[str | None, typer.Option("--nameserver", metavar="ADDRESS", help="Ask this name server.")] = None,
) -> None:
    """Check configuration, templates, jobs, database, SMTP and IMAP login, and what the DNS says about the sender's domain.

    Example: mailer check, or without the DNS: mailer check --offline, or asking one name server: mailer check --nameserver 192.0.2.53
    """
    with office(workspace, talks=True) as opened:
        results = [_result(name, work, opened) for name, work in _CHECKS.items()]
        reached = looking.everyone_reached(opened.around)
        results += _check_roles(opened) + _check_convocations(opened) + _check_letters(opened, reached)
        results += _check_sense(opened, reached)
        if not as_json:
            for result in results:
                _show(result, label=f"{say(f'check.{result.check}')}: ")
        if not offline:
            told = [_of_domain(finding) for finding in domain_findings(opened, nameserver)]
            if not as_json:
                tell("check.domain", domain=opened.settings.association.domain)
                for result in told:
                    _show(result, indent="  ")
            results += told
    if as_json:
        print_json([asdict(result) | {"ok": result.level is not Level.BAD} for result in results])
    if any(result.level is Level.BAD for result in results):
        raise typer.Exit(1)


def _result(name: str, work: Callable[[Office], str], opened: Office) -> _Result:
    try:
        return _Result(name, Level.OK, work(opened))
    except MailerError as error:
        return _Result(name, Level.BAD, explain(error))


def _of_domain(finding: Finding) -> _Result:
    return _Result(f"domain.{finding.topic}", finding.level, say(finding.key, **finding.facts))


def _show(result: _Result, *, indent: str = "", label: str = "") -> None:
    console.print(f"{indent}{_MARKS[result.level]} {label}", end="")
    console.print(result.message, markup=False, soft_wrap=True)


def _check_settings(opened: Office) -> str:
    return say("check.settings_fine", name=opened.settings.association.name)


def _check_templates(opened: Office) -> str:
    used = sorted({mailing.template for job in opened.shelf.jobs for mailing in job.mailings})
    wrong = [error for template in used if (error := _wrong(opened, template)) is not None]
    if wrong:
        raise ConfigurationError("check.templates_broken", tuple(wrong), count=len(wrong), fine=len(used) - len(wrong))
    return say("check.templates_fine", count=len(used))


def _wrong(opened: Office, template: str) -> MailerError | None:
    try:
        opened.writer.check(template)
    except MailerError as error:
        return error
    return None


def _check_sense(opened: Office, reached: Sequence[Reached]) -> tuple[_Result, ...]:
    """A line for each thing that is allowed but hardly meant."""
    texts = {job.id: job.path.read_text(encoding="utf-8-sig") for job in opened.shelf.jobs}
    found = [*doubts(opened.shelf.jobs, texts, opened.shelf.templates), *_unread(opened, reached)]
    return tuple(_Result("sense", Level.WARN, say(doubt.key, **doubt.facts)) for doubt in found)


def _unread(opened: Office, reached: Sequence[Reached]) -> Iterator[Doubt]:
    """Audiences that select nobody. Who depends on the answers to come is not asked after."""
    with opened.store.look() as connection:
        if not members.page(connection, "", 1):
            yield Doubt("advice.no_members")
            return
    for each in reached:
        waits = any(rule.answered or rule.offered for rule in each.mailing.audience.rules())
        if not waits and not each.reach.people:
            yield Doubt("advice.nobody", {"where": each.job.path.name, "mailing": each.mailing.id})


def _check_roles(opened: Office) -> tuple[_Result, ...]:
    """A line for each role that is asked by mail at the sender's own address: what comes from there counts as our own mail."""
    own, roles = opened.settings.association.sender_address.lower(), opened.settings.roles
    asked = dict.fromkeys((*opened.settings.release.roles, *opened.settings.review.roles))
    told = [name for name in asked if name in roles and own in {address.lower() for address in roles[name].addresses}]
    return tuple(_Result("roles", Level.WARN, say("check.own_address", role=name, address=own)) for name in told)


def _check_convocations(opened: Office) -> tuple[_Result, ...]:
    """A line for each thing that a convocation to come lacks, or is late with."""
    return tuple(
        _Result("convocation", Level.WARN, f"{job.id}/{mailing.id}: {sentence}")
        for job in opened.shelf.jobs
        for mailing in job.mailings
        for sentence in convening.open_warnings(opened, job, mailing)
    )


def _check_letters(opened: Office, reached: Sequence[Reached]) -> tuple[_Result, ...]:
    """A line for each thing that looks wrong in a mailing that is still to come; what its body's rules miss is told already."""
    return tuple(
        _Result("letter", Level.WARN, f"{job.id}/{mailing.id}: {sentence}")
        for job, mailing, sentence in looking.suspicions(opened.around, reached)
    )


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
