"""How are rules and model weighed, and from which probability on is no person needed?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import MaxAbsScaler

from mailer.model.reading import Finding
from mailer.reading.answers.model_facts import facts_of
from mailer.reading.answers.model_gate import bar, is_sensitive, stands_apart
from mailer.reading.answers.model_proposals import Proposal, proposals_of
from mailer.reading.answers.model_scores import Scores
from training.measure import Outcome, keys_of, outcome, told
from training.samples import Sample

_LOOSE = 0.5


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


def fitted_gate(choices: Sequence[Choice]) -> dict[str, float]:
    """The weight of each fact."""
    facts = [fact for choice in choices for fact in choice.facts]
    right = [one for choice in choices for one in choice.right]
    vectors = DictVectorizer()
    scale = MaxAbsScaler()
    rows = scale.fit_transform(vectors.fit_transform(facts))
    model = LogisticRegression(C=_LOOSE, max_iter=2000).fit(rows, right)
    weights = dict(zip(vectors.get_feature_names_out(), map(float, model.coef_[0] / scale.scale_), strict=True))
    weights["always"] = weights.get("always", 0.0) + float(model.intercept_[0])
    return weights


def chances(weights: Mapping[str, float], choice: Choice) -> list[float]:
    """How probable it is that each proposal is right."""
    values = [sum(weights.get(name, 0.0) * fact for name, fact in facts.items()) for facts in choice.facts]
    return [float(1 / (1 + np.exp(-value))) for value in values]


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


def outcome_at(choice: Choice, probable: Sequence[float], thresholds: Thresholds) -> Outcome:
    """What happens to a sample when proposals count from those probabilities on."""
    sample = choice.sample
    if probable:
        best = int(np.argmax(probable)) if sample.judged.doubts else 0
        if probable[best] >= bar(thresholds.as_gate(), choice.proposals[best], doubted=bool(sample.judged.doubts)):
            return outcome(sample.source, told(choice.proposals[best].findings), review=False)
    if not choice.proposals:
        return outcome(sample.source, told(sample.judged.findings), review=bool(sample.judged.doubts) or not sample.plain)
    return outcome(sample.source, told(choice.apart), review=True)
