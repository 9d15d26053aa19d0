"""Which verbs, in which frame, say that somebody comes or stays away: lexeme, particle, modality and negation?

The table holds words; the frames are made of them. A verb with a particle is found apart ("schaue gern vorbei"), together
("vorbeischauen", "vorbeizuschauen") and in a subordinate clause ("dass ich vorbeischaue").
"""

import re
from functools import cache

from mailer.reading.answers.gates import Gate
from mailer.reading.answers.words import Table, any_of

_G = r"(?: [\w'.:&+-]+){0,12}?"  # what may stand between the halves of a German verb
_SELF = r"(?: (?:ich|wir))?(?: (?:mich|uns))"

_COMING = (  # finite first person, its particles, the infinitive's stem behind a particle
    (r"komme?|kommen wir|wir kommen|käme", "", "kommen"),
    (r"erscheine?|tanze|radle|pilgere|marschiere", "", "erscheinen"),
    (r"nehme?n?|nehm", "teil", "nehmen"),
    (rf"finde?n?{_SELF}", "ein", "finden"),
    (r"kehre?n?|kehr|treffe?n?|trudle|trudele|reite|laufe", "ein", "kehren|treffen|trudeln"),
    (rf"(?:wähle?n?|logge?n?|klinke?n?|schalte?n?){_SELF}", "ein|zu|dazu|rein", "wählen|loggen|klinken|schalten"),
    (
        r"(?:schaue?n?|gucke?n?|kucke?n?|komme?n?|käme|linse|schneie?|fahre?n?|radle|laufe|husche?|springe?|stoße?n?|stosse|humpele?"
        r"|humple|düse|flitze|platze|stolpere|eile|rolle?n?|schleppe mich)(?! nicht um)",
        "vorbei|rein|rum|rüber|hin|dazu|hinzu|herein|herüber|runter|rauf|her|zu euch|zu ihnen|zur runde",
        "schauen|gucken|kommen|fahren|stoßen|gehen",
    ),
    (r"kreuze?|tauche?|schlage?", "auf", "kreuzen|tauchen|schlagen"),
    (r"reise?n?|tanze?n?|rücke?n?|rolle?n?", "an", "reisen|tanzen|rücken"),
    (r"mache?n?|feiere?n?|wandere?n?|laufe?n?|fahre?n?|gehe?n?|ziehe?n?|komme?n?|diskutiere?n?|stimme?n?|spiele?n?|singe?n?|tanze?n?"
     r"|klingele?|klingle"
     r"|frühstücke?n?|paddele?|paddeln?|paddle|rudere?n?|rudern?|radele?|radeln?|radle|jogge?n?|marschiere?n?|demonstriere?n?|streike?n?"
     r"|trommele?|trommle"
     r"|rede?n?|turne"
     r"|kegele?|kegle|bastele?|bastle|schwimme?n?|jubele?|juble|fiebere?|brumme|streite?n?|reise?n?|pilgere?|humpele?|humple|mische", "mit",
     "machen|feiern|wandern|laufen|fahren|gehen|ziehen|kommen|diskutieren|stimmen|spielen|singen|tanzen|klingeln|frühstücken|paddeln"
     "|rudern|radeln"
     "|marschieren|streiken|reden|schwimmen|reisen|mischen|demonstrieren"),
    (rf"(?:lasse?n?|lass){_SELF}", "herbringen|hinbringen|bringen|fahren|hinfahren|herfahren|abholen|mitnehmen|überreden|breitschlagen"
     "|kutschieren", "lassen"),
    (r"lerne?n?", "kennen", "lernen"),
    (r"wohne?n?", "bei", "wohnen"),
    (rf"(?:setze?n?"
     rf"|geselle?n?){_SELF}", "dazu|zu euch|zu ihnen|rein|hinten rein|mit rein|hin|ins publikum|mit an den tisch"
         "|in die \\w+ reihe|in die \\w+|in den saal|auf die \\w+", "setzen|gesellen"),
    (rf"(?:raffe?n?|quäle?n?){_SELF}", "auf|hin", "raffen"),
    (r"(?:höre?n?|schaue?n?|gucke?n?|kucke?n?|sehe?n?)", "zu", "hören|schauen|gucken"),
    (r"feuere?n?|fiebere", "an|mit", "feuern|fiebern"),
    (rf"schließe?n?{_SELF}", "an", "schließen"),
    (rf"(?:lasse?n?|lass){_SELF}", "blicken|sehen", "lassen"),
    (r"gehe?n?|fahre?n?", "hin", "gehen|fahren"),
)  # fmt: skip
_LAYING_OFF = (
    (r"sage?n?|sag", "ab", "sagen"),
    (rf"melde?n?{_SELF}", "ab", "melden"),
    (r"setze?n?|setz", "aus", "setzen"),
    (r"(?:steige?n?|falle?n?|fall|scheide)(?! aus)", "aus", "steigen|fallen"),
    (r"bleibe?n?|bleib", "fern|weg|daheim|zuhause|zu hause|im bett", "bleiben"),
    (r"fehle?n?", "", "fehlen"),
    (r"sehe?n?", "ab", "sehen"),
)

