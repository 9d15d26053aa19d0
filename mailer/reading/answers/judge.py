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
    r"|frohe|guten rutsch|gute besserung|wollte ich nur|nur mal|hinweis|übrigens|info|notiert|gesehen|weitergeleitet|weitergereicht"
    r"|weitergegeben|ausgedruckt|aufgehängt|wünsche?n?(?! ich mir)|habt (?:einen|eine|ein) \w+|bestens|gut so|grüße?|gruß|merci"
    r"|(?:kam|kamen) (?:doppelt|an)"
)
_PLANS = any_of(
    r"ich (?:kann|könnte|werde|will|möchte|muss|würde|habe vor|plane|schaffe)|kann ich|werde ich|muss ich|bin ich|komme?|käme"
    r"|dabei|teilnehm\w*|zusage|absage|abmeld\w*|anmeld\w*|helf\w*|übernehm\w*|trag\w* mich|(?:streicht|streich|nehmt) mich"
    r"|mitbring\w*|bring\w* (?:ich )?\w+ mit|nehmen sie mich|eintragen|austragen"
)
_THING = (
    r"(?:\w*fotos?|\w*bild|\w*bilder|aufnahme|\w*artikel|\w*plakate?n?|\w*rundbrief\w*|newsletter|\w*rundmail|\w*einladung|programm"
    r"|tagesordnung|sendung|video\w*|meme|homepage|\w*flyer|brief|anschreiben|rundschreiben|\w*suppe|\w*torte|sofortinfo|infos?|idee|ideen"
    r"|termine|tipp|diskussion|stimmung|\w*route|trikots?|spruch|gedicht|jingle|zeitung)"
)
_FINE = (
    r"(?:schön\w*|toll\w*|mega\w*|lecker\w*|super\w*|wunder\w*|gut|gute[rsn]?|hammer|cool\w*|geil\w*|klasse|traum|freundlich\w*|nett\w*"
    r"|lieb\w*|informativ\w*|spitze|stark\w*|gelungen\w*|sehenswert|beste[rsn]?|witzig\w*|lustig\w*|herrlich\w*|großartig\w*|prima|fein\w*"
    r"|übersichtlich\w*|spannend\w*|vorbildlich\w*|interessant\w*|hervorragend\w*|ausgezeichnet\w*|fantastisch\w*)"
)
_REMARKS = any_of(
    rf"{_THING}(?: [\w'.,-]+){{0,6}}? (?:ist|sind|war|waren|hängt|hängen|finde ich|is|läuft|laufen)(?: \w+){{0,4}}? (?:{_FINE}|bei uns)"
    rf"|{_FINE} (?:\w+ )?{_THING}|(?:habe?|hab)(?: [\w'.-]+){{0,6}}? (?:weitergeleitet|weitergereicht|weitergegeben|vorgelesen|aufgehängt"
    r"|weiterverteilt)",
    r"(?:auf|in) (?:seite|zeile|absatz) (?:\d+|\w+)(?: \w+){0,4} (?:fehler|doppelt|falsch|fehlt)|rechtschreib\w*|(?:tipp|druck)fehler"
    r"|kein beinbruch|im (?:rundbrief|rundschreiben|anschreiben|artikel) (?:steht|stand|habt)",
    r"nur (?:so )?(?:ein|als|zur|fürs) (?:gedanke|tipp|hinweis|info|rückmeldung|idee|protokoll)|nur so (?:ein gedanke|nebenbei)"
    r"|(?:nur )?meine zwei cent|nur falls ihr (?:sie|ihn|es|das|neue)|ich erwähne es nur|musste (?:ich )?(?:mal |einfach )?(?:raus"
    r"|loswerden)"
    r"|musste (?:ich )?jemandem erzählen|wollte ich (?:\w+ ){0,3}(?:loswerden|festgehalten haben|gesagt haben)|nicht wundern|nehmt's"
    r" nicht krumm"
    r"|(?:sorry )?falscher chat|ist notiert|für alle interessierten|weitergeleitet vo[mn]",
    r"(?:war|is|ist)(?: [\w'.-]+){0,5}? (?:richtig gut|mega|der hammer|sooo? \w+|echt schön|wunderschön|toll|super|klasse|lecker)(?=\W*$"
    r"|[,.!])"
    r"|toi,? toi|petri|gesundes neues|gutes neues|sieht gut aus|sah (?:\w+ )?gut aus|klingt (?:gut|super|spannend)|ihr (?:seid|macht)"
    r" \w+ (?:die"
    r"|toll|super|klasse|gut)",
    r"(?:lese?|les)(?: ich)?(?: [\w'.-]+){0,6}? (?:keine|nicht|erst|wieder)(?: [\w'.-]+){0,3}(?=\W|$)|mails les\w* ich|ohne internet"
    r"|(?:nur|nicht) (?:\w+ )?erreichbar",
)
_WANTS = any_of(
    r"wenn|falls|sofern|sollte|oder|ob|hilfe|helf\w*|brauch\w*|würde gern|mein\w* (?:mann|frau|sohn|tochter|mutter|vater|schwester"
    r"|bruder) (?:\w+ )?(?:kommt|möchte|würde|will|kann|zahlt|hat|ist|sagt)"
    r"|(?:per|mit der) (?:post|brief)|\w*tret\w*|kandidier\w*|zieh\w*|weg|nicht mehr|wechs\w*|antrag|anträge|mitglied\w*|urlaub|krank\w*"
)
_OWN_PLACE = any_of(
    r"(?:plätze|gedecke?|stühle|karten?) (?:bitte|für)|bitte (?:zwei|drei|vier|einen) (?:plätze|gedecke|stühle|platz|stuhl)|nehme ich\W.*an"
    r"|nehme(?: ich)?(?: \w+){0,4} an|see you|sitze?n? (?:ich|wir)|(?:ich|wir) sitzen?|mit mir|auf den (?:nachmittag"
    r"|abend|tag)"
    r"|ersparen|sparen sie|schmeiß\w*|gebe?(?: \w+){0,3} zurück|verlassen|will join|can't|passt(?: \w+)?|bin (?:am|an der|im|in) \w+"
    r"|bitte als|meine adresse|wohne ich|(?:das|dies) kann ich|arbeite|(?:diesmal|dieses (?:jahr|mal))(?! so| richtig| früh| sehr|\W*$)"
    r"|doch"
)
_FIRST_PERSON = any_of(r"ich|wir|mich|mir|uns|i|we|hab|mein (?:platz|stuhl|name)")
_MERELY_TOLD = any_of(
    r"(?:(?:im |am |beim )?(?:letzte|vorige|vergangene|vorvorige)[snmr]? (?:jahr\w*|mal\w*|woche|monat|sommer|winter|herbst|frühjahr|\w+)"
    r"|früher|damals|neulich|vor \w+ jahren|als kind|einst|seinerzeit|(?:letztes|voriges) mal|seit jahren)"
)
_OF_NOW = any_of(
    r"bin|komme?|käme|kann|könnte|werde?|will|möchte|muss|mache?|bring\w*|helf\w*|bitte|diesmal|dieses (?:jahr|mal)|nicht mehr|nie wieder"
    r"|heute|morgen|jetzt|wieder|könnt|schickt|trete|gebe|lege|\w+t (?:mich|uns|mir|bitte)|wie (?:im |beim |am )?(?:letzte|vorige"
    r"|voriges|früher|damals)\w*|wird|wenn|falls|sollte|fällt|geht|gehe|reicht|zieh\w*|wohne"
)
_PERHAPS_A_DAY = any_of(r"(?:notiert|freu\w*)[^\n]*\d.*|\d[^\n]*(?:notiert|freu\w*)")
_KIND_REMINDER = any_of(
    r"(?:mahnung\w*|erinnerung|erinnert|erinnern|brief|ton|schreibt)(?: [\w'.,-]+){0,6}? (?:freundlich\w*|nett\w*|lieb\w*|aufmerksam\w*"
    r"|charmant\w*)"
    r"|(?:freundlich\w*|nett\w*|lieb\w*|aufmerksam\w*|charmant\w*) (?:\w+ )?(?:mahnung|erinnerung|brief|ton)|geldeintreiber"
)
_GERMAN = (
    r"ich|der|die|das|und|für|euch|ihr|alle\w*|danke|ist|im|zum|mit|dieses|dies\w*|hab\w*|\w*einladung\w*|\w*erinnerung\w*|\w*übersicht"
    r"|gruß|grüße|aus|vom"
    r"|so|es|schon|weiter|den|dem|ein\w*|notiert|gelesen|erhalten|gesehen|prima|kam\w*|läuft|liegt|hängt|an|war|bei|uns|wir|nicht"
    r"|wünsch\w*|zu[rm]?"
)
_OFFERS = any_of(
    r"(?:bring|bringe|bringen|back|backe|koch|koche|helf|helfe|helfen|übernehme?|übernehm|spendiere?|steuere?|leihe?|moderier\w*"
    r"|mitnehmen|beisteuern|mitbringen|besorge?|polier\w*|spiel|spiele|angemeldet|eingetragen|plätze frei"
    r"|platz frei)"
)
_SELF = any_of(r"ich|wir|mich|uns|mir|^\W*(?:und |aber |dafür |auch |dann )*(?:bring|helf|back|koch|übernehm|mach|spiel|leih|steuer)\w*")
_REFUSED = any_of(r"nicht|schlecht|nie|kein\w*|ohne|hätte|wäre|fehlt|angemeldet|(?:mein|meinen) antrag auf|urlaub\w*")
_LEFT_ALONE = any_of(
    r"(?:mir|uns)(?: \w+){0,2} (?:helfen|geholfen)|früher|damals|voriges jahr|bring\w* (?:ihn|sie|es|den) ein|(?:lasst|hebt|lass"
    r"|heb) (?:mir|uns)|getauscht|karten für\w*|trink\w*|drink|ess\w*"
    r"|(?:bring\w*|nehm\w*)(?: [\w'-]+){0,6} (?:fragen|hund\w*|ins bett|hunger|durst|laune|zeit|stift\w*|block|buch|bescheide?|unterlagen"
    r"|bettwäsche|schlafsack|ohrenstöpsel|kissen|decke|jacke|stulle\w*|brote?|\w*schirm|selbst|selber)|(?:ein )?spiel habe"
)
_LETTERHEAD = any_of(
    r".*(?:hat|habt|haben)(?: \w+){0,3} meine (?:nummer|adresse).*|.*(?:nummer|adresse)(?: \w+)? (?:habt|hast|haben|kennt|kennst).*"
    r"|\W*(?:tel|telefon|fon|mobil|fax|telefax|e-?mail"
    r"|sprechstunde)(?: |\.|:|$).*"
)
_DATA = any_of(
    r"\S+@\S+|\w*adresse|\w*anschrift|(?!konto|raum|haus)\w*nummer(?! (?:[1-9]|eins|zwei|drei|vier|fünf)(?!\d))"
    r"|handy\w*|umgezogen|0\d{3,}\S*|mailadresse"
)
_COMING = any_of(r"komme?|kommen|dabei|teil\w*|bin da|absag\w*|zusag\w*|ohne mich|fehle\w*|versammlung|parteitag|termin\w*")
_LATER = any_of(
    r"(?:kläre?|klären|prüfe|frage|überlege|bespreche)(?: ich| wir)(?: [\w'.-]+){0,6}|wir (?:besprechen|klären|beraten|überlegen"
    r"|entscheiden)"
    r"|(?:werde|wir werden|müssen|muss)(?: [\w'.-]+){0,6} (?:besprechen|klären|überlegen|bereden|prüfen|nachsehen|beraten|schauen)"
    r"|(?:antworte|entscheide)(?: ich)?(?: \w+){0,3} (?:bis|nach|ende|morgen|am)|(?:bekommt|kriegt)(?: \w+){0,4} (?:antwort|bescheid"
    r"|nachricht)"
    r"|(?:wisst|erfahrt|hört) (?:ihr )?(?:es|mehr|von (?:mir|uns)|bescheid)|(?:dann|am \S+) (?:wisst|erfahrt) ihr|ihr (?:kriegt"
    r"|bekommt) (?:sie|die)"
    r" \w+|antwort(?: \w+){0,5} folgt|(?:schlafe|schlaf)(?: \w+){0,4} (?:drüber|darüber)|studiere(?: \w+){0,3} kalender"
    r"|(?:sag|sage|schreibe?) ich (?:\w+ ){0,3}nichts|(?:vorher|bis dahin) (?:\w+ ){0,6}(?:keine|nichts) (?:antwort|zusage|entscheidung"
    r"|sagen)|bis dahin geduld",
    r"(?:basteln?|arbeiten?|feilen?|schreiben?|sammeln|tippe|sitzen?|überlege)(?: \w+){0,3}? (?:noch )?(?:an|am|für|über"
    r"|ob ich)(?: \w+){0,4}"
    r" \w*(?:antrag|antrags|beschlussvorlage)|\w*antrag\W+(?:er )?kommt",
    r"\w*antr[aä]ge? (?:\w+ ){0,4}(?:kommt|kommen|folgt|folgen)",
    r"(?:sage?n?|sag|melden?|meld|geben?|geb|antworten?|entscheiden?|schreiben?|segg)(?: [\w'.-]+){0,8}? (?:später|noch|bescheid"
    r"|mich|rechtzeitig|nach|nächste\w*|dann|wieder|week)|(?:rückmeldung|antwort|bescheid) (?:folgt|kommt|gebe)"
    r"|kommt(?: [\w'.-]+){0,5}? \w*antrag|\w*antrag(?: [\w'.-]+){0,5}? (?:noch|in arbeit)|(?:antwort|nachricht|bescheid) (?:bekommt"
    r"|kriegt|habt)"
    r"|fragt(?: \w+){0,4} (?:wieder|später|nochmal)|gebe?(?: [\w'.-]+){0,5}? (?:nachricht|bescheid|rückmeldung)"
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
    if not part.findings and not part.doubts and not doubts and not _is_small_talk(letter):
        doubts.append("reading_doubts.not_understood")
    if part.findings and any(_is_left_over(thought, letter, part) for thought in letter.thoughts):
        doubts.append("reading_doubts.partly_understood")
    return doubts


def _is_small_talk(letter: Letter) -> bool:
    """Whether nothing in the letter looks like an answer: thanks, greetings, a remark to all, or an answer put off."""
    folded = letter.folded
    count = len(words_of(folded))
    if count > 50:
        return False
    if count == 0 or (_LATER.search(folded) and count <= 25 and not _plans_beside(letter)):
        return True
    if count <= 40 and (_STAYS.search(folded) or _REFUSES_HELP.search(folded)) and not (_answers_anything(letter) or _plans_beside(letter)):
        return True
    if letter.context.dues is not None and _KIND_REMINDER.search(folded) and not any_of(r"\d+|zahl\w*|überw\w*|aber").search(folded):
        return count <= 25
    if speaks_of_dues(folded) or touches_mail(folded) or regrets(folded) or _DATA.search(folded):
        return False
    if speaks_of_motion(folded) and not any_of("kommt|folgt|später|noch|in arbeit").search(folded):
        return False
    if any(thought.said or thought.task.shifts or _is_own_plan(thought) for thought in letter.thoughts):
        return False
    if letter.context.dues is not None and not (any_of(r"danke\w*|dank").search(folded) and count <= 15):
        return False
    return not _PLANS.search(folded) and _is_remark(folded, names=any(thought.own.named for thought in letter.thoughts))


def _is_remark(folded: str, *, names: bool) -> bool:
    """Whether it thanks, praises, greets or tells of what is over; `names` where an event is named, of which nothing is merely told."""
    if names and not (_THANKS.search(folded) or _REMARKS.search(folded)):
        return False
    if _MERELY_TOLD.search(folded) and not (_OF_NOW.search(folded) or _WANTS.search(folded) or names):
        return True
    if _REMARKS.search(folded) and not _WANTS.search(folded):
        return True
    return bool(_THANKS.search(folded) and any_of(_GERMAN).search(folded)) and not _PERHAPS_A_DAY.search(folded)


def _plans_beside(letter: Letter) -> bool:
    """Whether a clause beside those that put the answer off sets the writer beside an event."""
    return any(_is_own_plan(one) and not _LATER.search(one.clause.folded) for one in letter.thoughts)


def _is_own_plan(thought: Thought) -> bool:
    """Whether a clause sets the writer beside an event, or takes a place, in whatever words."""
    folded = thought.clause.folded
    return bool(_OWN_PLACE.search(folded)) or (thought.own.named and bool(_FIRST_PERSON.search(folded)))


def _answers_anything(letter: Letter) -> bool:
    """Whether an event is named, or anything said that may be an answer."""
    return any(thought.own.named or (thought.said and thought.said.certain and thought.said.rule != "no") for thought in letter.thoughts)


def _touches_other_kinds(thought: Thought, part: Part, *, asked: bool) -> bool:
    """Whether a clause uses the words of a kind of answer that was not found; of coming only where an event was `asked` about."""
    folded = thought.clause.folded
    kinds = {finding.kind for finding in part.findings}
    offers = _names_other_shift(thought, part) and not _LEFT_ALONE.search(folded)
    gives = bool(_OFFERS.search(folded)) and not _LEFT_ALONE.search(folded) and bool(_SELF.search(folded)) and not _REFUSED.search(folded)
    return (
        offers
        or ("volunteer" not in kinds and gives and company_in(folded) is None)
        or ("dues" not in kinds and speaks_of_dues(folded))
        or (not kinds & {"unsubscribe", "contact_change"} and touches_mail(folded) and not _READS_ON.search(folded))
        or ("contact_change" not in kinds and bool(_DATA.search(folded)) and not _LETTERHEAD.match(folded))
        or ("motion" not in kinds and speaks_of_motion(folded) and not (_REFUSED.search(folded) or _LATER_MOTION.search(folded)))
        or ("rsvp" not in kinds and asked and bool(thought.said) and bool(_COMING.search(folded)))
        or ("rsvp" not in kinds and bool(thought.own.events) and bool(_PLANS.search(folded)))
    )


_READS_ON = any_of(r"danke\w*|dank|lese?n? (?:ich|wir)|unterschrift\w*")
_LATER_MOTION = any_of(r"folg\w*|noch|kommt|von dem|später|eigene\w* mail")


_NOT_MINE = any_of(
    r"nicht|nich|nix|nichts|kein\w*|nein|nee|nö|ohne|lieber|wer anders|jemand\w*|wen|andere\w*|überlass\w*|sucht|sicher genug|essen"
    r"|essend?|danach|wäre|oder"
)


def _names_other_shift(thought: Thought, part: Part) -> bool:
    """Whether the clause names a shift and nothing was read of help; beside help for another one only where it refuses nothing."""
    told = {finding.target for finding in part.findings if finding.kind == "volunteer"}
    return bool(thought.task.shifts) and (not told or not (told & set(thought.task.shifts) or _NOT_MINE.search(thought.sentence.folded)))


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
    open_events = [event for event in (thought.events if thought.own.others else thought.own.events) if event not in answered]
    if not {finding.kind for finding in part.findings} & {"rsvp", "volunteer"} and not (
        thought.said or _COMING.search(thought.clause.folded)
    ):
        return False
    return bool(open_events) and not (_LATER.search(thought.sentence.folded) or _LEFT_ALONE.search(thought.clause.folded))
