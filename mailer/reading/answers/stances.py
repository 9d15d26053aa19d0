"""Does a clause say yes, no or perhaps to coming?"""

import re
from dataclasses import dataclass
from enum import StrEnum

from mailer.reading.answers.frames import coming, decided
from mailer.reading.answers.guests import brings_somebody
from mailer.reading.answers.words import any_of, mask, words_of


class Stance(StrEnum):
    """The three answers, in the words of iCalendar (RFC 5545 3.2.12)."""

    YES = "accepted"
    NO = "declined"
    PERHAPS = "tentative"


@dataclass(frozen=True, slots=True)
class Said:
    """A stance and how it was said: `rule` names the group of words, `certain` is False for a mere hint."""

    stance: Stance
    rule: str
    certain: bool = True


_W = r"(?: [\w'.:-]+){0,5}?"  # a few words between the two halves of a German verb
_W9 = r"(?: [\w'.:-]+){0,9}?"
_I = r"(?:ich|wir|ick|ik|isch|i)"
_COME = r"(?:komme?|kommen|käme|komm'|kumme?|kaam|kamen|gomme?)"
_NOT = (
    r"(?:nicht|nich|ni|nüch|net|nix|nichts|nischt|nie|niemals|keinesfalls|keineswegs|auf keinen fall|kein\w*|unmöglich"
    r"|schlecht|nirgends)"
)

_UNMEANT = any_of(
    r"nicht (?:allein\w*|alleine|vor|pünktlich|sofort|gleich|nur|mit leeren händen|zu spät|lange?|so lange|die ganze"
    r"|bis zum (?:ende|schluss)|ganz (?:pünktlich|bis|so|von anfang)|durchgehend|von anfang|von beginn|die volle|mehr (?:als"
    r"|erinnern)|zuletzt|selbst fahren|mit dem auto|viel|immer alles|weit|umsonst|essen|über nacht"
    r"|übernachten|wundern)",
    rf"hatten?{_W9} (?:zugesagt|gesagt|versprochen|angemeldet|abgesagt|gemeldet|geschrieben)",
    rf"hab(?:e|en)?{_W9} (?:zugesagt|versprochen|angemeldet|abgesagt|eingetragen|gemeldet|geschrieben) (?:gehabt|hatte)",
    r"wie (?:ich )?(?:angekündigt|versprochen|besprochen|zugesagt|abgesprochen)",
    rf"(?:wäre|wär|hätte|hätt){_W} gern\w*{_W}",
    r"gern\w* (?:gekommen|dabei gewesen|dabeigewesen|teilgenommen|mitgemacht)",
    r"komme?(?: [\w'.-]+){0,6}? (?:zurecht|klar|über die runden|in die gänge|nicht (?:hin|mit|an|drauf|dazu))(?= ?$)",
    r"(?:wir )?(?:komme|kommen) (?:gut|wieder|ich ins|zu dem schluss|zur sache|nicht umhin|auch nicht weiter)",
    r"ja (?:wohl|auch|nun|eh|schon|gar|ganz|nicht|wieder|eigentlich|sowieso|mal|immer|gleich|bekannt\w*|noch|nur|hoffentlich|so"
    r"|sehr|doch|kein\w*|alle[sn]?|keiner|eine?n?|ihr|ein|öfter|nur|genug|da|gestern|heute|bald|erst|leider|sonst|selber|selbst"
    r"|nichts|für|am|in|die|der|das|den|mein\w*|unser\w*|auf|mit|zum|zur|beide\w*|früher|damals|letzte[nrs]?)",
    r"(?:wisst|weißt|wissen|kennt|kennst|seid|habt|ist|war|hab|habe|bin|sind|hatte|wird|kann|gibt|gibt's|gibts|will|muss|macht"
    r"|heißt|steht|hat|geht es|stimmt) (?:ihr |du |sie |es |er |ich |wir |mich |das |sich |euch |dir |mir )?ja",
    r"vor (?:\d+|zwölf|ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf)(?:[.:]\d\d)?(?: uhr)? (?:[\w'.:-]+ ){0,4}?nicht",
    r"nicht (?:nein|ab|absagen|abgesagt)(?= ?$| )|(?:hab|habe|hatte)(?: [\w]+){0,2} (?:das|den|die|einen|eine|meine\w*|sogar|dafür)"
    r"(?: [\w-]+){0,8}? (?:abgesagt|verschoben|verlegt|getauscht|gestrichen)|\w+ (?:dafür|deswegen|extra) abgesagt",
    r"komme?(?: [\w'.:-]+){0,6}? (?:um|gegen|früh)(?: [\w'.:-]+){0,3}? (?:aus der|aus dem|vom|von der) (?:\w*schicht|\w*dienst"
    r"|arbeit|urlaub|kur|reha|krankenhaus|op)",
    r"(?:war|waren)(?: [\w'.:-]+){0,6}? (?:nicht|nie|kein\w*)(?: \w+)?",
    r"(?:mails?|essen|raum|ort|programm|adresse|tagesordnung|uhrzeit|nummer|betrag|anschrift)(?: [\w'.-]+){0,4}? (?:passt|passen"
    r"|ist|sind|geht)"
    r"(?: \w+)? (?:ok|okay|in ordnung|so|gut)|dann wär\w* (?:ich|wir)(?: [\w'.-]+){0,4}",
    r"weiß (?:außer (?:mir|uns) )?(?:keiner|niemand|kein \w+)",
    r"(?:wüsste|weiß|sehe) nicht,? (?:warum|wieso|weshalb)|warum ich nicht",
    r"(?:nun|na|nu|tja|ach) ja|naja|nächstes mal (?:vielleicht|eventuell|bestimmt)|(?:vielleicht|eventuell) (?:ein andermal"
    r"|ein anderes mal|nächstes mal|beim nächsten mal)|hände machen(?: \w+)? nicht mit|mitglied (?:bleibe?"
    r"|bin)(?: ich)?(?: \w+){0,3}|bleibe?(?: ich)?(?: \w+){0,3}? (?:mitglied|genoss\w*|in der partei|im verein)|(?:sie|er|wer"
    r"|es uns|das uns) geht(?! um)|unbedingt (?:weiter|noch|mal|auch)|dafür kann(?: ich| wir)?(?: auch| ja)? nichts|nichts dafür"
    r"|nein danke|nicht schlimm|keine ursache|kein problem|keine sorge|kein thema|kein ding|keine frage|ohne zweifel|nicht nur"
    r"|gar keine frage|auf keinen fall verpassen|keine eile|kein groll|nicht vergessen",
    r"(?:vielleicht|evtl\.?|eventuell|vermutlich|wahrscheinlich|voraussichtlich) (?:erst|etwas|ein bisschen|schon|ein paar"
    r"|auch erst|noch etwas|ein wenig|gegen|um|so)",
    r"soll(?:en)? mal (?:sehen|schauen|gucken)|wenn(?:'s|s| es| das)? (?:\w+ ){0,3}?(?:geht|passt|klappt|möglich)"
    r"|falls (?:\w+ ){0,6}?(?:geht|passt|klappt|möglich)|mal sehen, wie",
    r"(?:fangt|beginnt|startet|legt)(?: \w+){0,3} ohne (?:mich|uns)|ohne (?:mich|uns) (?:schon )?(?:an|los|anfangen|beginnen)"
    r"|(?:ganz|mal|mal ganz) offen|offen (?:gesagt|gestanden|gesprochen)",
    r"so geht es|wie geht es|es geht um|geht es um|geht's um|gehts um|es geht mir|mir geht|geht mir|es geht nicht um"
    r"|dass es (?:euch|dir) gut geht|passt auf|passt gut auf|was ankommt|da es",
)