_MODAL = (
    r"(?:werde?n?|werd|will|wollen|möchte?n?|kann|können|könnte?n?|würde?n?|würd|darf|dürfen|soll|sollen|gedenke|beabsichtige"
    r"|plane|habe? vor|versuche?|hoffe|freue (?:mich|uns)|schaffe es|lasse es mir)"
)
_THERE = (
    r"(?:da(?:bei)?|dort|hier|zugegen|anwesend|präsent|pünktlich|zur stelle|an bord|mit von der partie|am start|vor ort|im saal"
    r"|im raum|bei (?:euch|ihnen|der sache)|zugeschaltet|eingewählt|online|unter (?:euch|ihnen)|mit dabei|auf der matte|am platz"
    r"|auf meinem platz|unter euch|auch dabei|in der runde|zu finden|anzutreffen|mittendrin|mit im boot|auf der tribüne)"
)
_HERE = (
    r"(?:vorne?|hinten|links|rechts|(?:da|dort)(?! (?:aber |leider |schon |noch )?(?:im|in|auf|am|an|beim|zur|zum|nach|bei (?!euch"
    r"|ihnen)))|dabei|drin|pünktlich|bereit|parat|im saal|am tisch|bei euch|bei ihnen|in der \w+ reihe|an der tür|am \w*eingang"
    r"|am tor|mit am tisch|mit in der \w+|im publikum|in reihe \w+|unter (?:euch|ihnen)|in eure[nr] (?:reihen|mitte|runde)"
    r"|zu(?:r)? (?:stelle|hören)|auf (?:der|dem|meinem|unserem|einem|den) (?:matte|platz|stuhl|posten|tribüne|bank"
    r"|rängen|podest|plätzen)|vor dem rathaus|vorm rathaus|am stammtisch)"
)
_NOUN = r"(?:meine[rs]?|unsere[rs]?|mein|die|an der|einer|der|eine)?(?: \w+)? ?(?:teilnahme|anwesenheit|kommen|erscheinen|präsenz)"
_ABSENCE = r"(?:verhinderung|fernbleiben|abwesenheit|nichterscheinen|nichtteilnahme|absage|fehlen)"
_MASKED = any_of(
    r"nicht (?:nur|allein|alleine|erst|ganz|vor|mehr ganz|pünktlich|lange?|so lange|die ganze|bis zum|von anfang|sofort|gleich"
    r"|mit leeren \w+"
    r"|zu spät|unerwähnt|durchgehend|wundern|vergessen|extra)",
    r"(?:nichts?|nicht) (?:mehr )?(?:im wege?|entgegen)",
    r"nie (?:ganz )?pünktlich|kein (?:problem|thema|ding)|keine (?:frage|sorge|ursache|umstände)|ohne (?:zweifel|frage|weiteres)",
)
_NOT = any_of(
    r"nicht|nichts|nie|niemals|kein\w*|keinesfalls|keineswegs|kaum|weder|unmöglich|nimmer|auf keinen fall|schlecht"
    r"|außerstande|nirgends|ohne mich"
)
_I = any_of(r"ich|wir|mich|uns|mein\w*|unser\w*|mir|unterzeichn\w*")
_DROPPED = any_of(
    r"^\W*(?:(?:und|aber|also|ja|nein|doch|dann|da|gern\w*|leider|klar|natürlich|auch|selbstverständlich|trotzdem|am \S+|zum \S+|zur \S+"
    r"|beim \S+|um \S+|heute|morgen|diesmal|wir|nun|so|sonst|freilich|sehr|hiermit|deshalb|daher|jo|jup|jap|jawohl|yes|erst|danach"
    r"|gegen \S+|ab \S+) ){0,4}"
    r"(?:komme?|erscheine|nehme?|werde?|will|möchte|kann|schaue?|bin|finde?|kehre|wähle?|fahre?|reise|sage?|melde?|fehle?|setze?|bleibe?"
    r"|stoße?|rücke?|sitze?|stehe?|gucke?|höre?|tauche?|gehe?|laufe?|radle)"
)
_OTHER_SUBJECT = any_of(
    r"mein\w* (?:gedanken|herz|geist|beste\w* wünsche|grüße|daumen)|(?:er|sie|es|man|jemand|niemand|keiner|jeder|alle|du|ihr|wer"
    r"|der \w+|die \w+|das \w+) (?:kann|will|möchte|soll|darf|muss"
    r"|könnte|würde)",
    r"(?:kann|will|möchte|soll|darf|muss|könnte|würde) (?:er|sie|es|man|jemand|niemand|keiner|jeder|du|ihr|der|die|das) ",
    r"(?:mein|meine|unser|unsere) \w+ (?:kann|will|möchte|soll|darf|muss|könnte|würde)",
)
_OUT_OF = any_of(
    r"^\W*(?:stühle|tische)|aus (?:der|dem|den|meinem|meiner) [\w-]+(?: [\w-]+){0,4} aus|in ruhe|bevor ich|bei (?:dem|diesem) punkt"
    r"|statt (?:bei|zu|mit) (?:euch|ihnen|eure\w*)|statt (?:zum|zur|beim)|^\W*(?:und |aber )?das (?:mache?|tue?) (?:ich"
    r"|wir)(?: [\w-]+){0,4}? nicht(?: [\w-]+){0,2}? mit"
    r"|(?:kreis|orts|landes|stadt|basis)\w+ anschließen"
)
_HEDGED = any_of(
    r"vielleicht|eventuell|evtl|möglicherweise|wahrscheinlich|voraussichtlich|vermutlich|womöglich|wohl eher|unter vorbehalt|versuche?"
    r"|hoffe|wenn möglich|eher|hoffentlich|ggf|unverbindlich"
)
_ANEW = any_of(r"aber (?:[\w.:-]+ ){0,4}?(?:ich|wir)")
_SURE = (
    (r"(?:werde|will|darf|möchte)(?: [\w'.:-]+){0,5}? (?:nicht|nie|keinesfalls|bestimmt nicht) (?:fehlen|absagen|ablehnen|schwänzen"
     r"|kneifen)",
     "nothing_keeps"),
    (r"kann(?: ich)?(?: [\w'.:-]+){0,4}? (?:nicht|unmöglich|schlecht|schwerlich) (?:ablehnen|absagen|nein sagen|ausschlagen|fehlen lassen)"
     r"|(?:keine absage|absage(?: [\w'.:-]+){0,5}? nicht|nicht abgesagt|von absagen kann)(?= |$)",
     "nothing_keeps"),
    (r"(?:werden?|will|wollen|lassen?|lass)(?: [\w'.:-]+){0,8}? (?:nicht|net|doch nicht) (?:entgehen|entganga|nehmen)(?: (?:lassen|und"
     r"|dabei))?", "nothing_keeps"),
    (r"(?:werde|will|möchte|darf|kann)(?: [\w'.:-]+){0,8}? (?:nicht|keinesfalls|auf keinen fall) (?:versäumen|verpassen|missen)",
     "nothing_keeps"),
    (r"(?:kein\w*|nicht)(?: [\w'.:-]+){0,8}? (?:ab|davon|abhalten|abbringen|aufhalten)(?= ?$| dabei| zu)", "nothing_keeps"),
    (r"(?:mein\w*|die|diese) absage(?: [\w'.-]+){0,4}? (?:zurück\w*|vergessen|streichen|ignorieren|hinfällig|nichtig|erledigt|widerruf\w*"
     r"|ungültig|überholt|löschen)|^\W*absage (?:wieder )?zurück\w*", "nothing_keeps"),
    (r"(?:steht|stünde)(?: [\w'.:-]+){0,6}? (?:nichts|nix)(?: mehr)? (?:im wege?|entgegen)", "nothing_keeps"),
    (r"(?:sag|sage)(?: ich| wir)?(?: \w+){0,3} nicht nein(?= ?$)|an mein\w* (?:zusage|teilnahme) ändert sich nichts"
     r"|(?:es )?bleibt (?:es )?bei mein\w* zusage|meine zusage (?:steht|gilt"
     r"|bleibt)", "nothing_keeps"),
    (r"verlass auf (?:mich|uns)|auf (?:mich|uns) ist verlass|(?:mich|uns) (?:selbst |selber )?(?:kriegt|seht|habt|findet|trefft) ihr"
     r"|(?:ihr )?(?:seht|trefft|findet|habt|kriegt) (?:ihr )?(?:mich|uns) (?:am|im|dort|da|beim|zum|auf|wieder|trotzdem)"
     r"|^\W*(?:[\w.]+ ){1,5}?(?:seht|trefft|findet) ihr (?:mich|uns)(?: beide| alle| \w+)?\W*$|werdet(?: ihr)? (?:mich"
     r"|uns)(?: [\w.]+){0,5}? (?:sehen|erleben|treffen)(?= ?$)"
     r"|sieht man (?:mich|uns)(?: [\w.]+){0,3}(?= ?$)", "finds_me"),
)  # fmt: skip
_GONE = (
    (r"(?:nehme?|nehmen)(?: [\w'.:-]+){0,8}? abstand|abstand (?:zu )?nehmen", "stays_away"),
    (
        rf"(?:entschuldige?|entschuldigen|bitte)(?: [\w'.:-]+){{0,6}}? {_ABSENCE}"
        rf"|(?<!nicht\s)(?<!keine\s)(?<!kein\s){_ABSENCE}(?: [\w'.:-]+){{0,10}}? (?:an|mit"
        rf"|entschuldigen|anzeigen|mitteilen)(?= ?$)",
        "stays_away",
    ),
    (r"(?:mich|uns)(?: [\w'.:-]+){0,10}? (?:zu )?entschuldig(?:en|t)(?! muss \w+ nicht)", "excuses"),
    (r"(?:lasse?|lass|gebe?|überlasse?)(?: [\w'.:-]+){0,10}? (?:vortritt|vorrang)", "stays_away"),
    (r"(?:bin|sind|bleibe?)(?: [\w'.:-]+){0,8}? (?:verhindert|unabkömmlich|außer gefecht|außer landes|nicht im lande?)", "prevented"),
    (
        r"(?:ihr )?(?:seht|trefft|findet|habt|kriegt|erwischt) (?:ihr )?(?:mich|uns)(?: [\w'.:-]+){0,4}? (?:nicht|kaum|nie)(?= ?$| (?:am|im"
        r"|beim|zum|zur|auf|in|dieses|diesmal|mehr|da|dort|wieder|so)(?: |$))",
        "stays_away",
    ),
    (
        r"kein\w*(?: [\w.]+){0,4} (?:seht|trefft|findet) ihr (?:mich|uns)|(?:seht|trefft|findet|sieht) (?:ihr|man) (?:mich"
        r"|uns)(?: \w+){0,3}? (?:kein\w*|nicht|nie\w*)|kein\w* fuß"
        r"|(?:nirgends|nirgendwo) (?:mehr )?hin|nicht unter (?:viele |so viele )?(?:menschen|leute)|(?:überlassen?"
        r"|lassen?)(?: [\w'.:-]+){0,4}? "
        r"(?:den|der) (?:jungen|jüngeren|anderen|jugend)|zu nichts mehr zu gebrauchen|nicht mehr zu gebrauchen",
        "stays_away",
    ),
    (r"(?:auf|ohne) (?:mich|uns)(?: [\w'.:-]+){0,6}? (?:zu )?verzichten|(?:gegen|für) \w+ entschieden", "count_me_out"),
    (
        r"(?:nehmt|nimm|nehmen sie|fragt|frag|fragen sie|schickt|schick|schicken sie|ladet|lad|lasst|nominiert|informiert|entsendet"
        r"|benennt|holt|sucht|bestimmt)(?: (?!mich|uns|nicht)[\w'.-]+){0,5}?"
        r" (?:nächste[nr]?|\w*ersatz\w*|vertret\w*|stellvertret\w*|nachrücker\w*|nachrückende[nr]?|(?:jemand(?:en)?|wen) (?:ander|jünger"
        r"|fitter)\w*"
        r"|eine? ander\w+|einen (?:anderen|andern|jüngeren|fitteren)|eine jüngere|andere(?= ?$))"
        r"|(?:nächste[nr]?|\w*ersatz\w*|nachrücker\w*)(?: [\w'.-]+){0,4}? (?:fragen|nehmen|laden|einladen|schicken|anschreiben"
        r"|informieren|benachrichtigen|nachladen)(?= ?$)"
        r"|(?:ersatz\w*|\w*vertretung|nachrücker\w*|nachladung)(?: \w+){0,3}? (?:bitte|gebeten|anheimgestellt|organisieren|laden|einladen"
        r"|schicken|benachrichtigen|verständigen)(?= ?$| \w+$)|bitte (?:den |die |um |eine |einen )*(?:\w*ersatz\w*|vertretung"
        r"|nachrücker\w*)"
        r"|um (?:ladung|entsendung|benachrichtigung)(?: \w+){1,4}? gebeten|(?:muss|soll|darf|kann"
        r"|müsste)(?: \w+){0,4}? (?:jemand ander\w*|wer ander\w*|ein anderer|eine andere|mein\w* (?:ersatz"
        r"|vertretung))(?: \w+){0,2}? (?:hin|fahren|hinfahren|gehen|nach \w+)(?= ?$)|brauch(?:e|t|en)?(?: (?!nicht"
        r"|kein)[\w'.-]+){0,4}? (?:einen )?ersatz(?= ?$)"
        r"|(?:gebt|gib|geben sie) (?:meinen|den|mein) (?:platz|sitz)(?: \w+){0,3}? (?:weiter|ab|frei|jemand\w*)",
        "sends_substitute",
    ),
    (
        r"(?:trinkt|trinken sie|esst|essen sie|tanzt|singt|wandert|hebt|lauft|klatscht|nascht|jubelt|stimmt"
        r"|tagt)(?: [\w'.-]+){0,6}? (?:für|auf) (?:mich|uns)(?: \w+)?(?= ?$)|statt (?:mich|uns) zu (?:zählen|erwarten)|(?:mein"
        r"|unser) (?:stuhl|platz|sitz|sessel)(?: [\w'.-]+){0,4}? leer",
        "stays_away",
    ),
    (
        r"hab\w*(?: [\w'.-]+){0,6}? (?:nicht|keinen) (?:frei|urlaub)(?= ?$| (?:bekommen|gekriegt))"
        r"|(?:krieg\w*|bekomm\w*)(?: [\w'.-]+){0,6}? (?:nicht|keine?n?)(?: \w+)? (?:frei|urlaub|freistellung|vertretung|dienstbefreiung"
        r"|organisiert|los|babysitter\w*|kinderbetreuung|geregelt|freigestellt)(?= ?$| (?:für|an|am|in|bekommen|gekriegt|bekomme|kriege))"
        r"|(?:chef|chefin|boss|arbeitgeber\w*|betriebsleiter\w*|meister|schichtleit\w*|filialleit\w*"
        r"|eltern)(?: [\w'.-]+){0,5}? (?:verweiger\w*"
        r"|verbiet\w*|verboten|abgelehnt|gestrichen|(?:erlaub\w*|lässt|lassen|gibt|geben)(?: \w+){0,2} nicht)(?= ?$| (?:weg|frei|gehen"
        r"|fahren))"
        r"|(?:meinen|den|mein) (?:platz|sitz)(?: [\w'.-]+){0,6}? (?:weitergeben|weiterreichen|vergeben|freigeben|neu besetzen)"
        r"|(?:meldet|melden sie|meld) mich(?: [\w.-]+){0,5}? ab(?= ?$)",
        "stays_away",
    ),
    (
        r"(?:werdet|könnt|kriegt|kriegen|bekommt|bringen|bringt|lockt|holt|hört|seht|trefft|sieht|siehst"
        r"|findet)(?: [\w'.-]+){0,4}? (?:mich|uns)(?: [\w'.-]+){0,4}? (?:nicht|keiner|niemand|keine zehn pferde)(?! (?:\w+ )?(?:los|satt"
        r"|leid))(?: (?:finden|sehen"
        r"|treffen|antreffen|begrüßen|\w+ \w+|\w+))?(?= ?$)",
        "stays_away",
    ),
)


