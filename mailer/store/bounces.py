"""Which addresses sent mail back, what was decided about them, and which are written to no more?"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, insert, or_, select

from mailer.model.addresses import Action, Decision, Delivery, Evidence, Report, Scope, Suppression
from mailer.model.mail import LetterState
from mailer.store.database import upsert
from mailer.store.tables import address_decision, bounce, letter, member, suppression

_PORTION = 500
_WRITTEN_TO = select(letter.c.address).where(letter.c.id.in_(bindparam("ids", expanding=True)))


@dataclass(frozen=True, slots=True)
class BounceLine:
    """One report about one address: from a mail (`inbox_id`) or from the SMTP session itself."""

    id: int
    inbox_id: int | None
    letter_id: str | None
    member_id: str | None
    address: str
    report_class: str
    status: str | None
    reason: str
    words: str
    bounced_at: datetime


@dataclass(frozen=True, slots=True)
class Suppressed:
    """An address that is written to no more, by kind of mail (`scope`), and why. A soft suppression ends at `until`."""

    address: str
    reason: str
    since: datetime
    bounce_id: int | None
    scope: Scope = Scope.ALL
    until: datetime | None = None


def add(
    connection: Connection,
    address: str,
    report_class: str,
    status: str | None,
    reason: str,
    words: str,
    now: datetime,
    inbox_id: int | None = None,
    letter_id: str | None = None,
    member_id: str | None = None,
) -> int:
    """Write a report down; gives its id."""
    values = {
        "address": address.lower(),
        "report_class": report_class,
        "status": status,
        "reason": reason,
        "words": words,
        "bounced_at": now,
        "inbox_id": inbox_id,
        "letter_id": letter_id,
        "member_id": member_id,
    }
    key = connection.execute(insert(bounce).values(values)).inserted_primary_key
    return int(key[0]) if key else 0


def every(connection: Connection) -> tuple[BounceLine, ...]:
    """All reports, oldest first."""
    rows = connection.execute(select(bounce).order_by(bounce.c.id))
    return tuple(BounceLine(**row._mapping) for row in rows)


def spoken_of(connection: Connection, since: datetime) -> tuple[str, ...]:
    """The addresses with a report since that moment, and all that are suppressed."""
    reported = select(bounce.c.address).where(bounce.c.bounced_at >= since)
    return tuple(sorted(set(connection.scalars(reported)) | set(connection.scalars(select(suppression.c.address)))))


def evidence(connection: Connection, addresses: Collection[str]) -> dict[str, Evidence]:
    """What is known about each of these addresses, by its spelling in lower case. Deliveries are told only where a report came."""
    wanted = sorted({address.lower() for address in addresses})
    found: dict[str, Evidence] = {}
    for begin in range(0, len(wanted), _PORTION):
        found |= _evidence(connection, wanted[begin : begin + _PORTION])
    return found


def evidence_of(connection: Connection, address: str) -> Evidence:
    """What is known about one address."""
    return evidence(connection, [address])[address.lower()]


def write_decision(connection: Connection, address: str, decision: Decision) -> None:
    """Write down what a person decided. Afterwards `keep` what follows from it."""
    values = {"action": decision.action, "note": decision.note, "decided_at": decision.at, "decided_by": decision.who}
    connection.execute(insert(address_decision).values(address=address.lower(), **values))


def keep(connection: Connection, address: str, found: Iterable[Suppression]) -> None:
    """Replace how an address is suppressed by what the address policy found; by nothing where it is written to again."""
    connection.execute(delete(suppression).where(suppression.c.address == address.lower()))
    for entry in found:
        suppress(connection, address, entry.reason, entry.report_id, entry.since, entry.scope, entry.until, entry.note, entry.set_by)


def suppress(
    connection: Connection,
    address: str,
    reason: str,
    bounce_id: int | None,
    since: datetime,
    scope: Scope = Scope.ALL,
    until: datetime | None = None,
    note: str = "",
    set_by: str | None = None,
) -> None:
    """Write to this address no more, within that scope, until `until` or until a person lifts it."""
    values: dict[str, Any] = {"address": address.lower(), "scope": scope, "reason": reason, "since": since, "until": until}
    upsert(connection, suppression, {**values, "bounce_id": bounce_id, "note": note, "set_by": set_by}, ("address", "scope"))


def lift(connection: Connection, address: str, who: str, now: datetime) -> bool:
    """Write to this address again, whatever was reported so far; False if it was not suppressed."""
    write_decision(connection, address, Decision(Action.LIFT, now, who))
    return connection.execute(delete(suppression).where(suppression.c.address == address.lower())).rowcount > 0


def suppressed(connection: Connection, now: datetime | None = None) -> tuple[Suppressed, ...]:
    """The addresses that are written to no more at `now`; without it also those whose suppression has ended or not begun."""
    wanted = select(suppression).order_by(suppression.c.address, suppression.c.scope)
    if now is not None:
        wanted = wanted.where(suppression.c.since <= now, or_(suppression.c.until.is_(None), suppression.c.until > now))
    rows = connection.execute(wanted)
    return tuple(Suppressed(row.address, row.reason, row.since, row.bounce_id, Scope(row.scope), row.until) for row in rows)


def suppressed_among(connection: Connection, letter_ids: Sequence[str], reasons: frozenset[str]) -> frozenset[str]:
    """The addresses of these letters that are suppressed for one of these reasons. Costs next to nothing while there are none."""
    stopped = frozenset(row[0] for row in connection.exec_driver_sql(_stopped_for(reasons)))
    if not stopped or not letter_ids:
        return frozenset()
    written_to = connection.scalars(_WRITTEN_TO, {"ids": tuple(letter_ids)})
    return frozenset(address.lower() for address in written_to) & stopped


@cache
def _stopped_for(reasons: frozenset[str]) -> str:
    """The query as the database gets it: it is asked in every transaction of sending, and building it costs more than asking."""
    wanted = select(suppression.c.address).where(suppression.c.reason.in_(sorted(reasons)))
    return str(wanted.compile(compile_kwargs={"literal_binds": True}))


def _evidence(connection: Connection, addresses: Sequence[str]) -> dict[str, Evidence]:
    joined = bounce.outerjoin(letter, letter.c.id == bounce.c.letter_id)
    wanted = select(bounce, letter.c.sent_at, letter.c.address.label("spelling")).select_from(joined)
    rows = connection.execute(wanted.where(bounce.c.address.in_(addresses)).order_by(bounce.c.id)).all()
    reports = _by_address((row.address, _report(row)) for row in rows)
    deliveries = _by_address(_deliveries(connection, frozenset(addresses), rows)) if rows else {}
    decisions = _by_address(_decisions(connection, addresses))
    return {each: Evidence(reports.get(each, ()), deliveries.get(each, ()), decisions.get(each, ())) for each in addresses}


def _report(row: Any) -> Report:
    return Report(row.id, row.report_class, row.reason, row.bounced_at, row.status, row.words, row.letter_id, row.sent_at)


def _deliveries(connection: Connection, addresses: frozenset[str], rows: Sequence[Any]) -> Iterator[tuple[str, Delivery]]:
    """The letters that went out to these addresses: found by the members of the reports, and by those who have such an address."""
    taken = select(letter.c.id, letter.c.address, letter.c.sent_at).where(letter.c.state == LetterState.SENT, letter.c.sent_at.is_not(None))
    for row in connection.execute(taken.where(_to_those(connection, addresses, rows))):
        if row.address.lower() in addresses:
            yield row.address.lower(), Delivery(row.id, row.sent_at)


def _to_those(connection: Connection, addresses: frozenset[str], rows: Sequence[Any]) -> ColumnElement[bool]:
    spellings = addresses | {row.spelling for row in rows if row.spelling}
    household = frozenset(connection.scalars(select(member.c.id).where(member.c.email.in_(sorted(spellings)))))
    behind = household | {row.member_id for row in rows if row.member_id}
    theirs = letter.c.member_id.in_(sorted(behind))
    return theirs if all(row.member_id for row in rows) else or_(theirs, letter.c.member_id.is_(None))


def _decisions(connection: Connection, addresses: Sequence[str]) -> Iterator[tuple[str, Decision]]:
    wanted = select(address_decision).where(address_decision.c.address.in_(addresses)).order_by(address_decision.c.id)
    for row in connection.execute(wanted):
        yield row.address, Decision(Action(row.action), row.decided_at, row.decided_by, row.note)


def _by_address(pairs: Iterable[tuple[str, Any]]) -> dict[str, tuple[Any, ...]]:
    found: dict[str, list[Any]] = {}
    for address, each in pairs:
        found.setdefault(address, []).append(each)
    return {address: tuple(group) for address, group in found.items()}
