"""Is coming said by merely counting who comes: "Zu zweit", "Premiere: zwei Plätze, bitte", "Lesung mit Mann und Kind"?"""

from mailer.reading.answers.agenda import Agenda
from mailer.reading.answers.gates import Gate
from mailer.reading.answers.guests import PERSON
from mailer.reading.answers.mention import may_open_with_names, names_only
from mailer.reading.answers.names import is_first_name
from mailer.reading.answers.stances import Said, Stance
from mailer.reading.answers.words import NUMBER, any_of, number, pattern

_LEAD = (
    r"(?:bitte|also|und|dabei|teilnahme|zusage|anmeldung|tragt?|meldet|setzt|schreibt|dann|gern|gerne|trotzdem|natürlich|wir|kommen"
    r"|komme|wären|macht|insgesamt|zusammen|ja|ich|melde|hiermit|reserviere"
    r"|reserviert|notiert|notiere|bucht|buche|braucht|brauche|brauchen|nehme|nehmen|hätte|hätten|möchte|möchten|rechnet|plant|mit|für|uns"
    r"|mich|mir|beide|beiden|alle|wohl|diesmal)"
)
_TRAIL = (
    r"(?:bitte|reservieren|vormerken|notieren|freihalten|eintragen|einplanen|haben|nehmen|buchen|ein|an|vor|von uns|von mir|für uns"
    r"|für mich|insgesamt|zusammen|danke|mit mir|einschließlich mir|inklusive mir|am gang|vorn|vorne|hinten|in reihe \w+|aus der \w+"
    r"|aus dem \w+|(?:nah|nahe|dicht|direkt)? ?(?:an|am|bei|neben|vorm|parkett|mittelklasse|rang)(?: [\w-]+){0,3})"
)
_SEATS = r"(?:plätze?|platz|karten?|tickets?|sitze?|sitzplätze|stühle?|stuhl|gedecke?)"
_FOLK = r"(?:person|personen|pers\.?|leute|mann|frauen|köpfe|teilnehmer\w*|stimmberechtigte|erwachsene|hungrige\w*|mäuler|nasen)"
_TOGETHER = r"zu (?:zweit|zweien|dritt|viert|fünft|sechst|siebt|acht|neunt|zehnt|elft|zwölft)"
_COUNT = (
    rf"(?:({NUMBER}|kein|keine|keinen) (?:{_SEATS}|{_FOLK})|{_TOGETHER}|wir (?:zwei|beide|drei|vier|fünf|sechs|sieben)"
    r"|(?:\+ ?|plus )(?:eins|eine|einen|zwei|drei|[1-4]))"
)
_MORE = rf"(?:(?: und| plus| \+|,) (?:{NUMBER}) (?:kind\w*|baby|babys|erw\w*))*"
_COUNTED = pattern(rf"\W*(?:{_LEAD} ){{0,5}}{_COUNT}{_MORE}(?: {_TRAIL}){{0,4}}")
_SOME = (
    rf"(?:(?:(?:mein\w*|unser\w*|ein\w*|zwei|drei|vier|der|den|dem|\d) (?:[\w-]+ )?)?{PERSON}|anhang|familie|kind und kegel|mann und maus)"
)
_WITH = pattern(
    rf"(?:(?:{_LEAD}|aber|nur) ){{0,5}}(?:(?:mit|samt|nebst|inklusive|ohne) {_SOME}(?:(?: und| plus|,) {_SOME}){{0,2}}"
    rf"|{_SOME} und (?:ich|meine wenigkeit)|(?:nur|bloß|lediglich) (?:ich|wir|mich)|(?:ich )?(?:allein|alleine|solo)|{_COUNT})"
    rf"(?: {_TRAIL}){{0,4}}\W*$"
)
_ONE_OR_NONE = pattern(r"(?:\W*|.*\s)(0|1|null|eins)\W*")
_PER_HEAD = any_of(_FOLK)
_NONE = {"kein", "keine", "keinen"}
_GROUP = any_of(
    rf"\W*(?:der|die|das|unser\w*) (?:[\w-]+ ){{1,4}}(?:kommt|reist|rückt|ist) (?:\w+ ){{0,2}}{_TOGETHER}(?: an| da| dabei)?\W*$"
)
_TWO = any_of(
    r"\W*(?:[\w-]+|(?:mein|unser)\w* [\w-]+) und (?:ich|meine wenigkeit) (?:kommen|sind|wären|nehmen|schauen)(?: \w+){0,4}?"
    r" (?:dabei|da|teil|vorbei|mit|am start)\W*$"
)
_I_AND = pattern(rf"\W*(?:also |nur |dann )?ich (?:und|plus|mit|\+|&) (?:{_SOME}|([\w-]+))\W*")
_COUNTS = Gate(_I_AND, _TWO, _GROUP, _COUNTED, _ONE_OR_NONE, _WITH)
_WITH_ME = any_of("mir|mich|ich")
_RIDE = any_of(r"\w*auto|\w*bus|\w*bulli|\w*wagen|kombi|van|transporter|mitfahr\w*|mitnehmen|fahrt|fahre?|anhänger|frei|übrig|noch|passen")


def counted_in(folded: str, sentence: str, agenda: Agenda) -> Said | None:
    """The answer of a folded clause that only counts heads, after naming its event or nothing; None where it says more."""
    if not _COUNTS.opens(folded):
        return None
    mine = _I_AND.fullmatch(folded)
    if mine and (mine.group(1) is None or is_first_name(mine.group(1))):
        return Said(Stance.YES, "headcount")
    if _TWO.match(folded) or (_GROUP.match(folded) and _WITH_ME.search(sentence)):
        return Said(Stance.YES, "headcount")
    if _RIDE.search(sentence):
        return None
    found = _COUNTED.match(folded)
    if found and names_only(folded[found.end() :], agenda):
        return _of_so_many(found.group(1))
    return _below_event(folded, sentence, agenda)


def _below_event(folded: str, sentence: str, agenda: Agenda) -> Said | None:
    """The answer where the event stands before its count: "Lesung (1)", "Hoffest mit Anhang"."""
    if not may_open_with_names(folded, agenda):
        return None
    bare = _ONE_OR_NONE.fullmatch(folded) if _PER_HEAD.search(sentence) else None
    if bare and folded[: bare.start(1)].strip() and names_only(folded[: bare.start(1)], agenda):
        return _of_so_many(bare.group(1))
    for found in _WITH.finditer(folded):
        if folded[: found.start()].strip() and names_only(folded[: found.start()], agenda):
            return _of_so_many(found.group(1))
    return None


def _of_so_many(count: str | None) -> Said:
    """A yes, but a no for nobody."""
    return Said(Stance.NO if count and (count in _NONE or count == "null" or number(count) == 0) else Stance.YES, "headcount")
