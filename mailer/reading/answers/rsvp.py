"""Does the writer come, with how many people, and to which event?"""

from dataclasses import replace

from mailer.model.reading import Finding
from mailer.reading.answers.agreement import Answer, merged, without_retracted
from mailer.reading.answers.arrival import arrives_for_help, tells_a_time
from mailer.reading.answers.clauses import Sentence
from mailer.reading.answers.companions import people_in, pointed_at, points_back
from mailer.reading.answers.confidence import confidence_of
from mailer.reading.answers.guests import Company, company_in, is_mere_company, listed_in, named_in, signed_by_two
from mailer.reading.answers.leaving import speaks_of_leaving
from mailer.reading.answers.meaning import is_over
from mailer.reading.answers.parts import Part
from mailer.reading.answers.question import opens_question
from mailer.reading.answers.stances import Stance
from mailer.reading.answers.thoughts import Letter, Thought, meant_stance
from mailer.reading.answers.voice import is_about_somebody, registers_members
from mailer.reading.answers.words import any_of, fold

_ONE_DAY = any_of(r"(?:am )?(?:freitag|samstag|sonnabend|sonntag|montag)(?:s|abend|vormittag|nachmittag|früh)?(?! (?:und|bis|auf))")
_IF_SO = any_of(r"^\W*(?:dann|in dem fall|(?:wenn|falls) (?:ja|nein|nicht|so))")
_IF_NOT = any_of(r"^\W*(?:sonst|ansonsten|ohne|wenn (?:ja|nein|nicht)|falls nicht)(?! (?:mich|uns))")
_PUT_OFF = any_of(r"(?:melde?|sage?|schreibe?|gebe?)(?: ich| wir)?(?: \w+){0,3}? (?:mich|uns|bescheid|noch|nochmal|was|euch|später)")
_GOING = {"travels", "coming_frame", "drops_in", "goes_to_topic"}
_TRAVELS = any_of(r"fahre?n?(?: [\w'.-]+){0,9}? (?:hin|los|rüber|runter|nach \w+)")
_BARE_NO = {"no", "no_to_topic", "yes", "not_for_me"}
_OFF_A_LIST = {
    "calls_off",
    "strikes_out",
    "no",
    "no_to_topic",
    "takes_back",
    "cannot",
    "not_there",
    "stays_away",
}  # beside the wish for no more mail
_NEVER = any_of("nie|ohnehin|sowieso|eh")
_OF_THE_WORK = {
    "puts_on_list", "takes_back", "crosses_out", "yes_to_topic", "coming_frame", "does_it", "calls_off", "sends_substitute", "skips",
    "only_if", "speaks_there", "see_you", "partly",
}  # fmt: skip
_WEAK = {"rsvp.looks_forward", "rsvp.see_you", "rsvp.only_if"}
_BESIDE_HELP = {"partly", "only_if", "see_you", "speaks_there"}  # beside an offer of help these tell when and how it is kept
_TOLD = any_of(r"erzähl\w*")  # an event at which stories are told
_OF_HELP = any_of(r"helfer\w*|hilfe|mithilfe|helfen|mithelfen|schichten?|dienste|arbeitsdienst\w*")
_NEEDED = any_of("braucht|brauchen|gebraucht|fehlt|fehlen|bedarf")
_OWN = any_of("ich|wir")
_WE = any_of("wir")
_COMES_ALONG = any_of(
    r"(?:kommt|kommen|fährt|fahren|reist|bringe?|nehme?)(?: (?!nicht|nie|nur)[\w-]+){0,5}? mit(?= ?$| (?:zum|zur|am|hin|dazu)(?: |$))"
    r"|ich (?:reise|komme?)(?: \w+){0,3}? mit (?:assistenz|begleitung|\w+begleitung|meine\w*)|bleibt (?:auch|als gast|dabei)"
)
_AS_ONE = any_of("gemeinsam|zusammen|miteinander|beide|zu zweit|alle|als paar|im doppelpack")
_WISHES = any_of(r"(?:würde?|wäre|möchte|käme|davon)(?: [\w'.:-]+){0,8}? (?:gern\w*|so gern\w*|ab)|davon hängt")
_BRINGS_PEOPLE = any_of(
    r"(?:bringe?|bringen|nehme?|\d ?pers\w*|leute|personen|köpfe|insgesamt|zu (?:zweit|dritt|viert|fünft)|kommt|kommen|fährt|auch|ooch"
    r"|mit|begleit\w*|plus|\+1|wir|ohne)"
)
_IF = any_of(r"\W*(?:und |aber |also )?(?:falls|wenn|sollte|sofern|ob).*")
_NAMES_THEM = any_of(r"\W*(?:und |also |aber |nur |auch |und zwar |kommen |sind |wären )*(?:wir|mit|samt|mein\w*|unser\w*).*")
_FOR_ITSELF = any_of("auch|selbst|natürlich|dabei|teil|gern|gerne|sowieso|danach|bleibe?|trotzdem|kommen tu|aber")
_HOW = any_of(
    r"komme? (?:halt|dann|also|dazu|mit (?:der|dem|meinem)|um|gegen|ab)|bin (?:dann )?(?:um|ab|gegen|schon)|werde? (?:um|ab"
    r"|gegen)|freue|passt|geht|klappt"
)
_MORE = any_of("auch(?! ohne)|außerdem|zusätzlich|ebenfalls|noch|dafür|fürs|zum|zur|beim|doch")
_UNCLEAR = "reading_doubts.event_unclear"
_OF_PRESENCE = any_of(r"bleib\w*|komm\w*|dabei\w*|teilnehm\w*|hingeh\w*|schaff\w*")
_OUTRIGHT = {"is_there", "comes", "takes_part"}
_OF_EVENT = {"off_for_topic", "falls_through", "verdict"}  # asked, these are about the event: "Das Fest fällt aus, stimmt das?"
_OF_ME = any_of("ich|wir|mir|mich|uns")
_DOUBTS_OF_HELP = {"open", "depends", "perhaps", "not_known", "no_promise", "whether"}


