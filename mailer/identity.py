"""How are letters, events and answers named so that nobody can guess them and nothing has to be looked up to make them?

All names are HMAC-SHA-256 over what they stand for, with the workspace's secret: the same letter gets the same token, Message-ID
and UID again after a restored backup, and no outsider can forge one.
"""

import hmac
import re
import secrets
from base64 import b32encode

LETTER_ID = 32
"""Characters of a letter's id."""
_TOKEN_LENGTH = 16
_UNREADABLE = re.compile(r"[^A-Za-z0-9-]")
_TOKEN = re.compile(r"\[#([a-z2-7]{16})\]")
_ADDRESS = re.compile(r"[^\s<>]+@[^\s<>]+")
_BARE_TOKEN = re.compile(r"(?<![a-z2-7])([a-z2-7]{16})(?![a-z2-7])")


class Identity:
    """Makes and finds the names of one workspace. `secret` are at least 16 random bytes; `domain` stands right of each `@`."""

    def __init__(self, secret: bytes, domain: str) -> None:
        if len(secret) < 16:
            raise ValueError("the secret needs at least 16 bytes")
        self._secret = secret
        self.domain = domain

    def letter_id(self, *parts: str) -> str:
        """The id of a letter, from what makes it unique: occurrence and recipient, or the mail that it acknowledges."""
        return self._name("letter", *parts, bits=160)

    def reply_token(self, letter_id: str) -> str:
        """16 characters of base32 that a reply brings back in subject or address (RFC 5233 detail): the beginning of the letter's id."""
        return letter_id[:_TOKEN_LENGTH]

    def message_id(self, letter_id: str) -> str:
        """The letter's Message-ID (RFC 5322 3.6.4) with its angle brackets: the letter's id at our domain."""
        return f"<{letter_id}@{self.domain}>"

    def calendar_uid(self, event_id: str, member_id: str) -> str:
        """The UID of one event for one member (RFC 5545 3.8.4.7), the same in every letter about it."""
        readable = _UNREADABLE.sub("-", event_id)[:60]
        return f"{readable}.{self._name('uid', event_id, member_id, bits=120)}@{self.domain}"

    def envelope_sender(self, pattern: str, letter_id: str) -> str:
        """The VERP address (RFC 5321 3.6.3 calls it the reverse-path) for a letter; `pattern` holds `{token}`."""
        return pattern.replace("{token}", self.reply_token(letter_id))

    def _name(self, *parts: str, bits: int) -> str:
        """So many bits of the HMAC, a multiple of forty, in base32 (RFC 4648 6) of small letters."""
        digest = hmac.digest(self._secret, "\x1f".join(parts).encode(), "sha256")
        return b32encode(digest[: bits // 8]).decode("ascii").lower()


def new_secret() -> bytes:
    """A secret for a new workspace: 32 random bytes."""
    return secrets.token_bytes(32)


def letter_id_of(message_id: str) -> str:
    """The id of the letter with this Message-ID, if it is one of ours."""
    return message_id.strip("<>").partition("@")[0]


def tokens_in_subject(subject: str) -> tuple[str, ...]:
    """The reply tokens of the form `[#…]` in a subject, in order."""
    return tuple(_TOKEN.findall(subject.lower()))


def tokens_in_address(address: str) -> tuple[str, ...]:
    """What may be a reply token in the local part of an address (VERP, plus or minus detail)."""
    return tuple(_BARE_TOKEN.findall(address.lower().rpartition("@")[0]))


def short(address: str) -> str:
    """An address as logs may show it: `j…@example.org` says enough to find it and too little to leak it."""
    local, at, domain = address.rpartition("@")
    return f"{local[:1]}…{at}{domain}" if at else f"{address[:1]}…"


def without_addresses(words: str) -> str:
    """A server's words without the addresses in them, for logs and for what the board reads."""
    return _ADDRESS.sub("…", words)
