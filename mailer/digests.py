"""Which digests are due, for whom, and with which figures? Wiring between config.toml, planning, reporting and recording."""

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

from mailer.config import Review, Settings
from mailer.later import later
from mailer.model.jobs import Audience, Mailing, When
from mailer.planning.moments import latest_moment, next_moments
from mailer.recording import TREASURER, DigestOrder, Rules, is_wanted, sentence
from mailer.store import digests, events, occurrences, restorations
from mailer.store.database import Store

if TYPE_CHECKING:
    from mailer import reporting
else:
    reporting = later("mailer.reporting")

_SIGHTING = "review-digest"


def rules_of(settings: Settings) -> Rules:
    """What config.toml says about answers."""
    roles = {name: tuple(address.lower() for address in role.addresses) for name, role in settings.roles.items()}
    return Rules(settings.answers.authserv_ids, roles, timedelta(days=settings.answers.confirm_days))


def due_digests(store: Store, settings: Settings, now: datetime, zone: tzinfo) -> tuple[DigestOrder, ...]:
    """A digest for each office whose moment has come since its last one; moments that were missed are let go but the latest."""
    if not settings.review.digest:
        return ()
    return tuple(_due(store, settings, now, zone))


def next_digest(review: Review, now: datetime, zone: tzinfo) -> datetime | None:
    """The next moment of the cron line."""
    return next(iter(next_moments(_clockwork(review), now, 1, zone)), None) if review.digest else None


def earliest(*moments: datetime | None) -> datetime | None:
    """The first of the moments that are there."""
    return min((moment for moment in moments if moment is not None), default=None)


def _due(store: Store, settings: Settings, now: datetime, zone: tzinfo) -> Iterator[DigestOrder]:
    for role in settings.review.roles:
        if role not in settings.roles:
            continue
        with store.begin() as connection:
            seen = occurrences.first_seen(connection, _SIGHTING, role, now)
            last, told = digests.latest(connection, role)
            seen = max(seen, restorations.until(connection) or seen)  # a backup does not know which it has sent
            wanted = is_wanted(connection, role, now)
        at = latest_moment(_clockwork(settings.review), max(seen, last) if last else seen, now, zone)
        if at is not None and wanted:
            facts = {"standing": _standing(store, now), "news": _news(store, role, told, zone)}
            yield DigestOrder(role, settings.roles[role].addresses, at, facts)


def _clockwork(review: Review) -> Mailing:
    return Mailing("digest", "", Audience(), When(cron=review.digest))


def _news(store: Store, role: str, since: datetime | None, zone: tzinfo) -> tuple[dict[str, Any], ...]:
    """What came into the book since the last digest, beside answers to events: the treasurer hears of dues, the board of all else."""
    with store.look() as connection:
        lines = reporting.book_lines(connection, "dues" if role == TREASURER else None, None, role, {})
        known = events.every(connection)
    fresh = (line for line in lines if line.standing == "current" and (since is None or line.entry.recorded_at > since))
    return tuple({"at": line.at, "name": line.name, "words": sentence(line.entry.finding, known, zone)} for line in fresh)


def _standing(store: Store, now: datetime) -> tuple[dict[str, Any], ...]:
    """The events ahead: who comes, and whether there is help enough."""
    with store.look() as connection:
        ahead = [event.id for event in events.every(connection) if event.end > now]
        return tuple(_line(reporting.event_answers(connection, event_id)) for event_id in ahead)


def _line(answers: "reporting.EventAnswers") -> dict[str, Any]:
    shifts = [
        {"title": each.shift.title, "helpers": len(each.helpers), "needed": each.shift.needed or 0} for each in answers.help if each.shift
    ]
    coming = len(answers.coming)
    return {"title": answers.event.title, "start": answers.event.start, "coming": coming, "seats": answers.seats, "help": shifts}
