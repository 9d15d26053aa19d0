"""Does the writer give a new address, number or name of their own?"""

import re

from mailer.model.reading import Finding
from mailer.reading.answers.clauses import Sentence
from mailer.reading.answers.confidence import confidence_of
from mailer.reading.answers.gates import Gate
from mailer.reading.answers.names import is_first_name
from mailer.reading.answers.parts import NOTHING, Part
from mailer.reading.answers.thoughts import Letter
from mailer.reading.answers.words import any_of, fold

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PHONE = re.compile(r"(?<![\w/.,-])(?:\+\d{2}|00\d{2}|0)[ \d/()-]{6,20}\d(?!\w)")
_DATUM = re.compile(r"[@\d]")  # without an at or a digit there is neither a mail address nor a number, nor a street with one
_STREET = re.compile(
    r"[A-ZÄÖÜ][\wäöüß.-]{2,30}(?: (?!zum |am |bis |vom |ab |um |den |mit "
    r"|seit )[A-ZÄÖÜ]?[\wäöüß.-]{2,20}){0,3} \d{1,3} ?[a-zA-Z]?(?!\w|[.:]\d|\. (?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov"
    r"|Dez)|\. ?[A-Z]?\w+tag| ?Uhr| ?(?:Leute|Personen|Euro|€|Jahre?|Stück|Prozent|Minuten|Stunden|Kinder|Tage|Wochen|Monate?))"
)
_STREETLY = re.compile(
    r"(?:str\.?|straße|strasse|weg|allee|platz|gasse|ring|damm|ufer|chaussee|steig|stieg|berg|anger|hof|graben|wall|markt|wiesen?|feld"
    r"|hafen|mühle|teich|see|insel|plan|anlage|kolonie|schanze|weide|heide|aue|wald|stein|born|brunnen|quelle|steg|lohe|rain|hang|hügel"
    r"|blick"
    r"|park|kamp|pfad"
    r"|promenade|tor|brücke|winkel|bogen|tal|höhe|grund|breite|siedlung|wuhne|zeile|bach|holz|busch|horst|deich|kai|garten|gärten) \d"
    r"|^(?:am|an|im|in|auf|unter|hinter|vor|alte|große|kleine|breite|lange|neue|alter|großer|kleiner|breiter|neuer)\b"
)
_POSTCODE = re.compile(r"(?<!\d)\d{5} (?!euro|leute|mal|stück|mitglied|stimm)[A-ZÄÖÜa-zäöü]\w{2,}")
_OFFERED = any_of(
    r"(?:erreicht|erreichen|erreichst|erreichbar|erwischt|zu kriegen)|(?:hier ist|hier kommt) (?:sie|er|meine)|meine ist|\w*daten|alles an"
    r"|(?:post|unterlagen|rechnung\w*|mahnung\w*|briefe?|mails?|infos?|einladung\w*|rundbrief\w*|fahrkarte)(?: [\w'-]+){0,7}? an"
    r"|(?:meine?|andere|anderer|eigene) (?:\w+ )?(?:\w*adresse|\w*anschrift|\w*nummer|\w*mail|handy\w*|nr|wohnung|straße)"
    r"|(?:adresse|anschrift|handy|mobil|festnetz|telefon|mail|privat|richtig|daten|berichtigen|korrektur|neu)(?= ?:)|zu (?:haben|erreichen)"
    r"|(?:an|bitte) (?:diese[sn]?|folgende[sn]?) (?:\w*adresse|\w*anschrift|\w*postfach|[\w-]*mail\w*|\w*nummer)"
    r"|(?:nur noch|ab jetzt|ab sofort|ab \w+)(?: bitte)?(?: nur)? (?:noch )?(?:mobil|handy|die|unter|an)|nur noch die|wohnen?|wohne ich"
    r"|lebe"
    r"|hergezogen|gezogen|ausgezogen|eingezogen|berichtigen|tippfehler|zahlendreher|schreibfehler|heißt richtig|richtig ist|lautet"
    r"|(?:habe?|nutze|benutze)(?: ich)? (?:jetzt|nun|seit|ab)|(?:nutzt|nehmt|benutzt|verwendet)|gehört (?:jetzt|inzwischen|nun)"
)
_ACCOUNT = any_of(r"iban|konto|kontonummer|verwendungszweck|\w*rechnungsnummer|mitgliedsnummer|kundennummer|aktenzeichen|de\d\d")
_FROM_NOW = any_of(
    r"jetzt|nun|ab|seit|neu\w*|nur noch|künftig|zukünftig|richtig\w*|meine ist|hier ist|lautet|\w*daten|inzwischen|statt|sondern"
    r"|nicht mehr|alte\w*|geändert"
    r"|falsch\w*|vertippt|umgezogen|wohne\w*|zahlendreher|\w*nummer ist|\w*anschrift|umzug|gewechselt|kartei|notieren|handynr|abgemeldet"
    r"|abgeschafft|abgeschaltet|telefonbuch|gekündigt|auch (?:\w+ ){0,2}(?:per|unter|telefonisch|mobil)|(?:am besten|besser|nur|immer"
    r"|tagsüber|abends) (?:\w+ )?(?:mobil|unter|per|über)"
    r"|\w*änderung"
)
_CALL_BACK = any_of(
    r"(?:ruf|ruft|rufen|rufst|anruf\w*|anrufen|zurückrufen|zurückrufst|rückruf|durchrufen|klingel\w*|melde\w*|meldet|durchklingeln"
    r"|anklingeln)"
)
_NEW = any_of(
    r"^\W*ab (?:dem )?\d{1,2}\.|(?:\w*nummer|\w*adresse|\w*anschrift|[\w-]*mail|handy|telefon) (?:ist |jetzt |ganz )?neu|(?:adress"
    r"|anschrift\w*|nummern?|daten)\w*änderung"
    r"|(?:ab jetzt|ab sofort|ab heute|künftig|jetzt|nun|neu)(?: \w+){0,3} \S+@\S+|briefkasten (?:ist|hängt|steht) (?:jetzt|nun|inzwischen)"
    r"|neue?[nrsm]?(?: \w+){0,2} (?:\w*adresse|\w*anschrift|\w*nummer|nr\.?|[\w-]*mail\w*|\w*telefon\w*"
    r"|wohnung|straße|name|nachname"
    r"|postadresse|postfach|mobilnummer|kontakt\w*|rufnummer|handy\w*)|neu(?:e|er)? ?:|geändert|umgezogen|verzogen|umzug|ziehen?"
    r"|(?:neu|jetzt|nun) gemeldet|post (?:geht|von euch|an mich|bitte)|(?:handy|mobil|telefon|festnetz)(?: \w+){0,3} (?:jetzt|nun|neu)"
    r"|nun auch"
    r"|wohne? (?:jetzt|seit|nun|ab|inzwischen)|(?:jetzt|nun|ab sofort|künftig|zukünftig|ab jetzt|ab heute|nur noch"
    r"|in zukunft)(?: [\w'-]+){0,8}? (?:unter|an|über|auf|erreichbar|nummer|adresse|mail\w*)|(?:schreibt|schreib|schickt|mailt"
    r"|sendet|schreiben sie|senden sie|schicken sie)(?: [\w'-]+){0,6}? an|nicht mehr (?:die|unter|an|aktuell|gültig|erreichbar)"
    r"|(?:benutzt|nutzt|verwendet|nehmt|benutzen sie|verwenden sie)(?: [\w'-]+){0,3}? (?:künftig|zukünftig|ab|bitte|nur|jetzt)"
    r"|richtig (?:ist|wäre)|hier ist sie|neue daten"
    r"|gilt nicht mehr|stimmt (?:\w+ ){0,3}nicht|falsche? (?:\w*nummer|\w*adresse|\w*mail\w*)|lebe (?:jetzt|seit|nun)|bisherige\w*|dorthin"
    r"|abgeschaltet|abgemeldet|gibt es nicht mehr|gibts nicht mehr|alte\w* (?:\w*adresse|nummer|mail\w*|postfach|anschrift"
    r"|handy\w*)|umstellen|kartei|(?:ändern|notieren|aktualisieren|korrigieren|vermerken)|meine (?:\w+ )?(?:\w*nummer|\w*adresse"
    r"|\w*anschrift|[\w-]*mail) (?:ist|lautet|hat|hier)|vertippt|adressänderung|kontaktdaten|stimmt nicht mehr"
)
_NAME = any_of(
    r"ich heiße [\w-]+(?: [\w-]+)?,? nicht (?:mehr )?(?!so|wie)[\w-]+|(?:bin|heiße) (?:[\w.]+ ){0,3}(?:wieder|jetzt"
    r"|nun) [\w-]+ [\w-]+,? nicht (?:mehr|länger) \w+|heißt mein \w*name \w+|\w*name (?:ist )?neu"
    r"|\((?:vormals|ehemals|geborene) [\w-]+\)|(?:pass|ausweis|personalausweis) (?:lautet"
    r"|steht)(?: \w+){0,3} auf \w+|ich heiße \w+(?: \w+)?(?= ?$)|heiße [^.!?]{2,50}bitte (?:\w+ ){0,3}(?:ändern|korrigieren|berichtigen)"
    r"|ich heiße nach der"
    r"|bitte (?:den |meinen )?(?:vor|nach|familien)?namen (?:ändern|korrigieren)|meinem neuen namen"
    r"|heiße?(?: ich)?(?: \w+){0,4}? (?:jetzt|nun"
    r"|nicht mehr|ab|seit|wieder|inzwischen|künftig)|(?:jetzt|nun|wieder|künftig"
    r"|seit der hochzeit|seit (?:[\w.]+ ){1,4}?) ?heiße?|(?:vor|nach|familien)?namen(?: [\w']+){0,5} falsch (?:geschrieben|notiert|erfasst)"
    r"|(?:vor|nach|familien)?name(?: [\w']+){0,5}? (?:falsch|schreibt sich"
    r"|anders geschrieben|mit \w+ geschrieben)"
    r"|aus (?P<vorname>\w+) \w+ wird(?: \w+){0,2} (?P=vorname) \w+|(?:neuer?|meinen neuen) (?:nach|familien|vor)?name(?:n)?|(?:nach"
    r"|familien|mädchen"
    r"|geburts)name\w*(?: [\w]+){0,6}? (?:geändert|jetzt|lautet|wieder)|mädchennamen|neuer (?:nach|familien)name"
    r"|name(?:n)? (?:hat sich )?(?:geändert|angenommen)|(?:wird|bin) (?:jetzt |wieder )?frau \w+|(?:wieder|jetzt) frau \w+"
    r"|namensänderung|geburtsnamen|nach der (?:scheidung|hochzeit|heirat|trennung)[^.!?]{0,50} \((?:vorher|früher|bisher) [\w-]+\)"
    r"|(?:nicht mehr \w+,? sondern \w+)(?= )|aus (?:frau|herr\w?) \w+ wird"
)
_CALLED_LIKE_MAIL = any_of(r"(?:nun |jetzt )?heiße? (?:ich )?(?:\w+ ){0,3}\S+@\S+")
_IS_CALLED = any_of(r"(?:ich heiße|heiße ich)(?: \w+)? \w+|es heißt \w+")
_MISWRITTEN = any_of(
    r"falsch geschrieben|verschrieben|angeschrieben|\w*antrag steht|da steht|(?:ihr|sie) (?:habt|haben) mich(?: \w+){0,2} als"
    r"|ändert (?:das|es)"
    r"|bitte (?:\w+ ){0,2}(?:ändern|korrigieren|berichtigen)|schreibfehler|verwechselt"
)
_MOVED = any_of(
    r"wohne?(?: \w+){0,3}? (?:jetzt|seit|nun|ab|inzwischen)|umgezogen|verzogen|gemeldet|ziehen|\w*post|rechnungen|neue straße|umzug"
    r"|anschrift|adresse|ziehe|postadresse|gezogen|wohnhaft"
    r"|\w*daten|hausnummer|kartei|notieren|lebe jetzt|richtig ist|dorthin"
)
_FOR_OTHERS = any_of(
    r"(?:seine|ihre|deren) (?:neue )?(?:\w*nummer|\w*adresse|\w*mail)|(?:findet|treffpunkt|veranstaltung|raum"
    r"|saal)(?: \w+){0,6} (?:in der|am)"
)
_THEIRS = any_of(
    r"(?:frau|herr|herrn|sie|er|die|der|mein\w* \w+) (?:\w+ ){0,5}?(?:ist umgezogen|wohnt|hat (?:jetzt )?(?:eine |'ne )?neue"
    r"|heißt|ist jetzt)"
)
_TURN_TO = any_of(
    r"(?:an|bei) (?:sie|ihn|meine?n? \w+) (?:zu )?wenden|wenden sie sich (?:bitte )?(?:an|unter) \S+@\S+"
    r"|(?:wenden|wendet|meldet|melden)(?: [\w']+){0,4}? (?:an|bei) (?:sie|ihn|ihr|ihm|mein\w*|frau|herrn|den|die)|(?:frau|herr"
    r"|herrn) \w+,? (?:tel\.? ?)?\(?0\d"
    r"|(?:\w*adresse|\w*nummer|\w*mail\w*) (?:meiner|meines|unserer|unseres) \w+|(?:schreibt|fragt|ruft|schreiben sie|rufen sie) (?:ihr"
    r"|ihm|ihnen|ihn)"
    r"|(?:erreicht|erreichen) (?:ihr |sie )?(?:ihn|sie(?= unter| per| auf))|(?:er|sie) ist(?: \w+){0,2} (?:unter|erreichbar)"
)
_I_AM = any_of(r"(?:seit|ab) (?:[\w.]+ ){1,5}(?:bin|werde) ich ([\w-]+) [\w-]+")
_HOUSE = any_of(
    r"(?:neue|richtige|meine|unsere) (?:neue |richtige )?(?:hausnummer|haus-nr\.?)(?: \w+){1,3} \d+|(?:meine|unsere|neue|richtige)"
    r" (?:\w+ )?(?:postleitzahl|plz)(?: \w+){0,3} \d{5}|wohne in der (?:nr\.?|nummer) \d+|hausnummer ist (?:jetzt "
    r"|nun )?(?:die )?\d+"
)
_WRITERS = any_of(r"ich|mich|mir|wir|uns|mein \w*name|meine? (?:neue|adresse|nummer|mail\w*|handy\w*|telefon\w*|anschrift)")
_BRANCH = any_of(
    r"(?:ortsverband|\bov\b|bo|basisgruppe|kreisverband|stadtverband|gliederung|ortsgruppe)(?: [\w'-]+){0,8}? (?:wechseln"
    r"|wechsel|zuordnen|übertreten|angehören|ummelden|überwechseln|umschreiben)|(?:wechsel|wechseln|ummelden|umschreiben"
    r"|ummeldung)(?: [\w'-]+){0,8}? (?:ortsverband|ov|bo|basisgruppe|kreisverband|ortsgruppe)|(?:anderen|neuen|dortigen"
    r"|zuständigen|hiesigen) (?:ortsverband|kreisverband|ov|ortsgruppe)"
)
_COMES = any_of(r"komm(?:e|en)?|sind (?:wir )?(?:da|dabei)|dabei|teil|bin (?:ich )?da|absagen|zusagen|nicht kommen")
_ANNOUNCED = any_of(
    r"(?:neue|nächste)\w* (?:adresse|anschrift|nummer|telefonnummer|mailadresse|e-mail-adresse|handynummer"
    r"|mail)(?: [\w'-]+){0,8}? (?:später|folgt|nach|noch|mit|durch|schick\w*|melde|geb\w*)|(?:ziehe"
    r"|zieh)(?: [\w'.]+){0,6} um(?= ?$|[.,!])|(?:mein|meinem|unser|unserem|bevorstehende\w*) umzug|bin umgezogen|neue (?:anschrift"
    r"|adresse|nummer|handynummer)"
)


