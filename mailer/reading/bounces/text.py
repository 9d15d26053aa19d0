"""Which addresses failed, as a mail system's prose tells it?"""

import re

from mailer.model.reading import Head
from mailer.reading.bounces.complaint import returned_copy
from mailer.reading.bounces.dialects import ANY_ADDRESS, DIALECTS
from mailer.reading.headers import addresses, mailbox
from mailer.reading.mime import Part

_SERVICE = re.compile(
    r"(?:post[-_]?master|mailer[-_.]?daemon|abuse|support|(?:kunden)?service|kundendienst|help(?:desk)?|hilfe|admin(?:istrator)?|info|hostmaster|webmaster|no-?reply|root)@",
    re.IGNORECASE,
)
_NOT_FAILED = re.compile(
    r"(?:from|sender|absender|contact|kontakt|message-id|reply-to|return-path|please|copy of this|to reach)\b[^@\n]{0,80}$", re.IGNORECASE
)
_INTRODUCTION = re.compile(r"(?:following|these|folgende\w*)\b[^\n]{0,160}\n?[^\n]{0,80}:[^\S\n]*\n", re.IGNORECASE)
_LOCAL_NAME = re.compile(r"^[^\S\n]{0,16}<?([A-Za-z0-9][\w.+-]{1,63})>?:?(?:[^\S\n]*|[^\S\n]{2,}\S.{0,100})$", re.MULTILINE)
_MAX_RECIPIENTS = 100


def failed_addresses(mail: Part, head: Head, notice: str, own_addresses: frozenset[str]) -> tuple[tuple[str, ...], str]:
    """The addresses, lower-case, and the name of the dialect that found them; both empty when nothing names them.

    Where the text names nobody, the returned letter's recipient is meant; any address at all is the last resort.
    """
    announced = tuple(address for value in mail.fields.get("x-failed-recipients", ()) for address in addresses(value))
    if announced:
        return announced, "X-Failed-Recipients"
    senders = own_addresses | {head.sender_address} | set(addresses(mail.first("to")))
    for strangers_only in (True, False) if "@" in notice else ():
        for dialect in DIALECTS:
            found = _found(dialect.recipient, notice, senders, strangers_only) if dialect.speaks(notice) else ()
            if found:
                return found, dialect.name
    for found, reader in ((local_names(head, notice), "local names"), (recipient_of_copy(mail), "returned copy")):
        if found:
            return found, reader
    found = _found(ANY_ADDRESS.recipient, notice, senders, strangers_only=True)
    return found, ANY_ADDRESS.name if found else ""


def local_names(head: Head, notice: str) -> tuple[str, ...]:
    """Recipients named without a domain below "the following …": the reporting system speaks of its own users."""
    domain = head.sender_address.rpartition("@")[2]
    intro = _INTRODUCTION.search(notice)
    if intro is None or not domain:
        return ()
    names = _LOCAL_NAME.findall(notice[intro.end() : intro.end() + 1000].lstrip("\n").partition("\n\n")[0])
    return tuple(dict.fromkeys(f"{name.lower()}@{domain}" for name in names[:_MAX_RECIPIENTS]))


def recipient_of_copy(mail: Part) -> tuple[str, ...]:
    """The To of the returned letter: each of our letters has one recipient."""
    copy = returned_copy(mail)
    address = mailbox(copy.first("to"))[1] if copy else ""
    return (address,) if address else ()


def _found(pattern: re.Pattern[str], notice: str, senders: frozenset[str] | set[str], strangers_only: bool) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for match in pattern.finditer(notice):
        address = next(group for group in match.groups() if group).lower().partition("..")[0].strip(".>")
        before = notice[max(0, match.start() - 100) : match.start(match.lastindex or 0)].rpartition("\n")[2]
        if address in senders or "." not in address.rpartition("@")[2]:
            continue
        if strangers_only and (_SERVICE.match(address) or _NOT_FAILED.search(before)):
            continue
        found[address] = None
        if len(found) >= _MAX_RECIPIENTS:
            break
    return tuple(found)
