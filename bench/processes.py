"""What did these processes cost, by the operating system's own account?"""

import os
import random
import select
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_PORTS = range(10_000, 32_000)  # below those that the system gives to outgoing connections
_PATIENCE = 30.0


class RunFailed(Exception):
    """A program of the bench ended with an error, or did not end."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Start-up to end: wall-clock seconds, CPU seconds (user and system, children included), and memory in KiB at its peak.

    Of several processes at once the CPU seconds and the peaks are sums, and the seconds run from the first start to the last end.
    """

    seconds: float
    cpu_seconds: float
    peak_kib: int
    out: str


def measure(commands: Sequence[Sequence[str]], log: Path, *, limit: float = 3600.0, codes: Sequence[int] = (0,)) -> Usage:
    """Run these at once and wait for all. Raises RunFailed with their last words when one's exit code is not among `codes`."""
    with log.open("w+b") as out:
        began = time.monotonic()
        started = [_start(command, out.fileno()) for command in commands]
        try:
            ended = [_wait(process, limit) for process in started]
        finally:
            for process in started:
                end(process)
        seconds = time.monotonic() - began
        out.seek(0)
        words = out.read().decode(errors="replace")
    for command, (code, _, _) in zip(commands, ended, strict=True):
        if code not in codes:
            raise RunFailed(f"{' '.join(command[:4])} … ended with {code}: {words[-2000:]}")
    return Usage(seconds, sum(cpu for _, cpu, _ in ended), sum(peak for _, _, peak in ended), words)


@contextmanager
def serving(command: Sequence[str | Path], log: Path, ready: Callable[[], bool], user: str | None = None) -> Iterator[None]:
    """A server while the block runs. Raises RunFailed if it does not come up."""
    with log.open("ab") as out:
        words = [str(word) for word in command]
        process = subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True, cwd=log.parent, user=user
        )
    try:
        limit = time.monotonic() + _PATIENCE
        while not ready():
            if process.poll() is not None or time.monotonic() > limit:
                raise RunFailed(f"{words[0]} does not serve: {log.read_text(errors='replace')[-2000:]}")
            time.sleep(0.02)
        yield
    finally:
        end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process that this bench started, if it still runs, and what it left in its group."""
    if process.returncode is not None:
        return
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGINT)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def free_port() -> int:
    """A port of the loopback on which nobody listens."""
    return next(port for port in iter(lambda: random.choice(_PORTS), None) if not _listens(port))


def greets(port: int) -> Callable[[], bool]:
    """Whether an SMTP server on that port says its greeting."""

    def ask() -> bool:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1) as probe:
                return probe.recv(3) == b"220"
        except OSError:
            return False

    return ask


def _start(command: Sequence[str], out: int) -> subprocess.Popen[bytes]:
    as_installed = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # modules compiled once
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True, env=as_installed)


def _wait(process: subprocess.Popen[bytes], limit: float) -> tuple[int, float, int]:
    """Exit code, CPU seconds and peak KiB of a process, from wait4: its own and those of its children."""
    handle = os.pidfd_open(process.pid)
    try:
        if not select.select([handle], [], [], limit)[0]:
            raise RunFailed(f"{process.args!r} did not end within {limit:.0f} s")
    finally:
        os.close(handle)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
