"""`release`: let a mailing go out that somebody must look at first, or stop it."""

import getpass
from typing import Annotated, Any

import typer

from mailer import drafts, looking
from mailer.app import Office
from mailer.cli.common import HERE, Json, Workspace, agreed, moment, office, print_json, tell
from mailer.errors import DataError
from mailer.model.jobs import Job
from mailer.releasing import Said
from mailer.store import releases
from mailer.store.releases import Draft, DraftState
from mailer.texts import say


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("release")(release)


def release(
    job: Annotated[str, typer.Argument(metavar="JOB", help="The job; without one: what waits.")] = "",
    mailing: Annotated[str | None, typer.Option("--mailing", "-m", help="The mailing of the job.")] = None,
    role: Annotated[str, typer.Option("--as", metavar="ROLE", help="The role that says so, or ROLE/NAME.")] = "",
    stop: Annotated[bool, typer.Option("--stop", help="Stop it instead.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """List what waits for a release; release a mailing in the name of a role that is asked, or stop it.

    Example: mailer release stadtparteitag --mailing einberufung --as board
    """
    with office(workspace) as opened:
        if not job:
            _list(opened, as_json)
            return
        found = opened.job(job)
        draft = _draft(opened, found, mailing)
        name, _, person = role.partition("/")
        if not name:
            raise DataError("release.who", known=", ".join(opened.settings.release.roles))
        if not stop:
            _ask(opened, found, draft, yes)
        who = f"{name} ({person or getpass.getuser()})"
        verdict = drafts.decide_at_terminal(opened.around, draft, Said.STOP if stop else Said.GO, who, name)
        tell(f"release.verdict_{verdict.name}")
        if verdict.name not in {"released", "stopped", "already"}:
            raise typer.Exit(1)


def _list(opened: Office, as_json: bool) -> None:
    with opened.store.look() as connection:
        waiting = releases.undecided(connection)
    if as_json:
        print_json([_row(draft) for draft in waiting])
    elif not waiting:
        tell("release.none")
    else:
        for draft in waiting:
            tell(
                "release.line",
                job=draft.job_id,
                mailing=draft.mailing_id,
                state=_state(draft, opened),
                people=draft.people,
                moment=moment(draft.due_at, opened),
            )
        tell("release.what_to_do")


def _state(draft: Draft, opened: Office) -> str:
    if draft.state is DraftState.STOPPED:
        return say("release.stopped", who=draft.decided_by, moment=moment(draft.decided_at, opened))
    return say("release.asked", moment=moment(draft.asked_at, opened))


def _row(draft: Draft) -> dict[str, Any]:
    names = ("job_id", "mailing_id", "state", "people", "due_at", "asked_at", "decided_by", "decided_at")
    return {name: getattr(draft, name) for name in names}


def _draft(opened: Office, job: Job, mailing_id: str | None) -> Draft:
    if mailing_id is None and len(job.mailings) != 1:
        raise DataError("release.which", job=job.id, known=", ".join(each.id for each in job.mailings))
    chosen = mailing_id or job.mailings[0].id
    with opened.store.look() as connection:
        draft = releases.latest_of(connection, job.id, chosen)
    if draft is None:
        raise DataError("release.no_draft", job=job.id, mailing=chosen, days=opened.settings.release.lead_days)
    return draft


def _ask(opened: Office, job: Job, draft: Draft, yes: bool) -> None:
    mailing = job.mailing(draft.mailing_id)
    if mailing is not None:
        looked = looking.look_at(opened.around, job, mailing, draft.due_at)
        tell("release.head", title=job.title, mailing=mailing.id, people=len(looked.reach.people))
        for sentence in looked.warnings:
            tell("release.warning", sentence=sentence)
    if not yes and not agreed("release.question"):
        tell("release.left_alone")
        raise typer.Exit(1)
