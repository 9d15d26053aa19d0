"""Does the writer say no by telling where they are instead: "am 23. bin ich auf Kur"?"""

import re

from mailer.model.reading import Finding
from mailer.reading.answers.agenda import is_word_for
from mailer.reading.answers.clauses import Sentence
from mailer.reading.answers.confidence import confidence_of
from mailer.reading.answers.days import is_of_month
from mailer.reading.answers.gates import Gate
from mailer.reading.answers.parts import NOTHING, Part
from mailer.reading.answers.thoughts import Letter, Thought
from mailer.reading.answers.words import any_of, words_of

_AWAY = any_of(
    r"(?:tagt|tagen|bin|sind|sitze?|hab|habe|ist|leite)(?: [\w-]+){0,4}? (?:\w{3,}ausschuss|\w{3,}kommission|stadtrat|kreistag"
    r"|gemeinderat|ortschaftsrat|aufsichtsrat"
    r"|betriebsrat\w*|personalrat\w*)",
    r"\w*dienst|\w*schicht|\w*urlaub|\w*kur|\w*reha|\w*montage|\w*weiterbildung|\w*fortbildung\w*|\w*schulung|\w*lehrgang|\w*seminar"
    r"|\w*praktikum|\w*workshop|\w*prüfung\w*|\w*examen|\w*klausur(?! der)|klausurphase|vorstellungsgespräch|\w*verhandlung|gericht\w*"
    r"|notar\w*"
    r"|inventur|stillstand|hochbetrieb|urlaubssperre|messe|kongress|tagung|\w{3,}konferenz|\w{3,}versammlung|\w{3,}tagung|\w{3,}wahl"
    r"|wahlhelfer\w*|\w+kurs|unterricht|kellnere|blutspende|skatabend|kegeln|kegelabend|spieleabend|\w*gottesdienst"
    r"|weinlese|\w*ernte"
    r"|\w*bereitschaft|\w*wache|sprechstunde|kampfrichter|trainer|(?:einen|einem|mein\w*|unser\w*) kurs|\w{3,}einsatz|ruhezeit|backtag"
    r"|waschtag|\w{3,}abnahme|audit"
    r"|betriebsprüfung|kassenprüfung"
    r"|berufsschule|vorlesung|\w*unterricht|fahrschule"
    r"|fahrprüfung"
    r"|auswahlgespräch|bewerbungsgespräch|dreharbeiten|drehtag|gastspiel|handwerker|schornsteinfeger|klempner|richtfest|nachtruhe"
    r"|arbeiten|arbeite|arbeitet|arbeit|malochen|kellnern|dienstreise",
    r"\w*hochzeit(?:stag|sfeier)?|elternzeit|\w{3,}ausflug|tag der offenen tür|goldene\w*|silberne\w*|diamantene\w*|polterabend|trauung"
    r"|standesamt|trauzeug\w*|\w*geburtstag\w*|geburtstagsfeier"
    r"|jubiläum|\w*jugendweihe\w*|\w*taufe|taufen|getauft"
    r"|konfirmation|konfirmiert|kommunion|firmung|\w*aufführung|vorspielen?|schulfest|kitafest|kindergartenfest|krippenspiel\w*"
    r"|laternenumzug|martinszug"
    r"|rückenschule|töpfern|\w*yoga|pilates|\w*gymnastik|tanzkurs|tanzstunde|tango|aquafitness|skat|skatrunde|doppelkopf|musikschule"
    r"|date|rendezvous"
    r"|eheberatung|paarberatung|papa-?wochenende|mama-?wochenende|einschulung|schulanfang|abiball|abschlussball|zeugnis\w*|elternabend"
    r"|elternsprechtag|\w*beerdigung"
    r"|trauerfeier"
    r"|\w*familienfeier|familientreffen|\w{3,}treffen|\w{3,}feier|klassenfahrt|klassentreffen|heiratet|heirate|heiraten|muttertag"
    r"|wird (?:mein\w* \w+ )?\d\d|werde? ich"
    r" (?:\d\d|\w+zig)",
    r"krankenhaus|\w*klinik|klinikum|hospital|notaufnahme|op|operation|operiert|op-\w+|\w*gestochen|kaiserschnitt|entbindung|kreißsaal"
    r"|geburtstermin"
    r"|krankgeschrieben|krank|im bett|grippe|corona|covid|quarantäne|masern|windpocken|scharlach|norovirus|magen-darm\w*|fieber|erkältet"
    r"|\w*entzündung|\w*grippe"
    r"|gips|gebrochen|verstaucht|bandscheibe\w*|bandscheibenvorfall|\w*bruch|kreuzbandriss|bänderriss|schlüsselbein|hexenschuss|migräne"
    r"|\w*infekt|angina|windpocken|läuse|röntgen|krankgemeldet|bettruhe|bettlägerig|herzinfarkt|schlaganfall|meniskus|kreuzband"
    r"|achillessehne|\w{3,}riss"
    r"|prellung|zerrung|ischias|mandeln|mandel-op|blinddarm|\w{2,}-op|isolation"
    r"|gürtelrose|streckverband"
    r"|mutterschutz|wochenbett|chemo\w*|\w*bestrahlung|\w*therapie|dialyse|mrt|\w*arzt|\w*arzttermin|orthopäd\w*|physio\w*"
    r"|\w*termin beim?|einbestellt",
    r"verreist|auf reisen|\w*reise|flieger|flugzeug|kreuzfahrt|flitterwochen|mallorca|malle|ostsee|nordsee|(?:in|über"
    r"|während) den \w*ferien|ferienwohnung"
    r"|wohnmobil|fernbus|flixbus|nachtzug|jakobsweg|pilgern|kloster|exerzitien|segeltörn|törn|studienfahrt|abschlussfahrt|klassenfahrt"
    r"|kursfahrt|schüleraustausch"
    r"|camping|zelten|zeltlager"
    r"|ski(?:fahren|urlaub|freizeit)?|segeln|festival|auslandssemester|im ausland|außer haus|außer landes|auswärts|(?:bin"
    r"|sind)(?: \w+){0,4} unterwegs|auf arbeit",
    r"\w*turnier|\w*training|\w*konzert|\w*probe|\w*auftritt|orchester|chor|\w*marathon|\w*wettkampf|\w*spiel|pokalspiel|im garten"
    r"|\w*markt|wandern|umzug|umziehen"
    r"|(?:hat|hab|haben|habe|ist|sind|kommt|kommen|bekommen?)(?: \w+){0,4} (?:zu )?besuch|babysitten|babysitte|(?:pass|passe|hüte"
    r"|betreue)(?: ich)?(?: \w+){0,5}"
    r"|(?:enkel\w*|kinder\w*)(?: \w+){0,3} (?:aufpassen|hüten|betreuen)|verabredet|verplant|verhindert|eingespannt|gebunden|eingeteilt"
    r"|nicht da"
    r"|karten für|andere\w* termin\w*"
    r"|schon (?:was|etwas) vor|anderweitig|überschneid\w*|kollidiert|auf dem weg (?:nach|zu\w*|in|an)",
)
_VERB = (
    r"(?:bin|sind|weile?n?|fahre?n?|fliege?n?|liege?n?|sitze?n?|stehe?n?|stecke?n?|bleibe?n?|hänge?n?|wandere?n?|arbeite?n?|tanze?n?"
    r"|spiele?n?|singe?n?|pfeife?n?|tauche?n?|gastiere?n?|jobbe?n?|schufte?n?|unterrichte?n?|übernachte?n?"
    r"|campe?n?|zelte?n?"
    r"|urlaube?n?|pilgere?n?|schwitze?n?|winke?n?|verkaufe?n?)"
)
_AT = r"(?:in|im|ins|auf|aufm|an|am|bei|beim|nach|zur|zum|unter|unterm|vor|vorm|hinter|hinterm|neben|zwischen|überm|außer|gen|richtung)"
_WHOSE = r"(?:(?:der|dem|den|die|das|einer|einem|einen|meiner|meinem|meinen|unserer|unserem|unseren|drei|zwei|sein\w*|ihr\w*|eine) )?"
_PLACE = re.compile(
    rf"^\W*(?:dass|weil|da) (?:ich|wir)(?: [\w'.-]+){{0,8}}? (?:in|auf|im|bei|beim|an der"
    rf"|am) {_WHOSE}([\w-]{{3,}})(?: [\w-]+){{0,5}} (?:bin|sind|stehe|sitze|liege|weile|arbeite)$|"
    rf"\b{_VERB} (?:ich|wir|ick|i)(?: (?!da\b(?! (?:(?:noch|leider|schon|gerade|ja) )?(?:in|im|auf|am|an|bei|beim|zur|zum|nach|mit)\b)"
    rf"|dabei|hier|gern|natürlich|mit\b|vor\b"
    rf"|hin\b)[\w'.-]+){{0,6}}? {_AT} {_WHOSE}([\w-]{{3,}})"
    rf"|\b(?:ich|wir|ick)(?: (?:selber|selbst|aber|leider))* {_VERB}(?: (?!da\b(?! (?:(?:noch|leider|schon|gerade|ja) )?(?:in|im|auf|am"
    rf"|an|bei|beim|zur|zum|nach|mit)\b)"
    rf"|dabei|hier)[\w'.-]+){{0,6}}? {_AT} {_WHOSE}([\w-]{{3,}})"
    rf"|^\W*(?:{_VERB}|verbringe?) (?:(?:leider|da|dann|an dem tag|am [\d.]+|(?:ab|vom|bis|zum) [\w.]+|selber|schon|noch"
    rf"|gerade) )*{_AT} {_WHOSE}([\w-]{{3,}})"
)
_STAYS = Gate(any_of(_VERB, r"verbringe?"))
"""Without one of these verbs no place is told."""
_HAS = any_of(  # an appointment of whatever name: "am 23. habe ich Töpferkurs"
    r"^\W*(?:leider |sorry |denn |weil |da )*(?:am|den|der|an|zum) [\w. -]{2,30}? (?:habe?|haben|hat)(?: ich| wir)(?: (?:leider|da"
    r"|schon|auch|selber|selbst|noch|gerade"
    r"|ausgerechnet|dummerweise|einen?|eine|meine[nm]?|unsere?n?|um \w+|ab \w+|abends|vormittags|nachmittags|morgens|früh)){0,4}"
    r" (?!zeit|frei|lust|luft|nichts|nix|alles|kein|platz|plätze|kapazität|interesse|bock|geburtstag|\w*kuchen|frage|bedenken|auto|wagen"
    r"|schlüssel|wochenende|ferien"
    r"|feierabend|freizeit|möglichkeit|gelegenheit|urlaub|vor\b|was|etwas|mir|mich|uns|euch|das|es|den|die|dazu|dafür|zug|\w*ge\w+(?:t"
    r"|en)\b|\w+iert\b|ver\w+(?:t|en)\b"
    r"|\w+sagt\b|\w+(?:plant|merkt|tragen|nommen|halten|schaufelt|blockt)\b|anmeldung|zusage|teilnahme|bereits|fest|doch|ja"
    r"|also)[a-zäöüß-]{4,}\W*$"
)
_HERE = re.compile(  # the end of a word for a place at the event itself
    r"(?:saal|tisch|reihe|tür|eingang|euch|ihnen|platz|stelle|start|matte|bord|fall|jeden|grill|theke|stand|küche|beamer|uhr|nachmittag"
    r"|vormittag|abend|morgen|mittag|ende|anfang|boot|form|liste|halle|raum|partie|foyer|bühne|kasse|zelt|regal|tresen|garderobe|pult|herd"
    r"|ofen|buffet|büfett|zange|anmeldung|empfang|einlass|auto|jugend|gäste|leinwand|sattel|tribüne|kamera|monitor|rechner|bildschirm"
    r"|laptop|ersten|januar|februar|märz|april|juni|juli"
    r"|august|september|oktober|november|dezember)(?:n|s|en|e|es)?$|^(?:vor)?ort|^alle|^weg|^bus$|alten$|neuen$|^mai$"
)
_AT_THAT_TIME = any_of(
    r"da|an (?:dem|diesem) (?:tag|abend|wochenende|samstag|freitag|sonntag|mittwoch|termin|datum)|dann|zu der zeit|an jenem \w+"
    r"|ausgerechnet|leider|schade|genau an|gerade an|zeitgleich|gleichzeitig|da|in (?:der|dieser) woche|zu dem zeitpunkt|um (?:die"
    r"|diese) zeit|selber|selbst|tut mir leid|sorry|den ganzen \w+"
    r"|am (?:selben|gleichen) tag|zur selben zeit"
)
_THERE = any_of(r"da|an (?:dem|diesem) (?:tag|abend|wochenende|termin|datum)|genau dann|zu der zeit|zeitgleich|gleichzeitig")
_FAREWELL = any_of(
    r"viel (?:spaß|erfolg|vergnügen)|feiert(?: \w+)?|gutes gelingen|grüßt|trinkt|esst|tagt|ihr versteht|versteht (?:ihr|sie)|alles gute"
    r"|toi toi\w*|drückt|nächstes (?:mal|jahr)|beim nächsten mal"
    r"|(?:lese|les|lese ich|nachlesen)(?: \w+){0,5} protokoll|spielt (?:gut|schön)|gute debatte|seid (?:mir )?nicht böse"
    r"|tut mir (?:sehr |echt |wirklich )?leid|verzeiht|schade"
)
_FIRST_PERSON = any_of(r"ich|wir|mich|mir|uns|meine?[rnm]?|unsere?[rnm]?|bin|hab|habe|muss|liege?|sitze?|stehe?")
_I_AM = any_of(
    r"(?:fliegen|fahren|sitzen|liegen|stehen|weilen|verbringen|arbeiten|reisen|feiern|wandern|zelten|campen|bleiben) wir|wir (?:fliegen"
    r"|fahren|feiern|reisen)",
    r"ist bei (?:uns|mir)|(?:heiratet|feiert|feiern|wird|ist|hat) (?:mein\w*|unser\w*)|werde ich|bin|sind wir|wir sind|hab|habe|haben wir"
    r"|wir haben|muss|müssen wir|arbeite|fliege|fahre|liege|sitze"
    r"|stehe|feiere"
    r"|feiern wir|heirate",
)
_YET = any_of(
    r"komme?|dabei|stoße?|zugeschaltet|eingewählt|per video|jap?|jo|mit (?:begleitung|enkel\w*)|passt|ginge|reicht|los|bei euch"
    r"|sitze ich (?:im saal|vorn\w*|da)|kann ich(?! (?:leider )?nicht)|freu\w*"
    r"|anreise|reise an|ankunft|gesund|fit|überleg\w*|bescheid|melde|antwort|rückmeldung|kläre?n?"
)
_WISHED = any_of(
    r"(?:wäre?n?|wär|hätte?n?|käme?n?|hätt)(?: [\w'-]+){0,5}? gern\w*(?: [\w'-]+){0,4}? (?:dabei|gekommen|teilgenommen|mitgemacht|los"
    r"|mitgekommen|da)(?: gewesen)?"
    r"|wollte?n?(?: [\w'-]+){0,5}? (?:kommen|dabei sein|teilnehmen|mitmachen|mitkommen)"
)
_NOT_SO = any_of(
    r"raus|nur (?:den|bis|zum)|(?:ersten|zweiten|halben) tag|wie (?:jedes jahr|immer|gewohnt)|zu (?:zweit|dritt|viert|fünft)"
    r"|ab (?:januar|februar|märz|april|mai|juni"
    r"|juli|august|september|oktober|november|dezember|sofort|nächste\w*)",
    r"kein|keine|keinen|abgesagt|verschoben|(?<!niemand\s)(?<!nicht\s)(?<!kein\s)frei|danach|vorher|bis dahin|trotzdem|letzte[ns]?"
    r"|voriges?|vorige[ns]?|damals|^\W*davor|einschließlich|endet|rechtzeitig|stand heute|eingeteilt|adresse|anschrift|\w*nummer|lautet"
    r"|heiße|versorgt"
    r"|bis (?:halb|viertel|dreiviertel|mittags?|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|um)|bestellt|verlängert"
    r"|(?<!seit\s)gestern|war|hatte|bis \d+|erst|kommen|komme|wenn|falls|ob|vormittags?|nachmittags?|später|ab \d+|dazu|früh|über|statt"
    r"|helfe\w*|bringe?|mach|mache|macht"
    r"|vielleicht|eventuell|vertrete\w*|\w*tausch\w*|antrag\w*|schwänz\w*|verleg\w*|genehmigt|bewilligt|genommen|gelesen|angekommen"
    r"|liegen lassen|verleih\w*|hol\w*|bringen|eigentlich|abstimmen"
    r"|nur am|bei (?:euch|ihnen)|zurück|hoffentlich|könnte|trotz|neulich|gerade (?:von|aus|erst)|beruflich|von beruf|scheide|gemeint"
    r"|meint\w*|erlaubt",
)
_BUT = any_of(
    r"aber(?! (?:danke|viel|euch|schön\w*|trotzdem (?:danke|viel)))|trotzdem(?! (?:danke|viel))|danach|bis dahin|vorher|kommen|komme"
    r"|dann (?:bin|komme?|stoße?|passt|geht)|ab \d+|nicht (?:so )?schlimm|bringe?"
    r"|helfe\w*|mach|mache|übernehme?|abgeben|zurück\w*|zugesagt|kein\w* der|alle\w*|eigentlich|vielleicht|eventuell|falls|wenn|ob"
    r"|bei (?:euch|ihnen)|gelesen|danke für die (?:unterlagen|fotos)"
)
_TOLD = any_of(
    r"gelesen|angekommen|liegen lassen|nur (?:den|bis)|(?:ersten|zweiten|halben) tag|an (?:beiden|allen) tagen|ab \w*tag\w*|abstimmen"
    r"|genehmigt"
)  # no excuse, or of one day only
_MYSELF = any_of("selbst|selber")
_GOES_ON = any_of(r"\W*(?:also|dann|ab|aber|trotzdem|dafür)(?: .*)?")
_OURS = any_of(r"^\W*mein\w*|karten für|für mein\w*")  # told of the event itself
_THE_SHIFT = any_of(
    r"(?:die|der|zur|für die|erste|zweite|dritte|späte|frühe|letzte)(?: \w+)? \w*schicht|schicht (?:um|ab|von|\d)|machen|übernehmen|nehmen"
)
_BRIEF = 6  # words of a sentence that may do without "ich": "29.1. leider Zeugniskonferenz"
_WEEKDAY = re.compile(r"(?:mon|diens|donners|frei|sams|sonn)tag|sonnabend|mittwoch|\d+\.(?= )")
_LONGEST = 55  # words; in a longer letter an excuse alone is no answer
_SHORT = 14  # words; a letter of no more than an excuse answers the only event there is


