"""Where are the texts and samples that ship with the package?"""

from pathlib import Path

_HERE = Path(__file__).parent


def shipped(name: str) -> Path:
    """The folder or file `name` (`templates`, `jobs`, `config.toml`) as shipped: inside the wheel, or at the top of a checkout."""
    inside = _HERE / "workspace" / name
    return inside if inside.exists() else _HERE.parent / name
