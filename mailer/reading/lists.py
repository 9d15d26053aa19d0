"""Is it the mail of a mailing list or a newsletter?"""

from mailer.model.reading import Sort
from mailer.reading.verdict import Mail, Verdict

_FIELDS = ("list-id", "list-post", "mailing-list", "x-mailing-list", "x-beenthere", "x-mailman-version")
# A member's own server may add these to whatever its people write.
_WEAK_FIELDS = ("list-unsubscribe", "feedback-id")
_PRECEDENCES = ("bulk", "list", "junk")


def is_list_mail(mail: Mail) -> Verdict | None:
    """A list's own fields (RFC 2919, 2369) or a precedence of bulk mail. A list's mail is never a member's answer.

    A person looks where it answers a letter of ours, and where only a server's habit may speak: it answers another mail, or has no
    more of a list than its precedence.
    """
    field = next((name for name in _FIELDS if name in mail.root.fields), None)
    if field is not None:
        return Verdict(Sort.OTHER, f"reading.list_mail: {field}", doubts=("reading.bulk_answer",) if _answers_us(mail) else ())
    weak = next((name for name in _WEAK_FIELDS if name in mail.root.fields), None)
    if weak is not None:
        return Verdict(Sort.OTHER, f"reading.list_mail: {weak}", doubts=("reading.bulk_answer",) if mail.head.references else ())
    if mail.root.first("precedence").strip().lower() in _PRECEDENCES:
        doubt = "reading.bulk_answer" if mail.head.references else "reading.bulk_without_list"
        return Verdict(Sort.OTHER, "reading.list_mail: precedence", doubts=(doubt,))
    return None


def _answers_us(mail: Mail) -> bool:
    """Our letters' Message-IDs end in the domain of our address."""
    ours = tuple(address[address.rfind("@") :] for address in mail.own_addresses)
    return bool(ours) and any(reference.strip("<>").lower().endswith(ours) for reference in mail.head.references)
