"""What does each clause speak of, once its neighbours are taken into account?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from mailer.model.reading import Context, Passage
from mailer.reading.answers.agenda import Agenda, agenda_of, names_by_title
from mailer.reading.answers.clauses import Clause, Sentence, sentences_of
from mailer.reading.answers.companions import brings_them
from mailer.reading.answers.ellipsis import is_of_else, puts_off, said_without_verb, takes_only, turned_in, verdict_in, with_noun
from mailer.reading.answers.heads import counted_in
from mailer.reading.answers.listing import cuts_in
from mailer.reading.answers.meaning import hangs_on_answer, hangs_on_weather, holds_quotes, is_condition, is_over, is_reported, said_in
from mailer.reading.answers.mention import names_only
from mailer.reading.answers.places import at_event
from mailer.reading.answers.pointing import OTHERWISE_NOT, events_of, owners
from mailer.reading.answers.shifts import Task, task_of
from mailer.reading.answers.spelling import standard
from mailer.reading.answers.stances import Said, Stance, stance_of
from mailer.reading.answers.thought import Letter, Thought
from mailer.reading.answers.topics import topic_of
from mailer.reading.answers.words import any_of, fold, words_of

__all__ = ["Letter", "Thought", "letter_of", "meant_stance", "of_part_of_day"]
_PART_OF_DAY = any_of(
    r"^\W*(?:fr|sa|so|mo|di|mi|do)\.? (?:ja|nein|nicht|gern\w*|geht|passt|komm\w*|bin)|vormittags?|nachmittags?|abends|freitag|samstag"
    r"|sonntag|sonnabend|anfangs|früh|tagsüber|mittags|zuerst"
)
_ANY = {"no", "no_to_topic"}
_OF_HEAD = {"yes_to_topic", "no_to_topic", "open_for_topic", "off_for_topic"}
_COMES = {"comes", "is_there", "coming_frame", "drops_in", "takes_part", "does_not_come", "not_coming_frame"}
_POLITE = any_of(r"\W*(?:(?:danke|dank|vielen|bitte|gern|gerne|merci|lg|vg|mfg|gruß|grüße|liebe|viele|für|die|info|einladung) ?)+\W*$")
_FEW = 5  # clauses of a letter that only names what it chooses
_REACH = 6  # clauses to which a pronoun points back
_LONG = 160  # characters of a clause that answers without a verb
_LEAD = 4  # words before a mere count of heads; behind more it counts something else
_UNNATURAL = 1200  # characters of a clause; nobody writes so, and it is not looked into
_REPLIES = {"yes", "no", "perhaps"}
_BARE = {"yes", "no", "no_to_topic", "perhaps", "will_see", "open", "suits", "comes", "is_there", "cannot", "coming_frame"}


def letter_of(text: str, context: Context, passages: Sequence[Passage] = (), written: date | None = None) -> Letter:
    """The text of an answer to that mailing, clause by clause; `passages` tell what stood above it, `written` the day of the answer."""
    agenda = agenda_of(context, written)
    sentences = sentences_of(text, partial(cuts_in, agenda=agenda) if len(agenda.known) > 1 else None)
    thoughts: list[Thought] = []
    quoting = text if holds_quotes(text) else ""
    for sentence in sentences:
        last = thoughts[-1].sentence.folded if thoughts else ""
        thoughts += _resolved([_thought(clause, sentence, agenda, quoting, last) for clause in sentence.clauses], thoughts, agenda)
    thoughts = _picked(thoughts, agenda)
    thoughts = _below(passages, _in_order(_without_signs(thoughts), text, agenda), agenda)
    return Letter(text, sentences, tuple(thoughts), agenda, context, "\n".join([sentence.folded for sentence in sentences]))


def _picked(thoughts: list[Thought], agenda: Agenda) -> list[Thought]:
    """The thoughts of a letter that only names some of the events, and thanks: these are the ones that were chosen."""
    if len(agenda.ids) < 2 or len(thoughts) > _FEW or any(one.said or one.asks or one.task.shifts for one in thoughts):
        return thoughts
    mere = [one for one in thoughts if one.own.events and names_only(one.clause.folded, agenda)]
    if not mere or any(one not in mere and not _POLITE.match(one.clause.folded) for one in thoughts):
        return thoughts
    return [replace(one, said=Said(Stance.YES, "picked")) if one in mere else one for one in thoughts]


def _without_signs(thoughts: list[Thought]) -> list[Thought]:
    """A thumb or a tick of its own answers only where nothing else is said."""
    spoken = [any(map(str.isalnum, one.clause.text)) for one in thoughts]
    if all(spoken) or not any(spoken):
        return thoughts
    return [one if speaks else replace(one, said=None) for one, speaks in zip(thoughts, spoken, strict=True)]


def _in_order(thoughts: list[Thought], text: str, agenda: Agenda) -> list[Thought]:
    """As many bare answers in lines of their own as there are events answer them one by one: "ja", "ja", "nein"."""
    if len(agenda.ids) < 2 or any(one.own.named for one in thoughts):
        return thoughts
    bare = [one for one in thoughts if one.said and _begins_a_line(one, text) and _is_bare(one)]
    row = [one for one in thoughts if one.sentence is thoughts[0].sentence] if thoughts else []
    bare = row if len(bare) < len(row) and all(one.said and one.said.rule in _REPLIES and _is_bare(one) for one in row) else bare
    if len(bare) != len(agenda.ids):
        return thoughts
    meant = {one.clause.start: event for one, event in zip(bare, agenda.ids, strict=True)}
    done, event = [], None
    for one in thoughts:
        event = meant.get(one.clause.start, event)
        said = one.said if one.clause.start in meant else None
        done.append(replace(one, events=(event,) if event else one.events, doubtful=False, said=said))
    return done


def _begins_a_line(thought: Thought, text: str) -> bool:
    return thought.clause.start == thought.sentence.start and not text[: thought.clause.start].rpartition("\n")[2].strip(
        " -*•>\t1234567890.)"
    )


def _is_bare(thought: Thought) -> bool:
    return thought.said is not None and thought.said.rule in _BARE and len(words_of(thought.clause.folded)) <= 3


def _below(passages: Sequence[Passage], thoughts: list[Thought], agenda: Agenda) -> list[Thought]:
    """The thoughts with what stood quoted above them, where they name nothing themselves."""
    done = thoughts
    for passage in passages:
        if not passage.question.strip():
            continue
        asked, task = _asked(passage.question, agenda)
        if not asked and not task.shifts:
            continue
        end = passage.start + len(passage.text)
        inside = [one.clause.start for one in done if passage.start <= one.clause.start < end and not one.own.named and not one.task.shifts]
        comes = any(one.said is not None and one.said.rule in _COMES for one in done if one.clause.start in inside)
        done = [_answering(one, asked, task, comes, agenda) if one.clause.start in inside else one for one in done]
    return done


def _answering(one: Thought, asked: tuple[str, ...], task: Task, comes: bool, agenda: Agenda) -> Thought:
    """A thought below quoted lines that ask for an event, or for a shift: there coming is answered for the shift's event."""
    if task.shifts and comes:
        return replace(one, events=owners(task, agenda), doubtful=False)
    events = asked or one.events
    return replace(one, events=events, doubtful=one.doubtful and not asked, task=task if task.shifts else one.task)


