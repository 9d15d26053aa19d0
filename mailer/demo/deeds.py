"""What does the board do in a play? What a person would do at the terminal or in an editor, by the same parts of the house."""

from collections.abc import Callable, Mapping

from mailer.app import Office
from mailer.demo.story import MEMBERS_FILE, Deed
from mailer.demo.workspace import PAPER
from mailer.errors import DataError
from mailer.people.difference import difference
from mailer.people.member_file import parse_member_file
from mailer.posting import Files, Run, print_batches, stationery
from mailer.store import members

_WHO = "vorstand"


def do(office: Office, deed: Deed) -> int:
    """Do it; gives the number of letters that are queued by it.

    Raises DataError for a deed that does not fit what is there: a mistake in the story.
    """
    return _DEEDS[deed.does](office, deed)


def _edit(office: Office, deed: Deed) -> int:
    """Change a line of a job file, as in an editor; the house reads it again."""
    path = office.workspace / deed.file
    text = path.read_text(encoding="utf-8")
    if text.count(deed.old) != 1:
        raise DataError("demo.deed", file=deed.file, text=deed.old)
    path.write_text(text.replace(deed.old, deed.new), encoding="utf-8")
    office.reload()
    return 0


def _announce(office: Office, deed: Deed) -> int:
    """`mailer changes --send`."""
    found = next((change for change in office.pending_changes() if change.told.id == deed.event), None)
    if found is None:
        raise DataError("demo.deed", file=deed.does, text=deed.event)
    return office.announce(found).queued


def _send(office: Office, deed: Deed) -> int:
    """`mailer send`."""
    job = office.job(deed.job)
    mailing = job.mailing(deed.mailing)
    if mailing is None:
        raise DataError("demo.deed", file=deed.job, text=deed.mailing)
    return office.plan(office.due_by_hand(job, mailing)).queued


def _enrol(office: Office, deed: Deed) -> int:
    """`mailer members import` of the member file with new lines at its end."""
    path = office.workspace / "members.csv"
    new = MEMBERS_FILE.with_name(deed.file).read_text(encoding="utf-8").partition("\n")[2]
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + new, encoding="utf-8")
    found = parse_member_file(path.read_bytes(), office.settings.members.columns)
    with office.store.begin() as connection:
        change = difference(members.everybody(connection), found.members, found.refused)
        members.put(connection, [*change.added, *(new for _, new, _ in change.changed)])
        members.mark_gone(connection, [member.id for member in change.gone], office.clock.now())
    return 0


def _print(office: Office, deed: Deed) -> int:
    """`mailer print`."""
    paper = stationery(office.settings, office.shelf.templates)
    run = Run(deed.job, None, office.settings.post.letters_per_batch, _WHO, office.clock.now(), office.zone)
    for batch, files in print_batches(office.store, paper, run):
        _keep(office, f"{deed.job}-{batch.number}", files)
    return 0


def _keep(office: Office, name: str, files: Files) -> None:
    folder = office.workspace / PAPER
    folder.mkdir(mode=0o700, exist_ok=True)
    for ending, content in {"briefe.pdf": files.letters, "begleitliste.pdf": files.cover, "anschriften.csv": files.table}.items():
        (folder / f"{name}-{ending}").write_bytes(content)


_DEEDS: Mapping[str, Callable[[Office, Deed], int]] = {
    "edit": _edit,
    "announce": _announce,
    "send": _send,
    "enrol": _enrol,
    "print": _print,
}
