"""Which SMTP server does as it is told? aiosmtpd in a thread of its own, with a script: replies, delays, cut connections.

server.answer(Step.RCPT, "550 5.1.1 unknown", where="gone@")       # for recipients that contain the words
server.answer(Step.DOT, "451 4.3.0 later", times=2)                 # twice, then as usual
server.delay(Step.EHLO, 0.5)
server.drop(Step.DOT, accept=True)                                  # takes the mail, but nobody hears the 250
"""

# ruff: noqa: N802 -- aiosmtpd finds its commands by these names

import asyncio
import ssl
import threading
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.servers import processes
from tests.servers.certificates import Certificate


class Step(StrEnum):
    """CONNECT before the greeting, DATA before the 354, DOT after the whole mail has come."""

    CONNECT = "connect"
    EHLO = "ehlo"
    STARTTLS = "starttls"
    AUTH = "auth"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    DOT = "dot"


@dataclass(frozen=True, slots=True)
class AcceptedMail:
    mail_from: str
    mail_options: tuple[str, ...]
    rcpt_tos: tuple[str, ...]
    raw: bytes
    tls: bool
    login: str | None


@dataclass(slots=True)
class Rule:
    step: Step
    reply: str | None = None
    seconds: float = 0.0
    cut: bool = False
    accept: bool = False
    where: str = ""
    times: int | None = None
    after: int = 0
    until: threading.Event | None = None

    def is_early(self) -> bool:
        """Whether the rule begins later; counts it."""
        early = self.after > 0
        self.after -= early
        return early


class SmtpServer:
    """A server on the loopback; `mails` are those it accepted, `connections` how often somebody connected.

    `security` is `none`, `starttls` or `tls` (then with a certificate); `login` is the only user and password (or token), None for no
    AUTH; `mechanisms` are those of PLAIN, LOGIN and XOAUTH2 that it offers; `pipelining` says that it offers that (RFC 2920).
    """

    host = "127.0.0.1"

    def __init__(
        self,
        security: str = "none",
        certificate: Certificate | None = None,
        login: tuple[str, str] | None = None,
        mechanisms: tuple[str, ...] = ("PLAIN", "LOGIN"),
        pipelining: bool = False,
    ) -> None:
        self.mechanisms = mechanisms
        self.pipelining = pipelining
        self.port = processes.free_port()
        self.security = security
        self.login = login
        self.mails: list[AcceptedMail] = []
        self.commands: list[tuple[Step, str]] = []
        self.connections = 0
        self._certificate = certificate
        self._rules: list[Rule] = []
        self._sessions: set[_Session] = set()
        self._lock = threading.Lock()
        self._controller: Controller | None = None
        self.start()

    def answer(self, step: Step, reply: str, *, where: str = "", times: int | None = None) -> None:
        """Give this reply at the step, to arguments that contain `where`, so many times (None: always)."""
        self._rules.append(Rule(step, reply=reply, where=where, times=times))

    def delay(self, step: Step, seconds: float, *, where: str = "", times: int | None = None) -> None:
        """Wait before the step's reply."""
        self._rules.append(Rule(step, seconds=seconds, where=where, times=times))

    def drop(self, step: Step, *, accept: bool = False, where: str = "", times: int | None = None) -> None:
        """Cut the connection at the step, without a reply; at the dot `accept` keeps the mail."""
        self._rules.append(Rule(step, cut=True, accept=accept, where=where, times=times))

    def hold(self, step: Step, *, after: int = 0) -> None:
        """Give no reply at the step until `clear`, from the time on that it has come so many times."""
        self._rules.append(Rule(step, after=after, until=threading.Event()))

    def clear(self) -> None:
        """Do as usual from now on; what is held gets its reply."""
        with self._lock:
            rules, self._rules = self._rules, []
        for rule in rules:
            if rule.until:
                rule.until.set()

    def start(self) -> None:
        """Start, or start again on the same port."""
        context = self._certificate.server_context() if self._certificate else None
        controller = _Controller(self, context if self.security == "tls" else None, context if self.security == "starttls" else None)
        controller.start()
        self._controller = controller
        self.connections = 0

    def stop(self) -> None:
        """Cut all connections and listen no more; what was accepted stays."""
        if self._controller:
            controller, self._controller = self._controller, None
            for session in list(self._sessions):
                controller.loop.call_soon_threadsafe(session.cut)
            controller.stop()

    def wait_for(self, count: int, seconds: float = processes.PATIENCE) -> list[AcceptedMail]:
        """The mails once there are so many; TimeoutError otherwise."""
        processes.wait_until(lambda: len(self.mails) >= count, f"{count} accepted mails", seconds)
        return self.mails

    def rules_for(self, step: Step, argument: str) -> list[Rule]:
        """What the script says about this step now; counts it."""
        with self._lock:
            found = [rule for rule in self._rules if rule.step == step and rule.where in argument and rule.times != 0]
            found = [rule for rule in found if not rule.is_early()]
            for rule in found:
                rule.times = None if rule.times is None else rule.times - 1
            return found


@contextmanager
def smtp(
    security: str = "none",
    certificate: Certificate | None = None,
    login: tuple[str, str] | None = None,
    mechanisms: tuple[str, ...] = ("PLAIN", "LOGIN"),
    pipelining: bool = False,
) -> Iterator[SmtpServer]:
    server = SmtpServer(security, certificate, login, mechanisms, pipelining)
    try:
        yield server
    finally:
        server.stop()