def _asked(question: str, agenda: Agenda) -> tuple[tuple[str, ...], Task]:
    """The one event, else the one shift, that the quoted lines name: all of them together, else the last line that names one."""
    lines = [standard(fold(line)) for line in question.splitlines() if line.strip()]
    for piece in (" ".join(lines), *reversed(lines)):
        topic = topic_of(piece, agenda)
        task = task_of(piece, agenda, topic.events)
        if len(task.shifts) == 1 and not names_by_title(piece, agenda):
            return (), task
        if len(topic.events) == 1 and not topic.unclear:
            return topic.events, Task()
    return (), Task()


def _thought(clause: Clause, sentence: Sentence, agenda: Agenda, quoting: str, before: str) -> Thought:
    """The clause by itself; `quoting` is the whole text, where anything is quoted in it, `before` the sentence before."""
    topic = topic_of(with_noun(clause, sentence, before), agenda)
    if len(clause.folded) > _UNNATURAL or is_over(clause) or (quoting and is_reported(clause, quoting)):
        return Thought(clause, sentence, topic, Task())
    task = task_of(clause.folded, agenda, topic.events)
    said = said_in(clause, sentence, topic) or (None if task.shifts else at_event(clause, sentence, agenda))
    return Thought(clause, sentence, topic, task, said, conditional=is_condition(clause, sentence))