def rsvp_of(letter: Letter, so_far: Part) -> Part:
    """Who comes to what, from the clauses that say nothing else."""
    taken = so_far.clauses
    answers: list[Answer] = []
    doubts: list[str] = []
    vague: list[Thought] = []
    used: set[int] = set()
    for thought in letter.thoughts:
        if (
            thought.said is None
            or (thought.clause.start in taken and not (_is_on_the_way(thought) or _says_both(thought)))
            or thought.sentence.number in so_far.sentences
            or _belongs_to_help(thought, letter, so_far)
            or arrives_for_help(thought, letter, so_far)
        ):
            continue
        made, doubt = _answers(thought, letter, so_far)
        answers += made
        doubts += [doubt] if doubt else []
        vague += [thought] if doubt == _UNCLEAR else []
        used |= {thought.clause.start} if made or doubt else set()
    doubts = _without_repeats(doubts, vague, answers, letter) if _UNCLEAR in doubts else doubts
    if not answers:
        return Part(doubts=tuple(dict.fromkeys(doubts)), clauses=frozenset(used))
    counted, guests_doubt = _with_company(_outspoken(without_retracted(answers, letter.thoughts)), letter)
    settled, quarrels = merged(counted)
    settled, partial = _of_all_days(settled, counted, letter)
    return Part(
        tuple(_finding(one) for one in settled),
        tuple(dict.fromkeys([*doubts, *quarrels, *partial, *guests_doubt])),
        clauses=frozenset(used),
    )


def _is_on_the_way(thought: Thought) -> bool:
    """Whether a clause tells of the way there: "dann fahre ich nach Halle", which says to come, beside help or not."""
    goes = thought.said is not None and thought.said.rule in _GOING and "nehm" not in thought.sentence.folded
    return goes and bool(_TRAVELS.search(thought.clause.folded))


def _says_both(thought: Thought) -> bool:
    """Whether a clause about help names the event and says to be there, too: "am 6. November bin ich da und schließe auf"."""
    outright = thought.said is not None and thought.said.rule in _OUTRIGHT
    return outright and bool(thought.own.events) and not thought.task.shifts and not tells_a_time(thought.clause.folded)


def _without_repeats(doubts: list[str], vague: list[Thought], answers: list[Answer], letter: Letter) -> list[str]:
    """The doubts, but not which event is meant by a mere yes or no that the letter says again: "Leider keine Zeit, alle drei ohne mich"."""
    stances = {one.stance for one in answers}
    if not any(_says_more(one) or not _repeats(one, answers) for one in vague):
        return [one for one in doubts if one != _UNCLEAR]
    if len(stances) != 1 or any(_says_more(one) or meant_stance(one) not in stances for one in vague):
        return doubts
    whole = {one.event for one in answers} == set(letter.agenda.ids)
    near = {one.thought.sentence.number for one in answers}
    if whole or all(near & {one.sentence.number - 1, one.sentence.number, one.sentence.number + 1} for one in vague):
        return [one for one in doubts if one != _UNCLEAR]
    return doubts


