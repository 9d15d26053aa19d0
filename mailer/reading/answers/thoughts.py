"""What does each clause speak of, once its neighbours are taken into account?"""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from mailer.model.reading import Context
from mailer.reading.answers.agenda import Agenda, agenda_of
from mailer.reading.answers.clauses import Clause, Sentence, sentences_of
from mailer.reading.answers.shifts import Task, task_of
from mailer.reading.answers.stances import Said, Stance, stance_of
from mailer.reading.answers.topics import Topic, topic_of
from mailer.reading.answers.words import any_of, words_of

_CONDITION = any_of(
    r"^\W*(?:und |aber |also |doch |nur )?(?:wenn|wenns|wenn's|falls|sofern|soweit|sollte|vorausgesetzt|angenommen|außer wenn"
    r"|es sei denn)|(?:nur|aber|dann) wenn|sofern|falls|vorausgesetzt"
)
_THEIR_WISH = any_of(
    r"(?:wenn|falls|sofern|wenns|sollte|solltet) (?:sich )?(?:ihr|du|sie|euch|noch|keiner|keine|niemand\w*|jemand|nötig"
    r"|gewünscht|bedarf|sonst|man mich|einer|dir|wer|das (?:ok|okay|recht|passt|hilft|reicht)|irgendwo|irgendwer|noch (?:jemand"
    r"|wer|hilfe)|ich (?:darf|euch|helfen|was|etwas))",
    r".*(?:umso|freu\w*|froh|dankbar|toll|schön wär\w*)",
    r"wenn's recht ist|wenn es recht ist|wenn's was nützt|wenn's geht|wenn möglich|falls möglich|falls nötig|wenn nötig"
    r"|wenn gewünscht|wenn keiner|falls sich",
    r"wenn ich (?:ehrlich|mich (?:recht|richtig)|schon|eh|das richtig|an|dann da bin|da bin|am \w+ (?:bei euch|im büro))",
)
_EXCEPTS = any_of("(?:und |aber )?(?:nur|außer|ausgenommen|bis auf|mit ausnahme|allerdings)")
_GOES_ON = re.compile(r"\W*(?:was|wie|wer|wo|warum|wieso|weshalb|welche\w*|dass|wozu|woher)\b")
_ANAPHOR = any_of(
    "da|dann|dort|dorthin|hin|dafür|damit|dazu|das|dem|den|hierzu|dabei|daran|daher|deshalb|also|selbst|selber|trotzdem|leider"
)
_PART_OF_DAY = any_of(r"vormittags?|nachmittags?|abends|freitag|samstag|sonntag|sonnabend|anfangs|früh|tagsüber|mittags|zuerst")


@dataclass(frozen=True, slots=True)
class Thought:
    """A clause with what it says (`said`), of which events (`events`, inherited where it names none) and which shifts (`task`).

    `own` is its own topic; `doubtful` where several events may be meant; `conditional` where the sentence makes it hang on something;
    `asks` where its sentence is a question.
    """

    clause: Clause
    sentence: Sentence
    own: Topic
    task: Task
    said: Said | None = None
    events: tuple[str, ...] = ()
    doubtful: bool = False
    conditional: bool = False
    inherited: tuple[str, ...] = ()

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
    """The writer's text, understood clause by clause, together with what was asked."""

    text: str
    sentences: tuple[Sentence, ...]
    thoughts: tuple[Thought, ...]
    agenda: Agenda
    context: Context

    @property
    def folded(self) -> str:
        """All sentences, folded, a line each."""
        return "\n".join(sentence.folded for sentence in self.sentences)

    @property
    def sent(self) -> datetime:
        """When the mailing was sent."""
        return self.context.sent


def letter_of(text: str, context: Context) -> Letter:
    """The text of an answer to that mailing, clause by clause."""
    agenda = agenda_of(context)
    sentences = sentences_of(text)
    thoughts: list[Thought] = []
    for sentence in sentences:
        thoughts += _resolved([_thought(clause, sentence, agenda) for clause in sentence.clauses], thoughts, agenda)
    return Letter(text, sentences, tuple(thoughts), agenda, context)


def _thought(clause: Clause, sentence: Sentence, agenda: Agenda) -> Thought:
    topic = topic_of(clause.folded, agenda)
    said = _meant(
        Said(Stance.NO, "except") if topic.exception and _only_excepts(clause.folded) else stance_of(clause.folded),
        clause,
        sentence,
        topic.named,
    )
    conditional = bool(_CONDITION.search(clause.folded)) and not _THEIR_WISH.search(clause.folded)
    return Thought(clause, sentence, topic, task_of(clause.folded, agenda, topic.events), said, conditional=conditional)


