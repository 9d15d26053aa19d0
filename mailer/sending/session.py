"""How does one letter pass through one SMTP connection?"""

import asyncio
import contextlib
import ssl
from collections.abc import Awaitable, Callable
from typing import Any

from aiosmtplib import SMTP, SMTPException, SMTPResponse, SMTPStatus
from aiosmtplib.errors import SMTPAuthenticationError, SMTPConnectResponseError, SMTPHeloError, SMTPServerDisconnected

from mailer.config import Smtp
from mailer.errors import TransportError
from mailer.model.mail import ClaimedLetter
from mailer.sending.envelope import dot_stuffed, envelope_for, wire_address
from mailer.sending.fates import Answer, Step


class LostInData(Exception):
    """The connection broke after the letter was handed over: nobody knows whether the server took it."""


class LostBefore(Exception):
    """The connection broke before the letter was handed over: the server cannot have taken it."""


class NotOurs(Exception):
    """Somebody else has taken the letter meanwhile."""


class Session:
    """One connection to the provider, opened at need, used for a number of letters, closed when it misbehaves."""

    def __init__(self, settings: Smtp, helo: str) -> None:
        self._settings = settings
        self._helo = helo
        self._smtp: SMTP | None = None
        self._used = 0

    async def open(self) -> None:
        """Make sure that the connection stands. Raises TransportError when the server is out of reach or refuses us."""
        if self._smtp is not None and self._smtp.is_connected and self._used < self._settings.letters_per_connection:
            return
        await self.close()
        self._smtp = await connect(self._settings, self._helo)
        self._used = 0

    async def deliver(self, letter: ClaimedLetter, hand_over: Callable[[], Awaitable[bool]]) -> Answer:
        """Pass one letter to the server and give its answer. `hand_over` commits the intent just before the data.

        Raises LostBefore, LostInData or NotOurs; the connection is closed then.
        """
        smtp = self._smtp
        if smtp is None:
            raise LostBefore("closed")
        self._used += 1
        refused = await self._envelope(smtp, letter)
        if refused is not None:
            return refused
        if not await hand_over():
            await self._reset(smtp)
            raise NotOurs(letter.id)
        response = await self._data(smtp, letter.raw)
        if response.code >= 400:
            await self._reset(smtp)
        return Answer(Step.DATA, response.code, response.message)

    async def close(self) -> None:
        """End the connection, politely where it still stands."""
        if self._smtp is not None:
            with contextlib.suppress(SMTPException, OSError):
                await self._smtp.quit(timeout=5)
            self._smtp.close()
            self._smtp = None

    async def _data(self, smtp: SMTP, raw: bytes) -> SMTPResponse:
        """DATA, the letter and the dot (RFC 5321 4.1.1.4). The letter's lines end with CRLF already, so only dots need care.

        Without the server's 354 not a byte of the letter is sent: what goes wrong until then leaves nothing in doubt.
        """
        try:
            go_ahead = await smtp.execute_command(b"DATA")
            _must_be(go_ahead, go_ahead.code == SMTPStatus.start_input or _is_refusal(go_ahead))
        except (SMTPException, OSError) as error:
            self._abandon()
            raise LostBefore(str(error)) from error
        if _is_refusal(go_ahead):
            return go_ahead
        try:
            return await self._letter(smtp, raw)
        except (SMTPException, OSError) as error:
            self._abandon()
            raise LostInData(str(error)) from error

    async def _letter(self, smtp: SMTP, raw: bytes) -> SMTPResponse:
        if smtp.protocol is None:
            raise SMTPServerDisconnected("closed")
        smtp.protocol.write(dot_stuffed(raw))
        response = await smtp.protocol.read_response(timeout=self._settings.timeout)
        _must_be(response, _is_consent(response) or _is_refusal(response))
        return response

    async def _envelope(self, smtp: SMTP, letter: ClaimedLetter) -> Answer | None:
        """MAIL and RCPT (RFC 5321 4.1.1.2-3); the server's refusal, or None when it goes on."""
        try:
            address = wire_address(letter.address)
            envelope = envelope_for(smtp, letter, address)
            if isinstance(envelope, Answer):
                return envelope
            for step, command in envelope.commands:
                response = await smtp.execute_command(command)
                _must_be(response, _is_consent(response) or _is_refusal(response))
                if _is_refusal(response):
                    await self._reset(smtp)
                    return Answer(step, response.code, response.message)
        except ValueError:
            return Answer(Step.RCPT, 553, "5.1.3 the address cannot be written on the wire")
        except (SMTPException, OSError) as error:
            self._abandon()
            raise LostBefore(str(error)) from error
        return None

    def _abandon(self) -> None:
        """Cut the connection: what it has not read yet of a letter must not arrive after its fate is written down."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            if isinstance(smtp.transport, asyncio.WriteTransport):
                smtp.transport.abort()
            smtp.close()

    async def _reset(self, smtp: SMTP) -> None:
        try:
            await smtp.rset()
        except (SMTPException, OSError):
            await self.close()


def _is_consent(response: SMTPResponse) -> bool:
    return 200 <= response.code < 300


def _is_refusal(response: SMTPResponse) -> bool:
    return 400 <= response.code < 600


def _must_be(response: SMTPResponse, expected: bool) -> None:
    """Raises SMTPServerDisconnected for a reply that makes no sense here (RFC 5321 4.3.2): the two sides have lost step."""
    if not expected:
        raise SMTPServerDisconnected(f"unexpected reply: {response.code} {response.message}")


async def connect(settings: Smtp, helo: str) -> SMTP:
    """A connection with TLS and login as configured. Raises TransportError with what is wrong, without secrets."""
    facts = {"host": settings.host, "port": settings.port}
    smtp = SMTP(
        hostname=settings.host,
        port=settings.port,
        timeout=settings.timeout,
        local_hostname=helo,
        use_tls=settings.security == "tls",
        start_tls=settings.security == "starttls",
        **_credentials(settings),
    )
    try:
        await smtp.connect()
        await _greet(smtp)
    except SMTPAuthenticationError as error:
        raise TransportError("smtp.login_refused", **facts, code=error.code, reason=error.message) from error
    except (SMTPConnectResponseError, SMTPHeloError) as error:
        raise TransportError("smtp.unwelcome", **facts, code=error.code, reason=error.message) from error
    except ssl.SSLError as error:
        raise TransportError("smtp.tls", **facts, reason=error.reason or str(error)) from error
    except (SMTPException, OSError) as error:
        if isinstance(error.__cause__, ssl.SSLError) or "STARTTLS" in str(error):
            raise TransportError("smtp.tls", **facts, reason=str(error)) from error
        raise TransportError("smtp.unreachable", **facts, reason=str(error) or type(error).__name__) from error
    return smtp


async def _greet(smtp: SMTP) -> None:
    """EHLO, or HELO for a server that knows no better (RFC 5321 4.1.1.1); TLS and login may have done it already."""
    if not smtp.is_ehlo_or_helo_needed:
        return
    try:
        await smtp.ehlo()
    except SMTPHeloError as error:
        if error.code == SMTPStatus.domain_unavailable:
            raise
        await smtp.helo()


def _credentials(settings: Smtp) -> dict[str, Any]:
    """How aiosmtplib logs in: by XOAUTH2 with a token of the moment, by password, or not at all."""
    if not settings.username:
        return {}
    if settings.oauth_token_file is not None:
        return {"username": settings.username, "oauth_token_generator": lambda: _token(settings)}
    secret = settings.password.get_secret_value() if settings.password else None
    return {"username": settings.username, "password": secret} if secret else {}


async def _token(settings: Smtp) -> str:
    try:
        return settings.oauth_token() or ""
    except OSError as error:
        facts = {"host": settings.host, "port": settings.port}
        raise TransportError("smtp.no_token", **facts, reason=error.strerror) from error


async def check_login(settings: Smtp, helo: str) -> tuple[str, ...]:
    """Log in and out again, for `mailer check`: the extensions that the server offers."""
    smtp = await connect(settings, helo)
    offered = tuple(sorted(smtp.esmtp_extensions))
    with contextlib.suppress(SMTPException, OSError):
        await smtp.quit()
    return offered
