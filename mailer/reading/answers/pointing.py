"""Which events does a clause speak of that it does not name itself?"""

from mailer.reading.answers.agenda import Agenda, is_word_for, names_by_title
from mailer.reading.answers.days import days_in, is_of_month
from mailer.reading.answers.mention import names_only
from mailer.reading.answers.shifts import Task
from mailer.reading.answers.stances import Stance
from mailer.reading.answers.thought import Thought
from mailer.reading.answers.words import any_of, words_of

OTHERWISE_NOT = any_of(
    r"(?:und |aber )?(?:sonst|ansonsten) (?:(?:eben|halt|dann|leider|lieber|wohl|aber) )*"
    r"(?:nicht|nich|net|nein|nee|nichts)\W*$"
)
_OF_ME = any_of("mir|mich|ich|uns|wir")
_INVERTED = any_of(r"\W*(?:komme?|bin|fahre?|gehe?|bleibe?|kann|nehme?|sitze?|stehe?|kommen|sind) (?:ich|wir).*")
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
_AFTER, _BEFORE, _BETWEEN = any_of("danach"), any_of("davor"), any_of("dazwischen|mittendrin")
_BOTH_BACK = any_of("beides|beide|beiden")
_HOW = any_of(
    r"\W*(?:(?:bin|dann|auch|also|komme|aber|nur|wieder|natürlich|ich|wir|sind|gern|gerne|da|per|in) )*(?:online|digital|präsenz"
    r"|video|persönlich)(?: dabei| da| dazu)?\W*$"
)
_SINGLE = any_of(r"\w*(?:termin|sitzung|treffen|abend)|dann|da|diesmal|dieses mal")
_NOT_OF_IT = any_of(r"^\W*(?:weil|da|denn|wenn|obwohl) .*|.*(?:vertritt|vertreten|kläre?|überlege|weiß|entscheide|sage?|melde?|frage?).*")
_OF_ANYTHING = {"yes", "no", "yes_to_topic", "no_to_topic", "strikes_out", "calls_off"}
_PATIENCE = 3  # sentences after which an event that was named is spoken of no more
NEAR = 60  # clauses back; no answer points further


def events_of(
    thought: Thought, raw: list[Thought], index: int, earlier: list[Thought], done: list[Thought], agenda: Agenda
) -> tuple[tuple[str, ...], bool]:
    """The events of a clause of its sentence (`raw`, at `index`) after what was said `earlier` and in this sentence, what is `done` of it,
    and whether several may be meant."""
    if thought.said and thought.said.rule == "except":
        return thought.own.excluded, thought.own.unclear
    if agenda.only:
        return agenda.ids, thought.own.unclear if thought.own.events else _is_elsewhere(thought)
    return _of_several(thought, raw, index, [*earlier[-NEAR:], *done[-NEAR:]], agenda)


def _is_elsewhere(thought: Thought) -> bool:
    """Whether the clause names a day that is not that of the only event, and does not tell of the journey there."""
    if thought.said and thought.said.stance is Stance.PERHAPS:
        return False
    away = thought.own.foreign or (thought.own.beside and not thought.task.shifts)
    return away and not _ARRIVES.search(thought.clause.folded)


def _of_several(thought: Thought, raw: list[Thought], index: int, before: list[Thought], agenda: Agenda) -> tuple[tuple[str, ...], bool]:
    """The events where the mailing asks for several."""
    if thought.own.others:
        others = _others(before, thought, agenda)
        return others, not others
    if thought.own.events:
        return _named(thought, raw, index, before, agenda), thought.own.unclear
    if thought.own.excluded:
        return tuple(one for one in agenda.ids if one not in thought.own.excluded), False
    if thought.own.unclear:
        return _among(thought, raw, index, before, agenda)
    spared = {event for one in raw[max(0, index - NEAR) : index] for event in one.own.excluded if one.said and one.said.rule == "except"}
    if spared and thought.said:
        return tuple(one for one in agenda.ids if one not in spared), False
    inherited = (
        _both(thought, raw, index)
        or _inherited(thought, raw, index, before)
        or _chained(thought, before)
        or _waiting(thought, before)
        or _of_work(thought, before, agenda)
    )
    if not inherited and thought.own.among and thought.said and thought.said.stance is Stance.NO:
        return thought.own.among, False
    return inherited, not inherited