def _repeats(thought: Thought, answers: list[Answer]) -> bool:
    """Whether the answer just before, in this sentence or the last, has the same sense."""
    before = [one for one in answers if one.thought.clause.start < thought.clause.start]
    return bool(before) and before[-1].stance is meant_stance(thought) and thought.sentence.number - before[-1].thought.sentence.number < 2


def _says_more(thought: Thought) -> bool:
    return thought.own.named or bool(_MORE.search(thought.clause.folded))


def _of_all_days(merged: list[Answer], said: list[Answer], letter: Letter) -> tuple[list[Answer], list[str]]:
    """The answers without refusals of one day of a longer event, and the doubt that these are."""
    long = {one.event.id for one in letter.agenda.known if len(one.days) > 1}
    if not long:
        return merged, []
    wholly = {one.event for one in said if one.stance is Stance.NO and not _ONE_DAY.search(one.thought.clause.folded)}
    partial = [one for one in merged if one.stance is Stance.NO and one.event in long - wholly]
    return [one for one in merged if one not in partial], ["reading_doubts.event_unclear"] if partial else []


def _outspoken(answers: list[Answer]) -> list[Answer]:
    """The answers without mere joy where the same event is answered outright."""
    outright = {one.event for one in answers if one.rule not in _WEAK}
    return [one for one in answers if one.rule not in _WEAK or one.event not in outright]


def _belongs_to_help(thought: Thought, letter: Letter, so_far: Part) -> bool:
    """Whether a yes only tells how an offer of help just made will be kept: "Schicht drei mach ich, komm halt mit der S-Bahn"."""
    if thought.said is None or thought.own.events or thought.own.others:
        return False
    if not any(one.kind == "volunteer" for one in so_far.findings) and not any("help" in one for one in so_far.doubts):
        return False
    if _FOR_ITSELF.search(thought.clause.folded):
        return False
    if thought.said.rule == "whether" and _OF_PRESENCE.search(thought.clause.folded):
        return False
    if not (thought.said.rule in _DOUBTS_OF_HELP or (thought.said.stance is Stance.YES and _HOW.search(thought.clause.folded))):
        return False
    before = [one for one in letter.thoughts if one.sentence.number == thought.sentence.number and one.clause.start < thought.clause.start]
    return any(one.clause.start in so_far.clauses for one in before)


def _answers(thought: Thought, letter: Letter, so_far: Part) -> tuple[list[Answer], str | None]:
    """The answers of one clause, or the doubt that keeps it from being one."""
    stance = meant_stance(thought)
    if thought.said is None or stance is None or _is_no_answer(thought, stance, letter) or _is_for_leaving(thought, letter, so_far):
        return [], None
    if thought.said.rule != "headcount" and is_about_somebody(thought.clause.folded):
        alone = not any(one.said and _OWN.search(one.clause.folded) for one in letter.thoughts)
        return [], "reading_doubts.on_behalf" if alone and (thought.own.named or stance is Stance.NO) else None
    if _is_after_question(thought, letter):
        if stance is not Stance.NO and (_IF_SO.search(thought.clause.folded) or thought.said.rule == "partly"):
            return [], None
        stance = Stance.PERHAPS if _IF_NOT.search(thought.clause.folded) else stance
    if thought.said.rule in _BESIDE_HELP and not thought.own.events and any(one.kind == "volunteer" for one in so_far.findings):
        return [], None
    if thought.doubtful:
        return [], "reading_doubts.event_unclear" if not (thought.own.foreign or thought.own.beside) else "reading_doubts.other_day"
    rule = f"rsvp.{thought.said.rule}"
    made = [Answer(event, stance, 0, thought, rule) for event in thought.events]
    if thought.said.rule != "except":
        made += [Answer(event, _opposite(stance), 0, thought, rule) for event in thought.own.excluded]
    return made, None


def _is_after_question(thought: Thought, letter: Letter) -> bool:
    """Whether the sentence before is a question, on whose answer this one may hang."""
    return any(one.asks and one.number == thought.sentence.number - 1 for one in letter.sentences)


