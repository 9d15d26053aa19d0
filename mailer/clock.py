"""What time is it? Asked of a clock that is passed in, so that October 2024 can be played today."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Gives the present moment, aware, in UTC."""

    def now(self) -> datetime:
        """The present moment."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present moment of the machine."""
        return datetime.now(UTC)


class ManualClock:
    """A clock that stands still until it is moved: for tests and the demo."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        """The moment that was set last."""
        return self._now

    def move_to(self, moment: datetime) -> None:
        """Set the clock. Raises ValueError for a naive moment; going back is allowed, as clocks of real machines do."""
        if moment.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        self._now = moment.astimezone(UTC)

    def advance(self, step: timedelta) -> None:
        """Move the clock by `step`."""
        self._now += step
