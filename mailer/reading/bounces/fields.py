"""What do the machine-readable fields of a delivery report say (RFC 3464, RFC 6533)?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mailer.reading.bounces.codes import status_in
from mailer.reading.headers import decoded
from mailer.reading.mime import Part, header_fields

_TYPES = ("message/delivery-status", "message/global-delivery-status")
_LOOSE = re.compile(rb"^[ \t]{0,8}(?:final|original)-recipient[ \t]{0,4}:", re.IGNORECASE | re.MULTILINE)
_BEGINNINGS = ("original-recipient", "final-recipient", "action", "status")
_BLOCK_ENDS = re.compile(rb"\r?\n[ \t]*\r?\n|\r?\n(?=[ \t]{0,8}(?:original|final)-recipient[ \t]{0,4}:)", re.IGNORECASE)
_NOT_DELIVERED = ("failed", "delayed", "error", "expired", "failure", "bounced")
_DELIVERED = ("delivered", "relayed", "expanded", "deliverable", "delivered-to-mailbox")
_ADDRESS = re.compile(r"(?:\"[^\"\r\n]{1,64}\"|(?<![^\s<>;,\"()\[\]])[^\s<>;,\"()\[\]]+)@[^\s<>;,\"()\[\]]+")  # each piece is tried once
_UNICODE = re.compile(r"\\x\{([0-9A-Fa-f]{1,6})\}")
_MAX_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Fate:
    """What happened to one recipient. `action` is `failed`, `delayed` or `delivered`; `words` is the Diagnostic-Code."""

    recipients: tuple[str, ...]
    action: str
    status: str | None
    words: str


def fates(mail: Part) -> tuple[Fate, ...]:
    """The per-recipient fields of the report's machine part, wherever mail systems put it; empty when there is none."""
    blocks = [block for part in _machine_parts(mail) for block in _groups(part.content()[:_MAX_BYTES])]
    return tuple(fate for block in blocks[:500] if (fate := _fate(block)) is not None)


def _machine_parts(mail: Part) -> Iterator[Part]:
    """Delivery-status parts, else texts that hold their fields; first outside, then inside of carried mails."""
    for parts in (list(mail.own()), list(mail.walk())):
        proper = [part for part in parts if part.content_type in _TYPES and _LOOSE.search(part.content()[:_MAX_BYTES])]
        loose = [
            part
            for part in parts
            if not part.children and part.content_type.startswith("text/") and _LOOSE.search(part.content()[:_MAX_BYTES])
        ]
        found = proper or [part for part in loose if part.content_type != "text/html"]
        if found:
            yield from found
            return


def _groups(content: bytes) -> Iterator[dict[str, str]]:
    """The per-recipient groups (RFC 3464 2.3). A repeated field begins a new one, whatever empty lines stand between."""
    group: dict[str, str] = {}
    for block in _BLOCK_ENDS.split(content.strip()):
        fields = {name: values[0] for name, values in header_fields(_undented(block)).items()}
        if any(name in group and name in fields for name in _BEGINNINGS):
            yield group
            group = {}
        group |= fields
    yield group


def _undented(block: bytes) -> bytes:
    lines = block.splitlines()
    if lines and all(line[:1] in (b" ", b"\t") for line in lines):
        return b"\n".join(line.strip() for line in lines)
    return block


def _fate(group: dict[str, str]) -> Fate | None:
    action = re.split(r"[\s(;]", group.get("action", "").strip().lower(), maxsplit=1)[0]
    recipients = tuple(
        dict.fromkeys(
            address
            for name in ("original-recipient", "final-recipient", "x-actual-recipient")
            if (address := _address(group.get(name, "")))
        )
    )
    if not recipients and "final-recipient" not in group and "original-recipient" not in group:
        return None
    words = decoded(group.get("diagnostic-code", "")).partition(";")[2].strip() or group.get("diagnostic-code", "").strip()
    if action in _DELIVERED:
        return Fate(recipients[:1], "delivered", None, "")
    status = status_in(group.get("status", ""), words)
    delayed = action in ("delayed",) or (action not in _NOT_DELIVERED and (status or "").startswith("4"))
    return Fate(recipients[:1], "delayed" if delayed else "failed", status, words)


def _address(value: str) -> str | None:
    """The address after `rfc822;` or `utf-8;`, lower-case. RFC 6533 3 writes characters as `\\x{…}`."""
    text = _UNICODE.sub(lambda match: chr(min(int(match[1], 16), 0x10FFFF)), value.rpartition(";")[2] or value)
    found = _ADDRESS.search(text)
    return found[0].lower().rstrip(".") if found else None
