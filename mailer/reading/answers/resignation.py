"""Does the writer leave the party, lay down a mandate or an office, or only talk about it?"""

import re

from mailer.model.reading import Finding
from mailer.reading.answers.clauses import Sentence, is_quoted
from mailer.reading.answers.confidence import confidence_of
from mailer.reading.answers.gates import Gate
from mailer.reading.answers.leaving import OFFICE, OTHERS, SEAT, SPEAKS_OF
from mailer.reading.answers.parts import NOTHING, Part
from mailer.reading.answers.resignation_day import effective_of
from mailer.reading.answers.thoughts import Letter
from mailer.reading.answers.words import any_of, fold, mask, pattern

_W = r"(?:(?:[\s,;:]+[\w'.()/-]+){0,16}?[\s,]+)"  # no character in both classes: else the work doubles with every word
_MEMBERSHIP = any_of(
    rf"(?:trete?|tret){_W}(?:aus|heraus)(?= ?$|[.,;!]| der| dem| zum| und|:| weil| -| ihr| von| ab| per| mit)|(?:trete?"
    rf"|tret) (?:ich )?(?:hiermit )?aus|(?:wir|und) treten{_W}aus(?= der| dem| ?$|[.,;!])|treten wir{_W}aus(?= ?$|[.,;!])"
    rf"|(?:melde?|melden){_W}als mitglied{_W}?ab(?= ?$|[.,;!])|scheide?{_W}(?:aus der partei|aus dem verein|aus der linken){_W}?aus",
    rf"(?:ich|hiermit|möchte|will|werde|muss){_W}(?:aus der partei|aus eurer partei|aus dem verein|aus der linken|hiermit"
    rf"|zum \S+|ab sofort|mit sofortiger wirkung){_W}?(?:austreten|auszutreten)|(?:möchte|will|werde|habe beschlossen"
    rf"|habe mich entschieden|entschlossen)(?: ich)?{_W}(?:austreten|auszutreten|raustreten)",
    rf"(?:erkläre?|erklär|gebe?|teile?|melde|zeige|reiche|kündige){_W}(?:mein\w* |den |unseren )?(?:sofortigen "
    r"|fristlosen )?\w*austritt\w*",
    r"(?:hiermit |meinen? |mein )(?:sofortige[rn]? |fristlose[rn]? |endgültige[rn]? )?\w*austritt(?:serklärung)?(?! (?:überlegen"
    r"|überlege|noch|nicht|aus dem \w*rat))|(?:nehmt|nehmen sie|betrachtet|versteht|wertet|werten sie|betrachten sie){_W}(?:als "
    r"|meinen )\w*austritt\w*".replace("{_W}", _W),
    r"^\W*\w*austritt\W*$|^\W*austritt(?:,|:|\.|!| zum| per| sofort| ab)|entschluss: austritt"
    r"|(?:bitte )?(?:um )?(?:bestätigung )?meines \w*austritts",
    rf"(?:kündige?|beende?|kündigen|beenden|gebe|lege){_W}(?:meine |die |unsere )?(?:partei|vereins)?mitgliedschaft|(?:partei"
    rf"|vereins)?mitgliedschaft{_W}(?:kündige?n?|beende?n?|beendet|aufgeben|auf|erlöschen|endet|aufkündigen|ruhen zu lassen"
    r"|nieder|gekündigt|zu beenden|zu kündigen|aufzugeben)|kündigung (?:meiner|der) mitgliedschaft",
    rf"(?:verlasse|verlass|verlassen){_W}(?:die partei|den verein|die linke|eure partei|euch|unsere partei)(?= ?$|[.,;!]| zum"
    r"| ab| mit| per)|(?:verlasse|verlass) (?:ich )?(?:hiermit )?(?:die partei|den verein|die linke|eure partei)|(?:werde|will"
    rf"|möchte)(?: ich)?{_W}(?:partei|verein|linke){_W}verlassen",
    r"(?:bin|ich)(?: ich)? (?:ab|seit|mit) (?:heute|sofort|diesem tag|morgen)(?: \w+){0,3} (?:kein mitglied mehr"
    r"|nicht mehr mitglied|raus aus der partei)|(?:streichung|streichen sie mich|streicht mich|nehmt mich|löscht mich"
    r"|nehmen sie mich)(?: \w+){0,3} (?:aus|von) der mitglieder\w*|(?:streicht|streichen sie|löscht|führt"
    r"|führen sie) mich (?:\w+ ){0,3}als mitglied|nicht (?:mehr|länger) als mitglied (?:zu )?(?:führen|geführt)|nicht (?:mehr"
    r"|länger) (?:mitglied sein|mitglied (?:der|dieser|in|bei|im))|(?:mitgliedsbuch|parteibuch|mitgliedsausweis"
    r"|parteiausweis)(?: [\w']+){0,4} (?:zurück|abgeben|schicke)|(?:gebe|schicke|lege)(?: [\w']+){0,4} (?:mitgliedsbuch"
    r"|parteibuch|mitgliedsausweis|parteiausweis)",
    r"(?:streicht|streichen sie|nehmt|löscht)(?: [\w'.-]+){0,6}? aus der (?:mitglieder)?kartei|(?:bin"
    r"|ich)(?: \w+){0,3} kein (?:genosse|genossin|mitglied) mehr",
    r"^\W*(?:ich )?(?:hiermit )?kündige?(?: ich)?(?: hiermit)?(?=\W*$|,| zum \d| zum \w+ende| per \d| ab sofort| fristlos)"
    r"|(?:beendet|beenden sie|kündigt|löscht|löschen sie)(?: \w+){0,2} meine (?:partei|vereins)?mitgliedschaft",
    rf"(?:verlasse|verlass|verlassen){_W}(?:die|den|unsere|eure|das) (?:\w*initiative|gruppe|\w*genossenschaft|\w*verband|\w*gewerkschaft"
    r"|\w*bündnis|\w*chor|club|klub)(?= ?$|[.,;!]| zum| ab| mit| per)",
    r"(?:i (?:hereby )?resign|i am leaving the party|cancel my membership|leave the party|i quit the party|terminate my membership)",
)
_STEMS = ("tret", "tritt", "mitglied", "verlass", "partei", "kartei", "genoss", "resign", "leav", "membership", "quit", "kündig")
"""Without any of them nobody leaves the association: the long pattern need not be tried."""
_GIVES_UP = (
    rf"(?:lege?|leg){_W}{{noun}}{_W}(?:nieder|ab)(?!\w)|(?:gebe?|geb){_W}{{noun}}{_W}(?:zurück|ab|auf|frei|weiter)(?!\w)|(?:stelle?"
    rf"|stell){_W}{{noun}}{_W}zur verfügung|{{noun}}{_W}(?:lege?|leg|gebe?|geb|stelle?){_W}(?:nieder|ab|zurück|auf|frei"
    rf"|zur verfügung)(?!\w)|{{noun}}{_W}(?:niederlegen|niederzulegen|nieder|zurückgeben|zurückzugeben|abgeben|abzugeben|abgebe"
    r"|zurückgebe|niederlege|aufgeben|aufzugeben|aufgebe|zur verfügung (?:zu )?stell\w*|nicht (?:mehr|länger) zur verfügung"
    r"|lege ich nieder|gebe ich ab)(?!\w)|(?:trete?"
    rf"|tret){_W}(?:von|vom|als|aus){_W}(?:[\w-]+ )?{{noun}}{_W}(?:zurück|aus)(?!\w)|(?:lege?|leg|schmeiße?"
    rf"|werfe?){_W}{{noun}}{_W}hin(?!\w)"
    rf"|(?:gebe?|geb|lege?){_W}{{noun}}{_W}in (?:andere|jüngere|neue|andre) hände|{{noun}}{_W}(?:gebe?|geb|lege?){_W}in (?:andere"
    rf"|jüngere|neue) hände"
    rf"|(?:höre?|hör){_W}als {{noun}}{_W}auf(?!\w)|als {{noun}}{_W}(?:aufhören|aufhöre|höre? ich{_W}auf|aufzuhören)|nich[t]? (?:mehr"
    rf"|länger) {{noun}} sein"
    rf"|nehmt mein\w* {{noun}} und gebt|{{noun}}{_W}(?:gebe?|geb) (?:ich )?{_W}?(?:sie|ihn|es) (?:hiermit )?(?:zurück|ab|auf)(?!\w)"
    rf"|(?:scheide|ziehe mich|ausscheiden){_W}(?:aus|von|vom|als) (?:[\w-]+ ){{0,3}}{{noun}}"
    rf"|{{noun}}{_W}(?:zurücktreten|zurückzutreten|zurücktrete|trete ich zurück|ausscheiden|ausscheide|scheide ich aus)"
    rf"|verzichte{_W}{{noun}}|{{noun}}{_W}(?:verzichte|ziehe ich mich{_W}zurück|(?:schmeiße?|werfe?) ich{_W}hin)(?!\w)|(?:rücktritt"
    rf"|niederlegung|verzicht) (?:von|als|vom|meines|auf|aus){_W}{{noun}}"
)
_MANDATE = any_of(
    _GIVES_UP.replace("{noun}", SEAT),
    rf"(?:streicht|streich|streichen sie|nehmt|nehmen sie|nimm|löscht){_W}(?:dauerhaft|endgültig|ganz|für immer|komplett"
    rf"|generell){_W}(?:\w*ersatzliste|\w*liste\w*|delegierten\w*|nachrück\w*|ersatz\w*)|(?:dauerhaft|endgültig|ganz|für immer"
    rf"|generell){_W}(?:von|aus) der (?:\w*ersatzliste|nachrück\w*|ersatz\w*|delegierten\w*)|(?:streicht|streichen sie|nehmt"
    r"|nehmen sie|nimm) mich (?:bitte )?(?:von|aus) der (?:ersatzliste|nachrückerliste|ersatzdelegiertenliste|delegiertenliste"
    r"|liste der (?:ersatz\w*|nachrück\w*|delegierten))|gebt meinen (?:ersatzplatz|platz auf der \w*liste)"
    rf"|stehe(?: ich)?{_W}nicht mehr als (?:ersatz\w*|delegierte\w*)|(?:möchte|will|werde)(?: ich)?(?: \w+){{0,3}} nicht (?:mehr|länger)"
    r" (?:als )?delegierte[rn]?(?! zu)",
)
_POST = any_of(
    _GIVES_UP.replace("{noun}", OFFICE),
    rf"trete (?:ich )?{_W}(?:aus dem \w*vorstand|als \w+) {_W}?(?:zurück|aus)|als \w+ (?:trete|höre|scheide|gehe) ich{_W}?(?:ab"
    rf"|auf|aus|zurück)(?!\w)|trete (?:ich )?(?:hiermit )?(?![^.!?]{{0,50}} (?:an|auf|bei|ein)(?:\W|$))(?:als \w+|vom \w+"
    rf"|von meinem \w+|aus dem \w*vorstand){_W}?(?:zurück)?|stehe(?: ich)?{_W}nicht mehr (?:länger )?als \w+ zur verfügung"
    rf"|scheide(?: ich)?{_W}aus dem \w*vorstand|als (?:[\w-]+ ){{0,2}}(?:{OFFICE}|{SEAT}) (?:höre?|scheide|trete) ich{_W}(?:auf|aus|ab"
    rf"|zurück)(?!\w)",
)
_STEPS_BACK = any_of(
    rf"trete?(?: ich)?{_W}zurück|ich trete (?:davon )?(?:endgültig )?zurück|meinen rücktritt|lege (?:ich )?(?:sie|ihn|es|das"
    rf"|die) {_W}?nieder"
)
_IF = any_of(
    r"wenn|falls|sollte|solltet|sofern|angenommen|bevor|ehe|sonst|überlege?|überlegen|nachdenk\w*|denke (?:ich )?(?:darüber "
    r"|über )?nach|am liebsten|noch so|noch eine?|noch ein einziges|drohe?|kurz davor|spiele mit dem gedanken|würde|würd|könnte"
    r"|könnt|dann kann ich|was passiert|hätte|wär|wäre|beinahe|fast|vielleicht|eventuell|entweder|gleich mit|oder ich|ob"
    r"|eigentlich|frage mich"
    r"|(?:^\W*|: ?)(?:und |aber |denn )?(?:wird|werden|werdet|tut|macht|kommt|kommen|bleibt|geht|habt|gibt|beschließt|stimmt|passiert"
    r"|ändert"
    r"|wählt|hört|lasst|stellt|nehmt|wollt|könnt|setzt|fällt|findet) (?:ihr|der|die|das|es|sich|man|er|sie|nichts|keiner|niemand)"
    r"(?: \w+)*,? [^.!?]{0,90}(?:ich|wir)"
)
_LEFT_BEFORE = any_of(
    r"(?:kein|nicht mehr)(?: \w+){0,3} (?:mitglied|genoss\w+)[^.!?]{0,40} seit (?:\d{4}|\w+ jahren|jahren|langem|ewig\w*)",
    r"seit (?:\d{4}|(?:\w+ )?jahren|langem|ewig\w*)[^.!?]{0,30} (?:kein|nicht mehr)(?: \w+){0,3} (?:mitglied|genoss\w+)",
)
_THEN = any_of(r"\W*(?:und |aber )?(?:dann|sonst|ansonsten|andernfalls) .*")
_WEIGHED = any_of(r"(?:hatte|war)(?: ich)?(?: \w+){0,4} (?:erwogen|überlegt|gedacht|gespielt|vorgehabt|nahe dran|versucht)")
_ANSWERS_ITSELF = any_of(
    r"(?:gebe?|lege?)(?: ich)? (?:es|ihn|sie|diese\w*)(?: [\w'.-]+){0,6}? (?:ab|nieder|zurück|auf)(?=\W*$| und)",
    r"^\W*(?:das |den |die |es )?(?:gebe?|leg|lege|stelle?|werfe?|schmeiße?|kündige) ich(?: \w+){0,3} (?:ab|nieder|zurück|auf|hin"
    r"|zur verfügung)(?=\W*$)",
)
_NOT = any_of(
    r"nicht|nie|niemals|kein|keine|keinen|keineswegs|keinesfalls|behalte|behalt|ohne mein|statt auszutreten|nich|weder"
    r"|bleibe (?:natürlich )?(?:mitglied|drin|dabei)"
)
_REAL_NOT = any_of(
    r"nicht (?:mehr |länger |weiter )?(?:mittragen|mitgehen|weitermachen|vertreten|unterstützen|identifizieren|meine partei"
    r"|einverstanden|leicht|gegen euch|persönlich|schaffe|mehr|länger|weil|wegen|an euch|zusammen|übel|umstimmen|diskutieren"
    r"|vereinbaren|bereit|verantworten|zu viel|nur(?! aus)|gut|wundern|auf(?= (?!geben)\w)|kompatibel|möglich|zur verfügung|mitglied)"
    r"|kein(?:e|en|er)? (?:kraft|zeit|vertrauen|mitglied|politische|heimat|hoffnung|lust|diskussion\w*|groll|gespräch\w*"
    r"|rückfragen|kontakt|bedenkzeit|perspektive|sinn|beitrag|beiträge|abbuchung\w*|anrufe|energie|freude|einzug|geld"
    r"|einladungen|post|mails|weg)"
)
_ELSEWHERE = any_of(
    r"\w*betriebsrat\w*|\w*personalrat\w*|eltern(?:rat|beirat|sprecher\w*|vertret\w*)|\w*gartenverein\w*|\w*garten(?:sparte"
    r"|vorstand)\w*|kleingart\w*|sport\w*|\w*bund(?!es)|\w*gewerkschaft\w*|verdi|ver\.di|feuerwehr\w*|\w*chor(?:es|s)?|kirche\w*"
    r"|kirchengemeinde|kirchenvorstand|schöff\w*|fahrgemeinschaft|netto|firma|job|wohnung|mietvertrag|zeitung|abo\w*|nd|kita\w*"
    r"|förderverein\w*|angel\w*|schützen\w*|fußball\w*|tennis\w*|karneval\w*|heimatverein\w*|mieterbeirat\w*|mieterverein\w*"
    r"|hausverwaltung|schulkonferenz|aufsichtsrat\w*|bürgerinitiative|krankenkasse|versicherung|bank|spd|cdu|grünen|fdp|bsw|adac"
    r"|stromanbieter|fitness\w*|genossenschaft|sauna\w*|skat\w*|kegel\w*|kaninchen\w*|taubenzüchter\w*|dlrg|thw|drk|arbeitskreis"
    r"|whatsapp\w*|chat\w*|facebook|arbeitsstelle|(?:meine|eine|neue|andere|der|die) stelle|dauerauftrag|\w*vertrag\w*|wohnung"
    r"|eigenbedarf|klinikum|klinik"
    r"|schuldienst|kolleg\w*|trainer\w*|minister\w*"
    r"|beigeordnete\w*|wasseraustritt\w*|gasaustritt\w*|fraktionsaustritt\w*|wasser|handy\w*|internet\w*|strom\w*|provider"
    r"|beirat\w*|wahlkreis"
)
_OUT_OF = pattern(
    r"(?:austritt|ausgetreten|austreten|trete|tret|scheide)(?: [\w'.-]+){0,5}? aus (?:dem|der|den|meinem|meiner|unserem"
    r"|unserer) ((?:\w+ )?\w+)"
)
_OUR_KIND = re.compile(
    r"partei|verein|verband|link|gemeinschaft|organisation|vorstand|fraktion|rat\b|bündnis|bund|club|klub|chor|wehr|ort|kreis|ov\b|kv\b"
)
_HOLDER = (
    r"(?:\w*wart|\w*sprecher|\w*leiter|kassierer|schatzmeister|\w*führer|beisitzer|kassenprüfer|revisor|stellvertreter|\w*referent"
    r"|\w*redakteur"
    r"|\w*koordinator|\w*vorsitzende[nr]?|\w*beauftragte[nr]?|\w*verantwortliche[nr]?|schriftführer|obmann|obfrau)(?:in)?"
)
_CIRCULAR = r"(?:newsletter\w*|\w*rundbrief\w*|\w*rundmails?|mails?|\w*abo|verteiler|sofortinfos?)"
_NOT_MEANT = any_of(
    r"(?:hotel|zimmer|nd|zeitung|garage|\w*karte|bahncard|\w*abo|handy\w*|strom\w*|konto|\w*versicherung|\w*auftr[aä]ge?)(?:"
    r" [\w.-]+){0,6}? gekündigt"
    r"|kündigung (?:vom|von|des|meines|durch (?:den|die)|bei) (?:der |meinem |meiner )?(?:vermieter\w*|chef\w*|arbeitgeber\w*|job\w*"
    r"|betrieb\w*)|(?:meine|die|eine|der) kündigung (?:bekommen|erhalten|gekriegt|in der (?:firma|arbeit)|im (?:betrieb|job)|auf arbeit)",
    rf"(?:an|für|über|durch|neben) (?:(?:den|die|das|der|dem|\w+e[mnrs]?|unser|mein) ){{1,2}}{OFFICE}(?= (?:weiter|ab|auf|zurück)(?!\w))"
    rf"|(?:bei|beim|mit|an|für|über|durch|von|wegen|zum|zur|gegen) (?:(?:der|dem|den|die|\w+e[mnr]?) ){{0,2}}{_HOLDER}"
    rf"|(?:dem|\w+e[mr]) (?!als |für |\w+er )(?:\w+e[nr] )?{_HOLDER}|der (?:\w+en )?{_HOLDER}in(?!\w)"
    rf"|(?:protokoll|unterlagen|bericht|schlüssel|akten|brief|liste|einladung|mail|stempel|ordner)\w* (?:der|des|vom|von der) {OFFICE}"
    r"|stell\w*(?: ich)? (?:mich|uns)(?: hiermit)? [^.!?]{0,60}zur (?:verfügung|wahl)",
    r"(?:seinem|seinen|ihrem|ihren|dessen|deren|eurem|euren) (?:\w+ )?(?:rücktritt|austritt)|(?:rücktritt|austritt) (?:von|der|des)"
    r" (?!mein|all)\w+",
    r"leitung (?:der|des|von) (?:sitzung|versammlung|runde|workshops?|diskussion|abends|wahl)|als (?:\w*helfer(?:in)?|\w*fahrer(?:in)?)",
    r"bei (?:den|der|einer) anderen?(?: \w+){0,2} ausgetreten|mitgliedschaft (?:bleibt|behalte|läuft)",
    r"(?:sie|er|die|oma|opa|mein\w* \w+) ist (?:\w+ )?kein\w* mitglied|noch (?:gar )?kein mitglied|(?:das"
    r"|dies) ist kein\w* (?:austritt|kündigung)",
    r"(?:hat|haben|man)(?: (?!ich)[\w.-]+){0,8}? gekündigt|(?<!ich\s)(?:\w+ )?gekündigt (?:haben|hat|worden|wurde)|(?:mir"
    r"|uns)(?: [\w.-]+){0,5}? gekündigt(?: worden)?",
    r"gekündigt[^\w.!?]{1,3}bei \w+|gekündigte\w* \w+|(?:konto|\w*vertrag|abo|job|wohnung|dauerauftrag"
    r"|lastschrift)(?: [\w.-]+){0,5}? gekündigt",
    r"(?:dass|daß|nachdem|weil|wenn|ob)(?: (?!ich|wir)[\w.-]+){1,6} (?:zurückgetreten|ausgetreten|ausgeschieden|zurückgegeben|niedergelegt"
    r"|hingeschmissen|hingeworfen|abgegeben|aufgegeben|aufgehört)(?: \w+)?",
    r"(?:stand|war|wollte)(?: [\w.-]+){0,8}? (?:kurz davor|davor|drauf und dran)[, ]+(?:\w+ ){0,3}auszutreten|ich \d{4} austreten wollte",
    r"(?:wohl |mal |kurz |zwischendurch ){1,3}(?:amoi |einmal )?austreten",
    r"(?:bei|beim|an|mit) (?:(?:der|die|dem|den|unserer|eurer) )?(?:\w*leitung|\w*vertretung|\w*redaktion|\w*vorstand|\w*führung)",
    rf"als (?:\w+ )?{OFFICE}(?= (?:gebe?|lege?|stelle?|reiche?) (?:ich|wir) (?:(?:euch|dir|ihnen|ihm|ihr|gern|heute|hiermit) )*(?:den|die"
    rf"|das|ein\w*|mein\w*|unser\w*|alle\w*) )",
    r"nicht aus (?:der partei|dem verein)(?! aus)|ohne mitgliedschaft|\w*mandatsträger\w*|in der (?:einen|anderen) partei",
    rf"{_CIRCULAR}(?: (?!mitglied|partei)[\w.-]+){{0,3}}? (?:ge)?kündig\w*|(?:ge)?kündig\w*(?: (?!mitglied"
    rf"|partei)[\w.-]+){{0,3}}? {_CIRCULAR}",
)
_OURS = any_of(r"\w*partei\w*|aufsichtsrat\w*|mitglied\w*|euch|eure\w*|\w*linke\w*|hier")
_REPORTS = any_of(r"(?:hat|haben)(?: [\w.-]+){0,8}? (?:gesagt|geschrieben|erzählt)|sagte?|meinte?|schrieb")
_PAST = any_of(
    r"(?:bin|war|wurde)(?: ich)?(?: [\w'.]+){0,9}? (?:ausgetreten|zurückgetreten|ausgeschieden|raus)|(?:habe|hab"
    r"|hatte)(?: ich)?(?: [\w'.]+){0,9}? (?:gekündigt|niedergelegt|abgegeben|zurückgegeben|verlassen|beendet|erklärt)"
    r"|(?:austreten|hinschmeißen) wollte|längst|damals|\d{4} (?:schon|bereits)"
)
_CONDITION = any_of("wenn|falls|sonst|noch")
_DENIED = any_of(
    r"(?:nicht|nie|niemals|keinesfalls|nich)(?: wieder| mehr| so schnell)? (?:aus|ab|zurück|nieder|auf|austreten|kündigen"
    r"|verlassen|abgeben|zurückgeben|niederlegen|hin)",
    r"behalt\w*",
    r"(?:mir|uns|ihm|ihr) (?:ist|wurde|wird)(?: [\w'.]+){0,6} gekündigt",
    r"(?:will|werde|möchte|tu|tue) ich(?: \w+){0,4} nicht|(?:nicht|nie) vor,? (?:\w+ ){0,6}(?:niederzulegen|zurückzugeben|auszutreten"
    r"|abzugeben"
    r"|aufzuhören|zurückzutreten|aufzugeben)",
    r"(?:kündige|beende|verlasse|verlass|gebe?|geb|lege?)(?: [\w']+){0,4} nicht",
)
_OWN = any_of(
    r"ich|mein|meine|meinen|meiner|meines|meinem|mich|mir|hiermit|austritt|kündigung|i|i'm|my|wir|unser\w*|^\W*(?:tret|trete"
    r"|kündige|leg|lege|geb|gebe|verlasse|hör|höre|scheide|verzichte)"
)
_NOW = any_of("hiermit|hierdurch|ab sofort|ab heute")
_FROM_GROUP = any_of(r"(?:aus|von|in) (?:der|eurer|unserer|dieser) (?:\w+ )?\w*fraktion(?! und)|die \w*fraktion")
_INTENDED = any_of(r"(?:nieder|zurück|aus|ab|auf)zu(?:legen|geben|treten|scheiden|hören)|zu (?:kündigen|beenden|verlassen)")
_SEAT_NAMED = any_of(r"\w*ersatz\w*|\w*nachrück\w*|\w*delegier\w*|\w*mandat\w*")
_FOR_GOOD = any_of(
    r"nie (?:wieder|mehr)|nicht (?:mehr|länger)|künftig (?:nicht|ohne)|endgültig|dauerhaft|für immer|auf dauer|grundsätzlich|generell"
    r"|kein\w* \w+ mehr|neu (?:be)?setz\w*|vergeb\w*|streich\w*|gestrichen|zurück(?:geben|zugeben)?|frei(?:machen|geben|zugeben)|räume"
    r"|ein für alle mal|ganz (?:von|aus|raus|runter)|aufhören|höre auf|abgeben|abzugeben|ab(?= ?$|[.,!])|nieder|loswerden|überlasse"
)
_LEAVABLE = rf"(?:{SEAT}|{OFFICE}|mitgliedschaft)"
_THEY_LEAVE = any_of(
    r"(?:legt|gibt|tritt|scheidet|verzichtet|stellt|verlässt|kündigt)(?: [\w.-]+){0,8}? (?:nieder|zurück|ab|auf|aus|hin|zur"
    r" verfügung)(?= ?$|[.,;!])"
)
_FROM_BOARD = any_of(r"aus dem \w*vorstand(?! und)")


