"""Does `make bench` measure? Fifty letters through the real programs, and the arithmetic of the tables."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.processes import RunFailed, measure
from bench.report import BEGIN, END, report, write_into
from bench.results import Measured, Row, Sample, Section
from bench.sink import header
from bench.verdicts import Verdict
from bench.workspaces import WORKLOAD
from tests.servers.missing import program

ROOT = Path(__file__).parents[2]


def test_fifty_letters_go_through_mailer_and_smtp_source_and_make_a_table(tmp_path: Path) -> None:
    program("smtp-sink", "postfix")
    program("smtp-source", "postfix")
    figures = tmp_path / "figures.json"
    words = ["--letters", "50", "--rounds", "1", "--json", str(figures), "--only", "peers", "once", "mailer", "smtp-source"]
    done = subprocess.run([sys.executable, "-m", "bench", *words], cwd=ROOT, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stderr
    assert "| mailer send | " in done.stdout
    assert "| smtp-source (the limit) | " in done.stdout
    assert "| mailer send | 50 | 50 | 50 | " in done.stdout
    samples = json.loads(figures.read_text())["sections"]["peers-50"]["samples"]
    assert [sample["letters"] for sample in samples["mailer send"]] == [50]
    assert samples["mailer send"][0]["cpu_seconds"] > samples["smtp-source (the limit)"][0]["cpu_seconds"] > 0


def test_a_ratio_is_the_median_of_the_rounds_and_not_the_ratio_of_the_medians() -> None:
    measured = _measured({"slow": [1.0, 2.0, 8.0], "fast": [0.5, 0.5, 1.0]})
    assert measured.ratio("fast", "slow") == 4.0
    assert measured.middle("slow", lambda sample: sample.seconds) == 2.0


def test_a_row_that_was_not_measured_is_named_with_its_reason() -> None:
    measured = _measured({"slow": [1.0]})
    measured.absent["fast"] = "node is missing"
    assert "Not measured: fast (node is missing)." in report([measured], {})


@pytest.mark.parametrize(("value", "reached"), [(1.9, "missed"), (2.0, "must"), (5.1, "aim"), (None, "–")])
def test_a_figure_is_held_against_must_and_aim(value: float | None, reached: str) -> None:
    assert Verdict("ratio", value, 2.0, 5.0, "×", most=False).reached == reached


@pytest.mark.parametrize(("value", "reached"), [(6.0, "missed"), (5.0, "must"), (1.9, "aim")])
def test_of_costs_less_is_better(value: float, reached: str) -> None:
    assert Verdict("planning", value, 5.0, 2.0, " s", most=True).reached == reached


def test_only_the_marked_block_of_the_document_is_replaced(tmp_path: Path) -> None:
    document = tmp_path / "performance.md"
    document.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    write_into(document, "new\n")
    assert document.read_text() == f"before\n{BEGIN}\nnew\n{END}\nafter\n"


def test_a_document_without_the_block_is_left_alone(tmp_path: Path) -> None:
    document = tmp_path / "performance.md"
    document.write_text("no block")
    with pytest.raises(RunFailed):
        write_into(document, "new\n")
    assert document.read_text() == "no block"


def test_a_process_is_measured_with_its_children_and_its_exit_code_counts(tmp_path: Path) -> None:
    burn = "import time\nwhile time.process_time() < 0.2: pass"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}])"
    assert measure([[sys.executable, "-c", child]], tmp_path / "log").cpu_seconds >= 0.2
    with pytest.raises(RunFailed, match="ended with 3"):
        measure([[sys.executable, "-c", "raise SystemExit(3)"]], tmp_path / "log")


def test_the_sink_reads_folded_headers_and_never_the_body() -> None:
    assert header(b"Subject: a\r\nMESSAGE-ID:\r\n <1@a.example>\r\n\r\nMessage-ID: <2@a.example>", b"message-id") == b"<1@a.example>"
    assert header(b"Subject: a\r\n\r\nMessage-ID: <2@a.example>", b"message-id") is None


def _measured(seconds: dict[str, list[float]]) -> Measured:
    rows = tuple(Row(name, "mailer", 100, lambda: _sample(1.0)) for name in ("slow", "fast"))
    section = Section("peers-100", "100 letters", rows, "slow", 3)
    return Measured(section, {name: [_sample(each) for each in times] for name, times in seconds.items()})


def _sample(seconds: float) -> Sample:
    return Sample(100, seconds, seconds, 10.0)


def test_the_files_that_the_replies_are_taken_from_are_there() -> None:
    named = (WORKLOAD / "texts.txt").read_text(encoding="utf-8").split()
    assert len(named) == len(set(named)) > 10
    assert all((WORKLOAD.parents[1] / "training" / "texts" / f"{name}.jsonl").is_file() for name in named)
