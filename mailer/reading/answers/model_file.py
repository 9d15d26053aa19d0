"""What is in the trained model's file, and how are its weights added up?

A file is a line of JSON (version, labels, scales, gate) and packed tables: for every n-gram one byte a label. A row that is used becomes
one integer of 32-bit lanes, so that adding two integers adds all labels at once; plain Python does a letter in a fraction of a
millisecond. Most rows are never used: they stay bytes, and the file is read in a few hundredths of a second.
"""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from struct import unpack
from typing import Any

from mailer.reading.answers.model_trees import Forest, forest_of

_LANE = 4  # bytes
_MIDDLE = 128  # stored for a weight of zero: bytes have no sign
_NAME = "model.bin"
_ALL = slice(None)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One block of features: its rows by name. Every row holds the labels' weights, then its square of rarity, then a one."""

    rows: Mapping[str, bytes]
    labels: int
    scales: Sequence[float]
    rarity: float
    _lanes: "_Lanes" = field(default_factory=lambda: _Lanes())

    def total(self, names: Iterable[str]) -> int:
        """The sum of the rows of all known names, as lanes."""
        return sum(map(self._lanes.__getitem__, filter(None, map(self.rows.get, names))))

    def weights(self, total: int, wanted: slice = _ALL) -> list[float]:
        """What a sum of rows says for the wanted labels, divided by the length of the feature vector (0 where nothing was known)."""
        labels = self.labels
        lanes = unpack(f"<{labels + 2}I", total.to_bytes(_LANE * (labels + 2), "little"))
        square, middle = lanes[labels], _MIDDLE * lanes[labels + 1]
        scales = self.scales[wanted]
        if not square:
            return [0.0] * len(scales)
        length = float((square * self.rarity) ** 0.5)
        return [(lane - middle) * scale / length for lane, scale in zip(lanes[wanted], scales)]  # noqa: B905


@dataclass(frozen=True, slots=True)
class Model:
    """A trained model: `intents` are the labels of a clause, `tags` those of a letter, in the order of the tables' columns.

    `forest` weighs the facts about a proposal, and `gate` says from which probability on it is recorded without a person: from `add` on
    where the rules have no doubt of their own, from `clear` on where they have one; `silent` and `quiet` are the same for a proposal that
    records nothing.
    """

    version: str
    intents: tuple[str, ...]
    tags: tuple[str, ...]
    biases: tuple[float, ...]
    tables: Mapping[str, Table]
    gate: Mapping[str, Any]
    forest: Forest
    digest: str


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
        forest_of(tree["gate"]),
        tree["digest"],
    )


def _rows(names: Sequence[str], packed: bytes, width: int) -> dict[str, bytes]:
    return dict(zip(names, [packed[at : at + width] for at in range(0, len(packed), width)], strict=True))


class _Lanes(dict[bytes, int]):
    """Rows as integers of lanes, each made when it is first asked for."""

    def __missing__(self, row: bytes) -> int:
        lanes = bytearray(_LANE * len(row))
        lanes[::_LANE] = row
        found = self[row] = int.from_bytes(lanes, "little")
        return found
