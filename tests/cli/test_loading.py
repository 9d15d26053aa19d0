"""Is every command found, and is nothing loaded that a command does not need?"""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import typer
from typer.main import get_group

from mailer.cli.main import COMMANDS
from tests.workspace import make_workspace

UNNEEDED = (
    "mailer.reading",
    "mailer.recording",
    "mailer.reporting",
    "mailer.receiving",
    "alembic",
    "cryptography",
    "dns",
    "lxml",
    "apscheduler",
)


@pytest.mark.parametrize("module", COMMANDS)
def test_every_command_stands_in_the_module_that_the_table_names(module: str) -> None:
    part = typer.Typer()
    part.callback()(lambda: None)
    import_module(f"mailer.cli.{module}").register(part)
    assert set(get_group(part).commands) == set(COMMANDS[module])


def test_sending_loads_nothing_of_what_understands_answers() -> None:
    look = f"import sys, mailer.cli.main, mailer.cli.mailings; print([name for name in {UNNEEDED} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_understanding_the_inbox_loads_nothing_of_drafts_and_reports(tmp_path: Path) -> None:
    make_workspace(tmp_path)
    words = (
        "import sys; from pathlib import Path; from mailer.app import open_office; "
        f"office = open_office(Path({str(tmp_path)!r})); office.record_open(); office.close(); "
        "print([name for name in ('mailer.drafts', 'mailer.reporting', 'holidays') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
