"""What do all tests share? Real servers, that none of them is missing in CI, the width of the terminal, and where their files lie."""

import os

from tests.servers import processes

os.environ["COLUMNS"] = "200"  # the width of the terminal is read once, when the first command of a process runs
os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(processes.base()))

pytest_plugins = ["tests.servers.missing", "tests.servers.fixtures"]
