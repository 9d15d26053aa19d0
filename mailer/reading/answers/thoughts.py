"""What does each clause speak of, once its neighbours are taken into account?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from mailer.model.reading import Context, Passage
from mailer.reading.answers.agenda import Agenda, agenda_of, is_word_for, names_by_title
from mailer.reading.answers.clauses import Clause, Sentence, sentences_of
from mailer.reading.answers.days import days_in, is_of_month
from mailer.reading.answers.ellipsis import puts_off, said_without_verb, with_noun
from mailer.reading.answers.listing import cuts_in
from mailer.reading.answers.meaning import hangs_on_answer, hangs_on_weather, is_condition, is_over, is_reported, said_in
from mailer.reading.answers.places import at_event
from mailer.reading.answers.shifts import Task, task_of
from mailer.reading.answers.spelling import standard
from mailer.reading.answers.stances import Said, Stance
from mailer.reading.answers.topics import Topic, topic_of
from mailer.reading.answers.words import any_of, fold, words_of

_ANAPHOR = any_of(
    "da|dann|dort|dorthin|hin|dafür|damit|dazu|das|dem|den|hierzu|dabei|daran|daher|deshalb|also|selbst|selber|trotzdem|leider"
)
_RELATIVE = any_of(r"\W*(?:der|die|den|dem) (?:ist|sind|war|hat|liegt|findet|fällt|beginnt|ich|wir|mir|mich|uns)(?: .*)?")
_ARRIVES = any_of(
    r"(?:reise|reisen|fahre?|fahren|komme?|kommen|treffe|übernachte)(?: (?!nicht)[\w'.:-]+){0,7}? (?:an|los|hin)(?= und|\W*$)"
    r"|anreise(?: [\w.-]+){0,3}"
)
_JUST_THAT = any_of(r"\W*(?:und |aber )?(?:da|dort|dahin|dorthin)(?: .*)?")
_SPEAKS = any_of(
    r"ich|wir|mir|mich|uns|nope|nö|nee|yep|jup|ist|sind|bin|hab\w*|kann|komm\w*|gehe?|geht|mache?n?|muss|wird|ja+|jo|yes|no|nein|nee"
    r"|sondern|nur|aber|dabei"
    r"|notiert|sicher\w*|safe|klar|nicht|nich|gern\w*|dafür|da|ok|okay|läuft|steht|helf\w*|bring\w*|auch|ebenfalls|ebenso|dito"
)
_OTHERWISE = any_of("sonst|ansonsten|davor|danach|dazwischen")
_IF_NOT = any_of(r"(?:sonst|ansonsten) (?:nicht|nich|net|nein|nee|leider nicht)\W*$")
_AFTER, _BEFORE, _BETWEEN = any_of("danach"), any_of("davor"), any_of("dazwischen|mittendrin")
_BOTH_BACK = any_of("beides|beide|beiden")
_HOW = any_of(
    r"\W*(?:(?:bin|dann|auch|also|komme|aber|nur|wieder|natürlich|ich|wir|sind|gern|gerne|da|per|in) )*(?:online|digital|präsenz"
    r"|video|persönlich)(?: dabei| da| dazu)?\W*$"
)
_SINGLE = any_of(r"\w*(?:termin|sitzung|treffen|abend)|dann|da|diesmal|dieses mal")
_PART_OF_DAY = any_of(
    r"^\W*(?:fr|sa|so|mo|di|mi|do)\.? (?:ja|nein|nicht|gern\w*|geht|passt|komm\w*|bin)|vormittags?|nachmittags?|abends|freitag|samstag"
    r"|sonntag|sonnabend|anfangs|früh|tagsüber|mittags|zuerst"
)
_NOT_OF_IT = any_of(r"^\W*(?:weil|da|denn|wenn|obwohl) .*|.*(?:vertritt|vertreten|kläre?|überlege|weiß|entscheide|sage?|melde?|frage?).*")
_OF_ANYTHING = {"yes", "no", "yes_to_topic", "no_to_topic", "strikes_out", "calls_off"}
_COMES = {"comes", "is_there", "coming_frame", "drops_in", "takes_part", "does_not_come", "not_coming_frame"}
_UNNATURAL = 1200  # characters of a clause; nobody writes so, and it is not looked into
_NEAR = 60  # clauses back; no answer points further
_BARE = {"yes", "no", "no_to_topic", "perhaps", "will_see", "open", "suits", "comes", "is_there", "cannot", "coming_frame"}


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
    inherited: tuple[str, ...] = ()
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


def letter_of(text: str, context: Context, passages: Sequence[Passage] = (), written: date | None = None) -> Letter:
    """The text of an answer to that mailing, clause by clause; `passages` tell what stood above it, `written` the day of the answer."""
    agenda = agenda_of(context, written)
    sentences = sentences_of(text, partial(cuts_in, agenda=agenda) if len(agenda.known) > 1 else None)
    thoughts: list[Thought] = []
    for sentence in sentences:
        last = thoughts[-1].sentence.folded if thoughts else ""
        thoughts += _resolved([_thought(clause, sentence, agenda, text, last) for clause in sentence.clauses], thoughts, agenda)
    thoughts = _below(passages, _in_order(_without_signs(thoughts), text, agenda), agenda)
    return Letter(text, sentences, tuple(thoughts), agenda, context, "\n".join([sentence.folded for sentence in sentences]))


def _without_signs(thoughts: list[Thought]) -> list[Thought]:
    """A thumb or a tick of its own answers only where nothing else is said."""
    spoken = any(any(char.isalnum() for char in one.clause.text) for one in thoughts)
    silent = [one for one in thoughts if spoken and not any(char.isalnum() for char in one.clause.text)]
    return [replace(one, said=None) if one in silent else one for one in thoughts]


def _in_order(thoughts: list[Thought], text: str, agenda: Agenda) -> list[Thought]:
    """As many bare answers in lines of their own as there are events answer them one by one: "ja", "ja", "nein"."""
    bare = [one for one in thoughts if one.said and _begins_a_line(one, text) and _is_bare(one)]
    named = any(one.own.named for one in thoughts)
    if named or len(agenda.ids) < 2 or len(bare) != len(agenda.ids):
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
        asked, task = _asked(passage.question, agenda) if passage.question.strip() else ((), Task())
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
        return replace(one, events=_owners(task, agenda), doubtful=False)
    events = asked or one.events
    return replace(one, events=events, doubtful=one.doubtful and not asked, task=task if task.shifts else one.task)


def _owners(task: Task, agenda: Agenda) -> tuple[str, ...]:
    """The events of the shifts."""
    return tuple(dict.fromkeys(event for event, shift in agenda.shifts if shift.id in task.shifts))


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


def _thought(clause: Clause, sentence: Sentence, agenda: Agenda, text: str, before: str) -> Thought:
    topic = topic_of(with_noun(clause.folded, f"{before} {sentence.folded[: clause.at]}"), agenda)
    if len(clause.folded) > _UNNATURAL or is_over(clause) or is_reported(clause, text):
        return Thought(clause, sentence, topic, Task())
    task = task_of(clause.folded, agenda, topic.events)
    said = said_in(clause, sentence, topic) or (None if task.shifts else at_event(clause, sentence, agenda))
    return Thought(clause, sentence, topic, task, said, conditional=is_condition(clause, sentence))


def _resolved(raw: list[Thought], before: list[Thought], agenda: Agenda) -> list[Thought]:
    """The thoughts of one sentence with the events that each speaks of."""
    done: list[Thought] = []
    for index, thought in enumerate(raw):
        events, doubtful = _events_of(thought, raw, index, [*before[-_NEAR:], *done[-_NEAR:]], agenda)
        said = thought.said or _likewise(thought, [*before, *done])
        said = None if _only_otherwise(thought, done) else said
        said = before[-1].said if said and said.rule == "all_bare" and before and before[-1].said and before[-1].doubtful else said
        said = None if thought.own.others and puts_off(thought.clause.folded) else said
        near = any(one.conditional for one in raw[max(0, index - 2) : index + 2])
        hangs = any(one.conditional for one in (*raw[max(0, index - 1) : index], *raw[index + 1 : index + 2]))
        hangs = hangs or (bool(done) and done[-1].hangs and thought.clause.folded.startswith("und "))
        there = _task_there(thought, events, agenda)
        done.append(replace(thought, said=said, events=events, doubtful=doubtful, conditional=near, hangs=hangs, task=there))
    return done


def _only_otherwise(thought: Thought, done: list[Thought]) -> bool:
    """Whether "sonst nicht" only turns a condition round that was just named."""
    return bool(done and done[-1].said and done[-1].hangs and _IF_NOT.match(thought.clause.folded))


def _likewise(thought: Thought, before: list[Thought]) -> Said | None:
    """What a clause without a verb of its own says of the events that it names."""
    if not (thought.own.events or thought.own.others) or thought.task.shifts or thought.asks:
        return None
    last = next((one for one in reversed(before[-3:]) if one.said), None)
    return said_without_verb(thought.clause.folded, last.said if last and not last.asks else None)


def _task_there(thought: Thought, events: tuple[str, ...], agenda: Agenda) -> Task:
    """The shifts, held against the event that the sentence has named before: there the work may be another one's."""
    if thought.own.events or len(events) != 1 or not thought.task.shifts or events[0] in _owners(thought.task, agenda):
        return thought.task
    there = task_of(thought.clause.folded, agenda, events)
    return there if events[0] in _owners(there, agenda) else Task(worked=True)


