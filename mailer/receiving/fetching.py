"""How are new mails read from the server without marking them, in portions that fit into memory?"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Any

from mailer.model.incoming import IncomingMail
from mailer.receiving.edge import failure
from mailer.receiving.session import Session, uid_set
from mailer.receiving.structure import leaves, skeleton, structure_of, text_leaf

BATCH = 200  # mails in one question to the server, and in one commit
MEMORY = 8 * 1024 * 1024  # bytes of mails held at once
MEGABYTE = 1024 * 1024
HEADER = 1024 * 1024  # bytes of the header that are kept of a mail too large
WORDS = 256 * 1024  # bytes of its text

_UID = re.compile(rb"\bUID (\d+)")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")
_DATE = re.compile(rb'\bINTERNALDATE "([^"]+)"')
_EMPTY = re.compile(rb'\bBODY\[\](?:<\d+>)? ""')


@dataclass(frozen=True, slots=True)
class Portion:
    """Mails read and committed together. `whole_size` is set for a single one that is too large to be read whole."""

    uids: tuple[int, ...]
    whole_size: int | None = None


def new_uids(session: Session, first: int) -> list[int]:
    """The UIDs from that one on, ascending. `n:*` alone would also name the last mail when it is below n (RFC 9051 9)."""
    return [uid for uid in session.search(f"UID {first}:*") if uid >= first]


def portions(session: Session, uids: Sequence[int]) -> Iterator[Portion]:
    """The UIDs in portions that fit into memory, in order. Sizes are asked before anything is read.

    A UID whose mail is gone stays in its portion: reading it finds out.
    """
    rest = iter(uids)
    while batch := tuple(islice(rest, BATCH)):
        yield from _portions(batch, _sizes(session, batch), session.settings.largest * MEGABYTE)


def read(session: Session, portion: Portion, spam: bool = False) -> dict[int, IncomingMail]:
    r"""The mails of a portion, never setting \Seen (BODY.PEEK). Those that another client deleted meanwhile are missing.

    Mails that are there and still cannot be read are missing too: `unreadable` tells them apart.
    """
    if portion.whole_size is not None:
        return _read_large(session, portion.uids[0], portion.whole_size, spam)
    answer = _fetched(session, portion.uids, "(UID INTERNALDATE BODY.PEEK[])")
    return {mail.uid: mail for mail in _mails(session, answer, spam)}


def unreadable(session: Session, missing: Sequence[int]) -> list[int]:
    """Which of the UIDs that could not be read are still there."""
    if not missing:
        return []
    session.noop()
    return session.search(f"UID {uid_set(missing)}")


def _portions(batch: Sequence[int], sizes: dict[int, int], largest: int) -> Iterator[Portion]:
    portion: list[int] = []
    held = 0
    for uid in batch:
        size = sizes.get(uid, 0)
        if portion and held + size > MEMORY:
            yield Portion(tuple(portion))
            portion, held = [], 0
        if size > largest:
            yield Portion((uid,), size)
        else:
            portion.append(uid)
            held += size
    if portion:
        yield Portion(tuple(portion))


def _sizes(session: Session, uids: Sequence[int]) -> dict[int, int]:
    sizes: dict[int, int] = {}
    for line in _fetched(session, uids, "(UID RFC822.SIZE)"):
        uid, size = (_UID.search(line), _SIZE.search(line)) if isinstance(line, bytes) else (None, None)
        if uid and size:
            sizes[int(uid[1])] = int(size[1])
    return sizes


def _read_large(session: Session, uid: int, size: int, spam: bool) -> dict[int, IncomingMail]:
    """Header, structure and the beginning of the text; no attachment is downloaded."""
    answer = _fetched(session, [uid], f"(UID INTERNALDATE BODY.PEEK[HEADER]<0.{HEADER}>)")
    tree = structure_of(_fetched(session, [uid], "(UID BODYSTRUCTURE)"))
    text = text_leaf(leaves(tree))
    said = list(_messages(_fetched(session, [uid], f"(UID BODY.PEEK[{text.section}]<0.{WORDS}>)"))) if text else []
    words = said[0][1] if said else b""
    return {mail.uid: mail for mail in _mails(session, answer, spam, lambda header: skeleton(header, tree, text, words), size)}


def _fetched(session: Session, uids: Sequence[int], items: str) -> list[Any]:
    """FETCH's answer; where the server says NO because of one mail among them, asked again for each."""
    answer = session.fetch(uids, items)
    if answer is not None:
        return answer
    if len(uids) == 1:
        return []
    return [line for uid in uids for line in session.fetch([uid], items) or ()]


def _mails(
    session: Session, answer: Sequence[Any], spam: bool, made: Callable[[bytes], bytes] = bytes, whole_size: int | None = None
) -> Iterator[IncomingMail]:
    for said, raw in _messages(answer):
        uid, date = _UID.search(said), _DATE.search(said)
        if not uid:
            raise failure(session.settings, "imap.protocol", "FETCH")
        yield IncomingMail(session.folder, session.uidvalidity, int(uid[1]), made(raw), _moment(date), whole_size, spam)


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
