"""How does a test put letters into an outbox?"""

from datetime import UTC, datetime
from pathlib import Path

from mailer.model.mail import LetterState, NewLetter
from mailer.store import letters
from mailer.store.database import Store
from tests.store.blank import blank_store

NOW = datetime(2024, 10, 4, 16, 0, tzinfo=UTC)


def new_letter(number: int, address: str | None = None, in_doubt: str = "hold") -> NewLetter:
    name = f"letter{number:05}"
    raw = f"Message-ID: <{name}@verband.example>\r\nSubject: {number}\r\n\r\nHallo {number}\r\n".encode()
    to = address or f"person{number}@post.example"
    return NewLetter(
        id=name,
        channel="email",
        purpose="mailing",
        subject=str(number),
        address=to,
        envelope_from="vorstand@verband.example",
        raw=raw,
        in_doubt=in_doubt,
        member_id=f"m{number}",
    )


def store_with(folder: Path, *new: NewLetter, url: str = "sqlite:///mailer.db") -> Store:
    store = blank_store(folder, url)
    with store.begin() as connection:
        letters.queue(connection, new, NOW)
    return store


def states(store: Store) -> dict[str, LetterState]:
    with store.look() as connection:
        return {line.id: line.state for line in letters.lines(connection)}