_BESIDE_A_DATUM = Gate(_NEW, _OFFERED)
_WITHOUT_DATUM = Gate(_HOUSE, _NAME, _IS_CALLED, _I_AM)


def contact_change_of(letter: Letter, so_far: Part) -> Part:
    """The kinds of contact data that are new, resting on the passage from the first to the last sentence that gives them."""
    if not (_WITHOUT_DATUM.opens(letter.folded) or (_DATUM.search(letter.text) and _BESIDE_A_DATUM.opens(letter.folded))):
        return NOTHING
    met: dict[str, list[Sentence]] = {}
    giving = -2
    for at, sentence in enumerate(letter.sentences):
        if sentence.number in so_far.sentences or _FOR_OTHERS.search(sentence.folded) or _is_theirs(sentence.folded):
            continue
        near = _around(at, letter.sentences) + (" \n neu: " if sentence.number == giving + 1 else "")
        for what in _given(sentence, near):
            met.setdefault(what, []).append(sentence)
            giving = sentence.number
    if not met:
        return NOTHING
    rests_on = sorted({one for found in met.values() for one in found}, key=lambda one: one.start)
    evidence = letter.text[rests_on[0].start : rests_on[-1].start + len(rests_on[-1].text)]
    found = Finding(
        "contact_change",
        what=tuple(sorted(met)),
        confidence=confidence_of("contact_change.new_data"),
        evidence=evidence,
        rule="contact_change.new_data",
    )
    return Part((found,), clauses=frozenset(clause.start for one in rests_on for clause in one.clauses if not _COMES.search(clause.folded)))