def _meant(said: Said | None, clause: Clause, sentence: Sentence, named: bool) -> Said | None:
    """The answer, unless it goes on to something else: "ich weiß nicht, was ein Stand noch bringt"."""
    if said is not None and said.rule in {"no_to_topic", "goes_to_topic"}:
        return said if named else None
    if said is None or said.rule not in {"not_known", "cannot"}:
        return said
    behind = sentence.folded[clause.end - sentence.start :]
    return None if _GOES_ON.match(behind) else said


def _only_excepts(folded: str) -> bool:
    return bool(_EXCEPTS.match(folded))


def _resolved(raw: list[Thought], before: list[Thought], agenda: Agenda) -> list[Thought]:
    """The thoughts of one sentence with the events that each speaks of."""
    done: list[Thought] = []
    for index, thought in enumerate(raw):
        events, doubtful = _events_of(thought, raw, index, [*before, *done], agenda)
        near = any(one.conditional for one in raw[max(0, index - 2) : index + 2])
        done.append(replace(thought, events=events, doubtful=doubtful, conditional=near))
    return done


def _events_of(thought: Thought, raw: list[Thought], index: int, before: list[Thought], agenda: Agenda) -> tuple[tuple[str, ...], bool]:
    if thought.said and thought.said.rule == "except":
        return thought.own.excluded, thought.own.unclear
    if thought.own.others:
        return _others(before, thought, agenda), False
    if thought.own.events:
        return _with_pending(thought, raw, index, agenda), thought.own.unclear
    if agenda.only:
        return (agenda.only,), thought.own.foreign
    if thought.own.excluded:
        return tuple(one for one in agenda.ids if one not in thought.own.excluded), False
    if thought.own.unclear:
        return (), True
    inherited = _inherited(thought, raw, index, before)
    return inherited, not inherited


def _others(before: list[Thought], thought: Thought, agenda: Agenda) -> tuple[str, ...]:
    """All events that were not spoken of yet."""
    spoken = {event for earlier in before for event in (*earlier.own.events, *earlier.own.excluded)}
    return tuple(one for one in agenda.ids if one not in spoken and one not in thought.own.events)


def _with_pending(thought: Thought, raw: list[Thought], index: int, agenda: Agenda) -> tuple[str, ...]:
    """Its own events and those of the bare mentions just before it: "Empfang, Bildungsabend, Demo: dreimal ja"."""
    met = set(thought.own.events)
    for earlier in reversed(raw[:index]):
        if earlier.said or not earlier.own.events or not earlier.short or not thought.said:
            break
        met |= set(earlier.own.events)
    return tuple(one for one in agenda.ids if one in met)


def _inherited(thought: Thought, raw: list[Thought], index: int, before: list[Thought]) -> tuple[str, ...]:
    """The events of the nearest clause of the sentence that names some; else of a short mention behind it; else of the sentence before."""
    met: list[str] = []
    for earlier in reversed(raw[:index]):
        if earlier.own.events:
            met += earlier.own.events
            if not earlier.short or earlier.said:
                break
        elif met:
            break
    if met:
        return tuple(dict.fromkeys(met))
    if index + 1 < len(raw) and raw[index + 1].own.events and not raw[index + 1].said:
        return raw[index + 1].own.events
    return _from_before(thought, raw, before)


def _from_before(thought: Thought, raw: list[Thought], before: list[Thought]) -> tuple[str, ...]:
    """The events of the sentence before, where it left its answer open or this one points back to it."""
    last = [earlier for earlier in before if earlier.sentence.number == thought.sentence.number - 1]
    named = [earlier for earlier in last if earlier.own.events]
    if not named or any(earlier.own.unclear for earlier in last):
        return ()
    open_ended = not any(earlier.said for earlier in last)
    events = tuple(dict.fromkeys(event for earlier in named for event in earlier.own.events))
    points_back = bool(_ANAPHOR.search(thought.clause.folded)) and len(events) == 1
    return events if open_ended or points_back else ()


def meant_stance(thought: Thought) -> Stance | None:
    """The answer of a thought: a yes that hangs on something is a perhaps."""
    if thought.said is None:
        return None
    if thought.said.stance is Stance.YES and thought.conditional:
        return Stance.PERHAPS
    return thought.said.stance


def of_part_of_day(thought: Thought) -> bool:
    """Whether only a part of the day or of a longer event is meant."""
    return bool(_PART_OF_DAY.search(thought.clause.folded))
