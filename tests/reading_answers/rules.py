"""What do the rules alone make of a text, before the model weighs their reading?"""

from collections.abc import Sequence
from datetime import date

from mailer.model.reading import Context, Passage
from mailer.reading.answers import Answers
from mailer.reading.answers.judge import doubts_of
from mailer.reading.answers.parts import Part
from mailer.reading.answers.table import KINDS
from mailer.reading.answers.thoughts import Letter, letter_of
from mailer.reading.answers.voice import is_automatic, is_foreign
from mailer.reading.answers.words import fold


def by_rules(text: str, context: Context, passages: Sequence[Passage] = (), written: date | None = None) -> Answers:
    whole = fold(text)
    if is_automatic(whole) or is_foreign(whole):
        return Answers((), not is_automatic(whole), ("reading_doubts.automatic" if is_automatic(whole) else "reading_doubts.foreign",))
    letter = letter_of(text, context, passages, written)
    judged = doubts_of(letter, found_in(letter))
    return Answers(judged.findings, bool(judged.doubts), judged.doubts)


def found_in(letter: Letter) -> Part:
    part = Part()
    for kind in KINDS:
        part += kind(letter, part)
    return part
