"""Which folders are read, and which of them is the one for spam?"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from mailer.receiving.session import Session

_log = logging.getLogger(__name__)
_JUNK = "\\junk"
# Names of the folder for spam at servers that do not say which it is (RFC 6154): Dovecot and cPanel, GMX and WEB.DE, T-Online, Exchange.
_USUAL = frozenset(("junk", "spam", "spamverdacht", "junk-e-mail", "junk e-mail", "junk email", "unerwünscht", "bulk mail"))


@dataclass(frozen=True, slots=True)
class Place:
    """A folder as the server names it. What lies in the one for spam is only read, never moved."""

    folder: str
    spam: bool = False


def places(session: Session) -> tuple[Place, ...]:
    """The configured folders in their order, each once; the first is the one to listen to.

    `\\Junk` stands for the folder for spam, by special use (RFC 6154) or by its usual names; where there is none, it is left out.
    """
    junk = _junk_folder(session)
    if junk is None and any(_means_junk(name) for name in session.settings.folders):
        _log.info("mailbox %s: it has no folder for spam", session.settings.host)
    return tuple(dict.fromkeys(_places(session.settings.folders, junk)))


def _places(names: tuple[str, ...], junk: str | None) -> Iterator[Place]:
    for name in names:
        if not _means_junk(name):
            yield Place(name, spam=name == junk)
        elif junk is not None:
            yield Place(junk, spam=True)


def _means_junk(name: str) -> bool:
    return name.lower() == _JUNK


def _junk_folder(session: Session) -> str | None:
    """By its special use, else by its usual name: as a whole, or below the INBOX."""
    folders = session.all_folders()
    for found in folders:
        if _JUNK in {flag.lower() for flag in found.flags}:
            return found.name
    usual = (found.name for found in folders if found.name.removeprefix(f"INBOX{found.delim}").lower() in _USUAL)
    return next(usual, None)
