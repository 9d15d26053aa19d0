"""What does the writer say about their dues: paid, will pay, wants to talk, cannot, disputes?"""

from mailer.model.reading import Finding
from mailer.reading.answers.clauses import Sentence
from mailer.reading.answers.confidence import confidence_of
from mailer.reading.answers.parts import Part
from mailer.reading.answers.thoughts import Letter
from mailer.reading.answers.words import any_of

_G = r"[^.!?\n]{0,60}?"
_ABOUT = any_of(
    r"\w*beitr[aä]g\w*|\w*beitraeg\w*|mahnung|überweis\w*|überwiesen|rechnung|forderung|kassier\w*|schulden|schuld|\d+ ?(?:€"
    r"|euro|eur)|eur|euro|konto|iban|lastschrift|dauerauftrag|abbuch\w*|einzug\w*|raten|ratenzahlung|stundung|zahlung\w*"
    r"|zahle?n?|bezahl\w*|gezahlt|einzahl\w*|eingezahlt"
)
_PAID = any_of(
    r"(?:längst|schon|bereits|gestern|heute|soeben|gerade|eben|vorhin|am \S+|letzte woche|vorige woche|pünktlich|ist|hab|habe"
    r"|wurde|sind|ging|bin|im \w+)(?: [\w'.,:€/-]+){0,12}? (?:überwiesen|bezahlt|gezahlt|beglichen|eingezahlt|abgebucht"
    r"|angewiesen|eingegangen|rausgegangen|entrichtet|abgegangen|getätigt|erledigt|abgebucht worden|abgehoben"
    r"|gutgeschrieben)(?! (?:werden|wird|werde))",
    r"^\W*(?:\w+ ){0,3}(?:überwiesen|bezahlt|gezahlt|beglichen|eingezahlt|erledigt|angewiesen|überwiesen und erledigt)(?= ?$|[.,;!:])",
    r"(?:überweisung|geld|betrag|beitrag|zahlung)(?: \w+){0,4}? (?:ist|war|ging|müsste)(?: [\w.]+){0,8}? (?:raus|unterwegs|da"
    r"|drauf|abgebucht|auf (?:eurem|dem) konto|bei euch|ab)|(?:ging|gingen)(?: [\w'.:-]+){0,10}? (?:raus|ab|weg|runter)(?= |$)"
    r"|(?:sind|ist)(?: \w+){0,3} (?:komplett |längst |schon |alle )+bei euch|(?:erledigt|bezahlt|überwiesen)(?:,| -|:) (?:gerade"
    r"|heute|eben|gestern)|überweisung ist (?:raus|unterwegs)|geld ist (?:raus|unterwegs|überwiesen)|(?:paid"
    r"|transferred) (?:already|yesterday|today|it)|already paid",
)
_PROMISE = any_of(
    r"(?:überweise?|zahle?|bezahle?|begleiche|zahl|überweis|bezahl)(?: (?:ich|wir|es|das|den|die"
    r"|ihn))*(?: [\w'.:€,-]+){0,12}? (?:morgen|übermorgen|heute|nächste\w*|am|bis|ende|anfang|sobald|sofort|diese woche"
    r"|diesen monat|gleich|kommende\w*|zum|montag|dienstag|mittwoch|donnerstag|freitag|umgehend|zeitnah|in den nächsten|wenn"
    r"|noch|dann|im|unverzüglich)",
    r"(?:morgen|übermorgen|heute|nächste\w*|am|bis|ende|anfang|sobald|sofort|diese woche|diesen monat|gleich|kommende\w*|zum"
    r"|umgehend|dann|montag|dienstag|mittwoch|donnerstag|freitag)(?: [\w'.:€-]+){0,8}? (?:überweise?|zahle?|bezahle?|begleiche"
    r"|zahl ich|überweis ich)(?= |$|[.,])",
    r"(?:geht|gehen|kommt|gibts|gibt's|kriegt|habt|bekommt|hole|hol|mach|mache|erledige|erledig|werde|wird|bring"
    r"|bringe)(?: [\w'.:€-]+){0,10}? (?:raus|geld|ab|überweisen|überwiesen|bezahlen|zahlen|begleichen|nach|bar|bezahlt|nachholen"
    r"|erledigen|ihrs)(?= |$|[.,!;])(?! worden)|geld (?:kommt|geht|folgt)|überweisung (?:kommt|folgt|geht|mache|mach)|(?:werde"
    r"|will|wird)(?: [\w'.:€-]+){0,12}? (?:überweisen|bezahlen|zahlen|überwiesen|begleichen|einzahlen|nachholen|anweisen)"
    r"|(?:sparkasse|bank|schalter)",
    r"^\W*(?:mach|mache|erledige|mach's|machs) ich (?:morgen|heute|gleich|am|noch|sofort|diese|nächste)(?: [\w'.:-]+){0,6}"
    r"|(?:mach|mache|hol|hole|erledige) ich (?:am|morgen|heute|gleich|noch|sofort|nach|diese)|(?:ups|vergessen|verpennt"
    r"|verschwitzt|verschlafen|durchgerutscht)(?=.{0,80}(?:mach|hol|überweis|zahl|geht|kommt))",
)
_HARDSHIP = any_of(
    r"raten|monatsraten|ratenzahlung\w*|ratenweise|stundung|zu stunden|gestundet|in (?:zwei|drei|vier|mehreren|kleinen|2|3"
    r"|4) (?:raten|teilen|monatsraten|häppchen)|ratenzahlung|(?:beitrag|summe|betrag|ihn|mich)(?: \w+){0,4} (?:senken|ermäßigen"
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
    r"|kann ich nicht|schaffe? ich nicht|geht nicht)|in teilen|privatinsolvenz|pfänd\w*|bürgergeld|grundsicherung|kurzarbeit"
    r"|krankengeld|arbeitslos\w*|alg ?(?:1|2|i|ii)|wohngeld|hartz|kann(?: ich)? (?:mir )?(?:das|den|die"
    r"|es)?(?: \w+){0,4} nicht (?:mehr )?leisten|zahlungsaufschub|(?:etwas|mehr|noch) (?:zeit|luft|geduld)(?: \w+){0,3} (?:geben"
    r"|brauch\w*|lassen)",
)
_TALK = any_of(
    r"(?:reden|sprechen|klären|besprechen|bereden) wir|klären wir das",
    r"komm(?:t|en sie)? (?:doch |mal |bitte )*(?:\w+ ){0,4}auf (?:einen|eine|nen) \w+|(?:gehen|schauen"
    r"|klären)(?: wir)?(?: [\w'.:-]+){0,5}? (?:zusammen|gemeinsam|durch)",
    r"(?:ruf|ruft|rufen sie|meld|meldet|melden sie)(?: \w+){0,5}? (?:an|bei mir|durch|zurück|dich|euch|sich)|(?:unter vier augen"
    r"|persönlich|am telefon|telefonisch|telefonieren|bei einem kaffee|mündlich)(?: [\w']+){0,8}?(?= |$|[.,])|(?:würde|möchte"
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
    r"|liegt)(?: \w+){0,3} (?:nicht sein|nicht stimmen|irrtum|fehler|vorliegen|versehen)|bestritten|bestreite|falsch berechnet"
    r"|verrechnet|widerspreche|widerspruch|schulde(?: [\w'.]+){0,6} (?:nichts|nicht|gar nichts)"
    r"|nie(?: [\w']+){0,4} (?:vereinbart|unterschrieben|zugestimmt)|(?:bin|wurde|war)(?: [\w']+){0,8}? (?:beitragsfrei|befreit"
    r"|freigestellt)|(?:erlassen|befreit) (?:worden|wurde)|(?:wurde|wurden)(?: \w+){0,8} erlassen|doppelt (?:abgebucht|gezahlt"
    r"|überwiesen)|(?:sehe|seh) (?:ich )?(?:\w+ )?nicht ein|zu unrecht|dürfte nur|nur noch? .{0,20}vereinbart|zu viel"
    r"|statt (?:der )?\d+|ihr euch geirrt|ihr habt euch (?:geirrt|verrechnet|vertan)|anderen? (?:namens|\w+ (?:meier|müller"
    r"|hoffmann))|werde ich nicht (?:be)?zahlen|zahle ich (?:nicht|nix|nichts|keinen cent)"
)
_PAY = r"(?:zahlen|bezahlen|überweisen|begleichen|entrichten|aufbringen|leisten|stemmen|einzahlen|geben|tragen)"
_PAYS_LESS = any_of(
    rf"(?:kann|können|könnte|schaffe?|darf)(?: [\w'.:€,-]+){{0,9}}? (?:nicht|kein\w*|kaum|nichts|weniger"
    rf"|nur)(?: [\w'.:€,-]+){{0,6}}? {_PAY}",
    rf"(?:darf|kann|könnte|würde|möchte) (?:ich|wir)(?: [\w'.:€,-]+){{0,6}}? (?:in \w*(?:raten|beträgen|teilen|häppchen"
    rf"|schritten)|hälfte|monatlich|später|weniger)"
    rf"(?: [\w'.:€,-]+){{0,6}}? {_PAY}",
    r"in (?:\w+ )?\w*(?:raten|teilbeträgen|beträgen|häppchen)|(?:setzt|stuft|senkt|setzen sie)(?: [\w'.:€,-]+){0,8}? (?:runter"
    r"|herunter|herab)"
    r"|nichts zu holen|(?:bleibt|ist)(?: [\w'.:€,-]+){0,8}? (?:nichts|nicht viel|kaum was|kaum etwas) (?:mehr )?(?:übrig"
    r"|auf dem konto)|nichts auf dem konto"
    r"|(?:bitte|nur|lieber|höchstens) \d+ ?(?:€|euro) (?:im|pro|jeden?|je|monatlich)|bisschen weniger|wird das nichts|\d+ ?(?:€"
    r"|euro) (?:im monat|monatlich|pro monat|im quartal)",
    r"(?:rente|arbeit|arbeitslos|lohn|bafög|kinder|verdiene|einkommen|stipendium)[^.!?\n]{0,60}(?:zu viel|zu hoch|zu teuer)",
)
_GAVE_CASH = any_of(
    r"(?:wird|werden|läuft|laufen|geht|gehen)(?: [\w'.:€,-]+){0,6}? (?:per|als|über|mit) (?:\w+ )?(?:dauerauftrag|lastschrift)"
    r"|dauerauftrag läuft",
    r"^\W*(?:schon |bereits |längst )?(?:überwiesen|bezahlt|gezahlt|eingezahlt|beglichen) (?:habe?|ist|wurde|sind|hatte)(?= |$)",
    r"(?:bar|umschlag|in die hand|persönlich|geld|euro)(?: [\w'.:€,-]+){0,10}? (?:gegeben|gedrückt|übergeben|ausgehändigt"
    r"|entrichtet|kassiert|zugesteckt)",
    r"(?:ging|gingen|geht(?! heute| morgen| am| gleich| sofort))(?: [\w'.:€,-]+){0,10}? (?:ab|ein|runter|weg)(?= ?$|[.,!]| \w)|(?:bin|ist"
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
_WILL_BE = any_of(
    r"(?:wird|werden|werde)(?: (?!seit|per|jährlich|monatlich)[\w'.:€,-]+){0,8}? (?:angewiesen|erledigt|überwiesen|bezahlt"
    r"|beglichen|eingezahlt|gezahlt)"
)
_CORRECTS_SUM = any_of(
    r"(?:betrag|summe|rechnung|forderung|beitrag|höhe|mahnung)(?: [\w'.:€,-]+){0,4}? stimm(?:t|en) (?:so |leider |einfach )*nicht",
    r"(?:weise|weisen)(?: [\w'.:€,-]+){0,8}? zurück|unrichtig|falsch (?:gerechnet|berechnet|angesetzt)|\d+(?: euro| €)?(?:,| und) nicht \d+"
    r"|nicht \d+(?: euro| €)?,? sondern \d+|(?:im|laut) (?:vertrag|beschluss|bescheid) (?:steht|sind)|neu (?:be)?rechnen"
    r"|betrifft (?:\w+ ){0,4}nicht"
    r"|schulde(?: [\w'.:€,-]+){0,8}? (?:nicht|nichts|keinen|keine)|keinen cent|fehler sein",
)
_RULES = (
    ("dispute", (_CORRECTS_SUM,)), ("promise", (_WILL_BE,)), ("hardship", (_PAYS_LESS,)), ("dispute", (_DISPUTE,)),
    ("paid", (_PAID, _GAVE_CASH)),
    ("hardship", (_HARDSHIP,)), ("promise", (_PROMISE, _WILL_COME)), ("talk", (_TALK,)),
)  # fmt: skip
_OTHER_EXCESS = any_of(r"(?:mails?|post|nachrichten|briefe|treppen|leute)(?: [\w'.-]+){0,5}? zu viel")
_IN_PART = any_of(
    r"offen sind|hälfte|doppelt|fehlt|fehlen|nur noch|übersehen|nicht mehr offen|restliche\w*|zu wenig|für (?:meine[nr]?|unsere[nr]?) \w+"
    r"|hat \w+ (?:schon |bereits )?(?:bezahlt|gezahlt|überwiesen)"
)
_OVER = any_of(
    r"hatte (?:ich )?(?:\w+ ){0,6}gebeten|(?:war|waren)(?: \w+){0,3} (?:klamm|knapp|arbeitslos|krank)|müsst mir nichts|nichts erlassen"
    r"|so arm bin ich|mein\w* (?:sohn|tochter|mann|frau|kind)"
)
_WITHOUT = any_of(r"solange|nicht,? bevor|vorher nicht|erst wenn (?!ich|wir|die rente|mein\w*|das gehalt|der lohn|das geld)")
_WHEN = any_of(r"^\W*(?:und )?(?:wenn|sobald)|(?:geht|zahle?|überweise?)(?: [\w'.:€,-]+){0,8}? (?:wenn|sobald)")
_RAISES = any_of(r"rente|lohn|gehalt|geld|am \S+|konto")
_UNSURE = any_of(r"ob|glaube|glaub|müsste|eigentlich|vielleicht|wenn ich|falls")
_NOT_YET = any_of(
    r"(?:bezahlt|gezahlt|überwiesen)(?: \w+){0,3}? noch nicht",
    r"noch nicht (?:\w+ ){0,3}(?:überwiesen|bezahlt|gezahlt)|nicht (?:über|be|ge)\w*(?:wiesen|zahlt)|vergessen zu (?:über|be)\w+",
)


def dues_of(letter: Letter, so_far: Part) -> Part:
    """The claim about dues in the sentences that say nothing else: at most one."""
    asked = letter.context.dues is not None or "dues" in letter.context.mailing
    if "reading_doubts.leaving_unclear" in so_far.doubts:
        return Part()
    moved = any(finding.kind == "motion" for finding in so_far.findings)
    claims: dict[str, Finding] = {}
    used: set[int] = set()
    for sentence in letter.sentences:
        if sentence.number in so_far.sentences or any(clause.start in so_far.clauses for clause in sentence.clauses if moved):
            continue
        if not asked and not _ABOUT.search(sentence.folded):
            continue
        claim = _claim(sentence, asked)
        if claim and "dispute" not in claims and _is_doubtful(claim, sentence.folded):
            return Part((), ("reading_doubts.dues_unclear",), frozenset((sentence.number,)))
        used |= {sentence.number} if claim else set()
        if claim and claim not in claims:
            claims[claim] = Finding(
                "dues", claim=claim, confidence=confidence_of(f"dues.{claim}"), evidence=sentence.text, rule=f"dues.{claim}"
            )
    if claims.keys() == {"dispute", "paid"} and next(iter(claims)) == "dispute":
        return Part((claims["dispute"],), sentences=frozenset(used))
    if len(claims) > 1 and claims.keys() & {"dispute", "paid"} and claims.keys() != {"dispute", "talk"}:
        return Part((), ("reading_doubts.dues_unclear",), frozenset(used))
    return Part(_settled(claims), sentences=frozenset(used))


def speaks_of_dues(folded: str) -> bool:
    """Whether money owed is spoken of at all."""
    return bool(any_of(r"\w*beitrag\w*|mahnung|überweis\w*|überwiesen|kassier\w*|lastschrift|dauerauftrag|bezahlt|gezahlt").search(folded))


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
        if (
            not asked
            and claim in {"talk", "promise", "hardship", "dispute"}
            and not any_of(r"\w*beitr\w*|mahnung|euro|€|überweis\w*").search(folded)
        ):
            continue
        return claim
    return None


def _is_doubtful(claim: str, folded: str) -> bool:
    """Whether a claim is only of a part, of another time or of somebody else, or held against the board."""
    doubts = {"paid": _IN_PART, "hardship": _OVER, "promise": _WITHOUT, "dispute": _WITHOUT}
    return claim in doubts and bool(doubts[claim].search(folded))


def _settled(claims: dict[str, Finding]) -> tuple[Finding, ...]:
    """One claim out of several: what disputes or asks for relief says more than what is promised or talked about."""
    talks = (claims["talk"],) if "talk" in claims and claims.keys() & {"hardship", "dispute"} else ()
    for winner in ("hardship", "dispute", "paid", "promise", "talk"):
        if winner in claims:
            return (claims[winner], *talks)
    return ()
