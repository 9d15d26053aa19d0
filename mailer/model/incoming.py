"""What arrives from a mailbox, and how far has a folder been read?"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class IncomingMail:
    """A mail as the server holds it. (`folder`, `uidvalidity`, `uid`) names it (RFC 9051 2.3.1.1).

    `raw` are its bytes as fetched. Where `whole_size` says how many bytes it has at the server, it was too large: then `raw` is its
    header, the beginning of its text and the heads of its other parts. `received_at` is the server's INTERNALDATE; `spam` says
    that it lay in the folder for spam.
    """

    folder: str
    uidvalidity: int
    uid: int
    raw: bytes
    received_at: datetime
    whole_size: int | None = None
    spam: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a folder's numbering was first met: mails from `first_uid` on are ours to read, and of the older ones only those `waiting`."""

    first_uid: int
    waiting: tuple[int, ...] = ()
