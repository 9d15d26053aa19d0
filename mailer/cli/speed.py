"""How fast do letters leave? Counted while they do, for the progress bar of `mailer send`."""

import time
from collections import deque
from collections.abc import Callable

_MINUTE = 60.0


class Speed:
    """Letters a minute: over the last minute, and in all. `now` gives seconds that only grow."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._begun = now()
        self._latest = self._begun
        self._seconds: deque[list[int]] = deque(maxlen=int(_MINUTE))
        self.done = 0

    def count(self, letters: int = 1) -> bool:
        """So many letters more; True for the first ones of a second, when it is time to show the figures anew."""
        self._latest = self._now()
        second = int(self._latest - self._begun)
        self.done += letters
        if self._seconds and self._seconds[-1][0] == second:
            self._seconds[-1][1] += letters
            return False
        self._seconds.append([second, letters])
        return True

    @property
    def last_minute(self) -> float:
        """Letters a minute, from those of the last minute; of a shorter run from all."""
        elapsed = self._now() - self._begun
        lately = sum(letters for second, letters in self._seconds if second > elapsed - _MINUTE)
        return lately / max(min(elapsed, _MINUTE), 1.0) * _MINUTE

    @property
    def in_all(self) -> float:
        """Letters a minute, from the beginning to the latest letter."""
        return self.done / max(self._latest - self._begun, 1.0) * _MINUTE
