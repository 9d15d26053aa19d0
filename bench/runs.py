"""How is one run of each contender done? Prepare, run the whole process, and look whether every letter went out."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench import needs
from bench.dovecot import PASSWORD, USER, dovecot
from bench.postgres import Postgres
from bench.processes import RunFailed, Usage, measure
from bench.results import Sample
from bench.sinks import accepted, own_sink
from bench.workspaces import JOB, MAILER, Workspaces, configure_imap, database_bytes, letters_sent

ROOT = Path(__file__).parents[1]
Contend = Callable[["Task"], Sample]


@dataclass(frozen=True, slots=True)
class Task:
    """What one run sends: so many letters to the sink on this port, signed where there is a key."""

    letters: int
    port: int
    connections: int = 10
    dkim: Path | None = None


@dataclass(frozen=True, slots=True)
class Runs:
    """The contenders, each as a function from a task to a sample."""

    folder: Path
    workspaces: Workspaces

    def mailer(self, task: Task) -> Sample:
        """`mailer send` on SQLite: plans, sends, keeps every step."""
        workspace = self.workspaces.fresh(task.letters, task.port, task.connections, task.dkim)
        before = database_bytes(workspace)
        used = self._measure([*MAILER, "send", JOB, "--yes", "-w", str(workspace)])
        self._demand(letters_sent(workspace), task.letters, used)
        return _sample(task.letters, used, database_bytes(workspace) - before)

    def nodemailer(self, task: Task) -> Sample:
        """nodemailer's pool with nunjucks and ical-generator; keeps nothing."""
        people = str(self.workspaces.people(task.letters))
        key = (str(task.dkim),) if task.dkim else ()
        command = [needs.tool("node"), str(needs.NODE / "send.mjs"), str(task.port), people, str(task.connections), *key]
        return _sample(task.letters, self._measure(command))

    def smtplib(self, task: Task) -> Sample:
        """smtplib with EmailMessage and icalendar, one connection; keeps nothing."""
        people = str(self.workspaces.people(task.letters))
        module = "bench.contenders.smtplib_sender"
        return _sample(task.letters, self._measure([*_python(module), str(task.port), people]))

    def smtp_source(self, task: Task) -> Sample:
        """smtp-source with letters of 11,000 bytes over reused connections: the limit of the sink."""
        counts = ["-s", str(task.connections), "-l", "11000", "-m", str(task.letters)]
        addresses = ["-f", "vorstand@verein.example", "-t", "mitglied@post.example", f"127.0.0.1:{task.port}"]
        return _sample(task.letters, self._measure([needs.tool("smtp-source"), "-d", *counts, *addresses]))

    def planner(self, letters: int) -> Sample:
        """Planning alone, of letters that are not sent; CPU seconds without start-up."""
        workspace = self.workspaces.fresh(letters, 9)
        used = self._measure([*_python("bench.contenders.planner"), str(workspace)])
        told = json.loads(used.out.strip().splitlines()[-1])
        self._demand(told["letters"], letters, used)
        return Sample(letters, used.seconds, told["cpu_seconds"], used.peak_kib / 1024, database_bytes(workspace))

    def on_postgresql(self, server: Postgres, task: Task, processes: int) -> Sample:
        """So many `mailer send` at once on one PostgreSQL database, in which the letters were planned before."""
        with server.copy(task.letters, self.workspaces) as (name, url):
            workspace = self.workspaces.at_database(url, task.port, task.connections)
            self._measure([*_python("bench.contenders.planner"), str(workspace)])
            command = [*MAILER, "send", JOB, "--yes", "-w", str(workspace)]
            codes = (0,) if processes == 1 else (0, 1)  # 1 says that letters are left: the other still has them in hand
            used = measure([command] * processes, self.folder / "run.log", codes=codes)
            self._demand(server.letters_sent(name), task.letters, used)
        return _sample(task.letters, used)

    def once(self, contend: Contend, letters: int) -> Sample:
        """A run to the sink that counts: what it accepted, and how many different Message-IDs."""
        with own_sink(self.folder) as (port, ids):
            sample = contend(Task(letters, port))
        took = accepted(ids)
        figures = (sample.letters, sample.seconds, sample.cpu_seconds, sample.peak_mib, sample.database_bytes)
        return Sample(*figures, took.mails, took.distinct, took.median_bytes)

    def intake(self, replies: int) -> Sample:
        """From Dovecot into the book: fetched, kept, moved, understood, recorded, confirmations queued."""
        workspace, folder = self.workspaces.answered(replies)
        with dovecot(self.folder, folder) as port:
            configure_imap(workspace, port)
            before = database_bytes(workspace)
            used = self._measure([*_python("bench.contenders.intake"), str(workspace)])
        told = json.loads(used.out.strip().splitlines()[-1])
        self._demand(told["done"], replies, used)
        return Sample(replies, told["seconds"], told["cpu_seconds"], used.peak_kib / 1024, database_bytes(workspace) - before)

    def imap_tools(self, replies: int) -> Sample:
        """imap-tools, fetching and parsing the same replies."""
        _, folder = self.workspaces.answered(replies)
        with dovecot(self.folder, folder) as port:
            used = self._measure([*_python("bench.contenders.imap_tools_reader"), str(port), USER, PASSWORD])
        told = json.loads(used.out.strip().splitlines()[-1])
        self._demand(told["fetched"], replies, used)
        return Sample(replies, told["seconds"], told["cpu_seconds"], used.peak_kib / 1024)

    def inspect(self, replies: int) -> Sample:
        """`mailer inspect --json` over the folder."""
        _, folder = self.workspaces.answered(replies)
        used = self._measure([*MAILER, "inspect", "--json", str(folder)])
        self._demand(used.out.count('"sort": "reply"'), replies, used)
        return _sample(replies, used)

    def folder_reader(self, replies: int) -> Sample:
        """The standard library's parser over the folder."""
        _, folder = self.workspaces.answered(replies)
        return _sample(replies, self._measure([*_python("bench.contenders.folder_reader"), str(folder)]))

    def signs(self, key: Path) -> bool:
        """Whether this mailer signs: whether a letter that it sends with a key carries a DKIM signature."""
        with own_sink(self.folder) as (port, ids):
            try:
                self.mailer(Task(1, port, dkim=key))
            except RunFailed:
                return False
        return accepted(ids).signed == 1

    def _measure(self, command: list[str]) -> Usage:
        return measure([command], self.folder / "run.log")

    def _demand(self, done: int, wanted: int, used: Usage) -> None:
        if done != wanted:
            raise RunFailed(f"{done} letters instead of {wanted}: {used.out[-1000:]}")


def _python(module: str) -> list[str]:
    return ["env", f"PYTHONPATH={ROOT}", sys.executable, "-m", module]


def _sample(letters: int, used: Usage, database: int | None = None) -> Sample:
    return Sample(letters, used.seconds, used.cpu_seconds, used.peak_kib / 1024, database)
