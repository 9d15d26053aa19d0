"""Which words say yes, no or perhaps to coming, each group with the name of its rule?"""

W = r"(?: [\w'.:-]+){0,5}?"  # a few words between the two halves of a German verb
W9 = r"(?: [\w'.:-]+){0,9}?"
_I = r"(?:ich|wir|ick|ik|isch|i)"
_COME = r"(?:komme?|kommen|käme|komm'|kumme?|kaam|kamen|gomme?)"
NOT = (
    r"(?:nicht|nich|ni|nüch|net|nix|nichts|nischt|nie|niemals|keinesfalls|keineswegs|auf keinen fall|kein\w*|unmöglich"
    r"|schlecht|nirgends)"
)

PERHAPS = (
    (r"vielleicht|villeicht|vlt|vllt|eventuell|evtl|evt|vll|viell|wahrscheinlich|vermutlich(?! erst| etwas| später| gegen)|möglicherweise"
    r"|womöglich|voraussichtlich|höchstwahrscheinlich|unsicher|ungewiss|fraglich|maybe|perhaps|(?:werde?n?|werd|wird|wirds|dürfte"
    r"|müsste)(?: [\w'.-]+){0,4}? wohl(?! nicht| nur| kaum| kein)(?: [\w'.-]+){0,5}? (?:kommen|klappen|schaffen|hinkommen|teilnehmen"
    r"|dabei sein|passen|gehen|hinhauen)(?= ?$)", "perhaps"),
    (rf"weiß{W} (?:noch )?(?:{NOT})(?! (?:wie|wer|wo|mehr|was|warum|wieso|alles|viel|genau|weiter|recht))"
    rf"|weiß{W} noch (?:{NOT}|ni)|noch nicht (?:mit \w+ (?:zu )?sagen|zu sagen|sagen|klar|fest|sicher|ganz|genau|absehen|versprechen"
    rf"|zusagen|wissen"
    r"|entschieden|raus|absehbar|abschätzen|überblicken|geklärt)", "not_known"),
    (rf"mal (?:sehen|schauen|gucken|kucken|sehn|schaun)|schauen wir mal|schau mer mal|(?:schaue?|gucke?|sehe?) (?:ich|wir) (?:dann "
     rf"|noch |einfach |erst )?(?:mal|noch)(?= ?$)|schau{W} was geht"
    r"|mal gucken|ma guckn", "will_see"),
    (r"50[: -]50|50 ?/ ?50|50 zu 50|halb und halb|(?:halbe\w*|geringe\w*) (?:wahrscheinlichkeit|chance)|fifty[- ]fifty"
     r"|50-prozent-\w+", "fifty"),
    (r"70 zu 30|60 zu 40|80 zu 20|(?<!von\s)\d\d ?(?:%|prozent)(?! (?:mehr|rabatt|teilzeit|der))"
    r"|halbe halbe", "odds"),
    (rf"(?:kommt|kömmt) (?:ganz )?(?:drauf|darauf) an|kommt (?:\w+ )?(?:auf|aufs) (?:[\w-]+ ){{1,5}}an(?= ?$)|(?:ist"
     rf"|bleibt)(?: \w+){{0,2}} abhängig|scheiter\w*|(?:hängt|hängts)(?! (?:\w+ )?an(?= ?$)){W} (?:davon )?(?:ab|an(?! ?$)|am"
     rf"|vom|von|davon)|je nachdem|je nach (?:dienst\w*|schicht\w*|wetter\w*|lage|laune|plan|dienstplan|schichtplan|\w+lage|tagesform"
     rf"|gesundheit|babysitter\w*)"
    r"|unter (?:dem )?vorbehalt|unter vorbehalt|mit vorbehalt", "depends"),
    (rf"(?:kann|kanns|könnte|will|möchte|mag){W} (?:nichts|nix|nicht|noch nicht|noch nichts){W} (?:versprechen|fest sagen"
    rf"|sicheres sagen|genaues sagen|(?:mich|uns) festlegen)|(?:versprechen|zusagen|garantieren|festlegen|zusichern) (?:kann|will|möchte"
    rf"|mag|darf)"
    rf" (?:{_I}|ichs|ich's|es){W} (?:nicht|nichts|nix)(?= |$)|verspreche(?: ich)?(?: \w+){{0,3}}? (?:noch )?nichts|lass(?:e|en)?(?: ich"
    rf"| wir)? (?:mich|uns){W} nicht (?:festnageln|festlegen)"
    rf"|leg(?:t|e|en)?(?: ich| wir)? (?:mich|uns){W} (?:nicht|noch nicht"
    rf"|nichts){W} fest"
    rf"|(?:kann|will|möchte|mag){W} (?:nichts|nicht|noch nicht){W} (?:versprechen"
    rf"|garantieren|zusagen|fest zusagen)|kann{W} nicht (?:fest )?(?:sagen|zusagen|versprechen)"
            rf"|(?:nichts|nix|nicht) versprechen", "no_promise"),
    (r"^\W*(?:und |aber |nur )?ob (?:ich|wir|ichs|ich's)(?= .*(?:komm|schaff|kann|könn|dabei|frei|teiln|fahr|darf|hin|zeit|urlaub"
     r"|fit|gesund"
     r"|dienst|muss|krieg|mitf|reis|da bin|da sind|geh))(?: [\w'.-]+){1,12}$", "whether"),
    (r"entscheidet (?:sich|mein\w*|unser\w*|der \w+|die \w+)|(?:arzt|ärztin|chef|chefin|doktor|hebamme|kardiolog\w*|schichtplan"
     r"|dienstplan) entscheide\w*|\w*bleistift\w*|\w*fragezeichen|unentschieden|unschlüssig|am (?:überlegen|grübeln|schwanken|wägen"
     r"|abwägen)|jein|(?:ein"
     r"|auf) (?:\w+ )?vielleicht|vorbehaltlich|(?:ganz )?sicher (?:bin ich|ist es|ist das|ist)(?: \w+){0,3}? (?:noch )?nicht(?= ?$)"
     r"|noch nicht (?:ganz |so )?sicher(?= ?$)|hin und hergerissen|hin- und hergerissen|(?:keine|kein"
     r"|null) (?:ahnung|plan)(?= ?$| ob)|kp|(?:lass|lasse|lassen|muss|müssen)(?: [\w'.-]+){0,4}? offen(?:lassen| lassen)?(?= ?$)"
     r"|^\W*(?:das |es )?(?:wird|muss) sich(?: \w+){0,2} (?:zeigen|finden|ergeben)\W*$|(?:muss|müssen)(?: \w+){0,4} abwarten(?= ?$)"
     r"|wird sich (?:noch )?finden\W*$|zeigt sich (?:noch"
     r"|erst)"
     r"|(?:in der|noch in) (?:schwebe|luft|verhandlung|klärung|abstimmung)(?= ?$| mit)|(?:als|auf) (?:offen|unsicher|wackelkandidat\w*"
     r"|gelb|unklar)"
     r"(?= ?$| (?:führen|setzen|stellen|eintragen))"
     r"|auf (?:der )?kippe"
     r"|(?:muss|müssen|müsste)(?: [\w'.-]+){0,3}? (?:noch|erst)(?: [\w'.-]+){0,4}? (?:ok|okay|zustimmen|erlauben|unterschreiben"
     r"|genehmigen|bewilligen|freigeben|überreden|grünes licht)(?: geben)?(?= ?$)"
     r"|hat das letzte wort|bin (?:mir |ich )*(?:noch )?nicht (?:ganz )?sicher|weiß (?:ich |ich's |ichs |es |das |wir |jeweils |immer "
     r"|aber |leider )*erst (?:später|morgen|eine?n? \w+ vorher|\d \w+ vorher|wenn|am|nach|in|ab|im|ende|anfang"
     r"|nächste\w*|kurz)|keine feste zusage"
     r"|steht und fällt|schwanke|unentschlossen|steht(?: \w+){0,2}? in den sternen|weiß der (?:liebe )?\w+|wackelig|auf der kippe"
     r"|zu \d\d ?(?:%|prozent)", "undecided"),
    (rf"(?:ich )?(?:versuche?|versuch's|versuchs|probiere?|bemühe mich|hoffe|hoff){W} (?:es|zu kommen|zu schaffen|dabei zu sein"
    r"|da zu sein|dass ich|ich schaff\w*|es klappt|dass es klappt|rechtzeitig|ich kann|ich komme?|dabei zu|vorbeizu\w*"
    r"|einzurichten|teilzunehmen)(?! (?:gar |erst |erst gar |gar erst )*nicht)|versuche? (?:ich )?noch(?= ?$)", "will_try"),
    (rf"kann (?:also |schon |auch |gut )?(?:klappen|sein)|könnte{W} (?:klappen|sein|hinhauen|gehen)|könnt ich schaffen|könnte ich schaffen"
    r"|(?:eher|tendenziell|eigentlich|grundsätzlich|an sich) (?:ja|nein|schon)|eher nicht|tendenz|tendiere|(?:noch|ist|sind|bleibt|bleiben"
    r"|mir|uns|bin"
    r"|total|völlig|alles|also|\d+\.) offen(?= |$)(?! (?:gesagt|gestanden|für|gesprochen|ist die|haben|hat|zu|reden))"
    r"|^\W*offen(?: also)?\W*$"
    rf"|halte?{W} offen|setzt? mich auf vielleicht|noch unklar|unklar(?= ?$)"
    r"|steht noch nicht fest|noch nicht durch", "open"),
    (r"^\W*(?:[\w.-]+ ){0,4}?(?:muss|müssen)(?: (?:ich|wir|das|noch|erst|aber|vorher|mit \w+(?: \w+)?)){0,5} (?:klären|abklären"
     r"|besprechen|absprechen"
     r"|abstimmen)(?= ?$)"
     r"|(?:muss|müssen) (?:ich |wir "
    r"|man |mal |noch |erst )*(?:sehen|schauen|gucken)(?= ?$)|(?:kläre?|klär|überlege?"
    r"|überleg"
     r"|prüfe?|überschlafe?)(?: (?:ich|wir|mir|es|das|noch|erst|mal|gerade|grad|aber))*\W*$|wackel\w*", "open_for_topic"),
    (rf"ob (?:ich|wir|es|ichs|ich's|das|mein\w*){W9} (?:kann|können|komme|kommen|klappt|schaffe?|schaff|passt|geht|freinehme\w*"
    r"|frei (?:habe?|kriege?|bekomme?)|krieg\w*|bekomm\w*|da bin|dabei bin|loskomme?|hin|kommt)", "whether"),
)  # fmt: skip

