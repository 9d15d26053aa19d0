"""Who gets a mailing, who does not, and why?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from mailer.model.addresses import Scope
from mailer.model.book import DEATH
from mailer.model.jobs import Mailing
from mailer.model.people import Member
from mailer.people.audience import select
from mailer.people.reach import BULK, LeftOut, Reach, Reason, reachable
from mailer.store import bounces, members, records, reviews

_PORTION = 500


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides about recipients besides the members themselves, as of one moment."""

    answered: Mapping[str, frozenset[str]]
    suppressed: frozenset[str]
    opted_out: frozenset[str]
    resigned: frozenset[str]
    mourned: frozenset[str]


def recipients(connection: Connection, mailing: Mailing, now: datetime) -> Reach:
    """The members to write to at `now`, and those of the audience who are left out, each with a reason."""
    return _reach(members.everybody(connection), mailing, facts(connection, mailing, now))


def portions(connection: Connection, mailing: Mailing, known: Facts) -> Iterator[Reach]:
    """The same, a few hundred members at a time: an audience of any size needs no more memory."""
    after = ""
    while page := members.page(connection, after, _PORTION):
        after = page[-1].id
        yield _reach(page, mailing, known)


def facts(connection: Connection, mailing: Mailing, now: datetime) -> Facts:
    """What stands in book and outbox at `now` about those who might be written to."""
    return Facts(
        answered={event_id: _answered(connection, event_id) for event_id in _asked_for(mailing)},
        suppressed=_suppressed(connection, mailing, now),
        opted_out=frozenset(entry.member_id for entry in records.current(records.of_kind(connection, "unsubscribe"))),
        resigned=_resigned(connection),
        mourned=reviews.members_with(connection, DEATH),
    )


def _reach(people: Iterable[Member], mailing: Mailing, known: Facts) -> Reach:
    chosen = select(people, mailing.audience, known.answered)
    staying = (member for member in chosen if member.id not in known.resigned | known.mourned)
    reach = reachable(staying, ("email",), known.suppressed, known.opted_out, mailing.kind)
    gone = tuple(LeftOut(member.id, "resigned") for member in chosen if member.id in known.resigned)
    gone += tuple(LeftOut(member.id, "death_reported") for member in chosen if member.id in known.mourned - known.resigned)
    by_post = "post" in mailing.channels
    left_out = tuple(_by_post(out) if by_post else out for out in reach.left_out)
    return Reach(reach.write_to, left_out + gone)


def _suppressed(connection: Connection, mailing: Mailing, now: datetime) -> frozenset[str]:
    """The addresses that get nothing, and for bulk mail those that want none."""
    entries = bounces.suppressed(connection, now)
    return frozenset(entry.address for entry in entries if entry.scope is Scope.ALL or mailing.kind in BULK)


def _resigned(connection: Connection) -> frozenset[str]:
    """Whose leaving a person has confirmed. One that was only received changes nothing yet."""
    said = records.current(records.of_kind(connection, "resignation"))
    return frozenset(entry.member_id for entry in said if entry.confirmed_by and entry.finding.scope == "membership")


def _by_post(out: LeftOut) -> LeftOut:
    """Whom the mail does not reach, but a letter by post does."""
    return LeftOut(out.member_id, "by_post") if out.reason in {Reason.NO_EMAIL, Reason.SUPPRESSED} else out


def _asked_for(mailing: Mailing) -> tuple[str, ...]:
    return (mailing.audience.not_answered,) if mailing.audience.not_answered else ()


def _answered(connection: Connection, event_id: str) -> frozenset[str]:
    """Who answered an event by any way, also where the answer still lies with a person."""
    said = (entry.member_id for entry in records.current(records.of_event(connection, event_id)) if entry.finding.kind == "rsvp")
    return frozenset(said) | reviews.members_waiting(connection, event_id)