def decided(clause: str) -> tuple[str, str] | None:
    """What a clause says in a set phrase whose negation is not to be taken by its word: "lasse ich mir nicht entgehen"."""
    for words, (answer, rule) in _set_phrases().likely(clause):
        if words.search(clause):
            return ("tentative", rule) if _HEDGED.search(clause) else (answer, rule)
    return None


def coming(clause: str) -> tuple[str, str] | None:
    """What a masked clause says about coming, as ("accepted" | "declined" | "tentative", rule); None where no frame fits."""
    if not _frames().opens(clause):
        return None
    meant = _MASKED.sub("_", clause)
    if " aber " in meant and _ANEW.search(meant):
        meant = max(meant.split(" aber "), key=lambda part: bool(_verbs(True).search(part) or _states().search(part)))
    calls_off = _verbs(False).search(meant)
    if not (calls_off or _verbs(True).search(meant) or _states().search(meant)) or not _is_own(meant):
        return None
    denied = bool(_NOT.search(meant))
    if calls_off:
        return None if denied else (("tentative" if _HEDGED.search(meant) else "declined"), "calls_off")
    if _HEDGED.search(meant):
        return "tentative", "perhaps_frame"
    return ("declined", "not_coming_frame") if denied else ("accepted", "coming_frame")


def _is_own(clause: str) -> bool:
    """Whether a clause has the writer for its subject, and is not about what they leave."""
    if _OTHER_SUBJECT.search(clause) or _OUT_OF.search(clause):
        return False
    return bool(_I.search(clause) or _DROPPED.search(clause))


