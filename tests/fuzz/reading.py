"""Does any damaged mail stop the reader, slow it down or let it grow? `python -m tests.fuzz.reading --runs 200000`

With atheris (`pip install atheris`) the damage is guided by what it reaches; without it, or with --own, our own mutator is used.
"""

import argparse
import importlib
import importlib.util
import random
import resource
import sys
import tempfile
from pathlib import Path

from tests.fuzz.mutation import MAX_BYTES, mutated
from tests.fuzz.seeds import seeds

_RSS_MB = 1024


def main(argv: list[str] | None = None) -> int:
    """Runs as many damaged mails as told; the first that breaks a promise is kept beside the caller and ends the run with code 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.reading", description=__doc__)
    parser.add_argument("--runs", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--own", action="store_true", help="use our own mutator though atheris is there")
    asked = parser.parse_args(argv)
    if asked.own or importlib.util.find_spec("atheris") is None:
        sys.stdout.write("our own mutator, blind to what it reaches" + ("\n" if asked.own else ": atheris is not installed\n"))
        return _by_ourselves(asked.runs, asked.seed)
    return _by_atheris(asked.runs, asked.seed)


def _by_ourselves(runs: int, seed: int) -> int:
    check = importlib.import_module("tests.fuzz.target").check
    limit = importlib.import_module("tests.fuzz.target").SLOWEST
    chance, mails = random.Random(seed), seeds()
    for whole in mails:
        check(whole)  # the first mails of a process also pay for patterns and model
    slowest, at_start = 0.0, _megabytes()
    for run in range(1, runs + 1):
        raw = mutated(mails, chance)
        try:
            took = check(raw)
            assert took <= limit, f"{took:.2f} s"
        except Exception as error:
            Path(f"crash-{run}.eml").write_bytes(raw)
            sys.stdout.write(f"run {run}: {type(error).__name__}: {error} (kept as crash-{run}.eml)\n")
            return 1
        slowest = max(slowest, took)
        if run % 2_000 == 0 or run == runs:
            sys.stdout.write(f"{run} mails, the slowest {slowest:.3f} s, memory {at_start} -> {_megabytes()} MB at most\n")
            sys.stdout.flush()
    return 0


def _by_atheris(runs: int, seed: int) -> int:
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["mailer.reading"]):
        target = importlib.import_module("tests.fuzz.target")

    def one(raw: bytes) -> None:
        took = target.check(raw)
        assert took <= 4 * target.SLOWEST, f"{took:.2f} s"  # instrumented code is several times slower

    with tempfile.TemporaryDirectory() as folder:
        for number, raw in enumerate(seeds()):
            (Path(folder) / f"{number:05}.eml").write_bytes(raw)
        settings = [
            f"-runs={runs}",
            f"-seed={seed}",
            f"-max_len={MAX_BYTES}",
            f"-rss_limit_mb={_RSS_MB}",
            "-timeout=10",
            "-print_final_stats=1",
        ]
        atheris.Setup([sys.argv[0], *settings, folder], one)
        atheris.Fuzz()
    return 0


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main())