def changes_branch(folded: str) -> bool:
    """Whether the writer wants to move to another branch."""
    return bool(_BRANCH.search(folded))


def announces_data(folded: str) -> bool:
    """Whether new contact data are spoken of."""
    return bool(_ANNOUNCED.search(folded))


def _is_theirs(folded: str) -> bool:
    """Whether the data are somebody else's: "Frau Lehnert wohnt jetzt …", "wenden Sie sich an sie: …"."""
    return bool(_TURN_TO.search(folded)) or (bool(_THEIRS.search(folded)) and not _WRITERS.search(folded))


def _around(at: int, sentences: tuple[Sentence, ...]) -> str:
    """The sentence at this place and its neighbours, folded."""
    near = sentences[max(0, at - 1) : at + 2]
    return " \n ".join(one.folded for one in near if abs(one.number - sentences[at].number) <= 1)


def _is_offered(sentence: Sentence, near: str) -> bool:
    """Whether data stand there as the writer's own to be used from now on, not only to be called back once."""
    return bool(_OFFERED.search(near)) and not sentence.asks and not _CALL_BACK.search(near)


def _bears_a_name(folded: str) -> bool:
    """Whether somebody says who they are now: "Seit August bin ich Nele Anders"."""
    found = _I_AM.search(folded)
    return bool(found and is_first_name(found.group(1)))


def _names_a_street(text: str) -> bool:
    """Whether a street with its number stands in the text."""
    return any(_STREETLY.search(fold(found.group())) for found in _STREET.finditer(text))


def _given(sentence: Sentence, near: str) -> list[str]:
    """What kinds of data stand in the sentence, given that this or a neighbouring sentence calls them new."""
    given = []
    if _DATUM.search(sentence.text) and (_NEW.search(near) or _NAME.search(sentence.folded) or _is_offered(sentence, near)):
        if _EMAIL.search(sentence.text):
            given.append("email")
        if _PHONE.search(sentence.text) and not _ACCOUNT.search(sentence.folded) and _FROM_NOW.search(near):
            given.append("phone")
        if _POSTCODE.search(sentence.text) or (_names_a_street(sentence.text) and _MOVED.search(near)):
            given.append("post")
    if "post" not in given and _HOUSE.search(sentence.folded):
        given.append("post")
    called = _IS_CALLED.search(sentence.folded) and _MISWRITTEN.search(near)
    if called or _NAME.search(_CALLED_LIKE_MAIL.sub("_", sentence.folded)) or _bears_a_name(sentence.folded):
        given.append("name")
    return given
