"""What did members say? Inbox to record: whose answer to what, what may be written down, what a person must decide."""

from mailer.recording.ahead import Ahead
from mailer.recording.amend import findings_from, member_named
from mailer.recording.decide import Desk, accept, ask_back, assign, reject, undo
from mailer.recording.digest import DigestOrder, is_wanted, queue_digest
from mailer.recording.judge import BOARD, TREASURER
from mailer.recording.rounds import expire
from mailer.recording.rules import Rules
from mailer.recording.station import Recorder, Settled
from mailer.recording.wording import advice, reasons, sentence

__all__ = [
    "BOARD",
    "TREASURER",
    "Ahead",
    "Desk",
    "DigestOrder",
    "Recorder",
    "Rules",
    "Settled",
    "accept",
    "advice",
    "ask_back",
    "assign",
    "expire",
    "findings_from",
    "is_wanted",
    "member_named",
    "queue_digest",
    "reasons",
    "reject",
    "sentence",
    "undo",
]
