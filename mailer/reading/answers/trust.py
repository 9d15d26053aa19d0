"""May a finding be believed in a long letter, or beside words that its frame leaves unexplained?"""

from collections.abc import Iterable

from mailer.model.reading import Finding
from mailer.reading.answers.days import days_in
from mailer.reading.answers.gates import Gate
from mailer.reading.answers.gifts import is_errand
from mailer.reading.answers.guests import PERSON, without_riders
from mailer.reading.answers.thoughts import Letter, Thought
from mailer.reading.answers.voice import registers_members
from mailer.reading.answers.words import any_of, pattern, words_of

_WEAK = {
    "rsvp.yes",
    "rsvp.no",
    "rsvp.no_to_topic",
    "rsvp.yes_to_topic",
    "rsvp.goes_to_topic",
    "rsvp.whether",
    "rsvp.excuse",
    "rsvp.next_time",
}
_OWN = any_of(
    r"ich|wir|mich|uns|mir|mein\w*|unser\w*",
    r"^\W*(?:und |aber |also |dann |diesmal |natürlich |trotzdem |leider )*(?:bei (?:keine|alle)\w*|komme?|bin|nehme|bleibe|bringe?"
    r"|helfe?|kann|muss|werde|sage"
    r"|freue|fahre|trag|tragt|ohne mich|zusage|absage|anmeldung|teilnahme)",
)
_HANGS = any_of(r"^\W*(?:und |aber |also )?(?:dann|sonst|ansonsten|wenn|falls|sofern|dass|daß|ob|wer|was)")
_BEING = {"is_there", "coming_frame", "stays", "travels"}
_ELSEWHERE = any_of(
    r"\w*dienst|\w*schicht|\w*urlaub|kur|reha|bestrahlung|op|krankenhaus|klinik|flieger|flugzeug|montage|dienstreise|beerdigung"
    r"|arbeiten|auf arbeit"
    r"|krank|verreist|zug nach \w+|ostsee|nordsee|arzt|zahnarzt|physio\w*"
)
_OF_WORK = {
    "without_me",
    "sends_substitute",
    "strikes_out",
    "puts_on_list",
    "does_not_suit",
    "calls_off",
    "takes_back",
    "comes_to_nothing",
    "crosses_out",
}
_WORK = any_of(
    r"hilfe|helfen|\w+leitung|wohnen? nicht mehr|wohnen? gar nicht mehr|verteiler|newsletter|aus (?:der|eurer|ihrer) liste(?! der)"
)
_IF = any_of(
    r"falls|sofern|wenn|solange(?= [\w ]{0,40}(?:nicht|kein\w*|regne\w*|trocken|frei))|es sei denn|vorausgesetzt|unter der bedingung"
)
_NO_CONDITION = any_of(
    r"(?:auch|selbst|immer|jedes mal|als|ausgerechnet|freuen|freue mich|wundern|schön|toll|froh),? wenn|wenn(?: [\w']+){1,6} umso"
    r"|wenn(?:'s| es)? nicht(?: \w+){0,3} auch|(?:wenn|falls) (?:ihr|du|sie|euch|noch|man|jemand|wer|einer|keiner|nötig|möglich|gewünscht"
    r"|es (?:euch|recht|ihnen|geht)|das (?:ok|okay|recht|hilft|passt|für)|ich (?:mich|darf|euch|ehrlich|schon|richtig)|ich's recht)"
    r"|wenn's (?:recht|euch)"
    r"|bitte nur wenn|egal,? wenn|wenn auch"
)
_UNTRUE = any_of(
    r"gerücht|ist (?:falsch|gelogen|ein irrtum|quatsch|unsinn)|stimmt (?:so )?nicht(?! mehr| ab| mit| für| gegen)"
    r"|wird nicht (?:passieren|geschehen"
    r"|vorkommen)|von wegen"
)
_SOMETHING_UNTRUE = Gate(_UNTRUE)
_THEIR_SENTENCE = any_of(
    r"\W*(?:und |aber |auch )?(?:mein|meine|unser|unsere|der|die) (?:\w+ )?(?:frau|mann|mutter|vater|sohn|tochter|oma|opa|enkel\w*"
    r"|bruder|schwester"
    r"|nachbar\w*|kolleg\w*|partner\w*|freund\w*|wohngruppe|gruppe|klasse|chor|heim\w*|bewohner\w*)(?: |,).*|aus unserem heim.*"
)
_ME = any_of("ich|wir|mich|uns|mir|ick|ik")
_SPAN_OF_DAYS = any_of(
    r"(?:bis|ab|vom|seit|erst) (?:zum |dem |den |am )?\d|anreise|komme an|abreise|rückmeldung|schon am|geburtstag|bin (?:bis|ab)"
)
_BOTH_WAYS = any_of(r"(?:komme?|dabei|ja|gern\w*|passt|geht)(?: [\w'.-]+){0,9}? (?:nicht|kein\w*|nich|nein)")
_TWO_ANSWERS = 9  # words; a longer clause of several days may answer them differently
_LONG_CLAUSE = 20  # words
_PERSONS = any_of(
    rf"(?:mit|und|samt|plus|sowie|nebst|inklusive|bringe?|nehme?|schleppe?|schlepp|als gast|als gäste"
    rf"|begleitet)(?: [\w'-]+){{0,4}}? {PERSON}"
    rf"|{PERSON}(?: [\w'-]+){{0,3}}? (?:schlepp|bring|nehm|kommt|kommen|begleitet|dabei)\w*"
)
_BRINGS_THEM = any_of(
    r"(?:bringe?|nehme?)(?: ich)? (?:sie|ihn)(?: \w+){0,2} mit(?= ?$|[.,;!])"
    r"|(?:sie|er) (?:kommt|fährt|läuft|wandert)(?: (?!nicht)\w+){0,2} mit(?!\w| dem| der)"
)
_ANYBODY = pattern(PERSON)
_NO_GUESTS = any_of(
    rf"(?:von|für|nach|wegen) (?:mein\w*|unser\w*|{PERSON})|ohne|allein\w*|nicht mit|kann nicht|kümmer\w*|pass\w* auf|besuch\w*"
    rf"|geburtstag|krank\w*|holt"
    r"|bringt mich|fährt mich|abgeholt|gruß|grüße"
    r"|grüß\w*|danke\w*|telefon\w*|gesproch\w*|gespräch\w*|absprache|rücksprache|beschloss\w*|liebe leute|alle leute|den leuten"
    r"|für die leute|genoss\w*|nicht|kein\w*|\w*sprech\w*|frag\w*|rede\w*|klär\w*|abstimm\w*|versorg\w*|betreu\w*|ins bett"
    r"|bei (?:mein\w*|der|dem)"
    r"|gibt|zahlt|meint|findet|sagt|denkt|hofft"
)