_PERHAPS = (
    (r"vielleicht|villeicht|vlt|vllt|eventuell|evtl|evt|wahrscheinlich|vermutlich(?! erst| etwas| später| gegen)|möglicherweise"
    r"|womöglich|voraussichtlich|höchstwahrscheinlich|unsicher|ungewiss|fragezeichen|maybe|perhaps", "perhaps"),
    (rf"weiß{_W} (?:noch )?(?:{_NOT})(?! (?:wie|wer|wo|mehr|was|warum|wieso|alles|viel|genau|weiter|recht))"
    rf"|weiß{_W} noch (?:{_NOT}|ni)|noch nicht (?:sagen|klar|fest|sicher|ganz|genau|absehen|versprechen|zusagen|wissen"
    r"|entschieden|raus|absehbar|abschätzen|überblicken|geklärt)", "not_known"),
    (rf"mal (?:sehen|schauen|gucken|kucken|sehn|schaun)|schauen wir mal|schau mer mal|schau ich (?:mal|noch)|schau{_W} was geht"
    r"|mal gucken|ma guckn", "will_see"),
    (r"50:50|50 ?/ ?50|50 zu 50|fifty[- ]fifty|70 zu 30|60 zu 40|80 zu 20|\d\d ?(?:%|prozent)(?! (?:mehr|rabatt|teilzeit|der))"
    r"|halbe halbe", "odds"),
    (rf"(?:kommt|kömmt) (?:ganz )?(?:drauf|darauf) an|(?:hängt|hängts)(?! (?:\w+ )?an(?= ?$)){_W} (?:davon )?(?:ab|an(?! ?$)|am"
     rf"|vom|von|davon)|je nachdem"
    r"|unter (?:dem )?vorbehalt|unter vorbehalt|mit vorbehalt", "depends"),
    (rf"(?:kann|kanns|könnte|will|möchte|mag) {_W}(?:nichts|nix|nicht|noch nicht|noch nichts){_W} (?:versprechen|fest sagen"
    rf"|garantieren|zusagen|fest zusagen)|kann{_W} nicht (?:fest )?(?:sagen|zusagen|versprechen)"
            rf"|(?:nichts|nix|nicht) versprechen", "no_promise"),
    (r"^\W*(?:und |aber |nur )?ob (?:ich|wir|ichs|ich's)(?= .*(?:komm|schaff|kann|könn|dabei|frei|teiln|fahr|darf|hin|zeit|urlaub"
     r"|fit|gesund"
     r"|dienst|muss|krieg|mitf|reis|da bin|da sind|geh))(?: [\w'.-]+){1,12}$", "whether"),
    (r"entscheidet sich|mit bleistift|weiß (?:ich |es )*erst (?:am|nach|in|ab|im|ende|anfang|nächste\w*|kurz)|keine feste zusage"
     r"|kann(?: [\w'.-]+){0,5}? erst (?:[\w'.-]+ ){0,4}(?:sagen|bestätigen|zusagen|entscheiden)"
     r"|steht und fällt|schwanke|unentschlossen|steht in den sternen|weiß der (?:liebe )?\w+|wackelig|auf der kippe"
     r"|zu \d\d ?(?:%|prozent)", "undecided"),
    (rf"(?:ich )?(?:versuche?|versuch's|versuchs|probiere?|bemühe mich|hoffe|hoff){_W} (?:es|zu kommen|zu schaffen|dabei zu sein"
    r"|da zu sein|dass ich|ich schaff\w*|es klappt|dass es klappt|rechtzeitig|ich kann|ich komme?|dabei zu|vorbeizu\w*"
    r"|einzurichten|teilzunehmen)", "will_try"),
    (rf"kann (?:also |schon |auch |gut )?(?:klappen|sein)|könnte{_W} (?:klappen|sein)|könnt ich schaffen|könnte ich schaffen"
    r"|eher ja|eher nein|eher nicht|tendenz|tendiere|noch offen|offen(?= |$)(?! (?:gesagt|gestanden|für|gesprochen|ist die"
    rf"|haben|hat|zu|reden))|ist offen|bleibt offen|halte?{_W} offen|setzt? mich auf vielleicht|noch unklar|unklar(?= ?$)"
    r"|steht noch nicht fest|noch nicht durch", "open"),
    (rf"ob (?:ich|wir|es|ichs|ich's|das|mein\w*){_W9} (?:kann|können|komme|kommen|klappt|schaffe?|schaff|passt|geht|freinehme\w*"
    r"|frei (?:habe?|kriege?|bekomme?)|krieg\w*|bekomm\w*|da bin|dabei bin|loskomme?|hin|kommt)", "whether"),
)  # fmt: skip

