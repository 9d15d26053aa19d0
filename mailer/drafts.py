"""Which mailings must somebody look at first, and what follows from their word? Wiring between config.toml, job files and releasing."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from mailer import convocation, releasing
from mailer.errors import DataError, MailerError, NotReleased, StoreError
from mailer.looking import Around, Looked, asked_roles, author_of, look_at, reach_now, release_rule, turn_of
from mailer.model.jobs import Job, Mailing, Release, TooLate
from mailer.model.mail import OccurrenceState
from mailer.people.reach import Reach
from mailer.planning.due import Due, next_moment, released_as
from mailer.releasing import DraftOrder, Said, Standing, Verdict
from mailer.store import members, occurrences, releases
from mailer.store.releases import Draft, DraftState
from mailer.texts import say

_MAGAZINE = "magazine"


def see_to_drafts(around: Around, complain: Callable[[MailerError], None]) -> int:
    """Show what must be looked at and was not shown as it is now, and remind of what is due; gives the number of letters."""
    queued, current = 0, set()
    for job, mailing in _gated(around):
        try:
            turn = turn_of(around, job, mailing)
            if turn is not None:
                current.add((job.id, mailing.id, turn[0]))
                queued += _see_to(around, job, mailing, *turn)
        except StoreError:
            raise
        except MailerError as error:
            current |= {(job.id, mailing.id, key) for key in _keys(around, job, mailing)}
            complain(error)
    _withdraw(around, current)
    return queued


def hear(around: Around) -> int:
    """Deal with what roles answered to drafts; gives the number of mailings that were released."""
    with around.store.look() as connection:
        waiting = releases.words_waiting(connection)
    released = 0
    for word in waiting:
        with around.store.look() as connection:
            draft = releases.by_id(connection, word.draft_id)
        if draft is not None:
            verdict = releasing.settle(around.store, around.writer, word, standing_of(around, draft), around.now)
            released += verdict is not None and verdict.name == "released"
    return released


def released(around: Around, due: Due) -> Due:
    """The same, for those for whom it was released. Raises NotReleased where nobody has, or something has changed since."""
    key = released_as(due)
    with around.store.look() as connection:
        if key is None:
            draft = releases.latest_of(connection, due.job.id, due.mailing.id)
        else:
            draft = releases.standing(connection, due.job.id, due.mailing.id, key)
    if draft is None or draft.state is not DraftState.RELEASED or draft.digest != _digest(around, due.job, due.mailing):
        raise NotReleased("release.needed", job=due.job.id, mailing=due.mailing.id)
    return replace(due, frozen=draft.frozen)


def withheld(around: Around, job: Job) -> frozenset[str]:
    """The mailings of a job that nobody has released as they are now: no text of theirs is handed in to the magazine."""
    held = set()
    for mailing in job.mailings:
        if release_rule(around, mailing) is not Release.NONE and _MAGAZINE in mailing.channels:
            with around.store.look() as connection:
                draft = releases.latest_of(connection, job.id, mailing.id)
            if draft is None or draft.state is not DraftState.RELEASED or draft.digest != _digest(around, job, mailing):
                held.add(mailing.id)
    return frozenset(held)


def next_draft(around: Around) -> datetime | None:
    """When the next draft goes out because its mailing comes near."""
    lead = timedelta(days=around.settings.release.lead_days)
    with around.store.look() as connection:
        moments = [next_moment(connection, job, mailing, around.now, around.zone) for job, mailing in _gated(around)]
    return min((at - lead for at in moments if at is not None and at - lead > around.now), default=None)


def standing_of(around: Around, draft: Draft) -> Standing:
    """What a draft is about, as the job file stands now."""
    job = next((each for each in around.shelf.jobs if each.id == draft.job_id), None)
    mailing = job.mailing(draft.mailing_id) if job is not None else None
    roles = around.settings.release.roles
    if job is None or mailing is None:
        return Standing(draft.job_id, None, roles=roles)
    rule, author = release_rule(around, mailing), author_of(around, job)
    own_days = mailing.when.personal is not None
    reach = reach_now(around, mailing)
    selected = Looked(reach, (), ()).selected
    try:
        digest = _digest(around, job, mailing)
    except MailerError:
        digest = None
    return Standing(
        title=job.title,
        digest=digest,
        rule=rule,
        author=author or (),
        author_role=job.author,
        frozen=None if own_days else selected,
        people=len(reach.people),
        at=draft.due_at,
        own_days=own_days,
        roles=roles,
        facts={"late": _late(around, draft, mailing)},
    )


def decide_at_terminal(around: Around, draft: Draft, said: Said, who: str, role: str) -> Verdict:
    """A word at the terminal. Raises DataError for a role that is not asked, and where these are the author's own eyes."""
    asked = asked_roles(around)
    if role not in asked:
        raise DataError("release.not_asked", role=role, known=", ".join(asked))
    standing = standing_of(around, draft)
    own = role == standing.author_role or {address.lower() for address in asked[role]} <= set(standing.author)
    if own and said is Said.GO and standing.rule is Release.FOUR_EYES:
        raise DataError("release.own", role=role)
    return releasing.decide_at_terminal(around.store, draft, standing, said, who, around.now)


