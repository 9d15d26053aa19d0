"""Who may send from this outbox? On SQLite exactly one process at a time, held by a lock that dies with it."""

import fcntl
from pathlib import Path
from typing import IO


class OutboxLock:
    """An advisory lock beside the SQLite file. The system frees it when the process ends, however it ends.

    With `path` None (a database server, where claims carry a lease) it is always had, and nobody is known to be alone.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    @property
    def alone(self) -> bool:
        """Whether nobody else can be sending: then whatever is claimed was left behind by a crash."""
        return self._file is not None

    def acquire(self) -> bool:
        """Take the lock; False if another process has it."""
        if self._path is None or self._file is not None:
            return True
        file = self._path.with_name(self._path.name + ".lock").open("wb")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        self._file = file
        return True

    def release(self) -> None:
        """Let others send."""
        if self._file is not None:
            self._file.close()
            self._file = None
