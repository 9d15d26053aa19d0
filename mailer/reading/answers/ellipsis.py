"""What does a clause say that leaves its verb to the one before: "30.11. auch", "sonst immer", "weder am 6. noch am 9."?"""

import re

from mailer.reading.answers.agenda import Agenda
from mailer.reading.answers.clauses import Clause, Sentence
from mailer.reading.answers.lexicon import NO_SIGNS, YES_SIGNS
from mailer.reading.answers.mention import names_only
from mailer.reading.answers.stances import Said, Stance
from mailer.reading.answers.words import any_of, pattern, words_of

_LIKEWISE = any_of(
    r"^\W*(?:und |dann )?(?:[\w.:-]+ ){1,5}(?:auch|ooch|ebenso|ebenfalls|genauso|desgleichen|dito)(?: so| nicht| nich)?\W*$"
    r"|^\W*(?:ebenso|ebenfalls|genauso|desgleichen|auch)(?: [\w.:-]+){1,4}\W*$"
)
_AGAIN = any_of(
    r"^\W*(?:und |aber |erst )?(?:[\w.:-]+ ){1,5}(?:(?<!auch\s)schon|scho|wieder|dagegen gern\w*|dagegen schon)\W*$"
    r"|^\W*(?:und |aber )?(?:sonst|ansonsten|rest|der rest|alles andere|danach|davor|überall|ab [\w.]+|seit [\w.]+)"
    r"(?: (?:bin|geht|passt|komme?|ich|bin ich"
    r"|auch|wieder|gern\w*|mit|immer|überall|alles|dabei|da|zu haben|gesetzt|klar|ok|okay|safe|notiert|jederzeit)){1,4}\W*$"
)
_SUITS = any_of(
    r"^\W*(?:und |aber |dafür )*(?:die|alle|beide|rest|der rest|\d\S*)(?: (?!ich|wir|ihr|mich|mir|uns)[\w.:-]+){1,6}? (?:passen|gehen"
    r"|klappen"
    r"|stehen|gehen klar|gehen in ordnung|sind (?:ok|okay|notiert|gebucht|drin|fest|gut|kein problem|eingetragen|eingeplant|vorgemerkt"
    r"|gesetzt))"
    r"(?: mir| bei mir| gut| auch| alle| alle gut)?\W*$|^\W*(?:und |aber |dafür )?(?:die|der|das|den) \w+(?: \w+)? mit(?: mir)?\W*$"
)
_ORDINAL = r"(?:ersten?|zweiten?|dritten?|vierten?|letzten?|vorletzten?)"
_NO_NOUN = pattern(
    rf"\W*(?:und |aber )?(?:der|die|das|den|dem|zum|zur|beim|bei der|am) {_ORDINAL}(?= (?:ist|geht|passt|klappt|kann|komme?|bin"
    r"|schaff\w*|mit"
    r"|ohne|nicht|ja|nein|auch|dann|dagegen|fällt|muss|leider|eher|vielleicht)| ?$)"
)
_WITH_NOUN = pattern(
    rf"{_ORDINAL} (?!(?:ist|geht|passt|klappt|kann|komme?|bin|mit|ohne|nicht|ja|nein|und|auch|wähle|beiden|zwei|drei"
    r"|vier)(?!\w))([a-zäöüß-]{4,})"
)
_NEITHER = any_of(r"^\W*(?:also |und |aber |leider |ich kann |kann ich |da kann ich )*weder (?:[\w.-]+ ){1,6}noch(?: [\w.-]+){1,6}\W*$")
_NONE = any_of(
    r"^\W*(?:leider |also )*(?:zu|bei|an) (?:keinem|keiner)(?: (?:der|von|davon)(?: \w+){0,2}| termin)?\W*$",
    r"^\W*(?:und |aber )?(?:sonst|ansonsten) (?:leider )?(?:nichts|nix|nirgends|nirgendwo|keine[rsnm]?)(?: mehr)?\W*$",
)
_BETWEEN = (
    r"(?:also|dann|damit|somit|leider|natürlich|aber|komplett|ganz|völlig|total|ist|sind|wird|werden|geht|steht|jetzt|nun|mir|für mich"
    r"|bei mir|von mir|meinerseits"
    r"|definitiv"
    r"|endgültig|wohl|für uns|bei uns)"
)
_CLOSING = (
    r"(?: (?:für mich|bei mir|von mir|für uns|bei uns|leider|diesmal|dieses mal|diesmal leider|danke|dieses jahr|natürlich|auch))?\W*$"
)
_GRANTED = any_of(
    rf"(?:{_BETWEEN} ){{0,4}}(?:plus|positiv|bewilligt|genehmigt|pflicht|pflichttermin|ehrensache|sehr wohl|jawohl|jawoll|jawoll ja"
    rf"|mit vergnügen"
    r"|mit freuden?|100 ?%|hundert prozent|100 prozent|hundertpro|läuft|nu ja|nu klar|geht klar|klar|selbstredend|selbstverständlich"
    r"|am start|hype|stabil|gönn ich mir|gönne ich mir|nehm ich mit|nehme ich mit|tu ich mir an|tue? ich (?:auch|natürlich|gern|gerne)"
    r"|mach ich mit|mache ich mit|nehm ich"
    r"|nehme ich|muss sein|darf nicht fehlen|wird gemacht|zur stelle|abgemacht"
    rf"|mit von der partie|versprochen|save|safe|fix|fest gebucht|fest eingeplant|auf jeden|i\.? ?o\.?|in ordnung|frei gehalten|(?:kann"
    rf"|könnte) ich (?:immer|jederzeit|gut)|bin ich immer|geht|gehen|passt|passen|klappt|klappen|(?:sind|ist) (?:ok|okay|gut|drin|fest)"
    rf"|immer|jederzeit|geht es|geht's|klappt es|klappt's|passt es|ginge es"
    rf"|sieht es gut aus|sieht gut aus|bin ich frei|habe? ich frei"
    rf"|habe? ich zeit|hätte ich zeit|bin ich zu haben|bin ich verfügbar|habe? ich geblockt|ist geblockt){_CLOSING}"
)
_REFUSED = any_of(
    rf"(?:{_BETWEEN} ){{0,4}}(?:minus|negativ|flach|belegt|abgelehnt|gestrichen|weg|raus|futsch|hinfällig|passé|passe|ade|adé|entfällt"
    rf"|entfallen|gecancelt|perdu"
    r"|0 ?%|null prozent|0 prozent|auf keinen fall|keinesfalls|auf gar keinen fall|keineswegs|unter keinen umständen|unbedingt nicht|no way"
    r"|unmöglich|ausgeschlossen|undenkbar|niemals|nie|nie im leben|nie wieder|nimmermehr|gestorben|tabu|pustekuchen|nix|nichts für mich"
    r"|n\. ?i\. ?o\.?|gar nicht mehr|nicht mehr|nicht drin|nicht machbar|nicht zu machen|nicht zu schaffen|ohne chance|chancenlos|no chance"
    rf"|leider ohne mich|im nächsten leben|(?:leider|muss ich|hab ich|habe ich|wegen) (?:\w*dienst|\w*schicht|\w*urlaub|\w*kur|reha"
    rf"|montage|krank|arbeit"
    rf"|arbeiten|prüfung|klausur|hochzeit|\w*termin|\w*geburtstag|elternabend|verreist)|(?:urlaub|kur|reha|krank|verreist|elternabend"
    rf"|arzttermin)|(?:kann|komme?|bin) ich nie|geht es nicht|klappt es nicht|passt es nicht|wird es nichts|sieht es schlecht aus"
    rf"|bin ich ausgebucht|komme? ich nicht mit"
    rf"|gehe? ich nicht mit|fahre? ich nicht mit|mache? ich nicht mit|nur im traum|schlecht|ganz schlecht){_CLOSING}"
)
_HELD = any_of(
    rf"(?:{_BETWEEN} ){{0,4}}(?:in der schwebe|maybe|offen|noch offen|ungewiss|unklar|auf der kippe|in den sternen"
    rf"|wird sich (?:noch )?(?:zeigen|finden|weisen)|zeigt sich (?:noch|dann)"
    r"|unter vorbehalt|mit vorbehalt|mit fragezeichen|fragezeichen|in klärung|noch ungeklärt|noch in arbeit|eher unwahrscheinlich"
    rf"|hängt (?:noch )?in der luft|in der verlängerung|noch in verhandlung|mal gucken|muss ich (?:noch )?(?:gucken|schauen"
    rf"|sehen)){_CLOSING}"
)
_EACH = any_of(r"(?:beide(?: male| termine| tage)?|beides|alle(?: drei| vier| beide)?|jedes mal|komplett|durchgehend|sämtliche)\W*$")
_MATTER = (
    r"(?:übernachtung(?:en)?|hotel|hotelzimmer|zimmer|doppelzimmer|einzelzimmer|essen|mittagessen|abendessen|frühstück|verpflegung|imbiss"
    r"|anträge|antrag|rede|redebeitrag|kinderbetreuung|fahrtkosten|mitfahrgelegenheit|anreise|abreise|parkplatz|parkschein|shuttle|bahncard"
    r"|kandidatur|allergien|unverträglichkeiten|begleitperson|assistenz|dolmetsch\w*|rollstuhl\w*|gästekarte|fotos|veröffentlichung"
    r"|newsletter|spende|quittung|rechnung|fragen|sonstiges|wünsche)"
)
_ELSE = any_of(
    rf"\W*(?:und |meine |mein |eine |ein |kein |keine |mit |ohne )*{_MATTER}"
    r"(?::? (?:ja|nein|nee|nö|jo|nope|gern|gerne|nicht nötig|bitte|danke|nein danke))?\W*$"
)
_INSTEAD = any_of(r"\W*(?:und |aber )*(?:dafür|sondern|stattdessen|wohl aber)(?: (?:aber|dann|eher|gern|gerne|wieder|umso lieber))*")
_LEADING = pattern(r"\W*(?:(?:ein|klares|und|aber|mein|leider|meine) )*(ja|nein|zusage|absage|vielleicht) (?:zu[mr]?|für|bei[m]?|an) (.*)")
_LED = {"ja": Stance.YES, "zusage": Stance.YES, "nein": Stance.NO, "absage": Stance.NO, "vielleicht": Stance.PERHAPS}
_SIGN = re.compile(f"(?<=\\s)(?:([{YES_SIGNS}])|[{NO_SIGNS}])\ufe0f?\\s*$")
_JUST = pattern(
    r"\W*(?:ich |wir )?(?:kann|können|schaffe?|schaffen|komme?|kommen|gehe?)(?: ich| wir)?(?: leider| diesmal"
    r"| aber)? nur (.*?)(?: kommen| sein)?\W*"
)
_ONLY = pattern(
    r"\W*(?:(?:also|dann|deshalb|deswegen|daher|bitte|ich nehme|ich nehm|ja|und|leider|für mich|bei mir) )*(?:nur|lediglich"
    r"|ausschließlich|bloß"
    r"|einzig) (.*?)(?: bitte| danke| möglich| machbar| drin)?\W*"
)
_SPOKEN_OF = any_of(r"ich|wir|nicht|nich|kein\w*|helf\w*|bring\w*|back\w*|mach\w*|hab\w*|ist|war|mag")
_LATER = any_of(r"(?:später|nächste\w*|demnächst|reiche ich nach|noch|folgen|folgt)\W*$")
_DENIES = {"nicht", "nich", "kein", "keine", "nie", "ohne", "kaum", "nein", "weder"}


