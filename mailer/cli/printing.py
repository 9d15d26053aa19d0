"""`print` and `returned`: which letters go to the post, and which did it bring back?"""

import getpass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from mailer import convocation, paperwork
from mailer.app import Office
from mailer.cli.common import HERE, Json, Workspace, console, moment, office, print_json, tell
from mailer.cli.tables import column_table, show
from mailer.composing.post.kept import from_bytes
from mailer.composing.post.letter import PostLetter
from mailer.errors import DataError
from mailer.model.jobs import Job, Mailing
from mailer.people.ways import POST
from mailer.planning.due import Due
from mailer.planning.paper import on_paper
from mailer.planning.people import recipients
from mailer.posting import Files, Run, files_of, note_return, preview, print_batches, stationery, waiting_letters
from mailer.store import batches
from mailer.texts import say

_FOLDER = "post"
_BOARD = "board"


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("print")(print_)
    app.command("returned")(returned)


def print_(
    job: Annotated[str, typer.Argument(metavar="JOB", help="The job: its file's name without .toml.")] = "",
    mailing: Annotated[str | None, typer.Option("--mailing", "-m", help="Only this mailing of the job.")] = None,
    as_preview: Annotated[bool, typer.Option("--preview", help="Only show how the letters look; nothing is claimed.")] = False,
    again: Annotated[int | None, typer.Option("--again", metavar="N", help="Write the files of batch N once more.")] = None,
    posted: Annotated[int | None, typer.Option("--posted", metavar="N", help="Enter that batch N went to the post.")] = None,
    on: Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="With --posted: the day; default: today.")] = None,
    override: Annotated[str | None, typer.Option("--override", metavar="REASON", help="Print a convocation though it is late.")] = None,
    listed: Annotated[bool, typer.Option("--list", help="Show all batches.")] = False,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Where the files go; default: post/ in the workspace.")] = None,
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Print the letters of a job that wait for the post: one PDF in postcode order, a cover list and a CSV of the addresses.

    Each letter is printed once. A batch that is on record can be written again, byte for byte.

    Example: mailer print stadtparteitag, and when it is posted: mailer print --posted 1
    """
    with office(workspace) as opened:
        folder = out or workspace / _FOLDER
        if listed or not (job or again or posted):
            _list(opened, as_json)
        elif posted is not None:
            _posted(opened, posted, on)
        elif again is not None:
            _again(opened, again, folder)
        elif as_preview:
            _preview(opened, opened.job(job), mailing, folder)
        else:
            _print(opened, opened.job(job), mailing, override, folder)


def returned(
    letter: Annotated[str, typer.Argument(metavar="LETTER", help="The number on the letter, such as 3-017, or a member's id.")],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="What the post wrote on it.")],
    workspace: Workspace = HERE,
) -> None:
    """Enter a letter that the post brought back. Nothing goes to that postal address until the member file says another.

    Example: mailer returned 3-017 --reason "unbekannt verzogen"
    """
    if not reason.strip():
        raise DataError("posting.no_reason")
    with office(workspace) as opened:
        role = opened.settings.roles.get(_BOARD)
        board = role.addresses if role else ()
        found = note_return(opened.store, opened.writer, letter, reason.strip(), getpass.getuser(), board, opened.clock.now())
    tell("posting.returned_known" if found.known else "posting.returned", number=found.number, name=found.name, place=found.place)


def _print(opened: Office, job: Job, mailing: str | None, override: str | None, folder: Path) -> None:
    now = opened.clock.now()
    unreached = paperwork.write_for_unreached(opened.store, opened.writer, opened.settings, job, now, opened.zone)
    if unreached:
        tell("posting.unreached", count=unreached)
    _check_in_time(opened, job, mailing, override)
    paper = stationery(opened.settings, opened.shelf.templates)
    printed = 0
    for batch, files in print_batches(opened.store, paper, _run(opened, job, mailing)):
        printed += 1
        tell("posting.printed", number=batch.number, letters=batch.letters)
        _write(folder, f"{job.id}-{batch.number}", files)
        tell("posting.what_next", job=job.id, number=batch.number)
    if not printed:
        tell("posting.nothing", job=job.id)


def _check_in_time(opened: Office, job: Job, mailing: str | None, override: str | None) -> None:
    """Raises DataError for a convocation that is late, unless a person says otherwise or has said so."""
    now = opened.clock.now()
    with opened.store.look() as connection:
        about = {each.mailing_id for each in batches.waiting(connection, job.id, mailing)}
    concerned = [found for found in job.mailings if found.id in about]
    for found in concerned if override is not None else ():
        late = convocation.late_ways(opened.settings, job, found, frozenset({POST}), now, opened.zone)
        if late:
            said = convocation.override(opened.store, job, found, late, override or "", now)
            tell("convening.overridden", who=said.said_by, moment=moment(said.said_at, opened), reason=said.reason)
    convocation.check_print_in_time(opened.store, opened.settings, job, concerned, now, opened.zone)


def _preview(opened: Office, job: Job, mailing: str | None, folder: Path) -> None:
    letters = waiting_letters(opened.store, job.id, mailing)
    if not letters:
        wanted = [each for each in job.mailings if mailing in {None, each.id} and POST in each.channels]
        letters = tuple(letter for each in wanted for letter in _as_of_now(opened, job, each))
    if not letters:
        tell("posting.nothing", job=job.id)
        return
    paper = stationery(opened.settings, opened.shelf.templates)
    files = preview(paper, letters[: opened.settings.post.letters_per_batch], _run(opened, job, mailing))
    tell("posting.previewed", letters=len(letters))
    _write(folder, f"{job.id}-ansicht", files)


def _as_of_now(opened: Office, job: Job, mailing: Mailing) -> tuple[PostLetter, ...]:
    """The letters as they would be written now."""
    now = opened.clock.now()
    with opened.store.look() as connection:
        people = recipients(connection, mailing, now, opened.zone).by_post
    written, _ = on_paper(opened.writer, Due(job, mailing, "preview", now, late=False), people, now)
    return tuple(from_bytes(letter.raw) for letter in written)


def _again(opened: Office, number: int, folder: Path) -> None:
    files = files_of(opened.store, number)
    with opened.store.look() as connection:
        batch = batches.batch(connection, number)
    if batch is not None:
        tell("posting.again", number=number, moment=moment(batch.printed_at, opened), letters=batch.letters)
        _write(folder, f"{batch.job_id}-{number}", files)


def _posted(opened: Office, number: int, on: datetime | None) -> None:
    day: date = on.date() if on else opened.clock.now().astimezone(opened.zone).date()
    with opened.store.begin() as connection:
        found = batches.batch(connection, number)
        if found is None:
            raise DataError("posting.no_batch", number=number)
        printed = found.printed_at.astimezone(opened.zone)
        if day < printed.date():
            raise DataError("posting.posted_early", number=number, day=day, printed=printed)
        batches.set_posted(connection, number, day)
    tell("posting.posted", number=number, day=day)


def _list(opened: Office, as_json: bool) -> None:
    with opened.store.look() as connection:
        found = batches.every(connection)
    if as_json:
        print_json([{name: getattr(each, name) for name in each.__dataclass_fields__} for each in found])
        return
    table = column_table("posting", ("list_number", "list_job", "list_letters", "list_printed", "list_posted"))
    for each in found:
        posted = each.posted_on.strftime(say("posting.day")) if each.posted_on else "–"
        table.add_row(str(each.number), each.job_id, str(each.letters), moment(each.printed_at, opened), posted)
    show(console, "posting.list_heading", table, "posting.list_none")


def _run(opened: Office, job: Job, mailing: str | None) -> Run:
    most = opened.settings.post.letters_per_batch
    return Run(job.id, mailing, most, getpass.getuser(), opened.clock.now(), opened.zone)


def _write(folder: Path, name: str, files: Files) -> None:
    """Write the files where only their owner can read them: they hold addresses."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    contents = {"briefe.pdf": files.letters, "begleitliste.pdf": files.cover, "anschriften.csv": files.table}
    for ending, content in contents.items():
        path = folder / f"{name}-{ending}"
        path.write_bytes(content)
        path.chmod(0o600)
        tell("posting.file", file=path)
