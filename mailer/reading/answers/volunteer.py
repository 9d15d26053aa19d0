"""Does the writer offer to help, to bring or to do something, or take an offer back?"""

import re

from mailer.model.reading import Finding
from mailer.reading.answers.agenda import is_word_for
from mailer.reading.answers.confidence import confidence_of
from mailer.reading.answers.days import days_in
from mailer.reading.answers.gifts import GIVEN, OWN_USE, TOOLS
from mailer.reading.answers.guests import PERSON, company_in, named_in
from mailer.reading.answers.helping import (
    ACTS,
    AGREES,
    ANY_HELP,
    BRINGS,
    COMING_RULES,
    DOES,
    DOES_ANYTHING,
    DONE,
    GIVES_UP,
    HANDS_OVER,
    HELP,
    HELP_ELSEWHERE,
    LEFT_TO_OTHERS,
    ME,
    MY_HELP,
    NEEDED,
    ONLY_COMES,
    PROMISED,
    READY,
    SERVES,
    STATES,
    TAKES_BACK,
    TAKES_ON,
    UNSURE_HELP,
    UNWILLING,
    VOICE,
    WORKED,
    refuses,
)
from mailer.reading.answers.lifts import is_helped, offers_lift
from mailer.reading.answers.parts import Part
from mailer.reading.answers.shifts import by_day, by_hour
from mailer.reading.answers.stances import Stance
from mailer.reading.answers.thoughts import Letter, Thought, meant_stance
from mailer.reading.answers.voice import is_about_somebody
from mailer.reading.answers.words import any_of, fold, words_of

_IS_SUPPOSED = any_of(r"\W*(?:ob|bis (?:dann|\w+tag|morgen|später|nachher|dahin)) .*")
_WISHES = any_of(r"(?:würde?|hätte|täte|wollte)(?: [\w'.-]+){0,6}? (?:gern\w*|eigentlich|ja)(?: [\w'.-]+){0,6}?")
_BUT = any_of(r"\W*(?:aber|nur|doch|leider|jedoch|allerdings).*")
_VOLUNTEERS = any_of(r"mach\w*|helf\w*|übernehm\w*|bring\w*|komm\w*")
_THEN_WOULD = any_of(r"\W*dann (?:würde?|könnte?|würd) .*")
_ONLY_IF = any_of(r"\W*(?:aber )?nur(?:,)? (?:wenn|falls|sofern) .*")
_INSTEAD = any_of(r"aber|dafür|trotzdem|allerdings|euch|jedoch|stattdessen|sondern|gern\w*|auch")
_ENJOYS = any_of(r"esse?|trinke?|nasche?|genieße?|futtere?|probiere?|hunger|appetit|schmecken|lecker\w*")
_FORESEEN = any_of(r"versprochen\w*|angekündigt\w*|zugesagt\w*|angeboten\w*|mein\w*")
_THEIR_WORK = any_of(rf"\W*(?:und |aber |auch )?(?:mein|meine|unser|unsere) (?:\w+ )?{PERSON} (?!und )\w+t(?= |$).*")
_OURS = any_of("ich|wir|mich|uns|mir")
_FOR_WORK = any_of(r"zum|zur|beim|bei der|für (?:den|die|das)|fürs|helf\w*|mithelf\w*")
_JUST_HELPS = any_of(r"\W*(?:ja |gern |klar )?(?:ich|wir) helfen?(?: gern\w*| mit| auch)*\W*$")
_OWN_WORK = any_of(r"(?:steh|stehe|sitz|sitze)(?= |$)|(?:gebe?|geb)(?: [\w'.:-]+){0,9}? (?:ab|auf|zurück)(?= ?$)|geschichten?|gedicht\w*")
_BRINGS_ALONG = any_of(r"(?:bring|bringe|bringen)(?: [\w'-]+){0,8}? mit|mitbringen")
_PERSONS = re.compile(
    r"\b(?:Frau|Herrn?|Genoss\w+|\w{4,}(?:erin|ende|ierende|entin|istin|erinnen)|Studis?|Großeltern|\w*runde|\w*gruppe|Kids)\b"
)
Help = tuple[tuple[str, ...], str | None, str | None]
"""Targets, what is said of them (`none`: named and refused), and the doubt."""


