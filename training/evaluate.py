"""How good is the reading: by rules alone, and with the model on writers that were never trained on? `python -m training.evaluate`."""

import argparse
from collections.abc import Callable, Sequence

from mailer.reading.answers.model_file import shipped_model
from mailer.reading.answers.model_gate import weighed
from mailer.reading.answers.parts import Part
from training.fitting import fitted, scored
from training.gate import Choice, Thresholds, by_rules, chances, choice_of, outcome_at
from training.mails import DEV, dev_texts
from training.measure import Outcome, outcome, percent, told
from training.samples import Sample, sample_of
from training.texts import HELD_OUT, UNTOUCHED, held_out_texts, labelled_texts, phrases
from training.train import VERSION, unseen_chances, unseen_choices

OTHERS = tuple(Thresholds(add, clear) for add in (0.2, 0.4, 0.6, 0.7) for clear in (0.7, 0.8))
"""Other thresholds to compare with, first those of the file."""


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="only the shipped file, on dev.jsonl and what is held out")
    quick = options.parse_args().quick
    mails = [sample_of(text) for text in dev_texts()]
    gate = shipped_model().gate
    shipped = Thresholds(gate["add"], gate["clear"], gate["silent"], gate["quiet"])
    _line("texts", "n", "wrong", "lost", "load", "unseen")
    if not quick:
        samples = [sample_of(text) for text in labelled_texts()]
        _cross_validated(samples, shipped)
        _row("dev, by a model without it " + _named(shipped), _never_seen(mails, samples, shipped))
    unseen = [sample_of(text) for text in held_out_texts()]
    for writer in sorted(HELD_OUT):
        theirs = [one for one in unseen if one.source.writer == writer]
        _row(f"{writer}, held out, rules alone", [by_rules(one) for one in theirs])
        _row(f"{writer}, held out, with the model {_named(shipped)}", [by_file(one) for one in theirs])
    _row("dev, rules alone", [by_rules(one) for one in mails])
    _row(f"dev, with the model {_named(shipped)}", [by_file(one) for one in mails])


def by_file(sample: Sample) -> Outcome:
    """What happens with the shipped file."""
    if not sample.plain:
        return by_rules(sample)
    part = weighed(sample.letter, Part(sample.found), sample.judged, shipped_model())
    return outcome(sample.source, told(part.findings), review=bool(part.doubts))


def _never_seen(mails: Sequence[Sample], samples: Sequence[Sample], shipped: Thresholds) -> list[Outcome]:
    """What happens to the corpus' mails with a text model that was fitted without them; the gate never saw them anyway."""
    model = fitted([sample for sample in samples if sample.source.writer != DEV], phrases())
    choices = [choice_of(sample, scores, VERSION) for sample, scores in zip(mails, scored(model, mails), strict=True)]
    return [outcome_at(choice, chances(shipped_model().forest, choice), shipped) for choice in choices]


def _cross_validated(samples: Sequence[Sample], shipped: Thresholds) -> None:
    by_writer: dict[str, list[Sample]] = {}
    for sample in samples:
        by_writer.setdefault(sample.source.writer, []).append(sample)
    for writer, theirs in by_writer.items():
        _row(f"{writer}, rules alone", [by_rules(one) for one in theirs])
    choices = unseen_choices(samples)
    probable = unseen_chances(choices)

    def at(thresholds: Thresholds) -> Callable[[Choice], Outcome]:
        return lambda choice: outcome_at(choice, probable[choice.sample.source.id], thresholds)

    for writer in sorted(UNTOUCHED):
        theirs_too = [choice for choice in choices if choice.sample.source.writer == writer]
        _row(f"{writer}, with the model {_named(shipped)}", [at(shipped)(one) for one in theirs_too])
    _row("untouched, rules alone", [by_rules(one.sample) for one in choices])
    for thresholds in (shipped, *OTHERS):
        _row(f"untouched, with the model {_named(thresholds)}", [at(thresholds)(one) for one in choices])


def _named(thresholds: Thresholds) -> str:
    return f"{thresholds.add:.2f}/{thresholds.clear:.2f}"


def _row(name: str, outcomes: Sequence[Outcome]) -> None:
    if outcomes:
        _line(name, str(len(outcomes)), *(f"{figure:.1f}" for figure in percent(outcomes)))


def _line(name: str, *cells: str) -> None:
    print(f"{name:<36}" + "".join(f"{cell:>8}" for cell in cells))  # noqa: T201 — a tool of developers


if __name__ == "__main__":
    main()
