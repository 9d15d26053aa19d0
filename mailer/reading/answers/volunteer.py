"""Does the writer offer to help, to bring or to do something, or take an offer back?"""

import re

from mailer.model.reading import Finding
from mailer.reading.answers.agenda import is_word_for
from mailer.reading.answers.confidence import confidence_of
from mailer.reading.answers.days import days_in
from mailer.reading.answers.gifts import FOOD, GIVEN, OWN_USE, TOOLS, is_errand, is_given_to
from mailer.reading.answers.guests import PERSON, company_in, named_in
from mailer.reading.answers.helping import (
    ACTS,
    ANY_HELP,
    BRINGS,
    COMING_RULES,
    DOES,
    DOES_ANYTHING,
    HANDS_OVER,
    HELP,
    HELP_ELSEWHERE,
    LEFT_TO_OTHERS,
    ME,
    MY_HELP,
    ONLY_COMES,
    PROMISED,
    SERVES,
    STATES,
    TAKES_ON,
    UNSURE_HELP,
    VOICE,
    WORKED,
    refuses,
)
from mailer.reading.answers.lifts import is_helped, offers_lift
from mailer.reading.answers.meant_work import is_at_hand, is_ready, just_named, meant_work, only_help
from mailer.reading.answers.naming import brings_along, takes_by_name
from mailer.reading.answers.parts import Part
from mailer.reading.answers.shifts import by_day, by_hour
from mailer.reading.answers.stances import Stance
from mailer.reading.answers.thoughts import Letter, Thought, meant_stance
from mailer.reading.answers.voice import is_about_somebody
from mailer.reading.answers.withdrawing import clauses_taken_back, event_taken_back, falls_through, takes_back, was_only_meant
from mailer.reading.answers.words import any_of, fold, words_of

_IS_SUPPOSED = any_of(r"\W*(?:ob|bis (?:dann|\w+tag|morgen|später|nachher|dahin)) .*")
_WISHES = any_of(r"(?:würde?|hätte|täte|wollte)(?: [\w'.-]+){0,6}? (?:gern\w*|eigentlich|ja)(?: [\w'.-]+){0,6}?")
_BUT = any_of(r"\W*(?:aber|nur|doch|leider|jedoch|allerdings).*")
_VOLUNTEERS = any_of(r"mach\w*|helf\w*|übernehm\w*|bring\w*|komm\w*")
_THEN_WOULD = any_of(r"\W*dann (?:würde?|könnte?|würd) .*")
_ONLY_IF = any_of(r"\W*(?:aber )?nur(?:,)? (?:wenn|falls|sofern) .*")
_INSTEAD = any_of(r"aber|dafür|trotzdem|allerdings|euch|jedoch|stattdessen|sondern|gern\w*|auch")
_ENJOYS = any_of(r"esse?|trinke?|nasche?|genieße?|futtere?|probiere?|hunger|appetit|schmecken|lecker\w*")
_THEIR_WORK = any_of(rf"\W*(?:und |aber |auch )?(?:mein|meine|unser|unsere) (?:\w+ )?{PERSON} (?!und )\w+t(?= |$).*")
_OURS = any_of("ich|wir|mich|uns|mir")
_FOR_WORK = any_of(r"zum|zur|beim|bei der|für (?:den|die|das)|fürs|helf\w*|mithelf\w*")
_JUST_HELPS = any_of(r"\W*(?:ja |gern |klar )?(?:ich|wir) helfen?(?: gern\w*| mit| auch)*\W*$")
_OWN_WORK = any_of(r"(?:steh|stehe|sitz|sitze)(?= |$)|(?:gebe?|geb)(?: [\w'.:-]+){0,9}? (?:ab|auf|zurück)(?= ?$)|geschichten?|gedicht\w*")
_BRINGS_ALONG = any_of(r"(?:bring|bringe|bringen)(?: [\w'-]+){0,8}? mit|mitbringen")
_BESIDE_SHIFTS = any_of(
    r"könnt ihr|dürft ihr|fotografier\w*|filme?|fotos?|film|musik\w*|auftritt|band|chor|akkordeon|gitarre|klavier|geige|trompete"
    r"|flöte|glücksrad|\w*ballons?"
    r"|schminke?|\w*spiele?|moderier\w*|moderation|protokoll\w*|vortrag|dolmetsch\w*|übersetz\w*|erste hilfe|sanitäts\w*"
    r"|lese?(?: \w+){0,5} vor"
)  # what comes to an event beside all its shifts
_HELP_PROMISED = any_of(
    r"(?:hatte|hab|habe)(?: [\w'.,-]+){0,10}? (?:gemeldet|versprochen|angeboten|angekündigt|eingeteilt)"
    r"|(?:gemeldet|eingetragen|versprochen|angeboten|angekündigt) (?:hatte|hab|habe)|bin eingeteilt|mein angebot"
)
_FOR_ALL = any_of(r"glücksrad|\w*ballons?|schminke|\w*spiele?|\w*musik\w*|gitarre|akkordeon|für den sperrmüll")
_FOR_SOMETHING = any_of(r"(?:für|an|bei|beim|zum|am) (?!euch|uns|den|das|die|der|dem)[\w-]+")
_THAT_THING = any_of(
    r"(?:bring|bringe|stell|stelle)(?: (?:ich|wir))? (?:ihn|sie|es|den|die|das)(?: [\w'.-]+){0,4} (?:mit|hin|vorbei)|(?:zwei|drei"
    r"|vier|\d+) sorten|\W*(?:den|die|das|bring|bringe) .*bringe? (?:ich|wir) .*mit"
)
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
        beside = not answer and not doubt and brings_along(thought, index, letter)
        if beside:
            targets, answer, doubt = _lift(thought)
        elif answer or doubt:
            used |= clauses_taken_back(thought, letter) if answer == "withdrawn" else {thought.clause.start}
        doubts += [doubt] if doubt else []
        for target in targets if answer in {"offered", "withdrawn"} else ():
            doubts += ["reading_doubts.help_unclear"] if target in offers and offers[target].answer != answer else []
            offers[target] = Finding(
                "volunteer",
                target=target,
                answer=answer,
                confidence=confidence_of(f"volunteer.{answer}"),
                evidence=thought.clause.text,
                rule=f"volunteer.{answer}",
            )
    kept = [one for one in offers.values() if not _serves_a_shift(one, offers, letter)]
    if not (offers or doubts or so_far.findings) and letter.agenda.known and _HELP_PROMISED.search(letter.folded):
        doubts.append("reading_doubts.help_unclear")
    return Part(tuple(kept), tuple(doubts), clauses=frozenset(used))


