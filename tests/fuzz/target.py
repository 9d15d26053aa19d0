"""What must hold for every sequence of bytes that calls itself a mail?"""

import time
from datetime import UTC, datetime

from mailer.model.jobs import Event
from mailer.model.reading import Context, Opened
from mailer.reading import open_mail, understand

SLOWEST = 0.5
"""CPU seconds that one mail may take."""

OURS = frozenset({"vorstand@stadtverband.example"})
_EVENT = Event("parteitag", "Stadtparteitag", datetime(2024, 11, 23, 9, tzinfo=UTC), datetime(2024, 11, 23, 16, tzinfo=UTC))
_ASKED = Context("convocation", datetime(2024, 10, 4, 16, tzinfo=UTC), "Einladung zum Stadtparteitag", (_EVENT,))
_LETTER = """Liebe Jana,

am Samstag, dem 23. November 2024, ist um 10 Uhr Stadtparteitag.
Kommst du?

( ) Ich nehme teil.
( ) Ich komme nicht.
"""


def check(raw: bytes) -> float:
    """Read the mail and see that what is promised holds; returns the CPU seconds. Raises AssertionError, or what the reader raised."""
    times = [time.thread_time()]
    opened = open_mail(raw, OURS)
    for sent_text in (None, _LETTER):
        times.append(time.thread_time())
        understand(opened, _ASKED, sent_text)
    times.append(time.thread_time())
    _hold(opened, len(raw))
    start, read, once, twice = times
    return read - start + max(once - read, twice - once)


def _hold(opened: Opened, size: int) -> None:
    assert all(opened.text[piece.start :].startswith(piece.text) for piece in opened.passages)
    assert len(opened.text) + len(opened.signature) + len(opened.quoted) <= 20 * size + 1000
    assert opened.bounce is None or opened.bounce.report_class in {"permanent", "temporary", "complaint", "other"}
    assert all(address.isprintable() and "@" in address for address in (opened.bounce.recipients if opened.bounce else ()))
    assert all(answer.dtstamp is None or answer.dtstamp.tzinfo for answer in opened.calendar)
    "".join((opened.text, opened.signature, opened.quoted, opened.head.subject)).encode("utf-8", "strict")
