"""Is there nothing in the letter that looks like an answer: thanks, a greeting, a remark to all, an answer put off?"""

from mailer.reading.answers.dues import speaks_of_dues
from mailer.reading.answers.motion import denies_motion, speaks_of_motion
from mailer.reading.answers.stances import regrets
from mailer.reading.answers.thoughts import Letter, Thought
from mailer.reading.answers.unsubscribe import touches_mail
from mailer.reading.answers.words import any_of, words_of

_THANKS = any_of(
    r"danke\w*|dank|vielen dank|merci|toll\w*|schön\w*|super|klasse|prima|spitze|respekt|gut gemacht|weiter so|freu\w*|lob"
    r"|glückwunsch|gratul\w*|herzlich\w*|zur kenntnis|zur info|gelesen|angekommen|erhalten|gute arbeit|viel erfolg|alles gute"
    r"|frohe|guten rutsch|gute besserung|wollte ich nur|nur mal|hinweis|übrigens|info|notiert|gesehen|weitergeleitet|weitergereicht"
    r"|weitergegeben|ausgedruckt|aufgehängt|wünsche?n?(?! ich mir)|habt (?:einen|eine|ein) \w+|bestens|gut so|grüße?|gruß|merci"
    r"|(?:kam|kamen) (?:doppelt|an)|gefällt (?:mir|uns)|verstanden|keine fragen|lächeln|gerührt|berührt|kompliment\w*|hut ab|bravo|(?:hat"
    r"|haben) (?:mich|uns) (?:sehr |so |riesig )?gefreut"
    r"|wehmut|verwechslung"
)
PLANS = any_of(
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
    r"gefällt (?:mir|uns)|(?:wollte|will|wollten)(?: (?:ich|wir|es|das|euch|hier|jetzt|auch))* nur (?:mal |kurz "
    r"|eben )?(?:bescheid (?:geben|sagen)|teilen|erzählen|mitteilen|gratulieren)"
    r"|lese(?: ich)? (?:\w+ ){0,4}(?:gern|gerne|immer)|falsche (?:mail|adresse|gruppe)(?:,? wollte.*)?|ignorier\w*|(?:drückt|drücke?"
    r"|drücken)(?: \w+){0,3} (?:die )?daumen"
    r"|(?:das )?(?:sollt|sollte|wollt|dürft) ihr (?:ruhig |doch |auch )?wissen|(?:nur )?meine meinung|so sehe (?:ich|nicht nur ich) das"
    r"|das sehe nicht nur ich so"
    r"|keine (?:anträge|fragen|einwände|anmerkungen|ideen|wünsche)|(?:macht|machen sie) (?:es |'s )?gut|bleibt gesund|ohren steif"
    r"|grüßt (?:mir )?(?:ihn|sie|den|die|alle|schön)"
    r"|alles (?:bestens|in ordnung|in butter)"
    r"|hab(?:e)? (?:ich )?(?:sehr |oft |herzlich )?gelacht",
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
_PERHAPS_A_DAY = any_of(r"(?:notiert|verstanden|freu\w*)[^\n]*\d.*|\d[^\n]*(?:notiert|verstanden|freu\w*)")
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
DATA = any_of(
    r"\S+@\S+|\w*adresse|\w*anschrift|(?!konto|raum|haus)\w*nummer(?! (?:\d{1,3}|eins|zwei|drei|vier|fünf)(?!\w))"
    r"|handy\w*|umgezogen|0\d{3,}\S*|mailadresse"
)
LATER = any_of(
    r"(?:kann|könnte|werde|weiß)(?: (?:ich|wir|euch|es|das|dazu|darüber))* erst (?:[\w.-]+ ){1,6}(?:sagen|zusagen|antworten|entscheiden"
    r"|mitteilen|planen)|danach (?:antwort|bescheid|mehr)"
    r"|(?:sage?|melde|gebe?|entscheide?|antworte)(?: [\w'-]+){0,6}? (?:von (?:fall|mal|termin) zu (?:fall|mal|termin)|jeweils|kurzfristig)"
    r"|sag(?:e|'s|s)? (?:ich )?(?:'s |es )?euch,? (?:wenn|sobald)"
    r"|(?:melde|meld)(?: ich)? mich(?: \w+){0,2} (?:wegen|zu den|zum|dazu)|äußere?(?: ich)? mich|(?:antwort|rückmeldung"
    r"|bescheid)(?: [\w'-]+){0,5}? (?:kommt|folgt),? (?:wenn|sobald)"
    r"|(?:antworte|entscheide)(?: ich)?(?: \w+){0,3} (?:anfang|mitte|nächste\w*|im|in|heute|übermorgen|sobald|wenn)|schick\w* (?:ich"
    r"|wir)(?: euch)? noch|fragt(?: \w+){0,4} noch ?mal",
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
    r"|mich(?! als| zurück)|rechtzeitig|nach|nächste\w*|dann|wieder|week)|(?:rückmeldung|antwort|bescheid) (?:folgt|kommt|gebe)"
    r"|kommt(?: [\w'.-]+){0,5}? \w*antrag|\w*antrag(?: [\w'.-]+){0,5}? (?:noch|in arbeit)|(?:antwort|nachricht|bescheid) (?:bekommt"
    r"|kriegt|habt)"
    r"|fragt(?: \w+){0,4} (?:wieder|später|nochmal)|gebe?(?: [\w'.-]+){0,5}? (?:nachricht|bescheid|rückmeldung)"
    r"|noch (?:zu )?(?:weit weg|zeit|nicht dran)|bitte (?:noch )?(?:etwas |ein bisschen |um )?geduld|rufe? (?:ich )?(?:dich"
    r"|euch) (?:nochmal |noch mal |noch )?an",
)
_STAYS = any_of(
    r"(?:unbedingt|gern\w*|bitte) weiter(?:hin)? (?:bekommen|erhalten|lesen)|(?:find|finde)(?: ich)?(?: \w+){0,3}? (?:gut|richtig|toll"
    r"|super|wichtig|klasse)|bin (?:ich )?dafür|(?:trete"
    r"|treten)(?: ich)? nicht aus|bleibe?(?: ich)?(?: \w+){0,3}? (?:mitglied|genoss\w*|in der partei)|nicht ausgetreten"
)
_PAST_HELP = any_of(
    r"danke\w* (?:euch |dir |ihnen |allen )?(?:für|fürs)|letzte[snm]? (?:mal|jahr|monat|woche|sonntag|samstag)|neulich|gestern"
    r"|(?:hat|haben|war|waren)(?: [\w'.-]+){0,6} (?:geklappt|gut|toll|super|lecker|schön|gelaufen|organisiert|klasse|prima|gefallen"
    r"|geschmeckt)"
)
_REFUSES_HELP = any_of(
    r"(?:helfen|hilfe|einlass|aufbau|abbau|schicht|kuchen|dienst)(?:.|\n){0,50} sucht euch (?:bitte )?(?:andere\w*|wen|jemand\w*)",
    r"(?:mit|aus)?(?:helfen|hilfe|heben|tragen|schleppen|backen|anpacken)(?: [\w']+){0,6}? (?:nicht|kein\w*|schlecht|ohne mich"
    r"|geht nicht|andere\w*)",
    r"(?:nicht|kein\w*|schlecht)(?: [\w']+){0,4}? (?:mit|aus)?(?:helfen|heben|tragen|schleppen|backen|anpacken)",
)


def is_small_talk(letter: Letter) -> bool:
    """Whether nothing in the letter looks like an answer: thanks, greetings, a remark to all, or an answer put off."""
    folded = letter.folded
    count = len(words_of(folded))
    if count > 50:
        return False
    if count == 0 or (LATER.search(folded) and count <= 32 and not _plans_beside(letter)):
        return True
    if count <= 40 and (_STAYS.search(folded) or _REFUSES_HELP.search(folded)) and not (_answers_anything(letter) or _plans_beside(letter)):
        return True
    if letter.context.dues is not None and _KIND_REMINDER.search(folded) and not any_of(r"\d+|zahl\w*|überw\w*|aber").search(folded):
        return count <= 25
    if speaks_of_dues(folded) or touches_mail(folded) or regrets(folded) or DATA.search(folded):
        return False
    if denies_motion(folded) and count <= 15 and not (_answers_anything(letter) or _plans_beside(letter)):
        return True
    if speaks_of_motion(folded) and not any_of("kommt|folgt|später|noch|in arbeit").search(folded):
        return False
    named = [one for one in letter.thoughts if one.task.shifts and not _PAST_HELP.search(one.clause.folded)]
    if named or any(thought.said or _is_own_plan(thought) for thought in letter.thoughts):
        return False
    if letter.context.dues is not None and not (any_of(r"danke\w*|dank").search(folded) and count <= 20):
        return False
    return not PLANS.search(folded) and _is_remark(folded, names=any(thought.own.named for thought in letter.thoughts))


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
    beside = [one for one in letter.thoughts if not (LATER.search(one.clause.folded) or _REFUSES_HELP.search(one.clause.folded))]
    return any(_is_own_plan(one) for one in beside)


def _is_own_plan(thought: Thought) -> bool:
    """Whether a clause sets the writer beside an event, or takes a place, in whatever words."""
    folded = thought.clause.folded
    return bool(_OWN_PLACE.search(folded)) or (thought.own.named and bool(_FIRST_PERSON.search(folded)))


def _answers_anything(letter: Letter) -> bool:
    """Whether an event is named, or anything said that may be an answer."""
    told = [one for one in letter.thoughts if not _REFUSES_HELP.search(one.clause.folded)]
    return any(one.own.named or (one.said and one.said.certain and one.said.rule != "no") for one in told)