_LEAVING = Gate(_MEMBERSHIP, _MANDATE, _POST, _STEPS_BACK, _ANSWERS_ITSELF, _SEAT_NAMED, SPEAKS_OF)


def resignation_of(letter: Letter, _so_far: Part) -> Part:
    """The resignations of a letter. What sounds like one and is none for certain goes to a person as a doubt."""
    if not _LEAVING.opens(letter.folded):
        return NOTHING
    findings: dict[str, Finding] = {}
    doubts: list[str] = []
    used: set[int] = set()
    for sentence in letter.sentences:
        folded = mask(sentence.folded, _NOT_MEANT)
        scopes = _scopes(folded, sentence, letter)
        declared = [scope for scope, words in scopes.items() if _is_declared(sentence, words, letter)]
        for scope in declared:
            findings[scope] = _better(findings.get(scope), _finding(scope, sentence, scopes[scope], letter))
        unclear = not declared and _sounds_like_leaving(folded, sentence, scopes, letter)
        doubts += ["reading_doubts.leaving_unclear"] if unclear else []
        used |= {sentence.number} if (declared or unclear) and not sentence.asks else set()
    doubts += ["reading_doubts.resignation"] if findings else []
    return Part(tuple(findings.values()), tuple(dict.fromkeys(doubts)), frozenset(used))


