"""Does the writer send words that our own letter has prepared: a button's sentence, or a line that the text proposes?

Nothing has to be understood there. The sentences are those of `templates/layout/parts.md`. An answer to an event counts where the mail
holds nothing but such lines: whatever stands beside it may take it back. What a shift is called counts as a whole: "Einlass und
Anmeldung" is one piece of help.
"""

import re
from collections.abc import Iterator

from mailer.model.jobs import Event, Shift
from mailer.model.reading import Finding
from mailer.reading.answers.parts import NOTHING, Part
from mailer.reading.answers.thoughts import Letter
from mailer.reading.answers.words import fold

_HELPS = re.compile(r'\W*ich helfe(?: mit)?: *"?(?P<what>[^"]+?)"?\W*')
_WHERE = re.compile(r"(?P<title>.+?) \((?P<where>[^()]+?)(?: am [\d.]+)?\)?")
_DAY = r"(?P<day>\d\d\.\d\d\.\d{4})"
_ANSWERS = tuple(
    (
        answer,
        re.compile(
            rf"(?:{word}|{word}:? {_DAY})\W*|{_DAY.replace('day', 'first')}: {word}\W*|{sentence.format(_DAY.replace('day', 'on'))}\W*"
        ),
    )
    for answer, word, sentence in (
        ("accepted", "zusage", r"ich bin(?: am {})? dabei"),
        ("declined", "absage", r"ich kann(?: am {})? leider nicht kommen"),
        ("tentative", "vielleicht", r"vielleicht komme ich(?: am {})?"),
    )
)


def prepared_of(letter: Letter, _so_far: Part) -> Part:
    """The answers and the shifts that are named by our own words."""
    whole = _in_every_line(letter)
    if whole:
        return Part(whole, sentences=frozenset(sentence.number for sentence in letter.sentences))
    helps = tuple(_helping(letter)) if letter.agenda.shifts else ()
    return Part(tuple(each for each, _ in helps), sentences=frozenset(number for _, number in helps)) if helps else NOTHING


def _in_every_line(letter: Letter) -> tuple[Finding, ...]:
    """What the lines say where all of them are our own words, no event answered twice; else nothing."""
    found: list[Finding] = []
    for line in filter(None, map(str.strip, letter.text.splitlines())):
        each = _finding(line, letter)
        if each is None:
            return ()
        found.append(each)
    events = [each.event for each in found if each.kind == "rsvp"]
    return tuple(found) if len(set(events)) == len(events) else ()


def _finding(line: str, letter: Letter) -> Finding | None:
    """What a line of our own words says, None for any other."""
    folded = fold(line)
    for answer, pattern in _ANSWERS:
        if (match := pattern.fullmatch(folded)) is not None:
            event = _event(match["day"] or match["first"] or match["on"], letter)
            return (
                None
                if event is None
                else Finding("rsvp", event=event.id, answer=answer, confidence=1.0, evidence=line, rule="rsvp.prepared")
            )
    shift = _shift(folded, letter)
    return None if shift is None else _help(shift, line)


def _helping(letter: Letter) -> Iterator[tuple[Finding, int]]:
    """The sentences that are nothing but our words about a shift."""
    for sentence in letter.sentences:
        shift = _shift(sentence.folded, letter)
        if shift is not None:
            yield _help(shift, sentence.text), sentence.number


def _help(shift: Shift, words: str) -> Finding:
    return Finding("volunteer", answer="offered", target=shift.id, confidence=1.0, evidence=words, rule="volunteer.prepared")


def _event(day: str | None, letter: Letter) -> Event | None:
    """The only event, or the only one of that day."""
    meant = [one.event for one in letter.agenda.known if day is None or f"{one.event.start:%d.%m.%Y}" == day]
    return meant[0] if len(meant) == 1 else None


def _shift(folded: str, letter: Letter) -> Shift | None:
    """The only shift of that title; where several events have one, the event stands in brackets behind it."""
    helps = _HELPS.fullmatch(folded) if letter.agenda.shifts else None
    if helps is None:
        return None
    what = helps["what"].strip()
    titled = [shift for _, shift in letter.agenda.shifts if fold(shift.title) == what]
    if not titled and (behind := _WHERE.fullmatch(what)) is not None:
        events = [one.event for one in letter.agenda.known if fold(one.event.title) == behind["where"]]
        titled = [shift for event in events for shift in event.shifts if fold(shift.title) == behind["title"]]
    return titled[0] if len(titled) == 1 else None
