"""Did somebody call our letter spam? Feedback reports (ARF, RFC 5965) and what providers send instead."""

from mailer.reading.headers import addresses, mailbox
from mailer.reading.mime import Part, header_fields

_RECIPIENTS = ("original-rcpt-to", "removal-recipient", "x-hmxmroriginalrecipient")
_NO_COMPLAINT = ("auth-failure", "not-spam", "dmarc", "dkim", "spf")


def complained_addresses(mail: Part) -> tuple[str, ...] | None:
    """The addresses of ours that complained (often redacted, then empty); None when this is no complaint."""
    report = next((part for part in mail.own() if part.content_type == "message/feedback-report"), None)
    copy = returned_copy(mail)
    if report is not None:
        fields = header_fields(report.content())
        kind = "".join(fields.get("feedback-type", ())).strip().lower()
        return None if kind in _NO_COMPLAINT else _recipients(fields) or _from_copy(copy)
    hotmail = copy is not None and "x-hmxmroriginalrecipient" in copy.fields
    if hotmail or (copy is not None and mail.first("subject").lower().startswith("complaint about message from")):
        return _recipients(dict(copy.fields) if copy else {}) or _from_copy(copy)
    return None


def returned_copy(mail: Part) -> Part | None:
    """The mail that a report carries, whole or only its header (RFC 6522 3): its fields are the part's own."""
    for part in mail.walk():
        if part.content_type in ("message/rfc822", "message/global") and part.children:
            return part.children[0]
        if part.content_type in ("text/rfc822-headers", "message/rfc822-headers", "message/global-headers"):
            return Part(header_fields(part.content()), b"")
    return None


def _recipients(fields: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    found = [address for name in _RECIPIENTS for value in fields.get(name, ()) for address in addresses(value)]
    return tuple(dict.fromkeys(found))


def _from_copy(copy: Part | None) -> tuple[str, ...]:
    """The To of the returned letter: each of our letters has one recipient."""
    if copy is None:
        return ()
    address = mailbox(copy.first("to"))[1]
    return (address,) if address else ()
