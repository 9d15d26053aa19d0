"""Where do several services share an outbox? In a throw-away PostgreSQL, as durable as it comes out of the box."""

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from bench import needs
from bench.processes import RunFailed, free_port, serving
from bench.workspaces import Workspaces

PROGRAMS = ("postgres", "initdb", "createdb", "dropdb", "psql")


@dataclass(slots=True)
class Postgres:
    """A running server."""

    port: int
    _prepared: set[int] = field(default_factory=set)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @contextmanager
    def copy(self, members: int, workspaces: Workspaces) -> Iterator[tuple[str, str]]:
        """A fresh database with so many members, gone afterwards: its name and its URL for SQLAlchemy."""
        template, name = f"members_{members}", f"run_{next(self._numbers)}"
        if members not in self._prepared:
            self._do("createdb", template)
            workspaces.import_into(self._url(template), members)
            self._prepared.add(members)
        self._do("createdb", "-T", template, name)
        try:
            yield name, self._url(name)
        finally:
            self._do("dropdb", "--force", name)

    def letters_sent(self, name: str) -> int:
        """How many letters a database knows as sent at the first try."""
        return int(self._do("psql", "-Atc", "SELECT count(*) FROM letter WHERE state = 'sent' AND attempts = 1", name))

    def _url(self, name: str) -> str:
        return f"postgresql+psycopg://mailer@127.0.0.1:{self.port}/{name}"

    def _do(self, program: str, *words: str) -> str:
        command = [needs.tool(program), "-h", "127.0.0.1", "-p", str(self.port), "-U", "mailer", *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RunFailed(f"{program}: {done.stderr}")
        return done.stdout


@contextmanager
def postgres(folder: Path) -> Iterator[Postgres]:
    """A running server with its data below `folder`. Root starts it as another user, since it refuses root."""
    user = _unprivileged()
    base = folder / "postgresql"
    base.mkdir()
    if user:
        shutil.chown(base, user)
    make: list[str | Path] = [needs.tool("initdb"), "-D", base / "data", "-A", "trust", "-U", "mailer", "-E", "UTF8", "--locale=C.UTF-8"]
    made = subprocess.run(make, cwd=base, capture_output=True, text=True, check=False, user=user)
    if made.returncode:
        raise RunFailed(f"initdb: {made.stderr}")
    port = free_port()
    command: list[str | Path] = [needs.tool("postgres"), "-D", base / "data", "-h", "127.0.0.1", "-p", str(port), "-k", base]
    with serving(command, base / "log", _answers(port), user):
        yield Postgres(port)


def _answers(port: int) -> Callable[[], bool]:
    probe = ["psql", "-h", "127.0.0.1", "-p", str(port), "-U", "mailer", "-Atc", "SELECT 1", "postgres"]

    def ask() -> bool:
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)):
                return False
        return subprocess.run([needs.tool("psql"), *probe[1:]], capture_output=True, check=False).returncode == 0

    return ask


def _unprivileged() -> str | None:
    if os.getuid():
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"
