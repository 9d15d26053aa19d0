"""What does an arrived mail say, before the database is asked whose it is? Fit to be kept in memory by the hundred."""

from dataclasses import dataclass, replace

from mailer.model.book import InboxMail
from mailer.model.reading import Opened
from mailer.reading import open_mail

_MEGABYTE = 1_000_000
_HEAD = 64 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Read:
    """An arrived mail, of its bytes only the beginning with its header, and what it says, or what reading it raised."""

    mail: InboxMail
    opened: Opened | Exception

    def understood(self) -> Opened:
        """What the mail says. Raises what reading it raised."""
        if isinstance(self.opened, Exception):
            raise self.opened
        return self.opened


def read_mail(mail: InboxMail, own_addresses: frozenset[str]) -> Read:
    """Read a mail; never raises. Of one that was too large to be kept whole a person must see what is missing."""
    head = replace(mail, raw=mail.raw[:_HEAD])
    try:
        opened = open_mail(mail.raw, own_addresses)
    except Exception as error:
        return Read(head, error)
    if mail.whole_size is not None:
        told = "; ".join((f"{mail.whole_size / _MEGABYTE:.0f} MB", *opened.attachments))
        opened = replace(opened, doubts=(*opened.doubts, f"recording.too_large: {told}"))
    return Read(head, opened)
