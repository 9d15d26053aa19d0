"""May what was understood be recorded, and must a person look?"""

from dataclasses import replace

from mailer.model.reading import Finding
from mailer.reading.answers.contact_change import announces_data, changes_branch
from mailer.reading.answers.dues import speaks_of_dues
from mailer.reading.answers.guests import company_in
from mailer.reading.answers.model_file import shipped_model
from mailer.reading.answers.model_gate import weighed
from mailer.reading.answers.motion import speaks_of_motion
from mailer.reading.answers.parts import Part
from mailer.reading.answers.resignation import threatens
from mailer.reading.answers.stances import regrets
from mailer.reading.answers.thoughts import Letter, Thought
from mailer.reading.answers.trust import doubts_beside, misses_people, stands_in_a_long_letter
from mailer.reading.answers.unsubscribe import touches_mail
from mailer.reading.answers.voice import is_english, speaks_for_others, tells_of_a_death, wavers
from mailer.reading.answers.words import any_of, words_of

_THANKS = any_of(
    r"danke\w*|dank|vielen dank|merci|toll\w*|schön\w*|super|klasse|prima|spitze|respekt|gut gemacht|weiter so|freu\w*|lob"
    r"|glückwunsch|gratul\w*|herzlich\w*|zur kenntnis|zur info|gelesen|angekommen|erhalten|gute arbeit|viel erfolg|alles gute"
    r"|frohe|guten rutsch|gute besserung|wollte ich nur|nur mal|hinweis|übrigens|info"
)
_PLANS = any_of(
    r"ich (?:kann|könnte|werde|will|möchte|muss|würde|habe vor|plane|schaffe)|kann ich|werde ich|muss ich|bin ich|komme?|käme"
    r"|dabei|teilnehm\w*|zusage|absage|abmeld\w*|anmeld\w*|helf\w*|übernehm\w*|trag\w* mich|(?:streicht|streich|nehmt) mich"
    r"|mitbring\w*|bring\w* (?:ich )?\w+ mit|nehmen sie mich|eintragen|austragen"
)
_GERMAN = r"ich|der|die|das|und|für|euch|ihr|alle\w*|danke|ist|im|zum|mit"
_OFFERS = any_of(
    r"(?:bring|bringe|bringen|back|backe|koch|koche|helf|helfe|helfen|übernehme?|übernehm|spendiere?|steuere?|leihe?|moderier\w*"
    r"|erzählen|vorlesen|mitnehmen|beisteuern|mitbringen|besorge?|polier\w*|spiel|spiele|angemeldet|eingetragen|plätze frei"
    r"|platz frei)"
)
_SELF = any_of(r"ich|wir|mich|uns|mir|^\W*(?:und |aber |dafür |auch |dann )*(?:bring|helf|back|koch|übernehm|mach|spiel|leih|steuer)\w*")
_REFUSED = any_of(r"nicht|schlecht|nie|kein\w*|ohne|hätte|wäre|fehlt|angemeldet|(?:mein|meinen) antrag auf|urlaub\w*")
_LEFT_ALONE = any_of(
    r"(?:mir|uns)(?: \w+){0,2} (?:helfen|geholfen)|früher|damals|voriges jahr|bring\w* (?:ihn|sie|es|den) ein|(?:lasst|hebt|lass"
    r"|heb) (?:mir|uns)|getauscht|karten für\w*|trink\w*|drink|ess\w*"
)
_LETTERHEAD = any_of(
    r".*(?:hat|habt|haben)(?: \w+){0,3} meine (?:nummer|adresse).*|\W*(?:tel|telefon|fon|mobil|fax|telefax|e-?mail"
    r"|sprechstunde)(?: |\.|:|$).*"
)
_DATA = any_of(r"\S+@\S+|\w*adresse|\w*anschrift|\w*nummer|handy\w*|umgezogen|0\d{3,}\S*|mailadresse")
_COMING = any_of(r"komme?|kommen|dabei|teil\w*|bin da|absag\w*|zusag\w*|ohne mich|fehle\w*|versammlung|parteitag|termin\w*")
_LATER = any_of(
    r"(?:kläre?|klären|prüfe|frage|überlege|bespreche)(?: ich| wir)(?: [\w'.-]+){0,6}",
    r"\w*antr[aä]ge? (?:\w+ ){0,4}(?:kommt|kommen|folgt|folgen)",
    r"(?:sage?|sag|melde?|meld|gebe?|geb|antworte?|entscheide?|schreibe?|segg)(?: [\w'.-]+){0,8}? (?:später|noch|bescheid"
    r"|mich|rechtzeitig|nach|nächste\w*|dann|wieder|week)|(?:rückmeldung|antwort|bescheid) (?:folgt|kommt|gebe)"
    r"|noch (?:zu )?(?:weit weg|zeit|nicht dran)|bitte (?:noch )?(?:etwas |ein bisschen |um )?geduld|rufe? (?:ich )?(?:dich"
    r"|euch) (?:nochmal |noch mal |noch )?an",
)