_NO = (
    (rf"(?:sage?|sag){_W9} ab|abs\w*gen(?! (?:sollt|müsst|wird))|absag\w*|abgesagt|melde{_W} ab|abmelden|storn\w*"
    rf"|zusage{_W} (?:zurück\w*|wider\w*)", "calls_off"),
    (rf"ohne (?:mich|uns)|bin (?:ich )?{_W} ?raus|bin raus|(?:ich )?muss{_W} passen|müssen{_W} passen"
     rf"|^\W*(?:ich )?passe(?: diesmal| leider| dann)*\W*$|passe diesmal"
    rf"|passen muss\w*|muß{_W} passen", "without_me"),
    (r"(?:verhindert|unabkömmlich|nicht abkömmlich|verreist)(?! (?:ist|hat))", "prevented"),
    (rf"(?:fehle?|fehlen) (?:ich|wir)|(?:ich|wir) fehlen?|(?:muss|müssen|werde|werden){_W9} fehlen|fehle(?= "
    r"|$)(?! (?:ich )?nicht)|fehl ich", "absent"),
    (r"entschuldig(?:t|e|en|en sie|s)? (?:mich|uns)|(?:mich|uns)(?: \w+){0,9}? (?:zu )?entschuldigen|entschuldigt(?= ?$)"
    r"|lasse mich entschuldigen|bin entschuldigt", "excuses"),
    (rf"(?:wird|wirds|wird's|wird das){_W} (?:nix|nichts|nischt|nüscht|nicht|nichs)|wird (?:leider |bei mir |wohl "
    r"|diesmal )*(?:eng|knapp)|nichts draus|nix draus", "comes_to_nothing"),
    (rf"{_NOT} (?:\w+ )?(?:mit mir|auf mich|mit uns|auf uns) (?:\w+ )?(?:rechnen|zählen|planen|warten)|(?:rechnet|rechne|zählt"
    rf"|plant|wartet|rechnen sie){_W} {_NOT} (?:mit|auf) (?:mir|mich|uns)|(?:auf|ohne) (?:mich|uns){_W} (?:verzichten|auskommen)"
    rf"|verzichten (?:auf mich|müssen)|(?:mit mir|auf mich|mit uns|auf uns){_W} {_NOT} (?:rechnen|zählen|planen|warten)", "count_me_out"),
    (rf"(?:fällt|fällts|fallen?|fall){_W} (?:flach|aus|weg|ins wasser)|bin {_W} ?(?:ausgefallen|ausgeknockt)"
    rf"|falle (?:ich )?{_W} ?aus", "falls_through"),
    (rf"(?:lass|lasse|lassen) {_W} ?(?:aus|sausen|ausfallen)|setze?{_W} (?:aus)(?= |$)|muss{_W} sausen lassen"
    r"|lass mal(?: gut sein)?", "skips"),
    (r"(?:muss|müssen)(?: [\w'.-]+){0,5}? (?:streichen|canceln|stornieren|knicken|abblasen|sausen lassen|ausfallen lassen)", "crosses_out"),
    (rf"(?:streicht|streich|streichen sie|streichen|nehmt|nimm|nehmen sie) (?:mich|uns){_W} (?:streichen|raus|runter"
    rf"|von der (?:teilnehmer)?liste|aus der (?:teilnehmer)?liste)|bei mir streichen|mich{_W} streichen|(?:nehmt"
    r"|nimm) mich nicht mit auf", "strikes_out"),
    (rf"keine zeit|{_NOT} (?:mehr |ganz |auch |mit |leider )?(?:nach \w+|kommen|teilnehmen|dabei|da sein|dasein|dabeisein|können"
    r"|schaffen|möglich|drin|hin|teil|mit|vor ort|anwesend|da|in der stadt|im lande?|zu hause|in deutschland|machbar|zu machen"
    r"|zu schaffen|einrichten|weg|frei|los|gehen|hingehen|mitfahren|mitkommen|fahren)(?= |$)", "not_there"),
    (rf"(?:kann|kannt|kan|können|kanns){_W9} {_NOT}(?= |$)(?! (?:was|nur|immer|alles|mehr so|genug))|(?:schaff|schaffe|schaffs"
    rf"|schaffen|schaffe's|pack){_W9} {_NOT}(?= |$)|(?:schaff|schaffe) {_NOT}", "cannot"),
    (r"(?:geht|gehts|geht's|gehn|gehen|passt|passts|passen|klappt|klappts|klappen|haut|hauts|funktioniert"
    rf"|wird)(?: [\w'.:-]+){{0,7}}? {_NOT}(?= |$)(?! (?:mehr um|nur))|(?:isses|ist es|ists|ist's|siehts|sieht es"
    rf"|sieht's){_W} schlecht|geht{_W} nix|nicht (?:geht|klappt|passt)", "does_not_suit"),
    (rf"{_COME}(?: [\w'.:-]+){{0,9}}? {_NOT}(?= |$)|{_NOT}{_W} {_COME}(?= |$)|(?:bin|sind){_W} {_NOT}{_W} (?:dabei|da|hier"
    rf"|anwesend|vor ort|mit|frei)|(?:bin|sind)(?: (?:ich|wir))? {_W} ?{_NOT}(?= ?$)|nehme?n?{_W9} {_NOT} teil|(?:fahre?|gehe?"
    rf"|geh){_W9} {_NOT}(?: mit| hin)?(?= ?$)", "does_not_come"),
    (r"(?:muss|müssen|möchte|will) (?:ich |wir )?(?:das |es |die |meine |unsere |leider |nun |jetzt |doch )*(?:zusage "
     r"|anmeldung )?(?:wieder |leider )*"
     r"(?:zurückziehen|zurücknehmen|widerrufen|rückgängig machen)|(?:rücke?|springe?)(?: [\w'.-]+){0,4}? nicht (?:nach|ein)", "takes_back"),
    (r"verzichte(?: ich)?(?: dankend| diesmal| lieber| gern\w*)*\W*$|muss(?: ich)?(?: leider| diesmal)* verzichten", "without_me"),
    (r"(?:ist|sind|wäre)(?: für mich| bei mir)? (?:gestrichen|abgesagt|gelaufen|passé|raus|nicht drin|nichts)\W*$", "off_for_topic"),
    (r"(?:bin|sind)(?: [\w'.-]+){0,6}? (?:verplant|verbucht|ausgebucht|verabredet|belegt|vergeben)", "prevented"),
    (r"(?:nichts|nix) für mich|(?:leider|diesmal|heuer|lieber|definitiv|bei mir|eher|ganz sicher) (?:nicht|nein|nee|nö"
    r"|nich)(?= ?$)|ohne (?:meine|unsere) (?:teilnahme|wenigkeit)|keine teilnahme|auf mich (?:\w+ )?verzichten|nicht teil"
    r"|melden (?:wir )?uns nicht an|hab frei nix", "not_for_me"),
    (r"^\W*(?:nein|nee|nö|nope|ne|no|leider nein|leider nicht|absage|nö danke|nein danke|leider ne|geht nicht|nicht)(?: (?:danke"
    r"|sorry|leider|diesmal|lass mal|bei mir))*\W*$|(?:nein|nee|nö|nope|leider nicht|leider nein|absage)\W*$", "no"),
    (r"nicht\W*$|^(?:nicht|absage|kein\w*) \S+", "no_to_topic"),
    (r"(?:fragt|frag|ladet) mich (?:\w+ ){0,2}(?:im|nächstes|das nächste|wieder)|beim nächsten mal (?:gern|wieder|dann|bin)"
    r"|nächstes mal (?:gern|wieder|dann|bin)|ein ander(?:es)?mal|ein anderes mal|can't (?:make it|come|attend)|cannot (?:make it"
    r"|come|attend)|won't be able|unable to|not be able to", "next_time"),
)  # fmt: skip