def volunteer_of(letter: Letter, so_far: Part) -> Part:
    """What the writer will do for an event or no longer does, from the clauses that say nothing else."""
    offers: dict[str, Finding] = {}
    doubts: list[str] = []
    used: set[int] = set()
    for index, thought in enumerate(letter.thoughts):
        if (
            thought.clause.start in so_far.clauses
            or thought.sentence.number in so_far.sentences
            or not letter.agenda.known
            or (thought.asks and not _requests(thought))
        ):
            continue
        targets, answer, doubt = _help_of(thought, index, letter, bool(offers))
        if answer or doubt:
            used |= _clauses_of(thought, letter) if answer == "withdrawn" else {thought.clause.start}
        doubts += [doubt] if doubt else []
        for target in targets if answer in {"offered", "withdrawn"} else ():
            offers[target] = Finding(
                "volunteer",
                target=target,
                answer=answer,
                confidence=confidence_of(f"volunteer.{answer}"),
                evidence=thought.clause.text,
                rule=f"volunteer.{answer}",
            )
    return Part(tuple(offers.values()), tuple(doubts), clauses=frozenset(used))


def _hardly_said(work: tuple[str, ...], thought: Thought, index: int, letter: Letter) -> Help | None:
    """What a clause comes to that only supposes or wishes help, or leaves open which; None for any other."""
    if _IS_SUPPOSED.match(thought.clause.folded) or _would_but(thought, index, letter):
        return (), None if thought.said and thought.said.stance is Stance.PERHAPS else "none", None
    if (len(work) > 1 and "oder" in words_of(thought.clause.folded)) or _hangs_on_more(thought, index, letter):
        return (), None, "reading_doubts.help_depends"
    return None


def _would_but(thought: Thought, index: int, letter: Letter) -> bool:
    """Whether the clause only wishes to help and the next tells why not: "Ich würde gern helfen, aber …"."""
    behind = letter.thoughts[index + 1].clause.folded if index + 1 < len(letter.thoughts) else ""
    return bool(_WISHES.search(thought.clause.folded) and _BUT.match(behind) and (refuses(behind) or not _VOLUNTEERS.search(behind)))


def _hangs_on_more(thought: Thought, index: int, letter: Letter) -> bool:
    """Whether an offer hangs on what stands behind it, "aber nur, wenn …", or on a question asked just before."""
    folded = thought.clause.folded
    if not (thought.task.shifts or HELP.search(folded) or SERVES.search(folded) or WORKED.search(folded)):
        return False
    asked = index > 0 and letter.thoughts[index - 1].asks and bool(_THEN_WOULD.match(folded))
    behind = letter.thoughts[index + 1 : index + 3]
    only = len(behind) == 2 and bool(_ONLY_IF.match(" ".join(one.clause.folded for one in behind)))
    return asked or (only and behind[1].sentence.number == thought.sentence.number and behind[1].conditional)


def _requests(thought: Thought) -> bool:
    """Whether a question is a wish to be put on or taken off the list."""
    return bool(any_of(r"(?:könnt ihr|kannst du|könntet ihr|können sie|würdet ihr) mich").search(thought.clause.folded))


def _help_of(thought: Thought, index: int, letter: Letter, offered: bool) -> Help:
    """The targets of one clause, what is said of them, and the doubt."""
    stance = thought.said.stance if thought.said else None
    work = _meant_work(thought, index, letter)
    hardly = _hardly_said(work, thought, index, letter)
    if hardly is not None:
        return hardly
    if work and ME.match(thought.clause.folded):
        return work, "offered", None
    if work and LEFT_TO_OTHERS.search(thought.clause.folded):
        return (), "none", None
    if work and _is_ready(thought, index, letter):
        return work, "offered", None
    pending = () if work or thought.own.events else _just_named(index, letter, same_sentence=True)
    if pending and thought.said and thought.said.certain and stance is Stance.YES:
        return pending, "offered", None
    if len(pending) == 1 and thought.short and thought.said and thought.said.certain and stance is Stance.NO:
        return (pending, "withdrawn", None) if PROMISED.search(thought.sentence.folded) else ((), "none", None)
    return _of_work(work, thought, index, letter, offered)


