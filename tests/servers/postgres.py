"""Where do the tests find a PostgreSQL? In a cluster of their own, in a temporary folder, without fsync."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

from tests.servers import processes
from tests.servers.missing import program

_PLACES = tuple(str(path) for path in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True))


@dataclass(slots=True)
class PostgresServer:
    port: int
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @contextmanager
    def database(self, like: str = "template1") -> Iterator[str]:
        """A fresh database, made like another that nobody uses, gone afterwards; its URL for SQLAlchemy."""
        name = f"test_{next(self._numbers)}"
        self._command("CREATE DATABASE {} TEMPLATE {}", name, like)
        try:
            yield f"postgresql+psycopg://mailer@127.0.0.1:{self.port}/{name}"
        finally:
            self._command("DROP DATABASE {} WITH (FORCE)", name)

    def _command(self, words: str, *names: str) -> None:
        with psycopg.connect(host="127.0.0.1", port=self.port, user="mailer", dbname="postgres", autocommit=True) as connection:
            connection.execute(sql.SQL(words).format(*map(sql.Identifier, names)))


@contextmanager
def postgres() -> Iterator[PostgresServer]:
    """A running server. Root starts it as another user, since it refuses root."""
    initdb = program("initdb", "postgresql", places=_PLACES)
    owner = processes.unprivileged("postgres")
    with processes.folder(owner) as base:
        who: dict[str, object] = {"user": owner, "extra_groups": []} if owner else {}
        make = [initdb, "-D", base / "data", "-A", "trust", "-U", "mailer", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        made = subprocess.run(make, cwd=base, capture_output=True, text=True, timeout=120, **who)  # type: ignore[call-overload]
        assert made.returncode == 0, made.stderr
        port = processes.free_port()
        quick = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
        listen: list[str | Path] = ["-h", "127.0.0.1", "-p", str(port), "-k", base]
        command: list[str | Path] = [initdb.with_name("postgres"), "-D", base / "data", *listen, *quick]
        process = processes.start(command, base / "log", lambda: _answers(port), cwd=base, **who)
        try:
            yield PostgresServer(port)
        finally:
            processes.end(process, signal.SIGINT)


def _answers(port: int) -> bool:
    try:
        psycopg.connect(host="127.0.0.1", port=port, user="mailer", dbname="postgres", connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True
