"""Does the writer want no more circulars?"""

from mailer.model.reading import Finding
from mailer.reading.answers.clauses import is_quoted
from mailer.reading.answers.confidence import confidence_of
from mailer.reading.answers.parts import Part
from mailer.reading.answers.thoughts import Letter
from mailer.reading.answers.words import any_of

_MAILS = (
    r"(?:\w*rund(?:mails?|briefe?n?|schreiben|post)|\w*mails?|\w*e-mails?|newsletter\w*|\w*infos?|\w*nachrichten|einladung(?:en"
    r"|smails?)?|\w*einladungsmails?|werbung|einberufung(?:en)?|\w*verteiler\w*|sofortinfos?|mailings?|post|schreiben"
    r"|zuschriften|briefe|terminmails"
    r"|zeug|spam)"
)
_LIST = (
    r"(?:\w*verteiler\w*|\w*mailingliste\w*|\w*mailverteiler|\w*adressliste|\w*empfängerliste|\w*mailliste|\w*e-mail-liste"
    r"|newsletter\w*|\w*emailliste|\w*datei|\w*kartei|mitteilungsliste|\w*rundmail\w*|\w*rundbrief\w*)"
)
_WANTS = any_of(
    r"(?:nehmt|nehmen sie|nimm|streicht|streichen sie|streich|löscht|löschen sie|lösch|tragt|tragen sie|trag|werft|schmeißt"
    rf"|entfernt|entfernen sie)(?: [\w'-]+){{0,8}}? (?:aus|von|vom)(?: \w+){{0,2}} {_LIST}",
    rf"(?:aus|von|vom)(?: [\w-]+){{0,3}} {_LIST}(?: [\w'-]+){{0,6}}? (?:löschen|streichen|nehmen|austragen|entfernen|raus\w*"
    r"|abmelden|runter\w*|herunter\w*|zu nehmen|zu löschen|zu streichen|gestrichen|genommen|gelöscht|ausgetragen)",
    rf"(?:löschen|streichen|nehmen|austragen|entfernen|abmelden)(?: [\w'-]+){{0,6}}? {_LIST}",
    r"(?:keine|nicht mehr|keinerlei|nichts mehr|ohne|kein)(?: weiteren| weitere| solchen?| diese\w*| eurer?| mehr| der"
    rf"| solche)*(?: [\w-]+)? ?{_MAILS}(?: mehr)?(?: [\w']+){{0,4}}? (?:mehr|schicken|schickt|senden|bekommen|erhalten|zusenden"
    r"|an mich|zu schicken|zu senden|bitte|zu bekommen)",
    rf"(?:bitte|wünsche|möchte|will) (?:\w+ )?(?:keine|keinerlei) (?:weiteren? |solchen? |eurer )*{_MAILS}(?: mehr)?(?= ?$"
    rf"|[.,;!)]| an| ich| danke| post)|keine (?:weiteren? |solchen? |eurer )*{_MAILS} mehr|(?:stop|schluss|aufhören"
    r"|ende) mit (?:den|diesen|dem) \w*(?:mails|rundmails|zeug|newsletter|spam)",
    rf"(?:diese|die|eure|den|solche|der)(?: [\w-]+)? {_MAILS}(?: [\w'-]+){{0,8}}? (?:nicht mehr|nicht länger|ersparen|einstellen"
    r"|abbestellen|sparen|abbestelle|kündigen|abstellen|nimmer)",
    rf"(?:möchte|will|wünsche|brauche|brauch)(?: ich)?(?: [\w'-]+){{0,8}}? {_MAILS}(?: [\w'-]+){{0,8}}? (?:nicht mehr|mehr)"
    rf"|(?:schickt|schicken sie|sendet|senden sie|schick|schreibt)(?: mir)?(?: [\w'-]+){{0,4}} (?:nichts mehr|keine \w+ mehr"
    rf"|keine {_MAILS}|bitte nichts)|(?:möchte|will)(?: [\w'-]+){{0,6}} (?:nichts mehr (?:bekommen|erhalten|hören)"
    r"|nicht mehr angeschrieben|keine post mehr)",
    r"(?:schickt|schicken sie|sendet|senden sie|schick)(?: [\w'-]+){0,4}? (?:keine|nichts) mehr(?= ?$|[.,;!]| per| an| zu)",
    r"(?:möchte|will|wünsche|brauche) (?:ich )?(?:sie|die|diese|das)(?: [\w'-]+){0,5}? nicht (?:mehr"
    r"|länger)(?: \w+)? (?:erhalten|bekommen|haben|lesen)",
    rf"(?:will|möchte|wünsche)(?: [\w'-]+){{0,4}}? (?:aus|von|vom) (?:\w+ )?{_LIST}|bitte ohne {_LIST}",
    r"(?:bitte |mich )+(?:abmelden|austragen|abbestellen)(?= ?$|[.,;!])|^\W*(?:abmelden|austragen|abmeldung|unsubscribe"
    r"|abbestellen|bitte abmelden|stop|abmelden bitte|bitte austragen)(?: bitte| danke)*(?:\W*$|,)|(?:abmeldung|abbestellung) (?:vom"
    r"|des|der|von) \w+|meine (?:e-?mail-?|mail-?)?adresse(?: \w+){0,4} (?:löschen|entfernen|streichen)|(?:löscht|löschen sie"
    r"|entfernt) (?:bitte )?(?:meine|diese) \w*adresse|(?:könnt|könntet|kannst|können) (?:ihr |du |sie )?mich (?:bitte |endlich "
    r"|mal )*(?:austragen|abmelden|rausnehmen|löschen)|unsubscribe me|remove me from|take me off",
)
_ABOUT_EVENT = any_of(
    r"schicht|liste der (?:teilnehm|anwesend)\w*|teilnehmerliste|helferliste|ersatzliste|nachrückerliste|dienstplan|antrag\w*"
)
_NOT = any_of(
    r"nicht (?:aus dem verteiler|abmelden|austragen|streichen|löschen)|nicht dass|wär(?:e)? das letzte|auf keinen fall"
    r"|bloß nicht|(?:wieder|neu) (?:in den|auf den|aufnehmen)|doppelt|dreifach|zweimal|beide adressen|nicht daß"
    r"|weiter(?:hin)? (?:bekommen|erhalten|lesen)|lese ich|statt(?:dessen)? (?:per|lieber)|lieber (?:per|als|mit der) post"
    r"|nur (?:noch )?per post|per brief|alte adresse|an die alte|mahnungen?"
)


