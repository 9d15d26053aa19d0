"""How does a test get all tables at once? In a copy of an empty database that was migrated in the usual way, once a process."""

import tempfile
from functools import cache
from pathlib import Path

from mailer.store.database import Store, open_store

USUAL = "sqlite:///mailer.db"


def lay(folder: Path) -> None:
    """Put the database of a new workspace there; without a secret or anything else that a first opening writes."""
    file = folder / "mailer.db"
    file.touch(mode=0o600)
    file.write_bytes(_migrated())


def blank_store(folder: Path, url: str = USUAL) -> Store:
    """The database of a new workspace, open; another one than the usual is migrated."""
    if url == USUAL and not (folder / "mailer.db").exists():
        lay(folder)
    return open_store(url, folder)


@cache
def _migrated() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        open_store(USUAL, Path(folder)).close()
        return (Path(folder) / "mailer.db").read_bytes()
