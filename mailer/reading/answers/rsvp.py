"""Does the writer come, with how many people, and to which event?"""

from dataclasses import dataclass, replace

from mailer.model.reading import Finding
from mailer.reading.answers.clauses import Sentence
from mailer.reading.answers.confidence import confidence_of
from mailer.reading.answers.guests import Company, company_in, listed_in, named_in, signed_by_two
from mailer.reading.answers.meaning import is_over
from mailer.reading.answers.parts import Part
from mailer.reading.answers.question import opens_question
from mailer.reading.answers.resignation import speaks_of_leaving
from mailer.reading.answers.stances import Stance
from mailer.reading.answers.thoughts import Letter, Thought, meant_stance, of_part_of_day
from mailer.reading.answers.voice import is_about_somebody, registers_members
from mailer.reading.answers.words import any_of, fold

_CORRECTS = any_of(
    r"doch (?:nicht|nich|kein\w*|absagen|wieder)|korrektur|(?:muss|müssen)(?: [\w']+){0,5} (?:absagen|zurück\w*|passen)"
    r"|sage? (?:\w+ ){0,4}ab|nun (?:\w+ )?doch"
)
_ONE_DAY = any_of(r"(?:am )?(?:freitag|samstag|sonnabend|sonntag|montag)(?:s|abend|vormittag|nachmittag|früh)?(?! (?:und|bis|auf))")
_IF_SO = any_of(r"^\W*(?:dann|in dem fall|wenn ja)")
_IF_NOT = any_of(r"^\W*(?:sonst|ansonsten|ohne|wenn (?:ja|nein|nicht)|falls nicht)(?! (?:mich|uns))")
_GOING = {"travels", "coming_frame", "drops_in", "goes_to_topic"}
_TRAVELS = any_of(r"fahre?n?(?: [\w'.-]+){0,9}? (?:hin|los|rüber|runter|nach \w+)")
_CONCLUDES = any_of(r"^\W*(?:also|spaß\w*|scherz|quatsch|kurz(?:um)?|jedenfalls|tragt mich|da es)")
_CORRECTS_TO_YES = any_of(r"doch|korrektur|quatsch|inzwischen")
_BARE_NO = {"no", "no_to_topic", "yes", "not_for_me"}
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
_WISHES = any_of(r"(?:würde?|wäre|möchte|käme|davon)(?: [\w'.:-]+){0,8}? (?:gern\w*|so gern\w*|ab)|davon hängt")
_BRINGS_PEOPLE = any_of(
    r"(?:bringe?|bringen|nehme?|zu (?:zweit|dritt|viert|fünft)|kommt|kommen|fährt|auch|ooch|mit|begleit\w*|plus|\+1|wir|ohne)"
)
_IF = any_of(r"\W*(?:und |aber |also )?(?:falls|wenn|sollte|sofern|ob).*")
_NAMES_THEM = any_of(r"\W*(?:und |also |aber |nur |auch |und zwar |kommen |sind |wären )*(?:wir|mit|samt|mein\w*|unser\w*).*")
_FOR_ITSELF = any_of("auch|selbst|natürlich|dabei|teil|gern|gerne|sowieso|danach|bleibe?|trotzdem|kommen tu|aber")
_HOW = any_of(
    r"komme? (?:halt|dann|also|dazu|mit (?:der|dem|meinem)|um|gegen|ab)|bin (?:dann )?(?:um|ab|gegen|schon)|werde? (?:um|ab"
    r"|gegen)|freue|passt|geht|klappt"
)
_DOUBTS_OF_HELP = {"open", "depends", "perhaps", "not_known", "no_promise", "whether"}


@dataclass(frozen=True, slots=True)
class Answer:
    """One clause's answer to one event, and where it stands."""

    event: str
    stance: Stance
    guests: int
    thought: Thought
    rule: str