def _of_work(work: tuple[str, ...], thought: Thought, index: int, letter: Letter, offered: bool) -> Help:
    """What a clause comes to that names shifts, or none."""
    if work:
        refused = _refused(work, thought, index, letter)
        if refused is not None:
            return refused
    return _consented(work, thought, letter, offered)


def _meant_work(thought: Thought, index: int, letter: Letter) -> tuple[str, ...]:
    """The shifts of the clause, or those named just before where it only takes back or agrees: "Suppe? Mach ich."."""
    work = _work(thought, letter)
    if work:
        return work
    folded = thought.clause.folded
    promised = MY_HELP.search(folded) or (GIVEN.search(folded) and _FORESEEN.search(folded))
    if promised and (GIVES_UP.search(folded) or TAKES_BACK.search(folded)) and len(thought.events) == 1:
        return (_only_help(thought.events[0], letter) or thought.events[0],)
    takes_back = bool(TAKES_BACK.search(thought.clause.folded) or GIVES_UP.search(thought.clause.folded)) and not thought.own.events
    agrees = (thought.said is not None and thought.said.rule == "does_it") or bool(ME.match(thought.clause.folded))
    if takes_back or agrees:
        return _just_named(index, letter)
    return _just_named(index, letter, asked=True) if AGREES.match(thought.clause.folded) and not thought.own.events else ()


def _is_ready(thought: Thought, index: int, letter: Letter) -> bool:
    """Whether the writer is ready where help is needed: "Falls beim Abbau einer fehlt, ruft mich an"."""
    if not NEEDED.search(thought.clause.folded):
        return False
    behind = [one.clause.folded for one in letter.thoughts[index + 1 : index + 3] if one.sentence.number - thought.sentence.number <= 1]
    return any(READY.search(one) for one in behind) and not any(refuses(one) for one in behind)


def _refused(work: tuple[str, ...], thought: Thought, index: int, letter: Letter) -> Help | None:
    """What a clause comes to that names shifts without offering anything; None where it may be an offer."""
    folded = thought.clause.folded
    if is_about_somebody(folded) or (_THEIR_WORK.match(folded) and not _OURS.search(folded)):
        return (), None, "reading_doubts.on_behalf"
    if _takes_back(thought, index, letter):
        return work, "withdrawn", None
    if thought.said and thought.said.rule == "does_not_come" and not (HELP.search(folded) or ACTS.search(folded)):
        return (), None, None
    if refuses(folded) or (thought.said and thought.said.stance is Stance.NO):
        return (), "none", None
    return ((), None, None) if _only_mentions(thought) else None


def _only_mentions(thought: Thought) -> bool:
    """Whether the shift's words stand in a clause about being there, or about what the writer has, thinks or needs."""
    folded = thought.clause.folded
    said = thought.said
    if _ENJOYS.search(folded) and not (HELP.search(folded) or BRINGS.search(folded)):
        return True
    if said and said.rule in COMING_RULES and ONLY_COMES.search(folded) and not HELP.search(folded):
        return True
    if said and (said.rule == "brings_company" or (said.rule == "stays" and not _FOR_WORK.search(folded))):
        return True
    works = HELP.search(folded) or ACTS.search(folded) or BRINGS.search(folded) or TAKES_ON.search(folded) or HANDS_OVER.search(folded)
    return bool(STATES.search(folded)) and not works and not (said and said.stance is Stance.YES)


def _consented(work: tuple[str, ...], thought: Thought, letter: Letter, offered: bool) -> Help:
    """An offer for the shifts or, where none is named, for the event."""
    folded = thought.clause.folded
    stance = thought.said.stance if thought.said else None
    if len(words_of(folded)) > 18:
        return (), None, "reading_doubts.help_unclear" if work or HELP.search(folded) else None
    if not work and offers_lift(folded) and not refuses(folded) and not thought.conditional:
        return _lift(thought)
    if is_helped(folded) or not (VOICE.search(folded) or (work and (thought.short or stance is Stance.YES))):
        return (), None, None
    if work and UNSURE_HELP.search(folded):
        return (), None, "reading_doubts.help_depends"
    if work and _offers(thought, stance):
        return _judged(work, thought, stance)
    if not work and stance is not Stance.NO and not refuses(folded):
        return _general(thought, letter, stance, offered)
    return (), None, None


