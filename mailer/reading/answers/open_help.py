"""Is help offered that no shift lists: something brought, a piece of work, seats in a car, or just helping?"""

import re

from mailer.reading.answers.agenda import is_word_for
from mailer.reading.answers.days import days_in
from mailer.reading.answers.gifts import FOOD, GIVEN, OWN_USE, TOOLS, is_errand, is_given_to
from mailer.reading.answers.guests import company_in, named_in
from mailer.reading.answers.helping import ACTS, ANY_HELP, BRINGS, HANDS_OVER, HELP, HELP_ELSEWHERE, MY_HELP, SERVES, SERVES_THERE, WORKED
from mailer.reading.answers.meant_work import only_help
from mailer.reading.answers.shifts import by_day, by_hour
from mailer.reading.answers.spare import GIVES, gives_to_us
from mailer.reading.answers.stances import Stance
from mailer.reading.answers.thoughts import Letter, Thought
from mailer.reading.answers.words import any_of, fold

INSTEAD = any_of(r"aber|dafür|trotzdem|allerdings|euch|jedoch|stattdessen|sondern|gern\w*|auch")
BRINGS_ALONG = any_of(r"(?:bring|bringe|bringen)(?: [\w'.-]+){0,8}? mit|mitbringen")
JUST_HELPS = any_of(r"\W*(?:ja |gern |klar |aber |und |also )?(?:ich|wir) helfen?(?: gern\w*| mit| auch)*\W*$")
_OWN_WORK = any_of(r"(?:steh|stehe|sitz|sitze)(?= |$)|(?:gebe?|geb)(?: [\w'.:-]+){0,9}? (?:ab|auf|zurück)(?= ?$)|geschichten?|gedicht\w*")
_BESIDE_SHIFTS = any_of(
    r"könnt ihr|dürft ihr|fotografier\w*|filme?|fotos?|film|musik\w*|auftritt|band|chor|akkordeon|gitarre|klavier|geige|trompete"
    r"|deko\w*|blumen|kerzen|servietten|auf (?:die|eure) (?:kinder|kleinen)|strom|licht|beleuchtung|flöte|glücksrad|\w*ballons?"
    r"|schminke?|\w*spiele?|moderier\w*|moderation|protokoll\w*|vortrag|dolmetsch\w*|übersetz\w*|erste hilfe|sanitäts\w*"
    r"|lese?(?: \w+){0,5} vor"
)  # what comes to an event beside all its shifts
_MAY_USE = any_of(
    r"(?:könnt|kannst|dürft) (?:ihr|du) mich(?: [\w-]+){0,4} (?:einteilen|einplanen|eintragen|einsetzen|haben|gebrauchen|aufschreiben)"
)
_FOR_SOMETHING = any_of(r"(?:für|an|bei|beim|zum|am) (?!euch|uns|den|das|die|der|dem)[\w-]+")
_PERSONS = re.compile(
    r"\b(?:Frau|Herrn?|Genoss\w+|\w{4,}(?:erin|ende|ierende|entin|istin|erinnen)|Studis?|Großeltern|\w*runde|\w*gruppe|Kids)\b"
)
HELPS = (HELP, SERVES, SERVES_THERE, WORKED, BRINGS_ALONG, *GIVES)
"""Without a match of one of these there is no help beside the shifts."""

Help = tuple[tuple[str, ...], str | None, str | None]
"""Targets, what is said of them (`none`: named and refused), and the doubt."""


def open_help(thought: Thought, letter: Letter, stance: Stance | None, offered: bool) -> Help:
    """Help without a shift: bringing something, a piece of work that no shift lists, or plain helping."""
    folded = thought.clause.folded
    if _OWN_WORK.search(folded) or is_errand(folded) or _is_excuse(thought, letter):
        return (), None, None
    own_use = bool(OWN_USE.search(folded)) or (offered and bool(TOOLS.search(folded)))
    gives = not own_use and _gives(thought)
    works = not own_use and _works(folded, letter)
    if not (gives or works or _helps(thought, letter)):
        unknown = not (own_use or offered) and bool(BRINGS_ALONG.search(folded)) and not _brings_people(thought)
        return (), None, "reading_doubts.gift_unclear" if unknown else None
    if thought.conditional or stance is Stance.PERHAPS:
        return (), None, "reading_doubts.help_depends"
    events = _events(thought, letter) if gives else () if thought.doubtful else thought.events
    if len(events) != 1 or ANY_HELP.search(letter.folded) or _is_another_day(thought, events[0], letter):
        return (), None, "reading_doubts.help_unclear"
    return _at_event(events[0], thought, letter, gives=gives, works=works, offered=offered)


def _at_event(event: str, thought: Thought, letter: Letter, *, gives: bool, works: bool, offered: bool) -> Help:
    """Help for that event: the event itself or its one shift of plain help; a doubt where shifts are open and none was meant."""
    folded = thought.clause.folded
    own = only_help(event, letter)
    just = bool(JUST_HELPS.match(letter.folded))
    serves = bool(SERVES.search(folded) or SERVES_THERE.search(folded))
    if letter.agenda.shifts and not (just or gives or works or own or thought.own.events or serves):
        return (), None, "reading_doubts.help_unclear"
    if offered and not gives and not thought.own.events:
        return (), "none", None
    clear = gives or works or (bool(thought.own.events) and bool(HELP.search(folded) or serves))
    if any(at == event for at, _ in letter.agenda.shifts) and not (own or clear or just or _BESIDE_SHIFTS.search(folded)):
        return (), None, "reading_doubts.help_unclear"
    thing = gives and not (HELP.search(folded) or FOOD.search(folded))  # food is help, a thing is for the event
    return (event if own is None or thing else own,), "offered", None


