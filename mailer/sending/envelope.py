"""What stands on the envelope beside the two addresses? What the server offers and the letter needs, and nothing else."""

from dataclasses import dataclass

import idna
from aiosmtplib import SMTP

from mailer.model.mail import ClaimedLetter
from mailer.sending.fates import Answer, Step


@dataclass(frozen=True, slots=True)
class Offer:
    """What the server offers in its answer to EHLO: the largest letter in bytes (0: no limit, None: no SIZE), and what it can do."""

    size: int | None = None
    dsn: bool = False
    smtputf8: bool = False
    pipelining: bool = False


@dataclass(frozen=True, slots=True)
class Envelope:
    """The two commands before DATA (RFC 5321 4.1.1.2-3), with their line ends."""

    mail: bytes
    rcpt: bytes


def offer_of(smtp: SMTP) -> Offer:
    """What this server offers."""
    limit = smtp.esmtp_extensions.get("size", "")
    size = (int(limit) if limit.isdigit() else 0) if smtp.supports_extension("size") else None
    return Offer(size, *(smtp.supports_extension(name) for name in ("dsn", "smtputf8", "pipelining")))


def envelope_for(offer: Offer, letter: ClaimedLetter) -> Envelope | Answer:
    """The envelope of a letter for this server, or the refusal that it would give: too large for its SIZE, no SMTPUTF8, an address that
    cannot be said.

    Where DSN is offered (RFC 3461), failures and delays are reported with headers only, under the letter's id.
    """
    try:
        address = wire_address(letter.address)
    except ValueError:
        return Answer(Step.RCPT, 553, "5.1.3 the address cannot be written on the wire")
    try:
        sender = wire_address(letter.envelope_from) if letter.envelope_from else ""
    except ValueError:
        return Answer(Step.MAIL, 553, "5.1.7 our own address cannot be written on the wire")
    size = len(letter.raw)
    if offer.size and offer.size < size:
        return Answer(Step.RCPT, 552, f"5.3.4 the letter has {size} bytes, the server takes {offer.size} (RFC 1870)")
    mail_options = "" if offer.size is None else f" SIZE={size}"
    if not (address.isascii() and sender.isascii()):
        if not offer.smtputf8:
            return Answer(Step.RCPT, 553, "5.6.7 the server does not offer SMTPUTF8 (RFC 6531)")
        return _envelope(sender, mail_options + " SMTPUTF8", address, "")
    if not offer.dsn:
        return _envelope(sender, mail_options, address, "")
    report = f" NOTIFY=FAILURE,DELAY ORCPT=rfc822;{xtext(address)}"
    return _envelope(sender, f"{mail_options} RET=HDRS ENVID={letter.id}", address, report)


def dot_stuffed(raw: bytes) -> bytes:
    """The letter as it follows the 354: a dot before each line that begins with one, and the line with the lone dot (RFC 5321 4.5.2)."""
    stuffed = raw.replace(b"\r\n.", b"\r\n..")
    if stuffed.startswith(b"."):
        stuffed = b"." + stuffed
    return stuffed + (b".\r\n" if stuffed.endswith(b"\r\n") else b"\r\n.\r\n")


def xtext(value: str) -> str:
    """ASCII text as a parameter value: `+`, `=` and all outside the printable range as `+XX` (RFC 3461 4)."""
    return "".join(c if "!" <= c <= "~" and c not in "+=" else f"+{ord(c):02X}" for c in value)


def wire_address(address: str) -> str:
    """The address with its domain as A-labels (RFC 5891). Raises ValueError for a domain that has none, and for what would end the
    command or the path in it (RFC 5321 4.1.2)."""
    local, _, domain = address.rpartition("@")
    quoted = local.startswith('"')
    if not address.isprintable() or "<" in address or ">" in address or " " in domain or (" " in local and not quoted):
        raise ValueError("no address")
    return f"{local}@{domain if domain.isascii() else idna.encode(domain, uts46=True).decode('ascii')}"


def _envelope(sender: str, mail_options: str, recipient: str, rcpt_options: str) -> Envelope:
    return Envelope(f"MAIL FROM:<{sender}>{mail_options}\r\n".encode(), f"RCPT TO:<{recipient}>{rcpt_options}\r\n".encode())
