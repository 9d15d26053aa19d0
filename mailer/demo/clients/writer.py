"""Who answers, in which words, and when?"""

import hashlib
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Writer:
    """One answer before a mail program gets hold of it. `words` may have several lines; `at` is aware, in the writer's zone."""

    name: str
    address: str
    words: str
    at: datetime

    @property
    def domain(self) -> str:
        """The provider: what stands right of the `@`."""
        return self.address.rpartition("@")[2]

    def mark(self, purpose: str, digits: int) -> str:
        """Hexadecimal digits for ids and boundaries: the same answer gets the same ones again. At most 64."""
        return hashlib.sha256(f"{purpose}|{self.address}|{self.at.isoformat()}|{self.words}".encode()).hexdigest()[:digits]
