"""How does a test tell a conversation? Members, a role and robots write; the house does its work; book, outbox and reviews are looked at.

Everything goes through the real stations: planning writes the letters, recording reads the inbox, decisions are those of `mailer review`.
Letters are not handed to a server: what lies in the outbox is what was written.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.policy import SMTP
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

from mailer.app import Office
from mailer.clock import ManualClock
from mailer.model.book import BookEntry, ReviewItem
from mailer.model.people import Member
from mailer.recording import accept, ask_back, findings_from, reject, undo
from mailer.reporting import EventAnswers, event_answers
from mailer.store import events, letters, members, records, reviews
from tests.workspace import NOW, PEOPLE, SENDER, arrive, make_workspace, opened, reply_to

BERLIN = ZoneInfo("Europe/Berlin")
PARTY = "stadtparteitag"
BOARD, TREASURER = "vorsitz@verband.example", "kasse@verband.example"


@dataclass(slots=True)
class Talk:
    """One conversation. Members are named by their given name."""

    office: Office
    clock: ManualClock
    _arrived: int = 0
    _last: dict[str, bytes] = field(default_factory=dict)

    # What happens

    def wait(self, **span: int) -> None:
        """Time goes by; the house does what is due."""
        self.clock.advance(timedelta(**span))
        self.office.plan_due()
        self.office.record_open()

    def writes(self, who: str, words: str, to: bytes | None = None, sender: str = "", above: str = "", **headers: str) -> None:
        """A member answers their invitation, or the letter `to`, from their address or from `sender`. `above` are header fields on top."""
        letter = to if to is not None else self.mailing_to(who)
        raw = reply_to(letter, sender or self.address_of(who), words, **headers)
        own = re.sub(rb"(?m)^Message-ID: <[^>]*>", f"Message-ID: <mail-{self._arrived}@post.example>".encode(), raw, count=1)
        self._deliver(above.encode() + own)

    def writes_unasked(self, sender: str, words: str, subject: str = "Eine Frage", above: str = "", **headers: str) -> None:
        """Somebody writes a mail of their own, which answers nothing."""
        message = EmailMessage(policy=SMTP)
        message["From"], message["To"], message["Subject"] = sender, SENDER, subject
        for name, value in self._fresh(headers).items():
            message[name] = value
        message.set_content(words)
        self._deliver(above.encode() + message.as_bytes())

    def taps(self, who: str, to: bytes, link: str) -> None:
        """A member, or an address, taps a prepared answer: a new mail with the link's subject and body, no reference."""
        subject, body = tap(to, link)
        self.writes_unasked(who if "@" in who else self.address_of(who), body, subject)

    def answers_digest(self, words: str, digest: bytes, sender: str = BOARD, above: str = "", **headers: str) -> None:
        """An office answers a digest."""
        self.writes("", words, to=digest, sender=sender, above=above, **headers)

    def calendar(self, who: str, partstat: str, stamp: datetime | None = None, sequence: int = 0, to: bytes | None = None) -> None:
        """A member's calendar answers (iTIP REPLY)."""
        self._deliver(
            _itip(to or self.mailing_to(who), self.address_of(who), partstat, stamp or self.clock.now(), sequence, self._fresh({}))
        )

    def arrives(self, raw: bytes) -> None:
        """Any other mail."""
        self._deliver(raw)

    def accepts(self, item: ReviewItem, member: str | None = None, instead: str | None = None) -> int:
        """A person of the board takes the proposal, or writes down something else."""
        self.clock.advance(timedelta(minutes=1))
        with self.office.store.look() as connection:
            found = None if instead is None else findings_from(instead, events.every(connection), (PARTY,))
        owner = self.member(member).id if member else None
        return accept(self.office.store, item.id, "kim", self.clock.now(), owner, found, self.office.desk())

    def rejects(self, item: ReviewItem) -> None:
        """A person of the board writes nothing down."""
        self.clock.advance(timedelta(minutes=1))
        reject(self.office.store, item.id, "kim", self.clock.now())

    def asks_back(self, item: ReviewItem, question: str = "") -> None:
        """A person of the board asks the member."""
        self.clock.advance(timedelta(minutes=1))
        ask_back(self.office.store, item.id, "kim", self.clock.now(), self.office.desk(), question)

    def takes_back(self, entry: BookEntry) -> None:
        """A person of the board takes an entry back."""
        self.clock.advance(timedelta(minutes=1))
        undo(self.office.store, entry.id, "kim", self.clock.now())

    def moves(self, days: int) -> None:
        """The board moves the event: from now on it is told with a new date and a higher SEQUENCE."""
        with self.office.store.begin() as connection:
            event = events.by_id(connection, PARTY)
            assert event is not None
            step = timedelta(days=days)
            later = replace(
                event, start=event.start + step, end=event.end + step, sequence=event.sequence + 1, major_sequence=event.sequence + 1
            )
            events.put(connection, "parteitag", later, self.clock.now())

    # What is there now

    def book(self, who: str | None = None) -> list[str]:
        """What holds, in short words: `accepted stadtparteitag +1`."""
        with self.office.store.look() as connection:
            held = records.current(records.every(connection))
        return [_short(entry) for entry in held if who is None or entry.member_id == self.member(who).id]

    def entries(self, who: str | None = None) -> tuple[BookEntry, ...]:
        """Every entry, superseded ones too."""
        with self.office.store.look() as connection:
            return tuple(entry for entry in records.every(connection) if who is None or entry.member_id == self.member(who).id)

    def reviews(self) -> tuple[ReviewItem, ...]:
        """What waits for a person."""
        with self.office.store.look() as connection:
            return reviews.waiting(connection)

    def review(self) -> ReviewItem:
        """The one thing that waits for a person."""
        (item,) = self.reviews()
        return item

    def mails_to(self, address: str, purpose: str | None = None) -> list[bytes]:
        """What was written to an address beside mailings, oldest first."""
        with self.office.store.look() as connection:
            lines = [each for each in letters.lines(connection) if each.address.lower() == address.lower() and each.purpose != "mailing"]
            return [letters.raw(connection, each.id) or b"" for each in lines if purpose in {None, each.purpose}]

    def told(self, who: str, purpose: str | None = None) -> list[str]:
        """The texts of what a member got beside mailings, oldest first."""
        return [text_of(raw) for raw in self.mails_to(self.address_of(who), purpose)]

    def last_to(self, who: str, purpose: str | None = None) -> bytes:
        """The newest mail to a member or an address, beside mailings."""
        return self.mails_to(who if "@" in who else self.address_of(who), purpose)[-1]

    def mailing_to(self, who: str, mailing: str = "einberufung") -> bytes:
        """The letter of a mailing that a member got."""
        with self.office.store.look() as connection:
            mine = [each for each in letters.lines(connection) if each.member_id == self.member(who).id and each.purpose == "mailing"]
            found = [each for each in mine if (letters.by_id(connection, each.id) or mine[0]).mailing_id == mailing]  # type: ignore[union-attr]
            return letters.raw(connection, found[-1].id) or b""

    def got(self, who: str, mailing: str) -> bool:
        """Whether a letter of that mailing was written to a member."""
        with self.office.store.look() as connection:
            mine = [each for each in letters.lines(connection) if each.member_id == self.member(who).id and each.purpose == "mailing"]
            sent = [letters.by_id(connection, each.id) for each in mine]
        return any(each is not None and each.mailing_id == mailing for each in sent)

    def answers(self) -> EventAnswers:
        """The event as the board sees it."""
        with self.office.store.look() as connection:
            return event_answers(connection, PARTY)

    def member(self, who: str) -> Member:
        """A member by given name."""
        with self.office.store.look() as connection:
            return next(each for each in members.everybody(connection) if each.given_name == who)

    def address_of(self, who: str) -> str:
        """A member's address in the book."""
        return self.member(who).email or ""

    def _deliver(self, raw: bytes) -> None:
        self._arrived += 1
        self.clock.advance(timedelta(minutes=1))
        arrive(self.office, raw, self._arrived)
        self.office.record_open()

    def _fresh(self, headers: dict[str, str]) -> dict[str, str]:
        return {"Message-ID": f"<mail-{self._arrived}@post.example>", **headers}


