"""What was measured, and what does it come to? Samples by section and row, medians, and medians of per-round ratios."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True, slots=True)
class Sample:
    """One run of one contender: letters, wall-clock and CPU seconds (start-up included), peak memory, and what a row has besides.

    `database_bytes` is the growth of the database by all letters; `accepted` and `distinct` are mails and Message-IDs at the sink.
    """

    letters: int
    seconds: float
    cpu_seconds: float
    peak_mib: float
    database_bytes: int | None = None
    accepted: int | None = None
    distinct: int | None = None
    wire_bytes: int | None = None

    @property
    def rate(self) -> float:
        """Letters a second."""
        return self.letters / self.seconds

    @property
    def cpu_per_thousand(self) -> float:
        """CPU seconds for 1,000 letters."""
        return self.cpu_seconds / self.letters * 1000


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a section: a contender, and how one run of it is done. `needs` are names of needs.HOW; `absent`: why it cannot be."""

    name: str
    contender: str
    letters: int
    run: Callable[[], Sample]
    needs: tuple[str, ...] = ()
    absent: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """What is measured side by side. `baseline` is the row that the others are compared with."""

    key: str
    title: str
    rows: tuple[Row, ...]
    baseline: str
    rounds: int
    note: str = ""


@dataclass(slots=True)
class Measured:
    """A section's samples, by row, in the order of the rounds; `absent` rows with the reason."""

    section: Section
    samples: dict[str, list[Sample]] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)

    def of(self, row: str) -> list[Sample]:
        """The samples of a row, none if it was not measured."""
        return self.samples.get(row, [])

    def middle(self, row: str, figure: Callable[[Sample], float]) -> float | None:
        """The median of a figure over the rounds."""
        samples = self.of(row)
        return median(figure(sample) for sample in samples) if samples else None

    def ratio(self, row: str, to: str) -> float | None:
        """The median of the per-round ratios of letters a second."""
        pairs = list(zip(self.of(row), self.of(to), strict=False))
        return median(one.rate / other.rate for one, other in pairs) if pairs else None

    def running(self, row: str) -> float | None:
        """Seconds per letter without start-up, which is what the first row's run of one letter took; None for that row itself."""
        first = self.section.rows[0].name
        pairs = list(zip(self.of(row), self.of(first), strict=False)) if row != first else []
        return median((one.seconds - start.seconds) / one.letters for one, start in pairs) if pairs else None


def find(measured: Sequence[Measured], key: str) -> Measured | None:
    """The section of that key."""
    return next((each for each in measured if each.section.key == key), None)
