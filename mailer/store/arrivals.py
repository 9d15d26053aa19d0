"""What does receiving keep? Mails by the portion, and how far back each folder's numbering is ours to read."""

from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import islice
from typing import Protocol

from sqlalchemy import func, select

from mailer.clock import Clock
from mailer.model.incoming import Contact, IncomingMail
from mailer.store import inbox
from mailer.store.database import Store, upsert
from mailer.store.tables import inbox as mail
from mailer.store.tables import mailbox_folder

_AT_ONCE = 500  # values in one statement


class Hearer(Protocol):
    """Who wants to know early of what arrives."""

    def expect(self, number: int) -> None:
        """So many mails are likely to arrive now."""

    def kept(self, new: int) -> None:
        """So many more mails are committed."""


class Arrivals:
    """The inbox as receiving sees it; each method that asks or writes is a transaction of its own."""

    def __init__(self, store: Store, clock: Clock, hearer: Hearer | None = None) -> None:
        self._store = store
        self._clock = clock
        self._hearer = hearer

    def expect(self, number: int) -> None:
        """So many mails are about to be handed over."""
        if self._hearer is not None:
            self._hearer.expect(number)

    def keep(self, mails: Sequence[IncomingMail]) -> int:
        """Commit these mails, all or none; how many are new. Bytes that are here already are kept once, under their newest number."""
        with self._store.begin() as connection:
            new = inbox.keep(connection, mails)
        if self._hearer is not None:
            self._hearer.kept(new)
        return new

    def known(self, folder: str, uidvalidity: int, uids: Collection[int]) -> frozenset[int]:
        """Which of these UIDs are kept already."""
        mine = (mail.c.folder == folder) & (mail.c.uidvalidity == uidvalidity)
        found: set[int] = set()
        rest = iter(uids)
        with self._store.look() as connection:
            while some := list(islice(rest, _AT_ONCE)):
                found.update(connection.scalars(select(mail.c.uid).where(mine, mail.c.uid.in_(some))))
        return frozenset(found)

    def last_uid(self, folder: str, uidvalidity: int) -> int:
        """The highest UID that was kept from a folder in its present numbering, 0 for none."""
        mine = (mail.c.folder == folder) & (mail.c.uidvalidity == uidvalidity)
        with self._store.look() as connection:
            return connection.scalar(select(func.max(mail.c.uid)).where(mine)) or 0

    def contact(self, folder: str, uidvalidity: int) -> Contact | None:
        """How far back this numbering is ours to read; None where it was never met."""
        mine = (mailbox_folder.c.folder == folder) & (mailbox_folder.c.uidvalidity == uidvalidity)
        with self._store.look() as connection:
            row = connection.execute(select(mailbox_folder.c.first_uid, mailbox_folder.c.waiting).where(mine)).one_or_none()
        return Contact(row.first_uid, tuple(row.waiting)) if row else None

    def met_before(self, folder: str) -> datetime | None:
        """When the folder last gave a mail, or was first met, in whatever numbering; None for a folder never met."""
        newest = select(mail.c.received_at).where(mail.c.folder == folder).order_by(mail.c.received_at.desc()).limit(1)
        first = select(mailbox_folder.c.met_at).where(mailbox_folder.c.folder == folder).order_by(mailbox_folder.c.met_at).limit(1)
        with self._store.look() as connection:
            return connection.scalar(newest) or connection.scalar(first)

    def meet(self, folder: str, uidvalidity: int, contact: Contact) -> None:
        """Commit how far back this numbering is ours to read."""
        values = {"first_uid": contact.first_uid, "waiting": list(contact.waiting), "met_at": self._clock.now()}
        place = {"folder": folder, "uidvalidity": uidvalidity}
        with self._store.begin() as connection:
            upsert(connection, mailbox_folder, {**place, **values}, ("folder", "uidvalidity"))
