"""Which letter is next? Those claimed and not yet begun, shared by all connections; whoever finds none claims more."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable

from mailer.model.mail import ClaimedLetter
from mailer.sending.pace import Claim

_LONGEST_WAIT = 5.0


class Pile:
    """The letters in this process's hands that no connection has begun."""

    def __init__(self, claim: Callable[[], Awaitable[Claim]], stop: asyncio.Event) -> None:
        self._claim = claim
        self._stop = stop
        self._letters: deque[ClaimedLetter] = deque()
        self._turn = asyncio.Lock()

    def take(self) -> ClaimedLetter | None:
        """A letter that is there at this moment, if any."""
        return self._letters.popleft() if self._letters and not self._stop.is_set() else None

    def put_back(self, letter: ClaimedLetter) -> None:
        """One that was not begun after all goes first."""
        self._letters.appendleft(letter)

    async def next(self) -> ClaimedLetter | None:
        """The next letter; None when nothing is due any more, or when told to stop. Waits while a rate holds back what is due."""
        async with self._turn:
            while not self._letters and not self._stop.is_set():
                claim = await self._claim()
                self._letters.extend(claim.letters)
                if not self._letters and claim.look_again is None:
                    return None
                if not self._letters:
                    await _wait(self._stop, min(claim.look_again or 0.0, _LONGEST_WAIT))
            return self.take()


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    """Wait so long, or until told to stop."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), max(seconds, 0.01))
