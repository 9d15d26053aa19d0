"""Who answers what in a play, what does the board do meanwhile, and how do the answers look on the wire?"""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from mailer.demo import clients
from mailer.demo.clients import Writer, calendars, robots
from mailer.demo.clients.programs import program_of
from mailer.demo.clients.received import BERLIN, open_letter

MEMBERS_FILE = Path(__file__).parent / "members.csv"
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
    """A mail that answers a letter which is no mailing: `purpose` is confirmation, digest or draft, `who` a member's
    id or an office."""

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


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that the board does at a moment; `words` tell it on the page. `does` is one of
    edit (in `file` of the workspace, `old` becomes `new`), announce (a change of `event`), send (the mailing `mailing` of `job` by hand),
    enrol (the members of `file` join), print (the letters of `job` for the post)."""

    at: datetime
    does: str
    words: str
    file: str = ""
    old: str = ""
    new: str = ""
    event: str = ""
    job: str = ""
    mailing: str = ""


@dataclass(frozen=True)
class Story:
    """One play. `files` are its scripts beside this one, the last says from when to when; `member_files` hold the people; `jobs` are those
    of the shipped ones that are played, None: all. `settings` are sections for config.toml beyond those of the demo, by file name in
    `templates/demo`. `until` (aware) ends the play early."""

    files: tuple[str, ...]
    jobs: frozenset[str] | None = None
    member_files: tuple[Path, ...] = (MEMBERS_FILE,)
    settings: str = ""
    until: datetime | None = None
    _here: Path = field(default=Path(__file__).parent, repr=False)

    @cached_property
    def letters(self) -> Mapping[str, tuple[str, str]]:
        """Which job and mailing of the shipped `jobs/` each kind of letter is."""
        return {kind: _pair(named) for tree in self._trees for kind, named in tree.get("letters", {}).items()}

    @cached_property
    def script(self) -> tuple[Answer, ...]:
        """All answers, by time."""
        return tuple(sorted((_answer(dict(entry)) for entry in self._all("answer")), key=lambda answer: answer.at))

    @cached_property
    def follow_ups(self) -> tuple[FollowUp, ...]:
        """All mails that answer letters which are no mailings, by time."""
        return tuple(sorted((_follow_up(dict(entry)) for entry in self._all("follow_up")), key=lambda mail: mail.at))

    @cached_property
    def deeds(self) -> tuple[Deed, ...]:
        """All that the board does, by time."""
        found = (Deed(**{**entry, "at": entry["at"].replace(tzinfo=BERLIN)}) for entry in self._all("deed"))
        return tuple(sorted(found, key=lambda deed: deed.at))

    @cached_property
    def refusals(self) -> tuple[Refusal, ...]:
        """Whom the members' servers turn away in the SMTP session."""
        found = self._all("refusal")
        return tuple(Refusal(entry["member"], self._people[entry["member"]][1], entry["reply"], entry.get("times")) for entry in found)

    @cached_property
    def span(self) -> tuple[datetime, datetime]:
        """When the play begins and ends, aware."""
        tree = self._trees[-1]
        return tree["begin"].replace(tzinfo=BERLIN), self.until or tree["end"].replace(tzinfo=BERLIN)

    def answers(self, letters: Mapping[tuple[str, str], Delivered]) -> tuple[Reply, ...]:
        """All answers to those letters, by time of arrival. Keys are (kind of letter as in `letters`, member id); answers to letters that
        are not there are left out, so that it can be asked again after each mailing. Raises ValueError for an answer older than its letter.
        """
        return tuple(
            Reply(answer, _written(answer, letters[answer.letter, answer.member_id], self._people[answer.member_id]))
            for answer in self.script
            if (answer.letter, answer.member_id) in letters
        )

    def written(self, follow_up: FollowUp, letter: Delivered) -> bytes:
        """The mail as its program writes it, in answer to that letter."""
        received = open_letter(letter.raw)
        name = self._people[follow_up.who][0] if follow_up.who in self._people else ""
        writer = Writer(name, received.to_address, follow_up.words, follow_up.at)
        if follow_up.program == "button":
            return clients.button_answer(letter.raw, writer, follow_up.button)
        return clients.write(follow_up.program, letter.raw, writer)

    @cached_property
    def _trees(self) -> tuple[dict[str, Any], ...]:
        return tuple(tomllib.loads((self._here / name).read_text(encoding="utf-8")) for name in self.files)

    @cached_property
    def _people(self) -> Mapping[str, tuple[str, str]]:
        """Name and address by member id."""
        return {row["id"]: (f"{row['given_name']} {row['family_name']}", row["email"]) for path in self.member_files for row in _rows(path)}

    def _all(self, kind: str) -> list[dict[str, Any]]:
        return [entry for tree in self._trees for entry in tree.get(kind, ())]


DEMO = Story(("story.toml",), frozenset({"sofortinfo", "vorstandstermine", "beitraege", "stadtparteitag", "kassenbericht"}))
"""The quick one: some weeks, five jobs."""
SEASON = Story(("story.toml", "season.toml"), None, (MEMBERS_FILE, MEMBERS_FILE.with_name("newcomers.csv")), "season.toml")
"""A whole autumn with all the jobs that ship."""


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


def _pair(named: str) -> tuple[str, str]:
    job, _, mailing = named.partition("/")
    return job, mailing


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))