def _brings_people(thought: Thought) -> bool:
    """Whether those whom the writer brings along are persons."""
    return (thought.said is not None and thought.said.rule == "brings_company") or _with_people(thought)


def _with_people(thought: Thought) -> bool:
    """Whether the clause speaks of persons who come along."""
    said = thought.clause
    return company_in(said.folded) is not None or named_in(said.text) is not None or bool(_PERSONS.search(said.text))


def _gives(thought: Thought) -> bool:
    """Whether something is brought for others: a known thing, or any that the words give to us."""
    folded = thought.clause.folded
    known = bool(GIVEN.search(folded)) and bool(BRINGS.search(folded) or HANDS_OVER.search(folded))
    return known or (gives_to_us(folded) and not _with_people(thought))


def _works(folded: str, letter: Letter) -> bool:
    """Whether a piece of work is named and taken on."""
    piece = WORKED.search(folded)
    if piece is None or is_word_for(piece.group(), letter.agenda.names):
        return False
    return bool(HELP.search(folded) or ACTS.search(folded) or _MAY_USE.search(folded))


def _helps(thought: Thought, letter: Letter) -> bool:
    """Whether the writer helps in general or serves by a piece of work, and not elsewhere."""
    folded = thought.clause.folded
    there = bool(SERVES_THERE.search(folded)) and bool(thought.own.events or letter.agenda.only)
    helps = there or bool(HELP.search(folded) or SERVES.search(folded))
    return helps and letter.context.mandate is None and not HELP_ELSEWHERE.search(folded)


def _events(thought: Thought, letter: Letter) -> tuple[str, ...]:
    """The events that the clause means; where it names none, the one that was named last, in this sentence or the one before."""
    if not thought.doubtful:
        return thought.events
    for earlier in reversed(letter.thoughts[: letter.thoughts.index(thought)]):
        if thought.sentence.number - earlier.sentence.number > 1:
            break
        if earlier.own.events:
            return earlier.own.events if not earlier.own.unclear else ()
    return ()


def lift(thought: Thought) -> Help:
    """Free seats in the writer's car, for the one event that is meant."""
    plain = len(thought.events) == 1 and not thought.doubtful
    return (thought.events, "offered", None) if plain else ((), None, "reading_doubts.help_unclear")


def at_hand(thought: Thought, letter: Letter) -> Help:
    """Help of any kind: for the shift on the day that is named, else for the one event that is meant."""
    folded = thought.clause.folded
    at_time = by_day(folded, letter.agenda) or by_hour(folded, letter.agenda, thought.events)
    if len(at_time) == 1:
        return at_time, "offered", None
    if len(thought.events) != 1 or thought.doubtful or at_time or (_FOR_SOMETHING.search(folded) and not thought.own.events):
        return (), None, "reading_doubts.help_unclear"
    return (only_help(thought.events[0], letter) or thought.events[0],), "offered", None


def event_back(thought: Thought, letter: Letter) -> Help:
    """Help that no shift lists, withdrawn for the one event that is meant."""
    folded = thought.clause.folded
    events = (_feast(letter) if FOOD.search(folded) else ()) if thought.doubtful else thought.events
    if len(events) != 1:
        return (), None, "reading_doubts.help_unclear"
    event = events[0]
    own = only_help(event, letter) if MY_HELP.search(folded) or FOOD.search(folded) or not GIVEN.search(folded) else None
    food = [shift.id for at, shift in letter.agenda.shifts if at == event and is_given_to(f"bringe {folded}", fold(shift.title))]
    return (own or (food[0] if len(food) == 1 else event),), "withdrawn", None


def _feast(letter: Letter) -> tuple[str, ...]:
    """The events to which food can have been promised: those with a shift that takes some, or with plain help."""
    takers = {at for at, shift in letter.agenda.shifts if is_given_to("bringe kuchen", fold(shift.title)) or FOOD.search(fold(shift.title))}
    return tuple(one for one in letter.agenda.ids if one in takers or only_help(one, letter))


def _is_another_day(thought: Thought, event: str, letter: Letter) -> bool:
    """Whether the clause names a day and the event that it seems to mean is on another."""
    days = [day for day in days_in(thought.clause.folded) if day.day is not None or day.weekday is not None]
    of_event = [that for one in letter.agenda.known if one.event.id == event for that in one.days]
    return bool(days) and not thought.own.events and not any(day.fits(that) for day in days for that in of_event)


def _is_excuse(thought: Thought, letter: Letter) -> bool:
    """Whether the clause tells why the writer stays away, right behind saying so: "Da bin ich raus, ich spiele in Halle Geige"."""
    before = [one for one in letter.thoughts if one.sentence.number == thought.sentence.number and one.clause.start < thought.clause.start]
    refused = any(one.said and one.said.stance is Stance.NO for one in before)
    return refused and not thought.own.events and not INSTEAD.search(thought.clause.folded)
