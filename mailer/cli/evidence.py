"""`evidence`: who was written to when, by which way, with what result?"""

import csv
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from mailer import convocation
from mailer.app import Office
from mailer.cli.common import HERE, Json, Workspace, office, print_json, tell
from mailer.convening import Deadlines
from mailer.convening.evidence import verify
from mailer.errors import DataError
from mailer.posting import Evidence, evidence_of, evidence_pdf, stationery

_FOLDER = "nachweise"


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("evidence")(evidence)


def evidence(
    job: Annotated[str, typer.Argument(metavar="JOB", help="The job: its file's name without .toml.")] = "",
    mailing: Annotated[str | None, typer.Option("--mailing", "-m", help="Only this mailing of the job.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Where the files go; default: nachweise/ in the workspace.")
    ] = None,
    check: Annotated[Path | None, typer.Option("--verify", metavar="FILE", help="Count the check sum of a CSV again.")] = None,
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Write for every member what was sent when by which way, what came back, or why nothing was sent: as PDF and CSV with a check sum.

    Example: mailer evidence stadtparteitag, and to see whether a list was changed: mailer evidence --verify stadtparteitag-nachweis.csv
    """
    if check is not None:
        _verify(check)
        return
    if not job:
        raise DataError("evidence.which")
    with office(workspace) as opened:
        found = _found(opened, job, mailing)
        if as_json:
            told = {"job": found.job_id, "made_at": found.made_at, "check_sum": found.check_sum}
            print_json({**told, "notes": found.notes, "rows": [asdict(row) for row in found.rows]})
            return
        paper = evidence_pdf(stationery(opened.settings, opened.shelf.templates), found)
    folder = out or workspace / _FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = "-".join(part for part in (job, mailing, "nachweis") if part)
    for ending, content in (("pdf", paper), ("csv", found.csv())):
        path = folder / f"{name}.{ending}"
        path.write_bytes(content)
        path.chmod(0o600)
        tell("evidence.written", file=path)
    tell("evidence.sum", sum=found.check_sum)


def _found(opened: Office, job_id: str, mailing: str | None) -> Evidence:
    """The evidence; of a job whose file is gone, too: what went out went out."""
    job = next((each for each in opened.shelf.jobs if each.id == job_id), None)
    counted: dict[str, Deadlines] = {}
    for each in job.mailings if job else ():
        deadlines = convocation.deadlines_of(opened.settings, job, each, opened.zone) if job else None
        if deadlines is not None:
            counted[each.id] = deadlines
    with opened.store.look() as connection:
        return evidence_of(connection, opened.identity, job_id, mailing, counted, opened.clock.now(), opened.zone)


def _verify(file: Path) -> None:
    """Raises DataError for a list that was changed."""
    try:
        found = verify(file.read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError("evidence.unreadable", file=file, reason=type(error).__name__) from error
    if not found.named:
        raise DataError("evidence.no_sum", file=file)
    if not found.holds:
        raise DataError("evidence.broken", named=found.named, counted=found.counted)
    tell("evidence.holds", rows=found.rows, sum=found.counted)
