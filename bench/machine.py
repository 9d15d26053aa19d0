"""On what machine, with which versions, was it measured?"""

import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from bench import needs

_PYTHON = ("mailer", "jinja2", "aiosmtplib", "icalendar", "SQLAlchemy", "cryptography", "psycopg")
_NODE = ("nodemailer", "nunjucks", "ical-generator")


def circumstances(command: str) -> dict[str, str]:
    """Command, date, machine and versions, as the report shows them."""
    return {
        "command": f"`{command}`",
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "machine": f"{os.cpu_count()} cores, {_processor()}, {_memory()}, {_system()}; sender and sink share it, loopback, no TLS",
        "versions": ", ".join([f"Python {platform.python_version()}", *_packages(), *_node(), *_servers()]),
    }


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _memory() -> str:
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"


def _system() -> str:
    return platform.freedesktop_os_release().get("PRETTY_NAME", platform.system()) if sys.platform == "linux" else platform.platform()


def _packages() -> list[str]:
    return [f"{name} {_version(name)}" for name in _PYTHON]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "–"


def _node() -> list[str]:
    if needs.missing("node") or needs.missing("node packages"):
        return []
    files = {name: needs.NODE / "node_modules" / name / "package.json" for name in _NODE}
    versions = [f"{name} {json.loads(file.read_text(encoding='utf-8'))['version']}" for name, file in files.items()]
    return [f"Node {_said('node', '--version').removeprefix('v')}", *versions]


def _servers() -> list[str]:
    postfix = [] if needs.missing("postconf") else [f"Postfix {_said('postconf', '-d', '-h', 'mail_version')}"]
    return postfix + ([] if needs.missing("postgres") else [_said("postgres", "--version").replace("postgres (PostgreSQL)", "PostgreSQL")])


def _said(program: str, *words: str) -> str:
    done = subprocess.run([needs.tool(program), *words], capture_output=True, text=True, check=False)
    return done.stdout.strip() or "–"
