"""How probable is each intent of a clause, and each tag of a letter?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from typing import NamedTuple, TypeVar

from mailer.model.reading import Finding
from mailer.reading.answers.model_file import BLOCKS, Model
from mailer.reading.answers.model_words import all_masked, company_of, longest_pieces_of
from mailer.reading.answers.thoughts import Letter, Thought

NEAR = 6
"""As many words of the clause before and behind count as its surroundings."""

_EDGE = "|"
"""Stands beside the first clause, and beside the last."""

_MOST = 30.0
_Word = TypeVar("_Word")


@dataclass(frozen=True, slots=True)
class Scores:
    """Probabilities: of each intent by clause (they sum to one), of each tag for the whole letter (each for itself)."""

    clauses: tuple[dict[str, float], ...]
    letter: dict[str, float]

    def near(self, intent: str, places: Iterable[int]) -> float:
        """How probable an intent is in the clauses, by number, where it is most; 0 where there is none."""
        return max([self.clauses[at].get(intent, 0.0) for at in places], default=0.0)


class _Rows(NamedTuple):
    """What a word adds to the sums: to those of its clause its pieces and itself, to those of the neighbours what stands before, behind."""

    pieces: int
    phrase: int
    before: int
    behind: int


def scores_of(letter: Letter, model: Model) -> Scores:
    """What the model makes of the letter, clause by clause and as a whole; it knows nothing of what the rules found."""
    clauses = all_masked([thought.clause.folded for thought in letter.thoughts], letter.agenda)
    rows = [[_rows_of(word, model) for word in clause] for clause in clauses]
    company = map(model.tables["phrases"].total, map(company_of, clauses))
    pieces = [sum([word.pieces for word in clause]) for clause in rows]
    phrases = [sum([word.phrase for word in clause], more) for clause, more in zip(rows, company, strict=True)]
    asked = model.tables["near"].total(around(letter))
    near = [asked + _beside(rows, at, thought, model) for at, thought in enumerate(letter.thoughts)]
    intents = [dict(zip(model.intents.names, _shares(model.intents.values(sums)))) for sums in zip(pieces, phrases, near)]  # noqa: B905
    tags = model.tags.values((sum(pieces), sum(phrases), asked))
    return Scores(tuple(intents), dict(zip(model.tags.names, _chances(tags), strict=True)))


def surroundings(words: Sequence[tuple[str, ...]], at: int, letter: Letter) -> list[str]:
    """The features of a clause beside its own words: its neighbours' words, the mailing, how many events there are, whether it asks."""
    before, behind = _neighbours(words, at, _EDGE)
    return [*map(_before, before), *map(_behind, behind), *around(letter), *_manner(letter.thoughts[at])]


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


def _neighbours(clauses: Sequence[Sequence[_Word]], at: int, edge: _Word) -> tuple[Sequence[_Word], Sequence[_Word]]:
    """The words before a clause and behind it that are near."""
    before = clauses[at - 1][-NEAR:] if at else (edge,)
    return before, clauses[at + 1][:NEAR] if at + 1 < len(clauses) else (edge,)


def _before(word: str) -> str:
    return f"<{word}"


def _behind(word: str) -> str:
    return f">{word}"


def _manner(thought: Thought) -> list[str]:
    return (["asks"] if thought.asks else []) + (["conditional"] if thought.conditional else [])


def _beside(rows: Sequence[Sequence[_Rows]], at: int, thought: Thought, model: Model) -> int:
    """The sum of the `surroundings` of a clause, but for what was asked."""
    before, behind = _neighbours(rows, at, _rows_of(_EDGE, model))
    manner = _manner(thought)
    total = model.tables["near"].total(manner) if manner else 0
    return total + sum([word.before for word in before]) + sum([word.behind for word in behind])


@lru_cache(maxsize=16_384)
def _rows_of(word: str, model: Model) -> _Rows:
    pieces, phrases, near = [model.tables[name] for name in BLOCKS]
    own = pieces.total_of_beginnings(longest_pieces_of(word))
    return _Rows(own, phrases.total((word,)), near.total((_before(word),)), near.total((_behind(word),)))


def _shares(values: Iterable[float]) -> list[float]:
    chances = _chances(values)
    total = sum(chances)
    return [chance / total for chance in chances]


def _chances(values: Iterable[float]) -> list[float]:
    return [1 / (1 + exp(-(_MOST if value > _MOST else -_MOST if value < -_MOST else value))) for value in values]
