"""In which portions is the inbox understood? Two hundred mails at a time; while one portion is written down, the next one is read."""

from collections import deque
from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo

from sqlalchemy import Connection

from mailer.model.book import InboxMail
from mailer.model.reading import Head, Opened, Sort
from mailer.recording.beside import Beside, Work
from mailer.recording.context import context_of
from mailer.recording.correlate import Match, correlate
from mailer.recording.foresight import foresee_asked, foresee_sent
from mailer.recording.opening import Answer, Asked, PackedQuestion, Question, Read, answer_if_clear, opened_mail, read_mail
from mailer.store import inbox, letters
from mailer.store.database import Store
from mailer.store.memory import within

_Opening = tuple[list[InboxMail], Work[tuple[bytes, frozenset[str]], Opened | Exception]]
_Answering = tuple[list[Read], Work[PackedQuestion, Answer | None]]
_AHEAD, _MOST_AHEAD = 2, 6  # portions that wait for their answers: while another is written down, and while mails arrive


class Portions:
    """The open mails of a database. `own_addresses` are ours, `now` is the moment at which answers are judged."""

    def __init__(self, store: Store, own_addresses: frozenset[str], now: datetime, zone: tzinfo, helper: Beside) -> None:
        self.helper = helper
        self._store = store
        self._own = own_addresses
        self._now = now
        self._zone = zone
        self._after = 0
        self._opening: _Opening | None = None
        self._answering: deque[_Answering] = deque()

    def read(self) -> Iterator[list[Read]]:
        """Each portion, oldest first. Reading is pure: it needs no transaction that writes.

        With a helper that works beside us, a portion is begun while the one before is still the caller's.
        """
        return self._ahead() if self.helper.helps or self._answering else self._in_turn()

    def advance(self) -> None:
        """Begin what the helper can do now, without waiting for it: for whoever has something else to do before `read`."""
        if self._opening is None:
            self._opening = self._next()
        elif self._opening[1].is_done and len(self._answering) < _MOST_AHEAD:
            self._ask(self._opening)

    def _in_turn(self) -> Iterator[list[Read]]:
        while (opening := self._opening or self._next()) is not None:
            self._opening = None
            yield _opened(opening)

    def _ahead(self) -> Iterator[list[Read]]:
        while True:
            while len(self._answering) < _AHEAD and (opening := self._opening or self._next()) is not None:
                self._ask(opening)
            if not self._answering:
                return
            yield _answered(*self._answering.popleft())

    def _next(self) -> _Opening | None:
        """Have the portion behind the last one opened."""
        with self._store.look() as connection:
            mails = list(inbox.open_mails(connection, self._after))
        if not mails:
            return None
        self._after = mails[-1].id
        return mails, self.helper.start(opened_mail, [(mail.raw, self._own) for mail in mails])

    def _ask(self, opening: _Opening) -> None:
        """Have the opened portion answered; whoever writes it down asks again whether that is what it answers."""
        reads = _opened(opening)
        self._opening = self._next()  # first: so the helper has something to do while we look who wrote
        with self._store.look() as connection, within(connection):
            foresee_asked(connection, heads_of(reads))
            foresee_sent(connection, heads_of(reads))
            asked = [Read(read.mail, read.opened, self._asked(connection, read)) for read in reads]
            questions = [_packed_question(connection, read.understood(), read.asked) for read in asked if read.asked is not None]
        self._answering.append((asked, self.helper.start(answer_if_clear, questions)))

    def _asked(self, connection: Connection, read: Read) -> Asked | None:
        """None also where looking raises: it does so again when the mail is written down, and only there that sets it aside."""
        if not isinstance(read.opened, Opened) or read.opened.sort is not Sort.REPLY:
            return None
        try:
            return asked_of(connection, correlate(connection, read.opened), self._now)
        except Exception:
            return None


def heads_of(reads: Sequence[Read]) -> list[Head]:
    """The heads of those mails that could be read."""
    return [read.opened.head for read in reads if isinstance(read.opened, Opened)]


def asked_of(connection: Connection, match: Match, now: datetime) -> Asked | None:
    """What a mail answers, None where nobody knows that."""
    if match.letter is None or match.member is None:
        return None
    return Asked(context_of(connection, match.letter, match.member, now), (match.thread or match.letter).id)


def question_of(connection: Connection, opened: Opened, asked: Asked) -> Question:
    """All that is needed to find out what a mail says as the answer to that."""
    return _packed_question(connection, opened, asked).unpacked()


def _packed_question(connection: Connection, opened: Opened, asked: Asked) -> PackedQuestion:
    return PackedQuestion(opened, asked.context, *(letters.packed_raw(connection, asked.letter_id) or (None, None)))


def _opened(opening: _Opening) -> list[Read]:
    mails, work = opening
    return [read_mail(mail, opened) for mail, opened in zip(mails, work.results(), strict=True)]


def _answered(reads: list[Read], work: Work[PackedQuestion, Answer | None]) -> list[Read]:
    answers = iter(work.results())
    return [Read(read.mail, read.opened, read.asked, next(answers)) if read.asked is not None else read for read in reads]