def _lift(thought: Thought) -> Help:
    """Free seats in the writer's car, for the one event that is meant."""
    plain = len(thought.events) == 1 and not thought.doubtful
    return (thought.events, "offered", None) if plain else ((), None, "reading_doubts.help_unclear")


def _just_named(index: int, letter: Letter, same_sentence: bool = False, asked: bool = False) -> tuple[str, ...]:
    """The shifts named just before without anything being said of them; with `asked` only by a question or a mere mention."""
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


def _work(thought: Thought, letter: Letter) -> tuple[str, ...]:
    """The shifts that the clause names, by their words, else by day and hour where the clause speaks of helping."""
    folded = thought.clause.folded
    if (OWN_USE.search(folded) and not HELP.search(folded)) or DONE.search(folded):
        return ()
    if thought.task.shifts:
        return thought.task.shifts
    helps = bool(HELP.search(folded) or SERVES.search(folded)) or bool(
        any_of(r"(?:\S+-)?schicht(?:en)?|vormittagsschicht|nachmittagsschicht").search(folded)
    )
    day = by_day(folded, letter.agenda)
    if day and helps:
        return day
    hours = (
        by_hour(folded, letter.agenda)
        if (any_of(r"(?:\S+-)?schicht(?:en)?|vormittagsschicht|nachmittagsschicht").search(folded) or _hours_are_shifts(letter))
        and not thought.task.worked
        else ()
    )
    return hours if hours and (helps or DOES.search(folded)) else ()


def _hours_are_shifts(letter: Letter) -> bool:
    """Whether the shifts are told apart by their hours alone."""
    return bool(letter.agenda.shifts) and all(any(char.isdecimal() for char in shift.title) for _, shift in letter.agenda.shifts)


def _offers(thought: Thought, stance: Stance | None) -> bool:
    folded = thought.clause.folded
    return (
        stance in (Stance.YES, Stance.PERHAPS)
        or bool(TAKES_ON.search(folded) or HANDS_OVER.search(folded))
        or (bool(DOES_ANYTHING.search(folded)) and not STATES.search(folded))
        or bool(HELP.search(folded) or DOES.search(folded) or BRINGS.search(folded))
        or thought.short
    )


def _judged(work: tuple[str, ...], thought: Thought, stance: Stance | None) -> Help:
    """An offer, unless it hangs on the writer's own plans: then a person asks back."""
    if stance is Stance.PERHAPS or meant_stance(thought) is Stance.PERHAPS or thought.conditional:
        return (), None, "reading_doubts.help_depends"
    if thought.short and not (
        stance
        or (DOES_ANYTHING.search(thought.clause.folded) and not STATES.search(thought.clause.folded))
        or HELP.search(thought.clause.folded)
        or DOES.search(thought.clause.folded)
        or BRINGS.search(thought.clause.folded)
        or TAKES_ON.search(thought.clause.folded)
        or HANDS_OVER.search(thought.clause.folded)
    ):
        return (), None, None
    return work, "offered", None


def _takes_back(thought: Thought, index: int, letter: Letter) -> bool:
    """Whether an earlier offer is withdrawn here or in the next clause or two."""
    folded = thought.clause.folded
    nearby = [one.clause.folded for one in letter.thoughts[index : index + 4] if one.clause.sentence - thought.clause.sentence <= 1]
    if GIVES_UP.search(folded):
        return True
    refused = any(TAKES_BACK.search(piece) for piece in nearby[:1])
    if refused and (PROMISED.search(letter.folded) or any_of(r"absagen|streicht|aus(?:tragen|steigen)|zurück\w*|raus\w*").search(folded)):
        return True
    return bool(PROMISED.search(folded)) and any(TAKES_BACK.search(piece) or UNWILLING.search(piece) for piece in nearby[1:3])