def _is_no_answer(thought: Thought, stance: Stance, letter: Letter) -> bool:
    """Whether what was said is not certain, asked, said of a piece of work, or a wish that hangs on a question."""
    if thought.said is None or not letter.agenda.known or not thought.said.certain:
        return True
    if thought.asks and (stance is not Stance.NO or _IF.match(thought.clause.folded) or opens_question(thought.sentence.folded)):
        return True
    rule = thought.said.rule
    if thought.asks and rule in _OF_EVENT and not _OF_ME.search(thought.clause.folded):
        return True
    if rule == "tells" and not any(_TOLD.search(fold(one.event.title)) for one in letter.agenda.known if one.event.id in thought.events):
        return True
    if rule == "open_for_topic" and any(
        _PUT_OFF.search(one.folded) and 0 <= one.number - thought.sentence.number < 2 for one in letter.sentences
    ):
        return True
    if rule in _BARE_NO and _OF_HELP.search(thought.clause.folded):
        return True
    if rule == "puts_on_list" and _NEEDED.search(thought.clause.folded):
        return True
    of_work = rule == "does_it" or (bool(thought.task.shifts) and rule in _OF_THE_WORK)
    return of_work or bool(_WISHES.search(thought.clause.folded) and _asks_on(thought, letter))


def _is_for_leaving(thought: Thought, letter: Letter, so_far: Part) -> bool:
    """Whether the words belong to leaving the association rather than to an event."""
    if thought.said is None:
        return False
    if thought.said.rule in _OFF_A_LIST and any(finding.kind == "unsubscribe" for finding in so_far.findings):
        return not thought.own.events or bool(_NEVER.search(thought.clause.folded))
    leaves = any(finding.kind == "resignation" for finding in so_far.findings) or "reading_doubts.leaving_unclear" in so_far.doubts
    if leaves and (not thought.own.events or thought.said.rule in {"stays_away", "sends_substitute"}):
        return True
    if thought.said.rule == "whether" and speaks_of_leaving(thought.clause.folded):
        return True
    return thought.said.rule in _BARE_NO and _after_leaving(thought, letter)


def _after_leaving(thought: Thought, letter: Letter) -> bool:
    """Whether a mere "nein" answers the question of leaving: "Nein, ich trete nicht aus"."""
    near = [one.folded for one in letter.sentences if one.number in (thought.sentence.number, thought.sentence.number - 1)]
    return any(speaks_of_leaving(one) for one in near)


def _asks_on(thought: Thought, letter: Letter) -> bool:
    """Whether a question stands beside it: "Ich würde gern kommen. Holt mich jemand ab?"."""
    return any(one.asks and abs(one.number - thought.sentence.number) == 1 for one in letter.sentences)


def _opposite(stance: Stance) -> Stance:
    return Stance.NO if stance is Stance.YES else Stance.YES


def _with_company(answers: list[Answer], letter: Letter) -> tuple[list[Answer], list[str]]:
    """The answers with the people who come along, looked for in the clause, its sentence and what follows without a topic of its own."""
    done, doubts, vague = [], [], set()
    for answer in answers:
        if answer.stance is Stance.NO:
            done.append(answer)
            continue
        company = _company(answer, letter, len({one.event for one in answers if one.stance is not Stance.NO}))
        if company is not None and company.guests is None:
            vague.add(answer.event)
        elif company and company.guests and registers_members(letter.folded):
            doubts.append("reading_doubts.on_behalf")
            done.append(answer)
        else:
            done.append(replace(answer, guests=company.guests or 0) if company else answer)
    if vague - {one.event for one in done if one.guests}:
        doubts.append("reading_doubts.guests_unclear")
    return done, doubts


def _company(answer: Answer, letter: Letter, coming: int) -> Company | None:
    answered = {one.sentence.number for one in letter.thoughts if one.said or one.own.named}
    answered = {number for number in answered if number < answer.thought.sentence.number}
    pieces = [
        thought
        for thought in letter.thoughts
        if thought.clause.start == answer.thought.clause.start
        or (_goes_on(thought, answer, coming, letter) and not thought.asks and thought.sentence.number not in answered)
    ]
    known = [
        company
        for piece in pieces
        if not is_over(piece.clause)
        and (company := company_in(piece.clause.folded) or _pointed_at(piece, letter))
        and (company.guests is not None or piece.clause == answer.thought.clause or _NAMES_THEM.match(piece.clause.folded))
    ]
    if known and known[-1].guests == 0:
        return known[-1]
    told = _told(answer, letter) if coming == 1 else []
    known = known or (_anywhere(answer, letter) if coming == 1 else [])
    known += [listed for one in told if (listed := listed_in(one.folded))]
    counted = [company for company in known if company.guests]
    best = max(counted, key=lambda company: company.guests or 0) if counted else known[0] if known else None
    by_name = None if counted else next((met for piece in pieces if (met := named_in(piece.clause.text))), None)
    if best and best.guests is None and not by_name:
        return Company(1) if signed_by_two(letter.text) else _named_before(answer, letter) or best
    return by_name or best


