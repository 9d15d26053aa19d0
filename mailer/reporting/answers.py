"""Who comes, who helps, who said nothing, and on whose words does each answer rest?

Nothing here speaks of dues: the words of a mail that is also about dues are withheld, for the board reads this.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from mailer.errors import DataError
from mailer.model.book import BookEntry, Proof
from mailer.model.jobs import Event, Shift
from mailer.reporting.confidential import Confidential, about_dues
from mailer.reporting.plain import plain
from mailer.reporting.standing import letters_about, standing
from mailer.reporting.words import in_order
from mailer.store import events, members, records, reviews


@dataclass(frozen=True, slots=True)
class Person:
    """A member by id and name."""

    member_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What holds for one member. It rests on the `words` of the mail `mail`, or on what the person `confirmed_by` decided. Empty words:
    a calendar answer, or a mail that also speaks of dues. Which of the two is not told, for that would tell."""

    member_id: str
    name: str
    guests: int
    words: str
    mail: int | None
    at: datetime
    proof: Proof
    confirmed_by: str | None


@dataclass(frozen=True, slots=True)
class Help:
    """Who helps with a shift, `shift` None for the event as a whole. `missing` is how many people it still lacks, None if any number
    is welcome; `spare` is how many have offered beyond what it needs: their offers are kept."""

    shift: Shift | None
    helpers: tuple[Answer, ...]
    missing: int | None
    spare: int = 0


@dataclass(frozen=True, slots=True)
class EventAnswers:
    """Where everybody stands towards one event. `seats` are those who come and their guests. `silent` were reached and said nothing,
    `unreached` got no letter as far as is known, `waiting` wrote a mail that a person must decide."""

    event: Event
    seats: int
    coming: tuple[Answer, ...]
    declined: tuple[Answer, ...]
    tentative: tuple[Answer, ...]
    silent: tuple[Person, ...]
    unreached: tuple[Person, ...]
    waiting: tuple[Person, ...]
    help: tuple[Help, ...]

    def as_json(self) -> dict[str, Any]:
        """The answers as a JSON object."""
        return dict(plain(self))


def event_answers(connection: Connection, event_id: str) -> EventAnswers:
    """Where everybody stands towards an event. Raises DataError for an event that was never told to members."""
    event = _known(connection, event_id)
    names = members.names(connection)
    entries = records.current(_about(connection, event))
    answers = {entry.id: _answer(entry, names, about_dues(connection)) for entry in entries}
    said = {key: _sorted(answers[entry.id] for entry in entries if _says(entry, key)) for key in ("accepted", "declined", "tentative")}
    where = standing(connection, event.id, letters_about(connection, event.id))
    return EventAnswers(
        event=event,
        seats=sum(1 + answer.guests for answer in said["accepted"]),
        coming=said["accepted"],
        declined=said["declined"],
        tentative=said["tentative"],
        silent=_people(where.silent, names),
        unreached=_people(where.unreached, names),
        waiting=_people(reviews.members_waiting(connection, event.id), names),
        help=tuple(_help(event, entries, answers)),
    )


def why(connection: Connection, event_id: str, member_id: str) -> tuple[BookEntry, ...]:
    """All that was ever written down of one member about an event, superseded and taken back included, oldest first.

    Raises DataError for an event that was never told to members.
    """
    event = _known(connection, event_id)
    secret = about_dues(connection)
    mine = (entry for entry in _about(connection, event) if entry.member_id == member_id)
    return tuple(replace(entry, finding=replace(entry.finding, evidence="")) if secret.covers(entry) else entry for entry in mine)


def why_as_json(entries: tuple[BookEntry, ...]) -> list[dict[str, Any]]:
    """A history as JSON objects, each with its standing: `current`, `superseded`, `undone` or `undoing`."""
    states = standings(entries)
    return [{**plain(entry), "finding": entry.finding.as_json(), "standing": states[entry.id]} for entry in entries]


def standings(entries: tuple[BookEntry, ...]) -> dict[int, str]:
    """What each entry of a history counts now, by its id."""
    undone = {entry.undoes for entry in entries if entry.undoes is not None}
    counts = {entry.id: "superseded" for entry in entries}
    counts |= {entry.id: "current" for entry in records.current(entries)}
    counts |= {entry.id: "undone" for entry in entries if entry.id in undone}
    return counts | {entry.id: "undoing" for entry in entries if entry.undoes is not None}


def _known(connection: Connection, event_id: str) -> Event:
    event = events.by_id(connection, event_id)
    if event is None:
        known = ", ".join(found.id for found in events.every(connection)) or "–"
        raise DataError("answers.unknown_event", event=event_id, known=known)
    return event


def _about(connection: Connection, event: Event) -> tuple[BookEntry, ...]:
    """The book's entries about an event and the help for it, oldest first."""
    told = records.of_kind(connection, "rsvp") + records.of_kind(connection, "volunteer")
    return tuple(sorted((entry for entry in told if _is_about(entry, event)), key=lambda entry: entry.id))


def _is_about(entry: BookEntry, event: Event) -> bool:
    finding = entry.finding
    if finding.kind == "rsvp":
        return finding.event == event.id
    targets = {event.id, *(shift.id for shift in event.shifts)}
    return finding.event in {None, event.id} and finding.target in targets


def _says(entry: BookEntry, answer: str) -> bool:
    return entry.finding.kind == "rsvp" and entry.finding.answer == answer


def _answer(entry: BookEntry, names: dict[str, str], secret: Confidential) -> Answer:
    return Answer(
        member_id=entry.member_id,
        name=names.get(entry.member_id, entry.member_id),
        guests=entry.finding.guests,
        words="" if secret.covers(entry) else entry.finding.evidence,
        mail=entry.inbox_id,
        at=entry.recorded_at,
        proof=entry.proof,
        confirmed_by=entry.confirmed_by,
    )


def _help(event: Event, entries: Iterable[BookEntry], answers: dict[int, Answer]) -> Iterator[Help]:
    """One line per shift, and one for offers to the event as a whole where there are any."""
    offers = [entry for entry in entries if entry.finding.kind == "volunteer" and entry.finding.answer == "offered"]
    for shift in event.shifts:
        helpers = _sorted(answers[entry.id] for entry in offers if entry.finding.target == shift.id)
        missing = None if shift.needed is None else max(0, shift.needed - len(helpers))
        yield Help(shift, helpers, missing, max(0, len(helpers) - shift.needed) if shift.needed is not None else 0)
    anywhere = _sorted(answers[entry.id] for entry in offers if entry.finding.target == event.id)
    if anywhere:
        yield Help(None, anywhere, None)


def _sorted(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    return tuple(sorted(answers, key=lambda answer: (in_order(answer.name), answer.member_id)))


def _people(member_ids: Iterable[str], names: dict[str, str]) -> tuple[Person, ...]:
    return tuple(
        sorted((Person(who, names.get(who, who)) for who in member_ids), key=lambda person: (in_order(person.name), person.member_id))
    )
