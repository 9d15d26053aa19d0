"""Which shifts does a clause mean, by its own words or by what was named just before?"""

from mailer.reading.answers.gifts import GIVEN, OWN_USE, is_errand
from mailer.reading.answers.helping import (
    ACTS,
    AGREES,
    BRINGS,
    DOES,
    DONE,
    GIVES_UP,
    HELP,
    LEFT_TO_OTHERS,
    ME,
    MY_HELP,
    NEEDED,
    READY,
    SERVES,
    TAKES_BACK,
    TAKES_ON,
    UNWILLING,
    refuses,
)
from mailer.reading.answers.shifts import by_day, by_hour
from mailer.reading.answers.stances import Stance
from mailer.reading.answers.thoughts import Letter, Thought
from mailer.reading.answers.words import any_of, fold

_AT_TIME = any_of(
    r"\W*(?:(?:um|ab|bis|gegen|am) (?:halb |kurz (?:nach|vor) |punkt )?[\w.:]+(?: uhr)?|(?:mon|diens|mitt|donners|frei|sams|sonn)(?:tag"
    r"|woch)\w*)"
    r"(?= |$)"
)
_CAN = any_of(r"kann ich|ich kann|könnte ich|ich könnte|schaffe ich|passt mir|geht bei mir")
_BOTH = any_of(r"beides|beide\w?|alle (?:drei|zwei)|alles")
_MANY = 4
_FAR = 2  # sentences between a shift and the words that take it on
_FORESEEN = any_of(r"versprochen\w*|angekündigt\w*|zugesagt\w*|angeboten\w*|mein\w*")
_SHIFT = any_of(r"(?:\S+-)?schicht(?:en)?|vormittagsschicht|nachmittagsschicht")
_HANDS = any_of(
    r"(?:falls|wenn|sollte\w*|sofern|wenns|wer)(?: [\w'.-]+){0,6}? (?:jemand\w*|wer|leute|hände|helfer\w*|hilfe|unterstützung|einer"
    r"|einen|freiwillige|mann|frauen|männer"
    r"|keiner|niemand\w*)(?: [\w'.-]+){0,6}? (?:fehlt|fehlen|braucht|brauchen|gebraucht|gesucht|sucht|findet|nötig|benötigt|ausfällt)"
    r"|(?:falls|wenn)(?: [\w'.-]+){0,4}? (?:fehlen|not am mann|was zu tun gibt|bedarf)"
)
_PUTS = (
    r"(?:setzt|setz|schreibt|schreib|tragt|trag|packt|stellt|steckt|plant|teilt|notiert|nehmt|bucht|tragen sie|setzen sie|schreiben sie)"
)
_ACCEPTS = any_of(
    r"\W*(?:also |und |bitte |ja |doch |dann |na gut |klar |gern\w* |immer |beides |für beides "
    r"|alles )*(?:(?:da )?könnt ihr(?: gern\w*)? mit (?:mir|uns)"
    r" (?:machen|rechnen|planen)|{_PUTS} (?:mich|meinen namen|uns|sie mich)(?: (?:bitte|doch|ruhig|mal|gern\w*"
    r"|schon|dafür|dort|da|fest|mit|auf die liste|auf den plan|an die liste|hin|ein|auf|drauf|dran|dazu|rein)){0,4}(?: [\w-]+ bis [\w-]+)?"
    r"|(?:schreib|schreibt|notiert?) meinen namen(?: \w+){0,2}"
    r"|rechnet (?:da )?(?:fest )?mit (?:mir|uns)(?: \w+){0,3}|(?:auf|mit) (?:mich|mir|uns) (?:könnt|kannst|dürft) (?:ihr|du)(?: da| dabei"
    r"| voll| fest)*"
    r" (?:zählen|rechnen|bauen)|zählt? auf (?:mich|uns)|verlasst euch (?:auf mich|drauf)|(?:gib|gebt"
    r"|geben sie)(?:'s)? (?:schon )?her(?: \w+){0,2}|her damit"
    r"|ihr habt (?:ihn|sie|mich|so einen|so eine|eine|einen|es) (?:schon |gerade |hiermit )?gefunden|(?:den|die|das|so eine|so einen"
    r"|mich) habt ihr(?: \w+){0,2}"
    r" gefunden|(?:bin|wäre) (?:da |ich )*(?:euer|eure|der|die|genau) (?:\w+ )?(?:mann|frau|richtige)|da bin ich (?:\w+ )?(?:richtig"
    r"|zu haben|zur stelle)"
    r"|(?:ich|wir) (?:mache?n?|tu|tue|nehme?n?|übernehm\w*|schaffe?n?)(?:'s| es| das| sie| ihn| den| die| den job| beides| alles| beide)"
    r"(?: gern\w*| selber| selbst| doch| lieber| auch| an| natürlich| schon)*"
    r"|(?:das )?(?:mach|tu|nehm|übernehm)e? ich(?: gern\w*| doch| natürlich| auch| schon| euch)*|(?:ich|wir) mache?n? mit|eingeplant"
    r"|gebongt|abgemacht|ist gebongt"
    r"|(?:ich )?bin (?:ich )?(?:bei |für )?(?:beide[nmrs]|beides|alle[mns]?|allen (?:drei|beiden)) (?:dabei|zu haben)"
    r"|meine?[rs]?|versprochen|ich will|hat (?:sie|ihn|mich|hier|so eine|so einen)(?: schon| hiermit)? gefunden"
    r"|(?:da|dafür|dabei|dazu|dann) (?:bleib|komm|helf|pack|steh|sitz|spring|mach|nehm|sag|meld|opfer|stell)e? ich(?: [\w-]+){0,5}"
    r"|(?:da |dann )?(?:kann|könnte) ich(?: gern\w*| auch| helfen| einspringen)*|ich kann (?:von|ab|um|bis|zwischen) [\w :.]{1,25}"
    r"|(?:(?:ein|zwei|drei|vier|eine|\d) stunden?|so lange ihr wollt|den ganzen tag)(?: lang)? (?:mach|steh|schaff|kann|halt"
    r"|übernehm)e? ich)\W*$"
)
_VAGUE = any_of(r"irgend\w*|mal|unterschrift\w*|stimmen?|\w*antr[aä]g\w*|fragen?|grafik|später|künftig|generell")
_AT_HAND = any_of(
    r"(?:ich )?bin (?:ich )?(?:\w+ ){0,4}(?:frei|da|vor ort|früher da|in der nähe)|sind meine da|anruf genügt|ich wohne"
    r"|packe? ich an|helfe? ich"
)
IS_READY = (_HANDS,)
"""Without a match of one of these nobody is at hand for help of any kind."""