def _named_before(answer: Answer, letter: Letter) -> Company | None:
    """The people of the sentence before, with whom the writer comes: "Mein Mann will gucken. Wir kommen gemeinsam"."""
    place = answer.thought.sentence.number - 1
    before = [one for one in letter.thoughts if one.sentence.number == place and not one.said and not one.asks]
    counted = [company for one in before if (company := company_in(one.clause.folded)) and company.guests]
    if counted or not _AS_ONE.search(answer.thought.clause.folded):
        return counted[0] if counted else None
    heads = sum(people_in(one.clause.folded) for one in before)
    return Company(heads) if heads else None


def _anywhere(answer: Answer, letter: Letter) -> list[Company]:
    """Those of whom another sentence says outright that they come along: "Mein Mitbewohner kommt mit. … Ich bin natürlich auch da."."""
    here = answer.thought.sentence.number
    apart = [one for one in letter.thoughts if one.sentence.number != here and not one.asks and set(one.own.events) <= {answer.event}]
    apart = [one for one in apart if _COMES_ALONG.search(one.clause.folded) and (not one.said or one.said.stance is Stance.YES)]
    met = [company_in(one.clause.folded) or _pointed_at(one, letter) or listed_in(one.sentence.folded) for one in apart]
    return [company for company in met if company and company.guests]


def _pointed_at(piece: Thought, letter: Letter) -> Company | None:
    """The people whom a pronoun of the clause means."""
    if not points_back(piece.clause.folded):
        return None
    place = letter.thoughts.index(piece)
    before = [one.clause.folded for one in letter.thoughts[max(0, place - 6) : place]]
    heads = pointed_at(piece.clause.folded, before) if before else None
    return Company(heads) if heads else None


def _told(answer: Answer, letter: Letter) -> list[Sentence]:
    """The sentence of the answer and the next, if that one answers nothing itself."""
    here = answer.thought.sentence
    spoken = {one.sentence.number for one in letter.thoughts if one.said}
    near = (here.number + 1, here.number - 1) if _WE.search(answer.thought.clause.folded) else (here.number + 1,)
    return [one for one in letter.sentences if one == here or (one.number in near and not one.asks and one.number not in spoken)]


def _goes_on(thought: Thought, answer: Answer, coming: int, letter: Letter) -> bool:
    """Whether a clause still speaks of the same answer."""
    distance = thought.sentence.number - answer.thought.sentence.number
    same_sentence = distance == 0
    unnamed = not thought.own.named and not answer.thought.own.named
    if same_sentence and thought.events and answer.event not in thought.events:
        return False
    if (
        distance == -1
        and (thought.short or "plätze" in thought.clause.folded)
        and not thought.said
        and (unnamed or thought.own.events == (answer.event,))
    ):
        return True
    if distance not in (0, 1) or (distance == 1 and not _BRINGS_PEOPLE.search(thought.sentence.folded)):
        return False
    if thought.said and thought.said.stance is not answer.stance:
        return False
    if distance == 1 and coming > 1 and not thought.own.named and is_mere_company(thought.sentence.folded):
        said = [one for one in letter.thoughts if one.said and one.sentence.number == answer.thought.sentence.number]
        return bool(said) and said[-1].clause == answer.thought.clause
    if thought.own.named:
        return answer.event in thought.own.events and (same_sentence or coming == 1 or thought.own.events == (answer.event,))
    if distance == 1 and thought.events == (answer.event,) and thought.said is None:
        return True
    return same_sentence or coming == 1


def _finding(answer: Answer) -> Finding:
    evidence = answer.thought.clause.text
    return Finding(
        "rsvp",
        event=answer.event,
        answer=answer.stance.value,
        guests=answer.guests,
        confidence=confidence_of(answer.rule),
        evidence=evidence,
        rule=answer.rule,
    )
