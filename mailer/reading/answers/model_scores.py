"""How probable is each intent of a clause, and each tag of a letter?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp

from mailer.model.reading import Finding
from mailer.reading.answers.model_file import Model, Table
from mailer.reading.answers.model_words import masked, phrases_of, pieces_of
from mailer.reading.answers.parts import Part
from mailer.reading.answers.thoughts import Letter, Thought
from mailer.reading.answers.words import words_of

BLOCKS = ("pieces", "phrases", "near", "rules")
"""The tables of a model, in the order in which sums are handed on."""

NEAR = 6
"""As many words of the clause before and behind count as its surroundings."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Probabilities: of each intent by clause (they sum to one), of each tag for the whole letter (each for itself)."""

    clauses: tuple[dict[str, float], ...]
    letter: dict[str, float]


def scores_of(letter: Letter, part: Part, model: Model) -> Scores:
    """What the model makes of the letter, clause by clause and as a whole. `part` is what the rules found, before any is taken out."""
    words = [masked(thought.clause.folded, letter.agenda) for thought in letter.thoughts]
    heard = rules_heard(letter, part)
    intents, tags = len(model.intents), len(model.tags)
    sums = [_sums(model, one, surroundings(words, at, letter), heard_near(heard, at)) for at, one in enumerate(words)]
    clauses = tuple(dict(zip(model.intents, _shares(_added(model, one)[:intents]), strict=True)) for one in sums)
    whole = [sum(one[block] for one in sums) for block in range(2)]
    whole += [model.tables["near"].total(around(letter)), model.tables["rules"].total(heard_whole(heard, part))]
    letter_tags = _added(model, whole)[intents : intents + tags]
    return Scores(clauses, dict(zip(model.tags, (1 / (1 + exp(-_bounded(value))) for value in letter_tags), strict=True)))


def surroundings(words: Sequence[tuple[str, ...]], at: int, letter: Letter) -> list[str]:
    """The features of a clause beside its own words: its neighbours' words, the mailing, how many events there are, whether it asks."""
    before = words[at - 1][-NEAR:] if at else ("|",)
    behind = words[at + 1][:NEAR] if at + 1 < len(words) else ("|",)
    return [*(f"<{word}" for word in before), *(f">{word}" for word in behind), *around(letter), *_manner(letter.thoughts[at])]


def around(letter: Letter) -> list[str]:
    """The features of what was asked."""
    count = len(letter.agenda.known)
    return [f"mailing {letter.context.mailing}", "no event" if not count else "one event" if count == 1 else "several events"]


def rules_heard(letter: Letter, part: Part) -> list[list[str]]:
    """What the rules make of each clause: its stance, what it names, which findings rest on it."""
    spans = [(start, start + len(one.evidence), one) for one in part.findings if (start := letter.text.find(one.evidence)) >= 0]
    heard = []
    for thought in letter.thoughts:
        first, last = thought.clause.start, thought.clause.start + len(thought.clause.text)
        found = sorted({f"found {intent_of(one)}" for start, end, one in spans if start < last and first < end})
        heard.append([*(found or ["found nothing"]), *_said(thought)])
    return heard


def heard_near(heard: Sequence[Sequence[str]], at: int) -> list[str]:
    """The rules' view of a clause and of its neighbours."""
    before = [f"<{name}" for name in heard[at - 1]] if at else []
    behind = [f">{name}" for name in heard[at + 1]] if at + 1 < len(heard) else []
    return [*heard[at], *before, *behind]


def heard_whole(heard: Sequence[Sequence[str]], part: Part) -> list[str]:
    """The rules' view of the whole letter, every kind of remark once."""
    doubts = [f"doubt {name.rpartition('.')[2]}" for name in part.doubts]
    return sorted({name for one in heard for name in one} | set(doubts) | {f"in all {intent_of(one)}" for one in part.findings})


def intent_of(finding: Finding) -> str:
    """The model's label for what a finding says."""
    if finding.kind == "resignation":
        return "resignation"
    detail = finding.answer or finding.claim
    return f"{finding.kind}:{detail}" if detail else finding.kind


def _said(thought: Thought) -> list[str]:
    marks = {
        "names": bool(thought.own.events),
        "unclear": thought.own.unclear,
        "other day": thought.own.foreign,
        "except": bool(thought.own.excluded),
        "doubtful": thought.doubtful,
        "shift": bool(thought.task.shifts),
        "work": thought.task.worked,
        "short": len(words_of(thought.clause.folded)) <= 2,
    }
    said = thought.said
    stance = [] if said is None else [f"said {said.stance.value}{'' if said.certain else '?'}", f"by {said.rule}"]
    return [*(name for name, holds in marks.items() if holds), *stance]


def _manner(thought: Thought) -> list[str]:
    return (["asks"] if thought.asks else []) + (["conditional"] if thought.conditional else [])


def _sums(model: Model, words: tuple[str, ...], near: Iterable[str], heard: Iterable[str]) -> tuple[int, ...]:
    pieces = model.tables["pieces"]
    return (
        sum(_of_word(pieces, word) for word in words),
        model.tables["phrases"].total(phrases_of(words)),
        model.tables["near"].total(near),
        model.tables["rules"].total(heard),
    )


@lru_cache(maxsize=32_768)
def _of_word(pieces: Table, word: str) -> int:
    return pieces.total(pieces_of(word))


def _added(model: Model, sums: Sequence[int]) -> list[float]:
    blocks = [model.tables[name].weights(total) for name, total in zip(BLOCKS, sums, strict=True)]
    return [bias + sum(parts) for bias, *parts in zip(model.biases, *blocks, strict=True)]


def _shares(values: Sequence[float]) -> list[float]:
    chances = [1 / (1 + exp(-_bounded(value))) for value in values]
    total = sum(chances)
    return [chance / total for chance in chances]


def _bounded(value: float) -> float:
    return max(-30.0, min(30.0, value))