def meant_work(thought: Thought, index: int, letter: Letter) -> tuple[str, ...]:
    """The shifts of the clause, or those named just before where it only takes back or agrees: "Suppe? Mach ich."."""
    work = _work(thought, letter)
    if work:
        return work
    folded = thought.clause.folded
    takes_back = bool(GIVES_UP.search(folded) or TAKES_BACK.search(folded))
    if takes_back and len(thought.events) == 1 and (MY_HELP.search(folded) or (GIVEN.search(folded) and _FORESEEN.search(folded))):
        return (only_help(thought.events[0], letter) or thought.events[0],)
    if not index or not letter.agenda.shifts:
        return ()
    agrees = (thought.said is not None and thought.said.rule == "does_it") or bool(ME.match(folded))
    if agrees or (takes_back and not thought.own.events):
        return just_named(index, letter)
    met = () if thought.own.events else just_named(index, letter, asked=True)
    return met if met and AGREES.match(folded) else _accepted(thought, index, letter)


def accepts(thought: Thought, index: int, letter: Letter) -> bool:
    """Whether the clause names no shift and takes on the one that was spoken of before."""
    return not thought.task.shifts and bool(_accepted(thought, index, letter))


def _accepted(thought: Thought, index: int, letter: Letter) -> tuple[str, ...]:
    """The one shift of the last sentences, where the clause takes it on: "Auszählen? Dafür bin ich geboren. Setzt mich auf die Liste."."""
    since = _since_work(thought, index, letter)
    if not since or thought.asks or thought.conditional:
        return ()
    folded = _AT_TIME.sub(" ", thought.clause.folded)
    if refuses(folded) or not _ACCEPTS.match(folded):
        return ()
    named = {shift for one in since for shift in one.task.shifts}
    closed = any(one.said or one.conditional or refuses(one.clause.folded) or LEFT_TO_OTHERS.search(one.clause.folded) for one in since)
    elsewhere = any(one.own.events and not one.task.shifts for one in since)
    owners = {event for event, shift in letter.agenda.shifts if shift.id in named}
    elsewhere = elsewhere or not set(thought.own.events) <= owners
    told = len(named) == 1 or (len(named) < _MANY and _BOTH.search(folded))
    return tuple(dict.fromkeys(shift for one in since for shift in one.task.shifts)) if told and not (closed or elsewhere) else ()


def _since_work(thought: Thought, index: int, letter: Letter) -> list[Thought]:
    """The thoughts before, from the first of the last sentences that names a shift on; none where none does."""
    if not letter.agenda.shifts:
        return []
    before = [one for one in letter.thoughts[:index] if thought.sentence.number - one.sentence.number <= _FAR]
    first = next((place for place, one in enumerate(before) if one.task.shifts), len(before))
    return before[first:]


def is_ready(thought: Thought, index: int, letter: Letter) -> bool:
    """Whether the writer is ready where help is needed: "Falls beim Abbau einer fehlt, ruft mich an"."""
    if not NEEDED.search(thought.clause.folded):
        return False
    behind = [one.clause.folded for one in letter.thoughts[index + 1 : index + 3] if one.sentence.number - thought.sentence.number <= 1]
    return any(READY.search(one) for one in behind) and not any(refuses(one) for one in behind)


