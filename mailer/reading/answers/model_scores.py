"""How probable is each intent of a clause, and each tag of a letter?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp

from mailer.model.reading import Finding
from mailer.reading.answers.model_file import Model, Table
from mailer.reading.answers.model_words import all_masked, phrases_of, pieces_of
from mailer.reading.answers.thoughts import Letter, Thought

BLOCKS = ("pieces", "phrases", "near")
"""The tables of a model, in the order in which sums are handed on."""

NEAR = 6
"""As many words of the clause before and behind count as its surroundings."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Probabilities: of each intent by clause (they sum to one), of each tag for the whole letter (each for itself)."""

    clauses: tuple[dict[str, float], ...]
    letter: dict[str, float]


def scores_of(letter: Letter, model: Model) -> Scores:
    """What the model makes of the letter, clause by clause and as a whole; it knows nothing of what the rules found."""
    words = all_masked([thought.clause.folded for thought in letter.thoughts], letter.agenda)
    intents, tags = slice(len(model.intents)), slice(len(model.intents), len(model.intents) + len(model.tags))
    asked = around(letter)
    sums = [_sums(model, one, surroundings(words, at, letter, asked)) for at, one in enumerate(words)]
    clauses = tuple([dict(zip(model.intents, _shares(_added(model, one, intents)), strict=True)) for one in sums])
    whole = [sum(one[block] for one in sums) for block in range(2)]
    whole.append(model.tables["near"].total(asked))
    return Scores(clauses, dict(zip(model.tags, map(_chance, _added(model, whole, tags)), strict=True)))


def surroundings(words: Sequence[tuple[str, ...]], at: int, letter: Letter, asked: Sequence[str] | None = None) -> list[str]:
    """The features of a clause beside its own words: its neighbours' words, the mailing, how many events there are, whether it asks.
    `asked` are those `around` the letter, where they are known."""
    before = words[at - 1][-NEAR:] if at else ("|",)
    behind = words[at + 1][:NEAR] if at + 1 < len(words) else ("|",)
    beside = [f"<{word}" for word in before] + [f">{word}" for word in behind]
    return [*beside, *(around(letter) if asked is None else asked), *_manner(letter.thoughts[at])]


def around(letter: Letter) -> list[str]:
    """The features of what was asked."""
    count = len(letter.agenda.known)
    return [f"mailing {letter.context.mailing}", "no event" if not count else "one event" if count == 1 else "several events"]


def intent_of(finding: Finding) -> str:
    """The model's label for what a finding says."""
    if finding.kind == "resignation":
        return "resignation"
    detail = finding.answer or finding.claim
    return f"{finding.kind}:{detail}" if detail else finding.kind


def _manner(thought: Thought) -> list[str]:
    return (["asks"] if thought.asks else []) + (["conditional"] if thought.conditional else [])


def _sums(model: Model, words: tuple[str, ...], near: Iterable[str]) -> tuple[int, ...]:
    pieces = model.tables["pieces"]
    return (
        sum([_of_word(pieces, word) for word in words]),
        model.tables["phrases"].total(phrases_of(words)),
        model.tables["near"].total(near),
    )


@lru_cache(maxsize=32_768)
def _of_word(pieces: Table, word: str) -> int:
    return pieces.total(pieces_of(word))


def _added(model: Model, sums: Sequence[int], wanted: slice) -> list[float]:
    """What the blocks together say for the wanted labels."""
    pieces, phrases, near = [model.tables[name].weights(total, wanted) for name, total in zip(BLOCKS, sums)]  # noqa: B905
    return [bias + (a + b + c) for bias, a, b, c in zip(model.biases[wanted], pieces, phrases, near)]  # noqa: B905


def _shares(values: Iterable[float]) -> list[float]:
    chances = [1 / (1 + exp(-(30.0 if value > 30.0 else -30.0 if value < -30.0 else value))) for value in values]  # as `_chance`, at once
    total = sum(chances)
    return [chance / total for chance in chances]


def _chance(value: float) -> float:
    return 1 / (1 + exp(-(30.0 if value > 30.0 else -30.0 if value < -30.0 else value)))
