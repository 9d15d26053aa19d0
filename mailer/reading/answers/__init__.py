"""What does the writer say in their own words, and what must a person look at?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mailer.model.reading import Context, Finding, Passage
from mailer.reading.answers.judge import judged
from mailer.reading.answers.parts import NOTHING, Part
from mailer.reading.answers.subjects import words_in_subject
from mailer.reading.answers.table import KINDS
from mailer.reading.answers.thoughts import letter_of
from mailer.reading.answers.voice import is_automatic, is_foreign
from mailer.reading.answers.words import fold

LONGEST = 4_000
"""As many characters are considered; a longer text goes to a person."""

MOST_CLAUSES = 300
"""As many clauses are considered, three times as many as an ordinary text of that length has: some questions are asked of each pair."""

_SILENT = ((), ("reading_doubts.not_understood",))


@dataclass(frozen=True, slots=True)
class Answers:
    """What was understood. With `review` true a person looks, and `findings` still lists what is certain.

    `reasons` explain the doubts as catalogue keys (`reading_doubts.not_understood`); `proposed` are findings that a doubt keeps from
    being recorded, for the person who looks.
    """

    findings: tuple[Finding, ...]
    review: bool
    reasons: tuple[str, ...]
    proposed: tuple[Finding, ...] = ()


def find_answers(text: str, context: Context, subject: str = "", passages: Sequence[Passage] = (), written: date | None = None) -> Answers:
    """The findings in the writer's new words (`text`, quotes already cut) and, where those say nothing, in the subject.

    `passages` are `text` in pieces, each with the quoted lines above it; `written` is the day of the answer, for "heute" and "morgen".

    Whatever is not plain goes to review rather than into the record. Evidence is an exact substring of `text`
    (of `subject` where only that answers). Time is linear in the length of the text.
    """
    if len(text) > LONGEST:
        return Answers((), True, ("reading_doubts.too_long",))
    whole = fold(text)
    if is_automatic(whole):
        return Answers((), False, ("reading_doubts.automatic",))
    if is_foreign(whole):
        return Answers((), True, ("reading_doubts.foreign",))
    part = _read(text, context, passages, written)
    spoken = words_in_subject(subject)
    if spoken and not part.findings and part.doubts in _SILENT:
        from_subject = _read(spoken, context, (), written)
        part = part if text.strip() and not from_subject.findings and from_subject.doubts in _SILENT else from_subject
    return Answers(part.findings, bool(part.doubts), part.doubts, part.proposed)


def _read(text: str, context: Context, passages: Sequence[Passage], written: date | None) -> Part:
    letter = letter_of(text, context, passages, written)
    if len(letter.thoughts) > MOST_CLAUSES:
        return Part(doubts=("reading_doubts.too_long",))
    part = NOTHING
    for kind in KINDS:
        found = kind(letter, part)
        if found is not NOTHING:
            part += found
    return judged(letter, part)
