"""`magazine`: which text goes into the member magazine, and when?"""

from pathlib import Path
from typing import Annotated

import typer

from mailer import paperwork
from mailer.app import Office
from mailer.cli.common import HERE, Workspace, console, office, tell
from mailer.errors import DataError
from mailer.model.bodies import Issue
from mailer.model.jobs import Job, Mailing
from mailer.posting import MagazineText, magazine_text

_FOLDER = "zeitung"


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("magazine")(magazine)


def magazine(
    job: Annotated[str, typer.Argument(metavar="JOB", help="The job: its file's name without .toml.")],
    mailing: Annotated[
        str | None, typer.Option("--mailing", "-m", help="This mailing of the job; default: those for the magazine.")
    ] = None,
    issue: Annotated[str | None, typer.Option("--issue", metavar="NAME", help="For this issue; default: the one that is in time.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Where the files go; default: zeitung/ in the workspace.")
    ] = None,
    send: Annotated[
        bool, typer.Option("--send", help="Mail the text to the magazine's editor now, not only near the copy deadline.")
    ] = False,
    workspace: Workspace = HERE,
) -> None:
    """Write a mailing's text for the member magazine as Markdown and DOCX, or mail it to the editor.

    The service mails it by itself some days before the copy deadline, once for each issue.

    Example: mailer magazine stadtparteitag --mailing einberufung --send
    """
    with office(workspace) as opened:
        found = opened.job(job)
        for each in _wanted(found, mailing):
            text = magazine_text(opened.writer, opened.settings.association.sender_name, found, each, opened.clock.now())
            into = _issue(opened, found, each, issue)
            if send:
                _send(opened, found, each, into)
            else:
                _show(text, into)
                _write(out or workspace / _FOLDER, f"{found.id}-{each.id}", text)


def _wanted(job: Job, mailing: str | None) -> tuple[Mailing, ...]:
    found = tuple(each for each in job.mailings if each.id == mailing or (mailing is None and paperwork.MAGAZINE in each.channels))
    if not found:
        raise DataError("magazine.no_mailing", job=job.id, known=", ".join(each.id for each in job.mailings))
    return found


def _issue(opened: Office, job: Job, mailing: Mailing, name: str | None) -> Issue | None:
    """The issue that was asked for, or the one by the rules. Raises DataError for a name that config.toml lacks."""
    if name is None:
        return paperwork.issue_of(opened.settings, job, mailing, opened.clock.now(), opened.zone)
    issues = opened.settings.magazine_issues
    found = next((issue for issue in issues if issue.name == name), None)
    if found is None:
        raise DataError("magazine.no_issue", issue=name, known=", ".join(issue.name for issue in issues) or "–")
    return found


def _send(opened: Office, job: Job, mailing: Mailing, issue: Issue | None) -> None:
    if issue is None:
        raise DataError("magazine.none_in_time", job=job.id, mailing=mailing.id)
    done = paperwork.hand_in_now(opened.store, opened.writer, opened.settings, job, mailing, issue, opened.clock.now())
    tell("magazine.queued" if done else "magazine.known", issue=issue.name, mailing=mailing.id)


def _show(text: MagazineText, issue: Issue | None) -> None:
    if issue is not None:
        tell("magazine.head", issue=issue.name, deadline=issue.copy_deadline, delivered=issue.delivered)
    console.print(text.markdown.decode(), markup=False, soft_wrap=True)


def _write(folder: Path, name: str, text: MagazineText) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for ending, content in (("md", text.markdown), ("docx", text.docx)):
        path = folder / f"{name}.{ending}"
        path.write_bytes(content)
        tell("posting.file", file=path)