def _events_of(thought: Thought, raw: list[Thought], index: int, before: list[Thought], agenda: Agenda) -> tuple[tuple[str, ...], bool]:
    if thought.said and thought.said.rule == "except":
        return thought.own.excluded, thought.own.unclear
    if thought.own.others:
        others = _others(before, thought, agenda)
        return others, not others
    if thought.own.events:
        return _named(thought, raw, index, before, agenda), thought.own.unclear
    if agenda.only:
        if thought.said and thought.said.stance is Stance.PERHAPS:
            return (agenda.only,), False
        away = thought.own.foreign or (thought.own.beside and not thought.task.shifts)
        return (agenda.only,), away and not _ARRIVES.search(thought.clause.folded)
    if thought.own.excluded:
        return tuple(one for one in agenda.ids if one not in thought.own.excluded), False
    if thought.own.unclear:
        return _among(thought, raw, index, before, agenda)
    spared = {event for one in raw[max(0, index - _NEAR) : index] for event in one.own.excluded if one.said and one.said.rule == "except"}
    if spared and thought.said:
        return tuple(one for one in agenda.ids if one not in spared), False
    inherited = (
        _both(thought, raw, index)
        or _inherited(thought, raw, index, before)
        or _chained(thought, before)
        or _of_work(thought, before, agenda)
    )
    if not inherited and thought.own.among and thought.said and thought.said.stance is Stance.NO:
        return thought.own.among, False
    return inherited, not inherited


