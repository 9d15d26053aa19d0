"""Does the writer want no more circulars?"""

from mailer.model.reading import Finding
from mailer.reading.answers.clauses import Sentence, is_quoted
from mailer.reading.answers.confidence import confidence_of
from mailer.reading.answers.gates import Gate
from mailer.reading.answers.names import is_first_name
from mailer.reading.answers.parts import NOTHING, Part
from mailer.reading.answers.thoughts import Letter
from mailer.reading.answers.words import any_of, words_of

_MAILS = (
    r"(?:\w*rund(?:mails?|briefe?n?|schreiben|post)|\w*mails?|\w*e-mails?|newsletter\w*|\w*infos?|\w*nachrichten|einladung(?:en"
    r"|smails?)?|\w*einladungsmails?|werbung|einberufung(?:en)?|\w*verteiler\w*|sofortinfos?|mailings?|post|schreiben"
    r"|\w*informationen|\w*benachrichtigungen|zuschriften|zusendungen?|briefe|terminmails"
    r"|zeug|spam|\w+brief(?:e|en|s)?|\w*terminserien?|\w*aufrufe?|\w+post|\w*sendungen)"
)
_LIST = (
    r"(?:\w*verteiler\w*|\w*(?:einladungs|versand|kontakt|post)liste|\w*mailingliste\w*|\w*mailverteiler|\w*adressliste"
    r"|\w*empfängerliste|\w*mailliste|\w*e-mail-liste"
    r"|newsletter\w*|\w*emailliste|\w*datei|\w*kartei|mitteilungsliste|\w*rundmail\w*|\w*rundbrief\w*|mailings?|mail(?:ding|dings|zeug)"
    r"|elternmail|\w*-mails?|(?:mieter|bewohner|haushalts|haus|abo|abonnenten|interessenten)liste)"
)
_WANTS = any_of(
    r"(?:nehmt|nehmen sie|nimm|streicht|streichen sie|streich|löscht|löschen sie|lösch|tragt|tragen sie|trag|werft|schmeißt"
    rf"|entfernt|entfernen sie)(?: [\w'-]+){{0,8}}? (?:aus|ausm|von|vom)(?: \w+){{0,2}} {_LIST}",
    rf"(?:aus|ausm|von|vom)(?: [\w-]+){{0,3}} {_LIST}(?: [\w'-]+){{0,6}}? (?:löschen|streichen|nehmen|austragen|entfernen|(?:he)?raus\w*"
    r"|abmelden|runter\w*|herunter\w*|zu nehmen|zu löschen|zu streichen|gestrichen|genommen|gelöscht|ausgetragen)",
    rf"(?:löschen|streichen|nehmen|austragen|entfernen|abmelden)(?: [\w'-]+){{0,6}}? {_LIST}",
    rf"(?:raus|runter|weg|fort) (?:aus|ausm|von|vom)(?: [\w-]+){{0,3}} {_LIST}|(?:streichung|löschung|austragung|entfernung"
    rf"|herausnahme)(?: \w+){{0,3}} (?:aus|von|vom)(?: \w+){{0,2}} {_LIST}"
    rf"|{_MAILS} (?:will|möchte|brauche?|wünsche?) ich(?: \w+){{0,4}}? (?:keine?n?|nicht mehr|nimmer)|keine (?:lust|zeit|nerven"
    rf"|verwendung) (?:mehr )?(?:auf|für) (?:\w+ )?{_MAILS}"
    rf"|(?:verschon\w*|lasst|lass|lassen sie)(?: sie| bitte)? (?:mich|uns)(?: [\w'-]+){{0,4}} (?:mit|von) (?:\w+ ){{0,2}}(?:{_MAILS}"
    rf"|\w*terminen)(?: \w+){{0,4}}(?= ?$|[.,;!])"
    rf"|{_MAILS} (?:kündige|storniere) ich|(?:kündige|storniere)(?: ich| hiermit| den| die| das| euren?)* {_MAILS}"
    r"|(?:widerspreche|widersprechen|untersage)(?: [\w'.-]+){0,6}? (?:zusendung|versand|erhalt|zustellung|zusenden)"
    rf"|(?:mich|uns)(?: [\w'-]+){{0,4}} (?:von|aus) (?:der|dem|jeder|weiterer) (?:zusendung|versand|zustellung"
    rf"|{_LIST})(?: [\w'-]+){{0,6}} (?:auszunehmen|zu verschonen|ausnehmen|verschonen)"
    rf"|{_MAILS} (?:bitte |ab jetzt |künftig )*nicht mehr an (?:mich|uns)(?= ?$|[.,;!])|(?:diese|die|eure) liste(?: \w+)? (?:brauche?|will"
    rf"|lese) ich nicht mehr",
    rf"{_LIST} (?:bitte |künftig )*ohne mich|nicht (?:mehr|länger) (?:im|in den|auf dem|auf den|auf der) (?:\w+ )?{_LIST}"
    r"|einwilligung(?: [\w'-]+){0,8}? (?:widerrufe\w*|zurück\w*)|widerrufe(?: [\w'-]+){0,4}? einwilligung"
    r"|(?:hört|hören sie|hör)(?: \w+){0,2} auf(?: \w+){0,2},? (?:mir|uns)(?: [\w'-]+){0,5}? (?:zu )?(?:schicken|schreiben|senden|mailen)",
    r"(?:bitte |mir |uns |einfach |künftig |ab sofort )+(?:nichts|nix) mehr (?:zu)?(?:schicken|senden|mailen)|nicht mehr an(?:zu)?schreiben"
    r"|(?:schickt|schick|schicken sie|sendet|senden sie|mailt)(?: \w+){0,4} (?:das|die|sie|sowas|so was)(?: \w+){0,3} nicht mehr"
    r"|(?:spart|sparen sie|erspart|ersparen sie)(?: [\w'-]+){0,4} (?:zusendung\w*|mails?|post|rundbriefe?|zuschriften)",
    rf"{_MAILS}(?: [\w'-]+){{0,8}}? (?:bestelle?|bestellt)(?: [\w'-]+){{0,6}}? ab(?= ?$|[.,;!])|(?:bestelle?"
    rf"|bestellt)(?: [\w'-]+){{0,3}}? {_MAILS}"
    rf"(?: [\w'-]+){{0,5}}? ab(?= ?$|[.,;!])|{_MAILS}(?: \w+){{0,3}} (?:könnt|können|könntet|dürft)(?: \w+){{0,5}} (?:ersparen|sparen"
    rf"|abbestellen|abstellen|einstellen|weglassen|stoppen|sein lassen)"
    rf"|{_MAILS} (?:bitte |mir |an mich )*(?:einstellen|abstellen|stoppen|weglassen)|\w*verteiler:? (?:bitte )?raus"
    rf"|{_MAILS}(?: \w+){{0,3}} (?:braucht|müsst|brauchen|müssen)(?: \w+){{0,4}} nicht(?: mehr)? (?:zu )?(?:schicken|senden|mailen)"
    rf"|(?:stellt|stellen sie|stell)(?: [\w'-]+){{0,3}} (?:versand|zusendung\w*|zustellung|{_MAILS})(?: [\w'-]+){{0,4}} ein(?= ?$|[.,;!])"
    r"|(?:schreibt|schreiben sie|schreib|mailt|mailen sie)(?: (?:mir|uns|bitte|doch|einfach))+ (?:nicht|nie) (?:mehr|wieder)"
    rf"|(?:gar )?keine (?:\w+ )?{_MAILS} und keine (?:\w+ )?{_MAILS}|gar keine {_MAILS}(?= ?$|[.,;!])",
    r"(?:meine|diese|unsere|die) \w*adresse(?: bitte)?(?: wieder)? raus\w*|(?:bitte )?\w*adresse (?:bitte )?(?:entfernen|löschen)(?= ?$"
    r"|[.,;!])"
    rf"|\w*adresse raus (?:aus|von) (?:\w+ ){{0,2}}{_LIST}",
    r"(?:keine|nicht mehr|keinerlei|nichts mehr|ohne|kein)(?: weiteren| weitere| solchen?| diese\w*| eurer?| mehr| der"
    rf"| solche)*(?: [\w-]+)? ?{_MAILS}(?: mehr)?(?: [\w']+){{0,4}}? (?:mehr|schicken|schickt|senden|bekommen|erhalten|zusenden|zusendet"
    rf"|zu übersenden|zuzusenden|kriegen"
    r"|an mich|zu schicken|zu senden|bitte|zu bekommen)",
    rf"(?:bitte|wünsche|möchte|will) (?:\w+ )?(?:keine|keinerlei) (?:weiteren? |solchen? |eurer )*{_MAILS}(?: mehr)?(?= ?$"
    rf"|[.,;!)]| an| ich| danke| post)|keine (?:weiteren? |solchen? |eurer )*{_MAILS} mehr|(?:stop|schluss|aufhören"
    r"|ende) mit (?:den|diesen|dem) \w*(?:mails|rundmails|zeug|newsletter|spam)",
    rf"(?:diese|die|eure|den|solche|der)(?: [\w-]+)? {_MAILS}(?: [\w'-]+){{0,8}}? (?:nicht mehr|nicht länger|ersparen|einstellen"
    r"|abbestellen|sparen|abbestelle|kündigen|abstellen|nimmer)",
    rf"(?:möchte|will|wünsche|brauche|brauch)(?: ich)?(?: [\w'-]+){{0,8}}? {_MAILS}(?: [\w'-]+){{0,8}}? (?:nicht mehr|mehr)"
    rf"|(?:schickt|schicken sie|sendet|senden sie|schick|schreibt)(?: mir)?(?: [\w'-]+){{0,4}} (?:nichts mehr|keine \w+ mehr"
    rf"|keine (?:weiteren |solchen )?{_MAILS}|bitte nichts)|(?:möchte|will)(?: [\w'-]+){{0,6}} (?:nichts mehr (?:\w+ )?(?:bekommen"
    rf"|erhalten|hören)"
    r"|nicht mehr angeschrieben|keine post mehr)",
    rf"verzichte(?: ich)?(?: \w+){{0,3}} auf (?:\w+ )?{_MAILS}|auf (?:\w+ )?{_MAILS} (?:verzichte|kann ich verzichten)",
    r"(?:schickt|schicken sie|sendet|senden sie|schick)(?: [\w'-]+){0,4}? (?:keine|nichts) mehr(?= ?$|[.,;!]| per| an| zu)",
    r"(?:möchte|will|wünsche|brauche) (?:ich )?(?:sie|die|diese|das)(?: [\w'-]+){0,5}? nicht (?:mehr"
    r"|länger)(?: \w+)? (?:erhalten|bekommen|haben|lesen|kriegen)",
    rf"(?:will|möchte|wünsche)(?: [\w'-]+){{0,4}}? (?:aus|von|vom) (?:\w+ )?{_LIST}|bitte ohne {_LIST}",
    r"(?:bitte |mich )+(?:abmelden|austragen|abbestellen)(?= ?$|[.,;!])|^\W*(?:abmelden|austragen|abmeldung|unsubscribe"
    r"|abbestellen|bitte abmelden|stop|abmelden bitte|bitte austragen)(?: bitte| danke)*(?:\W*$|,)|(?:abmeldung|abbestellung) (?:vom"
    r"|des|der|von) \w+|meine (?:e-?mail-?|mail-?)?adresse(?: \w+){0,4} (?:löschen|entfernen|streichen)|(?:löscht|löschen sie"
    r"|entfernt) (?:bitte )?(?:meine|diese) \w*adresse|(?:könnt|könntet|kannst|können) (?:ihr |du |sie )?mich (?:bitte |endlich "
    r"|mal )*(?:austragen|abmelden|rausnehmen|löschen)|unsubscribe me|remove me from|take me off",
)
_ABOUT_EVENT = any_of(
    r"schicht|liste der (?:teilnehm|anwesend)\w*|teilnehmerliste|helferliste|ersatzliste|nachrückerliste|antrag|antrags|anträgen?"
)
_NOT = any_of(
    r"nicht (?:(?:aus|vom|von)(?: der| dem| eurem| eurer)? (?:\w*verteiler|liste)|abmelden|austragen|streichen|löschen)|nicht dass"
    r"|wär(?:e)? das letzte|auf keinen fall"
    r"|bloß nicht|(?:wieder|neu) (?:in den|auf den|aufnehmen)|doppelt|dreifach|zweimal|beide adressen|nicht daß"
    r"|weiter(?:hin)? (?:bekommen|erhalten|lesen)|lese ich|statt(?:dessen)? (?:per|lieber)|lieber (?:per|als|mit der) post"
    r"|nur (?:noch )?(?:per post|briefe?|post|papier|auf papier)|per brief|für \w*(?:frauen|senior|jugend|männer|kinder)\w*|alte adresse"
    r"|an die alte|mahnungen?(?! per mail)|kein\w* (?:genoss\w+|mitglied) mehr"
)
_LACKS = any_of(
    rf"(?:hat|hab|habe|haben|bekomme\w*|krieg\w*|erhalte\w*|liest|finde|kam|kamen)(?: (?:ich|wir|er|sie|jetzt|seit|ja|doch|leider|sofort"
    rf"|aber|nur|immer|wohl|offenbar|diesmal|nie"
    rf"|ab|auch|gar|von"
    rf"|euch|bisher|noch|einfach|hier|so)){{0,4}} (?:keine?|die|eure) (?:\w+ )?{_MAILS}(?: (?!bitte)\w+){{0,3}} (?:mehr|nicht mehr"
    rf"|bekommen|erhalten|gekriegt)"
)
_FROM_THE_LIST = any_of(
    r"(?:nehmt|nimm|nehmen sie|streicht|streich|tragt|trag|löscht|lösch|löschen sie|werft|schmeißt|schmeiß)(?: [\w'-]+){0,7}? (?:aus"
    r"|von) (?:der|eurer"
    r"|ihrer|deiner|dieser) liste",
    r"(?:aus|von) (?:der|eurer|ihrer|deiner|dieser) liste(?: \w+){0,3}? (?:nehmen|runter|raus|rausnehmen|streichen|schmeißen|löschen"
    r"|werfen|entfernen"
    r"|austragen)",
)
_NO_READER = any_of(
    r"wohn\w*(?: [\w'-]+){0,5}? nicht mehr|nicht mehr(?: [\w'-]+){0,4}? (?:wohn\w*|leb\w*)|weggezogen|fortgezogen|verzogen|umgezogen"
    r"|(?:nach|in) \w+"
    r" (?:gezogen|leben|lebe|wohnen|wohne)|eurer|lese\w*|liest|ungelesen|klick\w*|papierkorb|spam|\w*mails?|\w*infos?|\w*rundbrief\w*"
    r"|newsletter"
    r"|widerruf|interesse|interessiert|insta\w*|facebook|telegram|whatsapp|satt|dauerhaft|zu viele?|so viele|nerv\w*|genervt|verkauft"
    r"|in (?:frieden|ruhe)|brauche? ich nicht|krieg\w* (?:das|alles|die)|adresse|bekomm\w* (?:das|alles|euren?|die)|webseite|gewechselt"
    r"|nicht meins"
)
_TWICE = any_of(r"doppelt|dreifach|zweimal|beide adressen")
_ONE_ADDRESS = any_of(r"(?:dienstliche|private|berufliche|alte|andere|zweite|eine)[nr]? \w*adresse|beide adressen")
_ONLY_SOME = any_of(
    r"weiter(?:hin)? (?:bekommen|kriegen|erhalten|haben)|nur (?:noch )?(?:sms|signal|whatsapp|anrufe|telefon)"
    r"|neue\w* \w*adresse(?: \w+){0,3} (?:folgt|kommt|später|nach)"
)
_READER_IS_ANOTHER = any_of(r"(?:wird|versteht|kann|liest|braucht|sitzt|liegt)(?! ich)")
_COMES = any_of(
    r"(?:komme?|kommen|bin (?:\w+ )?dabei|bin (?:\w+ )?da|kann (?:\w+ )?nicht|fehle|zusage|absage|nehme (?:\w+ )*teil"
    r"|sage (?:\w+ )*(?:zu|ab))"
)
_WRITER = any_of(r"ich|wir|mir|mich|uns|bitte|hiermit")
_TO_ANOTHER = any_of(r"(?:schreibt|schickt|schick|sendet|mailt)(?: bitte| doch)? (?:meine[mr]|unsere[mr]|ihm|ihr|ihnen) (?!\w*adresse)\w+")
_AT_ONE_ADDRESS = any_of(
    r"(?:an|auf) (?:die|meine|diese|der|meiner) (?:\w+ )?(?:\w*adresse|arbeit|firma|\w*mail)|(?:ins|im) (?:büro"
    r"|geschäft|amt)"
)
_STRIKES_OUT = any_of(
    r"(?:tragt|trag|nehmt|nimm|meldet|nehmen sie|tragen sie|melden sie) (?:mich|uns)(?: \w+){0,3} (?:aus|raus|ab)(?= ?$|[.,;!])"
    r"|(?:könnt|könntet|kannst)(?: ihr| du)? (?:mich|uns)(?: \w+){0,2} (?:austragen|rausnehmen|abmelden)"
)
_READS_NOTHING = any_of(
    r"warum (?:krieg|bekomm)\w* ich|lese (?:die|das|es|sie|eh|ohnehin|sowieso|alles)|ungelesen|webseite|papier|postfach|\w*mails"
    r"|\w+-knopf|\w+-link"
    r"|rundbriefe?|newsletter"
)