@contextmanager
def talk(
    folder: Path,
    people: tuple[Member, ...] = PEOPLE,
    config: str = "",
    jobs: str = "",
    url: str = "sqlite:///mailer.db",
    calendar: bool = True,
) -> Iterator[Talk]:
    """A conversation that begins when the invitations are written. `config` is added to config.toml, `jobs` to the job file."""
    workspace = make_workspace(folder / "w", url=url)
    file, job = workspace / "config.toml", workspace / "jobs" / "parteitag.toml"
    file.write_text(file.read_text() + config)
    how = "invitation" if calendar else "none"
    job.write_text(job.read_text().replace('kind = "invitation"', f'kind = "invitation"\ncalendar = "{how}"') + jobs)
    clock = ManualClock(NOW)
    with opened(workspace, clock, people) as office:
        office.plan_due()
        yield Talk(office, clock)


def text_of(raw: bytes) -> str:
    """The plain text of a mail, lines joined by blanks where they were only wrapped."""
    part = next(each for each in message_from_bytes(raw).walk() if each.get_content_type() == "text/plain")
    return " ".join((part.get_payload(decode=True) or b"").decode().split())  # type: ignore[union-attr]


def subject_of(raw: bytes) -> str:
    """A mail's subject, decoded."""
    return str(make_header(decode_header(message_from_bytes(raw)["Subject"])))


