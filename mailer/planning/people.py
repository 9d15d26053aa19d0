"""Who gets a mailing, who does not, and why?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from sqlalchemy import Connection

from mailer.model.addresses import Scope
from mailer.model.book import DEATH
from mailer.model.jobs import Audience, Mailing
from mailer.model.people import Member
from mailer.people.audience import Known, select
from mailer.people.reach import BULK, LeftOut, Reach, Reason, reachable
from mailer.store import bounces, members, records, reviews

_PORTION = 500


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides about recipients besides the members themselves, as of one moment. `only` are those whose own day it is, for a mailing
    that goes out on such days."""

    known: Known
    suppressed: frozenset[str]
    opted_out: frozenset[str]
    resigned: frozenset[str]
    mourned: frozenset[str]
    only: frozenset[str] | None = None


def recipients(connection: Connection, mailing: Mailing, now: datetime, zone: tzinfo, only: frozenset[str] | None = None) -> Reach:
    """The members to write to at `now`, and those of the audience who are left out, each with a reason."""
    return _reach(members.everybody(connection), mailing, facts(connection, mailing, now, zone, only))


def portions(connection: Connection, mailing: Mailing, known: Facts) -> Iterator[Reach]:
    """The same, a few hundred members at a time: an audience of any size needs no more memory."""
    after = ""
    while page := members.page(connection, after, _PORTION):
        after = page[-1].id
        yield _reach(page, mailing, known)


def facts(connection: Connection, mailing: Mailing, now: datetime, zone: tzinfo, only: frozenset[str] | None = None) -> Facts:
    """What stands in book and outbox at `now` about those who might be written to."""
    return Facts(
        known=_known(connection, mailing.audience, now.astimezone(zone).date()),
        suppressed=_suppressed(connection, mailing, now),
        opted_out=frozenset(entry.member_id for entry in records.current(records.of_kind(connection, "unsubscribe"))),
        resigned=_resigned(connection),
        mourned=reviews.members_with(connection, DEATH),
        only=only,
    )


def _known(connection: Connection, audience: Audience, today: date) -> Known:
    rules = audience.rules()
    silent = {rule.not_answered for rule in rules if rule.not_answered}
    spoken = {rule.answered.event for rule in rules if rule.answered}
    helped = {rule.offered for rule in rules if rule.offered}
    return Known(
        today,
        answered={event_id: _answered(connection, event_id) for event_id in silent | spoken},
        answers={event_id: _answers(connection, event_id) for event_id in spoken},
        offered={target: _offered(connection, target) for target in helped},
    )


def _reach(people: Iterable[Member], mailing: Mailing, known: Facts) -> Reach:
    turn = people if known.only is None else (member for member in people if member.id in known.only)
    chosen = select(turn, mailing.audience, known.known)
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


def _answered(connection: Connection, event_id: str) -> frozenset[str]:
    """Who answered an event by any way, also where the answer still lies with a person."""
    said = (entry.member_id for entry in records.current(records.of_event(connection, event_id)) if entry.finding.kind == "rsvp")
    return frozenset(said) | reviews.members_waiting(connection, event_id)


def _answers(connection: Connection, event_id: str) -> dict[str, str]:
    """What each member's answer is now."""
    said = records.current(records.of_event(connection, event_id))
    return {entry.member_id: entry.finding.answer for entry in said if entry.finding.kind == "rsvp" and entry.finding.answer}


def _offered(connection: Connection, target: str) -> frozenset[str]:
    """Who offers help for an event or shift, as things stand."""
    said = records.current(records.of_kind(connection, "volunteer"))
    return frozenset(entry.member_id for entry in said if entry.finding.target == target and entry.finding.answer == "offered")
