"""What do the reporting tests report on? A made-up association, filled at random but the same for the same seed."""

import random
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from mailer.composing import Composer
from mailer.composing.writer import Writer
from mailer.identity import Identity
from mailer.model.book import InboxState, Proof
from mailer.model.composing import Sender
from mailer.model.incoming import IncomingMail
from mailer.model.jobs import Event, Shift
from mailer.model.mail import LetterState, NewLetter, OccurrenceState
from mailer.model.people import Member
from mailer.model.reading import Finding
from mailer.resources import shipped
from mailer.store import bounces, events, inbox, letters, members, occurrences, outbox, records, reviews
from mailer.store.database import Store
from mailer.store.occurrences import NewOccurrence
from mailer.store.outbox import Settlement
from tests.store.blank import blank_store

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2024, 11, 10, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SETUP = Shift("setup", "Einräumen", datetime(2024, 11, 22, 16, 0, tzinfo=UTC), needed=3)
CAKE = Shift("cake", "Kuchen", datetime(2024, 11, 23, 13, 0, tzinfo=UTC))
PARTY = Event(
    "party",
    "Stadtparteitag",
    datetime(2024, 11, 23, 9, 0, tzinfo=UTC),
    datetime(2024, 11, 23, 16, 0, tzinfo=UTC),
    "Rathaus",
    shifts=(SETUP, CAKE),
)
PAST = Event("past", "Sommerfest", datetime(2024, 8, 3, 12, 0, tzinfo=UTC), datetime(2024, 8, 3, 20, 0, tzinfo=UTC))
CLAIMS = ("paid", "promise", "talk", "hardship", "dispute")
_NAMES = ("Jana", "Ömer", "Björn", "Ilse", "Hamid", "Zoë", "Till", "Frauke")
_FAMILIES = ("Althoff", "Straßer", "Çelik", "Nguyen", "Brandt", "Ünal")


def new_store(folder: Path) -> Store:
    """An empty store."""
    return blank_store(folder)


def writer(sources: dict[str, str] | None = None) -> Writer:
    """A writer with the shipped templates, or others."""
    return _writer(tuple((sources or {}).items()))


@cache
def _writer(sources: tuple[tuple[str, str], ...]) -> Writer:
    sender = Sender("Vorstand", "vorstand@verband.example", "Stadtverband", "Weg 1, 12345 Ort", "verband.example", BERLIN)
    folder = shipped("templates")
    shipped_sources = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file()
    }
    composer = Composer(shipped_sources | dict(sources), sender)
    return Writer(composer, Identity(b"0123456789abcdef", "verband.example"), sender.address, "")


def person(number: int, **facts: object) -> Member:
    """A member with a name of their own."""
    given = f"{_NAMES[number % len(_NAMES)]}{number}"
    values = {"email": f"p{number}@mail.example", "dues_open": None, **facts}
    return Member(f"m{number:03}", given, _FAMILIES[number % len(_FAMILIES)], **values)  # type: ignore[arg-type]


def letter(name: str, member: Member, subject: str = "Betreff", purpose: str = "mailing") -> NewLetter:
    """A letter about nothing."""
    return NewLetter(name, "email", purpose, subject, member.email or "", "", b"x", "hold", member.id)


def mailing(
    connection: Connection, job: str, kind: str, to: dict[str, Member], at: datetime, event_ids: tuple[str, ...] = (), subject: str = ""
) -> int:
    """An occurrence with its letters (id to recipient), still waiting."""
    new = NewOccurrence(job, "mailing", "once", at, OccurrenceState.READY, kind, subject or f"Betreff {job}", event_ids)
    opened = occurrences.open_once(connection, new, at)
    assert opened is not None
    letters.queue(connection, [letter(name, member, subject or f"Betreff {job}") for name, member in to.items()], at, occurrence_id=opened)
    return opened


def settle(connection: Connection, state: LetterState, at: datetime, *names: str, code: int = 250, reply: str = "ok") -> None:
    """Letters meet their fate."""
    outbox.settle(connection, [Settlement(name, state, at, code, None, reply, at + DAY) for name in names])


def mail(connection: Connection, number: int, at: datetime = NOW) -> int:
    """An arrived mail; gives its id."""
    inbox.keep(connection, [IncomingMail("INBOX", 1, number, f"Message-ID: <{number}@mail.example>\r\n\r\nja".encode(), at)])
    inbox.move_to(connection, inbox.lines(connection)[-1].id, InboxState.DONE)
    return inbox.lines(connection)[-1].id