def _clauses_of(thought: Thought, letter: Letter) -> set[int]:
    """The clause and, behind a mere "ich hatte zugesagt", those that take it back."""
    if TAKES_BACK.search(thought.clause.folded):
        return {thought.clause.start}
    behind = [
        one
        for one in letter.thoughts
        if 0 <= one.clause.sentence - thought.clause.sentence <= 1 and one.clause.start > thought.clause.start
    ]
    back = [
        one.clause.start
        for one in behind
        if not one.own.named and (TAKES_BACK.search(one.clause.folded) or UNWILLING.search(one.clause.folded))
    ]
    return {thought.clause.start, *back[:1]}


def _general(thought: Thought, letter: Letter, stance: Stance | None, offered: bool) -> Help:
    """Help without a shift: bringing something, a piece of work that no shift lists, or plain helping."""
    folded = thought.clause.folded
    own_use = bool(OWN_USE.search(folded)) or (offered and bool(TOOLS.search(folded)))
    gives = bool(GIVEN.search(folded)) and bool(BRINGS.search(folded) or HANDS_OVER.search(folded)) and not own_use
    if _OWN_WORK.search(folded) or _is_excuse(thought, letter):
        return (), None, None
    piece = WORKED.search(folded)
    works = piece is not None and not is_word_for(piece.group(), letter.agenda.names) and not own_use
    works = works and bool(HELP.search(folded) or ACTS.search(folded))
    helps = bool(HELP.search(folded) or SERVES.search(folded)) and letter.context.mandate is None and not HELP_ELSEWHERE.search(folded)
    if not (gives or works or helps):
        unknown = bool(_BRINGS_ALONG.search(folded)) and not own_use
        people = company_in(folded) is not None or named_in(thought.clause.text) is not None or bool(_PERSONS.search(thought.clause.text))
        return ((), None, "reading_doubts.gift_unclear") if unknown and not people and not offered else ((), None, None)
    if thought.conditional or stance is Stance.PERHAPS:
        return (), None, "reading_doubts.help_depends"
    plain = len(thought.events) == 1 and _only_help(thought.events[0], letter) is not None
    vague = (
        bool(letter.agenda.shifts)
        and not _JUST_HELPS.match(letter.folded)
        and not (gives or works or plain or thought.own.events or SERVES.search(folded))
    )
    if vague or thought.doubtful or len(thought.events) != 1 or ANY_HELP.search(letter.folded) or _is_another_day(thought, letter):
        return (), None, "reading_doubts.help_unclear"
    if offered and not gives and not thought.own.events:
        return (), "none", None
    event = thought.events[0]
    return (_only_help(event, letter) or event,), "offered", None


def _is_another_day(thought: Thought, letter: Letter) -> bool:
    """Whether the clause names a day and the event that it seems to mean is on another."""
    days = [day for day in days_in(thought.clause.folded) if day.day is not None or day.weekday is not None]
    of_event = [that for one in letter.agenda.known if one.event.id == thought.events[0] for that in one.days]
    return bool(days) and not thought.own.events and not any(day.fits(that) for day in days for that in of_event)


def _is_excuse(thought: Thought, letter: Letter) -> bool:
    """Whether the clause tells why the writer stays away, right behind saying so: "Da bin ich raus, ich spiele in Halle Geige"."""
    before = [one for one in letter.thoughts if one.sentence.number == thought.sentence.number and one.clause.start < thought.clause.start]
    refused = any(one.said and one.said.stance is Stance.NO for one in before)
    return refused and not thought.own.events and not _INSTEAD.search(thought.clause.folded)


def _only_help(event_id: str, letter: Letter) -> str | None:
    """The event's one shift where that is plain help of any kind."""
    shifts = [shift for event, shift in letter.agenda.shifts if event == event_id]
    plain = len(shifts) == 1 and any_of(r"unterstütz\w*|hilfe|helfen|helfer\w*").search(fold(shifts[0].title))
    return shifts[0].id if plain else None
