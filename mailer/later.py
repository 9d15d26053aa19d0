"""Which parts of the house are loaded only when somebody asks for them?

`mailer send` understands no answers, so it need not wait for the patterns of the German language to be compiled: a whole second. A module
says `later("mailer.recording")` where it would import it, and under TYPE_CHECKING it does, for the type checker and import-linter.
"""

from importlib import import_module
from typing import Any


def later(module: str) -> Any:
    """The module of that name, which is loaded when something in it is first asked for."""
    return _Later(module)


class _Later:
    """Stands for a module that may not be loaded yet; several threads may ask at once."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._module), name)