def _scopes(folded: str, sentence: Sentence, letter: Letter) -> dict[str, str]:
    """What is left behind, each with the words around its declaration; `folded` is the sentence without what is not meant."""
    found = {
        scope: match
        for scope, words in (("membership", _MEMBERSHIP), ("mandate", _MANDATE), ("office", _POST))
        if (scope != "membership" or any(stem in folded for stem in _STEMS)) and (match := words.search(folded))
    }
    if "membership" in found and _FROM_GROUP.search(folded):
        del found["membership"]
    if "mandate" in found and "office" in found and not _names_both(folded):
        del found["office"]
    if "membership" in found and "office" in found and _FROM_BOARD.search(folded) and "partei" not in folded:
        del found["membership"]
    if "office" in found and pattern(SEAT).search(found["office"].group()) and not _names_both(folded):
        found["mandate"] = found.pop("office")
    stepped = _STEPS_BACK.search(folded) if not found else None
    if stepped and letter.context.mandate is not None:
        found["mandate"] = stepped
    elif stepped and pattern(OFFICE).search(letter.folded):
        found["office"] = stepped
    return {scope: _around(match.start(), match.end(), sentence) for scope, match in found.items()}


def _around(start: int, end: int, sentence: Sentence) -> str:
    """The clauses that a match touches, folded."""
    touched = [one for one in sentence.clauses if one.at < end and one.at + len(one.folded) > start]
    return " , ".join(one.folded for one in touched) or sentence.folded


