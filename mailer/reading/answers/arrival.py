"""Does a clause only tell when the writer arrives for a shift that stands beside it: "Ich helfe einräumen. Bin um fünf da"?"""

from mailer.reading.answers.parts import Part
from mailer.reading.answers.thoughts import Letter, Thought
from mailer.reading.answers.words import any_of

_ARRIVES = {"is_there", "comes", "coming_frame", "partly", "drops_in", "at_event"}
_NO_MORE = any_of(
    r"^\W*(?:und |dann |ich |wir |also |da |bin |komme? |stehe? |kann |sind |am \w+tag |am \w+abend |schon |pünktlich |gleich |eh |so )*"
    r"(?:(?:ab|um|gegen|kurz|vor|nach|erst|spätestens|schon|pünktlich|vorher|viertel|halb|punkt|etwa|circa) )*[\w.:]*(?: uhr)?"
    r"(?: (?:ich|wir|da|dort|hier|bin|sind|komme?|stehe?|steh|vor ort|zur stelle|bei euch|kann|bereit|parat|früh|pünktlich|schon|dann|hin"
    r"|morgens))*\W*$"
)
_OF_SHIFT = {"suits", "puts_on_list"}
_CLOCK = any_of(
    r"(?:um|ab|gegen|kurz (?:vor|nach)|halb|viertel (?:vor|nach)|spätestens|punkt) (?:um )?(?:halb )?[\w.:]+|\d+(?:[.:]\d\d)? uhr|vorher"
    r"|eh früh"
)
_GIVES = any_of(
    r"back\w*|bring\w*|\w*kuchen|\w*salat|plätzchen|punsch|tee|saft|getränke|\w*waffel\w*|\w*torte\w*|keks\w*|stollen"
    r"|lebkuchen|\w*suppe|spend\w*"
)


def arrives_for_help(thought: Thought, letter: Letter, so_far: Part) -> bool:
    """Whether the clause is no answer of its own: it tells no more than a time, beside an offered shift that is no gift."""
    folded = thought.clause.folded
    if thought.said is not None and thought.said.rule in _OF_SHIFT and not thought.own.named:
        return _is_behind_a_shift(thought, letter, so_far)
    if (
        thought.said is None
        or thought.said.rule not in _ARRIVES
        or (thought.own.named and len(letter.agenda.ids) > 1 and thought.said.rule != "at_event")
    ):
        return False
    there = thought.said.rule == "at_event"
    if not _CLOCK.search(folded) or not (there or _NO_MORE.match(folded)):
        return False
    if not _offers_a_shift(letter, so_far):
        return False
    beside = [one for one in letter.thoughts if abs(one.sentence.number - thought.sentence.number) <= 1]
    beside = [one for one in beside if one.task.shifts or one.clause.start in so_far.clauses]
    return bool(beside) and (there or not any(_GIVES.search(one.clause.folded) for one in beside))


def tells_a_time(folded: str) -> bool:
    """Whether a clause names an hour."""
    return bool(_CLOCK.search(folded))


def _is_behind_a_shift(thought: Thought, letter: Letter, so_far: Part) -> bool:
    """Whether a mere "passt" or "tragt mich ein" follows what was said of a shift."""
    before = [
        one for one in letter.thoughts if one.clause.start < thought.clause.start and thought.sentence.number - one.sentence.number < 2
    ]
    return _offers_a_shift(letter, so_far) and any(one.task.shifts for one in before)


def _offers_a_shift(letter: Letter, so_far: Part) -> bool:
    shifts = {shift.id for _, shift in letter.agenda.shifts}
    return any(one.kind == "volunteer" and one.answer == "offered" and one.target in shifts for one in so_far.findings)
