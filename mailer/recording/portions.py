"""In which portions is the inbox understood? A hundred mails at a time; while one portion is written down, the next one is read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from sqlalchemy import Connection

from mailer.model.book import InboxMail
from mailer.model.reading import Head, Opened, Sort
from mailer.recording.acknowledge import midnight
from mailer.recording.beside import Beside, Work
from mailer.recording.context import context_of
from mailer.recording.correlate import Match, correlate
from mailer.recording.foresight import foresee
from mailer.recording.opening import Answer, Question, Read, answer_if_clear, opened_mail, read_mail
from mailer.store import inbox, letters
from mailer.store.database import Store
from mailer.store.memory import within

_Opening = tuple[list[InboxMail], Work[tuple[bytes, frozenset[str]], Opened | Exception]]
_Answering = tuple[list[Read], Work[Question, Answer | None]]


@dataclass(frozen=True, slots=True)
class Portions:
    """The open mails of a database. `own_addresses` are ours, `now` is the moment at which answers are judged."""

    store: Store
    own_addresses: frozenset[str]
    now: datetime
    zone: tzinfo

    def read(self, helper: Beside) -> Iterator[list[Read]]:
        """Each portion, oldest first. Reading is pure: it needs no transaction that writes.

        With a helper that works beside us, a portion is begun while the one before is still the caller's.
        """
        return self._ahead(helper) if helper.helps else self._in_turn(helper)

    def _in_turn(self, helper: Beside) -> Iterator[list[Read]]:
        after = 0
        while opening := self._opening(helper, after):
            yield _opened(opening)
            after = opening[0][-1].id

    def _ahead(self, helper: Beside) -> Iterator[list[Read]]:
        opening, held = self._opening(helper, 0), None
        while opening is not None or held is not None:
            behind = None
            if opening is not None:
                opened, last = _opened(opening), opening[0][-1].id
                opening = self._opening(helper, last)  # first: so the helper has something to do while we look who wrote
                behind = self._answering(helper, opened)
            if held is not None:
                yield _answered(held)
            held = behind

    def _opening(self, helper: Beside, after: int) -> _Opening | None:
        with self.store.look() as connection:
            mails = list(inbox.open_mails(connection, after))
        return (mails, helper.start(opened_mail, [(mail.raw, self.own_addresses) for mail in mails])) if mails else None

    def _answering(self, helper: Beside, reads: list[Read]) -> _Answering:
        """The mails with what they probably answer; whoever writes them down asks again whether it is so."""
        with self.store.look() as connection, within(connection):
            foresee(connection, heads_of(reads), midnight(self.now, self.zone))
            asked = [replace(read, question=self._question(connection, read)) for read in reads]
        return asked, helper.start(answer_if_clear, [read.question for read in asked if read.question is not None])

    def _question(self, connection: Connection, read: Read) -> Question | None:
        """None also where looking raises: it does so again when the mail is written down, and only there that sets it aside."""
        if not isinstance(read.opened, Opened) or read.opened.sort is not Sort.REPLY:
            return None
        try:
            return question_of(connection, read.opened, correlate(connection, read.opened), self.now)
        except Exception:
            return None


def heads_of(reads: Sequence[Read]) -> list[Head]:
    """The heads of those mails that could be read."""
    return [read.opened.head for read in reads if isinstance(read.opened, Opened)]


def question_of(connection: Connection, opened: Opened, match: Match, now: datetime) -> Question | None:
    """What a mail answers, None where nobody knows that."""
    if match.letter is None or match.member is None:
        return None
    sent = letters.raw(connection, (match.thread or match.letter).id) or b""
    return Question(opened, context_of(connection, match.letter, match.member, now), sent)


def _opened(opening: _Opening) -> list[Read]:
    mails, work = opening
    return [read_mail(mail, opened) for mail, opened in zip(mails, work.results(), strict=True)]


def _answered(held: _Answering) -> list[Read]:
    reads, work = held
    answers = iter(work.results(patient=True))
    return [replace(read, answer=next(answers)) if read.question is not None else read for read in reads]
