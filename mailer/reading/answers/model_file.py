"""What is in the trained model's file, and how are its weights added up?

A file is a line of JSON (version, labels, scales, gate) and packed tables: for every n-gram one byte a label. In memory a row is one
integer of 32-bit lanes, so that adding two integers adds all labels at once; plain Python does a letter in a fraction of a millisecond.
"""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

_LANE = 4  # bytes
_MIDDLE = 128  # stored for a weight of zero: bytes have no sign
_NAME = "model.bin"
_ALL = slice(None)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One block of features: its rows by name. Every row holds the labels' weights, then its square of rarity, then a one."""

    rows: Mapping[str, int]
    labels: int
    scales: Sequence[float]
    rarity: float

    def total(self, names: Iterable[str]) -> int:
        """The sum of the rows of all known names, as lanes."""
        return sum(filter(None, map(self.rows.get, names)))

    def weights(self, total: int, wanted: slice = _ALL) -> list[float]:
        """What a sum of rows says for the wanted labels, divided by the length of the feature vector (0 where nothing was known)."""
        lanes = memoryview(total.to_bytes(_LANE * (self.labels + 2), "little")).cast("I")
        square, middle = lanes[self.labels], _MIDDLE * lanes[self.labels + 1]
        scales = self.scales[wanted]
        if not square:
            return [0.0] * len(scales)
        length = float((square * self.rarity) ** 0.5)
        return [(lane - middle) * scale / length for lane, scale in zip(lanes[wanted], scales, strict=False)]


@dataclass(frozen=True, slots=True)
class Model:
    """A trained model: `intents` are the labels of a clause, `tags` those of a letter, in the order of the tables' columns.

    `gate` weighs the facts about a proposal (`weights`) and says from which probability on it is recorded without a person: from
    `add` on where the rules have no doubt of their own, from `clear` on where they have one; `silent` and `quiet` are the same for a
    proposal that records nothing.
    """

    version: str
    intents: tuple[str, ...]
    tags: tuple[str, ...]
    biases: tuple[float, ...]
    tables: Mapping[str, Table]
    gate: Mapping[str, Any] = field(default_factory=dict)
    digest: str = ""


@cache
def shipped_model() -> Model:
    """The model that ships with the package; read once."""
    return unpacked(files(__package__).joinpath(_NAME).read_bytes())


def unpacked(raw: bytes) -> Model:
    """The model in a file's bytes. Raises ValueError for bytes that are none."""
    head, _, rest = raw.partition(b"\n")
    tree = json.loads(head)
    body = zlib.decompress(rest)
    tables, at = {}, 0
    for name, shape in tree["tables"].items():
        names = body[at : at + shape["names"]].decode().split("\n")
        at += shape["names"]
        width = shape["labels"] + 2
        packed = body[at : at + width * len(names)]
        at += width * len(names)
        tables[name] = Table(_rows(names, packed, width), shape["labels"], shape["scales"], shape["rarity"])
    return Model(
        tree["version"],
        tuple(tree["intents"]),
        tuple(tree["tags"]),
        tuple(tree["biases"]),
        tables,
        tree["gate"],
        tree["digest"],
    )


def _rows(names: Sequence[str], packed: bytes, width: int) -> dict[str, int]:
    lanes = bytearray(_LANE * len(packed))
    lanes[::_LANE] = packed
    step = _LANE * width
    return {name: int.from_bytes(lanes[at * step : (at + 1) * step], "little") for at, name in enumerate(names)}