@cache
def _set_phrases() -> Table[tuple[str, str]]:
    return Table((any_of(words), (answer, rule)) for rows, answer in ((_GONE, "declined"), (_SURE, "accepted")) for words, rule in rows)


@cache
def _frames() -> Gate:
    """Most clauses hold no words of any of the frames."""
    return Gate(_verbs(False), _verbs(True), _states())


@cache
def _verbs(comes: bool) -> re.Pattern[str]:
    """All forms of the verbs of one side of the table."""
    return any_of(*(form for row in (_COMING if comes else _LAYING_OFF) for form in _forms(*row)))


def _forms(finite: str, particles: str, stems: str) -> list[str]:
    if not particles:
        return [rf"(?:{finite})", rf"{_MODAL}{_G} (?:zu )?(?:{stems})(?= ?$| (?:werde|will|kann|möchte|und|oder))"]
    joined = "|".join(part for part in particles.split("|") if " " not in part)
    subordinate = "|".join(stem.removesuffix("en").removesuffix("n") + "e" for stem in stems.split("|"))
    return [
        rf"(?:{finite}){_G} (?:{particles})(?= ?$| (?:und|oder|um|am|im|gegen|ab|bei|zum|zur|mit|nach|auf|in|an|ans|ins|bis|aber"
        rf"|trotzdem)(?: |$))",
        rf"(?:{joined})zu(?:{stems})",
        rf"{_MODAL}{_G} (?:{joined})(?:{stems})",
        rf"(?:dass|daß|weil|da|wenn|wobei|wo){_G} (?:{joined})(?:{subordinate})",
    ]