_ANSWERS_BELOW = any_of(
    r"(?:antworten?|anmerkungen|kommentare?)(?: [\w'.-]+){0,4}? (?:unten|in rot|in blau|farbig|im text|unter den punkten"
    r"|bei den punkten|dazwischen)"
    r"|siehe unten|s\. ?u\.?|siehe text|s\. unten|antworten im text"
)
_STAYS = any_of(
    r"(?:find|finde)(?: ich)?(?: \w+){0,3}? (?:gut|richtig|toll|super|wichtig|klasse)|bin (?:ich )?dafür|(?:trete"
    r"|treten)(?: ich)? nicht aus|bleibe?(?: ich)?(?: \w+){0,3}? (?:mitglied|genoss\w*|in der partei)|nicht ausgetreten"
)
_REFUSES_HELP = any_of(
    r"(?:mit|aus)?(?:helfen|hilfe|heben|tragen|schleppen|backen|anpacken)(?: [\w']+){0,6}? (?:nicht|kein\w*|schlecht|ohne mich"
    r"|geht nicht|andere\w*)",
    r"(?:nicht|kein\w*|schlecht)(?: [\w']+){0,4}? (?:mit|aus)?(?:helfen|heben|tragen|schleppen|backen|anpacken)",
)


_LONG = 60  # words; beyond that only a clause that says it outright is trusted to be the answer


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
    return replace(recorded, proposed=_proposed(part, recorded))


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
    if speaks_for_others(folded):
        return Part(_kept(part, "question", "contact_change"), ("reading_doubts.on_behalf", *part.doubts))
    if wavers(folded):
        return Part(
            _kept(part, "resignation", "dues", "contact_change", "motion", "question"), ("reading_doubts.contradiction", *part.doubts)
        )
    if len(words_of(folded)) > _LONG and any(
        finding.kind in {"rsvp", "volunteer", "dues"} and not stands_in_a_long_letter(finding, letter) for finding in part.findings
    ):
        part = Part(
            _kept(part, "resignation", "contact_change", "motion", "unsubscribe", "question"),
            (*part.doubts, "reading_doubts.long_letter"),
            part.sentences,
            part.clauses,
        )
    doubts = tuple(dict.fromkeys([*part.doubts, *_further_doubts(letter, part)]))
    against = bool(doubts_beside(part.findings, letter)) or misses_people(part.findings, letter)
    findings = _kept(part, *_APART) if against or _SPREADS & set(doubts) else part.findings
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
    if _ANSWERS_BELOW.search(folded):
        doubts.append("reading_doubts.answers_below")
    if changes_branch(folded):
        doubts.append("reading_doubts.branch")
    if announces_data(folded) and "contact_change" not in kinds:
        doubts.append("reading_doubts.data_missing")
    if not part.findings and not part.doubts and not doubts and not _is_small_talk(letter):
        doubts.append("reading_doubts.not_understood")
    if part.findings and any(_is_left_over(thought, letter, part) for thought in letter.thoughts):
        doubts.append("reading_doubts.partly_understood")
    doubts += doubts_beside(part.findings, letter)
    if misses_people(part.findings, letter):
        doubts.append("reading_doubts.guests_unclear")
    return doubts


