"""Who gets a mailing, who does not, and why?"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from sqlalchemy import Connection

from mailer.model.addresses import Scope
from mailer.model.book import DEATH, BookEntry
from mailer.model.jobs import Audience, Kind, Mailing
from mailer.model.people import Member
from mailer.people.audience import Known, by_name, select
from mailer.people.reach import BULK, LeftOut, Reach
from mailer.people.ways import POST, Ways, by_ways
from mailer.store import batches, bounces, members, records, reviews

_PORTION = 500


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides about recipients besides the members themselves, as of one moment. `only` are those whose own day it is, for a mailing
    that goes out on such days. `returned` are member ids with the postal address from which a letter came back. `frozen` are those for whom
    a person released it, None where nobody had to."""

    known: Known
    suppressed: frozenset[str]
    opted_out: frozenset[str]
    resigned: frozenset[str]
    mourned: frozenset[str]
    only: frozenset[str] | None = None
    returned: frozenset[tuple[str, str]] = frozenset()
    frozen: frozenset[str] | None = None


def recipients(connection: Connection, mailing: Mailing, now: datetime, zone: tzinfo, only: frozenset[str] | None = None) -> Reach:
    """The members to write to at `now`, and those of the audience who are left out, each with a reason."""
    return _reach(members.everybody(connection), mailing, facts(connection, mailing, now, zone, only))


def recipients_of_all(connection: Connection, mailings: Iterable[Mailing], now: datetime, zone: tzinfo) -> tuple[Reach, ...]:
    """The same for several mailings: the address book is read once, and mailings with the same audience and ways are worked out once."""
    everybody = sorted(members.everybody(connection), key=by_name)
    known: dict[Hashable, Reach] = {}
    found: list[Reach] = []
    for mailing in mailings:
        alike = (mailing.audience, mailing.channels, mailing.kind, mailing.every_way)
        if alike not in known:
            known[alike] = _reach(everybody, mailing, facts(connection, mailing, now, zone), in_order=True)
        found.append(known[alike])
    return tuple(found)


def counted(
    connection: Connection, mailing: Mailing, now: datetime, zone: tzinfo, only: frozenset[str] | None = None
) -> tuple[int, Counter[str]]:
    """How many are written to, and how many are left out for which reason; an audience of any size needs no more memory."""
    known = facts(connection, mailing, now, zone, only)
    count, left_out, after = 0, Counter[str](), ""
    while (found := portion(connection, mailing, known, after)) is not None:
        reach, after = found
        count += len(reach.people)
        left_out.update(out.reason for out in reach.left_out)
    return count, left_out


def portion(connection: Connection, mailing: Mailing, known: Facts, after: str = "") -> tuple[Reach, str] | None:
    """The same for a few hundred members, those whose ids come next `after` this one, and the last one's id; None where nobody does.

    So an audience of any size needs no more memory. Nobody reads on between two portions: on SQLite the log of what is written meanwhile
    could not be used anew as long as somebody did.
    """
    page = members.page(connection, after, _PORTION)
    return (_reach(page, mailing, known), page[-1].id) if page else None


def facts(connection: Connection, mailing: Mailing, now: datetime, zone: tzinfo, only: frozenset[str] | None = None) -> Facts:
    """What stands in book and outbox at `now` about those who might be written to."""
    return Facts(
        known=_known(connection, mailing.audience, now.astimezone(zone).date()),
        suppressed=_suppressed(connection, mailing, now),
        opted_out=frozenset(entry.member_id for entry in records.current(records.of_kind(connection, "unsubscribe"))),
        resigned=_resigned(connection, mailing, now.astimezone(zone).date()),
        mourned=reviews.members_with(connection, DEATH),
        only=only,
        returned=batches.failed_places(connection) if POST in mailing.channels else frozenset(),
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


def _reach(people: Sequence[Member], mailing: Mailing, known: Facts, *, in_order: bool = False) -> Reach:
    turn = people if known.only is None else (member for member in people if member.id in known.only)
    selected = select(turn, mailing.audience, known.known, in_order=in_order)
    chosen = tuple(member for member in selected if known.frozen is None or member.id in known.frozen)
    staying = (member for member in chosen if member.id not in known.resigned | known.mourned)
    ways = Ways(mailing.channels, mailing.kind, mailing.every_way, known.suppressed, known.returned, known.opted_out)
    reach = by_ways(staying, ways)
    gone = tuple(LeftOut(member.id, "resigned") for member in chosen if member.id in known.resigned)
    gone += tuple(LeftOut(member.id, "death_reported") for member in chosen if member.id in known.mourned - known.resigned)
    gone += _changed_since(people, selected, known.frozen) if known.frozen is not None else ()
    return Reach(reach.write_to, reach.left_out + gone, reach.by_post)


def gone_since(connection: Connection, frozen: frozenset[str]) -> tuple[LeftOut, ...]:
    """Of those for whom a mailing was released, who stands in the address book no more."""
    there = {member.id for member in members.everybody(connection)}
    return tuple(LeftOut(member_id, "not_any_more") for member_id in sorted(frozen - there))


def _changed_since(people: Iterable[Member], selected: Iterable[Member], frozen: frozenset[str]) -> tuple[LeftOut, ...]:
    """Who came into the audience after the release, and who left it since."""
    now = {member.id for member in selected}
    came = tuple(LeftOut(member_id, "after_release") for member_id in sorted(now - frozen))
    return came + tuple(LeftOut(member.id, "not_any_more") for member in people if member.id in frozen - now)


def _suppressed(connection: Connection, mailing: Mailing, now: datetime) -> frozenset[str]:
    """The addresses that get nothing, and for bulk mail those that want none."""
    entries = bounces.suppressed(connection, now)
    return frozenset(entry.address for entry in entries if entry.scope is Scope.ALL or mailing.kind in BULK)


def _resigned(connection: Connection, mailing: Mailing, today: date) -> frozenset[str]:
    """Who has left or died, as a person has confirmed; one that was only received changes nothing yet.

    Up to the day on which a resignation takes effect, what the statutes prescribe still goes to them, and nothing else.
    """
    return frozenset(who for who, entry in records.departed(connection).items() if not _is_owed(entry, mailing, today))


def _is_owed(entry: BookEntry, mailing: Mailing, today: date) -> bool:
    effective = entry.finding.effective
    return mailing.kind is Kind.STATUTORY and effective is not None and today <= date.fromisoformat(effective)


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
