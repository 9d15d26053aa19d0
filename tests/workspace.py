"""How does a test get an opened workspace? With fictional members, one job and servers of its choice."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from mailer.app import Office, open_office
from mailer.clock import ManualClock
from mailer.model.incoming import IncomingMail
from mailer.model.people import Mandate, Member
from mailer.store import inbox, members
from tests.store import blank

NOW = datetime(2024, 10, 25, 7, 0, tzinfo=UTC)
SENDER = "vorstand@verband.example"

PEOPLE = (
    Member("m1", "Jana", "Vogel", "jana@post.example", "Am Hang 1", "39104", "Magdeburg", "Mitte", status="member", form_of_address="f"),
    Member("m2", "Horst", "Krüger", "Horst@web.example", "Am Hang 2", "39104", "Magdeburg", "Mitte", form_of_address="m"),
    Member("m3", "Aylin", "Demir", "familie@post.example", "Am Hang 3", "39104", "Magdeburg", "Nord"),
    Member("m4", "Can", "Demir", "familie@post.example", "Am Hang 3", "39104", "Magdeburg", "Nord"),
    Member("m5", "Grete", "Ohnenetz", None, "Am Hang 5", "39104", "Magdeburg", "Nord"),
    Member("m6", "Ute", "Lang", "ute@post.example", groups=("vorstand",), mandates=(Mandate("Bundesparteitag", "delegate"),)),
)

JOB = """
title = "Stadtparteitag"
[event]
id = "stadtparteitag"
title = "Stadtparteitag"
start = 2024-11-23T10:00:00
end = 2024-11-23T17:00:00
location = "Volkssolidarität"
[[event.shifts]]
id = "einraeumen"
title = "Einräumen und Bestuhlen am Vortag"
start = 2024-11-22T17:00:00
needed = 2
[[mailings]]
id = "einberufung"
template = "test-einladung.md"
kind = "{kind}"
audience = {{ everyone = true }}
{when}
"""

TEMPLATE = """---
Subject: Einberufung des Stadtparteitages
---
{{ anrede }},

der Stadtparteitag ist am {{ event.start | datum }}. Wer austreten will oder absagt, meldet sich bitte. Ein Austritt ist schade.
"""

CONFIG = """
[association]
name = "Stadtverband"
sender_name = "Stadtvorstand"
sender_address = "vorstand@verband.example"
[smtp]
host = "127.0.0.1"
port = {smtp_port}
security = "none"
connections = {connections}
timeout = 5
[imap]
host = "127.0.0.1"
port = {imap_port}
security = "none"
username = "{imap_user}"
poll = 1
[database]
url = "{url}"
[roles.board]
addresses = ["vorsitz@verband.example"]
[roles.treasurer]
addresses = ["kasse@verband.example"]
"""


def make_workspace(
    folder: Path,
    *,
    smtp_port: int = 9,
    imap_port: int = 9,
    imap_user: str = "",
    url: str = "sqlite:///mailer.db",
    connections: int = 2,
    kind: str = "invitation",
    when: str = "at = 2024-10-25T09:00:00",
) -> Path:
    """A workspace with config.toml, one job `parteitag` and its template."""
    (folder / "jobs").mkdir(parents=True)
    (folder / "templates").mkdir()
    values = {"smtp_port": smtp_port, "imap_port": imap_port, "imap_user": imap_user, "url": url, "connections": connections}
    (folder / "config.toml").write_text(CONFIG.format(**values), encoding="utf-8")
    (folder / "jobs" / "parteitag.toml").write_text(JOB.format(kind=kind, when=when), encoding="utf-8")
    (folder / "templates" / "test-einladung.md").write_text(TEMPLATE, encoding="utf-8")
    if url == blank.USUAL:
        blank.lay(folder)
    return folder


@contextmanager
def opened(folder: Path, clock: ManualClock | None = None, people: tuple[Member, ...] = PEOPLE) -> Iterator[Office]:
    """The workspace, open, with its members."""
    office = open_office(folder, clock or ManualClock(NOW))
    with office.store.begin() as connection:
        members.put(connection, people)
    try:
        yield office
    finally:
        office.close()


def send_now(office: Office) -> int:
    """Send what is due; gives how many letters the server took."""
    return asyncio.run(office.send_due(asyncio.Event())).sent


def receive_now(office: Office) -> int:
    """Fetch and understand what came."""
    office.receive(threading.Event())
    return office.record_open()


def arrive(office: Office, raw: bytes, number: int = 1) -> None:
    """Lay a mail into the inbox as `receiving` does."""
    with office.store.begin() as connection:
        assert inbox.keep(connection, [IncomingMail("INBOX", 1, number, raw, office.clock.now())])


def reply_to(letter: bytes, sender: str, text: str, **headers: str) -> bytes:
    """The plainest answer of a mail program: In-Reply-To, and the letter quoted below."""
    original = message_from_bytes(letter)
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = SENDER
    message["Subject"] = headers.pop("Subject", f"AW: {original['Subject']}".replace("\r\n", ""))
    message["Message-ID"] = f"<{abs(hash((sender, text)))}@post.example>"
    message["In-Reply-To"] = original["Message-ID"]
    message["References"] = original["Message-ID"]
    message["Date"] = "Fri, 25 Oct 2024 12:00:00 +0200"
    for name, value in headers.items():
        message[name] = value
    plain = next(part for part in original.walk() if part.get_content_type() == "text/plain")
    quoted = plain.get_payload(decode=True).decode()
    quote = "\n".join(f"> {line}" for line in quoted.splitlines())
    message.set_content(f"{text}\n\nAm 25.10.2024 um 09:00 schrieb Stadtvorstand:\n{quote}\n")
    return message.as_bytes()
