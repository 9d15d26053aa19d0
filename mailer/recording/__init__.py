"""What did members say? Inbox to record: whose answer to what, what may be written down, what a person must decide."""

from mailer.recording.decide import accept, reject
from mailer.recording.judge import BOARD, TREASURER
from mailer.recording.station import Recorder, Settled

__all__ = ["BOARD", "TREASURER", "Recorder", "Settled", "accept", "reject"]
