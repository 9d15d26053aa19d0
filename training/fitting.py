"""How is the text model fitted, and what does it say about texts it never saw?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from mailer.reading.answers.model_file import BLOCKS
from mailer.reading.answers.model_scores import Scores
from training.samples import INTENTS, TAGS, Features, Sample, features_of_phrase
from training.texts import Phrase
from training.vectors import Vocabulary, matrix, vocabulary

_LOOSE_CLAUSES = 6.0
_LOOSE_LETTERS = 10.0
_PHRASE = 0.6
"""How much a clause that stands alone counts, against one out of a letter."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A fitted text model: weights by label (rows) and feature (columns), first the intents, then the tags."""

    known: dict[str, Vocabulary]
    weights: np.ndarray
    biases: np.ndarray


def fitted(samples: Sequence[Sample], phrases: Sequence[Phrase]) -> Fitted:
    """The model of those texts."""
    clauses = [(one, intent) for sample in samples for one, intent in zip(sample.clauses, sample.intents, strict=True) if intent]
    alone = [(features_of_phrase(phrase), phrase.intent) for phrase in phrases]
    known = {block: vocabulary([one for one, _ in clauses + alone], block) for block in BLOCKS}
    intents = _intents(clauses, alone, known)
    tags = _tags(samples, alone, known)
    return Fitted(known, np.vstack([intents[0], tags[0]]), np.concatenate([intents[1], tags[1]]))


def scored(model: Fitted, samples: Sequence[Sample]) -> list[Scores]:
    """What the model says about each sample."""
    clauses = [one for sample in samples for one in sample.clauses]
    by_clause = _shares(_values(model, matrix(clauses, model.known))[:, : len(INTENTS)]) if clauses else np.zeros((0, len(INTENTS)))
    by_letter = 1 / (1 + np.exp(-_values(model, matrix([sample.whole for sample in samples], model.known))[:, len(INTENTS) :]))
    made, at = [], 0
    for number, sample in enumerate(samples):
        rows = by_clause[at : at + len(sample.clauses)]
        at += len(sample.clauses)
        near = tuple(dict(zip(INTENTS, map(float, row), strict=True)) for row in rows)
        made.append(Scores(near, dict(zip(TAGS, map(float, by_letter[number]), strict=True))))
    return made


def _intents(
    clauses: list[tuple[Features, str]], alone: list[tuple[Features, str]], known: dict[str, Vocabulary]
) -> tuple[np.ndarray, np.ndarray]:
    everything = clauses + alone
    rows = matrix([one for one, _ in everything], known)
    weights = np.array([1.0] * len(clauses) + [_PHRASE] * len(alone))
    said = np.array([intent for _, intent in everything])
    pairs = [_label(rows, said == intent, weights, _LOOSE_CLAUSES) for intent in INTENTS]
    return np.vstack([pair[0] for pair in pairs]), np.array([pair[1] for pair in pairs])


def _tags(samples: Sequence[Sample], alone: list[tuple[Features, str]], known: dict[str, Vocabulary]) -> tuple[np.ndarray, np.ndarray]:
    features = [sample.whole for sample in samples] + [one for one, _ in alone]
    said = [sample.tags for sample in samples] + [_tags_of_phrase(intent) for _, intent in alone]
    weights = np.array([1.0] * len(samples) + [_PHRASE] * len(alone))
    rows = matrix(features, known)
    pairs = [_label(rows, np.array([tag in one for one in said]), weights, _LOOSE_LETTERS) for tag in TAGS]
    return np.vstack([pair[0] for pair in pairs]), np.array([pair[1] for pair in pairs])


def _label(rows: csr_matrix, holds: np.ndarray, weights: np.ndarray, loose: float) -> tuple[np.ndarray, float]:
    """One label against all others; a label that never occurs is never given."""
    if not holds.any():
        return np.zeros(rows.shape[1]), -20.0
    model = LogisticRegression(C=loose, solver="liblinear", tol=0.03, random_state=1).fit(rows, holds, weights)
    return model.coef_[0], float(model.intercept_[0])


def _tags_of_phrase(intent: str) -> frozenset[str]:
    if intent in {"person", "question", "resignation"}:
        return frozenset({"review"} | ({intent} & set(TAGS)))
    return frozenset({intent} & set(TAGS))


def _values(model: Fitted, rows: csr_matrix) -> np.ndarray:
    return np.asarray(rows @ model.weights.T + model.biases)


def _shares(values: np.ndarray) -> np.ndarray:
    chances = 1 / (1 + np.exp(-values))
    return np.asarray(chances / chances.sum(axis=1, keepdims=True))