def rsvp_of(letter: Letter, so_far: Part) -> Part:
    """Who comes to what, from the clauses that say nothing else."""
    taken = so_far.clauses
    answers: list[Answer] = []
    doubts: list[str] = []
    used: set[int] = set()
    for thought in letter.thoughts:
        on_the_way = thought.said is not None and thought.said.rule in _GOING and bool(_TRAVELS.search(thought.clause.folded))
        on_the_way = on_the_way and "nehm" not in thought.sentence.folded
        if (
            (thought.clause.start in taken and not on_the_way)
            or thought.sentence.number in so_far.sentences
            or _belongs_to_help(thought, letter, taken)
        ):
            continue
        made, doubt = _answers(thought, letter, so_far)
        answers += made
        doubts += [doubt] if doubt else []
        used |= {thought.clause.start} if made or doubt else set()
    counted, guests_doubt = _with_company(_outspoken(answers), letter)
    merged, quarrels = _merged(counted)
    merged, partial = _of_all_days(merged, counted, letter)
    return Part(
        tuple(_finding(one) for one in merged), tuple(dict.fromkeys([*doubts, *quarrels, *partial, *guests_doubt])), clauses=frozenset(used)
    )


def _of_all_days(merged: list[Answer], said: list[Answer], letter: Letter) -> tuple[list[Answer], list[str]]:
    """The answers without refusals of one day of a longer event, and the doubt that these are."""
    long = {one.event.id for one in letter.agenda.known if len(one.days) > 1}
    wholly = {one.event for one in said if one.stance is Stance.NO and not _ONE_DAY.search(one.thought.clause.folded)}
    partial = [one for one in merged if one.stance is Stance.NO and one.event in long - wholly]
    return [one for one in merged if one not in partial], ["reading_doubts.event_unclear"] if partial else []


def _outspoken(answers: list[Answer]) -> list[Answer]:
    """The answers without mere joy where the same event is answered outright."""
    outright = {one.event for one in answers if one.rule not in _WEAK}
    return [one for one in answers if one.rule not in _WEAK or one.event not in outright]


def _belongs_to_help(thought: Thought, letter: Letter, taken: frozenset[int]) -> bool:
    """Whether a yes only tells how an offer of help just made will be kept: "Schicht drei mach ich, komm halt mit der S-Bahn"."""
    if thought.said is None or thought.own.events or thought.own.others or _FOR_ITSELF.search(thought.clause.folded):
        return False
    if not (thought.said.rule in _DOUBTS_OF_HELP or (thought.said.stance is Stance.YES and _HOW.search(thought.clause.folded))):
        return False
    before = [one for one in letter.thoughts if one.sentence.number == thought.sentence.number and one.clause.start < thought.clause.start]
    return any(one.clause.start in taken for one in before)


def _answers(thought: Thought, letter: Letter, so_far: Part) -> tuple[list[Answer], str | None]:
    """The answers of one clause, or the doubt that keeps it from being one."""
    stance = meant_stance(thought)
    if thought.said is None or stance is None or _is_no_answer(thought, stance, letter) or _is_for_leaving(thought, letter, so_far):
        return [], None
    if is_about_somebody(thought.clause.folded):
        alone = not any(one.said and _OWN.search(one.clause.folded) for one in letter.thoughts)
        return [], "reading_doubts.on_behalf" if alone and (thought.own.named or stance is Stance.NO) else None
    if _is_after_question(thought, letter):
        if stance is Stance.YES and (_IF_SO.search(thought.clause.folded) or thought.said.rule == "partly"):
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
    if rule == "tells" and not any(_TOLD.search(fold(one.event.title)) for one in letter.agenda.known if one.event.id in thought.events):
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


def _merged(answers: list[Answer]) -> tuple[list[Answer], list[str]]:
    """One answer an event: doubt wins over yes, a correction over what it corrects; else a contradiction."""
    merged: dict[str, Answer] = {}
    quarrels: list[str] = []
    for answer in answers:
        earlier = merged.get(answer.event)
        agreed = answer if earlier is None else _agreed(earlier, answer)
        if agreed is None:
            quarrels.append(answer.event)
        else:
            merged[answer.event] = agreed
    kept = [answer for event, answer in merged.items() if event not in quarrels]
    return kept, ["reading_doubts.contradiction"] if quarrels else []


