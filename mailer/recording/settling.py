"""What follows from one mail, within its transaction? Book, review, confirmation round, acknowledgement."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from mailer.model.book import DEATH, InboxMail, InboxState, Proof
from mailer.model.reading import CalendarAnswer, Opened, Reading
from mailer.recording.acknowledge import acknowledge
from mailer.recording.authentication import Vouch
from mailer.recording.by_mail import rule
from mailer.recording.correlate import Match
from mailer.recording.decide import QUESTION, Desk, close_answered
from mailer.recording.handed import hand_over
from mailer.recording.judge import BOARD, Verdict, judge
from mailer.recording.moved import ask_again, parted
from mailer.recording.rounds import answer, ask
from mailer.recording.rules import Rules
from mailer.store import digests, holding, inbox, letters, records, reviews


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a mail: its state, how many entries it made, whether the member was told."""

    state: InboxState
    recorded: int = 0
    acknowledged: bool = False


def settle_answer_to_us(
    connection: Connection, desk: Desk, rules: Rules, mail: InboxMail, opened: Opened, match: Match, vouch: Vouch, now: datetime
) -> Result | None:
    """An answer to a letter of ours that asked for a decision: a confirmation round or a digest. None for any other mail."""
    handed = hand_over(connection, rules, mail.id, opened, match.thread, vouch, now)
    if handed is not None:
        _lay_open(connection, mail, None, handed, BOARD, now)
        return _understood(connection, mail, opened, None, match, handed, Result(InboxState.DONE))
    ruled = rule(connection, desk, rules, mail.id, opened, match.thread, vouch, now)
    if ruled is not None:
        digest = digests.of_letter(connection, match.thread.id) if match.thread else None
        _lay_open(connection, mail, None, ruled.reasons, digest.role if digest else BOARD, now)
        return _understood(connection, mail, opened, None, match, ruled.reasons, Result(InboxState.DONE, ruled.done, not ruled.reasons))
    answered = answer(connection, opened, match, mail.id, now)
    if answered is None:
        return None
    member = match.member
    told = member is not None and acknowledge(
        connection, desk.writer, mail.id, opened, member, answered.confirmed, now, desk.zone, received_at=answered.asked.received_at
    )
    if told:
        letters.queue(connection, [told], now, answers_inbox_id=mail.id)
    _lay_open(connection, mail, answered.asked.member_id, answered.reasons, BOARD, now)
    result = Result(InboxState.DONE, len(answered.confirmed), bool(told))
    return _understood(connection, mail, opened, answered.asked.member_id, match, answered.reasons, result)


def settle_reading(
    connection: Connection, desk: Desk, rules: Rules, mail: InboxMail, reading: Reading, match: Match, now: datetime
) -> Result:
    """A mail of a member, or of nobody knows whom: what it says is judged and carried out."""
    opened = reading.opened
    holds, moved = parted(connection, opened, match, reading.findings)
    verdict = judge(replace(reading, findings=holds), match)
    verdict = _asked_back(connection, desk, rules, mail, match, verdict, now)
    member_id = match.member.id if match.member else None
    letter_id = match.letter.id if match.letter else None
    if member_id is not None:
        _record(connection, mail, opened, match, verdict, now)
    if verdict.review:
        reviews.open_item(connection, mail.id, member_id, letter_id, verdict.reasons, verdict.proposal, verdict.audience, now)
    if DEATH in verdict.reasons and member_id is not None:
        holding.hold(connection, member_id)
    told = _tell(connection, desk, mail, opened, match, verdict, now)
    for event in moved if match.member is not None and match.doubt is None else ():
        ask_again(connection, desk.writer, mail.id, opened, match.member, event, now)  # type: ignore[arg-type]
    state = InboxState.REVIEW if verdict.review else InboxState.DONE
    inbox.understood(connection, mail.id, state, opened.sort, opened.text, opened.reasons + reading.reasons, member_id, letter_id)
    return Result(state, len(verdict.recorded), told)


def _asked_back(
    connection: Connection, desk: Desk, rules: Rules, mail: InboxMail, match: Match, verdict: Verdict, now: datetime
) -> Verdict:
    """Ask the member what needs their own word; where nobody can be asked, a person must look."""
    left = ask(connection, desk.writer, rules, mail, match, verdict.confirm, now) if verdict.confirm else ()
    if not left:
        return verdict
    reasons = dict.fromkeys((*verdict.reasons, *(f"recording.unproven_{finding.kind}" for finding in left)))
    return replace(verdict, proposal=tuple(dict.fromkeys((*verdict.proposal, *left))), reasons=tuple(reasons))


def _record(connection: Connection, mail: InboxMail, opened: Opened, match: Match, verdict: Verdict, now: datetime) -> None:
    """Into the book; and where that answers what a person had asked back, no person needs to look any more."""
    member = match.member
    letter_id = match.letter.id if match.letter else None
    said = max((each for each in opened.calendar if each.dtstamp is not None), key=_stamp, default=None)
    records.add(
        connection,
        member.id if member else "",
        verdict.recorded,
        match.proof,
        now,
        mail.id,
        letter_id,
        received_at=mail.received_at,
        stamp=said.dtstamp if said else None,
        sequence=said.sequence if said else None,
    )
    if match.thread is not None and match.thread.purpose == QUESTION and verdict.recorded and not verdict.review:
        asked = reviews.asked_about(connection, match.thread.id)
        if asked is not None:
            close_answered(connection, asked, now)


def _stamp(answer: CalendarAnswer) -> tuple[int, float]:
    return answer.sequence or 0, answer.dtstamp.timestamp() if answer.dtstamp else 0.0


def _tell(connection: Connection, desk: Desk, mail: InboxMail, opened: Opened, match: Match, verdict: Verdict, now: datetime) -> bool:
    if match.member is None or not verdict.recorded or match.proof is Proof.NONE:
        return False
    facts = {"waiting": verdict.review, "received_at": mail.received_at}
    letter = acknowledge(connection, desk.writer, mail.id, opened, match.member, verdict.recorded, now, desk.zone, **facts)
    if letter is not None:
        letters.queue(connection, [letter], now, answers_inbox_id=mail.id)
    return letter is not None


def _lay_open(
    connection: Connection, mail: InboxMail, member_id: str | None, reasons: tuple[str, ...], audience: str, now: datetime
) -> None:
    if reasons:
        reviews.open_item(connection, mail.id, member_id, None, reasons, (), audience, now)


def _understood(
    connection: Connection,
    mail: InboxMail,
    opened: Opened,
    member_id: str | None,
    match: Match,
    reasons: tuple[str, ...],
    result: Result,
) -> Result:
    state = InboxState.REVIEW if reasons else InboxState.DONE
    letter_id = match.letter.id if match.letter else None
    inbox.understood(connection, mail.id, state, opened.sort, opened.text, opened.reasons + reasons, member_id, letter_id)
    return replace(result, state=state)
