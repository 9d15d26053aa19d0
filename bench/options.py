"""What did the person ask the bench for?"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SECTIONS = ("peers", "dkim", "postgres", "delay", "growth", "planning", "once", "intake", "inspect")
CONTENDERS = ("mailer", "nodemailer", "smtplib", "smtp-source", "imap-tools", "email")


@dataclass(frozen=True, slots=True)
class Sizes:
    """Letters a run, by section; of `intake` and `inspect` replies."""

    peers: tuple[int, ...] = (5_000, 20_000)
    dkim: int = 20_000
    postgres: int = 20_000
    delay: int = 5_000
    growth: tuple[int, ...] = (1_000, 10_000, 100_000)
    planning: int = 10_000
    once: int = 5_000
    intake: int = 5_000
    inspect: int = 5_000


@dataclass(frozen=True, slots=True)
class Options:
    """The command line, read. `sections` and `contenders` are what to measure; `whole` says that nothing was left out."""

    sizes: Sizes
    rounds: int
    sections: tuple[str, ...]
    contenders: tuple[str, ...]
    whole: bool
    json: Path | None
    write: Path | None


def read_options(words: Sequence[str]) -> Options:
    """Read the command line; a wrong one ends the process with usage, as argparse does."""
    given = _parser().parse_args(words)
    only = given.only or []
    sizes = _all_of(given.letters) if given.letters else _QUICK if given.quick else Sizes()
    return Options(
        sizes=sizes,
        rounds=given.rounds or (2 if given.quick else 5),
        sections=tuple(name for name in SECTIONS if name in only) or SECTIONS,
        contenders=tuple(name for name in CONTENDERS if name in only) or CONTENDERS,
        whole=not only and sizes == Sizes(),
        json=given.json,
        write=given.write,
    )


_QUICK = Sizes((500,), 500, 500, 500, (200, 1_000, 5_000), 1_000, 500, 500, 500)


def _all_of(letters: int) -> Sizes:
    return Sizes((letters,), letters, letters, letters, (letters, 10 * letters), letters, letters, letters, letters)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure mailer's sending and reading side by side with others.")
    parser.add_argument("--quick", action="store_true", help="few letters, 2 rounds: does everything run?")
    parser.add_argument("--rounds", type=_count, help="rounds of every section (growth: 3 at most); default 5")
    parser.add_argument("--letters", type=_count, help="letters of every run (growth: these and ten times as many)")
    names = f"sections: {', '.join(SECTIONS)}; contenders: {', '.join(CONTENDERS)}"
    parser.add_argument("--only", nargs="+", metavar="NAME", choices=(*SECTIONS, *CONTENDERS), help=names)
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep every sample; rewritten after each round")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the tables into the marked block of this Markdown file")
    return parser


def _count(word: str) -> int:
    number = int(word.replace(",", "").replace("_", ""))
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number
