"""What is a labelled text for the model: clauses with an intent each, a letter with its tags, the rules' reading of it?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mailer.model.reading import Finding
from mailer.reading.answers.judge import doubts_of
from mailer.reading.answers.model_scores import around, surroundings
from mailer.reading.answers.model_words import masked, phrases_of, pieces_of, tokens_of
from mailer.reading.answers.parts import Part
from mailer.reading.answers.table import KINDS
from mailer.reading.answers.thoughts import Letter, letter_of
from mailer.reading.answers.voice import is_automatic, is_foreign
from mailer.reading.answers.words import fold
from training.texts import Labelled, Phrase

INTENTS = (
    "none", "rsvp:accepted", "rsvp:declined", "rsvp:tentative", "volunteer:offered", "volunteer:withdrawn", "resignation",
    "dues:paid", "dues:promise", "dues:talk", "dues:hardship", "dues:dispute", "unsubscribe", "contact_change", "motion", "question",
    "person",
)  # fmt: skip
TAGS = (
    "rsvp:accepted", "rsvp:declined", "rsvp:tentative", "volunteer:offered", "volunteer:withdrawn", "resignation", "dues:paid",
    "dues:promise", "dues:talk", "dues:hardship", "dues:dispute", "unsubscribe", "contact_change", "motion", "question", "review",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Features:
    """The names of what is seen, by block; repeated as often as they occur."""

    pieces: Sequence[str]
    phrases: Sequence[str]
    near: Sequence[str]


@dataclass(frozen=True, slots=True)
class Sample:
    """One text, read by the rules. `plain` where a machine may decide; `automatic` where no person wrote it and none has to look."""

    source: Labelled
    letter: Letter
    found: tuple[Finding, ...]
    judged: Part
    clauses: tuple[Features, ...]
    whole: Features
    intents: tuple[str | None, ...]
    tags: frozenset[str]
    plain: bool
    automatic: bool


def sample_of(source: Labelled) -> Sample:
    """The text with everything that training and measuring need."""
    letter = letter_of(source.text, source.context)
    part = Part()
    for kind in KINDS:
        part += kind(letter, part)
    words = [masked(thought.clause.folded, letter.agenda) for thought in letter.thoughts]
    clauses = tuple(features_of(one, surroundings(words, at, letter)) for at, one in enumerate(words))
    whole = Features(
        [name for one in clauses for name in one.pieces],
        [name for one in clauses for name in one.phrases],
        around(letter),
    )
    folded = fold(source.text)
    automatic = is_automatic(folded)
    plain = not automatic and not is_foreign(folded)
    intents, judged = _intents(source, letter), doubts_of(letter, part)
    return Sample(source, letter, part.findings, judged, clauses, whole, intents, tags_of(source), plain, automatic)


def features_of(words: tuple[str, ...], near: Iterable[str]) -> Features:
    """The features of one clause."""
    return Features([piece for word in words for piece in pieces_of(word)], phrases_of(words), list(near))


def features_of_phrase(phrase: Phrase) -> Features:
    """The features of a clause that stands alone."""
    return features_of(tuple(tokens_of(fold(phrase.words))), ())


def intent_of_label(finding: dict[str, object]) -> str:
    """The label of an expected finding."""
    kind = str(finding["kind"])
    detail = finding.get("answer") or finding.get("claim")
    return f"{kind}:{detail}" if detail else kind


def tags_of(source: Labelled) -> frozenset[str]:
    """What the letter says, as tags."""
    return frozenset({intent_of_label(dict(one)) for one in source.findings} | ({"review"} if source.review else set()))


def _intents(source: Labelled, letter: Letter) -> tuple[str | None, ...]:
    """The intent of each clause by the evidence; None where nobody marked the words that a finding rests on, or that need a person."""
    spans = [
        (start, start + len(words), intent_of_label(dict(one)))
        for one in source.findings
        for start, words in [_place(source, one)]
        if words
    ]
    unmarked = len(spans) < len(source.findings) or (source.review and not {label for *_, label in spans} & {"question", "resignation"})
    return tuple(
        _intent(thought.clause.start, thought.clause.start + len(thought.clause.text), spans, unmarked) for thought in letter.thoughts
    )


def _place(source: Labelled, finding: object) -> tuple[int, str]:
    words = str(finding.get("evidence") or "") if isinstance(finding, dict) else ""
    start = source.text.find(words)
    return (start, words) if start >= 0 else (0, "")


def _intent(start: int, end: int, spans: Sequence[tuple[int, int, str]], unmarked: bool) -> str | None:
    for first, last, label in sorted(spans, key=lambda span: (span[2].startswith("rsvp"), span)):
        both = min(end, last) - max(start, first)
        if both > 0 and (both >= 0.5 * (end - start) or both >= 0.8 * (last - first)):
            return label
    return None if unmarked else "none"