def said_without_verb(folded: str, before: Said | None) -> Said | None:
    """The answer of a clause that names events and has no verb; `before` is the last answer, which "auch" repeats."""
    if _AGAIN.search(folded) and _DENIES.isdisjoint(words_of(folded)):
        return Said(Stance.YES, "again")
    if _SUITS.search(folded) and _DENIES.isdisjoint(words_of(folded)):
        return Said(Stance.YES, "again")
    if _NEITHER.search(folded) or _NONE.match(folded):
        return Said(Stance.NO, "neither")
    if before is None or not before.certain or not _LIKEWISE.search(folded) or _SPOKEN_OF.search(folded):
        return None
    return Said(before.stance, "likewise")


def verdict_in(folded: str, agenda: Agenda) -> Said | None:
    """The answer of a clause that names an event and passes judgement without a verb: "Stand minus", "der 6. gestrichen"."""
    just = _JUST.fullmatch(folded)
    if just and names_only(just.group(1), agenda):
        return Said(Stance.YES, "verdict")
    led = _LEADING.fullmatch(folded)
    if led and names_only(led.group(2), agenda):
        return Said(_LED[led.group(1)], "verdict")
    sign = _SIGN.search(folded)
    if sign and names_only(folded[: sign.start()], agenda):
        return Said(Stance.YES if sign.group(1) else Stance.NO, "verdict")
    for words, stance in ((_GRANTED, Stance.YES), (_REFUSED, Stance.NO), (_HELD, Stance.PERHAPS), (_EACH, Stance.YES)):
        found = words.search(folded)
        if found and found.start() and names_only(folded[: found.start()], agenda):
            return Said(stance, "each" if words is _EACH else "verdict")
    return None


