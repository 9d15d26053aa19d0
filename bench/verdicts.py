"""Does it reach what the issue asks for? Each figure with its "must" and its "aim"."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.results import Measured, find
from bench.sections import INSPECT, INTAKE, NAMES

_MAILER, _NODEMAILER, _SMTP_SOURCE = NAMES["mailer"], NAMES["nodemailer"], NAMES["smtp-source"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A figure as measured (None: not measured) beside what is asked. `most` says that less is better; `unit` follows the number."""

    figure: str
    measured: float | None
    must: float
    aim: float
    unit: str
    most: bool

    @property
    def reached(self) -> str:
        """`aim`, `must`, `missed`, or a dash where nothing was measured."""
        if self.measured is None:
            return "–"
        return "aim" if self._within(self.aim) else "must" if self._within(self.must) else "missed"

    def _within(self, limit: float) -> bool:
        assert self.measured is not None
        return self.measured <= limit if self.most else self.measured >= limit


def verdicts(measured: Sequence[Measured]) -> list[Verdict]:
    """All figures of the issue, at the largest sizes that were measured; figures that cannot be had are None."""
    peers = next((each for each in reversed(measured) if each.section.key.startswith("peers")), None)
    dkim, growth, planning = (find(measured, key) for key in ("dkim", "growth", "planning"))
    small, large = _ends(growth)
    per_letter = growth.ratio(small, large) if growth else None
    peak = growth.middle(large, lambda sample: sample.peak_mib) if growth else None
    disk = growth.middle(large, lambda sample: (sample.database_bytes or 0) / sample.letters / 1000) if growth else None
    cpu = planning.middle("planning", lambda sample: sample.cpu_seconds) if planning else None
    return [
        Verdict(f"durable letters a second against nodemailer{_size(peers)}", _ratio(peers, _NODEMAILER), 2.0, 5.0, "×", False),
        Verdict(f"the same with DKIM rsa-2048 on both sides{_size(dkim)}", _ratio(dkim, _NODEMAILER), 2.5, 6.0, "×", False),
        Verdict(f"against smtp-source -s 10{_size(peers)}", _ratio(peers, _SMTP_SOURCE), 0.10, 0.35, "×", False),
        Verdict(f"time per letter at {large} against {small}", per_letter, 1.2, 1.0, "×", True),
        Verdict(f"peak memory at {large}, planning included", peak, 150, 90, " MiB", True),
        Verdict(f"CPU of planning (audience, render, queue){_size(planning)}", cpu, 5, 2, " s", True),
        Verdict(f"database growth per letter of 11 KB, at {large}", disk, 2.0, 0.7, " KB", True),
        Verdict("replies a second from Dovecot into the book", _rate(find(measured, "intake"), INTAKE["mailer"]), 700, 1400, "", False),
        Verdict(
            "replies a second by mailer inspect, start-up included",
            _rate(find(measured, "inspect"), INSPECT["mailer"]),
            1500,
            2500,
            "",
            False,
        ),
    ]


def _rate(measured: Measured | None, row: str) -> float | None:
    return measured.middle(row, lambda sample: sample.rate) if measured else None


def _ratio(measured: Measured | None, to: str) -> float | None:
    return measured.ratio(_MAILER, to) if measured else None


def _ends(growth: Measured | None) -> tuple[str, str]:
    """The names of the smallest and the largest size; before them stands the run of one letter."""
    rows = growth.section.rows if growth else ()
    return (rows[1].name, rows[-1].name) if rows else ("1,000 letters", "100,000 letters")


def _size(measured: Measured | None) -> str:
    return f", {measured.section.rows[0].letters:,} letters" if measured else ""
