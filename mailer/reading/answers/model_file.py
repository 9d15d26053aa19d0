"""What is in the trained model's file, and how are its weights added up?

A file is a line of JSON (version, labels, scales, gate) and packed tables: for every n-gram one byte a label. A row that is used becomes
one integer of 32-bit lanes, so that adding two integers adds all labels at once; plain Python does a letter in a fraction of a
millisecond. Most rows are never used: they stay where they are, and the file is read in a few hundredths of a second.
"""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from struct import Struct

from mailer.reading.answers.model_trees import Forest, forest_of

BLOCKS = ("pieces", "phrases", "near")
"""The tables of a model, in the order in which sums are handed on."""

_LANE = 4  # bytes
_SHORTEST = 2  # characters; no shorter beginning of a feature counts
_MIDDLE = 128  # stored for a weight of zero: bytes have no sign
_NAME = "model.bin"


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One block of features: of each the place where its row ends, the rows as lanes, each of them with its sign, and what the beginnings
    of a feature add up to."""

    ends: Mapping[str, int]
    lanes: "_Lanes"
    beginnings: "_Beginnings"
    scales: Sequence[float]
    rarity: float

    def total(self, names: Iterable[str]) -> int:
        """The sum of the rows of all known names."""
        return sum(map(self.lanes.__getitem__, filter(None, map(self.ends.get, names))))

    def total_of_beginnings(self, names: Iterable[str]) -> int:
        """The sum of the rows of all known beginnings of the names, of two characters and more, the whole names among them."""
        return sum(map(self.beginnings.__getitem__, names))


def table_of(names: Sequence[str], packed: bytes, scales: Sequence[float], rarity: float) -> Table:
    """The block of features whose rows follow each other. Every row holds the labels' weights, then its square of rarity, then a one."""
    width = len(scales) + 2
    ends = dict(zip(names, range(width, len(packed) + 1, width), strict=True))
    lanes = _Lanes(packed, width)
    return Table(ends, lanes, _Beginnings(ends, lanes), scales, rarity)


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """Labels that are weighed together, and what belongs to them: a bias each, and for each block their scales and its rarity."""

    names: tuple[str, ...]
    biases: Sequence[float]
    scales: tuple[Sequence[float], ...]
    rarities: tuple[float, ...]
    lanes: Struct
    signs: int

    def values(self, sums: Iterable[int]) -> list[float]:
        """What the sums of rows of all blocks say together for each label; each block's is divided by the length of its feature vector."""
        (pieces, long), (phrases, wide), (near, far) = map(self._vector, sums, self.rarities)
        return [
            bias + (a * s / long + b * t / wide + c * u / far)
            for bias, a, s, b, t, c, u in zip(self.biases, pieces, self.scales[0], phrases, self.scales[1], near, self.scales[2])  # noqa: B905
        ]

    def _vector(self, total: int, rarity: float) -> tuple[Sequence[int], float]:
        """The lanes of a sum of rows, the square of rarity last, and the length, which is one where nothing was known."""
        lanes = self.lanes.unpack((total + self.signs ^ self.signs).to_bytes(self.lanes.size, "little"))
        return lanes, float((lanes[-1] * rarity) ** 0.5) or 1.0


def labels_of(names: Sequence[str], biases: Sequence[float], tables: Sequence[Table], first: int = 0) -> Labels:
    """The labels that stand in the columns of the tables from the first of them on."""
    count, end = len(tables[0].scales), first + len(names)
    lanes = Struct(f"<{_LANE * first}x{len(names)}i{_LANE * (count - end)}xi")
    scales = tuple(tuple(table.scales[first:end]) for table in tables)
    return Labels(tuple(names), tuple(biases), scales, tuple(table.rarity for table in tables), lanes, _in_lanes(1 << 31, count + 1))


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A trained model: `intents` are the labels of a clause, `tags` those of a letter, `tables` the blocks by name.

    `forest` weighs the facts about a proposal, and `gate` says from which probability on it is recorded without a person: from `add` on
    where the rules have no doubt of their own, from `clear` on where they have one; `silent` and `quiet` are the same for a proposal that
    records nothing.
    """

    version: str
    intents: Labels
    tags: Labels
    tables: Mapping[str, Table]
    gate: Mapping[str, float]
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
        tables[name] = table_of(names, packed, shape["scales"], shape["rarity"])
    blocks, count = [tables[name] for name in BLOCKS], len(tree["intents"])
    intents = labels_of(tree["intents"], tree["biases"][:count], blocks)
    tags = labels_of(tree["tags"], tree["biases"][count:], blocks, count)
    return Model(tree["version"], intents, tags, tables, tree["gate"], forest_of(tree["gate"]), tree["digest"])


class _Lanes(dict[int, int]):
    """Rows as integers of lanes by where they end, each made when it is first asked for; the one at the end is left away."""

    def __init__(self, packed: bytes, width: int) -> None:
        super().__init__()
        self._packed = packed.decode("latin-1")
        self._width = width
        self._middles = _in_lanes(_MIDDLE, width - 2)

    def __missing__(self, end: int) -> int:
        found = self[end] = self.made(end)
        return found

    def made(self, end: int) -> int:
        """A row that nobody keeps."""
        row = self._packed[end - self._width : end - 1].encode("utf-32-le")  # each character becomes a lane
        return int.from_bytes(row, "little") - self._middles


class _Beginnings(dict[str, int]):
    """The sums of the rows of a feature and of all its beginnings, by feature. Each is made of the next shorter one when it is first asked
    for; what is no feature is not kept."""

    def __init__(self, ends: Mapping[str, int], lanes: _Lanes) -> None:
        super().__init__()
        self._ends = ends
        self._lanes = lanes

    def __missing__(self, name: str) -> int:
        shorter = self[name[:-1]] if len(name) > _SHORTEST else 0
        end = self._ends.get(name)
        if end is None:
            return shorter
        found = self[name] = shorter + self._lanes.made(end)
        return found


@cache
def _in_lanes(number: int, count: int) -> int:
    """The same number in so many lanes."""
    return int.from_bytes(number.to_bytes(_LANE, "little") * count, "little")