def is_at_hand(thought: Thought, index: int, letter: Letter) -> bool:
    """Whether the writer is ready for help of any kind: "Falls euch noch Hände fehlen, ich bin ab Mittag frei"."""
    if index + 1 == len(letter.thoughts) or not _HANDS.search(thought.clause.folded) or _VAGUE.search(thought.clause.folded):
        return False
    behind = [one.clause.folded for one in letter.thoughts[index + 1 : index + 3] if one.sentence.number - thought.sentence.number <= 1]
    return any(READY.search(one) or _AT_HAND.search(one) for one in behind) and not any(refuses(one) for one in behind)


def just_named(index: int, letter: Letter, same_sentence: bool = False, asked: bool = False) -> tuple[str, ...]:
    """The shifts named just before without anything being said of them; with `asked` only by a question or a mere mention."""
    if not letter.agenda.shifts:
        return ()
    here = letter.thoughts[index]
    named: list[str] = []
    for earlier in reversed(letter.thoughts[max(0, index - 3) : index]):
        distance = here.sentence.number - earlier.sentence.number
        if (
            distance > (0 if same_sentence else 1)
            or (asked and distance and not earlier.asks and not earlier.short)
            or (earlier.said and (same_sentence or earlier.said.stance is Stance.YES))
            or (same_sentence and not earlier.short and not any_of(r"^\W*(?:falls|wenn|sollte\w*|sofern)").search(earlier.clause.folded))
        ):
            break
        told = earlier.clause.folded
        if same_sentence and (UNWILLING.search(told) or HELP.search(told) or ACTS.search(told) or BRINGS.search(told)):
            break
        named += [shift for shift in earlier.task.shifts if shift not in named]
    return tuple(named)


def only_help(event_id: str, letter: Letter) -> str | None:
    """The event's one shift where that is plain help of any kind."""
    shifts = [shift for event, shift in letter.agenda.shifts if event == event_id]
    plain = len(shifts) == 1 and any_of(r"unterstütz\w*|hilfe|helfen|helfer\w*").search(fold(shifts[0].title))
    return shifts[0].id if plain else None


def _work(thought: Thought, letter: Letter) -> tuple[str, ...]:
    """The shifts that the clause names, by their words, else by day and hour where the clause speaks of helping."""
    if not letter.agenda.shifts:
        return ()
    folded = thought.clause.folded
    if (OWN_USE.search(folded) and not (HELP.search(folded) or TAKES_ON.search(folded))) or DONE.search(folded) or is_errand(folded):
        return ()
    if thought.task.shifts:
        return thought.task.shifts
    on_shift = bool(_SHIFT.search(folded))
    day = by_day(folded, letter.agenda)
    there = len(day) == 1 and thought.said is not None and thought.said.certain and thought.said.stance is Stance.YES
    if day and (on_shift or _helps(folded) or (there and not thought.own.events)):
        return day
    bare = thought.short and thought.said is not None and thought.said.certain and thought.said.stance is Stance.YES
    if (bare or ME.match(folded)) and _hours_are_shifts(letter, () if thought.doubtful else thought.events) and not thought.doubtful:
        return by_hour(thought.sentence.folded, letter.agenda, thought.events)
    hours = (
        by_hour(folded, letter.agenda, () if thought.doubtful else thought.events)
        if (on_shift or _hours_are_shifts(letter, () if thought.doubtful else thought.events) or HELP.search(folded))
        and not thought.task.worked
        else ()
    )
    if not (on_shift or _hours_are_shifts(letter, () if thought.doubtful else thought.events)):
        return hours if len(hours) == 1 and not _begins_there(hours[0], letter) else ()
    can = bool(_CAN.search(folded)) and not thought.doubtful
    return hours if hours and (on_shift or _helps(folded) or DOES.search(folded) or can) else ()


def _begins_there(shift_id: str, letter: Letter) -> bool:
    """Whether the shift begins together with its event, so that its hour is the event's."""
    event = next(event for event, shift in letter.agenda.shifts if shift.id == shift_id)
    start = next(shift.start for _, shift in letter.agenda.shifts if shift.id == shift_id)
    return any(one.event.start == start for one in letter.agenda.known if one.event.id == event)


def _helps(folded: str) -> bool:
    return bool(HELP.search(folded) or SERVES.search(folded))


def _hours_are_shifts(letter: Letter, events: tuple[str, ...]) -> bool:
    """Whether the shifts of those events, or all, are told apart by their hours alone."""
    choice = [shift for event, shift in letter.agenda.shifts if not events or event in events]
    return bool(choice) and all(any(char.isdecimal() for char in shift.title) for shift in choice)