def excuses_of(letter: Letter, so_far: Part) -> Part:
    """Refusals that are only told by an excuse, for events without any other answer, where nothing else speaks against it."""
    answered = {finding.event for finding in so_far.findings if finding.kind == "rsvp"}
    if so_far.doubts or len(words_of(letter.folded)) > _LONGEST:
        return NOTHING
    kinds = {finding.kind for finding in so_far.findings}
    if "resignation" in kinds:
        return NOTHING
    beside = bool(kinds & {"volunteer", "motion"})
    findings: dict[str, Finding] = {}
    used: set[int] = set()
    for sentence in letter.sentences:
        if sentence.number in so_far.sentences or sentence.asks:
            continue
        if beside and not (_MYSELF.search(sentence.folded) or ("volunteer" not in kinds and _names_a_day(sentence, letter))):
            continue
        for thoughts in _by_event([one for one in letter.thoughts if one.sentence.number == sentence.number]):
            for event in _excused(sentence, thoughts, letter):
                if event not in answered and not _says_more_of(event, sentence, letter):
                    findings.setdefault(event, _finding(event, sentence))
                    used |= {one.clause.start for one in thoughts}
    return Part(tuple(findings.values()), clauses=frozenset(used))


def _by_event(thoughts: list[Thought]) -> list[list[Thought]]:
    """The thoughts of a sentence, those of one event together: "20.11. bin ich da | 29.11. sind wir bei Oma, leider"."""
    groups: list[list[Thought]] = []
    for one in thoughts:
        anew = one.own.events and groups and any(_tells_of(other) and other.own.events != one.own.events for other in groups[-1])
        before = one.said and groups and any(other.own.events for other in groups[-1]) and (one.own.events or one.own.others)
        if not groups or anew or before:
            groups.append([])
        groups[-1].append(one)
    return groups


