"""How is a mail signed so that its receiver can tell that it is ours and whole (RFC 6376, RFC 8463)?

Relaxed in head and body: servers on the way may fold a line anew without breaking the signature. No `l=`: the whole body counts.
Both kinds of signature are deterministic, so that the same mail gets the same bytes.
"""

import base64
import re
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

import idna
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from mailer.errors import ConfigurationError

SHORTEST_RSA = 2048
"""Bits; RFC 8301 3.2 wants signers to use no less."""
_SIGNED = (
    *("From", "From", "To", "Subject", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"),
    *("Reply-To", "In-Reply-To", "References", "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted"),
)
"""The fields that are signed where they stand in the mail (RFC 6376 5.4.1). From and Subject are named once more than they stand, so
that nobody can add another (8.15)."""
_FIELD = re.compile(rb"^([!-9;-~]+)[ \t]*:([^\r\n]*)", re.MULTILINE)
_SELECTOR = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*", re.IGNORECASE)
_LINE = 72


class Signer:
    """Signs with one key: rsa-sha256 or ed25519-sha256, as the PEM file (PKCS #8 or PKCS #1, without password) says.

    Raises ConfigurationError for a domain or selector that cannot stand in the DNS, a file that holds no such key, and an RSA key
    of less than 2048 bits.
    """

    def __init__(self, domain: str, selector: str, private_key_pem: bytes) -> None:
        self.domain = _wire_domain(domain)
        if not _SELECTOR.fullmatch(selector):
            raise ConfigurationError("dkim.selector", selector=selector)
        self.selector = selector
        self._key = _private_key(selector, private_key_pem)
        self.algorithm = "rsa-sha256" if isinstance(self._key, RSAPrivateKey) else "ed25519-sha256"

    @property
    def record_name(self) -> str:
        """Where the public key is published in the DNS (RFC 6376 3.6.2.1)."""
        return f"{self.selector}._domainkey.{self.domain}"

    @property
    def record(self) -> str:
        """What the TXT record there must say (RFC 6376 3.6.1; for Ed25519 RFC 8463 4.2)."""
        public = self._key.public_key()
        if isinstance(self._key, RSAPrivateKey):
            shown = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
            return f"v=DKIM1; k=rsa; p={base64.b64encode(shown).decode()}"
        return f"v=DKIM1; k=ed25519; p={base64.b64encode(public.public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()}"

    def sign(self, raw: bytes, at: datetime) -> bytes:
        """The mail with a DKIM-Signature in front. It must be as SMTP carries it: CRLF at every line, 7-bit (RFC 6376 5.3).

        `at` is the moment of signing, to the second. Raises ValueError for what is no mail: without From, or without head and body.
        """
        head, blank, body = raw.partition(b"\r\n\r\n")
        names, fields = _signed_fields(head)
        if not blank or "From" not in names:
            raise ValueError("a mail has a head with a From, an empty line and a body")
        lines = self._unsigned(names, base64.b64encode(sha256(relaxed_body(body)).digest()).decode(), int(at.timestamp()))
        own = b"dkim-signature:" + _relaxed_value(lines.removeprefix("DKIM-Signature:").encode())
        signature = base64.b64encode(self._signature(b"".join(fields) + own)).decode()
        return f"{lines}{_in_lines(signature, len('b='))}\r\n".encode("ascii") + raw

    def _unsigned(self, names: list[str], body_hash: str, at: int) -> str:
        """The field up to `b=`, whose value is empty while it is signed (RFC 6376 3.5)."""
        first = f"DKIM-Signature: v=1; a={self.algorithm}; c=relaxed/relaxed; d={self.domain};"
        return "\r\n ".join([first, f"s={self.selector}; t={at};", *_names_in_lines(names), f"bh={body_hash};", "b="])

    def _signature(self, data: bytes) -> bytes:
        """Ed25519 signs the hash, not the data (RFC 8463 3)."""
        if isinstance(self._key, RSAPrivateKey):
            return self._key.sign(data, PKCS1v15(), hashes.SHA256())
        return self._key.sign(sha256(data).digest())


def relaxed_body(body: bytes) -> bytes:
    """The body in relaxed form (RFC 6376 3.4.4), in linear time. A last line without CRLF gets the one that SMTP will give it."""
    whole = body if body.endswith(b"\r\n") or not body else body + b"\r\n"
    whole = _single_blanks(whole).replace(b" \r\n", b"\r\n")
    end = len(whole)
    while whole.endswith(b"\r\n", 0, end):
        end -= 2
    return whole[:end] + b"\r\n" if end else b""


def _signed_fields(head: bytes) -> tuple[list[str], list[bytes]]:
    """The names for `h=` and the fields in relaxed form (RFC 6376 3.4.2); of several with one name the last comes first (5.4.2)."""
    present: dict[bytes, list[bytes]] = {}
    for name, value in _FIELD.findall(head.replace(b"\r\n ", b" ").replace(b"\r\n\t", b" ")):
        lowered = name.lower()
        present.setdefault(lowered, []).append(lowered + b":" + _relaxed_value(value) + b"\r\n")
    names = [name for name in _SIGNED if name.lower().encode() in present]
    fields = [found.pop() for name in names if (found := present[name.lower().encode()])]
    return names, fields


def _relaxed_value(value: bytes) -> bytes:
    return _single_blanks(value.replace(b"\r\n", b"")).strip(b" ")


def _single_blanks(data: bytes) -> bytes:
    """Each run of blanks and tabs as one blank; every round halves the runs, and C does it faster than a pattern. Runs are rare, and stand
    close together in the style sheet: only what lies between the first and the last is looked at."""
    data = data.replace(b"\t", b" ")
    first, end = data.find(b"  "), data.rfind(b"  ") + 2
    if first < 0:
        return data
    within = data[first:end]
    while b"  " in within:
        within = within.replace(b"  ", b" ")
    return data[:first] + within + data[end:]


def _names_in_lines(names: list[str]) -> Iterator[str]:
    """The tag `h=`, folded after a colon (RFC 6376 3.5)."""
    line = "h="
    for name in names[:-1]:
        if len(line) + len(name) > _LINE:
            yield line
            line = ""
        line += f"{name}:"
    yield f"{line}{names[-1]};"


def _in_lines(signature: str, taken: int) -> str:
    """Base64 folded; blanks within it mean nothing (RFC 6376 3.5)."""
    first, rest = signature[: _LINE - taken], signature[_LINE - taken :]
    return "\r\n ".join([first, *(rest[at : at + _LINE] for at in range(0, len(rest), _LINE))])


def _wire_domain(domain: str) -> str:
    try:
        return idna.encode(domain, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise ConfigurationError("dkim.domain", domain=domain) from error


def _private_key(selector: str, pem: bytes) -> RSAPrivateKey | Ed25519PrivateKey:
    try:
        key = load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise ConfigurationError("dkim.no_key", selector=selector) from error
    if not isinstance(key, RSAPrivateKey | Ed25519PrivateKey):
        raise ConfigurationError("dkim.no_key", selector=selector)
    if isinstance(key, RSAPrivateKey) and key.key_size < SHORTEST_RSA:
        raise ConfigurationError("dkim.short_key", selector=selector, bits=key.key_size, least=SHORTEST_RSA)
    return key