def _agreed(earlier: Answer, later: Answer) -> Answer | None:
    if earlier.stance is later.stance:
        return later if later.guests > earlier.guests else earlier
    if later.rule == "rsvp.except":
        return later
    kinds = {earlier.stance, later.stance}
    if Stance.PERHAPS in kinds and _joked(earlier, later):
        return later if _CONCLUDES.search(later.thought.sentence.folded) else None
    if Stance.PERHAPS in kinds:
        perhaps = earlier if earlier.stance is Stance.PERHAPS else later
        return perhaps if Stance.YES in kinds or later is perhaps else _hedged(earlier, later)
    if of_part_of_day(earlier.thought) or of_part_of_day(later.thought):
        return earlier if earlier.stance is Stance.YES else later
    if later.thought.sentence.number == earlier.thought.sentence.number:
        return None
    corrects = _CORRECTS if later.stance is Stance.NO else _CORRECTS_TO_YES
    return later if corrects.search(later.thought.sentence.folded) else None


def _joked(earlier: Answer, later: Answer) -> bool:
    """Whether an answer with a condition is followed by a yes without any."""
    said = earlier.thought.said
    return later.stance is Stance.YES and said is not None and said.stance is not Stance.PERHAPS


def _hedged(earlier: Answer, later: Answer) -> Answer | None:
    """A doubt followed by a refusal: the refusal, unless it only tells what happens otherwise."""
    return earlier if later.thought.clause.folded.startswith(("sonst", "ansonsten", "wenn nicht", "und wenn nicht")) else later


def _with_company(answers: list[Answer], letter: Letter) -> tuple[list[Answer], list[str]]:
    """The answers with the people who come along, looked for in the clause, its sentence and what follows without a topic of its own."""
    done, doubts = [], []
    for answer in answers:
        if answer.stance is Stance.NO:
            done.append(answer)
            continue
        company = _company(answer, letter, len({one.event for one in answers if one.stance is not Stance.NO}))
        if company is not None and company.guests is None:
            doubts.append("reading_doubts.guests_unclear")
        elif company and company.guests and registers_members(letter.folded):
            doubts.append("reading_doubts.on_behalf")
            done.append(answer)
        else:
            done.append(replace(answer, guests=company.guests or 0) if company else answer)
    return done, doubts


def _company(answer: Answer, letter: Letter, coming: int) -> Company | None:
    answered = {one.sentence.number for one in letter.thoughts if one.said or one.own.named}
    answered = {number for number in answered if number < answer.thought.sentence.number}
    pieces = [
        thought
        for thought in letter.thoughts
        if thought.clause.start == answer.thought.clause.start
        or (_goes_on(thought, answer, coming) and not thought.asks and thought.sentence.number not in answered)
    ]
    known = [
        company
        for piece in pieces
        if not is_over(piece.clause)
        and (company := company_in(piece.clause.folded))
        and (company.guests is not None or piece.clause == answer.thought.clause or _NAMES_THEM.match(piece.clause.folded))
    ]
    if known and known[-1].guests == 0:
        return known[-1]
    told = _told(answer, letter) if coming == 1 else []
    known += [listed for one in told if (listed := listed_in(one.folded))]
    counted = [company for company in known if company.guests]
    best = max(counted, key=lambda company: company.guests or 0) if counted else known[0] if known else None
    by_name = None if counted else next((met for piece in pieces if (met := named_in(piece.clause.text))), None)
    if best and best.guests is None and not by_name and signed_by_two(letter.text):
        return Company(1)
    return by_name or best


def _told(answer: Answer, letter: Letter) -> list[Sentence]:
    """The sentence of the answer and the next, if that one answers nothing itself."""
    here = answer.thought.sentence
    spoken = {one.sentence.number for one in letter.thoughts if one.said}
    return [one for one in letter.sentences if one == here or (one.number == here.number + 1 and not one.asks and one.number not in spoken)]


def _goes_on(thought: Thought, answer: Answer, coming: int) -> bool:
    """Whether a clause still speaks of the same answer."""
    distance = thought.sentence.number - answer.thought.sentence.number
    same_sentence = distance == 0
    if distance == -1 and thought.short and not thought.said and not thought.own.named and not answer.thought.own.named:
        return True
    if distance not in (0, 1) or (distance == 1 and not _BRINGS_PEOPLE.search(thought.sentence.folded)):
        return False
    if thought.said and thought.said.stance is not answer.stance:
        return False
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
