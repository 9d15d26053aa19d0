"""Where does `mailer send` work? In a fresh copy of a prepared workspace: configuration, template, job, members."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.dovecot import PASSWORD, USER
from bench.people import write_people
from bench.processes import RunFailed

MAILER = (sys.executable, "-m", "mailer.cli.main")
JOB = "rundbrief"
WORKLOAD = Path(__file__).parent / "workload"
DKIM = '\n[dkim]\nselector = "bench"\nkey_file = "dkim.pem"\n'


@dataclass(slots=True)
class Workspaces:
    """Makes and remembers prepared workspaces and lists of people below `folder`; importing the members is not measured."""

    folder: Path
    _made: dict[object, Path] = field(default_factory=dict)

    def people(self, count: int) -> Path:
        """The people as JSON, for the contenders that are not mailer."""
        return self._people(count)[1]

    def fresh(self, count: int, port: int, connections: int = 10, dkim: Path | None = None) -> Path:
        """A copy of the SQLite workspace with so many members, in which nothing was sent yet."""
        prepared = self._made.get(count) or self._prepare(count)
        workspace = self.folder / "run"
        shutil.rmtree(workspace, ignore_errors=True)
        shutil.copytree(prepared, workspace)
        configure(workspace, port, connections, dkim)
        return workspace

    def answered(self, count: int) -> tuple[Path, Path]:
        """A copy of a workspace in which so many letters are planned, and a folder with a reply to each; making them is not measured."""
        prepared, folder = self.folder / f"answered-{count}", self.folder / f"replies-{count}"
        if not folder.exists():
            shutil.copytree(self.fresh(count, 9), prepared)
            _run([sys.executable, "-m", "bench.contenders.replies", str(prepared), str(folder)])
        workspace = self.folder / "run"
        shutil.rmtree(workspace, ignore_errors=True)
        shutil.copytree(prepared, workspace)
        return workspace, folder

    def import_into(self, url: str, count: int) -> None:
        """Bring a database elsewhere to the schema, with so many members."""
        workspace = self.at_database(url, 9)
        _mailer("members", "import", str(self._people(count)[0]), "-w", str(workspace))

    def at_database(self, url: str, port: int, connections: int = 10) -> Path:
        """A workspace whose database is elsewhere."""
        workspace = self.folder / "run"
        shutil.rmtree(workspace, ignore_errors=True)
        _lay_out(workspace)
        configure(workspace, port, connections, None, url)
        return workspace

    def _prepare(self, count: int) -> Path:
        workspace = self.folder / f"prepared-{count}"
        _lay_out(workspace)
        _mailer("members", "import", str(self._people(count)[0]), "-w", str(workspace))
        self._made[count] = workspace
        return workspace

    def _people(self, count: int) -> tuple[Path, Path]:
        if not (self.folder / f"people-{count}.json").exists():
            write_people(self.folder, count)
        return self.folder / f"people-{count}.csv", self.folder / f"people-{count}.json"


def configure(workspace: Path, port: int, connections: int, dkim: Path | None, url: str = "sqlite:///mailer.db") -> None:
    """Write config.toml."""
    words = (WORKLOAD / "config.toml").read_text(encoding="utf-8")
    words = words.replace("port = 2525", f"port = {port}").replace("connections = 10", f"connections = {connections}")
    words = words.replace("sqlite:///mailer.db", url)
    if dkim is not None:
        shutil.copyfile(dkim, workspace / "dkim.pem")
        (workspace / "dkim.pem").chmod(0o600)
        words += DKIM
    (workspace / "config.toml").write_text(words, encoding="utf-8")


def configure_imap(workspace: Path, port: int) -> None:
    """Tell a workspace where its answers are."""
    file = workspace / "config.toml"
    words = file.read_text(encoding="utf-8")
    login = f'port = {port}\nusername = "{USER}"\npassword_file = "imap-password.txt"\nfirst_contact = "all"'
    head, imap, rest = words.partition("[imap]")
    file.write_text(head + imap + rest.replace("port = 9", login, 1), encoding="utf-8")
    (workspace / "imap-password.txt").write_text(PASSWORD, encoding="utf-8")


def database_bytes(workspace: Path) -> int:
    """The size of the SQLite database with its side files."""
    return sum(path.stat().st_size for path in workspace.glob("mailer.db*"))


def letters_sent(workspace: Path) -> int:
    """How many letters the SQLite database knows as sent; each must have been tried once."""
    with sqlite3.connect(workspace / "mailer.db") as connection:
        row = connection.execute("SELECT count(*) FROM letter WHERE state = 'sent' AND attempts = 1").fetchone()
    connection.close()
    return int(row[0])


def _lay_out(workspace: Path) -> None:
    (workspace / "jobs").mkdir(parents=True)
    (workspace / "templates").mkdir()
    shutil.copyfile(WORKLOAD / "rundbrief.toml", workspace / "jobs" / f"{JOB}.toml")
    shutil.copyfile(WORKLOAD / "rundbrief.md", workspace / "templates" / "rundbrief.md")
    configure(workspace, 9, 10, None)


def _mailer(*words: str) -> None:
    _run([*MAILER, *words])


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=WORKLOAD.parents[1])
    if done.returncode:
        raise RunFailed(f"{' '.join(command[:6])}: {done.stdout[-500:]}{done.stderr[-1500:]}")
