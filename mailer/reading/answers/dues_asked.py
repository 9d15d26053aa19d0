"""What does a short answer to a letter about dues say, where neither the money nor paying is named outright?

"Mach ich Freitag", "is drauf", "grad Ebbe", "da sind es aber 36": only after such a letter do these words speak of money.
"""

from collections.abc import Sequence

from mailer.reading.answers.clauses import Sentence
from mailer.reading.answers.words import any_of, words_of

_W = r"(?: [\w'.:€,/-]+)"
_LONGEST = 24  # words; beyond them such words may speak of anything
_MONTH = r"(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)"
_SEASON = (
    rf"(?:{_MONTH}|weihnachten|ostern|pfingsten|silvester|neujahr|neuen? jahr|sommer|herbst|winter|frühjahr|frühling"
    r"|(?:nächste[ns]?|kommende[ns]?) (?:monat|jahr|quartal|halbjahr)|jahreswechsel|lohnerhöhung|steuer\w*)"
)
_DAY = r"(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)(?:s|abend|früh|mittag|morgen|nachmittag)?"
_NEAR = (
    rf"(?:heut|heute|morgen|übermorgen|nachher|gleich|sofort|umgehend|demnächst|{_DAY}|(?:am |zum |übers |bis )?(?:wochen|monats|jahres"
    rf"|quartals)ende"
    r"|(?:diese|nächste|kommende) woche|(?:am|zum) (?:monats)?(?:ersten|fünfzehnten|zehnten|letzten)|(?:am|zum|bis|bis zum)"
    r" \d{1,2}\.(?:\d{1,2}\.?)?"
    rf"|bis {_DAY}|(?:mit|nach|von) (?:dem|der|meine[rm]) (?:nächsten?[rn]? |ersten |neuen )?(?:lohn|gehalt|rente|bafög|zahltag|heuer"
    rf"|stipendium)|(?:am |zum |bis )?(?:monats|quartals|jahres)ersten|monatsanfang|übers wochenende|ende (?:der|des|dieses"
    rf"|diesen) (?:woche|monats?)|spätestens|die tage|in den nächsten tagen|tonight|tomorrow|feierabend)"
)
_MONEY = (
    r"(?:\w*geld|\w*betrag|\w*beitrag|\w*umlage|\w*gebühr\w*|summe|überweisung|überweisungsträger|zahlung|rate|lastschrift|schein|kohle"
    r"|zaster|kröten|knete|moneten|schotter|asche|taler|piepen|cash|\d+(?:,\d\d)?"
    r"|(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun)und\w+zig|euro|€|sie|es|ihn|habs|hab's|ichs|ich's|zahl's|überweis's)"
)
_GIVEN = (
    r"(?:geschickt|abgeschickt|losgeschickt|rausgeschickt|weggeschickt|eingeworfen|geworfen|gelegt|gesteckt|gebracht|abgegeben|hingelegt"
    r"|zugesteckt|gegeben|mitgegeben|übergeben|veranlasst|gekriegt|eingezogen|abgezogen|überwiesen|bezahlt|gezahlt|beglichen"
    r"|rübergeschickt|losgeworden|nachgeholt|ausgeglichen|angewiesen|verfügt|vollzogen|abgesetzt|getätigt|ausgeführt|gemacht"
    r"|abbuchen lassen|abbuchen lassn|gespendet)"
)
_ARRIVED = (
    r"(?:raus|hinaus|drauf|angekommen|eingetroffen|unterwegs|unter wegs|auf der reise|auf dem weg|aufm weg|durch|gebucht|abgeschickt"
    r"|geschickt"
    r"|auf (?:eurem|euerm|ihrem|dem) \w*konto|auf euer \w*konto|bei euch|im briefkasten|in (?:deinem|eurem|ihrem) (?:brief)?kasten|weg"
    r"|angewiesen)"
)
_NOT = any_of(r"nicht|nich|ob|wenn|falls|kein\w*")
_FUTURE = any_of(
    rf"ende (?:der|des|dieser) \w+|wird|werde|werden|wirst|morgen|übermorgen|nächste\w*|kommende\w*|sobald|wenn|falls|muss|will|soll"
    rf"|möchte|würde|{_DAY}"
    r"|bis \S+|(?:am|zum) \w+ende|spätestens|demnächst|dann|heute noch|noch heute|heut noch|noch nicht|nicht|nich|kein\w*|nie|ob"
)
_THIRD = any_of(
    r"(?:mein|meine|meinen|meiner|meinem|unser|unsere|ihr|ihre) (?:\w+ )?(?:mann|frau|sohn|tochter|vater|mutter|bruder|schwester|freund"
    r"|freundin"
    r"|betreuer\w*|nichte|neffe|junge|kind|kinder|enkel\w*|oma|opa|papa|mama|onkel|tante|partner\w*)",
    r"(?:er|sie) (?:zahlt|kann|will|hat|ist|wird|meldet)|verwalter|(?:der|die) (?!betrieb|chef\w*|firma|arbeit\w*|amt|\w*werk)\w+ zahlt",
)
_FOR_ME = any_of(rf"für (?:mich|uns){_W}{{0,6}} (?:bezahlt|gezahlt|überwiesen|beglichen|erledigt|mitbezahlt)|für (?:mich|uns) mit")
_HELD_BACK = any_of(
    r"solange|so lange(?! warten| geduld| noch)|wenn (?:ihr|sie|du|von|sich)|entweder|sonst|kündig\w*|aus\w*tret\w*|austritt\w*|überleg\w*"
    r"|ausgetreten"
    r"|nie eingetreten|nicht mehr dabei|nicht mehr mitglied|welche iban|iban (?:nochmal|noch mal|wie|noch|denn)|(?:neue|alte) iban|noch so"
)
_TALK = any_of(
    rf"(?:kannst|könntest|könnt|könnten|magst|mögt|rufst|ruft|ruf|rufen|bitte){_W}{{0,9}} (?:anrufen|an|klingeln|durchklingeln|vorbeikommen"
    r"|zurückrufen|zurück|durch)(?= ?$|[,.;?!])",
    rf"klingle|klingel\w*{_W}{{0,7}}? (?:bei|durch)|(?:besprech|besprech\w+|bered\w*|kläre?|regle|regel|regele|erkläre?|schnacke?|rede"
    rf"|spreche?)(?: ich| wir)?{_W}{{0,6}} (?:persönlich|lieber|in ruhe|unter vier augen|mit (?:dem|der|dir|euch|ihnen|ihrer|ihrem|eurem"
    r"|eurer|jochen)|selbst vorbei)|(?:am gartenzaun|am steg|am tresen|im büro|am telefon|persönlich|mündlich|unter vier augen)(?:"
    r" \w+){0,2}"
    r" (?:besprech\w*|klär\w*|bered\w*|red\w*|sprech\w*|erklär\w*)|\w*sprechstunde|beratungsstunde|(?:bitte|bitten?) um (?:\w+"
    r" ){0,2}rückruf|face to face|talk about|give me a call"
    rf"|call me|komm\w*{_W}{{0,8}} (?:rüber|vorbei|in die \w*stunde)|(?:gucken|schauen) wir{_W}{{0,3}} (?:drauf|rein|nach)",
)
_DISPUTE = any_of(
    rf"(?:laut|gemäß|in (?:der|meinem|meiner|dem|eurem|eurer|euerm)) (?:\w+ )?(?:satzung|beschluss\w*|bescheid|vertrag|vereinbarung|antrag"
    rf"|beitragsordnung|schreiben|zettel|flyer|aushang|protokoll|tabelle|bestätigung){_W}{{0,8}} (?:steht|stand|stehen|sind|waren|gilt"
    rf"|galt|\d+)",
    rf"(?:vereinbart|ausgemacht|abgemacht|abgesprochen|beschlossen) (?:war|waren|ist|sind|worden)|(?:war|waren|wurde|wurden){_W}{{0,8}} "
    r"(?:vereinbart|ausgemacht|abgemacht|abgesprochen|beschlossen)",
    r"(?:habe?n?|haben doch|sind|zahlen|gilt|ist|als)(?: \w+){0,4} (?:\w*familienbeitrag|\w*familienmitglied\w*|partnerbeitrag"
    r"|ehrenmitglied\w*"
    r"|beitragsfrei|passives? mitglied)|passives? mitglied|vollzeitbeitrag|vollen beitrag (?:ab|an)",
    rf"(?:sind|ist|is|wären|macht|gilt|kostet)(?: das| es| da)?{_W}{{0,3}} (?:doch|aber|nur|bloß|höchstens)(?: \w+){{0,3}} (?:\d+|die"
    rf" hälfte)"
    rf"|kann (?:es|das|da)(?: \w+){{0,2}} (?:höchstens|nur) (?:die hälfte|\d+)|(?:und|statt) nich(?:t|ts)? (?:(?:\d+x)?\d+|\w+zig)"
    rf"|nur um \d+|(?:auf|über) \w+ lautet(?: \w+){{0,2}} \w*bescheid",
    r"(?:kann|können)(?: \w+){0,3} nicht sein|stimmt (?:da )?(?:was|etwas|irgendwas|einiges) nicht|(?:müsst|habt|müssen|haben)(?: \w+){0,3}"
    r" (?:irren|geirrt|vertan|verrechnet|verzählt)|(?:bitte|mal) (?:um )?(?:\w+ )?(?:korrigieren|korrigiert|korrektur|berichtigen"
    r"|berichtigt"
    r"|berichtigung|richtigstellen|neu rechnen|neu berechnen)|(?:da )?stimmt was nich\w*",
    r"(?:wieso|warum|weshalb) (?:denn |jetzt |auf einmal )?\d+|nicht (?:mehr )?(?:gerechtfertigt|fällig)|(?:nix|nichts) (?:mehr )?offen"
    r"|unzutreffend|(?:ich|wir) zahlen? (?:nicht|nichts|nix)(?= ?$|[,.!])|dachte\W.{0,30}(?:frei|kostenlos|umsonst|zahlen nichts)"
    r"|zu unrecht|falschen?"
    r" (?:\w*gruppe|\w*klasse|\w*satz|\w*stufe)|verwechsel\w*|summe passt nicht",
    r"(?:\d{2,3}|das|da|hier|hier|euch|ihnen|dir|es|summe|mahnung|rechnung|betrag|rückstand) (?:ist|is|muss|liegt|war|scheint|wird"
    r"|handelt es sich um)(?: [\w'-]+){0,4}? (?:fehler|irrtum|versehen|verwechslung|missverständnis)|(?:rechnet|rechne|rechnen sie|zählt"
    r"|prüft|prüfen sie)(?: (?:bitte|mal|das|es|doch|noch mal|nochmal|da))* (?:neu|nach|noch mal|nochmal)(?= ?$|[.,!])|(?:passt"
    r"|geht) (?:das |doch |so |da |leider |hinten und vorne )*nicht (?:zusammen|auf)(?= ?$|[.,!])|(?:bin|war"
    r"|waren)(?: ich)?(?: [\w'.-]+){0,4}? noch (?:gar )?(?:nicht|kein) mitglied|(?:bin|wurde)(?: ich| doch| ja)* (?:im|am|ab|zum|mitte"
    r"|ende|anfang) (?:\w+ ){0,2}(?:eingetreten|beigetreten|aufgenommen)|ihr (?:zieht|bucht)(?: \w+){0,3}? (?:doch"
    r"|ja)(?: \w+){0,4}? (?:ein|ab)(?= ?$|[.,;!])|ehrenmitglieder (?:zahlen|sind)(?=[^\n]* (?:ich|mir|mein\w*|uns))|namensvetter\w*|(?:bin"
    r"|war) (?:ich )?(?:gar |ja |doch |wohl |damit )*nicht gemeint|\w*freistellungsbescheid|there (?:is|'s|must be) a mistake"
    r"|nothing (?:should be )?outstanding",
    r"erst (?:im|seit|ende|anfang|mitte|ab|letzte[nsm]?|vorige[nsm]?) (?:\w+ ){0,3}(?:eingetreten|beigetreten|eingezogen|dabei|mitglied"
    r"|dazugekommen"
    r"|aufgenommen)"
    r"|(?:zweimal|dreimal|viermal|zwei mal|doppelt|mehrfach)(?: \w+){0,3} (?:abgebucht|eingezogen|kassiert|berechnet|gemahnt|mahnung)",
)
_RELIEF = (
    r"(?:weniger|kleiner\w*|geringer\w*|niedriger\w*|runtergehen|runter|herunter|nach unten|anpass\w*|ermäßig\w*|reduzier\w*|reduced rate"
    r"|sozial\w*tarif|studi\w*(?:satz|tarif)|[\w-]*tarif|verteilen|strecken|nachholen|dritteln|halbieren|vierteln|stückeln|splitten"
    r"|aufteilen|hälfte|aussetzen|pausieren"
    r"|stunden|freistellen|frei|freigestellt|schieben|verschieben|warten|geduld|entgegenkommen|was machen|einen weg"
    rf"|(?:\d+|zwei|drei|vier|sechs|zwölf) ?(?:x|mal|\*) ?\w+|(?:zwei|drei|vier|mehreren|paar|kleinen|\d) (?:happen|portionen|etappen"
    rf"|schritten|teilen|stücken|schüben|deile|small steps)|small steps|instal?lments|jeden monat|im monat|pro monat|monatlich|stückweise"
    rf"|nach und nach|später|möglich(?:keit)?|auch (?:im|am|in|a im|erst) {_SEASON}|(?:viertel|halb)jährlich|nachlass|rabatt|günstiger\w*"
    rf"|billiger\w*|kleinere[nrs]?|kleinste[nrs]?|niedrigste[nrs]?)"
)
_HARDSHIP = any_of(
    r"pleite|klamm|blank|knapp bei kasse|(?:jeden|den letzten) (?:cent|euro|pfennig|groschen)(?: \w+){0,3} (?:um(?:zu)?drehen|umdrehe"
    r"|zusammenkratzen|zählen)|weiß nicht,? (?:woher|wovon|wie) (?:ich|wir)|(?:nicht|nich|nichmal|nicht einmal) (?:ein)?mal (?:die|den|das"
    r"|meine?n?|für) \w+|(?:geld|zahltag) ist alle|(?:konto|kontos?|portemonnaie|portmonee|geldbeutel|geldbörse|kasse|brieftasche|sparbuch"
    r"|sparschwein)(?: [\w'-]+){0,4}? (?:\w*leer|leer\w+|gepfändet|gesperrt|überzogen|im minus|rot|tot|blank|geplündert)|(?:\w*leeres?"
    r"|gepfändetes|überzogenes) (?:konto|portemonnaie|kasse)"
    r"|(?:kein|keine|keinen|koa|keene) (?:geld|kohle|asche|knete|kröten|moneten|zaster|schotter|cash|lohn|gehalt|einkommen|verdienst"
    r"|einnahmen|aufträge|job|rücklagen|\w*geld|\w*lohn)|ihr (?:noch )?(?:etwas |eine weile )?(?:warten müsst|euch gedulden müsst)"
    r"|müsst ihr (?:leider |noch |eine weile |etwas )*(?:warten|euch gedulden)|geht(?: [\w'-]+){0,4}? (?:gar nichts|nichts|nix|kein(?:e"
    r"|en)? (?:beitrag|zahlung|euro|cent))(?: \w+)?(?=\W*$|[.,;!])"
    r"|(?:nur noch|noch|gerade noch|bleiben (?:mir|uns)(?: \w+){0,3}) \d+ ?(?:euro|€)(?: \w+){0,3}(?: bis (?:zum|ende)| im monat"
    r"| zum leben| übrig)|(?:zahlen|überweisen) (?:kann|könnte|geht)(?: \w+){0,5} (?:nicht|nich|nix)(?= ?$|[.,;!])|(?:gebt|gib|geben sie"
    r"|lasst|lass|lassen sie) (?:mir|uns)(?: (?:bitte|noch|doch|etwas|mal|einfach|nur))* (?:bis|zeit|luft|(?:\d+|ein|zwei|drei|vier|sechs"
    r"|ein paar) (?:wochen?|tage|monate?))|(?:streck|stück|stotter|schieb|vertag|verschieb|verläng)\w* (?:mir |uns |sie mir |es "
    r"|das )?(?:bitte |doch )?(?:den |die |das |mein\w* )?(?:beitrag|zahlung|zahlen|\d{2,3}|summe|rechnung|fälligkeit)"
    r"|pleitegeier(?:bin|ist|is)(?: \w+){0,3} (?:knapp|ebbe)|(?:herrscht|ist|is|grad|gerade) ebbe|ebbe bis"
    r"|insolvenz|kein geld|wenig geld|koa gäid|(?:nix|nichts|nicht viel|kaum was|kaum etwas|wenig) (?:mehr )?übrig"
    r"|keine chance|frühestens (?:im|ab|nach|nächste\w*)|(?:fehl(?:t|en) (?:mir|uns|es)|(?:mir|uns) fehl(?:t|en))(?: (?:grad|gerade"
    r"|einfach|schlicht|momentan|zurzeit|leider|dafür|im moment|schlichtweg|derzeit|an|am|das|die|der|dazu))* (?:geld|kleingeld|mittel"
    r"|kohle|betrag|summe|\d+)|reicht"
    r" (?:\w+ )?(?:nicht|nich|kaum|hinten und vorne)|nicht leisten|nicht (?:mehr )?(?:drin|machbar|stemmen|aufbringen|zu (?:machen"
    r"|stemmen|schaffen|leisten|bezahlen))|setze?(?: ich)?(?: \w+){0,3} aus(?= ?$|[,.!])"
    r"|auf (?:einmal|einen schlag)(?: \w+){0,6} (?:nicht|nich|kein\w*|zu viel|schaff\w*|viel)|happig|schwarz(?= ?$|[,.!])|abstotter\w*"
    r"|krieg\w*(?: \w+){0,3} nicht (?:hin|zusammen)|nicht flüssig"
    r"|lost my job|(?:job|arbeit|stelle) (?:verloren|weg|los)",
    r"(?:hab|habe|haben|ham|krieg|kriege|verdien|verdiene)(?: ich| wir)?(?: (?:grad|gerade|echt|einfach|momentan|zurzeit|jetzt|im moment"
    r"|leider"
    r"|diesen monat|selbst|aktuell))* (?:nix|nichts)(?= ?$|[,.!]| übrig| mehr)",
    r"(?:kann|könnte|geht|schaff\w*|haut)(?: (?:ich|wir|das|es|grad|gerade|leider|im moment|momentan|zurzeit|bei mir|diesen monat|dieses"
    r" jahr|dies jahr"
    r"|einfach|so|jetzt|aktuell|echt|mir|finanziell|gar|überhaupt|wirklich|auch|dafür))* (?:nicht|nich|net|ned|ni)(?= ?$|[,.!]| zahlen"
    r"| anders)",
    rf"vor (?:dem |der )?(?:\w+ )?{_SEASON}{_W}{{0,6}} (?:nicht|nich|nix|nichts|kein\w*|schwarz|nur)|bis (?:zur |zum )?(?:\w+"
    rf" )?{_SEASON}{_W}{{0,6}} (?:warten|geduld|nur \d+)"
    r"|(?:vorher|bis dahin) (?:geht|kann|kommt|klappt|schaff\w*|hab\w*|krieg\w*|ist|wird)(?: \w+){0,3} (?:nicht|nich|nix|nichts|keine?)"
    r"|(?:nix|nichts|nicht) vor "
    rf"{_SEASON}|um geduld|(?:geduld|zeit|luft) bis",
    rf"erst(?: wieder)? (?:im|in|ab|nach|zum|anfang|ende|mitte) (?:\w+ ){{0,3}}{_SEASON}|erst (?:nächste\w*|kommende\w*) (?:monat|jahr"
    rf"|quartal)"
    r"|erst,? wenn (?:das|die|der|mein\w*) \w+"
    rf"|(?:zahle?|überweise?|kommt|kommen|geht|gehen|bezahle?)(?: ich| wir| dann| aber)* (?:im|nach|ab) {_SEASON}",
    rf"(?:darf|kann|könnte|dürfte) (?:ich|wir){_W}{{0,3}}? (?:im|ab|nach|anfang|ende|mitte) (?:\w+ )?{_SEASON}{_W}{{0,3}} (?:zahlen"
    rf"|überweisen|bezahlen|begleichen)"
    rf"|wenn (?:ich|wir){_W}{{0,8}} (?:jeden monat|monatlich|in raten|stückweise|nach und nach)",
    rf"(?:rest|restlichen?|zweite\w*|anderen? (?:hälfte|\d+)){_W}{{0,8}}? (?:(?:im|nach|bis|anfang|ende|ab) (?:\w+ )?{_SEASON}"
    r"|später|in (?:zwei|drei|vier) \w+)",
    rf"(?:kann|könnt|könnte|könnten|könntet|könntest|kannst|können|darf|dürfte|wäre|ginge|geht|gäbe|gibt es|gibts|bitte|bitten?|müsste"
    rf"|müssten|würde|würd|möchte"
    rf"|will|lässt|ließe|lasst|lass"
    rf"|muss|nur|mach|macht|stellt|setzt|künnt|could|can){_W}{{0,10}} {_RELIEF}",
    rf"{_RELIEF}(?: \w+){{0,3}}(?:,?(?: das)? (?:wäre|wären|ließe|ginge|könnten|könnte|geht|ok|okay)){_W}{{0,6}}|(?:nächsten monat"
    rf"|nächstes jahr)(?: \w+)? (?:ok|okay|reicht)",
)
_RELIEF_AT_ALL = any_of(rf"{_RELIEF}|stufe|hauspreis|ausnahme|drücken|was geht")
_WHY_THE_SUM = any_of(
    r"\W*(?:und |aber |nanu |hä |hm )?(?:(?:wieso|warum|weshalb|wofür) (?:(?:denn|jetzt|auf einmal|plötzlich|noch|bitte"
    r"|eigentlich) )*(?:mahn|forder|verlang"
    r"|wollt|soll|\d)\w*.*|wie (?:kommt|kommen) (?:ihr|sie) (?:(?:denn|eigentlich|bitte|nur|bloß) )*(?:auf|zu).*|seit wann (?:\d|zahl"
    r"|kost|sind|soll)\w*.*"
    r"|wie kann (?:da|das|bei mir)(?: \w+){0,3} (?:offen|sein).*|(?:für )?\d+(?:,\d+)?(?: ?€| euro)?\W*)"
)
_THOUGH = any_of(r"(?:wenn|obwohl|wo|obgleich) (?:ich|wir)(?: [\w'-]+){0,2} (?:doch|ja|schon|längst|immer|seit|eine?n?)")
_REASON = any_of(
    r"(?:doch|immer|bisher|sonst|erst|laut|beschluss|bescheid|vereinbart|ermäßigt\w*|bewilligt|befreit|beitragsfrei|ehrenmitglied\w*"
    r"|standen?|waren"
    r"|noch (?:gar )?nicht|nur|stimmt|liste|zahle|zahlen)"
)
_PROMISE = any_of(
    rf"wird{_W}{{0,6}}? (?:angewiesen|überwiesen|bezahlt|beglichen|erledigt)|(?:holt|zieht|bucht|nehmt) ihr (?:euch )?(?:das|es"
    rf"|den \w+|die \w+)(?: \w+){{0,3}} (?:per|vom|ab|ein)",
    rf"(?:mache?|machs|mach's|erledige?|kümmere?|kümmer|zahle?|zahl's|zahls|überweise?|begleiche|bezahle?|reiche|passiert|fülle"
    rf"|hole?){_W}{{0,8}}? {_NEAR}"
    rf"|{_NEAR}{_W}{{0,10}}? (?:mache?|erledige?|kümmere?|kümmer|zahle?|überweise?|begleiche|bezahle?|passiert|fülle)(?= )",
    rf"(?:habt|hast|kriegt|kriegst|bekommt|bekommst|kriggt|haben|hätte)(?:'s| ihr| ihr's| ji| du| du's| sie| es| das| dann)+{_W}{{0,6}}? "
    rf"(?:{_NEAR}|{_MONEY})|{_NEAR}{_W}{{0,6}}? (?:habt|hast|kriegt|kriegst|bekommt|bekommst|haben)(?:'s| ihr| ihr's| du| du's| sie| es)",
    rf"{_MONEY}{_W}{{0,5}}? (?:kommt|kommen|folgt|folgen|ist|sind|liegt|läuft|geht|gehen|erwarten|gibt's|gibts){_W}{{0,6}}? {_NEAR}",
    rf"{_NEAR}{_W}{{0,5}}? (?:kommt|kommen|ist|sind|liegt)(?: \w+){{0,3}}? (?:es|das geld|der beitrag|die \d+|\d+)"
    rf"|(?:liegt|ist|sind)(?: \w+){{0,3}}? {_NEAR}{_W}{{0,4}}? (?:im briefkasten|bei (?:euch|ihnen|dir)|da|drauf|auf (?:eurem|ihrem) konto)"
    rf"|{_NEAR}{_W}{{0,3}} (?:ist|sind|liegt)(?: \w+){{0,3}} (?:bei (?:euch|ihnen|dir)|da|drauf)"
    rf"|^\W*(?:am |bis |spätestens |nächste\w* )*{_NEAR} (?:auf|bei) (?:eurem|ihrem|dem|euch|ihnen)(?: konto)?\W*$",
    rf"(?:steck\w*|gebe?|bring\w*|schick\w*|leg\w*|werfe?|reiche?|drück\w*)(?: ich)?(?: dir| euch| ihnen| es| das| dann)*{_W}{{0,3}}?"
    rf" (?:{_MONEY}{_W}{{0,6}}? "
    rf"{_NEAR}|(?:{_NEAR}){_W}{{0,6}} (?:zu|vorbei|mit|los|rein|rüber|in bar|bar))|(?:dann|{_NEAR}|und){_W}{{0,4}} (?:schicke?|bringe?"
    rf"|gebe?|lege?"
    rf"|fülle?) ich{_W}{{0,3}} {_MONEY}|{_MONEY}{_W}{{0,3}} (?:schick\w*|bring\w*|geb\w*|leg\w*) ich{_W}{{0,3}} (?:{_NEAR}|hinterher|los"
    rf"|vorbei)",
    rf"{_MONEY}{_W}{{0,5}}? (?:schicke?|bringe?|lege?|gebe?|erwarten)(?: ich)?{_W}{{0,5}}? {_NEAR}|komm\w*{_W}{{0,3}} {_NEAR}{_W}{{0,2}}"
    rf" mit (?:dem|der) "
    rf"(?:geld|kohle)|(?:dürfen|könnt|können){_W}{{0,6}} {_MONEY}{_W}{{0,3}} bis {_NEAR}",
    r"dann ist (?:es|das geld|alles|der beitrag)(?: \w+)? (?:drauf|da|bei euch|überwiesen|bezahlt|erledigt)|^\W*wird (?:\w+ )?gemacht\W*$"
    r"|(?:dürft|könnt|dürfen sie|können sie)(?: [\w'-]+){0,8} (?:abbuchen|einziehen)(?= ?$|[,.!])"
    r"|sobald [^.!?\n]{3,60} (?:überweise|zahle|schicke|erledige|begleiche|bezahle) ich|(?:seid ihr|bist du|sind sie) (?:dann |auch "
    r"|als nächstes )?(?:dran|an der reihe)(?= ?$|[.,!])|(?:bekommt|kriegt|habt) ihr (?:dann |auch |euren |euer |eure |den |das )+(?:teil"
    r"|geld|beitrag|anteil|kohle)|ihr (?:bekommt|kriegt) (?:dann |auch )?(?:euren|euer|eure|den) (?:teil|geld|beitrag|anteil)|(?:nehme?"
    r"|bringe?) (?:ich )?(?:das|euer) geld(?: [\w.]+){0,5}"
    r" mit|kümmer\w*(?: ich)? mich (?:\w+ )?(?:darum|drum)|auf meiner liste|richte(?: ich)? (?:\w+ ){0,3}dauerauftrag ein|(?:stelle"
    r"|wechsle|steige)(?: ich)? (?:\w+ ){0,3}(?:dauerauftrag"
    r"|lastschrift|einzug) um(?= ?$|[.,!])|dauerauftrag (?:läuft|startet|beginnt|greift) ab|(?:bucht"
    r"|buchen sie"
    r"|zieht|ziehen sie)(?: (?:von meinem konto|es|das|den \w+|ihn|sie|die \w+|einfach|bitte|doch|gern|ruhig))* (?:ab|ein)"
    r"|(?:per |ab jetzt |künftig |auf )?(?:lastschrift|einzug) (?:machen|umstellen|einziehen)|dauer ?auftrag (?:ist |wurde |hab ich "
    r"|habe ich )?(?:neu |jetzt |soeben |gerade |heute )?angelegt|(?:tippe?|mache?|schreibe?|fülle?|gebe?|starte|klicke?|erledige?|tätige"
    r"|veranlasse|stelle)(?: ich)?(?: \w+){0,3} (?:überweisung|zahlung)(?: \w+)?(?= ?$|[.,!])|(?:angewiesen|überwiesen|bezahlt|beglichen"
    r"|gezahlt) (?:wird|werden|werde)(?= ?$|[.,!])|(?:zahlung|überweisung|ausgleich|buchung|ausführung) (?:erfolgt|folgt|läuft"
    r"|kommt)(?! nicht| auch nicht)|dauer ?auftrag (?:ist )?(?:\w+"
    r" )?eingerichtet",
    rf"(?:^\W*|(?<=,\s)|und )(?:es |das |sie )?kommt(?: aber| dann| noch| also| dafür)* {_NEAR}",
    r"^\W*(?:\w+,? ){0,4}(?:überweise|überweis|zahle|begleiche|bezahle)(?: (?:ich|es|das|sofort|gleich|gern))*\W*$|will pay"
    r"|^\W*(?:klar|ja|ok|okay|gern|natürlich|sicher|logo),? (?:das )?(?:mache?|erledige?|überweise?) ich\W*$"
    r"|^\W*(?:ja |ok |okay |das )?(?:is |ist |wird |geht )?(?:gebongt|geritzt|abgemacht|erledigt|klar|in ordnung|vorgemerkt"
    r"|versprochen)(?:,? (?:versprochen|danke|mach ich))?\W*$"
    rf"|^\W*(?:ja |ok |okay |sorry |oh |ups |dann )*{_NEAR}(?: noch| abend| früh| nach (?:der|dem) \w+)*,?(?: ok| okay| versprochen)?\W*$"
    r"|(?:^|sorry )kommt(?: noch| sofort| gleich)?\W*$",
)
_PERFECT = any_of(
    rf"(?:habe?|hab's|habs|ist|wurde|is)(?: [\w']+){{0,6}}? (?:am|letzten|vorigen|vergangenen) (?:{_DAY}|ersten|\d+\.)(?:"
    rf" [\w'.]+){{0,4}}? (?:{_GIVEN}"
    r"|durchgegangen|abgebucht|abgegangen)(?= ?$|[,.!])|(?:habe?|hab's|habs|ist|wurde)(?: [\w']+){0,5}? (?:gestern|vorgestern|heute (?:früh"
    rf"|morgen)|vorhin|soeben|bereits|längst)(?: [\w'.]+){{0,3}}? {_GIVEN}(?= ?$|[,.!])"
    rf"|(?:müsste|sollte|dürfte){_W}{{0,8}} (?:ankommen|eingehen|eintreffen|auftauchen)(?= ?$|[,.!])|habt (?:ihr"
    rf"|sie)(?: \w+){{0,2}} (?:längst|schon|bereits) (?:bekommen|gekriegt"
    r"|erhalten|abgebucht)|gekreuzt|überschnitten|(?:schon|bereits|längst) (?:passiert|geschehen|erledigt"
    r"|durch)"
)
_PAID = any_of(
    rf"{_MONEY}{_W}{{0,9}}? {_GIVEN}(?= ?$|[,.;!]| und| per| worden)|{_MONEY}{_W}{{0,7}}? {_ARRIVED}(?= ?$|[,.;!]| und)|{_MONEY} (?:ist"
    rf"|is|sind)"
    rf"{_W}{{0,4}} {_ARRIVED}",
    rf"^\W*(?!.*(?:\w*ausweis|formular|\w*erklärung|brief|schlüssel)(?!\w))(?:[\w'-]+,? ){{0,6}}?(?:ist|is"
    rf"|liegt){_W}{{0,4}} {_ARRIVED}(?=\W*$|[,.;!]| und)|von meinem konto (?:gegangen|runter"
    rf"|abgegangen)|(?:ist|is) (?:schon |längst |bereits )?(?:unterwegs|drauf)|als (?:eingezogen|bezahlt|abgebucht)",
    rf"(?:habe?|hab's|habs)(?: (?:ich|es|das|'s|doch|schon|gestern|vorgestern|heute|eben|grad|gerade|längst|bereits|soeben|letzte woche"
    rf"|vorhin"
    rf"|am \S+|direkt|alles|ichs|ich's|auch))+ {_GIVEN}",
    r"^\W*(?:schon |bereits |längst )?(?:done|bezahlt|überwiesen|gezahlt|erledigt|eingezahlt)(?=\W*$| (?:am|im|per|vom|seit|bar|heute"
    r"|gestern"
    r"|vorgestern|letzte\w*|vorige\w*|und) )|^\W*(?:hab|habe|is|ist)(?: ich)? (?:schon|längst|bereits)(?=\W*$|,)",
    rf"(?:\w*kontoauszug|quittung|\w*beleg|überweisungsbestätigung|buchungsbestätigung){_W}{{0,6}} (?:anbei|anhang|liegt|hängt|hab|habe"
    rf"|vom|nr|zeile)"
    rf"|(?:anbei|anhang|angehängt|beigefügt)\W+(?:\w+ )?\w*(?:auszug|beleg|quittung)|(?:lag|liegt|läuft) (?:\w+ )?(?:seit"
    rf"|schon){_W}{{0,6}} (?:konto|briefkasten"
    rf"|kasten|pfingsten)",
    rf"(?:müsste|sollte|dürfte){_W}{{0,6}} (?:da|drauf|angekommen|eingegangen|bei euch|erledigt) sein|(?:müsst|müsstet|solltet|dürftet"
    rf"|müssten|sollten) (?:ihr|sie)(?: \w+){{0,3}} {_MONEY}(?: \w+){{0,3}} (?:haben|bekommen haben|erhalten haben|sehen)|(?:ihr"
    rf"|sie) (?:müsst|müsstet|solltet|dürftet|müssten|sollten){_W}{{0,4}} (?:längst|schon|inzwischen|bereits)(?: \w+){{0,2}} (?:haben"
    rf"|sehen)|(?:\w*geld|\w*beitrag|\w*betrag|\d+ euro|es|das) (?:liegt|ist) (?:da|dort|bei euch)(?: \w+)? seit|(?:abbuchung|buchung"
    rf"|überweisung|zahlung|lastschrift|ausführung|auszahlung|quittung)(?: ist| war)? (?:vom|am) \d|(?:abbuchung|buchung|überweisung"
    rf"|zahlung|lastschrift)(?: \w+){{0,2}} (?:hat stattgefunden|ist erfolgt|erfolgte|ist durch)|(?:siehe|guckt|guck|kuckt|schaut|schau"
    rf"|seht|gucken sie|schauen sie)(?: \w+){{0,3}}? (?:aufs|auf (?:dem|euer|dein|ihr|das|eurem)|ins|am|beim)? ?(?:konto|kontoauszug)",
    rf"(?:zahlte|bezahlte|überwies|beglich|entrichtete)(?: ich| es| das| den| die)+{_W}{{0,4}}|(?:habe?|hab) (?:\w+ ){{0,2}}(?:gemacht"
    rf"|getätigt|veranlasst)"
    rf" (?:die|eine) (?:überweisung|zahlung)|(?:gab|zahlte) (?:ich )?(?:es|das|ihn|die \d+){_W}{{0,5}}? (?:per|bar|in bar|am)",
)