@cache
def _states() -> re.Pattern[str]:
    """ "Bin gegen elf bei euch", "werde zugegen sein", "auf dem Parteitag bin ich natürlich", "ich sitze vorn", "Teilnahme bestätigt"."""
    adverbs = (
        r"(?:selbstverständlich|natürlich|auf jeden fall|auf alle fälle|sicher|gern\w*|wie immer|wieder|dann|also|auch|mal"
        r"|schon|ganz sicher)"
    )
    return any_of(
        rf"(?:bin|sind)(?: (?:ich|wir))?{_G} {_THERE}(?= ?$| (?:und|wie|um|am|gegen|ab|mit|von|als)(?: |$))(?! wie)",
        rf"(?:werde?n?|will|wollen|möchte|kann|können){_G} {_THERE}{_G} ?sein(?= ?$| )",
        r"(?:zum|zur|zu|auf|in|nach|an) [\w.-]+(?: [\w.-]+){0,5}? (?:gehe?|fahre?|komme?|reise) (?:ich|wir)(?= ?$| (?:gern|allein"
        r"|alleine|hin|nicht"
        r"|auch|mit|leider|diesmal|wieder|natürlich))",
        r"(?:wir sind|wir wären|sind wir|wären wir|freuen uns(?: drauf| darauf| schon)* und sind) (?:(?:also|dann|somit|damit|insgesamt"
        r"|zusammen|wohl|nur|da|am \S+) )*(?:zu (?:zweit|dritt|viert|fünft|sechst|siebt|acht|neunt|zehnt)"
        r"|zwei|drei|vier|fünf|sechs|sieben|acht|2|3|4|5|6|7|8)(?= ?$"
        r"| (?:personen|leute|mann"
        r"|erwachsene|plus|und|am|ich))",
        r"(?:melde?|melden)(?: [\w'.-]+){0,4}? (?:person|personen|leute|plätze)(?: [\w'.-]+){0,3}? an(?= |$)|(?:melde"
        r"|melden) (?:ich )?(?:mich|uns|hiermit)(?: [\w'.-]+){0,6}? an(?= ?$)",
        rf"^\W*(?:auf|am|beim?|zum|zur|im|an) [\w'. -]{{2,40}}? (?:bin ich|sind wir)(?: {adverbs}){{0,3}}\W*$",
        rf"(?:(?:sitze?|stehe?|hocke?) (?:ich|wir)|^\W*(?:und )?(?:sitze|stehe|hocke))(?: [\w'.:-]+){{0,5}}? {_HERE}|(?:ich"
        rf"|wir) (?:sitze?n?|stehe?n?"
        rf"|hocke?n?)(?: [\w'.:-]+){{0,5}}? {_HERE}",
        rf"(?:werde?n?|will){_G} {_HERE}(?: [\w'.:-]+){{0,3}}? (?:sitzen|stehen)",
        r"(?:persönlich|mündlich) (?:vertreten|begründen|einbringen|vorstellen)|(?:vertrete|begründe|begründen|vertreten|vorstellen"
        r"|verteidigen|einbringen|vortragen)(?: [\w'.-]+){0,6}? (?:persönlich|selbst|selber|mündlich)",
        r"(?:der )?einladung(?: \w+){0,3}? folge (?:zu )?leisten|beiwohnen",
        r"(?:kommen|sind)(?: [\w-]+){0,2} und ich(?= |$)|(?:^|und )[\w-]+ und ich (?:kommen|sind (?:\w+ ){0,2}(?:dabei|da)|nehmen teil"
        r"|wären dabei|schauen)(?= |$)|ich und \w+ kommen",
        r"^\W*(?:am|den|zum|zur|beim|dem|der) [\w. -]{2,30}? (?:kann|können|könnte) (?:ich|wir)(?: auch| gut| gern\w*| nicht"
        r"| nie| leider nicht)?\W*$",
        rf"{_NOUN}(?: [\w'.:-]+){{0,12}}? (?:bestätig\w*|zusagen?|zugesagt|zu|angezeigt|anzeigen?|an|fest|sicher|gesichert|nicht"
        rf"|unmöglich|ausgeschlossen)(?= ?$)",
        rf"(?:bestätige|melde|zeige|kündige){_G} {_NOUN}",
        r"(?:nehme?|nehmen)(?: [\w'.:-]+){0,8}? (?:wahl|einladung|termin|delegierung|mandat|platz)(?: [\w'.:-]+){0,6}? (?:an"
        r"|wahr)(?= ?$| und)",
    )


