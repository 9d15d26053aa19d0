"""Is a message wrong, lost or load? The three figures of the reply corpus."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mailer.model.reading import Finding
from training.texts import Labelled

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "rsvp": ("event", "answer"),
    "volunteer": ("for", "answer"),
    "resignation": ("scope", "effective"),
    "dues": ("claim",),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one message."""

    wrong: bool
    lost: bool
    load: bool
    unseen: bool
    """A person should have looked and nobody does."""


def told(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings in the form of the corpus."""
    return [finding.as_json() for finding in findings]


def keys_of(findings: Iterable[Mapping[str, Any]]) -> set[tuple[Any, ...]]:
    """What is compared of findings, as score.py does."""
    return {
        (
            one["kind"],
            *(one.get(name) or None for name in _FIELDS.get(one["kind"], ())),
            *((int(one.get("guests") or 0),) if one["kind"] == "rsvp" else ()),
            *(sorted(one.get("what") or ()) if one["kind"] == "contact_change" else ()),
        )
        for one in findings
    }


def outcome(source: Labelled, recorded: Sequence[Mapping[str, Any]], *, review: bool) -> Outcome:
    """The figures of one message."""
    want, got = keys_of(source.findings), keys_of(recorded)
    return Outcome(
        wrong=any(key[0] != "question" for key in got - want),
        lost=bool(want - got) and not review,
        load=review and not source.review,
        unseen=source.review and not review,
    )


def percent(outcomes: Sequence[Outcome]) -> tuple[float, float, float, float]:
    """Wrong, lost, load and unseen in percent of all messages."""
    count = max(1, len(outcomes))
    sums = (
        sum(one.wrong for one in outcomes),
        sum(one.lost for one in outcomes),
        sum(one.load for one in outcomes),
        sum(one.unseen for one in outcomes),
    )
    return (100 * sums[0] / count, 100 * sums[1] / count, 100 * sums[2] / count, 100 * sums[3] / count)
