"""Which mails and letters are about dues, and so for the treasurer alone?"""

from dataclasses import dataclass

from sqlalchemy import Connection

from mailer.model.book import BookEntry
from mailer.model.jobs import Kind
from mailer.store import letters, occurrences, records, reviews


@dataclass(frozen=True, slots=True)
class Confidential:
    """Ids of incoming mails and of letters that are about dues."""

    mails: frozenset[int]
    letters: frozenset[str]

    def covers(self, entry: BookEntry) -> bool:
        """Whether the words of an entry come from a mail that is about dues, too."""
        return entry.inbox_id in self.mails or entry.letter_id in self.letters


def about_dues(connection: Connection) -> Confidential:
    """What is about dues: mails with a finding on them or laid before the treasurer, and letters of dues mailings."""
    recorded = {entry.inbox_id for entry in records.of_kind(connection, "dues")}
    shown = {item.inbox_id for item in reviews.waiting(connection) if item.audience == "treasurer"}
    reminders = [found.id for found in occurrences.every(connection) if found.kind == Kind.DUES]
    sent = frozenset(line.id for each in reminders for line in letters.lines(connection, occurrence_id=each))
    return Confidential(frozenset(mail for mail in recorded | shown if mail is not None), sent)
