"""Is a claim about dues the writer's own, of now, and made without a catch?"""

from mailer.reading.answers.dues_asked import is_paid
from mailer.reading.answers.thoughts import Letter
from mailer.reading.answers.voice import is_about_somebody
from mailer.reading.answers.words import any_of, words_of

_SHORT = 16  # words; in longer sentences a day may belong to anything
_IN_PART = any_of(
    r"offen sind|hälfte|doppelt|fehlt|fehlen|nur noch|(?<!auch\s)den rest|der rest|fehlende\w*|übersehen|nicht mehr offen|restliche\w*"
    r"|zu wenig"
    r"|für (?:meine[nr]?|unsere[nr]?) \w+"
    r"|hat \w+ (?:schon |bereits )?(?:bezahlt|gezahlt|überwiesen)"
)
_OVER = any_of(r"entweder|solange ihr|wenn ihr|mein\w* (?:sohn|tochter|mann|frau|kind)")
_ASKS_PAPERS = any_of(
    r"(?:schickt|schick|schicken|sendet|senden|gebt|gib|nennt|nenn|sagt|mailt|mail|brauche|bräuchte)(?: [\w']+){0,5}? (?:iban"
    r"|kontonummer|kontodaten"
    r"|bankverbindung|quittung|\w*bescheinigung|\w*bestätigung|rechnung|verwendungszweck)"
)
_PROMISES_NOTHING = any_of(
    r"(?:zahle?|überweise?)(?: [\w']+){0,6}? (?:nicht(?! per| mit)|nichts|kein\w*)|weder|(?:werde|will)(?: [\w']+){0,6}? nicht"
    r" (?:bezahlen|zahlen|überweisen)|dann (?:zahle?|überweise?) ich(?: auch| gern\w*)? wieder"
)
_WITHOUT = any_of(
    r"solange|(?:nicht|nichts)(?: \w+){0,2},? bevor (?!ich)|vorher nicht|erst wenn (?!ich|wir|die rente|mein\w*|das gehalt|der lohn"
    r"|das geld)\w+"
    r"|(?:wenn|sobald|falls) (?:ihr|sie|man|du|sich|von)|(?:wenn|sobald|falls) (?:der|die|das|euer|eure) (?!\w*(?:rente|lohn|gehalt|geld"
    r"|bafög|erstattung|gutschrift|nachzahlung|honorar|prämie|vertrag|karte"
    r"|kärtchen|sparkasse|automat|kinder|überweisung|rechnung|iban|schicht|arbeit|jobcenter)|\w*(?:bank|amt|kasse) |tan |pin )\w+",
)
_THEIR_DUES = any_of(r"(?:seinen|seine|ihren|ihre) (?:\w+ ){0,2}(?:\w*beitr[aä]ge?|rückstand|schulden)")
_BY_HEARSAY = any_of(r"vielleicht|womöglich|angeblich|meint|weiß nicht")
_THEY_PAY = any_of(r"(?:mein|meine|unser|unsere) \w+ (?:hat|zahlt|überweist|hatte) (?:seinen|ihren)|(?:er|sie) schämt sich")
_OF_ANOTHER = any_of(
    r"(?:wird|kann|könnte|hat|will|möchte) (?:er|sie) (?:sich|wohl|es|nicht|selbst)",
    r"(?:mein|meine|unser|unsere) (?:\w+ )?(?:mann|frau|sohn|tochter|vater|mutter|bruder|schwester|junge|mitbewohner\w*|freundin|freund)"
    r" (?:\w+ )?(?:liegt|sitzt|lebt|studiert|kann|ist (?:\d+|dement|krank|im|in|erst|noch)|zahlt (?:ihren|seinen))",
)
_SOON = any_of(
    r"(?:ende (?:der|dieser|des) |(?:bis|am|zum) )(?:woche|monats|\w+ende)|morgen|übermorgen|spätestens|bis (?:\w+tag|morgen|ende|zum)"
    r"|(?:nächste|kommende) woche"
    r"|heute noch|noch heute|heute abend|sobald"
    r"|demnächst"
)
_HAVE_SINCE = any_of(r"(?:habt|haben|hast|ist|sind|liegt)(?: [\w']+){0,4} seit (?:gestern|vorgestern|\w+tag|letzte[rm]?|dem|der) ?\w*")
_GOES = any_of(r"geht|gehen|gehts|geht's|kommt|kommen|folgt|zahle?|überweise?|mache?|erledige?")
_DONE = any_of(
    r"gestern|vorgestern|schon|bereits|längst|letzte\w*|vorige\w*|vorhin|eben|soeben|gerade|grad|heute (?:früh|morgen"
    r"|vormittag)"
)
_EXPECTED = any_of(r"(?:müsste|sollte|dürfte|wird wohl)[^.,!?\n]{0,40}|heute morgen|gestern morgen")
_WRITER = any_of(r"ich|wir|mir|mich|uns")


def in_its_time(claim: str | None, folded: str) -> str | None:
    """A payment told of as done that lies ahead is a promise ("morgen ist es überwiesen"), and the other way round."""
    if len(words_of(folded)) > _SHORT:
        return claim
    ahead = _SOON.search(_EXPECTED.sub("_", folded))
    if claim == "paid" and ahead and not _DONE.search(folded):
        return "promise"
    if claim == "promise" and not ahead and _HAVE_SINCE.search(folded):
        return "paid"
    return "paid" if claim == "promise" and not ahead and not _GOES.search(folded) and is_paid(folded) else claim


def is_anothers(letter: Letter) -> bool:
    """Whether a sentence tells of somebody else who pays or cannot: "um seinen Beitrag kann er sich nicht kümmern"."""
    return any(_OF_ANOTHER.search(one.folded) and not _WRITER.search(one.folded) for one in letter.sentences)


def is_doubtful(claim: str, folded: str) -> bool:
    """Whether a claim is only of a part, of another time or of somebody else, or held against the board."""
    doubts = {"paid": _IN_PART, "hardship": _OVER, "promise": _WITHOUT, "dispute": _WITHOUT}
    if claim in {"paid", "promise"} and (_ASKS_PAPERS.search(folded) or (_THEIR_DUES.search(folded) and not _WRITER.search(folded))):
        return True
    if claim == "paid" and _BY_HEARSAY.search(folded):
        return True
    if _THEY_PAY.search(folded) or (claim == "hardship" and is_about_somebody(folded)):
        return True
    if claim == "promise" and _PROMISES_NOTHING.search(folded):
        return True
    return claim in doubts and bool(doubts[claim].search(folded))
