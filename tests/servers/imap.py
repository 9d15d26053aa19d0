"""Which IMAP servers do the tests speak to, and how do they put mails there and look at them?

Two: pymap, from PyPI and always there, and Dovecot, as in real life. What pymap cannot do: keep its mails over `kill` (they are in
memory, and its UIDVALIDITY changes), several users, a NAMESPACE or a hidden capability, SELECT a folder that is not valid UTF-7.
"""

import grp
import imaplib
import os
import pwd
import re
import shutil
import signal
import socket
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import SecretStr

from mailer.config import Imap
from tests.servers import nursery, processes
from tests.servers.certificates import Certificate
from tests.servers.missing import program
from tests.servers.proxy import Proxy

_UID = re.compile(rb"\bUID (\d+)")
_FLAGS = re.compile(rb"\bFLAGS \(([^)]*)\)")
_APPENDED = re.compile(rb"APPENDUID \d+ (\d+)")


@dataclass(frozen=True, slots=True)
class Message:
    uid: int
    flags: frozenset[str]
    raw: bytes


class ImapServer(ABC):
    """A running server with one account. `port` leads through a proxy, so that connections can be dropped."""

    kind: str
    user = "post"
    password = "geheim"
    keeps_mail_over_kill: bool

    def __init__(self, base: Path) -> None:
        self.base = base
        self._backend_port = processes.free_port()
        self._process = self._start()
        self._proxy = Proxy(self._backend_port)
        self.port = self._proxy.port

    def settings(self, **changes: object) -> Imap:
        """How the service is told about this server; unless said otherwise, what lies there at the first contact counts too."""
        plain = {"host": "127.0.0.1", "port": self.port, "security": "none", "username": self.user, "first_contact": "all"}
        return Imap.model_validate({**plain, "password": SecretStr(self.password), **changes})

    def append(self, raw: bytes, flags: Sequence[str] = (), folder: str = "INBOX", received_at: datetime | None = None) -> int:
        """Put a mail there (lone line feeds become CRLF); its UID."""
        with self.client(None) as client:
            date = imaplib.Time2Internaldate(received_at) if received_at else None
            status, data = client.append(_quoted(folder), f"({' '.join(flags)})" if flags else None, date, raw)
            found = _APPENDED.search(data[0])
            assert status == "OK", data
            assert found, data
            return int(found[1])

    def messages(self, folder: str = "INBOX") -> list[Message]:
        """All mails of a folder by UID, looked at without leaving a trace; none if there is no such folder."""
        with self.client(None) as client:
            if client.select(_quoted(folder), readonly=True)[0] != "OK":
                return []
            _, data = client.uid("FETCH", "1:*", "(UID FLAGS BODY.PEEK[])")
            found = [_message(item, data[at + 1]) for at, item in enumerate(data) if isinstance(item, tuple)]
            return sorted(found, key=lambda message: message.uid)

    def folders(self) -> set[str]:
        with self.client(None) as client:
            return {line.decode().rsplit(" ", 1)[1].strip('"') for line in client.list()[1] if isinstance(line, bytes)}

    @contextmanager
    def client(self, folder: str | None = "INBOX") -> Iterator[imaplib.IMAP4]:
        """Another client of the same account, past the proxy."""
        client = imaplib.IMAP4("127.0.0.1", self._backend_port, timeout=processes.PATIENCE)
        client.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else each APPEND waits 40 ms
        try:
            client.login(self.user, self.password)
            if folder:
                client.select(_quoted(folder))
            yield client
        finally:
            client.shutdown()

    def drop_connections(self) -> None:
        self._proxy.drop()

    def fall_silent(self) -> None:
        """Answer no more, on any connection, and keep all of them."""
        self._proxy.hold()

    def stutter(self) -> None:
        """Send one byte at a time from now on."""
        self._proxy.stutter()

    def kill(self) -> None:
        """kill -9."""
        processes.end(self._process, signal.SIGKILL)

    def restart(self) -> None:
        """Start again on the same port."""
        self.kill()
        processes.wait_until(lambda: processes.is_free(self._backend_port), "the port to be free")
        self._process = self._start()

    def close(self) -> None:
        self._proxy.close()
        self.kill()

    @abstractmethod
    def _start(self) -> processes.Process: ...