def _names_both(folded: str) -> bool:
    return bool(pattern(SEAT).search(folded) and pattern(r"\w*vorsitz\w*|\w*vorstand\w*|amt|funktion").search(folded))


def _is_declared(sentence: Sentence, words: str, letter: Letter) -> bool:
    """Whether it is declared: in the first person, no question, no condition, no denial, no other organisation, nothing of the past."""
    if (
        is_quoted(letter.text, sentence)
        or sentence.asks
        or not _OWN.search(sentence.folded)
        or _IF.search(sentence.folded)
        or _elsewhere(words, letter)
    ):
        return False
    if _LEFT_BEFORE.search(sentence.folded) or _WEIGHED.search(sentence.folded):
        return False
    if _THEN.match(sentence.folded) and any(_IF.search(one.folded) for one in letter.sentences if one.number == sentence.number - 1):
        return False
    if _THEY_LEAVE.search(words) or (_INTENDED.search(words) and _denied(sentence.folded)):
        return False
    return not _denied(words) and not (_PAST.search(words) and not _NOW.search(words))


def _denied(words: str) -> bool:
    return bool(_NOT.search(_REAL_NOT.sub("_", words)))


def _elsewhere(folded: str, letter: Letter) -> bool:
    """Whether another organisation is named than the one that wrote: its own words stand in the mailing's subject and titles."""
    left = _OUT_OF.search(folded)
    if left and not _OUR_KIND.search(left.group(1)):
        return True
    ours = fold(" ".join([letter.context.subject, *(event.title for event in letter.context.events)]))
    return any(found.group()[:6] not in ours for found in _ELSEWHERE.finditer(folded))


