"""Can any of several patterns match a text at all?

Each kind of answer has its own words, and most letters hold none of them: one look at the letter's marks tells that.
"""

import re

from mailer.reading.answers.sieve import shipped_sieve
from mailer.reading.answers.words import needs_of


class Gate:
    """Patterns of which most texts match none. It opens for every text that one of them matches, and for few others."""

    def __init__(self, *patterns: re.Pattern[str]) -> None:
        self._patterns = patterns
        self._ways: dict[int, list[int]] = {}  # by the rarest mark of each
        self._keys = 0

    def opens(self, text: str) -> bool:
        """Whether one of the patterns may match the folded text; where not, none does."""
        if not self._ways:
            self._settle()
        marks = shipped_sieve().marks_of(text)
        hits = marks & self._keys
        while hits:
            key = hits & -hits
            for way in self._ways[key]:
                if marks & way == way:
                    return True
            hits ^= key
        return 0 in self._ways

    def _settle(self) -> None:
        found: dict[int, list[int]] = {}
        for gate, ways in map(needs_of, self._patterns):
            for way in [gate | one for one in ways]:
                found.setdefault(1 << way.bit_length() >> 1, []).append(way)
        self._keys, self._ways = sum(found), found  # the ways last: another thread asks as soon as there are any