def rsvp(answer: str, event: str = "party", guests: int = 0, words: str = "") -> Finding:
    """What somebody says about an event."""
    return Finding("rsvp", event=event, answer=answer, guests=guests, evidence=words or f"Worte {answer}", rule="test")


def fill(store: Store, seed: int) -> None:
    """Fill a store: members, mailings with all fates, answers that are superseded or taken back, bounces, reviews, dues."""
    chance = random.Random(seed)
    people = [_random_member(chance, number) for number in range(chance.randint(5, 25))]
    with store.begin() as connection:
        members.put(connection, people)
        members.mark_gone(connection, [member.id for member in people if chance.random() < 0.1], NOW - 5 * DAY)
        for event in (PARTY, PAST):
            events.put(connection, "job", event, NOW)
        for number in range(chance.randint(1, 6)):
            _random_mailing(connection, chance, number, people)
        for number in range(chance.randint(0, 60)):
            _random_answer(connection, chance, number, people)


def _random_member(chance: random.Random, number: int) -> Member:
    email = None if chance.random() < 0.1 else f"P{number // 2 if chance.random() < 0.2 else number}@mail.example"
    return person(number, email=email, dues_open=Decimal(chance.randint(0, 9000)) / 100 if chance.random() < 0.5 else None)


def _random_mailing(connection: Connection, chance: random.Random, number: int, people: list[Member]) -> None:
    kind = chance.choice(("dues", "dues", "invitation", "statutory", "circular", "report"))
    about = () if kind == "dues" else chance.choice(((), ("party",), ("party", "past"), ("past",)))
    at = NOW - chance.randint(1, 150) * DAY
    to = {f"l{number}-{member.id}": member for member in people if member.email and chance.random() < 0.7}
    opened = mailing(connection, f"job{number}", kind, to, at, about)
    missed = [(member.id, chance.choice(("no_email", "suppressed", "opted_out")), "") for member in people if chance.random() < 0.15]
    occurrences.leave_out(connection, opened, missed)
    for name, member in to.items():
        state = chance.choice((*[LetterState.SENT] * 4, *LetterState))
        if state is not LetterState.QUEUED:
            settle(connection, state, at + chance.randint(0, 5) * DAY / 2, name, code=chance.choice((250, 450, 550)))
        if chance.random() < 0.2:
            _random_bounce(connection, chance, name, member, at)


def _random_bounce(connection: Connection, chance: random.Random, name: str, member: Member, at: datetime) -> None:
    report_class = chance.choice(("permanent", "permanent", "temporary", "complaint"))
    reason = chance.choice(("unknown", "full", "policy", "content", "rate", "expired", "other"))
    bounce_id = bounces.add(
        connection, member.email or "", report_class, "5.1.1", reason, "words", at + DAY, letter_id=name, member_id=member.id
    )
    if chance.random() < 0.5:
        bounces.suppress(connection, member.email or "", reason, bounce_id, at + DAY)
    if chance.random() < 0.2:
        bounces.lift(connection, member.email or "", "Jana", at + 2 * DAY)


def _random_answer(connection: Connection, chance: random.Random, number: int, people: list[Member]) -> None:
    member, at = chance.choice(people), NOW - chance.randint(0, 60) * DAY
    arrived = mail(connection, number, at)
    sent = [line for line in letters.lines(connection) if line.member_id == member.id]
    answered = chance.choice(sent).id if sent else None
    said = chance.choice(
        (
            rsvp(chance.choice(("accepted", "declined", "tentative")), chance.choice(("party", "past")), chance.randint(0, 2)),
            Finding("dues", claim=chance.choice(CLAIMS), evidence=f"Beitragsworte {number}", rule="test"),
            Finding(
                "volunteer", event="party", target=chance.choice(("setup", "cake", "party")), answer=chance.choice(("offered", "withdrawn"))
            ),
            Finding("resignation", scope=chance.choice(("membership", "office"))),
        )
    )
    if chance.random() < 0.25:
        audience = "treasurer" if said.kind == "dues" else "board"
        reviews.open_item(connection, arrived, member.id, answered, ("reason",), (said,), audience, at)
        if chance.random() < 0.3:
            reviews.decide(connection, reviews.waiting(connection)[-1].id, "Jana", "rejected", at)
        return
    records.add(connection, member.id, [said], Proof.TOKEN, at, arrived, answered, "Jana" if chance.random() < 0.3 else None)
    if chance.random() < 0.2:
        records.undo(connection, records.every(connection)[-1].id, "Jana", at)
