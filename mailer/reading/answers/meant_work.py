"""Which shifts does a clause mean, by its own words or by what was named just before?"""

from mailer.reading.answers.gifts import GIVEN, OWN_USE, is_errand
from mailer.reading.answers.helping import (
    ACTS,
    AGREES,
    BRINGS,
    DOES,
    DONE,
    GIVES_UP,
    HELP,
    ME,
    MY_HELP,
    NEEDED,
    READY,
    SERVES,
    TAKES_BACK,
    UNWILLING,
    refuses,
)
from mailer.reading.answers.shifts import by_day, by_hour
from mailer.reading.answers.stances import Stance
from mailer.reading.answers.thoughts import Letter, Thought
from mailer.reading.answers.words import any_of, fold

_FORESEEN = any_of(r"versprochen\w*|angekündigt\w*|zugesagt\w*|angeboten\w*|mein\w*")
_SHIFT = any_of(r"(?:\S+-)?schicht(?:en)?|vormittagsschicht|nachmittagsschicht")
_HANDS = any_of(
    r"(?:falls|wenn|sollte\w*|sofern|wenns|wer)(?: [\w'.-]+){0,6}? (?:jemand\w*|wer|leute|hände|helfer\w*|hilfe|unterstützung|einer"
    r"|einen|freiwillige|mann|frauen|männer"
    r"|keiner|niemand\w*)(?: [\w'.-]+){0,6}? (?:fehlt|fehlen|braucht|brauchen|gebraucht|gesucht|sucht|findet|nötig|benötigt|ausfällt)"
    r"|(?:falls|wenn)(?: [\w'.-]+){0,4}? (?:fehlen|not am mann|was zu tun gibt|bedarf)"
)
_VAGUE = any_of(r"irgend\w*|mal|unterschrift\w*|stimmen?|\w*antr[aä]g\w*|fragen?|grafik|später|künftig|generell")
_AT_HAND = any_of(
    r"(?:ich )?bin (?:ich )?(?:\w+ ){0,4}(?:frei|da|vor ort|früher da|in der nähe)|sind meine da|anruf genügt|ich wohne"
    r"|packe? ich an|helfe? ich"
)


def meant_work(thought: Thought, index: int, letter: Letter) -> tuple[str, ...]:
    """The shifts of the clause, or those named just before where it only takes back or agrees: "Suppe? Mach ich."."""
    work = _work(thought, letter)
    if work:
        return work
    folded = thought.clause.folded
    promised = MY_HELP.search(folded) or (GIVEN.search(folded) and _FORESEEN.search(folded))
    if promised and (GIVES_UP.search(folded) or TAKES_BACK.search(folded)) and len(thought.events) == 1:
        return (only_help(thought.events[0], letter) or thought.events[0],)
    takes_back = bool(TAKES_BACK.search(thought.clause.folded) or GIVES_UP.search(thought.clause.folded)) and not thought.own.events
    agrees = (thought.said is not None and thought.said.rule == "does_it") or bool(ME.match(thought.clause.folded))
    if takes_back or agrees:
        return just_named(index, letter)
    return just_named(index, letter, asked=True) if AGREES.match(thought.clause.folded) and not thought.own.events else ()


def is_ready(thought: Thought, index: int, letter: Letter) -> bool:
    """Whether the writer is ready where help is needed: "Falls beim Abbau einer fehlt, ruft mich an"."""
    if not NEEDED.search(thought.clause.folded):
        return False
    behind = [one.clause.folded for one in letter.thoughts[index + 1 : index + 3] if one.sentence.number - thought.sentence.number <= 1]
    return any(READY.search(one) for one in behind) and not any(refuses(one) for one in behind)


def is_at_hand(thought: Thought, index: int, letter: Letter) -> bool:
    """Whether the writer is ready for help of any kind: "Falls euch noch Hände fehlen, ich bin ab Mittag frei"."""
    if not _HANDS.search(thought.clause.folded) or _VAGUE.search(thought.clause.folded):
        return False
    behind = [one.clause.folded for one in letter.thoughts[index + 1 : index + 3] if one.sentence.number - thought.sentence.number <= 1]
    return any(READY.search(one) or _AT_HAND.search(one) for one in behind) and not any(refuses(one) for one in behind)


def just_named(index: int, letter: Letter, same_sentence: bool = False, asked: bool = False) -> tuple[str, ...]:
    """The shifts named just before without anything being said of them; with `asked` only by a question or a mere mention."""
    here = letter.thoughts[index]
    named: list[str] = []
    for earlier in reversed(letter.thoughts[max(0, index - 3) : index]):
        distance = here.sentence.number - earlier.sentence.number
        if (
            distance > (0 if same_sentence else 1)
            or (asked and distance and not earlier.asks and not earlier.short)
            or (earlier.said and (same_sentence or earlier.said.stance is Stance.YES))
            or (same_sentence and not earlier.short and not any_of(r"^\W*(?:falls|wenn|sollte\w*|sofern)").search(earlier.clause.folded))
        ):
            break
        told = earlier.clause.folded
        if same_sentence and (UNWILLING.search(told) or HELP.search(told) or ACTS.search(told) or BRINGS.search(told)):
            break
        named += [shift for shift in earlier.task.shifts if shift not in named]
    return tuple(named)


def only_help(event_id: str, letter: Letter) -> str | None:
    """The event's one shift where that is plain help of any kind."""
    shifts = [shift for event, shift in letter.agenda.shifts if event == event_id]
    plain = len(shifts) == 1 and any_of(r"unterstütz\w*|hilfe|helfen|helfer\w*").search(fold(shifts[0].title))
    return shifts[0].id if plain else None


def _work(thought: Thought, letter: Letter) -> tuple[str, ...]:
    """The shifts that the clause names, by their words, else by day and hour where the clause speaks of helping."""
    folded = thought.clause.folded
    if (OWN_USE.search(folded) and not HELP.search(folded)) or DONE.search(folded) or is_errand(folded):
        return ()
    if thought.task.shifts:
        return thought.task.shifts
    on_shift = bool(_SHIFT.search(folded))
    day = by_day(folded, letter.agenda)
    if day and (on_shift or _helps(folded)):
        return day
    hours = (
        by_hour(folded, letter.agenda, () if thought.doubtful else thought.events)
        if (on_shift or _hours_are_shifts(letter)) and not thought.task.worked
        else ()
    )
    return hours if hours and (on_shift or _helps(folded) or DOES.search(folded)) else ()


def _helps(folded: str) -> bool:
    return bool(HELP.search(folded) or SERVES.search(folded))


def _hours_are_shifts(letter: Letter) -> bool:
    """Whether the shifts are told apart by their hours alone."""
    return bool(letter.agenda.shifts) and all(any(char.isdecimal() for char in shift.title) for _, shift in letter.agenda.shifts)
