"""Which of several answers to one event counts?"""

from dataclasses import dataclass

from mailer.reading.answers.stances import Stance
from mailer.reading.answers.thoughts import Thought, of_part_of_day
from mailer.reading.answers.words import any_of, words_of

_CORRECTS = any_of(
    r"doch (?:nicht|nich|kein\w*|absagen|wieder)|korrektur|(?:muss|müssen)(?: [\w']+){0,5} (?:absagen|zurück\w*|passen)"
    r"|sage? (?:\w+ ){0,4}ab|nun (?:\w+ )?doch"
)
_CONCLUDES = any_of(r"^\W*(?:also|spaß\w*|scherz|quatsch|kurz(?:um)?|jedenfalls|tragt mich|da es)")
_OF_COMING = any_of(
    r"\w*komm\w*|käme|stoße?|vorbei|dazu|rein|mit|laufe?|fahre?|singe?|bleibe?|dabei|teil\w*|schaff\w*|klapp\w*|geht|passt|nicht|ja|nein"
    r"|da|hin|absag\w*|fehle?|kann"
)
_UNSURE = any_of("unsicher|unschlüssig|nicht sicher|unentschlossen")
_HALT = any_of(
    r"^\W*(?:(?:ach|oh|nein|nee|na|ach so|wobei|moment) )*(?:halt|stopp?|moment(?: mal)?|quatsch|korrektur|kommando zurück|falsch"
    r"|(?:nein|nee) (?:spaß|scherz)|(?:spaß|scherz) beiseite|wobei(?: nee| nein)?|ich korrigiere(?: mich)?|warte(?: mal)?|verguckt"
    r"|verlesen|vertan|irrtum)\W*$"
)
_MERE = {"rsvp.no", "rsvp.yes"}
_NEXT_TIME = any_of(
    r"(?:beim|zum|am|im|das|für das) (?:über)?nächsten? (?:mal|jahr|\w*treffen|\w*sitzung|\w*abend|\w*tag)|zum nächsten"
    r"|nächstes (?:mal|jahr)"
)
_TOLD_BEFORE = any_of(
    r"(?:hatte?n?|hab|habe|haben)(?: [\w'.:-]+){0,8}? (?:zugesagt|abgesagt|bestätigt|angemeldet|abgemeldet|gesagt|geschrieben|versprochen"
    r"|eingetragen)"
    r"|wollte?n?(?: [\w'.-]+){0,6}? (?:fehlen|absagen|zusagen|kommen|passen|schwänzen)|(?:schon|bereits|erst|ursprünglich"
    r"|zuerst) (?:zugesagt|abgesagt)"
)
_CORRECTS_TO_YES = any_of(r"doch|korrektur|quatsch|inzwischen")


@dataclass(frozen=True, slots=True)
class Answer:
    """One clause's answer to one event, and where it stands."""

    event: str
    stance: Stance
    guests: int
    thought: Thought
    rule: str


def without_retracted(answers: list[Answer], thoughts: tuple[Thought, ...]) -> list[Answer]:
    """The answers without those that are taken back at once and given anew: "… melde ich mich ab. Halt, nein, am 23. kann ich!"."""
    if len({one.event for one in answers}) == len(answers):
        return answers
    halts = [one.clause.start for one in thoughts if _HALT.match(one.clause.folded)]
    anew = {one.event for one in answers if halts and one.thought.clause.start > halts[-1] and one.rule not in _MERE}
    return [one for one in answers if one.event not in anew or one.thought.clause.start > halts[-1]]


def merged(answers: list[Answer]) -> tuple[list[Answer], list[str]]:
    """One answer an event: doubt wins over yes, a correction over what it corrects; else a contradiction."""
    answered: dict[str, Answer] = {}
    quarrels: list[str] = []
    for answer in answers:
        earlier = answered.get(answer.event)
        agreed = answer if earlier is None else _agreed(earlier, answer)
        if agreed is None:
            quarrels.append(answer.event)
        else:
            answered[answer.event] = agreed
    kept = [answer for event, answer in answered.items() if event not in quarrels]
    return kept, ["reading_doubts.contradiction"] if quarrels else []


def _agreed(earlier: Answer, later: Answer) -> Answer | None:
    if earlier.stance is later.stance:
        return later if later.guests > earlier.guests else earlier
    if later.rule == "rsvp.except":
        return later
    kinds = {earlier.stance, later.stance}
    if later.rule == "rsvp.perhaps" and earlier.stance is not Stance.PERHAPS and _hedges_else(later.thought):
        return earlier
    if Stance.PERHAPS in kinds and _joked(earlier, later):
        return later if _CONCLUDES.search(later.thought.sentence.folded) else None
    if Stance.PERHAPS in kinds:
        perhaps = earlier if earlier.stance is Stance.PERHAPS else later
        return perhaps if Stance.YES in kinds or later is perhaps else _hedged(earlier, later)
    if of_part_of_day(earlier.thought) or of_part_of_day(later.thought):
        return earlier if earlier.stance is Stance.YES else later
    if _told_before(earlier) != _told_before(later):
        return later if _told_before(earlier) else earlier
    if later.thought.sentence.number == earlier.thought.sentence.number:
        return None
    if _NEXT_TIME.search((earlier if earlier.stance is Stance.YES else later).thought.clause.folded):
        return earlier if earlier.stance is Stance.NO else later
    corrects = _CORRECTS if later.stance is Stance.NO else _CORRECTS_TO_YES
    return later if corrects.search(later.thought.sentence.folded) else None


def _hedges_else(thought: Thought) -> bool:
    """Whether a "vermutlich" hedges something else than coming: "Vermutlich bin ich die mit dem roten Helm"."""
    return (
        len(words_of(thought.clause.folded)) > 2
        and not _UNSURE.search(thought.clause.folded)
        and not _OF_COMING.search(thought.clause.folded)
    )


def _told_before(answer: Answer) -> bool:
    """Whether it repeats an answer given earlier, which another one takes back: "hatte zugesagt, geht nicht mehr"."""
    return bool(_TOLD_BEFORE.search(answer.thought.clause.folded))


def _joked(earlier: Answer, later: Answer) -> bool:
    """Whether an answer with a condition is followed by a yes without any."""
    said = earlier.thought.said
    return later.stance is Stance.YES and said is not None and said.stance is not Stance.PERHAPS


def _hedged(earlier: Answer, later: Answer) -> Answer | None:
    """A doubt followed by a refusal: the refusal, unless it only tells what happens otherwise."""
    return earlier if later.thought.clause.folded.startswith(("sonst", "ansonsten", "wenn nicht", "und wenn nicht")) else later
