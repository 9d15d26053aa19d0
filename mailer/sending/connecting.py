"""How do we get to the provider's server? Connect, TLS, EHLO, login: all that aiosmtplib does for us."""

import asyncio
import contextlib
import ssl
from typing import Any, cast

from aiosmtplib import SMTP, SMTPException, SMTPStatus
from aiosmtplib.errors import SMTPAuthenticationError, SMTPConnectResponseError, SMTPHeloError

from mailer.config import Smtp
from mailer.errors import TransportError
from mailer.sending.envelope import Offer, offer_of
from mailer.sending.wire import Wire


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


def take_over(smtp: SMTP, timeout: float) -> tuple[Wire, Offer]:
    """The connection, from now on in our own hands, and what the server offers. What has come unasked until then is dropped."""
    transport = smtp.protocol.transport if smtp.protocol is not None else None
    if transport is None:
        raise TransportError("smtp.unreachable", host=smtp.hostname, port=smtp.port, reason="closed")
    return Wire(cast(asyncio.Transport, transport), timeout), offer_of(smtp)


async def check_login(settings: Smtp, helo: str) -> tuple[str, ...]:
    """Log in and out again, for `mailer check`: the extensions that the server offers."""
    smtp = await connect(settings, helo)
    offered = tuple(sorted(smtp.esmtp_extensions))
    with contextlib.suppress(SMTPException, OSError):
        await smtp.quit()
    return offered


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
