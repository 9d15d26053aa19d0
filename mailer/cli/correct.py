"""`correct`: put right what went out, to exactly those who got it."""

from typing import Annotated

import typer

from mailer.app import Office
from mailer.cli.common import HERE, Workspace, agreed, console, moment, office, tell
from mailer.cli.delivery import deliver
from mailer.errors import DataError
from mailer.model.jobs import Job, Mailing
from mailer.planning.correction import TEMPLATE, Correction, correction
from mailer.planning.plan import compose_as, plan
from mailer.store import batches, members

_WORDS = "words"


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("correct")(correct)


def correct(
    job: Annotated[str, typer.Argument(metavar="JOB", help="The job: its file's name without .toml.")],
    mailing: Annotated[str | None, typer.Option("--mailing", "-m", help="The mailing to put right.")] = None,
    words: Annotated[str, typer.Option("--words", help="What is right, in Markdown; the template prints it.")] = "",
    template: Annotated[str, typer.Option("--template", help="The template of the correction.")] = TEMPLATE,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    workspace: Workspace = HERE,
) -> None:
    """Send a correction of the latest letter of a mailing to exactly those who got it; the same words once.

    By mail it is a reply below that letter; who got that on paper gets the correction on paper, with the next `mailer print`.

    Example: mailer correct sofortinfo --mailing rundbrief --words "Der Raum ist die 115a."
    """
    with office(workspace, talks=True) as opened:
        found = opened.job(job)
        each = _the_one(found, mailing)
        ready = _ready(opened, found, each, template, words.strip())
        if ready.went_out:
            tell("correct.went_out")
        else:
            _ask(opened, ready, yes)
            planned = plan(opened.store, opened.writer, ready.due, opened.clock.now(), opened.zone)
            tell("correct.queued", letters=planned.queued, out=len(planned.left_out))
            _tell_of_paper(opened, found)
        deliver(opened, found.id, ready.due.mailing.id)


def _ready(opened: Office, job: Job, mailing: Mailing, template: str, words: str) -> Correction:
    text = opened.shelf.templates.get(template)
    if text is None:
        raise DataError(
            "correct.no_template", template=template, known=", ".join(sorted(name for name in opened.shelf.templates if "/" not in name))
        )
    if not words and _WORDS in text:
        raise DataError("correct.no_words")
    with opened.store.look() as connection:
        return correction(connection, job, mailing, template, text, words, opened.identity.message_id, opened.clock.now())


def _ask(opened: Office, ready: Correction, yes: bool) -> None:
    """Show one of the letters, whom it goes to and who needs one on paper; and ask."""
    people = ready.due.only or frozenset()
    with opened.store.look() as connection:
        names = members.names(connection)
        first = next((found for one in sorted(people) if (found := members.by_id(connection, one)) is not None), None)
    if first is not None:
        letter = compose_as(opened.writer, ready.due, first, opened.clock.now())
        console.print(letter.text, markup=False, soft_wrap=True)
    tell("correct.count", subject=ready.about.subject, moment=moment(ready.about.planned_at, opened), people=len(people))
    if ready.by_post:
        tell("correct.by_post", count=len(ready.by_post), names=", ".join(names.get(one, one) for one in ready.by_post))
    if not yes and not agreed("correct.question", people=len(people)):
        tell("correct.stopped")
        raise typer.Exit(1)


def _tell_of_paper(opened: Office, job: Job) -> None:
    with opened.store.look() as connection:
        paper = len(batches.waiting(connection, job.id))
    if paper:
        tell("send.to_print", count=paper, job=job.id)


def _the_one(job: Job, mailing_id: str | None) -> Mailing:
    found = job.mailing(mailing_id) if mailing_id else next(iter(job.mailings), None) if len(job.mailings) == 1 else None
    if found is None:
        known = ", ".join(each.id for each in job.mailings)
        raise (
            DataError("job.no_mailing", job=job.id, mailing=mailing_id, known=known)
            if mailing_id
            else DataError("send.which", job=job.id, known=known)
        )
    return found
