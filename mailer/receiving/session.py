"""How is the mailbox spoken to? One connection over imap-tools, every command wrapped at the edge.

imap-tools' own `flag`, `delete` and `move` are never used: they send a plain EXPUNGE, which would take with it what another
client has marked as deleted. Here everything goes by UID.
"""

import imaplib
import re
import socket
import ssl
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from imap_tools import BaseMailBox, FolderInfo, ImapToolsError, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.imap_utf7 import utf7_decode
from imap_tools.utils import encode_folder

from mailer.config import Imap
from mailer.receiving.edge import edge, failure

REACH = 15.0  # seconds for the connection to stand
TIMEOUT = 60.0  # seconds for one answer of the server
PARTING = 1.5  # seconds for its goodbye
_NEWS = b"* 0 EXISTS"
_IN_TWO = "unterminated line"  # imaplib's words
_LISTED = re.compile(
    rb'\((?P<flags>[^)]*)\) (?P<delimiter>NIL|"(?:[^"\\]|\\.)") (?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>\S+))(?: \(.*\))?'
)
_NAMESPACE = re.compile(rb'^\(\("((?:[^"\\]|\\.)*)"')


class Session:
    """A mailbox, logged in; `open` opens one of its folders.

    `capabilities` are those after login (many servers tell MOVE and UIDPLUS only then); `folder`, `uidvalidity` and `uidnext` are those of
    the folder that is open. Raises MailboxError: imap.unreachable, imap.tls, imap.no_password, imap.login_refused.
    """

    def __init__(self, settings: Imap) -> None:
        self.settings = settings
        self.folder = ""
        self.uidvalidity = self.uidnext = 0
        self._readonly = True
        self._connect()

    def open(self, folder: str, readonly: bool) -> None:
        """Open a folder, or look anew at the one that is open. Raises MailboxError (imap.no_folder)."""
        with edge(self.settings, refused="imap.no_folder", folder=folder):
            self._mailbox.folder.set(folder, readonly=readonly)
            _, validity = self._mailbox.client.response("UIDVALIDITY")
            _, following = self._mailbox.client.response("UIDNEXT")
        if not validity or not validity[-1]:
            raise failure(self.settings, "imap.protocol", "UIDVALIDITY")
        self.folder, self.uidvalidity, self._readonly = folder, int(validity[-1]), readonly
        told = following[-1] if following else None
        self.uidnext = int(told) if told else max(self.search("UID *"), default=0) + 1

    def interrupt(self) -> None:
        """End whatever waits for the server in another thread, with a lost connection."""
        with suppress(OSError, AttributeError):
            self._mailbox.client.sock.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Log out; whatever goes wrong then no longer matters."""
        client = self._mailbox.client
        with suppress(Exception):
            client.sock.settimeout(PARTING)
            client.logout()
        with suppress(Exception):
            client.shutdown()

    def reopen(self) -> None:
        """Connect anew after the connection was lost. Raises MailboxError as the constructor, and if the UIDs now mean other mails."""
        self.close()
        before = self.uidvalidity
        self._connect()
        self.open(self.folder, self._readonly)
        if self.uidvalidity != before:
            raise failure(self.settings, "imap.protocol", "UIDVALIDITY")

    def search(self, criteria: str) -> list[int]:
        """The UIDs that fit, ascending."""
        _, data = self._uid("SEARCH", criteria)
        return sorted(int(uid) for line in data if line for uid in line.split())

    def fetch(self, uids: Iterable[int], items: str) -> list[Any] | None:
        """What imaplib makes of FETCH's answer: bytes and (head, literal) tuples; None where the server says NO."""
        status, data = self._uid("FETCH", uid_set(uids), items)
        if status != "OK":
            self._mailbox.client.untagged_responses.pop("FETCH", None)
            return None
        return data

    def move(self, uids: Iterable[int], folder: str) -> bool:
        """UID MOVE (RFC 6851); False if the server says NO."""
        return self._uid("MOVE", uid_set(uids), encode_folder(folder))[0] == "OK"

    def copy(self, uids: Iterable[int], folder: str) -> bool:
        """UID COPY; False if the server says NO."""
        return self._uid("COPY", uid_set(uids), encode_folder(folder))[0] == "OK"

    def remove(self, uids: Iterable[int]) -> bool:
        r"""Mark as \Deleted and UID EXPUNGE (RFC 4315) exactly these; False if the server says NO."""
        chosen = uid_set(uids)
        return self._uid("STORE", chosen, "+FLAGS.SILENT", r"(\Deleted)")[0] == "OK" and self._uid("EXPUNGE", chosen)[0] == "OK"

    def noop(self) -> None:
        """Let the server tell what has changed meanwhile."""
        with edge(self.settings):
            self._mailbox.client.noop()

    def folders(self, pattern: str) -> list[FolderInfo]:
        """The folders that LIST finds."""
        with edge(self.settings):
            return self._mailbox.folder.list("", pattern)

    def all_folders(self) -> list[FolderInfo]:
        """All folders, with their special uses (RFC 6154) where the server knows any."""
        if "SPECIAL-USE" not in self.capabilities:
            return self.folders("*")
        with edge(self.settings):
            status, data = self._mailbox.client._simple_command("LIST", '""', '"*"', "RETURN", "(SPECIAL-USE)")
            _, lines = self._mailbox.client._untagged_response(status, data, "LIST")
        return [found for line in lines if isinstance(line, bytes) and (found := _folder(line)) is not None]

    def create(self, folder: str) -> bool:
        """Create a folder; False if the server says NO."""
        with edge(self.settings):
            try:
                self._mailbox.folder.create(folder)
            except ImapToolsError:
                return False
            return True

    def namespace(self) -> str | None:
        """The prefix of one's own folders (RFC 2342), such as `INBOX.`; None if the server does not tell."""
        if "NAMESPACE" not in self.capabilities:
            return None
        with edge(self.settings):
            _, data = self._mailbox.client.namespace()
        found = _NAMESPACE.match(data[-1] or b"") if data else None
        return found[1].decode("ascii", "replace") if found else None

    def idle(self) -> None:
        """Begin to listen (RFC 2177)."""
        with edge(self.settings):
            self._mailbox.idle.start()  # type: ignore[no-untyped-call]  # imap-tools leaves it untyped

    def listen(self, seconds: float) -> list[bytes]:
        """What the server says while listening; empty after so many seconds, and at once when the connection is gone.

        A line of which only the beginning had come is lost to imap-tools: it counts as news of a mail, for it may have been that.
        """
        with edge(self.settings):
            try:
                return self._mailbox.idle.poll(timeout=seconds)
            except imaplib.IMAP4.abort as error:
                if _IN_TWO not in str(error):
                    raise
                self._mailbox.client.readline()
                return [_NEWS]

    def done(self) -> None:
        """End listening. Raises MailboxError if the connection was lost meanwhile."""
        with edge(self.settings):
            self._mailbox.idle.stop()  # type: ignore[no-untyped-call]  # imap-tools leaves it untyped

    def _connect(self) -> None:
        self._mailbox = _connected(self.settings)
        try:
            self._mailbox.client.sock.settimeout(TIMEOUT)
            _log_in(self._mailbox, self.settings)
            self.capabilities = self._capabilities()
        except BaseException:
            self.close()
            raise

    def _uid(self, command: str, *arguments: str | bytes) -> tuple[str, list[Any]]:
        words = [word.decode("ascii") if isinstance(word, bytes) else word for word in arguments]
        with edge(self.settings):
            return self._mailbox.client.uid(command, *words)

    def _capabilities(self) -> frozenset[str]:
        with edge(self.settings):
            _, data = self._mailbox.client.capability()
        return frozenset((data[-1] or b"").decode("ascii", "replace").upper().split())


