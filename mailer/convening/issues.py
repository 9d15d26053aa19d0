"""Into which issue of the member magazine does a text go, and is it time to hand it in?"""

from collections.abc import Iterable
from datetime import date, timedelta

from mailer.convening.deadlines import MAGAZINE, Deadlines
from mailer.model.bodies import Issue


def issue_for(found: Deadlines | None, issues: Iterable[Issue], today: date) -> Issue | None:
    """The issue for a mailing: of a convocation the last one that is there in time, else the next one that still takes texts."""
    by_rule = found.of(MAGAZINE) if found is not None else None
    if by_rule is not None:
        return next((issue for issue in issues if issue.name == by_rule.issue), None)
    return min((issue for issue in issues if issue.copy_deadline >= today), key=lambda issue: issue.copy_deadline, default=None)


def is_time(issue: Issue, days_before: int, today: date) -> bool:
    """Whether the text should be with the editor: from so many days before the copy deadline until it."""
    return issue.copy_deadline - timedelta(days=days_before) <= today <= issue.copy_deadline
