"""May what was understood be recorded, and must a person look?"""

from dataclasses import replace

from mailer.model.reading import Finding
from mailer.reading.answers.agenda import names_by_title
from mailer.reading.answers.contact_change import announces_data, changes_branch
from mailer.reading.answers.dues import speaks_of_dues
from mailer.reading.answers.gifts import OWN_USE, is_errand
from mailer.reading.answers.guests import company_in
from mailer.reading.answers.helping import HELP_ELSEWHERE
from mailer.reading.answers.leaving import threatens
from mailer.reading.answers.model_file import shipped_model
from mailer.reading.answers.model_gate import weighed
from mailer.reading.answers.motion import speaks_of_motion
from mailer.reading.answers.parts import Part
from mailer.reading.answers.small_talk import DATA, LATER, PLANS, is_small_talk
from mailer.reading.answers.thoughts import Letter, Thought
from mailer.reading.answers.trust import doubts_beside, misses_people, stands_in_a_long_letter
from mailer.reading.answers.unsubscribe import touches_mail
from mailer.reading.answers.voice import is_english, speaks_for_others, tells_of_a_death, wavers
from mailer.reading.answers.words import any_of, words_of

_OFFERS = any_of(
    r"(?:bring|bringe|bringen|back|backe|koch|koche|helf|helfe|helfen|übernehme?|übernehm|spendiere?|steuere?|leihe?|moderier\w*"
    r"|mitnehmen|beisteuern|mitbringen|besorge?|polier\w*|spiel|spiele|angemeldet|eingetragen|plätze frei"
    r"|platz frei)"
)
_SELF = any_of(r"ich|wir|mich|uns|mir|^\W*(?:und |aber |dafür |auch |dann )*(?:bring|helf|back|koch|übernehm|mach|spiel|leih|steuer)\w*")
_REFUSED = any_of(r"nicht|schlecht|nie|kein\w*|ohne|hätte|wäre|fehlt|angemeldet|(?:mein|meinen) antrag auf|urlaub\w*")
_LEFT_ALONE = any_of(
    r"(?:beim |das |ein )?(?:nächste[sn]?|andere[sn]?) (?:mal|jahr)|(?:mir|uns)(?: \w+){0,2} (?:helfen|geholfen)|früher|damals"
    r"|voriges jahr|bring\w* (?:ihn|sie|es|den) ein|(?:lasst|hebt|lass"
    r"|heb) (?:mir|uns)|getauscht|karten für\w*|trink\w*|drink|ess\w*|(?:ein|einen|mein\w*|seinen|ihren|kein\w*) (?:\w+ )?(?:stuhl|platz)"
    r"|(?:stühle|plätze|stuhl|platz) (?:bitte )?frei"
    r"|am (?:gang|rand|fenster)|an einem tisch|hätte ich (?:eh|ohnehin|sowieso)"
    r"|(?:bring\w*|nehm\w*)(?: [\w'-]+){0,6} (?:fragen|hund\w*|ins bett|(?:kinder|kleinen?|tochter|sohn|enkel\w*|mutter|oma) (?:zu|in|zum"
    r"|zur|ins|nach)|hunger|durst|laune|zeit|stift\w*|block|buch|bescheide?|unterlagen"
    r"|bettwäsche|schlafsack|ohrenstöpsel|kissen|decke|jacke|stulle\w*|brote?|\w*schirm|selbst|selber)|(?:ein )?spiel habe"
)
_LETTERHEAD = any_of(
    r".*(?:hat|habt|haben|gebt|reicht)(?: \w+){0,3} meine (?:nummer|adresse).*|.*(?:nummer|adresse)(?: \w+)? (?:habt|hast|haben|kennt"
    r"|kennst).*"
    r"|.*(?:vom|von meinem|mit dem|am|aus dem|ausm|übers?|per) (?:handy|smartphone).*|\W*(?:tel|telefon|fon|mobil|fax|telefax|e-?mail"
    r"|sprechstunde)(?: |\.|:|$).*"
)
_COMING = any_of(r"komme?|kommen|dabei|teil\w*|bin da|absag\w*|zusag\w*|ohne mich|fehle\w*|versammlung|parteitag|termin\w*")


_ANSWERS_BELOW = any_of(
    r"(?:antworten?|anmerkungen|kommentare?)(?: [\w'.-]+){0,4}? (?:unten|in rot|in blau|farbig|im text|unter den punkten"
    r"|bei den punkten|dazwischen)"
    r"|siehe unten|s\. ?u\.?|siehe text|s\. unten|antworten im text"
)


_LONG = 60  # words; beyond that only a clause that says it outright is trusted to be the answer


