"""Does the writer give a new address, number or name of their own?"""

import re

from mailer.model.reading import Finding
from mailer.reading.answers.clauses import Sentence
from mailer.reading.answers.confidence import confidence_of
from mailer.reading.answers.parts import Part
from mailer.reading.answers.thoughts import Letter
from mailer.reading.answers.words import any_of

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PHONE = re.compile(r"(?<![\w/.,-])(?:\+49|0049|0)[ \d/()-]{6,20}\d(?!\w)")
_STREET = re.compile(
    r"[A-ZÄÖÜ][\wäöüß.-]{2,30}(?: (?!zum |am |bis |vom |ab |um |den |mit "
    r"|seit )[A-ZÄÖÜ]?[\wäöüß.-]{2,20}){0,3} \d{1,3} ?[a-zA-Z]?(?!\w|[.:]\d|\. (?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov"
    r"|Dez)|\. ?[A-Z]?\w+tag| ?Uhr| ?(?:Leute|Personen|Euro|€|Jahre?|Stück|Prozent|Minuten|Stunden|Kinder|Tage|Wochen|Monate?))"
)
_POSTCODE = re.compile(r"(?<!\d)\d{5} [A-ZÄÖÜ]\w+")
_NEW = any_of(
    r"^\W*ab (?:dem )?\d{1,2}\.|neue?[nrsm]?(?: \w+){0,2} (?:\w*adresse|\w*anschrift|\w*nummer|nr\.?|\w*mail|\w*telefon\w*"
    r"|wohnung|name|nachname"
    r"|postadresse|postfach|mobilnummer|kontakt\w*|rufnummer|handy\w*)|neu(?:e|er)? ?:|geändert|umgezogen|umzug|ziehe"
    r"|wohne? (?:jetzt|seit|nun|ab|inzwischen)|(?:jetzt|nun|ab sofort|künftig|zukünftig|ab jetzt|ab heute|nur noch"
    r"|in zukunft)(?: [\w'-]+){0,8}? (?:unter|an|über|auf|erreichbar|nummer|adresse|mail\w*)|(?:schreibt|schreib|schickt|mailt"
    r"|sendet|schreiben sie|senden sie|schicken sie)(?: [\w'-]+){0,6}? an|nicht mehr (?:die|unter|an|aktuell|gültig|erreichbar)"
    r"|(?:benutzt|nutzt|verwendet|nehmt|benutzen sie|verwenden sie)(?: [\w'-]+){0,3}? (?:künftig|zukünftig|ab|bitte|nur|jetzt)"
    r"|richtig (?:ist|wäre)"
    r"|gilt nicht mehr|stimmt (?:\w+ ){0,3}nicht|falsche? (?:\w*nummer|\w*adresse|\w*mail\w*)|lebe (?:jetzt|seit|nun)|bisherige\w*|dorthin"
    r"|abgeschaltet|abgemeldet|gibt es nicht mehr|gibts nicht mehr|alte\w* (?:\w*adresse|nummer|mail\w*|postfach|anschrift"
    r"|handy\w*)|umstellen|kartei|(?:ändern|notieren|aktualisieren|korrigieren|vermerken)|meine (?:\w+ )?(?:\w*nummer|\w*adresse"
    r"|\w*anschrift|\w*mail) (?:ist|lautet|hat|hier)|vertippt|adressänderung|kontaktdaten|stimmt nicht mehr"
)
_NAME = any_of(
    r"ich heiße \w+(?: \w+)?(?= ?$)|heiße [^.!?]{2,50}bitte (?:\w+ ){0,3}(?:ändern|korrigieren|berichtigen)|ich heiße nach der"
    r"|bitte (?:den |meinen )?namen (?:ändern|korrigieren)|meinem neuen namen|heiße?(?: ich)?(?: \w+){0,4}? (?:jetzt|nun"
    r"|nicht mehr|ab|seit|wieder|inzwischen|künftig)|(?:jetzt|nun|wieder|künftig"
    r"|seit der hochzeit|seit \w+) heiße?|(?:neuer?|meinen neuen) (?:nach|familien|vor)?name(?:n)?|(?:nach|familien|mädchen"
    r"|geburts)name\w*(?: [\w]+){0,6}? (?:geändert|jetzt|lautet|wieder)|mädchennamen|neuer (?:nach|familien)name"
    r"|name(?:n)? (?:hat sich )?(?:geändert|angenommen)|(?:wird|bin) (?:jetzt |wieder )?frau \w+|(?:wieder|jetzt) frau \w+"
    r"|namensänderung|geburtsnamen|(?:nicht mehr \w+,? sondern \w+)(?= )|aus (?:frau|herr\w?) \w+ wird"
)
_MOVED = any_of(
    r"wohne?(?: \w+){0,3}? (?:jetzt|seit|nun|ab|inzwischen)|umgezogen|umzug|anschrift|adresse|ziehe|postadresse|gezogen|wohnhaft"
    r"|hausnummer|kartei|notieren|lebe jetzt|richtig ist|dorthin"
)
_FOR_OTHERS = any_of(
    r"(?:seine|ihre|deren) (?:neue )?(?:\w*nummer|\w*adresse|\w*mail)|(?:findet|treffpunkt|veranstaltung|raum"
    r"|saal)(?: \w+){0,6} (?:in der|am)"
)
_THEIRS = any_of(
    r"(?:frau|herr|herrn|sie|er|die|der|mein\w* \w+) (?:\w+ ){0,5}?(?:ist umgezogen|wohnt|hat (?:jetzt )?(?:eine |'ne )?neue"
    r"|heißt|ist jetzt)"
)
_WRITERS = any_of(r"ich|mich|mir|wir|uns|meine? (?:neue|adresse|nummer|mail\w*|handy\w*|telefon\w*|anschrift)")
_BRANCH = any_of(
    r"(?:ortsverband|\bov\b|bo|basisgruppe|kreisverband|stadtverband|gliederung|ortsgruppe)(?: [\w'-]+){0,8}? (?:wechseln"
    r"|wechsel|zuordnen|übertreten|angehören|ummelden|überwechseln|umschreiben)|(?:wechsel|wechseln|ummelden|umschreiben"
    r"|ummeldung)(?: [\w'-]+){0,8}? (?:ortsverband|ov|bo|basisgruppe|kreisverband|ortsgruppe)|(?:anderen|neuen|dortigen"
    r"|zuständigen|hiesigen) (?:ortsverband|kreisverband|ov|ortsgruppe)"
)
_COMES = any_of(r"komme?|dabei|teil|bin (?:ich )?da|absagen|zusagen|nicht kommen")
_ANNOUNCED = any_of(
    r"(?:neue|nächste)\w* (?:adresse|anschrift|nummer|telefonnummer|mailadresse|e-mail-adresse|handynummer"
    r"|mail)(?: [\w'-]+){0,8}? (?:später|folgt|nach|noch|mit|durch|schick\w*|melde|geb\w*)|(?:ziehe"
    r"|zieh)(?: [\w'.]+){0,6} um(?= ?$|[.,!])|(?:mein|meinem|unser|unserem|bevorstehende\w*) umzug|bin umgezogen|neue (?:anschrift"
    r"|adresse|nummer|handynummer)"
)