def _serves_a_shift(gift: Finding, offers: dict[str, Finding], letter: Letter) -> bool:
    """Whether what is brought to an event is for the shift that the writer takes there: "Einräumen gern, ich bringe die Sackkarre mit"."""
    taken = [
        shift
        for event, shift in letter.agenda.shifts
        if event == gift.target and shift.id in offers and offers[shift.id].answer == "offered"
    ]
    if not taken or gift.answer != "offered":
        return False
    told = fold(gift.evidence)
    if FOOD.search(told):
        return any(is_given_to(f"bringe {told}", fold(shift.title)) or FOOD.search(fold(shift.title)) for shift in taken)
    return bool(GIVEN.search(told) or TOOLS.search(told) or _BRINGS_ALONG.search(told)) and not _FOR_ALL.search(told)


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
    work = meant_work(thought, index, letter)
    hardly = _hardly_said(work, thought, index, letter)
    if hardly is not None:
        return hardly
    plain = _plainly(work, thought, index, letter) if work else _of_event(thought, index, letter)
    if plain is not None:
        return plain
    pending = () if work or thought.own.events else just_named(index, letter, same_sentence=True)
    if pending and thought.said and thought.said.certain and stance is Stance.YES:
        return pending, "offered", None
    if len(pending) == 1 and thought.short and thought.said and thought.said.certain and stance is Stance.NO:
        return (pending, "withdrawn", None) if PROMISED.search(thought.sentence.folded) else ((), "none", None)
    return _of_work(work, thought, index, letter, offered)


def _plainly(work: tuple[str, ...], thought: Thought, index: int, letter: Letter) -> Help | None:
    """What is said of the shifts whatever the verb: taken with a mere "ich", left to others, or merely named; None where none of these."""
    if ME.match(thought.clause.folded):
        return work, "offered", None
    if LEFT_TO_OTHERS.search(thought.clause.folded):
        return (work, "withdrawn", None) if takes_back(thought, index, letter) else ((), "none", None)
    ready = is_ready(thought, index, letter) or takes_by_name(thought, index, letter)
    return (work, "offered", None) if ready else None


def _of_event(thought: Thought, index: int, letter: Letter) -> Help | None:
    """Help that names no shift, taken back or held ready; None where it is neither."""
    if event_taken_back(thought, index, letter):
        return _event_back(thought, letter)
    return _at_hand(thought, letter) if is_at_hand(thought, index, letter) else None


