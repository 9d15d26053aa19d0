"""Is something left of the letter that sounds like coming or staying away, where other things were understood?"""

from mailer.reading.answers.parts import NOTHING, Part
from mailer.reading.answers.thoughts import Letter, Thought
from mailer.reading.answers.words import any_of

_PRESENCE = any_of(
    r"dabei|coming|(?<!^)da|^da bin ich|zugegen|anwesend|komm\w*|käme|sitze?|setze?(?: ich)? mich|bleibe?|rein|vorbei|hin|teil(?!t mich"
    r"|t uns)\w*|mich selbst|natürlich mich|am tisch"
    r"|trotzdem bin|vertrete|ohne mich"
    r"|zusage|absage|erscheine|fehle|tisch|gedecke?|platz|plätze|stuhl|stühle|alm|verhindert|reise|fahre"
)
_IS_SOMEWHERE = any_of(
    r"(?:bin|wir sind|sind wir|^sind)(?! (?:\w+ )?zu (?:\w+ (?:für|zum|um|dafür)|\w+$))(?: [\w'.:-]+){0,6}? (?:bei|in|im|auf|am|zu|beim"
    r"|zur|zum|unterwegs|verreist|weg|fort|raus|dort|hier|daheim|zuhause)"
)
_AT_AN_HOUR = any_of(
    r"(?:um|gegen|ab|kurz (?:nach|vor)|viertel (?:nach|vor)|halb|schon|punkt) (?:um |halb |viertel (?:nach |vor )?|\d{1,2}(?:[.:]\d\d)?"
    r"|\w+)(?: \w+){0,2} (?:bin ich|sind wir|da|bei euch|dort|vor ort|am \w+|in der \w+|zur stelle)|(?:bin|sind) (?:\w+ ){0,3}(?:um"
    r"|gegen|ab|schon) \w+"
)
_LIMITED = any_of(
    r"(?:früher|eher) (?:\w+ ){0,3}(?:komm|geht|kann|schaff|bin|los)\w*|(?:komme?|kann|schaffe?|bin)(?: [\w'.-]+){0,3} (?:erst"
    r"|nicht früher|nicht vor"
    r"|nicht eher) .*"
)
_WRITER = any_of(r"ich|coming|wir|mich|uns|bin|komme?|bleibe?|sitze?|setze?|^\W*(?:und |aber )?sind|vertrete")
_WRITER_OUTRIGHT = any_of(r"ich|wir|mich|mir|uns|^\W*(?:bin|komme?|sind|sitze|bleibe)")  # a motion's own words speak of "sich" and "man"
_NEAR_WRITER = any_of(r"nur|namensschild|teilnahme|anreise|passt|persönlich|selbst|ob|hängt|freue")
_OF_THE_REST = any_of(
    r"\w*antr[aä]g\w*|beantrage\w*|anhang|anlage|\S+@\S+|\w*adresse|\w*nummer|verteiler|mails?|newsletter|rundbrief\w*|post|danke\w*"
    r"|viel (?:spaß|erfolg)"
    r"|gruß|grüße"
)
_NO_ANSWER = any_of(
    r"danke\w*|freu\w*|gruß|grüße|gespannt|bescheid|melde|später|wie immer|froh|sicher|hoffe|wünsche|schreib\w*|sage?|neu"
    r"|umgezogen|erreichbar|wohne|angemeldet|eingetragen|zugesagt"
    r"|zahl\w*|überw\w*|mitglied\w*|genoss\w*|partei|ohnehin|nirgends|dankbar|leid|immer noch|seit|war|warum|weil|da ich|wo|jahre?|gewogen"
    r"|treu|verbunden|nütze"
    r"|nicht im vorstand|mühe|eh|ja (?:eh|ohnehin|sowieso)|früher (?:komme|kann|schaffe|bin) ich nicht|nicht (?:früher )?(?:aus|von) der"
    r"|(?:im|in meinem) (?:kofferraum|keller|auto|schuppen)"
    r"|in der garage|auf dem (?:hof|hänger|anhänger)"
)


def remnants_of(letter: Letter, so_far: Part) -> Part:
    """The doubt that an answer about coming was overlooked: a clause of the writer's own about being there that no kind has read."""
    if not so_far.findings or not letter.agenda.known or any(finding.kind in {"rsvp", "resignation"} for finding in so_far.findings):
        return NOTHING
    overlooked = any(_sounds_like_coming(thought, so_far) or _names_an_event(thought, so_far) for thought in letter.thoughts)
    return Part(doubts=("reading_doubts.partly_understood",)) if overlooked else NOTHING


def _names_an_event(thought: Thought, so_far: Part) -> bool:
    """Whether a clause sets the writer beside an event, in a sentence that was read for a new address, a motion or the mails alone."""
    folded = thought.clause.folded
    if {finding.kind for finding in so_far.findings} & {"volunteer", "dues"} or _OF_THE_REST.search(folded):
        return False
    return bool(thought.own.events) and not thought.asks and bool(_NEAR_WRITER.search(folded) or thought.said)


def _sounds_like_coming(thought: Thought, so_far: Part) -> bool:
    folded = thought.clause.folded
    if {finding.kind for finding in so_far.findings} == {"motion"} and not _WRITER_OUTRIGHT.search(folded):
        return False
    read = thought.clause.start in so_far.clauses or thought.sentence.number in so_far.sentences or thought.task.shifts
    supposed = folded.startswith(("wenn ", "falls ", "sofern "))
    helps = any(finding.kind == "volunteer" for finding in so_far.findings)
    offered = any(finding.answer == "offered" for finding in so_far.findings)
    if offered and (_AT_AN_HOUR.search(folded) or _LIMITED.search(folded)) and not thought.own.events:
        return False
    return (
        not read
        and not supposed
        and not thought.asks
        and bool(
            (_PRESENCE.search(folded) or (helps and _IS_SOMEWHERE.search(folded)))
            and _WRITER.search(folded)
            and not _NO_ANSWER.search(folded)
        )
    )
