"""What does a station want on paper: one mailing's letter by post, to a member or to a household?"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from mailer.composing.post.letter import HOUSEHOLD
from mailer.composing.writer import MAILING, POST, Wish
from mailer.model.jobs import Job, Mailing
from mailer.model.people import Member


def paper_wish(job: Job, mailing: Mailing, key: str, people: Sequence[Member], now: datetime, facts: Mapping[str, Any]) -> Wish:
    """The wish for the first of these people; the others share the letter. A mail of the same mailing is another letter."""
    member = people[0]
    return Wish(
        unique=(job.id, mailing.id, key, member.id, POST),
        template=mailing.template,
        purpose=MAILING,
        kind=mailing.kind,
        date=now,
        address="",
        to_name=member.name,
        member=member,
        job=job,
        events=job.events_of(mailing),
        in_doubt=mailing.in_doubt,
        facts={**facts, HOUSEHOLD: tuple(people)} if len(people) > 1 else facts,
    )