def _says_more_of(event: str, sentence: Sentence, letter: Letter) -> bool:
    """Whether a later sentence sets the writer beside the event again: "Am 30. hab ich Dienst. Die Pause verbringe ich in der Runde"."""
    behind = [one for one in letter.thoughts if one.sentence.number > sentence.number and event in one.own.events]
    told = [one.clause.folded for one in behind if not _FAREWELL.search(one.clause.folded)]
    return any(_FIRST_PERSON.search(one) or _GOES_ON.match(one) for one in told)


def _tells_of(thought: Thought) -> bool:
    """Whether a clause answers its events, or excuses from them in its own words."""
    return bool(thought.said) or (bool(thought.own.events) and _tells(thought.clause.folded))


def _excused(sentence: Sentence, thoughts: list[Thought], letter: Letter) -> tuple[str, ...]:
    """The events that the words excuse from: they name the day, or say "da" or nothing more where only one event is open."""
    if any(one.said for one in thoughts) or not ((whole := _are_all(thoughts, sentence)) or any(one.own.events for one in thoughts)):
        return ()
    folded = sentence.folded if whole else sentence.folded[thoughts[0].clause.at : thoughts[-1].clause.at + len(thoughts[-1].clause.folded)]
    if _TOLD.search(folded):
        return ()
    told = [one.clause for one in thoughts if _tells(one.clause.folded)]
    if not told or len(words_of(folded)) > 24:
        return ()
    rest = folded.removeprefix("aber ")[max(0, told[0].at - thoughts[0].clause.at - 1) :].lstrip(" ,").removeprefix("aber ")
    if any(_NOT_SO.search(one.folded) for one in told) or _BUT.search(rest) or _speaks_against(folded, thoughts, letter):
        return ()
    named = {event for one in _telling(thoughts) or thoughts for event in _named_by(one)}
    if any(
        event not in named and not one.own.others for one in letter.thoughts if _is_bare_beside(one, sentence) for event in one.own.events
    ):
        return ()
    brief = len(words_of(folded)) <= _BRIEF and bool(named) and not _OURS.search(folded)
    away = _is_away(folded, letter, brief=brief)
    if not away and not _is_elsewhere(folded, letter):
        return ()
    if not ((brief and away) or _AT_THAT_TIME.search(folded) or _FAREWELL.search(letter.folded) or _tells_it_at_once(thoughts)):
        return ()
    if named and (_names_its_time(thoughts) or (len(named) == 1 and _THERE.search(folded))):
        return tuple(one for one in letter.agenda.ids if one in named)
    if named - {letter.agenda.only} or any(thought.own.foreign or thought.own.beside for thought in thoughts):
        return ()
    pointed = _pointed_at(sentence, letter, away)
    return (pointed,) if pointed else ()


