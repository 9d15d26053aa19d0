"""What does an arrived mail say, before the database is asked whose it is? Fit to be kept in memory by the hundred."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from mailer.model.book import InboxMail
from mailer.model.reading import Context, Finding, Opened, Reading
from mailer.model.travelling import Travelling
from mailer.reading import open_mail, plain_text, understand
from mailer.store.packing import unpack

_MEGABYTE = 1_000_000
_HEAD = 64 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Asked:
    """What a mail answers: what was asked, and the id of our letter that asked it. The bytes of a letter never change."""

    context: Context
    letter_id: str


@dataclass(frozen=True, slots=True)
class Question:
    """An opened mail, what was asked, and the bytes of the letter that it answers."""

    opened: Opened
    context: Context
    sent: bytes


@dataclass(frozen=True, slots=True)
class PackedQuestion(Travelling):
    """A question for whoever is free to answer it. The letter is packed, as the database holds it: those that are asked about one mailing
    share a dictionary, which travels once for all of them. None where there is no such letter."""

    opened: Opened
    context: Context
    packed: bytes | None
    dictionary: bytes | None

    def unpacked(self) -> Question:
        """The question. Raises zlib.error for a letter that cannot be unpacked."""
        return Question(self.opened, self.context, unpack(self.packed, self.dictionary) if self.packed is not None else b"")


@dataclass(frozen=True, slots=True)
class Answer(Travelling):
    """What a mail says as the answer to a question: a reading without the mail."""

    findings: tuple[Finding, ...]
    review: bool
    reasons: tuple[str, ...]
    proposed: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """An arrived mail, of its bytes only the beginning with its header, and what it says, or what reading it raised.

    `answer` is what it says as the answer to what was `asked`, where that was found out before.
    """

    mail: InboxMail
    opened: Opened | Exception
    asked: Asked | None = None
    answer: Answer | None = None

    def understood(self) -> Opened:
        """What the mail says. Raises what reading it raised."""
        if isinstance(self.opened, Exception):
            raise self.opened
        return self.opened

    def as_answer(self, asked: Asked, question: Callable[[], Question]) -> Reading:
        """What the mail says as the answer to that; `question` makes the whole of it, and is asked only where the answer is not known."""
        known = self.answer if self.answer is not None and self.asked == asked else answer_to(question())
        return Reading(self.understood(), known.findings, known.review, known.reasons, known.proposed)


def read_mail(mail: InboxMail, opened: Opened | Exception) -> Read:
    """An opened mail, ready to be kept. Of one that was too large to be kept whole a person must see what is missing."""
    head = mail if len(mail.raw) <= _HEAD else replace(mail, raw=mail.raw[:_HEAD])
    if mail.whole_size is not None and isinstance(opened, Opened):
        told = "; ".join((f"{mail.whole_size / _MEGABYTE:.0f} MB", *opened.attachments))
        opened = replace(opened, doubts=(*opened.doubts, f"recording.too_large: {told}"))
    return Read(head, opened)


def opened_mail(given: tuple[bytes, frozenset[str]]) -> Opened | Exception:
    """What a mail's bytes say, given which addresses are ours, or what reading them raised."""
    try:
        return open_mail(*given)
    except Exception as error:
        return error


def answer_to(question: Question) -> Answer:
    """What a mail says as the answer to what was asked."""
    reading = understand(question.opened, question.context, plain_text(question.sent))
    return Answer(reading.findings, reading.review, reading.reasons, reading.proposed)


def answer_if_clear(question: PackedQuestion) -> Answer | None:
    """The same, None where it raises: whoever asks again sees what."""
    try:
        return answer_to(question.unpacked())
    except Exception:
        return None
