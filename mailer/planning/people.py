"""Who gets a mailing, who does not, and why?"""

from sqlalchemy import Connection

from mailer.model.jobs import Mailing
from mailer.people.audience import select
from mailer.people.reach import LeftOut, Reach, Reason, reachable
from mailer.store import bounces, members, records, reviews


def recipients(connection: Connection, mailing: Mailing) -> Reach:
    """The members to write to, and those of the audience who are left out, each with a reason."""
    answered = {event_id: _answered(connection, event_id) for event_id in _asked_for(mailing)}
    chosen = select(members.everybody(connection), mailing.audience, answered)
    suppressed = frozenset(entry.address for entry in bounces.suppressed(connection))
    opted_out = frozenset(entry.member_id for entry in records.current(records.of_kind(connection, "unsubscribe")))
    resigned = _resigned(connection)
    reach = reachable((member for member in chosen if member.id not in resigned), ("email",), suppressed, opted_out, mailing.kind)
    gone = tuple(LeftOut(member.id, "resigned") for member in chosen if member.id in resigned)
    by_post = "post" in mailing.channels
    left_out = tuple(_by_post(out) if by_post else out for out in reach.left_out)
    return Reach(reach.write_to, left_out + gone)


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
