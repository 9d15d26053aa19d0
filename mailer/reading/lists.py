"""Is it the mail of a mailing list or a newsletter?"""

from mailer.model.reading import Sort
from mailer.reading.verdict import Mail, Verdict

_FIELDS = ("list-id", "list-post", "list-unsubscribe", "mailing-list", "x-mailing-list", "x-beenthere", "x-mailman-version", "feedback-id")
_PRECEDENCES = ("bulk", "list", "junk")


def is_list_mail(mail: Mail) -> Verdict | None:
    """A list's own fields (RFC 2919, 2369) or a precedence of bulk mail. A list's mail is never a member's answer."""
    field = next((name for name in _FIELDS if name in mail.root.fields), None)
    if field is not None:
        return Verdict(Sort.OTHER, f"reading.list_mail: {field}")
    if mail.root.first("precedence").strip().lower() in _PRECEDENCES:
        return Verdict(Sort.OTHER, "reading.list_mail: precedence")
    return None
