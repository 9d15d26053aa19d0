"""Which facts speak for and against recording a proposal without a person?"""

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache
from math import log
from operator import attrgetter

from mailer.model.reading import Finding
from mailer.reading.answers.model_proposals import Held, Proposal, held
from mailer.reading.answers.model_scores import Scores, around, intent_of
from mailer.reading.answers.model_surface import surface_of
from mailer.reading.answers.thoughts import Letter
from mailer.reading.answers.words import words_of

_MOST = 5.0
_HARDLY = 0.0066
"""The logit of a smaller chance is beyond `_MOST`, and so is that of one nearer to certainty."""
_NOTHING = "besides none"
_MARKS = {
    "asks": attrgetter("asks"),
    "conditional": attrgetter("conditional"),
    "unclear": attrgetter("own.unclear"),
    "other day": attrgetter("own.foreign"),
    "except": attrgetter("own.excluded"),
    "shift named": attrgetter("task.shifts"),
}
"""What may hold of any thought."""


def facts_of(letter: Letter, proposal: Proposal, told: Iterable[Finding], doubts: Iterable[str], scores: Scores) -> dict[str, float]:
    """The facts by name; a fact that does not hold is missing. `told` and `doubts` are the rules' own reading."""
    proposed = [held(finding, letter) for finding in proposal.findings]
    taken = {at for one in proposed for at in one.places}
    facts = {f"doubt {name.rpartition('.')[2]}": 1.0 for name in doubts}
    facts |= _support(proposal, proposed, scores)
    facts |= _left_over(letter, frozenset([one.intent for one in proposed]), taken, scores)
    facts |= _shape(letter, proposal)
    facts |= surface_of(letter, proposed, taken)
    facts |= {f"left out {intent_of(one).partition(':')[0]}": 1.0 for one in told if one not in proposal.findings}
    facts |= {f"as {name}": 1.0 for name in around(letter)}
    return facts


def _support(proposal: Proposal, proposed: Sequence[Held], scores: Scores) -> dict[str, float]:
    """How sure the model is of what is proposed."""
    if not proposed:
        return {"nothing": 1.0}
    near = [_logit(scores.near(one.intent, one.places)) for one in proposed]
    whole = [_logit(scores.letter.get(one.intent, 0.0)) for one in proposed]
    facts = {"least near": min(near), "mean near": sum(near) / len(near), "least whole": min(whole), "added": float(proposal.added)}
    facts |= {f"says {one.intent}": 1.0 for one in proposed}
    return facts | {f"by {_family(one.finding)}": 1.0 for one in proposed}


def _family(finding: Finding) -> str:
    return f"model {finding.rule.partition('/')[2]}" if "/" in finding.rule else finding.rule


def _left_over(letter: Letter, told: frozenset[str], taken: Set[int], scores: Scores) -> dict[str, float]:
    """What the model hears besides, in clauses that the proposal does not rest on and in the letter as a whole."""
    rest = [one for at, one in enumerate(scores.clauses) if at not in taken]
    facts = _beside(told, rest) if rest else {}
    facts["least none"] = _logit(min([one["none"] for one in rest])) if rest else _MOST
    facts["tag besides"] = _logit(
        max([chance for tag, chance in scores.letter.items() if tag not in told and tag != "review"], default=0.0)
    )
    facts["tag review"] = _logit(scores.letter["review"])
    facts["tag question"] = _logit(scores.letter["question"])
    if any(one.said is not None for at, one in enumerate(letter.thoughts) if at not in taken):
        facts["said besides"] = 1.0
    return facts


def _beside(told: frozenset[str], rest: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """What these clauses say most clearly of each kind."""
    names = _kinds(tuple(rest[0]), told)
    clearest = dict.fromkeys(names, 0.0)
    for one in rest:
        for name, chance in zip(names, one.values(), strict=True):
            if chance > _HARDLY and chance > clearest[name]:
                clearest[name] = chance
    del clearest[_NOTHING]
    return {name: _logit(chance) for name, chance in clearest.items()}


@lru_cache(maxsize=1024)
def _kinds(labels: tuple[str, ...], told: frozenset[str]) -> tuple[str, ...]:
    """A name for each label: its kind, and whether the label is told."""
    return tuple(f"{'again' if label in told else 'besides'} {label.partition(':')[0]}" for label in labels)


def _shape(letter: Letter, proposal: Proposal) -> dict[str, float]:
    words, thoughts = len(words_of(letter.folded)), letter.thoughts
    facts = {name: 1.0 for name, mark in _MARKS.items() if any(map(mark, thoughts))}
    more = {
        "named, not answered": len(letter.agenda.known) > 1 and _is_left_open(letter, proposal),
        "company": any(finding.guests for finding in proposal.findings),
        "many": len(proposal.findings) > 2,
        "very short": words <= 3,
        "very long": words > 60,
    }
    facts |= {name: 1.0 for name, holds in more.items() if holds}
    return facts | {"length": log(1 + words), "clauses": log(1 + len(thoughts))}


def _is_left_open(letter: Letter, proposal: Proposal) -> bool:
    """Whether an event is named and not answered."""
    answered = {finding.event for finding in proposal.findings} | {finding.target for finding in proposal.findings}
    return any(event not in answered for one in letter.thoughts for event in one.own.events)


def _logit(chance: float) -> float:
    if chance < _HARDLY:
        return -_MOST
    return min(_MOST, max(-_MOST, log(chance / (1 - chance)))) if chance < 1 - _HARDLY else _MOST
