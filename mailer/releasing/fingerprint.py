"""What must stay the same for a release to hold? One digest over everything that makes the letters of a mailing."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from mailer.composing.writer import MAILING, Wish, Writer
from mailer.errors import MissingFact
from mailer.model.jobs import Calendar, Job, Mailing
from mailer.model.people import Mandate, Member

_SOME_DAY = datetime.fromisoformat("2020-02-02T12:00:00+00:00")
_TOLD = ("id", "title", "start", "end", "location", "answer_by", "description", "shifts", "cancelled")
_STAND_INS = tuple(
    Member(
        f"stand-in-{form or 'neutral'}",
        "Kim",
        "Muster",
        "kim@muster.example",
        "Weg 1",
        "12345",
        "Ort",
        "Mitte",
        joined=date(2020, 2, 2),
        birthday=date(1980, 2, 2),
        form_of_address=form,
        mandates=(Mandate("Parteitag", "delegate", 1),),
        dues_open=Decimal(12) if form else None,
    )
    for form in ("f", "m", "formal", "")
)
"""Nobody in the address book: a new street or name of a real member must not cost a release."""


def fingerprint(writer: Writer, job: Job, mailing: Mailing, template: str) -> str:
    """The digest of a mailing: its template's text, free values, events, audience rule, files, and letters to stand-ins (so that a building
    block or the layout counts too). When it goes out is no part of it. Raises TemplateError for a template that makes no letters."""
    events = [{name: getattr(event, name) for name in _TOLD} for event in job.events_of(mailing)]
    how = (mailing.template, mailing.kind, mailing.channels, mailing.calendar, mailing.attachments)
    content = [
        job.title,
        job.values,
        events,
        repr(mailing.audience),
        how,
        template,
        list(_files(job, mailing)),
        list(_letters(writer, job, mailing)),
    ]
    return sha256(json.dumps(content, default=str, sort_keys=True).encode()).hexdigest()


def _files(job: Job, mailing: Mailing) -> Iterator[str]:
    for name in mailing.attachments:
        file = Path(job.path).parent / name
        yield sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


def _letters(writer: Writer, job: Job, mailing: Mailing) -> Iterator[list[str]]:
    for member in _STAND_INS:
        try:
            letter = writer.compose(_wish(job, mailing, member))
        except MissingFact as error:
            yield [error.key, str(error.facts.get("name"))]
        else:
            yield [letter.subject, letter.text, letter.html]


def _wish(job: Job, mailing: Mailing, member: Member) -> Wish:
    unique = (job.id, mailing.id, "fingerprint", member.id)
    events, address = job.events_of(mailing), member.email or ""
    return Wish(
        unique, mailing.template, MAILING, mailing.kind, _SOME_DAY, address, member.name, member, job, events, calendar=Calendar.NONE
    )
