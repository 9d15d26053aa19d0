"""How do the figures look in Markdown, and how do they get into the document?"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from bench.processes import RunFailed
from bench.results import Measured, Row, Sample
from bench.verdicts import Verdict, verdicts

BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"
Cells = Callable[[Measured, Row], Sequence[str]]


def report(measured: Sequence[Measured], facts: Mapping[str, str], remark: str = "") -> str:
    """The whole result as Markdown: what was asked, section by section, and the circumstances."""
    parts = [f"**{remark}**"] if remark else []
    parts.append(_table(("figure", "must", "aim", "measured", "reached"), (_asked(verdict) for verdict in verdicts(measured))))
    parts += [_section(each) for each in measured]
    parts.append("\n".join(f"- {name}: {value}" for name, value in facts.items()))
    return "\n\n".join(parts) + "\n"


def write_into(document: Path, words: str) -> None:
    """Replace the marked block of a document. Raises RunFailed if it has none."""
    text = document.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise RunFailed(f"{document} has no block between {BEGIN} and {END}")
    document.write_text(f"{before}{BEGIN}\n{words}{END}{after}", encoding="utf-8")


def _asked(verdict: Verdict) -> Sequence[str]:
    sign = "≤" if verdict.most else "≥"
    asked = [f"{sign} {limit:g}{verdict.unit}" for limit in (verdict.must, verdict.aim)]
    got = "–" if verdict.measured is None else f"{verdict.measured:.2f}{verdict.unit}"
    return verdict.figure, *asked, got, verdict.reached


def _section(measured: Measured) -> str:
    section = measured.section
    kind = section.key.partition("-")[0]
    heads, cells = _FORMS.get(kind, (_SPEED, _speed))
    present = [row for row in section.rows if measured.of(row.name)]
    rounds = max((len(measured.of(row.name)) for row in present), default=0)
    words = [f"### {section.title}", f"{section.note} Rounds: {rounds}.".strip()]
    if present:
        words.append(_table(heads, (cells(measured, row) for row in present)))
    words += [f"Not measured: {name} ({reason})." for name, reason in measured.absent.items()]
    return "\n\n".join(words)


_SPEED = ("contender", "letters/s (min–max)", "CPU s/1,000", "peak MiB", "ratio to the baseline")
_GROWTH = ("size", "letters/s (min–max)", "CPU s/1,000", "peak MiB", "time per letter, ms", "without start-up, ms", "database, KB/letter")
_PLANNING = ("", "letters/s", "CPU s", "CPU s/1,000", "peak MiB")
_MAILS = ("contender", "mails/s (min–max)", "CPU ms/mail", "peak MiB", "ratio to the baseline")
_ONCE = ("contender", "letters", "accepted", "different Message-IDs", "bytes on the wire (median)")


def _speed(measured: Measured, row: Row) -> Sequence[str]:
    ratio = measured.ratio(row.name, measured.section.baseline)
    return row.name, *_costs(measured, row.name), _number(ratio, 2, "×")


def _growth(measured: Measured, row: Row) -> Sequence[str]:
    disk = measured.middle(row.name, lambda sample: (sample.database_bytes or 0) / sample.letters / 1000)
    whole = measured.middle(row.name, lambda sample: sample.seconds / sample.letters * 1000)
    running = measured.running(row.name)
    times = _number(whole, 3), _number(None if running is None else running * 1000, 3)
    return row.name, *_costs(measured, row.name), *times, _number(disk, 2)


def _planning(measured: Measured, row: Row) -> Sequence[str]:
    rate, cpu, thousand, peak = (measured.middle(row.name, figure) for figure in (_rate, _cpu, _thousand, _peak))
    return row.name, _number(rate, 0), _number(cpu, 2), _number(thousand, 3), _number(peak, 0)


def _once(measured: Measured, row: Row) -> Sequence[str]:
    (sample, *_) = measured.of(row.name)
    return row.name, *(f"{count:,}" for count in (sample.letters, sample.accepted, sample.distinct, sample.wire_bytes))


_FORMS: Mapping[str, tuple[Sequence[str], Cells]] = {
    "growth": (_GROWTH, _growth),
    "planning": (_PLANNING, _planning),
    "once": (_ONCE, _once),
    "intake": (_MAILS, _speed),
    "inspect": (_MAILS, _speed),
}


def _costs(measured: Measured, row: str) -> Sequence[str]:
    rates = [sample.rate for sample in measured.of(row)]
    rate, thousand, peak = (measured.middle(row, figure) for figure in (_rate, _thousand, _peak))
    return f"{_number(rate, 0)} ({min(rates):,.0f}–{max(rates):,.0f})", _number(thousand, 2), _number(peak, 0)


def _rate(sample: Sample) -> float:
    return sample.rate


def _cpu(sample: Sample) -> float:
    return sample.cpu_seconds


def _thousand(sample: Sample) -> float:
    return sample.cpu_per_thousand


def _peak(sample: Sample) -> float:
    return sample.peak_mib


def _number(value: float | None, digits: int, unit: str = "") -> str:
    return "–" if value is None else f"{value:,.{digits}f}{unit}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
