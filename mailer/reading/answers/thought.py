"""What is known of one clause, and of the whole letter?"""

from dataclasses import dataclass
from datetime import datetime

from mailer.model.reading import Context
from mailer.reading.answers.agenda import Agenda
from mailer.reading.answers.clauses import Clause, Sentence
from mailer.reading.answers.shifts import Task
from mailer.reading.answers.stances import Said
from mailer.reading.answers.topics import Topic
from mailer.reading.answers.words import words_of


@dataclass(frozen=True, slots=True)
class Thought:
    """A clause with what it says (`said`), of which events (`events`, inherited where it names none) and which shifts (`task`).

    `own` is its own topic; `doubtful` where several events may be meant; `conditional` where the sentence makes it hang on something;
    `asks` where its sentence is a question; `hangs` where the condition stands right beside the clause.
    """

    clause: Clause
    sentence: Sentence
    own: Topic
    task: Task
    said: Said | None = None
    events: tuple[str, ...] = ()
    doubtful: bool = False
    conditional: bool = False
    hangs: bool = False

    @property
    def asks(self) -> bool:
        """Whether the sentence is a question."""
        return self.sentence.asks

    @property
    def short(self) -> bool:
        """Whether the clause is a mere mention of few words."""
        return len(words_of(self.clause.folded)) <= 5


@dataclass(frozen=True, slots=True)
class Letter:
    """The writer's text, understood clause by clause, together with what was asked. `folded` are all sentences, folded, a line each."""

    text: str
    sentences: tuple[Sentence, ...]
    thoughts: tuple[Thought, ...]
    agenda: Agenda
    context: Context
    folded: str

    @property
    def sent(self) -> datetime:
        """When the mailing was sent."""
        return self.context.sent
