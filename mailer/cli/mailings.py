"""`jobs`, `preview` and `send`: what goes out, and how does it look?"""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from mailer.app import Office
from mailer.cli.common import HERE, Json, Workspace, agreed, console, fail, moment, office, print_json, tell
from mailer.cli.convening import warn
from mailer.cli.delivery import deliver
from mailer.cli.outlook import show_calendar
from mailer.cli.people_view import list_people
from mailer.errors import DataError
from mailer.later import later
from mailer.model.composing import ComposedLetter
from mailer.model.jobs import Job, Kind, Mailing, Release, TooLate
from mailer.people.reach import Reach
from mailer.planning.due import Due, next_moment, rule_of
from mailer.planning.people import counted, recipients_of_all
from mailer.planning.plan import compose_one, skip_asking
from mailer.store import batches, letters, occurrences, releases
from mailer.texts import say

if TYPE_CHECKING:
    from mailer import looking
else:
    looking = later("mailer.looking")

Mailed = Annotated[str | None, typer.Option("--mailing", "-m", help="Only this mailing of the job.")]
Named = Annotated[str, typer.Argument(metavar="JOB", help="The job: its file's name without .toml.")]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("jobs")(jobs)
    app.command("preview")(preview)
    app.command("send")(send)


def jobs(
    workspace: Workspace = HERE,
    calendar: Annotated[bool, typer.Option("--calendar", help="Show what goes out, day by day.")] = False,
    weeks: Annotated[int, typer.Option("--weeks", min=1, max=104, help="With --calendar: so many weeks ahead.")] = 8,
    as_json: Json = False,
) -> None:
    """Show what is planned, when next, and for how many; with --calendar, what goes out day by day.

    Example: mailer jobs --calendar --weeks 4
    """
    with office(workspace) as opened:
        if calendar:
            show_calendar(opened, weeks, as_json)
            return
        rows = _rows(opened)
        if as_json:
            print_json(rows)
        else:
            table = Table(*(say(f"jobs.column_{name}") for name in ("job", "mailing", "next", "people", "state")))
            for row in rows:
                following = moment(row["next"], opened)
                table.add_row(row["job"], row["mailing"], following, "–" if row["people"] is None else str(row["people"]), row["state"])
            console.print(table)
        for error in opened.shelf.broken:
            fail(error)
        if opened.shelf.broken:
            raise typer.Exit(1)


def preview(
    job: Named,
    member: Annotated[str | None, typer.Option("--member", help="The member whose letter to show; default: the first.")] = None,
    mailing: Mailed = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write .eml and .html files there.")] = None,
    people: Annotated[bool, typer.Option("--people", help="List who would get it, by which way, and who would not, and why.")] = False,
    workspace: Workspace = HERE,
) -> None:
    """Show exactly what one member would get, or who would get it. Sends nothing.

    Example: mailer preview stadtparteitag --member m001 --out vorschau, or the list: mailer preview stadtparteitag --people
    """
    with office(workspace) as opened:
        found = opened.job(job)
        chosen = [each for each in _mailings(found, mailing) if each.kind is not Kind.REPORT]
        shown = 0
        with opened.store.look() as connection:
            reaches = recipients_of_all(connection, chosen, opened.clock.now(), opened.zone)
        for each, reach in zip(chosen, reaches, strict=True):
            if people:
                shown += 1
                list_people(opened, each, reach)
                continue
            mailed = reach.write_to
            person = next((one for one in mailed if member in {None, one.id}), None)
            if person is None:
                _nobody(each, member, reach, last=each is chosen[-1] and not shown)
                continue
            shown += 1
            letter = compose_one(opened.writer, found, each, person, opened.clock.now())
            for sentence in looking.look_at(opened.around, found, each, each.when.at, reach).warnings:
                tell("release.warning", sentence=sentence)
            tell("preview.head", mailing=each.id, name=person.name, subject=letter.subject, people=len(mailed))
            console.print(letter.text, markup=False, soft_wrap=True)
            if out is not None:
                _write_files(out, f"{found.id}-{each.id}-{person.id}", letter)


def _nobody(mailing: Mailing, member: str | None, reach: Reach, last: bool) -> None:
    """Tell that a mailing has no letter to show. Raises DataError where none of the mailings had one."""
    by_post = any(member in {None, each.id} for each in reach.by_post)
    key = "by_post" if by_post else "nobody" if member is None else "not_in_audience"
    error = DataError(f"preview.{key}", mailing=mailing.id, member=member)
    if last:
        raise error
    fail(error)


def send(
    job: Named,
    mailing: Mailed = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    override: Annotated[str | None, typer.Option("--override", metavar="REASON", help="Send a convocation though it is late.")] = None,
    skip: Annotated[bool, typer.Option("--skip", help="Do not send what asks: it is no longer wanted, or went out before.")] = False,
    workspace: Workspace = HERE,
) -> None:
    """Plan a mailing and send it now: first the count and a question, then a progress bar with the pace. What went out before stays out.

    Ctrl-C pauses: letters in hand are finished, the rest waits, and the same command goes on.

    Example: mailer send sofortinfo --mailing rundbrief
    """
    with office(workspace, talks=True) as opened:
        found = opened.job(job)
        each = _the_one(found, mailing)
        due = opened.due_by_hand(found, each)
        with opened.store.look() as connection:
            before = occurrences.find(connection, found.id, each.id, due.key)
        if skip:
            _skip(opened, due)
            return
        if before is not None and before.state not in occurrences.PUT_ASIDE:
            tell("send.went_out", job=found.id, mailing=each.id, moment=moment(before.planned_at, opened))
        else:
            if each.body is not None:
                warn(opened, found, each, override)
            _ask(opened, found, each, yes, due.only)
            planned = opened.plan(due)
            tell("send.planned", letters=planned.queued)
            _tell_of_paper(opened, found)
        deliver(opened, found.id, each.id)


