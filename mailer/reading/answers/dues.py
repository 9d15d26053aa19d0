"""What does the writer say about their dues: paid, will pay, wants to talk, cannot, disputes?"""

from mailer.model.reading import Finding
from mailer.reading.answers.clauses import Sentence
from mailer.reading.answers.confidence import confidence_of
from mailer.reading.answers.dues_asked import inquires, is_of_old, meant_by
from mailer.reading.answers.dues_held import in_its_time, is_anothers, is_doubtful
from mailer.reading.answers.parts import Part
from mailer.reading.answers.thoughts import Letter, Thought
from mailer.reading.answers.words import any_of, words_of

_BRIEF = 8  # words
_TWO = 2  # clauses

_G = r"[^.!?\n]{0,60}?"
_ABOUT = any_of(
    r"\w*beitr[aä]g\w*|\w*beitraeg\w*|mahnung|überweis\w*|überwiesen|rechnung|forderung|kassier\w*|schulden|schuld|\d+ ?(?:€"
    r"|euro|eur)|eur|euro|konto|iban|lastschrift|dauerauftrag|abbuch\w*|einzug\w*|raten|ratenzahlung|stundung|zahlung\w*"
    r"|zahle?n?|bezahl\w*|gezahlt|einzahl\w*|eingezahlt|\w*entgelte?|\w*anteile?n?|\w*pacht|\w*umlage|nebenkosten\w*"
)
_DONE_WITH = (
    r"(?:(?:mit|nach|vor|voraus|ein|rüber|zurück)?(?:überwiesen|bezahlt|gezahlt|gebucht)|beglichen|entrichtet|angewiesen|erledigt"
    r"|veranlasst|getätigt|ausgeführt)"
)
_PAID = any_of(
    r"(?:längst|schon|bereits|gestern|heute|soeben|gerade|eben|vorhin|am \S+|letzte woche|vorige woche|pünktlich|ist|hab|habe"
    r"|wurde|sind|ging|bin|im \w+)(?: [\w'.,:€/-]+){0,12}? (?:(?:mit|nach|vor|voraus|ein|rüber)?(?:überwiesen|bezahlt|gezahlt)|beglichen"
    r"|abgebucht"
    r"|angewiesen|eingegangen|eingezogen|(?:raus|runter|durch|weg|ab|rüber|los|an (?:euch|sie) |auf die reise )gegangen|entrichtet|getätigt"
    r"|erledigt|abgebucht worden|gutgeschrieben)(?! (?:werden|wird|werde))",
    r"^\W*(?:\w+ ){0,3}(?:überwiesen|bezahlt|gezahlt|beglichen|eingezahlt|erledigt|angewiesen|überwiesen und erledigt)(?=\W*$|[.,;!:])",
    r"(?:überweisung|geld|betrag|beitrag|zahlung)(?: \w+){0,4}? (?:ist|war|ging|müsste)(?: [\w.]+){0,8}? (?:raus|unterwegs|da"
    r"|drauf|abgebucht|auf (?:eurem|dem) konto|bei euch|ab|rüber|weg(?: vom konto)?|auf dem weg|angewiesen)|(?:ging"
    r"|gingen)(?: [\w'.:-]+){0,10}? (?:raus|ab|weg|runter)(?= |$)"
    r"|(?:sind|ist)(?: \w+){0,3} (?:komplett |längst |schon |alle )+bei euch|(?:erledigt|bezahlt|überwiesen)(?:,| -|:) (?:gerade"
    r"|heute|eben|gestern)|überweisung ist (?:raus|unterwegs)|geld ist (?:raus|unterwegs|überwiesen)|(?:paid"
    r"|transferred) (?:already|yesterday|today|it)|already paid",
)
_PROMISE = any_of(
    r"(?:überweise?|zahle?|bezahle?|begleiche|veranlasse|entrichte|leiste|zahl|überweis|bezahl),?(?: (?:ich|wir|es|das|den|die"
    r"|ihn))*(?: [\w'.:€,-]+){0,12}? (?:morgen|übermorgen|heute|nächste\w*|am|bis|ende|anfang|sobald|sofort|diese woche"
    r"|diesen monat|gleich|kommende\w*|zum|montag|dienstag|mittwoch|donnerstag|freitag|umgehend|zeitnah|in den nächsten|wenn"
    r"|noch|dann|im|unverzüglich)",
    r"(?:morgen|übermorgen|heute|nächste\w*|am|bis|ende|anfang|sobald|sofort|diese woche|diesen monat|gleich|kommende\w*|zum"
    r"|umgehend|dann|montag|dienstag|mittwoch|donnerstag|freitag)(?: [\w'.:€-]+){0,8}? (?:überweise?|zahle?|bezahle?|begleiche"
    r"|zahl ich|überweis ich)(?= |$|[.,])|(?:veranlasse|tätige) ich|(?:be)?zahlen (?:werde|will|tu|tue) ich(?! nicht)"
    r"|(?:überweisen|begleichen) (?:werde|will|tu|tue) ich(?! nicht)"
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
    r"(?:reden|sprechen|klären|besprechen|bereden) wir|klären wir das|(?:um|wegen|für) (?:einen|einem|nen) (?:\w+ ){0,2}(?:termin|anruf)"
    r"|setzen wir uns|zusammen(?:zu)?setzen|spreche?(?: ich)? (?:dich|euch|sie)(?: [\w'-]+){0,8} an(?= ?$|[.,!])"
    r"|(?:mich|uns)(?: [\w'-]+){0,5} an(?:ruft|rufen|rufst|zurufen)(?= ?$|[.,!?])",
    r"komm(?:t|en sie)? (?:doch |mal |bitte )*(?:\w+ ){0,4}auf (?:einen|eine|nen) \w+|(?:gehen|schauen"
    r"|klären)(?: wir)?(?: [\w'.:-]+){0,5}? (?:zusammen|gemeinsam|durch)",
    r"(?:ruf|ruft|rufen sie|meld dich|meldet euch|melden sie sich)(?: \w+){0,5}? (?:an|bei mir|bei uns|durch|zurück)|(?:unter vier augen"
    r"|persönlich|am telefon(?! durch)|telefonisch|telefonieren|bei einem kaffee|mündlich)(?: [\w']+){0,8}?(?= |$|[.,])|(?:würde|möchte"
    r"|will|lass uns|lasst uns|können wir|könnten wir|müssen|sollten|kann ich)(?: [\w'.:-]+){0,14}? (?:sprechen|reden|besprechen"
    r"|bereden|klären|unterhalten|telefonieren|erklären|quatschen|treffen)|(?:drüber|darüber) (?:reden|sprechen)|(?:gespräch"
    r"|rücksprache|sprechstunde)|kaffee trinken|rufe? (?:ich )?(?:dich|euch|sie)(?: \w+){0,3} an"
    r"|komm(?:e)? (?:ich )?(?:\w+ ){0,4}vorbei(?:.{0,30}(?:reden|sprechen|klären))",
)
_DISPUTE = any_of(
    r"(?:rechnung|forderung|mahnung|betrag|summe|beitrag|höhe|das|72|zahlen?|berechnung|da)(?: [\w'.,€-]+){0,6}? (?:falsch"
    r"|nicht korrekt|nicht richtig|unberechtigt|nicht berechtigt|zu hoch|nicht rechtens|gegenstandslos|fehlerhaft|unbegründet"
    r"|nicht nachvollziehen|nicht nachvollziehbar|ungerechtfertigt|strittig)|(?:kann|können|dürfte) (?:so )?nicht stimmen"
    r"|(?:stimmt|stimmen)(?: [\w'.€-]+){0,4}? (?:nicht|nich|net|hinten und vorne nicht)|(?:das|irrtum|fehler) (?:kann|muss|ist"
    r"|liegt)(?: \w+){0,3} (?:nicht sein|nicht stimmen|irrtum|fehler|vorliegen|versehen)|(?:nix|nichts|nichts mehr) offen|(?:erkenne?"
    r"|nehme?|akzeptiere)(?: [\w'-]+){0,6} nicht (?:an|hin)(?= ?$|[.,!])"
    r"|(?:bin|wurde|war|sind)(?: [\w'-]+){0,8} eingestuft|verkehrt|zu hoch gegriffen"
    r"|(?:hatte|hab|habe)(?: [\w'-]+){0,5} \d+(?: [\w'€-]+){0,2} (?:angekreuzt|eingetragen|angegeben|gewählt)"
    r"|bestritten|bestreite|falsch berechnet"
    r"|verrechnet|widerspreche|widerspruch|schulde(?: [\w'.]+){0,6} (?:nichts|nicht|gar nichts)"
    r"|nie(?: [\w']+){0,4} (?:vereinbart|unterschrieben|zugestimmt)|(?:bin|wurde|war)(?: [\w']+){0,8}? (?:beitragsfrei|befreit"
    r"|freigestellt)|(?:erlassen|befreit) (?:worden|wurde)|(?:wurde|wurden)(?: \w+){0,8} erlassen|(?:zweimal|dreimal) (?:abgebucht"
    r"|eingezogen)|doppelt (?:abgebucht|eingezogen)|(?:sehe|seh) (?:ich )?(?:\w+ )?nicht ein|zu unrecht|dürfte nur"
    r"|nur noch? .{0,20}vereinbart|zu viel"
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
    r"mehr (?:geht|ist|kann|hab|habe|schaff\w*)(?: \w+){0,4} nich\w*(?: drin)?(?=\W*$|[,.!])",
    r"(?:mir|uns) (?:\w+ ){0,2}(?:zu viel|zu hoch|zu teuer)|zu (?:viel|hoch|teuer|happig) für (?:mich|uns|mein\w*)|(?:aber|eben|leider"
    r"|bitte"
    r"|halt) erst (?:im|ab|nach|in|zum|ende|anfang|nächste\w*)"
    r" \w+",
    rf"(?:kann|können|könnte|schaffe?|darf)(?: [\w'.:€,-]+){{0,9}}? (?:nicht|kein\w*|kaum|nichts|weniger"
    rf"|nur)(?: [\w'.:€,-]+){{0,6}}? {_PAY}",
    rf"(?:darf|kann|könnte|würde|möchte) (?:ich|wir)(?: [\w'.:€,-]+){{0,6}}? (?:in \w*(?:raten|beträgen|teilen|häppchen"
    rf"|schritten)|hälfte|monatlich|später|weniger)"
    rf"(?: [\w'.:€,-]+){{0,6}}? {_PAY}",
    r"in (?:\w+ )?\w*(?:raten|teilbeträgen|beträgen|häppchen)|(?:setzt|stuft|senkt|setzen sie)(?: [\w'.:€,-]+){0,8}? (?:runter"
    r"|herunter|herab)"
    r"|nichts zu holen|(?:bleibt|ist)(?: [\w'.:€,-]+){0,8}? (?:nichts|nicht viel|kaum was|kaum etwas) (?:mehr )?(?:übrig"
    r"|auf dem konto)|nichts auf dem konto"
    r"|(?:bitte|nur|lieber|höchstens) \d+ ?(?:€|euro) (?:im|pro|jeden?|je|monatlich)|bisschen weniger|wird das nichts",
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
_COMES = any_of(r"\w*geld|\w*betrag|\w*beitrag|überweisung|zahlung|summe|\d+|euro|€|es|sie|ihn|das|rest")
_WILL_BE = any_of(
    r"(?:wird|werden|werde)(?: (?!seit|per|jährlich|monatlich)[\w'.:€,-]+){0,8}? (?:angewiesen|erledigt|überwiesen|bezahlt"
    r"|beglichen|eingezahlt|gezahlt)",
    r"(?:wird|werden) (?:\w+ ){0,4}(?:am|zum|morgen|heute|nächste\w*|bis|ende) (?:[\w.]+ ){0,3}(?:abgebucht|eingezogen)",
)
_CORRECTS_SUM = any_of(
    r"(?:kann|können)(?: \w+){0,3} nicht sein|nich\w* (?:mehr )?(?:gerechtfertigt|fällig)|unzutreffend|gilt [^.!?\n]{0,40}nicht \d+"
    r"|(?:ich|wir) zahl\w*(?: doch| ja| schon| hier)* seit (?!gestern|heute)\w+|im monat(?: [\w,]+){0,5} seit \w+",
    r"(?:betrag|summe|rechnung|forderung|beitrag|höhe|mahnung)(?: [\w'.:€,-]+){0,4}? stimm(?:t|en) (?:so |leider |einfach )*nicht",
    r"(?:weise|weisen)(?: [\w'.:€,-]+){0,8}? zurück|unrichtig|falsch (?:gerechnet|berechnet|angesetzt)|\d+(?: euro| €)?(?:,| und) nicht \d+"
    r"|nicht \d+(?: euro| €)?,? sondern \d+|(?:im|laut) (?:vertrag|beschluss|bescheid) (?:steht|sind)|neu (?:be)?rechnen"
    r"|betrifft (?:\w+ ){0,4}nicht"
    r"|(?:sehe?|sehen)(?: ich)? (?:\w+ ){0,3}nicht ein|nicht meine (?:rechnung|schulden?|forderung|mahnung)|\d+(?: ?euro| ?€)? (?:im"
    r"|pro) \w+(?:,| und) nich\w* \d+"
    r"|(?:sie|er|es|das) ist (?:so )?falsch|schulde(?: [\w'.:€,-]+){0,8}? (?:nicht|nichts|keinen|keine)|keinen cent|fehler sein",
)
_RULES = (
    ("dispute", (_CORRECTS_SUM,)), ("promise", (_WILL_BE,)), ("hardship", (_PAYS_LESS,)), ("dispute", (_DISPUTE,)),
    ("paid", (_PAID, _GAVE_CASH)),
    ("hardship", (_HARDSHIP,)), ("promise", (_PROMISE, _WILL_COME)), ("talk", (_TALK,)),
    ("situation", (_SITUATION,)),
)  # fmt: skip
_OTHER_EXCESS = any_of(
    r"(?:nummer|adresse|anschrift|\w*name|mail\w*|kontonummer|hausnummer|plz|postleitzahl)(?: [\w'.-]+){0,6}? stimm\w*",
    r"(?:mails?|post|nachrichten|briefe|treppen|leute)(?: [\w'.-]+){0,5}? zu viel",
)
_WHEN = any_of(r"^\W*(?:und )?(?:wenn|sobald)|(?:geht|zahle?|überweise?)(?: [\w'.:€,-]+){0,8}? (?:wenn|sobald)")
_RAISES = any_of(r"rente|lohn|gehalt|geld|am \S+|konto")
_ABOUT_THE_SUM = any_of(r"\W*\d+(?: ?€| euro)?\W*", r"\W*(?:und )?seit wann(?: \w+){0,3}\W*")
_UNSURE = any_of(r"ob|glaube|glaub|müsste|eigentlich|vielleicht|wenn ich|falls")
_OUR_MONEY = any_of(r"\w*beitr[aä]g\w*|mahnung|euro|€|überw\w*|dauerauftrag|lastschrift|rückstand")
_OUR_DUES = any_of(r"\w*beitr[aä]g\w*|mahnung|überw\w*|dauerauftrag|lastschrift|rückstand|\w*entgelt|\w*anteile?|\w*pacht|\w*umlage")
_LONG_AGO = any_of(
    r"als (?:ich|wir) noch|früher|damals|jahrelang|(?:im )?(?:vorige|letzte|vergangene|vorvorige)[ns] jahr|\w*spenden?|gespendet"
    r"|in diesem (?:\w+ ){0,2}nicht"
)
_PAYS_UP = any_of(r"(?:zahle?|überweise?|begleiche|bezahle?)(?! (?:nicht|nichts|kein\w*))")
_RUNS = any_of(r"dauerauftrag|lastschrift|abgebucht|einzug\w*")
_FIRST_PERSON = any_of(r"ich|wir|mir|mich|uns|mein\w*|unser\w*")
_NOT_YET = any_of(
    r"(?:bezahlt|gezahlt|überwiesen)(?: \w+){0,3}? noch nicht",
    r"noch nicht (?:\w+ ){0,3}(?:überwiesen|bezahlt|gezahlt)|nicht (?:über|be|ge)\w*(?:wiesen|zahlt)|vergessen zu (?:über|be)\w+",
)


def dues_of(letter: Letter, so_far: Part) -> Part:
    """The claim about dues in the sentences that say nothing else: at most one."""
    asked = letter.context.dues is not None or "dues" in letter.context.mailing
    if "reading_doubts.leaving_unclear" in so_far.doubts:
        return Part()
    leaves = any(finding.scope == "membership" for finding in so_far.findings if finding.kind == "resignation")
    free = _free(letter, so_far)
    claims, used, doubtful = _outright(free, asked)
    if doubtful:
        return Part((), ("reading_doubts.dues_unclear",), used)
    if asked and not claims.keys() - {"situation"} and not leaves:
        meant, where = _between_the_lines(free)
        claims, used = {**claims, **meant}, used | where
    if len(claims) > 1 or any(one.kind == "motion" for one in so_far.findings):
        claims.pop("situation", None)
    if leaves:
        claims = {
            claim: finding
            for claim, finding in claims.items()
            if claim == "paid" or (claim == "promise" and _PAYS_UP.search(finding.evidence.lower()))
        }
    if "dispute" in claims and asked:
        used |= {one.number for one in free if one.asks and _ABOUT_THE_SUM.fullmatch(one.folded)}
    if _contradict(claims) or (claims and is_anothers(letter)) or (asked and _read_otherwise(claims, letter)):
        return Part((), ("reading_doubts.dues_unclear",), used)
    return _told(_settled(claims), used, letter)


def _free(letter: Letter, so_far: Part) -> list[Sentence]:
    """The sentences that no other kind has read, or only a motion that stands elsewhere."""
    moved = any(finding.kind == "motion" for finding in so_far.findings)
    return [
        sentence
        for sentence in letter.sentences
        if sentence.number not in so_far.sentences and not any(clause.start in so_far.clauses for clause in sentence.clauses if moved)
    ]


def _outright(sentences: list[Sentence], asked: bool) -> tuple[dict[str, Finding], frozenset[int], bool]:
    """The claims made outright, the numbers of their sentences, and whether one of them is doubtful."""
    claims: dict[str, Finding] = {}
    used: set[int] = set()
    for sentence in sentences:
        claim = _claim(sentence, asked) if asked or _ABOUT.search(sentence.folded) else None
        claim = in_its_time(claim, sentence.folded) if asked and claim in {"paid", "promise"} else claim
        if claim and "dispute" not in claims and is_doubtful(claim, sentence.folded):
            return {}, frozenset((sentence.number,)), True
        used |= {sentence.number} if claim else set()
        if claim and claim not in claims:
            claims[claim] = _finding(claim, sentence)
    return claims, frozenset(used), False


def _contradict(claims: dict[str, Finding]) -> bool:
    """Whether several claims cannot stand beside each other: "bezahlt" first, "die Summe ist falsch" then."""
    if claims.keys() == {"dispute", "paid"} and (next(iter(claims)) == "dispute" or _RUNS.search(claims["paid"].evidence.lower())):
        return False
    return len(claims) > 1 and bool(claims.keys() & {"dispute", "paid"}) and claims.keys() != {"dispute", "talk"}


def _read_otherwise(claims: dict[str, Finding], letter: Letter) -> bool:
    """Whether a sentence, read for what it means between the lines, says what was not claimed: a promise here, "gerade Ebbe" there."""
    meant = {meant_by(one) for one in letter.sentences} - claims.keys()
    if "promise" in claims:
        at = letter.text.find(claims["promise"].evidence)
        return bool({meant_by(one) for one in letter.sentences if one.start >= at} & {"hardship", "dispute"} - claims.keys())
    return "promise" in meant and bool(claims.keys() & {"hardship", "dispute"})


def _told(findings: tuple[Finding, ...], used: frozenset[int], letter: Letter) -> Part:
    """The findings with the sentences that hold nothing else, and the other clauses of those that answer for an event as well."""
    shared = {
        thought.sentence.number
        for thought in letter.thoughts
        if findings and thought.sentence.number in used and _answers_for_an_event(thought)
    }
    clauses = {
        thought.clause.start for thought in letter.thoughts if thought.sentence.number in shared and not _answers_for_an_event(thought)
    }
    return Part(findings, sentences=used - shared, clauses=frozenset(clauses))


def _answers_for_an_event(thought: Thought) -> bool:
    """Whether a clause beside others answers for an event: "ich komme, und der Beitrag ist überwiesen"."""
    if len(thought.sentence.clauses) < _TWO or not thought.said or not thought.events:
        return False
    return bool(thought.own.events) or (len(words_of(thought.clause.folded)) <= _BRIEF and not _ABOUT.search(thought.clause.folded))


def _finding(claim: str, sentence: Sentence) -> Finding:
    said = "hardship" if claim == "situation" else claim
    return Finding("dues", claim=said, confidence=confidence_of(f"dues.{said}"), evidence=sentence.text, rule=f"dues.{said}")


def _between_the_lines(sentences: list[Sentence]) -> tuple[dict[str, Finding], frozenset[int]]:
    """The claims of sentences that name neither the money nor paying outright, and the numbers of these sentences."""
    meant = [(claim, sentence) for sentence in sentences if (claim := meant_by(sentence))]
    claims = {claim: _finding(claim, sentence) for claim, sentence in reversed(meant)}
    if "hardship" in claims or any(one.asks and not meant_by(one) for one in sentences):
        claims.pop("promise", None)
    return claims, frozenset(sentence.number for _, sentence in meant)


def speaks_of_dues(folded: str) -> bool:
    """Whether money owed is spoken of at all."""
    return bool(
        any_of(
            r"\w*beitrag(?:s\w*|es|e)?(?! zu[mr]?)|mahnung|überweis\w*|überwiesen|kassier\w*|lastschrift|dauerauftrag|bezahlt|gezahlt"
        ).search(folded)
    )


def _claim(sentence: Sentence, asked: bool) -> str | None:
    folded = sentence.folded
    for claim, frames in _RULES:
        if not any(words.search(folded) for words in frames):
            continue
        if claim == "dispute" and _OTHER_EXCESS.search(folded):
            continue
        if claim == "paid" and (_NOT_YET.search(folded) or (_UNSURE.search(folded) and sentence.asks)):
            continue
        if claim == "paid" and _WHEN.search(folded):
            return "promise" if _RAISES.search(folded) else None
        if sentence.asks and claim not in {"hardship", "talk"}:
            continue
        if claim == "promise" and (inquires(folded) or _is_anothers_coming(folded)):
            continue
        if (claim == "hardship" and is_of_old(folded)) or (claim == "paid" and _LONG_AGO.search(folded)):
            continue
        if not asked and not _is_of_our_dues(claim, folded):
            continue
        return claim
    return None


def _is_anothers_coming(folded: str) -> bool:
    """Whether in a longer sentence something comes that is no money: "der Handwerker kommt am 20."."""
    return len(words_of(folded)) > _BRIEF and not any(words.search(folded) for words in (_PROMISE, _WILL_BE)) and not _COMES.search(folded)


def _is_of_our_dues(claim: str, folded: str) -> bool:
    """Whether a claim that nobody asked for is about the writer's own dues: "15 Euro Knolle" is not."""
    mine = bool(_FIRST_PERSON.search(folded))
    if claim == "paid":
        return bool(_OUR_DUES.search(folded)) and (mine or len(words_of(folded)) <= _BRIEF)
    return mine and bool(_OUR_MONEY.search(folded))


def _settled(claims: dict[str, Finding]) -> tuple[Finding, ...]:
    """One claim out of several: what disputes or asks for relief says more than what is promised or talked about."""
    talks = (claims["talk"],) if "talk" in claims and claims.keys() & {"hardship", "dispute"} else ()
    for winner in ("hardship", "dispute", "paid", "promise", "talk", "situation"):
        if winner in claims:
            return (claims[winner], *talks)
    return ()
