"""Where does the demo play? In a workspace of its own; a folder of somebody else's is never touched."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from mailer.app import Office
from mailer.demo.story import MEMBERS_FILE, Story
from mailer.errors import ConfigurationError
from mailer.people.member_file import parse_member_file
from mailer.resources import copy_samples, shipped
from mailer.store import members

MARKER = ".mailer-demo"
PAGE = "index.html"
MAILS = "mails"
PAPER = "post"
_DATABASE = ("mailer.db", "mailer.db-wal", "mailer.db-shm", "mailer.db.lock", "mailer.db.mark")
_OWN = ("config.toml", "imap-password.txt", "jobs", "templates", "members.csv", *_DATABASE, MAILS, PAGE, PAPER)


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the demo's servers listen on loopback."""

    smtp: int
    imap: int


def clear(folder: Path) -> None:
    """Make room: remove what an earlier demo left in the folder, and nothing else.

    Raises ConfigurationError, with nothing changed, for a folder that holds anything but a demo or cannot be written to.
    """
    if folder.exists() and not folder.is_dir():
        raise ConfigurationError("demo.no_folder", folder=folder)
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARKER).is_file():
        raise ConfigurationError("demo.foreign_folder", folder=folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MARKER).touch()
    except OSError as error:
        raise ConfigurationError("demo.unwritable", folder=folder, reason=error.strerror) from error
    for name in _OWN:
        _remove(folder / name)


def furnish(folder: Path, ports: Ports, username: str, password: str, story: Story) -> None:
    """Lay out jobs, templates and the member file as `mailer init` does, with a config.toml that points to the demo's servers.
    Jobs that the story does not play are left out."""
    copy_samples(folder)
    for job in (folder / "jobs").glob("*.toml"):
        if story.jobs is not None and job.stem not in story.jobs:
            job.unlink()
    text = (shipped("templates") / "demo" / "config.toml").read_text(encoding="utf-8")
    if story.settings:
        text += (shipped("templates") / "demo" / story.settings).read_text(encoding="utf-8")
    told = text.format(smtp_port=ports.smtp, imap_port=ports.imap, username=username)
    (folder / "config.toml").write_text(told, encoding="utf-8")
    secret = folder / "imap-password.txt"
    secret.touch(mode=0o600)
    secret.write_text(password + "\n", encoding="utf-8")
    shutil.copyfile(MEMBERS_FILE, folder / "members.csv")


def move_in(office: Office) -> int:
    """Import the member file into the empty address book; gives the number of members."""
    found = parse_member_file((office.workspace / "members.csv").read_bytes(), office.settings.members.columns)
    with office.store.begin() as connection:
        members.put(connection, found.members)
    return len(found.members)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
