"""Which letters does the service really send to the demo's members? Made from the shipped jobs and templates."""

from functools import cache

from mailer.composing import Composer
from mailer.demo import story
from mailer.demo.clients.received import BERLIN
from mailer.identity import Identity
from mailer.model.composing import LetterOrder, Sender
from mailer.model.jobs import Calendar, Dues, Job
from mailer.model.people import Member
from mailer.model.reading import Context
from mailer.people.member_file import parse_member_file
from mailer.planning.jobfiles import read_jobs
from mailer.resources import shipped

SENDER = Sender(
    "Stadtvorstand Magdeburg",
    "vorstand@stadtverband.example",
    "Stadtverband Magdeburg",
    "Musterstraße 1, 39104 Magdeburg",
    "stadtverband.example",
    BERLIN,
)
MAILINGS = {
    "circular": "circular",
    "sessions": "invitation",
    "dues": "dues_reminder",
    "convocation": "convocation",
    "reminder": "invitation",
}
IDENTITY = Identity(b"only for the tests of the demo...", "stadtverband.example")


@cache
def jobs() -> dict[str, Job]:
    found, errors = read_jobs(shipped("jobs"), BERLIN, frozenset({"board", "treasurer"}), frozenset(sources()))
    assert not errors
    return {job.id: job for job in found}


@cache
def sources() -> dict[str, str]:
    root = shipped("templates")
    paths = [path for path in root.rglob("*") if path.is_file() and path.parent.name not in ("terminal", "demo")]
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in paths}


@cache
def members() -> dict[str, Member]:
    return {member.id: member for member in parse_member_file(story.MEMBERS_FILE.read_bytes(), {}).members}


def order(kind: str, member: Member) -> LetterOrder:
    job_id, mailing_id = story.DEMO.letters[kind]
    job = jobs()[job_id]
    mailing = job.mailing(mailing_id)
    assert mailing is not None
    assert mailing.when.at is not None
    events, letter_id = job.events_of(mailing), IDENTITY.letter_id(job_id, mailing_id, member.id)
    invited = events if mailing.calendar is not Calendar.NONE else ()
    return LetterOrder(
        template=mailing.template,
        letter_id=letter_id,
        token=IDENTITY.reply_token(letter_id),
        message_id=IDENTITY.message_id(letter_id),
        date=mailing.when.at,
        address=member.email or "",
        to_name=member.name,
        kind=mailing.kind,
        recipient=member,
        job=job,
        events=events,
        invitations=tuple((event, IDENTITY.calendar_uid(event.id, member.id)) for event in invited),
        calendar=mailing.calendar,
    )


@cache
def letters() -> dict[tuple[str, str], tuple[story.Delivered, Context, str]]:
    """By kind of letter and member: the letter as delivered, what its reader was asked, and its text."""
    composer, found = Composer(sources(), SENDER), {}
    for answer in story.DEMO.script:
        member = members()[answer.member_id]
        ordered = order(answer.letter, member)
        letter = composer.compose(ordered)
        delivered = story.Delivered(f"vorstand+{ordered.token}@stadtverband.example", ordered.address, letter.raw, ordered.date)
        dues = Dues(2024, member.dues_open) if answer.letter == "dues" and member.dues_open else None
        context = Context(MAILINGS[answer.letter], ordered.date, letter.subject, ordered.events, dues=dues)
        found[answer.letter, answer.member_id] = (delivered, context, letter.text)
    return found
