"""What does this station hand over?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class IncomingMail:
    """A mail as the server holds it. (`folder`, `uidvalidity`, `uid`) names it (RFC 9051 2.3.1.1).

    `raw` are its bytes as fetched; where `truncated` says so, only its first megabyte: all headers and mostly the text, without
    the rest of what it carries. `received_at` is the server's INTERNALDATE.
    """

    folder: str
    uidvalidity: int
    uid: int
    raw: bytes
    received_at: datetime
    truncated: bool


@dataclass(frozen=True, slots=True)
class FetchReport:
    """What one look into the mailbox brought: mails newly kept, mails moved, and mails that were known already or gone again."""

    fetched: int = 0
    moved: int = 0
    skipped: int = 0


Keep = Callable[[IncomingMail], bool]
"""Commits a mail; False if it was known. Whatever it raises ends the look, and the mail stays where it is."""

LastUid = Callable[[str, int], int]
"""The highest UID kept of a folder and UIDVALIDITY; 0 if none."""
