"""How are header fields written so that nothing in a name, subject or address can become another header (RFC 5322, 2047)?"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from email.charset import Charset
from email.header import Header
from email.utils import format_datetime
from functools import lru_cache

import idna

from mailer.composing.values import one_line

_MESSAGE_ID = re.compile(r"<[\x21-\x3b\x3d\x3f-\x7e]+@[\x21-\x3b\x3d\x3f-\x7e]+>")
_LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/^_`{|}~ -]+")
_LINE = 76
_REFERENCES = 20
_UTF8 = Charset("utf-8")


@lru_cache(maxsize=512)
def words(name: str, text: str) -> str:
    """An unstructured field (Subject) with its name, folded, RFC 2047 where it is not plain ASCII."""
    line = one_line(text)
    return f"{name}: {_encoded(line, len(name) + 2)}\r\n"


@lru_cache(maxsize=1024)
def mailbox(name: str, display: str, address: str) -> str:
    """A field with one mailbox. `address` must come from `wire_address`."""
    phrase = _phrase(one_line(display), len(name) + 2)
    if not phrase:
        return f"{name}: {address}\r\n"
    last = len(phrase.rpartition("\n")[2]) + (0 if "\n" in phrase else len(name) + 2)
    gap = " " if last + len(address) + 3 <= _LINE else "\r\n "
    return f"{name}: {phrase}{gap}<{address}>\r\n"


def date(moment: datetime, zone: tzinfo) -> str:
    """The field Date, in that zone."""
    return _date(moment.astimezone(UTC).replace(tzinfo=None, microsecond=0), zone)


def references(name: str, ids: Sequence[str], most: int = _REFERENCES) -> str:
    """A field of Message-IDs, one a line, the first and the latest. They may come from a stranger's mail: what is none is left out.
    Empty if none is left."""
    known = list(dict.fromkeys(found for text in ids for found in _MESSAGE_ID.findall(text) if len(found) < 900))
    kept = known if len(known) <= most else [known[0], *known[len(known) - most + 1 :]]
    return f"{name}: " + "\r\n ".join(kept) + "\r\n" if kept else ""


def plain(name: str, value: str) -> str:
    """A field of our own making: ASCII, on one line of at most 998 characters (RFC 5322 2.1.1). Raises ValueError otherwise."""
    if not value.isascii() or not value.isprintable() or len(name) + len(value) > 996:
        raise ValueError(f"{name} cannot stand in a header: {value!r}")
    return f"{name}: {value}\r\n"


def wire_address(address: str) -> str | None:
    """The address as SMTP without SMTPUTF8 takes it: the domain in A-labels (RFC 5891). None if that cannot be."""
    local, at, domain = address.strip().rpartition("@")
    if not at or not _LOCAL_PART.fullmatch(local):
        return None
    wire_domain = _wire_domain(domain)
    return f"{local}@{wire_domain}" if wire_domain else None


@lru_cache(maxsize=64)
def _date(naive: datetime, zone: tzinfo) -> str:
    """A whole second in UTC, told without its zone: two aware moments of the hour that comes twice count as equal, and are not."""
    return plain("Date", format_datetime(naive.replace(tzinfo=UTC).astimezone(zone)))


@lru_cache(maxsize=4096)
def _wire_domain(domain: str) -> str | None:
    try:
        return idna.encode(domain, uts46=True).decode()
    except idna.IDNAError:
        return None


def _phrase(display: str, indent: int) -> str:
    """A display name as atoms, as a quoted string, or as encoded words; also what only looks like an encoded word is encoded."""
    if not display or (_ATOMS.fullmatch(display) and indent + len(display) <= _LINE):
        return display
    if display.isascii() and "=?" not in display and indent + len(display) <= _LINE - 10:
        return '"' + display.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return _encoded_words(display, indent)


def _encoded(line: str, indent: int) -> str:
    if line.isascii() and indent + len(line) <= _LINE and "=?" not in line:
        return line
    return _encoded_words(line, indent)


def _encoded_words(text: str, indent: int) -> str:
    """Encoded words (RFC 2047). Most need but one; the standard library's class would find that out a character at a time."""
    word = _UTF8.header_encode(text)
    if indent + len(word) <= _LINE:
        return word
    return Header(text, _UTF8, header_name="x" * (indent - 2), maxlinelen=_LINE).encode(linesep="\r\n")
