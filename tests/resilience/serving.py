"""How does a test run the real service as a process of its own, and end it hard?"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers import processes


@contextmanager
def service(workspace: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`mailer serve` in a workspace; ended hard at the end if it still runs. Its words are in `serve.log`."""
    with (workspace / "serve.log").open("ab") as log:
        process = start(workspace, log.fileno())
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()
            process.wait(10)


def start(workspace: Path, log: int) -> subprocess.Popen[bytes]:
    """Start `mailer serve`; the caller ends it."""
    return subprocess.Popen([sys.executable, "-m", "mailer.cli.main", "serve"], cwd=workspace, stdout=log, stderr=log, env=_environment())


def mailer(workspace: Path, *words: str, code: int = 0) -> str:
    """Run a command to its end; gives what it printed."""
    command = [sys.executable, "-m", "mailer.cli.main", *words]
    done = subprocess.run(command, cwd=workspace, capture_output=True, text=True, timeout=60, env=_environment())
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def words_of(workspace: Path) -> str:
    """What the service has said so far."""
    return (workspace / "serve.log").read_text(encoding="utf-8")


def wait_for_words(workspace: Path, words: str) -> None:
    """Until the service has said so."""
    processes.wait_until(lambda: words in words_of(workspace), f"{words!r} in the log", 30)


def _environment() -> dict[str, str]:
    root = Path(__file__).resolve().parents[2]
    return {**os.environ, "PYTHONPATH": str(root), "COLUMNS": "200"}