def _are_all(thoughts: list[Thought], sentence: Sentence) -> bool:
    """Whether the thoughts are those of the whole sentence."""
    return thoughts[0].clause == sentence.clauses[0] and thoughts[-1].clause == sentence.clauses[-1]


def _speaks_against(folded: str, thoughts: list[Thought], letter: Letter) -> bool:
    """Whether the words are of a shift alone, of coming after all, or of several days of one event."""
    if any(one.task.shifts for one in thoughts) and not any(one.own.events for one in thoughts):
        return True
    beside = _WISHED.sub("_", letter.folded if letter.agenda.only else folded)
    if (letter.agenda.shifts and _THE_SHIFT.search(folded)) or _YET.search(beside):
        return True
    return len(set(_WEEKDAY.findall(folded))) > 1 and any(len(one.days) > 1 for one in letter.agenda.known)


def _tells_it_at_once(thoughts: list[Thought]) -> bool:
    """Whether one clause names the time and what the writer does then: "am 23. bin ich im Urlaub"."""
    return any(_I_AM.search(one.clause.folded) or _HAS.search(one.clause.folded) for one in _telling(thoughts))


def _telling(thoughts: list[Thought]) -> list[Thought]:
    """Those that name an event and the excuse from it in one clause."""
    return [one for one in thoughts if _named_by(one) and _tells(one.clause.folded)]


