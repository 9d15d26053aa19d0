"""How probable is each intent of a clause, and each tag of a letter?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from operator import attrgetter
from typing import NamedTuple

from mailer.model.reading import Finding
from mailer.reading.answers.model_file import BLOCKS, Model
from mailer.reading.answers.model_words import company_of, is_dated, longest_pieces_of, mask, names_of, tokens_of, undated
from mailer.reading.answers.thoughts import Letter, Thought

NEAR = 6
"""As many words of the clause before and behind count as its surroundings."""

_MOST_WORDS = 4_096
"""As many words are remembered for the events of one mailing."""

_EDGE = "|"
"""Stands beside the first clause, and beside the last."""

_DATED = attrgetter("dated")
_LEAST, _MOST = -30.0, 30.0


@dataclass(frozen=True, slots=True)
class Scores:
    """Probabilities: of each intent by clause (they sum to one), of each tag for the whole letter (each for itself)."""

    clauses: tuple[dict[str, float], ...]
    letter: dict[str, float]

    def near(self, intent: str, places: Iterable[int]) -> float:
        """How probable an intent is in the clauses, by number, where it is most; 0 where there is none."""
        return max([self.clauses[at].get(intent, 0.0) for at in places], default=0.0)


class _Rows(NamedTuple):
    """What words add to the sums: to those of their clause their pieces and themselves, to those of the neighbours what stands before,
    behind."""

    pieces: int
    phrases: int
    before: int
    behind: int


class _Word(NamedTuple):
    """A word or sign to the model: itself, masked, whether it may be a day or a time, and its rows."""

    text: str
    dated: bool
    pieces: int
    phrase: int
    before: int
    behind: int


class _Words(dict[str, _Word]):
    """What words are to the model, where events and shifts have those names. All is found at once: every word of every letter is asked
    for."""

    def __init__(self, events: frozenset[str], shifts: frozenset[str], model: Model) -> None:
        super().__init__()
        self._names = events, shifts
        self._model = model

    def __missing__(self, token: str) -> _Word:
        if len(self) >= _MOST_WORDS:
            self.clear()
        text = mask(token, *self._names)
        found = self[token] = _Word(text, is_dated(token), *_rows_of(text, self._model))
        return found


def scores_of(letter: Letter, model: Model) -> Scores:
    """What the model makes of the letter, clause by clause and as a whole; it knows nothing of what the rules found."""
    words = _words(*names_of(letter.agenda), model)
    rows = [_summed(thought.clause.folded, words, model) for thought in letter.thoughts]
    pieces, phrases = [row.pieces for row in rows], [row.phrases for row in rows]
    asked = model.tables["near"].total(around(letter))
    near = [asked + beside for beside in _beside(rows, letter.thoughts, model)]
    intents = [dict(zip(model.intents.names, _shares(model.intents.values(sums)))) for sums in zip(pieces, phrases, near)]  # noqa: B905
    tags = model.tags.values((sum(pieces), sum(phrases), asked))
    return Scores(tuple(intents), dict(zip(model.tags.names, _chances(tags), strict=True)))


def surroundings(words: Sequence[tuple[str, ...]], at: int, letter: Letter) -> list[str]:
    """The features of a clause beside its own words: its neighbours' words, the mailing, how many events there are, whether it asks."""
    before = words[at - 1][-NEAR:] if at else (_EDGE,)
    behind = words[at + 1][:NEAR] if at + 1 < len(words) else (_EDGE,)
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


def _before(word: str) -> str:
    return f"<{word}"


def _behind(word: str) -> str:
    return f">{word}"


def _manner(thought: Thought) -> list[str]:
    return (["asks"] if thought.asks else []) + (["conditional"] if thought.conditional else [])


@lru_cache(maxsize=8)
def _words(events: frozenset[str], shifts: frozenset[str], model: Model) -> _Words:
    return _Words(events, shifts, model)


def _summed(folded: str, words: _Words, model: Model) -> _Rows:
    """What a clause adds to the sums; to those of its neighbours only as many of its words as are near add something."""
    found = [words[token] for token in tokens_of(folded)]
    if any(map(_DATED, found)):
        found = [words[token] for token in undated(folded)]
    if not found:
        return _Rows(0, 0, 0, 0)
    texts, _, pieces, phrases, before, behind = zip(*found, strict=True)
    company = model.tables["phrases"].total(company_of(texts))
    return _Rows(sum(pieces), sum(phrases, company), sum(before[-NEAR:]), sum(behind[:NEAR]))


def _beside(rows: Sequence[_Rows], thoughts: Sequence[Thought], model: Model) -> list[int]:
    """The sum of the `surroundings` of each clause, but for what was asked."""
    edge = _rows_of(_EDGE, model)
    before, behind = [edge, *rows], [*rows[1:], edge]
    return [
        one.before + other.behind + (model.tables["near"].total(manner) if (manner := _manner(thought)) else 0)
        for one, other, thought in zip(before, behind, thoughts)  # noqa: B905
    ]


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
    return [1 / (1 + exp(-(_MOST if value > _MOST else _LEAST if value < _LEAST else value))) for value in values]
