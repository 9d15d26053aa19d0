"""Who was asked about an event, whom did it reach, and where does each of them stand now?"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from mailer.model.book import DEATH, BookEntry
from mailer.model.mail import GONE_OUT
from mailer.store import batches, bounces, letters, members, occurrences, records, reviews
from mailer.store.letters import LetterLine

GROUPS = ("accepted", "declined", "tentative", "with_person", "silent", "unreached")
_REPORT = "report"


@dataclass(frozen=True, slots=True)
class Standing:
    """Member ids, each in exactly one group. `with_person`: no answer yet, but a mail that a person must decide. `silent`: the
    letter went out and did not come back, and nothing was said. `unreached`: no letter is known to have arrived, or the person
    is no member any more. `guests` are those whom the accepted bring along."""

    accepted: tuple[str, ...]
    declined: tuple[str, ...]
    tentative: tuple[str, ...]
    with_person: tuple[str, ...]
    silent: tuple[str, ...]
    unreached: tuple[str, ...]
    guests: int


def standing(connection: Connection, event_id: str, asked: Iterable[LetterLine]) -> Standing:
    """Where everybody who was asked by these letters stands towards the event."""
    lines = [line for line in asked if line.member_id is not None]
    said = answers_to(connection, event_id)
    waiting = reviews.members_waiting(connection, event_id) | reviews.members_with(connection, DEATH)
    present = {member.id for member in members.everybody(connection)} - set(records.departed(connection))
    reached = _reached(lines, returned(connection)) & present
    groups: dict[str, list[str]] = {name: [] for name in GROUPS}
    for member_id in sorted({line.member_id for line in lines if line.member_id}):
        if member_id in said:
            groups[said[member_id].finding.answer or "tentative"].append(member_id)
        elif member_id in waiting:
            groups["with_person"].append(member_id)
        else:
            groups["silent" if member_id in reached else "unreached"].append(member_id)
    guests = sum(said[member_id].finding.guests for member_id in groups["accepted"])
    return Standing(**{name: tuple(ids) for name, ids in groups.items()}, guests=guests)


def answers_to(connection: Connection, event_id: str) -> dict[str, BookEntry]:
    """Each member's answer to an event as it holds now."""
    current = records.current(records.of_event(connection, event_id))
    return {entry.member_id: entry for entry in current if entry.finding.kind == "rsvp"}


def returned(connection: Connection) -> frozenset[str]:
    """The ids of letters that came back for good, by mail or by post."""
    final = (report for report in bounces.every(connection) if report.report_class == "permanent")
    by_post = (letter.letter_id for letter in batches.returns(connection))
    return frozenset(report.letter_id for report in final if report.letter_id).union(by_post)


def letters_about(connection: Connection, event_id: str) -> tuple[LetterLine, ...]:
    """All letters to members that asked about an event."""
    about = [found for found in occurrences.every(connection) if event_id in found.event_ids and found.kind != _REPORT]
    return tuple(line for found in about for line in letters.lines(connection, occurrence_id=found.id))


def _reached(lines: Iterable[LetterLine], came_back: frozenset[str]) -> set[str]:
    return {line.member_id for line in lines if line.member_id and line.state in GONE_OUT and line.id not in came_back}