_HANGS_ON_ANSWER = {
    f"rsvp.{name}"
    for name in (
        "cannot",
        "not_there",
        "does_not_suit",
        "does_not_come",
        "goes_to_topic",
        "depends",
        "not_known",
        "excuse",
        "calls_off",
        "falls_through",
        "no_to_topic",
        "partly",
    )
}  # beside a question these may hang on what is answered: "Läuft das auch online? Ich komme hier nicht weg"
_NOT_THEIRS = {"reading_doubts.death", "reading_doubts.on_behalf"}
_APART = ("resignation", "contact_change", "motion", "unsubscribe", "question")
_SPREADS = {
    f"reading_doubts.{name}"
    for name in (
        "partly_understood",
        "help_depends",
        "help_unclear",
        "gift_unclear",
        "contradiction",
        "event_unclear",
        "threat",
        "leaving_unclear",
    )
}  # doubts that make every answer about coming, helping or paying in the same letter doubtful


def judged(letter: Letter, part: Part) -> Part:
    """The part as it may be recorded, with the doubts that remain: the rules' own, weighed by the trained model."""
    recorded = weighed(letter, part, doubts_of(letter, part), shipped_model())
    proposed = _proposed(part, recorded)
    return recorded if proposed == recorded.proposed else replace(recorded, proposed=proposed)


def _proposed(found: Part, recorded: Part) -> tuple[Finding, ...]:
    """What a person is shown beside what is recorded; nothing where the words are not the writer's own affair."""
    if not recorded.doubts or _NOT_THEIRS & set(recorded.doubts):
        return ()
    guessed = recorded.proposed or found.findings
    return tuple(one for one in guessed if one not in recorded.findings and one.kind != "question")


def doubts_of(letter: Letter, part: Part) -> Part:
    """The part with what the whole letter forbids to record taken out, and with the doubts that the whole letter raises, by rules alone."""
    folded = letter.folded
    if is_english(folded) and not _is_plain_english(folded):
        return Part(_kept(part, "resignation"), tuple(dict.fromkeys([*part.doubts, "reading_doubts.english"])))
    if tells_of_a_death(folded):
        return Part((), ("reading_doubts.death",))
    if speaks_for_others(folded) and {one.kind for one in part.findings} != {"motion"}:
        return Part(_kept(part, "question", "contact_change"), ("reading_doubts.on_behalf", *part.doubts))
    if wavers(folded):
        return Part(_kept(part, "resignation", "contact_change", "motion", "question"), ("reading_doubts.contradiction", *part.doubts))
    if len(words_of(folded)) > _LONG and any(
        finding.kind in {"rsvp", "volunteer", "dues"} and not stands_in_a_long_letter(finding, letter) for finding in part.findings
    ):
        part = Part(
            _kept(part, "resignation", "contact_change", "motion", "unsubscribe", "question"),
            (*part.doubts, "reading_doubts.long_letter"),
            part.sentences,
            part.clauses,
        )
    beside = doubts_beside(part.findings, letter)
    if misses_people(part.findings, letter):
        beside.append("reading_doubts.guests_unclear")
    doubts = tuple(dict.fromkeys([*part.doubts, *_further_doubts(letter, part), *beside]))
    findings = _kept(part, *_APART) if beside or _SPREADS & set(doubts) else part.findings
    if "reading_doubts.question" in doubts:
        findings = tuple(one for one in findings if one.rule not in _HANGS_ON_ANSWER)
    return Part(findings, doubts, part.sentences, part.clauses)


def _is_plain_english(folded: str) -> bool:
    """Whether an English answer is a bare yes or no: more than that is not read."""
    more = any_of(
        r"bring\w*|help\w*|except|wife|husband|partner|friends?|with|euros?|number|address|resign\w*|mails?|pay|paid|transfer\w*"
        r"|leav\w*|can't|cannot|\\?|if|maybe|my \w+ and i"
    )
    return len(words_of(folded)) <= 30 and not more.search(folded)


def _kept(part: Part, *kinds: str) -> tuple[Finding, ...]:
    return tuple(finding for finding in part.findings if finding.kind in kinds)


def _further_doubts(letter: Letter, part: Part) -> list[str]:
    folded = letter.folded
    kinds = {finding.kind for finding in part.findings}
    doubts = []
    if threatens(letter) and "resignation" not in kinds:
        doubts.append("reading_doubts.threat")
    if _ANSWERS_BELOW.search(folded) and "motion" not in kinds:
        doubts.append("reading_doubts.answers_below")
    if changes_branch(folded):
        doubts.append("reading_doubts.branch")
    if announces_data(folded) and "contact_change" not in kinds:
        doubts.append("reading_doubts.data_missing")
    if not part.findings and not part.doubts and not doubts and not is_small_talk(letter):
        doubts.append("reading_doubts.not_understood")
    if part.findings and any(_is_left_over(thought, letter, part) for thought in letter.thoughts):
        doubts.append("reading_doubts.partly_understood")
    return doubts


