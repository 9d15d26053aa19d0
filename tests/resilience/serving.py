"""How does a test run the real service or a command as a process of its own, and end it hard?"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tests.servers import nursery, processes


@contextmanager
def service(workspace: Path) -> Iterator[nursery.Child]:
    """`mailer serve` in a workspace; ended hard at the end if it still runs. Its words are in `serve.log`."""
    with (workspace / "serve.log").open("ab") as log:
        process = nursery.start("mailer", ["serve"], workspace, log.fileno(), log.fileno(), environment())
        try:
            yield process
        finally:
            process.kill()
            process.wait(10)


def mailer(workspace: Path, *words: str, code: int = 0, keys: str = "") -> str:
    """Run a command to its end, with what a person types; gives what it printed, its errors last."""
    with tempfile.TemporaryFile() as typed, tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        typed.write(keys.encode())
        typed.seek(0)
        process = nursery.start("mailer", words, workspace, output.fileno(), errors.fileno(), environment(), typed.fileno())
        try:
            ended = process.wait(60)
        finally:
            process.kill()
        said = "".join(_all_of(file) for file in (output, errors))
    assert ended == code, said
    return said


def words_of(workspace: Path) -> str:
    """What the service has said so far."""
    return (workspace / "serve.log").read_text(encoding="utf-8")


def wait_for_words(workspace: Path, words: str) -> None:
    """Until the service has said so."""
    processes.wait_until(lambda: words in words_of(workspace), f"{words!r} in the log", 30)


def environment() -> dict[str, str]:
    """As wide as the tests want the terminal."""
    return {**os.environ, "COLUMNS": "200"}


def _all_of(file: BinaryIO) -> str:
    file.seek(0)
    return file.read().decode()