def _named(thought: Thought, raw: list[Thought], index: int, before: list[Thought], agenda: Agenda) -> tuple[str, ...]:
    """The events that the clause names; of the online ones that which was named before: "am 16. kann ich, bin online"."""
    far = len(thought.own.events) > 1
    near = (
        _inherited(thought, raw, index, before)
        if far and (_HOW.match(thought.clause.folded) or _JUST_THAT.match(thought.clause.folded))
        else ()
    )
    near = near or (_last_told(before) if far and _HOW.match(thought.clause.folded) else ())
    return near if near and set(near) < set(thought.own.events) else _with_pending(thought, raw, index, agenda)


def _last_told(before: list[Thought]) -> tuple[str, ...]:
    """The events of the last answer: "Am 16. kann ich. Bin online."."""
    last = before[-1] if before else None
    told = next((one for one in reversed(before[-4:]) if last and one.said and one.sentence.number == last.sentence.number), None)
    return told.events if told and not told.doubtful else ()


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


def _waiting(thought: Thought, before: list[Thought]) -> tuple[str, ...]:
    """The one event that was named shortly before and has no answer yet: "Zum Empfang kommt der Stadtrat? Da muss ich hin. Und wie!"."""
    if not thought.said or thought.asks or thought.task.shifts:
        return ()
    named: tuple[str, ...] = ()
    place = 0
    for earlier in reversed(before):
        if (named and earlier.sentence.number != place) or thought.sentence.number - earlier.sentence.number > _PATIENCE:
            break
        if earlier.said or earlier.task.shifts or earlier.own.unclear or earlier.own.others or earlier.own.excluded or earlier.own.foreign:
            return ()
        if earlier.own.events:
            if earlier.asks and _OF_ME.search(earlier.clause.folded):
                return ()
            named, place = tuple(dict.fromkeys([*named, *earlier.own.events])), earlier.sentence.number
    return named if len(named) == 1 else ()


def _of_work(thought: Thought, before: list[Thought], agenda: Agenda) -> tuple[str, ...]:
    """The one event that the letter has spoken of so far, by name or by its work: "Beim Aufbau passe ich. Mitlaufen tu ich"."""
    if not thought.said or thought.said.rule in _OF_ANYTHING or any((one.own.named and not one.own.events) or one.asks for one in before):
        return ()
    earlier = [one for one in before if one.sentence.number < thought.sentence.number]
    events = {event for one in earlier for event in (*one.own.events, *owners(one.task, agenda))}
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
    folded = thought.clause.folded
    if (OTHERWISE_NOT.search(folded) and not _stands_outright(before, thought)) or (not spoken and _OTHERWISE.search(folded)):
        return ()
    places = [agenda.ids.index(event) for event in spoken]
    first = max(places) if places and _AFTER.search(thought.clause.folded) else -1
    last = min(places) if places and _BEFORE.search(thought.clause.folded) else len(agenda.ids)
    if places and between:
        first, last = min(places), max(places)
    return tuple(one for place, one in enumerate(agenda.ids) if one not in spoken and first < place < last)


def _stands_outright(before: list[Thought], thought: Thought) -> bool:
    """Whether the sentence has just answered for an event by name, and unconditionally: "Zum Hoffest komme ich und sonst nicht"."""
    last = before[-1] if before else None
    if last is None or last.sentence is not thought.sentence or not last.own.events or not last.said or last.conditional or last.hangs:
        return False
    return last.said.stance is Stance.YES and (last.clause.at == 0 or not _INVERTED.match(last.clause.folded))


def _with_pending(thought: Thought, raw: list[Thought], index: int, agenda: Agenda) -> tuple[str, ...]:
    """Its own events and those of the bare mentions just before it: "Empfang, Bildungsabend, Demo: dreimal ja"."""
    met = set(thought.own.events)
    for earlier in reversed(raw[:index]):
        if earlier.said or not earlier.own.events or not thought.said or not names_only(earlier.clause.folded, agenda):
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
    return _from_before(thought, before)


def _from_before(thought: Thought, before: list[Thought]) -> tuple[str, ...]:
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


def owners(task: Task, agenda: Agenda) -> tuple[str, ...]:
    """The events of the shifts."""
    return tuple(dict.fromkeys(event for event, shift in agenda.shifts if shift.id in task.shifts))
