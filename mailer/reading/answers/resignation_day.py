"""From which day does the writer leave, or lay down what they held?"""

import re
from datetime import date

from mailer.reading.answers.clauses import Sentence
from mailer.reading.answers.days import Day, date_after, days_in
from mailer.reading.answers.thoughts import Letter
from mailer.reading.answers.words import any_of, pattern

_THAT_DAY = any_of(r"zu diesem (?:datum|tag|zeitpunkt|termin)|zum (?:gleichen|selben) (?:datum|tag|zeitpunkt|termin)|dann")
_AT_ONCE = any_of(r"ab sofort|mit sofortiger wirkung|fristlos|sofort|ab heute|mit dem heutigen tag|zu heute")
_YEAR_END = pattern(
    r"(?:zum |ende |zum ende )(?:des |dieses )?(?:laufenden )?(?:kalender)?jahres?(?:ende)?|(?:zum )?jahresende|jahresschluss"
    r"|silvester|zum jahreswechsel|mit ablauf des (?:kalender)?jahres"
)
_MONTH_END = pattern(r"(?:zum )?(?:monatsende|ende (?:des|dieses)(?: laufenden)? monats|monatsletzten)")
_HALF_END = pattern(r"(?:zum |mit (?:dem )?)?(?:ende|ablauf) (?:des|dieses) (?:laufenden |ersten |zweiten )?halbjahre?s|halbjahresende")
_QUARTER_END = pattern(
    r"(?:zum |mit dem )?(?:quartalsende|ende (?:des|dieses) (?:laufenden )?(?:quartals|vierteljahres)|quartalsschluss)"
    r"|mit ablauf des quartals"
)
_EFFECTIVE = any_of(
    r"zum|ab|per|mit|ende|as of|effective|from|on|by|mit wirkung (?:vom|zum)|am|mit dem|wirksam|zu(?:m)? (?:diesem )?|bis|dem|mit ablauf"
    r"|letzter (?:\w+ )?\w*tag(?: ist)?(?: der)?:?"
)
_GENITIVE = re.compile(r"\b(januar|februar|april|mai|juni|juli|august|september|oktober|november|dezember)s\b")


def effective_of(words: str, sentence: Sentence, letter: Letter) -> date | None:
    """The day named in the declaring words, else near them; None for "at once" and where none is named."""
    return (None if _AT_ONCE.search(words) else _day_of(words, letter)) or _nearby(sentence, letter)


def _nearby(sentence: Sentence, letter: Letter) -> date | None:
    """The day from which it holds, looked for in the sentence, then in its neighbours; None for "at once" or no day."""
    before = [one for one in letter.sentences if one.number == sentence.number - 1 and _THAT_DAY.search(sentence.folded)]
    near = [sentence, *before, *(one for one in letter.sentences if one.number == sentence.number + 1)]
    for piece in near:
        if _AT_ONCE.search(piece.folded):
            return None
        found = _day_of(piece.folded, letter)
        if found:
            return found
        if any_of("austritt|wirksam|gelten|gilt|mitglied").search(piece.folded) is None and piece is sentence and len(near) > 1:
            follows = any_of(
                r"(?:und zwar|beides|bitte machen|bitte|das ganze|wirksam|gültig|gilt|dies|das) (?:\w+ ){0,2}(?:zum|ab)|^\W*(?:zum|ab)"
            ).search(near[1].folded)
            if not follows:
                return None
    return None


def _day_of(folded: str, letter: Letter) -> date | None:
    sent = letter.agenda.written or letter.sent.date()
    folded = _GENITIVE.sub(lambda met: met.group(1) + " ", folded)
    for day in days_in(folded):
        before = folded[max(0, day.start - 24) : day.start]
        if re.match(r"\W*(?:ausge|umge|einge|weg)\w+", folded[day.end :]):
            continue
        if _EFFECTIVE.search(before) and (found := date_after(day, sent) or _last_of_month(day, folded, sent)):
            return found
    if _YEAR_END.search(folded):
        return date(sent.year, 12, 31)
    if _HALF_END.search(folded):
        return _month_end(sent.year, 6 if sent.month <= 6 else 12)
    if _QUARTER_END.search(folded):
        return _month_end(sent.year, (sent.month + 2) // 3 * 3)
    return _month_end(sent.year, sent.month) if _MONTH_END.search(folded) else None


def _last_of_month(day: Day, folded: str, sent: date) -> date | None:
    """The last day of "Ende März"."""
    if day.month is None or day.day is not None or not re.search(r"ende|ablauf", folded[max(0, day.start - 18) : day.start]):
        return None
    year = sent.year if day.month >= sent.month else sent.year + 1
    return _month_end(day.year or year, day.month)


def _month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