_YES = (
    (r"(?:bin|wir sind|sind wir|sind beide|^sind|bins|bün|werde|werden wir|wir wären|wären wir)(?: [\w'.:-]+){0,9}? (?:dabei"
    r"|mit dabei|mit bei|anwesend|vor ort|mit von der partie|am start|zur stelle|im saal|mit am tisch|in halle|da(?: sein)?"
    r"|dasein|hier)(?= |$)(?! (?:schon|gar|auf|im|in|an|drauf|zu|raus|nicht))|^\W*(?:(?:gern\w*|natürlich|selbstverständlich"
    r"|klar|auch|na klar|logo|wieder|sicher|überall|ich|wir|bei \w+|\w+) ){0,3}(?:mit )?dabei\W*(?=$|wie|und|als|außer"
    r"|bis auf)|^(?:bei|an) (?:allem|allen)(?: \w+){0,2} dabei", "is_there"),
    (rf"(?:^|{_I} |und |also |dann |auch |aber |gern\w* |natürlich |doch |trotzdem )(?:{_COME})(?! (?:es|drauf|darauf|mir|an"
    rf"|auf die|dabei|aus der|aus dem|aus |mit (?:den|dem|der|meinem) \w+ nicht))(?= |$)|{_COME} (?:{_I}|gern\w*|auch|mit|zu"
    r"|dann|um|gegen|später|auf jeden|natürlich|selbstverständlich|trotzdem|allein|dazu|hin|rum|vorbei)|(?:werde|werd|werden"
    rf"|will|wollen|wollte|möchte|kann|können|würde|würden|soll|darf|dass ich)(?: [\w'.:-]+){{0,9}}? (?:kommen|vorbeikommen"
    r"|vorbeischauen|dabeisein|dabei sein|mitkommen|dazukommen|teilnehmen|mitfahren|hinkommen|hingehen|reinschauen"
    r"|mitmachen)(?= |$)", "comes"),
    (rf"(?:nehme?n?|nimm|nehm){_W9} teil(?= |$)|teilnehmen werde|(?:meine "
    rf"|unsere )?teilnahme(?:(?: [\w'.:-]+){{0,5}}? (?:bestätig\w*|zu|ist klar|steht|sicher|ja|zugesagt))"
    rf"|bestätige{_W9} (?:teilnahme|mein kommen|termin)|teilnahme(?:\W+)?(?:ja|bestätigt|gesichert)|bestätigt\W*$|(?:meine "
    rf"|hiermit )zusage|zusage(?= |$)(?! (?:von (?!mir|uns)|der|für (?:die|den) (?:raum|halle)))|sage?{_W9} (?:fest |gern\w* "
    rf"|hiermit )?zu(?= |$)|zugesagt(?= ?$)|anmeldung(?: (?:zum|zur|für|parteitag)|$)|meld\w*(?: ich| wir)? (?:mich|uns"
    rf"|hiermit){_W9} an(?= "
    rf"|$)|melde{_W} (?:leute|personen){_W} an|(?:bin|sind){_W} angemeldet", "takes_part"),
    (r"(?:passt|passts|geht|gehts|klappt|klappts|haut|passen|gehen|gehn|klappen|ginge|ok|okay)(?: [\w'.:-]+){0,4}? (?:mir|uns"
    r"|klar|hin|auch|gut|gern\w*|prima|bestens|bei mir|wunderbar|perfekt|in ordnung|doch|so)\W*(?= |$)"
    r"|^\W*(?:\S+ ){0,6}(?:passt|geht|klappt|passen|gehen|ok|okay|geht klar|gehn)\W*$|haut hin|einverstanden|gebongt"
    r"|gehen bei mir|geht in ordnung", "suits"),
    (r"(?:rechnet|rechne|plant|zählt|rechnen sie|plan|planen sie)(?: \w+){0,3}? (?:mit|auf) (?:mir|mich|uns)|(?:mit"
    r"|auf) (?:mir|mich|uns) (?:\w+ ){0,3}(?:rechnen|zählen|planen)", "count_me_in"),
    (rf"(?:schau|schaue|guck|gucke|komm|komme|kuck|schneie|husch|schauen|kommen){_W9} (?:vorbei|rum|rein|dazu|hin|mit|zurück"
    r"|mal an)(?= |$)|(?:sehen|sehn|treffen) (?:wir )?uns(?! (?:donnerstag|dienstag|montag|mittwoch) beim)|wir sehen uns"
    r"|man sieht sich (?:am|dort|da|im)", "drops_in"),
    (rf"(?:fahre?|fahren|reise|laufe?|lauf|gehe?|wandere?|rücke){_W9} (?:(?:mit|hin|nach|an)(?= ?$)|nach halle|nach berlin"
    r"|im bus)|springe? (?:ich )?(?:gern\w* )?ein(?= |$)|(?:na klar |ja |und |also )?fahre? ich(?= ?$)|fahre? ich (?:noch|hin"
    r"|mit)|mitfahren(?: tu| werde| möchte| will)|fahre?\W*$", "travels"),
    (rf"(?:stoße?|trinke?|feiere?|singe?|esse?){_W9} (?:mit|mit an)(?= |$)|bleibe? ich (?:selbstverständlich|natürlich|gern\w*)"
    rf"|erscheine?{_W}|schalte?{_W} (?:mich|uns){_W} (?:zu|ein|dazu)|bin{_W} zugegen|bleibe?{_W9} (?:da|sitzen|den ganzen (?:tag"
    rf"|abend|nachmittag|vormittag)|bis zum|bis zur"
    rf"|gleich da|bis)|(?:sitze?|hocke?|sitz){_W9} (?:im saal|am tisch|in der ersten reihe|mit am tisch|vorm rechner"
    rf"|vor dem bildschirm)|(?:halte?|halten sie|reservier\w*|hebt?|sichert) (?:mir|uns){_W9} (?:plätze?|stuhl|stühle|frei|auf)"
    rf"|plätze?{_W9} (?:freihalten|reservieren|für mich|bitte)|begründe?n?{_W9} (?:selbst|ihn|selber)|lass{_W} mir nicht"
    r"|die beiden sitzungen bis dahin mache", "stays"),
    (rf"(?:tragt|trag|tragen sie|schreibt|schreib|merkt|merk|plant|setzt|setz) (?:mich|uns)(?! ein){_W9} (?:ein|auf|vor"
    rf"|auf die (?:\w*liste)|mit auf|ein(?:planen|tragen))(?= |$)|(?:mich|uns){_W} (?:eintragen|verbuchen|einplanen|vormerken|aufschreiben"
    r"|notieren|anmelden)(?= |$)|(?:einen|1|ein) platz für mich", "puts_on_list"),
    (r"^\W*(?:ja|jo|jau|jap|jep|jepp|jupp|joa|jawohl|yes|klar|na klar|logo|logisch|sicher|selbstverständlich|natürlich|aber klar"
    r"|auf jeden fall|unbedingt|sehr gern\w*|gern\w*|definitiv|zusage|nu klar|nu freilich|freilich|na logo"
    r"|jawoll|top|super gern\w*|immer gern\w*|geht klar|passt|ok|okay|in ordnung)\W*(?:doch|gern\w*|sicher|klar|sehr gern\w*"
    r"|danke|natürlich|auch|zu .{0,30}|bitte)?\W*$|(?:ja|jap|jo|jawohl|jepp|ok|okay|zusage|auf jeden fall)\W*$"
    r"|(?:auf jeden fall|definitiv|ganz sicher|unbedingt) (?:\w+ ?){1,2}$|^\W*(?:zum|zur|am|beim|im) \S+ (?:gern|gerne"
    r"|sehr gern\w*)(?= |$)|^\W*ja(?= (?:zu|ich|wir|gern|gerne|zum|zur|komme?|bin)(?: |$))", "yes"),
    (r"^\W*(?:(?:das|die|den|beides|alles|gern\w*|klar|ja) )*(?:mach|mache|machen|übernehm|übernehme|erledige)(?: ich"
     r"| wir)?(?: gern\w*| wieder| auch)*\W*$",
     "does_it"),
    (r"(?:i'll|i will|we'll|we will) (?:be there|come|attend|join)|(?:i'm|i am|we are|we're) (?:in|coming)|count me in"
    r"|see you (?:there|on)", "yes_in_english"),
    (r"(?:kann|könnte|wird|dürfte|wirds|wird's)(?: [\w'.:-]+){0,5}? (?:etwas |bisschen |ein wenig )?später(?: werden)?\W*$"
     r"|komme?(?: [\w'.:-]+){0,4}? später", "comes_later"),
    (r"^\W*(?:meine |unsere )?anmeldung(?: (?:zum|zur|für|von))?(?: [\w-]+){1,4}\W*$|^\W*\w+tag(?: erst| nur| schon)? (?:(?:ab"
     r"|bis|von) [\w. -]+|komplett|ganz|ganztägig"
     r"|den ganzen tag|durchgehend)\W*$", "yes_to_topic"),
    (r"(?:plant|planen sie|rechnet|reserviert|haltet)(?: [\w'.-]+){0,5}? für (?:mich|uns)(?: \w+){0,2}? (?:ein|frei|bereit)\W*$",
     "puts_on_list"),
    (r"(?:tragt|trag|tragen sie|schreibt|schreib) (?:mich|uns)(?: bitte| gern\w*| da| mit)* (?:ein|auf)\W*$", "puts_on_list"),
    (r"(?:nehme?n?|schaffe?n?|schaff)(?: ich| wir)?(?: nur| gern\w*| auch)? (?:den|die|das|am) [\w. -]{2,24}\W*$", "goes_to_topic"),
    (r"(?:[\w.]+ ){1,5}?(?:ist |wäre )?(?:mir )?(?:klar|sicher|schon|natürlich|selbstverständlich|fest|gebongt|gern\w*|unbedingt"
     r"|auf (?:jeden fall|alle fälle)"
     r"|(?:aber )?(?:sehr )?gern\w*|(?:für mich )?ein muss|logo|gesetzt|gebucht)\W*$|nehme?n?(?: ich| wir)?(?: gern\w*"
     r"| auch)? mit\W*$", "yes_to_topic"),
    (r"^\W*(?:meine |feste |hiermit )*zusage(?: (?:für|zum|zur|am)(?: [\w.-]+){1,5})?\W*$", "yes_to_topic"),
    (r"^\W*(?:alle|alles|überall|jedes mal|beide|beides)(?: (?:vier|drei|fünf|beide|beiden|zwei|termine?|male?))*\W*$", "all_bare"),
    (r"^\W*(?:auch das|das auch|ebenso|dito|das hier auch)\W*$", "does_it"),
    (rf"(?:fahre?|reise|komme?|gehe?){_W} (?:nach|in|auf) \w+|(?:gern|gerne)\W*$", "goes_to_topic"),
)  # fmt: skip

