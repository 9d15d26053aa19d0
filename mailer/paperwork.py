"""What does the service do about paper by itself? Letters for mails that came back, texts for the magazine, a word to the board."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, tzinfo

from mailer.composing.writer import Writer
from mailer.config import Settings
from mailer.convening import last_call
from mailer.convening.issues import is_time, issue_for
from mailer.convocation import deadlines_of
from mailer.errors import DataError
from mailer.model.bodies import Issue
from mailer.model.jobs import Job, Mailing
from mailer.people.ways import POST
from mailer.posting import Board, LastCall, Told, hand_in, tell_board, write_for_bounced, write_for_unknown
from mailer.store.database import Store

MAGAZINE = "magazine"
_BOARD = "board"
_HOUR = timedelta(hours=1)


def see_to_paper(
    store: Store, writer: Writer, settings: Settings, job: Job, now: datetime, zone: tzinfo, withheld: frozenset[str] = frozenset()
) -> int:
    """See to one job; gives the number of letters and texts that were queued by it. Raises TemplateError and MissingFact.

    `withheld` are the ids of mailings that nobody has released: their texts are not handed in.
    """
    printed = [mailing for mailing in job.mailings if MAGAZINE in mailing.channels and mailing.id not in withheld]
    done = sum(hand_in_when_due(store, writer, settings, job, mailing, now, zone) for mailing in printed)
    if any(POST in mailing.channels for mailing in job.mailings):
        write_for_unreached(store, writer, settings, job, now, zone)
        board = settings.roles[_BOARD].addresses if _BOARD in settings.roles else ()
        done += tell_board(store, writer, Told(job, _last_day(settings, job, zone), board, now, zone))
    return done


def write_for_unreached(store: Store, writer: Writer, settings: Settings, job: Job, now: datetime, zone: tzinfo) -> int:
    """Write letters for those whose mail came back, and, when the post has to go, for those of whom nobody knows whether it arrived."""
    board = settings.roles[_BOARD].addresses if _BOARD in settings.roles else ()
    back = write_for_bounced(store, writer, job, now)
    return back + write_for_unknown(store, writer, job, last_calls(settings, job, zone), Board(board, zone), now)


def last_calls(settings: Settings, job: Job, zone: tzinfo) -> tuple[LastCall, ...]:
    """Until when the convocations of a job can be posted."""
    counted = ((mailing, deadlines_of(settings, job, mailing, zone)) for mailing in job.mailings if POST in mailing.channels)
    ways = ((mailing, found.of(POST)) for mailing, found in counted if found is not None)
    days = ((mailing, way.last_day) for mailing, way in ways if way is not None and way.last_day is not None)
    return tuple(LastCall(mailing.id, _begin(last_call(day, settings.post.time), zone), day) for mailing, day in days)


def next_last_call(settings: Settings, jobs: Iterable[Job], now: datetime, zone: tzinfo) -> datetime | None:
    """When to look next for letters that the post should carry: when a convocation's last days for it begin, and hourly through them."""
    calls = [call for job in jobs for call in last_calls(settings, job, zone)]
    ahead = [call.opens for call in calls if call.opens > now]
    return min([now + _HOUR, *ahead] if any(call.is_now(now, zone) for call in calls) else ahead, default=None)


def hand_in_when_due(store: Store, writer: Writer, settings: Settings, job: Job, mailing: Mailing, now: datetime, zone: tzinfo) -> bool:
    """Hand the text of a mailing in, when the copy deadline is near."""
    issue, magazine = issue_of(settings, job, mailing, now, zone), settings.magazine
    if issue is None or magazine is None or not is_time(issue, magazine.days_before, now.astimezone(zone).date()):
        return False
    return hand_in_now(store, writer, settings, job, mailing, issue, now)


def hand_in_now(store: Store, writer: Writer, settings: Settings, job: Job, mailing: Mailing, issue: Issue, now: datetime) -> bool:
    """Hand the text of a mailing in; False where it was. Raises DataError without a magazine in config.toml."""
    if settings.magazine is None:
        raise DataError("magazine.none")
    editors = settings.roles[settings.magazine.role].addresses
    return hand_in(store, writer, settings.association.sender_name, job, mailing, issue, editors, now)


def issue_of(settings: Settings, job: Job, mailing: Mailing, now: datetime, zone: tzinfo) -> Issue | None:
    """The issue into which a mailing's text goes; None where none is in time."""
    return issue_for(deadlines_of(settings, job, mailing, zone), settings.magazine_issues, now.astimezone(zone).date())


def _last_day(settings: Settings, job: Job, zone: tzinfo) -> date | None:
    """The earliest last safe day by post of the job's convocations."""
    return min((call.last_day for call in last_calls(settings, job, zone)), default=None)


def _begin(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time.min, zone)
