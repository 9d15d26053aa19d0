"""Who was written to when, by which way, with what result? One row for every letter, and one for everybody who got none."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from datetime import datetime, tzinfo

from sqlalchemy import Connection

from mailer.composing.post.listing import Listing
from mailer.convening import Deadlines
from mailer.convening.evidence import sum_of, to_csv
from mailer.errors import DataError
from mailer.identity import Identity
from mailer.model.mail import LetterState
from mailer.posting.compiling import pdf
from mailer.posting.paper import Stationery
from mailer.store import batches, evidence, instead, magazine, members, occurrences, overrides
from mailer.store.batches import Printed, Returned
from mailer.store.evidence import Bounced, LetterFate
from mailer.store.instead import NOT_ARRIVED, Instead
from mailer.store.occurrences import Occurrence
from mailer.texts import say

_REPORT = "report"
_WIDTHS = ("auto", "1.3fr", "auto", "1.1fr", "1fr", "1.7fr", "1.6fr", "1.7fr", "1.9fr")
_SHOWN = ("number", "name", "way", "state", "at", "address", "letter", "digest", "result")


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One letter, or one member without a letter. All cells are words for people; `digest` is the SHA-256 of the rendered letter."""

    number: str
    member_id: str
    name: str
    mailing: str
    way: str
    state: str
    at: str
    address: str
    letter: str
    digest: str
    answer: str
    came_back: str
    reason: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence of a job's mailings. `notes` are what else must be known: rules, texts in the magazine, words of persons."""

    job_id: str
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    rows: tuple[EvidenceRow, ...]
    made_at: datetime

    @property
    def heading(self) -> tuple[str, ...]:
        """The titles of the columns."""
        return tuple(say(f"evidence.column_{name}") for name in EvidenceRow.__dataclass_fields__)

    @property
    def table(self) -> tuple[tuple[str, ...], ...]:
        """The rows as cells."""
        return tuple(astuple(row) for row in self.rows)

    @property
    def check_sum(self) -> str:
        """The check sum over the list."""
        return sum_of(self.heading, self.table)

    def csv(self) -> bytes:
        """The list for a spreadsheet, in UTF-8 with a byte order mark."""
        return to_csv(self.heading, self.table).encode("utf-8-sig", "replace")


@dataclass(frozen=True, slots=True)
class _Book:
    """What is looked up for every letter of an occurrence."""

    names: Mapping[str, str]
    bounces: Mapping[str, tuple[Bounced, ...]]
    printed: Mapping[str, Printed]
    returned: Mapping[str, Returned]
    instead: Mapping[str, Instead]
    identity: Identity
    zone: tzinfo


def evidence_of(
    connection: Connection,
    identity: Identity,
    job_id: str,
    mailing_id: str | None,
    counted: Mapping[str, Deadlines],
    now: datetime,
    zone: tzinfo,
) -> Evidence:
    """The evidence of a job, or of one of its mailings. `counted` are the deadlines of its convocations by mailing, as the rules say now.

    Raises DataError where nothing of it went out or was put aside.
    """
    planned = [each for each in occurrences.every(connection) if each.job_id == job_id and mailing_id in {None, each.mailing_id}]
    planned = [each for each in planned if each.kind != _REPORT]
    if not planned:
        raise DataError("evidence.nothing", job=job_id)
    rows = [row for occurrence in planned for row in _rows(connection, occurrence, identity, zone)]
    ordered = sorted(rows, key=lambda row: (row.mailing, row.name.casefold(), row.member_id, row.way))
    numbered = tuple(EvidenceRow(str(number), *astuple(row)[1:]) for number, row in enumerate(ordered, 1))
    notes = tuple(note for each in planned for note in _notes(connection, each, counted.get(each.mailing_id), zone))
    return Evidence(job_id, _facts(job_id, planned, numbered, now, zone), notes, numbered, now)


def evidence_pdf(paper: Stationery, found: Evidence) -> bytes:
    """The evidence on paper. Raises TemplateError."""
    listed = Listing(
        title=say("evidence.title", job=found.job_id),
        columns=tuple(say(f"evidence.column_{name}") for name in _SHOWN),
        widths=_WIDTHS,
        rows=tuple(_shown(row) for row in found.rows),
        facts=found.facts,
        paragraphs=found.notes,
        foot=paper.foot,
        total=say("evidence.total", rows=len(found.rows), sum=found.check_sum),
        landscape=True,
    )
    return pdf(paper.listing(listed), found.made_at)


def _rows(connection: Connection, occurrence: Occurrence, identity: Identity, zone: tzinfo) -> Iterator[EvidenceRow]:
    book = _Book(
        members.names(connection),
        evidence.bounces_of(connection, occurrence.id),
        {each.letter_id: each for each in batches.printed_in(connection, occurrence.id)},
        {each.letter_id: each for each in batches.returns(connection)},
        {each.letter_id or each.mail_id: each for each in instead.of_occurrence(connection, occurrence.id)},
        identity,
        zone,
    )
    for fate in evidence.fates(connection, occurrence.id):
        yield _letter(occurrence, fate, book)
    for member_id, reason, detail in occurrences.left_out_of(connection, occurrence.id):
        why = say(f"evidence_left_out.{reason}", detail=book.names.get(detail, detail))
        name = book.names.get(member_id, member_id)
        yield EvidenceRow("", member_id, name, occurrence.mailing_id, say("evidence.way_none"), "", "", "", "", "", "", "", why)


