"""Where does the answer to one event end and that to the next begin, where no comma tells ("23. ja 30. nein")?"""

import re
from functools import partial

from mailer.reading.answers.agenda import Agenda
from mailer.reading.answers.lexicon import NO_SIGNS, YES_SIGNS
from mailer.reading.answers.spelling import standard
from mailer.reading.answers.topics import topic_of
from mailer.reading.answers.words import any_of

_CLOSES = any_of(
    r"ja+(?! (?:der|die|das|den|dem|auch|nur|schon|wohl|nicht|immer|eh|noch|mal|eine?n?|sonst|kein\w*|bekannt\w*|so|sehr))"
    r"|jo+|jep|jup|yes|yep|ok|okay|klar|safe|nein|nee|nö|nope|no|nicht|nich|net|ni|dabei|raus|weg|verhindert|vielleicht|vllt|vlt"
    r"|evtl|evt|eventuell|kp|unklar|unsicher|fraglich|offen|gern|gerne|leider nicht|mal sehen|mal schauen|keine ahnung"
    r"|da(?= (?:\d|am |beim |zum |und |aber )|$)|absagen|zusagen|kommen|ohne mich"
)
_SIGN = re.compile(f"[{YES_SIGNS}{NO_SIGNS}]\ufe0f?")
_TWICE = any_of(
    r"und (?:dann )?(?:am|den|zum|zur|beim) [\w. ]{1,20}? (?:bin|sind|muss|müssen|hat|haben|habe?|fliegen?|fahren?|feiern?"
    r"|feiere|ist)(?= |$)"
)
_VERBS = any_of(
    r"sind|müssen|hat|haben|fliegen?|fahren?|feiern?|feiere|arbeite|bin|komme?|kann|könnte|passt|geht|klappt|muss|werde"
    r"|sage?|schaffe?|fehle?|weiß|will|möchte|nehme?|hab|habe|fällt|ist"
)
_LINKS = any_of("und|aber|sondern|dafür|nur")
_REPLY = r"(?:ja|jo|jup|yes|ok|nein|nee|nö|nope|no|vielleicht|vllt|evtl|eventuell|unklar|offen)"
_ONE_BY_ONE = re.compile(rf"\W*{_REPLY}(?:\s*/\s*{_REPLY})+\W*")
_ENOUGH = 400  # characters; in longer pieces nobody lists answers


def cuts_in(folded: str, agenda: Agenda) -> list[int]:
    """The positions in a folded clause where an answer to another event begins."""
    if len(folded) > _ENOUGH:
        return []
    if "/" in folded and _ONE_BY_ONE.fullmatch(folded):
        return [place for place, sign in enumerate(folded) if sign == "/"]
    closes = sorted(found.end() for shape in (_CLOSES, _SIGN) for found in shape.finditer(folded))
    if not closes and not _TWICE.search(folded):
        return []
    names = partial(_names, agenda=agenda)
    cuts, begin = [], 0
    for joint in sorted({*closes[:-1], *(found.start() for found in _LINKS.finditer(folded))}):
        left, right = folded[begin:joint], folded[joint:]
        if joint > begin and _answers(left, right) and names(left) and names(_first(right)):
            cuts.append(joint)
            begin = joint
    return cuts


def _first(right: str) -> str:
    """The piece up to its first answer, in which its event must stand; for an answer that comes first, the whole."""
    found = _CLOSES.search(right) or _SIGN.search(right)
    return right[: found.start()] if found and right[: found.start()].strip(" ,") else right


def _answers(left: str, right: str) -> bool:
    """Whether both sides answer by themselves: "Ich komme am 6. und am 26. nicht" is one answer, for nothing closes the first."""
    closed = bool(_CLOSES.search(left) or _SIGN.search(left))
    linked = bool(_LINKS.match(right))
    if linked and _VERBS.search(right) and (closed or _VERBS.search(left)):
        return True
    return closed and bool(_CLOSES.search(right) or _SIGN.search(right))


def _names(piece: str, agenda: Agenda) -> bool:
    topic = topic_of(standard(piece), agenda)
    return bool(topic.events or topic.others or topic.unclear)
