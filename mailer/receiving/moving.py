r"""How does a kept mail leave the folder without touching what others have marked?

Only by UID MOVE, or by UID COPY, \Deleted and UID EXPUNGE where the server has UIDPLUS. Else it stays where it is.
"""

import logging
from collections.abc import Iterator, Sequence

from mailer.receiving.session import Session

_log = logging.getLogger(__name__)
_NOT_A_FOLDER = {"\\noselect", "\\nonexistent"}


def destination(session: Session) -> str | None:
    """The folder for kept mails, created if missing, as the server names it. None if mails stay where they are."""
    name = session.settings.processed_folder
    if name in ("", session.folder) or not {"MOVE", "UIDPLUS"} & session.capabilities:
        return None
    for candidate in _candidates(session, name):
        if _exists(session, candidate) or session.create(candidate):
            return candidate
    _log.warning("mailbox %s: folder %r can neither be found nor created, mails stay in %r", session.settings.host, name, session.folder)
    return None


def move(session: Session, uids: Sequence[int], folder: str) -> int:
    """Move kept mails; how many went. A crash between copy and removal leaves a second copy, never none."""
    if not uids:
        return 0
    moved = session.move(uids, folder) if "MOVE" in session.capabilities else session.copy(uids, folder) and session.remove(uids)
    if not moved:
        _log.warning("mailbox %s: %d mails cannot be moved to %r, they stay", session.settings.host, len(uids), folder)
        return 0
    return len(uids)


def _candidates(session: Session, name: str) -> Iterator[str]:
    """The name as configured, then below the prefix that some servers demand for all folders (`INBOX.mailer`)."""
    root = session.folders("")
    delimiter = root[0].delim if root and root[0].delim not in ("", "NIL") else "/"
    local = name.replace("/", delimiter)
    yield local
    prefix = session.namespace()
    prefix = f"INBOX{delimiter}" if prefix is None else prefix
    if prefix and not local.startswith(prefix):
        yield prefix + local


def _exists(session: Session, folder: str) -> bool:
    return any(not {flag.lower() for flag in found.flags} & _NOT_A_FOLDER for found in session.folders(folder))