def parts_of(raw: bytes) -> list[Message]:
    """All parts of a mail."""
    return list(message_from_bytes(raw).walk())


def tap(raw: bytes, link: str) -> tuple[str, str]:
    """Subject and body of the prepared answer whose subject begins so."""
    part = next(each for each in message_from_bytes(raw).walk() if each.get_content_type() == "text/html")
    page = unescape((part.get_payload(decode=True) or b"").decode())  # type: ignore[union-attr]
    for found in re.findall(r'href="(mailto:[^"]+)"', page):
        query = parse_qs(urlsplit(found).query)
        if query["subject"][0].startswith(link):
            return query["subject"][0], query.get("body", [""])[0]
    raise AssertionError(link)


def _short(entry: BookEntry) -> str:
    finding = entry.finding
    detail = finding.answer or finding.claim or finding.scope or ""
    guests = f"+{finding.guests}" if finding.guests else ""
    words = (detail or finding.kind, finding.event or finding.target or "", finding.effective or "", guests)
    return " ".join(word for word in words if word)


def _itip(letter: bytes, sender: str, partstat: str, stamp: datetime, sequence: int, headers: dict[str, str]) -> bytes:
    invite = next(part for part in message_from_bytes(letter).walk() if part.get_content_type() == "text/calendar")
    ics = (invite.get_payload(decode=True) or b"").decode()  # type: ignore[union-attr]
    uid = next(line for line in ics.replace("\r\n ", "").splitlines() if line.startswith("UID:"))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//EN", "METHOD:REPLY", "BEGIN:VEVENT", uid, f"SEQUENCE:{sequence}"]
    lines += [f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}", f"ATTENDEE;PARTSTAT={partstat}:mailto:{sender}"]
    lines += ["DTSTART:20241123T090000Z", "END:VEVENT", "END:VCALENDAR", ""]
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = sender, SENDER, "Antwort: Stadtparteitag"
    for name, value in headers.items():
        message[name] = value
    message.set_content("Antwort")
    message.add_alternative("\r\n".join(lines), subtype="calendar", params={"method": "REPLY"}, cte="base64")
    return message.as_bytes()
