"""Which server takes mails faster than we can send them? Postfix's smtp-sink, which can write each mail to a file."""

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers import processes
from tests.servers.missing import program

_ARGUMENT = re.compile(rb"<([^>]*)>")
_SINK_HEADER = re.compile(rb"X-(Client-Addr|Client-Proto|Helo-Args|Mail-Args|Rcpt-Args): (.*)")


@dataclass(frozen=True, slots=True)
class SunkMail:
    mail_from: str
    rcpt_tos: tuple[str, ...]
    raw: bytes


@dataclass(frozen=True, slots=True)
class SmtpSink:
    port: int
    dumps: Path
    host: str = "127.0.0.1"

    def mails(self) -> list[SunkMail]:
        """All mails whose dump is complete, in no order within a second; line ends as CRLF again."""
        return [_mail(path.read_bytes()) for path in sorted(self.dumps.iterdir()) if path.stat().st_size]

    def wait_for(self, count: int, seconds: float = processes.PATIENCE) -> list[SunkMail]:
        processes.wait_until(lambda: len(list(self.dumps.iterdir())) >= count, f"{count} mails in smtp-sink", seconds)
        return self.mails()


@contextmanager
def sink(delay: int = 0, dump: bool = True, arguments: tuple[str, ...] = ()) -> Iterator[SmtpSink]:
    """A running smtp-sink. It answers DATA after `delay` seconds; without `dump` it is several times faster and forgets the
    mails; `arguments` are more of its own, such as `("-f", "RCPT")`."""
    tool = program("smtp-sink", "postfix")
    owner = processes.unprivileged()
    with processes.folder(owner) as base:
        server = SmtpSink(processes.free_port(), base / "mails")
        server.dumps.mkdir()
        server.dumps.chmod(0o777)
        command: list[str | Path] = [tool, *(("-u", owner) if owner else ()), *(("-w", str(delay)) if delay else ()), *arguments]
        command += ["-d", f"{server.dumps}/%H%M%S."] if dump else []
        command += [f"127.0.0.1:{server.port}", "1000"]
        process = processes.start(command, base / "log", processes.greets(server.port), cwd=base)
        try:
            yield server
        finally:
            processes.end(process, signal.SIGTERM)


def _mail(dump: bytes) -> SunkMail:
    lines = dump.removesuffix(b"\n").split(b"\n")
    mail_from, rcpt_tos, at = b"", [], 0
    while header := _SINK_HEADER.fullmatch(lines[at]):
        if header[1] == b"Mail-Args":
            mail_from = _address(header[2])
        elif header[1] == b"Rcpt-Args":
            rcpt_tos.append(_address(header[2]))
        at += 1
    at += 3  # the Received header of smtp-sink, always three lines
    raw = b"\r\n".join(lines[at:])
    return SunkMail(mail_from.decode(), tuple(address.decode() for address in rcpt_tos), raw)


def _address(argument: bytes) -> bytes:
    found = _ARGUMENT.search(argument)
    return found[1] if found else argument