_LOOKS_FORWARD = any_of(
    r"\W*(?:und |ich |wir |also |dafür |ja |da )*(?:freue?n? (?:ich |wir )?|freu )(?:mich|uns)(?: (?:schon|sehr|riesig|total"
    r"|drauf|darauf|auch|wieder"
    r"|auf (?:euch|den|die|das|dich)(?: [\w-]+){0,3}|auf [\w-]+))*\W*$"
)
_FORWARD_TO = any_of(
    r"auf (?:\w+ )?(?:\w*antwort\w*|rückmeldung\w*|nachricht\w*|post|mail\w*|bericht\w*|\w*auswertung|protokoll\w*|besuch\w*"
    r"|fotos?|unterlagen|zusendung"
    r"|bestätigung|zusammenarbeit|anruf)"
)
_HINT_YES = any_of(
    r"freue? (?:mich|uns)(?: (?:schon|sehr|drauf|darauf|auf (?:den|die|das|euch)|riesig))*",
    r"bis (?:dann|dahin|samstag|freitag|sonnabend|zum|am|nächste)\b.{0,20}",
    r"steh(?:t|en){_W} im kalender",
    r"(?:habe?|hab) (?:ich )?(?:mir )?(?:\w+ ){0,3}(?:notiert|vorgemerkt|eingetragen|angestrichen|reserviert|freigehalten|freigenommen)",
)
_HINT_NO = any_of(
    r"(?:schade|bedaure|bedauere|leider)",
    r"(?:wär|wäre|hätte)(?: \w+){0,3} gern\w*",
)


