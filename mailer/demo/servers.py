"""Where does the demo's mail go, and where do the answers arrive? An SMTP and an IMAP server of its own, on loopback only."""

import contextlib
import imaplib
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol

from mailer.clock import Clock
from mailer.demo.story import Delivered
from mailer.errors import ConfigurationError, MailerError

HOST = "127.0.0.1"
_PYMAP = "import gc; gc.disable(); from pymap.main import main; main()"
"""From Python 3.13 on the collector takes pymap's connections away while they wait; its process is small and short-lived."""
_START_SECONDS = 20.0


class _Envelope(Protocol):
    """What aiosmtpd tells about a mail in transfer."""

    mail_from: str
    rcpt_tos: list[str]
    content: bytes


@dataclass(slots=True)
class SmtpServer:
    """A server that takes every mail and keeps it. `refuse` returns a reply line (`550 5.1.1 ...`) for a recipient, or None to take it."""

    clock: Clock
    refuse: Callable[[str], str | None]
    port: int = 0
    delivered: list[Delivered] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - the name that aiosmtpd calls
        self, _server: object, _session: object, envelope: _Envelope, address: str, _options: list[str]
    ) -> str:
        """A recipient is named (RFC 5321 4.1.1.3)."""
        refusal = self.refuse(address)
        if refusal is None:
            envelope.rcpt_tos.append(address)
        return refusal or "250 2.1.5 OK"

    async def handle_DATA(self, _server: object, _session: object, envelope: _Envelope) -> str:  # noqa: N802 - the name that aiosmtpd calls
        """A mail came in whole (RFC 5321 4.1.1.4)."""
        now = self.clock.now()
        self.delivered += [Delivered(envelope.mail_from, address, envelope.content, now) for address in envelope.rcpt_tos]
        return "250 2.0.0 OK"


@dataclass(frozen=True)
class ImapServer:
    """A mailbox in which answers arrive. The login is made up for this one run."""

    port: int
    username: str
    password: str
    process: subprocess.Popen[bytes]

    def deliver(self, raw: bytes, received_at: datetime) -> None:
        """Put a mail into the INBOX as if it had arrived at that moment (aware). Raises MailerError when the server refuses."""
        self.deliver_all(((raw, received_at),))

    def deliver_all(self, mails: tuple[tuple[bytes, datetime], ...]) -> None:
        """The same for several mails over the same connection, in this order."""
        for raw, received_at in mails:
            # imaplib asks for a naive or aware datetime alike; the time zone goes along (RFC 3501 6.3.11)
            status, answer = self._connection.append("INBOX", "", imaplib.Time2Internaldate(received_at), raw)
            if status != "OK":
                raise MailerError("demo.append_refused", reason=answer)

    def close(self) -> None:
        """End the connection over which mails are put in."""
        if "_connection" in self.__dict__:
            with contextlib.suppress(OSError, imaplib.IMAP4.error):
                self._connection.logout()

    @cached_property
    def _connection(self) -> imaplib.IMAP4:
        """One for the whole run: the server takes its time over each login."""
        connection = imaplib.IMAP4(HOST, self.port, timeout=_START_SECONDS)
        connection.login(self.username, self.password)
        return connection


def require_servers() -> None:
    """Make sure that the parts of `mailer[demo]` are there. Raises ConfigurationError naming those that are missing."""
    missing = [name for name in ("aiosmtpd", "pymap") if find_spec(name) is None]
    if missing:
        raise ConfigurationError("demo.parts_missing", parts=", ".join(missing))


@contextlib.contextmanager
def smtp_server(clock: Clock, refuse: Callable[[str], str | None] = lambda _address: None) -> Iterator[SmtpServer]:
    """An SMTP server in a thread of this process while the block runs. Raises ConfigurationError when aiosmtpd is not installed."""
    require_servers()
    server = SmtpServer(clock, refuse)
    # loaded by name: an optional part, which the rest of the package does without
    controller = import_module("aiosmtpd.controller").Controller(
        server, hostname=HOST, port=_free_port(), server_hostname="mail.demo.example"
    )
    controller.start()
    server.port = controller.port
    try:
        yield server
    finally:
        controller.stop()


@contextlib.contextmanager
def imap_server(username: str, password: str) -> Iterator[ImapServer]:
    """An IMAP server with one empty mailbox, as a child process, while the block runs. Raises ConfigurationError without pymap, and
    MailerError when it does not come up."""
    require_servers()
    port = _free_port()
    command = [
        sys.executable,
        "-c",
        _PYMAP,
        "--host",
        HOST,
        "--port",
        str(port),
        "--no-tls",
        "--no-service",
        "admin",
        "--no-service",
        "managesieve",
    ]
    login = ["dict", "--demo-user", username, "--demo-password", password]
    nowhere = subprocess.DEVNULL
    # a session of its own: Ctrl-C at the terminal ends the demo, and the demo ends its server
    process = subprocess.Popen([*command, *login], stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True)
    try:
        _wait_until_open(port, process)
        server = ImapServer(port, username, password, process)
        with contextlib.closing(server):
            yield server
    finally:
        _end(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_open(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        time.sleep(0.05)
    raise MailerError("demo.imap_silent", port=port, code=process.poll())


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
