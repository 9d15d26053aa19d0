"""What may be recorded? The rules' findings, and these together with what the model reads where the rules are silent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from mailer.model.reading import Finding
from mailer.reading.answers.dues import is_unpaid
from mailer.reading.answers.guests import company_in
from mailer.reading.answers.model_scores import Scores, intent_of
from mailer.reading.answers.thoughts import Letter, Thought

SURE = 0.5
"""From this probability on an intent is proposed; whether it is recorded is for the gate to say."""


UNHEARD = 0.1
"""Below this probability a finding of the rules is left out of what the model would say."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Findings to be recorded together."""

    findings: tuple[Finding, ...]

    @property
    def added(self) -> int:
        """How many come from the model alone."""
        return sum("/" in finding.rule for finding in self.findings)


class Held(NamedTuple):
    """A finding against what the model hears: its label, and the clauses, by number, where it should be heard."""

    finding: Finding
    intent: str
    places: tuple[int, ...]


def held(finding: Finding, letter: Letter) -> Held:
    """The finding, held against the letter."""
    return Held(finding, intent_of(finding), places_of(finding, letter))


def as_told(found: tuple[Finding, ...]) -> Proposal:
    """What the rules found, and nothing else: the first of all proposals."""
    return Proposal(tuple(finding for finding in found if finding.kind != "question"))


def proposals_of(letter: Letter, found: tuple[Finding, ...], scores: Scores, version: str) -> tuple[Proposal, ...]:
    """What may be recorded: what the rules found; that with what the model adds; that with what the model would say otherwise."""
    told = as_told(found).findings
    read = _read(letter, scores, version)
    extra = _missing(told, read)
    kept = tuple(finding for finding in told if _is_backed(finding, letter, scores))
    revised = (*kept, *_missing(kept, read))
    overall = _by_letter(letter, revised, scores, version)
    return tuple(dict.fromkeys((Proposal(told), Proposal((*told, *extra)), Proposal(revised), Proposal(overall))))


def _missing(told: Sequence[Finding], read: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(one for one in read if not _is_answered(one, told))


def _is_backed(finding: Finding, letter: Letter, scores: Scores) -> bool:
    """Whether the model hears a finding at all in the words that it rests on."""
    return finding.kind in {"resignation", "contact_change"} or scores.near(intent_of(finding), places_of(finding, letter)) >= UNHEARD


def _by_letter(letter: Letter, findings: tuple[Finding, ...], scores: Scores, version: str) -> tuple[Finding, ...]:
    """The findings with the answer to the only event, or about the dues, that the letter as a whole gives."""
    kind = "dues" if letter.context.dues else "rsvp" if letter.agenda.only else ""
    tags = [tag for tag in scores.letter if kind and tag.startswith(f"{kind}:")]
    if not tags:
        return findings
    best = max(tags, key=scores.letter.__getitem__)
    if best == "dues:paid" and is_unpaid(letter.folded):
        return findings
    if scores.letter[best] < SURE or any(intent_of(finding) == best for finding in findings):
        return findings
    at = max(range(len(letter.thoughts)), key=lambda at: scores.clauses[at][best], default=None)
    if at is None:
        return findings
    thought, detail = letter.thoughts[at], best.partition(":")[2]
    made = Finding(kind, confidence=scores.letter[best], evidence=thought.clause.text, rule=f"{version}/letter")
    made = replace(made, claim=detail) if kind == "dues" else replace(made, event=letter.agenda.only, answer=detail)
    return (*(finding for finding in findings if finding.kind != kind), made)


def places_of(finding: Finding, letter: Letter) -> tuple[int, ...]:
    """The clauses that a finding's evidence touches, by number."""
    start = letter.text.find(finding.evidence) if finding.evidence else -1
    if start < 0:
        return ()
    end = start + len(finding.evidence)
    clauses = [one.clause for one in letter.thoughts]
    return tuple([at for at, one in enumerate(clauses) if one.start < end and start < one.start + len(one.text)])


def _is_answered(finding: Finding, told: Sequence[Finding]) -> bool:
    return any(
        one.kind == finding.kind and one.event == finding.event and (one.target == finding.target or one.kind != "volunteer")
        for one in told
    )


def _read(letter: Letter, scores: Scores, version: str) -> list[Finding]:
    """The model's own reading: one finding an event, shift or claim; none where its clauses quarrel."""
    made: dict[tuple[str | None, ...], Finding] = {}
    quarrels: set[tuple[str | None, ...]] = set()
    for thought, probable in zip(letter.thoughts, scores.clauses, strict=True):
        intent = max(probable, key=probable.__getitem__)
        if probable[intent] < SURE:
            continue
        for finding in _findings(intent, probable[intent], thought, letter, version):
            place = (finding.kind, finding.event, finding.target)
            other = made.setdefault(place, finding)
            if intent_of(other) != intent_of(finding):
                quarrels.add(place)
    return [finding for place, finding in made.items() if place not in quarrels]


def _findings(intent: str, chance: float, thought: Thought, letter: Letter, version: str) -> list[Finding]:
    kind, _, detail = intent.partition(":")
    words, rule = thought.clause.text, f"{version}/{kind}"
    if kind == "rsvp":
        company = company_in(thought.clause.folded)
        if thought.doubtful or (company is not None and company.guests is None):
            return []
        guests = company.guests or 0 if company is not None and detail != "declined" else 0
        return [
            Finding(kind, event=event, answer=detail, guests=guests, confidence=chance, evidence=words, rule=rule)
            for event in thought.events
        ]
    if kind == "volunteer":
        targets = thought.task.shifts or (thought.events if len(thought.events) == 1 and not thought.doubtful else ())
        return [Finding(kind, target=target, answer=detail, confidence=chance, evidence=words, rule=rule) for target in targets]
    if kind == "dues":
        denied = detail == "paid" and is_unpaid(thought.clause.folded)
        return [Finding(kind, claim=detail, confidence=chance, evidence=words, rule=rule)] if letter.context.dues and not denied else []
    return [Finding(kind, confidence=chance, evidence=words, rule=rule)] if kind in {"unsubscribe", "motion"} else []