_BARE_RULES = {"yes_to_topic", "no", "no_to_topic", "yes", "open"}
_SELF_RULES = {
    "does_it",
    "count_me_in",
    "count_me_out",
    "without_me",
    "excuses",
    "strikes_out",
    "puts_on_list",
    "yes_in_english",
    "next_time",
    "stays",
}
_VERB_RULES = {"cannot", "not_there", "does_not_come", "does_not_suit", "without_me"}
_DOUBT_RULES = {"perhaps", "open", "depends", "not_known", "no_promise", "whether", "comes", "suits"}
_FIRST_PERSON = any_of(
    r"ich|wir|ick|ik|isch|mich|mir|uns|mein\w*|unser\w*|ichs|ich's|i|bei mir|man|bin|komme|komm|hab|habe|werde|möchte|nehme"
    r"|schaffe|schaff|bleibe|fahre|erscheine",
    r"^\W*(?:und |aber |also |leider |auch |dann |trotzdem |gern\w* |ja,? |nein,? |natürlich |deshalb |bin |kann |muss |werde "
    r"|wird ?)*(?:bin|komme?|käme|hab|habe|kann|kan|muss|werde|möchte|würde|nehme?|fahre?|sage?|sag|schaffe?|schaff|bleibe?"
    r"|freue?|fehle?|melde?|passe?|geht|passt|klappt|wird|weiß|mal|sind|kommen|versuche?|versuch|hoffe)",
    r"(?:am|zum|zur|beim|den|der|die|im|termin|sitzung|heute|morgen|diesmal|da|dann|\w+tag) (?:\S+ ){0,4}(?:bin|komme?|käme|kann"
    r"|muss|werde|möchte|nehme?|fahre?"
    r"|sage?|sag|schaffe?|fehle?|passe?|geht|passt|klappt|wird|nicht|nein|ja|gern\w*|leider|dabei|vielleicht)",
)
_ABOUT_COMING = any_of(
    r"komm\w*|käme|dabei|da|teil\w*|schaff\w*|klapp\w*|geht|gehe|kann|könnte|können|hin|mit|ja|nein|zusag\w*|absag\w*|bin|sind"
    r"|werde|fahr\w*"
    r"|frei|passt|nicht|dazu|vorbei|rein|rum|zeit|dienst|\w*schicht|später|am|zum|zur|beim"
)
_HELPING = any_of(r"(?:beim|mit|zum|fürs|mit dem) (?:mit)?helfen|(?:helfen|aushelfen|mithelfen) kann|schläft|regnet|einschläft")
_OTHER_DOING = any_of(
    r"(?:nicht|nich|nix|nichts|kein\w*|nie)(?: [\w'.:-]+){0,4}? (?!kommen|teilnehmen|können|schaffen|sein|einrichten|freinehmen"
    r"|mitfahren|fahren|gehen|mitkommen|mitmachen|dabeisein|zusagen|machen|anwesend|hinkommen|dasein|vorbeikommen|ermöglichen"
    r"|reisen|hinfahren|einspringen|nachrücken|dazukommen|beiwohnen|erscheinen|bleiben|wahrnehmen|freimachen|loskommen|kommen"
    r"|morgen|garten|hafen|wochen|sachen|terminen"
    r"|sitzungen)(?:\w{3,}(?:en|ern|eln)|tun)(?= ?$)",
    r"(?:helf|helfe|helfen|stehen|backen|heben|tragen|schleppen|anpacken|stühle|stuhl)(?= )(?:.{0,40})(?:nicht|nich|kein\w*"
    r"|schlecht|ohne mich)|(?:nicht|kein\w*|schlecht)(?: \w+){0,4} (?:helfen|mithelfen|heben|tragen|schleppen|anpacken|backen)",
)