def _touches_other_kinds(thought: Thought, part: Part, *, asked: bool) -> bool:
    """Whether a clause uses the words of a kind of answer that was not found; of coming only where an event was `asked` about."""
    folded = thought.clause.folded
    kinds = {finding.kind for finding in part.findings}
    offers = _names_other_shift(thought, part) and not _LEFT_ALONE.search(folded)
    gives = bool(_OFFERS.search(folded)) and not _LEFT_ALONE.search(folded) and bool(_SELF.search(folded)) and not _REFUSED.search(folded)
    gives = gives and not (is_errand(folded) or OWN_USE.search(folded) or HELP_ELSEWHERE.search(folded))
    return (
        offers
        or ("volunteer" not in kinds and gives and company_in(folded) is None)
        or ("dues" not in kinds and speaks_of_dues(folded) and not thought.task.shifts)
        or (not kinds & {"unsubscribe", "contact_change"} and touches_mail(folded) and not _READS_ON.search(folded))
        or ("contact_change" not in kinds and bool(DATA.search(folded)) and not _LETTERHEAD.match(folded))
        or ("motion" not in kinds and speaks_of_motion(folded) and not (_REFUSED.search(folded) or _LATER_MOTION.search(folded)))
        or ("rsvp" not in kinds and asked and bool(thought.said) and bool(_COMING.search(folded)))
        or ("rsvp" not in kinds and bool(thought.own.events) and bool(PLANS.search(folded)))
    )


_READS_ON = any_of(r"danke\w*|dank|lese?n? (?:ich|wir)|unterschrift\w*|nicht (?:vom|aus|von)(?: \w+)? \w*(?:verteiler|liste)")
_LATER_MOTION = any_of(r"wollten?|folg\w*|noch|kommt|von dem|später|eigene\w* mail")


_NOT_MINE = any_of(
    r"nicht|nich|nix|nichts|kein\w*|nein|nee|nö|ohne|lieber|wer anders|jemand\w*|wen|andere\w*|überlass\w*|sucht|sicher genug|essen"
    r"|essend?|danach|wäre|oder"
)


_MINE = any_of(r"ich|wir|mich|mir|uns|i|we|hab|mein (?:platz|stuhl|name)|dafür|stattdessen|setzen|tauschen")


def _names_other_shift(thought: Thought, part: Part) -> bool:
    """Whether the clause names a shift and nothing was read of help; beside help for another one only where it refuses nothing."""
    told = {finding.target for finding in part.findings if finding.kind == "volunteer"}
    if told and not (thought.short or _MINE.search(thought.clause.folded)):
        return False
    return bool(thought.task.shifts) and (not told or not (told & set(thought.task.shifts) or _NOT_MINE.search(thought.sentence.folded)))


_A_DATE = any_of(
    r"\d{1,2}\.|(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)\w*|wochenende\w*|alle\w*|beide\w*|\w*termine?"
    r"|leider"
    r"|(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)|am (?:ersten|zweiten|dritten|vierten|fünften"
    r"|sech\w+|sieb\w+|achten|neunten|zehnten|elften|zwölften"
    r"|\w+zigsten)"
)
_PUT_OFF = any_of(
    r"später|melde|sag|sage|sagen|sehe?n|sehn|seh|schau\w*|guck\w*|reiche?|äußere|klären?|kläre|bespreche?|folgt|noch|bleibt?|wie gehabt"
    r"|bescheid|erst|überleg\w*|schreib\w*|geb|gebe|teile|entscheide\w*|wer|was|wo|wie"
)


def _is_left_over(thought: Thought, letter: Letter, part: Part) -> bool:
    """Whether a clause names an event or shift in the first person and nothing was made of it."""
    if thought.clause.start in part.clauses or thought.sentence.number in part.sentences:
        return False
    if any(thought.clause.text in finding.evidence for finding in part.findings):
        return False
    if _touches_other_kinds(thought, part, asked=bool(letter.agenda.ids)):
        return True
    if len(letter.agenda.known) < 2:
        return False
    answered = {finding.event for finding in part.findings} | {finding.target for finding in part.findings}
    if thought.own.others and _PUT_OFF.search(thought.sentence.folded):
        return False
    plain = not (thought.said or thought.own.others or PLANS.search(thought.clause.folded))
    if plain and not names_by_title(thought.clause.folded, letter.agenda):
        answered |= {event for event, shift in letter.agenda.shifts if shift.id in answered}  # a mere mention beside help for it
        if not _MINE.search(thought.clause.folded) and not _A_DATE.search(thought.clause.folded):
            return False
    open_events = [event for event in (thought.events if thought.own.others else thought.own.events) if event not in answered]
    if not {finding.kind for finding in part.findings} & {"rsvp", "volunteer"} and not (
        thought.said or _COMING.search(thought.clause.folded)
    ):
        return False
    return bool(open_events) and not (LATER.search(thought.sentence.folded) or _LEFT_ALONE.search(thought.clause.folded))
