"""What if a server's programs are not installed? The test is skipped with the reason; where CI=true, it fails instead."""

import os
import shutil
from collections.abc import Generator
from pathlib import Path
from typing import Any, NoReturn

import pytest

PLACES = ("/usr/sbin", "/usr/local/sbin", "/usr/local/bin")
REASON = "server missing"


def program(name: str, package: str, *, places: tuple[str, ...] = PLACES) -> Path:
    """The program's path; skips the test if it is not installed."""
    found = shutil.which(name) or shutil.which(name, path=os.pathsep.join(places))
    return Path(found) if found else skip(name, package)


def skip(name: str, package: str) -> NoReturn:
    """Skip the test for lack of this program."""
    pytest.skip(f"{REASON}: {name} (Debian package {package})")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, None]:
    """In CI nobody reads skips: a missing server is a failure there."""
    outcome = yield
    report = outcome.get_result()
    words = str(report.longrepr[-1]) if isinstance(report.longrepr, tuple) else ""
    if os.environ.get("CI") == "true" and report.skipped and REASON in words:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: {words}, and CI=true"
