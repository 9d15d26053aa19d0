"""How are dates, times and sums written in a German letter? The words come from `layout/words.txt`, the order is decided here."""

from collections.abc import Callable
from datetime import date, datetime, tzinfo
from decimal import ROUND_HALF_UP, Decimal
from typing import Any


class GermanFormat:
    """Writes dates, times and sums.

    All datetimes are shown in `zone`; a naive one (from a job's free facts) is meant in it. `words` is the text of
    `layout/words.txt`; raises KeyError for a word that it lacks.
    """

    def __init__(self, zone: tzinfo, words: str) -> None:
        known = {
            name.strip(): [word.strip() for word in line.split(",")] for name, _, line in (row.partition(":") for row in words.splitlines())
        }
        self._zone = zone
        self._weekdays = known["Wochentage"]
        self._months = known["Monate"]
        self._hour = known["Uhr"][0]
        self._until = known["bis"][0]

    def filters(self) -> dict[str, Callable[..., str]]:
        """The filters as templates name them."""
        return {
            "datum": self.datum,
            "datum_kurz": self.datum_kurz,
            "tag": self.tag,
            "uhrzeit": self.uhrzeit,
            "zeitraum": self.zeitraum,
            "euro": euro,
        }

    def datum(self, moment: datetime) -> str:
        """`Samstag, 23. November 2024, 10 Uhr`."""
        return f"{self.tag(moment)}, {self.uhrzeit(moment)}"

    def datum_kurz(self, day: date) -> str:
        """`23.11.2024`."""
        return f"{self._local(day):%d.%m.%Y}"

    def tag(self, day: date) -> str:
        """`Samstag, 23. November 2024`."""
        local = self._local(day)
        return f"{self._weekdays[local.weekday()]}, {local.day}. {self._months[local.month - 1]} {local.year}"

    def uhrzeit(self, moment: datetime) -> str:
        """`10 Uhr`, or `19:30 Uhr` where there are minutes."""
        return f"{self._clock(moment)} {self._hour}"

    def zeitraum(self, what: Any, end: datetime | None = None) -> str:
        """From start to end, of an event or shift, or of two datetimes: `Samstag, 23. November 2024, 10 bis 17 Uhr`."""
        if end is None and not isinstance(what, datetime):
            return self.zeitraum(what.start, what.end) if what.end else self.datum(what.start)
        if end is None:
            return self.datum(what)
        if self._local(what).date() == self._local(end).date():
            return f"{self.tag(what)}, {self._clock(what)} {self._until} {self.uhrzeit(end)}"
        return f"{self.datum(what)} {self._until} {self.datum(end)}"

    def _clock(self, moment: datetime) -> str:
        local = self._local(moment)
        return f"{local.hour:02}:{local.minute:02}" if local.minute else str(local.hour)  # a day without a time fails here

    def _local(self, day: Any) -> Any:
        if isinstance(day, datetime) and day.tzinfo is not None:
            return day.astimezone(self._zone)
        return day if isinstance(day, date) else +day  # `+` lets a missing fact tell its name


def euro(amount: Decimal | float) -> str:
    """`1.234,50 €`: two places, rounded half up, and a blank that keeps sum and currency on one line."""
    exact = Decimal(str(+amount)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return f"{exact:,.2f}".translate(str.maketrans(",.", ".,")) + "\N{NO-BREAK SPACE}€"
