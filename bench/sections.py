"""What is measured beside what? The sections of the bench and their rows."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.options import Options
from bench.postgres import PROGRAMS, Postgres, postgres
from bench.results import Row, Sample, Section
from bench.runs import Contend, Runs, Task
from bench.sinks import own_sink, postfix_sink

NAMES = {
    "mailer": "mailer send",
    "nodemailer": "nodemailer + nunjucks + ical-generator",
    "smtplib": "smtplib + EmailMessage + icalendar",
    "smtp-source": "smtp-source (the limit)",
}
INTAKE = {"mailer": "mailer: fetched, kept, moved, understood, recorded, answered", "imap-tools": "imap-tools bulk=200: fetched and parsed"}
INSPECT = {"mailer": "mailer inspect --json", "email": "email: parsed"}
DELAY = 0.02
_NEEDS = {"mailer": (), "nodemailer": ("node", "node packages"), "smtplib": (), "smtp-source": ("smtp-source",)}
_GROWTH_ROUNDS = 3
_NO_DKIM = "this mailer does not sign: no DKIM-Signature in a letter sent with a [dkim] section in config.toml"


@dataclass(slots=True)
class Field:
    """Where it takes place: contenders, options, a key to sign with (None: not to be had), and servers that live as long as `stack`."""

    runs: Runs
    options: Options
    stack: ExitStack
    key: Path | None
    mailer_signs: bool
    _postfix_port: int | None = None
    _postgres_server: Postgres | None = None

    def sections(self) -> list[Section]:
        """The chosen sections with the chosen contenders, in the order of measurement."""
        sizes = self.options.sizes
        makers: dict[str, Callable[[], list[Section]]] = {
            "peers": lambda: [self._peers(letters) for letters in sizes.peers],
            "dkim": lambda: [self._dkim(sizes.dkim)],
            "postgres": lambda: [self._postgres(sizes.postgres)],
            "delay": lambda: self._delay(sizes.delay),
            "growth": lambda: [self._growth(sizes.growth)],
            "planning": lambda: [self._planning(sizes.planning)],
            "once": lambda: [self._once(sizes.once)],
            "intake": lambda: [self._intake(sizes.intake)],
            "inspect": lambda: [self._inspect(sizes.inspect)],
        }
        return [section for name in self.options.sections for section in makers[name]() if section.rows]

    def _peers(self, letters: int) -> Section:
        rows = self._to_postfix(("mailer", "nodemailer", "smtplib", "smtp-source"), letters)
        title = f"{letters:,} letters to Postfix's smtp-sink, 10 connections, no DKIM"
        note = "mailer keeps every step of every letter on disk; the others keep nothing. smtplib has one connection."
        return Section(f"peers-{letters}", title, rows, NAMES["nodemailer"], self.options.rounds, note)

    def _dkim(self, letters: int) -> Section:
        rows = self._to_postfix(("mailer", "nodemailer"), letters, signed=True)
        title = f"{letters:,} letters to smtp-sink, 10 connections, DKIM rsa-2048 on both sides"
        return Section("dkim", title, rows, NAMES["nodemailer"], self.options.rounds)

    def _postgres(self, letters: int) -> Section:
        wanted = ("smtp-sink", *PROGRAMS)
        names = {"1 process": 1, "2 processes": 2} if self._chosen(("mailer",)) else {}
        rows = tuple(
            Row(name, "mailer", letters, partial(self._send_on_postgresql, letters, processes), wanted) for name, processes in names.items()
        )
        note = "Planned before: only the sending is measured. The database server shares the machine; its CPU seconds are not counted."
        return Section("postgres", f"{letters:,} letters from PostgreSQL to smtp-sink", rows, "1 process", self.options.rounds, note)

    def _delay(self, letters: int) -> list[Section]:
        port, _ = self.stack.enter_context(own_sink(self.runs.folder, DELAY))
        return [self._delay_with(letters, port, connections) for connections in (10, 50)]

    def _delay_with(self, letters: int, port: int, connections: int) -> Section:
        task = Task(letters, port, connections)
        chosen = self._chosen(("mailer", "nodemailer"))
        rows = tuple(Row(NAMES[name], name, letters, partial(self._contend(name), task), _NEEDS[name]) for name in chosen)
        title = f"{letters:,} letters to a server that answers the dot after {DELAY * 1000:.0f} ms, {connections} connections"
        note = f"The server's own limit: {connections / DELAY:,.0f} letters a second."
        return Section(f"delay-{connections}", title, rows, NAMES["nodemailer"], self.options.rounds, note)

    def _growth(self, sizes: Sequence[int]) -> Section:
        named = {"1 letter (start-up)": 1} | {f"{letters:,} letters": letters for letters in sizes}
        rows = tuple(row for name, letters in named.items() for row in self._to_postfix(("mailer",), letters, name=name))
        rounds = min(self.options.rounds, _GROWTH_ROUNDS)
        return Section("growth", "Growth of time, memory and database: mailer send", rows, f"{sizes[0]:,} letters", rounds)

    def _planning(self, letters: int) -> Section:
        rows = tuple(Row("planning", name, letters, partial(self.runs.planner, letters)) for name in self._chosen(("mailer",)))
        title = f"Planning alone (audience, render, queue) of {letters:,} letters"
        note = "CPU seconds without start-up; letters a second with it."
        return Section("planning", title, rows, "planning", self.options.rounds, note)

    def _once(self, letters: int) -> Section:
        chosen = self._chosen(("mailer", "nodemailer", "smtplib"))
        rows = tuple(
            Row(NAMES[name], name, letters, partial(self.runs.once, self._contend(name), letters), _NEEDS[name]) for name in chosen
        )
        if "mailer" in chosen:
            two = partial(self.runs.once, self._two_processes, letters)
            rows += (Row("mailer send, 2 processes on PostgreSQL", "mailer", letters, two, PROGRAMS),)
        return Section("once", f"{letters:,} letters to a sink that counts Message-IDs", rows, NAMES["nodemailer"], 1)

    def _intake(self, replies: int) -> Section:
        runs = {"mailer": self.runs.intake, "imap-tools": self.runs.imap_tools}
        chosen = self._chosen(tuple(INTAKE))
        rows = tuple(Row(INTAKE[name], name, replies, partial(runs[name], replies), ("dovecot",)) for name in chosen)
        note = "From login to the last reply; start-up is not counted. Dovecot shares the machine; its CPU seconds are not counted. "
        note += "mailer reads in a second process: CPU seconds are those of both, MiB of the first. "
        note += "The words are those of the labelled texts in `training/texts`."
        return Section("intake", f"{replies:,} replies from Dovecot into the book", rows, INTAKE["imap-tools"], self.options.rounds, note)

    def _inspect(self, replies: int) -> Section:
        runs = {"mailer": self.runs.inspect, "email": self.runs.folder_reader}
        chosen = self._chosen(tuple(INSPECT))
        rows = tuple(Row(INSPECT[name], name, replies, partial(runs[name], replies)) for name in chosen)
        note = "One process each, start-up included."
        return Section("inspect", f"{replies:,} replies in a folder", rows, INSPECT["email"], self.options.rounds, note)

    def _to_postfix(self, contenders: Sequence[str], letters: int, *, signed: bool = False, name: str = "") -> tuple[Row, ...]:
        rows = []
        for contender in self._chosen(contenders):
            absent = _NO_DKIM if signed and contender == "mailer" and not self.mailer_signs else ""
            wanted = (*_NEEDS[contender], "smtp-sink", *(("cryptography",) if signed else ()))
            run = partial(self._send_to_postfix, contender, letters, signed)
            rows.append(Row(name or NAMES[contender], contender, letters, run, wanted, absent))
        return tuple(rows)

    def _send_to_postfix(self, contender: str, letters: int, signed: bool) -> Sample:
        return self._contend(contender)(Task(letters, self._port(), dkim=self.key if signed else None))

    def _send_on_postgresql(self, letters: int, processes: int) -> Sample:
        return self.runs.on_postgresql(self._database_server(), Task(letters, self._port()), processes)

    def _two_processes(self, task: Task) -> Sample:
        return self.runs.on_postgresql(self._database_server(), task, 2)

    def _chosen(self, contenders: Sequence[str]) -> list[str]:
        return [name for name in contenders if name in self.options.contenders]

    def _contend(self, name: str) -> Contend:
        runs = self.runs
        return {"mailer": runs.mailer, "nodemailer": runs.nodemailer, "smtplib": runs.smtplib, "smtp-source": runs.smtp_source}[name]

    def _port(self) -> int:
        """The port of the one smtp-sink, started when first needed."""
        if self._postfix_port is None:
            self._postfix_port = self.stack.enter_context(postfix_sink(self.runs.folder))
        return self._postfix_port

    def _database_server(self) -> Postgres:
        """The one PostgreSQL, started when first needed."""
        if self._postgres_server is None:
            self._postgres_server = self.stack.enter_context(postgres(self.runs.folder))
        return self._postgres_server
