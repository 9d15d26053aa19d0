"""How do features become numbers? Rarity times count, each block of unit length; the same sums that the shipped tables give."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, hstack

from mailer.reading.answers.model_file import BLOCKS
from training.samples import Features

LEAST = {"pieces": 3, "phrases": 2, "near": 3}
"""In so many clauses a feature must occur to be known."""

WEIGHT = {"pieces": 1.0, "phrases": 1.0, "near": 0.5}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The known features of a block and how rare each is."""

    number: dict[str, int]
    rarity: np.ndarray


def vocabulary(features: Sequence[Features], block: str) -> Vocabulary:
    """The features of a block that occur often enough, in the order of the alphabet."""
    seen = Counter(name for one in features for name in set(getattr(one, block)))
    names = sorted(name for name, count in seen.items() if count >= LEAST[block] and "\n" not in name)
    rarity = np.array([1.0 + np.log((1 + len(features)) / (1 + seen[name])) for name in names])
    return Vocabulary({name: at for at, name in enumerate(names)}, rarity)


def matrix(features: Sequence[Features], known: dict[str, Vocabulary]) -> csr_matrix:
    """A row for each clause or letter."""
    return hstack([_block([getattr(one, block) for one in features], known[block], WEIGHT[block]) for block in BLOCKS]).tocsr()


def _block(rows: Sequence[Sequence[str]], known: Vocabulary, weight: float) -> csr_matrix:
    data: list[float] = []
    columns: list[int] = []
    ends = [0]
    for names in rows:
        counts = Counter(number for name in names if (number := known.number.get(name)) is not None)
        values = np.array([count * known.rarity[number] for number, count in counts.items()])
        length = np.sqrt(sum(count * known.rarity[number] ** 2 for number, count in counts.items())) or 1.0
        data.extend(weight * values / length)
        columns.extend(counts)
        ends.append(len(columns))
    return csr_matrix((data, columns, ends), shape=(len(rows), len(known.number)))
