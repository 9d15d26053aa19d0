"""Is it probable enough that recording this without a person is right?

Rules and model are weighed against each other: where they agree and nothing is left over, it is recorded, whoever of them read it; else a
person looks. What is sensitive stays with the rules: there the model may not take a doubt away.
"""

from collections.abc import Mapping, Sequence

from mailer.model.reading import Finding
from mailer.reading.answers.model_facts import facts_of
from mailer.reading.answers.model_file import Model
from mailer.reading.answers.model_proposals import Proposal, as_told, places_of, proposals_of
from mailer.reading.answers.model_scores import Scores, intent_of, scores_of
from mailer.reading.answers.model_trees import probability
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
        "guests_unclear",
        "leaving_unclear",
        "on_behalf",
        "other_day",
        "resignation",
        "threat",
        "too_long",
    )
)
_LEAVING, _LEAVING_ALTOGETHER = 0.5, 0.2
"""How clearly the model must hear that somebody leaves, in the clause and in the letter as a whole, for what the rules read to be recorded
as received. Of 322 declarations by writers it had never seen 13 stayed below each of the two, of 16 letters that were none
nine below one."""

_CLEARLY = 0.7
_APART = {"contact_change": 0.5, "motion": 0.5, "unsubscribe": 0.5}
"""How clearly the model must hear a finding that is recorded though a person looks at the letter for another reason, by kind."""


def is_sensitive(part: Part) -> bool:
    """Whether only the rules and a person decide: somebody leaves, died, threatens, speaks for others, or names days and numbers of people,
    which the model does not read."""
    return bool(_SENSITIVE & set(part.doubts)) or any(finding.kind == "resignation" for finding in part.findings)


def weighed(letter: Letter, found: Part, by_rules: Part, model: Model) -> Part:
    """What is recorded and what is doubted. `found` is what the rules found, `by_rules` what they would record of it."""
    if not letter.thoughts:
        return by_rules
    if is_sensitive(by_rules) or is_sensitive(found):
        return _unless_unheard(letter, by_rules, model)
    scores = scores_of(letter, model)
    if not by_rules.doubts:
        told = as_told(found.findings)
        stands = chance_of(letter, told, found, by_rules, scores, model) >= bar(model.gate, told, doubted=False)
        return by_rules if stands else _doubted(letter, by_rules, scores, told)
    proposals = proposals_of(letter, found.findings, scores, model.version)
    chances = [chance_of(letter, proposal, found, by_rules, scores, model) for proposal in proposals]
    best = max(range(len(proposals)), key=lambda at: chances[at])
    if chances[best] >= bar(model.gate, proposals[best], doubted=True):
        return Part(proposals[best].findings, (), by_rules.sentences, by_rules.clauses)
    return _doubted(letter, by_rules, scores, proposals[best])


def _unless_unheard(letter: Letter, by_rules: Part, model: Model) -> Part:
    """What the rules record, without a declaration of leaving that the model hardly hears: that is only proposed, and a person looks."""
    leaving = tuple(finding for finding in by_rules.findings if finding.kind == "resignation")
    if not leaving or _is_heard(leaving, letter, scores_of(letter, model)):
        return by_rules
    rest = tuple(finding for finding in by_rules.findings if finding not in leaving)
    why = tuple("reading_doubts.leaving_unclear" if doubt == "reading_doubts.resignation" else doubt for doubt in by_rules.doubts)
    return Part(rest, tuple(dict.fromkeys(why)), by_rules.sentences, by_rules.clauses, by_rules.findings)


def _is_heard(leaving: Sequence[Finding], letter: Letter, scores: Scores) -> bool:
    near = max([scores.near("resignation", places_of(finding, letter)) for finding in leaving])
    return near >= _LEAVING and scores.letter["resignation"] >= _LEAVING_ALTOGETHER


def bar(gate: Mapping[str, float], proposal: Proposal, *, doubted: bool) -> float:
    """From which probability on a proposal counts; recording nothing asks for less, for nothing has to be undone."""
    if doubted:
        return gate["clear" if proposal.findings else "quiet"]
    return gate["add" if proposal.findings else "silent"]


def chance_of(letter: Letter, proposal: Proposal, found: Part, by_rules: Part, scores: Scores, model: Model) -> float:
    """The probability that the proposal is exactly what a careful secretary would write down without asking."""
    return probability(model.forest, facts_of(letter, proposal, found.findings, by_rules.doubts, scores))


def _doubted(letter: Letter, by_rules: Part, scores: Scores, best: Proposal) -> Part:
    """For a person: the rules' doubts, or that the model disagrees, and the best proposal. What the model hears clearly in its own words is
    recorded all the same, unless it is the model that disagrees."""
    why = "reading_doubts.model_disagrees" if by_rules.findings else "reading_doubts.not_understood"
    kept = tuple(finding for finding in by_rules.findings if stands_apart(finding, letter, scores, doubted=bool(by_rules.doubts)))
    return Part(kept, by_rules.doubts or (why,), by_rules.sentences, by_rules.clauses, best.findings)


def stands_apart(finding: Finding, letter: Letter, scores: Scores, *, doubted: bool) -> bool:
    """Whether a finding holds though the letter goes to a person: the rules' own doubt (`doubted`) is about something else, and the model
    hears the finding in the words that it rests on."""
    if finding.kind == "question" or not doubted:
        return finding.kind == "question"
    return scores.near(intent_of(finding), places_of(finding, letter)) >= _APART.get(finding.kind, _CLEARLY)