NO = (
    (rf"(?:sage?|sag){W9} ab|abs\w*gen(?! (?:sollt|müsst|wird))|absag\w*|abgesagt|melde{W} ab|abmelden|storn\w*"
    rf"|zusage{W} (?:zurück\w*|wider\w*|streich\w*|löschen|vergessen|ignorieren|hinfällig|ungültig)", "calls_off"),
    (rf"ohne (?:mich|uns)|bin(?: ich)?(?: (?!aus )[\w'.:-]+){{0,5}}? raus|(?:muss|müssen) ohne mich|(?:ich )?muss{W} passen"
     rf"|müssen{W} passen"
     rf"|^\W*(?:ich |also |da |dann |leider )*passe(?: ich)?(?: diesmal| leider| dann| lieber| für| dieses| mal| wochenende| jahr| heute"
     rf"| heuer)*\W*$"
     rf"|passe diesmal"
    rf"|passen muss\w*|muß{W} passen", "without_me"),
    (r"(?:verhindert|unabkömmlich|nicht abkömmlich|verreist)(?! (?:ist|hat))", "prevented"),
    (rf"(?:fehle?|fehlen) (?:ich|wir)|(?:ich|wir) fehlen?|(?:muss|müssen|werde|werden){W9} fehlen|fehle(?= "
    r"|$)(?! (?:ich )?nicht)|fehl ich", "absent"),
    (r"entschuldig(?:t|e|en|en sie|s)? (?:ich )?(?:mich|uns)|(?:mich|uns)(?: \w+){0,9}? (?:zu )?entschuldigen"
    r"|(?:[\w.]+ ){1,8}entschuldigt(?= ?$)|^\W*bitte(?: [\w.]+){1,8} (?:zu )?entschuldigen\W*$"
    r"|lasse mich entschuldigen|bin entschuldigt", "excuses"),
    (rf"(?:wird|wirds|wird's|wird das){W} (?:nix|nichts|nischt|nüscht|nicht|nichs)|wird (?:leider |bei mir |wohl "
    r"|diesmal )*(?:eng|knapp)|nichts draus|nix draus", "comes_to_nothing"),
    (rf"{NOT} (?:\w+ )?(?:mit mir|auf mich|mit uns|auf uns) (?:\w+ )?(?:rechnen|zählen|planen|warten)|(?:rechnet|rechne|zählt"
    rf"|plant|wartet|rechnen sie){W} {NOT}(?: \w+)? (?:mit|auf) (?:mir|mich|uns)|(?:auf|ohne) (?:mich|uns){W} (?:verzichten|auskommen)"
    rf"|verzichten (?:auf mich|müssen)|(?:mit mir|auf mich|mit uns|auf uns){W} {NOT} (?:rechnen|zählen|planen|warten)"
    rf"|(?:plant|plan|tragt|trag|zählt|schreibt|schreib|setzt|setz|nehmt|meldet|führt|bucht|rechnet)(?: sie)? (?:mich"
    rf"|uns){W} nicht(?: mehr)?"
    rf"(?: mit| fest)? (?:ein|auf|mit|dazu|vor|an|hinzu|einplanen|eintragen|aufschreiben)(?= ?$| für)"
    rf"|(?:mich|uns){W} nicht (?:mit )?(?:einplanen|eintragen|mitzählen|einrechnen|vormerken|berücksichtigen|anmelden)(?= ?$)"
    rf"|(?:müsst|muss|müssen|werdet|wird|dürft)(?: [\w'\"-]+){{0,6}}? ohne (?:mein\w*|unser\w*) (?:[\w'-]+ ){{1,3}}?(?:auskommen"
    rf"|zurechtkommen"
    rf"|klarkommen|tagen|feiern|stattfinden|ablaufen|laufen|gehen)(?= ?$)"
    rf"|müsst(?: ihr)?(?: [\w'-]+){{0,5}}? ohne [\w-]+(?: [\w-]+)? (?:auskommen"
    rf"|tagen|feiern|zurechtkommen)(?= ?$)|hat sich(?: also| damit| leider)* (?:für (?:mich|uns) erledigt|erledigt für (?:mich"
    rf"|uns))", "count_me_out"),
    (rf"(?:fällt|fällts|fallen?|fall){W} (?:flach|aus|weg|ins wasser)|(?:geht|gehen|zieht|ziehen|läuft|rauscht){W} (?:an (?:mir|uns) vorbei"
    rf"|(?:mir|uns){W} durch die lappen)|bin{W} (?:ausgefallen|ausgeknockt)"
    rf"|falle?{W} aus(?= ?$| wegen| weil)", "falls_through"),
    (rf"(?:lass|lasse|lassen){W} (?:aus|sausen|ausfallen)(?= ?$| (?:und|weil|wegen))|setze?{W} (?:aus)(?= |$)"
     rf"|muss{W} (?:sausen lassen|schwänzen|sausenlassen)"
    r"|lass mal(?: gut sein)?|(?:spar(?:e|en)?|schenke?) (?:ich|wir) (?:mir|uns)(?= ?$| (?:diesmal|leider|lieber|dieses|heuer))"
    r"|erspare? (?:ich )?mir|tu(?:e|n)? (?:ich|wir) (?:mir"
    r"|uns)(?: \w+){0,4}? nicht(?: \w+){0,2}? an"
    r"|nicht (?:noch einmal |noch mal |nochmal |mehr )?antun", "skips"),
    (r"(?:muss|müssen|müsst)(?: (?!nicht)[\w'.-]+){0,5}? (?:streichen|canceln|stornieren|knicken|abblasen|sausen lassen|ausfallen lassen"
     r"|kassieren|einkassieren"
     r"|vergessen|abschreiben|abhaken|wegbleiben)(?= ?$)|(?:kann|könnt|könnta|können|kannst|dürft)(?: (?!nicht"
     r"|als)[\w'.-]+){0,6}? (?:vergessen|knicken|abschreiben|canceln)(?= ?$| für)|^\W*(?:[\w.]+ ){0,4}vergesst (?:mich|uns)(?: da"
     r"| dann)?\W*$"
     r"|(?:keine|null|nullkommanull|no) chance|(?<!bei\s)fehlanzeige|aussichtslos|(?:nur|höchstens) im traum|im nächsten leben"
     r"|kein drandenken|(?:muss|müssen|müsste|werde|will|möchte|würde|darf)"
    r"(?: (?!nicht|nie)[\w'.-]+){0,6}? (?:aussetzen|auslassen|ablehnen|fernbleiben|schwänzen|versäumen|verpassen|weglassen)(?= ?$)"
    r"|sage?(?: ich| wir)?(?: \w+)? nein zu"
    r"|lehne?(?: (?:ich|dankend|freundlich"
    r"|leider"
    r"|diesmal|es|das|höflich|lieber|deshalb|daher|also|die einladung))* ab(?= ?$)", "crosses_out"),
    (rf"(?:streicht|streich|streichen sie|streichen|nehmt|nimm|nehmen sie) (?:mich|uns){W} (?:streichen|raus|runter"
    rf"|von der (?:teilnehmer)?liste|aus der (?:teilnehmer)?liste)|bei mir streichen|streichen bei (?:mir|uns)|mich{W} streichen|(?:von"
    rf"|aus) der (?:teilnehmer"
    rf"|anmelde)?liste (?:nehmen|streichen)(?= ?$)|(?:nehmt"
    r"|nimm) mich nicht mit auf", "strikes_out"),
    (rf"keine zeit|{NOT} (?:mehr |ganz |auch |mit |leider )?(?:nach \w+|kommen|teilnehmen|dabei|da sein|dasein|dabeisein|können"
    r"|schaffen|wahrnehmen|beiwohnen|erscheinen|anreisen|hinkommen|hinfahren|vorbeikommen|dazukommen|zusagen|möglich|drin|hin|teil"
    r"|mit(?! (?:euch|dir|ihnen|mir|uns|ihm|ihr|jemand\w*|mein\w*|unser\w*|der|dem|den))|vor ort|anwesend|da|in der stadt|im lande?"
    r"|zu hause"
    r"|in deutschland|machbar|zu machen"
    r"|zu schaffen|einrichten|weg|frei|los|gehen|hingehen|mitfahren|mitkommen|fahren|besuchen|mitlaufen|mitwandern|mitsingen|mitspielen"
    r"|dazustoßen)(?= |$)", "not_there"),
    (rf"(?:kann|kannt|kan|können|kanns){W9} {NOT}(?= |$)(?! (?:was|nur|immer|alles|mehr so|genug))|(?:schaff|schaffe|schaffs"
    rf"|schaffen|schaffe's|pack){W9} {NOT}(?= |$)|(?:schaff|schaffe) {NOT}", "cannot"),
    (r"(?:geht|gehts|geht's|gehn|gehen|passt|passts|passen|klappt|klappts|klappen|haut|hauts|funktioniert"
    rf"|wird)(?: [\w'.:-]+){{0,7}}? {NOT}(?= |$)(?! (?:mehr um|nur))|(?:isses|ist es|ists|ist's|siehts|sieht es"
    rf"|sieht's){W} schlecht|geht{W} nix|nicht (?:geht|klappt|passt)", "does_not_suit"),
    (rf"{_COME}(?: [\w'.:-]+){{0,9}}? {NOT}(?= |$)|{NOT}{W} {_COME}(?= |$)|(?:bin|sind){W} {NOT}(?: \w+){{0,2}}? (?:dabei|da|hier"
    rf"|anwesend|vor ort|mit|frei)|^\W*(?:und |aber |also |denn )*(?:am|zum|zur|beim|bei|auf|in|im|an|da|dort|dabei|hier|anwesend|den|der"
    rf"|die|ich|wir|\d\S*){W}"
    rf" (?:bin|sind)(?: (?:ich|wir|leider|diesmal|auch|da|dann))* {NOT}(?= ?$)|nehme?n?{W9} {NOT} teil|(?:fahre?|gehe?"
    rf"|geh){W9} {NOT}(?: mit| hin)?(?= ?$)|(?:zum|zur|zu|da|dahin|dort|nach)(?: [\w\"-]+){{1,6}}? (?:gehe?|fahre?) (?:ich"
    rf"|wir)(?: \w+){{0,3}}? nicht mehr(?: hin| mit)?(?= ?$)|^\W*(?:gehe?|fahre?) (?:ich|wir)(?: \w+){{0,2}} nicht mehr(?: hin"
    rf"| mit)?(?= ?$)|(?:bin|sind){W} nicht in (?!der (?:lage|partei|stimmung|gruppe|whatsapp)|form|eile|rente"
    rf"|urlaub|eu\w+"
    rf"|den |dem )\w+|(?:mit\w{{3,}}en|hin\w{{3,}}en|kommen|teilnehmen|dabei sein|erscheinen|bleiben) (?:tue?n?|werde?n?|will|möchte"
    rf"|mag) {_I}{W}"
    rf" {NOT}", "does_not_come"),
    (r"(?:muss|müssen|möchte|will) (?:ich |wir )?(?:das |es |die |meine |unsere |leider |nun |jetzt |doch )*(?:zusage "
     r"|anmeldung )?(?:wieder |leider )*"
     r"(?:zurückziehen|zurücknehmen|widerrufen|rückgängig machen)|(?:rücke?|springe?)(?: [\w'.-]+){0,4}? nicht (?:nach|ein)", "takes_back"),
    (r"verzichte(?: ich)?(?: dankend| diesmal| lieber| gern\w*)*\W*$|muss(?: ich)?(?: leider| diesmal)* verzichten", "without_me"),
    (r"nicht (?:so |ganz |wirklich |unbedingt )*(?:mein (?:ding|fall)|meins|meine (?:welt|sache))|(?:ist|sind|wird|werden"
     r"|wäre)(?: \w+){0,2}? (?:mir|uns|für mich|für uns)(?: \w+){0,4}? zu (?:weit|viel|früh|spät|lang|laut|anstrengend|voll|heikel|heiß"
     r"|kalt|stressig|eng|gefährlich|riskant|umständlich|beschwerlich|steil)(?= ?$| (?:mit|wegen|für|da|nach))"
     r"|(?:entgeht|entgehen) (?:mir|uns)|(?:mir|uns) (?:entgeht|entgehen(?! \w))|weder (?:[\w.-]+ ){1,5}?noch"
     r"|kein\w* [\w.-]+(?: [\w.-]+)? für (?:mich|uns)(?= ?$| (?:dies\w*|heuer|in dies\w*|im \w+|bis|vorerst)(?: |$))|(?:keine?n?"
     r"|null) (?:bock|lust|interesse"
     r"|nerv)\w*(?: mehr)? (?:auf|an)"
    r"|(?:verpasse?|schwänze?|versäume|wir verpassen|verpassen wir)(?!(?: [\w'.-]+){0,3} (?:nicht|nie|kein))|(?:bitte"
    r"|bitten)(?: [\w'.-]+){0,8}? (?:um (?:entschuldigung"
    r"|nachsicht)|entschuldigen)(?= ?$)|(?:um|bitte) entschuldigung(?: bitte)? (?:für|am|zum|zur|beim)", "off_for_topic"),
    (r"(?:ist|sind|wäre)(?: für mich| bei mir)? (?:gestrichen|abgesagt|gelaufen|passé|raus|nicht drin|nichts)\W*$", "off_for_topic"),
    (r"(?:bin|sind)(?: [\w'.-]+){0,6}? (?:weg|fort|verplant|verbucht|ausgebucht|verabredet|belegt|vergeben|abwesend|off|abgemeldet"
    r"|außer haus"
     r"|außer landes|außer betrieb"
     r"|nicht verfügbar)(?= ?$| (?:und|wegen|weil))|(?:an der teilnahme|am kommen|daran) (?:\w+ )?gehindert|(?:teilnahme"
     r"|kommen)(?: [\w.-]+){0,12}? verwehrt"
     r"|sehe(?: ich)? mich(?: \w+){0,2}? außerstande|^\W*(?:also |daher |und )*(?:hiermit |leider )?abgemeldet\W*$", "prevented"),
    (r"(?:nichts|nix)(?: mehr)? für (?:mich|uns|mein\w* \w+)(?! tun)|(?:leider|diesmal|heuer|lieber|definitiv|bei mir|eher"
     r"|ganz sicher) (?:nicht|nein|nee|nö"
    r"|nich)(?: mehr)?(?= ?$)|ohne (?:meine|unsere) (?:teilnahme|wenigkeit)|keine teilnahme|auf mich (?:\w+ )?verzichten|nicht teil"
    r"|melden (?:wir )?uns nicht an|hab frei nix", "not_for_me"),
    (r"^\W*(?:nein|nee|nö|nope|ne|no|nah|leider nein|leider nicht|absage|nö danke|nein danke|leider ne|geht nicht|nicht"
     r"|(?:also )?(?:abmeldung|nein)|(?:nun |jetzt |leider |wohl |eher |also |daher |deshalb )*doch nicht"
    r"|(?:leider |eher |wohl )*nicht (?:diesmal|dieses mal|dieses jahr|dieses wochenende|diese woche)"
     r"|(?:diesmal |dieses mal |heuer |leider |also |wieder |wohl |eher |dann |lieber )+(?:nicht|nein)|minus|entfällt|fehlanzeige|abwesend"
     r"|unmöglich|ausgeschlossen|auf (?:gar )?keinen fall|unter keinen umständen|niemals|keinesfalls|(?:keine|null|no) chance"
     r"|unbedingt nicht|0 ?(?:%|prozent)"
     r"|(?:habe? |ich |da |leider )*kein\w* (?:interesse|lust|bock|luft|kapazität\w*)"
    r"|diesmal (?:leider )?nicht)(?: (?:danke"
    r"|sorry|leider|diesmal|lass mal|bei mir))*\W*$|(?:nein|nee|nö|nope|leider nicht|leider nein|absage)\W*$", "no"),
    (r"^\W*(?:und |aber )?(?:der |die |das |den )?[\w.-]+(?: [\w.-]+){0,3}? (?:(?:ist|sind)(?: für mich| bei mir| damit"
     r"| also)* )?(?:minus|negativ|rot|futsch|gestorben"
     r"|geplatzt|fehlanzeige|abwesend|ausgeschlossen|nicht mehr|nicht drin|entfällt für mich)(?: für mich| bei mir)?\W*$"
     r"|[\w.]+ (?:auf keinen fall|keinesfalls|niemals|unbedingt nicht)\W*$", "no_to_topic"),
    (r"nicht\W*$|^(?:nicht|absage|kein\w*) (?!\w*angst|\w*sorge|bange|frage|problem|ursache|umstände|eile)\S+|^\W*(?:lieber|leider"
     r"|diesmal|heuer|eher|also) nicht (?:nach|zum|zur|am|in|ins|beim|auf"
     r"|an) \S+", "no_to_topic"),
    (r"(?:fragt|frag|ladet) mich (?:\w+ ){0,2}(?:im|nächstes|das nächste|wieder)|beim nächsten mal (?:gern|wieder|dann|bin|komme?"
    r"|auf jeden)"
    r"|nächstes mal (?:gern|wieder|dann|bin)|ein ander(?:es)?mal|ein anderes mal|can't (?:make it|come|attend)|cannot (?:make it"
    r"|come|attend)|won't be able|unable to|not be able to", "next_time"),
)  # fmt: skip