def _of_work(work: tuple[str, ...], thought: Thought, index: int, letter: Letter, offered: bool) -> Help:
    """What a clause comes to that names shifts, or none."""
    if work:
        refused = _refused(work, thought, index, letter)
        if refused is not None:
            return refused
    return _consented(work, thought, letter, offered)


def _refused(work: tuple[str, ...], thought: Thought, index: int, letter: Letter) -> Help | None:
    """What a clause comes to that names shifts without offering anything; None where it may be an offer."""
    folded = thought.clause.folded
    if is_about_somebody(folded) or (_THEIR_WORK.match(folded) and not _OURS.search(folded)):
        return (), None, "reading_doubts.on_behalf"
    if takes_back(thought, index, letter):
        return work, "withdrawn", None
    if was_only_meant(thought, index, letter) or falls_through(folded):
        return (), None, "reading_doubts.help_unclear"
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
    if is_errand(folded):
        return (), None, None
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


def _event_back(thought: Thought, letter: Letter) -> Help:
    """Help that no shift lists, withdrawn for the one event that is meant."""
    if len(thought.events) != 1 or thought.doubtful:
        return (), None, "reading_doubts.help_unclear"
    event, folded = thought.events[0], thought.clause.folded
    own = only_help(event, letter) if MY_HELP.search(folded) else None
    food = [shift.id for at, shift in letter.agenda.shifts if at == event and is_given_to(f"bringe {folded}", fold(shift.title))]
    return (own or (food[0] if len(food) == 1 else event),), "withdrawn", None


def _at_hand(thought: Thought, letter: Letter) -> Help:
    """Help of any kind: for the shift on the day that is named, else for the one event that is meant."""
    folded = thought.clause.folded
    at_time = by_day(folded, letter.agenda) or by_hour(folded, letter.agenda, thought.events)
    if len(at_time) == 1:
        return at_time, "offered", None
    if len(thought.events) != 1 or thought.doubtful or at_time or (_FOR_SOMETHING.search(folded) and not thought.own.events):
        return (), None, "reading_doubts.help_unclear"
    return (only_help(thought.events[0], letter) or thought.events[0],), "offered", None


def _lift(thought: Thought) -> Help:
    """Free seats in the writer's car, for the one event that is meant."""
    plain = len(thought.events) == 1 and not thought.doubtful
    return (thought.events, "offered", None) if plain else ((), None, "reading_doubts.help_unclear")


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


def _general(thought: Thought, letter: Letter, stance: Stance | None, offered: bool) -> Help:
    """Help without a shift: bringing something, a piece of work that no shift lists, or plain helping."""
    folded = thought.clause.folded
    own_use = bool(OWN_USE.search(folded)) or (offered and bool(TOOLS.search(folded)))
    gives = bool(GIVEN.search(folded)) and bool(BRINGS.search(folded) or HANDS_OVER.search(folded)) and not own_use
    if _OWN_WORK.search(folded) or is_errand(folded) or _is_excuse(thought, letter):
        return (), None, None
    piece = WORKED.search(folded)
    works = piece is not None and not is_word_for(piece.group(), letter.agenda.names) and not own_use
    works = works and bool(HELP.search(folded) or ACTS.search(folded))
    helps = bool(HELP.search(folded) or SERVES.search(folded)) and letter.context.mandate is None and not HELP_ELSEWHERE.search(folded)
    if not (gives or works or helps):
        unknown = bool(_BRINGS_ALONG.search(folded)) and not own_use
        people = company_in(folded) is not None or named_in(thought.clause.text) is not None or bool(_PERSONS.search(thought.clause.text))
        if not unknown or people or offered:
            return (), None, None
        place = letter.thoughts.index(thought)
        before = letter.thoughts[place - 1] if place else None
        if before and _THAT_THING.search(folded) and not before.asks and (before.task.shifts or GIVEN.search(before.clause.folded)):
            return (before.task.shifts or thought.events[:1]), "offered", None
        return (), None, "reading_doubts.gift_unclear"
    if thought.conditional or stance is Stance.PERHAPS:
        return (), None, "reading_doubts.help_depends"
    plain = len(thought.events) == 1 and only_help(thought.events[0], letter) is not None
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
    clear = gives or works or (bool(thought.own.events) and bool(HELP.search(folded)))
    if any(at == event for at, _ in letter.agenda.shifts) and not (
        plain or clear or _BESIDE_SHIFTS.search(folded) or _JUST_HELPS.match(letter.folded)
    ):
        return (), None, "reading_doubts.help_unclear"
    return (only_help(event, letter) or event,), "offered", None


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
