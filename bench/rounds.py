"""In which order do the contenders run? Alternating: A B C, A B C, so that what drifts on the machine meets all of them."""

from collections.abc import Callable, Iterable

from bench import needs
from bench.processes import RunFailed
from bench.results import Measured, Row, Sample, Section

Told = Callable[[str], None]


def measure_all(sections: Iterable[Section], into: list[Measured], told: Told, kept: Callable[[], None]) -> None:
    """Measure section after section; `into` grows as it goes, so that what there is survives an interruption.

    `told` hears a line for each run, `kept` is called after each round. A row that fails is left out from there on, with the reason.
    """
    for section in sections:
        measured = Measured(section)
        into.append(measured)
        runnable = [row for row in section.rows if _can_run(row, measured, told)]
        for number in range(1, section.rounds + 1):
            for row in runnable:
                if row.name not in measured.absent:
                    _one(row, measured, f"{section.key}, round {number} of {section.rounds}, {row.name}", told)
            kept()


def _can_run(row: Row, measured: Measured, told: Told) -> bool:
    lacking = "; ".join(f"{name} is missing: {needs.HOW[name]}" for name in row.needs if needs.missing(name))
    reason = row.absent or lacking
    if reason:
        measured.absent[row.name] = reason
        told(f"{measured.section.key}: no {row.name}: {reason}")
    return not reason


def _one(row: Row, measured: Measured, place: str, told: Told) -> None:
    try:
        sample = row.run()
    except RunFailed as failure:
        measured.absent[row.name] = " ".join(str(failure).split())[-300:]
        told(f"{place}: failed\n{failure}")
        return
    measured.samples.setdefault(row.name, []).append(sample)
    told(f"{place}: {_shown(sample)}")


def _shown(sample: Sample) -> str:
    return f"{sample.rate:,.0f}/s, {sample.cpu_per_thousand:.2f} CPU s/1,000, {sample.peak_mib:.0f} MiB"
