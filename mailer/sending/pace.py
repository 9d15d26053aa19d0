"""Which of the due letters may leave now? The provider's rate, the rate for each recipient domain, domains that asked for a pause,
and the hours in which a mailing may go out.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from sqlalchemy import Connection

from mailer.config import Smtp
from mailer.model.mail import ClaimedLetter
from mailer.store import allowances, outbox
from mailer.store.allowances import Rate

_SECONDS = {"s": 1.0, "min": 60.0, "h": 3600.0, "day": 86400.0}
_ALL = "all"


@dataclass(frozen=True, slots=True)
class Claim:
    """The letters that may leave now; with none, `look_again` says after how many seconds there may be some (None: nothing waits)."""

    letters: tuple[ClaimedLetter, ...]
    look_again: float | None = None


class Pace:
    """Claims no more than may leave. All limits live in the database but the pauses that single domains asked for."""

    def __init__(self, settings: Smtp, zone: tzinfo) -> None:
        self._rate = rate_of(settings.rate, settings.burst)
        self._domain_rate = rate_of(settings.rate_per_domain, 0)
        self._zone = zone
        self._resting: dict[str, datetime] = {}

    def rest(self, letter: ClaimedLetter, until: datetime) -> None:
        """Leave this letter's domain alone until then: it said that it gets too much (enhanced status 4.7.x)."""
        self._resting[_domain(letter)] = until

    def claim(self, connection: Connection, worker: str, limit: int, now: datetime, lease: timedelta) -> Claim:
        """Claim up to `limit` letters that may leave now; those that may not are put off to the moment when they may."""
        granted = limit if self._rate is None else allowances.take(connection, _ALL, self._rate, limit, now)
        if not granted:
            return Claim((), self._until_the_next(connection, now))
        claimed = outbox.claim(connection, worker, granted, now, lease)
        free = self._put_off(connection, claimed, now)
        if self._rate is not None and len(free) < granted:
            allowances.give_back(connection, _ALL, self._rate, granted - len(free))
        return Claim(tuple(free), 0.0 if claimed and not free else None)

    def _until_the_next(self, connection: Connection, now: datetime) -> float | None:
        due = outbox.next_due(connection)
        if due is None or due > now or self._rate is None:
            return None
        return allowances.wait_for_one(self._rate).total_seconds()

    def _put_off(self, connection: Connection, claimed: Sequence[ClaimedLetter], now: datetime) -> list[ClaimedLetter]:
        """Put off what may not leave yet; gives the rest."""
        later = self._over_domain_rate(connection, claimed, now)
        for letter in claimed:
            until = max(self._resting.get(_domain(letter), now), opening(letter.send_window, now, self._zone))
            if until > now:
                later[letter.id] = until
        for until in set(later.values()):
            outbox.put_off(connection, [letter_id for letter_id, moment in later.items() if moment == until], until)
        return [letter for letter in claimed if letter.id not in later]

    def _over_domain_rate(self, connection: Connection, claimed: Sequence[ClaimedLetter], now: datetime) -> dict[str, datetime]:
        if self._domain_rate is None:
            return {}
        later: dict[str, datetime] = {}
        for domain, letters in _by_domain(claimed).items():
            granted = allowances.take(connection, f"domain {domain}", self._domain_rate, len(letters), now)
            gap = allowances.wait_for_one(self._domain_rate)
            later |= {letter.id: now + gap * (place + 1) for place, letter in enumerate(letters[granted:])}
        return later


def allowed_now(connection: Connection, settings: Smtp, now: datetime) -> int | None:
    """How many letters the provider's rate lets out at this moment; None where there is no rate."""
    rate = rate_of(settings.rate, settings.burst)
    return None if rate is None else allowances.left(connection, _ALL, rate, now)


def rate_of(words: str, burst: int) -> Rate | None:
    """The rate that config.py has checked, None for no limit; without a burst, what it allows in a minute may leave at once."""
    if not words:
        return None
    number, _, unit = words.partition("/")
    amount, seconds = int(number), _SECONDS[unit.strip()]
    return Rate(amount, seconds, burst or max(1, int(amount * min(60.0, seconds) / seconds)))


def opening(window: str | None, now: datetime, zone: tzinfo) -> datetime:
    """`now` inside a window such as `08:00-20:00` of the association's day (or `20:00-06:00` over midnight), else its next opening."""
    if not window:
        return now
    begin, end = (time.fromisoformat(part) for part in window.split("-"))
    here = now.astimezone(zone)
    clock = here.time().replace(tzinfo=None)
    inside = begin <= clock < end if begin <= end else clock >= begin or clock < end
    if inside:
        return now
    day = here.date() if clock < begin else here.date() + timedelta(days=1)
    return datetime.combine(day, begin, zone)


def _by_domain(letters: Sequence[ClaimedLetter]) -> dict[str, list[ClaimedLetter]]:
    found: dict[str, list[ClaimedLetter]] = defaultdict(list)
    for letter in letters:
        found[_domain(letter)].append(letter)
    return found


def _domain(letter: ClaimedLetter) -> str:
    return letter.address.rpartition("@")[2].lower()
