"""How is a server process started, found ready, and ended, whoever runs the tests?"""

import os
import pwd
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from tests.servers.nursery import Child

Process = subprocess.Popen[bytes] | Child
Started = TypeVar("Started", subprocess.Popen[bytes], Child)
PATIENCE = 20.0  # seconds for a server to come up or to end
PORTS = range(10_000, 32_000)  # below those that the system gives to outgoing connections, which might take one in between

_MEMORY = Path("/dev/shm")
_ROOM = 2**31  # bytes


def base() -> Path:
    """Where the files of tests lie: in memory where there is room, since a commit to disk takes milliseconds. Short: sockets need it."""
    usable = os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM
    return _MEMORY if usable else Path("/tmp")


def free_port() -> int:
    return next(port for port in iter(lambda: random.choice(PORTS), None) if is_free(port))


def is_free(port: int) -> bool:
    """Whether a server may listen there now: after a kill its children hold the port for a moment longer."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def unprivileged(*names: str) -> str | None:
    """Of these users the first that exists, if we are root and must not be; None if we are somebody already."""
    if os.getuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in (*names, "nobody") if name in known)


@contextmanager
def folder(owner: str | None) -> Iterator[Path]:
    """A new folder with a short path (sockets need it) that the owner may write to, gone afterwards."""
    path = Path(tempfile.mkdtemp(prefix="srv-", dir=base()))
    path.chmod(0o755)
    if owner:
        shutil.chown(path, owner)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def start(command: Sequence[str | Path], log: Path, ready: Callable[[], bool], **options: object) -> subprocess.Popen[bytes]:
    """Start a server in a process group of its own and wait until it is ready; its words are in the error if it is not."""
    with log.open("ab") as out:
        process: subprocess.Popen[bytes] = subprocess.Popen(  # type: ignore[call-overload]
            [str(word) for word in command], stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True, **options
        )
    return started(process, str(command[0]), log, ready)


def started(process: Started, name: str, log: Path, ready: Callable[[], bool]) -> Started:
    """The process when it is ready; its words are in the error if it is not."""
    try:
        wait_until(lambda: process.poll() is not None or ready(), f"{name} to be ready")
    except BaseException:
        end(process)
        raise
    if process.poll() is not None:
        raise RuntimeError(f"{name} ended with {process.returncode}: {log.read_text(errors='replace')}")
    return process


def end(process: Process, how: signal.Signals = signal.SIGTERM) -> None:
    """End this process and whatever it left in its group."""
    if process.poll() is None:
        process.send_signal(how)
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(PATIENCE)


def wait_until(fulfilled: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
    """Wait until it is so; TimeoutError otherwise."""
    limit = time.monotonic() + seconds
    while not fulfilled():
        if time.monotonic() > limit:
            raise TimeoutError(f"waited {seconds} s for {what}")
        time.sleep(0.01)


def greets(port: int) -> Callable[[], bool]:
    """Whether something on that port says hello of its own, as SMTP and IMAP servers do."""

    def ask() -> bool:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1) as probe:
                return bool(probe.recv(1))
        except OSError:
            return False

    return ask
