"""Can any of several patterns match a text at all?

Each kind of answer has its own words, and most letters hold none of them: one look at the letter's marks tells that.
"""

import re

from mailer.reading.answers.sieve import Ways, shipped_sieve
from mailer.reading.answers.words import needs_of


class Gate:
    """Patterns of which most texts match none. It opens for every text that one of them matches, and for few others."""

    def __init__(self, *patterns: re.Pattern[str]) -> None:
        self._patterns = patterns
        self._ways: Ways | None = None  # at once: several threads may ask

    def opens(self, text: str) -> bool:
        """Whether one of the patterns may match the folded text; where not, none does."""
        return (self._ways or self._settled()).lead(shipped_sieve().marks_of(text))

    def _settled(self) -> Ways:
        self._ways = Ways(gate | way for gate, ways in map(needs_of, self._patterns) for way in ways)
        return self._ways
