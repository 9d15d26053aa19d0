"""How is the next mail awaited, so that both a mail and the service's end are noticed soon?"""

import time
from threading import Event

from mailer.receiving.session import Session

LONGEST = 29 * 60.0  # seconds; IDLE must be renewed before the half hour (RFC 2177)
SLICE = 0.5  # seconds between two looks at the stop event


def wait_for_change(session: Session, seconds: float, stop: Event) -> bool:
    """Wait for a new mail, by IDLE where offered; True if one was announced, False after `seconds` or when told to stop.

    Raises MailboxError if the connection is lost meanwhile.
    """
    end = time.monotonic() + min(seconds, LONGEST)
    if "IDLE" not in session.capabilities:
        stop.wait(max(0.0, end - time.monotonic()))
        return False
    announced = False
    while not announced and not stop.is_set() and time.monotonic() < end:
        session.idle()
        announced = _listen(session, end, stop)
        session.done()
    return announced


def _listen(session: Session, end: float, stop: Event) -> bool:
    """One IDLE. Ends early when the socket wakes with nothing to read: that is a lost connection or TLS talking to itself,
    and only `done` can tell which."""
    while not stop.is_set() and (left := end - time.monotonic()) > 0:
        began = time.monotonic()
        wait = min(SLICE, left)
        lines = session.listen(wait)
        if any(line.upper().endswith(b" EXISTS") for line in lines):
            return True
        if not lines and time.monotonic() - began < wait / 2:
            return False
    return False
