"""What did members say? Inbox to record: whose answer to what, what may be written down, what a person must decide.

What stands here is loaded when somebody asks for it: the process that reads beside ours (`beside.py`) needs neither store nor letters.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mailer.recording.ahead import Ahead
    from mailer.recording.amend import findings_from, member_named
    from mailer.recording.decide import Desk, accept, ask_back, assign, reject, undo
    from mailer.recording.digest import DigestOrder, is_wanted, queue_digest
    from mailer.recording.judge import BOARD, TREASURER
    from mailer.recording.rounds import expire
    from mailer.recording.rules import Rules
    from mailer.recording.station import Recorder, Settled
    from mailer.recording.wording import advice, reasons, sentence

_PLACES = {
    "ahead": "Ahead",
    "amend": "findings_from member_named",
    "decide": "Desk accept ask_back assign reject undo",
    "digest": "DigestOrder is_wanted queue_digest",
    "judge": "BOARD TREASURER",
    "rounds": "expire",
    "rules": "Rules",
    "station": "Recorder Settled",
    "wording": "advice reasons sentence",
}
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


def __getattr__(name: str) -> Any:
    for module, names in _PLACES.items():
        if name in names.split():
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(name)
