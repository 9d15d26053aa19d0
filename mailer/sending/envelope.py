"""What stands on the envelope beside the two addresses? What the server offers and the letter needs, and nothing else."""

from dataclasses import dataclass

import idna
from aiosmtplib import SMTP

from mailer.model.mail import ClaimedLetter
from mailer.sending.fates import Answer, Step


@dataclass(frozen=True, slots=True)
class Envelope:
    """The two commands before the data (RFC 5321 4.1.1.2-3), each with the step at which it is answered."""

    commands: tuple[tuple[Step, bytes], tuple[Step, bytes]]


def envelope_for(smtp: SMTP, letter: ClaimedLetter, address: str) -> Envelope | Answer:
    """The envelope of a letter for this server, or the refusal that it would give: too large for its SIZE, no SMTPUTF8.

    Where DSN is offered (RFC 3461), failures and delays are reported with headers only, under the letter's id.
    """
    try:
        sender = wire_address(letter.envelope_from) if letter.envelope_from else ""
    except ValueError:
        return Answer(Step.MAIL, 553, "5.1.7 our own address cannot be written on the wire")
    limit = smtp.esmtp_extensions.get("size", "") if smtp.supports_extension("size") else ""
    if limit.isdigit() and 0 < int(limit) < len(letter.raw):
        return Answer(Step.RCPT, 552, f"5.3.4 the letter has {len(letter.raw)} bytes, the server takes {limit} (RFC 1870)")
    mail_options = [f"SIZE={len(letter.raw)}"] if smtp.supports_extension("size") else []
    if not (address.isascii() and sender.isascii()):
        if not smtp.supports_extension("smtputf8"):
            return Answer(Step.RCPT, 553, "5.6.7 the server does not offer SMTPUTF8 (RFC 6531)")
        return _envelope(sender, [*mail_options, "SMTPUTF8"], address, [])
    if not smtp.supports_extension("dsn"):
        return _envelope(sender, mail_options, address, [])
    report = ["NOTIFY=FAILURE,DELAY", f"ORCPT=rfc822;{xtext(address)}"]
    return _envelope(sender, [*mail_options, "RET=HDRS", f"ENVID={letter.id}"], address, report)


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


def _envelope(sender: str, mail_options: list[str], recipient: str, rcpt_options: list[str]) -> Envelope:
    mail = " ".join([f"MAIL FROM:<{sender}>", *mail_options])
    rcpt = " ".join([f"RCPT TO:<{recipient}>", *rcpt_options])
    return Envelope(((Step.MAIL, mail.encode()), (Step.RCPT, rcpt.encode())))
