"""How are new mails read from the server without marking them, in batches that fit into memory?"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Any

from mailer.receiving.edge import failure
from mailer.receiving.incoming import IncomingMail
from mailer.receiving.session import Session

BATCH = 200  # mails in one question to the server
MEMORY = 8 * 1024 * 1024  # bytes of mails held at once
LIMIT = 25 * 1024 * 1024  # bytes; of a larger mail only the beginning is read
BEGINNING = 1024 * 1024  # bytes

_UID = re.compile(rb"\bUID (\d+)")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")
_DATE = re.compile(rb'\bINTERNALDATE "([^"]+)"')
_EMPTY = re.compile(rb'\bBODY\[\](?:<\d+>)? ""')


def new_uids(session: Session, above: int) -> list[int]:
    """The UIDs above that one, ascending. `n:*` alone would also name the last mail when it is below n (RFC 9051 9)."""
    found = session.search(f"UID {above + 1}:*" if above else "ALL")
    return [uid for uid in found if uid > above]


def groups(session: Session, uids: Sequence[int]) -> Iterator[tuple[Sequence[int], bool]]:
    """The UIDs in portions that fit into memory, in order, each with whether it is one mail too large to be read whole.

    A UID whose mail is gone stays in its portion: reading it finds out.
    """
    rest = iter(uids)
    while batch := list(islice(rest, BATCH)):
        yield from _portions(batch, _sizes(session, batch))


def read(session: Session, uids: Sequence[int], truncated: bool) -> dict[int, IncomingMail]:
    r"""The mails with these UIDs, never setting \Seen (BODY.PEEK). Those that another client deleted meanwhile are missing.

    Mails that are there and still cannot be read are missing too: `unreadable` tells them apart.
    """
    part = f"BODY.PEEK[]<0.{BEGINNING}>" if truncated else "BODY.PEEK[]"
    answer = _fetched(session, uids, f"(UID INTERNALDATE {part})")
    return {mail.uid: mail for mail in _mails(session, answer, truncated)}


def unreadable(session: Session, missing: Sequence[int]) -> list[int]:
    """Which of the UIDs that could not be read are still there."""
    if not missing:
        return []
    session.noop()
    there = set(session.search("ALL"))
    return [uid for uid in missing if uid in there]


def _portions(batch: Sequence[int], sizes: dict[int, int]) -> Iterator[tuple[Sequence[int], bool]]:
    portion: list[int] = []
    held = 0
    for uid in batch:
        size = sizes.get(uid, 0)
        if portion and held + size > MEMORY:
            yield portion, False
            portion, held = [], 0
        if size > LIMIT:
            yield [uid], True
        else:
            portion.append(uid)
            held += size
    if portion:
        yield portion, False


def _sizes(session: Session, uids: Sequence[int]) -> dict[int, int]:
    sizes: dict[int, int] = {}
    for line in _fetched(session, uids, "(UID RFC822.SIZE)"):
        uid, size = (_UID.search(line), _SIZE.search(line)) if isinstance(line, bytes) else (None, None)
        if uid and size:
            sizes[int(uid[1])] = int(size[1])
    return sizes


def _fetched(session: Session, uids: Sequence[int], items: str) -> list[Any]:
    """FETCH's answer; where the server says NO because of one mail among them, asked again for each."""
    answer = session.fetch(uids, items)
    if answer is not None:
        return answer
    if len(uids) == 1:
        return []
    return [line for uid in uids for line in session.fetch([uid], items) or ()]


def _mails(session: Session, answer: Sequence[Any], truncated: bool) -> Iterator[IncomingMail]:
    for said, raw in _messages(answer):
        uid, date = _UID.search(said), _DATE.search(said)
        if not uid:
            raise failure(session.settings, "imap.protocol", "FETCH")
        yield IncomingMail(session.settings.folder, session.uidvalidity, int(uid[1]), raw, _moment(date), truncated)


def _messages(answer: Sequence[Any]) -> Iterator[tuple[bytes, bytes]]:
    """Each message of a FETCH answer: what stands around its literal, and the literal. News about flags is passed over."""
    after = [*answer[1:], None]
    for item, following in zip(answer, after, strict=True):
        if isinstance(item, tuple):
            yield item[0] + (following if isinstance(following, bytes) else b""), item[1]
        elif isinstance(item, bytes) and _EMPTY.search(item):
            yield item, b""


def _moment(date: re.Match[bytes] | None) -> datetime:
    """INTERNALDATE; a server that gives none or nonsense gets the present moment: no mail is lost for its date."""
    try:
        moment = parsedate_to_datetime(date[1].decode("ascii").strip()) if date else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        return datetime.now(UTC)
    return moment.astimezone(UTC)
