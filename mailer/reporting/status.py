"""How does the post office stand right now? What goes out, what came in, and where a person is needed.

The board reads this: letters about dues are counted, but neither their subject nor their recipient is told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from mailer.identity import without_addresses
from mailer.model.book import InboxState
from mailer.model.mail import LetterState, OccurrenceState
from mailer.reporting.confidential import Confidential, about_dues
from mailer.reporting.figures import Waiting, waiting_reviews
from mailer.reporting.plain import plain
from mailer.reporting.reasons import reason_for
from mailer.store import bounces, inbox, letters, members, occurrences, refusals, releases, rounds
from mailer.store.letters import LetterLine
from mailer.store.refusals import Refusal
from mailer.store.traffic import Traffic, traffic

_MAILING = "mailing"


@dataclass(frozen=True, slots=True)
class InDoubtLetter:
    """A letter of which nobody knows whether it arrived. `subject` and `name` are empty where they would tell of dues."""

    letter_id: str
    subject: str
    name: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Trouble:
    """Letters that failed or wait for another try, by the server's answer: reply code (RFC 5321 4.2), enhanced status (RFC 3463),
    and the words of the latest such answer, addresses left out. Both codes None: the connection broke, or there was none. `reason` is
    what the latest answer means, as a key."""

    state: LetterState
    code: int | None
    status: str | None
    words: str
    count: int
    reason: str


@dataclass(frozen=True, slots=True)
class ShuntedMail:
    """A mail that raised when it was read. `error` is the exception's name: its message might quote the mail."""

    mail: int
    received_at: datetime
    error: str


@dataclass(frozen=True, slots=True)
class Asking:
    """A mailing that was found too late and waits for a person's word."""

    job: str
    mailing: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Unreleased:
    """A mailing that was shown and that nobody has released; `state` is asked or stopped, `due_at` None for one by hand."""

    job: str
    mailing: str
    state: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Allowance:
    """The provider's rate as config.toml states it, and how many letters it lets out at this moment."""

    rate: str
    left: int


@dataclass(frozen=True, slots=True)
class Status:
    """The post office at the moment `at`. `letters` and `inbox` are numbers by state, states without any left out.

    `asked` members have been asked whether an unproven mail is theirs, and have not answered yet. `refusal` is set while the SMTP server
    refuses us or is out of reach.
    """

    at: datetime
    letters: dict[LetterState, int]
    in_doubt: tuple[InDoubtLetter, ...]
    troubles: tuple[Trouble, ...]
    inbox: dict[InboxState, int]
    shunted: tuple[ShuntedMail, ...]
    waiting: tuple[Waiting, ...]
    suppressed: int
    asking: tuple[Asking, ...]
    traffic: Traffic
    refusal: Refusal | None
    allowance: Allowance | None
    asked: int = 0
    unreleased: tuple[Unreleased, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The status as a JSON object, with letters a minute and the seconds that are left."""
        remaining = self.traffic.remaining
        told = {"in_all": self.traffic.in_all, "remaining": None if remaining is None else remaining.total_seconds()}
        data = dict(plain(self))
        return {**data, "traffic": {**data["traffic"], **told}}


def overview(connection: Connection, now: datetime, allowance: Allowance | None = None) -> Status:
    """How the post office stands."""
    failed = letters.lines(connection, LetterState.FAILED)
    return Status(
        at=now,
        letters=letters.counts(connection),
        in_doubt=_in_doubt(connection),
        troubles=_troubles(failed + letters.lines(connection, LetterState.DEFERRED)),
        inbox=inbox.counts(connection),
        shunted=_shunted(connection),
        waiting=waiting_reviews(connection),
        suppressed=len({entry.address for entry in bounces.suppressed(connection, now)}),
        asking=_asking(connection),
        traffic=traffic(connection, now),
        refusal=refusals.current(connection),
        allowance=allowance,
        asked=len(rounds.open_ones(connection)),
        unreleased=_unreleased(connection),
    )


def _in_doubt(connection: Connection) -> tuple[InDoubtLetter, ...]:
    names, secret = members.names(connection), about_dues(connection)
    return tuple(_doubt(line, names, secret) for line in letters.lines(connection, LetterState.IN_DOUBT))


def _doubt(line: LetterLine, names: dict[str, str], secret: Confidential) -> InDoubtLetter:
    """An acknowledgement repeats the subject that the member chose: only a mailing's own subject is told."""
    if line.id in secret.letters:
        return InDoubtLetter(line.id, "", "", line.created_at)
    subject = line.subject if line.purpose == _MAILING else ""
    return InDoubtLetter(line.id, subject, names.get(line.member_id or "", line.address), line.created_at)


def _troubles(lines: Iterable[LetterLine]) -> tuple[Trouble, ...]:
    groups: dict[tuple[LetterState, int, str], list[LetterLine]] = {}
    for line in lines:
        groups.setdefault((line.state, line.smtp_code or 0, line.smtp_status or ""), []).append(line)
    return tuple(_trouble(state, group[-1], len(group)) for (state, _, _), group in sorted(groups.items()))


def _trouble(state: LetterState, latest: LetterLine, count: int) -> Trouble:
    words = latest.smtp_reply or ""
    code, status = latest.smtp_code or None, latest.smtp_status or None
    return Trouble(state, code, status, without_addresses(words), count, reason_for(code, status, words))


def _shunted(connection: Connection) -> tuple[ShuntedMail, ...]:
    mails = (line for line in inbox.lines(connection) if line.state is InboxState.SHUNTED)
    return tuple(ShuntedMail(mail.id, mail.received_at, _error(inbox.traceback(connection, mail.id))) for mail in mails)


def _error(traceback: str | None) -> str:
    """The exception's name: what stands before the colon in the first line at the margin below the innermost frame."""
    below = (traceback or "").rpartition("  File ")[2].splitlines()
    return next((line.partition(":")[0] for line in below[1:] if line[:1].strip()), "")


def _asking(connection: Connection) -> tuple[Asking, ...]:
    mailings = (found for found in occurrences.every(connection) if found.state is OccurrenceState.ASKING)
    return tuple(Asking(found.job_id, found.mailing_id, found.due_at) for found in mailings)


def _unreleased(connection: Connection) -> tuple[Unreleased, ...]:
    return tuple(Unreleased(each.job_id, each.mailing_id, each.state, each.due_at) for each in releases.undecided(connection))