def _see_to(around: Around, job: Job, mailing: Mailing, key: str, at: datetime | None) -> int:
    ahead = at is not None and at - around.now > timedelta(days=around.settings.release.lead_days)
    if ahead and _MAGAZINE not in mailing.channels:  # its copy deadline is long before it goes out
        return 0
    digest = _digest(around, job, mailing)
    with around.store.look() as connection:
        known = releases.standing(connection, job.id, mailing.id, key)
    if known is None or known.digest != digest:
        return releasing.show(around.store, around.writer, _order(around, job, mailing, key, at, digest), around.now)
    if known.due_at != at:
        with around.store.begin() as connection:
            releases.move(connection, known.id, at)
    if known.state is DraftState.ASKED and at is not None and at <= around.now and known.reminded_at is None and known.asked_at < at:
        return releasing.remind(around.store, around.writer, _order(around, job, mailing, key, at, digest), around.now)
    return 0


def _order(around: Around, job: Job, mailing: Mailing, key: str, at: datetime | None, digest: str) -> DraftOrder:
    looked = look_at(around, job, mailing, at)
    return DraftOrder(
        job=job,
        mailing=mailing,
        key=key,
        at=at,
        digest=digest,
        rule=release_rule(around, mailing),
        roles=asked_roles(around),
        people=len(looked.reach.people),
        author=author_of(around, job),
        by_post=len(looked.reach.by_post),
        left=_left(around, looked.reach),
        warnings=looked.warnings,
        samples=looked.samples,
        own_days=mailing.when.personal is not None,
        facts={"deadlines": _deadlines(around, job, mailing)},
    )


def _deadlines(around: Around, job: Job, mailing: Mailing) -> tuple[dict[str, object], ...]:
    """The last safe day of each way of a convocation; nothing for any other mailing."""
    found = convocation.deadlines_of(around.settings, job, mailing, around.zone)
    ways = found.channels if found is not None else ()
    return tuple({"channel": way.channel, "last_day": way.last_day, "arrives": way.arrives, "issue": way.issue} for way in ways)


def _left(around: Around, reach: Reach) -> tuple[releasing.Left, ...]:
    with around.store.look() as connection:
        names = members.names(connection)
    by_reason: dict[str, list[str]] = {}
    for out in reach.left_out:
        by_reason.setdefault(out.reason, []).append(names.get(out.member_id, out.member_id))
    return releasing.left_of(by_reason, {reason: say(f"report_left_out.{reason}") for reason in by_reason})


def _digest(around: Around, job: Job, mailing: Mailing) -> str:
    return releasing.fingerprint(around.writer, job, mailing, around.shelf.templates.get(mailing.template, ""))


def _late(around: Around, draft: Draft, mailing: Mailing) -> str | None:
    """What the too-late rule says of a draft whose moment has long passed; None where it goes out."""
    with around.store.look() as connection:
        found = occurrences.find(connection, draft.job_id, draft.mailing_id, draft.key)
    if found is not None and found.state in occurrences.PUT_ASIDE:
        return "ask" if found.state is OccurrenceState.ASKING else "skip"
    past = draft.due_at is not None and around.now - draft.due_at > mailing.too_late_after
    return str(mailing.too_late) if past and mailing.too_late is not TooLate.SEND else None


def _withdraw(around: Around, current: set[tuple[str, str, str]]) -> None:
    """Drafts of what does not come any more; those of a broken job file are left alone until it is mended."""
    broken = around.shelf.broken_ids
    with around.store.look() as connection:
        stale = [each for each in releases.undecided(connection) if (each.job_id, each.mailing_id, each.key) not in current]
    stale = [each for each in stale if each.job_id not in broken]
    if stale:
        with around.store.begin() as connection:
            for draft in stale:
                releases.withdraw(connection, draft.id)


def _keys(around: Around, job: Job, mailing: Mailing) -> Iterable[str]:
    with around.store.look() as connection:
        return [each.key for each in releases.undecided(connection) if (each.job_id, each.mailing_id) == (job.id, mailing.id)]


def _gated(around: Around) -> Iterator[tuple[Job, Mailing]]:
    for job in around.shelf.jobs:
        for mailing in job.mailings:
            if release_rule(around, mailing) is not Release.NONE:
                yield job, mailing
