"""Where do mails go in these tests? Where the inbox table would keep them: each once by its bytes, with where it was seen last."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from mailer.model.incoming import Contact, IncomingMail


@dataclass(slots=True)
class Inbox:
    """`before` and `after` are run around the commit of each portion."""

    mails: dict[bytes, IncomingMail] = field(default_factory=dict)
    contacts: dict[tuple[str, int], Contact] = field(default_factory=dict)
    expected: list[int] = field(default_factory=list)
    before: Callable[[Sequence[IncomingMail]], None] = lambda mails: None
    after: Callable[[Sequence[IncomingMail]], None] = lambda mails: None

    def expect(self, number: int) -> None:
        self.expected.append(number)

    def keep(self, mails: Sequence[IncomingMail]) -> int:
        self.before(mails)
        new = {mail.raw for mail in mails} - self.mails.keys()
        self.mails |= {mail.raw: mail for mail in mails}
        self.after(mails)
        return len(new)

    def known(self, folder: str, uidvalidity: int, uids: Collection[int]) -> frozenset[int]:
        return frozenset(self._uids(folder, uidvalidity)) & frozenset(uids)

    def last_uid(self, folder: str, uidvalidity: int) -> int:
        return max(self._uids(folder, uidvalidity), default=0)

    def contact(self, folder: str, uidvalidity: int) -> Contact | None:
        return self.contacts.get((folder, uidvalidity))

    def met_before(self, folder: str) -> datetime | None:
        seen = [mail.received_at for mail in self.mails.values() if mail.folder == folder]
        return max(seen, default=datetime.now(UTC) if any(name == folder for name, _ in self.contacts) else None)

    def meet(self, folder: str, uidvalidity: int, contact: Contact) -> None:
        self.contacts[folder, uidvalidity] = contact

    def raws(self) -> list[bytes]:
        return list(self.mails)

    def _uids(self, folder: str, uidvalidity: int) -> list[int]:
        return [mail.uid for mail in self.mails.values() if (mail.folder, mail.uidvalidity) == (folder, uidvalidity)]


def mail(number: int, words: str = "Bin dabei, bringe Kuchen mit.") -> bytes:
    head = f"From: jana{number}@mitglied.example\r\nMessage-ID: <{number}@mitglied.example>\r\nSubject: Zusage {number}\r\n\r\n"
    return (head + words + "\r\n").encode()
