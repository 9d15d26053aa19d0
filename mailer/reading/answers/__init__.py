"""What does the writer say in their own words, and what must a person look at?"""

from dataclasses import dataclass

from mailer.model.reading import Context, Finding


@dataclass(frozen=True, slots=True)
class Answers:
    """What was understood. With `review` true a person looks, and `findings` still lists what is certain.

    `reasons` explain the doubts as catalogue keys (`answers.not_understood`).
    """

    findings: tuple[Finding, ...]
    review: bool
    reasons: tuple[str, ...]


def find_answers(text: str, context: Context, subject: str = "") -> Answers:
    """The findings in the writer's new words (`text`, quotes already cut) and, where those say nothing, in the subject."""
    said = bool(text.strip() or subject.strip())
    return Answers((), said, ("answers.not_understood",) if said else ())
