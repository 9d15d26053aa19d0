"""Which texts for the magazine wait for a release while its copy deadline nears? Wiring between rules, drafts and releasing."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from mailer import convocation, releasing
from mailer.convening.issues import issue_for
from mailer.looking import Around, asked_roles, author_of, release_rule
from mailer.model.bodies import Issue
from mailer.model.jobs import Job, Mailing, Release
from mailer.releasing import Waiting, stage_of
from mailer.store import magazine, releases
from mailer.store.releases import DraftState

_MAGAZINE = "magazine"
_AHEAD = 3  # days before the text would go to the editor
_AT = time(8)


def urge(around: Around) -> int:
    """Remind the roles of texts that nobody has released, in time and once more at the last moment; gives the number of letters."""
    return sum(releasing.urge(around.store, around.writer, waiting, around.now) for waiting in _waiting(around))


def next_urge(around: Around) -> datetime | None:
    """When to look next: in the morning of each day on which the roles may be reminded, or a text goes to the editor."""
    days = (day for _, _, issue in _texts(around) for day in _days(around, issue))
    moments = (datetime.combine(day, _AT, around.zone) for day in days)
    return min((moment for moment in moments if moment > around.now), default=None)


def _waiting(around: Around) -> Iterator[Waiting]:
    today = around.now.astimezone(around.zone).date()
    for job, mailing, issue in _texts(around):
        rule = release_rule(around, mailing)
        stage = stage_of(issue.copy_deadline, _days(around, issue)[0], today)
        if stage is None or rule is Release.NONE:
            continue
        with around.store.look() as connection:
            draft = releases.latest_of(connection, job.id, mailing.id)
            handed = {text.issue for text, _, _ in magazine.of_mailing(connection, job.id, mailing.id)}
        if draft is not None and draft.state is DraftState.ASKED and issue.name not in handed:
            author = author_of(around, job) or ()
            yield Waiting(job, mailing, issue, stage, draft, asked_roles(around), author if rule is Release.FOUR_EYES else ())


def _texts(around: Around) -> Iterator[tuple[Job, Mailing, Issue]]:
    """The mailings for the magazine, each with the issue that it goes into."""
    today = around.now.astimezone(around.zone).date()
    for job in around.shelf.jobs:
        for mailing in job.mailings:
            if _MAGAZINE in mailing.channels:
                counted = convocation.deadlines_of(around.settings, job, mailing, around.zone)
                issue = issue_for(counted, around.settings.magazine_issues, today)
                if issue is not None:
                    yield job, mailing, issue


def _days(around: Around, issue: Issue) -> tuple[date, ...]:
    """The days that count: when the roles are reminded first, when the text should go, the day before the deadline, and that after it."""
    rules = around.settings.magazine
    goes = issue.copy_deadline - timedelta(days=rules.days_before if rules is not None else 0)
    return goes - timedelta(days=_AHEAD), goes, issue.copy_deadline - timedelta(days=1), issue.copy_deadline + timedelta(days=1)