YES = (
    (r"(?:bin|wir sind|sind wir|sind beide|^sind|bins|bün|werde|werden wir|wir wären|wären wir)(?: [\w'.:-]+){0,9}? (?:dabei(?= "
    r"|$)(?! (?:gar|nicht|gewesen|zu \w+en|\w+zu\w+en))"
    r"|mit dabei|mit bei|anwesend|vor ort|mit von der partie|am start|zur stelle|im saal|mit am tisch|in halle|(?:da(?: sein)?|dasein"
    r"|hier)(?=\W*(?:\n|$)| (?:außer|nur|bei|und|wie|um|ab|gegen|mit|natürlich|auch|pünktlich|gern\w*|für|samt|als|dann|bis|trotzdem"
    r"|sowieso|ja"
    r"|plus|oder|bestimmt|sicher\w*|persönlich|zu (?:zweit|dritt|viert|fünft)|aber|wenn|ganz|wieder|immer|freu\w*|vielleicht|zum (?:essen"
    r"|zuhören"
    r"|helfen|zugucken))(?: |$)))(?= |$)(?:(?<=dabei)|(?! (?:aber |leider |gerade |noch |selbst )?(?:schon|gar|auf|im|in|an|zur|zum|beim"
    r"|nach|drauf|zu"
    r"|raus|nicht|weg)))"
    r"|^\W*(?:(?:gern\w*|natürlich|selbstverständlich"
    r"|klar|auch|na klar|logo|wieder|sicher|überall|ich|wir|bei \w+|[\w.]+) ){0,3}(?:mit )?(?:dabei|anwesend|vor ort|zugeschaltet"
    r"|eingewählt)\W*(?=$|wie|und|als"
    r"|außer|mit (?!\w+ nicht)|samt|plus|ab|trotz"
    r"|bis auf)|^(?:bei|an) (?:allem|allen)(?: \w+){0,2} dabei|^\W*(?:und |aber |also |selber |selbst |ja )*(?:mit )?dabei (?:bin|sind"
    r"|wäre?n?) (?:ich|wir)|^\W*(?:und |aber |also |ja )*da (?:bin|sind) (?:ich|wir)(?: (?:ja|natürlich|auch|trotzdem|gern\w*|jedenfalls"
    r"|eh|sowieso|selbstverständlich|klar|schon|mit))*\W*$|(?:anwesend|zugegen) (?:bin|wäre?|sind) (?:ich|wir)", "is_there"),
    (rf"(?:(?:mit|hin|teil|vorbei|rein)(?:kommen|fahren|machen|feiern|gehen|laufen|singen|essen|reisen|wandern|streiken|tanzen|radeln"
     rf"|spielen|nehmen|schauen|gucken)|zu(?:hören|schauen|gucken|sehen)|kommen|erscheinen|anreisen|dabei sein|da sein|dasein|dabeisein"
     rf"|sitzen) (?:tu|tue|tun|werde?n?|werd|will|wollen|möchten?|wollte|kann|können) (?:{_I})(?= |$)|(?:teilnehmen|erscheinen|kommen"
     rf"|dabei ?sein|anwesend sein|zugegen sein|beiwohnen|anreisen) (?:werde|werden|will|wollen|darf|möchte)\W*$"
     rf"|\w+en (?:tu|tue) {_I}(?: aber"
     rf"| auch| ja| natürlich)* mit(?= ?$)", "will_do_it"),
    (rf"(?:^|{_I} |und |also |dann |auch |aber |gern\w* |natürlich |doch |trotzdem )(?:{_COME})(?! (?:es|drauf|darauf|mir|an"
    rf"|auf die|dabei|aus der|aus dem|aus |mit (?:den|dem|der|meinem) \w+ nicht))(?= |$)|{_COME} (?:{_I}|gern\w*|auch|mit|zu"
    r"|dann|um|gegen|später|auf jeden|natürlich|selbstverständlich|trotzdem|allein|dazu|hin|rum|vorbei)|(?:werde|werd|werden"
    rf"|will|wollen|möchte|kann|können|würde|würden|soll|darf|dass ich)(?: [\w'.:-]+){{0,9}}? (?:kommen|vorbeikommen"
    r"|vorbeischauen|dabeisein|dabei sein|mitkommen|dazukommen|teilnehmen|mitfahren|hinkommen|hingehen|reinschauen"
    r"|mitmachen)(?= |$)|wir(?: [\w-]+){1,7}? kommen(?= ?$| (?:zu|zum|zur|am|gern\w*|mit|auch|alle|dann))"
    r"|^\W*(?:aber |und |jetzt |nun )*(?:(?:am|zum|zur|beim|bei|an) (?:[\w.]+ ){1,4})?(?:ich )?kann(?: ich)?(?: (?:nun|jetzt|aber|also"
    r"|inzwischen|nämlich))* doch"
    r"(?: (?:noch|kommen|dabei sein|teilnehmen))*(?: (?:am|zum|zur|beim|bei|an)(?: [\w.]+){1,4})?\W*$", "comes"),
    (rf"(?:nehme?n?|nimm|nehm){W9} teil(?= |$)|teilnehmen werde|(?:meine "
    rf"|unsere )?teilnahme(?:(?: [\w'.:-]+){{0,5}}? (?:bestätig\w*|zu|ist klar|steht|sicher|ja|zugesagt|möglich))|^\W*teilnahme\W*$"
    rf"|bestätige{W9} (?:teilnahme|mein kommen|termin)|teilnahme(?:\W+)?(?:ja|bestätigt|gesichert)|bestätigt\W*$|^\W*(?:hiermit |ich "
    rf"|wir )*bestätigen?(?: ich)?(?: hiermit)?\W*$|(?:meine "
    rf"|hiermit )zusage|zusage(?= |$)(?! (?:von (?!mir|uns)|der|für (?:die|den) (?:raum|halle)))|sage?{W9} (?:fest |gern\w* "
    rf"|hiermit )?zu(?= |$)|zugesagt(?= ?$)|anmeldung(?: (?:zum|zur|für|parteitag)|$)|(?:nehme?n?|nehm)(?: [\w'.-]+){{0,6}}? wahr(?= ?$)"
    rf"|(?:wahrnehmung|wahrnehmen)(?: \w+){{0,2}} mandats?|einladung(?: \w+){{0,3}}? folge (?:zu )?leisten|beiwohnen(?= ?$| (?:werde"
    rf"|kann))|(?:mandat|platz|sitz)(?: [\w'.-]+){{0,5}}? (?:einnehmen|wahrnehmen)|meld\w*(?: ich| wir)? (?:mich|uns"
    rf"|hiermit){W9} an(?= "
    rf"|$)|melde{W} (?:leute|personen){W} an|(?:mich|uns) und mein\w*{W9} an(?= ?$)|(?:bin|sind){W} angemeldet", "takes_part"),
    (r"(?:passt|passts|geht|gehts|klappt|klappts|haut|passen|gehen|gehn|klappen|ginge|ok|okay)(?: [\w'.:-]+){0,4}? (?:mir|uns"
    r"|klar|hin|auch|gut|gern\w*|prima|super|top|toll|locker|bestens|bei mir|wunderbar|perfekt|in ordnung|doch|so)\W*(?= |$)"
    r"|^\W*(?:\S+ ){0,6}(?:(?:passt|geht|klappt)(?:'?s)?|passen|gehen|ok|okay|geht klar|gehn)\W*$|haut hin|einverstanden|gebongt"
    r"|gehen bei mir|geht in ordnung", "suits"),
    (r"(?:rechnet|rechne|plant|zählt|rechnen sie|plan|planen sie)(?: \w+){0,3}? (?:mit|auf) (?:mir|mich|uns)|(?:mit"
    r"|auf) (?:mir|mich|uns) (?:\w+ ){0,6}(?:rechnen|zählen|planen)", "count_me_in"),
    (rf"(?:schau|schaue|guck|gucke|komm|komme|kuck|schneie|husch|schauen|kommen){W9} (?:vorbei|rum|rein|dazu|hin|mit|zurück"
    r"|mal an)(?= |$)|(?:sehen|sehn|treffen) (?:wir )?uns(?! (?:donnerstag|dienstag|montag|mittwoch) beim)|wir sehen uns"
    r"|man sieht sich (?:am|dort|da|im)", "drops_in"),
    (rf"(?:fahre?|fahren|reise|laufe?|lauf|gehe?|wandere?|rücke){W9} (?:(?:mit|hin|nach|an|los)(?= ?$| und)|mit (?:ins|nach|in|zum|zur"
    rf"|auf) \w+|nach halle|nach berlin"
    r"|im bus)|springe?(?: [\w'.-]+){0,5}? ein(?= |$)|(?:na klar |ja |und |also )?fahre? ich(?= ?$)|ich fahre?(?: (?:sowieso|gern\w*"
    r"|natürlich|trotzdem|doch|also|auf jeden fall|hin|selbst))+(?= ?$)|(?:gehe?|fahre?)(?: ich)? trotzdem(?: hin)?(?= ?$)"
    r"|fahre? ich (?:noch|hin"
    r"|mit)|mitfahren(?: tu| werde| möchte| will)|fahre?\W*$", "travels"),
    (rf"(?:stoße?|trinke?|feiere?|singe?|esse?){W9} (?:mit|mit an)(?= |$)|bleibe? ich (?:selbstverständlich|natürlich|gern\w*)"
    rf"|erscheine?{W}"
    rf"|(?<!daheim\s)(?<!hause\s)(?<!weg\s)(?<!delegierter\s)(?<!delegierte\s)(?<!mitglied\s)(?<!genosse\s)(?<!genossin\s)(?:bleibe?"
    rf"|bleib)(?!.*(?:hause|daheim"
    rf"|weg|fern|hier|bett|sofa|couch|liegen|mitglied|genoss|partei|treu|bei|nicht"
    rf"|kein|nie))(?: (?:ich|wir))?(?: [\w'-]+){{0,3}}? (?:dann|auch|gleich|gern\w*|danach|anschließend|zum|zur|sowieso|natürlich)(?= |$)"
    rf"|(?:zum|zur) [\w-]+ bleibe?n? (?:ich|wir)(?! nicht)|schalte?{W} (?:mich|uns){W} (?:zu|ein|dazu)|bin{W} zugegen|bleibe?{W9} (?:da"
    rf"|sitzen|den ganzen (?:tag"
    rf"|abend|nachmittag|vormittag)|bis zum|bis zur"
    rf"|gleich da|bis)|(?:sitze?|hocke?|sitz){W9} (?:im saal|am tisch|in der ersten reihe|mit am tisch|vorm rechner"
    rf"|vor dem bildschirm)|(?:halte?|halten sie|reservier\w*|hebt?|sichert) (?:mir|uns){W9} (?:platz|plätze?|stuhl|stühle|frei"
    rf"|auf)(?! meine)"
    r"|(?:bin|sind)(?: ich| wir)? (?:bei|zu) (?:jede\w*|alle\w*|beide\w*)(?: \w+){0,2}(?= ?$)|(?:\w*ticket|\w*fahrkarte|bahnkarte"
    r"|platzkarte|hotel|zimmer|unterkunft)(?: \w+){0,3}? (?:gebucht|gekauft)|(?:platz|stuhl|teller|gedeck|portion"
    r"|stimmkarte)(?: bitte)? für (?:mich|uns)"
    rf"|plätze?{W9} (?:freihalten|reservieren|für mich|bitte)|(?:mich|uns)(?: \w+)? (?:mit )?(?:dazu|hinzu|mit ein)(?:rechnen|zählen)"
    rf"|(?:einen|ein|1) platz(?: bitte)?(?: \w+){{0,4}}? (?:reservieren|freihalten"
    rf"|sichern|buchen)(?= ?$)|begründe?n?{W9} (?:selbst|ihn|selber)|lass{W} mir nicht"
    r"|die beiden sitzungen bis dahin mache", "stays"),
    (rf"(?:tragt|trag|tragen sie|schreibt|schreib|merkt|merk|plant|setzt|setz) (?:mich|uns)(?! ein){W9} (?:ein|auf|vor"
    rf"|auf die (?:\w*liste)|mit auf|ein(?:planen|tragen))(?= |$)|(?:zählt|zähl|rechnet|nehmt|packt|schreibt) (?:mich|uns)(?: bitte"
    rf"| gern\w*| also| auch| mal)* (?:dazu|hinzu|mit dazu)(?= ?$)"
    rf"|^\W*(?:also |bitte |dann )?(?:notiert|notier|vermerkt|bucht|registriert) (?:mich|uns)(?: bitte| gern\w*| also| auch| dafür"
    rf"| mal)*(?: (?:für|zum|zur)(?: [\w.-]+){{1,4}})?\W*$"
    rf"|(?:mich|uns){W} (?:eintragen|verbuchen|einplanen|vormerken|aufschreiben"
    r"|notieren|anmelden)(?= |$)|(?:einen|1|ein) platz für mich", "puts_on_list"),
    (r"^\W*(?:ja{1,8}|jo|jau|jap|jep|jepp|jup|jupp|jip|joa|jawohl|yes|yep|yup|safe|läuft|deal|klar|na klar|logo|logisch|sicher"
     r"|selbstverständlich|natürlich|aber klar"
    r"|auf jeden fall|unbedingt|sehr gern\w*|gern\w*|definitiv|zusage|nu klar|nu freilich|freilich|na logo"
    r"|jawoll|top|super gern\w*|immer gern\w*|geht klar|passt|ok|okay|in ordnung|plus|pflicht(?:termin)?|ehrensache|check"
     r"|(?:liebend|herzlich|nur zu|von herzen|aber) (?:gern\w*|ja|sicher|natürlich)|mit (?:\w+ )?(?:vergnügen|freuden?|handkuss)"
     r"|na sicher|klaro|jawohlja"
     r"|volles programm|100 ?(?:%|prozent)|(?:ein)?hundert prozent)\W*(?:doch|gern\w*|sicher|klar|sehr gern\w*|(?:komme?"
    r"|bin) ich(?: dabei)?"
    r"|danke|natürlich|auch|zu .{0,30}|bitte)?\W*$|(?:ja|jap|jo|jawohl|jepp|ok|okay|zusage|auf jeden fall)\W*$|(?:ein|klares|dickes|fettes"
    r"|großes|[2-5] ?x) ja(?= |$)|ja (?:aber )?(?:erst|nur|ganz|bis|ab)(?: [\w.:]+){0,4}\W*$"
    r"|(?:auf jeden fall|definitiv|ganz sicher|unbedingt) (?:\w+ ?){1,2}$|^\W*(?:zum|zur|am|beim|im) \S+ (?:gern|gerne"
    r"|sehr gern\w*)(?= |$)|^\W*ja+(?= (?:zu|ich|wir|gern|gerne|zum|zur|komme?|bin|für|am|von|beim|bei|an)(?: |$))", "yes"),
    (r"^\W*(?:(?:das|die|den|beides|alles|gern\w*|klar|ja) )*(?:mach|mache|machen|übernehm|übernehme|erledige)(?: ich"
     r"| wir)?(?: gern\w*| wieder| auch)*\W*$",
     "does_it"),
    (r"(?:i'll|i will|we'll|we will) (?:be there|come|attend|join)|(?:i'm|i am|we are|we're) (?:in|coming)|count me in"
    r"|see you (?:there|on)", "yes_in_english"),
    (r"^\W*(?:und |aber |also )?(?:ab|bis|gegen|zwischen|von) (?:\w+tag )?[\w.: ]{1,20} (?:kann|könnte|schaffe?) (?:ich|wir)(?: da sein"
     r"| kommen| dabei sein| es)?\W*$"
     r"|(?:kann|können|könnte)(?: (?:ich|wir))?(?: (?:leider|aber|also|nur|auch))* (?:bis|ab|erst ab|nur bis|nur ab|nur am"
     r"|nur \w*tag) (?:(?:halb|um|nach|zum|dem|\w+tag|\w+) )?[\w.:]+(?: uhr)?(?: bleiben| kommen| da sein| dabei sein)?(?= ?$)"
     r"|kann(?: ich)? nur \w+tags?(?= ?$)|bis [\w.:]+(?: \w+)? (?:könnt|kann|bleibe?)(?: ihr)? (?:mich|uns|ich|wir)(?: haben| bleiben"
     r"| da sein| dabei sein)?(?= ?$)"
     r"|^\W*(?:bin |komme? |kann |da |leider )*(?:erst|nur|nicht vor|erst ab|ab|nur bis|nur ab)(?: (?:ab|bis|nach|gegen|um|so|halb|uhr"
     r"|früh|mittags?|abends?|morgens?|vormittags?|nachmittags?|bei mir|\w+tags?|sonnabend"
     r"|samstagmittag|sonntagmittag|verfügbar|wieder|auf|zum essen|da|\d{1,2}(?:[.:]\d\d)?|eins|zwei|drei|vier|fünf|sechs|sieben|acht"
     r"|neun|zehn|elf|zwölf)){1,6}\W*$|^\W*(?:am |den |nächsten )?(?:\d+\.(?:\d+\.?)?|\w+tag)(?: (?:etwas|viel|wohl|leider|wird|\d+"
     r"|min\w*))* später(?: bei mir)?\W*$", "partly"),
    (r"(?:kann|könnte|wird|dürfte|wirds|wird's)(?: [\w'.:-]+){0,5}? (?:etwas |bisschen |ein wenig )?später(?: werden)?\W*$"
     r"|komme?(?: [\w'.:-]+){0,4}? später", "comes_later"),
    (r"^\W*(?:meine |unsere )?anmeldung(?: (?:zum|zur|für|von))?(?: [\w-]+){1,4}\W*$|^\W*\w+tag(?: erst| nur| schon)? (?:(?:ab"
     r"|bis|von) [\w. -]+|komplett|ganz|ganztägig"
     r"|den ganzen tag|durchgehend)\W*$", "yes_to_topic"),
    (r"(?:plant|planen sie|rechnet|reserviert|haltet)(?: [\w'.-]+){0,5}? für (?:mich|uns)(?: \w+){0,2}? (?:ein|frei|bereit)\W*$",
     "puts_on_list"),
    (r"(?:tragt|trag|tragen sie|schreibt|schreib) (?:mich|uns)(?: bitte| gern\w*| da| mit)* (?:ein|auf)\W*$", "puts_on_list"),
    (r"(?:nehme?n?|schaffe?n?|schaff)(?: ich| wir)?(?: nur| gern\w*| auch)? (?:den|die|das|am) [\w. -]{2,24}\W*$", "goes_to_topic"),
    (r"(?:[\w.]+ ){1,5}?(?:ist |sind |wäre )?(?:mir )?(?:klar|sicher|(?<!auch\s)schon|natürlich|selbstverständlich|(?<!s\s)(?<!m\s)fest"
     r"|gebongt"
    r"|gern\w*|unbedingt"
     r"|auf (?:jeden fall|alle fälle)"
     r"|notiert|vorgemerkt|eingetragen|eingeplant|geblockt|geritzt|reserviert|freigehalten|freigeschaufelt|freigenommen|safe|fix|steht"
     r"|zugesagt"
     r"|dabei|abgemacht|eingetütet|jo|jup|jap|yes|yep|check|plus|positiv|grün|bestimmt|definitiv|garantiert|ehrensache"
     r"|pflicht(?:termin)?|bewilligt|gerettet|gesichert"
     r"|gewiss|sehr wohl|machbar"
     r"|aber (?:natürlich|sicher)(?: auch)?|volles programm|wird gemacht"
     r"|(?:aber )?(?:sehr )?gern\w*|(?:für mich )?ein muss|logo|gesetzt|gebucht)\W*$"
     r"|(?:schaff|schaffe|schaffs|schaffen)(?: (?:ich|wir|ichs|ich's|es))*(?: (?:aber|auch|noch|wohl|locker|gut|sicher|schon))*\W*$"
     r"|nehme?n?(?: ich| wir)?(?: gern\w*"
     r"| auch| noch| natürlich| dann| trotzdem| auf jeden fall)* mit\W*$", "yes_to_topic"),
    (r"^\W*(?:bei mir |mir |da |also |aber |dafür )*(?:passt|geht|klappt|ginge|passen|gehen|klappen)(?: mir| uns| bei mir| nur| auch"
     r"| gut| am besten| noch| prima)*"
     r" (?:der|die|das|den|am|zum|zur|beim) (?!nicht)[\w. -]{2,30}\W*$", "yes_to_topic"),
    (r"^\W*(?:meine |feste |hiermit )*zusage(?: (?:für|zum|zur|am)(?: [\w.-]+){1,5})?\W*$", "yes_to_topic"),
    (r"^\W*(?!.*(?<!\w)(?:nicht|ohne|kommt|fährt|spricht|redet|rechnet|plant|macht|geht|ist|alle\w*"
    r"|\w+en)(?!\w))(?:[\w.-]+ ){0,4}?mit (?:mir|uns)(?: (?:beim|am|zum|bei der) [\w-]+)?\W*$", "keeps_free"),
    (r"^\W*(?!.*(?<!\w)(?:bin|sind ich|nicht|andere\w*|was|etwas|ihr|wer|er|sie|sich|hatte)(?!\w))(?:[\w.'-]+ ){2,10}?(?:notiert"
    r"|vorgemerkt|eingetragen"
     r"|eingeplant|freigehalten|freigeschaufelt|freigenommen|gebucht|geblockt|angestrichen|reserviert)\W*$|(?:steh|lieg)(?:t"
     r"|en)(?: [\w'.:-]+){0,3}? im"
     r" \w*kalender|^\W*für (?:[\w.]+ ){1,5}angemeldet\W*$|bitte (?:noch )?(?:einen|ein|1) (?:platz|stuhl)(?= ?$)|schaff(?:e|s|'s"
     r"|en)?(?: ich| wir| es| ich's)*(?: bis)? (?:zum|zur) [\w-]+(?: [\w-]+){0,4}\W*$|nehmen? (?:ich "
     r"|wir )?(?:gern\w* |auch )*(?:den|die|das) (?!leute|kinder)"
     r"(?:[\w.-]+ ){1,6}?mit\W*$|^\W*(?!.*(?<!\w)(?:sind|ist|war|kommt|hat|haben|hab|nicht|erst|ob|wenn|mein\w*|ihr|alle)(?!\w))(?:am|zum"
     r"|zur|beim) (?:[\w.-]+ ){1,6}da\W*$", "keeps_free"),
    (r"^\W*(?:alle|alles|überall|jedes mal|beide|beides)(?: (?:vier|drei|fünf|beide|beiden|zwei|termine?|male?))*\W*$", "all_bare"),
    (r"^\W*(?:auch das|das auch|ebenso|dito|das hier auch)\W*$", "does_it"),
    (r"^\W*(?:und |also |na gut |na dann |dann |ok |okay |sure )*bis (?:dann |bald )?(?:zum |am |an |nächsten |nächste |kommenden "
     r"|übernächsten |diesen )*(?:\w*tag\w*|\w*woch|\d+\.(?:\d+\.?| ?\w+)?|\w+ten|\w+abend|nikolaus)(?: dann| also| um \w+| in \w+ \w+"
     r"| in \w+)?\W*$", "see_you"),
    (r"^\W*(?:ich |wir |dann |da |euch |aber |und |auch )*(?:erzähl|erzähle|erzählen)(?: (?:ich|wir))?(?: (?:euch|gern\w*|dann|mal"
     r"|auch))* (?:was|von|vom|aus|wie|etwas|über|eine|einen|die|den|meine|dann)(?= |$)|(?:lese|les)(?: (?:ich|wir|euch|dann|gern\w*"
     r"|mal))* (?:aus|[\w -]{3,30} vor)(?= |$)|geschichte(?: [\w'-]+){0,9}? erzähle?(?: ich)?(?= |$)", "tells"),
    (r"(?:werde?|werd|will|kann|möchte)(?: [\w'.§-]+){1,12}? (?:ansprechen|vortragen|vorbringen|vorstellen|einbringen|begründen"
     r"|erläutern|verteidigen)(?= ?$)|(?:stelle?|trage?|bringe?)(?: ich| wir)?(?: [\w'.-]+){1,6}? (?:vor|ein)(?= ?$)"
     r"|(?:sag|sage) (?:ich )?(?:es |das )?(?:euch|ihnen)(?: \w+){0,2} ins gesicht", "speaks_there"),
    (r"(?:gönne?n?|leiste?n?)(?: ich| wir)? (?:mir|uns)(?! nicht"
     r"| kein)(?: (?!nicht|kein)\w+){0,5}\W*$"
     r"|(?:höre?n?|schaue?n?|gucke?n?|sehe?n?|tue?n?)(?: ich| wir)?(?: es| das)? (?:mir|uns)(?: (?!nicht|kein)\w+){0,5}? an\W*$"
     r"|(?:besuche?n?|buche|belege)(?: ich| wir)(?: (?:gern\w*|auch|aber|dann|natürlich|wieder|trotzdem|auf jeden fall))*\W*$"
     r"|(?:sehe?|treffe?) ich (?:euch|sie)(?: alle\w*| dann| dort| da| endlich| wieder| ja)*\W*$", "goes_to_topic"),
    (rf"(?:fahre?|reise|komme?|gehe?){W} (?:nach|in|auf) (?!haus|mein|unser)\w+|(?:gern|gerne)\W*$", "goes_to_topic"),
)  # fmt: skip