_BEGINS_ANEW = re.compile(r"\s(?:und|aber|sondern|brauche?|weil|damit|sonst|also|dafür|denn)\s")
_NEGATED = any_of(rf"{_NOT}|ohne dass|kaum|weder|ungern")


def _compiled(groups: tuple[tuple[str, str], ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((any_of(source), rule) for source, rule in groups)


_RULES = ((Stance.PERHAPS, _compiled(_PERHAPS)), (Stance.NO, _compiled(_NO)), (Stance.YES, _compiled(_YES)))


def stance_of(folded: str) -> Said | None:
    """What the clause says, doubt before refusal before consent; None where it says nothing about coming."""
    surely = decided(folded)
    if surely:
        return Said(Stance(surely[0]), surely[1])
    meant = mask(folded, _UNMEANT)
    words = words_of(folded)
    for stance, rules in _RULES:
        for pattern, rule in rules:
            found = pattern.search(meant)
            if found and _in_own_voice(meant, words, rule):
                return Said(stance, rule, certain=_is_certain(stance, _scope(meant, found.end())))
    if brings_somebody(meant) and not _NEGATED.search(meant):
        return Said(Stance.YES, "brings_company")
    framed = coming(meant)
    if framed:
        return Said(Stance(framed[0]), framed[1])
    if _LOOKS_FORWARD.match(folded) and not _FORWARD_TO.search(folded):
        return Said(Stance.YES, "looks_forward")
    if _HINT_YES.search(folded):
        return Said(Stance.YES, "hint_yes", certain=False)
    return None


def _scope(folded: str, end: int) -> str:
    """The clause up to where something new begins behind the answer: a "kein" behind it denies something else."""
    new = _BEGINS_ANEW.search(folded, end)
    return folded[: new.start()] if new else folded


def _is_certain(stance: Stance, folded: str) -> bool:
    """Whether neither a yes is negated nor a refusal only supposed ("dass ich nicht da wäre")."""
    if stance is Stance.YES:
        return not _NEGATED.search(folded)
    return stance is not Stance.NO or not folded.startswith(("dass ", "daß "))


def _in_own_voice(folded: str, words: tuple[str, ...], rule: str) -> bool:
    """Whether the clause is the writer's own answer: short, or in the first person; not about some other doing or somebody else."""
    if rule in _VERB_RULES | _DOUBT_RULES | {"count_me_out", "perhaps"} and _HELPING.search(folded):
        return False
    if rule == "perhaps" and len(words) > 4 and not _ABOUT_COMING.search(folded):
        return False
    if rule in _VERB_RULES and _OTHER_DOING.search(folded):
        return False
    if len(words) <= (6 if rule in _BARE_RULES else 4):
        return True
    if rule in _BARE_RULES:
        return False
    return rule in _SELF_RULES or bool(_FIRST_PERSON.search(folded))


def regrets(folded: str) -> bool:
    """Whether the clause sounds like a refusal without being one."""
    return bool(_HINT_NO.search(folded))
