"""What follows from a letter that failed or arrived in the session? A failure counts like a bounce that comes by mail."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from mailer.later import later
from mailer.model.mail import LetterState
from mailer.people.address_policy import CLEARABLE, suppressions
from mailer.store import bounces, letters
from mailer.store.outbox import Settlement

if TYPE_CHECKING:
    from mailer.reading.bounces import codes
else:
    codes = later("mailer.reading.bounces.codes")

_NO_ANSWER_ABOUT_THE_ADDRESS = "other"
_EXCEEDED_STORAGE = 552
_ABOUT_US = "policy"


def write_aftermath(connection: Connection, settled: Sequence[Settlement]) -> None:
    """What settlements mean for their addresses: failures count against them, a success speaks for them."""
    _note_failures(connection, [settlement for settlement in settled if settlement.state is LetterState.FAILED])
    _note_successes(connection, [settlement.letter_id for settlement in settled if settlement.state is LetterState.SENT])


def _note_failures(connection: Connection, failed: Sequence[Settlement]) -> None:
    """Write down each failure as a report about its address, and what the address policy makes of it."""
    for settlement in failed:
        letter = letters.by_id(connection, settlement.letter_id)
        if letter is None:
            continue
        bounces.add(
            connection,
            letter.address,
            "permanent" if (settlement.code or 0) >= 500 else "temporary",
            settlement.status,
            _reason(settlement),
            settlement.reply or "",
            settlement.at,
            letter_id=letter.id,
            member_id=letter.member_id,
        )
        bounces.keep(connection, letter.address, suppressions(bounces.evidence_of(connection, letter.address)))


def _note_successes(connection: Connection, letter_ids: Sequence[str]) -> None:
    """Let go of addresses whose suppression is refuted by a letter that was taken just now. One small query while there are none."""
    if letter_ids:
        for address in bounces.suppressed_among(connection, letter_ids, CLEARABLE):
            bounces.keep(connection, address, suppressions(bounces.evidence_of(connection, address)))


def _reason(settlement: Settlement) -> str:
    """The reason as in a `Bounce`. What was given up after 4xx is expired, unless the words say more; without a code, nobody spoke."""
    code = settlement.code
    if settlement.about_us:
        return _ABOUT_US
    if code is None:
        return _NO_ANSWER_ABOUT_THE_ADDRESS
    reason = codes.reason_of(settlement.status, settlement.reply or "")
    if code < 500:
        return reason if reason in {"full", "rate", "policy"} else "expired"
    return "full" if reason == "other" and code == _EXCEEDED_STORAGE else reason