def contact_change_of(letter: Letter, so_far: Part) -> Part:
    """The kinds of contact data that are new, resting on the passage from the first to the last sentence that gives them."""
    met: dict[str, list[Sentence]] = {}
    for sentence in letter.sentences:
        near = _around(sentence, letter.sentences)
        if sentence.number in so_far.sentences or _FOR_OTHERS.search(sentence.folded) or _is_theirs(sentence.folded):
            continue
        for what in _given(sentence, near):
            met.setdefault(what, []).append(sentence)
    if not met:
        return Part()
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
    """Whether the data are somebody else's: "Frau Lehnert wohnt jetzt …"."""
    return bool(_THEIRS.search(folded)) and not _WRITERS.search(folded)


def _around(sentence: Sentence, sentences: tuple[Sentence, ...]) -> str:
    """The sentence and its neighbours, folded."""
    return " \n ".join(one.folded for one in sentences if abs(one.number - sentence.number) <= 1)


def _given(sentence: Sentence, near: str) -> list[str]:
    """What kinds of data stand in the sentence, given that this or a neighbouring sentence calls them new."""
    given = []
    if _NEW.search(near) or _NAME.search(sentence.folded):
        if _EMAIL.search(sentence.text):
            given.append("email")
        if _PHONE.search(sentence.text):
            given.append("phone")
        if _POSTCODE.search(sentence.text) or (_STREET.search(sentence.text) and _MOVED.search(near)):
            given.append("post")
    if _NAME.search(sentence.folded):
        given.append("name")
    return given
