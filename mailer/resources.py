"""Where are the texts and samples that ship with the package?"""

import shutil
from pathlib import Path

_HERE = Path(__file__).parent
_OF_THE_BOARD = ("*.md", "layout", "answers", "reports")


def shipped(name: str) -> Path:
    """The folder or file `name` (`templates`, `jobs`, `config.toml`) as shipped: inside the wheel, or at the top of a checkout."""
    inside = _HERE / "workspace" / name
    return inside if inside.exists() else _HERE.parent / name


def copy_samples(folder: Path) -> None:
    """Copy the sample jobs, and the templates that are the board's to change, into a workspace that has neither."""
    shutil.copytree(shipped("jobs"), folder / "jobs")
    for pattern in _OF_THE_BOARD:
        for source in shipped("templates").glob(pattern):
            target = folder / "templates" / source.name
            target.parent.mkdir(exist_ok=True)
            _ = shutil.copytree(source, target) if source.is_dir() else shutil.copyfile(source, target)