def unsubscribe_of(letter: Letter, so_far: Part) -> Part:
    """The wish for no more circulars; not where the sentence speaks of a shift and only that."""
    for sentence in letter.sentences:
        folded = sentence.folded
        if sentence.number in so_far.sentences and any(finding.kind != "resignation" for finding in so_far.findings):
            continue
        if is_quoted(letter.text, sentence) or not _WANTS.search(folded) or _ABOUT_EVENT.search(folded):
            continue
        if _NOT.search(folded) and not any_of(_LIST + "(?: [\\w-]+){0,4} (?:löschen|nehmen|streichen|austragen)|nehmt mich aus").search(
            folded
        ):
            continue
        if _names_a_shift(letter, sentence.number) and not any_of(f"{_MAILS}|{_LIST}").search(folded):
            continue
        found = Finding(
            "unsubscribe", confidence=confidence_of("unsubscribe.no_more_mail"), evidence=sentence.text, rule="unsubscribe.no_more_mail"
        )
        return Part((found,), sentences=frozenset((sentence.number,)))
    return Part()


def _names_a_shift(letter: Letter, number: int) -> bool:
    return any(thought.task.shifts or thought.own.events for thought in letter.thoughts if thought.sentence.number == number)


def touches_mail(folded: str) -> bool:
    """Whether the sending of mails itself is spoken of: a person decides what was meant."""
    return bool(any_of(rf"{_LIST}|per post|statt (?:per )?mail|abmelden|austragen|abbestell\w*").search(folded))
