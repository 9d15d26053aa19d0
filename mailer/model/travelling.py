"""How do nouns get from one process to another? By the thousand, so each is its class and its values, and nobody looks up its fields."""

from operator import attrgetter
from typing import Any, ClassVar


class Travelling:
    """What a frozen dataclass of two fields or more is made of when it is pickled: the arguments that make it again."""

    __slots__ = ()
    _arguments: ClassVar["attrgetter[tuple[Any, ...]]"]

    def __init_subclass__(cls) -> None:
        cls._arguments = attrgetter(*cls.__annotations__)

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return type(self), type(self)._arguments(self)
