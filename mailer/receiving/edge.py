"""Which of our errors does a foreign one become?"""

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from imap_tools import ImapToolsError

from mailer.config import Imap
from mailer.errors import MailboxError

CONNECTION_LOST = (OSError, EOFError, imaplib.IMAP4.abort)
REFUSED = (imaplib.IMAP4.error, ImapToolsError, UnicodeError)


@contextmanager
def edge(
    settings: Imap, refused: str = "imap.protocol", lost: str = "imap.lost", tls: str = "imap.lost", **facts: object
) -> Iterator[None]:
    """Raise MailboxError for whatever IMAP, the socket or TLS raise within; `refused`, `lost` and `tls` name the sentences."""
    try:
        yield
    except ssl.SSLError as error:
        raise failure(settings, tls, error, **facts) from error
    except imaplib.IMAP4.readonly as error:
        raise failure(settings, refused, error, **facts) from error
    except CONNECTION_LOST as error:
        raise failure(settings, lost, error, **facts) from error
    except REFUSED as error:
        raise failure(settings, refused, error, **facts) from error


def failure(settings: Imap, key: str, reason: object, **facts: object) -> MailboxError:
    """The error with host, port and reason; a server that echoes the password does not get it into the log."""
    words = _words(reason)
    secret = settings.password.get_secret_value() if settings.password else ""
    return MailboxError(key, host=settings.host, port=settings.port, reason=words.replace(secret, "…") if secret else words, **facts)


def _words(reason: object) -> str:
    """What the server said, without Python's wrapping of it."""
    said = getattr(reason, "command_result", None)
    if said is not None:
        reason = said[1][-1] if said[1] else said[0]
    elif isinstance(reason, ssl.SSLCertVerificationError):
        reason = reason.verify_message
    elif isinstance(reason, OSError) and reason.strerror:
        reason = reason.strerror
    elif isinstance(reason, Exception) and len(reason.args) == 1:
        reason = reason.args[0]
    return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