_SENDING = any_of(rf"{_LIST}|per post|statt (?:per )?mail|abmelden|austragen|abbestell\w*")
_OF_THE_LIST = Gate(_WANTS, _FROM_THE_LIST, _STRIKES_OUT)


def unsubscribe_of(letter: Letter, so_far: Part) -> Part:
    """The wish for no more circulars; not where the sentence speaks of a shift and only that."""
    if not _OF_THE_LIST.opens(letter.folded):
        return NOTHING
    for sentence in letter.sentences:
        if _is_wish(sentence, letter, so_far):
            found = Finding(
                "unsubscribe", confidence=confidence_of("unsubscribe.no_more_mail"), evidence=sentence.text, rule="unsubscribe.no_more_mail"
            )
            return _told(found, sentence.number, letter)
    return NOTHING


def _is_wish(sentence: Sentence, letter: Letter, so_far: Part) -> bool:
    """Whether the sentence wishes for no more mails, for the writer and for all of them."""
    folded = _LACKS.sub("_", sentence.folded)
    if sentence.number in so_far.sentences and any(finding.kind not in {"resignation", "dues"} for finding in so_far.findings):
        return False
    if not _wants_none(folded, letter) or _ABOUT_EVENT.search(folded) or is_quoted(letter.text, sentence):
        return False
    if _is_of_another(sentence.folded) or (_AT_ONE_ADDRESS.search(folded) and _gives_new_data(so_far)):
        return False
    if _ONLY_SOME.search(letter.folded) or (_READER_IS_ANOTHER.search(folded) and not _WRITER.search(folded)):
        return False
    if _is_of_a_shift(folded, letter) or (_TWICE.search(letter.folded) and _ONE_ADDRESS.search(letter.folded)):
        return False
    if _NOT.search(folded) and not any_of(_LIST + "(?: [\\w-]+){0,4} (?:löschen|nehmen|streichen|austragen)|nehmt mich aus").search(folded):
        return False
    return not _names_a_shift(letter, sentence.number) or bool(any_of(f"{_MAILS}|{_LIST}|liste|an(?:zu)?schreiben").search(folded))


