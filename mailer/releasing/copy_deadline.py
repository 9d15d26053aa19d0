"""How do the roles hear that a text waits for their release while a copy deadline nears? By a mail each time it counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mailer.composing.writer import Writer, to_role
from mailer.model.bodies import Issue
from mailer.model.jobs import Job, Mailing
from mailer.releasing.draft import DRAFT
from mailer.store import letters, notifications, releases
from mailer.store.database import Store
from mailer.store.releases import Draft

_TEMPLATE = "reports/copy_deadline.md"
_TOPIC = "copy deadline"


class Stage(StrEnum):
    """How near the copy deadline is: SOON, LAST (today or tomorrow), or MISSED."""

    SOON = "soon"
    LAST = "last"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A text for the magazine that nobody has released. `roles` are asked, each with its addresses; `author` are those that may not."""

    job: Job
    mailing: Mailing
    issue: Issue
    stage: Stage
    draft: Draft
    roles: Mapping[str, tuple[str, ...]]
    author: tuple[str, ...] = ()


def stage_of(copy_deadline: date, soon: date, today: date) -> Stage | None:
    """How near the deadline is, counted from the day `soon` on; None before it, and a week after the deadline."""
    left = (copy_deadline - today).days
    if today < soon or left < -7:
        return None
    return Stage.MISSED if left < 0 else Stage.LAST if left <= 1 else Stage.SOON


def urge(store: Store, writer: Writer, waiting: Waiting, now: datetime) -> int:
    """Queue the mail to each address of the roles, once for each stage; a reply to it decides like one to the draft. Gives the number."""
    job, mailing, issue, stage = waiting.job, waiting.mailing, waiting.issue, waiting.stage
    addresses = tuple(dict.fromkeys(address for role in waiting.roles.values() for address in role))
    with store.begin() as connection:
        if notifications.tell_once(connection, _TOPIC, f"{job.id}/{mailing.id} {issue.name}", stage, now) is None:
            return 0
        for address in addresses:
            facts = {
                "title": job.title,
                "job_id": job.id,
                "mailing_id": mailing.id,
                "issue": issue.name,
                "copy_deadline": issue.copy_deadline,
                "stage": str(stage),
                "may_release": address.lower() not in waiting.author,
            }
            unique = (_TOPIC, job.id, mailing.id, issue.name, stage, address)
            letter = writer.write(to_role(_TEMPLATE, unique, address, now, facts, purpose=DRAFT))
            letters.queue(connection, [letter], now)
            releases.add_letter(connection, letter.id, waiting.draft.id, tuple(waiting.roles))
    return len(addresses)
