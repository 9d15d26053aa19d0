"""How is the next mail awaited, so that both a mail and the service's end are noticed soon?"""

import time
from threading import Event

from mailer.receiving.fetching import new_uids
from mailer.receiving.session import Session

LONGEST = 28 * 60.0  # seconds; IDLE must be renewed before 29 minutes have passed (RFC 2177)
SLICE = 0.5  # seconds between two looks at the stop event
ASK = 30.0  # seconds between two questions to a server without IDLE


def wait_for_mail(session: Session, seen: int, seconds: float, stop: Event) -> bool:
    """Wait for a mail with a UID above `seen`, by IDLE where offered, else by NOOP now and then.

    True if one is there or announced, False after `seconds` (28 minutes at most) or when told to stop. Raises MailboxError if the
    connection is lost meanwhile.
    """
    end = time.monotonic() + min(seconds, LONGEST)
    session.noop()
    if new_uids(session, seen + 1):
        return True
    return _by_idle(session, end, stop) if "IDLE" in session.capabilities else _by_asking(session, seen, end, stop)


def _by_idle(session: Session, end: float, stop: Event) -> bool:
    announced = False
    while not announced and not stop.is_set() and time.monotonic() < end:
        session.idle()
        announced = _listen(session, end, stop)
        session.done()
    return announced


def _by_asking(session: Session, seen: int, end: float, stop: Event) -> bool:
    while not stop.wait(max(0.0, min(ASK, end - time.monotonic()))):
        session.noop()
        if new_uids(session, seen + 1):
            return True
        if time.monotonic() >= end:
            return False
    return False


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