def _letter(occurrence: Occurrence, fate: LetterFate, book: _Book) -> EvidenceRow:
    printed, returned = book.printed.get(fate.id), book.returned.get(fate.id)
    number = _on_paper(printed, book.zone) if fate.channel == "post" else book.identity.message_id(fate.id)
    came_back = [_bounce(each, book.zone) for each in book.bounces.get(fate.id, ())]
    if returned is not None:
        came_back.append(say("evidence.returned", day=returned.entered_at.astimezone(book.zone), reason=returned.reason))
    return EvidenceRow(
        number="",
        member_id=fate.member_id or "",
        name=book.names.get(fate.member_id or "", fate.member_id or ""),
        mailing=occurrence.mailing_id,
        way=say(f"evidence.way_{fate.channel}"),
        state=_state(fate, came_back),
        at=say("evidence.moment", moment=fate.sent_at.astimezone(book.zone)) if fate.sent_at else "",
        address=fate.address,
        letter=number,
        digest=hashlib.sha256(fate.raw).hexdigest(),
        answer=_answer(fate),
        came_back="; ".join(came_back),
        reason=_instead(book.instead.get(fate.id), book.zone),
    )


def _state(fate: LetterFate, came_back: list[str]) -> str:
    arrived = fate.state in {LetterState.SENT, LetterState.PRINTED}
    return say("evidence.came_back") if arrived and came_back else say(f"evidence_state.{fate.state}")


def _instead(found: Instead | None, zone: tzinfo) -> str:
    """Why a letter went beside a mail or in its place, or why none could."""
    if found is None:
        return ""
    known = "instead" if found.reason in NOT_ARRIVED else "beside"
    key = known if found.letter_id is not None else "nowhere"
    return say(f"evidence.{key}", moment=found.noted_at.astimezone(zone), why=say(f"evidence_mail.{found.reason}"))


def _on_paper(printed: Printed | None, zone: tzinfo) -> str:
    if printed is None:
        return ""
    key = "evidence.posted" if printed.posted_on else "evidence.printed"
    return say(key, number=printed.number, printed=printed.printed_at.astimezone(zone), posted=printed.posted_on)


def _bounce(report: Bounced, zone: tzinfo) -> str:
    status = " ".join(part for part in (report.status, report.reason) if part)
    return say(
        "evidence.bounce", moment=report.bounced_at.astimezone(zone), kind=say(f"evidence_bounce.{report.report_class}"), status=status
    )


def _answer(fate: LetterFate) -> str:
    reply, code = " ".join((fate.smtp_reply or "").split()), str(fate.smtp_code or "")
    return reply if reply.startswith(code) else f"{code} {reply}".strip()


def _shown(row: EvidenceRow) -> tuple[str, ...]:
    result = "; ".join(part for part in (row.answer, row.came_back, row.reason) if part)
    name = f"{row.name} ({row.member_id})"
    return row.number, name, row.way, row.state, row.at, row.address, row.letter, row.digest, result


def _facts(
    job_id: str, planned: list[Occurrence], rows: tuple[EvidenceRow, ...], now: datetime, zone: tzinfo
) -> tuple[tuple[str, str], ...]:
    ways = {way: say(f"evidence.way_{way}") for way in ("email", "post", "none")}
    counts = {way: sum(row.way == word for row in rows) for way, word in ways.items()}
    values = {
        "made": say("evidence.moment", moment=now.astimezone(zone)),
        "mailings": ", ".join(dict.fromkeys(f"{job_id}/{each.mailing_id}" for each in planned)),
        "subject": "; ".join(dict.fromkeys(each.subject for each in planned if each.subject)) or "–",
        "people": str(len({row.member_id for row in rows})),
        "counts": say("evidence.counts", **counts),
    }
    return tuple((say(f"evidence.fact_{name}"), value) for name, value in values.items())


def _notes(connection: Connection, occurrence: Occurrence, counted: Deadlines | None, zone: tzinfo) -> Iterator[str]:
    moment = occurrence.planned_at.astimezone(zone)
    yield say(f"evidence_occurrence.{occurrence.state}", mailing=occurrence.mailing_id, moment=moment)
    if counted is not None:
        days = {"meeting": counted.meeting, "begins": counted.period_begins, "notice": counted.body.notice}
        yield say("evidence.rule", title=counted.body.title, **days)
        for way in counted.channels:
            if way.last_day is not None:
                yield say(f"evidence.last_day_{way.channel}", day=way.last_day, issue=way.issue)
    for text, sent_at, _ in magazine.of_mailing(connection, occurrence.job_id, occurrence.mailing_id):
        at = say("evidence.moment", moment=sent_at.astimezone(zone)) if sent_at else "–"
        yield say("evidence.magazine", issue=text.issue, moment=at, digest=text.digest)
    for said in overrides.of_mailing(connection, occurrence.job_id, occurrence.mailing_id):
        yield say("evidence.override", who=said.said_by, moment=said.said_at.astimezone(zone), reason=said.reason)
