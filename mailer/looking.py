"""What does somebody see who looks at a mailing before it goes out: whom it reaches, how its letters read, and what looks wrong?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import islice

from mailer import convocation, releasing
from mailer.composing.writer import Writer
from mailer.config import Settings
from mailer.errors import MailerError
from mailer.model.jobs import Job, Kind, Mailing, Release
from mailer.model.mail import OccurrenceState
from mailer.model.people import Member
from mailer.people.reach import Reach
from mailer.planning.attachments import attached_files
from mailer.planning.due import rule_of, to_release
from mailer.planning.library import Shelf
from mailer.planning.people import recipients, recipients_of_all
from mailer.planning.versions import counted
from mailer.releasing import Subject
from mailer.store import letters, occurrences
from mailer.store.database import Store
from mailer.texts import say

_TOLD_BY_CHECK = frozenset(f"release_warning.{name}" for name in ("nobody", "weekday", "event_past"))


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around: the open workspace at one moment."""

    store: Store
    writer: Writer
    settings: Settings
    shelf: Shelf
    now: datetime
    zone: tzinfo


@dataclass(frozen=True, slots=True)
class Looked:
    """A mailing as it would go out now: its audience, sample letters, and what looks wrong, in words."""

    reach: Reach
    samples: tuple[releasing.Sample, ...]
    warnings: tuple[str, ...]

    @property
    def selected(self) -> frozenset[str]:
        """The ids of all whom the audience rule selects, those included whom nothing reaches now."""
        return frozenset(member.id for member in self.reach.people) | {out.member_id for out in self.reach.left_out}


@dataclass(frozen=True, slots=True)
class _People:
    """How many get a mailing, and whose letters may serve as samples: worked out once for all mailings to the same."""

    count: int
    shown: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Reached:
    """A mailing, and whom it reaches now."""

    job: Job
    mailing: Mailing
    reach: Reach


def look_at(around: Around, job: Job, mailing: Mailing, at: datetime | None = None, reach: Reach | None = None) -> Looked:
    """The mailing as it would go out at a moment, or now, to those of `reach` (None: whom it reaches now). Raises TemplateError."""
    reach = reach or reach_now(around, mailing)
    samples, found = _looked_through(around, job, mailing, at, _people(reach))
    day = max(around.now, at or around.now).astimezone(around.zone).date()
    missed = convocation.warnings_of(around.settings, job, mailing, day, around.zone)
    told = [say(each.key, **each.facts) for each in found] + [convocation.sentence(each) for each in missed]
    return Looked(reach, samples, (*_nobody_may(around, job, mailing), *told))


def everyone_reached(around: Around) -> tuple[Reached, ...]:
    """All mailings to members, with those whom they reach now: worked out together, for the address book is read once."""
    every = [(job, mailing) for job in around.shelf.jobs for mailing in job.mailings if mailing.kind is not Kind.REPORT]
    with around.store.look() as connection:
        reaches = recipients_of_all(connection, [mailing for _, mailing in every], around.now, around.zone)
    return tuple(Reached(job, mailing, reach) for (job, mailing), reach in zip(every, reaches, strict=True))


def suspicions(around: Around, reached: Iterable[Reached]) -> Iterator[tuple[Job, Mailing, str]]:
    """What looks wrong in mailings that are still to come, in words: what `mailer check` does not tell in another line.

    Nothing about a template that makes no letters, for that is one.
    """
    known: dict[int, _People] = {}
    for job, mailing, reach in ((each.job, each.mailing, each.reach) for each in reached):
        turn = turn_of(around, job, mailing)
        if turn is None:
            continue
        if id(reach) not in known:
            known[id(reach)] = _people(reach)
        try:
            found = _looked_through(around, job, mailing, turn[1], known[id(reach)])[1]
        except MailerError:
            continue
        yield from ((job, mailing, sentence) for sentence in _nobody_may(around, job, mailing))
        yield from ((job, mailing, say(each.key, **each.facts)) for each in found if each.key not in _TOLD_BY_CHECK)


def reach_now(around: Around, mailing: Mailing) -> Reach:
    """Whom a mailing reaches at this moment."""
    with around.store.look() as connection:
        return recipients(connection, mailing, around.now, around.zone)


def turn_of(around: Around, job: Job, mailing: Mailing) -> tuple[str, datetime | None] | None:
    """Which occurrence of a mailing could be released now, as `to_release`."""
    with around.store.begin() as connection:
        return to_release(connection, job, mailing, around.now, around.zone)


def release_rule(around: Around, mailing: Mailing) -> Release:
    """Who must have looked before the mailing goes out."""
    return rule_of(mailing, Release(around.settings.release.default))


def author_of(around: Around, job: Job) -> tuple[str, ...] | None:
    """The addresses of whoever wrote the job, lower-case; None where the file does not say."""
    role = around.settings.roles.get(job.author or "")
    return tuple(address.lower() for address in role.addresses) if role is not None else None


def asked_roles(around: Around) -> dict[str, tuple[str, ...]]:
    """The roles that are asked, as far as config.toml knows them, with their addresses."""
    known = around.settings.roles
    return {name: known[name].addresses for name in around.settings.release.roles if name in known}


def _people(reach: Reach) -> _People:
    people = reach.people
    unlike = releasing.unlike(people)
    known = {member.id for member in unlike}
    others = (member for member in people if member.id not in known)
    return _People(len(people), (*unlike, *islice(others, releasing.MOST)))


def _looked_through(
    around: Around, job: Job, mailing: Mailing, at: datetime | None, people: _People
) -> tuple[tuple[releasing.Sample, ...], tuple[releasing.Warned, ...]]:
    """The sample letters, and what looks wrong."""
    with around.store.look() as connection:
        whole = counted(connection, job)
    samples, lacking = releasing.samples_of(around.writer, whole, mailing, people.shown, around.now, attached_files(job, mailing))
    personal = mailing.when.personal is not None
    subject = Subject(
        job=job,
        mailing=mailing,
        events=job.events_of(mailing),
        template=around.shelf.templates.get(mailing.template, ""),
        samples=samples,
        at=max(around.now, at) if at else around.now,
        people=people.count,
        usual=None if personal else _usual(around, job, mailing),
        zone=around.zone,
        lacking=lacking,
    )
    return samples, releasing.warnings_about(subject)


def _nobody_may(around: Around, job: Job, mailing: Mailing) -> tuple[str, ...]:
    """A sentence where no address that is asked may release the mailing: none is asked, or all are the author's."""
    rule, author = release_rule(around, mailing), author_of(around, job) or ()
    asked = {address.lower() for addresses in asked_roles(around).values() for address in addresses}
    left = asked - set(author) if rule is Release.FOUR_EYES else asked
    return () if rule is Release.NONE or left else (say("release_warning.nobody_may"),)


def _usual(around: Around, job: Job, mailing: Mailing) -> int | None:
    """How many letters the last comparable mailing had: the same one at an earlier moment, else the last of its kind."""
    with around.store.look() as connection:
        mine = occurrences.of_mailing(connection, job.id, mailing.id) or occurrences.every(connection)
        ready = [each for each in mine if each.state is OccurrenceState.READY and each.kind == mailing.kind]
        return sum(letters.counts(connection, ready[-1].id).values()) if ready else None