def _named_by(thought: Thought) -> tuple[str, ...]:
    """The events that the clause names itself, by "the others" or by the month in which they are."""
    if thought.own.others:
        return thought.events
    return thought.own.events or (thought.own.among if is_of_month(thought.clause.folded) else ())


def _is_bare_beside(thought: Thought, sentence: Sentence) -> bool:
    """Whether a clause of the sentence names an event and says nothing that is understood: "am 30. bei euch"."""
    return thought.sentence.number == sentence.number and not thought.said and not _tells(thought.clause.folded)


def _tells(folded: str) -> bool:
    return bool(_AWAY.search(folded) or _place_told(folded) or _HAS.search(folded))


def _place_told(folded: str) -> re.Match[str] | None:
    """Where the words say that the writer is or goes to some place."""
    return _PLACE.search(folded) if _STAYS.opens(folded) else None


def _is_away(folded: str, letter: Letter, brief: bool) -> bool:
    """Whether the sentence tells of the writer's work, illness, feast or journey; the event's own words are none."""
    if _HAS.search(folded):
        return True
    found = _AWAY.search(folded)
    if found is None or not (brief or _FIRST_PERSON.search(folded)):
        return False
    return not is_word_for(found.group(), letter.agenda.names)


def _is_elsewhere(folded: str, letter: Letter) -> bool:
    """Whether the writer is, or goes, to a place that is not the event's."""
    found = _place_told(folded)
    if found is None:
        return False
    place = next(one for one in found.groups() if one)
    ours = letter.agenda.names
    if _HERE.search(place) or is_word_for(place, ours) or place[0].isdecimal():
        return False
    return not any(place[:5] == word[:5] for word in ours)