def stands_in_a_long_letter(finding: Finding, letter: Letter) -> bool:
    """Whether the words that the finding rests on say it outright: the writer's own, short, unconditional, and no mere yes or no."""
    if finding.rule in _WEAK or (finding.kind == "dues" and letter.context.dues is None):
        return False
    thoughts = _under(finding, letter)
    return any(
        _OWN.search(one.clause.folded)
        and not one.asks
        and not one.conditional
        and not _HANGS.search(one.clause.folded)
        and len(words_of(one.clause.folded)) <= _LONG_CLAUSE
        for one in thoughts
    )


def misses_people(findings: Iterable[Finding], letter: Letter) -> bool:
    """Whether a yes was read without guests though its sentence speaks of somebody who comes along."""
    alone = [one for one in findings if one.kind == "rsvp" and one.answer != "declined" and not one.guests]
    if not alone or registers_members(letter.folded):
        return False
    of_them = bool(_BRINGS_THEM.search(letter.folded)) and bool(_ANYBODY.search(letter.folded))
    for finding in alone:
        for thought in _under(finding, letter):
            folded = without_riders(thought.sentence.folded)
            if of_them or (_PERSONS.search(folded) and not (_NO_GUESTS.search(folded) or is_errand(folded))):
                return True
    return False


def doubts_beside(findings: Iterable[Finding], letter: Letter) -> list[str]:
    """What stands beside the findings and speaks against them: a condition, another place or day, a shift instead of the event."""
    doubts: list[str] = []
    for finding in findings:
        if finding.kind not in {"rsvp", "volunteer"}:
            continue
        for thought in _under(finding, letter):
            doubts += [f"reading_doubts.{name}" for name, holds in _against(finding, thought, letter).items() if holds]
    return list(dict.fromkeys(doubts))


