"""Who answers what in the demo, and how do these answers look on the wire?"""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from mailer.demo import clients
from mailer.demo.clients import Writer, calendars, robots
from mailer.demo.clients.programs import program_of
from mailer.demo.clients.received import BERLIN, open_letter

MEMBERS_FILE = Path(__file__).parent / "members.csv"
LETTERS: Mapping[str, tuple[str, str]] = {
    "circular": ("sofortinfo", "rundbrief"),
    "sessions": ("vorstandstermine", "termine"),
    "dues": ("beitraege", "erinnerung"),
    "convocation": ("stadtparteitag", "einberufung"),
    "reminder": ("stadtparteitag", "erinnerung"),
}
"""Which job and mailing of the shipped `jobs/` each kind of letter is."""
_CALENDAR = "calendar-"


@dataclass(frozen=True, slots=True)
class Delivered:
    """A mail as the receiving server kept it: envelope sender and recipient (RFC 5321), bytes, and when it came."""

    envelope_from: str
    envelope_to: str
    raw: bytes
    at: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """One entry of story.toml. `program` is a mail program, `button`, a calendar, `absence` or a report; `expect` is what the record
    must hold of it in the end, in the words that story.toml explains."""

    id: str
    member_id: str
    letter: str
    program: str
    at: datetime
    words: str
    name: str = ""
    address: str = ""
    partstat: str = ""
    button: str = ""
    expect: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """How a person calls the program that wrote it."""
        if self.program.startswith(_CALENDAR):
            return calendars.label(self.program.removeprefix(_CALENDAR))
        if self.program == "absence" or self.program in clients.REPORTS:
            return robots.label(self.program)
        return program_of(self.program).label


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A mail that answers a letter which is no mailing: `purpose` is confirmation or digest, `who` a member's id or an office."""

    id: str
    purpose: str
    who: str
    program: str
    at: datetime
    words: str
    button: str = ""

    @property
    def label(self) -> str:
        """How a person calls the program that wrote it."""
        return program_of(self.program).label


@dataclass(frozen=True, slots=True)
class Refusal:
    """A recipient whom the receiving server turns away with `reply` (code and words, RFC 5321 4.2), `times` often; None: always."""

    member_id: str
    address: str
    reply: str
    times: int | None


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it arrives in the association's mailbox."""

    answer: Answer
    raw: bytes

    @property
    def at(self) -> datetime:
        """When it arrives, aware."""
        return self.answer.at


def answers(letters: Mapping[tuple[str, str], Delivered]) -> tuple[Reply, ...]:
    """All answers to those letters, by time of arrival. Keys are (kind of letter as in LETTERS, member id); answers to letters that are not
    there are left out, so that it can be asked again after each mailing. Raises ValueError for an answer older than its letter."""
    people = _people()
    return tuple(
        Reply(answer, _written(answer, letters[answer.letter, answer.member_id], people[answer.member_id]))
        for answer in script()
        if (answer.letter, answer.member_id) in letters
    )


@cache
def script() -> tuple[Answer, ...]:
    """All answers of story.toml, by time."""
    return tuple(sorted((_answer(dict(entry)) for entry in _tree()["answer"]), key=lambda answer: answer.at))


@cache
def follow_ups() -> tuple[FollowUp, ...]:
    """All mails that answer letters which are no mailings, by time."""
    found = (_follow_up(dict(entry)) for entry in _tree()["follow_up"])
    return tuple(sorted(found, key=lambda mail: mail.at))


def written(follow_up: FollowUp, letter: Delivered) -> bytes:
    """The mail as its program writes it, in answer to that letter."""
    received = open_letter(letter.raw)
    name = _people()[follow_up.who][0] if follow_up.who in _people() else ""
    writer = Writer(name, received.to_address, follow_up.words, follow_up.at)
    if follow_up.program == "button":
        return clients.button_answer(letter.raw, writer, follow_up.button)
    return clients.write(follow_up.program, letter.raw, writer)


@cache
def refusals() -> tuple[Refusal, ...]:
    """Whom the members' servers turn away in the SMTP session."""
    people = _people()
    return tuple(Refusal(entry["member"], people[entry["member"]][1], entry["reply"], entry.get("times")) for entry in _tree()["refusal"])


def span() -> tuple[datetime, datetime]:
    """When the play begins and ends, aware."""
    return _tree()["begin"].replace(tzinfo=BERLIN), _tree()["end"].replace(tzinfo=BERLIN)


def _answer(entry: dict[str, Any]) -> Answer:
    at, words, expect = entry.pop("at").replace(tzinfo=BERLIN), entry.pop("words").strip(), tuple(entry.pop("expect"))
    return Answer(member_id=entry.pop("member"), at=at, words=words, expect=expect, **entry)


def _follow_up(entry: dict[str, Any]) -> FollowUp:
    at, words = entry.pop("at").replace(tzinfo=BERLIN), entry.pop("words").strip()
    return FollowUp(purpose=entry.pop("to"), who=entry.pop("from"), at=at, words=words, **entry)


def _written(answer: Answer, letter: Delivered, person: tuple[str, str]) -> bytes:
    if letter.at > answer.at:
        raise ValueError(f"answer {answer.id!r} is older than its letter ({letter.at.isoformat()})")
    name, address = answer.name or person[0], answer.address or person[1]
    writer = Writer(name, address, answer.words, answer.at)
    if answer.program.startswith(_CALENDAR):
        return clients.calendar_answer(answer.program.removeprefix(_CALENDAR), letter.raw, writer, answer.partstat)
    if answer.program == "absence":
        return clients.absence_note(letter.raw, writer)
    if answer.program in clients.REPORTS:
        return clients.report(answer.program, letter.raw, writer, letter.envelope_from)
    if answer.program == "button":
        return clients.button_answer(letter.raw, writer, answer.button)
    return clients.write(answer.program, letter.raw, writer)


@cache
def _tree() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "story.toml").read_text(encoding="utf-8"))


@cache
def _people() -> Mapping[str, tuple[str, str]]:
    with MEMBERS_FILE.open(encoding="utf-8", newline="") as file:
        return {row["id"]: (f"{row['given_name']} {row['family_name']}", row["email"]) for row in csv.DictReader(file, delimiter=";")}
