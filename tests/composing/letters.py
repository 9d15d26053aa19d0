"""Which orders do the tests compose? One place for sender, events, members and templates."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

from mailer.composing import Composer
from mailer.model.composing import LetterOrder, Sender
from mailer.model.jobs import Calendar, Event, Job, Kind, Shift
from mailer.model.people import Member

BERLIN = ZoneInfo("Europe/Berlin")
TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
TOKEN = "abcdefghijklm234"
UID = "stadtparteitag.abcdefgh234@stadtverband.example"

SENDER = Sender(
    "Stadtvorstand Magdeburg",
    "vorstand@stadtverband.example",
    "Stadtverband Magdeburg",
    "Musterstraße 1, 39104 Magdeburg",
    "stadtverband.example",
    BERLIN,
)
CONGRESS = Event(
    "stadtparteitag",
    "Stadtparteitag",
    datetime(2024, 11, 23, 10, tzinfo=BERLIN),
    datetime(2024, 11, 23, 17, tzinfo=BERLIN),
    "Volkssolidarität, Halberstädter Str. 115a",
    date(2024, 11, 15),
    shifts=(Shift("einraeumen", "Einräumen und Bestuhlen", datetime(2024, 11, 22, 17, tzinfo=BERLIN), None, 8),),
)
CAFE = Event(
    "erzaehlcafe", "Weihnachtliches Erzählcafé", datetime(2024, 12, 6, 15, tzinfo=BERLIN), datetime(2024, 12, 6, 18, tzinfo=BERLIN)
)
JANA = Member("m1", "Jana", "Vogel", email="jana.vogel@post.example", form_of_address="f", dues_open=Decimal("72"))
JOB = Job("stadtparteitag", "Stadtparteitag", Path("jobs/stadtparteitag.toml"), (CONGRESS,), (), {"agenda": ["Eröffnung", "Anträge"]})
NASTY_NAMES = (
    "Müller, Jörg",
    'Kim "der" Berger',
    "Zoë\r\nBcc: alle@post.example",
    "Al\u202eice \u200fبوب",
    "ß" * 200,
    "x" * 200,
    "a\\b;c:d<e>@f",
    "*Jana* `_x_` <b>",
    "=?utf-8?q?Heimlich?=",
    "  Rand  ",
    "Li  李小龍",
    "o'Neill & Söhne",
)


@cache
def shipped_templates() -> dict[str, str]:
    """All templates of the project but those for the terminal, by name."""
    files = (path for path in TEMPLATES.rglob("*") if path.is_file() and path.suffix in {".md", ".html", ".txt"})
    return {path.relative_to(TEMPLATES).as_posix(): path.read_text(encoding="utf-8") for path in files}


@lru_cache(maxsize=16)
def composer(body: str = "", *, subject: str = "Betreff", head: str = "", sender: Sender = SENDER, **others: str) -> Composer:
    """A composer that knows the shipped templates and `t.md` with this body."""
    sources = {**shipped_templates(), "t.md": f"---\nSubject: {subject}\n{head}---\n{body}", **others}
    return Composer(sources, sender)


def order(**changes: Any) -> LetterOrder:
    """An order of `t.md` for Jana, with these changes."""
    usual = LetterOrder(
        template="t.md",
        letter_id="letter-1",
        token=TOKEN,
        message_id="<letter-1@stadtverband.example>",
        date=datetime(2024, 10, 25, 9, tzinfo=BERLIN),
        address=JANA.email or "",
        to_name=JANA.name,
        kind=Kind.CIRCULAR,
        recipient=JANA,
        job=JOB,
    )
    return replace(usual, **changes)


def invitation(**changes: Any) -> LetterOrder:
    """An order with one event and its calendar part."""
    usual = {"events": (CONGRESS,), "invitations": ((CONGRESS, UID),), "calendar": Calendar.INVITATION, "kind": Kind.INVITATION}
    return order(**{**usual, **changes})


def parsed(raw: bytes) -> EmailMessage:
    """The mail as the standard library reads it."""
    return cast(EmailMessage, message_from_bytes(raw, policy=policy.default))