def _against(finding: Finding, thought: Thought, letter: Letter) -> dict[str, bool]:
    folded, sentence = thought.clause.folded, thought.sentence.folded
    comes = finding.kind == "rsvp"
    rule = finding.rule.removeprefix("rsvp.")
    return {
        "contradiction": comes
        and (
            (finding.answer == "accepted" and rule in _BEING and bool(_ELSEWHERE.search(folded)))
            or (finding.answer != "tentative" and not thought.conditional and _is_conditional(sentence))
            or (rule != "denied_refusal" and _SOMETHING_UNTRUE.opens(letter.folded) and bool(_UNTRUE.search(_near(thought, letter))))
        ),
        "event_unclear": comes and len(thought.own.events) > 1 and len(words_of(folded)) > _TWO_ANSWERS and bool(_BOTH_WAYS.search(folded)),
        "help_unclear": (comes and rule in _OF_WORK and not thought.own.events and _speaks_of_work(thought, letter)),
        "other_day": comes and finding.answer == "accepted" and _names_another_day(thought, letter),
        "on_behalf": bool(_THEIR_SENTENCE.match(sentence)) and not _ME.search(sentence),
    }


def _is_conditional(sentence: str) -> bool:
    return bool(_IF.search(_NO_CONDITION.sub("_", sentence)))


def _near(thought: Thought, letter: Letter) -> str:
    """The sentence and the next."""
    return " ".join(one.folded for one in letter.sentences if one.number - thought.sentence.number in (0, 1))


def _speaks_of_work(thought: Thought, letter: Letter) -> bool:
    """Whether work, or leaving the list of addresses, is spoken of before or beside: then "ohne mich" may be of that."""
    before = [one for one in letter.thoughts if 0 <= thought.sentence.number - one.sentence.number <= 1]
    named = any(one.own.events for one in before if one.sentence.number == thought.sentence.number)
    return not named and any(one.task.shifts or one.task.worked or _WORK.search(one.clause.folded) for one in before)


def _names_another_day(thought: Thought, letter: Letter) -> bool:
    """Whether the sentence names a whole date that is no event's: "Samstag, den 30. November" for one on the 23rd."""
    days = [that for one in letter.agenda.known for that in one.days] + [shift.start.date() for _, shift in letter.agenda.shifts]
    named = [day for day in days_in(thought.sentence.folded) if day.day is not None and day.month is not None and not day.worded]
    return bool(named) and not any(day.fits(that) for day in named for that in days) and not _SPAN_OF_DAYS.search(thought.sentence.folded)


def _under(finding: Finding, letter: Letter) -> list[Thought]:
    """The thoughts that the finding's evidence touches."""
    same = [one for one in letter.thoughts if finding.event and one.clause.text == finding.evidence and finding.event in one.events]
    if same:
        return same
    start = letter.text.find(finding.evidence) if finding.evidence else -1
    end = start + len(finding.evidence)
    return [one for one in letter.thoughts if start >= 0 and one.clause.start < end and start < one.clause.end]
