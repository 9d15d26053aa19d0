"""Is it the mail of a mailing list or a newsletter?"""

from mailer.model.reading import Sort
from mailer.reading.verdict import Mail, Verdict

_FIELDS = ("list-id", "list-post", "mailing-list", "x-mailing-list", "x-beenthere", "x-mailman-version")
# A member's own server may add these to whatever its people write.
_WEAK_FIELDS = ("list-unsubscribe", "feedback-id")
_PRECEDENCES = ("bulk", "list", "junk")


def is_list_mail(mail: Mail) -> Verdict | None:
    """A list's own fields (RFC 2919, 2369) or a precedence of bulk mail. A list's mail is never a member's answer.

    Where only a server's habit may speak and the mail answers another, a person looks.
    """
    field = next((name for name in _FIELDS if name in mail.root.fields), None)
    if field is not None:
        return Verdict(Sort.OTHER, f"reading.list_mail: {field}")
    weak = next((name for name in _WEAK_FIELDS if name in mail.root.fields), None)
    if weak is None and mail.root.first("precedence").strip().lower() in _PRECEDENCES:
        weak = "precedence"
    if weak is None:
        return None
    return Verdict(Sort.OTHER, f"reading.list_mail: {weak}", doubts=("reading.bulk_answer",) if mail.head.references else ())
