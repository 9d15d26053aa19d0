"""What does this station need, and what does it hand over?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from mailer.model.incoming import Contact, IncomingMail


@dataclass(frozen=True, slots=True)
class FetchReport:
    """What one look into the mailbox brought: mails newly kept, mails moved, and mails that were known already or gone again."""

    fetched: int = 0
    moved: int = 0
    skipped: int = 0

    def __add__(self, other: "FetchReport") -> "FetchReport":
        return FetchReport(self.fetched + other.fetched, self.moved + other.moved, self.skipped + other.skipped)


class Inbox(Protocol):
    """Where mails are kept. Whatever it raises ends the look, and the mails in hand stay where they are."""

    def expect(self, number: int) -> None:
        """So many mails are about to be handed over, unless the connection breaks."""

    def keep(self, mails: Sequence[IncomingMail]) -> int:
        """Commit these mails, all or none; how many of them are new."""

    def known(self, folder: str, uidvalidity: int, uids: Collection[int]) -> frozenset[int]:
        """Which of these UIDs are kept already."""

    def last_uid(self, folder: str, uidvalidity: int) -> int:
        """The highest UID kept of a folder and UIDVALIDITY; 0 if none."""

    def contact(self, folder: str, uidvalidity: int) -> Contact | None:
        """How far back this numbering is ours to read; None where it was never met."""

    def met_before(self, folder: str) -> datetime | None:
        """When the folder last gave a mail, or was first met, in whatever numbering; None for a folder never met."""

    def meet(self, folder: str, uidvalidity: int, contact: Contact) -> None:
        """Commit how far back this numbering is ours to read."""