def _sounds_like_leaving(folded: str, sentence: Sentence, scopes: dict[str, str], letter: Letter) -> bool:
    """Whether leaving is spoken of in a way that may concern the writer's own place."""
    earlier = "\n".join(one.folded for one in letter.sentences if one.number == sentence.number - 1)
    if _ANSWERS_ITSELF.search(folded) and pattern(_LEAVABLE).search(earlier):
        return True
    if not scopes and _gives_up_a_seat(folded):
        return True
    if not (scopes or SPEAKS_OF.search(folded)):
        return False
    if is_quoted(letter.text, sentence) and _REPORTS.search(sentence.folded):
        return False
    if not _OWN.search("\n".join([earlier, folded])):
        return False
    if scopes and all(_elsewhere(words, letter) for words in scopes.values()) and not _OURS.search(folded):
        return False
    if scopes:
        return not all(_plainly_denied(words) for words in scopes.values())
    return not (OTHERS.search(folded) or _elsewhere(folded, letter) or _plainly_denied(folded))


def _gives_up_a_seat(folded: str) -> bool:
    """Whether a seat as a delegate or substitute is named beside words of "for good", in whatever frame."""
    meant = _SEAT_NAMED.search(folded) and _FOR_GOOD.search(folded) and _OWN.search(folded)
    return bool(meant) and not (_plainly_denied(folded) or OTHERS.search(folded))


def _plainly_denied(words: str) -> bool:
    """Whether the declaring words themselves hold the denial: "ich trete nicht aus", "das Mandat geb ich nicht ab"."""
    return bool(_DENIED.search(words)) and not _CONDITION.search(words)


def _better(earlier: Finding | None, later: Finding) -> Finding:
    """The one that names a day, else the earlier."""
    return later if earlier is None or (earlier.effective is None and later.effective) else earlier


def _finding(scope: str, sentence: Sentence, words: str, letter: Letter) -> Finding:
    effective = effective_of(words, sentence, letter)
    day = effective.isoformat() if effective else None
    return Finding(
        "resignation",
        scope=scope,
        effective=day,
        confidence=confidence_of(f"resignation.{scope}"),
        evidence=sentence.text,
        rule=f"resignation.{scope}",
    )
