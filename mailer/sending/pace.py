"""How fast may letters leave? The provider's limit, spread evenly."""

import asyncio

_SECONDS = {"s": 1.0, "min": 60.0, "h": 3600.0, "day": 86400.0}


class Pace:
    """Lets one letter through every so many seconds. `rate` is `"500/h"`, or empty for no limit."""

    def __init__(self, rate: str) -> None:
        self._gap = seconds_between(rate)
        self._next = 0.0

    async def wait(self) -> None:
        """Wait for this letter's turn."""
        if not self._gap:
            return
        loop = asyncio.get_running_loop()
        turn = max(self._next, loop.time())
        self._next = turn + self._gap
        await asyncio.sleep(turn - loop.time())


def seconds_between(rate: str) -> float:
    """The seconds between two letters at a rate that config.py has checked; 0 for no limit."""
    if not rate:
        return 0.0
    number, _, unit = rate.partition("/")
    return _SECONDS[unit.strip()] / int(number)
