"""Did this mail come from ourselves?"""

from mailer.model.reading import Sort
from mailer.reading.verdict import Mail, Verdict


def is_our_own(mail: Mail) -> Verdict | None:
    """A copy of our own mail, or one that runs in a circle: our address as sender (RFC 3834 3.1.4). Never an answer."""
    senders = {mail.head.sender_address, *mail.root.fields.get("x-loop", ())}
    if {sender.strip().lower() for sender in senders} & mail.own_addresses:
        return Verdict(Sort.OTHER, "reading.own_mail")
    return None