def _named(thought: Thought, raw: list[Thought], index: int, before: list[Thought], agenda: Agenda) -> tuple[str, ...]:
    """The events that the clause names; of the online ones that which was named before: "am 16. kann ich, bin online"."""
    near = _inherited(thought, raw, index, before) if len(thought.own.events) > 1 and _HOW.match(thought.clause.folded) else ()
    return near if near and set(near) < set(thought.own.events) else _with_pending(thought, raw, index, agenda)


def _among(thought: Thought, raw: list[Thought], index: int, before: list[Thought], agenda: Agenda) -> tuple[tuple[str, ...], bool]:
    """Of several events that a word fits ("die Sitzung") those that were named just before; all of a month in which the writer is away."""
    refuses = thought.said is not None and thought.said.stance is Stance.NO
    if refuses and (is_of_month(thought.clause.folded) or _is_of_place(thought.clause.folded, agenda)):
        return thought.own.among, False
    meant = _inherited(thought, raw, index, before)
    return (meant, False) if meant and set(meant) <= set(thought.own.among) else ((), True)


def _chained(thought: Thought, before: list[Thought]) -> tuple[str, ...]:
    """The events that the clause before pointed back to in the same sentence: "Nehmt mich da runter, ich bin raus"."""
    last = before[-1] if before else None
    if last is None or last.sentence.number != thought.sentence.number or last.doubtful or last.own.named or not last.said:
        return ()
    return last.events


def _of_work(thought: Thought, before: list[Thought], agenda: Agenda) -> tuple[str, ...]:
    """The one event that the letter has spoken of so far, by name or by its work: "Beim Aufbau passe ich. Mitlaufen tu ich"."""
    if not thought.said or thought.said.rule in _OF_ANYTHING or any((one.own.named and not one.own.events) or one.asks for one in before):
        return ()
    earlier = [one for one in before if one.sentence.number < thought.sentence.number]
    events = {event for one in earlier for event in (*one.own.events, *_owners(one.task, agenda))}
    return tuple(events) if len(events) == 1 else ()


