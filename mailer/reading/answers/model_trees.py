"""How probable does the gate find something? Small decision trees, added up (gradient boosting), whatever the facts are about."""

from collections.abc import Mapping, Sequence
from math import exp
from typing import Any

_MOST = 30.0


def probability(gate: Mapping[str, Any], facts: Mapping[str, float]) -> float:
    """What all trees of a gate together say of the facts; a fact that is missing counts as 0.

    `facts` of the gate are names by number, `start` is what is said without any, `trees` are numbers (leaves) or lists: the number of a
    fact, a threshold, the tree up to it and the tree above it.
    """
    values = [facts.get(name, 0.0) for name in gate["facts"]]
    total = gate["start"] + sum([_leaf(tree, values) for tree in gate["trees"]])
    return 1 / (1 + exp(-max(-_MOST, min(_MOST, total))))


def _leaf(tree: Any, values: Sequence[float]) -> float:
    while isinstance(tree, list):
        tree = tree[2] if values[tree[0]] <= tree[1] else tree[3]
    return float(tree)
