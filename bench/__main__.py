"""What happens on `python -m bench`? Look what is missing, measure, show the tables."""

import json
import shlex
import shutil
import signal
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

from bench import needs
from bench.dkim_key import write_key
from bench.machine import circumstances
from bench.options import Options, read_options
from bench.processes import RunFailed
from bench.report import report, write_into
from bench.results import Measured
from bench.rounds import measure_all
from bench.runs import Runs
from bench.sections import Field
from bench.verdicts import verdicts
from bench.workspaces import Workspaces


def main(words: list[str]) -> int:
    """Measure; exit code 0 when all was measured, 1 when something failed or is missing, 130 after Ctrl-C."""
    options = read_options(words)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    facts = circumstances(shlex.join(["python", "-m", "bench", *words]))
    _tell_missing()
    measured: list[Measured] = []
    interrupted = _measure(options, measured, facts)
    remark = "Interrupted: this is what there is." if interrupted else ""
    tables = report(measured, facts, remark)
    sys.stdout.write("\n" + tables)
    if options.write and options.whole and not interrupted:
        write_into(options.write, tables)
    elif options.write:
        _tell(f"{options.write} is left as it is: only a whole run goes there")
    return 130 if interrupted else int(any(each.absent for each in measured))


def _measure(options: Options, measured: list[Measured], facts: dict[str, str]) -> bool:
    """Measure all that was asked for; True when Ctrl-C ended it."""
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    folder.chmod(0o755)  # servers run there as other users
    began = time.monotonic()

    def told(words: str) -> None:
        _tell(f"{time.monotonic() - began:6.0f} s  {words}")

    try:
        with ExitStack() as stack:
            sections = _field(options, folder, stack).sections()
            measure_all(sections, measured, told, lambda: _keep(options.json, measured, facts))
    except KeyboardInterrupt:
        return True
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return False


def _field(options: Options, folder: Path, stack: ExitStack) -> Field:
    runs = Runs(folder, Workspaces(folder))
    signing = "dkim" in options.sections and not needs.missing("cryptography")
    key = write_key(folder / "dkim.pem") if signing else None
    able = key is not None and "mailer" in options.contenders and runs.signs(key)
    return Field(runs, options, stack, key, able)


def _keep(file: Path | None, measured: list[Measured], facts: dict[str, str]) -> None:
    """Every sample and every figure so far, as JSON."""
    if file is None:
        return
    sections = {
        each.section.key: {
            "title": each.section.title,
            "samples": {name: [asdict(sample) for sample in samples] for name, samples in each.samples.items()},
            "absent": each.absent,
        }
        for each in measured
    }
    asked = [{**asdict(verdict), "reached": verdict.reached} for verdict in verdicts(measured)]
    file.write_text(json.dumps({"facts": facts, "sections": sections, "verdicts": asked}, ensure_ascii=False, indent=1), encoding="utf-8")


def _tell_missing() -> None:
    for how in sorted({needs.HOW[name] for name in needs.HOW if needs.missing(name)}):
        names = ", ".join(name for name in needs.HOW if needs.HOW[name] == how and needs.missing(name))
        _tell(f"missing: {names}. To get it: {how}")


def _tell(words: str) -> None:
    sys.stderr.write(words + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except RunFailed as failure:
        _tell(str(failure))
        sys.exit(1)
