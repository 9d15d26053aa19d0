"""What do the statutes ask of a convocation, and how long do letters take?"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CountedFrom(StrEnum):
    """From which day a notice period runs: the day of dispatch or the day of receipt (the usual reading where statutes are silent)."""

    DISPATCH = "dispatch"
    RECEIPT = "receipt"


@dataclass(frozen=True, slots=True)
class Body:
    """One body that is convened, as its statutes rule.

    `notice` is the period in days. `channels` must all be used; where `email_or_post` is set, a member with an address may get the mail
    instead of the letter. `agenda` and `venue` must be named in the convocation. `motions` are the days before the meeting until which
    motions may be handed in, None where the statutes are silent.
    """

    id: str
    title: str
    notice: int
    counted_from: CountedFrom = CountedFrom.RECEIPT
    channels: tuple[str, ...] = ("email", "post")
    email_or_post: bool = True
    agenda: bool = True
    venue: bool = True
    motions: int | None = None


@dataclass(frozen=True, slots=True)
class PostTime:
    """How long a letter takes: so many working days. `state` is the federal state (`ST`) whose holidays count; Saturdays are no working
    days unless `saturdays` is set."""

    days: int = 4
    state: str = ""
    saturdays: bool = False


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue of the member magazine: until when it takes texts, and when it is in the members' hands."""

    name: str
    copy_deadline: date
    delivered: date
