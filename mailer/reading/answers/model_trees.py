"""How probable does the gate find something? Small decision trees, added up (gradient boosting), whatever the facts are about.

No tree is walked: its leaves are bits of one integer, from left to right, and a fact above a threshold strikes out, in all trees at
once, the leaves that only a lower one reaches. The first leaf that is left of a tree is the one that a walk would end at ("QuickScorer",
Lucchese et al. 2015).
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp
from operator import getitem, or_
from struct import Struct
from typing import Any, NamedTuple

_MOST = 30.0
_LANE = 16  # bits: as many leaves a tree may have, and one more that is never struck out


class _Cuts(NamedTuple):
    """The thresholds of one fact in rising order, and the leaves that are struck out where it is above none of them, one, two …"""

    thresholds: list[float]
    struck: list[int]

    def struck_by(self, value: float) -> int:
        """The leaves that a value strikes out."""
        return self.struck[bisect_left(self.thresholds, value)]


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """Trees to be asked together. `missing` are the leaves that a fact strikes out, where it does so even if it counts as 0."""

    start: float
    cuts: Mapping[str, _Cuts]
    missing: Mapping[str, int]
    leaves: Sequence[Mapping[int, float]]
    ones: int
    lanes: Struct


def forest_of(gate: Mapping[str, Any]) -> Forest:
    """The trees of a gate, ready to be asked.

    `facts` of the gate are names by number, `start` is what is said without any, `trees` are numbers (leaves) or lists: the number of a
    fact, a threshold, the tree up to it and the tree above it. Raises ValueError for a tree of more than 15 leaves.
    """
    trees = gate["trees"]
    found: dict[str, dict[float, int]] = {}
    for at, tree in enumerate(trees):
        for fact, threshold, struck in _nodes(tree, 1 << _LANE * at):
            cut = found.setdefault(gate["facts"][fact], {})
            cut[threshold] = cut.get(threshold, 0) | struck
    cuts = {name: _Cuts(sorted(cut), [*accumulate([cut[each] for each in sorted(cut)], or_, initial=0)]) for name, cut in found.items()}
    leaves = [{1 << place: value for place, value in enumerate(_leaves(tree))} for tree in trees]
    if any(len(each) >= _LANE for each in leaves):
        raise ValueError
    ones = sum(1 << _LANE * at for at in range(len(trees)))
    missing = {name: each.struck_by(0.0) for name, each in cuts.items() if each.thresholds[0] < 0}
    return Forest(gate["start"], cuts, missing, leaves, ones, Struct(f"<{len(trees)}H"))


def probability(forest: Forest, facts: Mapping[str, float]) -> float:
    """What all trees together say of the facts; a fact that is missing counts as 0."""
    struck, cuts = 0, forest.cuts
    for name, value in facts.items():
        if name in cuts:
            thresholds, above = cuts[name]
            if at := bisect_left(thresholds, value):
                struck |= above[at]
    for name, least in forest.missing.items():
        if name not in facts:
            struck |= least
    first = (struck | struck + forest.ones) ^ struck
    reached = forest.lanes.unpack(first.to_bytes(forest.lanes.size, "little"))
    total = forest.start + sum(map(getitem, forest.leaves, reached))
    return 1 / (1 + exp(-max(-_MOST, min(_MOST, total))))


def _nodes(tree: Any, first: int) -> Iterator[tuple[int, float, int]]:
    """Of each threshold of a tree: the number of its fact, itself, and the leaves up to it. `first` is the bit of the tree's first leaf."""
    if isinstance(tree, list):
        fact, threshold, below, above = tree
        beyond = first << len(_leaves(below))
        yield fact, threshold, beyond - first
        yield from _nodes(below, first)
        yield from _nodes(above, beyond)


def _leaves(tree: Any) -> list[float]:
    return [*_leaves(tree[2]), *_leaves(tree[3])] if isinstance(tree, list) else [float(tree)]
