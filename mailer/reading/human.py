"""Who wrote a mail that no machine claims?"""

from mailer.model.reading import Sort
from mailer.reading.verdict import Mail, Verdict


def is_human(mail: Mail) -> Verdict:
    """A person: the answer when every other question said no."""
    reason = "reading.human_answer" if mail.head.references else "reading.human"
    return Verdict(Sort.REPLY, reason)