class Pymap(ImapServer):
    kind = "pymap"
    keeps_mail_over_kill = False

    def __init__(self, base: Path, certificate: Certificate | None = None) -> None:
        self._tls = ["--cert", str(certificate.certificate), "--key", str(certificate.key)] if certificate else ["--no-tls"]
        super().__init__(base)
        self._empty()

    def _start(self) -> processes.Process:
        listen = ["--host", "127.0.0.1", "--port", str(self._backend_port), *self._tls, "--no-service", "admin"]
        account = ["dict", "--demo-data", "--demo-user", self.user, "--demo-password", self.password]
        with (self.base / "log").open("ab") as log:
            process = nursery.start("pymap", [*listen, *account], self.base, log.fileno(), log.fileno(), os.environ)
        return processes.started(process, "pymap", self.base / "log", processes.greets(self._backend_port))

    def restart(self) -> None:
        super().restart()
        self._empty()

    def _empty(self) -> None:
        """Take out the demonstration mails that come with the account."""
        with self.client() as client:
            client.store("1:*", "+FLAGS.SILENT", r"(\Deleted)")
            client.expunge()


class Dovecot(ImapServer):
    kind = "dovecot"
    keeps_mail_over_kill = True

    def __init__(
        self, base: Path, certificate: Certificate | None = None, prefix: str = "", capabilities: str = "", junk: str = ""
    ) -> None:
        """`prefix` is what all folders but INBOX must begin with; `capabilities` is what the server admits to, empty for all; `junk` is the
        folder that it calls the one for spam."""
        self._program = program("dovecot", "dovecot-imapd")
        self._options = (certificate, prefix, capabilities, junk)
        (base / "mail").mkdir(exist_ok=True)
        super().__init__(base)

    def maildir(self) -> Path:
        return self.base / "mail" / self.user / "Maildir"

    def _start(self) -> processes.Process:
        path = self.base / "dovecot.conf"
        path.write_text(_dovecot_config(self.base, self._backend_port, self.password, *self._options))
        return processes.start([self._program, "-F", "-c", path], self.base / "log", processes.greets(self._backend_port))


@contextmanager
def pymap(certificate: Certificate | None = None) -> Iterator[ImapServer]:
    with processes.folder(None) as base:
        server = Pymap(base, certificate)
        try:
            yield server
        finally:
            server.close()


@contextmanager
def dovecot(certificate: Certificate | None = None, prefix: str = "", capabilities: str = "", junk: str = "") -> Iterator[Dovecot]:
    with processes.folder(None) as base:
        server = Dovecot(base, certificate, prefix, capabilities, junk)
        try:
            yield server
        finally:
            server.close()


def _dovecot_config(
    base: Path, port: int, password: str, certificate: Certificate | None, prefix: str, capabilities: str, junk: str
) -> str:
    tls = f"ssl = yes\nssl_cert = <{certificate.certificate}\nssl_key = <{certificate.key}" if certificate else "ssl = no"
    special = f'mailbox "{junk}" {{\n    special_use = \\Junk\n  }}' if junk else ""
    offered = f"protocol imap {{\n  imap_capability = {capabilities}\n}}" if capabilities else ""
    return f"""
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/dovecot.log
protocols = imap
listen = 127.0.0.1
{tls}
disable_plaintext_auth = no
auth_failure_delay = 0
mail_location = maildir:{base}/mail/%u/Maildir
first_valid_uid = 0
{_dovecot_users(base)}
{offered}
namespace inbox {{
  inbox = yes
  prefix = {prefix}
  separator = .
  {special}
}}
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
passdb {{
  driver = static
  args = password={password}
}}
"""


def _dovecot_users(base: Path) -> str:
    """As root the mail belongs to nobody; as somebody else everything is one's own."""
    if os.getuid() == 0:
        shutil.chown(base / "mail", "nobody", "nogroup")
        users = "default_login_user = dovenull\ndefault_internal_user = dovecot"
        owner = "uid=nobody gid=nogroup"
    else:
        me, group = pwd.getpwuid(os.getuid()).pw_name, grp.getgrgid(os.getgid()).gr_name
        users = f"default_login_user = {me}\ndefault_internal_user = {me}\ndefault_internal_group = {group}"
        users += "\nservice imap-login {\n  chroot =\n}\nservice anvil {\n  chroot =\n}"
        owner = f"uid={os.getuid()} gid={os.getgid()}"
    return f"{users}\nuserdb {{\n  driver = static\n  args = {owner} home={base}/mail/%u\n}}"


def _message(item: tuple[bytes, bytes], after: object) -> Message:
    said = item[0] + (after if isinstance(after, bytes) else b"")
    uid, flags = _UID.search(said), _FLAGS.search(said)
    assert uid, said
    assert flags, said
    return Message(int(uid[1]), frozenset(flags[1].decode().split()) - {r"\Recent"}, item[1])


def _quoted(folder: str) -> str:
    return f'"{folder}"'
