"""In which frames does a writer say outright that dues are paid, promised, too much or wrong?"""

from mailer.reading.answers.words import any_of

_G = r"[^.!?\n]{0,60}?"
_DONE_WITH = (
    r"(?:(?:mit|nach|vor|voraus|ein|rüber|zurück)?(?:überwiesen|bezahlt|gezahlt|gebucht)|beglichen|entrichtet|angewiesen|erledigt"
    r"|veranlasst|getätigt|ausgeführt)"
)
_PAID = any_of(
    r"(?:längst|schon|bereits|gestern|heute|soeben|gerade|eben|vorhin|am \S+|letzte woche|vorige woche|pünktlich|ist|hab|habe"
    r"|wurde|sind|ging|bin|im \w+)(?: [\w'.,:€/-]+){0,12}? (?:(?:mit|nach|vor|voraus|ein|rüber)?(?:überwiesen|bezahlt|gezahlt)|beglichen"
    r"|abgebucht"
    r"|angewiesen|eingegangen|eingezogen|ausgeglichen|nachgeholt|ausgeführt|(?:raus|runter|durch|weg|ab|rüber|los|an (?:euch|sie) "
    r"|auf die reise )gegangen|entrichtet|getätigt"
    r"|erledigt|abgebucht worden|gutgeschrieben)(?! (?:werden|wird|werde))",
    r"^\W*(?:\w+,? ){0,3}(?:überwiesen|bezahlt|gezahlt|beglichen|eingezahlt|erledigt|angewiesen|nachgeholt|ausgeglichen|abgeschickt"
    r"|rausgeschickt|losgeschickt|überwiesen und erledigt|done)(?=\W*$|[.,;!:]| ja\W*$)",
    r"(?:überweisung|geld|betrag|beitrag|zahlung)(?: \w+){0,4}? (?:ist|war|ging|müsste)(?: [\w.]+){0,8}? (?:raus|unterwegs|da"
    r"|drauf|abgebucht|auf (?:eurem|dem) konto|bei euch|ab|rüber|weg(?: vom konto)?|auf dem weg|angewiesen)|(?:ging"
    r"|gingen)(?: [\w'.:-]+){0,10}? (?:raus|ab|weg|runter)(?= |$|[.,;!])"
    r"|(?:sind|ist)(?: \w+){0,3} (?:komplett |längst |schon |alle )+bei euch|(?:erledigt|bezahlt|überwiesen)(?:,| -|:) (?:vorgestern"
    r"|vorhin|letzte\w*|soeben|am \d+|gerade"
    r"|heute|eben|gestern)|überweisung ist (?:raus|unterwegs)|geld ist (?:raus|unterwegs|überwiesen)|(?:überwiesen|bezahlt|beglichen"
    r"|erledigt) (?:ist's|ists|ist es|is es|habe? ich(?: es| das| alles| den \w+)?(?=\W*$|[.,;!]))|(?:paid"
    r"|transferred) (?:already|yesterday|today|it)|already paid",
)
PROMISE = any_of(
    r"(?:überweise?|zahle?|bezahle?|begleiche|veranlasse|entrichte|leiste|zahl|überweis|bezahl),?(?: (?:ich|wir|es|das|den|die"
    r"|ihn))*(?: [\w'.:€,-]+){0,12}? (?:morgen|übermorgen|heute|nächste\w*|am|bis|ende|anfang|sobald|sofort|diese woche"
    r"|diesen monat|gleich|kommende\w*|zum|montag|dienstag|mittwoch|donnerstag|freitag|umgehend|zeitnah|in den nächsten|wenn"
    r"|noch|dann|im|unverzüglich)",
    r"(?:morgen|übermorgen|heute|nächste\w*|am|bis|ende|anfang|sobald|sofort|diese woche|diesen monat|gleich|kommende\w*|zum"
    r"|umgehend|dann|montag|dienstag|mittwoch|donnerstag|freitag)(?: [\w'.:€-]+){0,8}? (?:überweise?|zahle?|bezahle?|begleiche"
    r"|zahl ich|überweis ich)(?= |$|[.,])|(?:veranlasse|tätige) ich|(?:be)?zahlen (?:werde|will|tu|tue) ich(?! nicht)"
    r"|(?:überweisen|begleichen) (?:werde|will|tu|tue) ich(?! nicht)|(?:geh|gehe|laufe?|muss)(?: ich)?(?: [\w'-]+){0,6}? zur \w*bank(?= ?$"
    r"|[.,;!])"
    r"|(?:gebe?|bringe?|drücke?|stecke?|zahle?)(?: [\w'.:€-]+){0,6}? (?:geld|betrag|beitrag|umschlag|euro|€)"
    r"(?: [\w'.:€-]+){0,5}? (?:ab|vorbei|mit|bar|in die hand)(?= |$|[.,])",
    r"(?:geht|gehts|geht's|gehen|kommt|gibts|gibt's|kriegt|habt|bekommt|hole|hol|mach|mache|erledige|erledig|werde|wird|bring"
    r"|bringe)(?: [\w'.:€-]+){0,10}? (?:raus|geld|ab|überweisen|überwiesen|bezahlen|zahlen|begleichen|nach|bar|bezahlt|nachholen"
    r"|erledigen|ihrs)(?= |$|[.,!;])(?! worden)|geld (?:kommt|geht|folgt)|überweisung (?:kommt|folgt|geht|mache|mach)|(?:werde"
    r"|will|wird)(?: [\w'.:€-]+){0,12}? (?:überweisen|bezahlen|zahlen|überwiesen|begleichen|einzahlen|nachholen|anweisen)"
    r"|(?:zur|auf die|in die) (?:sparkasse|bank)(?= |$|[.,!])",
    r"^\W*(?:mach|mache|erledige|mach's|machs) ich (?:morgen|heute|gleich|am|noch|sofort|diese|nächste)(?: [\w'.:-]+){0,6}"
    r"|(?:mach|mache|hol|hole|erledige) ich (?:am|morgen|heute|gleich|noch|sofort|nach|diese)|(?:ups|vergessen|verpennt"
    r"|verschwitzt|verschlafen|durchgerutscht)(?=.{0,80}(?:mach|hol|überweis|zahl|geht|kommt))",
)
_HARDSHIP = any_of(
    r"(?:in|zwei|drei|vier|sechs|zwölf|\d+|per|auf|kleinen?|monatlichen?|mit|paar|mehreren?) (?:\w+ )?raten|raten (?:zahl\w*|wäre\w*"
    r"|ginge\w*|möglich"
    r"|vereinbaren)|monatsraten|ratenzahlung\w*|ratenweise|stundung|zu stunden|gestundet|in (?:zwei|drei|vier|mehreren|kleinen|2|3"
    r"|4) (?:raten|teilen|monatsraten|häppchen)|stundet|stunden sie|erlasst|senkt mir|halbiert"
    r"|auf null setzen|(?:setzt|setzen sie|lasst)(?: [\w'-]+){0,5} (?:aus|aussetzen)(?= ?$|[.,!])|fehl(?:t|en)(?: \w+){0,6} (?:das )?geld"
    r"|(?:bringe?|kriege?)(?: [\w'-]+){0,6} nicht (?:auf|zusammen)(?= ?$|[.,!])|(?:lasst|lass|gebt|gib|lassen sie"
    r"|geben sie)(?: [\w'-]+){0,6}"
    r" (?:zeit|luft)"
    r"|ratenzahlung|(?:beitrag|summe|betrag|ihn|mich)(?: \w+){0,4} (?:senken|ermäßigen"
    r"|reduzieren|herabsetzen|herabzusetzen|runtersetzen|runterstufen|runter|verringern|anpassen|erlassen|stunden|zu senken"
    r"|halbieren|kürzen)|ermäßigung|ermäßigten (?:beitrag|satz) (?:beantragen|zahlen|bekommen)|mindestbeitrag|beitragsermäßigung"
    r"|beitragsbefrei\w*(?! gestellt)|beitragsfreistellung|freistellen|sozialbeitrag|stuft mich|runter(?:stufen|setzen)"
    r"|(?:kleineren|geringeren|niedrigeren|reduzierten|ermäßigten) beitrag|erlass\w*(?! worden| wurde)",
    rf"(?:kann|können|könnte|schaff|schaffe|geht){_G} (?:nicht|nich|nix|kaum|unmöglich|nicht mehr)(?: \w+)? (?:zahlen|bezahlen"
    rf"|aufbringen|leisten|stemmen|überweisen|begleichen|tragen)|(?:kann|schaff|schaffe|pack)(?: [\w'.€-]+){{0,9}} (?:beitrag"
    rf"|summe|betrag|euro|€|geld|72|mir|das)(?: [\w'.€-]+){{0,6}} (?:nicht|nicht mehr|kaum|nich|gerade nicht)(?= |$|[.,])",
    r"(?:erst|lieber) (?:im|ab|nach|anfang|ende|nächste[sn]) (?:\w+ ){0,3}(?:zahlen|überweisen|bezahlen|möglich|geht|gehen)"
    r"|(?:später|erst (?:im|nächste\w*|anfang|ende|ab) \w+) (?:\w+ ){0,2}(?:zahlen|überweisen|bezahlen)|(?:ins|auf das"
    r"|aufs) (?:neue|nächste) (?:jahr|quartal) (?:schieben|verschieben)|aufschub|aufschieben|nicht (?:mehr )?drin(?= ?$|[.,!])"
    r"|mehr (?:ist|kann|geht|schaff\w*)(?: \w+){0,4} nicht|mehr als [\w ]{1,20} (?:im monat|monatlich)? ?(?:ist nicht drin"
    r"|kann ich nicht|schaffe? ich nicht|geht nicht)|in teilen|kann(?: ich)? (?:mir )?(?:das|den|die"
    r"|es)?(?: \w+){0,4} nicht (?:mehr )?leisten|zahlungsaufschub|(?:etwas|mehr|noch) (?:zeit|luft|geduld)(?: \w+){0,3} (?:geben"
    r"|brauch\w*|lassen)",
)
_TALK = any_of(
    r"(?:reden|sprechen|klären|besprechen|bereden) wir(?! nicht| nie)|(?:um|wegen|für) (?:einen|einem|nen) (?:\w+ ){0,2}(?:termin|anruf)"
    r"|setzen wir uns|zusammen(?:zu)?setzen|spreche?(?: ich)? (?:dich|euch|sie)(?: [\w'-]+){0,8} an(?= ?$|[.,!])"
    r"|(?:mich|uns)(?: [\w'-]+){0,5} an(?:ruft|rufen|rufst|zurufen)(?= ?$|[.,!?])",
    r"komm(?:t|en sie)? (?:doch |mal |bitte )*(?:\w+ ){0,4}auf (?:einen|eine|nen) \w+|(?:gehen|schauen"
    r"|klären)(?: wir)?(?: [\w'.:-]+){0,5}? (?:zusammen|gemeinsam|durch)",
    r"(?:ruf|ruft|rufen sie|meld dich|meldet euch|melden sie sich)(?: \w+){0,5}? (?:an|bei mir|bei uns|durch|zurück)|(?:unter vier augen"
    r"|persönlich|am telefon(?! durch)|telefonisch|telefonieren|bei einem kaffee|mündlich)(?: [\w']+){0,8}?(?= |$|[.,])|(?:würde|möchte"
    r"|will|lass uns|lasst uns|können wir|könnten wir|müssen|sollten|kann ich)(?: [\w'.:-]+){0,14}? (?:sprechen|reden|besprechen"
    r"|bereden|klären|unterhalten|telefonieren|erklären|quatschen|treffen)|(?:drüber|darüber|um über (?:\w+ ){1,4}zu) (?:reden|sprechen)"
    r"|(?:erzähle?|bespreche?|erkläre?|sage?|schreibe?) ich (?:(?:dir|euch|ihnen|das|es) ){0,2}(?:lieber|ungern|nicht) (?:beim|bei|am"
    r"|unter|schriftlich|per mail|hier|persönlich)|(?:gesprächsbedarf|gespräch"
    r"|rücksprache|sprechstunde)|kaffee trinken|rufe? (?:ich )?(?:dich|euch|sie)(?: \w+){0,3} an"
    r"|komm(?:e)? (?:ich )?(?:\w+ ){0,4}vorbei(?:.{0,30}(?:reden|sprechen|klären))",
)
_DISPUTE = any_of(
    r"(?:rechnung|forderung|mahnung|betrag|summe|beitrag|höhe|das|72|zahlen?|berechnung|da)(?: [\w'.,€-]+){0,9}? (?:falsch"
    r"|nicht korrekt|nicht richtig|unberechtigt|nicht berechtigt|zu hoch|nicht rechtens|gegenstandslos|fehlerhaft|unbegründet"
    r"|nicht nachvollziehen|nicht nachvollziehbar|ungerechtfertigt|strittig)|(?:kann|können|dürfte) (?:so )?nicht stimmen"
    r"|(?:stimmt|stimmen)(?: [\w'.€-]+){0,4}? (?:nicht|nich|net|hinten und vorne nicht)|(?:das|irrtum|fehler) (?:kann|muss|ist"
    r"|liegt)(?: \w+){0,3} (?:nicht sein|nicht stimmen|irrtum|fehler|vorliegen|versehen)|(?:nix|nichts|nichts mehr) offen|(?:erkenne?"
    r"|nehme?|akzeptiere)(?: [\w'-]+){0,6} nicht (?:an|hin)(?= ?$|[.,!])"
    r"|(?:bin|wurde|war|sind)(?: (?!billig|niedrig|günstig)[\w'-]+){0,8} eingestuft|verkehrt|zu hoch gegriffen"
    r"|(?:hatte|hab|habe)(?: [\w'-]+){0,5} \d+(?: [\w'€-]+){0,2} (?:angekreuzt|eingetragen|angegeben|gewählt)"
    r"|bestritten|bestreite|falsch berechnet"
    r"|verrechnet|widerspreche|widerspruch|schulde(?: [\w'.]+){0,6} (?:nichts|nicht|gar nichts)"
    r"|nie(?: [\w']+){0,4} (?:vereinbart|unterschrieben|zugestimmt)|(?:bin|wurde|war)(?: [\w']+){0,8}? (?:beitragsfrei|befreit"
    r"|freigestellt)|(?:erlassen|befreit) (?:worden|wurde)|(?:wurde|wurden)(?: \w+){0,8} erlassen|(?:zweimal|dreimal) (?:abgebucht"
    r"|eingezogen)|doppelt (?:abgebucht|eingezogen)|(?:sehe|seh) (?:ich )?(?:\w+ )?nicht ein|zu unrecht|dürfte nur"
    r"|nur noch? .{0,20}vereinbart|zu viel(?= (?:verlangt|berechnet|abgebucht|gefordert|gezahlt|angesetzt|eingezogen|bezahlt|überwiesen"
    r"|abgezogen|gerechnet|kassiert))|(?:euro|€|einer|eine|eins|einmal) zu viel"
    r"|statt (?:der )?\d+(?!(?: euro)? (?:einge|ver|ge)(?:tippt|geben))|(?:ihr )?irrt euch"
    r"|ihr euch geirrt|ihr habt euch (?:geirrt|verrechnet|vertan)|anderen? (?:namens|\w+ (?:meier|müller"
    r"|hoffmann))|werde ich nicht (?:be)?zahlen|zahle ich (?:nicht|nix|nichts|keinen cent)"
)
_SITUATION = any_of(
    r"\w*insolvenz|pfänd\w*|gepfändet|bürgergeld|grundsicherung|kurzarbeit|krankengeld|arbeitslos\w*|alg ?(?:1|2|i|ii)|wohngeld|hartz"
    r"|\d+ ?(?:€|euro) (?:im monat|monatlich|pro monat|im quartal)"
)
_PAY = r"(?:zahlen|bezahlen|überweisen|begleichen|entrichten|aufbringen|leisten|stemmen|einzahlen|geben|tragen)"
_PAYS_LESS = any_of(
    r"(?:rest|andere hälfte|anderen \d+)(?: [\w'.:€,-]+){0,8}? (?:erst|später|nach und nach)",
    r"(?:zahle?|überweise?|bezahle?)(?: [\w'.€,-]+){0,6}? (?:erst )?(?:im|ab|nach dem) (?:frühjahr|frühling|sommer|herbst|winter"
    r"|neuen jahr|nächsten (?:jahr|quartal|halbjahr))",
    r"mehr (?:geht|ist|kann|hab|habe|schaff\w*)(?: \w+){0,4} nich\w*(?: drin)?(?=\W*$|[,.!])",
    r"(?:mir|uns) (?:\w+ ){0,2}(?:zu viel|zu hoch|zu teuer)|zu (?:viel|hoch|teuer|happig) für (?:mich|uns|mein\w*)|(?:aber|eben|leider"
    r"|bitte"
    r"|halt) erst (?:im|ab|nach|in|zum|ende|anfang|nächste\w*)"
    r" \w+",
    rf"(?:kann|können|könnte|schaffe?|darf)(?! man)(?: [\w'.:€,-]+){{0,9}}? (?:nicht|kein\w*|kaum|nichts|weniger"
    rf"|nur)(?: [\w'.:€,-]+){{0,6}}? {_PAY}",
    rf"(?:darf|kann|könnte|würde|möchte) (?:ich|wir)(?: [\w'.:€,-]+){{0,6}}? (?:in \w*(?:raten|beträgen|teilen|häppchen"
    rf"|schritten)|hälfte|monatlich|später|weniger)"
    rf"(?: [\w'.:€,-]+){{0,6}}? {_PAY}",
    r"in (?:\w+ )?\w*(?:raten|teilbeträgen|beträgen|häppchen)|(?:setzt|stuft|senkt|setzen sie)(?: [\w'.:€,-]+){0,8}? (?:runter"
    r"|herunter|herab)"
    r"|nichts zu holen|(?:bleibt|ist)(?: [\w'.:€,-]+){0,8}? (?:nichts|nicht viel|kaum was|kaum etwas) (?:mehr )?(?:übrig"
    r"|auf dem konto)|nichts auf dem konto"
    r"|(?:bitte|nur|lieber|höchstens) \d+ ?(?:€|euro) (?:im|pro|jeden?|je|monatlich)|bisschen weniger|wird das nichts",
    rf"{_PAY} (?:kann|könnte|können|schaffe?)(?: (?:ich|wir|es|das|den|da|dort|drin|hier|gerade|grad|leider|zurzeit|momentan|im moment"
    rf"|aber|so|auch)){{0,6}} (?:nicht|nichts|nix|kein\w*)(?! vor| bis)",
    r"(?:tragt|trag|setzt|setz|stuft|stuf|stellt|macht|führt|nehmt|packt|steckt|schreibt|packen|setzen"
    r"|einstufen)(?: (?!nicht)[\w'-]+){0,6} (?:beitragsfrei|auf (?:null|0)|in die (?:kleinste|niedrigste|unterste|günstigste|billigste)"
    r"|auf den (?:kleinsten|niedrigsten|\w*mindest\w*))|(?:kleinste|niedrigste|unterste|günstigste)[nrs]? (?:stufe|satz|\w*klasse"
    r"|\w*gruppe|tarif) (?:packen|setzen|stecken|stufen)",
    r"(?:rente|arbeit|arbeitslos|lohn|bafög|kinder|verdiene|einkommen|stipendium)[^.!?\n]{0,60}(?:zu viel|zu hoch|zu teuer)",
)
_GAVE_CASH = any_of(
    r"(?:wird|werden|läuft|laufen|geht|gehen)(?: [\w'.:€,-]+){0,6}? (?:per|als|über|mit) (?:\w+ )?(?:dauerauftrag|lastschrift)"
    r"|dauerauftrag läuft",
    rf"^\W*(?:schon |bereits |längst |\w*beitr[aä]ge?:? |\w+ & \w+: |geld |überweisung )*{_DONE_WITH} (?:habe?|ist|wurde|sind|hatte|war"
    rf"|am|im|per|vom|vor"
    r"|und|bar|gestern|vorgestern|letzte\w*)(?= |[.,!]|$)(?! gleich| morgen| nachher)|^\W*[\w' &-]{2,20}: (?:bezahlt|überwiesen|gezahlt"
    r"|erledigt)"
    r"|\w*auszug (?:sagt|zeigt|beweist)|(?:sind|ist)(?: [\w'.:€,-]+){0,5}? (?:rüber|weg vom konto|vom konto weg)(?= ?$|[.,!])",
    r"(?:bar|umschlag|in die hand|persönlich|geld|euro)(?: [\w'.:€,-]+){0,10}? (?:gegeben|gedrückt|übergeben|ausgehändigt"
    r"|entrichtet|kassiert|zugesteckt)",
    r"(?:ging|gingen|geht (?:doch|ja|jeden|immer|monatlich|automatisch))(?: [\w'.:€,-]+){0,10}? (?:ab|ein|runter|weg)(?= ?$|[.,!]| \w)"
    r"|(?:bin|ist"
    r"|sind)(?: [\w'.:€,-]+){0,5}? (?:ausgeglichen|auf (?:eurem|dem|ihrem) konto)"
    r"|(?:sind|ist)(?: [\w'.:€,-]+){0,5}? raus(?= ?$|[.,!])|(?:habe|ich)(?: [\w'.:€,-]+){0,6}? zahlt(?= ?$|[.,!])|gezahlt (?:hab|habe) ich",
)
_WILL_COME = any_of(
    r"(?:wird|werden)(?: [\w'.:€,-]+){0,8}? (?:angewiesen|erledigt|überwiesen|bezahlt|beglichen|zugehen|eingehen|abgebucht)",
    r"(?:bekommt|kriegt|habt|bekommen sie|erhaltet|erhalten sie)(?: [\w'.:€,-]+){0,8}? (?:bis|nächste\w*|am|morgen|übermorgen"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|ende)",
    r"(?:kommt|folgt|reiche)(?: [\w'.:€,-]+){0,5}? (?:nächste\w*|morgen|übermorgen|bis|am|demnächst|nach)"
    r"|überweist(?: [\w'.:€,-]+){0,5}? (?:am|morgen|nächste\w*)",
)
WILL_BE = any_of(
    r"(?:wird|werden|werde)(?: (?!seit|per|jährlich|monatlich)[\w'.:€,-]+){0,8}? (?:angewiesen|erledigt|überwiesen|bezahlt"
    r"|beglichen|eingezahlt|gezahlt)",
    r"(?:wird|werden) (?:\w+ ){0,4}(?:am|zum|morgen|heute|nächste\w*|bis|ende) (?:[\w.]+ ){0,3}(?:abgebucht|eingezogen)",
)
_CORRECTS_SUM = any_of(
    r"(?:kann|können)(?: \w+){0,3} nicht sein|nich\w* (?:mehr )?(?:gerechtfertigt|fällig)|unzutreffend|schleierhaft|rätselhaft"
    r"|unerklärlich|gilt [^.!?\n]{0,40}nicht \d+"
    r"|(?:ich|wir) zahl\w*(?: doch| ja| schon| hier)* seit (?!gestern|heute)\w+|im monat(?: [\w,]+){0,5} seit \w+",
    r"(?:betrag|summe|rechnung|forderung|beitrag|höhe|mahnung)(?: [\w'.:€,-]+){0,4}? stimm(?:t|en) (?:so |leider |einfach )*nicht",
    r"(?:hat|habt|hattet|haben|hatte|bin|wurde|wurden)(?: (?!ich|wir|nicht|um|jetzt)[\w'.€-]+){0,11}? (?:erlassen|bewilligt|genehmigt"
    r"|zugesagt|halbiert|ermäßigt|reduziert|freigestellt|befreit|beitragsbefreit|(?:her)?runtergestuft|herabgestuft|herabgesetzt)(?= ?$"
    r"|[.,;!]| worden)|(?:bin|sind)(?: (?:ich|wir|doch|ja|bis|seit|schon|immer|noch|\d{4}))* beitragsbefreit",
    r"(?:bin|wurde|wurden|sind)(?: [\w'.€-]+){0,9}? (?:(?:her)?runtergestuft|herabgestuft|freigestellt|befreit) worden"
    r"|(?:offen (?:sind|ist|wären)|es fehl(?:t|en))(?: (?:also|höchstens|nur|noch|bloß|dann))+ (?:\d+|die hälfte)"
    r"|schulde(?: ich)? (?:euch |ihnen )?(?:aber|nur|doch|bloß|höchstens) \d+|zahle?(?: ich)? laut (?:beschluss|bescheid|vereinbarung"
    r"|satzung|vertrag)",
    r"ihr (?:zieht|bucht)(?: \w+){0,3}? (?:doch|ja)(?: \w+){0,4}? (?:ein|ab)(?= ?$|[.,;!])|(?:sepa-?mandat|einzugsermächtigung"
    r"|lastschriftmandat)(?: \w+){0,4} (?:gegeben|erteilt)|(?:in|als) (?:die|der|eine|einer"
    r"|das) falschen? (?:\w+)(?: \w+){0,2} (?:gebucht|eingestuft|einsortiert|gesteckt|eingeordnet|geraten)",
    r"(?:weise|weisen)(?: [\w'.:€,-]+){0,8}? zurück|unrichtig|falsch (?:gerechnet|berechnet|angesetzt)|\d+(?: euro| €)?(?:,| und) nicht \d+"
    r"|nicht \d+(?: euro| €)?,? sondern \d+|(?:im|laut) (?:vertrag|beschluss|bescheid) (?:steht|sind)|neu (?:be)?rechnen"
    r"|betrifft (?:\w+ ){0,4}nicht"
    r"|(?:sehe?|sehen)(?: ich)? (?:\w+ ){0,3}nicht ein|nicht meine (?:rechnung|schulden?|forderung|mahnung)|\d+(?: ?euro| ?€)? (?:im"
    r"|pro) \w+(?:,| und) nich\w* \d+"
    r"|(?:sie|er|es|das) ist (?:so )?falsch|schulde(?: [\w'.:€,-]+){0,8}? (?:nicht|nichts|keinen|keine)|keinen cent|fehler sein",
)
RULES = (
    ("dispute", (_CORRECTS_SUM,)), ("promise", (WILL_BE,)), ("hardship", (_PAYS_LESS,)), ("dispute", (_DISPUTE,)),
    ("paid", (_PAID, _GAVE_CASH)),
    ("hardship", (_HARDSHIP,)), ("promise", (PROMISE, _WILL_COME)), ("talk", (_TALK,)),
    ("situation", (_SITUATION,)),
)  # fmt: skip