def _told(found: Finding, number: int, letter: Letter) -> Part:
    """The wish with its sentence; where another clause of it answers for an event, with the clauses that do not."""
    inside = [one for one in letter.thoughts if one.sentence.number == number]
    of_mail = any_of(f"{_MAILS}|{_LIST}|liste|austragen|abmelden")
    free = [one for one in inside if not of_mail.search(one.clause.folded)]
    answering = [one for one in free if one.said and (one.own.events or _COMES.search(one.clause.folded))]
    again = {one.number for one in letter.sentences if _STRIKES_OUT.search(one.folded) or _FROM_THE_LIST.search(one.folded)}
    if not answering:
        return Part((found,), sentences=frozenset({number, *again}))
    return Part((found,), clauses=frozenset(one.clause.start for one in inside if one not in answering))


def _is_of_another(folded: str) -> bool:
    """Whether somebody else shall get nothing more: "Schreibt meinem Mieter nichts mehr", "nehmt Gerda aus dem Verteiler"."""
    return bool(_TO_ANOTHER.search(folded)) or (not _WRITER.search(folded) and any(is_first_name(word) for word in words_of(folded)))


def _gives_new_data(so_far: Part) -> bool:
    return any(finding.kind == "contact_change" for finding in so_far.findings)


def _wants_none(folded: str, letter: Letter) -> bool:
    """Whether the sentence refuses further mails; "aus der Liste" does where the letter tells why nothing more is read."""
    return bool(_WANTS.search(folded)) or bool(
        (_FROM_THE_LIST.search(folded) and _NO_READER.search(letter.folded))
        or (_STRIKES_OUT.search(folded) and _READS_NOTHING.search(letter.folded))
    )


def _is_of_a_shift(folded: str, letter: Letter) -> bool:
    """Whether a bare "bitte austragen" stands beside a shift, and mails are nowhere spoken of."""
    if any_of(f"{_MAILS}|{_LIST}|liste|an(?:zu)?schreiben|\\w*adresse").search(letter.folded):
        return False
    return any(thought.task.shifts for thought in letter.thoughts) and any_of("austragen|abmelden|streichen").search(folded) is not None


def _names_a_shift(letter: Letter, number: int) -> bool:
    return any(thought.task.shifts or thought.own.events for thought in letter.thoughts if thought.sentence.number == number)


def touches_mail(folded: str) -> bool:
    """Whether the sending of mails itself is spoken of: a person decides what was meant."""
    return bool(_SENDING.search(folded))