_PAYS_ALREADY = any_of(
    rf"(?=[^\n]*(?:euro|€| \d{{1,3}}(?!\d)|dauerauftrag|lastschrift|hälfte|ermäßigt|nur|frisst|ihr))(?:zahle?|überweise?|frisst"
    rf"|bucht ihr|zieht ihr|läuft){_W}{{0,8}}? seit (?:\d{{4}}|{_MONTH}|jahren)"
)
_ASKS_RELIEF = any_of(rf"{_RELIEF}|rest|restlichen?|nicht|nich|nix|nichts|kein\w*")
_SINCE = any_of(r"seit (?:dem |der )?[\w.]+|(?:heute|gestern) morgen")
_INQUIRES = any_of(r"\W*(?:und |aber |denn )?(?:wo\w*|wie|warum|wieso|weshalb|wann|wer|was|welche\w*)(?= ).*")
_PROVED = any_of(r"bezahlt|gezahlt|überwiesen|eingezahlt|quittung|beleg|kontoauszug")
_BY_HEARSAY = any_of(r"sagt|hätte|meint|angeblich|ob|glaube?|vermutlich|wohl")
_NEED_OF_OLD = any_of(
    r"erhöhe\w*|aufstock\w*|stocke|anheben|heraufsetz\w*|hochsetz\w*|betrifft mich nicht|für \w+ gibt es [^?]*$"
    r"|hatte (?:ich )?(?:\w+ ){0,6}gebeten|(?:war|waren)(?: \w+){0,3} (?:klamm|knapp|arbeitslos|krank|pleite)|müsst mir nichts|nichts"
    r" erlassen"
    r"|so arm bin ich"
)


