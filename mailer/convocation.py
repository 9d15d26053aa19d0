"""What do the rules of its body say about a mailing, and may it go out today? The rules of config.toml with the jobs and the record."""

import getpass
from collections.abc import Iterable
from datetime import date, datetime, tzinfo

from mailer.config import Settings
from mailer.convening import Deadlines, Shortcoming, deadlines_for, notice_warnings, refusals
from mailer.errors import DataError
from mailer.model.jobs import Job, Mailing
from mailer.people.reach import Reach
from mailer.people.ways import EMAIL, POST
from mailer.planning.people import recipients
from mailer.store import overrides
from mailer.store.database import Store
from mailer.store.overrides import Override
from mailer.texts import say


def deadlines_of(settings: Settings, job: Job, mailing: Mailing, zone: tzinfo) -> Deadlines | None:
    """The computation for a mailing that convenes a body; None for any other."""
    body, about = settings.convened.get(mailing.body or ""), job.events_of(mailing)
    if body is None or not about:
        return None
    return deadlines_for(body, about[0].start.astimezone(zone).date(), settings.post.time, settings.magazine_issues)


def warnings_of(settings: Settings, job: Job, mailing: Mailing, sends_on: date, zone: tzinfo) -> tuple[Shortcoming, ...]:
    """What a board must know before this convocation goes out on that day; nothing for any other mailing."""
    body, about = settings.convened.get(mailing.body or ""), job.events_of(mailing)
    if body is None or not about:
        return ()
    meeting = about[0].start.astimezone(zone).date()
    return notice_warnings(body, mailing, about[0], job.values, meeting, sends_on, settings.post.time, settings.magazine_issues)


def check_in_time(store: Store, settings: Settings, job: Job, mailing: Mailing, now: datetime, zone: tzinfo) -> None:
    """Raises DataError where the convocation would come too late, and nobody has said on record that it goes out all the same."""
    with store.look() as connection:
        reach = recipients(connection, mailing, now, zone)
    _refuse(store, job, mailing, late_ways(settings, job, mailing, _ways(reach), now, zone))


def check_print_in_time(store: Store, settings: Settings, job: Job, mailings: Iterable[Mailing], now: datetime, zone: tzinfo) -> None:
    """The same for letters that are to be printed today."""
    for mailing in mailings:
        _refuse(store, job, mailing, late_ways(settings, job, mailing, frozenset({POST}), now, zone))


def late_ways(
    settings: Settings, job: Job, mailing: Mailing, reached: frozenset[str], now: datetime, zone: tzinfo
) -> tuple[Shortcoming, ...]:
    """The ways by which the convocation would come too late today, of those by which anybody is reached."""
    found = deadlines_of(settings, job, mailing, zone)
    return refusals(found, mailing, reached, now.astimezone(zone).date()) if found else ()


def override(store: Store, job: Job, mailing: Mailing, late: tuple[Shortcoming, ...], reason: str, now: datetime) -> Override:
    """Write down a person's word that a late convocation goes out all the same. Raises DataError for an empty reason."""
    if not reason.strip():
        raise DataError("convening.no_reason")
    said = Override(job.id, mailing.id, reason.strip(), tuple(map(sentence, late)), now, getpass.getuser())
    with store.begin() as connection:
        overrides.write(connection, said)
    return said


def sentence(shortcoming: Shortcoming) -> str:
    """What is wrong, for people."""
    return say(shortcoming.key, **shortcoming.facts)


def _ways(reach: Reach) -> frozenset[str]:
    found = {EMAIL} if reach.write_to else set()
    return frozenset(found | ({POST} if reach.by_post else set()))


def _refuse(store: Store, job: Job, mailing: Mailing, late: tuple[Shortcoming, ...]) -> None:
    if not late:
        return
    with store.look() as connection:
        if overrides.of_mailing(connection, job.id, mailing.id):
            return
    why = "\n".join(f"  - {sentence(each)}" for each in late)
    raise DataError("convening.refused", job=job.id, mailing=mailing.id, why=why)