def _names_a_day(sentence: Sentence, letter: Letter) -> bool:
    return any(one.own.events and not one.task.shifts for one in letter.thoughts if one.clause.sentence == sentence.number)


def _pointed_at(sentence: Sentence, letter: Letter, away: bool) -> str | None:
    """The event meant by "da": the only one, or the one asked about just before; the only one too where a short letter says no more."""
    says_when = bool(_AT_THAT_TIME.search(sentence.folded) or _FAREWELL.search(letter.folded))
    before = {event for one in letter.thoughts if one.sentence.number == sentence.number - 1 and not one.said for event in one.own.events}
    if (
        says_when
        and len(before) == 1
        and any(one.number == sentence.number - 1 and len(words_of(one.folded)) <= 6 for one in letter.sentences)
    ):
        return before.pop()
    alone = letter.agenda.only and not any(thought.said and thought.said.certain for thought in letter.thoughts)
    brief = away and sentence.number == 0 and len(letter.sentences) <= 2 and len(words_of(letter.folded)) <= _SHORT
    return letter.agenda.only if alone and (says_when or brief) else None


def _names_its_time(thoughts: list[Thought]) -> bool:
    return any(
        re.search(
            r"\d|tag|abend|wochenende|woche|januar|februar|märz|april|(?:im|ende|anfang|mitte) mai|juni|juli|august|september|oktober"
            r"|november|dezember|oster|weihnacht|pfingst|advent|nikolaus|silvester"
            r"|\w{3,}ten\b",
            thought.clause.folded,
        )
        for thought in thoughts
        if _named_by(thought)
    )


def _finding(event: str, sentence: Sentence) -> Finding:
    return Finding(
        "rsvp", event=event, answer="declined", confidence=confidence_of("rsvp.excuse"), evidence=sentence.text, rule="rsvp.excuse"
    )