def speaks_of_intent(clause: str) -> bool:
    """Whether it is an infinitive clause about coming: "… teilzunehmen"."""
    return bool(_infinitive().search(clause))


def intends(before: str) -> tuple[str, str] | None:
    """What an infinitive clause about coming says behind the clause that governs it; None where nothing follows from that."""
    if _GOVERNS_NO.search(before):
        return "declined", "infinitive_no"
    if _HEDGED.search(before):
        return "tentative", "infinitive_perhaps"
    return ("accepted", "infinitive_yes") if _GOVERNS_YES.search(before) else None


_GOVERNS_NO = any_of(
    r"außerstande|nicht (?:in der lage|möglich|imstande|vergönnt|gelingen|schaffen)|unmöglich|verbietet|untersagt|hindert|verzichte\w*"
    r"|(?:bin|ist|sehe)(?: [\w'.:-]+){0,6}? (?:nicht|leider nicht|verhindert)|davon absehen|keine (?:möglichkeit|gelegenheit"
    r"|kraft|zeit|lust)"
    r"|erlaubt (?:es )?mir nicht|fällt mir schwer"
)
_GOVERNS_YES = any_of(
    r"freude|freue|vor(?:habe)?|gedenke|erlaube|gestatte|plane|beabsichtige|entschlossen|ehre|vergnügen|zugesagt|geschafft|nehmen lassen"
    r"|entgehen lassen|versprochen|fest vorgenommen|sage zu|bestätige|teile mit|möchte zusagen|freut mich|davon ab|nehme mir"
)


@cache
def _infinitive() -> re.Pattern[str]:
    joined = [rf"(?:{particle})zu(?:{stems})" for _, particles, stems in _COMING for particle in particles.split("|") if particle]
    return any_of(
        *joined,
        r"(?:zu (?:kommen|erscheinen))",
        r"(?:dabei|da|anwesend|zugegen|vor ort) zu sein",
        rf"{_NOUN} (?:anzukündigen|anzuzeigen|zu bestätigen|zuzusagen)",
    )
