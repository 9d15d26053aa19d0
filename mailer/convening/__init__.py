"""By when must a convocation go out, on which way, and does a letter satisfy the rules of its body?"""

from mailer.convening.deadlines import Deadline, Deadlines, deadlines_for, last_call
from mailer.convening.notice import notice_warnings, refusals
from mailer.convening.shortcomings import Shortcoming, shortcomings

__all__ = ["Deadline", "Deadlines", "Shortcoming", "deadlines_for", "last_call", "notice_warnings", "refusals", "shortcomings"]