def _folder(line: bytes) -> FolderInfo | None:
    """One line of LIST's answer; None for one that is not understood (a name sent as a literal)."""
    found = _LISTED.fullmatch(line.strip())
    if found is None:
        return None
    name = found["quoted"].replace(b'\\"', b'"').replace(b"\\\\", b"\\") if found["quoted"] is not None else found["bare"]
    delimiter = found["delimiter"].strip(b'"').decode("ascii", "replace")
    return FolderInfo(utf7_decode(name), delimiter, tuple(found["flags"].decode("ascii", "replace").split()))


def uid_set(uids: Iterable[int]) -> str:
    """A sequence set (RFC 9051 9), neighbours joined: `1:3,7`."""
    ranges: list[list[int]] = []
    for uid in sorted(uids):
        if ranges and uid == ranges[-1][1] + 1:
            ranges[-1][1] = uid
        else:
            ranges.append([uid, uid])
    return ",".join(str(low) if low == high else f"{low}:{high}" for low, high in ranges)


def _connected(settings: Imap) -> BaseMailBox:
    host, port = settings.host, settings.port
    if settings.security == "none":
        with edge(settings, "imap.unreachable", "imap.unreachable", "imap.tls"):
            return MailBoxUnencrypted(host, port, timeout=REACH)
    context = ssl.create_default_context()
    if settings.security == "tls":
        with edge(settings, "imap.unreachable", "imap.unreachable", "imap.tls"):
            return MailBox(host, port, timeout=REACH, ssl_context=context)
    if port == 993:
        raise failure(settings, "imap.tls", 'security = "starttls"')
    with edge(settings, "imap.tls", "imap.unreachable", "imap.tls"):
        try:
            return MailBoxStartTls(host, port, timeout=REACH, ssl_context=context)
        except imaplib.IMAP4.abort as error:
            if "TLS not supported" in str(error):  # imaplib's only sign of it; every other abort is a lost connection
                raise failure(settings, "imap.tls", error) from error
            raise


def _log_in(mailbox: BaseMailBox, settings: Imap) -> None:
    if settings.oauth_token_file is not None:
        _log_in_by_token(mailbox, settings)
        return
    if settings.password is None:
        raise failure(settings, "imap.no_password", "", username=settings.username)
    name, secret = settings.username, settings.password.get_secret_value()
    with edge(settings, "imap.login_refused", "imap.unreachable", username=name):
        if (name + secret).isascii():
            mailbox.login(name, secret, initial_folder=None)
        else:
            mailbox.login_utf8(name, secret, initial_folder=None)


def _log_in_by_token(mailbox: BaseMailBox, settings: Imap) -> None:
    """XOAUTH2, for providers that take no password from programs."""
    try:
        token = settings.oauth_token() or ""
    except OSError as error:
        raise failure(settings, "imap.no_token", error, username=settings.username) from error
    with edge(settings, "imap.login_refused", "imap.unreachable", username=settings.username):
        mailbox.xoauth2(settings.username, token, initial_folder=None)