def turned_in(folded: str, before: Said | None, agenda: Agenda) -> Said | None:
    """A yes for the events named behind a "dafür" after a refusal: "Zur Wanderung nicht, dafür aber zur Lesung"."""
    found = _INSTEAD.match(folded)
    if before is None or before.stance is not Stance.NO or found is None or not names_only(folded[found.end() :], agenda):
        return None
    return Said(Stance.YES, "instead")


def takes_only(folded: str, agenda: Agenda) -> bool:
    """Whether nothing but some events is chosen, and the rest left out: "Nur zur Lesung, bitte"."""
    found = _ONLY.fullmatch(folded)
    return found is not None and names_only(found.group(1), agenda)


def is_of_else(folded: str) -> bool:
    """Whether a "nein" is about a matter beside the event: "Übernachtung: nein"."""
    return bool(_ELSE.match(folded))


def with_noun(clause: Clause, sentence: Sentence, before: str) -> str:
    """The clause with the noun that it leaves to the one before, or to the sentence `before`: "Die erste Sitzung ohne mich, die zweite
    mit"."""
    folded = clause.folded
    bare = _NO_NOUN.match(folded)
    noun = _WITH_NOUN.search(f"{before} {sentence.folded[: clause.at]}") if bare else None
    return f"{folded[: bare.end()]} {noun.group(1)}{folded[bare.end() :]}" if bare and noun else folded


def puts_off(folded: str) -> bool:
    """Whether the answer about the other events is only announced: "Rest später"."""
    return bool(_LATER.search(folded))