def _resolved(raw: list[Thought], before: list[Thought], agenda: Agenda) -> list[Thought]:
    """The thoughts of one sentence with the events that each speaks of."""
    done: list[Thought] = []
    spoken = before.copy()
    supposing = {index for index, one in enumerate(raw) if one.conditional}
    for index, thought in enumerate(raw):
        events, doubtful = events_of(thought, raw, index, before, done, agenda)
        said = thought.said or _likewise(thought, spoken, agenda)
        said = None if said and (_is_of_else(thought, done) or _only_counts(said, raw[index + 1 : index + 2])) else said
        said = None if _only_otherwise(thought, done or before[-1:]) else said
        said = before[-1].said if said and said.rule == "all_bare" and before and before[-1].said and before[-1].doubtful else said
        said = None if thought.own.others and puts_off(thought.clause.folded) else said
        near = bool(supposing) and not supposing.isdisjoint(range(index - 2, index + 2))
        hangs = near and not supposing.isdisjoint((index - 1, index + 1))
        hangs = hangs or (bool(done) and done[-1].hangs and thought.clause.folded.startswith("und "))
        there = _task_there(thought, events, agenda)
        left = tuple(one for one in agenda.ids if one not in events) if said and said.rule == "chosen" else ()
        own = replace(thought.own, excluded=left) if left and not any(one.said for one in spoken) else thought.own
        done.append(Thought(thought.clause, thought.sentence, own, there, said, events, doubtful, near, hangs))
        spoken.append(done[-1])
    return done


def _only_otherwise(thought: Thought, done: list[Thought]) -> bool:
    """Whether "sonst nicht" only turns a condition round that was just named."""
    return bool(done and (done[-1].hangs or done[-1].conditional) and OTHERWISE_NOT.match(thought.clause.folded))


def _only_counts(said: Said, behind: list[Thought]) -> bool:
    """Whether "beide" only counts what the next clause answers: "Hoffest und Lesung, beide nein"."""
    return said.rule == "each" and any(one.said and not one.own.named for one in behind)


def _is_of_else(thought: Thought, done: list[Thought]) -> bool:
    """Whether a bare no answers for a bed or a meal: "Übernachtung: nein"."""
    if thought.said is None or thought.said.rule not in _ANY or thought.said.stance is not Stance.NO or thought.own.named:
        return False
    behind = bool(done) and not done[-1].own.named and is_of_else(done[-1].clause.folded) and thought.short
    return behind or is_of_else(thought.clause.folded)


def _likewise(thought: Thought, before: list[Thought], agenda: Agenda) -> Said | None:
    """What a clause without a verb of its own says of the events that it names, or that the mention just before it named."""
    folded = thought.clause.folded
    if thought.task.shifts or thought.asks or len(folded) > _LONG:
        return None
    if brings_them(folded, (one.clause.folded for one in before[-_REACH:])):
        return Said(Stance.YES, "brings_company")
    if thought.own.events or thought.own.others:
        last = next((one for one in reversed(before[-3:]) if one.said), None)
        told = last.said if last and not last.asks else None
        if thought.own.events and takes_only(folded, agenda):
            return Said(Stance.YES, "chosen")
        said = said_without_verb(folded, told) or turned_in(folded, told, agenda)
        return said or verdict_in(folded, agenda) or counted_in(folded, thought.sentence.folded, agenda)
    head = before[-1] if before else None
    if head and head.sentence is thought.sentence and head.own.events and not head.said and names_only(head.clause.folded, agenda):
        return _below_head(f"{head.clause.folded} {folded}", thought, agenda)
    if not agenda.only or any(one.said and one.said.stance is not Stance.YES for one in before):
        return None
    opens = thought.clause.at == 0 or len(words_of(thought.sentence.folded[: thought.clause.at])) < _LEAD
    return counted_in(folded, thought.sentence.folded, agenda) if opens else None


def _below_head(joined: str, thought: Thought, agenda: Agenda) -> Said | None:
    """What a clause says of the events that stand alone before it: "Erzählcafé: geritzt"."""
    if thought.own.named:
        return None
    said = stance_of(joined) if thought.short else None
    if said and said.certain and said.rule in _OF_HEAD:
        return said
    return verdict_in(joined, agenda) or counted_in(joined, thought.sentence.folded, agenda)


def _task_there(thought: Thought, events: tuple[str, ...], agenda: Agenda) -> Task:
    """The shifts, held against the event that the sentence has named before: there the work may be another one's."""
    if thought.own.events or len(events) != 1 or not thought.task.shifts or events[0] in owners(thought.task, agenda):
        return thought.task
    there = task_of(thought.clause.folded, agenda, events)
    return there if events[0] in owners(there, agenda) else Task(named=True)


def meant_stance(thought: Thought) -> Stance | None:
    """The answer of a thought: a yes that hangs on something is a perhaps."""
    if thought.said is None:
        return None
    if thought.said.stance is Stance.YES and hangs_on_answer(thought.clause):
        return Stance.PERHAPS
    if thought.conditional and (thought.said.stance is Stance.YES or hangs_on_weather(thought.clause)):
        return Stance.PERHAPS
    if thought.hangs and thought.said.stance is Stance.NO and thought.said.rule != "except":
        return Stance.PERHAPS
    return thought.said.stance


def of_part_of_day(thought: Thought) -> bool:
    """Whether only a part of the day or of a longer event is meant."""
    return bool(_PART_OF_DAY.search(thought.clause.folded))