def _is_small_talk(letter: Letter) -> bool:
    """Whether nothing in the letter looks like an answer: thanks, greetings, a remark to all, or an answer put off."""
    folded = letter.folded
    count = len(words_of(folded))
    if count > 50:
        return False
    if count == 0 or (_LATER.search(folded) and count <= 25):
        return True
    if count <= 40 and (_STAYS.search(folded) or _REFUSES_HELP.search(folded)) and not _answers_anything(letter):
        return True
    if speaks_of_dues(folded) or touches_mail(folded) or regrets(folded) or _DATA.search(folded):
        return False
    if speaks_of_motion(folded) and not any_of("kommt|folgt|später|noch").search(folded):
        return False
    if any(thought.said or thought.task.shifts for thought in letter.thoughts):
        return False
    if letter.context.dues is not None and not (any_of(r"danke\w*|dank").search(folded) and count <= 15):
        return False
    names = any(thought.own.named for thought in letter.thoughts)
    if _PLANS.search(folded) or (names and not _THANKS.search(folded)):
        return False
    return bool(_THANKS.search(folded)) and bool(any_of(_GERMAN).search(folded))


def _answers_anything(letter: Letter) -> bool:
    """Whether an event is named, or anything said that may be an answer."""
    return any(thought.own.named or (thought.said and thought.said.certain and thought.said.rule != "no") for thought in letter.thoughts)


def _touches_other_kinds(thought: Thought, part: Part) -> bool:
    """Whether a clause uses the words of a kind of answer that was not found."""
    folded = thought.clause.folded
    kinds = {finding.kind for finding in part.findings}
    offers = bool(thought.task.shifts) and "volunteer" not in kinds and not _LEFT_ALONE.search(folded)
    gives = bool(_OFFERS.search(folded)) and not _LEFT_ALONE.search(folded) and bool(_SELF.search(folded)) and not _REFUSED.search(folded)
    return (
        offers
        or ("volunteer" not in kinds and gives and company_in(folded) is None)
        or ("dues" not in kinds and speaks_of_dues(folded))
        or (not kinds & {"unsubscribe", "contact_change"} and touches_mail(folded))
        or ("contact_change" not in kinds and bool(_DATA.search(folded)) and not _LETTERHEAD.match(folded))
        or ("motion" not in kinds and speaks_of_motion(folded) and not _REFUSED.search(folded))
        or ("rsvp" not in kinds and bool(thought.said) and bool(_COMING.search(folded)))
        or ("rsvp" not in kinds and bool(thought.own.events) and bool(_PLANS.search(folded)))
    )


def _is_left_over(thought: Thought, letter: Letter, part: Part) -> bool:
    """Whether a clause names an event or shift in the first person and nothing was made of it."""
    if thought.clause.start in part.clauses or thought.sentence.number in part.sentences:
        return False
    if any(thought.clause.text in finding.evidence for finding in part.findings):
        return False
    if _touches_other_kinds(thought, part):
        return True
    if len(letter.agenda.known) < 2:
        return False
    answered = {finding.event for finding in part.findings} | {finding.target for finding in part.findings}
    open_events = [event for event in thought.own.events if event not in answered]
    if not {finding.kind for finding in part.findings} & {"rsvp", "volunteer"} and not (
        thought.said or _COMING.search(thought.clause.folded)
    ):
        return False
    return bool(open_events) and not (_LATER.search(thought.sentence.folded) or _LEFT_ALONE.search(thought.clause.folded))
