"""What do all tests share? Real servers, that none of them is missing in CI, and the width of the terminal."""

import os

os.environ["COLUMNS"] = "200"  # the width of the terminal is read once, when the first command of a process runs

pytest_plugins = ["tests.servers.missing", "tests.servers.fixtures"]