class _Controller(Controller):
    def __init__(self, server: SmtpServer, implicit: ssl.SSLContext | None, starttls: ssl.SSLContext | None) -> None:
        self._server = server
        self._starttls = starttls
        super().__init__(handler=object(), hostname=server.host, port=server.port, ssl_context=implicit)

    def factory(self) -> "_Session":
        return _Session(self._server, self._starttls, self.loop)


class _Session(SMTP):
    """One connection, asking the script at every step."""

    def __init__(self, server: SmtpServer, starttls: ssl.SSLContext | None, loop: asyncio.AbstractEventLoop) -> None:
        self._server = server
        login: dict[str, Any] = {"authenticator": self._check, "auth_require_tls": False} if server.login else {}
        login["auth_exclude_mechanism"] = {"PLAIN", "LOGIN", "XOAUTH2"} - set(server.mechanisms)
        super().__init__(_AtTheDot(), hostname="smtp.example", tls_context=starttls, enable_SMTPUTF8=True, loop=loop, **login)
        self._auth_required = server.login is not None  # as an argument it warns where TLS is not demanded too

    def cut(self) -> None:
        if isinstance(self.transport, asyncio.WriteTransport):
            self.transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._server._sessions.add(self)

    def connection_lost(self, error: Exception | None) -> None:
        self._server._sessions.discard(self)
        super().connection_lost(error)

    async def _handle_client(self) -> None:
        self._server.connections += 1
        if await self._scripted(Step.CONNECT, ""):
            if self.transport is not None:
                self.transport.close()
            return
        await super()._handle_client()

    async def smtp_EHLO(self, hostname: str) -> None:
        if not await self._scripted(Step.EHLO, hostname or ""):
            await super().smtp_EHLO(hostname)

    async def smtp_STARTTLS(self, arg: str) -> None:
        if not await self._scripted(Step.STARTTLS, arg or ""):
            await super().smtp_STARTTLS(arg)

    async def smtp_AUTH(self, arg: str) -> None:
        if not await self._scripted(Step.AUTH, arg or ""):
            await super().smtp_AUTH(arg)

    async def smtp_MAIL(self, arg: str | None) -> None:
        if not await self._scripted(Step.MAIL, arg or ""):
            await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str | None) -> None:
        if not await self._scripted(Step.RCPT, arg or ""):
            await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str) -> None:
        if not await self._scripted(Step.DATA, arg or ""):
            await super().smtp_DATA(arg)

    async def dot(self, session: Session, envelope: Envelope) -> str:
        """The mail is whole: accepted or not, heard or not."""
        rules = await self._due(Step.DOT, " ".join(envelope.rcpt_tos))
        reply = next((rule.reply for rule in rules if rule.reply), "250 2.0.0 accepted")
        cut = [rule for rule in rules if rule.cut]
        if reply.startswith("2") and all(rule.accept for rule in cut):
            self._server.mails.append(_accepted(session, envelope, self.transport))
        if cut:
            self.cut()
        return reply

    async def push(self, status: Any) -> None:
        """Say nothing on a connection that was cut."""
        if self.transport is not None and not self.transport.is_closing():
            await super().push(status)

    async def _scripted(self, step: Step, argument: str) -> bool:
        """Whether the script has dealt with this step."""
        rules = await self._due(step, argument)
        if any(rule.cut for rule in rules):
            self.cut()
            return True
        reply = next((rule.reply for rule in rules if rule.reply), None)
        if reply is None:
            return False
        await self.push(reply)
        return True

    async def _due(self, step: Step, argument: str) -> list[Rule]:
        self._server.commands.append((step, argument))
        rules = self._server.rules_for(step, argument)
        if seconds := sum(rule.seconds for rule in rules):
            await asyncio.sleep(seconds)
        while any(rule.until and not rule.until.is_set() for rule in rules):
            await asyncio.sleep(0.01)
        return rules

    def _check(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        name, secret = self._server.login or ("", "")
        right = isinstance(data, LoginPassword) and (data.login, data.password) == (name.encode(), secret.encode())
        return AuthResult(success=right, handled=False, auth_data=name if right else None)


class _AtTheDot:
    """aiosmtpd's handler: the session itself answers."""

    async def auth_XOAUTH2(self, server: _Session, args: list[str]) -> AuthResult:
        """`user=NAME^Aauth=Bearer TOKEN^A^A` in base64, at once."""
        name, secret = server._server.login or ("", "")
        right = b64decode(args[1]) == f"user={name}\1auth=Bearer {secret}\1\1".encode()
        return AuthResult(success=right, handled=False, auth_data=name if right else None)

    async def handle_EHLO(self, server: _Session, session: Session, _envelope: Envelope, host: str, words: list[str]) -> list[str]:
        session.host_name = host
        return [*words[:-1], *(["250-PIPELINING"] if server._server.pipelining else []), words[-1]]

    async def handle_DATA(self, server: _Session, session: Session, envelope: Envelope) -> str:
        return await server.dot(session, envelope)


def _accepted(session: Session, envelope: Envelope, transport: asyncio.BaseTransport | None) -> AcceptedMail:
    tls = transport is not None and transport.get_extra_info("sslcontext") is not None
    options = tuple(envelope.mail_options)
    return AcceptedMail(
        envelope.mail_from or "", options, tuple(envelope.rcpt_tos), bytes(envelope.original_content or b""), tls, session.auth_data
    )
