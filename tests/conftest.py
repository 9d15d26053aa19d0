"""What do all tests share? Real servers, and that none of them is missing in CI."""

pytest_plugins = ["tests.servers.missing", "tests.servers.fixtures"]
