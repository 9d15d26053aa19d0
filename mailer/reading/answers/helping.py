"""By which words does a writer offer help, refuse it, or take an earlier offer back?"""

from mailer.reading.answers.words import any_of

_W = r"(?: [\w'.:-]+){0,7}?"
HELP = any_of(
    r"(?:helf|helfe|helfen|mithelf\w*|aushelf\w*|anpack\w*|unterstütz\w*|mithilfe|zur hand|zupack\w*|einspring\w*|mitanpacken"
    r"|mittun|zuzupacken|behilflich|nützlich machen|mitzuhelfen|zu helfen)",
    rf"(?:pack|packe|fass|fasse|greif|greife){_W} (?:mit an|mit zu|an|zu|mit)(?= |$)|mit ?(?:anfassen|zufassen|anpacken)|(?:stell"
    rf"|stelle){_W} mit (?:hin|auf)(?= |$)",
    rf"(?:spring|springe){_W} (?:mit )?ein(?= |$)|zur hand (?:gehen|gehe)",
    r"(?:unterstütze(?! den| die forderung| das anliegen)|übernehme?|übernehm|übernähme|übernemen|übernehmen)",
)
_ACTING = (
    r"(?:mach|mache|machen|mach's|machs|tu|nehm|nehme|übernehm|übernehme|koch|koche|back|backe|backen|bau|baue|schmier|schmiere"
    r"|moderier|moderiere|spiel|spiele|fahr|fahre|steh|stehe|häng|hänge|stell|stelle|schlepp|schleppe|räum|räume|verkauf"
    r"|verkaufe|lös|löse|spendier|spendiere|spende|sing|singe|lese?(?: \w+){0,5}? vor|schreib|schreibe|hol|hole|besorg|besorge|organisier"
    r"|organisiere|kümmer|kümmere|bleib|grill|grille|putz|putze|wasch|wasche|zähl|zähle|pass|passe|beaufsichtige|schneide"
    r"|streiche|pinsel|bring|bringe|bringen|steuer|steuere|kriegt|bekommt|stifte|leihe|geb|gebe)(?: (?:ich|wir))?(?= |$)",
    r"(?:kann|könnte|könnten|können|würde|würd|will|möchte|werde|werd|wollte|soll|darf) (?:[\w'.:-]+ ){0,10}?(?:machen"
    r"|übernehmen|kochen|backen|bauen|aufbauen|abbauen|moderieren|spielen|fahren|stehen|hängen|stellen|schleppen|räumen"
    r"|einräumen|aufräumen|verkaufen|ablösen|spendieren|spenden|singen|lesen|vorlesen|schreiben|holen|besorgen|organisieren"
    r"|kümmern|grillen|putzen|zählen|auszählen|aufpassen|beaufsichtigen|schneiden|streichen|bringen|mitbringen|beisteuern|leihen"
    r"|geben|dazugeben|einteilen|eindecken|anbieten|abholen|mitnehmen|aufsetzen|erzählen|fotografieren|begleiten|tragen"
    r"|anschließen|beladen|schottern|betreuen|verteilen|dolmetschen)",
)
ACTS = any_of(*_ACTING)
DOES = any_of(
    *_ACTING,
    r"(?:dabei|da|eintragen|einplanen|aufschreiben|einteilen|rechnen|planen|zählen|einsetzen|vormerken|notieren|besetzen)(?= |$)",
    r"(?:tragt|trag|schreibt|schreib|setzt|setz|nehmt|nimm|plant|plan|merkt|teilt|notiert|packt) mich|(?:eingeteilt|eingeplant"
    r"|eingesetzt) werden",
    r"(?:einsatzbereit|bereit|gern|gerne|zu haben|zur verfügung|melde mich)(?= |$)",
)
BRINGS = any_of(
    r"(?:bring|bringe|bringen|bring's|schicke?|steuer|steuere|spendier|spendiere|stift|stifte|hab|habe|leih|leihe|leiht|geb|gebe|nehm"
    rf"|nehme|liefer|liefere|back|backe|koch|koche|mach|mache|schmier|schmiere){_W} (?:mit|bei|rum|vorbei|runter|dabei|dazu"
    r"|zur verfügung)(?= |$)",
    rf"(?:kann|könnte|würde|würd|will|möchte){_W} (?:mitbringen|beisteuern|bringen|stellen|leihen|besorgen|geben|spenden)",
    r"(?:bring|bringe|bringen|back|backe|backen|koch|koche|kochen|schmier|schmiere|steuer|steuere|spendier|spendiere|spende|spend|besorge?"
    r"|stifte?)(?= |$)|(?:mach|mache)(?: ich| wir)? (?:einen|nen|ne|eine|wieder|zwei|auch|n|den)(?= )|(?:stell"
    r"|stelle)(?: [\w'.:-]+){0,7}? (?:hin|bereit|ab)",
)
DONE = any_of(
    r"(?:hab|habe|haben|hatte|hatten)(?: [\w'.-]+){0,9}? (?:gemacht|gebacken|geholfen|gegrillt|gestanden|aufgebaut|geschleppt"
    r"|getan|gewonnen|bekommen|gekocht|gefunden|entdeckt|gesehen|gehört|gelesen|gelernt|gearbeitet|kassiert|verkauft|bedient|geleitet"
    r"|verbracht)"
)
WORKED = any_of(
    r"(?:akkordeon|klavier|trompete|geige|flöte|kontrabass|moderation|moderier\w*|tagungsleitung|versammlungsleitung|protokoll\w*"
    r"|redeleitung|vorlage|fotos?|fotografier\w*|musik"
    r"|lieder?|auftritt|gitarre|vortrag|vorlesen|lese?(?: \w+){0,5} vor|dolmetsch\w*|übersetz\w*|fahrdienst|shuttle|abholen"
    r"|technik|ton|videokonferenz"
    r"|aufsicht|wahlleitung|sanitäts\w*|erste hilfe|abwasch\w*|küche|kasse|garderobe|fahrt|skiffle\w*|(?:meine|unsere|mit der) band"
    r"|(?:mein|unser) chor|tombola|\w*(?:spülen|verteilen|aufhängen|aufpusten|aufblasen|schmücken|dekorieren|plakatieren|drucken|auszählen"
    r"|einkaufen|abholen"
    r"|ausschenken|abwaschen|beschriften|kopieren|moderieren|übersetzen)"
    r"|schminken|kinderschminken|bastel\w*|spiele für)"
)
_DEEDS = (
    r"(?:mach|nehm|übernehm|bring|back|führ|dreh|schieb|zieh|stell|koch|häng|bau|steh|hol|helf|schmier|les|sing|spiel|fahr|pack|räum"
    r"|wisch|putz"
    r"|lauf|trag|schlepp|kehr|feg|reich|schenk|verteil|kümmer|schmink|bastel|näh|reparier|schraub|druck|falt|kleb|dekorier|schmück|deck"
    r"|spül"
    r"|wasch|saug|schrubb|schipp|grab|pflanz|mäh|säg|hack|rück|klapp|stapel|sortier|lad|karr|begrüß|kassier|betreu|bespaß|hüt|dolmetsch"
    r"|übersetz"
    r"|protokollier|fotografier|knips|film|schließ|heiz|misch|zapf|schnippel|schäl|versorg|verpfleg|klingel|lots|sperr|bewach|begleit"
    r"|chauffier|kutschier|leit|stopp|notier|opfer|spring|grill|verkauf|moderier|organisier|besorg|kauf|spend|spendier|stift|leih|streich"
    r"|pinsel"
    r"|zähl|löt|stempel|kontrollier|bedien|beleg|rühr|schnipp|jät|gieß|lackier|transportier|zimmer|tapezier|scann|tipp|mix|halt|sorg"
    r"|sammel|samml|servier|erledig|liefer|zeig|setz|füll|richt|zünd|empfang|gestalt|bestück|beschrift"
    r"|reinig|säuber|schleif|bohr|prüf|ordn|kopier|bestell|assistier|zauber|telefonier|meld|schwing|bewirt|pass|schaff|unterstütz|lös"
    r"|bleib|schmeiß|klingle?|schneid|stutz|brat|brutzel|mal(?=e)|bind|steck|pump|blas|pust|entsorg|räucher|knet|roll|wucht|heb|hiev|heft"
    r"|laminier|kuvertier|frankier|archivier|digitalisier|beschall|beleucht|verkabel|installier|stöpsel|verlos|pinn|tacker|bügel|plakatier"
    r"|zupf"
    r"|häcksel|hark|buddel|pflaster|spachtel|schweiß|montier|demontier|schick(?=e)|fass|greif|bestuhl|pfeif|schreib(?=e))"
)
SERVES = any_of(
    r"(?:fotografier|film|dekorier|schmück|moderier|protokollier|dolmetsch|übersetz|druck|koch|grill|heiz|spül|putz|wisch|feg|schmink|beleg"
    r"|versorg|schnippel|knips)e? (?:ich|wir)|ich (?:fotografier|film|dekorier|schmück|moderier|protokollier|dolmetsch|übersetz|druck"
    r"|koch|grill"
    r"|heiz|spül|putz|wisch|feg|schmink|beleg|versorg|schnippel|knips)e?(?= |$)",
    r"(?:schließ|schließe)(?: [\w'.:-]+){0,6}? auf(?= ?$)|schließe? (?:ich )?auf|(?:bereite|bereit)(?: [\w'.:-]+){0,6}? vor(?= ?$)"
    r"|bereite (?:ich )?(?:gern )?(?:den|das|einen|ein|die) (?:input|impuls|vortrag|referat|buffet|quiz|\w*spiel\w*)",
    r"(?:kann|könnte|könnt|werde|werd|würde|würd|will|möchte)(?: [\w'.:-]+){0,10}? (?:fotografieren|filmen|dekorieren|schmücken|moderieren"
    r"|protokollieren|dolmetschen|übersetzen|drucken|kochen|grillen|heizen|spülen|putzen|aufschließen|vorbereiten|dekorieren|schminken"
    r"|abwaschen"
    r"|einkaufen|verteilen|falten|aufbauen|anliefern|liefern|versorgen|verpflegen|begleiten|ausleihen|anbieten|vorlesen)(?= |$)",
    r"(?:liefere?|karre|bau|baue)(?: (?:ich|wir))? (?:euch|ihnen)(?= )|kümmere? (?:ich )?mich (?:\w+ ){0,3}um (?:die |den |das )?(?!mein"
    r"|hund|kinder|mich)\w+"
    r"|sorge? (?:ich )?(?:\w+ )?für (?:die |den |das )?(?:\w*musik|stimmung|deko\w*|getränke|kaffee|essen|verpflegung|technik|ordnung|ton"
    r"|licht|beleuchtung"
    r"|strom|blumen|kerzen|servietten|geschirr)",
    r"(?:trag|verteil|servier|reich)e? (?:ich|wir) (?:\w+ ){0,2}(?:getränke|teller|essen|speisen|gläser|kaffee|flyer|flugblätter|zettel"
    r"|programme)"
    r"|(?:kann|könnte) (?:ich )?(?:gern )?(?:kellnern|bedienen|servieren)",
    r"(?:führe?|schreibe?|schreib|mache?|mach|übernehme?|übernehm)(?: (?:ich|wir|gern\w*|auch|dann|das|den|die|am \S+"
    r"|euch)){0,5} (?:protokoll|moderation"
    r"|technik|deko|fotos|musik|führung|aufsicht|kasse|garderobe|bar|spüle)",
)
SERVES_THERE = any_of(
    r"(?<!mich\s)(?:organisier|besorg|bind|bastel|reparier|transportier|gestalt|kopier|beschrift|näh|plakatier|brat|brutzel|male|bewirt"
    r"|beaufsichtig|vervielfältig|verkabel)e? (?:ich|wir)(?! (?:mir|mich|uns))|ich (?:organisier|besorg|bind|bastel|reparier|transportier"
    r"|verteil"
    r"|gestalt|kopier|beschrift|näh|plakatier|brat|brutzel|male|bewirt|beaufsichtig)e?(?= )(?! (?:mir|mich|gerade|derzeit))"
    r"|fahre?(?: ich)?(?: [\w'.-]+){0,6}? (?:grün\w+|\w*abfälle?|müll|schutt|sperrmüll|container|material|getränke|\w*kram)"
    r"|passe? (?:ich )?(?:gern\w* |auch )?auf (?:die |eure )?(?:kinder|kleinen)(?: \w+){0,3} auf|pfeife? ich|ich pfeife?"
    r"|(?:kann|könnte|würde)(?: [\w'.-]+){0,5} (?:führen|leiten|anleiten|pfeifen)(?= ?$)|les(?:e)? (?:ich )?(?:gern\w* )?korrektur"
    r"|(?:schließe?|schliess) (?:ich|wir)(?: [\w'.:-]+){0,5}? auf(?= |$)",
)
HANDS_OVER = any_of(
    r"(?:könnt|könnten|kannst|können|dürft|dürfen|kannste) (?:ihr|sie|du)? ?(?:[\w'.-]+ ){0,5}?(?:haben|leihen|ausleihen|benutzen|nutzen"
    r"|nehmen|kriegen"
    r"|holen|abholen|bekommen|verwenden|anzapfen|ziehen)(?= ?$)|von mir (?:einplanen|haben|bekommen)",
    r"(?:ist|sind|steht|stehen|liegt|liegen) (?:schon|bereits|längst) (?:gebacken|fertig|im \w+|in der \w+|eingefroren|bestellt|gekocht"
    r"|verpackt"
    r"|eingepackt)|(?:steht|stehen|wäre|wären|ist|sind) (?:euch |dafür |gern\w* )*(?:zur verfügung|bereit|zu haben|ausleihbar)|(?:kriegt"
    r"|bekommt) (?:ihr|sie)|von (?:mir|uns) (?:gibt'?s|gibt es|kommt|kommen|bekommt|kriegt|habt|wird es)|(?:gibt'?s|gibt es|kommt|kommen"
    r"|geht|gehen)(?: [\w'.-]+){0,3}? (?:von mir|von uns|auf meine kappe"
    r"|mit mir mit|mit mir)",
    r"(?:stell|stelle|stellen|setz|setze|leg|lege)(?: [\w'.:-]+){0,8}? (?:hin|bereit|ab|parat|auf (?:den|die|das) \w+|in (?:die|den"
    r"|das) \w+"
    r"|ins \w+|ans \w+|vor die tür|zur verfügung|an|ein)(?= ?$)",
    r"(?:karre?|schlepp|schleppe|fahr|fahre|schaff|schaffe|liefer|liefere|roll|rolle|bring|bringe)(?: [\w'.:-]+){0,8}? (?:ran|an|her|hin"
    r"|rüber|vorbei|rein)(?= ?$)",
    r"(?:hol|hole|kauf|kaufe|besorg|besorge)(?: [\w'.:-]+){1,9}? (?:ein|vom \w+|beim \w+|unterwegs|vorher|für (?:alle|euch|uns))(?= |$)"
    r"|(?:von mir|von uns)(?= ?$| zum | zur | fürs | für )|zu verleihen|zum (?:aus|ver)leihen|leih(?:e|en)? (?:ich|wir)? ?(?:euch|ihnen)",
)
TAKES_ON = any_of(
    r"(?:gehört|gehören) (?:mir|uns)|(?:ist|sind|bleibt|wird) (?:meins|meine|meiner|unsers|chefsache|meine sache|mein ding|mein job"
    r"|mein revier)"
    r"|(?:auf|geht auf) meine kappe|haken dran|alles klar|geht(?: aber| dagegen| trotzdem| noch| schon)?(?= ?$)|geht (?:in ordnung|klar"
    r"|auch|bei mir|gern\w*|mit links|in ordnung)|gebongt"
    r"|gemacht(?= ?$)|notiert|abgemacht|kein (?:problem|thema|ding)|von mir aus|na (?:gut|schön|klar)|meinetwegen|jederzeit|hier(?= ?$)"
    r"|zeit für (?:die|den|das|unsere|eure)|(?:hab|habe|hätte|haben|hätten|finde) (?:ich|wir)(?: \w+){0,3} (?:zeit|luft|lust|kraft)(?= ?$)"
    r"|(?:an|am|bei|beim|hinter|hinterm|in|im)(?: [\w-]+){1,3} (?:(?:sitze?|stehe?|stelle?|setze?) (?:ich|wir|mich)|bin ich gern\w*)"
    r"|(?:ist|sind|wird|werden) (?:schon |hiermit |fest )?(?:gebucht|gebongt|notiert|eingeplant|geritzt|gesichert|abgemacht|vermerkt"
    r"|versprochen|ehrensache"
    r"|selbstverständlich|von mir (?:gemacht|übernommen))|(?:zwei|meine|unsere|vier|ein paar) (?:\w+ )?hände (?:für|fürs|beim|am)"
    r"|steh\w*(?: [\w-]+){0,4}"
    r" (?:bereit|zur verfügung)|bin (?:ich )?(?:(?:euer|dein) mann|(?:eure|deine) frau|(?:die|der) richtige)|nicht ohne (?:mich|uns)"
    r"|(?:mit|bei) mir richtig"
    r"|(?:(?:findet|seht|trefft|habt) ihr mich|ihr (?:findet|seht|trefft|habt) mich)(?: um \S+| ab \S+| dann| auch| wieder| also){0,3}"
    r" (?:beim|am|an|hinter|hinterm|im|fürs?|zum|zur)|(?:macht|machen) (?:ihr|wir) mit mir|count me in"
    r"|bin ich gewohnt",
    r"(?:könnt|kannst|dürft|können|kannste) (?:ihr |du |sie )?(?:[\w'.-]+ ){0,4}?(?:mit |auf )?(?:mir|mich"
    r"|uns)(?: [\w'.-]+){0,4}? (?:geben|hinstellen"
    r"|einteilen|einplanen|eintragen|einsetzen|aufschreiben|buchen|rechnen|planen|anrufen|fragen|zählen|notieren|vormerken|haben|verplanen"
    r"|draufschreiben|hinsetzen|überlassen|reinschreiben|zuteilen|nehmen)(?= ?$)",
    r"(?:setzt|setz|stellt|stell|steckt|nehmt|packt|teilt|gebt|schreibt|tragt|trag|plant|bucht|schickt)(?: [\w'.-]+){0,2}? (?:mich|mir"
    r"|uns)(?! (?:nicht|raus"
    r"|aus|weg|runter))",
    r"(?:bin|sind) (?:ich|wir)(?: gern\w*| auch| dann| natürlich| wieder){0,3} (?:am|an der|an den|beim|bei der|hinterm?|in der)(?= )"
    r"|(?:sitze?|stehe?|stell|stelle|setz|setze)(?: (?:ich|wir|mich|uns|gern\w*|auch|dann|natürlich|wieder|um \S+(?: \S+)?|am \S+"
    r"|ab \S+)){0,6}"
    r" (?:an|am|bei|beim|hinter|hinterm|ans|im|in)(?= )",
)
AGREES = any_of(
    r"^\W*(?:(?:ja|na|klar|dann|da|also|gern\w*|bitte|auch|jo|okay|ok) ){0,2}(?:alles|beides|alle (?:drei|beide|vier|3|2)|ich(?: auch)?"
    r"|wir(?: auch)?|jo|ja|jap|jup|yes|hier"
    r"|gern|gerne|sehr gern\w*|immer|jederzeit|klar|logo|gemacht|von mir aus|na gut|na schön|meinetwegen|kein problem|abgemacht|notiert"
    r"|geht klar|geht"
    r"|alles klar|läuft|steht|haken dran|kannste haben|könnt ihr haben|(?:das )?(?:mach|mache|nehm|nehme|übernehm|übernehme|kann|schaff"
    r"|schaffe)(?: ich)?(?: beides| alles"
    r"| alle \S+| das| gern\w*)?|dann halt (?:wieder )?ich|bin dabei|bin ich dabei|ich bin dabei|bin da|bin ich da|da bin ich"
    r"|ich bin da|mit vergnügen|aber gern\w*|passt"
    r"|genau mein \w+"
    r"|(?:nehmt|setzt|stellt|tragt|trag|schreibt|plant|teilt|gebt|notiert) (?:mich|mir|uns)(?: [\w'.-]+){0,5}"
    r"|könnt ihr mir (?:beides )?geben)\W*$"
)
ANY_HELP = any_of(r"egal ?was|was zu tun|für alles zu haben")
NEEDED = any_of(
    r"(?:falls|wenn|sollte\w*|sofern|wenns)(?: [\w'.-]+){0,9}? (?:fehlt|fehlen|braucht|brauchen|gebraucht|gesucht|sucht|ausfällt"
    r"|ausfallen|findet|keiner|keine"
    r"|niemand|wer|jemand\w*|einer|will|traut|mag|not am mann|bedarf|werden|wird)"
)
READY = any_of(
    r"(?:nehmt|ruft|fragt|meldet|schreibt|holt|plant|setzt|sagt|sag|melde|ruf|gebt|frag)(?: (?:ihr|doch|gern\w*|einfach|bitte|ruhig|mir"
    r"|dann|euch)){0,3}"
    r" ?(?:mich|mir|durch|an|meine|bescheid|euch|dich|uns)?(?= |$|\W)|(?:hab|habe) ich (?:zeit|auch|noch|\w+)|ich hab\w* (?:zeit|auch"
    r"|noch|ein\w*|\w+ frei)"
    r"|(?:meine|unsere|zwei)(?: \w+){0,2} (?:sind|wären|frei|hände|arme)|bin ich (?:da|dabei|bereit|zur stelle|zu haben|euer mann"
    r"|eure frau|gern\w*)|kann ich"
    r"|(?:mach|mache|übernehm|übernehme|spring|springe|stell|stelle|opfere?|helf|helfe|pack|packe|komm|komme|back|backe|fahr|fahre|steh"
    r"|stehe|nehm|nehme) (?:ich|mich)"
    r"|ich (?:mach|mache|übernehm|übernehme|spring|springe|stell|stelle|opfere?|helf|helfe|pack|packe|back|backe|fahr|fahre|steh|stehe"
    r"|nehm|nehme|kann|könnte|bin"
    r"|würde?|hätte)(?= |$)|(?:zwei|meine) (?:\w+ )?(?:hände|arme)|stehe? (?:ich )?(?:bereit|parat|zur verfügung)"
)
HELP_ELSEWHERE = any_of(
    r"(?:muss|musste|müsste|müssen|mussten|muß|soll) (?:ich |wir )?(?:[\w'.:-]+ ){0,9}?(?:helfen|einspringen|mithelfen|unterstützen"
    r"|aushelfen|übernehmen|aufpassen)",
    r"\w*antr[aä]ge?\w*|forderung\w*|vorschlag|vorschläge|anliegen|resolution|petition|kandidat\w*|initiative|aufruf|position|kurs"
    r"|finanziell"
    r"|(?:meine[nmr]?|unsere[nmr]?) (?:\w+ )?(?:mutter|mutti|vater|eltern|sohn|tochter|bruder|schwester|oma|opa|schwiegermutter"
    r"|schwiegervater|schwiegereltern|freund"
    r"|freundin|kollegin|kollegen|nachbarn?|nachbarin|tante|onkel|enkel\w*|kindern)(?: [\w'.-]+){0,4}? helf\w*|(?:beim|mit dem"
    r"|am|bei einem) (?:\w+ )?umzug|helfe?n? (?:ich |wir )?(?:\w+ )?(?:meine[rmn]|unsere[rmn]|einer|einem) (?:\w+ )?(?:mutter|vater|eltern"
    r"|sohn|tochter|bruder"
    r"|schwester|oma|opa|freund\w*|kolleg\w*|nachbar\w*|tante|onkel|enkel\w*|cousin\w*|schwieger\w+)",
)
_NO_REFUSAL = any_of(
    r"nein,? (?:quatsch|moment|halt|warte|stopp|doch)|kein (?:problem|thema|ding|stress|akt|hexenwerk)|keine (?:frage|sorge|ursache)"
    r"|nicht (?:nur|so lange|die ganze|ganz|vor|ohne"
    r"|umsonst|allein\w*|zu spät)"
    r"|(?:nix|nichts) (?:vor|zu tun|anderes|besseres|im weg)|ohne (?:frage|zweifel|murren|probleme)"
)
UNWILLING = any_of(
    r"nicht|nich|nix|nichts|net|kein|keine|keinen|weder|fehlt mir|fehlen mir|ohne mich|nee|nein|nö|ni|nischt|statt|lieber nicht"
    r"|passen muss|schlecht|raus"
)
DOES_ANYTHING = any_of(
    rf"(?:wir|und ich|ich und \w+) {_DEEDS}e?n(?= |$)|{_DEEDS}e?n wir",
    rf"{_DEEDS}e? (?:ich|wir)|ich (?:{_DEEDS}|geh)e?(?= |$)|^\W*(?:und |auch |dann |aber |danach |hinterher |dafür )?{_DEEDS}e?(?= )",
    rf"(?:kann|könnte|könnt|werde|werd|würde|würd|will|möchte|darf|soll)(?: [\w'.:-]+){{0,9}}? (?:ab|auf|ein|aus|mit|vor|weg|an|zu"
    rf"|hin)?{_DEEDS}e?n(?= |$)",
    r"^[\w .:-]{3,40} auch(?: noch| gern\w*| wieder)?$",
    r"(?:kann|können|könnte) (?:ich|wir)(?= |$)|(?:ich|wir) (?:kann|können|könnte)",
    r"(?:nehmt|setzt|stellt|tragt|teilt|plant|packt|gebt|schreibt|nehmen sie|stellen sie|setzen sie) (?:mich|mir|uns)"
    r"|könnt ihr (?:mir|mich|uns)|haken dran|mein name ist|^(?:das )?bin ich|ich bin (?:euer|eure|die|der) (?:frau|mann|richtige\w*)",
)
ME = any_of(r"\W*(?:✅ |ja |auch |hier |da )*(?:ich|icke|meine wenigkeit|wir|ich auch)(?: auch| gern\w*)?\W*$")
LEFT_TO_OTHERS = any_of(
    r"(?:möge|mögen|sollen?|dürfen|können|müssen|überlasse ich|macht|machen) (?:gern\w* |bitte |mal |bestimmt "
    r"|wieder |ja |hoffentlich |sicher |schon |dann |diesmal |doch )*(?:die (?!kinder)\w+|der \w+|andere\w*|jüngere\w*|jemand|den \w+)"
)
COMING_RULES = {"comes", "is_there", "drops_in", "coming_frame", "travels", "stays"}
ONLY_COMES = any_of(
    r"zum (?:\w*essen|\w*frühstück|kaffee(?:trinken|klatsch|plausch)?(?! kochen)|kuchen(?:essen)?|grillen|trinken|anstoßen|feiern|meckern"
    r"|zuhören|zugucken|gucken|schauen)"
    r"|auf (?:ein|eine|einen|nen|ne) \w+|wegen|trotz|für (?:ein|eine|einen) \w+"
)
UNSURE_HELP = any_of(
    r"würde?(?: [\w'.-]+){0,4} (?:machen|helfen|übernehmen)(?= ?$)(?!)|könnte (?:gut |auch )?sein|kann (?:auch )?sein|nur,? wenn"
    r"|würde?(?: \w+){0,4} (?:machen|helfen),? aber"
)
_IDLE = (
    r"(?:arbeit|wohn|flieg|feier|heirat|besuch|studier|lern|start|schwimm|schlaf|überleg|versuch|genieß|verzicht|entschuldig|be"
    r"dank|bitt|wett|fürcht|erwart|drück|wähl|gratulier|beantrag|fühl|leid|hust|erhol|reis|verreis|wander|kandidier|vermut|ess|trink|freu"
    r"|hoff|find|denk|glaub|lieg|wart|guck|hör|bewunder|schätz|spar)"
)
STATES = any_of(
    rf"(?:ich|wir) {_IDLE}e?n?(?= |$)|{_IDLE}e?n? (?:ich|wir)",
    r"(?:ich|wir) (?:habe?n?|bin|sind|war|waren|hatte\w*|weiß|wissen|denke|finde|frage|hoffe|freue|wünsche|glaube|meine|kenne|muss|müssen"
    r"|müsste|wollte\w*|sollte\w*|brauche|mag|hätte|wäre|würde|bleibe|sehe|höre|danke|bekomme|kriege|vermisse|liebe|esse|trinke"
    r"|bedaure|sitze|stehe(?! (?:am|an|bei|hinter))|liege"
    r"|verstehe|vergesse|fehle|schreibe|sage|gehe|komme|kommen|erinnere|gehöre|suche|warte|unterstütze)"
    r"|(?:habe?|hab|bin|sind|war|hatte\w*|weiß|denke|finde|hoffe|freue|wünsche|glaube|kenne|muss|müssen|wollte\w*|sollte\w*"
    r"|brauche|mag|hätte"
    r"|wäre|würde|sehe|höre|danke|bekomme|kriege|vermisse|liebe|esse|trinke|verstehe|fehle|schreibe|sage|komme|warte|suche"
    r"|sitze?|liege) (?:ich|wir)",
)
TAKES_BACK = any_of(
    r"doch (?:nicht|nix|nichts|nich|net|kein\w*|absagen)|absagen|abgesagt|sage?(?: [\w']+){0,5}? ab|zurücknehmen|zurückziehen"
    r"|ziehe?(?: [\w']+){0,6}? zurück|nehme?(?: [\w']+){0,6}? zurück|zurücktreten|rückzieher|aussteigen|wieder (?:streichen"
    r"|austragen|rausnehmen|abmelden|abspringen)",
    r"(?:streicht|streich|streichen|nehmt|nimm|nehmen|tragt|trag|tragen)(?: \w+)? (?:mich|uns)(?: [\w'-]+){0,8}? (?:raus|runter"
    r"|aus|weg|rausnehmen|streichen|wieder)|(?:streicht|streich|streichen sie) (?:mich|uns)|mich(?: [\w'-]+){0,8}? (?:rausnehmen"
    r"|ausradieren|rausstreichen|löschen"
    r"|rauszunehmen|streichen|austragen|runternehmen)|(?:wieder )?(?:rausnehmen|runternehmen)|lasst ihr mich besser weg",
    r"(?:müsst ihr|muss|müssen sie|müssen)(?: [\w'.-]+){0,4}? ohne mich|muss(?: \w+){0,3} raus(?= ?$)|(?:nehmt|streicht|löscht"
    r"|tauscht) (?:mich|das|es|uns|meinen namen)(?: \w+){0,3} (?:runter|raus|aus|bitte|wieder)|(?:streicht|löscht|vergesst) (?:das"
    r"|es|meinen namen)"
    r"|(?:nicht|nix|nichts|net|nich) mehr (?:machen|zusagen|übernehmen|helfen|schaffen|leisten)|(?:wird|wirds"
    r"|wird's)(?: [\w']+){0,4}? (?:nix|nichts|nischt|nicht|nich)|haut(?: es)?(?: \w+)? nicht hin|(?:fällt"
    r"|fallen)(?: [\w']+){0,4}? (?:aus|flach|weg)|fall(?:e)? (?:ich )?(?:\w+ )?aus|muss (?:jemand anders|jemand anderes"
    r"|jemand anderer|wer anders|ein anderer|jetzt jemand)|(?:jemand|wen) ander\w* (?:suchen|finden)|ersatz (?:suchen|finden)"
    r"|nicht wie (?:angekündigt|versprochen|besprochen)|kann(?: [\w']+){0,6}? nicht wie|geht doch nicht"
    r"|(?:bekomme?|krieg|kriege|bringe?)(?: [\w']+){0,5}? nicht (?:mehr )?(?:unter|hin|geregelt)|bin (?:ich )?(?:leider )?(?:doch )?raus"
    r"|schaff(?:e)?(?: [\w']+){0,5}? (?:doch )?nicht"
    r"|klappt(?: [\w']+){0,5}? (?:doch )?nicht|kann(?: [\w']+){0,4}? (?:nun |leider )*doch nicht",
)
PROMISED = any_of(
    r"(?:hatte|hatten|hab|habe)(?: [\w'-]+){0,9}? (?:zugesagt|gemeldet|eingetragen|versprochen|angeboten|gesagt|eintragen lassen"
    r"|angemeldet)|(?:war|bin|steh|stehe|stand)(?: [\w'.-]+){0,6}? (?:eingetragen|eingeteilt|vorgemerkt|auf (?:der|dem) (?:liste"
    r"|plan))|versprochen\w*|wie (?:angekündigt|versprochen|besprochen)|zugesagt|eingetragen|eingeplant|eingeteilt|(?:nun "
    r"|jetzt |leider )+doch|doch ohne|doch (?:nicht|nix|nichts"
    r"|nich|kein\w*)|wieder|nicht mehr|korrektur|muss ich (?:leider )?(?:zurück|absagen|streichen)|meine hilfe"
    r"|(?:ich )?hatte (?:ja )?gesagt|für die ich"
)
GIVES_UP = any_of(
    r"widerrufe?(?= ich| |$)|(?:muss|müssen)(?: [\w'.-]+){0,6}? (?:hängen lassen|hängenlassen|im stich lassen|enttäuschen)"
    r"|(?:ich|wir) (?:mach|mache|nehm|nehme|übernehm|übernehme)(?: [\w'-]+){0,4}? (?:nicht|nich|nie) (?:mehr|noch mal|nochmal|noch einmal"
    r"|wieder)"
    r"|(?:mein\w*|der|die) (?:\w+ )?[\w-]{4,} (?:ist|sind)(?: mir| uns)?(?: \w+){0,3} (?:verbrannt|verkohlt|angebrannt|misslungen|missraten"
    r"|zusammengefallen)",
    r"(?:mach|mache|nehm|nehme|übernehm|übernehme) ich (?:\w+ ){0,3}?(?:nicht|nich|nie) (?:mehr|noch mal|nochmal|noch einmal|wieder)"
    r"|^\W*(?:der |die |das |den |mein\w* |mit dem |mit der |aus dem |aus der )?[\w-]{4,} wird(?: es)?(?: leider| doch| diesmal| also"
    r"| bei mir"
    r"| von mir)* (?:nichts|nix|nischt)(?= ?$)",
    r"(?:gebe?|geb)(?: (?:ich|wir|euch|leider|hiermit|wieder|die|den|das|doch)){0,5} (?:zurück|ab|wieder her)(?= ?$)"
    r"|(?:muss|müssen)(?: [\w'.-]+){0,6}? (?:euch )?zurückgeben|mein\w* .*(?:muss|müssen)(?: [\w'.-]+){0,4}? (?:ausfallen"
    r"|entfallen)(?= ?$)",
    r"(?:muss|müssen|möchte|will)(?: [\w'.-]+){0,6}? (?:abgeben|zurückgeben|zurückziehen|zurücknehmen|abtreten|absagen|streichen"
    r"|stornieren|canceln|cancelen"
    r"|rückgängig machen|zurückrudern|abspringen|aussteigen|hergeben|abblasen|sausen lassen|ausfallen lassen)",
    r"(?:müsst|müssen|musst) (?:ihr|sie|du)(?: [\w'.-]+){0,4}? (?:anders|neu|anderweitig|ander\w*) (?:besetzen|vergeben|lösen|planen"
    r"|regeln|organisieren)"
    r"|(?:müsst|müssen|könnt|müsste)(?: [\w'.-]+){0,4}? (?:mich|uns) (?:ersetzen|vertreten)|(?:nun |jetzt |leider )*doch (?:raus"
    r"|jemand|wer) ?(?:anders?|anderes)?"
    r"|(?:muss|müsst|müsste|müssen)(?: [\w'.-]+){0,5}? (?:jemand|wer|ein|eine) ander\w* (?:machen|übernehmen|finden|suchen|einspringen|ran)"
    r"|(?:muss|müssen)(?: [\w'.-]+){0,4}? doch (?:\w+ )?passen|(?:könnt|müsst|kannst|solltet"
    r"|müssen)(?: [\w'.-]+){0,6}? (?:streichen|austragen|löschen|rausnehmen|herausnehmen|vergessen|knicken)(?= ?$)"
    r"|vergesst (?:das|was)"
    r"|bitte (?:\w+ )?(?:wieder )?(?:streichen|löschen|austragen)(?= ?$)|(?:wird|wirds|werden)(?: [\w'.-]+){0,4}? (?:bei"
    r"|von) mir(?: \w+){0,2} (?:nichts|nix)|(?:wird|widerrufe"
    r"|widerrufen)(?: [\w'.-]+){0,6}? widerrufen",
    r"(?:zugesagte\w*|versprochene\w*|angekündigte\w*|angebotene\w*)(?: [\w'.-]+){0,3}? (?:wird|muss|kann|fällt|gibt"
    r"|klappt)(?: [\w'.-]+){0,6}? "
    r"(?:nichts|nicht|zurückziehen|ausfallen|aus|flach|absagen|doch)|aus (?:dem|der|den|meinem|meiner) \w+ wird (?:leider |doch )?nichts",
)
MY_HELP = any_of(
    r"(?:die|der|dem|mit der|aus der|bei der) (?:\w+ )?(?:hilfe|mithilfe|unterstützung)|(?:meine|unsere) (?:\w+ )?(?:hilfe|mithilfe"
    r"|unterstützung|mitarbeit|beteiligung|bereitschaft)|mein (?:\w+ )?angebot"
)
VOICE = any_of(
    r"ich|wir|ick|ik|mich|uns|mir|meine?[rsnm]?|unsere?[rsnm]?|i",
    rf"^\W*(?:und |auch |dann |aber |danach |hinterher |dafür )?{_DEEDS}e?(?= )",
    r"unterzeichne\w*|meine wenigkeit|^\W*(?:und |aber |dafür |auch |dann |gern\w* |natürlich |trotzdem |außerdem |kann |könnte "
    r"|würde )*(?:bringe?|helfe?"
    r"|mache?|backe?|koche?|übernehme?|übernehm|kann|könnte|würde|schmiere?|steuere?|spendiere?|packe?|stehe?|nehme?|fahre?"
    r"|baue?|hänge?|komme?|bin|hab|habe|stelle?|lese|spiele?|löse?|lös|schleppe?|kümmere|melde)",
    r"(?:tragt|trag|schreibt|setzt|plant|teilt|notiert) mich",
)


def refuses(folded: str) -> bool:
    """Whether a folded clause denies something, "kein Problem" and the like set aside."""
    return bool(UNWILLING.search(folded) and UNWILLING.search(_NO_REFUSAL.sub("_", folded)))
