"""Does the writer offer to help, to bring or to do something, or take an offer back?"""

from mailer.model.reading import Finding
from mailer.reading.answers.confidence import confidence_of
from mailer.reading.answers.gates import Gate
from mailer.reading.answers.gifts import FOOD, GIVEN, TOOLS, is_errand, is_given_to
from mailer.reading.answers.guests import PERSON
from mailer.reading.answers.helping import (
    ACTS,
    BRINGS,
    COMING_RULES,
    DOES,
    DOES_ANYTHING,
    HANDS_OVER,
    HELP,
    LEFT_TO_OTHERS,
    ME,
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
from mailer.reading.answers.lifts import LENDS_SEATS, is_helped, offers_lift
from mailer.reading.answers.meant_work import IS_READY, accepts, is_at_hand, is_ready, just_named, meant_work
from mailer.reading.answers.naming import NAMES_FOOD, brings_along, gives_by_name, is_verbless, takes_by_name
from mailer.reading.answers.open_help import BRINGS_ALONG, HELPS, INSTEAD, JUST_HELPS, Help, at_hand, event_back, lift, open_help
from mailer.reading.answers.parts import NOTHING, Part
from mailer.reading.answers.spare import given_before, things_before
from mailer.reading.answers.stances import Stance
from mailer.reading.answers.thoughts import Letter, Thought, meant_stance
from mailer.reading.answers.voice import is_about_somebody
from mailer.reading.answers.withdrawing import (
    WITHDRAWS,
    clauses_taken_back,
    event_taken_back,
    falls_through,
    had_promised,
    takes_back,
    was_only_meant,
)
from mailer.reading.answers.words import any_of, fold, words_of

_IS_SUPPOSED = any_of(r"\W*(?:ob|bis (?:dann|\w+tag|morgen|später|nachher|dahin)) .*")
_WHEREBY = any_of(
    r"\W*(?:wobei|womit|wo|wie|wann) (?:ich|wir) .*(?:helf\w*|unterstütz\w*|mach\w*|anpack\w*|einspring\w*"
    r"|bring\w*) .*(?:kann|könnte|können|soll|darf).*"
    r"|\W*(?:wobei|womit|wo|wie|wann) (?:ich|wir) (?:helfen|unterstützen|anpacken|einspringen|mitmachen) (?:kann|könnte|können|soll"
    r"|darf)\W*"
)
_WISHES = any_of(r"(?:würde?|hätte|täte|wollte)(?: [\w'.-]+){0,6}? (?:gern\w*|eigentlich|ja)(?: [\w'.-]+){0,6}?")
_BUT = any_of(r"\W*(?:aber|nur|doch|leider|jedoch|allerdings).*")
_VOLUNTEERS = any_of(r"mach\w*|helf\w*|übernehm\w*|bring\w*|komm\w*")
_THEN_WOULD = any_of(r"\W*dann (?:würde?|könnte?|würd) .*")
_ONLY_IF = any_of(r"\W*(?:aber )?nur(?:,)? (?:wenn|falls|sofern) .*")
_ENJOYS = any_of(
    r"(?:will|möchte|hätte gern\w*) (?:\w+ )?(?:kuchen|kaffee|torte|plätzchen|stollen|suppe|waffeln?|\w*wurst|glühwein)(?= ?$)"
    r"|freu\w* (?:mich|uns)|gespannt|lust auf|verdrück\w*|plünder\w*|schlemm\w*|mampf\w*|stärk\w*|esse?|trinke?|nasche?|genieße?|futtere?"
    r"|probiere?|hunger|appetit|schmecken|lecker\w*"
)
_THEIR_WORK = any_of(rf"\W*(?:und |aber |auch )?(?:mein|meine|unser|unsere) (?:\w+ )?{PERSON} (?!und )\w+t(?= |$).*")
_THEIR_PLURAL = any_of(
    r"\W*(?!ich |wir )\w+ und (?!ich |wir )(?:\w+ )?\w+ (?:übernehmen|machen|helfen|bringen|backen|stehen|kommen|sitzen|wollen|können"
    r"|würden|werden) .*"
)
_READS = any_of(
    r"(?:lese?|lesen|durchlesen|nachlesen|studiere|bekomme|erhalte|schickt?)(?: [\w'.-]+){0,4}? \w*protokoll\w*|\w*protokoll\w* (?:vom|der"
    r"|von|des) (?:letzt|vorig|vergangen)\w*"
    r"|nehme? ich (?:\w+ )?(?:ohne|mit|vegan\w*|vegetarisch\w*)|(?:ohne|mit) (?:senf|ketchup|zucker|milch|sahne)(?= ?$)"
)
_ARRIVES_THEN = any_of(
    r"(?:komme?|bin|da|sind|kommen)(?: [\w'.:-]+){0,5}? (?:zum|zur|ab|mit) (?:einlass|anmeldung)|(?:zum|zur) (?:einlass"
    r"|anmeldung) (?:komme?|bin|da)"
)
_THEIRS = any_of(
    r"(?:im|in meinem|in unserem) (?:garten|stadion|schreber\w+|kleingarten|betrieb|theater|verein)|bei (?:mein|unser)\w* \w+|an (?:dem"
    r"|diesem) (?:tag|abend"
    r"|nachmittag|vormittag|wochenende)|mit (?:mein|unser)\w* (?:\w+ )?(?:enkel\w*|kind\w*|tochter|sohn|familie)|mein\w* eigene\w*"
    r"|zu ?hause|daheim"
    r"|für (?:mein|unser)\w*|in (?:der|meiner|unserer) (?:schule|kita|firma|gemeinde|kirche)|beim (?:schul|feuerwehr|vereins|schützen"
    r"|kirchen)\w*"
)
_FOR_OTHERS = any_of(
    r"für (?:den|die|das) (?:kindergarten|kita|schule|schul\w+|hort|klasse|gemeinde|kirche\w*|feuerwehr|sportverein|chor|elternabend"
    r"|arbeit|kollegen)"
)
_OURS_THEN = any_of(
    r"kann|könnte|können|zusammen|euch|für (?:das|die|den|alle)|fürs|zum|zur|mitbring\w*|mit(?= ?$)|vorbei|dafür|aber"
    r"|trotzdem|allerdings|auch|gern\w*"
)
_IS_FINE = any_of(
    r"(?:ist|sind|wäre) (?:gar |überhaupt |für mich |auch )*(?:kein (?:problem|thema|ding)|gebucht|gebongt|ehrensache|selbstverständlich"
    r"|drin)"
)
_SEES_US = any_of(r"(?:sehen|sieht|treffen) (?:wir|man) (?:uns|sich)")
_DOES_NOT_COME = any_of(r"(?:nicht|weder) (?:\w+ )?(?:kommen|teilnehmen|dabei sein|da sein|mitkommen|erscheinen|dabeisein)")
_WE_DO = any_of(r"\W*(?:und |auch |dann |dafür )*(?:bring|helf|back|koch|mach|übernehm|spendier|stell|schmier|besorg)en .*")
_YES_TO_WORK = any_of(
    r"[\w' .:-]{3,40} (?:ja|jo|gern|gerne|klar|logo|okay|ok|immer|unbedingt|sicher|geht klar|machen wir|check)"
    r"(?: klar| gern\w*| bitte| natürlich| doch)*\W*$"
)
_OURS = any_of("ich|wir|mich|uns|mir")
_FOR_WORK = any_of(r"zum|zur|beim|bei der|für (?:den|die|das)|fürs|helf\w*|mithelf\w*")
_REQUEST = any_of(r"(?:könnt ihr|kannst du|könntet ihr|können sie|würdet ihr) mich")
_HELP_PROMISED = any_of(
    r"(?:hatte|hab|habe)(?: [\w'.,-]+){0,10}? (?:gemeldet|versprochen|angeboten|angekündigt|eingeteilt)"
    r"|(?:gemeldet|eingetragen|versprochen|angeboten|angekündigt) (?:hatte|hab|habe)|bin eingeteilt|mein angebot"
)
_FOR_ALL = any_of(r"glücksrad|\w*ballons?|schminke|\w*spiele?|\w*musik\w*|gitarre|akkordeon|für den sperrmüll")
_OF_HELP = Gate(*HELPS, *WITHDRAWS, *LENDS_SEATS, *NAMES_FOOD, *IS_READY, _WHEREBY, _IS_SUPPOSED, _WISHES)
_FEW = 7  # words of a clause that leaves its verb to the one before


def volunteer_of(letter: Letter, so_far: Part) -> Part:
    """What the writer will do for an event or no longer does, from the clauses that say nothing else."""
    offers: dict[str, Finding] = {}
    doubts: list[str] = []
    loose: list[str] = []
    used: set[int] = set()
    if not letter.agenda.known:
        return NOTHING
    for index, thought in enumerate(letter.thoughts):
        if (
            thought.clause.start in so_far.clauses
            or thought.sentence.number in so_far.sentences
            or (thought.asks and not _requests(thought))
            or not may_speak_of_help(thought, letter)
        ):
            continue
        targets, answer, doubt = help_of(thought, index, letter, bool(offers))
        if not (answer or doubt) and _goes_on(thought, index, letter, used):
            targets, answer = thought.task.shifts, next(reversed(offers.values())).answer if offers else None
        beside = not answer and not doubt and brings_along(thought, index, letter)
        if beside:
            targets, answer, doubt = lift(thought)
        elif answer or doubt:
            used |= _spent(targets, answer, thought, index, letter)
        (loose if JUST_HELPS.match(thought.clause.folded) else doubts).extend([doubt] if doubt else [])
        for target in targets if answer in {"offered", "withdrawn"} else ():
            doubts += ["reading_doubts.help_unclear"] if target in offers and offers[target].answer != answer else []
            rule = f"volunteer.{answer}"
            words = thought.clause.text
            offers[target] = Finding("volunteer", target=target, answer=answer, confidence=confidence_of(rule), evidence=words, rule=rule)
    doubts += loose if not offers else []
    kept = [one for one in offers.values() if not _serves_a_shift(one, offers, letter)]
    if not (offers or doubts or so_far.findings) and _HELP_PROMISED.search(letter.folded):
        doubts.append("reading_doubts.help_unclear")
    return Part(tuple(kept), tuple(doubts), clauses=frozenset(used))


def may_speak_of_help(thought: Thought, letter: Letter) -> bool:
    """Whether a clause may offer help or take it back: it holds words of either, or shifts were asked for, each of which has its own."""
    return bool(letter.agenda.shifts) or _OF_HELP.opens(thought.clause.folded) or had_promised(thought.sentence.folded)


def _spent(targets: tuple[str, ...], answer: str | None, thought: Thought, index: int, letter: Letter) -> set[int]:
    """The clauses that help was read from, which say nothing else; a refusal to come beside help taken back is left to be read."""
    if answer == "withdrawn":
        comes_not = bool(_DOES_NOT_COME.search(thought.clause.folded))
        return clauses_taken_back(thought, letter) - ({thought.clause.start} if comes_not else set())
    beside = things_before(thought, index, letter) | _asked_before(targets, thought, index, letter) if answer == "offered" else set()
    return {thought.clause.start, *beside}


def _asked_before(targets: tuple[str, ...], thought: Thought, index: int, letter: Letter) -> set[int]:
    """Where the shifts that are taken on here were named by a question or a mere mention: "Getränke ausgeben? Gern."."""
    if thought.task.shifts:
        return set()
    near = [one for one in letter.thoughts[:index] if thought.sentence.number - one.sentence.number <= 1 and (one.asks or one.short)]
    return {one.clause.start for one in near if one.task.shifts and set(one.task.shifts) <= set(targets) and not one.said}


def _goes_on(thought: Thought, index: int, letter: Letter, used: set[int]) -> bool:
    """Whether the clause names a shift without a verb behind help of the same sentence: "Am 16. mach ich die erste, am 23. die zweite"."""
    before = letter.thoughts[index - 1] if index else None
    if before is None or before.sentence.number != thought.sentence.number or before.clause.start not in used or thought.said:
        return False
    few = len(words_of(thought.clause.folded)) <= _FEW and not INSTEAD.search(thought.clause.folded)
    return bool(thought.task.shifts) and few and is_verbless(thought.clause.folded)


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
    return bool(GIVEN.search(told) or TOOLS.search(told) or BRINGS_ALONG.search(told)) and not _FOR_ALL.search(told)


def _hardly_said(work: tuple[str, ...], thought: Thought, index: int, letter: Letter) -> Help | None:
    """What a clause comes to that only supposes or wishes help, or leaves open which; None for any other."""
    if _WHEREBY.match(thought.clause.folded):
        return (), None, "reading_doubts.help_unclear"
    if _IS_SUPPOSED.match(thought.clause.folded) or _would_but(thought, index, letter):
        return (), None if thought.said and thought.said.stance is Stance.PERHAPS else "none", None
    if (len(work) > 1 and "oder" in words_of(thought.clause.folded)) or _hangs_on_more(thought, index, letter):
        return (), None, "reading_doubts.help_depends"
    return None


def _would_but(thought: Thought, index: int, letter: Letter) -> bool:
    """Whether the clause only wishes to help and the next tells why not: "Ich würde gern helfen, aber …"."""
    if index + 1 == len(letter.thoughts) or not _WISHES.search(thought.clause.folded):
        return False
    behind = letter.thoughts[index + 1].clause.folded
    return bool(_BUT.match(behind) and (refuses(behind) or not _VOLUNTEERS.search(behind)))


def _hangs_on_more(thought: Thought, index: int, letter: Letter) -> bool:
    """Whether an offer hangs on what stands behind it, "aber nur, wenn …", or on a question asked just before."""
    folded = thought.clause.folded
    behind = letter.thoughts[index + 1 : index + 3]
    only = len(behind) == 2 and behind[1].conditional and behind[1].sentence.number == thought.sentence.number
    only = only and bool(_ONLY_IF.match(" ".join([one.clause.folded for one in behind])))
    if not only and not (index and letter.thoughts[index - 1].asks and _THEN_WOULD.match(folded)):
        return False
    return bool(thought.task.shifts or HELP.search(folded) or SERVES.search(folded) or WORKED.search(folded))


def _requests(thought: Thought) -> bool:
    """Whether a question is a wish to be put on or taken off the list."""
    return bool(_REQUEST.search(thought.clause.folded))


def help_of(thought: Thought, index: int, letter: Letter, offered: bool) -> Help:
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
    if _THEIR_PLURAL.match(thought.clause.folded) and not _OURS.search(thought.clause.folded):
        return (), None, "reading_doubts.on_behalf"
    if ME.match(thought.clause.folded) or accepts(thought, index, letter):
        return work, "offered", None
    if _YES_TO_WORK.match(thought.clause.folded) and thought.short and not thought.said and not thought.conditional:
        return ((), None, None) if refuses(thought.clause.folded) else (work, "offered", None)
    if LEFT_TO_OTHERS.search(thought.clause.folded):
        return (work, "withdrawn", None) if takes_back(thought, index, letter) else ((), "none", None)
    ready = is_ready(thought, index, letter) or takes_by_name(thought, index, letter)
    return (work, "offered", None) if ready else None


def _of_event(thought: Thought, index: int, letter: Letter) -> Help | None:
    """Help that names no shift, taken back or held ready; None where it is neither."""
    if event_taken_back(thought, letter):
        return event_back(thought, letter)
    given = given_before(thought, index, letter) or gives_by_name(thought, index, letter)
    if given:
        return given, "offered", None
    return at_hand(thought, letter) if is_at_hand(thought, index, letter) else None


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
    if _taken_back_beside(work, thought, letter):
        return (), None, None
    if was_only_meant(thought, index, letter) or falls_through(folded):
        return (), None, "reading_doubts.help_unclear"
    if thought.said and thought.said.rule == "does_not_come" and not (HELP.search(folded) or ACTS.search(folded)):
        return (), None, None
    if refuses(folded) or (thought.said and thought.said.stance is Stance.NO):
        return (), None if _DOES_NOT_COME.search(folded) else "none", None
    if _is_theirs(thought, letter):
        return (), None, "reading_doubts.help_unclear"
    if _SEES_US.search(folded) or any_of(r"tausche?n?").search(folded) or (_ARRIVES_THEN.search(folded) and not HELP.search(folded)):
        return (), None, "reading_doubts.help_unclear"
    return ((), None, None) if _READS.search(folded) or _only_mentions(thought) else None


def _is_theirs(thought: Thought, letter: Letter) -> bool:
    """Whether the work is done elsewhere, for the writer's own people or as the reason to stay away: "da grillen wir bei meinen Eltern"."""
    folded = thought.clause.folded
    if _FOR_OTHERS.search(folded):
        return True
    if HELP.search(folded) or _OURS_THEN.search(folded):
        return False
    before = [one for one in letter.thoughts if one.sentence is thought.sentence and one.clause.start < thought.clause.start]
    refused = any(one.said and one.said.stance is Stance.NO for one in before) and folded.startswith(
        ("da ", "ich ", "wir ", "weil ", "denn ")
    )
    return bool(refused or (_THEIRS.search(folded) and not thought.own.events))


def _taken_back_beside(work: tuple[str, ...], thought: Thought, letter: Letter) -> bool:
    """Whether another clause of the sentence takes the same shifts back."""
    beside = [(place, one) for place, one in enumerate(letter.thoughts) if one.sentence is thought.sentence and one is not thought]
    return any(set(work) <= set(one.task.shifts) and takes_back(one, place, letter) for place, one in beside)


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
        return lift(thought)
    ours = (_WE_DO.match(folded) and "wir" in words_of(thought.sentence.folded)) or (work and _IS_FINE.search(folded))
    if is_helped(folded) or not (VOICE.search(folded) or ours or (work and (thought.short or stance is Stance.YES))):
        return (), None, None
    if work and UNSURE_HELP.search(folded):
        return (), None, "reading_doubts.help_depends"
    if work and _offers(thought, stance):
        return _judged(work, thought, stance)
    if not work and stance is not Stance.NO and not refuses(folded):
        return open_help(thought, letter, stance, offered)
    return (), None, None


def _offers(thought: Thought, stance: Stance | None) -> bool:
    folded = thought.clause.folded
    return stance in (Stance.YES, Stance.PERHAPS) or _does_work(folded) or thought.short


def _does_work(folded: str) -> bool:
    """Whether a verb of helping, doing, bringing or taking on stands in the folded clause."""
    if (DOES_ANYTHING.search(folded) and not STATES.search(folded)) or HELP.search(folded) or DOES.search(folded):
        return True
    return bool(BRINGS.search(folded) or TAKES_ON.search(folded) or HANDS_OVER.search(folded))


def _judged(work: tuple[str, ...], thought: Thought, stance: Stance | None) -> Help:
    """An offer, unless it hangs on the writer's own plans: then a person asks back."""
    if stance is Stance.PERHAPS or meant_stance(thought) is Stance.PERHAPS or thought.conditional:
        return (), None, "reading_doubts.help_depends"
    if thought.short and not (stance or _does_work(thought.clause.folded)):
        return (), None, None
    return work, "offered", None
