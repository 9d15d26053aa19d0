"""How does a test start a real process in milliseconds, where Python and all imports take a second? By a fork of one that has them.

`python -m tests.servers.nursery PROGRAM` reads orders from the socket that is its standard input, each with the files for a child's input
and output. A child has its own number, folder, environment, signals and end like any process, and runs the program's own entry.
"""

import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

_ROOT = Path(__file__).resolve().parents[2]
_LARGEST = 65_536  # bytes of an order
_LOCK = threading.Lock()
_MOTHERS: dict[str, "_Mother"] = {}
_ASKED_FOR = ("alembic.command", "alembic.config", "apscheduler.triggers.cron", "openpyxl", "sqlalchemy.dialects.sqlite", "psycopg")


class Child:
    """A process that was started here; what it says is in the files that it was given."""

    def __init__(self, mother: "_Mother", pid: int, alive: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._mother = mother
        self._alive = alive

    def poll(self) -> int | None:
        """Its exit code, minus the number of the signal that ended it; None while it runs."""
        if self.returncode is None:
            self.returncode = self._mother.ask({"ended": self.pid})
            if self.returncode is not None:
                os.close(self._alive)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code when it has ended. Raises TimeoutExpired after `timeout` seconds."""
        limit = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            left = None if limit is None else limit - time.monotonic()
            if left is not None and left <= 0:
                raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0)
            if select.select([self._alive], [], [], left)[0]:
                time.sleep(0.001)  # its files are closed, in a moment it has ended
        return code

    def send_signal(self, how: signal.Signals) -> None:
        """Nothing happens if it has ended."""
        if self.poll() is None:
            os.kill(self.pid, how)

    def hears(self, which: signal.Signals) -> bool:
        """Whether it has a handler for the signal (proc(5), SigCgt)."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        caught = next(line for line in status.splitlines() if line.startswith("SigCgt:"))
        return bool(int(caught.split()[1], 16) >> (which - 1) & 1)

    def kill(self) -> None:
        """kill -9."""
        self.send_signal(signal.SIGKILL)


def start(
    program: str, words: Sequence[str], folder: Path, output: int, errors: int, environment: Mapping[str, str], keys: int | None = None
) -> Child:
    """Start `mailer` or `pymap` with these words; `output`, `errors` and `keys` are open files, nothing comes from the keys if None."""
    readable, writable = os.pipe()
    nothing = os.open(os.devnull, os.O_RDONLY)
    order = {"words": [program, *words], "folder": str(folder), "environment": dict(environment)}
    try:
        pid = _mother(program).ask(order, [nothing if keys is None else keys, output, errors, writable])
    finally:
        os.close(nothing)
        os.close(writable)
    assert pid is not None
    return Child(_mother(program), pid, readable)


def close() -> None:
    """End the nursery; a test that needs it once more starts it anew."""
    while _MOTHERS:
        _MOTHERS.popitem()[1].close()


class _Mother:
    """The process that has imported all; it ends with this one."""

    def __init__(self, program: str) -> None:
        self._lock = threading.Lock()
        self._socket, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        environment = {**os.environ, "PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"}
        command = [sys.executable, "-m", "tests.servers.nursery", program]
        with other:
            self._process = subprocess.Popen(command, stdin=other, cwd=_ROOT, env=environment, start_new_session=True)

    def ask(self, order: Mapping[str, Any], files: Sequence[int] = ()) -> int | None:
        with self._lock:
            socket.send_fds(self._socket, [json.dumps(order).encode()], files)
            answer = self._socket.recv(_LARGEST)
        assert answer, "the nursery has ended"
        found: int | None = json.loads(answer)
        return found

    def close(self) -> None:
        self._socket.close()
        self._process.wait()


def _mother(program: str) -> _Mother:
    with _LOCK:
        if program not in _MOTHERS:
            _MOTHERS[program] = _Mother(program)
        return _MOTHERS[program]


def _serve(orders: socket.socket) -> Callable[[], None] | None:
    """Until nobody orders any more, in the mother; what it has to become, in a child."""
    while True:
        said, files, _, _ = socket.recv_fds(orders, _LARGEST, 4)
        if not said:
            return None
        order = json.loads(said)
        if "ended" in order:
            answer = _exit_code(order["ended"])
        elif (answer := os.fork()) == 0:
            orders.close()
            return lambda: _become(order, files)
        for file in files:
            os.close(file)
        orders.send(json.dumps(answer).encode())


def _exit_code(pid: int) -> int | None:
    ended, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if ended else None


def _become(order: Mapping[str, Any], files: Sequence[int]) -> None:
    """The fourth file stays open as long as the process lives."""
    os.setsid()
    for number, file in enumerate(files[:3]):
        os.dup2(file, number)
        os.close(file)
    sys.stdin, sys.stdout, sys.stderr = (os.fdopen(number, mode, encoding="utf-8") for number, mode in enumerate("rww"))
    os.environ.clear()
    os.environ.update(order["environment"])
    os.chdir(order["folder"])
    sys.argv[:] = order["words"]


def _load_mailer() -> Callable[[], object]:
    """All of it: also what is loaded only when it is asked for."""
    for found in walk_packages(import_module("mailer").__path__, "mailer."):
        import_module(found.name)
    for name in _ASKED_FOR:
        import_module(name)
    entry: Callable[[], object] = import_module("mailer.cli.main").run
    return entry


def _load_pymap() -> Callable[[], object]:
    """With its backends and services, which it looks for among all packages. A password of a test may be guessed: half a million rounds
    of hashing at each login are not needed."""
    configuration = import_module("pymap.config")
    configuration.BuiltinHash = partial(configuration.BuiltinHash, rounds=1)
    dict(import_module("pymap.backend").backends)
    dict(import_module("pymap.service").services)
    gc.disable()  # from Python 3.13 on the garbage collector takes pymap's connections away while they wait
    entry: Callable[[], object] = import_module("pymap.main").main
    return entry


if __name__ == "__main__":
    _entry = {"mailer": _load_mailer, "pymap": _load_pymap}[sys.argv[1]]()
    gc.freeze()
    if _settle := _serve(socket.socket(fileno=os.dup(0))):
        _settle()
        _entry()