def _skip(opened: Office, due: Due) -> None:
    """A person's word on a mailing that asks: it stays where it is. Raises DataError for one that does not ask."""
    if not skip_asking(opened.store, due, opened.clock.now()):
        raise DataError("send.not_asking", job=due.job.id, mailing=due.mailing.id)
    tell("send.skipped", job=due.job.id, mailing=due.mailing.id)


def _tell_of_paper(opened: Office, job: Job) -> None:
    with opened.store.look() as connection:
        paper = batches.count_waiting(connection, job.id)
    if paper:
        tell("send.to_print", count=paper, job=job.id)


def _rows(opened: Office) -> list[dict[str, Any]]:
    every = [(job, mailing) for job in opened.shelf.jobs for mailing in job.mailings]
    asked = [(job.id, each) for job, each in every if each.kind is not Kind.REPORT and each.when.personal is None]
    with opened.store.look() as connection:
        reaches = recipients_of_all(connection, [each for _, each in asked], opened.clock.now(), opened.zone)
    people = {(job_id, each.id): len(reach.people) for (job_id, each), reach in zip(asked, reaches, strict=True)}
    return [_row(opened, job, mailing, people.get((job.id, mailing.id))) for job, mailing in every]


def _row(opened: Office, job: Job, mailing: Mailing, people: int | None) -> dict[str, Any]:
    now = opened.clock.now()
    with opened.store.look() as connection:
        following = next_moment(connection, job, mailing, now, opened.zone)
        planned = occurrences.of_mailing(connection, job.id, mailing.id)
        sent = sum(sum(letters.counts(connection, each.id).values()) for each in planned)
    last = planned[-1] if planned else None
    state = _waiting_for(mailing)
    if last is not None:
        state = say(f"jobs.state_{last.state}", moment=moment(last.planned_at, opened), letters=sent)
    elif mailing.when.at is not None and mailing.when.at <= now:
        late = now - mailing.when.at > mailing.too_late_after and mailing.too_late is not TooLate.SEND
        state = say("jobs.late" if late else "jobs.due")
    release = _release(opened, job, mailing) if last is None or following is not None else None
    if release is not None:
        state = f"{state}; {say(f'release_state.{release}')}"
    names = {"job": job.id, "title": job.title, "mailing": mailing.id, "kind": mailing.kind.value}
    return {**names, "next": following, "people": people, "state": state, "release": release}


def _release(opened: Office, job: Job, mailing: Mailing) -> str | None:
    """How the release of what comes next stands; None where nobody must release it. `later`: it was not shown yet."""
    if rule_of(mailing, Release(opened.settings.release.default)) is Release.NONE:
        return None
    with opened.store.look() as connection:
        draft = releases.latest_of(connection, job.id, mailing.id)
        done = draft is not None and occurrences.find(connection, job.id, mailing.id, draft.key)
    return "later" if draft is None or done else str(draft.state)


def _waiting_for(mailing: Mailing) -> str:
    """What a mailing that has not gone out yet waits for."""
    when = mailing.when
    if when.after is not None:
        return say("jobs.after", mailing=when.after.mailing, days=when.after.days)
    if when.personal is not None:
        return say(f"jobs.on_{when.personal.anchor}", days=when.personal.days)
    return say("jobs.by_hand") if when.by_hand else say("jobs.planned")


def _mailings(job: Job, mailing_id: str | None) -> tuple[Mailing, ...]:
    if mailing_id is None:
        return job.mailings
    found = job.mailing(mailing_id)
    if found is None:
        raise DataError("job.no_mailing", job=job.id, mailing=mailing_id, known=", ".join(each.id for each in job.mailings))
    return (found,)


def _the_one(job: Job, mailing_id: str | None) -> Mailing:
    """The mailing to send; a job with several asks for its name."""
    found = _mailings(job, mailing_id)
    if len(found) != 1:
        raise DataError("send.which", job=job.id, known=", ".join(each.id for each in found))
    return found[0]


def _ask(opened: Office, job: Job, mailing: Mailing, yes: bool, only: frozenset[str] | None) -> None:
    if mailing.kind is Kind.REPORT:
        count, left_out = len(opened.settings.roles[mailing.audience.role or ""].addresses), Counter[str]()
    else:
        with opened.store.look() as connection:
            count, left_out = counted(connection, mailing, opened.clock.now(), opened.zone, only)
    tell("send.count", job=job.title, mailing=mailing.id, people=count)
    for reason, number in sorted(left_out.items()):
        tell(f"left_out.{reason}", count=number)
    if not count:
        raise DataError("send.nobody", mailing=mailing.id)
    if not yes and not agreed("send.question", people=count):
        tell("send.stopped")
        raise typer.Exit(1)


def _write_files(out: Path, name: str, letter: ComposedLetter) -> None:
    out.mkdir(parents=True, exist_ok=True)
    (out / f"{name}.eml").write_bytes(letter.raw)
    (out / f"{name}.html").write_text(letter.html, encoding="utf-8")
    tell("preview.written", file=out / f"{name}.eml")
