"""What does the bench need that may be missing, and how does one get it? It installs nothing by itself."""

import importlib.util
import os
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bench.processes import RunFailed

NODE = Path(__file__).parent / "node"
_PLACES = (*map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), "/usr/sbin", "/usr/local/sbin", "/usr/local/bin")
_POSTFIX = "apt-get install postfix (its programs; no daemon is needed)"
_POSTGRESQL = "apt-get install postgresql"
_NODE = "apt-get install nodejs npm (Node 20 or newer)"
HOW: Mapping[str, str] = {
    "smtp-sink": _POSTFIX,
    "smtp-source": _POSTFIX,
    "postgres": _POSTGRESQL,
    "initdb": _POSTGRESQL,
    "createdb": _POSTGRESQL,
    "dropdb": _POSTGRESQL,
    "psql": _POSTGRESQL,
    "postconf": _POSTFIX,
    "dovecot": "apt-get install dovecot-imapd",
    "node": _NODE,
    "node packages": "npm install --prefix bench/node",
    "cryptography": "the development packages of requirements.lock (make bench makes .venv)",
}


@cache
def missing(name: str) -> bool:
    """Whether something of `HOW` is not here."""
    if name == "node packages":
        return not all((NODE / "node_modules" / package).is_dir() for package in ("nodemailer", "nunjucks", "ical-generator"))
    if name == "cryptography":
        return importlib.util.find_spec(name) is None
    return _found(name) is None


def tool(name: str) -> str:
    """The path of a program. Raises RunFailed with the way to get it."""
    found = _found(name)
    if found is None:
        raise RunFailed(f"{name} is missing: {HOW[name]}")
    return found


def _found(name: str) -> str | None:
    return shutil.which(name, path=os.pathsep.join(_PLACES)) or shutil.which(name)
