"""How do the roles see a mailing before it goes out? As one mail with samples, numbers and warnings; and one reminder when it is due."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from mailer.composing.writer import MAILING, Wish, Writer, to_role
from mailer.errors import MissingFact
from mailer.model.composing import Attachment
from mailer.model.jobs import Job, Mailing, Release
from mailer.model.mail import NewLetter
from mailer.model.people import Member
from mailer.releasing.samples import Sample, choose
from mailer.store import letters, releases
from mailer.store.database import Store
from mailer.store.releases import Draft

DRAFT = "draft"
_TEMPLATE = "reports/release.md"
_REMINDER = "reports/release_reminder.md"
_LARGEST = 8_000_000  # bytes of all sample letters together
_SHOWN = 30  # names of one reason
_ALONE = {"sample": True}  # with a fact of its own each is written by itself: to learn what all have in common pays for many only
_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]+")


@dataclass(frozen=True, slots=True)
class Left:
    """Who gets no letter for one reason: the reason in words, how many, and the names of the first of them."""

    reason: str
    count: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftOrder:
    """A mailing that is to be shown: `key` and `at` are its occurrence's (None: by hand or on members' own days), `digest` its content's.

    `roles` are asked, each with its addresses; `author` are the addresses of whoever wrote it, None where nobody says. `left` and
    `warnings` are in words.
    """

    job: Job
    mailing: Mailing
    key: str
    at: datetime | None
    digest: str
    rule: Release
    roles: Mapping[str, tuple[str, ...]]
    people: int
    author: tuple[str, ...] | None = None
    by_post: int = 0
    left: tuple[Left, ...] = ()
    warnings: tuple[str, ...] = ()
    samples: tuple[Sample, ...] = ()
    own_days: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)


def samples_of(
    writer: Writer, job: Job, mailing: Mailing, people: Sequence[Member], now: datetime, files: Sequence[Attachment] = ()
) -> tuple[tuple[Sample, ...], dict[str, int]]:
    """The letters of up to three members who show the most, and how many of those looked at lack a fact, by its name.

    Each letter is what that member gets, but for the names by which answers are understood: whoever taps in a sample answers for nobody.
    Raises TemplateError.
    """
    lacking: dict[str, int] = {}

    def branches(member: Member) -> frozenset[str]:
        try:
            return writer.branches(_sample_wish(job, mailing, member, now))
        except MissingFact as error:
            name = str(error.facts.get("name", ""))
            lacking[name] = lacking.get(name, 0) + 1
            return frozenset()

    chosen = choose(people, branches)
    return tuple(_samples(writer, job, mailing, chosen, now, files)), lacking


def show(store: Store, writer: Writer, order: DraftOrder, now: datetime) -> int:
    """Queue the draft for each address of the roles, once for each content; gives the number of letters. Raises TemplateError."""
    with store.begin() as connection:
        draft = releases.show_once(connection, order.job.id, order.mailing.id, order.key, order.digest, order.at, order.people, now)
        if draft is None:
            return 0
        again = releases.had_another(connection, draft)
        return _queue(connection, writer, order, draft, now, _TEMPLATE, "show", {**_facts(order), "again": again}, tuple(_files(order)))


def remind(store: Store, writer: Writer, order: DraftOrder, now: datetime) -> int:
    """Queue one reminder for a draft whose time has come and that nobody has released or stopped; gives the number of letters."""
    with store.begin() as connection:
        draft = releases.standing(connection, order.job.id, order.mailing.id, order.key)
        if draft is None or draft.state is not releases.DraftState.ASKED or not releases.mark_reminded(connection, draft.id, now):
            return 0
        return _queue(connection, writer, order, draft, now, _REMINDER, "remind", _facts(order), ())


def _queue(
    connection: Connection,
    writer: Writer,
    order: DraftOrder,
    draft: Draft,
    now: datetime,
    template: str,
    what: str,
    facts: Mapping[str, Any],
    files: tuple[Attachment, ...],
) -> int:
    addresses = dict.fromkeys(address for role in order.roles.values() for address in role)
    for address in addresses:
        may = order.rule is not Release.FOUR_EYES or order.author is None or address.lower() not in order.author
        letter = _letter(writer, draft, now, address, template, what, {**facts, "may_release": may}, files)
        letters.queue(connection, [letter], now)
        releases.add_letter(connection, letter.id, draft.id, tuple(order.roles))
    return len(addresses)


def _letter(
    writer: Writer,
    draft: Draft,
    now: datetime,
    address: str,
    template: str,
    what: str,
    facts: Mapping[str, Any],
    files: tuple[Attachment, ...],
) -> NewLetter:
    unique = (DRAFT, what, str(draft.id), draft.asked_at.isoformat(), address)
    return writer.write(to_role(template, unique, address, now, facts, purpose=DRAFT, attachments=files))


def _facts(order: DraftOrder) -> dict[str, Any]:
    job, mailing = order.job, order.mailing
    return {
        "title": job.title,
        "job_id": job.id,
        "mailing_id": mailing.id,
        "kind": str(mailing.kind),
        "four_eyes": order.rule is Release.FOUR_EYES,
        "author_known": order.author is not None,
        "at": order.at,
        "by_hand": order.at is None and not order.own_days,
        "own_days": order.own_days,
        "people": order.people,
        "by_post": order.by_post,
        "left": order.left,
        "warnings": order.warnings,
        "samples": order.samples,
        "dates": job.events_of(mailing),
        "deadlines": (),
        "files": len(tuple(_files(order))),
        "attachments": mailing.attachments,
        **order.facts,
    }


def _files(order: DraftOrder) -> Iterator[Attachment]:
    """The samples as mails: the first, and the others as long as the whole stays a mail that providers take."""
    size = 0
    for number, sample in enumerate(order.samples, 1):
        size += len(sample.raw)
        if number > 1 and size > _LARGEST:
            return
        name = _UNSAFE.sub("-", f"{number}-{order.mailing.id}-{sample.name}").strip("-")
        yield Attachment(f"{name}.eml", "message/rfc822", sample.raw)


def left_of(reasons: Mapping[str, Sequence[str]], words: Mapping[str, str]) -> tuple[Left, ...]:
    """Who is left out, by reason: names by reason, and the reasons in words."""
    return tuple(Left(words[reason], len(names), tuple(names[:_SHOWN])) for reason, names in sorted(reasons.items()))


def _samples(
    writer: Writer, job: Job, mailing: Mailing, people: Sequence[Member], now: datetime, files: Sequence[Attachment]
) -> Iterator[Sample]:
    for member in people:
        try:
            letter = writer.compose(replace(_sample_wish(job, mailing, member, now), attachments=files))
        except MissingFact:
            continue
        yield Sample(member.name, letter.subject, letter.text, letter.html, letter.raw)


def _sample_wish(job: Job, mailing: Mailing, member: Member, now: datetime) -> Wish:
    """As it goes out, but under names of its own: letter, token and calendar UID are nobody's."""
    return Wish(
        unique=(DRAFT, "sample", job.id, mailing.id, member.id),
        template=mailing.template,
        purpose=MAILING,
        kind=mailing.kind,
        date=now,
        address=member.email or "post@invalid.invalid",
        to_name=member.name,
        member=replace(member, id=f"{DRAFT}-{member.id}"),
        job=job,
        events=job.events_of(mailing),
        calendar=mailing.calendar,
        facts=_ALONE,
    )
