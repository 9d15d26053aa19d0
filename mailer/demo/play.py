"""How does the autumn go by? The clock moves from moment to moment; at each, the house does its work and the members answer.

Only what the service itself does happens here: plan, send, receive, record, over real SMTP and IMAP. The demo adds no more than the
clock and the members' mails.
"""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from mailer.app import Office
from mailer.clock import ManualClock
from mailer.demo.clients.received import open_letter
from mailer.demo.deeds import do
from mailer.demo.diary import Diary
from mailer.demo.servers import ImapServer, SmtpServer
from mailer.demo.story import DEMO, Answer, Delivered, Reply, Story
from mailer.demo.wording import offices_of
from mailer.errors import StoreError
from mailer.identity import letter_id_of
from mailer.sending import Tally
from mailer.store import letters, outbox

Told = Callable[[datetime, str], None]


@dataclass(slots=True)
class Autumn:
    """One play. `told` hears of every moment and what happened at it, in a sentence that may be empty."""

    office: Office
    clock: ManualClock
    smtp: SmtpServer
    imap: ImapServer
    told: Told
    story: Story = DEMO
    _letters: dict[tuple[str, str], Delivered] = field(default_factory=dict)
    _seen: int = 0

    def play(self, until: datetime, stop: threading.Event) -> bool:
        """Play on to a moment, or until `stop` is set; tells whether it came to the end.

        Raises MailerError for what goes wrong with the database or a server; what was done until then stays.
        """
        if not self.office.lock.acquire():
            raise StoreError("serve.second")
        self.office.recover()
        diary = Diary(self.office.store, self.office.zone, self.told, offices_of(self.office.settings))
        while not stop.is_set():
            self._work(diary)
            following = self._next_moment()
            if following is None or following > until:
                diary.close()
                return True
            self.clock.move_to(following)
        diary.close()
        return False

    def _work(self, diary: Diary) -> None:
        """What the service does at one moment, and the answers that come in at it."""
        now = self.clock.now()
        diary.open(now)
        planned = self._deeds(now) + self.office.plan_due()
        sent = self._send()
        diary.sent(now, planned, sent)
        arriving = [*((reply.raw, reply.at) for reply in self._arriving(now)), *self._following_up(now)]
        if arriving:
            self.imap.deliver_all(tuple(arriving))
            self.office.receive(threading.Event())
            self.office.record_open()
            diary.read(self._send().sent)

    def _deeds(self, now: datetime) -> int:
        """What the board does at this moment; gives the number of letters that are queued by it."""
        planned = 0
        for deed in (deed for deed in self.story.deeds if deed.at == now):
            self.told(now, deed.words)
            planned += do(self.office, deed)
        return planned

    def _send(self) -> Tally:
        tally = asyncio.run(self.office.send_due(asyncio.Event()))
        if tally.pauses:
            raise tally.pauses[0]
        self._sort_in(self.smtp.delivered[self._seen :])
        self._seen = len(self.smtp.delivered)
        return tally

    def _sort_in(self, delivered: list[Delivered]) -> None:
        """Note which letter of the story each delivered mail is, so that its recipient can answer it."""
        kinds = {named: kind for kind, named in self.story.letters.items()}
        by_message_id = {open_letter(mail.raw).message_id: mail for mail in delivered}
        by_id = {letter_id_of(message_id): mail for message_id, mail in by_message_id.items()}
        with self.office.store.look() as connection:
            for sent in letters.by_message_ids(connection, tuple(by_message_id)):
                kind = kinds.get((sent.job_id or "", sent.mailing_id or ""))
                if kind is not None and sent.member_id is not None:
                    self._letters[kind, sent.member_id] = by_id[sent.id]
                elif kind is None:
                    self._letters[sent.purpose, sent.member_id or self._office_of(sent.address)] = by_id[sent.id]

    def _arriving(self, now: datetime) -> tuple[Reply, ...]:
        """The answers that arrive at this moment, written by their programs."""
        wanted = {key: self._letters[key] for answer in self.story.script if answer.at == now and (key := _key(answer)) in self._letters}
        return tuple(reply for reply in self.story.answers(wanted) if reply.at == now)

    def _following_up(self, now: datetime) -> list[tuple[bytes, datetime]]:
        """The mails of this moment that answer letters which are no mailings."""
        here = (mail for mail in self.story.follow_ups if mail.at == now and (mail.purpose, mail.who) in self._letters)
        return [(self.story.written(mail, self._letters[mail.purpose, mail.who]), mail.at) for mail in here]

    def _office_of(self, address: str) -> str:
        roles = self.office.settings.roles
        return next((name for name, role in roles.items() if address in role.addresses), "")

    def _next_moment(self) -> datetime | None:
        """The next mailing, the next try of a letter that waits, or the next answer, whichever comes first."""
        now = self.clock.now()
        with self.office.store.look() as connection:
            retry = outbox.next_due(connection)
        answers = [answer.at for answer in self.story.script if answer.at > now and _key(answer) in self._letters]
        answers += [mail.at for mail in self.story.follow_ups if mail.at > now and (mail.purpose, mail.who) in self._letters]
        answers += [deed.at for deed in self.story.deeds if deed.at > now]
        moments = (self.office.next_wake_up(), retry if retry and retry > now else None, min(answers, default=None))
        return min((moment for moment in moments if moment is not None), default=None)


def _key(answer: Answer) -> tuple[str, str]:
    return answer.letter, answer.member_id
