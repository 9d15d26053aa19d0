"""Train the model on all texts and write the file that ships: `python -m training.train`.

The gate and its threshold are fitted on what the text model says about writers it never saw; the text model of the file then sees all.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from mailer.reading.answers import model_file
from mailer.reading.answers.model_scores import Scores
from training.fitting import fitted, scored
from training.gate import Choice, Thresholds, chances, choice_of, fitted_gate, outcome_at
from training.measure import percent
from training.packing import packed
from training.samples import Sample, sample_of
from training.texts import digest, labelled_texts, phrases

VERSION = "model-2026-11"
SHIPPED = Path(model_file.__file__).with_name("model.bin")
LOOKS_PER_ERROR = 3.0
"""As many needless looks of a person are worth one message that is wrong or lost."""

_ADD = (0.0, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
_CLEAR = (0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.1)


def main() -> None:
    """Train and write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--out", type=Path, default=SHIPPED)
    options.add_argument("--add", type=float, help="record from this probability on where the rules have no doubt")
    options.add_argument("--clear", type=float, help="record from this probability on against a doubt of the rules")
    asked = options.parse_args()
    samples = [sample_of(text) for text in labelled_texts()]
    choices = [choice_of(sample, scores, VERSION) for sample, scores in zip(samples, unseen_scores(samples), strict=True)]
    chosen = chosen_thresholds(choices, unseen_chances(choices))
    thresholds = Thresholds(asked.add or chosen.add, asked.clear or chosen.clear)
    weights = {name: round(weight, 4) for name, weight in fitted_gate(choices).items()}
    gate = {"add": thresholds.add, "clear": thresholds.clear, "weights": weights}
    raw = packed(fitted(samples, phrases()), gate, VERSION, digest())
    asked.out.write_bytes(raw)
    print(f"{asked.out.name}: {len(samples)} texts, {len(raw):,} bytes, {thresholds}")  # noqa: T201 — a tool of developers


def unseen_scores(samples: Sequence[Sample]) -> list[Scores]:
    """What a model says about each sample that was trained on all other writers' texts."""
    by_id: dict[str, Scores] = {}
    alone = phrases()
    for writer in writers(samples):
        theirs = [sample for sample in samples if sample.source.writer == writer]
        model = fitted([sample for sample in samples if sample.source.writer != writer], alone)
        by_id |= {sample.source.id: scores for sample, scores in zip(theirs, scored(model, theirs), strict=True)}
    return [by_id[sample.source.id] for sample in samples]


def unseen_chances(choices: Sequence[Choice]) -> list[list[float]]:
    """What a gate says about each sample that was fitted on all other writers' texts."""
    by_id: dict[str, list[float]] = {}
    for writer in writers([choice.sample for choice in choices]):
        weights = fitted_gate([choice for choice in choices if choice.sample.source.writer != writer])
        by_id |= {choice.sample.source.id: chances(weights, choice) for choice in choices if choice.sample.source.writer == writer}
    return [by_id[choice.sample.source.id] for choice in choices]


def chosen_thresholds(choices: Sequence[Choice], probable: Sequence[Sequence[float]]) -> Thresholds:
    """The thresholds that cost least among writers never seen: needless looks, and errors at their price in looks."""

    def cost(thresholds: Thresholds) -> float:
        outcomes = [outcome_at(choice, one, thresholds) for choice, one in zip(choices, probable, strict=True)]
        wrong, lost, load, _ = percent(outcomes)
        return load + LOOKS_PER_ERROR * (wrong + lost)

    return min((Thresholds(add, clear) for add in _ADD for clear in _CLEAR), key=cost)


def writers(samples: Sequence[Sample]) -> list[str]:
    """The files, each of other writers than all others."""
    return sorted({sample.source.writer for sample in samples})


if __name__ == "__main__":
    main()
