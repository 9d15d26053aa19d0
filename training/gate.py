"""How is learnt when rules and model can be trusted, and from which probability on is no person needed?"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.feature_extraction import DictVectorizer

from mailer.model.reading import Finding
from mailer.reading.answers.model_facts import facts_of
from mailer.reading.answers.model_gate import bar, is_sensitive, stands_apart
from mailer.reading.answers.model_proposals import Proposal, proposals_of
from mailer.reading.answers.model_scores import Scores
from mailer.reading.answers.model_trees import Forest, probability
from training.measure import Outcome, keys_of, outcome, told
from training.samples import Sample

_TREES, _STEP = 150, 0.1
_DEEPEST, _LEAVES, _FEWEST = 5, 12, 20
_ROWS, _COLUMNS = 0.6, 0.3
"""Shares of the letters and of the facts that a tree is shown: what all of them say is less of an accident."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What might be recorded of one sample: the proposals, the facts about each, and whether each is exactly right."""

    sample: Sample
    proposals: tuple[Proposal, ...]
    facts: tuple[dict[str, float], ...]
    right: tuple[bool, ...]
    apart: tuple[Finding, ...] = ()
    """What is recorded even if a person looks."""


def choice_of(sample: Sample, scores: Scores, version: str) -> Choice:
    """The proposals for a sample, none where only rules and a person decide."""
    if (
        not sample.plain
        or not sample.letter.thoughts
        or is_sensitive(sample.judged)
        or any(one.kind == "resignation" for one in sample.found)
    ):
        return Choice(sample, (), (), ())
    proposals = proposals_of(sample.letter, sample.found, scores, version)
    facts = tuple(facts_of(sample.letter, one, sample.found, sample.judged.doubts, scores) for one in proposals)
    expected = keys_of(sample.source.findings)
    right = tuple(keys_of(told(one.findings)) == expected and not sample.source.review for one in proposals)
    apart = tuple(one for one in sample.judged.findings if stands_apart(one, sample.letter, scores, doubted=bool(sample.judged.doubts)))
    return Choice(sample, proposals, facts, right, apart)


def fitted_gate(choices: Sequence[Choice]) -> dict[str, Any]:
    """The gate's trees. The same choices give the same trees."""
    facts = [fact for choice in choices for fact in choice.facts]
    right = [one for choice in choices for one in choice.right]
    vectors = DictVectorizer(sparse=False)
    rows = vectors.fit_transform(facts)
    model = GradientBoostingClassifier(
        n_estimators=_TREES,
        learning_rate=_STEP,
        max_depth=_DEEPEST,
        max_leaf_nodes=_LEAVES,
        min_samples_leaf=_FEWEST,
        subsample=_ROWS,
        max_features=_COLUMNS,
        random_state=1,
    ).fit(rows, right)
    share = sum(right) / len(right)
    return {
        "facts": [str(name) for name in vectors.get_feature_names_out()],
        "start": round(log(share / (1 - share)), 4),
        "trees": [_tree(one.tree_, 0) for one in model.estimators_[:, 0]],
    }


def _tree(tree: Any, node: int) -> Any:
    """A fitted tree as the gate's file has it."""
    if tree.children_left[node] == tree.children_right[node]:
        return round(_STEP * float(tree.value[node][0][0]), 4)
    below, above = (_tree(tree, int(side[node])) for side in (tree.children_left, tree.children_right))
    return [int(tree.feature[node]), round(float(tree.threshold[node]), 4), below, above]


def chances(forest: Forest, choice: Choice) -> list[float]:
    """How probable it is that each proposal is right."""
    return [probability(forest, facts) for facts in choice.facts]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which probability on a proposal is recorded: without a doubt of the rules (`add`; `silent` where it is empty), and against
    one (`clear`; `quiet` where it is empty)."""

    add: float
    clear: float
    silent: float = 0.3
    quiet: float = 0.6

    def as_gate(self) -> dict[str, float]:
        """By name, as in the file."""
        return {"add": self.add, "clear": self.clear, "silent": self.silent, "quiet": self.quiet}


def by_rules(sample: Sample) -> Outcome:
    """What happens to a sample without a model."""
    if not sample.plain:
        return outcome(sample.source, (), review=not sample.automatic)
    return outcome(sample.source, told(sample.judged.findings), review=bool(sample.judged.doubts))


def outcome_at(choice: Choice, probable: Sequence[float], thresholds: Thresholds) -> Outcome:
    """What happens to a sample when proposals count from those probabilities on."""
    sample = choice.sample
    if probable:
        best = int(np.argmax(probable)) if sample.judged.doubts else 0
        if probable[best] >= bar(thresholds.as_gate(), choice.proposals[best], doubted=bool(sample.judged.doubts)):
            return outcome(sample.source, told(choice.proposals[best].findings), review=False)
    if not choice.proposals:
        return by_rules(sample)
    return outcome(sample.source, told(choice.apart), review=True)
