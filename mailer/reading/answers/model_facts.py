"""Which facts speak for and against recording a proposal without a person?"""

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cache
from math import log

from mailer.model.reading import Finding
from mailer.reading.answers.model_proposals import Proposal, places_of
from mailer.reading.answers.model_scores import Scores, around, intent_of
from mailer.reading.answers.model_surface import surface_of
from mailer.reading.answers.thoughts import Letter
from mailer.reading.answers.words import words_of

_MOST = 5.0


def facts_of(letter: Letter, proposal: Proposal, told: Iterable[Finding], doubts: Iterable[str], scores: Scores) -> dict[str, float]:
    """The facts by name; a fact that does not hold is missing. `told` and `doubts` are the rules' own reading."""
    used = {finding: places_of(finding, letter) for finding in proposal.findings}
    facts = {f"doubt {name.rpartition('.')[2]}": 1.0 for name in doubts}
    facts |= _support(proposal, used, scores)
    facts |= _left_over(letter, proposal, used, scores)
    facts |= _shape(letter, proposal)
    facts |= surface_of(letter, proposal.findings, used)
    left_out = {intent_of(one).partition(":")[0] for one in told if one not in proposal.findings}
    facts |= {f"left out {kind}": 1.0 for kind in left_out}
    facts |= {f"as {name}": 1.0 for name in around(letter)}
    return facts


def _support(proposal: Proposal, used: Mapping[Finding, tuple[int, ...]], scores: Scores) -> dict[str, float]:
    """How sure the model is of what is proposed."""
    if not proposal.findings:
        return {"nothing": 1.0}
    near, whole = [], []
    for finding, places in used.items():
        intent = intent_of(finding)
        near.append(_logit(max((scores.clauses[at].get(intent, 0.0) for at in places), default=0.0)))
        whole.append(_logit(scores.letter.get(intent, 0.0)))
    facts = {"least near": min(near), "mean near": sum(near) / len(near), "least whole": min(whole), "added": float(proposal.added)}
    facts |= {f"says {intent_of(finding)}": 1.0 for finding in proposal.findings}
    return facts | {f"by {_family(finding)}": 1.0 for finding in proposal.findings}


def _family(finding: Finding) -> str:
    return f"model {finding.rule.partition('/')[2]}" if "/" in finding.rule else finding.rule


def _left_over(letter: Letter, proposal: Proposal, used: Mapping[Finding, tuple[int, ...]], scores: Scores) -> dict[str, float]:
    """What the model hears besides, in clauses that the proposal does not rest on and in the letter as a whole."""
    told = {intent_of(finding) for finding in proposal.findings}
    taken = {at for places in used.values() for at in places}
    rest = [one for at, one in enumerate(scores.clauses) if at not in taken]
    facts = _beside(told, rest) if rest else {}
    facts["least none"] = _logit(min([one["none"] for one in rest])) if rest else _MOST
    open_tags = {tag: chance for tag, chance in scores.letter.items() if tag not in told and tag != "review"}
    facts["tag besides"] = _logit(max(open_tags.values(), default=0.0))
    facts["tag review"] = _logit(scores.letter["review"])
    facts["tag question"] = _logit(scores.letter["question"])
    said = [one for at, one in enumerate(letter.thoughts) if at not in taken and one.said is not None]
    if said:
        facts["said besides"] = 1.0
    return facts


def _beside(told: Set[str], rest: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """What these clauses say most clearly of each kind."""
    clearest = dict(zip(rest[0], map(max, zip(*[one.values() for one in rest], strict=True)), strict=True)) if len(rest) > 1 else rest[0]
    chances: dict[str, float] = {}
    for label, kind in _kinds(tuple(clearest)):
        name = f"again {kind}" if label in told else f"besides {kind}"
        if clearest[label] > chances.get(name, -1.0):
            chances[name] = clearest[label]
    return {name: _logit(chance) for name, chance in chances.items()}


@cache
def _kinds(labels: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The labels in order, but for that of nothing, each with its kind."""
    return tuple((label, label.partition(":")[0]) for label in sorted(labels) if label != "none")


def _shape(letter: Letter, proposal: Proposal) -> dict[str, float]:
    words = len(words_of(letter.folded))
    answered = {finding.event for finding in proposal.findings} | {finding.target for finding in proposal.findings}
    named = {event for one in letter.thoughts for event in one.own.events}
    marks = {
        "asks": any(one.asks for one in letter.thoughts),
        "conditional": any(one.conditional for one in letter.thoughts),
        "unclear": any(one.own.unclear for one in letter.thoughts),
        "other day": any(one.own.foreign for one in letter.thoughts),
        "except": any(one.own.excluded for one in letter.thoughts),
        "named, not answered": bool(named - answered) and len(letter.agenda.known) > 1,
        "shift named": any(one.task.shifts for one in letter.thoughts),
        "company": any(finding.guests for finding in proposal.findings),
        "many": len(proposal.findings) > 2,
        "very short": words <= 3,
        "very long": words > 60,
    }
    return {name: 1.0 for name, holds in marks.items() if holds} | {"length": log(1 + words), "clauses": log(1 + len(letter.thoughts))}


def _logit(chance: float) -> float:
    bounded = min(max(chance, 1e-6), 1 - 1e-6)
    return max(-_MOST, min(_MOST, log(bounded / (1 - bounded))))
