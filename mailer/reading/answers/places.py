"""Does a clause set the writer at the event itself: "ich bin um zehn in der Geschäftsstelle", "gern beim Kinoabend"?"""

from mailer.reading.answers.agenda import Agenda, is_word_for
from mailer.reading.answers.clauses import Clause, Sentence
from mailer.reading.answers.stances import Said, Stance
from mailer.reading.answers.words import any_of

_THERE = any_of(
    r"(?:bin|sind|sitze|sitz|stehe|steh|sitzen|stehen)(?: [\w'.:-]+){0,8}? (?:im|in (?:der|dem|eurem|eurer)|auf (?:der|dem|eurem|eurer)"
    r"|beim"
    r"|bei (?:der|eurem|eurer)|vorm|vor (?:der|dem)|an (?:der|dem)|am) (?:\w+en )?([\w-]{4,})(?= ?$| (?:dabei|da|am|um|und|pünktlich"
    r"|mit)(?: |$))"
)
_OWN = any_of("ich|wir|ick|ik", r"^\W*(?:klar |gern\w* |natürlich |ja |und |also |dann )*(?:bin|sind|sitze?|stehe?)")
_NO_ANSWER = any_of(
    r"nicht|nie|kein\w*|nich|net|ohne|kaum|wenn|falls|ob|weil|dass|war|wer|wo|\w*dienst|\w*urlaub|kur|reha|\w*klinik|krank\w*"
    r"|vielleicht|eventuell|evtl|vllt|eher|hoffentlich|wahrscheinlich|raus|dagegen|dafür|mitglied|delegiert\w*|zuständig"
)
_OF_TIME = any_of(r"\w*(?:abend|morgen|mittag|tag|woche|wochenende|ende|anfang|start|stelle|\d)")


def at_event(clause: Clause, sentence: Sentence, agenda: Agenda) -> Said | None:
    """A yes where the writer says to be at a place, or at an occasion, that is an event's own; None otherwise."""
    found = _THERE.search(clause.folded)
    if found is None or sentence.asks or not _OWN.search(clause.folded) or _NO_ANSWER.search(clause.folded):
        return None
    place = found.group(1)
    if _OF_TIME.match(place) and not _is_title(place, agenda):
        return None
    return Said(Stance.YES, "at_event") if is_word_for(place, agenda.names) else None


def _is_title(place: str, agenda: Agenda) -> bool:
    """Whether the word stands in a title as it is, or is longer than the mere time of day: "Kinoabend", "Parteitag"."""
    return any(place in one.title for one in agenda.known) or len(place) > len("nachmittag")