def is_of_old(folded: str) -> bool:
    """Whether a need is spoken of that is over, or denied."""
    return bool(_NEED_OF_OLD.search(folded))


def disputes_by_asking(sentences: Sequence[Sentence]) -> Sentence | None:
    """The question that disputes the sum because a reason stands in it or beside it: "Wie kommt ihr auf 72? Bei mir waren es immer 60."."""
    for one in sentences:
        if one.asks and _WHY_THE_SUM.match(one.folded):
            told = [other.folded for other in sentences if not other.asks]
            if _THOUGH.search(one.folded) or any(_REASON.search(folded) and not _HARDSHIP.search(folded) for folded in told):
                return one
    return None


def asks_relief(folded: str) -> bool:
    """Whether less, later or in parts is spoken of, beside a letter that has told of need."""
    return bool(_RELIEF_AT_ALL.search(folded))


def inquires(folded: str) -> bool:
    """Whether the sentence opens like a question, whatever it ends with."""
    return bool(_INQUIRES.match(folded))


def is_paid(folded: str) -> bool:
    """Whether the money is told to be on its way or there, in whatever words."""
    if _PERFECT.search(folded) and not _NOT.search(folded):
        return True
    return bool(_PAID.search(folded)) and not _FUTURE.search(_SINCE.sub("_", folded))


def meant_by(sentence: Sentence) -> str | None:
    """The claim that the sentence makes in an answer to a letter about dues; None where it makes none, or is another's affair."""
    folded = _SINCE.sub("_", sentence.folded)
    if len(words_of(folded)) > _LONGEST or _HELD_BACK.search(folded) or _NEED_OF_OLD.search(folded):
        return None
    if _FOR_ME.search(folded):
        return None if sentence.asks or _BY_HEARSAY.search(folded) else "paid"
    if _THIRD.search(folded):
        return None
    if _TALK.search(folded):
        return "talk"
    if not sentence.asks and (_DISPUTE.search(sentence.folded) or _PAYS_ALREADY.search(sentence.folded)) and not _PROVED.search(folded):
        return "dispute"
    if _HARDSHIP.search(folded):
        return "hardship" if _ASKS_RELIEF.search(folded) or not _PROMISE.search(folded) else None
    if inquires(folded) or (sentence.asks and not folded.rstrip().endswith(("ok?", "okay?"))):
        return None
    if _PROMISE.search(folded):
        return "promise"
    return "paid" if is_paid(folded) else None
