"""Is it probable enough that recording this without a person is right?

Rules and model are weighed against each other: where they agree and nothing is left over, it is recorded, whoever of them read it; else a
person looks. What is sensitive stays with the rules: there the model may not take a doubt away.
"""

from collections.abc import Mapping
from math import exp

from mailer.model.reading import Finding
from mailer.reading.answers.model_facts import facts_of
from mailer.reading.answers.model_file import Model
from mailer.reading.answers.model_proposals import SURE, UNHEARD, Proposal, places_of, proposals_of
from mailer.reading.answers.model_scores import Scores, intent_of, scores_of
from mailer.reading.answers.parts import Part
from mailer.reading.answers.thoughts import Letter

_SENSITIVE = frozenset(
    f"reading_doubts.{name}"
    for name in (
        "answers_below",
        "automatic",
        "branch",
        "data_missing",
        "death",
        "foreign",
        "leaving_unclear",
        "on_behalf",
        "resignation",
        "threat",
        "too_long",
    )
)
_APART = frozenset({"contact_change", "motion", "unsubscribe"})
"""Kinds that are recorded beside a doubt unless the model does not hear them at all; others only where it hears them clearly."""


def is_sensitive(part: Part) -> bool:
    """Whether only the rules and a person decide: somebody leaves, died, threatens, speaks for others."""
    return bool(_SENSITIVE & set(part.doubts)) or any(finding.kind == "resignation" for finding in part.findings)


def weighed(letter: Letter, found: Part, by_rules: Part, model: Model) -> Part:
    """What is recorded and what is doubted. `found` is what the rules found, `by_rules` what they would record of it."""
    if not letter.thoughts or is_sensitive(by_rules) or is_sensitive(found):
        return by_rules
    scores = scores_of(letter, found, model)
    proposals = proposals_of(letter, found.findings, scores, model.version)
    if not by_rules.doubts:
        stands = chance_of(letter, proposals[0], found, by_rules, scores, model) >= bar(model.gate, proposals[0], doubted=False)
        return by_rules if stands else _doubted(letter, by_rules, scores, proposals[0])
    chances = [chance_of(letter, proposal, found, by_rules, scores, model) for proposal in proposals]
    best = max(range(len(proposals)), key=lambda at: chances[at])
    if chances[best] >= bar(model.gate, proposals[best], doubted=True):
        return Part(proposals[best].findings, (), by_rules.sentences, by_rules.clauses)
    return _doubted(letter, by_rules, scores, proposals[best])


def bar(gate: Mapping[str, float], proposal: Proposal, *, doubted: bool) -> float:
    """From which probability on a proposal counts; recording nothing asks for less, for nothing has to be undone."""
    if doubted:
        return gate["clear" if proposal.findings else "quiet"]
    return gate["add" if proposal.findings else "silent"]


def chance_of(letter: Letter, proposal: Proposal, found: Part, by_rules: Part, scores: Scores, model: Model) -> float:
    """The probability that the proposal is exactly what a careful secretary would write down without asking."""
    weights = model.gate["weights"]
    facts = facts_of(letter, proposal, found.findings, by_rules.doubts, scores)
    value = sum(weights.get(name, 0.0) * fact for name, fact in facts.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, value))))


def _doubted(letter: Letter, by_rules: Part, scores: Scores, best: Proposal) -> Part:
    """For a person: the rules' doubts, or that the model disagrees, and the best proposal. What both hear in its own words is still
    recorded."""
    why = "reading_doubts.model_disagrees" if by_rules.findings else "reading_doubts.not_understood"
    kept = tuple(finding for finding in by_rules.findings if stands_apart(finding, letter, scores))
    return Part(kept, by_rules.doubts or (why,), by_rules.sentences, by_rules.clauses, best.findings)


def stands_apart(finding: Finding, letter: Letter, scores: Scores) -> bool:
    """Whether a finding holds though the letter goes to a person: the model hears it in the words that it rests on."""
    if finding.kind == "question":
        return True
    chance = max((scores.clauses[at][intent_of(finding)] for at in places_of(finding, letter)), default=0.0)
    return chance > (UNHEARD if finding.kind in _APART else SURE)