def _is_of_place(folded: str, agenda: Agenda) -> bool:
    """Whether a place is named and neither a title nor a day: "In die Geschäftsstelle komme ich nicht"."""
    if names_by_title(folded, agenda) or days_in(folded) or _SINGLE.search(folded):
        return False
    return any(is_word_for(word, one.place) for one in agenda.known for word in words_of(folded))


def _others(before: list[Thought], thought: Thought, agenda: Agenda) -> tuple[str, ...]:
    """All events that were not spoken of yet; those before or after them for "davor" and "danach"; none for a "sonst" of nothing."""
    between = bool(_BETWEEN.search(thought.clause.folded))
    told = [one for one in before if not one.asks and not one.doubtful and (one.said or not between)]
    spoken = {event for earlier in told for event in (*earlier.events, *earlier.own.excluded)}
    if _IF_NOT.search(thought.clause.folded) or (not spoken and _OTHERWISE.search(thought.clause.folded)):
        return ()
    places = [agenda.ids.index(event) for event in spoken]
    first = max(places) if places and _AFTER.search(thought.clause.folded) else -1
    last = min(places) if places and _BEFORE.search(thought.clause.folded) else len(agenda.ids)
    if places and between:
        first, last = min(places), max(places)
    return tuple(one for place, one in enumerate(agenda.ids) if one not in spoken and first < place < last)


def _with_pending(thought: Thought, raw: list[Thought], index: int, agenda: Agenda) -> tuple[str, ...]:
    """Its own events and those of the bare mentions just before it: "Empfang, Bildungsabend, Demo: dreimal ja"."""
    met = set(thought.own.events)
    for earlier in reversed(raw[:index]):
        if earlier.said or not earlier.own.events or not _is_mention(earlier) or not thought.said:
            break
        met |= set(earlier.own.events)
    return tuple(one for one in agenda.ids if one in met)


def _is_mention(thought: Thought) -> bool:
    """Whether the clause names events and says nothing of them."""
    return thought.short and not _SPEAKS.search(thought.clause.folded)


def _inherited(thought: Thought, raw: list[Thought], index: int, before: list[Thought]) -> tuple[str, ...]:
    """The events of the nearest clause of the sentence that names some; else of a short mention behind it; else of the sentence before."""
    met: list[str] = []
    for earlier in reversed(raw[:index]):
        if (earlier.own.unclear or (earlier.own.others and _is_mention(earlier))) and not met:
            return next((one.events for one in before if one.clause.start == earlier.clause.start), ())
        if met and (earlier.said or not _is_mention(earlier)):
            break
        if earlier.own.events and not earlier.said and _RELATIVE.match(earlier.clause.folded):
            continue
        if earlier.own.events:
            met += earlier.own.events
            if not earlier.short or earlier.said:
                break
        elif met:
            break
    if met:
        return tuple(dict.fromkeys(met))
    if (
        index + 1 < len(raw)
        and raw[index + 1].own.events
        and not raw[index + 1].said
        and not _NOT_OF_IT.search(raw[index + 1].clause.folded)
    ):
        return raw[index + 1].own.events
    return _from_before(thought, raw, before)


def _from_before(thought: Thought, raw: list[Thought], before: list[Thought]) -> tuple[str, ...]:
    """The events of the sentence before, where it left its answer open or this one points back to it."""
    last = [earlier for earlier in before if earlier.sentence.number == thought.sentence.number - 1]
    named = [earlier for earlier in last if earlier.own.events]
    if not named or any(earlier.own.unclear and earlier.doubtful for earlier in last):
        return ()
    open_ended = not any(earlier.said for earlier in last)
    if _JUST_THAT.match(thought.clause.folded) and not all(_is_mention(one) for one in named):
        named = named[-1:]
    events = tuple(dict.fromkeys(event for earlier in named for event in earlier.own.events))
    points_back = bool((_ANAPHOR if len(events) == 1 else _BOTH_BACK).search(thought.clause.folded)) and len(events) < 3
    return events if open_ended or points_back else ()


def _both(thought: Thought, raw: list[Thought], index: int) -> tuple[str, ...]:
    """The two events of a word just before that fits just two: "Sitzungen im Mai, eher nicht, beide nein"."""
    if not _BOTH_BACK.search(thought.clause.folded):
        return ()
    return next((one.own.among for one in reversed(raw[:index]) if one.own.unclear and len(one.own.among) == 2), ())


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
