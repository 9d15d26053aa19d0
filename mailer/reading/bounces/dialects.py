"""Where does each mail system's text name the address that failed?

One row each: whose text it is, what gives it away (empty: always tried), and where the addresses stand, `A` being the address.
The first row that finds an address wins, so the exact ones stand above the general ones. A new mail system is a new row.
"""

import re
from dataclasses import dataclass

_ADDRESS = r"([^\s<>()\[\],;:\"'|@\\/]{1,128}@[^\s<>()\[\],;:\"'|@\\/]{1,253})"


@dataclass(frozen=True, slots=True)
class Dialect:
    """A row: name, sign, and pattern of the failed address."""

    name: str
    sign: re.Pattern[str] | None
    recipient: re.Pattern[str]

    def speaks(self, notice: str) -> bool:
        """Is the notice in this dialect?"""
        return self.sign is None or bool(self.sign.search(notice))


def _row(name: str, sign: str, recipient: str) -> Dialect:
    flags = re.IGNORECASE | re.MULTILINE
    return Dialect(name, re.compile(sign, flags) if sign else None, re.compile(recipient.replace("AA", _ADDRESS), flags))


DIALECTS: tuple[Dialect, ...] = (
    _row("DragonFly", r"DragonFly Mail Agent", r"delivering your mail to <?AA"),
    _row("Exchange 2003", r"did not reach the following recipient", r"^\s{0,8}(?:.{0,200}SMTP=)?AA(?:;? on |;)"),
    _row("MailEnable", r"MailEnable", r"Recipient:? ?\[SMTP:AA\]"),
    _row("Amazon SES", r"bouncedRecipients", r'"emailAddress" ?: ?"AA"'),
    _row("Zoho", r"ERROR_CODE ?:", r"^\s{0,8}AA Invalid Address|^\s{0,8}AA,? ERROR"),
    _row("Zoho", r"\[Status: Error, Address:", r"Address: ?<?AA"),
    _row("MailMarshal", r"following recipients were affected", r"^\s{1,8}AA\s*$"),
    _row("m-FILTER", r"-------server message", r"^AA\s*$"),
    _row("German provider", r"automatic bounce notification|target mail address", r"target mail address\s{0,4}:\s{0,4}AA"),
    _row("Lotus Notes", r"Failure Reasons|was not delivered to:|Domino", r"^\s{0,8}AA\s*$"),
    _row("X6", r"recipients returned permanent errors", r"permanent errors: AA"),
    _row("Sendmail", r"addresses had (?:permanent )?(?:fatal|delivery)", r"^(?:>>> )?<?AA>?(?:\s*$|\s{1,3}[<(])"),
    _row("Sendmail 5", r"Unable to deliver|Transcript of session", r"^\d{3} <?AA>?\.\.\. "),
    _row("Sendmail pipe", r"expanded from", r"expanded from: ?<?AA"),
    _row("KDDI", r"Could not be delivered to", r"Could not be delivered to:? ?<?AA"),
    _row("EZweb", r"recipients was rejected|user\(s\) account is", r"^\s{0,8}(?:Recipient: )?<AA>\s*$"),
    _row("Postfix, qmail, Yahoo", r"^\s{0,6}<[^<>\s]{1,300}@", r"^\s{0,6}<AA>(?:\s?\([^)\n]{0,300}\))?\s{0,4}(?::|\s+\()"),
    _row("GMX, IONOS", r"following address(?:es|\(es\))?\s+failed|error from remote server", r"^[^\S\n]{0,8}[\"<]?AA[\">]?:?[^\S\n]*$"),
    _row(
        "Exim",
        r"could not be delivered|not yet been delivered|не может быть доставлено",
        r"^[^\S\n]{1,8}<?AA>?:?[^\S\n]*$|generated (?:by|from) AA"),
    _row("InterScan", r"InterScan|Sent <<<", r"RCPT TO:\s?<AA>"),
    _row("Labelled address", "",
        r"(?:undeliverable address|delivery failed|delivery failed \d+ attempts|final delivery userid|unknown user|undeliverable\s+to"
        r"|originally addressed to|addressed to|mailbox is full|deliver(?:ed)? (?:the |your )?(?:message )?to|failed recipient"
        r"|recipient(?: address)?|delivery to|message to|local mailbox|empfänger(?:adresse)?|zustellung an"
        r"|receiver address|to reach,?|mail to)\s{0,3}:?\s{0,3}[\[<\"']{0,2}(?:smtp:|rfc822;)?AA"),
    _row("List of addresses", r"following|these recipients|to:\s*$|folgende|address",
        r"^[^\S\n]{0,12}(?:[>*•-]{1,3}[^\S\n]{0,4})?[\"<\[]?AA[\">\]]?\s{0,2}:?(?:\s*$|\s{1,3}[-:] ?\S)"),
    _row("Address alone", "", r"^[^\S\n]{0,16}(?:[>*•-]{1,3}[^\S\n]{0,4})?[\"<\[]?AA[\">\]]?\s{0,2}[:;]?\s*$"),
    _row("Address first", "", r"^[^\S\n]{0,8}[\"<\[]?AA[\">\]]?(?:\.\.\.|:| - | )"),
    _row("SMTP reply", "", r"^.{0,80}\b[45]\d\d\b.{0,200}?<?AA"),
    _row("SMTP command", "", r"RCPT TO:\s?<?AA"),
)  # fmt: skip
ANY_ADDRESS = _row("Any address", "", r"AA")
