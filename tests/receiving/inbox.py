"""What does `keep` do in these tests? What the inbox table does: each mail once by its bytes, with where it was seen last."""

from collections.abc import Callable
from dataclasses import dataclass, field

from mailer.receiving import IncomingMail


@dataclass(slots=True)
class Inbox:
    """`before` and `after` are run around the commit of each mail."""

    mails: dict[bytes, IncomingMail] = field(default_factory=dict)
    before: Callable[[IncomingMail], None] = lambda mail: None
    after: Callable[[IncomingMail], None] = lambda mail: None

    def keep(self, mail: IncomingMail) -> bool:
        self.before(mail)
        new = mail.raw not in self.mails
        self.mails[mail.raw] = mail
        self.after(mail)
        return new

    def last_uid(self, folder: str, uidvalidity: int) -> int:
        seen = [mail.uid for mail in self.mails.values() if (mail.folder, mail.uidvalidity) == (folder, uidvalidity)]
        return max(seen, default=0)

    def raws(self) -> list[bytes]:
        return list(self.mails)


def mail(number: int, words: str = "Bin dabei, bringe Kuchen mit.") -> bytes:
    head = f"From: jana{number}@mitglied.example\r\nMessage-ID: <{number}@mitglied.example>\r\nSubject: Zusage {number}\r\n\r\n"
    return (head + words + "\r\n").encode()
