"""Where do the letters go? To Postfix's smtp-sink, or to the bench's own sink where delays or counting matter."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import needs
from bench.processes import free_port, greets, serving


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a sink took: mails, different Message-IDs, mails with a DKIM signature, and the median of their bytes on the wire."""

    mails: int
    distinct: int
    signed: int
    median_bytes: int


@contextmanager
def postfix_sink(folder: Path) -> Iterator[int]:
    """A running smtp-sink; its port."""
    port = free_port()
    user = ("-u", "nobody") if os.getuid() == 0 else ()
    with serving([needs.tool("smtp-sink"), *user, f"127.0.0.1:{port}", "1000"], folder / "smtp-sink.log", greets(port)):
        yield port


@contextmanager
def own_sink(folder: Path, delay: float = 0.0) -> Iterator[tuple[int, Path]]:
    """The bench's own sink; its port, and the file of what it accepted, complete when the block has ended."""
    port, ids = free_port(), folder / f"accepted-{free_port()}"
    command = [sys.executable, "-m", "bench.sink", str(port), "--ids", str(ids), "--delay", str(delay)]
    with serving(["env", f"PYTHONPATH={Path(__file__).parents[1]}", *command], folder / "own-sink.log", greets(port)):
        yield port, ids


def accepted(ids: Path) -> Accepted:
    """What the file of the own sink says."""
    lines = [line.split(b" ", 2) for line in ids.read_bytes().splitlines()]
    sizes = sorted(int(size) for size, _, _ in lines)
    signed = sum(kind == b"signed" for _, kind, _ in lines)
    return Accepted(len(lines), len({name for _, _, name in lines}), signed, sizes[len(sizes) // 2] if sizes else 0)
